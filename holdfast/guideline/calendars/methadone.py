"""Methadone from day to day: first doses, rises, maintenance, split doses, missed days, a slow taper. One pure step."""

from __future__ import annotations

from typing import Literal, NamedTuple

from holdfast.guideline.calendars.days import Dose, Happened, Order, ValueOf, rounded_down, shares
from holdfast.guideline.calendars.first_doses import DAY_ONE_MOST, FIRST_LEAST, FIRST_MOST, RISE_MOST, Begin, low_begin
from holdfast.guideline.calendars.today import IF_SEEN
from holdfast.guideline.medicines.methadone.changes import (
    ASSESS_AFTER,
    FIRST_WEEK,
    FIRST_WEEKS,
    IMPLAUSIBLE_DOSE,
    LARGE_DOSE,
    STEP_ADVISED,
    STEP_INTERVAL,
    UNSTABLE_MISSED,
    WEEK_ONE_RISE,
)
from holdfast.guideline.medicines.methadone.suitability import RESTART
from holdfast.guideline.sources import ASAM_2020, DESIGN, METHADONE_LABEL, MISSED_METHADONE_AU, ORANGE_BOOK
from holdfast.guideline.words import Told, together
from holdfast.language.expressions import Limit

SECOND_AFTER = Limit(
    "h", us=3, uk=3, since=ASAM_2020.date, source=ASAM_2020, settings=(3, 6), why="ASAM: every 3 to 6 hours, not the label's 2 to 4"
)
CAPPED_AFTER = Limit("days", us=4, uk=4, since=MISSED_METHADONE_AU.date, source=MISSED_METHADONE_AU)
CAPPED_AT = Limit(
    "mg",
    us=40,
    uk=40,
    since=MISSED_METHADONE_AU.date,
    source=MISSED_METHADONE_AU,
    why="the lower of this and half; VA: the higher of half and 30 mg",
)
TAPER_APART = Limit(
    "days", us=14, uk=14, since=METHADONE_LABEL.date, source=METHADONE_LABEL, settings=(10, 28), why="label: 10 to 14; UK: 1 to 2 weeks"
)
TAPER_PART = Limit(
    "% of the dose",
    us=10,
    uk=25,
    since=METHADONE_LABEL.date,
    source=METHADONE_LABEL,
    why="UK steps are in mg; the part only eases the last ones",
)
TAPER_STEP = Limit("mg", us=10, uk=5, since=ORANGE_BOOK.date, source=ORANGE_BOOK)
TAPER_LAST = Limit("mg", us=5, uk=5, since=DESIGN.date, source=DESIGN, why="below it the prescriber sets each step")

SHOWN = (
    ("A first dose is at most {limit}.", FIRST_MOST),
    ("The first day is at most {limit}.", DAY_ONE_MOST),
    ("A second dose on the first day comes after {limit} or more.", SECOND_AFTER),
    ("The dose rises by at most {limit} at a time.", RISE_MOST),
    ("Between two rises there are at least {limit}.", STEP_INTERVAL),
    ("In the first week the dose rises by at most {limit}.", WEEK_ONE_RISE),
    ("After {limit} missed, half the dose, once a prescriber has agreed.", ASSESS_AFTER),
    ("After {limit} missed, a new start.", RESTART),
)
"""What a calendar of methadone says of its limits."""

IF_NEEDED = "withdrawal goes on and no sedation"
IF_RISE = "withdrawal goes on, no sedation and no dose missed"
IF_GIVEN = "it was needed on day 1 and there is no sedation"
TIMES = ("in the morning", "in the evening", "at midday", "at night")

Goal = Literal["raise", "keep", "lower"]


class State(NamedTuple):
    """Where the treatment stands before today. Counts stop at the longest span that a limit asks about."""

    goal: Goal
    mg: float
    """The daily dose last taken; 0 before the first."""
    begin: Begin
    """The first day for this person, should it start anew while other opioids keep the body used to them."""
    offer: float = 0
    """The dose of the last order: it becomes the dose once it was taken."""
    day: int = 0
    """Days since the first dose."""
    steady: int = 0
    """Days in a row on one dose, without a gap and without drowsiness."""
    missed: int = 0
    """Days in a row without any part of the dose."""
    pending: float = 0
    """The second dose of day 1, until somebody says whether it was given."""
    base: float = 0
    """The first dose, while the first week runs."""
    parts: int = 1
    rise: float = 0
    """The step of this course, once it began low; 0: that of `begin`."""
    held: bool = False
    """The last order held the dose."""


def next_day(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    """Today's order of methadone, and where the treatment then stands."""
    was_held = state.held
    state = _settled(state, happened, value)
    if happened.sedated:
        return state._replace(held=True, offer=0, steady=0, pending=0), HELD
    if state.mg == 0:
        return _first_day(state, state.begin, IF_SEEN if state.missed else None, value)
    if state.missed:
        return _after_missed(state, happened, was_held, value)
    if state.goal == "lower":
        return _lowered(state, happened, value)
    rise = _rise(state, happened, value)
    if rise:
        doses = (*_usual(state), Dose(rise, "with it", IF_RISE), *_still_open(state))
        return state._replace(offer=state.mg + rise, steady=0), Order(doses, RISE_NOTE)
    return _kept(state, "")


HELD = Order(
    (),
    "No dose while drowsy, drunk or high: it could stop your breathing. Stay with staff. A prescriber sees you before the next one.",
)
FIRST_NOTE = (
    "The dose is strongest some hours later: stay, or be with someone who knows how to use naloxone. It builds up over days. Do not drive."
)
RISE_NOTE = "The dose goes up only if withdrawal goes on. If it does not, stay on the dose you have: later days then stay as they are too."
MISSED_NOTE = "The usual dose. Never take a double dose to catch up."
SEEN_NOTE = "A prescriber sees you first. The dose does not go up now."
HALF_NOTE = "Your body has lost some of its tolerance. A prescriber sees you first, then part of the dose."
ANEW_NOTE = "After this gap the old dose could kill you. It starts low again."
LOWER_NOTE = "A small step down. Say if it is too much: the taper can stop or go back at any time."
PAUSE_NOTE = "The taper rests here until you feel steady again."
LAST_NOTE = "From here on the prescriber sets each step with you."


def _settled(state: State, happened: Happened, value: ValueOf) -> State:
    """What has become of the last order."""
    if not state.offer and not state.held:
        if happened.taken:
            return state  # nothing has been ordered yet
        return state._replace(missed=min(state.missed + 1, int(value(RESTART))), steady=0, pending=0)
    if state.held or not happened.taken:
        missed = min(state.missed + 1, int(value(RESTART)))
        day = min(state.day + 1, int(value(FIRST_WEEKS))) if state.day else 0
        return state._replace(offer=0, held=False, missed=missed, day=day, steady=0, pending=0, base=_base(state, day, value))
    day = min(state.day + 1, int(value(FIRST_WEEKS)))
    added = state.pending if happened.extra else 0.0
    return state._replace(
        mg=state.offer + added,
        offer=0,
        day=day,
        steady=min(state.steady + 1, int(value(TAPER_APART))),
        missed=0,
        pending=0 if happened.extra is not None else state.pending,
        base=_base(state, day, value),
    )


def _base(state: State, day: int, value: ValueOf) -> float:
    return state.base if day < value(FIRST_WEEK) else 0


def _first_day(state: State, begin: Begin, condition: str | None, value: ValueOf) -> tuple[State, Order]:
    first = min(begin.first, value(FIRST_MOST))
    extra = min(begin.extra, value(DAY_ONE_MOST) - first)
    doses = [Dose(first, "first", condition)]
    if extra > 0:
        doses.append(Dose(extra, Told("after {hours:g} h or more", hours=value(SECOND_AFTER)), IF_NEEDED))
    return state._replace(goal="raise", rise=begin.rise, offer=first, pending=extra, base=first, day=0, steady=0), Order(
        tuple(doses), together((ANEW_NOTE, FIRST_NOTE)) if state.mg else FIRST_NOTE
    )


def _after_missed(state: State, happened: Happened, was_held: bool, value: ValueOf) -> tuple[State, Order]:
    condition = None if happened.assessed else IF_SEEN
    half = max(rounded_down(state.mg / 2, 2.5), min(state.mg, value(FIRST_LEAST)))
    if state.missed >= value(RESTART):
        begin = state.begin if happened.opioids else low_begin(value)
        begin = begin._replace(first=min(begin.first, state.mg), extra=max(0.0, min(begin.extra, state.mg - begin.first)))
        return _first_day(state, begin, condition, value)
    if state.missed >= value(ASSESS_AFTER):
        offer = min(half, value(CAPPED_AT)) if state.missed >= value(CAPPED_AFTER) else half
        return state._replace(offer=offer, day=0, steady=0), Order((Dose(offer, "once today", condition),), HALF_NOTE)
    new = state.day < value(FIRST_WEEKS) and state.missed >= value(UNSTABLE_MISSED)
    if was_held or new:
        return state._replace(offer=state.mg), Order((Dose(state.mg, "once today", condition),), SEEN_NOTE)
    return _kept(state, MISSED_NOTE)


def _rise(state: State, happened: Happened, value: ValueOf) -> float:
    """How much the dose may rise today; 0 where it may not."""
    if happened.asked and state.steady >= value(STEP_INTERVAL):
        most = value(IMPLAUSIBLE_DOSE)
    elif state.goal == "raise" and happened.withdrawal and state.steady >= value(STEP_ADVISED):
        most = value(LARGE_DOSE)
    else:
        return 0
    week = state.base + value(WEEK_ONE_RISE) - state.mg - state.pending if state.base else most
    return max(0.0, min(state.rise or state.begin.rise, value(RISE_MOST), most - state.mg - state.pending, week))


def _lowered(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    if happened.withdrawal or happened.opioids:
        return _kept(state._replace(steady=0), PAUSE_NOTE)
    if state.mg <= value(TAPER_LAST):
        return _kept(state, LAST_NOTE)
    if state.steady < value(TAPER_APART):
        return _kept(state, "")
    step = max(0.5, rounded_down(min(state.mg * value(TAPER_PART) / 100, value(TAPER_STEP)), 0.5))
    lower = state._replace(mg=max(state.mg - step, value(TAPER_LAST)), steady=0)
    return lower._replace(mg=state.mg, offer=lower.mg), Order(_usual(lower), LOWER_NOTE)


def _kept(state: State, note: str) -> tuple[State, Order]:
    return state._replace(offer=state.mg), Order((*_usual(state), *_still_open(state)), note)


def _usual(state: State) -> tuple[Dose, ...]:
    return shares(state.mg, state.parts, 1, TIMES)


def _still_open(state: State) -> tuple[Dose, ...]:
    return (Dose(state.pending, "with it", IF_GIVEN),) if state.pending else ()
