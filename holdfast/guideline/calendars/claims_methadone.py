"""What must hold of every order of methadone.

Every number stands here in full: a claim that shared a calendar's limit could not find it wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline.calendars import methadone
from holdfast.guideline.calendars.days import Happened, Order
from holdfast.guideline.calendars.first_doses import Begin
from holdfast.guideline.calendars.visiting import (
    DROWSY,
    EVERY_DAY,
    NO_EMPTY_DOSE,
    CalendarClaim,
    Today,
    a_dose_a_day,
    more_than_nothing,
    none_while_drowsy,
)


class MethadoneTaken(NamedTuple):
    """Counts stop where no sentence asks further; five days is as good as any longer time."""

    dose: float = 0
    since_rise: int = 5
    without: int = 0
    first: float = 0
    day: int = 0
    most: float = 0
    """The last order: at most this, or `least` where its second dose was not given; 0 where there was none."""
    least: float = 0
    begins: bool = False
    tapering: bool = False

    def after(self, happened: Happened) -> MethadoneTaken:
        """What was taken of the last order."""
        if not self.most or not happened.taken:
            if not self.day:
                return self._replace(without=0, since_rise=5)
            return self._replace(without=min(self.without + 1, 5), day=min(self.day + 1, 7), since_rise=0)
        mg = self.least if happened.extra is False else self.most
        since_rise = 1 if mg > self.dose or self.without >= 3 else min(self.since_rise + 1, 5)
        begun = self.begins or self.without >= 3
        first, day = (mg, 1) if begun else (self.first, min(self.day + 1, 7))
        return MethadoneTaken(mg, since_rise, 0, first, day, tapering=self.tapering and not begun)

    def ordered(self, state: methadone.State, order: Order) -> MethadoneTaken:
        """Today's order is noted."""
        second = sum(dose.mg for dose in order.doses if dose.condition in (methadone.IF_NEEDED, methadone.IF_GIVEN))
        return self._replace(most=order.max_mg, least=order.max_mg - second, begins=_begins(order))


def _begins(order: Order) -> bool:
    return bool(order.doses) and order.doses[0].when == "first"


def _first_day(today: Today) -> bool:
    return not _begins(today.order) or (today.order.first_mg <= 30 and today.order.max_mg <= 40)


def _new_start(today: Today) -> bool:
    order, seen = today.order, today.seen
    if not _begins(order) or not seen.dose:
        return True
    low = today.happened.opioids or (order.first_mg <= 5 and order.max_mg <= 10)
    return seen.without >= 5 and order.max_mg <= seen.dose and low


def _after_missed_days(today: Today) -> bool:
    order, seen = today.order, today.seen
    if _begins(order) or seen.without < 3:
        return True
    most = max(seen.dose / 2, 2.5)
    return order.max_mg <= (most if seen.without == 3 else min(most, 40)) and (not order.total_mg or today.happened.assessed)


def _rise(today: Today) -> float:
    """How far the order goes above the dose last taken; 0 where another sentence speaks of the day."""
    return 0 if _begins(today.order) or today.seen.without >= 3 else max(0, today.order.max_mg - today.seen.dose)


def _slow_rise(today: Today) -> bool:
    wanted = today.happened.withdrawal or today.happened.asked
    return not _rise(today) or (_rise(today) <= 10 and today.seen.since_rise >= 5 and not today.seen.without and wanted)


def _first_week(today: Today) -> bool:
    return not _rise(today) or today.seen.day >= 7 or today.order.max_mg - today.seen.first <= 30


def _highest(today: Today) -> bool:
    return not _rise(today) or today.order.max_mg <= (300 if today.happened.asked else 120)


def _coming_off(today: Today) -> bool:
    return not (today.seen.tapering and _rise(today))


def _treated(mg: float, goal: methadone.Goal, begin: Begin) -> tuple[methadone.State, MethadoneTaken]:
    state = methadone.State(goal, mg, begin, day=14, steady=14)
    return state, MethadoneTaken(mg, 5, 0, mg, 7, mg, mg, tapering=goal == "lower")


METHADONE = CalendarClaim(
    "methadone_calendar",
    methadone.next_day,
    {
        "us": ((methadone.State("raise", 0, Begin(30, 10, 10)), MethadoneTaken()), _treated(20, "lower", Begin(2.5, 2.5, 5))),
        "uk": ((methadone.State("raise", 0, Begin(20, 10, 10)), MethadoneTaken()),),
    },
    {
        DROWSY: none_while_drowsy,
        EVERY_DAY: a_dose_a_day,
        NO_EMPTY_DOSE: more_than_nothing,
        "A first dose is at most 30 mg, and the first day 40 mg.": _first_day,
        "A new start comes after five missed days and no sooner, at 5 mg and 10 mg a day, unless other opioids were taken.": _new_start,
        "After three missed days at most half the dose, after four at most 40 mg, once a prescriber agrees.": _after_missed_days,
        "A rise is at most 10 mg, five days after the last, not after a missed day, and only for withdrawal or when asked for.": _slow_rise,
        "In the first week the dose rises by at most 30 mg.": _first_week,
        "It rises past 120 mg only when asked for, and never past 300 mg.": _highest,
        "Who is coming off never gets more than the day before.": _coming_off,
    },
)
