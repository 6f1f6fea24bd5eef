"""What an observation's code measures: evidence sections m4 and m5.

Ranges say what is believed; freshness, for how long a result says something about now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from holdfast.fhir.elements import DAY, INSTRUMENT_SYSTEM, Key, table
from holdfast.fhir.gathering import HOUR, YEAR
from holdfast.language.codes import LOINC, SNOMEDCT, Code

TODAY = 24 * HOUR
WHOLE = True


@dataclass(frozen=True)
class Measure:
    """A number: its fact, what each unit is multiplied by, the range believed, how long it counts, how it is kept."""

    fact: str
    units: Mapping[str, float]
    low: float
    high: float
    fresh: timedelta
    whole: bool = False
    bare: bool = True
    """Whether a number without a unit can only mean the fact's own unit."""
    asked_again: bool = False
    """Kept when old, with the remark to repeat it."""


SCORE = {"": 1.0, "1": 1.0, "{score}": 1.0, "score": 1.0, "points": 1.0, "{points}": 1.0}
_PER_MINUTE = {"/min": 1.0, "{beats}/min": 1.0, "beats/minute": 1.0, "bpm": 1.0, "{breaths}/min": 1.0, "breaths/minute": 1.0, "1/min": 1.0}
_PRESSURE = {"mm[Hg]": 1.0, "mmHg": 1.0}
_LITRE = {"mmol/L": 1.0, "meq/L": 1.0, "mEq/L": 1.0}
_CELLS = {"10*3/uL": 1.0, "10*9/L": 1.0, "K/uL": 1.0, "10^3/uL": 1.0, "10^9/L": 1.0, "/uL": 0.001, "{cells}/uL": 0.001, "Thousands/uL": 1.0}
_FILTRATION = dict.fromkeys(("mL/min/{1.73_m2}", "mL/min/1.73m2", "mL/min/1.73 m2", "mL/min/{1.73m2}", "mL/min/1.73_m2", "mL/min"), 1.0)
_WEIGHT = {"kg": 1.0, "g": 0.001, "[lb_av]": 0.45359237, "lb": 0.45359237, "lbs": 0.45359237, "lb_av": 0.45359237}
_WEEKS = {"wk": 1.0, "weeks": 1.0, "week": 1.0, "d": 1 / 7, "days": 1 / 7}

QTC = Measure("qtc_ms", {"ms": 1.0, "msec": 1.0, "milliseconds": 1.0, "s": 1000.0}, 300, 700, YEAR, WHOLE)
COWS = Measure("cows_score", SCORE, 0, 48, TODAY, WHOLE)
SOWS = Measure("sows_score", SCORE, 0, 64, TODAY, WHOLE)
PHQ9 = Measure("phq9_score", SCORE, 0, 27, YEAR, WHOLE, asked_again=True)
GAD7 = Measure("gad7_score", SCORE, 0, 21, YEAR, WHOLE, asked_again=True)
SATURATION = Measure("oxygen_saturation", {"%": 1.0}, 40, 100, TODAY)
EGFR = Measure("egfr", _FILTRATION, 1, 200, YEAR)
PRESSURE = Measure("systolic_bp", _PRESSURE, 50, 260, TODAY)
WEEKS = Measure("gestation_weeks", _WEEKS, 1, 45, 300 * DAY, bare=False)

MEASURES: dict[Key, Measure] = table({
    LOINC("8636-3"): QTC,
    LOINC("44261-6"): PHQ9, SNOMEDCT("720433000"): PHQ9, LOINC("70274-6"): GAD7,
    LOINC("29463-7"): Measure("weight_kg", _WEIGHT, 20, 350, YEAR, bare=False),
    LOINC("8867-4"): Measure("heart_rate", _PER_MINUTE, 20, 250, TODAY),
    LOINC("9279-1"): Measure("respiratory_rate", _PER_MINUTE, 1, 60, TODAY),
    LOINC("8480-6"): PRESSURE,
    LOINC("2708-6"): SATURATION, LOINC("59408-5"): SATURATION,
    LOINC("33914-3"): EGFR, LOINC("62238-1"): EGFR, LOINC("98979-8"): EGFR, LOINC("88294-4"): EGFR,
    LOINC("777-3"): Measure("platelets", _CELLS, 1, 1500, YEAR),
    LOINC("2823-3"): Measure("potassium", _LITRE, 1.5, 9, YEAR), LOINC("6298-4"): Measure("potassium", _LITRE, 1.5, 9, YEAR),
    LOINC("2601-3"): Measure("magnesium", {"mmol/L": 1.0, "meq/L": 0.5, "mEq/L": 0.5, "mg/dL": 1 / 2.43}, 0.2, 4, YEAR, bare=False),
    LOINC("19123-9"): Measure("magnesium", {"mmol/L": 1.0, "meq/L": 0.5, "mEq/L": 0.5, "mg/dL": 1 / 2.43}, 0.2, 4, YEAR, bare=False),
    LOINC("18185-9"): WEEKS, LOINC("49051-6"): WEEKS, LOINC("11884-4"): WEEKS,
}) | {
    (INSTRUMENT_SYSTEM, "cows"): COWS,
    (INSTRUMENT_SYSTEM, "cows-2003"): COWS,
    (INSTRUMENT_SYSTEM, "sows-handelsman-16"): SOWS,
}  # fmt: skip

ALT = LOINC("1742-6")
PREGNANCY_STATUS, HOUSING, SMOKING = LOINC("82810-3"), LOINC("71802-3"), LOINC("72166-2")
PREGNANCY_TESTS: frozenset[Key] = frozenset([(LOINC, "2106-3"), (LOINC, "2118-8")])

NOT_THESE: dict[Key, str] = table({
    LOINC("8634-8"): "the QT interval without correction for the heart rate; it is not the QTc",
    LOINC("44975-1"): "the QT interval of one lead without correction; it is not the QTc",
}) | {
    (INSTRUMENT_SYSTEM, "sows-gossop-10"): "the 10-item SOWS; the fact holds the 16-item version, and totals never compare across versions",
}  # fmt: skip
"""Known codes that give no fact, with the reason."""

CHOICES: dict[Key, dict[Key, tuple[str, str | bool]]] = {
    (LOINC, HOUSING.value): table({
        LOINC("LA30189-7"): ("housing", "stable"), LOINC("LA30190-5"): ("housing", "homeless"), LOINC("LA31993-1"): ("housing", "stable"),
        LOINC("LA31994-9"): ("housing", "unstable"), LOINC("LA31995-6"): ("housing", "homeless"),
        SNOMEDCT("32911000"): ("housing", "homeless"),
    }),
    (LOINC, SMOKING.value): table({
        SNOMEDCT("449868002"): ("tobacco_use", True), SNOMEDCT("428041000124106"): ("tobacco_use", True),
        SNOMEDCT("77176002"): ("tobacco_use", True), SNOMEDCT("8517006"): ("tobacco_use", False),
        SNOMEDCT("266919005"): ("tobacco_use", False),
    }),
}  # fmt: skip
"""Questions answered by choosing: the answer's code → fact and value."""
HOUSING_WORDS: dict[str, tuple[str, str]] = {
    "patient is homeless": ("housing", "homeless"), "homeless": ("housing", "homeless"), "patient has housing": ("housing", "stable"),
    "i have a steady place to live": ("housing", "stable"),
}  # fmt: skip

VIRUSES: dict[Key, tuple[str, bool, str]] = table({
    LOINC("56888-1"): ("hiv", False, "a screening test"), LOINC("31201-7"): ("hiv", False, "a screening test"),
    LOINC("16128-1"): ("hcv", False, "an antibody test, positive after cure too"),
    LOINC("13955-0"): ("hcv", False, "an antibody test, positive after cure too"),
    LOINC("11259-9"): ("hcv", True, ""), LOINC("5195-3"): ("hbv", True, ""), LOINC("5196-1"): ("hbv", True, ""),
})  # fmt: skip
"""Tests for infection: fact, whether a positive result alone says that the person has it, and why not."""

ANSWERS: dict[Key, bool] = table({
    SNOMEDCT("10828004"): True, SNOMEDCT("260373001"): True, SNOMEDCT("260385009"): False, SNOMEDCT("260415000"): False,
    LOINC("LA6576-8"): True, LOINC("LA11882-0"): True, LOINC("LA6577-6"): False, LOINC("LA11883-8"): False,
})  # fmt: skip
"""Positive, detected; negative, not detected."""
ANSWER_WORDS: dict[str, bool] = {
    **dict.fromkeys(("positive", "pos", "detected", "reactive", "presumptive positive", "confirmed positive", "+"), True),
    **dict.fromkeys(("negative", "neg", "not detected", "none detected", "non-reactive", "nonreactive", "non reactive", "nd", "-"), False),
}
INTERPRETATIONS = {"POS": True, "DET": True, "RR": True, "NEG": False, "ND": False, "NR": False}


@dataclass(frozen=True)
class Analyte:
    """A urine test. `only_positive`: a metabolite or relative, whose absence does not show the absence of the drug."""

    facts: tuple[str, ...]
    confirmed: bool = False
    only_positive: bool = False


def _urine(fact: str, screens: str, confirmed: str = "", *, only_positive: bool = False) -> dict[Code, Analyte]:
    facts = tuple(fact.split())
    rows: dict[Code, Analyte] = {LOINC(code): Analyte(facts, False, only_positive) for code in screens.split()}
    return rows | {LOINC(code): Analyte(facts, True, only_positive) for code in confirmed.split()}


URINE: dict[Key, Analyte] = table({
    **_urine("urine_opiates", "19295-5 3879-4 21431-2 70151-6 8222-2", "18390-5 8221-4"),
    **_urine("urine_6mam", "19321-9", "19322-7 19593-3"),
    **_urine("urine_oxycodone", "19642-8 10998-3 58430-0", "19643-6 61197-0"),
    **_urine("urine_fentanyl", "58379-9 59673-4 11235-9", "66129-8 40839-3"),
    **_urine("urine_fentanyl", "43199-9 95797-7", "43200-5", only_positive=True),
    **_urine("urine_methadone", "19550-3 3773-9 70149-0 70148-2", "16199-2"),
    **_urine("urine_eddp", "93495-0 41858-2", "58428-4 58429-2"),
    **_urine("urine_buprenorphine", "93494-3 3414-0", "16208-1 49752-9"),
    **_urine("urine_norbuprenorphine", "82371-6", "58362-5 49751-1"),
    **_urine("urine_buprenorphine", "58359-1 38373-7"),
    **_urine("urine_cocaine", "14314-9 19359-9 3397-7 3393-6 42241-0 43985-1 43984-4", "14315-6 19360-7 47400-7"),
    **_urine("urine_amphetamine", "19261-7 3349-8 14308-1 43983-6 19343-3", "16369-1 19344-1"),
    **_urine("urine_amphetamine", "19554-5 3779-6", "19555-2", only_positive=True),
    **_urine("urine_benzodiazepine", "14316-4 3390-2 70141-7 70142-5", "16195-0"),
})  # fmt: skip
