"""Starting under watch. Expectations from the evidence, sections c4, c5, n18 and n19, and case V02."""

import pytest

from tests.guideline.judged import judged, outcome

EMERGENCY = {
    "dsm5_criteria": 7,
    "age": 34,
    "sex": "male",
    "setting": "emergency_department",
    "current_medication": "none",
    "main_opioid": "heroin",
    "fentanyl_exposure": False,
    "takes_opioid_analgesic": False,
    "hours_since_short_acting_opioid": 36,
    "cows_score": 9,
    "objective_withdrawal_signs": 2,
    "sedated": False,
    "pre_dose_checklist_clear": True,
}
WOKEN = {
    **EMERGENCY,
    "hours_since_short_acting_opioid": 1,
    "hours_since_naloxone": 1,
    "cows_score": 6,
    "respiratory_rate": 14,
    "alcohol_use": "none",
    "benzodiazepine_use": "none",
    "sedative_dependent": False,
    "gabapentinoid_use": False,
}
HIGH = "start_buprenorphine_high_dose"
AFTER = "start_buprenorphine_after_overdose"


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("V02: two nights after heroin, COWS 9, sweating", EMERGENCY, "suitable"),
        ("COWS 8", {**EMERGENCY, "cows_score": 8}, "suitable"),
        ("COWS 7", {**EMERGENCY, "cows_score": 7}, "wait"),
        ("one sign seen", {**EMERGENCY, "objective_withdrawal_signs": 1}, "suitable"),
        ("no sign seen", {**EMERGENCY, "objective_withdrawal_signs": 0}, "wait"),
        ("signs not looked for", {**EMERGENCY, "objective_withdrawal_signs": None}, "ask→suitable"),
        ("fentanyl", {**EMERGENCY, "fentanyl_exposure": True}, "preferred"),
        ("methadone 71 hours ago", {**EMERGENCY, "hours_since_methadone": 71}, "wait"),
        ("methadone seventy-two hours ago", {**EMERGENCY, "hours_since_methadone": 72}, "suitable"),
        ("in an office", {**EMERGENCY, "setting": "primary_care"}, "not_indicated"),
        ("place not known", {**EMERGENCY, "setting": None}, "ask→suitable"),
        ("in a methadone programme", {**EMERGENCY, "setting": "otp"}, "suitable"),
        ("drowsy", {**EMERGENCY, "sedated": True}, "wait"),
        ("drunk", {**EMERGENCY, "intoxicated": True}, "wait"),
        ("breathing failing", {**EMERGENCY, "respiratory_insufficiency": "acute_severe"}, "avoid"),
        ("weak lungs", {**EMERGENCY, "respiratory_insufficiency": "chronic"}, "caution"),
        ("takes benzodiazepines", {**EMERGENCY, "benzodiazepine_use": "prescribed"}, "caution"),
        ("very ill", {**EMERGENCY, "medically_unstable": True}, "caution"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_high_first_dose(who, facts, expected, place):
    assert outcome(judged(facts, place)[HIGH]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("awake an hour after naloxone, COWS 6", WOKEN, "suitable"),
        ("COWS 4", {**WOKEN, "cows_score": 4}, "suitable"),
        ("COWS 3", {**WOKEN, "cows_score": 3}, "wait"),
        ("eleven breaths a minute", {**WOKEN, "respiratory_rate": 11}, "wait"),
        ("breaths not counted", {**WOKEN, "respiratory_rate": None}, "ask→suitable"),
        ("drowsy again", {**WOKEN, "sedated": True}, "wait"),
        ("on methadone", {**WOKEN, "current_medication": "methadone"}, "avoid"),
        ("bought methadone yesterday", {**WOKEN, "hours_since_methadone": 30}, "avoid"),
        ("slow-release tablets", {**WOKEN, "main_opioid": "long_acting_prescription"}, "avoid"),
        ("has the buprenorphine injection", {**WOKEN, "current_medication": "buprenorphine_xr"}, "avoid"),
        ("serious infection", {**WOKEN, "severe_infection": True}, "avoid"),
        ("benzodiazepines too", {**WOKEN, "benzodiazepine_use": "not_prescribed"}, "avoid"),
        (
            "benzodiazepines too, even if seen by a doctor: an override",
            {**WOKEN, "benzodiazepine_use": "not_prescribed", "prescriber_assessed": True},
            "avoid",
        ),
        ("alcohol not asked about", {**WOKEN, "alcohol_use": None}, "ask→suitable"),
        ("twelve breaths a minute", {**WOKEN, "respiratory_rate": 12}, "suitable"),
        ("naloxone 24 hours ago", {**WOKEN, "hours_since_naloxone": 24}, "suitable"),
        ("naloxone 24 hours ago, on methadone", {**WOKEN, "hours_since_naloxone": 24, "current_medication": "methadone"}, "avoid"),
        ("naloxone 24 hours ago, serious infection", {**WOKEN, "hours_since_naloxone": 24, "severe_infection": True}, "avoid"),
        ("naloxone 24 hours ago, breaths not counted", {**WOKEN, "hours_since_naloxone": 24, "respiratory_rate": None}, "ask→suitable"),
        ("naloxone 25 hours ago", {**WOKEN, "hours_since_naloxone": 25}, "not_indicated"),
        ("naloxone two days ago", {**WOKEN, "hours_since_naloxone": 48}, "not_indicated"),
        ("in an office", {**WOKEN, "setting": "community"}, "not_indicated"),
        ("no naloxone heard of", {**WOKEN, "hours_since_naloxone": None}, "not_indicated"),
        ("on methadone, no overdose", {**EMERGENCY, "current_medication": "methadone"}, "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_after_naloxone(who, facts, expected, place):
    assert outcome(judged(facts, place)[AFTER]) == expected, who


def test_after_naloxone_the_usual_start_points_here():
    standard = judged({**WOKEN, "cows_score": 14, "hours_since_short_acting_opioid": 13})["start_buprenorphine_standard"]
    assert (standard.status, standard.until) == ("wait", 1)
    assert AFTER in standard.instead
