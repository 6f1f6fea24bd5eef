"""Reads an order handed in as JSON, or names every problem in it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from holdfast.casefile import FIELDS, Case, case_of, parsed
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.expressions import Place
from holdfast.language.kinds import nearest

CHECKS = ("take_home", "prescription", "calendar", "incentives", "plan")
"""What can be checked; the order itself stands in the field of the same name."""
ALLOWED = (*FIELDS, "check", "reason", *CHECKS)
LONGEST_REASON = 2000


@dataclass(frozen=True)
class Order:
    """An order handed in: what it is, for whom, its fields, and the reason given for what needs one."""

    check: str
    case: Case
    fields: Fields
    reason: str | None = None


@dataclass
class Fields:
    """The fields of an order. Each reader returns None where the field is missing or wrong, and notes the problem."""

    name: str
    given: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def number(self, name: str, low: float, high: float, unit: str, *, whole: bool = False, needed: bool = False) -> float | None:
        """A number in a range."""
        value = self._taken(name, needed, f"a number from {low:g} to {high:g} {unit}")
        if value is None:
            return None
        allowed = f"{'a whole number' if whole else 'a number'} from {low:g} to {high:g} {unit}"
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            self._wrong(name, value, "this is not a number", allowed)
        elif not low <= value <= high or (whole and value != int(value)):
            self._wrong(name, value, "this is out of range" if not low <= value <= high else "only whole numbers fit here", allowed)
        else:
            return value
        return None

    def count(self, name: str, low: int, high: int, unit: str, *, needed: bool = False) -> int | None:
        """A whole number in a range."""
        found = self.number(name, low, high, unit, whole=True, needed=needed)
        return None if found is None else int(found)

    def cents(self, name: str, high: float = 100_000, *, needed: bool = False) -> int | None:
        """An amount of money, in whole cents: read as it is written, never as a binary fraction."""
        found = self.number(name, 0, high, "dollars or pounds", needed=needed)
        if found is None:
            return None
        cents = Decimal(str(found)) * 100
        if cents != int(cents):
            self._wrong(name, found, "an amount has at most two decimals", "such as 2.50")
            return None
        return int(cents)

    def word(self, name: str, allowed: Sequence[str], *, needed: bool = False) -> str | None:
        """One word of a list."""
        value = self._taken(name, needed, ", ".join(allowed))
        if value is None:
            return None
        return self._one(name, value, allowed)

    def words(self, name: str, allowed: Sequence[str], *, needed: bool = False) -> tuple[str, ...]:
        """Some words of a list; one word alone will do."""
        value = self._taken(name, needed, ", ".join(allowed))
        if value is None:
            return ()
        several = value if isinstance(value, list) else [value]
        found = [self._one(name, each, allowed) for each in several]
        if needed and not several:
            self._wrong(name, value, "at least one is needed", ", ".join(allowed))
        return tuple(each for each in found if each is not None)

    def flag(self, name: str) -> bool:
        """True or false; false where it is left out."""
        value = self._taken(name, False, "true or false")
        if value is not None and not isinstance(value, bool):
            self._wrong(name, value, "this is a yes/no field", "true or false")
        return value is True

    def group(self, name: str) -> Fields | None:
        """A group of fields within this one; its problems are noted here too."""
        value = self._taken(name, False, "a group of fields")
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(name, value, "this is not a group of fields", "{ … }")
            return None
        return Fields(self._at(name), value, self.problems)

    def groups(self, name: str, most: int, *, needed: bool = False) -> list[Fields]:
        """A list of groups of fields."""
        value = self._taken(name, needed, "a list of groups")
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value) or not 1 <= len(value) <= most:
            self._wrong(
                name,
                value if not isinstance(value, list) else f"{len(value)} entries",
                "this is not a list of groups",
                f"1 to {most} of {{ … }}",
            )
            return []
        return [Fields(f"{self._at(name)}[{place}]", each, self.problems) for place, each in enumerate(value, 1)]

    def numbers(self, name: str, low: float, high: float, unit: str, most: int) -> list[float]:
        """A list of numbers."""
        value = self._taken(name, False, "a list of numbers")
        if value is None:
            return []
        allowed = f"1 to {most} numbers from {low:g} to {high:g} {unit}"
        good = isinstance(value, list) and 1 <= len(value) <= most
        if not isinstance(value, list) or not good or any(isinstance(n, bool) or not isinstance(n, int | float) for n in value):
            self._wrong(name, value, "this is not a list of numbers", allowed)
            return []
        if not all(low <= each <= high for each in value):
            self._wrong(name, value, "this is out of range", allowed)
            return []
        return value

    def text(self, name: str, *, needed: bool = False) -> str | None:
        """Text as it stands."""
        value = self._taken(name, needed, "text")
        if value is not None and (not isinstance(value, str) or not value.strip()):
            self._wrong(name, value, "this is not text", "text")
            return None
        return value.strip() if isinstance(value, str) else None

    def ignore(self, *names: str) -> None:
        """Fields that may stand here and are not read."""
        self.seen.update(names)

    def finish(self) -> None:
        """Notes every field that nobody asked for."""
        known = tuple(sorted(self.seen))
        for name in self.given:
            if name not in self.seen:
                near = nearest(name, known)
                hint = f"Did you mean {near!r}?" if near else ""
                self.problems.append(Problem(self._at(shortened(name)[1:-1]), "", "there is no such field here", ", ".join(known), hint))

    def raise_problems(self) -> None:
        """InputError where anything was wrong."""
        if self.problems:
            raise InputError(self.problems)

    def wrong(self, name: str, value: object, why: str, allowed: str = "") -> None:
        """Notes a problem that only the whole shows."""
        self._wrong(name, value, why, allowed)

    def _at(self, name: str) -> str:
        return f"{self.name}.{name}" if self.name else name

    def _taken(self, name: str, needed: bool, allowed: str) -> object:
        self.seen.add(name)
        value = self.given.get(name)
        if value is None and needed:
            self.problems.append(Problem(self._at(name), "", "this is needed", allowed))
        return value

    def _one(self, name: str, value: object, allowed: Sequence[str]) -> str | None:
        if isinstance(value, str) and value.strip().lower().replace(" ", "_").replace("-", "_") in allowed:
            return value.strip().lower().replace(" ", "_").replace("-", "_")
        near = nearest(value, tuple(allowed)) if isinstance(value, str) else None
        hint = f"Did you mean {near!r}?" if near else ""
        self.problems.append(Problem(self._at(name), shortened(value), "there is no such value", ", ".join(allowed), hint))
        return None

    def _wrong(self, name: str, value: object, why: str, allowed: str) -> None:
        self.problems.append(Problem(self._at(name), shortened(value), why, allowed))


def read_order(raw: bytes, as_of: datetime | None = None, place: Place | None = None, name: str = "the input") -> Order:
    """The order in `raw`. Raises InputError with every problem of the file, the person and the order's outer shape."""
    given = parsed(raw, name)
    if not isinstance(given, dict):
        raise InputError([Problem("the file", shortened(given), "this is no order to check", "a JSON object", _SHAPES)])
    problems: list[Problem] = []
    try:
        case = case_of({key: value for key, value in given.items() if key in FIELDS}, as_of, place)
    except InputError as error:
        problems += error.problems
        case = case_of({})  # nobody: read on, so that the order's own problems are named together with the person's
    top = Fields("", given, problems)
    kind = top.word("check", CHECKS, needed=True)
    reason = top.text("reason")
    if reason and len(reason) > LONGEST_REASON:
        top.wrong("reason", reason, "this is too long", f"at most {LONGEST_REASON} characters")
    fields = top.group(kind) if kind else None
    if kind and fields is None and not isinstance(given.get(kind), list | str | int | float | bool):
        problems.append(Problem(kind, "", "the order itself is missing", f'"{kind}": {{ … }}', _SHAPES))
    top.ignore(*FIELDS, *CHECKS)
    for other in CHECKS:
        if kind and other != kind and given.get(other) is not None:
            problems.append(
                Problem(other, "", f"this file asks for a check of {kind} only", kind, "Check each order in a file of its own.")
            )
    top.finish()
    if fields is None or kind is None:
        raise InputError(problems)
    return Order(kind, case, Fields(kind, fields.given, problems), reason)


_SHAPES = "`docs/reference/check.md` shows one of each kind."
