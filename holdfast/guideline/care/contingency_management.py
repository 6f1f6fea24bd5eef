"""Contingency management: small rewards, agreed beforehand, for what helps recovery. One pure fold over what happened.

A reward is only ever added. It never touches a dose, take-homes or access to care, and what was paid is never taken back.
Money is in whole cents (pence in the UK).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from holdfast.guideline.care.breaches import ValueOf
from holdfast.guideline.sources import CALIFORNIA_INCENTIVES, HIGGINS_VOUCHERS, PETRY_PRIZES
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.expressions import Limit

_H, _P, _C = HIGGINS_VOUCHERS, PETRY_PRIZES, CALIFORNIA_INCENTIVES
VOUCHER_FIRST = Limit("cents", us=250, uk=200, since=_H.date, source=_H, why="UK: pence; NICE CG51 begins at about two pounds")
VOUCHER_STEP = Limit(
    "cents",
    us=125,
    uk=125,
    since=_H.date,
    source=_H.recalled(),
    settings=(50, 150),
    why="pages print a step of 50 or 150 too; NICE gives none",
)
VOUCHER_BONUS = Limit("cents", us=1000, uk=1000, since=_H.date, source=_H.recalled(), settings=(0, 1000))
VOUCHER_BONUS_EVERY = Limit("tests in a row", us=3, uk=3, since=_H.date, source=_H.recalled())
VOUCHER_RESTORED = Limit("tests in a row", us=5, uk=5, since=_H.date, source=_H, why="five in a row give back the value before the lapse")
VOUCHER_TESTS = Limit("tests", us=36, uk=36, since=_H.date, source=_H, why="three a week for twelve weeks")
DRAWS_FIRST = Limit("draws", us=1, uk=1, since=_P.date, source=_P)
DRAWS_STEP = Limit("draws", us=1, uk=1, since=_P.date, source=_P)
DRAWS_MOST = Limit("draws", us=8, uk=8, since=_P.date, source=_P.recalled(), settings=(8, 12))
DRAWS_TESTS = Limit("tests", us=24, uk=24, since=_P.date, source=_P.recalled(), why="two a week for twelve weeks")
WEEKLY_RISE = Limit(
    "tests", us=2, uk=2, since=_P.date, source=_P.recalled(), why="methadone clinics: one draw more a week, two visits each"
)
STEPS_FIRST = Limit("cents", us=1000, uk=1000, since=_C.date, source=_C)
STEPS_RISE = Limit("cents", us=150, uk=150, since=_C.date, source=_C)
STEPS_EVERY = Limit("tests in a row", us=2, uk=2, since=_C.date, source=_C)
STEPS_MOST = Limit("cents", us=2650, uk=2650, since=_C.date, source=_C)
STEPS_RESTORED = Limit("tests in a row", us=2, uk=2, since=_C.date, source=_C.recalled())
STEPS_RISING = Limit("tests", us=24, uk=24, since=_C.date, source=_C, why="two a week for twelve weeks, then one a week")
STEPS_LATER = Limit("cents", us=1500, uk=1500, since=_C.date, source=_C.recalled())
STEPS_LATER_TESTS = Limit("tests", us=6, uk=6, since=_C.date, source=_C.recalled())
STEPS_LATE = Limit("cents", us=1000, uk=1000, since=_C.date, source=_C.recalled())
STEPS_LATE_TESTS = Limit("tests", us=5, uk=5, since=_C.date, source=_C.recalled())
STEPS_LAST = Limit("cents", us=2100, uk=2100, since=_C.date, source=_C.recalled())
STEPS_YEAR = Limit("cents", us=59900, uk=59900, since=_C.date, source=_C, why="a calendar year; counted here over any twelve months")

Outcome = Literal["negative", "positive", "refused", "unexcused", "excused", "invalid", "lab_pending", "clinic_closed"]
OUTCOMES: Mapping[str, Outcome] = {
    "N": "negative",
    "P": "positive",
    "R": "refused",
    "U": "unexcused",
    "M": "unexcused",
    "E": "excused",
    "I": "invalid",
    "L": "lab_pending",
    "C": "clinic_closed",
}
"""Each outcome by its letter. `negative` means that the goal was met: a test without the drug, a visit kept, a dose taken."""
LAPSES: frozenset[Outcome] = frozenset({"positive", "refused", "unexcused"})
Pays = Literal["cents", "draws"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is paid when, fixed at enrolment. `first` is for the first goal met, `step` more after each `every` in a row,
    never above `most` a visit; `bonus` for each `bonus_every` in a row. After `restored_after` in a row, the level before
    the lapse is back. `rising` is the number of visits that work so; `later` what each visit after them pays. `year_most`
    is the most in any twelve months, in cents."""

    pays: Pays
    first: int
    step: int
    visits: int
    every: int = 1
    most: int | None = None
    bonus: int = 0
    bonus_every: int = 0
    restored_after: int = 0
    rising: int | None = None
    later: tuple[int, ...] = ()
    year_most: int | None = None

    def __post_init__(self) -> None:
        amounts = (
            self.first,
            self.step,
            self.bonus,
            self.bonus_every,
            self.restored_after,
            self.most or 0,
            self.year_most or 0,
            *self.later,
        )
        if any(amount < 0 for amount in amounts) or self.every < 1 or self.visits < 0:
            raise ValueError("a reward is never negative: nothing is taken away")

    def at(self, level: int) -> int:
        """What the goal met for the `level`th time in a row pays, without a bonus."""
        amount = self.first + self.step * ((level - 1) // self.every)
        return amount if self.most is None else min(amount, self.most)

    def all_met(self) -> int:
        """What is paid to somebody who meets the goal at every visit, without regard to the year's most."""
        state, total = State(), 0
        for _ in range(self.visits):
            state, line = step(self, state, Event("negative"))
            total += line.earned
        return total


class Event(NamedTuple):
    """What happened at one visit. Without dates, all is taken to fall into one year."""

    outcome: Outcome
    on: date | None = None


class Line(NamedTuple):
    """One line of the ledger: what was earned, and what of it is paid, in cents or draws (draws are all drawn)."""

    event: Event
    earned: int
    paid: int


class State(NamedTuple):
    """Where a person stands before the next visit."""

    visit: int = 0
    run: int = 0
    """Goals met in a row."""
    level: int = 0
    """The level reached: the run, or what the run has brought back."""
    former: int = 0
    """The highest level before a lapse that is not yet back."""
    unread: bool = False
    """The last sample could not be read; one more may be given the same day, on `unread_on`."""
    unread_on: date | None = None
    paid: tuple[tuple[date | None, int], ...] = ()


def step(schedule: Schedule, state: State, event: Event) -> tuple[State, Line]:
    """The ledger's line for one visit, and where the person then stands."""
    if state.unread and event.on != state.unread_on:
        state = _lapsed(state)._replace(unread=False)
    again = state.unread
    state = state._replace(visit=state.visit + (not again), unread=event.outcome == "invalid" and not again, unread_on=event.on)
    if event.outcome in LAPSES or (event.outcome == "invalid" and again):
        return _lapsed(state), Line(event, 0, 0)
    if event.outcome != "negative":
        return state, Line(event, 0, 0)
    run, level = state.run + 1, state.level + 1
    earned = _earned(schedule, state.visit, run, level)
    if schedule.restored_after and run >= schedule.restored_after:
        level = max(level, state.former)
    former = state.former if level < state.former else 0
    paid = earned if schedule.pays == "draws" else within(earned, paid_in_year(state.paid, event.on), schedule.year_most)
    ledger = (*state.paid, (event.on, paid)) if schedule.year_most is not None else ()
    return state._replace(run=run, level=level, former=former, paid=ledger), Line(event, earned, paid)


def ledger(schedule: Schedule, events: Iterable[Event]) -> tuple[Line, ...]:
    """Every line, from what happened in order. Correct an event and fold again: `owed` then says what to add."""
    state, lines = State(), []
    for event in events:
        state, line = step(schedule, state, event)
        lines.append(line)
    return tuple(lines)


def total(lines: Iterable[Line]) -> int:
    """What has been paid in all."""
    return sum(line.paid for line in lines)


def owed(posted: int, corrected: Sequence[Line]) -> int:
    """The entry to add after a correction; never below zero, because what was paid is not taken back."""
    return max(0, total(corrected) - posted)


def within(amount: int, already: int, most: int | None) -> int:
    """What of `amount` may be paid when `already` has been paid this year. At the most, praise goes on and pay stops."""
    return amount if most is None else max(0, min(amount, most - already))


def paid_in_year(paid: Sequence[tuple[date | None, int]], on: date | None) -> int:
    """What was paid in the twelve months that end with the day `on`; what has no date counts as within them."""
    return sum(cents for day, cents in paid if day is None or on is None or day > _year_before(on))


def read_events(letters: str) -> tuple[Event, ...]:
    """Events from letters, such as `NNEPN`; spaces are skipped. InputError names what is no letter of `OUTCOMES`."""
    wrong = sorted({letter for letter in letters.upper() if letter not in OUTCOMES and not letter.isspace()})
    if wrong:
        allowed = ", ".join(f"{letter} {outcome}" for letter, outcome in OUTCOMES.items())
        raise InputError([Problem("events", shortened("".join(wrong)), "there is no such outcome", allowed)])
    return tuple(Event(OUTCOMES[letter]) for letter in letters.upper() if not letter.isspace())


def voucher(value: ValueOf) -> Schedule:
    """Higgins: vouchers that rise with each goal met in a row, and a bonus for every three."""
    return Schedule(
        "cents",
        _whole(value, VOUCHER_FIRST),
        _whole(value, VOUCHER_STEP),
        _whole(value, VOUCHER_TESTS),
        bonus=_whole(value, VOUCHER_BONUS),
        bonus_every=_whole(value, VOUCHER_BONUS_EVERY),
        restored_after=_whole(value, VOUCHER_RESTORED),
    )


def prizes(value: ValueOf) -> Schedule:
    """Petry: one draw for the first goal met, one more for each in a row, up to a most."""
    first, rise = _whole(value, DRAWS_FIRST), _whole(value, DRAWS_STEP)
    return Schedule("draws", first, rise, _whole(value, DRAWS_TESTS), most=_whole(value, DRAWS_MOST))


def prizes_by_week(value: ValueOf) -> Schedule:
    """As tried in methadone clinics: one draw more for each week of goals met."""
    first, rise = _whole(value, DRAWS_FIRST), _whole(value, DRAWS_STEP)
    return Schedule("draws", first, rise, _whole(value, DRAWS_TESTS), every=_whole(value, WEEKLY_RISE))


def steps(value: ValueOf) -> Schedule:
    """California: steps that rise every second goal met, then fixed amounts once a week, with a most for the year."""
    later = (STEPS_LATER,) * _whole(value, STEPS_LATER_TESTS) + (STEPS_LATE,) * _whole(value, STEPS_LATE_TESTS) + (STEPS_LAST,)
    rising = _whole(value, STEPS_RISING)
    return Schedule(
        "cents",
        _whole(value, STEPS_FIRST),
        _whole(value, STEPS_RISE),
        rising + len(later),
        every=_whole(value, STEPS_EVERY),
        most=_whole(value, STEPS_MOST),
        restored_after=_whole(value, STEPS_RESTORED),
        rising=rising,
        later=tuple(_whole(value, limit) for limit in later),
        year_most=_whole(value, STEPS_YEAR),
    )


SCHEDULES: Mapping[str, Callable[[ValueOf], Schedule]] = {
    "voucher": voucher,
    "prize": prizes,
    "prize_by_week": prizes_by_week,
    "step": steps,
}


def _earned(schedule: Schedule, visit: int, run: int, level: int) -> int:
    if schedule.rising is not None and visit > schedule.rising:
        place = visit - schedule.rising - 1
        return schedule.later[place] if place < len(schedule.later) else 0
    bonus = schedule.bonus if schedule.bonus_every and run % schedule.bonus_every == 0 else 0
    return schedule.at(level) + bonus


def _lapsed(state: State) -> State:
    """Back to the first amount; the level before is kept, because a lapse never takes away what can be won back."""
    return state._replace(run=0, level=0, former=max(state.former, state.level))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _whole(value: ValueOf, limit: Limit) -> int:
    return round(value(limit))
