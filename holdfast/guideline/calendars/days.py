"""What a calendar is made of: doses, an order for a day, the days, or a refusal that says why and what would allow it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from holdfast.guideline.words import Told
from holdfast.language.expressions import Limit

NOT_AN_ORDER = "This is the plan, not an order: the clinic confirms each dose."
NO_DOSE = "no dose"

ValueOf = Callable[[Limit], float]
"""Gives the value in force of a limit: `Dated.value`."""


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose. `condition` is what must be so for it to be given; None where it is simply due."""

    mg: float
    when: str
    condition: str | None = None

    @property
    def told(self) -> Told:
        """The dose as a person reads it."""
        if self.condition is None:
            return Told("{mg:g} mg {when}", mg=self.mg, when=self.when)
        return Told("{mg:g} mg {when}, only if {condition}", mg=self.mg, when=self.when, condition=self.condition)


@dataclass(frozen=True, slots=True)
class Order:
    """What is due on one day, and what is said about it. No doses: none today."""

    doses: tuple[Dose, ...] = ()
    note: str = ""

    @property
    def first_mg(self) -> float:
        """The first dose of the day, conditional or not."""
        return self.doses[0].mg if self.doses else 0

    @property
    def total_mg(self) -> float:
        """What is due without any condition."""
        return sum(dose.mg for dose in self.doses if dose.condition is None)

    @property
    def max_mg(self) -> float:
        """The most that can be given on the day, with every conditional dose."""
        return sum(dose.mg for dose in self.doses)


class Happened(NamedTuple):
    """What has happened since the last order, as it is known before today's. A plan assumes it, a clinic sees it."""

    taken: bool = True
    """The last order's doses that were due were taken."""
    extra: bool | None = None
    """Its conditional doses were taken too; None where nobody has said."""
    withdrawal: bool = False
    """Withdrawal goes on."""
    sedated: bool = False
    """Drowsy, drunk or high now."""
    asked: bool = False
    """The prescriber asks for a higher dose today."""
    assessed: bool = False
    """The prescriber has seen the person today."""
    opioids: bool = False
    """Other opioids were taken meanwhile."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar; `day` counts from 1."""

    day: int
    date: date
    order: Order


@dataclass(frozen=True, slots=True)
class Calendar:
    """The doses of one medicine, day by day, if all goes as planned. `limits` are the bounds it kept, each with its source."""

    medicine: str
    start: str
    days: tuple[Day, ...]
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The calendar in the contract's shape."""
        return {
            "medicine": self.medicine,
            "start": self.start,
            "days": [_day(day) for day in self.days],
            "notes": list(self.notes),
            "limits": list(self.limits),
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A calendar that must not be built: why not, and what would allow it or can be done instead."""

    reasons: tuple[str, ...]
    instead: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The refusal as plain data."""
        return {"refused": list(self.reasons), "instead": list(self.instead)}


def sensible(mg: float) -> int | float:
    """A dose as it is written: a whole number as such, anything else to a hundredth."""
    return int(mg) if float(mg).is_integer() else round(mg, 2)


def rounded_down(mg: float, unit: float) -> float:
    """The largest multiple of `unit` that is not above `mg` (a hair's breadth of binary error forgiven)."""
    return int(mg / unit + 1e-9) * unit


def shares(mg: float, parts: int, unit: float, names: tuple[str, ...]) -> tuple[Dose, ...]:
    """The day's dose in `parts` as even as `unit` allows, the larger ones first. They add up to `mg` exactly."""
    if parts == 1:
        return (Dose(mg, "once a day"),)
    units, rest = divmod(mg, unit)
    each, more = divmod(int(units), parts)
    doses = [(each + (part < more)) * unit + (rest if part == 0 else 0) for part in range(parts)]
    return tuple(Dose(dose, name) for dose, name in zip(doses, names, strict=False) if dose)


def _day(day: Day) -> dict[str, object]:
    order = day.order
    return {
        "day": day.day,
        "date": day.date.isoformat(),
        "first_mg": sensible(order.first_mg),
        "total_mg": sensible(order.total_mg),
        "max_mg": sensible(order.max_mg),
        "doses": [{"mg": sensible(dose.mg), "when": dose.when, "if": dose.condition} for dose in order.doses],
        "note": order.note,
    }
