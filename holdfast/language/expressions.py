"""Conditions: a closed list of nine frozen nodes.

`Yes`, `Compare`, `OneOf`, `Known`, `And`, `Or`, `Not`, `AtLeastOf` and `Named` are all that a rule can say. An engine
is a `match` over them. There is no arithmetic: instruments are scored in plain Python before rules are read. A number
is always a `Limit`.

Facts build nodes by reading naturally: `cows_score < COWS_STANDARD`, `main_opioid.is_("fentanyl")`, `pregnant`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NoReturn

from holdfast.language.errors import RuleError, shortened
from holdfast.language.kinds import Category, Kind, Number, Unknown, YesNo, check_kind, nearest

__all__ = [
    "And",
    "AtLeastOf",
    "Compare",
    "Condition",
    "Constant",
    "Fact",
    "Known",
    "Limit",
    "Named",
    "Node",
    "Not",
    "OneOf",
    "Operator",
    "Or",
    "Place",
    "Source",
    "Yes",
    "all_of",
    "always",
    "any_of",
    "at_least_n_of",
    "condition",
    "facts_in",
    "known",
    "limits_in",
    "not_",
    "resolved",
]

Operator = Literal["<", "<=", ">", ">="]
Place = Literal["us", "uk"]


@dataclass(frozen=True)
class Source:
    """Where a number or a rule comes from. `seen` is true once somebody has read it in a public page; until then it is
    shown as "to be confirmed"."""

    key: str
    title: str
    date: date
    seen: bool
    url: str = ""
    place: str = ""

    def part(self, place: str | int) -> Source:
        """The same source, narrowed to a chapter, section or table."""
        named = f"part {place}" if isinstance(place, int) else place
        return Source(self.key, self.title, self.date, self.seen, self.url, named)

    def recalled(self) -> Source:
        """The same source for a figure that has not yet been read there."""
        return Source(self.key, self.title, self.date, False, self.url, self.place)

    @property
    def named(self) -> str:
        """Its name and the place in it, whether or not anybody has seen it there."""
        return f"{self.title}, {self.place}" if self.place else self.title

    def __str__(self) -> str:
        return f"{self.named}{'' if self.seen else ' (to be confirmed)'}"


@dataclass(frozen=True)
class Limit:
    """A clinical number: unit, value by jurisdiction, date of force, source, and the range a site may set it to.

    `us` and `uk` are values in `unit`. `earlier` holds superseded values as (last day in force, us, uk), newest first,
    so that advice of a past date can be given again. `settings` are the lowest and highest value a site may choose;
    `why` says which of differing sources was followed.
    """

    unit: str
    us: float
    uk: float
    since: date
    source: Source
    settings: tuple[float, float] | None = None
    why: str = ""
    earlier: tuple[tuple[date, float, float], ...] = ()

    def __post_init__(self) -> None:
        if not self.unit:
            raise RuleError("a limit needs a unit")
        if self.settings and not all(self.settings[0] <= value <= self.settings[1] for value in (self.us, self.uk)):
            raise RuleError(f"a limit's own value lies outside the settings it allows, {self.settings[0]:g} to {self.settings[1]:g}")

    def value(self, day: date, place: Place) -> float:
        """The value in force on `day` in `place`."""
        held = (self.us, self.uk)
        for last_day, us, uk in self.earlier:
            if day <= last_day:
                held = (us, uk)
        return held[0] if place == "us" else held[1]


@dataclass(frozen=True)
class Constant:
    """A limit whose date, jurisdiction and setting have been resolved: what an engine compares with."""

    value: float
    unit: str
    name: str = ""

    def __str__(self) -> str:
        one_of_many = self.value == 1 and self.unit.endswith("s") and len(self.unit) > len("ms")
        unit = self.unit[:-1] if one_of_many else self.unit
        return f"{self.value:g} {unit}".strip()


class Condition:
    """Anything that can be yes, no or unknown about a person. Never used as a Python truth value."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise RuleError(
            "a condition has no truth of its own until a person is judged: write any_of(a, b) for `or`, all_of(a, b) for `and`, "
            "not_(a) for `not`, and split a chained comparison into two"
        )

    def __or__(self, other: Condition) -> Or:
        return any_of(self, _joinable(other))

    def __and__(self, other: Condition) -> And:
        return all_of(self, _joinable(other))

    def __invert__(self) -> Not:
        return not_(_joinable(self))


@dataclass(frozen=True, slots=True)
class Yes(Condition):
    """The yes/no fact is true."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Compare(Condition):
    """The number stands to the limit as `operator` says."""

    fact: Fact
    operator: Operator
    limit: Limit | Constant


@dataclass(frozen=True, slots=True)
class OneOf(Condition):
    """The category is one of `values`."""

    fact: Fact
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known(Condition):
    """Somebody has recorded the fact. Always yes or no; for tests only."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class And(Condition):
    """Every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Condition):
    """At least one part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part is no."""

    part: Node


@dataclass(frozen=True, slots=True)
class AtLeastOf(Condition):
    """At least `n` of the parts."""

    n: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Named(Condition):
    """A condition under the name a clinician would use for it."""

    name: str
    part: Node

    def __init__(self, name: str, part: Condition) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "part", condition(part))


Leaf = Yes | Compare | OneOf | Known
Node = Leaf | And | Or | Not | AtLeastOf | Named


@dataclass(frozen=True, eq=False)
class Fact(Condition):
    """One thing that may be known about a person; `name` is the contract's.

    `ask` is the question in plain words; `unknown` says what not knowing it means (no default); `codes` are the places
    in a coded record where it is found. Written where a condition is expected, a yes/no fact means that it is true.
    """

    name: str
    kind: Kind
    unknown: Unknown
    ask: str
    codes: tuple[object, ...] = field(default=())

    def __post_init__(self) -> None:
        check_kind(self.kind)
        clear = getattr(self.unknown, "clear", None)
        if clear is not None and self.kind.problem(self.name, clear):
            raise RuleError(f"{self.name} cannot be taken as {shortened(clear)}: {self.kind.problem(self.name, clear)}")

    def __lt__(self, limit: Limit) -> Compare:
        return self._compared("<", limit)

    def __le__(self, limit: Limit) -> Compare:
        return self._compared("<=", limit)

    def __gt__(self, limit: Limit) -> Compare:
        return self._compared(">", limit)

    def __ge__(self, limit: Limit) -> Compare:
        return self._compared(">=", limit)

    def is_(self, *values: str) -> OneOf:
        """The category is one of `values`."""
        if not isinstance(self.kind, Category):
            raise RuleError(f"{self.name} is not a category: compare a number with a Limit, write a yes/no fact as it stands")
        for value in values:
            if value not in self.kind.values:
                near = nearest(str(value), self.kind.values)
                raise RuleError(f"{self.name} is never {value!r}" + (f"; did you mean {near!r}?" if near else ""))
        if not values:
            raise RuleError(f"{self.name}.is_() needs at least one value")
        return OneOf(self, values)

    def is_not(self, *values: str) -> Not:
        """The category is none of `values`."""
        return Not(self.is_(*values))

    def _compared(self, operator: Operator, limit: object) -> Compare:
        if not isinstance(self.kind, Number):
            raise RuleError(f"{self.name} is not a number: use is_(...) for a category, the fact itself for yes/no")
        if not isinstance(limit, Limit):
            raise RuleError(f"{shortened(limit)} has no unit, date or source: write it as a Limit and compare {self.name} with that")
        if limit.unit != self.kind.unit:
            raise RuleError(f"{self.name} is in {self.kind.unit or 'points'}, the limit is in {limit.unit}")
        for value in (limit.us, limit.uk):
            if not self.kind.low <= value <= self.kind.high:
                raise RuleError(f"{value:g} lies outside the range of {self.name}, {self.kind.low:g} to {self.kind.high:g}")
        return Compare(self, operator, limit)


always = And(())
"""The condition that holds for everybody: every one of no conditions."""


def any_of(*parts: Condition) -> Or:
    """At least one of the conditions."""
    return Or(_nodes(parts))


def all_of(*parts: Condition) -> And:
    """Every one of the conditions."""
    return And(_nodes(parts))


def not_(part: Condition) -> Not:
    """The condition is no."""
    return Not(condition(part))


def at_least_n_of(n: int, *parts: Condition) -> AtLeastOf:
    """At least `n` of the conditions."""
    if not 1 <= n <= len(parts):
        raise RuleError(f"at least {n} of {len(parts)} conditions is never in doubt")
    return AtLeastOf(n, _nodes(parts))


def known(fact: Fact) -> Known:
    """The fact has been recorded, whatever it says."""
    return Known(fact)


def leaves(node: Node) -> Iterator[Leaf]:
    """The parts of the condition that read a fact, in reading order."""
    match node:
        case And(parts) | Or(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Named(_, part):
            yield from leaves(part)
        case _:
            yield node


def facts_in(node: Node) -> Iterator[Fact]:
    """Every fact that the condition reads, in reading order; one read twice comes twice."""
    return (leaf.fact for leaf in leaves(node))


def resolved(node: Node, constants: Mapping[int, Constant], shared: dict[int, Node] | None = None) -> Node:
    """The condition with each limit replaced by its constant (`constants` is keyed by the limit's `id`). With `shared`, a
    named condition that several rules read stays one object."""
    shared = {} if shared is None else shared
    match node:
        case Compare(fact, operator, Limit() as limit):
            return Compare(fact, operator, constants[id(limit)])
        case And(parts):
            return And(tuple(resolved(part, constants, shared) for part in parts))
        case Or(parts):
            return Or(tuple(resolved(part, constants, shared) for part in parts))
        case AtLeastOf(n, parts):
            return AtLeastOf(n, tuple(resolved(part, constants, shared) for part in parts))
        case Not(part):
            return Not(resolved(part, constants, shared))
        case Named(name, part):
            if id(node) not in shared:
                shared[id(node)] = Named(name, resolved(part, constants, shared))
            return shared[id(node)]
        case _:
            return node


def limits_in(node: Node) -> Iterator[Limit]:
    """Every limit that the condition compares with."""
    return (leaf.limit for leaf in leaves(node) if isinstance(leaf, Compare) and isinstance(leaf.limit, Limit))


def _nodes(parts: tuple[Condition, ...]) -> tuple[Node, ...]:
    if not parts:
        raise RuleError("any_of and all_of need at least one condition")
    return tuple(condition(part) for part in parts)


def condition(part: Condition) -> Node:
    """`part` as one of the nine nodes: a yes/no fact becomes `Yes`."""
    if isinstance(part, Fact):
        if not isinstance(part.kind, YesNo):
            raise RuleError(f"{part.name} is not a yes/no fact: say what it is compared with")
        return Yes(part)
    if isinstance(part, Yes | Compare | OneOf | Known | And | Or | Not | AtLeastOf | Named):
        return part
    raise RuleError(f"{shortened(part)} is not a condition")


def _joinable(part: Condition) -> Condition:
    if isinstance(part, Compare):
        raise RuleError("`|`, `&` and `~` bind more tightly than a comparison: use any_of(...), all_of(...) or not_(...)")
    return part
