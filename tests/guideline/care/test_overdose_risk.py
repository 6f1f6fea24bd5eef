"""Overdose risks, each counted once with its reason. The list is evidence section h."""

from functools import partial

import pytest

from holdfast.guideline.care.overdose_risk import FACTORS, overdose_risk
from holdfast.guideline.programme import guideline
from tests.guideline.judged import DAY

RISK = {place: partial(overdose_risk, value=guideline().on(DAY, place).value) for place in ("us", "uk")}
risk = RISK["us"]


@pytest.mark.parametrize(
    ("who", "facts", "code"),
    [
        ("one overdose within a year", {"overdoses_past_year": 1}, "overdose_before"),
        ("an overdose now", {"overdose_now": True}, "overdose_before"),
        ("28 days out of prison", {"days_since_release": 28}, "release"),
        ("about to be released", {"custody": "release_planned"}, "release"),
        ("about to leave hospital", {"hospital_discharge_planned": True}, "release"),
        ("a break", {"lost_tolerance": True}, "release"),
        ("medicine stopped 28 days ago", {"days_since_medicine_stopped": 28}, "medicine_stopped"),
        ("naltrexone injection 29 days ago", {"current_medication": "naltrexone_xr", "days_since_xr_injection": 29}, "naltrexone_ends"),
        ("injects", {"injects_drugs": True}, "injecting"),
        ("fentanyl", {"main_opioid": "fentanyl"}, "strong_supply"),
        ("fentanyl in the supply", {"fentanyl_exposure": True}, "strong_supply"),
        ("uses alone", {"uses_alone": True}, "alone"),
        ("drinks", {"alcohol_use": "risky"}, "sedatives"),
        ("benzodiazepines", {"benzodiazepine_use": "prescribed"}, "sedatives"),
        ("pregabalin", {"gabapentinoid_use": True}, "sedatives"),
        ("weak lungs", {"respiratory_insufficiency": "chronic"}, "lungs"),
        ("sleep apnoea", {"sleep_apnoea": True}, "lungs"),
        ("liver disease", {"child_pugh": "B"}, "liver_or_kidneys"),
        ("weak kidneys", {"egfr": 59}, "liver_or_kidneys"),
        ("thoughts of suicide", {"suicide_risk": "low"}, "suicide"),
        ("four weeks on methadone", {"current_medication": "methadone", "days_on_treatment": 28}, "first_weeks_of_methadone"),
        ("three doses missed", {"missed_doses": 3}, "missed_doses"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_each_is_counted_once_with_its_reason(who, facts, code, place):
    found = RISK[place](facts)
    assert [factor.code for factor in found.factors] == [code], who
    assert found.count == 1
    assert found.reasons[0].startswith(("You", "What you use", "Your", "The", "Alcohol"))


@pytest.mark.parametrize(
    ("who", "facts"),
    [
        ("nothing known", {}),
        ("no overdose", {"overdoses_past_year": 0, "overdose_now": False}),
        ("29 days out", {"days_since_release": 29}),
        ("medicine stopped long ago", {"days_since_medicine_stopped": 29}),
        ("naltrexone injection 28 days ago", {"current_medication": "naltrexone_xr", "days_since_xr_injection": 28}),
        ("a methadone injection does not exist", {"current_medication": "methadone", "days_since_xr_injection": 40}),
        ("29 days on methadone", {"current_medication": "methadone", "days_on_treatment": 29}),
        ("first weeks of buprenorphine", {"current_medication": "buprenorphine", "days_on_treatment": 5}),
        ("two doses missed", {"missed_doses": 2}),
        ("healthy kidneys", {"egfr": 60}),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_is_not_known_or_not_so_is_not_counted(who, facts, place):
    assert RISK[place](facts).count == 0, who


def test_they_add_up_and_two_reasons_of_one_kind_count_once():
    found = risk({"injects_drugs": True, "alcohol_use": "dependent", "gabapentinoid_use": True, "uses_alone": True})
    assert [factor.code for factor in found.factors] == ["injecting", "alone", "sedatives"]
    assert found.count == 3


def test_the_whole_list_of_the_evidence_is_here():
    assert len(FACTORS) == len({factor.code for factor in FACTORS}) == 13


def test_learning_more_never_lowers_the_count():
    some = {"injects_drugs": True}
    assert risk({**some, "missed_doses": 0, "sleep_apnoea": False}).count == risk(some).count
