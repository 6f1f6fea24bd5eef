"""The nine nodes said a second time, another way: answers are numbers (no 0, unknown 1/2, yes 1), so `and` is the least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import ge, gt, le, lt

from holdfast.guideline.facts import FACTS
from holdfast.language.expressions import And, AtLeastOf, Compare, Constant, Known, Named, Node, Not, OneOf, Or, Yes
from holdfast.language.kinds import Ask, Clock, Number, Value
from holdfast.language.rules import Require, Ruling
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

NOT_KNOWN = 0.5
OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge}
AS_TRUTH = {0: NO, NOT_KNOWN: UNKNOWN, 1: YES}


def number(node: Node, values: Mapping[str, Value], known: Mapping[str, Value]) -> float:
    """0, 1/2 or 1. `values` are the known facts and those taken as clear; `known` only what is really known."""
    if isinstance(node, Known):
        return float(node.fact.name in known)
    if isinstance(node, Yes | Compare | OneOf):
        return float(_leaf(node, values[node.fact.name])) if node.fact.name in values else NOT_KNOWN
    if isinstance(node, Named):
        return number(node.part, values, known)
    if isinstance(node, Not):
        return 1 - number(node.part, values, known)
    found = sorted((number(part, values, known) for part in node.parts), reverse=True)
    if isinstance(node, AtLeastOf):
        return found[node.n - 1]
    return min(found, default=1) if isinstance(node, And) else max(found, default=0)


def answer(node: Node, values: Mapping[str, Value], known: Mapping[str, Value]) -> Truth:
    """The same as a truth."""
    return AS_TRUTH[number(node, values, known)]


def nodes(node: Node) -> Iterator[Node]:
    """The node and every node inside it."""
    yield node
    inside = (node.part,) if isinstance(node, Not | Named) else node.parts if isinstance(node, And | Or | AtLeastOf) else ()
    for part in inside:
        yield from nodes(part)


def stops(ruling: Ruling, values: Mapping[str, Value], known: Mapping[str, Value]) -> float:
    """How far a rule holds; a requirement holds where it applies and is not surely met."""
    applies = 1.0 if ruling.when is None else number(ruling.when, values, known)
    if not isinstance(ruling.rule, Require):
        return applies
    assert ruling.met is not None
    return min(applies, float(number(ruling.met, values, known) < 1))


def with_clear(known: Mapping[str, Value]) -> dict[str, Value]:
    """What is known, and the silent facts as the guideline takes them."""
    return {**{name: fact.unknown.clear for name, fact in FACTS.items() if not isinstance(fact.unknown, Ask)}, **known}


def later(known: Mapping[str, Value], hours: float) -> dict[str, Value]:
    """What is known so many hours later, if nothing is taken. Whole days are counted whole."""
    moved = dict(known)
    for name, value in known.items():
        kind = FACTS[name].kind
        if isinstance(kind, Number) and kind.clock is not None and isinstance(value, int | float):
            passed = hours / kind.clock.value
            moved[name] = value + int(passed) if kind.clock is Clock.DAYS and isinstance(value, int) else round(value + passed, 9)
    return moved


def _leaf(node: Yes | Compare | OneOf, value: Value) -> bool:
    if isinstance(node, Compare):
        assert isinstance(node.limit, Constant)
        assert isinstance(value, int | float)
        return bool(OPERATORS[node.operator](value, node.limit.value))
    return value in node.values if isinstance(node, OneOf) else value is True
