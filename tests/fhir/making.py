"""Small bundles, written the way a record would write them."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

from holdfast.fhir.bundle import Reading, read_bundle

AS_OF = datetime(2026, 11, 21, 9, 0)
TODAY = "2026-11-21T08:00:00"
ICD, SCT, LOINC = "http://hl7.org/fhir/sid/icd-10-cm", "http://snomed.info/sct", "http://loinc.org"
RXNORM, ATC = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://www.whocc.no/atc"
HCPCS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
INSTRUMENT = "https://holdfast.example/instrument"
_SYSTEMS = {"icd": ICD, "sct": SCT, "loinc": LOINC, "rx": RXNORM, "atc": ATC, "hcpcs": HCPCS, "own": INSTRUMENT}
_counter = itertools.count(1)

Made = dict[str, Any]
PERSON: Made = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1992-05-14"}


def code(*codes: str, text: str = "") -> Made:
    """`code("icd F11.20 Opioid dependence")`: each is a system, a code and, if wanted, a display."""
    codings = []
    for one in codes:
        system, value, *display = one.split(" ", 2)
        codings.append({"system": _SYSTEMS.get(system, system), "code": value, **({"display": display[0]} if display else {})})
    return {**({"coding": codings} if codings else {}), **({"text": text} if text else {})}


def made(kind: str, **fields: Any) -> Made:
    who = "patient" if kind == "AllergyIntolerance" else "subject"
    return {"resourceType": kind, "id": f"n{next(_counter)}", who: {"reference": "Patient/p1"}, **fields}


def status(value: str) -> Made:
    return {"coding": [{"code": value}]}


def condition(*codes: str, text: str = "", clinical: str = "active", **fields: Any) -> Made:
    return made("Condition", code=code(*codes, text=text), clinicalStatus=status(clinical), **fields)


def observation(*codes: str, text: str = "", when: str | None = TODAY, **fields: Any) -> Made:
    dated = {"effectiveDateTime": when} if when else {}
    return made("Observation", **{"status": "final", "code": code(*codes, text=text), **dated, **fields})


def measured(one: str, value: float, unit: str = "", when: str | None = TODAY, **fields: Any) -> Made:
    quantity = {"value": value, **({"unit": unit, "code": unit} if unit else {})}
    return observation(one, when=when, valueQuantity=quantity, **fields)


def request(*codes: str, text: str = "", **fields: Any) -> Made:
    concept = code(*codes, text=text)
    return made("MedicationRequest", **{"status": "active", "intent": "order", "medicationCodeableConcept": concept, **fields})


def statement(*codes: str, text: str = "", **fields: Any) -> Made:
    return made("MedicationStatement", **{"status": "active", "medicationCodeableConcept": code(*codes, text=text), **fields})


def given(*codes: str, when: str, text: str = "", **fields: Any) -> Made:
    concept = code(*codes, text=text)
    return made("MedicationAdministration", status="completed", medicationCodeableConcept=concept, effectiveDateTime=when, **fields)


def billed(one: str, when: str, **fields: Any) -> Made:
    return made("Procedure", **{"status": "completed", "code": code(one), "performedDateTime": when, **fields})


def allergy(*codes: str, text: str = "", **fields: Any) -> Made:
    return made("AllergyIntolerance", code=code(*codes, text=text), clinicalStatus=status("active"), **fields)


def dose(value: float, unit: str = "mg", times: int = 1, **fields: Any) -> list[Made]:
    repeat = {"frequency": times, "period": 1, "periodUnit": "d"}
    return [{"timing": {"repeat": repeat}, "doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}], **fields}]


def bundle(*resources: Made, person: Made | None = PERSON) -> Made:
    people = [person] if person else []
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in [*people, *resources]]}


def read(*resources: Made, person: Made | None = PERSON, as_of: datetime = AS_OF) -> Reading:
    return read_bundle(bundle(*resources, person=person), as_of)


def facts(*resources: Made, **more: Any) -> dict[str, Any]:
    """The facts of the resources, without the person's age and sex."""
    return {name: value for name, value in read(*resources, **more).values().items() if name not in ("age", "sex")}


def notices(*resources: Made, **more: Any) -> set[str]:
    return {notice.code for notice in read(*resources, **more).warnings}


def unused(*resources: Made, **more: Any) -> str:
    return "\n".join(entry.why for entry in read(*resources, **more).unused)
