"""Clonidine in withdrawal. Expectations from the evidence, sections b6, d and n13: one set of numbers."""

import pytest

from holdfast.guideline.medicines import clonidine
from holdfast.guideline.medicines.clonidine import clonidine_daily_cap
from tests.guideline.judged import here, in_force, judged, outcome, rules_fired

FINE = {"systolic_bp": 120, "diastolic_bp": 80, "heart_rate": 80, "setting": "community"}
ILL = {"dsm5_criteria": 7, "main_opioid": "heroin", "current_medication": "none", "cows_score": 14, "sex": "male", **FINE}
IN_HOSPITAL = {**ILL, "setting": "hospital"}
PAIN = {**ILL, "dsm5_criteria": 0, "oud_ever": False, "physically_dependent": True, "takes_opioid_analgesic": True}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("in withdrawal, with the disorder", ILL, "caution"),
        ("in withdrawal from pain medicine, no disorder", PAIN, {"us": "suitable", "uk": "caution"}),
        ("five points of withdrawal", {**ILL, "cows_score": 5}, "caution"),
        ("four points", {**ILL, "cows_score": 4, "wants_withdrawal_management": False}, "not_indicated"),
        ("off for thirteen days, wants help", {**ILL, "cows_score": 0, "wants_withdrawal_management": True, "days_opioid_free": 13}, "caution"),
        ("off for fourteen days, wants help", {**ILL, "cows_score": 0, "wants_withdrawal_management": True, "days_opioid_free": 14}, "not_indicated"),
        ("off for fourteen days, five points", {**ILL, "cows_score": 5, "days_opioid_free": 14}, "caution"),
        ("off for fourteen days, four points", {**ILL, "cows_score": 4, "wants_withdrawal_management": True, "days_opioid_free": 14}, "not_indicated"),
        ("no withdrawal and none expected", {**ILL, "cows_score": 2, "wants_withdrawal_management": False}, "not_indicated"),
        ("no withdrawal yet, wants help through it", {**ILL, "cows_score": 2, "wants_withdrawal_management": True}, "caution"),
        ("no withdrawal yet, wants naltrexone", {**ILL, "cows_score": 0, "prefers": "naltrexone"}, "caution"),
        ("on naltrexone already", {**ILL, "cows_score": 0, "current_medication": "naltrexone_xr", "prefers": "naltrexone",
                                   "wants_withdrawal_management": False}, "not_indicated"),
        ("off for a month, wants naltrexone", {**ILL, "cows_score": 0, "prefers": "naltrexone", "days_opioid_free": 30}, "not_indicated"),
        ("off opioids for a month, nothing measured", {"oud_ever": True, "days_opioid_free": 30, **FINE}, "not_indicated"),
        ("off for fifteen days and still ill", {**ILL, "days_opioid_free": 15}, "caution"),
        ("eleven points on the sixteen questions", {**ILL, "cows_score": 0, "sows_score": 11}, "caution"),
        ("ten points on them", {**ILL, "cows_score": 0, "sows_score": 10, "wants_withdrawal_management": False}, "not_indicated"),
        ("neither disorder nor dependence", {**PAIN, "physically_dependent": False}, "not_indicated"),
        ("withdrawal not measured", {key: value for key, value in ILL.items() if key != "cows_score"}, "ask→caution"),
        ("blood pressure not measured", {key: value for key, value in ILL.items() if key != "systolic_bp"}, "caution"),
        ("pulse not counted", {key: value for key, value in ILL.items() if key != "heart_rate"}, "caution"),
        ("upper figure 99, at home", {**ILL, "systolic_bp": 99}, "wait"),
        ("upper figure 100, at home", {**ILL, "systolic_bp": 100}, "caution"),
        ("upper figure 99, in hospital", {**IN_HOSPITAL, "systolic_bp": 99}, "caution"),
        ("upper figure 89, in hospital", {**IN_HOSPITAL, "systolic_bp": 89}, "wait"),
        ("upper figure 90, in hospital", {**IN_HOSPITAL, "systolic_bp": 90}, "caution"),
        ("upper figure 95, place not known", {**{k: v for k, v in ILL.items() if k != "setting"}, "systolic_bp": 95}, "ask→caution"),
        ("lower figure 59", {**ILL, "diastolic_bp": 59}, "wait"),
        ("lower figure 60", {**ILL, "diastolic_bp": 60}, "caution"),
        ("pulse 54", {**ILL, "heart_rate": 54}, "wait"),
        ("pulse 55", {**ILL, "heart_rate": 55}, "caution"),
        ("severe heart disease", {**ILL, "cardiovascular_disease_severe": True}, "avoid"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_clonidine_for(who, facts, expected, place):
    assert outcome(judged(facts, place)["clonidine"]) == here(expected, place), who


@pytest.mark.parametrize("low", [{"systolic_bp": 80}, {"heart_rate": 40}])
@pytest.mark.parametrize("place", ["us", "uk"])
def test_while_it_is_held_there_is_something_else(low, place):
    assert "buprenorphine_naloxone_sl" in judged({**ILL, **low}, place)["clonidine"].instead


@pytest.mark.parametrize(
    ("who", "facts", "place", "rule"),
    [
        ("pregnant", {**ILL, "sex": "female", "pregnant": True}, "us", "pregnancy"),
        ("takes a benzodiazepine", {**ILL, "benzodiazepine_use": "prescribed"}, "us", "sedatives"),
        ("with the disorder", ILL, "us", "does_not_treat_the_disorder"),
        ("in the UK", PAIN, "uk", "not_routine"),
        ("after medetomidine", {**ILL, "alpha2_adulterant_suspected": True}, "us", "after_medetomidine"),
    ],
)
def test_what_is_said_to_somebody(who, facts, place, rule):
    assert rule in rules_fired(judged(facts, place)["clonidine"]), who


@pytest.mark.parametrize(
    ("who", "weight", "monitored", "cap"),
    [
        ("heavy and watched", 90, True, 1.2),
        ("lighter, watched", 89, True, 0.8),
        ("heavy, at home", 120, False, 0.8),
        ("neither", 60, False, 0.8),
    ],
)
def test_the_most_in_a_day(who, weight, monitored, cap):
    assert clonidine_daily_cap(weight, monitored, lambda limit: limit.us).us == cap, who
    assert clonidine_daily_cap(weight, monitored, lambda limit: limit.uk).uk == cap, who


def test_it_is_come_off_over_two_to_four_days():
    assert (in_force(clonidine.TAPER), clonidine.TAPER.settings) == ((2, 2), (2, 4))


@pytest.mark.parametrize(
    ("name", "value"), [("SMALLEST_DOSE", 0.1), ("LARGEST_DOSE", 0.3), ("SHORTEST_GAP", 6), ("MOST", 0.8), ("MOST_WATCHED", 1.2)]
)
def test_the_doses_are_one_set_of_numbers(name, value):
    assert in_force(getattr(clonidine, name)) == (value, value)
