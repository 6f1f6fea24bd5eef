"""A guideline told to people: every rule in plain words for both places, and the ladder on which an option's status is decided.

This is what a handbook says. How it looks is for whoever draws the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from holdfast.engines.wording import AS_THEY_ARE, Said, Spelling, say
from holdfast.language.expressions import Limit, Named, Place
from holdfast.language.rules import (
    PLACES,
    STATUS_TABLE,
    AtLeast,
    Avoid,
    Caution,
    Dated,
    Guideline,
    Offer,
    Option,
    Prefer,
    Require,
    Rule,
    Ruling,
    Status,
    Wait,
    verb_of,
)

VERBS: Mapping[str, type[Rule]] = {"avoid": Avoid, "offer": Offer, "wait": Wait, "require": Require, "caution": Caution, "prefer": Prefer}


@dataclass(frozen=True)
class Told:
    """One rule in words. `say` is its reason in each place where it is in force, the limits written in."""

    rulings: Mapping[Place, Ruling]

    @cached_property
    def ruling(self) -> Ruling:
        """The rule as the first place has it."""
        return next(iter(self.rulings.values()))

    @property
    def id(self) -> str:
        """Its name everywhere."""
        return self.ruling.id

    @property
    def rule(self) -> Rule:
        """The rule itself."""
        return self.ruling.rule

    @property
    def verb(self) -> str:
        """Its verb, as the contract spells it."""
        return verb_of(self.rule)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it is in force."""
        return tuple(self.rulings)

    @cached_property
    def reasons(self) -> Mapping[str, tuple[Place, ...]]:
        """What it says to the person: one reason, or two where the limits in it differ, each with its places."""
        found: dict[str, tuple[Place, ...]] = {}
        for place, ruling in self.rulings.items():
            found[ruling.say] = (*found.get(ruling.say, ()), place)
        return found

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits it compares with, and the days by which it is due."""
        due = self.rule.due if isinstance(self.rule, Require) else None
        return (*self.ruling.limits, due) if due is not None else self.ruling.limits

    def condition(self, part: str, spelling: Spelling = AS_THEY_ARE) -> Said | None:
        """When it holds (`when`), or what meets it (`met`); None where it has no such part."""
        node = getattr(self.rule, part, None)
        return None if node is None else say(node, spelling)


@dataclass(frozen=True)
class Step:
    """One rung of the ladder: the status given if the rung holds, the verb that it asks about, and the rules that feed it."""

    status: Status
    verb: str
    rules: tuple[Told, ...]


@dataclass(frozen=True)
class Chapter:
    """Everything that is said of one option: its rules by verb, and the ladder that gives its status."""

    option: Option
    by_verb: Mapping[str, tuple[Told, ...]]
    ladder: tuple[Step, ...]

    @property
    def rules(self) -> tuple[Told, ...]:
        """Every rule that speaks of it, once."""
        return tuple({told.id: told for each in self.by_verb.values() for told in each}.values())


class Book:
    """A guideline as it stands on one day in both places."""

    def __init__(self, guideline: Guideline, day: date, spelling: Spelling = AS_THEY_ARE) -> None:
        self.guideline = guideline
        self.day = day
        self.spelling = spelling
        self.dated: Mapping[Place, Dated] = {place: guideline.on(day, place) for place in PLACES}
        by_id = {place: {ruling.id: ruling for ruling in dated.rulings} for place, dated in self.dated.items()}
        self.rules: Mapping[str, Told] = {
            id: Told({place: found[id] for place, found in by_id.items() if id in found})
            for id in guideline.rules
            if any(id in found for found in by_id.values())
        }
        self.limits: Mapping[str, Limit] = {
            name: limit for name, limit in guideline.limits.items() if self.dated["us"].by_limit[id(limit)].name == name
        }
        """Every limit under the name of its home."""

    def name(self, limit: Limit) -> str:
        """The name of a limit, by its home."""
        return self.dated["us"].by_limit[id(limit)].name

    def values(self, limit: Limit) -> tuple[float, float]:
        """Its value on the day of the book, in the US and in the UK."""
        return self.dated["us"].value(limit), self.dated["uk"].value(limit)

    def chapter(self, option: Option) -> Chapter:
        """What is said of one option."""
        by_verb = self._by_verb(option)
        ladder = tuple(_level(by_verb) if option.rung is not None else _ladder(by_verb))
        return Chapter(option, {verb: each for verb, each in by_verb.items() if each}, ladder)

    def meanings(self, rules: Iterable[Told], named: Iterable[Named] = ()) -> tuple[tuple[Named, Said], ...]:
        """The named conditions that the rules read, and these besides, each with what it means, those inside others too."""
        found: list[tuple[Named, Said]] = []
        waiting = [say(each) for each in named]
        waiting += [leaf for told in rules for part in ("when", "met") if (said := told.condition(part)) for leaf in said.leaves()]
        while waiting:
            condition = waiting.pop(0).named
            if condition is not None and not any(condition == other for other, _ in found):
                meaning = say(condition.part, self.spelling)
                found.append((condition, meaning))
                waiting += meaning.leaves()
        return tuple(found)

    @cached_property
    def readers(self) -> Mapping[str, tuple[Told, ...]]:
        """The rules that read each fact."""
        found: dict[str, list[Told]] = {name: [] for name in self.guideline.facts}
        for told in self.rules.values():
            for fact in told.ruling.reads:
                found[fact.name].append(told)
        return {name: tuple(rules) for name, rules in found.items()}

    def _by_verb(self, option: Option) -> dict[str, tuple[Told, ...]]:
        """The rules of an option by verb, in the guideline's order. A level has its AtLeast rules instead of Offers."""
        found: dict[str, set[str]] = {verb: set() for verb in (*VERBS, "at_least")}
        for dated in self.dated.values():
            for verb, kind in VERBS.items():
                found[verb] |= {ruling.id for ruling in dated.by_verb[option.code][kind]}
            found["at_least"] |= {ruling.id for ruling in dated.by_option[option.code] if isinstance(ruling.rule, AtLeast)}
        return {verb: tuple(told for id, told in self.rules.items() if id in ids) for verb, ids in found.items()}


def _ladder(by_verb: Mapping[str, tuple[Told, ...]]) -> Iterable[Step]:
    """The rungs of the status table that some rule feeds. What is unknown higher up makes `ask`, which names the requirements."""
    seen: set[Status] = set()
    for status, verb, _ in STATUS_TABLE:
        told = by_verb["require"] if status == "ask" else by_verb[verb]
        if status not in seen and (told or status in ("ask", "not_indicated")):
            seen.add(status)
            yield Step(status, "require" if status == "ask" else verb, told)
    yield Step("suitable", "", ())


def _level(by_verb: Mapping[str, tuple[Told, ...]]) -> Iterable[Step]:
    yield Step("caution", "higher", ())
    yield Step("preferred", "at_least", by_verb["at_least"])
    yield Step("ask", "at_least", ())
    yield Step("not_indicated", "", ())
