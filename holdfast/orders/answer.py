"""The answer to an order handed in: whether it may go ahead, what breaks, what would be allowed, what to ask first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from holdfast.advice import FIRM_ENOUGH, Advice, Json, stop_of
from holdfast.casefile import Case
from holdfast.guideline.care.breaches import Breach
from holdfast.guideline.sources import DESIGN
from holdfast.guideline.words import at
from holdfast.language.rules import Ruling, verb_of

Verdict = Literal["allowed", "allowed_with_reason", "needs_reason", "cannot_tell", "not_allowed"]
MAY_GO_AHEAD: tuple[Verdict, ...] = ("allowed", "allowed_with_reason")


@dataclass
class Found:
    """What checking one part of an order found. `unknown` are names of facts."""

    breaches: list[Breach] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, breaches: Sequence[Breach] = (), notes: Sequence[str] = (), unknown: Sequence[str] = ()) -> None:
        """Adds what is not there yet."""
        self.breaches += [each for each in breaches if each not in self.breaches]
        self.notes += [each for each in notes if each not in self.notes]
        self.unknown += [each for each in unknown if each not in self.unknown]


@dataclass(frozen=True)
class Answer:
    """The answer to one order. `reason` is the one given in the file for what needs one."""

    check: str
    case: Case
    advice: Advice
    breaches: tuple[Breach, ...]
    notes: tuple[str, ...]
    unknown: tuple[str, ...]
    reason: str | None = None

    @property
    def verdict(self) -> Verdict:
        """A hard stop decides; then what is not known; then what needs a reason that is kept."""
        if any(breach.hard for breach in self.breaches):
            return "not_allowed"
        if self.unknown:
            return "cannot_tell"
        if not self.breaches:
            return "allowed"
        return "allowed_with_reason" if self.reason else "needs_reason"

    def as_json(self) -> Json:
        """The answer as plain data. `allowed` is null where it cannot be told."""
        verdict = self.verdict
        return {
            "check": self.check,
            "guideline": {
                "version": self.advice.dated.guideline.version,
                "jurisdiction": self.case.place,
                "as_of": self.case.as_of.isoformat(timespec="minutes"),
            },
            "verdict": verdict,
            "allowed": None if verdict == "cannot_tell" else verdict in MAY_GO_AHEAD,
            "reason": self.reason,
            "breaks": [self._break(breach) for breach in self.breaches],
            "notes": list(self.notes),
            "questions": [{"fact": name, "ask": self.advice.dated.guideline.facts[name].ask} for name in self.unknown],
            "warnings": [each.as_json() for each in self.case.warnings],
        }

    def _break(self, breach: Breach) -> Json:
        held = None if breach.limit is None else self.advice.dated.by_limit[id(breach.limit)]
        return {
            "where": breach.where,
            "say": breach.say,
            "stop": "hard" if breach.hard else "override",
            "rule": breach.rule or None,
            "limit": None if held is None else {"name": held.name, "value": held.value, "unit": held.unit},
            "source": str(breach.source),
            "instead": breach.instead,
        }


def of_option(advice: Advice, code: str, where: str) -> Found:
    """What the guideline says against one option for this person."""
    found = Found()
    option = advice.dated.guideline.options[code]
    if option.kind == "never_offered":
        found.add([_broken(ruling, where, "Leave it out.") for ruling in advice.dated.by_option[code] if verb_of(ruling.rule) == "avoid"])
        return found
    finding = advice.finding(code)
    if not advice.judgement.in_scope:
        found.add(unknown=[question.fact.name for question in advice.judgement.questions])
        return found
    until = advice.not_before(finding)
    meanwhile = [advice.dated.guideline.options[each].title for each in finding.instead]
    instead = " ".join(
        [
            *([f"At the earliest {at(until)}, if nothing is taken."] if until else []),
            *([f"Meanwhile: {', '.join(meanwhile)}."] if meanwhile else []),
        ]
    )
    verb = {"avoid": "avoid", "wait": "wait", "caution": "caution"}.get(finding.status)
    fired = [each.ruling for each in finding.fired if verb_of(each.ruling.rule) == verb]
    if finding.status == "caution":
        found.add(notes=[f"{option.title}: {ruling.say} {ruling.rule.source}." for ruling in fired])
    elif finding.status in ("avoid", "wait"):
        others = [f"{each.option.title}" for each in advice.findings if each.option.kind == option.kind and each.status in FIRM_ENOUGH]
        found.add([_broken(ruling, where, instead or f"What stands open: {', '.join(others[:3]) or 'see the plan'}.") for ruling in fired])
    elif finding.status == "ask":
        found.add(unknown=finding.open)
    elif finding.status == "not_indicated":
        source = next((ruling.rule.source for ruling in advice.dated.by_option[code]), DESIGN)
        say = f"By what is recorded it is not indicated for this person: {option.title}."
        found.add([Breach(where, say, source, "Correct the record, or give the reason.", False, rule="not_indicated")])
    return found


def _broken(ruling: Ruling, where: str, instead: str) -> Breach:
    limit = ruling.limits[0] if len(ruling.limits) == 1 else None
    return Breach(where, ruling.say, ruling.rule.source, instead, stop_of(ruling) != "override", limit, ruling.id)
