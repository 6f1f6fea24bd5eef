"""Pregnancy: a status has a date and grows old; unknown is not no."""

from __future__ import annotations

from holdfast.fhir.elements import DAY, When
from holdfast.fhir.gathering import Gathering

LONGEST = 42 * 7 * DAY
NOT_PREGNANT_LASTS = 30 * DAY
LAST_WEEK = 42


def claim_pregnant(pregnant: bool, week: int | None, when: When | None, said: str, source: str, gathering: Gathering) -> None:
    """Claim it if it is recent enough to be true still; else say so and ask."""
    lasts = LONGEST if pregnant else NOT_PREGNANT_LASTS
    if not gathering.within(when, lasts):
        old = f"of {when.day}" if when else "without a date"
        gathering.skip(source, f"{said}: {old}, too old to say anything about now")
        gathering.notice(
            "pregnancy_unknown", f"A pregnancy status {old} ({said}) does not count: is the person pregnant now?", source, once=True
        )
        return
    gathering.claim("pregnant", pregnant, source, when, said)
    if week is not None:
        claim_week(week, when, said, source, gathering)


def claim_week(week: float, when: When | None, said: str, source: str, gathering: Gathering) -> None:
    """Claim the week of pregnancy, counted on from the day it was written down."""
    if when is None:
        gathering.skip(source, f"{said}: no date, so the week of pregnancy now cannot be counted")
        return
    now = int(week + (gathering.clock - when.earliest) / (7 * DAY))
    if not 0 <= now <= LAST_WEEK:
        gathering.skip(source, f"{said}: that pregnancy is over")
        return
    gathering.claim("gestation_weeks", now, source, when, f"{said}, counted on to the as-of time" if now != int(week) else said)
