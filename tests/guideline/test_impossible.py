"""Who cannot exist, and who is merely unlikely."""

import pytest

from holdfast.guideline.facts import FACTS
from holdfast.guideline.impossible import IMPOSSIBLE
from holdfast.guideline.people import derived
from holdfast.language.people import contradictions, read_values


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"opioid_use_days_30": 20, "days_opioid_free": 11}, "use_days_and_free_days"),
        ({"days_opioid_free": 3, "hours_since_short_acting_opioid": 71}, "free_days_and_hours_since_short_acting_opioid"),
        ({"days_opioid_free": 3, "hours_since_methadone": 5}, "free_days_and_hours_since_methadone"),
        ({"remission_months": 4, "dsm5_criteria": 2}, "remission_and_criteria"),
        ({"dsm5_criteria": 8, "dsm5_criteria_worst": 6}, "worst_below_now"),
        ({"oud_ever": False, "dsm5_criteria_worst": 3}, "disorder_never_and_criteria"),
        ({"oud_ever": False, "dsm5_criteria": 3}, "disorder_never_and_criteria_now"),
        ({"oud_ever": False, "opioid_use_disorder_recorded": True}, "disorder_never_and_opioid_use_disorder_recorded"),
        ({"oud_ever": False, "in_remission": True}, "disorder_never_and_in_remission"),
        ({"oud_ever": False, "recorded_severity": "mild"}, "disorder_never_and_recorded_severity"),
        ({"opioid_years": 30, "age": 25}, "years_and_age"),
        ({"opioid_urine_negative": True, "urine_methadone": "positive"}, "negative_panel_and_urine_methadone"),
        ({"systolic_bp": 90, "diastolic_bp": 95}, "blood_pressure"),
        ({"gestation_weeks": 10, "trimester": 2}, "early_and_third"),
        ({"gestation_weeks": 30, "trimester": 2}, "late_and_first"),
    ],
)
def test_who_cannot_exist(known, name):
    assert next(each for each in IMPOSSIBLE if each.name == name).holds(known)
    assert contradictions(known, IMPOSSIBLE)[0]


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"pregnant": True, "sex": "male"}, "pregnant_and_male"),
        ({"current_medication": "methadone", "missed_doses": 3, "hours_since_methadone": 30}, "missed_doses_and_hours_since_methadone"),
        ({"current_medication": "none", "current_methadone_mg": 60}, "no_medicine_and_dose"),
        ({"main_opioid": "none", "opioid_use_days_30": 4}, "no_opioid_and_use_days"),
        ({"in_remission": True, "dsm5_criteria": 3}, "recorded_remission_and_criteria"),
    ],
)
def test_what_is_unlikely_is_a_warning_and_no_error(known, name):
    problems, unlikely = contradictions(known, IMPOSSIBLE)
    assert problems == []
    assert [each.name for each in unlikely] == [name]


@pytest.mark.parametrize(
    "known",
    [
        {"opioid_use_days_30": 20, "days_opioid_free": 10},
        {"opioid_use_days_30": 30, "hours_since_short_acting_opioid": 20},
        {"opioid_use_days_30": 29, "hours_since_methadone": 47},
        {"days_opioid_free": 3, "hours_since_short_acting_opioid": 72},
        {"opioid_use_days_30": 0, "days_opioid_free": 400},
        {"remission_months": 4, "dsm5_criteria": 1},
        {"gestation_weeks": 20, "trimester": 2},
    ],
)
def test_who_can_exist(known):
    assert contradictions(derived(known), IMPOSSIBLE) == ([], [])


def test_every_fact_in_the_list_is_a_fact():
    assert all(FACTS[fact.name] is fact for each in IMPOSSIBLE for fact in each.facts)
    assert read_values({"age": 34}, FACTS) == ({"age": 34}, [])
