"""What follows from what is known, and what does not."""

import pytest

from holdfast.guideline.people import derived


@pytest.mark.parametrize(
    ("known", "follows"),
    [
        ({"sex": "male"}, {"can_become_pregnant": False, "pregnant": False}),
        ({"sex": "male", "pregnant": True}, {"can_become_pregnant": True}),
        ({"sex": "female", "age": 30}, {"can_become_pregnant": True}),
        ({"sex": "female", "age": 60}, {"can_become_pregnant": False, "pregnant": False}),
        ({"can_become_pregnant": False}, {"pregnant": False}),
        ({"gestation_weeks": 13}, {"trimester": 1, "pregnant": True}),
        ({"gestation_weeks": 14}, {"trimester": 2}),
        ({"gestation_weeks": 28}, {"trimester": 3}),
        ({"hours_since_short_acting_opioid": 36}, {"days_opioid_free": 1.5, "last_opioid_class": "short_acting"}),
        (
            {"hours_since_short_acting_opioid": 36, "hours_since_methadone": 200},
            {"days_opioid_free": 1.5, "last_opioid_class": "methadone"},
        ),
        ({"hours_since_short_acting_opioid": 36, "hours_since_methadone": 400}, {"last_opioid_class": "short_acting"}),
        ({"current_medication": "diamorphine", "hours_since_short_acting_opioid": 5}, {"last_opioid_class": "short_acting"}),
        ({"current_medication": "buprenorphine_xr"}, {"last_opioid_class": "buprenorphine_xr"}),
        ({"xr_product": "sublocade", "days_since_xr_injection": 200}, {"last_opioid_class": "buprenorphine_xr"}),
        ({"dsm5_criteria": 2}, {"oud_ever": True}),
        ({"dsm5_criteria_worst": 6}, {"oud_ever": True}),
        ({"opioid_use_disorder_recorded": True}, {"oud_ever": True}),
        ({"recorded_severity": "mild"}, {"oud_ever": True}),
        ({"remission_months": 3}, {"oud_ever": True, "in_remission": True}),
        ({"remission_months": 2}, {"in_remission": False}),
        ({"main_opioid": "nitazene"}, {"fentanyl_exposure": True}),
        ({"urine_fentanyl": "positive"}, {"fentanyl_exposure": True, "opioid_urine_negative": False, "opioid_urine_positive": True}),
        ({"opioid_route": "injected"}, {"injects_drugs": True}),
        ({"setting": "custody"}, {"custody": "in_custody"}),
        ({"setting": "primary_care"}, {"methadone_lawful_here": False}),
        ({"urine_benzodiazepine": "positive"}, {"benzodiazepine_found": True}),
        ({"sedated": True}, {"impaired_now": True}),
        ({"suicide_risk": "high"}, {"supply_unsafe": True}),
        ({"hours_since_buprenorphine": 2, "current_medication": "none"}, {"test_dose_tolerated": True}),
        (
            {"current_medication": "naltrexone_oral", "missed_doses": 3},
            {"naltrexone_tablets_stopped": True, "protected_by_naltrexone": True},
        ),
        ({"current_medication": "methadone", "still_using_opioids": False}, {"other_opioids_stopped": True}),
        ({"dsm5_criteria": 0, "opioids_only_as_prescribed": True}, {"no_disorder_found": True}),
        ({"platelets": 49}, {"bleeding_risk": True}),
        ({"age": 15}, {"under_sixteen": True, "under_eighteen": True}),
        ({"age": 17}, {"under_sixteen": False, "under_eighteen": True}),
        ({"age": 18}, {"under_eighteen": False}),
        ({"opioid_use_days_30": 24}, {"opioid_within_a_week": True}),
        ({"takes_opioid_analgesic": True, "hours_since_short_acting_opioid": 100}, {"opioid_within_a_week": True}),
        ({"current_medication": "naltrexone_xr", "days_opioid_free": 3}, {"opioid_within_a_week": True}),
        ({"hours_since_methadone": 20}, {"methadone_lately": True}),
        ({"hours_since_methadone": 80}, {"methadone_lately": False}),
        ({"days_opioid_free": 4}, {"short_acting_lately": False, "methadone_lately": False}),
        ({"last_opioid_class": "long_acting"}, {"long_acting_lately": True}),
        ({"anticoagulated": True}, {"bleeding_risk": True}),
        ({"naloxone_challenge_negative": False}, {"naloxone_challenge_positive": True}),
        ({"cows_before_dose": 8, "cows_score": 13, "minutes_since_dose": 90}, {"precipitated_withdrawal": True}),
    ],
)
def test_what_follows(known, follows):
    assert derived(known).items() >= follows.items()


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"sex": "intersex"}, "can_become_pregnant"),
        ({"sex": "female"}, "can_become_pregnant"),
        ({"current_medication": "methadone", "hours_since_short_acting_opioid": 300}, "days_opioid_free"),
        ({"main_opioid": "methadone", "hours_since_short_acting_opioid": 300}, "last_opioid_class"),
        ({"takes_opioid_analgesic": True, "hours_since_short_acting_opioid": 300}, "days_opioid_free"),
        ({"takes_opioid_analgesic": True, "hours_since_short_acting_opioid": 100}, "days_opioid_free"),
        ({"opioid_use_days_30": 23}, "opioid_within_a_week"),
        ({"days_opioid_free": 3}, "opioid_within_a_week"),
        ({"current_medication": "naltrexone_xr", "days_opioid_free": 7}, "opioid_within_a_week"),
        ({}, "methadone_lately"),
        ({"current_medication": "methadone", "cows_before_dose": 3, "cows_score": 38, "minutes_since_dose": 60}, "precipitated_withdrawal"),
        ({"dsm5_criteria": 1}, "oud_ever"),
        ({"platelets": 50}, "bleeding_risk"),
        ({"urine_fentanyl": "positive", "urine_hours_ago": 90}, "opioid_urine_negative"),
        ({"urine_fentanyl": "negative", "urine_hours_ago": 3}, "opioid_urine_negative"),
    ],
)
def test_what_does_not_follow(known, name):
    assert name not in derived(known)


def test_what_was_said_is_never_overwritten():
    assert derived({"sex": "male", "can_become_pregnant": True})["can_become_pregnant"] is True
