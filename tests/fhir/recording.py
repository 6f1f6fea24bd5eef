"""A made-up person as a record: what CQL reads from FHIR is written as FHIR, the rest stays as facts to hand in."""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.fhir.cql_facts import FROM_ELSEWHERE
from holdfast.fhir.elements import NAMES
from holdfast.fhir.observation_codes import MEASURES
from holdfast.language.codes import Code
from holdfast.language.kinds import Value
from tests.fhir.making import AS_OF, Made, bundle, condition, measured

ILLNESSES = {
    "bipolar": "sct 13746004", "schizophrenia": "icd F20.9", "psychosis": "icd F29", "trauma_history": "icd F43.10",
    "cognitive_impairment": "sct 52448006", "long_qt_history": "icd I45.81", "torsades_history": "icd I47.21",
    "structural_heart_disease": "icd I50.9", "sleep_apnoea": "sct 73430006", "stimulant_use_disorder": "icd F15.20",
    "sedative_dependent": "icd F13.20", "adrenal_insufficiency": "sct 363732003", "chronic_pain": "icd G89.29",
    "withdrawal_seizure_or_dt_history": "sct 8635005",
    "opioid_use_disorder_recorded": "icd F11.20", "oud_ever": "icd F11.20",
}  # fmt: skip
"""Where a yes stands in a record; a no stands nowhere."""
MEASURED: dict[str, tuple[str, str, float, float]] = {
    measure.fact: (f"{'loinc' if isinstance(system, type) else 'own'} {code}", next(iter(measure.units)), measure.low, measure.high)
    for (system, code), measure in reversed(MEASURES.items())
    if measure.fact not in FROM_ELSEWHERE and (not isinstance(system, type) or (issubclass(system, Code) and NAMES[system] == "LOINC"))
}
WRITTEN = {"age", "sex", *ILLNESSES, *MEASURED}
"""Facts that are written into the record where they are known, and handed in by no other way."""
ALSO_READ = {"in_remission", "recorded_severity", "respiratory_insufficiency", "acute_hepatitis", "bowel_obstruction"}
"""What else is read from a record: never handed in beside it."""


def recorded(values: Mapping[str, Value]) -> tuple[Made, dict[str, Value]]:
    """The bundle, and the facts that are left to hand in."""
    entries = [condition(code) for name, code in ILLNESSES.items() if values.get(name) is True]
    for name, (code, unit, low, high) in MEASURED.items():
        value = values.get(name)
        if isinstance(value, int | float) and low <= value <= high:
            entries.append(measured(code, round(value, 1), unit))
    person: Made = {"resourceType": "Patient", "id": "p1"}
    if isinstance(age := values.get("age"), int | float):
        person["birthDate"] = f"{AS_OF.year - int(age)}-03-01"
    if values.get("sex") is not None:
        person["gender"] = values["sex"] if values["sex"] != "intersex" else "other"
    return bundle(*entries, person=person), {name: value for name, value in values.items() if name not in WRITTEN | ALSO_READ}
