"""How a fact is written down: short forms for the kinds of fact that there are, so that `facts.py` reads as a list."""

from __future__ import annotations

from holdfast.language.expressions import Fact
from holdfast.language.kinds import Ask, Category, Check, Clock, Number, Unknown, Value, YesNo

ASK = Ask()


def yes_no(name: str, ask: str, unknown: Unknown = ASK) -> Fact:
    """A yes/no fact; asked unless `unknown` says otherwise."""
    return Fact(name, YesNo(), unknown, ask)


def silent(name: str, ask: str) -> Fact:
    """A rare and silent yes/no fact, taken as no until known."""
    return Fact(name, YesNo(), Check(clear=False), ask)


def number(
    name: str, unit: str, low: float, high: float, ask: str, *, whole: bool = True, clock: Clock | None = None, un: Unknown = ASK
) -> Fact:
    """A number with its unit and range, both ends included."""
    return Fact(name, Number(unit, low, high, whole, clock), un, ask)


def one_of(name: str, values: str, ask: str, unknown: Unknown = ASK, also: tuple[tuple[Value, str], ...] = ()) -> Fact:
    """One word of a list, written with bars between."""
    return Fact(name, Category(tuple(values.split("|")), also), unknown, ask)


def hours_since(name: str, ask: str) -> Fact:
    """Hours that pass with the clock, up to a year."""
    return number(name, "hours", 0, 8760, ask, whole=False, clock=Clock.HOURS)


def days_since(name: str, high: float, ask: str) -> Fact:
    """Whole days that pass with the clock."""
    return number(name, "days", 0, high, ask, clock=Clock.DAYS)
