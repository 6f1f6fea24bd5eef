"""What comes before anything else, and only when it is certain."""

import pytest

from tests.guideline.judged import urgent

ON = {"current_medication": "methadone"}


@pytest.mark.parametrize(
    ("who", "facts", "codes"),
    [
        ("nobody in particular", {"dsm5_criteria": 7}, set()),
        ("an overdose now", {"overdose_now": True}, {"overdose_now"}),
        ("nine breaths a minute", {"respiratory_rate": 9}, {"respiratory_depression"}),
        ("ten breaths a minute", {"respiratory_rate": 10}, set()),
        ("oxygen at 89", {"oxygen_saturation": 89}, {"respiratory_depression"}),
        ("oxygen at 90", {"oxygen_saturation": 90}, set()),
        ("high suicide risk", {"suicide_risk": "high"}, {"suicide_risk_high"}),
        ("item 9 of the PHQ-9, whatever the total (V74)", {"phq9_score": 6, "phq9_item9": 1}, {"self_harm_screen_today"}),
        ("item 9, and the screen was done", {"phq9_item9": 1, "suicide_risk": "low"}, set()),
        ("item 9 not at all", {"phq9_item9": 0}, set()),
        ("drowsy on methadone", {**ON, "sedated": True}, {"sedated_hold_dose"}),
        ("drunk, with a disorder", {"dsm5_criteria": 5, "intoxicated": True}, {"sedated_hold_dose"}),
        (
            "COWS up by five within two hours of a dose",
            {"cows_before_dose": 12, "cows_score": 17, "minutes_since_dose": 120},
            {"precipitated_withdrawal"},
        ),
        ("COWS up by four", {"cows_before_dose": 12, "cows_score": 16, "minutes_since_dose": 60}, set()),
        ("COWS up, but three hours later", {"cows_before_dose": 8, "cows_score": 16, "minutes_since_dose": 180}, set()),
        ("medetomidine suspected, in withdrawal", {"alpha2_adulterant_suspected": True, "cows_score": 14}, {"alpha2_withdrawal"}),
        ("QTc 500", {"qtc_ms": 500}, {"qtc_500"}),
        ("QTc 499", {"qtc_ms": 499}, set()),
        ("pregnant and untreated", {"dsm5_criteria": 6, "pregnant": True, "current_medication": "none"}, {"pregnancy_priority"}),
        ("pregnant on buprenorphine", {"pregnant": True, "current_medication": "buprenorphine"}, set()),
        ("alcohol withdrawal now", {"alcohol_withdrawal_now": True}, {"alcohol_or_sedative_withdrawal"}),
        ("alcohol withdrawal would be severe", {"alcohol_withdrawal_risk": True}, {"alcohol_or_sedative_withdrawal"}),
        (
            "fits before, and dependent on sedatives",
            {"withdrawal_seizure_or_dt_history": True, "sedative_dependent": True},
            {"alcohol_or_sedative_withdrawal"},
        ),
        ("COWS 25", {"cows_score": 25}, {"severe_withdrawal"}),
        ("COWS 24", {"cows_score": 24}, set()),
        ("out of prison for two weeks", {"days_since_release": 14}, {"lost_tolerance"}),
        ("six methadone doses missed", {**ON, "missed_doses": 6}, {"lost_tolerance"}),
        (
            "six weeks after the naltrexone injection (V76)",
            {"current_medication": "naltrexone_xr", "days_since_xr_injection": 42},
            {"lost_tolerance"},
        ),
        ("a head injury", {"head_injury": True}, {"medical_emergency"}),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_urgent(who, facts, codes, place):
    assert urgent(facts, place) == codes, who
