"""Where a calendar of withdrawal management begins, and what bounds it for this person."""

from __future__ import annotations

from holdfast.guideline.calendars import withdrawal
from holdfast.guideline.calendars.buprenorphine_first_day import highest
from holdfast.guideline.calendars.courses import NALOXONE, ONE_OF, Plan, Values, course, missing, number
from holdfast.guideline.calendars.days import Refused, ValueOf
from holdfast.guideline.calendars.first_dose_checks import INSIDE, buprenorphine_not_now, methadone_not_now
from holdfast.guideline.calendars.first_doses import methadone_begin, tolerance
from holdfast.guideline.calendars.plan_buprenorphine import product as sublingual
from holdfast.guideline.calendars.withdrawal import Regimen, State
from holdfast.guideline.medicines import clonidine, lofexidine
from holdfast.guideline.words import Told
from holdfast.language.expressions import Place

REGIMENS: tuple[Regimen, ...] = ("buprenorphine_short", "buprenorphine_long", "methadone", "lofexidine", "clonidine")
NOT_THE_WHOLE = (
    "Withdrawal help alone is not treatment: most people use again, with less tolerance than before. Staying on a medicine is safer."
)


def begun(values: Values, value: ValueOf, place: Place, product: str | None = None) -> Plan | Refused:
    """A short course, by the medicine asked for; buprenorphine otherwise, slower outside a hospital. Begun only as a start would be."""
    current = values.get("current_medication")
    if current in ("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine"):
        return Refused(
            ("You take a medicine that holds withdrawal off.",), ("Stay on it: that is safer.", "Or come off it slowly, by a taper.")
        )
    usual = "buprenorphine_short" if values.get("setting") in INSIDE else "buprenorphine_long"
    regimen = next((each for each in REGIMENS if each == (product or usual)), None)
    if regimen is None:
        return missing("which medicine it is to be", Told(ONE_OF, names=REGIMENS))
    if tolerance(values, value) is False:
        return Refused(
            ("Your body is no longer used to opioids: there is no withdrawal to treat.",), ("A low start of a medicine that protects you.",)
        )
    if regimen.startswith("buprenorphine") and (refused := buprenorphine_not_now(values, value)):
        return refused
    if regimen == "methadone" and (refused := methadone_not_now(values, value, place)):
        return refused
    if regimen in ("lofexidine", "clonidine") and (low := _too_low(values, value)):
        return low
    first = _bound(regimen, values, value)
    orders = course(withdrawal.next_day, State(regimen, first=first), value)
    days = withdrawal.last_day(regimen, value) + 1
    medicine = sublingual(values, starting=True) if regimen.startswith("buprenorphine") else regimen
    return Plan(medicine, orders, days, withdrawal.SHOWN[regimen], (NOT_THE_WHOLE, NALOXONE))


def _too_low(values: Values, value: ValueOf) -> Refused | None:
    upper, lower, pulse = number(values, "systolic_bp"), number(values, "diastolic_bp"), number(values, "heart_rate")
    least = value(clonidine.LOW_SYSTOLIC if values.get("setting") in INSIDE else clonidine.LOW_SYSTOLIC_OUTPATIENT)
    slow = (pulse is not None and pulse < value(clonidine.SLOW_PULSE)) or (lower is not None and lower < value(clonidine.LOW_DIASTOLIC))
    if slow or (upper is not None and upper < least):
        return Refused(
            ("Blood pressure or pulse is too low for it now.",), ("Drink, rest, measure again.", "Buprenorphine or methadone instead.")
        )
    return None


def _bound(regimen: Regimen, values: Values, value: ValueOf) -> float:
    """The first dose of methadone, or the most a day of the others, for this person."""
    if regimen.startswith("buprenorphine"):
        return highest(values, value)
    if regimen == "methadone":
        return methadone_begin(values, value)[0].first
    if regimen == "clonidine":
        weight = number(values, "weight_kg")
        watched = values.get("setting") in INSIDE and weight is not None and weight >= value(clonidine.HEAVY)
        return value(clonidine.MOST_WATCHED if watched else clonidine.MOST)
    most = value(lofexidine.BY_CHILD_PUGH[str(values.get("child_pugh") or "none")])
    egfr = number(values, "egfr")
    if egfr is not None and egfr < value(lofexidine.EGFR_NORMAL):
        kidneys = lofexidine.MOST_FAILING_KIDNEYS if egfr < value(lofexidine.EGFR_LOW) else lofexidine.MOST_WEAK_KIDNEYS
        most = min(most, value(kidneys))
    return most
