"""Guideline + engine + one person's facts → advice, with reasons. What every screen, page and interface shows.

`Advice.as_json` is the contract's shape. Nothing here decides: the guideline does, through the bedside engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from holdfast.engines.bedside import Bedside, Finding, Fired, Judgement, Question
from holdfast.guideline.calendars.days import Calendar, Refused
from holdfast.guideline.calendars.planning import calendar_for
from holdfast.guideline.instruments.dsm5_oud import Diagnosis, diagnosis
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import Told, told_day, told_reason
from holdfast.language.expressions import Constant, Limit, Place
from holdfast.language.kinds import Number, Value
from holdfast.language.people import with_what_follows
from holdfast.language.rules import STATUSES, Avoid, Dated, Guideline, Require, Ruling, Status, verb_of

FIRM_ENOUGH: tuple[Status, ...] = ("preferred", "suitable", "caution")
PLANNED = ("start", "change")
Json = dict[str, object]


@dataclass(frozen=True)
class Advice:
    """Everything advised for one person as of a moment. `warnings` are the reader's own, passed through."""

    dated: Dated
    as_of: datetime
    known: Mapping[str, Value]
    judgement: Judgement
    diagnosis: Diagnosis
    calendars: tuple[Calendar, ...]
    warnings: tuple[tuple[str, str, str], ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One finding for every option."""
        return self.judgement.findings

    def finding(self, code: str) -> Finding:
        """The finding for one option; KeyError where there is no such option."""
        return {finding.option.code: finding for finding in self.findings}[code]

    def not_before(self, finding: Finding) -> datetime | None:
        """When a wait ends if nothing is taken; None where time alone will not end it."""
        return None if finding.until is None else self.as_of + timedelta(hours=finding.until)

    def monitoring(self) -> list[tuple[Finding, Fired, datetime | None]]:
        """Tests to do, each with the rule that asks for it and the day by which it is due (None: before what it guards)."""
        found = []
        for finding in self.findings:
            for fired in finding.fired if finding.option.kind == "test" and finding.status in FIRM_ENOUGH else ():
                due = fired.ruling.rule.due if isinstance(fired.ruling.rule, Require) else None
                day = None if due is None else self.as_of + timedelta(days=self.dated.value(due))
                found.append((finding, fired, day))
        return found

    def as_json(self) -> Json:
        """The contract's Advice."""
        return {
            "guideline": {
                "version": self.dated.guideline.version,
                "jurisdiction": self.dated.place,
                "as_of": self.as_of.isoformat(timespec="minutes"),
                "settings": dict(self.dated.settings),
            },
            "urgent": [self._urgent(fired) for fired in self.judgement.urgent],
            "diagnosis": {
                "severity": self.diagnosis.severity,
                "remission": self.diagnosis.remission,
                "reasons": list(self.diagnosis.reasons),
            },
            "options": [self._option(finding) for finding in self.findings],
            "questions": [_question(question) for question in self.judgement.questions],
            "calendars": [calendar.as_json() for calendar in self.calendars],
            "warnings": [{"code": code, "say": say, "from": source} for code, say, source in self.warnings],
            "monitoring": [
                {"test": finding.option.code, "due": day.date().isoformat() if day else "first", "say": fired.ruling.say}
                for finding, fired, day in self.monitoring()
            ],
            "reviews": [
                {"for": finding.option.code, "when": until.isoformat(timespec="minutes"), "say": "Not before, if nothing is taken."}
                for finding in self.findings
                if (until := self.not_before(finding))
            ],
        }

    def _option(self, finding: Finding) -> Json:
        until = self.not_before(finding)
        return {
            "code": finding.option.code,
            "title": finding.option.title,
            "kind": finding.option.kind,
            "status": finding.status,
            "then": finding.then,
            "rank": finding.rank,
            "until": until.isoformat(timespec="minutes") if until else None,
            "instead": list(finding.instead),
            "reasons": [self._reason(fired) for fired in finding.fired],
            "missing": list(finding.missing),
            "assumed": list(finding.assumed),
        }

    def _urgent(self, fired: Fired) -> Json:
        return {"code": getattr(fired.ruling.rule, "code", ""), "say": fired.ruling.say, "reasons": [self._reason(fired)]}

    def _reason(self, fired: Fired) -> Json:
        rule = fired.ruling.rule
        return {
            "rule": fired.ruling.id,
            "verb": verb_of(rule),
            "stop": stop_of(fired.ruling),
            "say": fired.ruling.say,
            "source": str(rule.source),
            "facts": shown(fired.facts),
            "limits": [
                {"name": held.name, "value": held.value, "unit": held.unit, "source": str(limit.source), "why": limit.why}
                for limit, held in self.limits_of(fired)
            ],
        }

    def limits_of(self, fired: Fired) -> list[tuple[Limit, Constant]]:
        """The limits that a rule compared with, each with the value that applied here."""
        return [(limit, self.dated.by_limit[id(limit)]) for limit in fired.ruling.limits]


@lru_cache(maxsize=64)
def _dated(day: datetime, place: Place, settings: tuple[tuple[str, float], ...]) -> Dated:
    return guideline().on(day.date(), place, dict(settings))


def dated_guideline(as_of: datetime, place: Place, settings: Mapping[str, float]) -> Dated:
    """The guideline of that day, jurisdiction and choice of settings. InputError where a setting is not allowed."""
    return _dated(as_of.replace(hour=0, minute=0, second=0, microsecond=0), place, tuple(sorted(settings.items())))


def advise(
    known: Mapping[str, Value],
    as_of: datetime,
    place: Place = "us",
    settings: Mapping[str, float] | None = None,
    warnings: Iterable[tuple[str, str, str]] = (),
) -> Advice:
    """Advice for the person about whom `known` is known (derived facts included)."""
    return advise_by(dated_guideline(as_of, place, settings or {}), known, as_of, warnings)


def advise_by(dated: Dated, known: Mapping[str, Value], as_of: datetime, warnings: Iterable[tuple[str, str, str]] = ()) -> Advice:
    """Advice by a guideline already dated: of another day, or of a version that was kept. A kept version has its limits but not the
    programs that plan with them, so calendars come from the running guideline only."""
    judgement = Bedside(dated, known).judgement()
    calendars = _calendars(dated, judgement, known, as_of) if dated.guideline is guideline() else ()
    return Advice(dated, as_of, known, judgement, diagnosis(known), calendars, tuple(warnings))


def known_to(made: Guideline, facts: Mapping[str, Value]) -> dict[str, Value]:
    """What a version of the guideline knows of somebody: the facts that it has, and what follows from them by its own list."""
    given = {name: value for name, value in facts.items() if name in made.facts and name not in made.worked_out}
    return with_what_follows(given, made.follows)


def plan_calendar(
    advice: Advice, code: str, first: datetime | None = None, days: int | None = None, product: str | None = None
) -> Calendar | Refused:
    """The dosing calendar of one option, or why it must not be built: the option must stand at caution or better."""
    finding = advice.finding(code)
    if finding.status not in FIRM_ENOUGH:
        return _refused(advice, finding)
    return calendar_for(code, advice.known, advice.dated, (first or advice.as_of).date(), days, product)


def _calendars(dated: Dated, judgement: Judgement, known: Mapping[str, Value], as_of: datetime) -> tuple[Calendar, ...]:
    """Calendars for the starts and changes that may be done today, the best ranked first."""
    firm = [finding for finding in judgement.findings if finding.option.kind in PLANNED and finding.status in FIRM_ENOUGH]
    planned = (
        calendar_for(finding.option.code, known, dated, as_of.date())
        for finding in sorted(firm, key=lambda each: (each.option.kind != "start", each.rank))
    )
    return tuple(calendar for calendar in planned if isinstance(calendar, Calendar))


def _refused(advice: Advice, finding: Finding) -> Refused:
    stops: list[str] = [
        told_reason(fired.ruling, advice.dated) for fired in finding.fired if verb_of(fired.ruling.rule) in ("avoid", "wait", "require")
    ]
    questions = [advice.dated.guideline.facts[name].ask for name in finding.open]
    until = advice.not_before(finding)
    if finding.status == "not_indicated":
        stops = [Told("It is not indicated for this person: {option}.", option=finding.option.title)]
    if not stops:
        stops = [Told("This is not settled yet: {facts}.", facts=finding.open) if finding.open else "This is not settled yet."]
    if until:
        stops.append(Told("Not before {day}, {time}, if nothing is taken.", day=told_day(until), time=(f"{until:%H:%M}",)))
    return Refused(tuple(stops), tuple(questions) or tuple(advice.dated.guideline.options[code].title for code in finding.instead))


def stop_of(ruling: Ruling) -> str | None:
    """How hard an Avoid stops: `hard` without exception, `override` with a reason that is kept; None for other verbs."""
    if not isinstance(ruling.rule, Avoid):
        return None
    return "hard" if ruling.rule.hard else "override"


def shown(facts: Mapping[str, Value]) -> dict[str, Value]:
    """Facts as they are shown: whole-number facts that were worked out as a fraction lose it."""
    whole = {name for name, fact in guideline().facts.items() if isinstance(fact.kind, Number) and fact.kind.whole}
    return {name: int(value) if isinstance(value, float) and name in whole else value for name, value in facts.items()}


def _question(question: Question) -> Json:
    return {"fact": question.fact.name, "ask": question.fact.ask, "settles": list(question.settles)}


def best(findings: Iterable[Finding], kind: str) -> list[Finding]:
    """The options of one kind, best first: ranked ones in rank order, then the rest by status."""
    return sorted(
        (finding for finding in findings if finding.option.kind == kind),
        key=lambda finding: (finding.rank is None, finding.rank or 0, STATUSES.index(finding.status)),
    )
