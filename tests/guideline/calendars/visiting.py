"""Visits every state that a calendar's step can reach, under everything that can happen, and values of limits for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import TypeVar

from holdfast.guideline.calendars.days import Happened, Order, ValueOf
from holdfast.guideline.words import catalogue, messages_of
from holdfast.language.expressions import Limit

State = TypeVar("State")

TODAY = Happened()
MISSED = Happened(taken=False)
WITHDRAWAL = Happened(withdrawal=True)


def us(limit: Limit) -> float:
    return limit.us


def uk(limit: Limit) -> float:
    return limit.uk


def with_values(changed: dict[Limit, float], otherwise: ValueOf = us) -> ValueOf:
    """Values of limits with some of them set otherwise."""
    by_id = {id(limit): value for limit, value in changed.items()}
    return lambda limit: by_id.get(id(limit), otherwise(limit))


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
EVERY_EVENT = tuple(Happened(*flags) for flags in product((True, False), (None, True, False), *((True, False),) * 5))


def orders_after(
    step: Callable[[State, Happened, ValueOf], tuple[State, Order]], state: State, *events: Happened, value: ValueOf = us
) -> list[Order]:
    """The orders of one event after another."""
    orders = []
    for happened in events:
        state, order = step(state, happened, value)
        orders.append(order)
    return orders


def texts_of(order: Order) -> list[str]:
    """Everything that an order says."""
    return [text for text in (order.note, *(text for dose in order.doses for text in (dose.when, dose.condition))) if text]


def without_spanish(texts: Iterable[str]) -> list[str]:
    """The messages of the texts that nobody has put into Spanish."""
    return [message for text in texts for message in messages_of(text) if message not in catalogue("es").messages]


def walk(
    step: Callable[[State, Happened, ValueOf], tuple[State, Order]],
    starts: Iterable[State],
    value: ValueOf,
    events: tuple[Happened, ...] = EVENTS,
    days: int = 60,
) -> Iterator[tuple[State, Happened, State, Order]]:
    """Every transition within `days` days: the state before, what happened, the state after and the order given, whose every
    text has its Spanish."""
    seen = set(starts)
    said: set[str] = set()
    frontier = list(seen)
    for _ in range(days):
        found = []
        for state in frontier:
            for happened in events:
                after, order = step(state, happened, value)
                if new := {*texts_of(order)} - said:
                    assert without_spanish(new) == []
                    said |= new
                yield state, happened, after, order
                if after not in seen:
                    seen.add(after)
                    found.append(after)
        frontier = found
        if not frontier:
            return
