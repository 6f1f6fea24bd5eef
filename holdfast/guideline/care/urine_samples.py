"""How long a drug shows in urine, and whether a sample can be read at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from holdfast.guideline.care.breaches import ValueOf
from holdfast.guideline.sources import BUPRENORPHINE_RATIO, CLINICAL_REVIEW, DRUG_TESTING_2017, SAMHSA_URINE, URINE_WINDOWS
from holdfast.language.expressions import Limit, Source


def _days(days: float, source: Source = URINE_WINDOWS) -> Limit:
    return Limit("days", us=days, uk=days, since=source.date, source=source)


def _hours(hours: float) -> Limit:
    return Limit("hours", us=hours, uk=hours, since=URINE_WINDOWS.date, source=URINE_WINDOWS)


HEROIN_USUAL, HEROIN_LONGEST = _hours(8), _hours(24)
MORPHINE_USUAL, MORPHINE_LONGEST = _days(2), _days(5)
HYDROMORPHONE_LONGEST = _days(3)
OXYCODONE_USUAL, OXYCODONE_LONGEST = _days(2), _days(4)
FENTANYL_ONCE, FENTANYL_DAILY = _days(3), _days(28)
METHADONE_USUAL, METHADONE_LONGEST = _days(3), _days(7)
EDDP_USUAL, EDDP_LONGEST = _days(6), _days(10)
BUPRENORPHINE_LONGEST = _days(7)
NORBUPRENORPHINE_USUAL, NORBUPRENORPHINE_LONGEST = _days(7), _days(14)
COCAINE_USUAL = _days(4)
AMPHETAMINES_USUAL, AMPHETAMINES_LONGEST = _days(2), _days(5)
BENZODIAZEPINE_SHORT, BENZODIAZEPINE_MIDDLE, BENZODIAZEPINE_LONG = _days(2), _days(5), _days(30)
ALCOHOL_USUAL, ALCOHOL_LONGEST = _hours(6), _hours(8)
ALCOHOL_MARKER = _days(5, DRUG_TESTING_2017)
CANNABIS_ONCE, CANNABIS_DAILY = _days(3), _days(30)

CREATININE_DILUTE = Limit("mg/dL", us=20, uk=20, since=SAMHSA_URINE.date, source=SAMHSA_URINE)
CREATININE_NOT_URINE = Limit("mg/dL", us=2, uk=2, since=SAMHSA_URINE.date, source=SAMHSA_URINE)
GRAVITY_DILUTE = Limit("specific gravity", us=1.003, uk=1.003, since=SAMHSA_URINE.date, source=SAMHSA_URINE)
COLDEST = Limit("°C", us=32, uk=32, since=SAMHSA_URINE.date, source=SAMHSA_URINE, why="within four minutes")
WARMEST = Limit("°C", us=38, uk=38, since=SAMHSA_URINE.date, source=SAMHSA_URINE, why="within four minutes")
TAKEN_RATIO = Limit("to one", us=0.02, uk=0.02, since=BUPRENORPHINE_RATIO.date, source=BUPRENORPHINE_RATIO)


class Window(NamedTuple):
    """For how long something shows: usually, and at the longest."""

    usual: Limit
    longest: Limit
    note: str = ""


WINDOWS: Mapping[str, Window] = {
    "6mam": Window(HEROIN_USUAL, HEROIN_LONGEST, "Only heroin makes it."),
    "morphine_codeine": Window(MORPHINE_USUAL, MORPHINE_LONGEST, "Poppy seed makes it too."),
    "hydromorphone": Window(HYDROMORPHONE_LONGEST, HYDROMORPHONE_LONGEST),
    "oxycodone": Window(OXYCODONE_USUAL, OXYCODONE_LONGEST, "It needs a test of its own."),
    "fentanyl": Window(FENTANYL_ONCE, FENTANYL_DAILY, "After daily use it shows for weeks without any new use."),
    "methadone": Window(METHADONE_USUAL, METHADONE_LONGEST),
    "eddp": Window(EDDP_USUAL, EDDP_LONGEST, "Only a body makes it from methadone."),
    "buprenorphine": Window(
        BUPRENORPHINE_LONGEST, BUPRENORPHINE_LONGEST, "Its own test. After an injection: many months, with no number to go by."
    ),
    "norbuprenorphine": Window(NORBUPRENORPHINE_USUAL, NORBUPRENORPHINE_LONGEST),
    "cocaine": Window(COCAINE_USUAL, COCAINE_USUAL, "Longer after daily use."),
    "amphetamines": Window(AMPHETAMINES_USUAL, AMPHETAMINES_LONGEST, "Many other medicines look like it."),
    "benzodiazepines_short": Window(BENZODIAZEPINE_SHORT, BENZODIAZEPINE_SHORT),
    "benzodiazepines_middle": Window(BENZODIAZEPINE_MIDDLE, BENZODIAZEPINE_MIDDLE),
    "benzodiazepines_long": Window(BENZODIAZEPINE_LONG, BENZODIAZEPINE_LONG),
    "alcohol": Window(ALCOHOL_USUAL, ALCOHOL_LONGEST),
    "alcohol_marker": Window(ALCOHOL_MARKER, ALCOHOL_MARKER),
    "cannabis": Window(CANNABIS_ONCE, CANNABIS_DAILY),
}


class Sample(NamedTuple):
    """What can be said of a sample before anything in it is read."""

    code: str
    say: str
    action: str
    source: Source


USABLE = Sample("usable", "The sample can be read.", "Read it with the medicines the person takes.", SAMHSA_URINE)
DILUTE = Sample(
    "dilute",
    "The sample is thin: much water was drunk, or added.",
    "A negative result says nothing. Ask for another sample, best in the morning. It is no proof of anything.",
    CLINICAL_REVIEW,
)
SUBSTITUTED = Sample(
    "substituted",
    "This is not what urine looks like.",
    "Ask what makes giving a sample hard, and offer another way, such as a test of saliva. The medicine goes on.",
    SAMHSA_URINE,
)
TEMPERATURE = Sample(
    "temperature",
    "The sample is colder or warmer than fresh urine.",
    "Ask for another sample, with kindness. The medicine goes on.",
    SAMHSA_URINE,
)
ADDED = Sample(
    "added",
    "There is far less of what the body makes than of buprenorphine itself: it may have been added to the cup.",
    "Ask without blame. Offer doses with staff present, or the injection. Somebody else's urine would not show up this way.",
    BUPRENORPHINE_RATIO,
)
TAKEN = Sample("taken", "The body has made its own product of buprenorphine: it was taken.", "Nothing to do.", BUPRENORPHINE_RATIO)


def sample(value: ValueOf, creatinine: float, gravity: float | None = None, celsius: float | None = None) -> Sample:
    """Whether a sample can be read: creatinine in mg/dL, specific gravity, temperature within four minutes.

    Dilute needs both a low creatinine and a low specific gravity; a low creatinine alone is usable.
    """
    if creatinine < value(CREATININE_NOT_URINE):
        return SUBSTITUTED
    if celsius is not None and not value(COLDEST) <= celsius <= value(WARMEST):
        return TEMPERATURE
    thin = creatinine < value(CREATININE_DILUTE) and gravity is not None and gravity < value(GRAVITY_DILUTE)
    return DILUTE if thin else USABLE


def buprenorphine_ratio(value: ValueOf, norbuprenorphine: float, buprenorphine: float) -> Sample:
    """Whether buprenorphine was taken, from the two amounts in the same unit, as a laboratory measured them."""
    return TAKEN if norbuprenorphine >= value(TAKEN_RATIO) * buprenorphine else ADDED
