"""What must hold of every order of a course through withdrawal.

Every number stands here in full: a claim that shared a calendar's limit could not find it wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline.calendars import withdrawal
from holdfast.guideline.calendars.days import Happened, Order
from holdfast.guideline.calendars.visiting import DROWSY, NO_EMPTY_DOSE, CalendarClaim, Today, more_than_nothing, none_while_drowsy


class Begun(NamedTuple):
    """Whether a first dose was taken."""

    begun: bool = False
    offered: bool = False

    def after(self, happened: Happened) -> Begun:
        """What was taken of the last order."""
        return Begun(self.begun or (self.offered and happened.taken))

    def ordered(self, state: withdrawal.State, order: Order) -> Begun:
        """Today's order is noted."""
        return self._replace(offered=bool(order.doses))


MOST: dict[withdrawal.Regimen, tuple[float, float]] = {
    "buprenorphine_short": (4, 8),
    "buprenorphine_long": (4, 16),
    "methadone": (30, 30),
    "lofexidine": (0.72, 2.88),
    "clonidine": (0.1, 0.8),
}
"""The most that a first dose and a day may be, in mg."""
ROUNDING = 1e-9


def _first_dose(today: Today) -> bool:
    return today.seen.begun or bool(today.order.first_mg <= MOST[today.state.regimen][0])


def _day(today: Today) -> bool:
    return bool(today.order.max_mg <= MOST[today.state.regimen][1] + ROUNDING)


_STARTS: tuple[tuple[withdrawal.State, Begun], ...] = (
    (withdrawal.State("buprenorphine_short", first=24), Begun()),
    (withdrawal.State("buprenorphine_long", first=24), Begun()),
    (withdrawal.State("methadone", first=30), Begun()),
    (withdrawal.State("lofexidine", first=2.88), Begun()),
    (withdrawal.State("clonidine", first=0.8), Begun()),
)
WITHDRAWAL = CalendarClaim(
    "withdrawal_calendar",
    withdrawal.next_day,
    {"us": _STARTS, "uk": _STARTS},
    {
        DROWSY: none_while_drowsy,
        NO_EMPTY_DOSE: more_than_nothing,
        "A first dose is at most 4 mg of buprenorphine, 30 mg of methadone, 0.72 mg of lofexidine or 0.1 mg of clonidine.": _first_dose,
        "A day is at most 8 mg of buprenorphine (in a long course 16), 30 mg of methadone, 2.88 of lofexidine or 0.8 of clonidine.": _day,
    },
)
