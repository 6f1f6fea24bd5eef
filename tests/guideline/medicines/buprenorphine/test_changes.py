"""Raising, changing over, coming off, and withdrawal set off by a dose. Evidence b2, b7, c1; cases V07, V11, V18, V23, V61."""

import pytest

from tests.guideline.judged import here, judged, outcome, rules_fired

ON = {
    "dsm5_criteria": 7,
    "age": 40,
    "sex": "female",
    "pregnant": False,
    "current_medication": "buprenorphine",
    "current_buprenorphine_mg": 12,
    "missed_doses": 0,
    "dose_control": "ok",
    "still_using_opioids": True,
    "sedated": False,
    "pre_dose_checklist_clear": True,
}
ON_METHADONE = {
    "dsm5_criteria": 7,
    "age": 42,
    "sex": "female",
    "pregnant": False,
    "current_medication": "methadone",
    "current_methadone_mg": 120,
    "sedated": False,
    "pre_dose_checklist_clear": True,
}
RISEN = {
    **ON,
    "current_medication": "none",
    "cows_before_dose": 12,
    "cows_score": 24,
    "minutes_since_dose": 45,
    "setting": "emergency_department",
}


@pytest.mark.parametrize(
    ("who", "facts", "us", "uk"),
    [
        ("12 mg and still using", ON, "suitable", "suitable"),
        (
            "withdrawal before the next dose",
            {**ON, "still_using_opioids": False, "dose_control": "end_of_dose_withdrawal"},
            "suitable",
            "suitable",
        ),
        ("COWS 5 on it", {**ON, "still_using_opioids": False, "cows_score": 5}, "suitable", "suitable"),
        ("a medicine that lowers it", {**ON, "still_using_opioids": False, "cows_score": 0, "cyp3a4_inducer": True}, "caution", "caution"),
        ("it holds", {**ON, "still_using_opioids": False, "cows_score": 4}, "not_indicated", "not_indicated"),
        ("it holds, COWS not scored", {**ON, "still_using_opioids": False, "cows_score": None}, "not_indicated", "not_indicated"),
        ("15 mg", {**ON, "current_buprenorphine_mg": 15}, "suitable", "suitable"),
        ("23 mg", {**ON, "current_buprenorphine_mg": 23}, "suitable", "caution"),
        ("31 mg", {**ON, "current_buprenorphine_mg": 31}, "caution", "avoid"),
        ("one dose missed", {**ON, "missed_doses": 1}, "wait", "wait"),
        ("16 mg", {**ON, "current_buprenorphine_mg": 16}, "suitable", "caution"),
        ("24 mg", {**ON, "current_buprenorphine_mg": 24}, "caution", "avoid"),
        ("32 mg", {**ON, "current_buprenorphine_mg": 32}, "avoid", "avoid"),
        ("dose not known", {**ON, "current_buprenorphine_mg": None}, "ask→suitable", "ask→suitable"),
        ("the dose makes drowsy", {**ON, "dose_control": "sedation"}, "avoid", "avoid"),
        ("drowsy now", {**ON, "sedated": True}, "wait", "wait"),
        ("doses missed", {**ON, "missed_doses": 2}, "wait", "wait"),
        ("on methadone, drowsy after it", {**ON_METHADONE, "dose_control": "sedation"}, "not_indicated", "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_raising_the_dose(who, facts, us, uk):
    code = "increase_buprenorphine"
    assert (outcome(judged(facts)[code]), outcome(judged(facts, "uk")[code])) == (us, uk), who


def test_a_uk_site_may_set_its_product_s_own_maximum():
    settings = {"buprenorphine_changes.HIGHEST": 32}
    assert judged({**ON, "current_buprenorphine_mg": 24}, "uk", settings)["increase_buprenorphine"].status == "caution"


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("V07: on 120 mg, tiny doses beside it", ON_METHADONE, "caution"),
        ("on 30 mg", {**ON_METHADONE, "current_methadone_mg": 30}, "suitable"),
        ("on 31 mg", {**ON_METHADONE, "current_methadone_mg": 31}, {"us": "suitable", "uk": "caution"}),
        ("on 41 mg", {**ON_METHADONE, "current_methadone_mg": 41}, "caution"),
        ("pregnant on 30 mg", {**ON_METHADONE, "current_methadone_mg": 30, "pregnant": True}, "caution"),
        ("V23: pregnant on 68 mg", {**ON_METHADONE, "current_methadone_mg": 68, "pregnant": True}, "caution"),
        (
            "on 40 mg, fainted without a known reason",
            {**ON_METHADONE, "current_methadone_mg": 40, "syncope_unexplained": True},
            {"us": "preferred", "uk": "caution"},
        ),
        ("V18: torsades on 100 mg", {**ON_METHADONE, "current_methadone_mg": 100, "torsades_history": True, "qtc_ms": 580}, "caution"),
        ("methadone not tolerated", {**ON_METHADONE, "current_methadone_mg": 30, "response_methadone": "not_tolerated"}, "preferred"),
        ("well on methadone", {**ON_METHADONE, "current_methadone_mg": 30, "dose_control": "ok", "still_using_opioids": False}, "caution"),
        ("drowsy", {**ON_METHADONE, "sedated": True}, "wait"),
        ("on buprenorphine already", ON, "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_changing_over_from_methadone(who, facts, expected, place):
    assert outcome(judged(facts, place)["switch_methadone_to_buprenorphine"]) == here(expected, place), who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("wants to come off", {**ON, "wants_taper": True}, "caution"),
        ("wants to come off the injection", {**ON, "current_medication": "buprenorphine_xr", "wants_taper": True}, "caution"),
        ("has not said so", ON, "not_indicated"),
        ("wants to stay", {**ON, "wants_taper": False}, "not_indicated"),
        ("pregnant", {**ON, "pregnant": True, "wants_taper": True}, "avoid"),
        ("pregnant, on methadone", {**ON_METHADONE, "pregnant": True, "wants_taper": True}, "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_coming_off(who, facts, expected, place):
    assert outcome(judged(facts, place)["taper_buprenorphine"]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("V11: COWS 12 to 24 within the hour", RISEN, "preferred"),
        ("the same at home", {**RISEN, "setting": "home"}, "caution"),
        ("a rise of four points", {**RISEN, "cows_score": 16}, "not_indicated"),
        ("three hours after the dose", {**RISEN, "minutes_since_dose": 180}, "not_indicated"),
        ("nothing said of a dose", {**ON, "sedated": None}, "not_indicated"),
        ("drowsy", {**RISEN, "sedated": True}, "wait"),
        ("wakefulness not known", {**RISEN, "sedated": None}, "ask→preferred"),
        ("allergic", {**RISEN, "allergy_buprenorphine": True}, "avoid"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_withdrawal_set_off_by_a_dose(who, facts, expected, place):
    assert outcome(judged(facts, place)["treat_precipitated_withdrawal"]) == expected, who


def test_an_unsettled_life_is_a_reason_to_wait_with_coming_off_and_never_a_bar():
    wants = {**ON, "wants_taper": True}
    homeless = judged({**wants, "housing": "homeless"})["taper_buprenorphine"]
    assert (outcome(homeless), "unsettled" in rules_fired(homeless)) == ("caution", True)
    assert "unsettled" not in rules_fired(judged(wants)["taper_buprenorphine"])
