"""What must hold of every injection of buprenorphine.

Every number stands here in full: a claim that shared a calendar's limit could not find it wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline.calendars import extended_release
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


class Injected(NamedTuple):
    """Injections given (counted to three), days since the last regular one (counted to fifty), and what this week has held."""

    given: int = 0
    since: int = 0
    week: float = 0
    offered: float = 0
    extra: bool = False

    def after(self, happened: Happened) -> Injected:
        """What was given of the last order."""
        seen = self._replace(since=min(self.since + 1, 50) if self.given else 0)
        if seen.offered and seen.extra:
            return seen._replace(week=seen.week + seen.offered * bool(happened.extra))
        if seen.offered and happened.taken:
            return Injected(min(seen.given + 1, 3), 1, seen.offered)
        return seen

    def ordered(self, state: extended_release.State, order: Order) -> Injected:
        """Today's order is noted."""
        return self._replace(offered=order.max_mg, extra=_extra(order))


def _extra(order: Order) -> bool:
    return bool(order.doses) and order.doses[0].condition == extended_release.IF_NEEDED


def _regular(today: Today) -> bool:
    return bool(today.order.doses) and not _extra(today.order) and today.seen.given > 0


def _weekly(today: Today) -> bool:
    return "weekly" in today.state.product


def _not_too_soon(today: Today) -> bool:
    soonest = (7 if today.seen.given == 1 else 26) if today.state.product == "sublocade" else 5 if _weekly(today) else 21
    return not _regular(today) or today.seen.since >= soonest


def _largest(today: Today) -> bool:
    most = 300 if today.state.product == "sublocade" else 32 if _weekly(today) else 160
    return _extra(today.order) or today.order.max_mg <= most


def _late(today: Today) -> bool:
    latest = 9 if _weekly(today) else 42 if today.state.product == "sublocade" else 35
    looked = today.happened.assessed or any(dose.condition for dose in today.order.doses)
    return not _regular(today) or today.seen.since <= latest or looked


def _extra_fits(today: Today) -> bool:
    return not _extra(today.order) or today.seen.week + today.order.max_mg <= 32


_STARTS = tuple(
    (start, Injected())
    for start in (
        extended_release.State("sublocade", 300),
        extended_release.State("brixadi_weekly", 16, extra=1),
        extended_release.State("buvidal_weekly", 16, extra=2),
        extended_release.State("buvidal_monthly", 64),
        extended_release.State("brixadi_monthly", 128),
    )
)
INJECTIONS = CalendarClaim(
    "injections_calendar",
    extended_release.next_day,
    {"us": _STARTS, "uk": _STARTS},
    {
        DROWSY: none_while_drowsy,
        NO_EMPTY_DOSE: more_than_nothing,
        ONE_A_DAY: at_most_one,
        "Sublocade comes again after 7 days, from the third on after 26; a weekly injection after 5, a monthly after 21.": _not_too_soon,
        "Sublocade is at most 300 mg, a weekly injection 32 mg, a monthly one 160 mg.": _largest,
        "After 42 days of Sublocade, 35 of a monthly one or 9 of a weekly one, not before somebody has looked.": _late,
        "With its extra doses a first week is at most 32 mg.": _extra_fits,
    },
)
