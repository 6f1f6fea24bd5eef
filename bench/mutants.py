"""Every small mistake that could be made in a limit or a condition of the medicines and of care, one at a time.

A mutant changes one object in memory: a limit's value in one jurisdiction by its smallest step, a comparison's operator, a
value of a one-of, a join or a denial. It is made in a forked child, which ends with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from holdfast.guideline.programme import FILES
from holdfast.language.expressions import (
    And,
    AtLeastOf,
    Compare,
    Condition,
    Fact,
    Known,
    Limit,
    Named,
    Node,
    Not,
    OneOf,
    Operator,
    Or,
    Place,
    Yes,
    condition,
    leaves,
)
from holdfast.language.kinds import Category, Number
from holdfast.language.rules import PLACES, Guideline, Rule, limits_used

KINDS = ("limit", "comparison", "one of", "join")
ROOMS = ("medicines.", "care.")
EDGE: dict[Operator, Operator] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
REVERSED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Mutant:
    """One mistake. `name` says it in full and stays the same from run to run; `files` are those that read what is changed, its
    own file first, as the programme names them; `make` changes the object where it stands; `places` are where it is felt."""

    name: str
    kind: str
    files: tuple[str, ...]
    make: Callable[[], None]
    places: tuple[Place, ...] = PLACES


def mutants(guideline: Guideline) -> tuple[Mutant, ...]:
    """Every mutant of the limits and conditions of medicines and care, in a fixed order."""
    return (*_of_limits(guideline), *_of_conditions(guideline))


def file_of(short: str) -> str:
    """The file as the programme names it, from the short name that limits and rules carry: `naltrexone` is `medicines.naltrexone`."""
    return {file.removeprefix("medicines.").replace(".", "_"): file for file in FILES}[short.partition(".")[0]]


# --- Limits -----------------------------------------------------------------------------------------


def _of_limits(guideline: Guideline) -> Iterator[Mutant]:
    """Every limit that has its home in the rooms, and every one from elsewhere that their rules compare with."""
    names: dict[int, list[str]] = {}
    for name, limit in guideline.limits.items():
        names.setdefault(id(limit), []).append(name)
    readers: dict[int, list[str]] = {}
    for rule_id, rule in _rules(guideline):
        for limit in limits_used(rule):
            readers.setdefault(id(limit), []).append(rule_id)
    facts = _compared_facts(guideline)
    for named in names.values():
        limit = guideline.limits[named[0]]
        if not (_in_rooms(file_of(named[0])) or id(limit) in readers):
            continue
        for place in PLACES:
            for step in (smallest_step(limit), -smallest_step(limit)):
                value = float(Decimal(str(getattr(limit, place))) + step)
                if all(_allowed(fact, value) for fact in facts.get(id(limit), ())) and value >= 0:
                    files = tuple(dict.fromkeys(map(file_of, (*named, *readers.get(id(limit), ())))))
                    label = f"{named[0]} {place} {getattr(limit, place):g} to {value:g}"
                    yield Mutant(label, "limit", files, _set_limit(limit, place, value), (place,))


def smallest_step(limit: Limit) -> Decimal:
    """One in the last decimal place in which the limit's values are written: 1 for 24, 0.1 for 0.4, 0.01 for 0.54."""
    exponents = (int(Decimal(f"{value:g}").normalize().as_tuple().exponent) for value in (limit.us, limit.uk))
    return Decimal(1).scaleb(min(0, *exponents))


def _allowed(fact: Fact, value: float) -> bool:
    kind = fact.kind
    return isinstance(kind, Number) and kind.low <= value <= kind.high


def _compared_facts(guideline: Guideline) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for rule in guideline.rules.values():
        for node in _conditions(rule).values():
            for leaf in leaves(node):
                if isinstance(leaf, Compare):
                    found.setdefault(id(leaf.limit), []).append(leaf.fact)
    return found


def _set_limit(limit: Limit, place: str, value: float) -> Callable[[], None]:
    def make() -> None:
        object.__setattr__(limit, place, value)
        if limit.settings:  # a limit outside its own settings would be refused when built: that is no test's merit
            object.__setattr__(limit, "settings", (min(limit.settings[0], value), max(limit.settings[1], value)))

    return make


# --- Conditions -------------------------------------------------------------------------------------


def _of_conditions(guideline: Guideline) -> Iterator[Mutant]:
    """Every node that the rooms' rules read, each once: a named condition that several rules read is one."""
    words = {id(limit): name for name, limit in reversed(guideline.limits.items())}
    seen: dict[int, tuple[str, Node]] = {}
    readers: dict[int, dict[str, None]] = {}
    for rule_id, rule in _rules(guideline):
        for part, root in _conditions(rule).items():
            for path, node in _nodes(root, f"{rule_id}.{part}"):
                seen.setdefault(id(node), (path, node))
                readers.setdefault(id(node), {})[file_of(rule_id)] = None
    for path, node in seen.values():
        for label, kind, make in _changes(node, words):
            yield Mutant(f"{path}: {label}", kind, tuple(readers[id(node)]), make)


def _nodes(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    yield path, node
    match node:
        case And(parts) | Or(parts) | AtLeastOf(_, parts):
            for place, part in enumerate(parts):
                yield from _nodes(part, f"{path}/{place}")
        case Not(part):
            yield from _nodes(part, f"{path}/not")
        case Named(name, part):
            yield from _nodes(part, f"{path}/“{name}”")
        case _:
            return


def _changes(node: Node, words: dict[int, str]) -> Iterator[tuple[str, str, Callable[[], None]]]:
    match node:
        case Compare(fact, operator, limit):
            for other in (EDGE[operator], REVERSED[operator]):
                yield f"{fact.name} {operator} {words[id(limit)]} becomes {other}", "comparison", _set(node, operator=other)
        case OneOf(fact, values):
            assert isinstance(fact.kind, Category)
            yield f"{fact.name} without {values[-1]}", "one of", _set(node, values=values[:-1])
            more = [value for value in fact.kind.values if value not in values]
            if more:
                yield f"{fact.name} or {more[0]}", "one of", _set(node, values=(*values, more[0]))
        case And(parts) if len(parts) > 1:
            yield "any instead of all", "join", _set(node, __class__=Or)
        case Or(parts) if len(parts) > 1:
            yield "all instead of any", "join", _set(node, __class__=And)
        case Not(part):
            yield "not taken away", "join", _set(node, part=Not(part))
        case Yes() | Known() | And() | Or() | AtLeastOf() | Named():
            return


def _set(node: Node, **changed: object) -> Callable[[], None]:
    def make() -> None:
        for name, value in changed.items():
            object.__setattr__(node, name, value)

    return make


def _rules(guideline: Guideline) -> Iterator[tuple[str, Rule]]:
    return ((id, rule) for id, rule in guideline.rules.items() if _in_rooms(file_of(id)))


def _conditions(rule: Rule) -> dict[str, Node]:
    given: dict[str, Condition | None] = {part: getattr(rule, part, None) for part in ("when", "met")}
    return {part: condition(node) for part, node in given.items() if node is not None}


def _in_rooms(file: str) -> bool:
    return file.startswith(ROOMS)
