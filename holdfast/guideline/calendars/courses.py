"""A course as it is expected to go: a step folded over what is assumed of each day. And small readers of a person's facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from holdfast.guideline.calendars.days import Happened, Order, Refused, ValueOf
from holdfast.guideline.words import Told
from holdfast.language.expressions import Limit
from holdfast.language.kinds import Value

State = TypeVar("State")
Values = Mapping[str, Value]
Shown = tuple[tuple[str, Limit], ...]

NALOXONE = "Keep naloxone close, and show those around you how to use it."
AS_PLANNED = (
    "This is how it goes if every dose is taken and nothing new happens. After a missed dose or drowsiness, ask for a new calendar."
)
ONE_OF = "One of: {names}."
TOO_MUCH = "The recorded dose of {mg:g} mg of {medicine} a day is far above what is usual (over {most:g} mg)."


@dataclass(frozen=True)
class Plan:
    """What a calendar is made from: the endless orders of a course, how many days to show, and what is said of it."""

    medicine: str
    orders: Iterator[Order]
    days: int
    shown: Shown
    notes: tuple[str, ...] = ()
    sparse: bool = False
    """Show only the days on which something is due."""


def course(
    step: Callable[[State, Happened, ValueOf], tuple[State, Order]],
    state: State,
    value: ValueOf,
    first: Happened = Happened(),  # noqa: B008
    later: Callable[[State], Happened] = lambda _: Happened(),
) -> Iterator[Order]:
    """The orders of a course, day by day, without end: `first` is known today, `later` is what is expected after that."""
    happened = first
    while True:
        state, order = step(state, happened, value)
        yield order
        happened = later(state)


def number(values: Values, name: str) -> float | None:
    """A number fact, or None where it is not known."""
    found = values.get(name)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None


def yes(values: Values, name: str) -> bool:
    """Whether the fact is known to be so."""
    return values.get(name) is True


def missing(what: str, question: str) -> Refused:
    """A fact without which no dose is safe."""
    return Refused((Told("Nobody has recorded {what}.", what=what),), (question,))


def too_much(medicine: str, mg: float, most: float) -> Refused:
    """A recorded dose so high that it is more likely a slip: shown, never planned from."""
    return Refused(
        (Told(TOO_MUCH, mg=mg, medicine=medicine, most=most),),
        ("Check the record. If the dose is right, a specialist plans it by hand.",),
    )
