"""What must hold of every order of buprenorphine in tiny rising doses.

Every number stands here in full: a claim that shared a calendar's limit could not find it wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline.calendars import low_dose
from holdfast.guideline.calendars.days import Happened, Order
from holdfast.guideline.calendars.visiting import (
    A_DAY,
    DROWSY,
    EVERY_DAY,
    CalendarClaim,
    Today,
    a_dose_a_day,
    at_most_32_mg,
    none_while_drowsy,
)

STEPS = ((0.5, 0.4), (1, 0.8), (2, 1.6), (4, 4), (6, 5.6), (8, 8), (12, 12))
"""The published steps, and those that fit the tablets of the UK."""


class TinyTaken(NamedTuple):
    """The step last taken, the one offered (0 where none was) and the days without, counted to three."""

    level: int = 0
    offered: int = 0
    without: int = 0

    def after(self, happened: Happened) -> TinyTaken:
        """What was taken of the last order."""
        if self.offered and happened.taken:
            return TinyTaken(self.offered, self.offered, 0)
        return self._replace(without=min(self.without + 1, 3)) if self.level else self

    def ordered(self, state: low_dose.State, order: Order) -> TinyTaken:
        """Today's order is noted."""
        if not order.doses:
            return self._replace(offered=0)
        if state.step == len(STEPS):
            return TinyTaken(len(STEPS), len(STEPS), 0)
        return TinyTaken(0 if self.without >= 3 else self.level, _step_of(order), self.without)


def _step_of(order: Order) -> int:
    """Which step the order is; past all of them where it is none."""
    return next((number for number, doses in enumerate(STEPS, 1) if order.max_mg == order.total_mg in doses), len(STEPS) + 1)


def _step_by_step(today: Today) -> bool:
    return _no_step(today) or _step_of(today.order) <= today.seen.level + 1


def _no_step(today: Today) -> bool:
    return not today.order.doses or bool(today.state.step == len(STEPS))


def _missed_steps(today: Today) -> bool:
    most = {3: 1, 2: max(today.seen.level, 1)}.get(today.seen.without, len(STEPS))
    return _no_step(today) or _step_of(today.order) <= most


def _stays(today: Today) -> bool:
    up = today.happened.withdrawal and today.seen.level and not today.seen.without
    return _no_step(today) or not up or _step_of(today.order) == today.seen.level


_TINY = ((low_dose.State(), TinyTaken()),)
LOW_DOSE = CalendarClaim(
    "low_dose_calendar",
    low_dose.next_day,
    {"us": _TINY, "uk": _TINY},
    {
        DROWSY: none_while_drowsy,
        EVERY_DAY: a_dose_a_day,
        "A dose is one of the published steps, at most one above the last that was taken.": _step_by_step,
        "After two missed days no step up, after three the first step again.": _missed_steps,
        "While withdrawal is up the step stays.": _stays,
        A_DAY: at_most_32_mg,
    },
)
