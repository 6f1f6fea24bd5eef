"""Going on, holding and splitting: what has come up since the start is looked at before the next dose."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired, urgent

ON = {
    "age": 41, "sex": "male", "dsm5_criteria": 7, "current_medication": "methadone", "current_methadone_mg": 80, "days_on_treatment": 400,
    "days_at_current_dose": 120, "missed_doses": 0, "hours_since_methadone": 24, "dose_verified": True, "dose_control": "ok", "sedated": False,
    "takes_opioid_analgesic": False, "pre_dose_checklist_clear": True, "setting": "otp", "still_using_opioids": False,
}  # fmt: skip
NALTREXONE = {
    "age": 30,
    "sex": "male",
    "dsm5_criteria": 6,
    "current_medication": "naltrexone_xr",
    "days_since_xr_injection": 28,
    "takes_opioid_analgesic": False,
}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("well, all known", ON, "preferred"),
        ("breathing eight times a minute", {**ON, "respiratory_rate": 8}, "caution"),
        ("a blocked bowel", {**ON, "bowel_obstruction": True}, "caution"),
        ("an MAOI begun", {**ON, "maoi_use": True}, "caution"),
        ("a head injury", {**ON, "head_injury": True}, "caution"),
        ("QTc 470", {**ON, "qtc_ms": 470}, "caution"),
        ("QTc 520", {**ON, "qtc_ms": 520}, "caution"),
        ("drowsy on the dose", {**ON, "dose_control": "sedation"}, "caution"),
        ("an inducer stopped", {**ON, "cyp3a4_inducer": True, "interacting_change": "stopped"}, "caution"),
        ("the dose never confirmed", {**ON, "dose_verified": False}, "caution"),
        ("naltrexone on time", NALTREXONE, "suitable"),
        ("naltrexone, heroin five hours ago", {**NALTREXONE, "hours_since_short_acting_opioid": 5}, "wait"),
        ("naltrexone, fentanyl in the urine", {**NALTREXONE, "urine_fentanyl": "positive", "urine_hours_ago": 3}, "wait"),
        ("naltrexone, a failed challenge", {**NALTREXONE, "naloxone_challenge_negative": False}, "wait"),
        ("naltrexone, surgery planned", {**NALTREXONE, "opioid_analgesia_planned": True}, "caution"),
        ("naltrexone, acute hepatitis", {**NALTREXONE, "acute_hepatitis": True}, "caution"),
        ("an injection of buprenorphine, seventy days ago",
         {"current_medication": "buprenorphine_xr", "xr_product": "sublocade", "days_since_xr_injection": 70, "dsm5_criteria": 7}, "caution"),
        ("an injection, and a weak liver", {"current_medication": "buprenorphine_xr", "child_pugh": "B", "dsm5_criteria": 7}, "caution"),
    ],
)  # fmt: skip
def test_going_on(who, facts, expected):
    assert outcome(judged(facts)["continue_current"]) == expected, who


def test_weak_breathing_puts_holding_above_going_on():
    found = judged({**ON, "respiratory_rate": 8})
    assert outcome(found["hold_dose_today"]) == "preferred"
    assert found["hold_dose_today"].rank < found["continue_current"].rank


def test_somebody_well_and_fully_known_is_asked_next_to_nothing():
    found = judged({**ON, "wants_taper": False})
    quiet = ["increase_methadone", "hold_dose_today", "split_dose", "bridge_prescription", "taper_methadone", "resume_methadone"]
    assert {code: outcome(found[code]) for code in quiet} == dict.fromkeys(quiet, "not_indicated")


def test_it_is_not_said_to_work_where_it_does_not():
    for not_well in ({"dose_control": "sedation"}, {"dose_control": "end_of_dose_withdrawal"}, {"still_using_opioids": True}):
        assert "it_works" not in rules_fired(judged({**ON, **not_well})["continue_current"]), not_well


def test_an_inducer_stopped_is_urgent():
    assert "interaction_review" in urgent({**ON, "cyp3a4_inducer": True, "interacting_change": "stopped"})


def test_somebody_who_cannot_decide_is_not_started_without_more():
    ready = {**ON, "current_medication": "none", "cows_score": 14, "hours_since_short_acting_opioid": 20, "can_consent": False}
    assert outcome(judged(ready)["start_methadone"]) == "caution"


def test_v15_a_rise_on_methadone_is_not_put_down_to_buprenorphine():
    facts = {**ON, "cows_before_dose": 3, "cows_score": 38, "minutes_since_dose": 60}
    assert "precipitated_withdrawal" not in urgent(facts)
    assert "severe_withdrawal" in urgent(facts)


def test_methadone_waits_a_day_after_naloxone():
    ready = {**ON, "current_medication": "none", "hours_since_methadone": None, "hours_since_naloxone": 2}
    found = judged(ready)["start_methadone"]
    assert (outcome(found), found.until) == ("wait", 22)


@pytest.mark.parametrize(("missed", "expected"), [(0, "wait"), (3, "suitable")])
def test_naltrexone_tablets_stop_blocking_after_three_days(missed, expected):
    facts = {**ON, "current_medication": "naltrexone_oral", "missed_doses": missed, "hours_since_methadone": None}
    assert outcome(judged(facts)["start_methadone"]) == expected


def test_somebody_pregnant_on_naltrexone_tablets_is_told_of_the_pregnancy_and_not_of_an_injection():
    on_tablets = {"current_medication": "naltrexone_oral", "age": 30, "sex": "female", "pregnant": True}
    assert "naltrexone_review" in rules_fired(judged(on_tablets)["continue_current"])
    assert "naltrexone_over" not in rules_fired(judged(on_tablets)["continue_current"])
    injected = {"current_medication": "naltrexone_xr", "days_since_xr_injection": 29, "pregnant": False, "takes_opioid_analgesic": False}
    assert "naltrexone_over" in rules_fired(judged(injected)["continue_current"])
    assert "naltrexone_review" not in rules_fired(judged(injected)["continue_current"])
