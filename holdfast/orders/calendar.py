"""A dosing calendar handed in, as `holdfast calendar --format json` prints it or shorter."""

from __future__ import annotations

from holdfast.advice import Advice
from holdfast.orders.answer import Found, of_option
from holdfast.orders.days import INJECTIONS, NAMES, examine, follows, read_days, start_named, starts_of
from holdfast.orders.reading import Fields


def calendar(fields: Fields, advice: Advice) -> Found:
    """Whether the doses keep to the limits, and whether the option they follow is right for this person today."""
    named = fields.word("medicine", tuple(NAMES), needed=True)
    product = fields.word("product", INJECTIONS)
    said = fields.word("start", starts_of(named)) if named else None
    days = read_days(fields)
    fields.ignore("start", "notes", "limits")
    fields.finish()
    fields.raise_problems()
    medicine = NAMES[str(named)]
    found = Found()
    if medicine == "buprenorphine_xr":
        medicine = product or str(advice.known.get("xr_product"))
        if medicine not in INJECTIONS:
            found.add(unknown=["xr_product"])
            return found
    start = start_named(str(named), said) if said else follows(medicine, advice.known, days[0].first_mg)
    looked = examine(medicine, start, days, advice.known, advice.dated.value)
    found.add(looked.breaches, looked.notes, looked.unknown)
    if advice.judgement.in_scope:
        against = of_option(advice, start, "calendar.start")
        found.add(against.breaches, against.notes, against.unknown)
    else:
        found.add(
            notes=[f"Only the doses were looked at: nothing is known of the person, so nobody can say whether {start} is right today."]
        )
    return found
