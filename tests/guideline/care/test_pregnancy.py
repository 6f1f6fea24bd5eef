"""Pregnancy, birth and the year after. Expectations from evidence h, n10, n11, claims 170, 171, 172."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired

HER = {"dsm5_criteria": 7, "age": 29, "sex": "female", "current_medication": "methadone", "dose_control": "end_of_dose_withdrawal"}
PREGNANT = {**HER, "pregnant": True, "gestation_weeks": 18}


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("pregnant", "prenatal_care", PREGNANT, "suitable"),
        ("pregnant", "perinatal_team", PREGNANT, "suitable"),
        ("pregnant", "newborn_care_plan", PREGNANT, "suitable"),
        ("pregnant", "contraception_care", PREGNANT, "not_indicated"),
        ("not pregnant", "prenatal_care", {**HER, "pregnant": False}, "not_indicated"),
        ("not pregnant", "perinatal_team", {**HER, "pregnant": False}, "not_indicated"),
        ("nobody has asked", "prenatal_care", HER, "not_indicated"),
        ("not pregnant, could be", "contraception_care", {**HER, "pregnant": False}, "suitable"),
        ("nobody has asked, could be", "contraception_care", HER, "suitable"),
        ("a man", "contraception_care", {**HER, "sex": "male"}, "not_indicated"),
        ("birth three weeks ago", "newborn_care_plan", {**HER, "pregnant": False, "postpartum_weeks": 3}, "suitable"),
        ("birth three weeks ago", "contraception_care", {**HER, "pregnant": False, "postpartum_weeks": 3}, "suitable"),
        ("birth twelve weeks ago", "newborn_care_plan", {**HER, "pregnant": False, "postpartum_weeks": 12}, "suitable"),
        ("birth thirteen weeks ago", "newborn_care_plan", {**HER, "pregnant": False, "postpartum_weeks": 13}, "not_indicated"),
        ("birth thirteen weeks ago, breast-feeding", "newborn_care_plan", {**HER, "postpartum_weeks": 13, "breastfeeding": True}, "suitable"),
        ("birth a year ago", "perinatal_team", {**HER, "pregnant": False, "postpartum_weeks": 52}, "suitable"),
        ("birth more than a year ago", "perinatal_team", {**HER, "pregnant": False, "postpartum_weeks": 53}, "not_indicated"),
        ("birth a year ago", "overdose_education", {**HER, "pregnant": False, "postpartum_weeks": 52}, "preferred"),
        ("birth more than a year ago", "overdose_education", {**HER, "pregnant": False, "postpartum_weeks": 53}, "suitable"),
        ("pregnant on methadone: goes on", "continue_current", {**PREGNANT, "still_using_opioids": True}, "preferred"),
        ("not pregnant, still using", "continue_current", {**HER, "pregnant": False, "still_using_opioids": True}, "suitable"),
        ("birth three weeks ago: goes on", "continue_current", {**HER, "postpartum_weeks": 3, "still_using_opioids": True}, "preferred"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_around_birth(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


@pytest.mark.parametrize("place", ["us", "uk"])
def test_after_birth_the_dose_is_looked_at_and_overdose_is_likelier_for_a_year(place):
    said = " ".join(fired.ruling.say for fired in judged({**HER, "postpartum_weeks": 6}, place)["perinatal_team"].fired)
    assert "too strong" in said
    assert "52 weeks overdose is likelier" in said


@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_baby_stays_in_the_room_and_is_watched_for_four_to_seven_days(place):
    said = " ".join(fired.ruling.say for fired in judged(PREGNANT, place)["newborn_care_plan"].fired)
    assert "your room" in said
    assert "4 days to 7 days" in said


def test_hepatitis_c_is_no_bar_to_breast_feeding_and_treated_hiv_is_none_either():
    fired = rules_fired(judged({**PREGNANT, "hcv": "positive", "hiv": "positive"})["newborn_care_plan"])
    assert fired == {"rooming_in", "breast_feeding", "breast_feeding_with_hiv"}
    assert "breast_feeding_with_hiv" not in rules_fired(judged(PREGNANT)["newborn_care_plan"])


def test_no_care_around_birth_hangs_on_what_is_used():
    using = {**PREGNANT, "still_using_opioids": True, "stimulant_use_disorder": True, "alcohol_use": "risky"}
    for code in ("prenatal_care", "perinatal_team", "newborn_care_plan"):
        assert outcome(judged(using)[code]) == outcome(judged(PREGNANT)[code])
