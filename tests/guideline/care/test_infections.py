"""Infections, vaccines, prevention, wounds, needles. Expectations from evidence h (infections), claims 123, 138, 139, 173."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired

OUD = {"dsm5_criteria": 7, "age": 34, "sex": "male", "current_medication": "none"}
INJECTS = {**OUD, "opioid_route": "injected"}
IMMUNE = {"hav_immune": True, "hbv_immune": True}


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("everybody in care", "infection_screening", OUD, "suitable"),
        ("somebody who injects", "infection_screening", INJECTS, "preferred"),
        ("somebody who takes opioids for pain only", "infection_screening", {"takes_opioid_analgesic": True, "dsm5_criteria": 0}, "not_indicated"),
        ("not tested", "syphilis_test", OUD, "suitable"),
        ("tested", "syphilis_test", {**OUD, "syphilis": "negative"}, "not_indicated"),
        ("pregnant and not tested", "syphilis_test", {**OUD, "sex": "female", "pregnant": True}, "preferred"),
        ("not tested", "tb_test", OUD, "suitable"),
        ("tested", "tb_test", {**OUD, "tuberculosis": "positive"}, "not_indicated"),
        ("immunity unknown", "vaccination", OUD, "suitable"),
        ("immune to both, does not inject", "vaccination", {**OUD, **IMMUNE}, "not_indicated"),
        ("has hepatitis B, immune to A", "vaccination", {**OUD, "hbv": "positive", "hav_immune": True}, "not_indicated"),
        ("immune to A only", "vaccination", {**OUD, "hav_immune": True}, "suitable"),
        ("immune to both, injects: tetanus", "vaccination", {**INJECTS, **IMMUNE}, "suitable"),
        ("injects, no HIV", "prep", {**INJECTS, "hiv": "negative"}, "suitable"),
        ("injects, not tested yet: the test comes with it", "prep", INJECTS, "suitable"),
        ("injects, has HIV", "prep", {**INJECTS, "hiv": "positive"}, "not_indicated"),
        ("a risk by sex", "prep", {**OUD, "sexual_hiv_risk": True, "hiv": "negative"}, "suitable"),
        ("smokes it", "prep", {**OUD, "opioid_route": "smoked", "injects_drugs": False}, "not_indicated"),
        ("hepatitis C", "hepatitis_c_treatment", {**OUD, "hcv": "positive"}, "suitable"),
        ("hepatitis C, still uses, drinks", "hepatitis_c_treatment", {**INJECTS, "hcv": "positive", "still_using_opioids": True, "alcohol_use": "risky"}, "suitable"),
        ("no hepatitis C", "hepatitis_c_treatment", {**OUD, "hcv": "negative"}, "not_indicated"),
        ("HIV", "hiv_treatment", {**OUD, "hiv": "positive"}, "suitable"),
        ("injects", "wound_care", INJECTS, "suitable"),
        ("a serious infection", "wound_care", {**OUD, "severe_infection": True}, "suitable"),
        ("xylazine about", "wound_care", {**OUD, "alpha2_adulterant_suspected": True}, "suitable"),
        ("does not inject", "wound_care", {**OUD, "injects_drugs": False}, "not_indicated"),
        ("injects", "syringe_services", INJECTS, "suitable"),
        ("route unknown", "syringe_services", OUD, "not_indicated"),
        ("uses heroin", "drug_checking", {**OUD, "main_opioid": "heroin"}, "suitable"),
        ("heroin, in remission", "drug_checking", {**OUD, "dsm5_criteria": 0, "dsm5_criteria_worst": 8, "main_opioid": "heroin", "in_remission": True}, "not_indicated"),
        ("heroin, no use for a month", "drug_checking", {**OUD, "main_opioid": "heroin", "opioid_use_days_30": 0}, "not_indicated"),
        ("uses crack", "drug_checking", {**OUD, "stimulant_use_disorder": True}, "suitable"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_is_offered(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


def test_an_untested_person_is_taken_as_without_hiv_and_that_is_shown():
    found = judged(INJECTS)
    assert "hiv" in found["prep"].assumed
    assert outcome(found["hiv_test"]) == "suitable"


def test_checking_drugs_in_the_us_and_in_the_uk():
    uses = {**OUD, "main_opioid": "heroin"}
    assert rules_fired(judged(uses, "us")["drug_checking"]) == {"strips"}
    assert rules_fired(judged(uses, "uk")["drug_checking"]) == {"sample_by_post"}
