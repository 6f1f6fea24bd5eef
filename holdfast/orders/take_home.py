"""A supply to take home: how many days, on which day of treatment, under whose law."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, cast

from holdfast.advice import Advice
from holdfast.guideline.care.breaches import Breach
from holdfast.guideline.care.take_home import SIX_POINTS, Refused, Supply, Tier, allowed
from holdfast.language.expressions import Place
from holdfast.orders.answer import Found
from holdfast.orders.reading import Fields

MEDICINES = ("methadone", "buprenorphine", "naltrexone")
TIERS: tuple[Tier, ...] = ("first", "second", "later")


def take_home(fields: Fields, advice: Advice, place: Place) -> Found:
    """Whether this supply may go home."""
    supply = _read(fields, advice)
    fields.raise_problems()
    found = Found()
    if place == "us" and supply.medicine == "methadone" and supply.day_of_treatment is None:
        found.add(unknown=["days_on_treatment"])
        return found
    answer = allowed(supply, place, advice.dated.value)
    if isinstance(answer, Refused):
        found.add([_here(breach) for breach in answer.breaches])
    else:
        found.add(notes=answer.care)
    return found


def _read(fields: Fields, advice: Advice) -> Supply:
    current = str(advice.known.get("current_medication"))
    medicine = fields.word("medicine", MEDICINES, needed=current not in MEDICINES) or current
    day = fields.count("day_of_treatment", 1, 36500, "days")
    known = advice.known.get("days_on_treatment")
    points = fields.group("points")
    state = fields.group("state")
    supply = Supply(
        cast(Literal["methadone", "buprenorphine", "naltrexone"], medicine),
        fields.count("doses", 1, 400, "days' doses", needed=True) or 0,
        int(known) if day is None and isinstance(known, int | float) else day,
        fields.count("closure_days", 0, 31, "days") or 0,
        MappingProxyType({point.code: points.flag(point.code) for point in SIX_POINTS if point.code in points.given} if points else {}),
        fields.flag("reasons_written") if "reasons_written" in fields.given else None,
        MappingProxyType({name: most for name in TIERS if state and (most := state.count(name, 0, 400, "days")) is not None}),
        cast(Literal["fp10mda", "other"], fields.word("form", ("fp10mda", "other")) or "other"),
        fields.flag("quantity_each"),
        fields.count("interval_days", 1, 14, "days"),
    )
    if day is not None and known is not None and day != known:
        fields.wrong("day_of_treatment", day, f"this disagrees with facts.days_on_treatment, which is {known}", str(known))
    if points:
        points.seen.update(point.code for point in SIX_POINTS)
        points.finish()
    if state:
        state.finish()
    fields.finish()
    return supply


def _here(breach: Breach) -> Breach:
    return Breach(f"take_home.{breach.where}", breach.say, breach.source, breach.instead, breach.hard, breach.limit, breach.rule)
