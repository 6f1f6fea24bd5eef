"""The CarePlan bundle: two libraries that we did not write accept it, and our own reader takes no proposal for a fact.

`fhirclient` holds the R4 definitions; `fhir.resources` those of R4B, in which these resources are the same, with the codes
that each required value set allows.
"""

import json
import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel

from holdfast.advice import FIRM_ENOUGH, Advice, advise
from holdfast.casefile import case_of, read_case
from holdfast.fhir.bundle import read_bundle
from holdfast.fhir.care_plan import ALTERNATIVES, CODES, ENDINGS, NO_DOSES, care_plan_bundle
from holdfast.fhir.medicine_codes import MEDICINES
from holdfast.guideline.people import derived
from tests.generative.everybody import everybody
from tests.generative.people import plausible

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fhir.resources.R4B.bundle import Bundle as R4BBundle
    from fhirclient.models.bundle import Bundle as R4Bundle
    from fhirclient.models.fhirabstractbase import FHIRValidationError

AS_OF = datetime(2026, 11, 21, 9, 0)
HOSTILE = "</div><script>alert(1)</script> & \" ' <b>"
PEOPLE = {
    "pregnant": {"age": 27, "sex": "female", "pregnant": True, "dsm5_criteria": 8, "current_medication": "none", "goal": "stop"},
    "adolescent": {"age": 16, "sex": "intersex", "dsm5_criteria": 7, "main_opioid": "heroin", "current_medication": "none", "phq9_item9": 2},
    "buvidal": {
        "age": 40, "sex": "male", "oud_ever": True, "dsm5_criteria": 6, "current_medication": "buprenorphine_xr",
        "xr_product": "buvidal_monthly", "xr_dose_mg": 96, "xr_doses_given": 3, "days_since_xr_injection": 27,
    },
    "nobody": {},
}  # fmt: skip
Found = dict[str, Any]


def advice_for(name, root, place="us"):
    case = (
        case_of({"facts": PEOPLE[name]}, AS_OF) if name in PEOPLE else read_case((root / "examples" / f"{name}.json").read_bytes(), AS_OF)
    )
    return advise(case.known, case.as_of, place, case.settings, [("odd", HOSTILE, "somewhere")])


@pytest.fixture(params=[(name, place) for name in ("ready", "sam", *PEOPLE) for place in ("us", "uk")], ids="-".join)
def advice(request, root) -> Advice:
    return advice_for(*request.param[:1], root, request.param[1])


def written(advice) -> Found:
    return json.loads(json.dumps(care_plan_bundle(advice)))


def of_kind(bundle: Found, kind: str) -> list[Found]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def assert_accepted(bundle: Found) -> None:
    """Both validators take it, and hand back everything that was written."""
    read = R4Bundle(bundle, strict=True).as_json()
    assert without_birth(read) == without_birth(bundle)
    second = R4BBundle.model_validate(bundle)
    assert json.loads(second.model_dump_json()) == bundle
    assert wrong_codes(second) == []


def without_birth(bundle: Found) -> Found:
    """fhirclient does not hand back what stands beside a value (`_birthDate`)."""
    entries = [{**each, "resource": {k: v for k, v in each["resource"].items() if k != "_birthDate"}} for each in bundle["entry"]]
    return {**bundle, "entry": entries}


def wrong_codes(model: BaseModel, where: str = "") -> list[str]:
    """Every code that is none of those that its element allows, anywhere inside."""
    found = []
    for name, field in type(model).model_fields.items():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        value = getattr(model, name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, BaseModel):
                found += wrong_codes(each, f"{where}.{name}")
            elif each is not None and extra.get("enum_values") and each not in extra["enum_values"]:
                found.append(f"{where}.{name}: {each}")
    return found


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("reference"), str):
            yield node["reference"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


# Accepted by others -----------------------------------------------------------------------------------------------


def test_two_validators_accept_it(advice):
    bundle = written(advice)
    assert_accepted(bundle)
    assert bundle["type"] == "collection"


@everybody(plausible(), examples=15)
def test_two_validators_accept_the_plan_of_anybody(values, place):
    bundle = written(advise(derived(values), AS_OF, place))
    assert_accepted(bundle)
    assert_points_inside(bundle)


@pytest.mark.parametrize(
    ("kind", "change"),
    [("CarePlan", {"status": None}), ("CarePlan", {"title": 3}), ("MedicationRequest", {"subject": None}), ("Goal", {"wish": "x"})],
)
def test_the_validators_do_refuse_what_is_wrong(root, kind, change):
    bundle = written(advice_for("ready", root))
    (resource, *_) = of_kind(bundle, kind)
    resource.update(change)
    for key in [key for key, value in change.items() if value is None]:
        del resource[key]
    with pytest.raises(FHIRValidationError):
        R4Bundle(bundle, strict=True)
    with pytest.raises(ValueError, match=next(iter(change))):
        R4BBundle.model_validate(bundle)


def test_a_code_that_is_not_allowed_is_found(root):
    bundle = written(advice_for("ready", root))
    of_kind(bundle, "CarePlan")[0]["intent"] = "wish"
    assert wrong_codes(R4BBundle.model_validate(bundle)) == [".entry.resource.intent: wish"]


def test_everything_referred_to_is_inside(advice):
    assert_points_inside(written(advice))


def assert_points_inside(bundle: Found) -> None:
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(urls) == len(set(urls))
    assert set(references(bundle)) <= set(urls)
    assert all(entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}" for entry in bundle["entry"])


def test_the_same_advice_gives_the_same_bytes_and_another_person_other_ids(root):
    first, again, other = (json.dumps(care_plan_bundle(advice_for(name, root))) for name in ("ready", "ready", "sam"))
    assert first == again
    ids = [{entry["resource"]["id"] for entry in json.loads(text)["entry"]} for text in (first, other)]
    assert not ids[0] & ids[1]


# Proposed, never ordered ------------------------------------------------------------------------------------------


def test_software_proposes_and_a_clinician_signs(advice):
    bundle = written(advice)
    for kind in ("CarePlan", "MedicationRequest", "ServiceRequest", "RequestGroup"):
        assert {(each["status"], each["intent"]) for each in of_kind(bundle, kind)} <= {("draft", "proposal")}
    assert {each["lifecycleStatus"] for each in of_kind(bundle, "Goal")} == {"proposed"}
    assert {each["status"] for each in of_kind(bundle, "RiskAssessment")} <= {"preliminary"}
    assert {action["detail"]["status"] for action in of_kind(bundle, "CarePlan")[0].get("activity", []) if "detail" in action} <= {
        "not-started"
    }


def test_our_own_reader_takes_no_proposal_for_a_fact(advice):
    bundle = written(advice)
    reading = read_bundle(bundle, AS_OF)
    sex = advice.known.get("sex")
    assert reading.values() == ({"sex": sex} if sex in ("female", "male") else {})
    proposals = [entry for entry in reading.unused if "intent proposal, not an order" in entry.why]
    assert len(proposals) == len(of_kind(bundle, "MedicationRequest"))


def test_medicines_at_caution_or_better_are_proposed_and_no_others(advice):
    firm = {each.option.title for each in advice.findings if each.option.kind == "medicine" and each.status in FIRM_ENOUGH}
    assert {each["medicationCodeableConcept"]["text"] for each in of_kind(written(advice), "MedicationRequest")} == firm


def test_treatments_of_the_disorder_stand_as_one_choice(root):
    bundle = written(advice_for("ready", root))
    (group,) = of_kind(bundle, "RequestGroup")
    (choice,) = group["action"]
    titles = [action["title"] for action in choice["action"]]
    assert choice["selectionBehavior"] == "at-most-one"
    assert titles[0] == "Buprenorphine with naloxone, under the tongue"
    assert len(titles) == 4


def test_doses_are_those_of_the_best_ranked_calendar_day_by_day(advice):
    titles = {each.option.title: each.option.code for each in advice.findings}
    for request in of_kind(written(advice), "MedicationRequest"):
        code = titles[request["medicationCodeableConcept"]["text"]]
        calendars = [each for each in advice.calendars if each.medicine == code and each.start not in ENDINGS]
        days = calendars[0].days if calendars else ()
        wanted = [(day.date.isoformat(), dose.mg, dose.condition, day.order.max_mg) for day in days for dose in day.order.doses]
        assert [dose_of(each) for each in request.get("dosageInstruction", [])] == wanted
        assert (code in ALTERNATIVES) or not calendars
        assert (NO_DOSES in {note["text"] for note in request["note"]}) == (code in ALTERNATIVES and not calendars)


def dose_of(each: Found) -> tuple[object, ...]:
    most, amount = each["maxDosePerPeriod"]["numerator"], each["doseAndRate"][0]["doseQuantity"]
    assert (most["code"], amount["code"], each["maxDosePerPeriod"]["denominator"]["code"]) == ("mg", "mg", "d")
    assert f"{amount['value']:g} mg" in each["text"]
    return each["timing"]["event"][0], amount["value"], each.get("asNeededCodeableConcept", {}).get("text"), most["value"]


def test_a_course_that_ends_treatment_is_named_but_its_doses_are_not_written(root):
    requests = of_kind(written(advice_for("ready", root)), "MedicationRequest")
    (combined,) = [each for each in requests if each["medicationCodeableConcept"]["text"].startswith("Buprenorphine with")]
    said = "\n".join(note["text"] for note in combined["note"])
    assert "Another way, not shown here: " in said
    assert re.search(r"Doses: Start buprenorphine", said)


def test_every_reason_names_its_rule_and_source(advice):
    ids = {ruling.id for ruling in advice.dated.rulings}
    for request in [*of_kind(written(advice), "MedicationRequest"), *of_kind(written(advice), "ServiceRequest")]:
        cited = [found for note in request["note"] for found in re.findall(r"\[rule ([\w.]+); .+\]$", note["text"])]
        assert cited
        assert set(cited) <= ids


def test_tests_carry_the_day_by_which_they_are_due(advice):
    due: dict[str, set[str]] = {}
    for finding, _, day in advice.monitoring():
        due.setdefault(finding.option.title, set()).add((day or AS_OF).date().isoformat())
    assert {each["code"]["text"]: each["occurrenceDateTime"] for each in of_kind(written(advice), "ServiceRequest")} == {
        title: min(days) for title, days in due.items()
    }


def test_what_is_urgent_is_a_risk_and_stands_in_the_narrative(root):
    advice = advice_for("pregnant", root)
    bundle = written(advice)
    assert [each["mitigation"] for each in of_kind(bundle, "RiskAssessment")] == [fired.ruling.say for fired in advice.judgement.urgent]
    assert "Urgent: Pregnant people come first" in of_kind(bundle, "CarePlan")[0]["text"]["div"]


def test_what_is_stopped_or_must_be_asked_is_noted(root):
    advice = advice_for("ready", root)
    said = "\n".join(note["text"] for note in of_kind(written(advice), "CarePlan")[0]["note"])
    assert "Naltrexone by monthly injection: wait: Less than 7 days after an opioid" in said
    assert all(f"Ask: {question.fact.ask}" in said for question in advice.judgement.questions)
    assert f"Look at this: {HOSTILE} (somewhere)" in said


# The person -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "gender", "age"), [("pregnant", "female", 27), ("adolescent", "other", 16), ("buvidal", "male", 40)])
def test_only_what_is_known_of_the_person_is_told(root, name, gender, age):
    bundle = written(advice_for(name, root))
    (person,) = of_kind(bundle, "Patient")
    assert (person["gender"], "birthDate" in person, "name" in person) == (gender, False, False)
    assert [each["valueQuantity"]["value"] for each in of_kind(bundle, "Observation")] == [age]


def test_of_nobody_nothing_is_made_up(root):
    bundle = written(advice_for("nobody", root))
    assert "gender" not in of_kind(bundle, "Patient")[0]
    assert (of_kind(bundle, "Observation"), of_kind(bundle, "MedicationRequest")) == ([], [])
    assert "says nothing about opioids" in str(of_kind(bundle, "CarePlan")[0]["note"])


def test_the_goal_is_the_person_s_own_or_still_to_be_agreed(root):
    (own,), (open_,) = (of_kind(written(advice_for(name, root)), "Goal") for name in ("pregnant", "buvidal"))
    assert (own["description"]["text"], "expressedBy" in own) == ("To stop using opioids", True)
    assert ("what do they want?" in open_["description"]["text"], "expressedBy" in open_) == (True, False)


def test_our_own_reader_knows_every_code_that_we_write():
    assert [code for codes in CODES.values() for code, _ in codes if (type(code), code.value) not in MEDICINES] == []
