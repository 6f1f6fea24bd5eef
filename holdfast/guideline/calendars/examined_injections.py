"""A calendar of injections or of naltrexone tablets handed in: doses that exist, and the days between them."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.guideline.calendars.courses import number
from holdfast.guideline.calendars.days import ValueOf
from holdfast.guideline.calendars.extended_release import (
    LATER_SOONEST,
    MONTH,
    MONTHLY_WINDOW,
    SECOND_SOONEST,
    WEEK,
    WEEKLY_EXTRA,
    WEEKLY_WINDOW,
)
from holdfast.guideline.calendars.given_days import Examined, GivenDay, Values, awake_first
from holdfast.guideline.calendars.naltrexone import ORAL_DAILY, ORAL_FIRST, ORAL_FRIDAY, RESCREEN_AFTER
from holdfast.guideline.care.breaches import Breach, above
from holdfast.guideline.care.prescriptions import PRODUCTS
from holdfast.guideline.medicines.buprenorphine.extended_release import MONTHLY_LATE, SUBLOCADE_LATE, WEEKLY_LATE
from holdfast.guideline.situations import NALTREXONE_XR_BLOCK
from holdfast.language.expressions import Limit


def examined(product: str, days: Sequence[GivenDay], values: Values, value: ValueOf) -> Examined:
    """What breaks in a calendar of injections."""
    found = Examined(breaches=awake_first(days, values, value))
    since = number(values, "days_since_xr_injection")
    given = int(number(values, "xr_doses_given") or (since is not None))
    last = None if since is None else 1 - since
    for day in days:
        if day.missed or not day.most_mg:
            continue
        held = PRODUCTS[product]
        if day.most_mg not in held.strengths:
            made = ", ".join(f"{each:g}" for each in held.strengths)
            say = f"There is no {product} of {day.most_mg:g} mg."
            found.breaches.append(Breach(day.where, say, held.source, f"One of {made} mg.", rule="strengths"))
        gap = None if last is None else day.number - last
        extra = product.endswith("weekly") and given == 1 and day.most_mg == value(WEEKLY_EXTRA) and gap is not None and gap < value(WEEK)
        if extra:
            continue
        if gap is not None:
            _spacing(day, product, gap, given, value, found)
        last, given = day.number, given + 1
    return found


def examined_tablets(days: Sequence[GivenDay], values: Values, value: ValueOf, *, new: bool) -> Examined:
    """What breaks in a calendar of naltrexone tablets."""
    found = Examined(breaches=awake_first(days, values, value))
    first = new
    before: GivenDay | None = None
    for day in days:
        if day.missed or not day.most_mg:
            continue
        if first:
            say = "The first tablet is {limit}, not {found}: if withdrawal comes, no more that day."
            found.breaches += above(day.where, day.most_mg, ORAL_FIRST, value, say, hard=False)
        elif before is not None and before.number == day.number - 1:
            found.breaches += above(
                day.where, day.most_mg, ORAL_DAILY, value, "Day after day {limit} is the dose, not {found}.", hard=False
            )
        found.breaches += above(
            day.where, day.most_mg, ORAL_FRIDAY, value, "No single dose of naltrexone is above {limit}; this is {found}."
        )
        before, first = day, False
    return found


def _spacing(day: GivenDay, product: str, gap: float, given: int, value: ValueOf, found: Examined) -> None:
    soonest, limit = _soonest(product, given, value)
    if gap < soonest:
        say = f"{gap:g} days after the last injection is too soon: {soonest:g} days or more."
        found.breaches.append(Breach(day.where, say, limit.source, f"{soonest:g} days after the last one.", True, limit))
    late = _late(product)
    if gap > value(late):
        again = (
            f" From {value(RESCREEN_AFTER):g} days on a new urine test comes first."
            if product == "vivitrol"
            else " A prescriber looks first."
        )
        found.notes.append(f"Day {day.number}: {gap:g} days is longer than {product} lasts ({value(late):g}).{again} {late.source}.")


def _soonest(product: str, given: int, value: ValueOf) -> tuple[float, Limit]:
    if product == "vivitrol":
        return value(NALTREXONE_XR_BLOCK), NALTREXONE_XR_BLOCK
    if product == "sublocade":
        limit = SECOND_SOONEST if given == 1 else LATER_SOONEST
        return value(limit), limit
    if product.endswith("weekly"):
        return value(WEEK) - value(WEEKLY_WINDOW), WEEKLY_WINDOW
    return value(MONTH) - value(MONTHLY_WINDOW), MONTHLY_WINDOW


def _late(product: str) -> Limit:
    if product == "vivitrol":
        return NALTREXONE_XR_BLOCK
    if product == "sublocade":
        return SUBLOCADE_LATE
    return WEEKLY_LATE if product.endswith("weekly") else MONTHLY_LATE
