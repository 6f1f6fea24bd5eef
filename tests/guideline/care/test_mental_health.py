"""Dual diagnosis, mood, thoughts of suicide, drink, sedatives, tobacco. Expectations from evidence a4, a5, h, case V59, V74."""

import pytest

from holdfast.guideline.care.mental_health import LINES
from tests.guideline.judged import in_force, judged, judgement, outcome, rules_fired, urgent

ON = {"current_medication": "buprenorphine", "age": 50, "sex": "female", "dose_control": "ok"}
OUD = {"dsm5_criteria": 7, "age": 34, "sex": "male", "current_medication": "none"}


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("nine points of low mood", "mental_health_care", {**OUD, "phq9_score": 9}, "not_indicated"),
        ("ten points of low mood", "mental_health_care", {**OUD, "phq9_score": 10}, "suitable"),
        ("nine points of worry", "mental_health_care", {**OUD, "gad7_score": 9}, "not_indicated"),
        ("ten points of worry", "mental_health_care", {**OUD, "gad7_score": 10}, "suitable"),
        ("a thought of death, low total (V74)", "mental_health_care", {**OUD, "phq9_score": 6, "phq9_item9": 1}, "suitable"),
        ("a low risk of suicide", "mental_health_care", {**OUD, "suicide_risk": "low"}, "suitable"),
        ("a moderate risk of suicide", "mental_health_care", {**OUD, "suicide_risk": "moderate"}, "preferred"),
        ("trauma", "mental_health_care", {**OUD, "trauma_history": True}, "suitable"),
        ("psychosis", "mental_health_care", {**OUD, "psychosis": True}, "preferred"),
        ("bipolar disorder", "mental_health_care", {**OUD, "bipolar": True}, "preferred"),
        ("schizophrenia", "mental_health_care", {**OUD, "schizophrenia": True}, "preferred"),
        ("trouble with memory", "mental_health_care", {**OUD, "cognitive_impairment": True}, "suitable"),
        ("prescribed benzodiazepines", "mental_health_care", {**OUD, "benzodiazepine_use": "prescribed"}, "suitable"),
        ("nothing asked", "mental_health_care", OUD, "not_indicated"),
        ("a thought of death (V74)", "safety_plan", {**OUD, "phq9_item9": 1}, "suitable"),
        ("a low risk of suicide", "safety_plan", {**OUD, "suicide_risk": "low"}, "suitable"),
        ("a high risk of suicide", "safety_plan", {**OUD, "suicide_risk": "high"}, "preferred"),
        ("no risk of suicide", "safety_plan", {**OUD, "suicide_risk": "none", "phq9_item9": 0}, "not_indicated"),
        ("everybody in care", "crisis_line", OUD, "suitable"),
        ("thoughts of suicide", "crisis_line", {**OUD, "suicide_risk": "low"}, "preferred"),
        ("drinks too much", "alcohol_treatment", {**OUD, "alcohol_use": "risky"}, "suitable"),
        ("drinks every day and gets ill without", "alcohol_treatment", {**OUD, "alcohol_use": "dependent"}, "preferred"),
        ("in alcohol withdrawal", "alcohol_treatment", {**OUD, "alcohol_withdrawal_now": True}, "preferred"),
        ("drinks little", "alcohol_treatment", {**OUD, "alcohol_use": "low"}, "not_indicated"),
        ("nobody has asked about drink", "alcohol_treatment", OUD, "not_indicated"),
        ("smokes", "smoking_cessation", {**OUD, "tobacco_use": True}, "suitable"),
        ("does not smoke", "smoking_cessation", {**OUD, "tobacco_use": False}, "not_indicated"),
        ("nobody has asked about mood", "mood_screen", OUD, "suitable"),
        ("mood asked, worry not", "mood_screen", {**OUD, "phq9_score": 4}, "suitable"),
        ("both asked", "mood_screen", {**OUD, "phq9_score": 4, "gad7_score": 3}, "not_indicated"),
        ("a thought of death, screen not yet asked (V74)", "suicide_screen", {**OUD, "phq9_item9": 1}, "suitable"),
        ("a thought of death, screen asked", "suicide_screen", {**OUD, "phq9_item9": 1, "suicide_risk": "low"}, "not_indicated"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_is_offered(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


def test_the_suicide_screen_is_due_the_same_day_whatever_the_total_v74():
    said = judgement({**OUD, "phq9_score": 6, "phq9_item9": 1})
    due = [fired.ruling.rule.due for finding in said.findings if finding.option.code == "suicide_screen" for fired in finding.fired]
    assert [(limit.us, limit.uk) for limit in due] == [(0, 0)]
    assert "self_harm_screen_today" in urgent({**OUD, "phq9_score": 6, "phq9_item9": 1})


@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_mood_screen_is_due_within_a_fortnight(place):
    screen = judged(OUD, place)["mood_screen"]
    assert [in_force(fired.ruling.rule.due) for fired in screen.fired] == [(14, 14)]


def test_worry_is_treated_and_buprenorphine_stays_v59():
    found = judged({**ON, "gad7_score": 13})
    assert outcome(found["mental_health_care"]) == "suitable"
    assert outcome(found["continue_current"]) == "preferred"


ILLNESSES = (
    {"phq9_score": 18, "gad7_score": 15}, {"psychosis": True}, {"bipolar": True}, {"schizophrenia": True}, {"trauma_history": True},
    {"tobacco_use": True},
)  # fmt: skip


@pytest.mark.parametrize("ill", ILLNESSES, ids=[next(iter(each)) for each in ILLNESSES])
@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_second_illness_delays_no_medicine(ill, place):
    before, after = judged(OUD, place), judged({**OUD, **ill}, place)
    agonists = ("buprenorphine_naloxone_sl", "methadone", "buprenorphine_xr")
    assert [outcome(after[code]) for code in agonists] == [outcome(before[code]) for code in agonists]


def test_one_team_leads_in_the_uk():
    ill = {**OUD, "schizophrenia": True}
    assert rules_fired(judged(ill, "uk")["mental_health_care"]) == {"severe_illness_one_team", "soon"}
    assert rules_fired(judged(ill, "us")["mental_health_care"]) == {"severe_illness", "soon"}


def test_each_place_has_its_own_crisis_line():
    assert rules_fired(judged(OUD, "us")["crisis_line"]) == {"lifeline"}
    assert rules_fired(judged(OUD, "uk")["crisis_line"]) == {"samaritans"}
    assert "988" in LINES["us"][0].reach
    assert LINES["uk"][0].reach == "116 123"


def test_sedatives_are_never_stopped_at_once():
    found = judged({**OUD, "sedative_dependent": True})["mental_health_care"]
    assert any("Never stop them at once" in fired.ruling.say for fired in found.fired)
