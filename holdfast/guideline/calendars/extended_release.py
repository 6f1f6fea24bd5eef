"""Buprenorphine by injection, day by day: Sublocade, Brixadi and Buvidal. One pure step; doses from tables in `conversions.py`."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from holdfast.guideline.calendars.courses import Shown
from holdfast.guideline.calendars.days import Dose, Happened, Order, ValueOf
from holdfast.guideline.calendars.today import IF_SEEN
from holdfast.guideline.medicines.buprenorphine.extended_release import MONTHLY_LATE, SUBLOCADE_LATE, WEEKLY_LATE
from holdfast.guideline.sources import BRIXADI_LABEL, BUVIDAL_SMPC, DESIGN, SUBLOCADE_LABEL
from holdfast.guideline.words import Told
from holdfast.language.expressions import Limit

SUBLOCADE_FIRST = Limit("mg", us=300, uk=300, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL)
SUBLOCADE_LATER = Limit("mg", us=100, uk=100, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL)
SECOND_SOONEST = Limit(
    "days", us=7, uk=7, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL.recalled(), why="1 week to 1 month; 2025 label, seen second hand"
)
LATER_SOONEST = Limit("days", us=26, uk=26, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL, why="from the third injection on")
MONTH = Limit("days", us=28, uk=28, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL)
WEEK = Limit("days", us=7, uk=7, since=BRIXADI_LABEL.date, source=BRIXADI_LABEL)
WEEKLY_WINDOW = Limit("days", us=2, uk=2, since=BRIXADI_LABEL.date, source=BRIXADI_LABEL)
MONTHLY_WINDOW = Limit("days", us=7, uk=7, since=BRIXADI_LABEL.date, source=BRIXADI_LABEL)
WEEKLY_FIRST = Limit(
    "mg",
    us=16,
    uk=16,
    since=BRIXADI_LABEL.date,
    source=BUVIDAL_SMPC,
    why="Brixadi: 16 and 8 as for Buvidal; another note says 24 and 8, which is higher",
)
WEEKLY_EXTRA = Limit("mg", us=8, uk=8, since=BUVIDAL_SMPC.date, source=BUVIDAL_SMPC)
EXTRA_APART = Limit("days", us=1, uk=1, since=BUVIDAL_SMPC.date, source=BUVIDAL_SMPC)
WEEKLY_MOST = Limit("mg", us=32, uk=32, since=BRIXADI_LABEL.date, source=BRIXADI_LABEL)
MONTHLY_MOST = Limit("mg", us=128, uk=160, since=BRIXADI_LABEL.date, source=BUVIDAL_SMPC)
TEST_DOSE = Limit("mg", us=4, uk=4, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL)
TEST_HOURS = Limit("h", us=1, uk=1, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL)
MONTHLY_STEP = Limit("mg", us=32, uk=32, since=DESIGN.date, source=DESIGN, why="one row of the table at a time")

Product = Literal["sublocade", "brixadi_weekly", "brixadi_monthly", "buvidal_weekly", "buvidal_monthly"]
WEEKLY = ("brixadi_weekly", "buvidal_weekly")

UK_WEEKLY_MOST = replace(WEEKLY_MOST, source=BUVIDAL_SMPC)
UK_WEEKLY_WINDOW = replace(WEEKLY_WINDOW, source=BUVIDAL_SMPC)
US_WEEKLY_EXTRA = replace(WEEKLY_EXTRA, source=BRIXADI_LABEL)
US_MONTHLY_MOST = replace(MONTHLY_MOST, source=BRIXADI_LABEL)
UK_MONTHLY_WINDOW = replace(MONTHLY_WINDOW, source=BUVIDAL_SMPC)

MOST_WEEKLY, MOVES = "A weekly injection is at most {limit}.", "It can move by {limit} either way."
MOST_MONTHLY, MORE = "A monthly injection is at most {limit}.", "In the first week an extra dose is {limit}."
SHOWN: dict[Product, Shown] = {
    "sublocade": (
        ("The first two injections are {limit}.", SUBLOCADE_FIRST),
        ("The second comes no sooner than {limit} after the first.", SECOND_SOONEST),
        ("Later ones are at least {limit} apart.", LATER_SOONEST),
    ),
    "brixadi_weekly": ((MOST_WEEKLY, WEEKLY_MOST), (MOVES, WEEKLY_WINDOW), (MORE, US_WEEKLY_EXTRA)),
    "buvidal_weekly": ((MOST_WEEKLY, UK_WEEKLY_MOST), (MOVES, UK_WEEKLY_WINDOW), (MORE, WEEKLY_EXTRA)),
    "brixadi_monthly": ((MOST_MONTHLY, US_MONTHLY_MOST), (MOVES, MONTHLY_WINDOW)),
    "buvidal_monthly": ((MOST_MONTHLY, MONTHLY_MOST), (MOVES, UK_MONTHLY_WINDOW)),
}
"""What a calendar of injections says of its limits, by the product's own papers."""

IF_NEEDED = "withdrawal goes on and no sedation"
INJECTION = "injection under the skin, by a health professional"
HELD = Order((), "No injection while drowsy, drunk or high. Come back as soon as you are wide awake.")
LATE = "It is late: come as soon as you can."
TOO_LATE = "So late that a prescriber looks first: you may need a dose under the tongue, and your body may be less used to opioids."
WINDOW = "It can be given up to {days:g} days early or late."
TEST_FIRST = (
    "First {mg:g} mg of buprenorphine under the tongue, unless you take it already. The injection follows after {hours:g} h if the dose "
    "did not bring on withdrawal."
)
EXTRA = "An extra dose, if you still need it."


class State(NamedTuple):
    """Where the injections stand before today."""

    product: Product
    mg: float
    """The next regular dose."""
    given: int = 0
    """Regular injections so far, counted to three."""
    since: int = 0
    """Days since the last regular injection, counted to the day on which it is too late."""
    extra: int = 0
    """Extra doses planned for the first week."""
    since_extra: int = 0
    """Days since the last extra dose, counted to two."""
    week: float = 0
    """What the first week has held: the second week's dose."""
    offer: Literal["", "regular", "extra", "held"] = ""


def next_day(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    """Today's injection, if one is due, and where the treatment then stands."""
    state = _settled(state, happened, value)
    if state.given == 0:
        return _due(state, None, _first_note(state, value), happened, value)
    if state.extra and state.since <= value(WEEK) - value(EXTRA_APART) and state.since_extra >= value(EXTRA_APART):
        return _extra(state, happened, value)
    soonest, target, late = spans(state, value)
    wanted = target if not (happened.withdrawal or happened.asked) else soonest
    if state.since < wanted:
        return state, Order()
    if state.since >= late:
        return _due(state, None if happened.assessed else IF_SEEN, TOO_LATE, happened, value)
    note = LATE if state.since > target else Told(WINDOW, days=value(WEEKLY_WINDOW if state.product in WEEKLY else MONTHLY_WINDOW))
    if state.product == "sublocade" and state.since <= target:
        note = Told("Injections are at least {days:g} days apart.", days=soonest)
    return _due(state, None, note, happened, value)


def spans(state: State, value: ValueOf) -> tuple[float, float, float]:
    """Soonest, planned and too late, in days since the last regular injection."""
    if state.product == "sublocade":
        return value(SECOND_SOONEST) if state.given == 1 else value(LATER_SOONEST), value(MONTH), value(SUBLOCADE_LATE) + 1
    if state.product in WEEKLY:
        return value(WEEK) - value(WEEKLY_WINDOW), value(WEEK), value(WEEKLY_LATE) + 1
    return value(MONTH) - value(MONTHLY_WINDOW), value(MONTH), value(MONTHLY_LATE) + 1


def _settled(state: State, happened: Happened, value: ValueOf) -> State:
    """A day later: what was ordered counts only if it was given."""
    too_late = int(spans(state, value)[2])
    aged = state._replace(since=min(state.since + 1, too_late), since_extra=min(state.since_extra + 1, 2), offer="")
    if state.given == 0:
        aged = aged._replace(since=0, since_extra=0)
    if state.offer == "extra" and happened.extra:
        return aged._replace(extra=state.extra - 1, week=state.week + value(WEEKLY_EXTRA), since_extra=1)
    if state.offer != "regular" or not happened.taken:
        return aged
    given = min(state.given + 1, 3)
    mg = state.mg
    if state.product == "sublocade" and given == 2:
        mg = value(SUBLOCADE_LATER)
    return aged._replace(given=given, since=1, since_extra=1, mg=mg, week=state.mg if state.given == 0 else 0)


def _due(state: State, condition: str | None, note: str, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    if happened.sedated:
        return state._replace(offer="held"), HELD
    mg = max(state.mg, state.week) if state.given == 1 else state.mg
    if happened.asked and state.given:
        mg = _raised(state, mg, value)
    kept = mg if state.product != "sublocade" else state.mg
    return state._replace(mg=kept, extra=state.extra if state.given == 0 else 0, offer="regular"), Order(
        (Dose(mg, INJECTION, condition),), note
    )


def _extra(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    if happened.sedated or state.week + value(WEEKLY_EXTRA) > value(WEEKLY_MOST):
        return state._replace(offer="held"), HELD if happened.sedated else Order()
    return state._replace(offer="extra"), Order((Dose(value(WEEKLY_EXTRA), INJECTION, IF_NEEDED),), EXTRA)


def _raised(state: State, mg: float, value: ValueOf) -> float:
    """One row up, where the prescriber asks for it."""
    if state.product == "sublocade":
        return value(SUBLOCADE_FIRST)
    if state.product in WEEKLY:
        return min(mg + value(WEEKLY_EXTRA), value(WEEKLY_MOST))
    return min(mg + value(MONTHLY_STEP), value(MONTHLY_MOST))


def _first_note(state: State, value: ValueOf) -> str:
    return Told(TEST_FIRST, mg=value(TEST_DOSE), hours=value(TEST_HOURS))
