"""What can happen to a calendar, values of limits for tests, and calendars with a planted fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from typing import TypeVar

from holdfast.guideline.calendars.days import Happened, Order, ValueOf
from holdfast.guideline.calendars.visiting import DROWSY, NO_EMPTY_DOSE, CalendarClaim, visit
from holdfast.guideline.words import catalogue, messages_of
from holdfast.language.expressions import Limit, Place

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


def faulty(
    claim: CalendarClaim, sentence: str, hears: dict[str, bool] | None = None, gives: Callable[[Order], Order] = lambda order: order
) -> CalendarClaim:
    """One sentence of the claim, made of a calendar that hears something else than what happened, or gives something else."""

    def step(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
        after, order = claim.step(state, happened._replace(**(hears or {})), value)
        return after, gives(order)

    (whole,) = (each for each in claim.always if each.startswith(sentence))
    return replace(claim, step=step, always={whole: claim.always[whole]})


def times(factor: float) -> Callable[[Order], Order]:
    """Every dose so many times as large."""
    return lambda order: replace(order, doses=tuple(replace(dose, mg=dose.mg * factor) for dose in order.doses))


def twice(order: Order) -> Order:
    """Every dose given twice."""
    return replace(order, doses=order.doses * 2)


DEAF: dict[str, dict[str, object]] = {DROWSY: {"hears": {"sedated": False}}, NO_EMPTY_DOSE: {"gives": times(0)}}
"""Faults that every calendar's claim must find, by the sentence that they break."""


def check_every_sentence_falls(claim: CalendarClaim, faults: dict[str, dict[str, object]], place: Place = "us") -> None:
    """Each sentence of the claim is broken by the fault planted against it: `hears`, `gives`, other `limits`, other `starts`."""
    assert {sum(each.startswith(sentence) for sentence in faults) for each in claim.always} == {1}
    for sentence, fault in faults.items():
        planted = dict(fault)
        value = with_values(planted.pop("limits", {}), {"us": us, "uk": uk}[place])
        starts = planted.pop("starts", claim.starts[place])
        found = visit(replace(faulty(claim, sentence, **planted), starts={place: starts}), place, value)
        assert found.broken is not None, sentence
        assert found.broken.sentence.startswith(sentence)


def check_kept(claim: CalendarClaim, both: tuple[State, object], events: Iterable[Happened], value: ValueOf) -> None:
    """Every order of the course keeps every sentence."""
    for happened in events:
        both, _, broken = claim.next(both, happened, value)
        assert broken is None
