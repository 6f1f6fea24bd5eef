"""Naltrexone day by day, as tablets or as the monthly injection. One pure step.

Every gap matters: the block ends, tolerance is gone, and after an opioid the next dose would bring on withdrawal.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from holdfast.guideline.calendars.days import Dose, Happened, Order, ValueOf
from holdfast.guideline.situations import NALTREXONE_XR_BLOCK
from holdfast.guideline.sources import DESIGN, REVIA_LABEL, VIVITROL_LABEL
from holdfast.guideline.words import together
from holdfast.language.expressions import Limit

ORAL_FIRST = Limit("mg", us=25, uk=25, since=REVIA_LABEL.date, source=REVIA_LABEL)
ORAL_DAILY = Limit("mg", us=50, uk=50, since=REVIA_LABEL.date, source=REVIA_LABEL)
ORAL_MONDAY = Limit("mg", us=100, uk=100, since=REVIA_LABEL.date, source=REVIA_LABEL, why="and on Wednesday")
ORAL_FRIDAY = Limit("mg", us=150, uk=150, since=REVIA_LABEL.date, source=REVIA_LABEL)
ORAL_ANEW_AFTER = Limit(
    "days", us=7, uk=7, since=DESIGN.date, source=DESIGN, settings=(3, 7), why="as long as the opioid-free time before a start"
)
INJECTION_DOSE = Limit("mg", us=380, uk=380, since=VIVITROL_LABEL.date, source=VIVITROL_LABEL)
RESCREEN_AFTER = Limit("days", us=35, uk=35, since=DESIGN.date, source=DESIGN, settings=(29, 42), why="the label has no window")

SHOWN = {
    "injection": (
        ("The injection is {limit}.", INJECTION_DOSE),
        ("It protects for {limit}.", NALTREXONE_XR_BLOCK),
        ("From {limit} after the last one, a new urine test comes first.", RESCREEN_AFTER),
    ),
    "tablet": (("The first tablet is {limit}.", ORAL_FIRST), ("Later {limit} a day.", ORAL_DAILY)),
    "thrice_weekly": (("Monday and Wednesday {limit}.", ORAL_MONDAY), ("Friday {limit}.", ORAL_FRIDAY)),
}
"""What a calendar of naltrexone says of its limits."""

Form = Literal["tablet", "thrice_weekly", "injection"]
IF_CLEAR = "no opioid since the last dose"
IF_RESCREENED = "a new urine test and, in doubt, a naloxone challenge show no opioid"
FIRST = "Stay for an hour: if withdrawal comes, no more today. Your body is not used to opioids now: an old dose could kill you."
DAILY = "Best taken while someone you trust is there."
NOT_NOW = Order((), "No dose while drowsy, drunk or high: an opioid in your body would bring on sudden withdrawal.")
LAPSE = "You may have opioids in your body. First a urine test, then naltrexone. No blame: call us the same day."
LATE = "The block has worn off and tolerance is gone. An opioid now could kill you. Keep naloxone close."
INJECTED = "Into the buttock, the other side each time. Take naloxone home. The block wears off by the next date."
DAYS_IN_WEEK = 7


class State(NamedTuple):
    """Where the treatment stands before today."""

    form: Form
    begun: bool = False
    offered: bool = False
    weekday: int = 0
    """Today, 0 for Monday; used by three doses a week only."""
    since: int = 0
    """Days since the last dose, counted to where a new urine test is due."""
    lapsed: bool = False
    """Other opioids were taken; stays until a dose is given after a new urine test."""


def next_day(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    """Today's naltrexone, and where the treatment then stands."""
    state = _settled(state, happened, value)
    today = state.weekday
    state = state._replace(weekday=(today + 1) % DAYS_IN_WEEK, offered=False)
    due = _due(state, today, value)
    if due is None:
        return state, Order()
    if happened.sedated:
        return state, NOT_NOW
    again = state.lapsed or (state.begun and state.since >= _anew(state, value))
    condition = IF_RESCREENED if again and not happened.assessed else None
    offered = state._replace(offered=True, lapsed=again)
    if state.form == "injection":
        late = state.begun and state.since > value(NALTREXONE_XR_BLOCK)
        note = LAPSE if state.lapsed else LATE if late else INJECTED if state.begun else together((INJECTED, FIRST))
        return offered, Order((Dose(due, "injection into muscle", condition),), note)
    if again or not state.begun:
        return offered._replace(begun=False), Order(
            (Dose(value(ORAL_FIRST), "once today", condition),), together((LAPSE, FIRST)) if again else FIRST
        )
    gap = state.since > (3 if state.form == "thrice_weekly" else 1)
    return offered, Order((Dose(due, "once today", IF_CLEAR if gap else None),), LATE if gap else DAILY)


def _due(state: State, today: int, value: ValueOf) -> float | None:
    if state.form == "injection":
        return None if state.begun and state.since < value(NALTREXONE_XR_BLOCK) else value(INJECTION_DOSE)
    if state.form == "thrice_weekly" and state.begun:
        return {0: value(ORAL_MONDAY), 2: value(ORAL_MONDAY), 4: value(ORAL_FRIDAY)}.get(today)
    return value(ORAL_DAILY)


def _anew(state: State, value: ValueOf) -> float:
    return value(RESCREEN_AFTER) if state.form == "injection" else value(ORAL_ANEW_AFTER)


def _settled(state: State, happened: Happened, value: ValueOf) -> State:
    lapsed = state.lapsed or happened.opioids
    if state.offered and happened.taken:
        return state._replace(begun=True, since=1, lapsed=happened.opioids)
    return state._replace(since=min(state.since + 1, int(_anew(state, value))), lapsed=lapsed)
