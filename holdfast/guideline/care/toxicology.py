"""What a urine test says, by the medicine that is taken, and what to do: always help, never a penalty.

Every test on the spot only points to something. Before anything hangs on it a laboratory confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.guideline.care.urine_readings import READINGS, Facts
from holdfast.guideline.sources import DRUG_TESTING_2017
from holdfast.language.expressions import Source
from holdfast.language.kinds import Value

Known = Mapping[str, Value]


@dataclass(frozen=True)
class Reading:
    """What one result, or two together, say of a person, and what to do. `expected`: there is nothing to do.
    `presumptive`: no laboratory has confirmed it yet."""

    code: str
    say: str
    action: str
    source: Source
    expected: bool = False
    presumptive: bool = True


CONFIRM = Reading(
    "confirm_first",
    "A test on the spot only points to something.",
    "Let a laboratory confirm it before anything hangs on it. A result serves treatment; nobody loses it by one.",
    DRUG_TESTING_2017,
)


def readings(known: Known) -> tuple[Reading, ...]:
    """What the urine results on record say of this person, in the order of the table; last, where anything unexpected is
    not yet confirmed, the reminder to confirm it first."""
    presumptive = known.get("urine_confirmed") is not True
    found = tuple(
        Reading(row.code, row.say, row.action, row.source, row.expected, presumptive)
        for row in READINGS
        if _holds(row.when, known) and not (row.unless is not None and _holds(row.unless, known))
    )
    doubtful = presumptive and any(not reading.expected for reading in found)
    return (*found, CONFIRM) if doubtful else found


def _holds(facts: Facts, known: Known) -> bool:
    return all(known.get(name) in allowed for name, allowed in facts.items())
