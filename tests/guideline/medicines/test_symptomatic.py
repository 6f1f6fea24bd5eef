"""Medicines for single symptoms. Expectations from the evidence, sections b6 and n26."""

import pytest

from holdfast.guideline.medicines import symptomatic
from holdfast.guideline.medicines.symptomatic import RELIEF, RULES, daily_cap
from tests.guideline.judged import in_force, judged, outcome, rules_fired

ILL = {"dsm5_criteria": 7, "main_opioid": "heroin", "current_medication": "none", "cows_score": 14, "sex": "male"}
PAIN = {**ILL, "dsm5_criteria": 0, "oud_ever": False, "physically_dependent": True, "takes_opioid_analgesic": True}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("in withdrawal, with the disorder", ILL, "caution"),
        ("in withdrawal from pain medicine, no disorder", PAIN, "suitable"),
        ("no withdrawal", {**ILL, "cows_score": 4, "wants_withdrawal_management": False}, "not_indicated"),
        ("wants help through withdrawal", {**ILL, "cows_score": 4, "wants_withdrawal_management": True}, "caution"),
        ("withdrawal not measured", {key: value for key, value in ILL.items() if key != "cows_score"}, "ask→caution"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_they_are_for_withdrawal_only(who, facts, expected, place):
    assert outcome(judged(facts, place)["symptomatic_medicines"]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "rule"),
    [
        ("takes methadone", {"current_medication": "methadone"}, "heart_rhythm"),
        ("a QT risk", {"qt_prolonging_medicine": True}, "heart_rhythm"),
        ("QTc 450", {"qtc_ms": 450}, "heart_rhythm"),
        ("weak kidneys", {"egfr": 59}, "no_ibuprofen"),
        ("a blood thinner", {"anticoagulated": True}, "no_ibuprofen"),
        ("bleeds easily", {"bleeding_risk": True}, "no_ibuprofen"),
        ("twenty weeks pregnant", {"sex": "female", "pregnant": True, "gestation_weeks": 20}, "no_ibuprofen_in_pregnancy"),
        ("cirrhosis", {"jaundice_or_cirrhosis": True}, "less_paracetamol"),
        ("a bowel that does not move", {"bowel_obstruction": True}, "no_loperamide"),
        ("a benzodiazepine", {"benzodiazepine_use": "not_prescribed"}, "sedatives"),
        ("the disorder", {}, "does_not_treat_the_disorder"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_to_leave_out_with(who, facts, rule, place):
    assert rule in rules_fired(judged({**ILL, **facts}, place)["symptomatic_medicines"]), who


@pytest.mark.parametrize("facts", [{"egfr": 60}, {"qtc_ms": 449}, {"child_pugh": "none"}])
@pytest.mark.parametrize("place", ["us", "uk"])
def test_nothing_is_left_out_without_need(facts, place):
    assert rules_fired(judged({**PAIN, **facts}, place)["symptomatic_medicines"]) == {"each_symptom"}


def test_no_sedative_is_among_them():
    assert not {"diazepam", "lorazepam", "clonazepam"} & {relief.medicine for relief in RELIEF}
    assert "Sedatives" in RULES[0].because


def test_each_is_named_to_the_person_and_has_a_dose_below_its_most():
    assert all(relief.medicine in RULES[0].because for relief in RELIEF)
    assert all(relief.dose.us <= relief.most.us and relief.dose.uk <= relief.most.uk for relief in RELIEF)


def test_the_published_maxima():
    doses = {relief.medicine: (*in_force(relief.dose), *in_force(relief.most)) for relief in RELIEF}
    assert doses == {
        "loperamide": (4, 4, 16, 16),
        "ondansetron": (4, 4, 16, 16),
        "dicyclomine": (10, 10, 80, 60),
        "ibuprofen": (400, 400, 2400, 2400),
        "paracetamol": (1000, 1000, 4000, 4000),
        "hydroxyzine": (25, 25, 100, 100),
        "trazodone": (50, 50, 100, 100),
    }
    assert in_force(symptomatic.LOPERAMIDE_AGAIN) == (2, 2)
    assert in_force(symptomatic.IBUPROFEN_NEVER_FROM) == (20, 20)


@pytest.mark.parametrize(("who", "liver_is_ill", "cap"), [("well", False, 4000), ("an ill liver", True, 2000)])
def test_the_most_paracetamol_in_a_day(who, liver_is_ill, cap):
    assert in_force(daily_cap("paracetamol", liver_is_ill)) == (cap, cap), who
