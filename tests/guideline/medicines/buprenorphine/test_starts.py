"""Starting in withdrawal, in a clinic and at home. Expectations from the evidence, sections c1, c2 and n18."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired

READY = {
    "dsm5_criteria": 7,
    "age": 34,
    "sex": "female",
    "current_medication": "none",
    "main_opioid": "heroin",
    "fentanyl_exposure": False,
    "takes_opioid_analgesic": False,
    "hours_since_short_acting_opioid": 14,
    "objective_withdrawal_signs": 2,
    "cows_score": 12,
    "sedated": False,
    "pre_dose_checklist_clear": True,
    "setting": "community",
}
SELF_SCORED = {**READY, "cows_score": None, "objective_withdrawal_signs": None, "sows_score": 20}
GAP = {**READY, "current_medication": "buprenorphine", "missed_doses": 7, "opioids_since_last_dose": True}
HOME = "start_buprenorphine_home"
STANDARD = "start_buprenorphine_standard"


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("SOWS 20, self-scored", SELF_SCORED, "suitable"),
        ("SOWS 17, the usual prompt", {**SELF_SCORED, "sows_score": 17}, "suitable"),
        ("SOWS 16, no COWS", {**SELF_SCORED, "sows_score": 16}, "ask→suitable"),
        ("SOWS 16 and COWS 8", {**READY, "sows_score": 16, "cows_score": 8}, "wait"),
        ("COWS 12 seen by a nurse, no SOWS", READY, "suitable"),
        ("COWS 10 and SOWS 16", {**READY, "cows_score": 10, "sows_score": 16}, "wait"),
        ("COWS 11, no SOWS", {**READY, "cows_score": 11}, "suitable"),
        ("fentanyl, COWS 12, SOWS 17", {**READY, "main_opioid": "fentanyl", "sows_score": 17}, "suitable"),
        ("COWS 8, no SOWS yet", {**READY, "cows_score": 8}, "ask→suitable"),
        ("fentanyl, COWS 12, SOWS 10", {**READY, "main_opioid": "fentanyl", "sows_score": 10}, "wait"),
        ("fentanyl, COWS 13", {**READY, "main_opioid": "fentanyl", "cows_score": 13}, "suitable"),
        ("eleven hours after heroin", {**SELF_SCORED, "hours_since_short_acting_opioid": 11}, "wait"),
        ("twelve hours after heroin", {**SELF_SCORED, "hours_since_short_acting_opioid": 12}, "suitable"),
        ("five hours after heroin", {**SELF_SCORED, "hours_since_short_acting_opioid": 5}, "wait"),
        ("would rather be at home", {**SELF_SCORED, "prefers_home_start": True}, "preferred"),
        ("on methadone", {**SELF_SCORED, "current_medication": "methadone"}, "not_indicated"),
        ("bought methadone 71 hours ago", {**SELF_SCORED, "hours_since_methadone": 71}, "wait"),
        ("bought methadone 72 hours ago", {**SELF_SCORED, "hours_since_methadone": 72}, "suitable"),
        ("in hospital", {**SELF_SCORED, "setting": "hospital"}, "not_indicated"),
        ("place not known", {**SELF_SCORED, "setting": None}, "ask→suitable"),
        ("leaving the emergency department", {**SELF_SCORED, "setting": "emergency_department"}, "suitable"),
        ("dependent on sedatives: care, not refusal", {**SELF_SCORED, "sedative_dependent": True}, "caution"),
        ("dependent on alcohol: care, not refusal", {**SELF_SCORED, "alcohol_use": "dependent"}, "caution"),
        ("pregnant", {**SELF_SCORED, "pregnant": True}, "caution"),
        ("no naloxone at home", {**SELF_SCORED, "has_naloxone": False}, "caution"),
        ("no home", {**SELF_SCORED, "housing": "homeless"}, "caution"),
        ("unsafe home", {**SELF_SCORED, "home_environment": "unsafe"}, "caution"),
        ("drowsy", {**SELF_SCORED, "sedated": True}, "wait"),
        ("on buprenorphine, nothing missed", {**SELF_SCORED, "current_medication": "buprenorphine", "missed_doses": 0}, "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_start_at_home(who, facts, expected, place):
    assert outcome(judged(facts, place)[HOME]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("on buprenorphine, nothing missed", {**GAP, "missed_doses": 0}, "not_indicated"),
        ("on buprenorphine, missed days not known", {**GAP, "missed_doses": None}, "ask→suitable"),
        ("seven days missed, using meanwhile", GAP, "preferred"),
        ("four days missed, using meanwhile (V87)", {**GAP, "missed_doses": 4}, "preferred"),
        ("four days missed, nothing used", {**GAP, "missed_doses": 4, "opioids_since_last_dose": False}, "not_indicated"),
        ("six days missed, nothing used", {**GAP, "missed_doses": 6, "opioids_since_last_dose": False}, "preferred"),
        ("five days missed, nothing used", {**GAP, "missed_doses": 5, "opioids_since_last_dose": False}, "not_indicated"),
        ("three days missed, using meanwhile", {**GAP, "missed_doses": 3}, "not_indicated"),
        ("free for six days", {**READY, "hours_since_short_acting_opioid": None, "days_opioid_free": 6, "cows_score": 4}, "wait"),
        (
            "free for seven days, COWS 4",
            {**READY, "hours_since_short_acting_opioid": None, "days_opioid_free": 7, "cows_score": 4},
            "not_indicated",
        ),
        ("free for seven days, COWS 5", {**READY, "hours_since_short_acting_opioid": None, "days_opioid_free": 7, "cows_score": 5}, "wait"),
        ("has the injection", {**READY, "current_medication": "buprenorphine_xr"}, "not_indicated"),
        (
            "opioid-free for a month, no withdrawal",
            {**READY, "hours_since_short_acting_opioid": None, "days_opioid_free": 30, "cows_score": 0},
            "not_indicated",
        ),
        ("wants no counselling and uses cocaine", {**READY, "declines_counselling": True, "stimulant_use_disorder": True}, "suitable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_whom_the_standard_start_is_for(who, facts, expected, place):
    assert outcome(judged(facts, place)[STANDARD]) == expected, who


def test_sedatives_are_a_reason_to_start_where_someone_watches():
    assert "home_sedatives" in rules_fired(judged({**SELF_SCORED, "sedative_dependent": True})[HOME])


def test_the_start_at_home_asks_for_the_score_that_the_person_can_take():
    assert judged({**READY, "cows_score": 8})[HOME].open == ("sows_score",)
