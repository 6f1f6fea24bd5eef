"""A FHIR bulk export: each person read as from a bundle of their own, in the order of the Patients; nobody dropped silently."""

import csv
import json
from datetime import datetime

import polars as pl
import pytest

from holdfast.advice import advise
from holdfast.casefile import read_case
from tests.cohort.making import AS_OF, check_refused, judged, summary

SNOMED, LOINC, RXNORM = "http://snomed.info/sct", "http://loinc.org", "http://www.nlm.nih.gov/research/umls/rxnorm"


def patient(own, born="1990-01-01", **more):
    return {"resourceType": "Patient", "id": own, "gender": "female", "birthDate": born, **more}


def condition(whose, code="5602001", own="c"):
    coded = {"coding": [{"system": SNOMED, "code": code, "display": "Opioid dependence"}]}
    active = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}
    return {"resourceType": "Condition", "id": f"{own}-{whose}", "subject": {"reference": f"Patient/{whose}"}, "code": coded,
            "clinicalStatus": active}  # fmt: skip


def request(whose, medication):
    return {"resourceType": "MedicationRequest", "id": f"m-{whose}", "subject": {"reference": f"Patient/{whose}"}, "status": "active",
            "intent": "order", "authoredOn": "2026-11-18", "medicationReference": {"reference": f"Medication/{medication}"}}  # fmt: skip


METHADONE = {"resourceType": "Medication", "id": "met", "code": {"text": "Methadone", "coding": [{"system": RXNORM, "code": "6813"}]}}
PEOPLE = [patient("zoe"), patient("max", "1975-05-05"), patient("ann", "2009-01-01"), patient("old", deceasedBoolean=True)]
OTHERS = [condition("ann"), METHADONE, request("max", "met"), condition("max"), condition("zoe"), condition("old")]


def written(folder, name, *resources):
    path = folder / name
    path.write_text("".join(json.dumps(each) + "\n" for each in resources), encoding="utf-8")
    return path


@pytest.fixture
def export(tmp_path):
    return written(tmp_path, "Others.ndjson", *OTHERS), written(tmp_path, "Patient.ndjson", *PEOPLE)


def own_bundle(whose):
    entries = [
        each for each in (*PEOPLE, *OTHERS) if each.get("id") in (whose, "met") or whose in each.get("subject", {}).get("reference", "")
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in entries]}).encode()


def test_each_person_is_advised_as_from_a_bundle_of_their_own(export, tmp_path):
    out = tmp_path / "answer.parquet"
    answer = judged(*export, "--out", out)
    assert answer.exit_code == 0, answer.stderr
    found = pl.read_parquet(out)
    assert found["id"].to_list() == ["zoe", "max", "ann"]
    for row in found.rows(named=True):
        case = read_case(own_bundle(row.pop("id")), datetime.fromisoformat(AS_OF))
        advice = advise(case.known, case.as_of, case.place, case.settings)
        assert row == {finding.option.code: finding.status for finding in advice.findings}
    assert found["continue_current"][1] in ("preferred", "suitable", "ask", "caution")


def test_who_cannot_be_read_is_told_by_file_line_and_reason(export, tmp_path):
    lost = written(tmp_path, "Lost.ndjson", condition("nobody"))
    out = tmp_path / "answer.parquet"
    assert judged(*export, lost, "--out", out).exit_code == 0
    with (tmp_path / "answer.not-read.csv").open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in csv.DictReader(lines)}
    assert set(rows) == {"old", "nobody"}
    assert (rows["old"]["file"], rows["old"]["line"]) == ("Patient.ndjson", "4")
    assert "dead" in rows["old"]["why"]
    assert rows["nobody"]["why"] == "Condition/c-nobody is about nobody, of whom the export holds no Patient"
    found = summary(*export, lost)
    assert (found["people"], found["unread_in_all"]) == (3, 2)
    assert "Not read: 2" in judged(*export, lost).stdout


def test_an_export_that_is_none_is_refused_by_file_and_line(export, tmp_path):
    others, people = export
    check_refused(tmp_path, [others], "Others.ndjson: the export holds no Patient")
    cut = tmp_path / "Cut.ndjson"
    cut.write_text(json.dumps(condition("zoe"))[:60], encoding="utf-8")
    check_refused(tmp_path, [people, cut], "Cut.ndjson, line 1: this is not JSON", "cut off")
    cut.write_text("[1]\n", encoding="utf-8")
    check_refused(tmp_path, [people, cut], "Cut.ndjson, line 1: this is not a resource")
    twin = written(tmp_path, "Twin.ndjson", patient("zoe"))
    check_refused(tmp_path, [people, twin], "Twin.ndjson, line 1: the Patient of Patient.ndjson, line 1, has the same id (got zoe)")
    table = tmp_path / "people.csv"
    table.write_text("id,age\na,40\n", encoding="utf-8")
    check_refused(tmp_path, [people, table], "people.csv: tables of facts and a FHIR export in one run")
    check_refused(tmp_path, [tmp_path / "None.ndjson"], "None.ndjson: the file cannot be read")
    check_refused(tmp_path, [written(tmp_path, "Dead.ndjson", PEOPLE[3])], "Dead.ndjson, line 1", "dead")
