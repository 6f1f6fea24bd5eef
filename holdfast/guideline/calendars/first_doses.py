"""The first dose for this person: how much, how much more on the same day, and in what steps it may rise.

What is not known is never taken as reassurance: a person of whom nothing is known starts low.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from holdfast.guideline.calendars.days import ValueOf
from holdfast.guideline.situations import OLDER_AGE, TOLERANCE_KEPT
from holdfast.guideline.sources import ASAM_2020, CLINICAL_REVIEW, DESIGN, METHADONE_LABEL, UK_METHADONE
from holdfast.language.expressions import Limit
from holdfast.language.kinds import Value

FIRST_MOST = Limit(
    "mg", us=30, uk=30, since=METHADONE_LABEL.date, source=ASAM_2020, why="no longer in 42 CFR 8.12, still label and guideline"
)
DAY_ONE_MOST = Limit(
    "mg", us=40, uk=40, since=METHADONE_LABEL.date, source=METHADONE_LABEL, why="the legal 50 mg is no target: 41 to 50 is an override"
)
FIRST_USUAL = Limit("mg", us=20, uk=20, since=ASAM_2020.date, source=ASAM_2020, settings=(10, 30))
SECOND_MOST = Limit("mg", us=10, uk=10, since=ASAM_2020.date, source=ASAM_2020, settings=(5, 10))
FIRST_CAREFUL = Limit("mg", us=10, uk=10, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(5, 20))
DAY_ONE_CAREFUL = Limit("mg", us=20, uk=20, since=UK_METHADONE.date, source=UK_METHADONE, settings=(10, 20))
FIRST_LOW = Limit("mg", us=5, uk=5, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(2.5, 10))
DAY_ONE_LOW = Limit("mg", us=10, uk=10, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(5, 20))
FIRST_LEAST = Limit("mg", us=2.5, uk=2.5, since=ASAM_2020.date, source=ASAM_2020.recalled())
RISE_MOST = Limit("mg", us=10, uk=10, since=ASAM_2020.date, source=ASAM_2020, settings=(5, 10))
RISE_CAREFUL = Limit("mg", us=5, uk=5, since=ASAM_2020.date, source=ASAM_2020)
WITHDRAWAL_SEEN = Limit(
    "points", us=5, uk=5, since=DESIGN.date, source=DESIGN, why="mild withdrawal on COWS shows that the body is used to opioids"
)

MOST_DAYS = Limit("days", us=24, uk=24, since=DESIGN.date, source=DESIGN, why="use on four days of five keeps the body used to opioids")


class Begin(NamedTuple):
    """A first day of methadone: the first dose, what may be added once on the same day, and the step in which it may rise."""

    first: float
    extra: float
    rise: float


def low_begin(value: ValueOf) -> Begin:
    """The first day for somebody who is no longer used to opioids."""
    first = min(value(FIRST_LOW), value(FIRST_MOST))
    return Begin(first, _extra(first, value(DAY_ONE_LOW), value), value(RISE_CAREFUL))


def methadone_begin(values: Mapping[str, Value], value: ValueOf) -> tuple[Begin, tuple[str, ...]]:
    """The first day of methadone for this person, and why it is as low as it is."""
    dangers = _dangers(values, value)
    reasons = tuple(dangers)
    tolerant = tolerance(values, value)
    if tolerant is False:
        reasons = ("your body is no longer used to opioids", *reasons)
        if dangers:
            least = value(FIRST_LEAST)
            return Begin(least, least, value(RISE_CAREFUL)), reasons
        return low_begin(value), reasons
    if OLDER in dangers and len(dangers) > 1:
        return low_begin(value), reasons
    if dangers or tolerant is None:
        first = min(value(FIRST_CAREFUL), value(FIRST_MOST))
        unsure = () if tolerant else ("nobody has recorded how used to opioids your body is",)
        return Begin(first, _extra(first, value(DAY_ONE_CAREFUL), value), value(RISE_CAREFUL)), (*unsure, *reasons)
    first = min(value(FIRST_MOST) if _strong_and_clear(values) else value(FIRST_USUAL), value(FIRST_MOST))
    return Begin(first, _extra(first, value(DAY_ONE_MOST), value), value(RISE_MOST)), ()


def _extra(first: float, most: float, value: ValueOf) -> float:
    return max(0.0, min(value(SECOND_MOST), most - first))


OLDER = "your age"
SEDATED_BY = "alcohol or another medicine that slows breathing"


def _dangers(values: Mapping[str, Value], value: ValueOf) -> tuple[str, ...]:
    age = values.get("age")
    found = []
    if isinstance(age, int | float) and age >= value(OLDER_AGE):
        found.append(OLDER)
    if takes_sedatives(values):
        found.append(SEDATED_BY)
    if values.get("respiratory_insufficiency") in ("chronic", "acute_severe") or values.get("sleep_apnoea") is True:
        found.append("your breathing")
    if values.get("child_pugh") in ("B", "C"):
        found.append("your liver")
    return tuple(found)


def takes_sedatives(values: Mapping[str, Value]) -> bool:
    """Alcohol beyond a little, or a sedative, as far as is known."""
    return (
        values.get("alcohol_use") in ("risky", "dependent")
        or values.get("benzodiazepine_use") in ("prescribed", "not_prescribed", "both")
        or values.get("sedative_dependent") is True
        or values.get("gabapentinoid_use") is True
        or values.get("urine_benzodiazepine") == "positive"
    )


def tolerance(values: Mapping[str, Value], value: ValueOf) -> bool | None:
    """Whether the body is used to opioids: yes, no, or None where nothing shows it."""
    free = values.get("days_opioid_free")
    missed = values.get("missed_doses") if values.get("opioids_since_last_dose") is not True else None
    lapsed = any(isinstance(days, int | float) and days >= value(TOLERANCE_KEPT) for days in (free, missed))
    if values.get("lost_tolerance") is True or values.get("main_opioid") == "none" or lapsed or values.get("physically_dependent") is False:
        return False
    cows, days_of_use = values.get("cows_score"), values.get("opioid_use_days_30")
    shown = (
        values.get("physically_dependent") is True
        or values.get("current_medication") in ("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")
        or (isinstance(cows, int | float) and cows >= value(WITHDRAWAL_SEEN))
        or (isinstance(days_of_use, int | float) and days_of_use >= value(MOST_DAYS))
    )
    return True if shown else None


def _strong_and_clear(values: Mapping[str, Value]) -> bool:
    """A strong supply, and every danger asked about and absent."""
    return (
        (values.get("main_opioid") in ("fentanyl", "nitazene") or values.get("fentanyl_exposure") is True)
        and values.get("age") is not None
        and values.get("alcohol_use") in ("none", "low")
        and values.get("benzodiazepine_use") == "none"
        and values.get("physically_dependent") is True
    )
