"""Young people, older people, and consent. Expectations from evidence h, n30, claim 135, case V27."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired

OUD = {"dsm5_criteria": 7, "sex": "male", "current_medication": "none"}


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("aged 15", "adolescent_services", {**OUD, "age": 15}, "preferred"),
        ("aged 16", "adolescent_services", {**OUD, "age": 16}, "suitable"),
        ("aged 17", "adolescent_services", {**OUD, "age": 17}, "suitable"),
        ("aged 18", "adolescent_services", {**OUD, "age": 18}, "not_indicated"),
        ("of unknown age", "adolescent_services", OUD, "not_indicated"),
        ("aged 59", "primary_care", {**OUD, "age": 59}, "suitable"),
        ("aged 60", "primary_care", {**OUD, "age": 60}, "preferred"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_by_age(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


def test_consent_is_by_state_law_in_the_us_and_from_sixteen_or_by_understanding_in_the_uk():
    young = {**OUD, "age": 17}
    assert rules_fired(judged(young, "us")["adolescent_services"]) == {"young_person", "consent_by_state_law"}
    assert rules_fired(judged(young, "uk")["adolescent_services"]) == {"young_person_uk", "consent_uk"}
    assert "From 16 years on" in " ".join(fired.ruling.say for fired in judged(young, "uk")["adolescent_services"].fired)


def test_a_young_person_keeps_buprenorphine_under_the_tongue_where_the_injection_is_for_adults_v27():
    him = {"age": 17, "sex": "male", "current_medication": "buprenorphine", "custody": "in_custody", "still_using_opioids": True}
    assert outcome(judged(him)["continue_current"]) == "preferred"
    assert outcome(judged(him)["buprenorphine_naloxone_sl"]) != "avoid"


def test_somebody_who_cannot_decide_gets_a_voice_and_loses_nothing():
    cannot, can = {**OUD, "age": 40, "can_consent": False}, {**OUD, "age": 40, "can_consent": True}
    assert "cannot_decide_now" in rules_fired(judged(cannot)["case_management"])
    assert "cannot_decide_now" not in rules_fired(judged(can)["case_management"])
    assert outcome(judged(cannot)["naloxone_rescue"]) == "suitable"
