"""Going on, holding, splitting, supply, and withdrawal management."""

import pytest

from tests.guideline.judged import judged, outcome

ON = {"current_medication": "methadone", "age": 40, "sex": "male", "sedated": False}
OUD = {"dsm5_criteria": 7, "main_opioid": "heroin", "age": 34, "sex": "male", "current_medication": "none"}


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("well on methadone", "continue_current", {**ON, "dose_control": "ok"}, "preferred"),
        ("on buprenorphine and in remission", "continue_current", {"current_medication": "buprenorphine", "in_remission": True}, "preferred"),
        ("on methadone, little else known", "continue_current", {"current_medication": "methadone"}, "suitable"),
        ("on methadone, still using: never told to stop", "continue_current", {**ON, "still_using_opioids": True}, "suitable"),
        ("on methadone with QTc 580: never a bare stop (V18)", "continue_current", {**ON, "qtc_ms": 580, "torsades_history": True}, "caution"),
        ("three doses missed: not the same dose", "continue_current", {**ON, "missed_doses": 3}, "caution"),
        ("six weeks after the naltrexone injection (V76)", "continue_current", {"current_medication": "naltrexone_xr", "days_since_xr_injection": 42}, "ask→caution"),
        ("on no medicine", "continue_current", OUD, "not_indicated"),
        ("drowsy on methadone", "hold_dose_today", {**ON, "sedated": True}, "preferred"),
        ("drunk on methadone", "hold_dose_today", {**ON, "intoxicated": True}, "suitable"),
        ("awake on methadone", "hold_dose_today", {**ON, "intoxicated": False, "respiratory_rate": 16, "oxygen_saturation": 98}, "not_indicated"),
        ("pregnant, second trimester", "split_dose", {**ON, "sex": "female", "pregnant": True, "gestation_weeks": 20, "dose_control": "ok"}, "suitable"),
        ("the dose wears off", "split_dose", {**ON, "dose_control": "end_of_dose_withdrawal"}, "suitable"),
        ("the dose makes drowsy", "split_dose", {**ON, "dose_control": "sedation", "chronic_pain": True}, "avoid"),
        ("asks to get through withdrawal", "withdrawal_management", {**OUD, "wants_withdrawal_management": True, "sedated": False, "pre_dose_checklist_clear": True}, "caution"),
        ("pregnant", "withdrawal_management", {**OUD, "sex": "female", "pregnant": True}, "avoid"),
        ("could be pregnant, not known", "withdrawal_management", {**OUD, "sex": "female"}, "ask→caution"),
        ("on methadone", "withdrawal_management", ON, "not_indicated"),
        ("in an emergency department", "bridge_prescription", {**OUD, "setting": "emergency_department"}, "suitable"),
        ("leaving prison", "bridge_prescription", {**OUD, "custody": "release_planned"}, "suitable"),
        ("in hospital on methadone, dose confirmed", "hospital_continuation", {**ON, "setting": "hospital", "dose_verified": True}, "suitable"),
        ("in hospital on methadone, dose not confirmed", "hospital_continuation", {**ON, "setting": "hospital", "dose_verified": False}, "ask→caution"),
        ("in the first three months", "supervised_dosing", {**ON, "days_on_treatment": 30, "can_attend_daily": True}, "preferred"),
        ("cannot come every day", "supervised_dosing", {**ON, "can_attend_daily": False}, "caution"),
        ("day ten", "take_home_doses", {**ON, "days_on_treatment": 10, "suicide_risk": "none"}, "suitable"),
        ("day ten, high suicide risk", "take_home_doses", {**ON, "days_on_treatment": 10, "suicide_risk": "high"}, "wait"),
        ("no safe place for it", "take_home_doses", {**ON, "days_on_treatment": 60, "suicide_risk": "none", "safe_storage": False}, "caution"),
        ("nobody knows for how long", "take_home_doses", {**ON, "suicide_risk": "none"}, "ask→suitable"),
    ],
)  # fmt: skip
def test_changes(who, code, facts, expected):
    assert outcome(judged(facts)[code]) == expected, who


@pytest.mark.parametrize(("day", "most"), [(1, "7 days"), (14, "7 days"), (15, "14 days"), (30, "14 days"), (31, "28 days")])
def test_the_law_s_take_home_limit_goes_by_day_of_treatment(day, most):
    found = judged({**ON, "days_on_treatment": day, "suicide_risk": "none"})["take_home_doses"]
    assert any(f"up to {most} of doses" in fired.ruling.say for fired in found.fired)


def test_an_uk_instalment_covers_fourteen_days():
    found = judged({**ON, "suicide_risk": "none"}, "uk")["take_home_doses"]
    assert any("up to 14 days" in fired.ruling.say for fired in found.fired)
