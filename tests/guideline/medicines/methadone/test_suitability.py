"""Methadone: whom it suits, where it may be given, the first dose. Expectations from the evidence, sections b1 and n."""

import pytest

from tests.guideline.judged import here, judged, outcome, rules_fired

OUD = {"dsm5_criteria": 7, "main_opioid": "heroin", "age": 34, "sex": "male", "current_medication": "none"}
READY = {**OUD, "sedated": False, "pre_dose_checklist_clear": True, "setting": "otp"}
ON = {"current_medication": "methadone", "dsm5_criteria_worst": 8, "age": 40, "sex": "male"}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("a person with a diagnosis and nothing else", {"dsm5_criteria": 7}, {"suitable"}),
        ("somebody who would choose it", {**OUD, "prefers": "methadone"}, {"preferred"}),
        ("somebody for whom it worked before", {**OUD, "response_methadone": "good"}, {"preferred"}),
        ("somebody whom buprenorphine did not hold", {**OUD, "response_buprenorphine": "poor"}, {"preferred"}),
        (
            "somebody using on 24 mg of buprenorphine",
            {**OUD, "current_medication": "buprenorphine", "current_buprenorphine_mg": 24, "still_using_opioids": True},
            {"preferred"},
        ),
        (
            "somebody using on 23 mg of buprenorphine",
            {**OUD, "current_medication": "buprenorphine", "current_buprenorphine_mg": 23, "still_using_opioids": True},
            {"suitable"},
        ),
        ("somebody who is pregnant", {**OUD, "sex": "female", "pregnant": True}, {"preferred"}),
        ("somebody allergic to it", {**OUD, "allergy_methadone": True}, {"avoid"}),
        ("somebody with a blocked bowel", {**OUD, "bowel_obstruction": True}, {"avoid"}),
        ("somebody whose breathing fails", {**OUD, "respiratory_insufficiency": "acute_severe"}, {"avoid"}),
        ("somebody on an MAOI", {**OUD, "maoi_use": True}, {"avoid"}),
        ("QTc 449", {**OUD, "qtc_ms": 449}, {"suitable"}),
        ("QTc 450", {**OUD, "qtc_ms": 450}, {"caution"}),
        ("QTc 499", {**OUD, "qtc_ms": 499}, {"caution"}),
        ("QTc 500", {**OUD, "qtc_ms": 500}, {"avoid"}),
        ("torsades before", {**OUD, "torsades_history": True}, {"avoid"}),
        ("a QT medicine and no tracing yet", {**OUD, "qt_prolonging_medicine": True}, {"caution"}),
        ("benzodiazepines: never refused", {**OUD, "benzodiazepine_use": "not_prescribed"}, {"caution"}),
        ("alcohol dependence: never refused", {**OUD, "alcohol_use": "dependent"}, {"caution"}),
        ("chronic lung disease", {**OUD, "respiratory_insufficiency": "chronic"}, {"caution"}),
        ("sleep apnoea", {**OUD, "sleep_apnoea": True}, {"caution"}),
        ("aged 59", {**OUD, "age": 59}, {"suitable"}),
        ("aged 60", {**OUD, "age": 60}, {"caution"}),
        ("aged 18", {**OUD, "age": 18}, {"suitable"}),
        ("aged 17", {**OUD, "age": 17}, {"caution"}),
        ("aged 16", {**OUD, "age": 16}, {"caution"}),
        ("aged 15: a specialist decides, never a refusal", {**OUD, "age": 15}, {"ask→caution"}),
        ("Child-Pugh B", {**OUD, "child_pugh": "B"}, {"caution"}),
        ("an enzyme inducer", {**OUD, "cyp3a4_inducer": True}, {"caution"}),
        ("an inhibitor just stopped", {**OUD, "interacting_change": "stopped"}, {"caution"}),
        ("it did not suit before", {**OUD, "response_methadone": "not_tolerated"}, {"caution"}),
        (
            "no programme within reach, in the community",
            {**OUD, "otp_available": False, "setting": "community"},
            {"us": {"avoid"}, "uk": {"suitable"}},
        ),
        ("no programme within reach, but in a hospital bed", {**OUD, "otp_available": False, "setting": "hospital"}, {"suitable"}),
        ("no disorder", {**OUD, "dsm5_criteria": 0}, {"not_indicated"}),
        ("stable on it", {**ON, "dose_control": "ok"}, {"preferred"}),
        ("in remission on it", {**ON, "remission_months": 30}, {"suitable", "preferred"}),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_methadone_suits(who, facts, expected, place):
    assert outcome(judged(facts, place)["methadone"]) in here(expected, place), who


@pytest.mark.parametrize(
    ("who", "facts", "rule", "speaks"),
    [
        ("would choose it, QTc 449", {"prefers": "methadone", "qtc_ms": 449}, "chosen", True),
        ("would choose it, QTc 450", {"prefers": "methadone", "qtc_ms": 450}, "chosen", False),
        ("would choose buprenorphine", {"prefers": "buprenorphine"}, "chosen", False),
        ("it worked poorly", {"response_methadone": "poor"}, "worked_before", False),
        (
            "withdrawal before the next dose",
            {**ON, "dose_control": "end_of_dose_withdrawal", "still_using_opioids": False},
            "works_now",
            False,
        ),
        ("buprenorphine was not borne", {"response_buprenorphine": "not_tolerated"}, "buprenorphine_was_not_enough", True),
        ("buprenorphine worked", {"response_buprenorphine": "good"}, "buprenorphine_was_not_enough", False),
        (
            "24 mg bought, no treatment yet",
            {"current_buprenorphine_mg": 24, "still_using_opioids": True},
            "buprenorphine_was_not_enough",
            False,
        ),
        ("QTc 499", {"qtc_ms": 499}, "qtc_long", True),
        ("QTc 500: more than long", {"qtc_ms": 500}, "qtc_long", False),
        ("breathing fails", {"respiratory_insufficiency": "acute_severe"}, "lungs", True),
        ("no trouble with breathing", {"respiratory_insufficiency": "none"}, "lungs", False),
        ("Child-Pugh C", {"child_pugh": "C"}, "liver", True),
        ("Child-Pugh A", {"child_pugh": "A"}, "liver", False),
        ("nothing else was changed", {"interacting_change": "unchanged"}, "interactions", False),
        ("uses no opioid now", {"main_opioid": "none"}, "tolerance_lost", True),
        ("in a programme", {"otp_available": False, "setting": "otp"}, "no_programme", False),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_which_rules_speak(who, facts, rule, speaks, place):
    found = judged({**OUD, **facts}, place)
    assert (rule in rules_fired(found["methadone"]) | rules_fired(found["start_methadone"])) is speaks, who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("ready and awake, in a programme", READY, "suitable"),
        ("the checklist not yet answered", {**READY, "pre_dose_checklist_clear": None}, "ask→suitable"),
        ("the checklist answered no", {**READY, "pre_dose_checklist_clear": False}, "ask→suitable"),
        ("nobody has looked whether they are awake", {**READY, "sedated": None}, "ask→suitable"),
        ("drowsy", {**READY, "sedated": True}, "wait"),
        ("drunk", {**READY, "intoxicated": True}, "wait"),
        ("nine breaths a minute", {**READY, "respiratory_rate": 9}, "wait"),
        ("ten breaths a minute", {**READY, "respiratory_rate": 10}, "suitable"),
        ("oxygen at 89", {**READY, "oxygen_saturation": 89}, "wait"),
        ("oxygen at 90", {**READY, "oxygen_saturation": 90}, "suitable"),
        ("under the naltrexone injection", {**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 10}, "wait"),
        ("taking naltrexone tablets", {**READY, "current_medication": "naltrexone_oral"}, "wait"),
        ("naloxone 23 hours ago", {**READY, "hours_since_naloxone": 23}, "wait"),
        ("naloxone 24 hours ago", {**READY, "hours_since_naloxone": 24}, "suitable"),
        ("a head injury", {**READY, "head_injury": True}, "avoid"),
        ("a doctor's office: the law", {**READY, "setting": "primary_care"}, {"us": "avoid", "uk": "suitable"}),
        ("a hospital", {**READY, "setting": "hospital"}, "suitable"),
        ("after four days without opioids", {**READY, "days_opioid_free": 4}, "suitable"),
        ("after five days without opioids", {**READY, "days_opioid_free": 5}, "caution"),
        ("a QT medicine and no tracing", {**READY, "qt_prolonging_medicine": True}, "ask→caution"),
        ("a QT medicine and a good tracing", {**READY, "qt_prolonging_medicine": True, "qtc_ms": 430}, "caution"),
        ("17 without a guardian's consent", {**READY, "age": 17}, {"us": "ask→caution", "uk": "caution"}),
        ("17 with a guardian's consent", {**READY, "age": 17, "guardian_consent": True}, "caution"),
        ("already on it", {**READY, "current_medication": "methadone", "missed_doses": 0}, "not_indicated"),
        ("on it, and away for four days", {**READY, "current_medication": "methadone", "missed_doses": 4}, "not_indicated"),
        ("on it, and away for five days", {**READY, "current_medication": "methadone", "missed_doses": 5}, "preferred"),
        ("on it, and away for six days (V72)", {**READY, "current_medication": "methadone", "missed_doses": 6}, "preferred"),
        ("on buprenorphine: that is a switch", {**READY, "current_medication": "buprenorphine"}, "not_indicated"),
        ("no hours since use, no COWS: none is needed", {**READY, "hours_since_short_acting_opioid": None}, "suitable"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_first_dose_of_methadone(who, facts, expected, place):
    assert outcome(judged(facts, place)["start_methadone"]) == here(expected, place), who


def test_the_naltrexone_block_ends_with_the_injection():
    start = judged({**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 10})["start_methadone"]
    assert start.until == 18 * 24
    assert start.instead == ("naloxone_rescue",)


def test_an_ecg_without_a_risk_does_not_hold_up_a_start():
    start = judged(READY)["start_methadone"]
    assert "qtc_ms" not in start.open
    assert "qtc_ms" in start.assumed


def test_a_change_from_buprenorphine_needs_no_gap():
    on = {"age": 34, "current_medication": "buprenorphine", "dsm5_criteria_worst": 8, "sedated": False, "pre_dose_checklist_clear": True}
    assert outcome(judged(on)["switch_buprenorphine_to_methadone"]) == "suitable"
    assert outcome(judged({**on, "sedated": True})["switch_buprenorphine_to_methadone"]) == "wait"


def test_the_reason_for_a_dangerous_qtc_never_says_just_stop():
    found = judged({**ON, "qtc_ms": 580})["methadone"]
    assert "qtc_dangerous" in rules_fired(found)
    assert "do not just stop" in " ".join(fired.ruling.say for fired in found.fired)
