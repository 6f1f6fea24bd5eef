"""Naltrexone, by mouth and by injection. Expectations from the evidence, sections b4, k and n9."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired

OFF = {"dsm5_criteria": 7, "age": 34, "sex": "male", "current_medication": "none", "takes_opioid_analgesic": False}
READY = {
    **OFF,
    "days_opioid_free": 10,
    "last_opioid_class": "short_acting",
    "opioid_urine_negative": True,
    "cows_score": 1,
    "pre_dose_checklist_clear": True,
    "sedated": False,
}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("ten days off heroin", READY, "suitable"),
        ("seven days off heroin", {**READY, "days_opioid_free": 7}, "suitable"),
        ("six days off heroin", {**READY, "days_opioid_free": 6}, "wait"),
        ("ten days off an opioid of unknown kind", {**READY, "last_opioid_class": None}, "ask→suitable"),
        ("nine days off methadone, urine and challenge clear",
         {**READY, "days_opioid_free": 9, "last_opioid_class": "methadone", "naloxone_challenge_negative": True}, "wait"),
        ("ten days off methadone, urine and challenge clear",
         {**READY, "last_opioid_class": "methadone", "naloxone_challenge_negative": True}, "suitable"),
        ("ten days off methadone, no challenge", {**READY, "last_opioid_class": "methadone"}, "ask→suitable"),
        ("fourteen days off buprenorphine", {**READY, "days_opioid_free": 14, "last_opioid_class": "buprenorphine"}, "suitable"),
        ("two hundred days after the buprenorphine injection, untested",
         {**READY, "days_opioid_free": 200, "last_opioid_class": "buprenorphine_xr", "opioid_urine_negative": None}, "ask→suitable"),
        ("the same with a failed challenge", {**READY, "last_opioid_class": "buprenorphine_xr", "naloxone_challenge_negative": False}, "wait"),
        ("on methadone", {**READY, "current_medication": "methadone"}, "avoid"),
        ("on buprenorphine", {**READY, "current_medication": "buprenorphine"}, "avoid"),
        ("taking opioids for pain", {**READY, "takes_opioid_analgesic": True}, "avoid"),
        ("allergic to it", {**READY, "allergy_naltrexone": True}, "avoid"),
        ("pregnant", {**READY, "sex": "female", "pregnant": True}, "avoid"),
        ("acute hepatitis", {**READY, "acute_hepatitis": True}, "avoid"),
        ("ALT five times the limit", {**READY, "alt_times_uln": 5}, "caution"),
        ("ALT more than five times the limit", {**READY, "alt_times_uln": 5.1}, "avoid"),
        ("surgery with opioids planned", {**READY, "opioid_analgesia_planned": True}, "avoid"),
        ("aged 17", {**READY, "age": 17}, "avoid"),
        ("a bleeding problem", {**READY, "anticoagulated": True}, "caution"),
        ("weak kidneys", {**READY, "egfr": 59}, "caution"),
        ("sound kidneys", {**READY, "egfr": 60}, "suitable"),
        ("few platelets", {**READY, "platelets": 49}, "caution"),
        ("enough platelets", {**READY, "platelets": 50}, "suitable"),
        ("ALT three times the limit", {**READY, "alt_times_uln": 3}, "caution"),
        ("ALT less than three times the limit", {**READY, "alt_times_uln": 2.9}, "suitable"),
        ("aged 18", {**READY, "age": 18}, "suitable"),
        ("thirteen days off buprenorphine, no challenge", {**READY, "days_opioid_free": 13, "last_opioid_class": "buprenorphine"}, "ask→suitable"),
        ("suicidal thoughts", {**READY, "suicide_risk": "moderate"}, "caution"),
        ("somebody who would choose it", {**READY, "prefers": "naltrexone"}, "preferred"),
        ("a doctor watched by a board", {**READY, "monitored_professional": True}, "preferred"),
        ("no disorder", {**READY, "dsm5_criteria": 1}, "not_indicated"),
        ("a diagnosis and nothing else", {"dsm5_criteria": 7}, "ask→suitable"),
    ],
)  # fmt: skip
def test_the_injection(who, facts, expected):
    assert outcome(judged(facts)["naltrexone_xr"]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("seven days off heroin", {**READY, "days_opioid_free": 7}, "caution"),
        ("six days off heroin", {**READY, "days_opioid_free": 6}, "wait"),
        ("seven days off heroin, by the hours", {**READY, "days_opioid_free": None, "hours_since_short_acting_opioid": 168}, "caution"),
        ("an hour less", {**READY, "days_opioid_free": None, "hours_since_short_acting_opioid": 167}, "wait"),
        ("nine days off methadone, urine and challenge clear",
         {**READY, "days_opioid_free": 9, "last_opioid_class": "methadone", "naloxone_challenge_negative": True}, "wait"),
        ("ten days off it", {**READY, "last_opioid_class": "methadone", "naloxone_challenge_negative": True}, "caution"),
        ("nine days off slow-release tablets, urine and challenge clear",
         {**READY, "days_opioid_free": 9, "last_opioid_class": "long_acting", "naloxone_challenge_negative": True}, "wait"),
        ("ten days off those", {**READY, "last_opioid_class": "long_acting", "naloxone_challenge_negative": True}, "caution"),
        ("thirteen days off it, no challenge", {**READY, "days_opioid_free": 13, "last_opioid_class": "methadone"}, "ask→caution"),
        ("fourteen days off it, no challenge", {**READY, "days_opioid_free": 14, "last_opioid_class": "methadone"}, "caution"),
        ("ALT five times the limit", {**READY, "alt_times_uln": 5}, "caution"),
        ("ALT more than five times the limit", {**READY, "alt_times_uln": 5.1}, "avoid"),
        ("aged 15: a specialist decides, never a refusal", {**READY, "age": 15}, "ask→caution"),
        ("aged 15, and a specialist agrees", {**READY, "age": 15, "specialist_agreed": True}, "caution"),
        ("aged 16", {**READY, "age": 16}, "caution"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_tablets(who, facts, expected, place):
    assert outcome(judged(facts, place)["naltrexone_oral"]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("everything clear", READY, "suitable"),
        ("no urine test yet", {**READY, "opioid_urine_negative": None}, "ask→suitable"),
        ("the urine test was not clear", {**READY, "opioid_urine_negative": False}, "wait"),
        ("a urine test shows fentanyl", {**READY, "opioid_urine_negative": None, "urine_fentanyl": "positive"}, "avoid"),
        ("in withdrawal", {**READY, "cows_score": 5}, "wait"),
        ("four points: no withdrawal", {**READY, "cows_score": 4}, "suitable"),
        ("ALT three times the limit", {**READY, "alt_times_uln": 3}, "caution"),
        ("ALT less than that", {**READY, "alt_times_uln": 2.9}, "suitable"),
        ("weak kidneys", {**READY, "egfr": 59}, "caution"),
        ("sound kidneys", {**READY, "egfr": 60}, "suitable"),
        ("could be pregnant and not tested", {**READY, "sex": "female"}, "ask→suitable"),
        ("checklist not answered", {**READY, "pre_dose_checklist_clear": None}, "ask→suitable"),
        ("aged 15", {**READY, "age": 15}, "ask→suitable"),
        ("aged 15, and a specialist agrees", {**READY, "age": 15, "specialist_agreed": True}, "suitable"),
        ("already on it", {**READY, "current_medication": "naltrexone_xr"}, "not_indicated"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_first_dose(who, facts, expected, place):
    assert outcome(judged(facts, place)["start_naltrexone"]) == expected, who


def test_a_full_urine_panel_that_is_negative_within_a_day_counts():
    panel = {f"urine_{name}": "negative" for name in ("opiates", "oxycodone", "fentanyl", "methadone", "buprenorphine")}
    facts = {**READY, "opioid_urine_negative": None, **panel}
    assert outcome(judged({**facts, "urine_hours_ago": 20})["start_naltrexone"]) == "suitable"
    assert outcome(judged({**facts, "urine_hours_ago": 30})["start_naltrexone"]) == "ask→suitable"


@pytest.mark.parametrize("hours", [0, 1, 167])
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_hour_at_which_the_wait_is_over_is_worked_out(hours, place):
    facts = {**OFF, "main_opioid": "heroin", "hours_since_short_acting_opioid": hours}
    assert judged(facts, place)["naltrexone_oral"].until == 168 - hours


def test_methadone_within_a_fortnight_counts_even_if_heroin_came_later():
    facts = {
        **READY,
        "days_opioid_free": None,
        "last_opioid_class": None,
        "hours_since_short_acting_opioid": 180,
        "hours_since_methadone": 200,
    }
    assert outcome(judged(facts)["naltrexone_xr"]) == "wait"


def test_the_tablets_are_only_for_few():
    assert outcome(judged(READY)["naltrexone_oral"]) == "caution"


def test_the_injection_has_no_licence_in_the_uk():
    assert outcome(judged(READY, "uk")["naltrexone_xr"]) == "avoid"
    assert "not_licensed" in rules_fired(judged(READY, "uk")["naltrexone_xr"])


def test_somebody_well_on_it_who_is_pregnant_decides_together_with_the_clinic():
    facts = {
        "current_medication": "naltrexone_xr",
        "sex": "female",
        "pregnant": True,
        "age": 30,
        "takes_opioid_analgesic": False,
        "days_opioid_free": 200,
    }
    found = judged({**facts, "last_opioid_class": "short_acting"})["naltrexone_xr"]
    assert outcome(found) == "caution"


def test_changing_from_an_opioid_medicine_means_a_gap_first():
    on = {"current_medication": "methadone", "takes_opioid_analgesic": False, "sex": "male", "pre_dose_checklist_clear": True}
    found = judged(on)["switch_agonist_to_naltrexone"]
    assert (outcome(found), found.until) == ("wait", None)
    assert outcome(judged({**on, "sex": "female", "pregnant": True})["switch_agonist_to_naltrexone"]) == "avoid"
