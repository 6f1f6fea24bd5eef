"""The frame: what is refused by name, what is set aside, how times are read, how facts from several entries are weighed."""

import copy
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from holdfast.fhir.bundle import read_bundle
from holdfast.guideline.facts import FACTS
from holdfast.language.errors import InputError
from tests.fhir.making import (
    AS_OF,
    PERSON,
    allergy,
    billed,
    bundle,
    condition,
    facts,
    given,
    made,
    measured,
    notices,
    observation,
    read,
    request,
    statement,
    unused,
)


def refused(value: object, as_of: datetime = AS_OF) -> str:
    with pytest.raises(InputError) as error:
        read_bundle(value, as_of)
    return str(error.value)


@pytest.mark.parametrize("value", [None, 3, "text", [], True, float("nan")])
def test_what_is_not_an_object_is_refused(value):
    assert "is not a JSON object" in refused(value)


def test_a_lone_resource_is_not_a_bundle():
    assert "is not a Bundle" in refused(PERSON)


@pytest.mark.parametrize("entry", [None, []])
def test_a_bundle_without_a_patient_is_refused(entry):
    assert "has no Patient" in refused({"resourceType": "Bundle", "entry": entry})


def test_two_patients_are_refused_with_their_places():
    said = refused(bundle(PERSON | {"id": "p2"}))
    assert "2 Patients (entry[0], entry[1])" in said


def test_the_same_patient_twice_is_one_person():
    assert read(copy.deepcopy(PERSON)).values()["age"] == 34


def test_everything_wrong_is_told_at_once_with_its_place():
    wrong = bundle(made("Spaceship"), condition("icd F11.20", subject={"reference": "Patient/other"}))
    wrong["entry"] += [7, {"resource": "text"}, {"resource": {}}]
    said = refused(wrong)
    for place in ("entry[1].resource.resourceType", "entry[3]", "entry[4].resource", "entry[5].resource.resourceType"):
        assert place in said
    assert "entry[2].resource.subject.reference" in said
    assert "another person" in said


@pytest.mark.parametrize("entries", ["text", {"resource": {}}, 4])
def test_entries_that_are_no_list_are_refused(entries):
    assert "is not a list" in refused({"resourceType": "Bundle", "entry": entries})


@pytest.mark.parametrize(
    ("resource", "version"),
    [
        ({"resourceType": "MedicationOrder"}, "DSTU2"),
        ({"resourceType": "Conformance", "fhirVersion": "1.0.2"}, "DSTU2"),
        ({"resourceType": "Condition", "dateRecorded": "2015-01-01"}, "DSTU2"),
        ({"resourceType": "Encounter", "class": "inpatient"}, "DSTU2"),
        ({"resourceType": "MedicationStatement", "wasNotTaken": False}, "DSTU2"),
        ({"resourceType": "Condition", "clinicalStatus": "active"}, "DSTU2 or STU3"),
        ({"resourceType": "Condition", "clinicalStatus": "active", "assertedDate": "2018-01-01"}, "STU3"),
        ({"resourceType": "MedicationStatement", "taken": "y"}, "STU3"),
        ({"resourceType": "CapabilityStatement", "fhirVersion": "3.0.1"}, "STU3"),
        ({"resourceType": "Observation", "meta": {"profile": ["http://hl7.org/fhir/STU3/observation.html"]}}, "STU3"),
        ({"resourceType": "MedicationRequest", "medication": {"concept": {"text": "x"}}}, "R5"),
        ({"resourceType": "Encounter", "class": [{"text": "x"}]}, "R5"),
        ({"resourceType": "Transport"}, "R5"),
        ({"resourceType": "CapabilityStatement", "fhirVersion": "5.0.0"}, "R5"),
    ],
)
def test_another_fhir_version_is_refused_by_name(resource, version):
    assert f"this is FHIR {version}, not R4" in refused(bundle(resource))


def test_a_lone_resource_of_another_version_is_refused_by_name():
    assert "looks like FHIR DSTU2" in refused({"resourceType": "MedicationOrder"})


def test_r4_itself_is_not_taken_for_another_version():
    profile = {"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-condition"]}
    assert facts(condition("icd F11.20", meta=profile), made("CapabilityStatement", fhirVersion="4.0.1"))["oud_ever"] is True


def test_other_r4_resources_are_listed_as_not_read():
    assert "Claim is not read by Holdfast" in unused(made("Claim"))


def test_an_entry_without_a_resource_is_listed():
    empty = bundle()
    empty["entry"].append({"fullUrl": "urn:uuid:1"})
    assert [(entry.source, entry.why) for entry in read_bundle(empty, AS_OF).unused] == [("entry[1]", "has no resource")]


# The person ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "death", [{"deceasedBoolean": True}, {"deceasedDateTime": "2026-11-21"}, {"deceasedDateTime": "1994-04-11T19:08:38Z"}]
)
def test_a_person_recorded_as_dead_is_refused(death):
    said = refused(bundle(person=PERSON | death))
    assert "recorded as dead" in said
    assert f"entry[0].resource.{next(iter(death))}" in said


@pytest.mark.parametrize("alive", [{"deceasedBoolean": False}, {"deceasedDateTime": "2027-01-01"}])
def test_a_person_alive_at_the_as_of_time_is_not_refused(alive):
    assert read(person=PERSON | alive).values()["age"] == 34


@pytest.mark.parametrize(
    ("birth", "age"), [("1992-11-21", 34), ("1992-11-22", 33), ("1992-05", 34), ("2026-11-21", 0), ("1992-05-14T10:00:00Z", 34)]
)
def test_age_is_worked_out_on_the_as_of_day(birth, age):
    assert read(person=PERSON | {"birthDate": birth}).values()["age"] == age


@pytest.mark.parametrize("birth", ["1992", "1992-11", None])
def test_an_ambiguous_date_of_birth_leaves_the_age_unknown_and_asks(birth):
    reading = read(person=PERSON | {"birthDate": birth})
    assert "age" not in reading.values()
    assert "age_unknown" in {notice.code for notice in reading.warnings}


@pytest.mark.parametrize(
    ("birth", "why"),
    [
        ("1899-01-01", "years old"),
        ("2030-01-01", "after the as-of time"),
        ("soon", "not a FHIR date"),
        ("1992-13-01", "not a date that exists"),
        ("0001-01-01", "not a believable date"),
        (1992, "is not text"),
    ],
)
def test_an_impossible_date_of_birth_is_refused(birth, why):
    assert why in refused(bundle(person=PERSON | {"birthDate": birth}))


def test_gender_other_than_female_or_male_is_unknown():
    reading = read(person=PERSON | {"gender": "other"})
    assert "sex" not in reading.values()
    assert "neither female nor male" in reading.unused[0].why


# Whose entry it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reference", ["Patient/p1", "urn:uuid:p1", "https://a.example/fhir/Patient/p1", "Patient/p1/_history/2"])
def test_every_way_to_point_to_the_person_is_understood(reference):
    assert "oud_ever" in facts(condition("icd F11.20", subject={"reference": reference}))


@pytest.mark.parametrize("reference", ["Patient/p2", "https://a.example/fhir/Patient/p2", "urn:uuid:9e0f6b2c"])
def test_an_entry_about_another_person_is_refused(reference):
    assert "another person" in refused(bundle(condition("icd F11.20", subject={"reference": reference})))


def test_the_same_id_on_another_server_is_another_person():
    whole = bundle(condition("icd F11.20", subject={"reference": "https://b.example/fhir/Patient/p1"}))
    whole["entry"][0]["fullUrl"] = "https://a.example/fhir/Patient/p1"
    assert "another person" in refused(whole)


@pytest.mark.parametrize("reference", ["Group/g1", "Device/d1", "#p"])
def test_an_entry_about_no_person_is_set_aside(reference):
    assert facts(condition("icd F11.20", subject={"reference": reference})) == {}


def test_a_patient_without_an_id_is_taken_as_the_one_everything_points_to():
    nameless = {name: value for name, value in PERSON.items() if name != "id"}
    assert "oud_ever" in facts(condition("icd F11.20"), person=nameless)
    assert "another person" in refused(
        bundle(condition("icd F11.20"), condition("icd F31.9", subject={"reference": "Patient/p2"}), person=nameless)
    )


def test_an_entry_that_names_the_person_only_by_an_identifier_must_name_this_one():
    known = PERSON | {"identifier": [{"system": "http://a.example", "value": "17"}]}
    assert "oud_ever" in facts(condition("icd F11.20", subject={"identifier": {"value": "17"}}), person=known)
    other = condition("icd F11.20", subject={"identifier": {"value": "18"}})
    assert facts(other, person=known) == {}
    assert "only by an identifier" in unused(other, person=known)


# Malformed entries -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "resource",
    [
        condition("icd F11.20") | {"code": "F11.20"},
        condition("icd F11.20") | {"code": {"coding": ["F11.20"]}},
        condition("icd F11.20") | {"code": {"coding": [{"code": 11}]}},
        condition("icd F11.20", onsetDateTime="last year"),
        condition("icd F11.20", onsetDateTime="2026-02-30"),
        condition("icd F11.20", onsetDateTime="9999-12-31T23:59:59-14:00"),
        condition("icd F11.20", onsetDateTime=20260101),
        condition("icd F11.20", subject="Patient/p1"),
        measured("loinc 8636-3", float("nan"), "ms"),
        measured("loinc 8636-3", float("inf"), "ms"),
        measured("loinc 8636-3", "430", "ms"),
        measured("loinc 8636-3", True, "ms"),
        measured("loinc 8636-3", 10**400, "ms"),
        observation("loinc 8636-3", valueQuantity="430 ms"),
        request(text="methadone", dosageInstruction="one a day"),
    ],
)
def test_an_entry_that_cannot_be_read_is_set_aside_by_name_and_gives_no_fact(resource):
    reading = read(resource, as_of=AS_OF.replace(tzinfo=UTC))
    assert {"age", "sex"} == set(reading.values())
    assert "entry_not_readable" in {notice.code for notice in reading.warnings}
    assert [entry.source for entry in reading.unused] == [f"{resource['resourceType']}/{resource['id']}"]


# Time ------------------------------------------------------------------------------------------------------------


def test_times_with_an_offset_are_moved_to_the_as_of_clock():
    eastern = AS_OF.replace(tzinfo=timezone(timedelta(hours=-5)))
    dosed = given("rx 6813 methadone", when="2026-11-21T12:00:00Z")
    assert facts(dosed, as_of=eastern)["hours_since_methadone"] == 2


def test_without_an_offset_the_clock_on_the_wall_counts():
    assert facts(given("rx 6813 methadone", when="2026-11-21T07:00:00-05:00"))["hours_since_methadone"] == 2


@pytest.mark.parametrize(
    "resource",
    [
        condition("icd F11.20", onsetDateTime="2026-12-01"),
        condition("icd F11.20", recordedDate="2026-11-22"),
        measured("own cows", 14, when="2026-11-21T10:00:00"),
        request("rx 351267", authoredOn="2026-12-01"),
        statement("rx 351267", effectiveDateTime="2026-12-01"),
        given("rx 6813", when="2026-11-22"),
        billed("hcpcs G2067", "2026-11-22"),
        allergy("rx 6813", criticality="high", recordedDate="2026-12-01"),
        made(
            "QuestionnaireResponse",
            status="completed",
            authored="2026-12-01",
            item=[{"linkId": "44261-6", "answer": [{"valueInteger": 9}]}],
        ),
        made("Encounter", status="in-progress", **{"class": {"code": "EMER"}}, period={"start": "2026-11-22"}),
    ],
)
def test_what_lies_after_the_as_of_time_does_not_count(resource):
    assert facts(resource) == {}
    assert "after the as-of time" in unused(resource)


@pytest.mark.parametrize(
    "resource",
    [
        condition("icd F11.20", verificationStatus={"coding": [{"code": "refuted"}]}),
        condition("icd F11.20", verificationStatus={"coding": [{"code": "entered-in-error"}]}),
        condition("icd F11.20", verificationStatus={"coding": [{"code": "provisional"}]}),
        *(measured("own cows", 14, status=value) for value in ("registered", "cancelled", "entered-in-error", "unknown")),
        *(request("rx 351267", status=value) for value in ("on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft")),
        *(request("rx 351267", intent=value) for value in ("proposal", "plan", "option")),
        request("rx 351267", doNotPerform=True),
        *(statement("rx 351267", status=value) for value in ("not-taken", "intended", "on-hold", "stopped", "entered-in-error")),
        *(billed("hcpcs G2067", "2026-11-20", status=value) for value in ("not-done", "preparation", "entered-in-error", "on-hold")),
        made("Encounter", status="planned", **{"class": {"code": "EMER"}}, period={"start": "2026-11-21T08:00:00"}),
        made("QuestionnaireResponse", status="in-progress", item=[{"linkId": "44261-6", "answer": [{"valueInteger": 9}]}]),
        allergy("rx 6813", criticality="high", verificationStatus={"coding": [{"code": "refuted"}]}),
    ],
)
def test_what_was_denied_planned_or_called_off_does_not_count(resource):
    reading = read(resource)
    assert set(reading.values()) == {"age", "sex"}
    assert [entry.source for entry in reading.unused] == [f"{resource['resourceType']}/{resource['id']}"]


# Several entries about the same ----------------------------------------------------------------------------------


def test_the_newest_measurement_counts():
    assert facts(measured("loinc 8636-3", 480, "ms", "2026-11-01"), measured("loinc 8636-3", 430, "ms", "2026-11-10"))["qtc_ms"] == 430


def test_the_later_of_two_scores_of_one_day_counts():
    assert (
        facts(measured("own cows", 14, when="2026-11-21T07:00:00"), measured("own cows", 6, when="2026-11-21T08:30:00"))["cows_score"] == 6
    )


def test_two_values_at_the_same_time_are_a_contradiction_and_stay_unknown():
    both = [measured("loinc 8636-3", 480, "ms", "2026-11-10"), measured("loinc 8636-3", 430, "ms", "2026-11-10")]
    assert facts(*both) == {}
    assert "contradiction" in notices(*both)


def test_a_dated_value_counts_over_one_without_a_date():
    assert facts(measured("loinc 8636-3", 480, "ms", None), measured("loinc 8636-3", 430, "ms", "2026-11-10"))["qtc_ms"] == 430


def test_an_empty_record_says_nothing_but_age_and_sex():
    assert set(read().values()) == {"age", "sex"}


# Real records ----------------------------------------------------------------------------------------------------


def real(shared, name):
    import gzip

    path = shared / "data" / "fhir" / name
    return json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())


def test_carl_stays_on_buprenorphine_although_code_and_text_disagree(shared):
    reading = read_bundle(real(shared, "shift/carl.json"), AS_OF)
    known = reading.values()
    assert known["current_medication"] == "buprenorphine"
    assert (known["current_buprenorphine_mg"], known["oud_ever"], known["in_remission"]) == (8, True, True)
    mismatch = next(notice for notice in reading.warnings if notice.code == "code_text_mismatch")
    assert "buprenorphine / naloxone" in mismatch.say
    assert "buprenorphine / naltrexone" in mismatch.say
    assert "has_naloxone" not in known


def test_a_sensitive_record_without_opioids_gives_no_opioid_fact(shared):
    assert set(read_bundle(real(shared, "shift/1b.json"), AS_OF).values()) == {"age", "sex"}


@pytest.mark.parametrize(
    "name",
    [
        "Cary_O'Hara_e39beddb-dcad-4762-a3ca-b671a92a5f2d",
        "Robby_Becker_69097ac3-9a4c-463b-89f6-72a392f437b4",
        "Trenton_Turner_54a45132-91fc-485e-b401-8c7644a0d517",
    ],
)
def test_an_overdose_without_a_substance_only_raises_the_question(shared, name):
    reading = read_bundle(real(shared, f"synthea/{name}.json.gz"), AS_OF)
    asked = [notice for notice in reading.warnings if notice.code == "overdose_substance_unknown"]
    assert len(asked) == 1
    assert "was it an opioid?" in asked[0].say
    assert not {"oud_ever", "overdoses_past_year", "hours_since_overdose", "main_opioid"} & set(reading.values())


@pytest.mark.parametrize(
    "name", ["Chet_Thompson_eda17701-070d-4fae-9f7d-c8cd6263b63a", "Gilberto_Orosco_6ece62f3-283c-4387-aa9b-affba8ebf4c3"]
)
def test_the_synthetic_dead_are_refused(shared, name):
    assert "recorded as dead" in refused(real(shared, f"synthea/{name}.json.gz"))


def test_a_benzodiazepine_begun_in_infancy_is_asked_about_and_not_assumed(shared):
    reading = read_bundle(real(shared, "synthea/Louis_Maggio_2e275d4b-855a-4eb2-9021-5410aa8acd4f.json.gz"), AS_OF)
    assert "benzodiazepine_use" not in reading.values()
    assert "still_taken" in {notice.code for notice in reading.warnings}


def test_dstu2_is_refused_by_name(shared):
    assert "this is FHIR DSTU2, not R4" in refused(real(shared, "other/ahrq-evan-dstu2.json"))


def test_prescribed_opioids_are_not_a_disorder(shared):
    known = read_bundle(real(shared, "other/ahrq-brenda-r4.json"), datetime(2023, 10, 16, 19)).values()
    assert known["takes_opioid_analgesic"] is True
    assert "oud_ever" not in known


def test_every_name_and_value_we_emit_is_one_the_guideline_knows(shared, root):
    names = ["shift/carl.json", "shift/1b.json", "other/ahrq-brenda-r4.json"]
    readings = [read_bundle(real(shared, name), AS_OF) for name in names]
    readings.append(read_bundle(json.loads((root / "examples/sam.json").read_text()), AS_OF))
    assert {name for reading in readings for name in reading.values()} <= set(FACTS)


def test_sam_who_ships_with_the_project_is_understood(root):
    reading = read_bundle(json.loads((root / "examples/sam.json").read_text()), AS_OF)
    known = reading.values()
    wanted = {
        "age": 34,
        "sex": "female",
        "oud_ever": True,
        "main_opioid": "heroin",
        "cows_score": 14,
        "qtc_ms": 424,
        "pregnant": False,
        "phq9_score": 12,
        "phq9_item9": 0,
        "urine_fentanyl": "positive",
        "allergy_methadone": False,
    }
    assert {name: known.get(name) for name in wanted} == wanted
    assert "current_medication" not in known
    assert reading.warnings == ()
