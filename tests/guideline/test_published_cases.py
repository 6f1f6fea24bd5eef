"""Published cases and questions, each with the management that its source expects (own-word summaries)."""

import pytest

from tests.guideline.judged import judged, outcome, urgent

GIVE = {"preferred", "suitable", "caution", "ask→preferred", "ask→suitable", "ask→caution"}
REFUSE = {"wait", "avoid"}
ADULT = {"age": 34, "sex": "male"}
USES_HEROIN = {**ADULT, "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none", "takes_opioid_analgesic": False}
USES_FENTANYL = {**USES_HEROIN, "main_opioid": "fentanyl"}
READY = {"sedated": False, "pre_dose_checklist_clear": True, "objective_withdrawal_signs": 2}
ON_METHADONE = {**ADULT, "dsm5_criteria_worst": 8, "current_medication": "methadone"}
ON_BUPRENORPHINE = {**ADULT, "dsm5_criteria_worst": 8, "current_medication": "buprenorphine"}

CASES = [
    ("V02 two nights after heroin, miserable, in the emergency department",
     {**USES_HEROIN, **READY, "setting": "emergency_department", "hours_since_short_acting_opioid": 40, "cows_score": 9, "intoxicated": False},
     {"start_buprenorphine_high_dose": GIVE, "bridge_prescription": GIVE}),
    ("V03 eight hours after fentanyl, mild withdrawal",
     {**USES_FENTANYL, **READY, "age": 28, "hours_since_short_acting_opioid": 8, "cows_score": 9},
     {"start_buprenorphine_standard": {"wait"}, "buprenorphine_naloxone_sl": GIVE, "methadone": GIVE}),
    ("V07 on methadone 120 mg, low-dose overlap",
     {**ON_METHADONE, **READY, "age": 42, "current_methadone_mg": 120, "days_on_treatment": 365, "prefers": "buprenorphine", "hours_since_methadone": 20},
     {"start_buprenorphine_low_dose": GIVE, "switch_methadone_to_buprenorphine": GIVE, "start_buprenorphine_standard": REFUSE}),
    ("V11 precipitated withdrawal after buprenorphine",
     {**ON_BUPRENORPHINE, "cows_before_dose": 9, "cows_score": 22, "minutes_since_dose": 60, "sedated": False, "setting": "hospital"},
     {"treat_precipitated_withdrawal": GIVE, "continue_current": GIVE}),
    ("V15 naltrexone on methadone",
     {**ON_METHADONE, "age": 50, "sex": "female", "current_methadone_mg": 100, "hours_since_methadone": 6},
     {"naltrexone_oral": {"avoid"}, "naltrexone_xr": {"avoid"}, "start_naltrexone": REFUSE}),
    ("V18 methadone 100 mg, QTc 580, torsades",
     {**ON_METHADONE, "age": 56, "current_methadone_mg": 100, "qtc_ms": 580, "torsades_history": True, "syncope_unexplained": True, "potassium": 3.5},
     {"increase_methadone": REFUSE | {"not_indicated"}, "start_methadone": REFUSE | {"not_indicated"}, "switch_methadone_to_buprenorphine": GIVE,
      "continue_current": {"caution"}}),
    ("V23 pregnant on methadone 68 mg, wants buprenorphine",
     {**ON_METHADONE, "age": 29, "sex": "female", "pregnant": True, "gestation_weeks": 18, "current_methadone_mg": 68, "prefers": "buprenorphine"},
     {"switch_methadone_to_buprenorphine": GIVE, "start_buprenorphine_low_dose": GIVE, "withdrawal_management": {"avoid", "not_indicated"},
      "taper_methadone": {"avoid"}, "naltrexone_xr": {"avoid"}}),
    ("V27 seventeen, in jail, well on buprenorphine",
     {**ON_BUPRENORPHINE, "age": 17, "setting": "custody", "missed_doses": 0},
     {"continue_current": GIVE, "buprenorphine_xr": {"avoid"}, "buprenorphine_naloxone_sl": GIVE}),
    ("V37 well on buprenorphine after relapses when it was stopped",
     {**ON_BUPRENORPHINE, "age": 39, "sex": "female", "response_buprenorphine": "good", "response_methadone": "good", "past_treatment_episodes": 4},
     {"continue_current": GIVE, "taper_buprenorphine": GIVE | REFUSE | {"not_indicated"}}),
    ("V50 four doses of methadone missed",
     {**ON_METHADONE, **READY, "setting": "emergency_department", "missed_doses": 4, "current_methadone_mg": 90, "dose_verified": True},
     {"resume_methadone": {"ask→caution"}, "start_methadone": {"not_indicated"}}),
    ("V59 well on buprenorphine, with anxiety",
     {**ON_BUPRENORPHINE, "gad7_score": 14, "dose_control": "ok"},
     {"continue_current": {"preferred"}, "buprenorphine_naloxone_sl": GIVE}),
    ("V70 five hours after heroin, COWS 6",
     {**USES_HEROIN, **READY, "age": 33, "hours_since_short_acting_opioid": 5, "cows_score": 6},
     {"start_buprenorphine_standard": {"wait"}}),
    ("V71 methadone 90 mg yesterday, COWS 5, asks for buprenorphine now",
     {**ON_METHADONE, **READY, "current_methadone_mg": 90, "hours_since_methadone": 24, "cows_score": 5, "prefers": "buprenorphine"},
     {"start_buprenorphine_standard": {"wait", "avoid"}, "start_buprenorphine_low_dose": GIVE, "continue_current": GIVE}),
    ("V72 methadone 80 mg, six doses missed",
     {**ON_METHADONE, **READY, "current_methadone_mg": 80, "missed_doses": 6},
     {"resume_methadone": {"avoid"}, "start_methadone": GIVE}),
    ("V73 twenty-eight days in jail, opioid-free, wants protection",
     {**USES_HEROIN, "setting": "custody", "days_opioid_free": 28, "last_opioid_class": "short_acting", "custody": "release_planned",
      "lost_tolerance": True, "opioid_urine_negative": True, "cows_score": 0, "naloxone_challenge_negative": True, **READY},
     {"naltrexone_xr": GIVE, "start_naltrexone": GIVE, "start_buprenorphine_no_withdrawal": GIVE, "naloxone_rescue": {"preferred", "suitable"}}),
    ("V76 six weeks after the naltrexone injection",
     {**ADULT, "dsm5_criteria_worst": 7, "current_medication": "naltrexone_xr", "days_since_xr_injection": 42},
     {"continue_current": {"caution", "ask→caution"}}),
    ("V81 Child-Pugh C, wants the film",
     {**USES_HEROIN, "child_pugh": "C"},
     {"buprenorphine_naloxone_sl": {"avoid"}, "buprenorphine_sl": {"caution"}, "buprenorphine_xr": {"avoid"}}),
    ("V86 six days of buprenorphine missed, nothing else used",
     {**ON_BUPRENORPHINE, **READY, "missed_doses": 6, "opioids_since_last_dose": False},
     {"resume_buprenorphine": {"avoid"}}),
    ("V87 four days missed, fentanyl used meanwhile",
     {**ON_BUPRENORPHINE, **READY, "missed_doses": 4, "opioids_since_last_dose": True},
     {"resume_buprenorphine": {"avoid"}}),
    ("V88 five days missed, nothing else used",
     {**ON_BUPRENORPHINE, **READY, "missed_doses": 5, "opioids_since_last_dose": False},
     {"resume_buprenorphine": {"caution", "suitable"}}),
    ("V89 14 mg under the tongue, stable, wants the injection",
     {**ON_BUPRENORPHINE, **READY, "current_buprenorphine_mg": 14, "days_on_treatment": 60, "prefers": "buprenorphine_xr", "dose_control": "ok"},
     {"switch_to_buprenorphine_xr": GIVE}),
    ("V90 methadone 55 mg, wants the injection tomorrow",
     {**ON_METHADONE, **READY, "current_methadone_mg": 55, "prefers": "buprenorphine_xr", "hours_since_methadone": 20, "cows_score": 2},
     {"start_buprenorphine_xr": REFUSE | {"not_indicated"}, "switch_to_buprenorphine_xr": REFUSE | {"not_indicated"}}),
]  # fmt: skip


@pytest.mark.parametrize(("case", "facts", "expected"), CASES, ids=[case[0] for case in CASES])
def test_published_case(case, facts, expected):
    place = "uk" if case.startswith(("V89", "V90")) else "us"
    found = judged(facts, place)
    got = {code: outcome(found[code]) for code in expected}
    assert {code: status for code, status in got.items() if status not in expected[code]} == {}


def test_v11_v18_and_v74_are_urgent():
    assert "precipitated_withdrawal" in urgent({"cows_before_dose": 9, "cows_score": 22, "minutes_since_dose": 60})
    assert "qtc_500" in urgent({**ON_METHADONE, "qtc_ms": 580})
    assert "self_harm_screen_today" in urgent({"phq9_score": 6, "phq9_item9": 1})


def test_v72_says_that_the_first_dose_is_very_small_without_other_opioids():
    found = judged(
        {**ON_METHADONE, **READY, "current_methadone_mg": 80, "missed_doses": 6, "days_opioid_free": 6, "opioids_since_last_dose": False}
    )
    assert any("very small" in fired.ruling.say for fired in found["start_methadone"].fired)


def test_v03_the_wait_names_what_to_do_instead_and_when_to_look_again():
    found = judged({**USES_FENTANYL, **READY, "hours_since_short_acting_opioid": 8, "cows_score": 9})["start_buprenorphine_standard"]
    assert set(found.instead) & {"start_buprenorphine_low_dose", "methadone", "start_methadone", "start_buprenorphine_high_dose"}
    assert found.until is not None or any("again" in fired.ruling.say for fired in found.fired)
