"""How withdrawal runs, by opioid: when it begins after the last use, when it is worst, when the worst is over.

Nothing here decides anything: it tells a person what to expect. Sleep, mood and craving can take weeks or months more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from holdfast.guideline.sources import WITHDRAWAL_COURSE
from holdfast.language.expressions import Limit


def _hours(hours: float) -> Limit:
    return Limit("hours", us=hours, uk=hours, since=WITHDRAWAL_COURSE.date, source=WITHDRAWAL_COURSE)


def _days(days: float) -> Limit:
    return Limit("days", us=days, uk=days, since=WITHDRAWAL_COURSE.date, source=WITHDRAWAL_COURSE)


SHORT_BEGINS, SHORT_BEGUN = _hours(6), _hours(24)
SHORT_WORST_FROM, SHORT_WORST_TO = _days(1), _days(3)
SHORT_OVER_FROM, SHORT_OVER_TO = _days(5), _days(10)
FENTANYL_BEGINS, FENTANYL_BEGUN = _hours(8), _hours(24)
FENTANYL_WORST_FROM, FENTANYL_WORST_TO = _days(1), _days(4)
FENTANYL_OVER_FROM, FENTANYL_OVER_TO = _days(7), _days(14)
METHADONE_BEGINS, METHADONE_BEGUN = _hours(24), _hours(48)
METHADONE_WORST_FROM, METHADONE_WORST_TO = _days(3), _days(8)
METHADONE_OVER_FROM, METHADONE_OVER_TO = _days(10), _days(20)
BUPRENORPHINE_BEGINS, BUPRENORPHINE_BEGUN = _hours(24), _hours(72)
BUPRENORPHINE_WORST_FROM, BUPRENORPHINE_WORST_TO = _days(3), _days(5)
BUPRENORPHINE_OVER_FROM, BUPRENORPHINE_OVER_TO = _days(10), _days(20)


@dataclass(frozen=True)
class Withdrawal:
    """The course for some opioids: begins, is worst and is over, each from and to. `also` is what makes it different."""

    opioids: tuple[str, ...]
    begins: tuple[Limit, Limit]
    worst: tuple[Limit, Limit]
    over: tuple[Limit, Limit]
    also: str = ""


COURSES: tuple[Withdrawal, ...] = (
    Withdrawal(
        ("heroin", "short_acting_prescription", "tramadol", "kratom"),
        (SHORT_BEGINS, SHORT_BEGUN),
        (SHORT_WORST_FROM, SHORT_WORST_TO),
        (SHORT_OVER_FROM, SHORT_OVER_TO),
    ),
    Withdrawal(
        ("fentanyl", "nitazene"),
        (FENTANYL_BEGINS, FENTANYL_BEGUN),
        (FENTANYL_WORST_FROM, FENTANYL_WORST_TO),
        (FENTANYL_OVER_FROM, FENTANYL_OVER_TO),
        "The body stores it, so withdrawal can start late and come in waves.",
    ),
    Withdrawal(
        ("methadone", "long_acting_prescription"),
        (METHADONE_BEGINS, METHADONE_BEGUN),
        (METHADONE_WORST_FROM, METHADONE_WORST_TO),
        (METHADONE_OVER_FROM, METHADONE_OVER_TO),
        "It is slower and longer than from heroin.",
    ),
    Withdrawal(
        ("buprenorphine",),
        (BUPRENORPHINE_BEGINS, BUPRENORPHINE_BEGUN),
        (BUPRENORPHINE_WORST_FROM, BUPRENORPHINE_WORST_TO),
        (BUPRENORPHINE_OVER_FROM, BUPRENORPHINE_OVER_TO),
        "It is milder. After an injection it may come weeks or months later.",
    ),
)
AFTERWARDS = "Poor sleep, low mood and craving can go on for weeks or months. A medicine prevents all of this."


def course_of(opioid: str) -> Withdrawal | None:
    """The course for a `main_opioid`; None where nobody can say (none, another one)."""
    return next((course for course in COURSES if opioid in course.opioids), None)


def expected(opioid: str, value: Callable[[Limit], float]) -> tuple[str, ...]:
    """What a person may expect, in sentences; nothing where nobody can say. `value` gives a limit's value as it stands."""
    course = course_of(opioid)
    if course is None:
        return ()
    said = (
        f"It begins {_span(course.begins, value)} after the last use.",
        f"It is worst {_span(course.worst, value)} after the last use.",
        f"The worst is over after {_span(course.over, value)}.",
    )
    return (*said, *((course.also,) if course.also else ()), AFTERWARDS)


def _span(limits: tuple[Limit, Limit], value: Callable[[Limit], float]) -> str:
    return f"{value(limits[0]):g} to {value(limits[1]):g} {limits[1].unit}"
