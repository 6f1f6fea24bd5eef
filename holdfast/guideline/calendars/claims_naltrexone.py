"""What must hold of every order of naltrexone.

Every number stands here in full: a claim that shared a calendar's limit could not find it wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline.calendars import naltrexone
from holdfast.guideline.calendars.days import Happened, Order
from holdfast.guideline.calendars.visiting import (
    DROWSY,
    NO_EMPTY_DOSE,
    ONE_A_DAY,
    CalendarClaim,
    Today,
    at_most_one,
    more_than_nothing,
    none_while_drowsy,
)


class NaltrexoneTaken(NamedTuple):
    """Days since the last dose, counted to forty, and whether opioids were used since."""

    since: int = 0
    used: bool = False
    begun: bool = False
    offered: bool = False

    def after(self, happened: Happened) -> NaltrexoneTaken:
        """What was taken of the last order."""
        if self.offered and happened.taken:
            return NaltrexoneTaken(1, happened.opioids, True)
        return NaltrexoneTaken(min(self.since + 1, 40), self.used or happened.opioids, self.begun)

    def ordered(self, state: naltrexone.State, order: Order) -> NaltrexoneTaken:
        """Today's order is noted."""
        return self._replace(offered=bool(order.doses))


def _looked(today: Today) -> bool:
    return today.happened.assessed or all(dose.condition for dose in today.order.doses)


def _tablet(today: Today) -> bool:
    return bool(today.order.doses) and today.state.form != "injection"


def _injection(today: Today) -> bool:
    return bool(today.order.doses) and not _tablet(today)


def _tablets_begin_low(today: Today) -> bool:
    return not _tablet(today) or (today.seen.begun and today.seen.since < 7) or today.order.max_mg == 25


def _tested(today: Today) -> bool:
    return not today.seen.used or _looked(today)


def _most_of_tablets(today: Today) -> bool:
    return not _tablet(today) or today.order.max_mg <= 150


def _one_strength(today: Today) -> bool:
    return not _injection(today) or today.order.max_mg == 380


def _every_four_weeks(today: Today) -> bool:
    return not (_injection(today) and today.seen.begun) or today.seen.since >= 28


def _tested_again(today: Today) -> bool:
    return not (_injection(today) and today.seen.begun) or today.seen.since < 35 or _looked(today)


_STARTS = tuple((naltrexone.State(form), NaltrexoneTaken()) for form in ("tablet", "thrice_weekly", "injection"))
NALTREXONE = CalendarClaim(
    "naltrexone_calendar",
    naltrexone.next_day,
    {"us": _STARTS, "uk": _STARTS},
    {
        DROWSY: none_while_drowsy,
        NO_EMPTY_DOSE: more_than_nothing,
        ONE_A_DAY: at_most_one,
        "After an opioid none before a new test.": _tested,
        "A first tablet is 25 mg, and so is the first after seven days without.": _tablets_begin_low,
        "A day of tablets is at most 150 mg.": _most_of_tablets,
        "An injection is 380 mg.": _one_strength,
        "The next injection comes after 28 days or more.": _every_four_weeks,
        "After 35 days no injection before a new test.": _tested_again,
    },
)
