"""Every state that a calendar can reach within 60 days is visited, and each order given there is held against what is claimed of it.

A calendar is one pure step, so that nothing but its state and what has happened decides the next order. A claim keeps an account of its
own of what was really taken. It never reads the calendar's counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from holdfast.guideline.calendars.days import Happened, Order, ValueOf
from holdfast.language.expressions import Place

DAYS = 60
EVENTS = (
    Happened(),
    Happened(withdrawal=True),
    Happened(extra=True, withdrawal=True),
    Happened(extra=False, withdrawal=True, asked=True, opioids=True),
    Happened(taken=False, withdrawal=True, asked=True),
    Happened(taken=False, withdrawal=True, asked=True, assessed=True, opioids=True),
    Happened(taken=False, opioids=True),
    Happened(taken=False, assessed=True),
    Happened(sedated=True),
    Happened(taken=False, sedated=True, withdrawal=True, asked=True, assessed=True, opioids=True),
)
"""What can happen from one day to the next: enough to reach every branch of a step, few enough to follow all of them for 60 days."""

State = Any
"""A calendar's own state: each has its own type, which only its own step reads."""
Step = Callable[[State, Happened, ValueOf], tuple[State, Order]]


class Account(Protocol):
    """What a claim itself remembers: of what was taken an upper bound, where nobody has said."""

    def after(self, happened: Happened) -> Account:
        """What has become of the last order."""

    def ordered(self, state: State, order: Order) -> Account:
        """Today's order is noted."""


class Today(NamedTuple):
    """One order, with all that it is judged by: what has happened, and the account of what was taken before it."""

    state: State
    order: Order
    happened: Happened
    seen: Any


DROWSY = "No dose for somebody drowsy, drunk or high."
EVERY_DAY = "On every other day there is a dose."
NO_EMPTY_DOSE = "No dose is nothing."
ONE_A_DAY = "At most one dose a day."
A_DAY = "A day is at most 32 mg."


def none_while_drowsy(today: Today) -> bool:
    """What `DROWSY` says."""
    return not (today.happened.sedated and today.order.doses)


def a_dose_a_day(today: Today) -> bool:
    """What `EVERY_DAY` says."""
    return today.happened.sedated or bool(today.order.doses)


def more_than_nothing(today: Today) -> bool:
    """What `NO_EMPTY_DOSE` says."""
    return all(dose.mg > 0 for dose in today.order.doses)


def at_most_one(today: Today) -> bool:
    """What `ONE_A_DAY` says."""
    return len(today.order.doses) <= 1


def at_most_32_mg(today: Today) -> bool:
    """What `A_DAY` says."""
    return today.order.max_mg <= 32


Both = tuple[State, Account]
"""A calendar's state, and the account beside it."""


@dataclass(frozen=True)
class CalendarClaim:
    """What must hold of every order of one calendar: sentences, each with whether an order keeps it. `starts` is where the calendar
    can begin, in each place."""

    name: str
    step: Step
    starts: Mapping[Place, tuple[Both, ...]]
    always: Mapping[str, Callable[[Today], bool]]

    @property
    def english(self) -> str:
        """All the sentences."""
        return " ".join(self.always)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the calendar is claimed to be safe."""
        return tuple(self.starts)

    def next(self, both: Both, happened: Happened, value: ValueOf) -> tuple[Both, Order, str | None]:
        """The state and account after another day, its order, and the first sentence that it breaks."""
        state, order = self.step(both[0], happened, value)
        seen = both[1].after(happened)
        today = Today(state, order, happened, seen)
        broken = next((sentence for sentence, keeps in self.always.items() if not keeps(today)), None)
        return (state, seen.ordered(state, order)), order, broken


class Broken(NamedTuple):
    """An order that breaks a sentence: where the calendar began, and what happened before each day's order, the last one's too."""

    sentence: str
    start: State
    happened: tuple[Happened, ...]
    order: Order


class Visit(NamedTuple):
    """How many states were visited, and the first broken sentence; None where all are kept everywhere."""

    states: int
    broken: Broken | None


def visit(claim: CalendarClaim, place: Place, value: ValueOf, days: int = DAYS) -> Visit:
    """Every state within so many days of a start, under everything that can happen; a broken sentence by the shortest way to it."""
    came: dict[Both, tuple[Both, Happened] | None] = dict.fromkeys(claim.starts[place])
    frontier = list(came)
    for _ in range(days):
        found = []
        for both in frontier:
            for happened in EVENTS:
                after, order, broken = claim.next(both, happened, value)
                if broken is not None:
                    start, way = _way_to(both, came)
                    return Visit(len(came), Broken(broken, start, (*way, happened), order))
                if after not in came:
                    came[after] = (both, happened)
                    found.append(after)
        frontier = found
    return Visit(len(came), None)


def _way_to(both: Both, came: Mapping[Both, tuple[Both, Happened] | None]) -> tuple[State, tuple[Happened, ...]]:
    way: list[Happened] = []
    while (before := came[both]) is not None:
        both = before[0]
        way.append(before[1])
    return both[0], tuple(reversed(way))
