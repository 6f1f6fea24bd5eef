"""The scale of care as it is usually given: hours a week, usual length, when it is looked at again, whom it suits.

Lengths are what is usual, never a sentence to serve and never a number of days to be earned: the review decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.guideline.options import INTENSIVE_OUTPATIENT, OUTPATIENT, PARTIAL_HOSPITALISATION, RESIDENTIAL_LONG, RESIDENTIAL_SHORT
from holdfast.guideline.sources import CARE_LEVELS, DESIGN, NIDA_PRINCIPLES
from holdfast.language.expressions import Limit
from holdfast.language.rules import Option

OUTPATIENT_BELOW = Limit("hours a week", us=9, uk=9, since=CARE_LEVELS.date, source=CARE_LEVELS)
OUTPATIENT_BELOW_YOUNG = Limit("hours a week", us=6, uk=6, since=CARE_LEVELS.date, source=CARE_LEVELS)
INTENSIVE_LEAST = Limit("hours a week", us=9, uk=9, since=CARE_LEVELS.date, source=CARE_LEVELS)
INTENSIVE_LEAST_YOUNG = Limit("hours a week", us=6, uk=6, since=CARE_LEVELS.date, source=CARE_LEVELS)
INTENSIVE_MOST = Limit("hours a week", us=19, uk=19, since=CARE_LEVELS.date, source=CARE_LEVELS)
DAY_PROGRAMME_LEAST = Limit("hours a week", us=20, uk=20, since=CARE_LEVELS.date, source=CARE_LEVELS)
LIVING_IN_LEAST = Limit("hours a week", us=20, uk=20, since=CARE_LEVELS.date, source=CARE_LEVELS.recalled())
IN_TREATMENT_LEAST = Limit(
    "days", us=180, uk=180, since=NIDA_PRINCIPLES.date, source=NIDA_PRINCIPLES, why="longer is better; there is no day on which it ends"
)
STEP_LEAST = Limit("days", us=28, uk=28, since=DESIGN.date, source=DESIGN, settings=(28, 56))
STEP_MOST = Limit("days", us=56, uk=56, since=DESIGN.date, source=DESIGN, settings=(28, 84))
SHORT_STAY_LEAST = Limit("days", us=28, uk=28, since=CARE_LEVELS.date, source=CARE_LEVELS)
SHORT_STAY_MOST = Limit("days", us=90, uk=90, since=CARE_LEVELS.date, source=CARE_LEVELS)
LONG_STAY_LEAST = Limit("days", us=180, uk=180, since=CARE_LEVELS.date, source=CARE_LEVELS)
LONG_STAY_MOST = Limit("days", us=365, uk=365, since=CARE_LEVELS.date, source=CARE_LEVELS)
REVIEW_OUTPATIENT = Limit("days", us=30, uk=30, since=DESIGN.date, source=DESIGN, settings=(30, 90))
REVIEW_BY_DAY = Limit("days", us=14, uk=14, since=DESIGN.date, source=DESIGN, settings=(14, 30))
REVIEW_LIVING_IN = Limit("days", us=7, uk=7, since=DESIGN.date, source=DESIGN)


@dataclass(frozen=True)
class Level:
    """A level of care as it is usually given: hours a week from and to (`young` below the age of an adult), the usual length
    from and to (no end: None), days until it is looked at again, and in plain words whom it suits and whom not."""

    option: Option
    least: Limit | None
    most: Limit | None
    young: Limit | None
    stay: tuple[Limit, Limit | None]
    review: Limit
    suits: str
    does_not_suit: str


LEVELS: tuple[Level, ...] = (
    Level(
        OUTPATIENT,
        None,
        OUTPATIENT_BELOW,
        OUTPATIENT_BELOW_YOUNG,
        (IN_TREATMENT_LEAST, None),
        REVIEW_OUTPATIENT,
        "Suits most people: those with work, school or a family, those with someone who backs them, those who are doing well.",
        "Is too little while home is not safe, or while your life is in danger.",
    ),
    Level(
        INTENSIVE_OUTPATIENT,
        INTENSIVE_LEAST,
        INTENSIVE_MOST,
        INTENSIVE_LEAST_YOUNG,
        (STEP_LEAST, STEP_MOST),
        REVIEW_BY_DAY,
        "Suits people who need to be seen on several days a week and can sleep safely at home.",
        "Does not suit people who cannot come that often, or whose work would be lost.",
    ),
    Level(
        PARTIAL_HOSPITALISATION,
        DAY_PROGRAMME_LEAST,
        None,
        None,
        (STEP_LEAST, STEP_MOST),
        REVIEW_BY_DAY,
        "Suits people in real danger who can still sleep safely at home, and people who have just left a hospital or a stay.",
        "Does not suit people with a mild disorder and a good home, nor people with nowhere safe to sleep.",
    ),
    Level(
        RESIDENTIAL_SHORT,
        LIVING_IN_LEAST,
        None,
        None,
        (SHORT_STAY_LEAST, SHORT_STAY_MOST),
        REVIEW_LIVING_IN,
        "Suits people whose home would pull them back, or who used again in spite of a medicine and more visits.",
        "Does not suit people who have not yet had a medicine at the right dose, nor any house that takes your medicine away.",
    ),
    Level(
        RESIDENTIAL_LONG,
        LIVING_IN_LEAST,
        None,
        None,
        (LONG_STAY_LEAST, LONG_STAY_MOST),
        REVIEW_LIVING_IN,
        "Suits people with no safe home and nobody behind them for whom shorter care has failed more than once.",
        "Does not suit people with a job or children to look after, nor any house that takes your medicine away.",
    ),
)
"""In the order of the scale."""
