"""Where a methadone calendar begins, for each option and this person's facts."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.guideline.calendars import methadone
from holdfast.guideline.calendars.courses import (
    AS_PLANNED,
    NALOXONE,
    Plan,
    Values,
    asleep_now,
    course,
    missing,
    not_awake,
    number,
    too_much,
    yes,
)
from holdfast.guideline.calendars.days import Happened, Order, Refused, ValueOf
from holdfast.guideline.calendars.first_doses import DAY_ONE_MOST, Begin, methadone_begin
from holdfast.guideline.medicines.methadone.changes import ASSESS_AFTER, FIRST_WEEKS, IMPLAUSIBLE_DOSE, STEP_INTERVAL
from holdfast.guideline.medicines.methadone.suitability import RESTART

UNCONFIRMED = "The last dose is not confirmed, so this starts anew. Once the clinic or pharmacy confirms it, ask for a new calendar."
SWITCHED = "No gap is needed: the first dose of methadone comes within a day of the last buprenorphine. Buprenorphine stops."
SPLIT_NOTE = "The same daily dose in parts. The later part may have to be taken home: keep it locked away."
DOSE_ASK = "What is the daily methadone dose? Ask the clinic or pharmacy."
TITRATION_DAYS, STEADY_DAYS, TAPER_DAYS = 28, 14, 56


def started(values: Values, value: ValueOf, *notes: str) -> Plan | Refused:
    """A first dose, and how it rises."""
    if not_awake(values):
        return asleep_now()
    begin, reasons = methadone_begin(values, value)
    why = (f"The start is low because of: {', '.join(reasons)}.",) if reasons else ()
    state = methadone.State("raise", 0, begin)
    orders = course(methadone.next_day, state, value, Happened(), lambda _: Happened(withdrawal=True))
    return _plan(orders, TITRATION_DAYS, *notes, *why)


def switched(values: Values, value: ValueOf) -> Plan | Refused:
    """From buprenorphine: a first dose like any other, without a gap."""
    return started(values, value, SWITCHED)


def resumed(values: Values, value: ValueOf) -> Plan | Refused:
    """After missed days, by the table; a dose that nobody has confirmed counts as unknown, and so as a new start."""
    missed, mg = number(values, "missed_doses"), number(values, "current_methadone_mg")
    if missed is None:
        return missing("how many days were missed", "How many days in a row was the whole dose missed?")
    if mg is None or (missed and not yes(values, "dose_verified")):
        return started(values, value, UNCONFIRMED)
    return _treated("raise" if missed >= value(ASSESS_AFTER) else "keep", STEADY_DAYS, values, value)


def kept(values: Values, value: ValueOf) -> Plan | Refused:
    """The dose as it is; missed days and drowsiness are heeded."""
    if values.get("dose_verified") is False:
        return Refused(("Nobody could confirm the dose.",), ("Ask the clinic or pharmacy.", "A new start, as if the dose were unknown."))
    if number(values, "missed_doses"):
        return resumed(values, value)
    return _treated("keep", STEADY_DAYS, values, value)


def held(values: Values, value: ValueOf) -> Plan | Refused:
    """No dose today, then the usual one once a prescriber has looked."""
    return _treated("keep", STEADY_DAYS, {**values, "sedated": True}, value)


def tapered(values: Values, value: ValueOf) -> Plan | Refused:
    """Slowly down."""
    return _treated("lower", TAPER_DAYS, values, value)


def split(values: Values, value: ValueOf) -> Plan | Refused:
    """The same dose in two parts or more."""
    return _treated("keep", STEADY_DAYS, values, value, SPLIT_NOTE, parts=max(2, int(number(values, "doses_per_day") or 2)))


def raised(values: Values, value: ValueOf) -> Plan | Refused:
    """A rise today, if the dose has stood long enough."""
    steady = number(values, "days_at_current_dose")
    if not_awake(values):
        return asleep_now()
    if number(values, "missed_doses"):
        return Refused(("A dose was missed: the dose never goes up right after that.",), ("The usual dose first, without a gap.",))
    if steady is None:
        return missing("how long the dose has been the same", "For how many days has the dose been the same?")
    wait = value(STEP_INTERVAL) - steady
    if wait > 0:
        return Refused(
            (f"The dose changed {steady:g} days ago: methadone builds up, and it must stand for {value(STEP_INTERVAL):g} days.",),
            (f"Ask again in {wait:g} days.",),
        )
    return _treated("raise", TITRATION_DAYS, values, value, asked=True)


def _treated(
    goal: methadone.Goal, days: int, values: Values, value: ValueOf, *notes: str, parts: int = 1, asked: bool = False
) -> Plan | Refused:
    """A course for somebody who takes methadone already."""
    mg = number(values, "current_methadone_mg")
    if not mg:
        return missing("the daily dose of methadone", DOSE_ASK)
    if mg > value(IMPLAUSIBLE_DOSE):
        return too_much("methadone", mg, value(IMPLAUSIBLE_DOSE))
    begin, _ = methadone_begin(values, value)
    missed = int(min(number(values, "missed_doses") or 0, value(RESTART)))
    weeks = int(value(FIRST_WEEKS))
    first_weeks = number(values, "days_on_treatment")
    if first_weeks is None:
        first_weeks = weeks if mg > value(DAY_ONE_MOST) else 0
    steady = number(values, "days_at_current_dose")
    state = methadone.State(
        goal,
        mg,
        begin,
        day=max(1, min(int(first_weeks), weeks)),
        steady=int(min(value(methadone.TAPER_APART) if steady is None else steady, value(methadone.TAPER_APART))),
        missed=max(missed - 1, 0),
        parts=parts,
    )
    today = Happened(
        taken=not missed,
        sedated=not_awake(values),
        asked=asked,
        assessed=yes(values, "prescriber_assessed"),
        opioids=yes(values, "opioids_since_last_dose"),
    )
    orders = course(methadone.next_day, state, value, today, lambda state: _expected(state, begin, goal, mg, asked))
    return _plan(orders, days, *notes)


def _expected(state: methadone.State, begin: Begin, goal: methadone.Goal, former: float, asked: bool) -> Happened:
    """Withdrawal goes on while the dose is being found; after a gap, no further than the dose before it."""
    return Happened(withdrawal=goal == "raise" and (asked or state.offer + begin.rise <= former))


def _plan(orders: Iterator[Order], days: int, *notes: str) -> Plan:
    return Plan("methadone", orders, days, methadone.SHOWN, (*notes, AS_PLANNED, NALOXONE))
