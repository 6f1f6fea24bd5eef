"""Where a calendar of buprenorphine under the tongue begins, for each option and this person's facts."""

from __future__ import annotations

from dataclasses import replace

from holdfast.guideline.calendars import buprenorphine, low_dose
from holdfast.guideline.calendars.buprenorphine import TAPER_APART, Goal, State
from holdfast.guideline.calendars.buprenorphine_first_day import DAY_ONE_MOST, MOST, Course, careful, highest
from holdfast.guideline.calendars.courses import (
    AS_PLANNED,
    NALOXONE,
    Plan,
    Values,
    course,
    missing,
    number,
    too_much,
    yes,
)
from holdfast.guideline.calendars.days import Happened, Refused, ValueOf
from holdfast.guideline.calendars.today import (
    NO_TODAY,
    NOT_UP,
    dangers,
    dose_may_not_fit,
    first_if_seen,
    from_tomorrow,
    missed_days,
    only_if_seen,
    taken_today,
)
from holdfast.guideline.medicines.buprenorphine.changes import HIGHEST
from holdfast.guideline.medicines.buprenorphine.readiness import (
    AFTER_METHADONE,
    COWS_STRONG,
    METHADONE_LOW_ENOUGH,
    MISSED_TOO_LONG,
    ONE_SIGN,
    OPIOID_FREE_WEEK,
)
from holdfast.guideline.sources import ASAM_2020
from holdfast.guideline.words import Told, together
from holdfast.language.expressions import Limit

AIM = Limit("mg", us=16, uk=16, since=ASAM_2020.date, source=ASAM_2020, settings=(8, 24), why="usual doses: US 16, UK 8 to 16")

SL = "buprenorphine_naloxone_sl"
SL_ALONE = "buprenorphine_sl"
SMALL_NOTE = "The steps are small because of a long-acting opioid before, age, breathing, the liver, alcohol or a sedative."
DAY_TWO = "Day two begins with all that was needed on day one. If that was less, it begins with less."
AIM_NOTE = "Most people do well on {mg:g} mg a day or more. Say if it does not last: the dose can go up."
KEPT_ON = "Methadone stays at {mg:g} mg a day until the last step. It is no mistake to take both now."
KEPT_ON_UNKNOWN = "Methadone stays at its dose until the last step. It is no mistake to take both now."
NOT_STOPPED = "What you take now need not stop before the last step. Only a hospital, a methadone programme or a pain clinic can supply it."
STOP_AND_START = (
    "Methadone stops: the dose was low, it is long enough ago and withdrawal is clear. The other way, tiny rising doses while methadone "
    "goes on, stays open."
)
LOST_TOLERANCE = "Your body is no longer used to opioids, so it starts very low and rises slowly."
UNCONFIRMED = "The dose is not known, so this starts anew."
DOSE_ASK = "What is the daily buprenorphine dose? Ask the prescriber or pharmacy."
IN_HOSPITAL = ("hospital", "emergency_department")
FINDING_DAYS, LOW_DOSE_DAYS, STEADY_DAYS, TAPER_DAYS = 14, 10, 14, 56


def started(course_: Course, values: Values, value: ValueOf, *notes: str) -> Plan:
    """A first day of the given kind, and how the dose is found after it. Once tolerance is lost every kind is the small one."""
    free = number(values, "days_opioid_free")
    if course_ != "no_withdrawal" and (yes(values, "lost_tolerance") or (free is not None and free >= value(OPIOID_FREE_WEEK))):
        course_, notes = "no_withdrawal", (*notes, LOST_TOLERANCE)
    small = careful(values, value)
    build = (DAY_TWO,) if course_ in ("standard", "home") else ()
    state = State(course_, "raise", small=small, top=highest(values, value))
    return _finding(state, values, value, *notes, *build, *((SMALL_NOTE,) if small and build else ()))


def switched(values: Values, value: ValueOf) -> Plan:
    """From methadone: stop and start where the dose is low, the gap is over and withdrawal is clear; tiny rising doses otherwise."""
    mg, hours = number(values, "current_methadone_mg"), number(values, "hours_since_methadone")
    cows, signs = number(values, "cows_score"), number(values, "objective_withdrawal_signs")
    low = mg is not None and 0 < mg <= value(METHADONE_LOW_ENOUGH)
    over = hours is not None and hours >= value(AFTER_METHADONE)
    clear = cows is not None and cows >= value(COWS_STRONG) and signs is not None and signs >= value(ONE_SIGN)
    return started("standard", values, value, STOP_AND_START) if low and over and clear else overlapped(values, value)


def eased(values: Values, value: ValueOf) -> Plan | Refused:
    """More buprenorphine against the withdrawal that it has set off."""
    already = number(values, "current_buprenorphine_mg")
    already = value(DAY_ONE_MOST) if already is None else already
    if already >= value(MOST):
        return Refused(
            (Told("{mg:g} mg of buprenorphine were taken already.", mg=already),),
            ("Medicines for the symptoms, and a specialist's advice.",),
        )
    return _finding(State("precipitated", "raise", mg=already, top=highest(values, value)), values, value)


def overlapped(values: Values, value: ValueOf) -> Plan:
    """Tiny rising doses while the other opioid goes on; methadone is kept to the last step."""
    mg = number(values, "current_methadone_mg")
    on_methadone = values.get("current_medication") == "methadone"
    kept_on = Told(KEPT_ON, mg=mg) if mg else KEPT_ON_UNKNOWN
    note = kept_on if on_methadone else NOT_STOPPED
    orders = course(low_dose.next_day, low_dose.State(), value, Happened(), lambda state: _expected_after(state, value))
    return Plan(product(values, starting=True), orders, LOW_DOSE_DAYS, low_dose.SHOWN, (note, AS_PLANNED, NALOXONE))


def resumed(values: Values, value: ValueOf) -> Plan | Refused:
    """After missed days. Whether other opioids were taken in the gap decides; not knowing counts as yes."""
    if number(values, "missed_doses") is None:
        return missing("how many days were missed", "How many days in a row was the whole dose missed?")
    used = values.get("opioids_since_last_dose") is not False
    if not number(values, "current_buprenorphine_mg"):
        planned = started("standard" if used else "no_withdrawal", values, value, UNCONFIRMED)
        anew = replace(planned, orders=from_tomorrow(planned.orders, taken_today("buprenorphine", values, value)))
        seen, found = yes(values, "prescriber_assessed"), dangers(values, value)
        return only_if_seen(anew, found, seen) if found else first_if_seen(anew, seen)
    return _treated("raise", STEADY_DAYS, values, value, used=used)


def kept(values: Values, value: ValueOf) -> Plan | Refused:
    """The dose as it is; missed days are heeded. In hospital, a dose that nobody has confirmed is a new start."""
    if values.get("setting") in IN_HOSPITAL and not yes(values, "dose_verified"):
        return resumed({**values, "current_buprenorphine_mg": 0}, value)
    return resumed(values, value) if missed_days(values) else _treated("keep", STEADY_DAYS, values, value)


def held(values: Values, value: ValueOf) -> Plan | Refused:
    """No dose today, then the usual one once a prescriber has looked."""
    if number(values, "missed_doses") is None or not number(values, "current_buprenorphine_mg"):
        nothing = iter((buprenorphine.HELD,))
        return Plan(product(values, starting=False), nothing, 1, buprenorphine.SHOWN, (AS_PLANNED, NALOXONE))
    return _treated("keep", STEADY_DAYS, values, value, used=yes(values, "opioids_since_last_dose"), hold=True)


def tapered(values: Values, value: ValueOf) -> Plan | Refused:
    """Slowly down."""
    return _treated("lower", TAPER_DAYS, values, value, used=yes(values, "opioids_since_last_dose"))


def split(values: Values, value: ValueOf) -> Plan | Refused:
    """The same dose in two parts or more."""
    return _treated(
        "keep",
        STEADY_DAYS,
        values,
        value,
        used=yes(values, "opioids_since_last_dose"),
        parts=max(2, int(number(values, "doses_per_day") or 2)),
    )


def raised(values: Values, value: ValueOf) -> Plan | Refused:
    """A step up today."""
    if missed_days(values):
        return Refused(("A dose was missed: first the usual dose again.",), ("The usual dose, then look again.",))
    if against := (*dangers(values, value), *_not_fitting(values, value)):
        return Refused((Told(NOT_UP, reasons=together(against, ", ")),), ("A prescriber looks today.",))
    most = value(HIGHEST)
    mg = number(values, "current_buprenorphine_mg")
    if mg is not None and most <= mg <= value(MOST):
        return Refused(
            (Told("{mg:g} mg a day is the most that is planned here ({most:g} mg).", mg=mg, most=most),),
            ("A specialist's order by hand, with the reason.", "An injection, or methadone."),
        )
    return _treated("raise", STEADY_DAYS, values, value, asked=True)


def _not_fitting(values: Values, value: ValueOf) -> tuple[str, ...]:
    found = dose_may_not_fit(values, value)
    return (*found, "a dose that nobody could confirm") if values.get("dose_verified") is False else found


def _treated(
    goal: Goal,
    days: int,
    values: Values,
    value: ValueOf,
    *,
    used: bool = False,
    parts: int = 1,
    asked: bool = False,
    hold: bool = False,
) -> Plan | Refused:
    """A course for somebody who takes buprenorphine already."""
    mg = number(values, "current_buprenorphine_mg")
    if not mg:
        return missing("the daily dose of buprenorphine", DOSE_ASK)
    if mg > value(MOST):
        return too_much("buprenorphine", mg, value(MOST))
    missed = int(min(missed_days(values), value(MISSED_TOO_LONG)))
    steady = number(values, "days_at_current_dose")
    top = highest(values, value)
    state = State(
        "standard",
        goal,
        mg=mg,
        small=careful(values, value),
        top=top,
        day=2,
        steady=int(min(value(TAPER_APART) if steady is None else steady, value(TAPER_APART))),
        missed=max(missed - 1, 0),
        parts=parts,
    )
    taken = None if hold else taken_today("buprenorphine", values, value)
    seen = yes(values, "prescriber_assessed")
    today = Happened(taken=not missed, sedated=hold, asked=asked, assessed=seen and not taken, opioids=used)
    aim = max(value(AIM), mg) if missed else 0
    orders = course(buprenorphine.next_day, state, value, today, lambda state: _expected(state, goal, aim))
    unknown = (NO_TODAY,) if number(values, "hours_since_buprenorphine") is None and not taken and not hold else ()
    notes = (*unknown, AS_PLANNED, NALOXONE)
    plan = Plan(product(values, starting=False), from_tomorrow(orders, taken), days, buprenorphine.SHOWN, notes)
    held_today = ("the dose held today",) if hold else ()
    reasons = (*held_today, *dangers(values, value), *_not_fitting(values, value))
    return only_if_seen(plan, reasons, seen) if reasons else plan


def _finding(state: State, values: Values, value: ValueOf, *notes: str) -> Plan:
    aim = value(AIM)
    orders = course(buprenorphine.next_day, state, value, Happened(), lambda state: _expected(state, "raise", aim))
    return Plan(
        product(values, starting=True), orders, FINDING_DAYS, buprenorphine.SHOWN, (*notes, Told(AIM_NOTE, mg=aim), AS_PLANNED, NALOXONE)
    )


def _expected(state: State, goal: Goal, aim: float) -> Happened:
    """Conditional doses are needed, and withdrawal goes on, until the usual dose is reached."""
    return Happened(extra=True, withdrawal=goal == "raise" and state.offer + state.more < aim)


def _expected_after(state: low_dose.State, value: ValueOf) -> Happened:
    done = state.offer == len(low_dose.SCHEDULE) or state.step == len(low_dose.SCHEDULE)
    return Happened(extra=True, withdrawal=done and max(state.after.offer, state.after.mg) < value(AIM))


def product(values: Values, *, starting: bool) -> str:
    """With naloxone, unless there is a reason against it: an allergy, a failing liver, or a weak one at the start."""
    livers = ("B", "C") if starting else ("C",)
    return SL_ALONE if yes(values, "allergy_naloxone") or values.get("child_pugh") in livers else SL
