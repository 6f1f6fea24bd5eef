"""Who can exist, and what follows: checking what is said of one person against the facts' kinds and the impossible list, and
adding what is certain from it.

`Impossible` and `Follows` are data, so that one person's facts, population rows, generated people, proofs and exports all
read the one list. Their terms are certain or not: nothing follows from what is unknown, unless a term asks for just that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from holdfast.language.errors import Problem, shortened
from holdfast.language.expressions import Fact
from holdfast.language.kinds import Category, Value, nearest, whole


@dataclass(frozen=True)
class Linear:
    """`terms` (a factor and a number fact each) add up to more than `bound`, or with `or_equal` to as much."""

    terms: tuple[tuple[float, Fact], ...]
    bound: float
    or_equal: bool = False

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether it is certain; not where any of the facts is unknown."""
        total = 0.0
        for factor, fact in self.terms:
            value = values.get(fact.name)
            if not isinstance(value, int | float):
                return False
            total += factor * value
        return total > self.bound or (self.or_equal and total == self.bound)


@dataclass(frozen=True)
class Both:
    """Every one of the facts has one of the values listed beside it; None among them is for a fact that is unknown."""

    parts: tuple[tuple[Fact, tuple[Value | None, ...]], ...]

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether it is certain; not where any of the facts is unknown, unless the list says so."""
        return all(values.get(fact.name) in some for fact, some in self.parts)


@dataclass(frozen=True)
class Either:
    """At least one of the `ways`, each of which is some terms that all hold."""

    ways: tuple[tuple[Term, ...], ...]

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether one of them is certain."""
        return any(all(term.holds(values) for term in way) for way in self.ways)


Term = Linear | Both | Either


@dataclass(frozen=True)
class Least:
    """The smallest of those of the number facts that are known, divided by `by`."""

    facts: tuple[Fact, ...]
    by: float

    def of(self, values: Mapping[str, Value]) -> float | None:
        """The value, or None where none of the facts is known."""
        known = [float(value) for fact in self.facts if isinstance(value := values.get(fact.name), int | float)]
        return min(known) / self.by if known else None


@dataclass(frozen=True)
class Follows:
    """Where every one of the terms is certain and nothing else is known of it, `fact` is `value`."""

    fact: Fact
    value: Value | Least
    terms: tuple[Term, ...]


def with_what_follows(known: Mapping[str, Value], follows: Sequence[Follows]) -> dict[str, Value]:
    """What is known and what follows from it. The list is read in order: each entry sees what the earlier ones added, and
    none overwrites what is known."""
    values = dict(known)
    for each in follows:
        if each.fact.name not in values and all(term.holds(values) for term in each.terms):
            value = each.value.of(values) if isinstance(each.value, Least) else each.value
            if value is not None:
                values[each.fact.name] = value
    return values


def facts_of(term: Term) -> tuple[Fact, ...]:
    """The facts that a term reads, in reading order; one read twice comes twice."""
    match term:
        case Linear(terms):
            return tuple(fact for _, fact in terms)
        case Both(parts):
            return tuple(fact for fact, _ in parts)
        case _:
            return tuple(fact for way in term.ways for part in way for fact in facts_of(part))


@dataclass(frozen=True)
class Impossible:
    """What cannot be true together. `only_unlikely` marks what is a warning and no error: it may be a slip, but the
    person may exist."""

    name: str
    terms: tuple[Term, ...]
    say: str
    only_unlikely: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that contradict each other."""
        return tuple({fact.name: fact for term in self.terms for fact in facts_of(term)}.values())

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether all the terms are certain."""
        return all(term.holds(values) for term in self.terms)


def read_values(given: Mapping[str, object], facts: Mapping[str, Fact], where: str = "facts") -> tuple[dict[str, Value], list[Problem]]:
    """The known values among `given` (null is unknown), other spellings read, and every problem found."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        place = f"{where}.{name}"
        fact = facts.get(name)
        if fact is None:
            near = nearest(name, tuple(facts))
            hint = f"Did you mean {near!r}?" if near else "`docs/reference/facts.md` lists every fact."
            problems.append(Problem(f"{where}.{shortened(name)[1:-1]}", "", "there is no fact of this name", "", hint))
            continue
        if value is None:
            continue
        if isinstance(fact.kind, Category) and isinstance(value, bool):
            value = dict(fact.kind.also).get(value, value)
        problem = fact.kind.problem(place, value)
        if problem:
            problems.append(problem)
        else:
            values[name] = whole(cast(Value, value))
    return values, problems


def contradictions(values: Mapping[str, Value], impossible: Sequence[Impossible]) -> tuple[list[Problem], list[Impossible]]:
    """Problems for what cannot be, and the merely unlikely, which is for a warning."""
    found = [each for each in impossible if each.holds(values)]
    problems = [
        Problem(
            " and ".join(f"facts.{fact.name}" for fact in each.facts),
            ", ".join(f"{fact.name} = {shortened(values[fact.name])}" for fact in each.facts),
            each.say,
            "",
            "Correct one of them, or leave out the one that is not certain.",
        )
        for each in found
        if not each.only_unlikely
    ]
    return problems, [each for each in found if each.only_unlikely]
