"""Kinds of fact: what a fact may be, how it is asked, and what it means not to know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from holdfast.language.errors import Problem, RuleError, shortened

Value = bool | int | float | str


class Clock(Enum):
    """How a fact moves when nothing happens but the passing of time; the value is its unit in hours."""

    MINUTES = 1 / 60
    HOURS = 1
    DAYS = 24


@dataclass(frozen=True)
class YesNo:
    """True or false."""

    def problem(self, where: str, value: object) -> Problem | None:
        """What is wrong with `value` for this kind, or None."""
        if isinstance(value, bool):
            return None
        return Problem(where, shortened(value), "this is a yes/no fact", "true or false", "Leave it out if it is not known.")


@dataclass(frozen=True)
class Number:
    """A number with its unit and the range in which a real person's can lie, both ends included."""

    unit: str
    low: float
    high: float
    whole: bool = True
    clock: Clock | None = None

    def problem(self, where: str, value: object) -> Problem | None:
        """What is wrong with `value` for this kind, or None."""
        unit = f" {self.unit}" if self.unit else ""
        allowed = f"{'a whole number' if self.whole else 'a number'} from {self.low:g} to {self.high:g}{unit}"
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Problem(where, shortened(value), f"this is not a number but {_named(value)}", allowed)
        if value != value:
            return Problem(where, "NaN", "this is not a number", allowed, "Leave it out if it is not known.")
        if not self.low <= value <= self.high:
            return Problem(where, shortened(value), "this is out of range", allowed, "Check the value and its unit.")
        if self.whole and isinstance(value, float) and not value.is_integer():
            return Problem(where, shortened(value), "only whole numbers fit here", allowed)
        return None


@dataclass(frozen=True)
class Category:
    """One word of a short list. `also` gives other spellings that are understood, each with the word it reads as."""

    values: tuple[str, ...]
    also: tuple[tuple[Value, str], ...] = ()

    def problem(self, where: str, value: object) -> Problem | None:
        """What is wrong with `value` for this kind, or None."""
        allowed = ", ".join(self.values)
        if not isinstance(value, str):
            return Problem(where, shortened(value), f"this is one of a list of words, not {_named(value)}", allowed)
        if value in self.values:
            return None
        near = nearest(value, self.values)
        return Problem(where, shortened(value), "there is no such value", allowed, f"Did you mean {near!r}?" if near else "")


Kind = YesNo | Number | Category


@dataclass(frozen=True)
class Ask:
    """Seen today and deciding today: stays unknown until someone asks or looks."""


@dataclass(frozen=True)
class Check:
    """Rare and silent: for choosing taken as `clear` and listed as assumed; for giving covered by the pre-dose checklist."""

    clear: Value


@dataclass(frozen=True)
class Follow:
    """A test that may come after the first dose: taken as `clear`, listed as assumed, and the `test` (an option's code)
    is offered within `due` days."""

    clear: Value
    test: str
    due: int


Unknown = Ask | Check | Follow


def nearest(word: str, words: tuple[str, ...]) -> str | None:
    """The one of `words` that `word` most likely misspells, or None."""
    import difflib  # only needed once something is wrong, and slow to import

    found = difflib.get_close_matches(word[:60].lower(), words, n=1, cutoff=0.6)
    return found[0] if found else None


def whole(value: Value) -> Value:
    """`14.0` as 14, so that equal numbers are shown alike."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def check_kind(kind: Kind) -> None:
    """Refuses a kind that no value could have."""
    if isinstance(kind, Number) and not kind.low <= kind.high:
        raise RuleError(f"the range {kind.low:g} to {kind.high:g} is empty")
    if isinstance(kind, Category) and len(set(kind.values)) != len(kind.values):
        raise RuleError("a category names the same value twice")


def _named(value: object) -> str:
    names = {bool: "true or false", str: "text", int: "a number", float: "a number", list: "a list", dict: "a group of fields"}
    return names.get(type(value), f"a {type(value).__name__}")
