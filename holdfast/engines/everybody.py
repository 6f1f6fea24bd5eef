"""Every person who could exist, as one formula: the facts as unknowns of Z3, what follows from them, and who cannot be.

Each fact is a value and a flag that says whether it is known. A limit that a site may set is an unknown within its range. `Person`
is one of them; two persons may share facts and differ in what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

import z3

from holdfast.language.expressions import Compare, Constant, Fact, Known, Leaf, OneOf
from holdfast.language.kinds import Ask, Category, Number, Value, YesNo
from holdfast.language.people import Both, Either, Least, Linear, Term
from holdfast.language.rules import Guideline
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

Formula = Any
"""A Boolean formula of Z3, or an arithmetic term: the package has no types."""


class Kleene(NamedTuple):
    """A truth: when it is yes and when it is no; else it is unknown."""

    yes: Formula
    no: Formula


TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)


def both(parts: Iterable[Formula]) -> Formula:
    """Every one of the formulas, without those that are plainly true."""
    kept = [part for part in parts if not z3.is_true(part)]
    if any(z3.is_false(part) for part in kept):
        return FALSE
    return kept[0] if len(kept) == 1 else z3.And(kept) if kept else TRUE


def either(parts: Iterable[Formula]) -> Formula:
    """At least one of the formulas, without those that are plainly false."""
    kept = [part for part in parts if not z3.is_false(part)]
    if any(z3.is_true(part) for part in kept):
        return TRUE
    return kept[0] if len(kept) == 1 else z3.Or(kept) if kept else FALSE


def otherwise(part: Formula) -> Formula:
    """The formula is false."""
    return FALSE if z3.is_true(part) else TRUE if z3.is_false(part) else z3.Not(part)


class Held(NamedTuple):
    """What is so of one fact: whether it is known, and its value."""

    known: Formula
    value: Formula


@dataclass
class Facts:
    """The unknowns that all persons share, by name: the value of each fact and each limit that a site may set."""

    guideline: Guideline
    any_setting: bool
    values: dict[str, Formula] = field(default_factory=dict)
    settings: dict[str, Formula] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, fact in self.guideline.facts.items():
            self.values[name] = _unknown_of(fact)

    def setting(self, name: str) -> Formula | None:
        """The unknown of a limit that a site may set, or None where it stands as declared."""
        if not self.any_setting or self.guideline.limits[name].settings is None:
            return None
        return self.settings.setdefault(name, z3.Real(f"setting {name}"))

    def ranges(self) -> list[Formula]:
        """Every value lies in the range of its kind, and every setting in its own."""
        found = []
        for name, fact in self.guideline.facts.items():
            value = self.values[name]
            if isinstance(fact.kind, Number):
                found += [value >= _exact(fact.kind.low), value <= _exact(fact.kind.high)]
            elif isinstance(fact.kind, Category):
                found += [value >= 0, value < len(fact.kind.values)]
        for name, value in self.settings.items():
            low, high = self.guideline.limits[name].settings or (0, 0)
            found += [value >= _exact(low), value <= _exact(high)]
        return found


def _unknown_of(fact: Fact) -> Formula:
    if isinstance(fact.kind, YesNo):
        return z3.Bool(fact.name)
    whole = isinstance(fact.kind, Category) or fact.kind.whole
    return z3.Int(fact.name) if whole else z3.Real(fact.name)


class Person:
    """Somebody of whom any of the facts may be known; `said` settles for some whether they are.

    `held` is what is known with what follows from it. As an algebra it reads rules: `filled` says whether a silent fact that is
    not known is taken as clear (as rules do) or stays unknown (as a claim's `given` does).
    """

    def __init__(self, facts: Facts, said: Mapping[str, Formula] | None = None) -> None:
        self.facts = facts
        guideline = facts.guideline
        said = said or {}
        self.said: dict[str, Formula] = {
            name: FALSE if name in guideline.worked_out else said.get(name, z3.Bool(f"known {name}")) for name in guideline.facts
        }
        self.held = {name: Held(self.said[name], facts.values[name]) for name in guideline.facts}
        for each in guideline.follows:
            before = self.held[each.fact.name]
            certain = both(map(self._term, each.terms))
            if isinstance(each.value, Least):
                value = self._least(each.value)
                certain = both([certain, either(self.held[fact.name].known for fact in each.value.facts)])
            else:
                value = self._constant(each.fact, each.value)
            new = Held(either([before.known, certain]), z3.If(before.known, *_alike(before.value, value)))
            self.held[each.fact.name] = new

    def exists(self) -> list[Formula]:
        """Nothing that cannot be true together is."""
        return [otherwise(both(map(self._term, each.terms))) for each in self.facts.guideline.impossible if not each.only_unlikely]

    # --- Terms that are certain or not ---

    def _term(self, term: Term) -> Formula:
        if isinstance(term, Either):
            return either(both(map(self._term, way)) for way in term.ways)
        return self.certain_of(term)

    def certain_of(self, term: Linear | Both) -> Formula:
        """Whether the term is certain."""
        if isinstance(term, Both):
            return both(either(self._is(fact, value) for value in values) for fact, values in term.parts)
        total = z3.Sum([_exact(factor) * self.held[fact.name].value for factor, fact in term.terms])
        bound = _exact(term.bound)
        return both([*(self.held[fact.name].known for _, fact in term.terms), total >= bound if term.or_equal else total > bound])

    def _is(self, fact: Fact, value: Value | None) -> Formula:
        held = self.held[fact.name]
        if value is None:
            return otherwise(held.known)
        return both([held.known, held.value == self._constant(fact, value)])

    def _constant(self, fact: Fact, value: Value) -> Formula:
        if isinstance(fact.kind, Category):
            return z3.IntVal(fact.kind.values.index(str(value)))
        return z3.BoolVal(value) if isinstance(fact.kind, YesNo) else _exact(float(value))

    def _least(self, least: Least) -> Formula:
        found: Formula = None
        for fact in least.facts:
            held = self.held[fact.name]
            far = z3.If(held.known, held.value, z3.RealVal(10**9))
            found = far if found is None else z3.If(far < found, far, found)
        return found / _exact(least.by)


@dataclass(frozen=True)
class Truths:
    """Three truths of any person, for `Reading`."""

    person: Person
    filled: bool = True

    def leaf(self, node: Leaf) -> Kleene:
        """The answer to a condition that reads one fact."""
        fact = node.fact
        held = self.person.held[fact.name]
        if isinstance(node, Known):
            return Kleene(held.known, otherwise(held.known))
        so = self._so(node, held.value)
        if self.filled and not isinstance(fact.unknown, Ask):
            clear = self._so(node, self.person._constant(fact, fact.unknown.clear))
            yes = either([both([held.known, so]), both([otherwise(held.known), clear])])
            return Kleene(yes, otherwise(yes))
        return Kleene(both([held.known, so]), both([held.known, otherwise(so)]))

    def _so(self, node: Leaf, value: Formula) -> Formula:
        match node:
            case OneOf():
                return either(value == self.person._constant(node.fact, each) for each in node.values)
            case Compare():
                return self._compared(node, value)
            case _:
                return value

    def _compared(self, node: Compare, value: Formula) -> Formula:
        limit = node.limit
        assert isinstance(limit, Constant)
        chosen = self.person.facts.setting(limit.name) if limit.name else None
        bound = _exact(limit.value) if chosen is None else chosen
        match node.operator:
            case "<":
                return value < bound
            case "<=":
                return value <= bound
            case ">":
                return value > bound
            case _:
                return value >= bound

    def every(self, parts: Sequence[Kleene]) -> Kleene:
        """Kleene's and."""
        return Kleene(both(part.yes for part in parts), either(part.no for part in parts))

    def some(self, parts: Sequence[Kleene]) -> Kleene:
        """Kleene's or."""
        return Kleene(either(part.yes for part in parts), both(part.no for part in parts))

    def opposite(self, part: Kleene) -> Kleene:
        """Kleene's not."""
        return Kleene(part.no, part.yes)

    def at_least(self, n: int, parts: Sequence[Kleene]) -> Kleene:
        """At least `n`."""
        possible = z3.AtLeast(*(otherwise(part.no) for part in parts), n)
        return Kleene(z3.AtLeast(*(part.yes for part in parts), n), otherwise(possible))

    def among(self, part: Kleene, answers: frozenset[Truth]) -> Kleene:
        """Whether the answer is one of these."""
        said = {YES: part.yes, NO: part.no, UNKNOWN: both([otherwise(part.yes), otherwise(part.no)])}
        yes = either(said[answer] for answer in sorted(answers, key=lambda each: each.value))
        return Kleene(yes, otherwise(yes))

    def certain(self, term: Linear | Both) -> Kleene:
        """Whether a term is certain."""
        yes = self.person.certain_of(term)
        return Kleene(yes, otherwise(yes))

    def kept(self, name: str, part: Kleene) -> Kleene:
        """The same: Z3 keeps what is equal once by itself."""
        return part


def _alike(one: Formula, other: Formula) -> tuple[Formula, Formula]:
    if z3.is_int(one) and z3.is_real(other):
        return z3.ToReal(one), other
    if z3.is_real(one) and z3.is_int(other):
        return one, z3.ToReal(other)
    return one, other


def _exact(number: float) -> Formula:
    """The number as people write it, not as the machine holds it."""
    if float(number).is_integer():
        return z3.IntVal(int(number))
    part = Fraction(str(number))
    return z3.RatVal(part.numerator, part.denominator)
