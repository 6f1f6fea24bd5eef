"""Where a methadone calendar begins, for each option and this person's facts."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.guideline import facts as f
from holdfast.guideline.calendars import methadone
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
from holdfast.guideline.calendars.days import Happened, Order, Refused, ValueOf
from holdfast.guideline.calendars.first_doses import DAY_ONE_MOST, Begin, methadone_begin
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
from holdfast.guideline.medicines.methadone.changes import ASSESS_AFTER, FIRST_WEEK, FIRST_WEEKS, IMPLAUSIBLE_DOSE, STEP_INTERVAL
from holdfast.guideline.medicines.methadone.suitability import NALOXONE_HAS_WORN_OFF, RESTART
from holdfast.guideline.words import Told, together
from holdfast.language.expressions import Place

UNCONFIRMED = "The last dose is not confirmed, so this starts anew. Once the clinic or pharmacy confirms it, ask for a new calendar."
SWITCHED = "No gap is needed: the first dose of methadone comes within a day of the last buprenorphine. Buprenorphine stops."
SPLIT_NOTE = "The same daily dose in parts. The later part may have to be taken home: keep it locked away."
NOT_STOOD = "The dose changed {days:g} days ago: methadone builds up, and it must stand for {least:g} days."
FIRST_DAYS = "In the first {days:g} days the dose rises only along the starting plan; its first dose is not known."
AGAIN_IN = "Ask again in {days:g} days."
DOSE_ASK = "What is the daily methadone dose? Ask the clinic or pharmacy."
IN_HOSPITAL = ("hospital", "emergency_department")
TITRATION_DAYS, STEADY_DAYS, TAPER_DAYS = 28, 14, 56


def started(values: Values, value: ValueOf, *notes: str) -> Plan | Refused:
    """A first dose, and how it rises."""
    naloxone = number(values, "hours_since_naloxone")
    if naloxone is not None and naloxone < value(NALOXONE_HAS_WORN_OFF):
        return Refused(
            (
                Told(
                    "Naloxone was given {hours:g} hours ago. It wears off before the opioid does: methadone on top could stop breathing.",
                    hours=naloxone,
                ),
            ),
            (
                Told("Ask again {hours:g} hours after the naloxone.", hours=value(NALOXONE_HAS_WORN_OFF)),
                "Buprenorphine, in an emergency department.",
            ),
        )
    begin, reasons = methadone_begin(values, value)
    why = (Told("The start is low because of: {reasons}.", reasons=together(reasons, ", ")),) if reasons else ()
    state = methadone.State("raise", 0, begin)
    orders = course(methadone.next_day, state, value, Happened(), lambda _: Happened(withdrawal=True))
    return _plan(from_tomorrow(orders, taken_today("methadone", values, value)), TITRATION_DAYS, *notes, *why)


def switched(values: Values, value: ValueOf) -> Plan | Refused:
    """From buprenorphine: a first dose like any other, without a gap."""
    return started(values, value, SWITCHED)


def resumed(values: Values, value: ValueOf) -> Plan | Refused:
    """After missed days, by the table; a dose that nobody has confirmed counts as unknown, and so as a new start."""
    if number(values, "missed_doses") is None:
        return missing("how many days were missed", "How many days in a row was the whole dose missed?")
    missed = missed_days(values)
    if number(values, "current_methadone_mg") is None or (missed and not yes(values, "dose_verified")):
        return _anew(values, value)
    return _treated("raise" if missed >= value(ASSESS_AFTER) else "keep", STEADY_DAYS, values, value)


def kept(values: Values, value: ValueOf) -> Plan | Refused:
    """The dose as it is; missed days are heeded. In hospital, a dose that nobody has confirmed is a new start."""
    if values.get("setting") in IN_HOSPITAL and not yes(values, "dose_verified"):
        return _anew(values, value)
    if values.get("dose_verified") is False:
        return Refused(("Nobody could confirm the dose.",), ("Ask the clinic or pharmacy.", "A new start, as if the dose were unknown."))
    return resumed(values, value) if missed_days(values) else _treated("keep", STEADY_DAYS, values, value)


def held(values: Values, value: ValueOf) -> Plan | Refused:
    """No dose today, then the usual one once a prescriber has looked."""
    if number(values, "missed_doses") is None or not number(values, "current_methadone_mg"):
        return _plan(iter((methadone.HELD,)), 1)
    return _treated("keep", STEADY_DAYS, values, value, hold=True)


def tapered(values: Values, value: ValueOf) -> Plan | Refused:
    """Slowly down."""
    return _treated("lower", TAPER_DAYS, values, value)


def split(values: Values, value: ValueOf) -> Plan | Refused:
    """The same dose in two parts or more."""
    return _treated("keep", STEADY_DAYS, values, value, SPLIT_NOTE, parts=max(2, int(number(values, "doses_per_day") or 2)))


def raised(values: Values, value: ValueOf, place: Place = "us") -> Plan | Refused:
    """A rise today, if the dose has stood long enough and nothing speaks against it."""
    steady, treated = number(values, "days_at_current_dose"), number(values, "days_on_treatment")
    if missed_days(values):
        return Refused(("A dose was missed: the dose never goes up right after that.",), ("The usual dose first, without a gap.",))
    if steady is None:
        return missing("how long the dose has been the same", "For how many days has the dose been the same?")
    if not yes(values, "dose_verified"):
        return missing("that the dose is confirmed", f.dose_verified.ask)
    if against := (*dangers(values, value), *dose_may_not_fit(values, value)):
        return Refused((Told(NOT_UP, reasons=together(against, ", ")),), ("A prescriber looks today.",))
    wait = value(STEP_INTERVAL) - steady
    if wait > 0:
        return Refused(
            (Told(NOT_STOOD, days=steady, least=value(STEP_INTERVAL)),),
            (Told(AGAIN_IN, days=wait),),
        )
    if place == "uk" and max(treated or 0, steady) < value(FIRST_WEEK):
        if treated is None:
            return missing("how long methadone has been taken", f.days_on_treatment.ask)
        return Refused(
            (Told(FIRST_DAYS, days=value(FIRST_WEEK)),),
            (Told(AGAIN_IN, days=value(FIRST_WEEK) - treated),),
        )
    return _treated("raise", TITRATION_DAYS, values, value, asked=True)


def _anew(values: Values, value: ValueOf) -> Plan | Refused:
    """A new start for somebody who takes methadone, because the dose is not known: once a prescriber has agreed."""
    planned = started(values, value, UNCONFIRMED)
    if isinstance(planned, Refused):
        return planned
    if refused := _never(values):
        return refused
    seen, found = yes(values, "prescriber_assessed"), dangers(values, value)
    return only_if_seen(planned, found, seen) if found else first_if_seen(planned, seen)


def _never(values: Values) -> Refused | None:
    if yes(values, "bowel_obstruction") or values.get("respiratory_insufficiency") == "acute_severe":
        return Refused(
            ("With a blocked bowel, or with breathing as weak as it is now, methadone could kill.",),
            ("A hospital now. A prescriber there decides how treatment goes on: do not simply stop.",),
        )
    return None


def _treated(
    goal: methadone.Goal,
    days: int,
    values: Values,
    value: ValueOf,
    *notes: str,
    parts: int = 1,
    asked: bool = False,
    hold: bool = False,
) -> Plan | Refused:
    """A course for somebody who takes methadone already."""
    mg = number(values, "current_methadone_mg")
    if not mg:
        return missing("the daily dose of methadone", DOSE_ASK)
    if mg > value(IMPLAUSIBLE_DOSE):
        return too_much("methadone", mg, value(IMPLAUSIBLE_DOSE))
    if not hold and (refused := _never(values)):
        return refused
    begin, _ = methadone_begin(values, value)
    missed = int(min(missed_days(values), value(RESTART)))
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
    taken = None if hold else taken_today("methadone", values, value)
    seen = yes(values, "prescriber_assessed")
    today = Happened(
        taken=not missed,
        sedated=hold,
        asked=asked,
        assessed=seen and not taken,
        opioids=yes(values, "opioids_since_last_dose"),
    )
    orders = course(methadone.next_day, state, value, today, lambda state: _expected(state, begin, goal, mg, asked))
    unknown = (NO_TODAY,) if number(values, "hours_since_methadone") is None and not taken and not hold else ()
    plan = _plan(from_tomorrow(orders, taken), days, *notes, *unknown)
    reasons = (
        *(("the dose held today",) if hold else ()),
        *dangers(values, value),
        *(() if missed >= value(RESTART) else dose_may_not_fit(values, value)),  # from there on it starts low again anyway
        *(() if yes(values, "dose_verified") else ("a dose that nobody has confirmed",)),
    )
    return only_if_seen(plan, reasons, seen) if reasons else plan


def _expected(state: methadone.State, begin: Begin, goal: methadone.Goal, former: float, asked: bool) -> Happened:
    """Withdrawal goes on while the dose is being found; after a gap, no further than the dose before it."""
    return Happened(withdrawal=goal == "raise" and (asked or state.offer + begin.rise <= former))


def _plan(orders: Iterator[Order], days: int, *notes: str) -> Plan:
    return Plan("methadone", orders, days, methadone.SHOWN, (*notes, AS_PLANNED, NALOXONE))
