"""Who can exist: checking what is said about one person against the facts' kinds and against the impossible list.

`Impossible` is data, so that input errors, population rows, generated people and proofs all read the one list.
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
    """`terms` (a factor and a number fact each) add up to more than `bound`."""

    terms: tuple[tuple[float, Fact], ...]
    bound: float

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether it is certain; not where any of the facts is unknown."""
        total = 0.0
        for factor, fact in self.terms:
            value = values.get(fact.name)
            if not isinstance(value, int | float):
                return False
            total += factor * value
        return total > self.bound


@dataclass(frozen=True)
class Both:
    """Every one of the facts has one of the values listed beside it."""

    parts: tuple[tuple[Fact, tuple[Value, ...]], ...]

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether it is certain; not where any of the facts is unknown."""
        return all(values.get(fact.name) in some for fact, some in self.parts)


@dataclass(frozen=True)
class Impossible:
    """What cannot be true together. `only_unlikely` marks what is a warning and no error: it may be a slip, but the
    person may exist."""

    name: str
    terms: tuple[Linear | Both, ...]
    say: str
    only_unlikely: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that contradict each other."""
        found: dict[str, Fact] = {}
        for term in self.terms:
            pairs = [fact for _, fact in term.terms] if isinstance(term, Linear) else [fact for fact, _ in term.parts]
            found.update({fact.name: fact for fact in pairs})
        return tuple(found.values())

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
