"""How many things make an overdose likelier for somebody, each counted once, with its reason (evidence, section h).

The count is no score with a cut-off: nobody is refused anything by it. It says what to talk about, and how soon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import ge, gt, le, lt

from holdfast.guideline.care.breaches import ValueOf
from holdfast.guideline.care.overdose import NO_OVERDOSE, OFF_MEDICINE
from holdfast.guideline.continuing import DAYS_MISSED
from holdfast.guideline.situations import NALTREXONE_XR_BLOCK
from holdfast.guideline.sources import (
    ASAM_2020,
    CLINICAL_REVIEW,
    FDA_SEDATIVES,
    METHADONE_LABEL,
    MISSED_METHADONE_AU,
    RELEASE_RISK,
    VIVITROL_LABEL,
)
from holdfast.guideline.urgent import RISKY_WEEKS_AFTER_RELEASE
from holdfast.language.expressions import Limit, Source
from holdfast.language.kinds import Value

Known = Mapping[str, Value]

FIRST_WEEKS = Limit("days", us=28, uk=28, since=METHADONE_LABEL.date, source=METHADONE_LABEL)
WEAK_KIDNEYS = Limit("mL/min", us=60, uk=60, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)


@dataclass(frozen=True)
class Factor:
    """One thing that makes an overdose likelier."""

    code: str
    say: str
    source: Source
    present: Callable[[Known, ValueOf], bool]


@dataclass(frozen=True)
class OverdoseRisk:
    """The factors that are known to be there. What is not known is not counted, and not taken as absent either."""

    factors: tuple[Factor, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.factors)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each in a sentence for the person."""
        return tuple(factor.say for factor in self.factors)


def _yes(*names: str) -> Callable[[Known, ValueOf], bool]:
    return lambda known, value: any(known.get(name) is True for name in names)


def _among(name: str, *words: str) -> Callable[[Known, ValueOf], bool]:
    return lambda known, value: known.get(name) in words


def _number(name: str, stands_to: Callable[[float, float], bool], limit: Limit) -> Callable[[Known, ValueOf], bool]:
    return lambda known, value: isinstance(found := known.get(name), int | float) and stands_to(found, value(limit))


def _either(*tests: Callable[[Known, ValueOf], bool]) -> Callable[[Known, ValueOf], bool]:
    return lambda known, value: any(test(known, value) for test in tests)


def _both(*tests: Callable[[Known, ValueOf], bool]) -> Callable[[Known, ValueOf], bool]:
    return lambda known, value: all(test(known, value) for test in tests)


FACTORS: tuple[Factor, ...] = (
    Factor(
        "overdose_before",
        "You overdosed within the last year.",
        ASAM_2020.recalled(),
        _either(_number("overdoses_past_year", gt, NO_OVERDOSE), _yes("overdose_now")),
    ),
    Factor(
        "release",
        "You left prison, hospital or a stay only weeks ago, or are about to.",
        RELEASE_RISK,
        _either(
            _number("days_since_release", le, RISKY_WEEKS_AFTER_RELEASE),
            _among("custody", "release_planned"),
            _yes("hospital_discharge_planned", "lost_tolerance"),
        ),
    ),
    Factor(
        "medicine_stopped",
        "You stopped your medicine only weeks ago.",
        ASAM_2020.recalled(),
        _number("days_since_medicine_stopped", le, OFF_MEDICINE),
    ),
    Factor(
        "naltrexone_ends",
        "The naltrexone injection no longer covers you.",
        VIVITROL_LABEL,
        _both(_among("current_medication", "naltrexone_xr"), _number("days_since_xr_injection", gt, NALTREXONE_XR_BLOCK)),
    ),
    Factor("injecting", "You inject.", ASAM_2020.recalled(), _yes("injects_drugs")),
    Factor(
        "strong_supply",
        "What you use may hold fentanyl or a nitazene.",
        CLINICAL_REVIEW,
        _either(_yes("fentanyl_exposure"), _among("main_opioid", "fentanyl", "nitazene")),
    ),
    Factor("alone", "You use when nobody is near.", ASAM_2020.recalled(), _yes("uses_alone")),
    Factor(
        "sedatives",
        "Alcohol or a sedative comes on top.",
        FDA_SEDATIVES,
        _either(
            _among("alcohol_use", "risky", "dependent"),
            _among("benzodiazepine_use", "prescribed", "not_prescribed", "both"),
            _yes("sedative_dependent", "gabapentinoid_use"),
        ),
    ),
    Factor(
        "lungs",
        "Your lungs are weak, or breathing stops in your sleep.",
        METHADONE_LABEL,
        _either(_among("respiratory_insufficiency", "chronic", "acute_severe"), _yes("sleep_apnoea")),
    ),
    Factor(
        "liver_or_kidneys",
        "Your liver or kidneys clear medicines slowly.",
        METHADONE_LABEL,
        _either(
            _among("child_pugh", "A", "B", "C"),
            _yes("jaundice_or_cirrhosis", "acute_hepatitis"),
            _number("egfr", lt, WEAK_KIDNEYS),
        ),
    ),
    Factor("suicide", "You have had thoughts of suicide.", CLINICAL_REVIEW, _among("suicide_risk", "low", "moderate", "high")),
    Factor(
        "first_weeks_of_methadone",
        "You are in the first weeks of methadone, while it still builds up.",
        METHADONE_LABEL,
        _both(_among("current_medication", "methadone"), _number("days_on_treatment", le, FIRST_WEEKS)),
    ),
    Factor(
        "missed_doses",
        "You missed doses in a row: the full dose may now be too much.",
        MISSED_METHADONE_AU,
        _number("missed_doses", ge, DAYS_MISSED),
    ),
)


def overdose_risk(known: Known, value: ValueOf) -> OverdoseRisk:
    """What is known to make an overdose likelier for this person."""
    return OverdoseRisk(tuple(factor for factor in FACTORS if factor.present(known, value)))
