"""The same person by two sets of rules, of two jurisdictions or of two times: what differs, and which rule or limit makes it so.

Nothing is decided here: both sides are whole advice. What is equal is only counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from holdfast.advice import Advice, Json, advise
from holdfast.engines.bedside import Finding
from holdfast.guideline.words import at
from holdfast.language.expressions import Limit, Place
from holdfast.language.kinds import Value
from holdfast.language.rules import PLACES, Option, Ruling, verb_of

STOPS = ("offer", "avoid", "wait", "require")
"""Verbs that can keep an option at `ask`."""
TELLING = ("prefer", "caution", "wait", "avoid", "require")
"""Verbs that say something of an option whose status is the same on both sides."""
How = Literal["in_force_only_here", "limit_differs", "holds_only_here"]
HOW: Mapping[How, str] = {
    "in_force_only_here": "a rule of {place} alone",
    "limit_differs": "the limit differs, it speaks by that of {place}",
    "holds_only_here": "speaks by the rules of {place} alone",
}


@dataclass(frozen=True)
class TwoValues:
    """A limit that the two sides set differently; its reason and source say why."""

    name: str
    limit: Limit
    values: tuple[float, float]


@dataclass(frozen=True)
class Cause:
    """A rule that speaks on one side alone, or on both with different limits. Not `settled`: what would make it hold is not
    known yet."""

    ruling: Ruling
    places: tuple[str, ...]
    how: How
    settled: bool
    limits: tuple[TwoValues, ...]


@dataclass(frozen=True)
class Difference:
    """One option that the two sides judge differently. No cause: others moved, or equals stand in the place's own order."""

    findings: tuple[Finding, Finding]
    causes: tuple[Cause, ...]

    @property
    def code(self) -> str:
        """The option's code."""
        return self.findings[0].option.code

    @property
    def only_rank(self) -> bool:
        """Whether nothing but the rank differs."""
        first, second = self.findings
        return (first.status, first.then, first.until) == (second.status, second.then, second.until)


@dataclass(frozen=True)
class Comparison:
    """Two sides, the first named first, with what differs between them. `names` are what each side is called: a place or a time."""

    sides: tuple[Advice, Advice]
    names: tuple[str, str]
    differences: tuple[Difference, ...]
    equal: int

    @property
    def urgent(self) -> bool:
        """Whether either side found something urgent."""
        return any(side.judgement.urgent for side in self.sides)

    def calendar_limits(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Starts and changes that both sides plan, with the limits that only the one or only the other keeps to."""
        first, second = ({calendar.start: calendar.limits for calendar in side.calendars} for side in self.sides)
        found = {
            code: (tuple(x for x in limits if x not in second[code]), tuple(x for x in second[code] if x not in limits))
            for code, limits in first.items()
            if code in second
        }
        return {code: limits for code, limits in found.items() if any(limits)}

    def as_json(self, only: str | None = None) -> Json:
        """Both sides whole, keyed by place, with the differences; of one option where `only` names it."""
        return {
            **{place: side.as_json() for place, side in zip(self.names, self.sides, strict=True)},
            "differences": [self._difference(each) for each in self.differences if only in (None, each.code)],
            "calendars": [
                {"start": code, **dict(zip(self.names, map(list, limits), strict=True))} for code, limits in self.calendar_limits().items()
            ],
            "equal": self.equal,
        }

    def _difference(self, each: Difference) -> Json:
        option = each.findings[0].option
        sides: dict[str, Json] = {
            place: _side(side, found) for place, side, found in zip(self.names, self.sides, each.findings, strict=True)
        }
        return {
            "code": option.code,
            "title": option.title,
            "kind": option.kind,
            **sides,
            "why": [self._cause(cause) for cause in each.causes],
        }

    def _cause(self, cause: Cause) -> Json:
        return {
            "rule": cause.ruling.id,
            "verb": verb_of(cause.ruling.rule),
            "places": list(cause.places),
            "how": cause.how,
            "settled": cause.settled,
            "say": cause.ruling.say,
            "source": str(cause.ruling.rule.source),
            "limits": [
                {
                    "name": each.name,
                    **dict(zip(self.names, each.values, strict=True)),
                    "unit": each.limit.unit,
                    "source": str(each.limit.source),
                    "why": each.limit.why,
                }
                for each in cause.limits
            ],
        }


def compared(
    known: Mapping[str, Value],
    as_of: datetime,
    places: tuple[Place, Place] = ("us", "uk"),
    settings: Mapping[str, float] | None = None,
    warnings: Iterable[tuple[str, str, str]] = (),
) -> Comparison:
    """What is advised by the rules of both places for the person about whom `known` is known."""
    kept = tuple(warnings)
    sides = advise(known, as_of, places[0], settings, kept), advise(known, as_of, places[1], settings, kept)
    return set_beside(sides, places)


def set_beside(sides: tuple[Advice, Advice], names: tuple[str, str]) -> Comparison:
    """Two pieces of advice about one person. An option that one side does not have is not indicated there."""
    found = [{finding.option.code: finding for finding in side.findings} for side in sides]
    options = {code: finding.option for side in found for code, finding in side.items()}
    pairs = [(found[0].get(code) or _absent(option), found[1].get(code) or _absent(option)) for code, option in options.items()]
    differing = [pair for pair in pairs if _shown(pair[0]) != _shown(pair[1])]
    return Comparison(sides, names, tuple(Difference(pair, _causes(sides, names, pair)) for pair in differing), len(pairs) - len(differing))


def _absent(option: Option) -> Finding:
    return Finding(option, "not_indicated", None, (), (), (), ())


def _shown(finding: Finding) -> tuple[object, ...]:
    return finding.status, finding.then, finding.rank, finding.until


def _side(side: Advice, finding: Finding) -> Json:
    until = side.not_before(finding)
    return {
        "status": finding.status,
        "then": finding.then,
        "rank": finding.rank,
        "until": until.isoformat(timespec="minutes") if until else None,
        "open": list(finding.open),
    }


def _causes(sides: tuple[Advice, Advice], names: tuple[str, str], pair: tuple[Finding, Finding]) -> tuple[Cause, ...]:
    """The rules that tell the sides apart: those that fired on one side alone, or with another limit on both; and those that
    an unknown fact holds open, where they are in force on one side alone or have another limit there."""
    fired = tuple({each.ruling.id: each.ruling for each in finding.fired} for finding in pair)
    held = tuple(_held_open(side, finding) for side, finding in zip(sides, pair, strict=True))
    causes = []
    for id in dict.fromkeys([*fired[0], *fired[1], *held[0], *held[1]]):
        settled = id in fired[0] or id in fired[1]
        speaking = fired if settled else held
        here = tuple(place for place, side in enumerate(speaking) if id in side)
        ruling = speaking[here[0]][id]
        limits = tuple(_differing(sides, here[0], ruling.limits))
        alone = id not in {each.id for each in sides[1 - here[0]].dated.rulings}
        if not alone and not limits and (not settled or len(here) > 1):
            continue
        how: How = "in_force_only_here" if alone else "limit_differs" if limits else "holds_only_here"
        causes.append(Cause(ruling, tuple(names[place] for place in here), how, settled, limits))
    return tuple(causes)


def _held_open(side: Advice, finding: Finding) -> dict[str, Ruling]:
    """The rules about an option that a fact which is not known holds open."""
    held = set(finding.open)
    about = [ruling for each in side.dated.by_verb.get(finding.option.code, {}).values() for ruling in each]
    rulings = (ruling for ruling in about if verb_of(ruling.rule) in STOPS)
    return {ruling.id: ruling for ruling in rulings if held & {fact.name for fact in ruling.reads}}


def _differing(sides: tuple[Advice, Advice], speaking: int, limits: Iterable[Limit]) -> Iterable[TwoValues]:
    """The limits of a rule of one side that have another value on the other, where it knows them."""
    for limit in limits:
        name = sides[speaking].dated.by_limit[id(limit)].name
        first, second = (side.dated.constants.get(name) for side in sides)
        if first and second and first.value != second.value:
            yield TwoValues(name, limit, (first.value, second.value))


# Shown ------------------------------------------------------------------------------------------------------------


def comparison_page(comparison: Comparison, only: str | None = None) -> RenderableType:
    """What differs, side by side, each with the rule or limit that makes the difference; `only` shows one option."""
    places = [_title(name) for name in comparison.names]
    shown = [each for each in comparison.differences if only in (None, each.code)]
    reasoned = [each for each in shown if not each.only_rank or any(verb_of(cause.ruling.rule) in TELLING for cause in each.causes)]
    moved = [each for each in shown if each not in reasoned]
    when = comparison.sides[0].as_of
    parts: list[RenderableType] = [
        Text.assemble(("By the rules of " + " and ".join(places), "bold"), f", as of {at(when)}"),
        *_urgent(comparison),
    ]
    if reasoned:
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
        for column in ("option", *places, "why"):
            table.add_column(column, overflow="fold", ratio=3 if column == "why" else 1)
        for each in reasoned:
            option = each.findings[0].option
            sides = (_words(side, found) for side, found in zip(comparison.sides, each.findings, strict=True))
            table.add_row(f"{option.title} ({option.code})", *sides, _why(comparison, each))
        parts += [Text(), table]
    if moved:
        listed = "; ".join(f"{each.code} {' and '.join(str(found.rank or '-') for found in each.findings)}" for each in moved)
        parts.append(
            Text(f"The rank alone differs, because others moved or because equals stand in each side's own order: {listed}.", style="dim")
        )
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for code, limits in comparison.calendar_limits().items() if only is None else ():
        alike.setdefault(limits, []).append(code)
    for limits, codes in alike.items():
        parts.append(Text(f"\nOther limits in the calendars {', '.join(codes)}", style="bold"))
        parts += [Padding(Text(f"{place}: {line}"), (0, 0, 0, 2)) for place, lines in zip(places, limits, strict=True) for line in lines]
    parts.append(Text(f"\n{len(comparison.differences)} options differ, {comparison.equal} are equal."))
    return Group(*parts)


def _urgent(comparison: Comparison) -> Iterable[RenderableType]:
    said: dict[tuple[str, str], list[str]] = {}
    for place, side in zip(comparison.names, comparison.sides, strict=True):
        for fired in side.judgement.urgent:
            said.setdefault((getattr(fired.ruling.rule, "code", ""), fired.ruling.say), []).append(_title(place))
    if said:
        yield Text("\nUrgent", style="bold white on red")
    for (code, say), places in said.items():
        yield Padding(Text.assemble((f"{code} ({', '.join(places)}): ", "bold red"), say), (0, 0, 0, 2))


def _words(side: Advice, finding: Finding) -> str:
    words = finding.status.replace("_", " ")
    if finding.then:
        words += f", then {finding.then.replace('_', ' ')}"
    if finding.rank:
        words += f"\nrank {finding.rank}"
    if until := side.not_before(finding):
        words += f"\nnot before {at(until)}"
    return words


def _why(comparison: Comparison, each: Difference) -> Text:
    text = Text()
    for number, cause in enumerate(each.causes):
        text.append("\n" if number else "")
        place = " and ".join(f"the {_title(name)}" if name in PLACES else name for name in cause.places)
        how = "both sides, with another limit" if len(cause.places) > 1 else HOW[cause.how].format(place=place)
        text.append(f"{verb_of(cause.ruling.rule)} ({how}{'' if cause.settled else ', not settled yet'}): ", style="bold").append(
            cause.ruling.say
        )
        text.append(f" {cause.ruling.rule.source}.", style="dim")
        for two in cause.limits:
            values = ", ".join(f"{_title(name)} {value:g}" for name, value in zip(comparison.names, two.values, strict=True))
            reason = f": {two.limit.why}" if two.limit.why else ""
            text.append(f" {two.name}: {values} {two.limit.unit} ({two.limit.source}{reason}).", style="dim")
    return text if each.causes else text.append("No rule of its own differs: other options moved, or what follows from the facts.")


def _title(name: str) -> str:
    return name.upper() if name in PLACES else name
