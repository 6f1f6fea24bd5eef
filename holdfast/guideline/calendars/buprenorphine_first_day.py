"""Buprenorphine on the first day, by the way it is started: the doses, and the most that the day may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from holdfast.guideline.calendars.days import Dose, Order, ValueOf
from holdfast.guideline.calendars.first_doses import takes_sedatives
from holdfast.guideline.medicines.buprenorphine.changes import USUAL_HIGHEST
from holdfast.guideline.medicines.buprenorphine.gentle_starts import FIRST_DOSE_WITHOUT_TOLERANCE
from holdfast.guideline.situations import OLDER_AGE
from holdfast.guideline.sources import (
    ASAM_HIGH_POTENCY,
    BUPRENORPHINE_LABEL,
    CA_BRIDGE,
    CLINICAL_REVIEW,
    HERRING_2021,
    NIDA_HOME_START,
    PRECIPITATED,
)
from holdfast.guideline.words import Told
from holdfast.language.expressions import Limit
from holdfast.language.kinds import Value

FIRST = Limit("mg", us=4, uk=4, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL, settings=(2, 8))
FIRST_CAREFUL = Limit("mg", us=2, uk=2, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL)
DAY_ONE_MOST = Limit(
    "mg",
    us=8,
    uk=8,
    since=BUPRENORPHINE_LABEL.date,
    source=BUPRENORPHINE_LABEL,
    settings=(8, 16),
    why="the label; practice goes to 12 or 16",
)
RECHECK_FROM = Limit("min", us=60, uk=60, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL)
RECHECK_TO = Limit("min", us=120, uk=120, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL)
HOME_FIRST = Limit("mg", us=4, uk=4, since=NIDA_HOME_START.date, source=NIDA_HOME_START)
HOME_DAY_ONE_MOST = Limit("mg", us=12, uk=12, since=NIDA_HOME_START.date, source=NIDA_HOME_START, settings=(8, 16))
HIGH_FIRST = Limit("mg", us=8, uk=8, since=HERRING_2021.date, source=HERRING_2021, settings=(4, 8))
HIGH_NEXT = Limit("mg", us=8, uk=8, since=HERRING_2021.date, source=HERRING_2021)
OVERDOSE_FIRST = Limit("mg", us=16, uk=16, since=CA_BRIDGE.date, source=CA_BRIDGE, settings=(4, 16))
PRECIPITATED_EACH = Limit("mg", us=8, uk=8, since=PRECIPITATED.date, source=PRECIPITATED)
PRECIPITATED_DOSES = Limit("doses", us=3, uk=3, since=PRECIPITATED.date, source=PRECIPITATED, why="8 mg repeated, up to 24 to 32 mg")
MOST = Limit(
    "mg", us=32, uk=32, since=ASAM_HIGH_POTENCY.date, source=ASAM_HIGH_POTENCY, why="never planned above; a specialist's order only"
)
LIVER_MOST = Limit(
    "mg", us=12, uk=12, since=CLINICAL_REVIEW.date, source=BUPRENORPHINE_LABEL.recalled(), why="half, where the liver is failing"
)
OBSERVE = Limit("h", us=2, uk=2, since=CA_BRIDGE.date, source=CA_BRIDGE)
SMALL_STEP = Limit("mg", us=2, uk=2, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL)
STEP = Limit("mg", us=4, uk=4, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL)

Course = Literal["standard", "home", "high_dose", "after_overdose", "no_withdrawal", "precipitated"]

IF_NEEDED = "withdrawal goes on and no sedation"
RECHECK, RECHECK_AGAIN = "after {least:g} to {most:g} min", "again after {least:g} to {most:g} min"
IF_CLEAR = "withdrawal is clear and it is not too soon after the last opioid"
NOTES: Mapping[Course, str] = {
    "standard": "Let it melt under the tongue; do not swallow it. Much worse within two hours? Say so at once: more of it helps.",
    "home": "Take the first dose only when withdrawal is clear. Let it melt under the tongue. Call if you feel much worse or very sleepy.",
    "high_dose": "Only where staff can watch you. Let it melt under the tongue. Go home with a prescription that lasts until your visit.",
    "after_overdose": "Only when wide awake and breathing well, in an emergency department. Staff watch you for some hours.",
    "no_withdrawal": "Your body is not used to opioids now, so it starts very low. Do not mix it with alcohol or sedatives.",
    "precipitated": "Buprenorphine set off this withdrawal. More of it, with medicines for the symptoms, makes it better.",
}


def careful(values: Mapping[str, Value], value: ValueOf) -> bool:
    """Whether the first dose and the steps are small ones: a long-acting opioid before, age, lungs, liver or sedatives."""
    age = values.get("age")
    return (
        values.get("last_opioid_class") in ("long_acting", "methadone")
        or values.get("current_medication") == "methadone"
        or (isinstance(age, int | float) and age >= value(OLDER_AGE))
        or values.get("child_pugh") in ("B", "C")
        or values.get("respiratory_insufficiency") in ("chronic", "acute_severe")
        or takes_sedatives(values)
    )


def highest(values: Mapping[str, Value], value: ValueOf) -> float:
    """The highest daily dose that is planned for this person."""
    return value(LIVER_MOST) if values.get("child_pugh") == "C" else value(USUAL_HIGHEST)


def first_day(course: Course, small: bool, already: float, value: ValueOf) -> Order:
    """The doses of the first day. `already` is what was taken today before it (precipitated withdrawal only)."""
    match course:
        case "standard":
            first = value(FIRST_CAREFUL) if small else value(FIRST)
            least, most = value(RECHECK_FROM), value(RECHECK_TO)
            rechecks = tuple(Told(when, least=least, most=most) for when in (RECHECK, *(RECHECK_AGAIN,) * 3))
            doses = [Dose(first, "first"), *_more(first, value(DAY_ONE_MOST), first, rechecks)]
        case "home":
            first = value(FIRST_CAREFUL) if small else value(HOME_FIRST)
            times = ("after 1 to 3 h", "6 to 12 h after the first", "before sleep")
            doses = [Dose(first, "first"), *_more(first, value(HOME_DAY_ONE_MOST), first, times)]
        case "high_dose":
            first = value(HIGH_FIRST)
            doses = [
                Dose(first, "first"),
                *_more(first, value(MOST), value(HIGH_NEXT), ("after 30 to 60 min", *("again after 30 to 60 min",) * 3)),
            ]
        case "after_overdose":
            first = value(OVERDOSE_FIRST)
            again = Told("after 1 h or more; staff watch for {hours:g} h", hours=value(OBSERVE))
            doses = [Dose(first, "first"), *_more(first, value(MOST), value(HIGH_NEXT), (again,) * 4)]
        case "no_withdrawal":
            doses = [Dose(value(FIRST_DOSE_WITHOUT_TOLERANCE), "first")]
        case _:
            room = value(MOST) - already
            each = min(value(PRECIPITATED_EACH), room)
            most = min(room, value(PRECIPITATED_DOSES) * each)
            doses = [Dose(each, "now"), *_more(each, most, each, ("after 1 h", "after 1 h more"))] if room > 0 else []
    return Order(tuple(doses), NOTES[course])


def _more(first: float, most: float, each: float, times: tuple[str, ...]) -> list[Dose]:
    """Conditional doses after the first, `each` or what is left below `most`, as long as there are times for them."""
    doses, total = [], first
    for when in times:
        mg = min(each, most - total)
        if mg > 0:
            doses.append(Dose(mg, when, IF_NEEDED))
            total += mg
    return doses
