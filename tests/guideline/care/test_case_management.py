"""Services for the rest of life. Expectations from claims 5, 11, 52, 53, 94, 106, 176 and evidence e (home, barriers)."""

import re

import pytest

from holdfast.guideline.options import OPTIONS
from tests.guideline.judged import judged, judgement, outcome, rules_fired

OUD = {"dsm5_criteria": 7, "age": 34, "sex": "male", "current_medication": "none"}
LIFE = (
    "housing_support", "employment_support", "education_support", "legal_support", "transport_help", "funding_help", "child_care_support",
    "interpreter", "domestic_violence_support",
)  # fmt: skip


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("everybody with the disorder", "case_management", OUD, "suitable"),
        ("a diagnosis and nothing else", "case_management", {"opioid_use_disorder_recorded": True}, "suitable"),
        ("somebody on a medicine", "case_management", {"current_medication": "buprenorphine"}, "suitable"),
        ("somebody who uses heroin, not yet diagnosed", "case_management", {"main_opioid": "heroin"}, "suitable"),
        ("somebody homeless", "case_management", {**OUD, "housing": "homeless"}, "preferred"),
        ("somebody who takes opioids for pain only", "case_management", {"takes_opioid_analgesic": True, "dsm5_criteria": 0}, "not_indicated"),
        ("homeless", "housing_support", {**OUD, "housing": "homeless"}, "suitable"),
        ("a home that is not safe", "housing_support", {**OUD, "home_environment": "unsafe"}, "suitable"),
        ("a stable home", "housing_support", {**OUD, "housing": "stable", "home_environment": "neutral"}, "not_indicated"),
        ("out of work", "employment_support", {**OUD, "unemployed": True}, "suitable"),
        ("in work", "employment_support", {**OUD, "unemployed": False}, "not_indicated"),
        ("aged 16", "education_support", {**OUD, "age": 16}, "suitable"),
        ("aged 34", "education_support", OUD, "not_indicated"),
        ("on probation", "legal_support", {**OUD, "legal_involvement": True}, "suitable"),
        ("in jail", "legal_support", {**OUD, "custody": "in_custody"}, "suitable"),
        ("a nurse watched by a board", "legal_support", {**OUD, "monitored_professional": True}, "suitable"),
        ("no way to get there", "transport_help", {**OUD, "transport_ok": False}, "suitable"),
        ("cannot come every day", "transport_help", {**OUD, "can_attend_daily": False}, "suitable"),
        ("a car", "transport_help", {**OUD, "transport_ok": True, "can_attend_daily": True}, "not_indicated"),
        ("no insurance", "funding_help", {**OUD, "insured": "none"}, "suitable"),
        ("private insurance", "funding_help", {**OUD, "insured": "private"}, "not_indicated"),
        ("children at home", "child_care_support", {**OUD, "children_at_home": True}, "suitable"),
        ("speaks another language", "interpreter", {**OUD, "needs_interpreter": True}, "suitable"),
        ("hurt by a partner", "domestic_violence_support", {**OUD, "partner_violence": True}, "suitable"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_service_is_offered_where_its_need_is_on_record(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_nobody_has_asked_leaves_no_service_at_ask(place):
    found = judged({"opioid_use_disorder_recorded": True}, place)
    assert {code: found[code].status for code in LIFE} == dict.fromkeys(LIFE, "not_indicated")
    assert not [code for code, finding in found.items() if finding.option.kind == "service" and finding.status == "ask"]


def test_what_would_be_worth_asking_is_listed_as_missing_and_asks_no_question():
    said = judgement({"opioid_use_disorder_recorded": True})
    found = {finding.option.code: finding for finding in said.findings}
    assert {"housing", "transport_ok", "insured", "partner_violence"} <= set(found["case_management"].missing)
    assert not {"housing", "transport_ok", "insured", "partner_violence"} & {question.fact.name for question in said.questions}


def test_money_in_the_us_and_in_the_uk():
    assert "findtreatment.gov" in judged({**OUD, "insured": "none"})["funding_help"].fired[0].ruling.say
    assert rules_fired(judged({**OUD, "unemployed": True}, "uk")["funding_help"]) == {"benefits"}
    assert outcome(judged({**OUD, "unemployed": True}, "us")["funding_help"]) == "not_indicated"


def test_every_service_and_test_of_the_contract_is_an_option(shared):
    text = (shared / "design" / "contract.md").read_text()
    section = text[text.index("**Services**") : text.index("**Never offered**")]
    named = set(re.findall(r"`([a-z][a-z_]+)`", section))
    assert len(named) > 40
    assert named - set(OPTIONS) == set()
    assert {OPTIONS[code].kind for code in named} == {"service", "test"}
