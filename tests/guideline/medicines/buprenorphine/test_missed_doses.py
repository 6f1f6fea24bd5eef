"""Going back after missed doses. Expectations from the evidence, sections b2 and n17, and cases V86 to V88."""

import pytest

from tests.guideline.judged import judged, outcome

ON = {
    "dsm5_criteria": 7,
    "age": 40,
    "sex": "male",
    "current_medication": "buprenorphine",
    "current_buprenorphine_mg": 16,
    "opioids_since_last_dose": False,
    "sedated": False,
    "pre_dose_checklist_clear": True,
}
USED = {**ON, "opioids_since_last_dose": True, "hours_since_short_acting_opioid": 14, "cows_score": 12}
RESUME = "resume_buprenorphine"


@pytest.mark.parametrize(
    ("who", "facts", "us", "uk"),
    [
        ("nothing missed", {**ON, "missed_doses": 0}, "not_indicated", "not_indicated"),
        ("missed days not known", ON, "ask→suitable", "ask→suitable"),
        ("one day", {**ON, "missed_doses": 1}, "suitable", "suitable"),
        ("two days", {**ON, "missed_doses": 2}, "suitable", "suitable"),
        ("three days: the UK asks the prescriber", {**ON, "missed_doses": 3}, "caution", "ask→caution"),
        ("three days, and the prescriber agrees", {**ON, "missed_doses": 3, "prescriber_assessed": True}, "caution", "caution"),
        ("V88: five days, nothing used", {**ON, "missed_doses": 5}, "caution", "ask→caution"),
        ("V86: six days, nothing used", {**ON, "missed_doses": 6}, "avoid", "avoid"),
        ("one day, heroin fourteen hours ago, COWS 12", {**USED, "missed_doses": 1}, "caution", "caution"),
        ("three days, with heroin", {**USED, "missed_doses": 3}, "caution", "ask→caution"),
        ("V87: four days, with fentanyl", {**USED, "missed_doses": 4, "main_opioid": "fentanyl"}, "avoid", "avoid"),
        ("three days, with heroin, prescriber agrees", {**USED, "missed_doses": 3, "prescriber_assessed": True}, "caution", "caution"),
        ("four days, nothing used", {**ON, "missed_doses": 4}, "caution", "ask→caution"),
        ("four days, with heroin", {**USED, "missed_doses": 4}, "avoid", "avoid"),
        ("two days, heroin eleven hours ago", {**USED, "missed_doses": 2, "hours_since_short_acting_opioid": 11}, "wait", "wait"),
        ("two days, heroin twelve hours ago", {**USED, "missed_doses": 2, "hours_since_short_acting_opioid": 12}, "caution", "caution"),
        ("two days, with heroin, COWS 10", {**USED, "missed_doses": 2, "cows_score": 10}, "wait", "wait"),
        ("two days, with heroin, COWS 11", {**USED, "missed_doses": 2, "cows_score": 11}, "caution", "caution"),
        ("two days, heroin four hours ago", {**USED, "missed_doses": 2, "hours_since_short_acting_opioid": 4}, "wait", "wait"),
        ("two days, with heroin, COWS 6", {**USED, "missed_doses": 2, "cows_score": 6}, "wait", "wait"),
        ("two days, with heroin, COWS not scored", {**USED, "missed_doses": 2, "cows_score": None}, "ask→caution", "ask→caution"),
        ("four days, other opioids not known", {**ON, "missed_doses": 4, "opioids_since_last_dose": None}, "ask→caution", "ask→caution"),
        ("one day, drowsy", {**ON, "missed_doses": 1, "sedated": True}, "wait", "wait"),
        ("on methadone", {**ON, "current_medication": "methadone", "missed_doses": 2}, "not_indicated", "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_going_back(who, facts, us, uk):
    assert (outcome(judged(facts)[RESUME]), outcome(judged(facts, "uk")[RESUME])) == (us, uk), who


def test_after_too_long_a_gap_a_new_start_is_offered():
    found = judged({**ON, "missed_doses": 6})
    assert outcome(found["start_buprenorphine_standard"]).startswith("ask")
    assert found["start_buprenorphine_no_withdrawal"].status not in ("avoid", "not_indicated")


def test_a_wait_says_when_and_what_meanwhile():
    finding = judged({**USED, "missed_doses": 2, "hours_since_short_acting_opioid": 4})[RESUME]
    assert finding.until == 8
    assert "start_buprenorphine_low_dose" in finding.instead
