"""How a term of what follows, and of what cannot be, is written: certain or not, never merely likely."""

from __future__ import annotations

from holdfast.language.expressions import Fact
from holdfast.language.kinds import Category, Number, Value
from holdfast.language.people import Both, Either, Linear, Term


def is_(fact: Fact, *values: Value | None) -> Both:
    """The fact has one of the values; None is for unknown."""
    return Both(((fact, values),))


def is_not(fact: Fact, *values: Value) -> Both:
    """Anything else, unknown included."""
    return is_(fact, None, *(value for value in every_value(fact) if value not in values))


def unknown(fact: Fact) -> Both:
    """Nothing is known of the fact."""
    return is_(fact, None)


def said(fact: Fact) -> Term:
    """Something is known of the fact, whatever it is."""
    return at_least(fact, fact.kind.low) if isinstance(fact.kind, Number) else is_(fact, *every_value(fact))


def below(fact: Fact, bound: float) -> Linear:
    """The number is less than the bound."""
    return Linear(((-1, fact),), -bound)


def at_most(fact: Fact, bound: float) -> Linear:
    """The number is the bound or less."""
    return Linear(((-1, fact),), -bound, or_equal=True)


def above(fact: Fact, bound: float) -> Linear:
    """The number is more than the bound."""
    return Linear(((1, fact),), bound)


def at_least(fact: Fact, bound: float) -> Linear:
    """The number is the bound or more."""
    return Linear(((1, fact),), bound, or_equal=True)


def either(*ways: Term | tuple[Term, ...]) -> Either:
    """One of the ways; a way of several terms is a tuple."""
    return Either(tuple(way if isinstance(way, tuple) else (way,) for way in ways))


def not_later_than(fact: Fact, others: tuple[Fact, ...]) -> tuple[Term, ...]:
    """The hours are known, and no more than any others that are."""
    return (
        said(fact),
        *(either(unknown(other), Linear(((-1, fact), (1, other)), 0, or_equal=True)) for other in others if other is not fact),
    )


def every_value(fact: Fact, but: Value | None = None) -> tuple[Value, ...]:
    """All that a yes/no fact or a category can be, without one of them."""
    values: tuple[Value, ...] = fact.kind.values if isinstance(fact.kind, Category) else (True, False)
    return tuple(value for value in values if value != but)
