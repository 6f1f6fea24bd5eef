"""One person judged by the whole guideline, for tables of cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from holdfast.engines.bedside import Bedside, Finding, Judgement, Person, judge
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import Limit, Place
from holdfast.language.kinds import Value
from holdfast.language.people import contradictions, read_values
from holdfast.language.rules import Dated
from holdfast.language.truth import Truth

DAY = date(2026, 11, 21)


def judgement(facts: Mapping[str, Value], place: Place = "us", settings: Mapping[str, float] | None = None) -> Judgement:
    """What the whole guideline says of the person; a fact that could not be handed in is an error here too."""
    made = guideline()
    values, problems = read_values(facts, made.facts)
    known = derived(values)
    problems += contradictions(known, made.impossible)[0]
    assert not problems, problems
    return Bedside(_dated(place, tuple((settings or {}).items())), known).judgement()


@lru_cache
def _dated(place: Place, settings: tuple[tuple[str, float], ...]) -> Dated:
    return guideline().on(DAY, place, dict(settings))


def judged(facts: Mapping[str, Value], place: Place = "us", settings: Mapping[str, float] | None = None) -> dict[str, Finding]:
    """Every option's finding, by its code."""
    return {finding.option.code: finding for finding in judgement(facts, place, settings).findings}


def urgent(facts: Mapping[str, Value], place: Place = "us") -> set[str]:
    """The urgent codes."""
    return {fired.ruling.rule.code for fired in judgement(facts, place).urgent}  # type: ignore[attr-defined]


def outcome(finding: Finding) -> str:
    """The status, with what an `ask` becomes: `ask→suitable`."""
    return f"ask→{finding.then}" if finding.status == "ask" else finding.status


def in_force(limit: Limit) -> tuple[float, float]:
    """A limit's values on the day of the tables, US and UK."""
    return limit.value(DAY, "us"), limit.value(DAY, "uk")


def here(expected: object, place: Place) -> object:
    """What a row of a table expects in the place: the same everywhere, or by place where it says so."""
    return expected[place] if isinstance(expected, dict) else expected


def rules_fired(finding: Finding) -> set[str]:
    """The names of the rules that fired, without their files."""
    return {fired.ruling.rule.name for fired in finding.fired}


def said(finding: Finding) -> list[str]:
    """The reasons that are given, with their numbers."""
    return [fired.ruling.say for fired in finding.fired]


def answer(rule: str, facts: Mapping[str, Value | None], place: Place = "us") -> Truth | None:
    """What a rule by itself says of the person; None where it is not in force in the place."""
    known = derived({name: value for name, value in facts.items() if value is not None})
    for ruling in _dated(place, ()).rulings:
        if ruling.id == rule and ruling.when is not None:
            return judge(ruling.when, Person.of(known, guideline().facts.values()))
    assert rule in guideline().rules, rule
    return None
