"""Methadone: raising the dose, going back after missed doses, coming off. Expectations from the evidence, b1 and n."""

import pytest

from tests.guideline.judged import here, judged, outcome, rules_fired, said

ON = {
    "current_medication": "methadone",
    "current_methadone_mg": 60,
    "dsm5_criteria_worst": 8,
    "age": 40,
    "sex": "male",
    "sedated": False,
    "pre_dose_checklist_clear": True,
    "setting": "otp",
}
NEEDS_MORE = {**ON, "dose_control": "end_of_dose_withdrawal", "missed_doses": 0, "days_on_treatment": 60}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("seven days on the dose, and it does not hold", {**NEEDS_MORE, "days_at_current_dose": 7}, "suitable"),
        ("five days: some guidelines wait longer", {**NEEDS_MORE, "days_at_current_dose": 5}, "caution"),
        ("six days", {**NEEDS_MORE, "days_at_current_dose": 6}, "caution"),
        ("four days: it still builds up", {**NEEDS_MORE, "days_at_current_dose": 4}, "wait"),
        ("nobody knows since when", NEEDS_MORE, "ask→suitable"),
        ("still using, not drowsy", {**ON, "still_using_opioids": True, "missed_doses": 0, "days_at_current_dose": 9, "days_on_treatment": 60,
                                       "dose_control": "ok"}, "suitable"),
        ("the dose holds", {**ON, "dose_control": "ok", "still_using_opioids": False, "opioids_since_last_dose": False, "cows_score": 4,
                            "urine_6mam": "negative", "urine_fentanyl": "negative"}, "not_indicated"),
        ("the dose held, and withdrawal comes back", {**NEEDS_MORE, "days_at_current_dose": 9, "dose_control": "ok", "still_using_opioids": False,
                                                      "cows_score": 5}, "suitable"),
        ("sixth day of treatment", {**NEEDS_MORE, "days_at_current_dose": 6, "days_on_treatment": 6}, {"us": "caution", "uk": "wait"}),
        ("a week of treatment", {**NEEDS_MORE, "days_at_current_dose": 7, "days_on_treatment": 7}, "suitable"),
        ("the dose holds, nothing was measured", {**ON, "dose_control": "ok", "still_using_opioids": False}, "not_indicated"),
        ("the dose holds, COWS 3", {**ON, "dose_control": "ok", "still_using_opioids": False, "cows_score": 3}, "not_indicated"),
        ("drowsy on it", {**NEEDS_MORE, "days_at_current_dose": 9, "dose_control": "sedation", "still_using_opioids": True}, "avoid"),
        ("drowsy today", {**NEEDS_MORE, "days_at_current_dose": 9, "sedated": True}, "wait"),
        ("one dose missed", {**NEEDS_MORE, "days_at_current_dose": 9, "missed_doses": 1}, "wait"),
        ("two doses missed", {**NEEDS_MORE, "days_at_current_dose": 9, "missed_doses": 2}, "wait"),
        ("QTc 500", {**NEEDS_MORE, "days_at_current_dose": 9, "qtc_ms": 500}, "avoid"),
        ("100 mg and no tracing", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 100}, "suitable"),
        ("101 mg and no tracing", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 101}, "ask→suitable"),
        ("119 mg with a good tracing", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 119, "qtc_ms": 420}, "suitable"),
        ("120 mg with a good tracing", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 120, "qtc_ms": 420}, "caution"),
        ("300 mg", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 300, "qtc_ms": 420}, "caution"),
        ("301 mg: not plausible until confirmed", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 301, "qtc_ms": 420}, "avoid"),
        ("130 mg with a good tracing", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 130, "qtc_ms": 420}, "caution"),
        ("397 mg: not plausible until confirmed", {**NEEDS_MORE, "days_at_current_dose": 9, "current_methadone_mg": 397, "qtc_ms": 420}, "avoid"),
        ("not on it", {"current_medication": "none", "dsm5_criteria": 8}, "not_indicated"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_raising_the_dose(who, facts, expected, place):
    assert outcome(judged(facts, place)["increase_methadone"]) == here(expected, place), who


NOTHING_ELSE = {
    **NEEDS_MORE,
    "days_at_current_dose": 9,
    "dose_control": None,
    "still_using_opioids": False,
    "opioids_since_last_dose": False,
}


@pytest.mark.parametrize(
    ("who", "facts", "speaks"),
    [
        ("eight points of withdrawal", {**NOTHING_ELSE, "cows_score": 8}, True),
        ("eight points, but a dose was missed", {**NOTHING_ELSE, "cows_score": 8, "missed_doses": 1}, False),
        ("the dose holds, nobody asked about use", {**NEEDS_MORE, "dose_control": "ok"}, False),
        ("a urine test shows heroin", {**NEEDS_MORE, "dose_control": None, "urine_6mam": "positive"}, True),
        ("a urine test shows no heroin", {**NEEDS_MORE, "dose_control": None, "urine_6mam": "negative"}, False),
        ("a urine test shows fentanyl", {**NEEDS_MORE, "dose_control": None, "urine_fentanyl": "positive"}, True),
        ("a urine test shows no fentanyl", {**NEEDS_MORE, "dose_control": None, "urine_fentanyl": "negative"}, False),
        ("withdrawal before each dose, nothing else used", {**NOTHING_ELSE, "dose_control": "end_of_dose_withdrawal"}, True),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_says_that_the_dose_is_too_low(who, facts, speaks, place):
    assert ("dose_not_enough" in rules_fired(judged(facts, place)["increase_methadone"])) is speaks, who


@pytest.mark.parametrize(
    ("who", "missed", "more", "expected"),
    [
        ("nothing missed", 0, {}, "not_indicated"),
        ("one dose missed", 1, {}, "suitable"),
        ("two doses missed", 2, {}, "suitable"),
        ("three: a prescriber sees them first", 3, {}, "ask→caution"),
        ("three, seen and agreed", 3, {"prescriber_assessed": True}, "caution"),
        ("four (V50)", 4, {}, "ask→caution"),
        ("five: a new start", 5, {}, "avoid"),
        ("six (V72)", 6, {"prescriber_assessed": True}, "avoid"),
        ("two in the first fortnight", 2, {"days_on_treatment": 9}, "ask→suitable"),
        ("one in the first fortnight", 1, {"days_on_treatment": 13}, "suitable"),
        ("two on the thirteenth day", 2, {"days_on_treatment": 13}, "ask→suitable"),
        ("two after a fortnight", 2, {"days_on_treatment": 14}, "suitable"),
        ("one, but drowsy", 1, {"sedated": True}, "wait"),
        ("one, and the dose was never confirmed", 1, {"dose_verified": False}, "caution"),
        ("one, checklist not answered", 1, {"pre_dose_checklist_clear": None}, "ask→suitable"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_going_back_after_missed_doses(who, missed, more, expected, place):
    facts = {**ON, "days_on_treatment": 200, "dose_verified": True, "days_opioid_free": 0, "missed_doses": missed, **more}
    assert outcome(judged(facts, place)["resume_methadone"]) == expected, who


def test_what_the_first_week_allows_is_said_in_the_uk():
    found = judged({**NEEDS_MORE, "days_at_current_dose": 6, "days_on_treatment": 6}, "uk")["increase_methadone"]
    assert "In the first 7 days the dose rises only along the starting plan, never more than 30 mg above the first dose." in said(found)


def test_how_many_doses_were_missed_has_to_be_asked():
    assert "missed_doses" in judged(ON)["resume_methadone"].open


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("somebody who asks for it", {**ON, "wants_taper": True}, "caution"),
        ("somebody who is pregnant", {**ON, "sex": "female", "pregnant": True, "wants_taper": True}, "avoid"),
        ("somebody not on it", {"dsm5_criteria": 8, "current_medication": "none"}, "not_indicated"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_coming_off(who, facts, expected, place):
    assert outcome(judged(facts, place)["taper_methadone"]) == expected, who


@pytest.mark.parametrize(
    ("who", "life", "said"),
    [
        ("no home", {"housing": "homeless"}, True),
        ("an unsafe home", {"home_environment": "unsafe"}, True),
        ("nobody behind them", {"has_support": False}, True),
        ("out of work", {"unemployed": True}, True),
        ("all of it settled", {"housing": "stable", "home_environment": "supportive", "has_support": True, "unemployed": False}, False),
        ("nobody has asked", {}, False),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_an_unsettled_life_is_a_reason_to_wait_with_coming_off_and_never_a_bar(who, life, said, place):
    found = judged({**ON, "wants_taper": True, **life}, place)["taper_methadone"]
    assert outcome(found) == "caution", who
    assert ("taper_unsettled" in rules_fired(found)) is said, who
