"""Hospital, a hospital for the mind, recovery housing, telehealth."""

import re

import pytest

from holdfast.guideline.programme import guideline
from tests.guideline.judged import judged, outcome, rules_fired

USES = {"age": 34, "sex": "male", "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none", "home_environment": "neutral"}


@pytest.mark.parametrize(
    ("who", "facts", "code", "expected"),
    [
        ("nothing known against the body", {}, "hospital", "not_indicated"),
        ("very ill", {"medically_unstable": True}, "hospital", "preferred"),
        ("a serious infection", {"severe_infection": True}, "hospital", "preferred"),
        ("lungs failing now", {"respiratory_insufficiency": "acute_severe"}, "hospital", "preferred"),
        ("an overdose now", {"overdose_now": True}, "hospital", "preferred"),
        ("V18 a dangerous tracing and faints", {"qtc_ms": 580, "syncope_unexplained": True}, "hospital", "preferred"),
        ("a dangerous tracing alone: prescriber today", {"qtc_ms": 510}, "hospital", "not_indicated"),
        ("suicide screen not done", {}, "psychiatric_hospital", "not_indicated"),
        ("some risk of suicide", {"suicide_risk": "moderate"}, "psychiatric_hospital", "not_indicated"),
        ("high risk of suicide", {"suicide_risk": "high"}, "psychiatric_hospital", "preferred"),
        ("hears voices", {"psychosis": True}, "psychiatric_hospital", "preferred"),
        ("a safe home of unknown kind", {}, "recovery_housing", "not_indicated"),
        ("no home", {"housing": "homeless"}, "recovery_housing", "suitable"),
        ("lives there now and is doing well", {"housing": "recovery_housing", "remission_months": 6, "dsm5_criteria": 1}, "recovery_housing", "suitable"),
        ("home not safe", {"home_environment": "unsafe"}, "recovery_housing", "suitable"),
        ("home not known", {"home_environment": None}, "recovery_housing", "not_indicated"),
        ("nothing said of video or phone", {}, "telehealth", "suitable"),
        ("no phone and no video", {"telehealth_possible": False}, "telehealth", "not_indicated"),
        ("high risk of suicide: someone in the room", {"suicide_risk": "high"}, "telehealth", "caution"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_place(who, facts, code, expected, place):
    assert outcome(judged({**USES, **facts}, place)[code]) == expected, who


def test_where_a_hospital_is_needed_it_ranks_first_and_a_medicine_goes_on():
    for facts, code in (({"severe_infection": True}, "hospital"), ({"suicide_risk": "high"}, "psychiatric_hospital")):
        found = judged({**USES, **facts})
        assert found[code].rank == 1
        assert any("medicine" in fired.ruling.say for fired in found[code].fired)


def test_video_or_phone_and_rides_come_before_a_stay_when_travel_is_the_trouble():
    found = judged({**USES, "transport_ok": False, "telehealth_possible": True})
    assert "when_the_way_is_long" in rules_fired(found["telehealth"])
    assert found["residential_short"].status == "not_indicated"


def test_the_level_ranks_above_what_only_goes_with_it():
    found = judged({**USES, "housing": "homeless"})
    assert found["intensive_outpatient"].rank < found["recovery_housing"].rank


def test_no_place_is_left_at_ask_for_want_of_a_screen_or_of_a_word_about_home():
    found = judged({**USES, "home_environment": None})
    assert not [
        code
        for code, finding in found.items()
        if finding.option.kind == "level" and finding.option.rung is None and finding.status == "ask"
    ]


def test_every_level_therapy_and_group_of_the_contract_is_here(shared):
    text = (shared / "design" / "contract.md").read_text()
    kinds = {"**Levels**": "level", "**Therapies**": "therapy", "**Peer support**": "peer_support"}
    for start, kind in kinds.items():
        row = next(line for line in text.splitlines() if line.startswith(start))
        assert set(re.findall(r"`([a-z_]+)`", row)) == {option.code for option in guideline().options.values() if option.kind == kind}
