"""Buprenorphine under the tongue from day to day: finding the dose, keeping it, missed days, a slow taper. One pure step."""

from __future__ import annotations

from typing import Literal, NamedTuple

from holdfast.guideline.calendars.buprenorphine_first_day import (
    IF_CLEAR,
    IF_NEEDED,
    SMALL_STEP,
    STEP,
    Course,
    first_day,
)
from holdfast.guideline.calendars.days import Dose, Happened, Order, ValueOf, shares
from holdfast.guideline.calendars.today import AND, IF_SEEN
from holdfast.guideline.medicines.buprenorphine.changes import HIGHEST, USUAL_HIGHEST
from holdfast.guideline.medicines.buprenorphine.gentle_starts import FIRST_DOSE_WITHOUT_TOLERANCE
from holdfast.guideline.medicines.buprenorphine.readiness import MISSED_TOO_LONG, MISSED_TOO_LONG_WITH_OPIOIDS
from holdfast.guideline.sources import BUPRENORPHINE_LABEL, DESIGN, FP10MDA, TIP_63
from holdfast.guideline.words import Told, together
from holdfast.language.expressions import Limit

DAY_TWO_MOST = Limit("mg", us=16, uk=16, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL)
SLOW_APART = Limit("days", us=3, uk=3, since=DESIGN.date, source=DESIGN, settings=(1, 7), why="TIP 63 says slowly, and gives no number")
SLOW_MOST = Limit("mg", us=16, uk=16, since=TIP_63.date, source=TIP_63)
PRESCRIBER_AFTER = Limit(
    "days", us=6, uk=3, since=FP10MDA.date, source=FP10MDA, why="UK prescriptions ask for a call at three; the US has no such rule"
)
TAPER_STEP = Limit("mg", us=2, uk=2, since=TIP_63.date, source=TIP_63)
TAPER_APART = Limit("days", us=14, uk=14, since=TIP_63.date, source=TIP_63, settings=(7, 28))
TAPER_LAST = Limit("mg", us=2, uk=2, since=TIP_63.date, source=TIP_63, why="from here slower, and each step by the prescriber")

SHOWN = (
    ("On day two the dose is at most {limit}.", DAY_TWO_MOST),
    ("A planned dose is at most {limit} a day.", USUAL_HIGHEST),
    ("Above that only when a prescriber asks, and never above {limit} a day.", HIGHEST),
    ("After {limit} missed, a new start.", MISSED_TOO_LONG),
    ("After {limit} missed with other opioids used, a new start.", MISSED_TOO_LONG_WITH_OPIOIDS),
)
"""What a calendar of buprenorphine says of its limits."""

TIMES = ("in the morning", "in the evening", "at midday", "at night")
ANEW_NOTE = "After this gap it starts again from the first step."
HELD = Order((), "No dose while drowsy, drunk or high. Stay with staff until you are wide awake.")
RISE_NOTE = "The dose goes up only if withdrawal or craving goes on. First check that it melts fully under the tongue."
MISSED_NOTE = "The usual dose. Never take a double dose to catch up."
USED_NOTE = "Wait until withdrawal is clear: too soon after another opioid it would bring on sudden withdrawal."
LOWER_NOTE = "A small step down. Say if it is too much: the taper can stop or go back at any time."
PAUSE_NOTE = "The taper rests here until you feel steady again."
LAST_NOTE = "From here on the steps are smaller and slower. The prescriber sets each one with you."

Goal = Literal["raise", "keep", "lower"]


class State(NamedTuple):
    """Where the treatment stands before today. Counts stop at the longest span that a limit asks about."""

    course: Course
    goal: Goal
    mg: float = 0
    """The daily dose last taken; 0 before the first."""
    small: bool = False
    """Small first dose and small steps."""
    top: float = 24
    """The highest dose planned for this person."""
    offer: float = 0
    """The dose of the last order, with its conditional doses in `more`: it becomes the dose once taken."""
    more: float = 0
    day: int = 0
    """Days since the first dose, counted to two."""
    steady: int = 0
    missed: int = 0
    used: bool = False
    """Other opioids were taken in the gap."""
    held: bool = False
    parts: int = 1


def next_day(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    """Today's order of buprenorphine, and where the treatment then stands."""
    was_held = state.held
    state = _settled(state, happened, value)
    if happened.sedated:
        return state._replace(held=True, offer=0, more=0, steady=0), HELD
    if state.mg == 0 or (state.course == "precipitated" and state.day == 0):
        return _first(state, value, IF_SEEN if state.missed and not happened.assessed else None)
    if state.missed:
        return _after_missed(state, happened, was_held, value)
    if state.goal == "lower":
        return _lowered(state, happened, value)
    rise = _rise(state, happened, value)
    if rise:
        return _ordered(state, state.mg + rise, Order((*_usual(state), Dose(rise, "after 1 h or more", IF_NEEDED)), RISE_NOTE))
    return _ordered(state, state.mg, Order(_usual(state)))


def _settled(state: State, happened: Happened, value: ValueOf) -> State:
    """What has become of the last order."""
    used = happened.opioids or (state.used and bool(state.missed))
    if not happened.taken or state.held:
        missed = min(state.missed + 1, int(value(MISSED_TOO_LONG)))
        course: Course = "standard" if state.course == "precipitated" else state.course
        return state._replace(course=course, offer=0, more=0, missed=missed, steady=0, used=used, held=False)
    if not state.offer:
        return state._replace(used=used)  # nothing has been ordered yet
    taken = state.offer + (state.more if happened.extra else 0)
    if state.day == 0:
        earlier = state.mg if state.course == "precipitated" else 0
        taken = min(taken + earlier, value(DAY_TWO_MOST))
    steady = state.steady + 1 if taken == state.mg else 1
    return state._replace(
        mg=taken, offer=0, more=0, day=min(state.day + 1, 2), steady=min(steady, int(value(TAPER_APART))), missed=0, used=False
    )


def _first(state: State, value: ValueOf, condition: str | None) -> tuple[State, Order]:
    order = first_day(state.course, state.small, state.mg, value)
    if condition:
        order = Order(
            tuple(Dose(dose.mg, dose.when, condition if dose.when == "first" else dose.condition) for dose in order.doses), order.note
        )
    first = order.first_mg
    return state._replace(offer=first, more=order.max_mg - first, day=0, steady=0), order


def _after_missed(state: State, happened: Happened, was_held: bool, value: ValueOf) -> tuple[State, Order]:
    seen = None if happened.assessed else IF_SEEN
    if state.missed >= value(MISSED_TOO_LONG_WITH_OPIOIDS if state.used else MISSED_TOO_LONG):
        course: Course = "standard" if state.used else "no_withdrawal"
        goal: Goal = "raise"
        anew = state._replace(course=course, goal=goal, small=state.small or course == "no_withdrawal")
        anew, order = _first(anew, value, Told(AND, condition=IF_CLEAR, more=IF_SEEN) if state.used else seen)
        return anew, Order(order.doses, together((ANEW_NOTE, order.note)))
    if state.used:
        return _ordered(state, state.mg, Order((Dose(state.mg, "once today", IF_CLEAR),), USED_NOTE))
    if was_held or state.missed >= value(PRESCRIBER_AFTER):
        return _ordered(state, state.mg, Order((Dose(state.mg, "once today", seen),), MISSED_NOTE))
    return _ordered(state, state.mg, Order(_usual(state), MISSED_NOTE))


def _rise(state: State, happened: Happened, value: ValueOf) -> float:
    """How much the dose may rise today; 0 where it may not."""
    if happened.asked:
        most = state.top if state.top < value(USUAL_HIGHEST) else value(HIGHEST)
    elif state.goal == "raise" and happened.withdrawal:
        most = min(state.top, value(USUAL_HIGHEST))
    else:
        return 0
    if state.course == "no_withdrawal":
        most = min(most, value(SLOW_MOST))
        if state.steady < value(SLOW_APART):
            return 0
    if state.day < 2 and state.course in ("standard", "home"):
        most = min(most, value(DAY_TWO_MOST))
    step = value(FIRST_DOSE_WITHOUT_TOLERANCE) if state.course == "no_withdrawal" else value(SMALL_STEP if state.small else STEP)
    return max(0.0, min(step, most - state.mg))


def _lowered(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    if happened.withdrawal or happened.opioids:
        return _ordered(state._replace(steady=0), state.mg, Order(_usual(state), PAUSE_NOTE))
    if state.mg <= value(TAPER_LAST):
        return _ordered(state, state.mg, Order(_usual(state), LAST_NOTE))
    if state.steady < value(TAPER_APART):
        return _ordered(state, state.mg, Order(_usual(state)))
    lower = max(state.mg - value(TAPER_STEP), value(TAPER_LAST))
    return _ordered(state, lower, Order(_usual(state._replace(mg=lower)), LOWER_NOTE))


def _ordered(state: State, offer: float, order: Order) -> tuple[State, Order]:
    return state._replace(offer=offer, more=0), order


def _usual(state: State) -> tuple[Dose, ...]:
    return shares(state.mg, state.parts, 2, TIMES)
