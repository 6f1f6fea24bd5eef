"""More care or less: what the last weeks ask for, as a pure function. Design proposals of Holdfast, for a clinician to confirm.

Before a level goes up the medicine is put right. Nothing here ends treatment, cuts a dose or punishes use: a step down
keeps the dose, needs every sign to be good, and is looked at again soon. What is not known never counts as good.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from holdfast.guideline.care.scale_of_care import LEVELS
from holdfast.guideline.options import INTENSIVE_OUTPATIENT, OUTPATIENT, RESIDENTIAL_SHORT
from holdfast.guideline.sources import DESIGN
from holdfast.language.expressions import Limit

UNEXPECTED_RESULTS = Limit("results", us=2, uk=2, since=DESIGN.date, source=DESIGN, why="within four weeks")
USE_AT_ALL = Limit("points", us=1, uk=1, since=DESIGN.date, source=DESIGN, why="the use score of the Brief Addiction Monitor")
RISK_HIGH = Limit("points", us=12, uk=12, since=DESIGN.date, source=DESIGN, why="the risk score of the Brief Addiction Monitor")
RISK_RISEN = Limit("points", us=4, uk=4, since=DESIGN.date, source=DESIGN)
PROTECTED = Limit("points", us=12, uk=12, since=DESIGN.date, source=DESIGN, why="the protective score of the Brief Addiction Monitor")
VISITS_MISSED = Limit("visits", us=2, uk=2, since=DESIGN.date, source=DESIGN)
DOSES_MISSED = Limit("doses", us=3, uk=3, since=DESIGN.date, source=DESIGN)
REACH_OUT = Limit("hours", us=24, uk=24, since=DESIGN.date, source=DESIGN, settings=(24, 48))
STEADY_INTENSIVE = Limit("weeks", us=4, uk=4, since=DESIGN.date, source=DESIGN, settings=(4, 8))
STEADY_OUTPATIENT = Limit("weeks", us=12, uk=12, since=DESIGN.date, source=DESIGN)
ATTENDED_LEAST = Limit("% of visits", us=80, uk=80, since=DESIGN.date, source=DESIGN)
LOOK_AGAIN = Limit("days", us=14, uk=14, since=DESIGN.date, source=DESIGN)
TODAY = Limit("days", us=0, uk=0, since=DESIGN.date, source=DESIGN)

Direction = Literal["up", "stay", "down"]
ValueOf = Callable[[Limit], float]


@dataclass(frozen=True, kw_only=True)
class Course:
    """How the last weeks went; None is not known. `dose_is_right` and `visits_added` say that this was already done."""

    level: str
    weeks_here: float
    unexpected_results: int | None = None
    use_score: int | None = None
    risk_score: int | None = None
    risk_rise: int | None = None
    protective_score: int | None = None
    visits_missed: int | None = None
    doses_missed: int | None = None
    attended: float | None = None
    crisis: bool | None = None
    housing_safe: bool | None = None
    other_drugs: bool | None = None
    dose_is_right: bool | None = None
    visits_added: bool | None = None


@dataclass(frozen=True)
class Step:
    """Where to go on, what to do first (in this order), and when it is looked at again."""

    direction: Direction
    level: str
    first: tuple[str, ...]
    look_again: Limit


def next_step(course: Course, value: ValueOf) -> Step:
    """The next step of care. KeyError where the level is none of the scale."""
    rung = {level.option.code: rung for rung, level in enumerate(LEVELS)}[course.level]
    if course.crisis:
        return Step("stay", course.level, ("See the person today: hospital or a crisis team. The medicine goes on.",), TODAY)
    first = _to_do(course, value)
    if course.housing_safe is False and rung < _rung(RESIDENTIAL_SHORT.code):
        return Step(
            "up", RESIDENTIAL_SHORT.code, (*first, "Find a safe place to live: a stay with treatment, or recovery housing."), LOOK_AGAIN
        )
    if _getting_worse(course, value):
        if not course.dose_is_right:
            return Step("stay", course.level, ("Put the medicine and its dose right first.", *first), LOOK_AGAIN)
        if not course.visits_added:
            return Step("stay", course.level, (*first, "Add visits."), LOOK_AGAIN)
        return Step("up", LEVELS[min(rung + 1, len(LEVELS) - 1)].option.code, first, LOOK_AGAIN)
    if first or not _steady(course, rung, value):
        return Step("stay", course.level, first, LEVELS[rung].review)
    kept = "Keep the dose as it is."
    if course.level == OUTPATIENT.code:
        return Step("down", course.level, (kept, "Make visits less frequent by one step."), LOOK_AGAIN)
    return Step("down", LEVELS[rung - 1].option.code, (kept,), LOOK_AGAIN)


def _to_do(course: Course, value: ValueOf) -> tuple[str, ...]:
    missed = _at_least(course.visits_missed, VISITS_MISSED, value) or _at_least(course.doses_missed, DOSES_MISSED, value)
    found = (
        (missed, f"Reach out within {value(REACH_OUT):g} hours, and look at the dose before the next one."),
        (course.other_drugs, "Add rewards for tests without stimulants, and go through safer use. The medicine goes on."),
    )
    return tuple(say for so, say in found if so)


def _getting_worse(course: Course, value: ValueOf) -> bool:
    used = _at_least(course.use_score, USE_AT_ALL, value)
    risk = course.risk_score is not None and course.risk_score > value(RISK_HIGH) and _at_least(course.risk_rise, RISK_RISEN, value)
    return _at_least(course.unexpected_results, UNEXPECTED_RESULTS, value) or (used and risk)


def _steady(course: Course, rung: int, value: ValueOf) -> bool:
    long_enough = STEADY_OUTPATIENT if rung < _rung(INTENSIVE_OUTPATIENT.code) else STEADY_INTENSIVE
    return (
        course.weeks_here >= value(long_enough)
        and course.unexpected_results == 0
        and _at_least(course.attended, ATTENDED_LEAST, value)
        and course.protective_score is not None
        and course.protective_score > value(PROTECTED)
        and course.housing_safe is True
        and course.crisis is False
    )


def _at_least(number: float | None, limit: Limit, value: ValueOf) -> bool:
    return number is not None and number >= value(limit)


def _rung(code: str) -> int:
    return next(rung for rung, level in enumerate(LEVELS) if level.option.code == code)
