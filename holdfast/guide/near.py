"""Places of treatment as a page shows them: found by `finder.search`, said in both languages. What is not stated is never "no"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from holdfast.finder import concepts, search
from holdfast.finder.concepts import Choice
from holdfast.finder.feeds.catalogue import FEEDS
from holdfast.finder.listings import Point
from holdfast.finder.map import Dot, drawn
from holdfast.finder.models import Facility, Listed
from holdfast.finder.places import Place as Spot
from holdfast.finder.places import find_place
from holdfast.finder.search import Found, Shown, Tier, Wanted
from holdfast.guide.answers import Answers
from holdfast.guide.frame import Context
from holdfast.guide.languages import Language, Words, told_day
from holdfast.language.errors import InputError

ON_A_LIST = 8
"""Places shown with the other results; the page of places shows the rest."""
TIERS: dict[Tier, Words] = {
    Tier.PRESCRIBES: Words("Prescribes {medicines}", "Receta {medicines}"),
    Tier.TAKES_PEOPLE_ON_MEDICINE: Words(
        "Takes people on these medicines, but does not say that it prescribes them",
        "Acepta a personas con estas medicinas, pero no dice que las recete",
    ),
    Tier.NOT_STATED: Words("Medicines: not stated. Ask.", "Medicinas: no lo dice. Pregunte."),
    Tier.USES_NO_MEDICINE: Words(
        "Does not use the medicines that work best for opioid addiction",
        "No usa las medicinas que mejor funcionan para la adicción a los opioides",
    ),
    Tier.HOME: Words("A home to live in. Not treatment.", "Una casa para vivir. No es tratamiento."),
}
MARKS: dict[Tier, str] = {
    Tier.PRESCRIBES: "good",
    Tier.TAKES_PEOPLE_ON_MEDICINE: "plain",
    Tier.NOT_STATED: "plain",
    Tier.USES_NO_MEDICINE: "poor",
    Tier.HOME: "plain",
}
LEFT_OUT: dict[str, Words] = {
    "its licence has expired": Words("license has expired", "la licencia venció"),
    "does not treat opioid use disorder": Words("do not treat opioid addiction", "no tratan la adicción a los opioides"),
    "lists no treatment for drug use": Words("list no treatment for drug use", "no ofrecen tratamiento por drogas"),
    "does not say that it prescribes the medicine": Words("do not say that they prescribe it", "no dicen que la receten"),
    "lists other things than you asked for": Words(
        "do not take the payment, or lack the help, you chose", "no aceptan ese pago o no tienen esa ayuda"
    ),
}
PHONES = (
    ("phone", Words("Call", "Llamar")),
    ("intake", Words("First visits", "Primeras citas")),
    ("hotline", Words("Hotline", "Línea directa")),
)
BOTH = Words("{first} and {second}", "{first} y {second}")
IMPORTED = Words("{attribution}. Loaded on {day}.", "{attribution}. Cargado el {day}.")
ABOUT = Words("about {miles}", "unas {miles}")
REGISTERED = Words("On the register: {what}", "En el registro: {what}")
LICENCE_UNTIL = Words("License until {day}", "Licencia hasta {day}")


@dataclass(frozen=True)
class Near:
    """What was found near a place, ready to be shown; or `problem`, why that place was not found. Empty where none was asked for."""

    asked: str = ""
    problem: str = ""
    name: str = ""
    note: str = ""
    miles: float = 0
    places: tuple[Context, ...] = ()
    homes: tuple[Context, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    left_out: tuple[tuple[int, str], ...] = ()
    wider: int | None = None
    sources: tuple[str, ...] = ()
    map: str = ""


def near(
    answers: Answers,
    today: date,
    language: Language,
    *,
    page: int = 1,
    most: int = search.A_PAGE,
    levels: Sequence[str] = (),
    groups: Sequence[str] = (),
    helps: Sequence[str] = (),
    languages: Sequence[str] = (),
    only_prescribing: bool = False,
    only_paid_so: bool = False,
) -> Near:
    """The places for these answers. What was told of oneself only marks the places that say they have it; what is asked for besides, and
    with `only_paid_so` how to pay, leaves out those that say otherwise. Nobody is kept from a place that prescribes because of money,
    unless they ask for that."""
    if not answers.near:
        return Near()
    try:
        spot = find_place(answers.near, answers.place, language)
    except InputError as error:
        return Near(asked=answers.near, problem=problem_in(error))
    wanted = Wanted(
        spot.point,
        answers.place,
        today,
        miles=answers.miles or search.USUAL_MILES,
        medicines=medicines(answers),
        payments=[choice.code for choice in _payment(answers) if only_paid_so],
        levels=levels,
        groups=groups,
        helps=helps,
        languages=languages,
        only_prescribing=only_prescribing,
        page=page,
    )
    return _shown(search.facilities(wanted), wanted, spot, answers, language, most)


def not_found(answers: Answers, language: Language) -> str:
    """Why the place that was typed was not found, and what to type instead. Empty where it was, or none was typed."""
    try:
        if answers.near:
            find_place(answers.near, answers.place, language)
    except InputError as error:
        return problem_in(error)
    return ""


def medicines(answers: Answers) -> tuple[str, ...]:
    """What counts as prescribing for this person: the medicine they asked for, else the two that save most lives."""
    return (answers.wished,) if answers.wished else concepts.FIRST_CHOICE


def _shown(found: Found, wanted: Wanted, spot: Spot, answers: Answers, language: Language, most: int) -> Near:
    listed = found.shown[:most]
    first = (found.page - 1) * search.A_PAGE + 1
    numbered = [place(each, number, answers, language) for number, each in enumerate(listed, first)]
    dots = [
        Dot(number, each.facility.name, Point(each.facility.latitude, each.facility.longitude))
        for number, each in enumerate(listed, first)
        if each.facility.latitude is not None and each.facility.longitude is not None
    ]
    return Near(
        asked=answers.near,
        name=spot.name,
        note=spot.note,
        miles=wanted.miles,
        places=tuple(each for each in numbered if each["tier"] != Tier.HOME.name),
        homes=tuple(each for each in numbered if each["tier"] == Tier.HOME.name),
        total=found.total,
        page=found.page,
        pages=found.pages,
        left_out=tuple((count, LEFT_OUT[why].to(language) if why in LEFT_OUT else why) for why, count in sorted(found.left_out.items())),
        wider=found.wider,
        sources=sources((each.facility for each in listed), language),
        map=drawn(spot, dots, language) if dots else "",
    )


def place(shown: Shown, number: int, answers: Answers, language: Language) -> Context:
    """One place on a list."""
    each = shown.facility
    stated = dict.fromkeys([*shown.stated, *(choice for choice in (*_payment(answers), *wishes(answers)) if says(each, choice))])
    silent = dict.fromkeys([*shown.unstated, *(choice for choice in _payment(answers) if has_not_stated(each, choice))])
    lacks = [choice for choice in _payment(answers) if choice not in stated and choice not in silent]
    return {
        **facility(shown, language),
        "number": number,
        "miles": how_far(each, shown.miles or 0, language),
        "stated": [choice.title(language) for choice in stated],
        "unstated": [choice.title(language) for choice in silent],
        "lacks": [choice.title(language) for choice in lacks],
    }


def how_far(each: Listed, miles: float, language: Language) -> str:
    """How many miles; about as many, where all that is known of the place is its ZIP code or postcode."""
    number = f"{miles:.1f}" if miles < 10 else f"{miles:.0f}"
    return ABOUT.to(language).format(miles=number) if each.approximate else number


def facility(shown: Shown, language: Language) -> Context:
    """What a listing says of itself: what it prescribes, name, address, telephones, website, register."""
    each = shown.facility
    telephones = [(label.to(language), getattr(each, kind)) for kind, label in PHONES if getattr(each, kind)]
    return {
        "id": each.pk,
        "tier": shown.tier.name,
        "mark": MARKS[shown.tier],
        "medicine": _tier(shown, language),
        "also": [name(other) for other in shown.also],
        "name": name(each),
        "address": address(each),
        "phones": [{"label": label, "number": number, "dialled": dialled(number)} for label, number in telephones],
        "website": each.website if urlsplit(each.website).scheme in ("http", "https") else "",
        "register": REGISTERED.to(language).format(what=each.register) if each.register else "",
        "until": LICENCE_UNTIL.to(language).format(day=told_day(each.valid_until, language)) if each.valid_until else "",
    }


def wishes(answers: Answers) -> list[Choice]:
    """Special help that what was told would make good use of: shown where a place says that it has it, never a reason to leave one out."""
    wanted = {
        "pregnant": answers.has("now", "pregnant") or answers.has("else", "baby"),
        "adolescents": answers.has("else", "under16", "under18"),
        "lgbtq": answers.has("else", "lgbtq"),
        "veterans": answers.has("else", "veteran"),
        "justice": answers.has("else", "court"),
        "mental_health": answers.has("else", "mind"),
        "violence": answers.has("else", "violence"),
    }
    helps = {"telehealth": answers.has("remote", "yes"), "child_care": answers.has("else", "children", "baby"), "interim": True}
    spoken = {"es": answers.has("else", "spanish"), "sign": answers.has("else", "sign")}
    tables = ((concepts.GROUPS, wanted), (concepts.HELPS, helps), (concepts.LANGUAGES, spoken))
    return [table[code] for table, codes in tables for code, wished in codes.items() if wished]


def says(each: Facility, choice: Choice) -> bool:
    """Whether the listing says that it has it."""
    return f" {choice.term} " in each.terms


def has_not_stated(each: Facility, choice: Choice) -> bool:
    """Whether the listing leaves it open: it neither says that it has it nor lists others in its place."""
    return f" {choice.term}? " in each.terms


def _payment(answers: Answers) -> tuple[Choice, ...]:
    return tuple(choice for code, choice in concepts.PAYMENTS.items() if answers.has("paying", code))


def sources(listed: Iterable[Listed], language: Language) -> tuple[str, ...]:
    """Whose listings these are, with the oldest day on which one of them was loaded."""
    oldest: dict[str, date] = {}
    for each in listed:
        oldest[each.feed] = min(each.last_imported, oldest.get(each.feed, each.last_imported))
    return tuple(
        IMPORTED.to(language).format(attribution=FEEDS[feed].attribution if feed in FEEDS else feed, day=told_day(day, language))
        for feed, day in sorted(oldest.items())
    )


def name(each: Facility) -> str:
    """The name of a place, with the part of the house where one is named."""
    return f"{each.name}, {each.part}" if each.part else each.name


def address(each: Listed) -> str:
    """Its address in one line, as far as it is stated."""
    return ", ".join(part for part in (each.building, each.street, each.town, f"{each.region} {each.postcode}".strip()) if part)


def dialled(number: str) -> str:
    """The digits to dial: without what stands behind an extension."""
    return "".join(sign for sign in number.lower().partition("x")[0].partition("e")[0] if sign.isdigit() or sign == "+")


def _tier(shown: Shown, language: Language) -> str:
    prescribed = [choice.title(language).lower() for choice in shown.prescribes]
    listed = prescribed[0] if len(prescribed) == 1 else ""
    if len(prescribed) > 1:
        listed = BOTH.to(language).format(first=", ".join(prescribed[:-1]), second=prescribed[-1])
    return TIERS[Tier.PRESCRIBES if listed else shown.tier].to(language).format(medicines=listed)


def problem_in(error: InputError) -> str:
    """Why a place was not found and what to type instead, without the words that were typed."""
    return " ".join(f"{each.why[:1].upper()}{each.why[1:]}. {each.next_step}".strip() for each in error.problems)
