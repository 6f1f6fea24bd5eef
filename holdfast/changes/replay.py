"""Advice as of a past day and a version of the guideline, given again, and what today's guideline would say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from holdfast.advice import Advice, Json
from holdfast.casefile import Case
from holdfast.changes.people import advised
from holdfast.changes.states import State, kept_version
from holdfast.comparing import Comparison, set_beside
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import Limit


@dataclass(frozen=True)
class Earlier:
    """A limit that had another value then. `applied` tells whether a rule that spoke for this person compared with it."""

    name: str
    limit: Limit
    then: float
    today: float | None
    applied: bool


@dataclass(frozen=True)
class Replay:
    """Advice given again, beside what today's guideline says of the same person at the same moment."""

    comparison: Comparison
    today: date
    earlier: tuple[Earlier, ...]
    not_known: tuple[str, ...]
    """The facts handed in that the version does not have."""

    @property
    def then(self) -> Advice:
        """The advice given again."""
        return self.comparison.sides[0]

    def as_json(self) -> Json:
        """Which guideline spoke, what it advised, and what would differ today."""
        dated = self.then.dated
        return {
            "replay": {
                "version": dated.guideline.version,
                "day": dated.day.isoformat(),
                "jurisdiction": dated.place,
                "today": {"version": guideline().version, "day": self.today.isoformat()},
                "limits": [
                    {
                        "name": each.name,
                        "then": each.then,
                        "today": each.today,
                        "unit": each.limit.unit,
                        "source": str(each.limit.source),
                        "applied": each.applied,
                    }
                    for each in self.earlier
                ],
                "not_known": list(self.not_known),
            },
            **self.comparison.as_json(),
        }


def replayed(case: Case, version: str | None, today: date) -> Replay:
    """The advice for the case as of its own moment, by the version's rules and limits of that day. InputError where the version is
    not kept."""
    kept = kept_version(version) if version else guideline()
    day = case.as_of.date()
    then = State("then", kept.on(day, case.place))
    now = State("today", guideline().on(today, case.place))
    sides = advised(then, case), advised(now, case)
    not_known = tuple(name for name in case.facts if name not in kept.facts)
    return Replay(set_beside(sides, ("then", "today")), today, _earlier(sides), not_known)


def _earlier(sides: tuple[Advice, Advice]) -> tuple[Earlier, ...]:
    """The limits that had another value then, or that there is no more."""
    then, today = sides[0].dated, sides[1].dated
    spoke = [fired.ruling for finding in sides[0].findings for fired in finding.fired]
    read = {id(limit) for ruling in (*spoke, *(fired.ruling for fired in sides[0].judgement.urgent)) for limit in ruling.limits}
    homes = {then.by_limit[id(limit)].name: limit for limit in then.guideline.limits.values()}
    found = []
    for name, limit in homes.items():
        value, now = then.value(limit), today.constants.get(name)
        if now is None or now.value != value:
            found.append(Earlier(name, limit, value, now.value if now else None, id(limit) in read))
    return tuple(found)
