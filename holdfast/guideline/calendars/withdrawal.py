"""Help through withdrawal, day by day: short courses of buprenorphine or methadone, lofexidine, clonidine. One pure step.

Never the whole of treatment: every plan says that staying on a medicine is safer, and that tolerance is lost at the end.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from holdfast.guideline.calendars.buprenorphine_first_day import DAY_ONE_MOST, FIRST, STEP
from holdfast.guideline.calendars.days import Dose, Happened, Order, ValueOf, rounded_down
from holdfast.guideline.calendars.first_doses import FIRST_MOST
from holdfast.guideline.medicines import clonidine, lofexidine
from holdfast.guideline.sources import ASAM_2015, DESIGN, LUCEMYRA_LABEL, TIP_63
from holdfast.guideline.words import Told
from holdfast.language.expressions import Limit

SHORT_1 = Limit("mg", us=8, uk=8, since=TIP_63.date, source=TIP_63)
SHORT_2 = Limit("mg", us=8, uk=8, since=TIP_63.date, source=TIP_63)
SHORT_3 = Limit("mg", us=6, uk=6, since=TIP_63.date, source=TIP_63)
SHORT_4 = Limit("mg", us=6, uk=6, since=TIP_63.date, source=TIP_63)
SHORT_5 = Limit("mg", us=4, uk=4, since=TIP_63.date, source=TIP_63)
SHORT_6 = Limit("mg", us=4, uk=4, since=TIP_63.date, source=TIP_63)
SHORT_7 = Limit("mg", us=2, uk=2, since=TIP_63.date, source=TIP_63)
LONG_FROM = Limit("mg", us=16, uk=16, since=TIP_63.date, source=TIP_63, settings=(8, 16))
LONG_STEP = Limit("mg", us=2, uk=2, since=TIP_63.date, source=TIP_63)
LONG_APART = Limit("days", us=3, uk=3, since=TIP_63.date, source=TIP_63, settings=(2, 3))
METHADONE_STEADY = Limit("days", us=3, uk=3, since=ASAM_2015.date, source=ASAM_2015, settings=(2, 3))
METHADONE_PART = Limit("% of the first dose", us=20, uk=20, since=ASAM_2015.date, source=ASAM_2015)
LOFEXIDINE_PEAK = Limit("days", us=7, uk=7, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL, settings=(5, 7))
LOFEXIDINE_TABLET = Limit("mg", us=0.18, uk=0.2, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
CLONIDINE_PEAK = Limit(
    "days", us=5, uk=5, since=DESIGN.date, source=DESIGN, settings=(3, 7), why="about as long as the worst of withdrawal"
)

SHORT = (SHORT_1, SHORT_2, SHORT_3, SHORT_4, SHORT_5, SHORT_6, SHORT_7)
SHOWN = {
    "buprenorphine_short": (("It begins with {limit} a day.", SHORT_1),),
    "buprenorphine_long": (
        ("It is at most {limit} a day.", LONG_FROM),
        ("Each step down is {limit}.", LONG_STEP),
        ("Steps are {limit} apart.", LONG_APART),
    ),
    "methadone": (("A first dose is at most {limit}.", FIRST_MOST), ("Each step down is {limit}.", METHADONE_PART)),
    "lofexidine": (
        ("It is never above {limit}.", lofexidine.MOST),
        ("It lasts at most {limit}.", lofexidine.COURSE),
        ("Doses are {limit} apart.", lofexidine.SHORTEST_GAP),
    ),
    "clonidine": (("It is at most {limit}.", clonidine.MOST), ("Doses are {limit} apart.", clonidine.SHORTEST_GAP)),
}
"""What a calendar of withdrawal management says of its limits."""

FOUR_TIMES = ("in the morning", "at midday", "in the evening", "at night")
IF_NEEDED = "withdrawal goes on and no sedation"
HELD = Order((), "No dose while drowsy, drunk, high, faint, or with a low blood pressure or slow pulse. Staff look again later.")
OVER = "The course is over and tolerance is lost: an old dose could kill you. Keep naloxone close. You can go back on a medicine any day."
DOWN = "A step down. You can stop the steps and stay on the medicine at any time: that is safer than stopping."
STEADY = "Withdrawal first has to settle on this dose."
CALM = (
    "No dose if dizzy, if the upper blood pressure is below {low:g} ({out:g} outside a hospital) or the pulse below {slow:g}. "
    "Stand up slowly."
)

Regimen = Literal["buprenorphine_short", "buprenorphine_long", "methadone", "lofexidine", "clonidine"]


class State(NamedTuple):
    """Where the course stands before today."""

    regimen: Regimen
    day: int = 0
    """Days of the course whose doses were taken or held."""
    first: float = 0
    """The first day's dose of methadone; the most a day of any other for this person."""
    step: int = 0
    """Clonidine: how far each dose has risen."""
    offered: bool = False
    missed: int = 0
    """Days in a row without a dose, counted to three: then the course is over."""


def next_day(state: State, happened: Happened, value: ValueOf) -> tuple[State, Order]:
    """Today's order of the course, and where it then stands."""
    if state.offered and happened.taken:
        rising = state.regimen == "clonidine" and happened.withdrawal
        state = state._replace(day=state.day + 1, missed=0, step=min(state.step + rising, 2))
    elif state.day:
        state = state._replace(day=state.day + 1, missed=min(state.missed + 1, 3))
    day = min(state.day, last_day(state.regimen, value))
    state = state._replace(day=day, offered=False)
    doses, note = _planned(state, day, value)
    if not doses or state.missed >= 3:
        return state._replace(day=last_day(state.regimen, value)), Order((), OVER)
    if happened.sedated:
        return state, HELD
    return state._replace(offered=True), Order(doses, note)


def last_day(regimen: Regimen, value: ValueOf) -> int:
    """The number of days with doses."""
    match regimen:
        case "buprenorphine_short":
            return len(SHORT)
        case "buprenorphine_long":
            return int(value(LONG_FROM) / value(LONG_STEP) * value(LONG_APART))
        case "methadone":
            return int(value(METHADONE_STEADY) + 100 / value(METHADONE_PART)) - 1
        case "lofexidine":
            return min(int(value(LOFEXIDINE_PEAK) + value(lofexidine.TAPER)), int(value(lofexidine.COURSE)))
        case _:
            return int(value(CLONIDINE_PEAK) + value(clonidine.TAPER))


def _planned(state: State, day: int, value: ValueOf) -> tuple[tuple[Dose, ...], str]:
    """The doses of the day (counted from 0) and what is said about them; none once the course is over."""
    if day >= last_day(state.regimen, value):
        return (), ""
    match state.regimen:
        case "buprenorphine_short":
            mg = min(value(SHORT[day]), state.first)
            return _buprenorphine(mg, day, value), DOWN
        case "buprenorphine_long":
            mg = value(LONG_FROM) - value(LONG_STEP) * (day // int(value(LONG_APART)))
            mg = min(mg, state.first)
            return _buprenorphine(mg, day, value), DOWN if day >= value(LONG_APART) else STEADY
        case "methadone":
            downs = max(0, day - int(value(METHADONE_STEADY)) + 1)
            first = min(state.first, value(FIRST_MOST))
            mg = round(first * (1 - downs * value(METHADONE_PART) / 100), 1)
            return (Dose(mg, "once a day"),), DOWN if downs else STEADY
        case "lofexidine":
            return _lofexidine(state, day, value), _calm(value)
        case _:
            return _clonidine(state, day, value), _calm(value)


def _buprenorphine(mg: float, day: int, value: ValueOf) -> tuple[Dose, ...]:
    """The first two days are built up; later ones are one dose."""
    if day > 1:
        return (Dose(mg, "once a day, under the tongue"),)
    sure = min(mg, value(DAY_ONE_MOST) if day else value(FIRST))
    more = min(mg - sure, value(STEP), value(DAY_ONE_MOST) if day == 0 else mg)
    doses = (Dose(sure, "once a day, under the tongue" if day else "first"),)
    return (*doses, Dose(more, "after 1 to 2 h", IF_NEEDED)) if more > 0 else doses


def _lofexidine(state: State, day: int, value: ValueOf) -> tuple[Dose, ...]:
    """Four doses a day, whole tablets, within the person's most a day; then down to nothing over the taper."""
    tablet = value(LOFEXIDINE_TABLET)
    most = min(state.first, value(lofexidine.MOST))
    each = min(value(lofexidine.USUAL_DOSE), value(lofexidine.LARGEST_DOSE), rounded_down(most / 4, tablet))
    left = last_day("lofexidine", value) - day
    taper = int(value(lofexidine.TAPER))
    if left <= taper:
        each = max(tablet, rounded_down(each * left / (taper + 1), tablet))
    return tuple(Dose(round(each, 2), when) for when in FOUR_TIMES)


def _clonidine(state: State, day: int, value: ValueOf) -> tuple[Dose, ...]:
    """Four doses a day, one step up for each day on which withdrawal goes on; then down by a step."""
    small = value(clonidine.SMALLEST_DOSE)
    most = min(state.first, value(clonidine.MOST_WATCHED))
    each = min(small * (1 + state.step), value(clonidine.LARGEST_DOSE), rounded_down(most / 4, small))
    left = last_day("clonidine", value) - day
    taper = int(value(clonidine.TAPER))
    if left <= taper:
        each = max(small / 2, rounded_down(each * left / (taper + 1), small / 2))
    return tuple(Dose(round(each, 2), when) for when in FOUR_TIMES)


def _calm(value: ValueOf) -> str:
    low, out, slow = clonidine.LOW_SYSTOLIC, clonidine.LOW_SYSTOLIC_OUTPATIENT, clonidine.SLOW_PULSE
    return Told(CALM, low=value(low), out=value(out), slow=value(slow))
