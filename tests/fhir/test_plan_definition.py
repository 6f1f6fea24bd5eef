"""The definitions: two libraries that we did not write accept them, and every name and address in them leads somewhere."""

import json
import re
from base64 import b64decode

import pytest

from holdfast.exporting import compiled
from holdfast.fhir.plan_definition import GROUPS, definitions_bundle, libraries_of
from tests.engines.elsewhere import ABSENT, FOLDER, is_here
from tests.fhir.test_care_plan import assert_accepted, of_kind
from tests.guideline.judged import _dated


@pytest.fixture(params=["us", "uk"])
def bundle(request):
    return definitions_bundle(_dated(request.param, ()))


@pytest.fixture
def plan(bundle):
    (found,) = of_kind(bundle, "PlanDefinition")
    return found


def texts(bundle, kind="text/cql"):
    attached = [each for library in of_kind(bundle, "Library") for each in library["content"] if each["contentType"] == kind]
    return [b64decode(each["data"]).decode() for each in attached]


def actions(node):
    for action in node.get("action", ()):
        yield action
        yield from actions(action)


def test_two_validators_accept_them(bundle):
    assert_accepted(json.loads(json.dumps(bundle)))
    assert [len(of_kind(bundle, kind)) for kind in ("PlanDefinition", "Library")] == [1, 2]


def test_every_condition_asks_a_name_of_the_cql(bundle, plan):
    asked = {each["expression"]["expression"] for action in actions(plan) for each in action.get("condition", ())}
    defined = set(re.findall(r'^define "(.+)":$', texts(bundle)[0], re.M))
    assert asked <= defined
    assert {name for name in defined if name.startswith("urgent: ")} <= asked
    assert {"consistent", "propose methadone", "urgent: overdose_now"} <= asked
    languages = {each["expression"]["language"] for action in actions(plan) for each in action.get("condition", ())}
    assert languages == {"text/cql-identifier"}


def test_every_address_leads_to_something_of_the_bundle(bundle, plan):
    own = {f"{entry['resource']['url']}|{entry['resource']['version']}" for entry in bundle["entry"]}
    assert len(own) == len(bundle["entry"])
    asked = [action["definitionCanonical"] for action in actions(plan) if "definitionCanonical" in action]
    asked += plan["library"]
    asked += [each["resource"] for library in of_kind(bundle, "Library") for each in library.get("relatedArtifact", ())]
    assert set(asked) < own
    assert len(own - set(asked)) == 1  # the plan itself


def test_every_option_that_can_be_proposed_has_one_action_with_its_rules_reasons_and_sources(bundle, plan):
    dated = _dated("us" if plan["id"].endswith("US") else "uk", ())
    offered = {option.code: option for option in dated.guideline.options.values() if option.kind in GROUPS}
    found = {
        action["condition"][0]["expression"]["expression"].removeprefix("propose "): action
        for action in actions(plan)
        if "definitionCanonical" in action
    }
    assert set(offered) - set(found) <= {"pdmp_check", "guardian_consent"}  # no rule of the UK asks for them
    for code, action in found.items():
        said = {each["label"].split(": ")[1]: each for each in action["documentation"]}
        assert set(said) >= {ruling.id for ruling in dated.by_option[code]}
        assert all(each["display"] and each["citation"] for each in said.values())
    rules = {each.id for each in dated.rulings}
    told = {each["label"].split(": ")[1] for action in actions(plan) for each in action.get("documentation", ())}
    assert told <= rules
    left = {each.rule.options for each in dated.rulings if each.id not in told}
    assert all(option.kind == "never_offered" for options in left for option in options)


def test_all_of_it_is_a_draft_of_proposals_without_a_dose(bundle):
    assert {entry["resource"]["status"] for entry in bundle["entry"]} == {"draft"}
    assert {each["intent"] for each in of_kind(bundle, "ActivityDefinition")} == {"proposal"}
    assert not {"dosage", "quantity"} & {key for each in of_kind(bundle, "ActivityDefinition") for key in each}
    assert "at-most-one" in json.dumps(of_kind(bundle, "PlanDefinition"))


def test_the_libraries_hold_their_compiled_form_where_there_is_one():
    dated = _dated("us", ())
    elm = {name: json.dumps({"library": name}) for name in libraries_of(dated)}
    assert texts(definitions_bundle(dated, elm), "application/elm+json") == list(elm.values())
    assert texts(definitions_bundle(dated), "application/elm+json") == []


def test_a_translator_compiles_a_library_and_what_it_includes():
    if not is_here():
        pytest.skip(ABSENT)
    texts_ = {
        "Outer": "library Outer version '1'\ninclude Inner version '1' called In\ndefine \"a\": In.\"b\"",
        "Inner": "library Inner version '1'\ndefine \"b\": true",
    }
    elm = {name: json.loads(each)["library"] for name, each in compiled(texts_, "Outer", str(FOLDER)).items()}
    assert {name: [each["name"] for each in library["statements"]["def"]] for name, library in elm.items()} == {
        "Outer": ["a"],
        "Inner": ["b"],
    }
