"""The meaning of a dated guideline over any algebra of three truths: written once, for every engine that builds expressions.

`bedside` is the reference and stands by itself. The engines that cannot walk from person to person (a column of people at once,
every possible person, another vendor's language) give their own `and`, `or`, `not` and leaves here, and get each rule's and
each option's answer back in their own terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from holdfast.language.expressions import And, AtLeastOf, Leaf, Named, Node, Not, Or
from holdfast.language.people import Both, Either, Linear, Term
from holdfast.language.rules import STATUS_TABLE, AtLeast, Avoid, Caution, Dated, Offer, Option, Prefer, Require, Rule, Ruling, Status, Wait
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

T = TypeVar("T")
Ladder = tuple[tuple[T, Status], ...]
"""A condition that is never unknown beside each status: the first that holds decides, and the last always holds."""

VERBS: dict[str, type[Rule]] = {"offer": Offer, "avoid": Avoid, "wait": Wait, "require": Require, "caution": Caution, "prefer": Prefer}


class Algebra(Protocol[T]):
    """What an engine says of three truths in its own terms. `every` and `some` of nothing are yes and no."""

    def leaf(self, node: Leaf) -> T:
        """The answer to a condition that reads one fact: its known value, else the value it is taken as, else unknown."""

    def every(self, parts: Sequence[T]) -> T:
        """Kleene's and."""

    def some(self, parts: Sequence[T]) -> T:
        """Kleene's or."""

    def opposite(self, part: T) -> T:
        """Kleene's not."""

    def at_least(self, n: int, parts: Sequence[T]) -> T:
        """Yes if `n` are yes whatever the unknown ones are; no if too few could be; else unknown."""

    def among(self, part: T, answers: frozenset[Truth]) -> T:
        """Whether the answer is one of these: yes or no, never unknown."""

    def certain(self, term: Linear | Both) -> T:
        """Whether a term of what cannot be, or of what follows, is certain: yes or no, never unknown."""

    def kept(self, name: str, part: T) -> T:
        """The same, said once under a name where the engine can do that: a named condition or a rule that many read."""


class Reading(Generic[T]):
    """A dated guideline read through one algebra. Each rule and each named condition is built once."""

    def __init__(self, dated: Dated, algebra: Algebra[T]) -> None:
        self.dated = dated
        self.algebra = algebra
        self._named: dict[int, T] = {}
        self._held: dict[str, T] = {}

    @cached_property
    def in_scope(self) -> T:
        """Whether the guideline has anything to say of the person."""
        return self.algebra.kept("in_scope", self.algebra.among(self.condition(self.dated.scope), frozenset({YES})))

    def condition(self, node: Node) -> T:
        """The answer to a condition."""
        match node:
            case And(parts):
                return self.algebra.every([self.condition(part) for part in parts])
            case Or(parts):
                return self.algebra.some([self.condition(part) for part in parts])
            case Not(part):
                return self.algebra.opposite(self.condition(part))
            case AtLeastOf(n, parts):
                return self.algebra.at_least(n, [self.condition(part) for part in parts])
            case Named(name, part):
                if id(node) not in self._named:
                    self._named[id(node)] = self.algebra.kept(name, self.condition(part))
                return self._named[id(node)]
            case _:
                return self.algebra.leaf(node)

    def certain(self, terms: Sequence[Term]) -> T:
        """Whether all the terms are certain: yes or no."""
        return self.algebra.every(
            [
                self.algebra.some([self.certain(way) for way in term.ways]) if isinstance(term, Either) else self.algebra.certain(term)
                for term in terms
            ]
        )

    def holds(self, ruling: Ruling) -> T:
        """Whether a rule holds. A Require holds where it applies and has not been met."""
        if ruling.id not in self._held:
            parts = [] if ruling.when is None else [self.condition(ruling.when)]
            if ruling.met is not None:
                parts.append(self.algebra.among(self.condition(ruling.met), frozenset({NO, UNKNOWN})))
            self._held[ruling.id] = self.algebra.kept(ruling.id, self.algebra.every(parts) if len(parts) > 1 else parts[0])
        return self._held[ruling.id]

    def ladder(self, option: Option, without: str = "") -> Ladder[T]:
        """The option's status; with `without`, as it would be if there were no rule of that id."""
        rows = self._option(option, without) if option.rung is None else self._level(option, without)
        return ((self.algebra.opposite(self.in_scope), "not_indicated"), *rows)

    def then(self, option: Option) -> Ladder[T]:
        """The status that an option at `ask` becomes once its open stops prove clear: the rows of the table that are left when
        nothing is open. Has a meaning only where the option is at `ask`."""
        if option.rung is not None:
            return ((self._always, "preferred"),)
        return tuple(row for row in self._option(option) if row[1] != "ask")

    @property
    def _always(self) -> T:
        return self.algebra.every(())

    def _option(self, option: Option, without: str = "") -> Ladder[T]:
        by_verb = self.dated.by_verb[option.code]
        answers = {
            verb: self.algebra.some([self.holds(each) for each in by_verb[kind] if each.id != without]) for verb, kind in VERBS.items()
        }
        answers["require"] = self.algebra.opposite(answers["require"])
        rows = [(self.algebra.among(answers[verb], fits), status) for status, verb, fits in STATUS_TABLE]
        return (*rows, (self._always, "suitable"))

    def _level(self, option: Option, without: str = "") -> Ladder[T]:
        assert option.rung is not None
        scale = self.dated.guideline.options.values()
        higher = [self._need(level, without) for level in scale if level.rung is not None and level.rung > option.rung]
        need = self._need(option, without)
        return (
            (self.algebra.among(self.algebra.some(higher), frozenset({YES})), "caution"),
            (self.algebra.among(need, frozenset({YES})), "preferred"),
            (self.algebra.among(need, frozenset({UNKNOWN})), "ask"),
            (self._always, "not_indicated"),
        )

    def _need(self, option: Option, without: str) -> T:
        rules = [each for each in self.dated.by_option[option.code] if isinstance(each.rule, AtLeast) and each.id != without]
        return self.algebra.some([self.holds(ruling) for ruling in rules])
