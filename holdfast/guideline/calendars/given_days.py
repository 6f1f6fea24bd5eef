"""A dosing calendar that somebody handed in, day by day, and what a look at it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from holdfast.guideline.calendars.days import ValueOf
from holdfast.guideline.calendars.today import no_dose_now
from holdfast.guideline.care.breaches import Breach
from holdfast.guideline.sources import MISSED_METHADONE_AU
from holdfast.language.kinds import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class GivenDay:
    """One day of a calendar handed in; `number` counts from 1. `sure_mg` is given without any condition, `most_mg` with
    every conditional dose. On a missed day nothing was taken."""

    number: int
    first_mg: float
    sure_mg: float
    most_mg: float
    missed: bool = False

    @property
    def where(self) -> str:
        """The day as a message names it."""
        return f"calendar.days: day {self.number}"


@dataclass
class Examined:
    """What was found: breaches in order, what to know, and the facts without which more cannot be said."""

    breaches: list[Breach] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def awake_first(days: Sequence[GivenDay], values: Values, value: ValueOf) -> list[Breach]:
    """No dose for somebody who is drowsy, drunk or high now, or breathes too weakly."""
    if not (days and days[0].sure_mg and no_dose_now(values, value)):
        return []
    say = f"No dose now: {', '.join(no_dose_now(values, value))}. A dose could stop the person's breathing."
    return [Breach(days[0].where, say, MISSED_METHADONE_AU, "No dose until wide awake; look again in an hour.", rule="not_awake")]
