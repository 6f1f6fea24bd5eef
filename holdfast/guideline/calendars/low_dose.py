"""Buprenorphine in tiny rising doses while the other opioid goes on, a step a day. One pure step, like the others.

US law lets a clinician give the continuing full agonist only in hospital, in a methadone programme or for pain; nothing
here orders it. The calendar only says that it is not to be stopped yet.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline.calendars import buprenorphine
from holdfast.guideline.calendars.days import Dose, Happened, Order, ValueOf
from holdfast.guideline.sources import DESIGN, LOW_DOSE_SCHEDULES
from holdfast.language.expressions import Limit

_S = LOW_DOSE_SCHEDULES
UK_TABLET = "UK tablets hold 0.4 mg; the UK example rises more slowly, under a patch"
STEP_1 = Limit("mg", us=0.5, uk=0.4, since=_S.date, source=_S, why=UK_TABLET)
STEP_2 = Limit("mg", us=0.5, uk=0.4, since=_S.date, source=_S, why=UK_TABLET)
STEP_3 = Limit("mg", us=1, uk=0.8, since=_S.date, source=_S, why=UK_TABLET)
STEP_4 = Limit("mg", us=2, uk=2, since=_S.date, source=_S)
STEP_5 = Limit("mg", us=3, uk=2.8, since=_S.date, source=_S, why=UK_TABLET)
STEP_6 = Limit("mg", us=4, uk=4, since=_S.date, source=_S)
STEP_7 = Limit("mg", us=12, uk=12, since=_S.date, source=_S)
BACK_AFTER = Limit("days", us=2, uk=2, since=DESIGN.date, source=DESIGN, why="missed more than one day: a step back")
ANEW_AFTER = Limit("days", us=3, uk=3, since=DESIGN.date, source=DESIGN, why="missed more than two days: from the first step")

SCHEDULE: tuple[tuple[Limit, int], ...] = ((STEP_1, 1), (STEP_2, 2), (STEP_3, 2), (STEP_4, 2), (STEP_5, 2), (STEP_6, 2), (STEP_7, 1))
"""What is taken each time, and how many times a day."""
SHOWN = (
    ("The first dose is {limit}.", STEP_1),
    ("The last step is {limit} once a day.", STEP_7),
    ("After {limit} missed, a step back.", BACK_AFTER),
    ("After {limit} missed, from the first step.", ANEW_AFTER),
)
"""What a low-dose calendar says of its limits."""

HELD = Order((), "No dose while drowsy, drunk or high. Stay with staff until you are wide awake.")
GO_ON = "Do not stop your other opioid yet. Let each dose melt under the tongue."
SAME = "Withdrawal is up: stay on this step one more day. Do not stop your other opioid yet."
LAST = "From today buprenorphine alone: the other opioid stops."
TIMES = ("in the morning", "in the evening")


class State(NamedTuple):
    """Where the schedule stands before today: the last step taken (0 before the first), then the daily dose after it."""

    step: int = 0
    offer: int = 0
    """The step last ordered."""
    after: buprenorphine.State = buprenorphine.State("standard", "raise")
    """Buprenorphine alone, once the schedule is done."""
    missed: int = 0
    held: bool = False


def next_day(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    """Today's order, and where the schedule then stands."""
    if state.step >= len(SCHEDULE) or (state.offer >= len(SCHEDULE) and happened.taken):
        after, order = buprenorphine.next_day(state.after, happened, value)
        return state._replace(step=len(SCHEDULE), offer=0, after=after), order
    if happened.taken and not state.held:
        state = state._replace(step=max(state.offer, state.step), missed=0)
    elif state.offer or state.held:
        state = _after_gap(state, value)
    if happened.sedated:
        return state._replace(held=True, offer=0), HELD
    state = state._replace(held=False)
    last = len(SCHEDULE)
    stays = happened.withdrawal and state.step > 0
    step = state.step if stays else state.step + 1
    limit, times = SCHEDULE[step - 1]
    doses = tuple(Dose(value(limit), when) for when in (TIMES if times == 2 else ("once a day",)))
    after = buprenorphine.State("standard", "raise", mg=value(limit), day=1, steady=1)
    return state._replace(offer=step, after=after if step == last else state.after), Order(
        doses, SAME if stays else LAST if step == last else GO_ON
    )


def _after_gap(state: State, value: ValueOf) -> State:
    missed = min(state.missed + 1, int(value(ANEW_AFTER)))
    if missed >= value(ANEW_AFTER):
        return State(missed=missed)
    step = max(state.step - 1, 0) if missed >= value(BACK_AFTER) else state.step
    return state._replace(step=step, missed=missed, offer=0)
