"""What must hold of every order of buprenorphine under the tongue.

Every number stands here in full: a claim that shared a calendar's limit could not find it wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline.calendars import buprenorphine
from holdfast.guideline.calendars.buprenorphine_first_day import Course
from holdfast.guideline.calendars.days import Happened, Order
from holdfast.guideline.calendars.visiting import (
    A_DAY,
    DROWSY,
    EVERY_DAY,
    NO_EMPTY_DOSE,
    CalendarClaim,
    Today,
    a_dose_a_day,
    at_most_32_mg,
    more_than_nothing,
    none_while_drowsy,
)


class BuprenorphineTaken(NamedTuple):
    """At most this was taken; `used` once other opioids came in while doses were missed."""

    dose: float = 0
    without: int = 0
    used: bool = False
    day: int = 0
    most: float = 0

    def after(self, happened: Happened) -> BuprenorphineTaken:
        """What was taken of the last order."""
        if self.most and happened.taken:
            return BuprenorphineTaken(self.most, 0, False, min(self.day + 1, 3), 0)
        begun = self.day > 0
        used = begun and (happened.opioids or (self.used and self.without > 0))
        return self._replace(without=min(self.without + begun, 6), used=used)

    def ordered(self, state: buprenorphine.State, order: Order) -> BuprenorphineTaken:
        """Today's order is noted."""
        return self._replace(most=order.max_mg)

    @property
    def too_long(self) -> bool:
        """So long without that the body is no longer used to it."""
        return self.without >= 6 or (self.without >= 4 and self.used)


def _long_gap(today: Today) -> bool:
    return not today.seen.too_long or (today.order.first_mg <= 4 and today.order.max_mg <= 8)


def _used_in_a_gap(today: Today) -> bool:
    return today.seen.too_long or not (today.seen.used and today.seen.without) or today.order.total_mg == 0


def _second_day(today: Today) -> bool:
    usual = today.state.course in ("standard", "home") and today.seen.day == 1 and not today.seen.without
    return not usual or today.order.max_mg <= 16


def _later_days(today: Today) -> bool:
    seen, most = today.seen, today.order.max_mg
    if seen.day <= 1 or seen.too_long or (seen.used and seen.without):
        return True
    return bool(most <= max(seen.dose, 16) + 4) and bool(most <= 24 or today.happened.asked or seen.dose > 24)


_COURSES: tuple[Course, ...] = ("standard", "home", "high_dose", "after_overdose", "no_withdrawal", "precipitated")
_BUPRENORPHINE = (
    *((buprenorphine.State(course, "raise"), BuprenorphineTaken()) for course in _COURSES),
    (buprenorphine.State("standard", "keep", mg=16, day=2, steady=14), BuprenorphineTaken(16, 0, False, 3, 16)),
    (buprenorphine.State("standard", "lower", mg=16, day=2, steady=14), BuprenorphineTaken(16, 0, False, 3, 16)),
)
BUPRENORPHINE = CalendarClaim(
    "buprenorphine_calendar",
    buprenorphine.next_day,
    {"us": _BUPRENORPHINE, "uk": _BUPRENORPHINE},
    {
        DROWSY: none_while_drowsy,
        EVERY_DAY: a_dose_a_day,
        NO_EMPTY_DOSE: more_than_nothing,
        A_DAY: at_most_32_mg,
        "After six missed days, or four with other opioids, a new start: at most 4 mg, and 8 mg a day.": _long_gap,
        "After missed days with other opioids nothing is given before withdrawal is clear.": _used_in_a_gap,
        "The second day of a usual start is at most 16 mg.": _second_day,
        "Later a day is at most 4 mg above the last, or 20 mg, and past 24 mg only when asked for.": _later_days,
    },
)
