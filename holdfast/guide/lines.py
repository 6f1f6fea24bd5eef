"""Lines to call and sites to open, as a page shows them. What is not confirmed says so beside it."""

from __future__ import annotations

from holdfast.guide.contacts import Contact, contact
from holdfast.guide.frame import Context
from holdfast.guide.languages import Language, Words
from holdfast.language.expressions import Place

UNCONFIRMED = Words("(to be confirmed)", "(por confirmar)")


def line(code: str, place: Place, language: Language) -> Context:
    """One contact with what a link to it needs. LookupError where there is none of that name in that place."""
    return as_link(contact(code, place), language)


def as_link(each: Contact, language: Language) -> Context:
    """The contact as a link: `tel:` for a number, else its site."""
    return {
        "name": each.name[language],
        "how": each.how[language],
        "hours": each.hours[language],
        "shown": each.number or each.web,
        "address": f"tel:{each.dialled}" if each.number else f"https://{each.web}",
        "outside": not each.number,
        "unconfirmed": "" if each.confirmed else UNCONFIRMED.to(language),
    }
