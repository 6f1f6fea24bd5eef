"""When a first dose can be given. Expectations from the evidence, sections b2, b7, c1, k2 and n18, and cases V03, V70, V71."""

import pytest

from tests.guideline.judged import here, judged, outcome, rules_fired, said

READY = {
    "dsm5_criteria": 7,
    "age": 34,
    "sex": "male",
    "current_medication": "none",
    "main_opioid": "heroin",
    "fentanyl_exposure": False,
    "takes_opioid_analgesic": False,
    "hours_since_short_acting_opioid": 14,
    "cows_score": 12,
    "objective_withdrawal_signs": 2,
    "sedated": False,
    "pre_dose_checklist_clear": True,
}
FENTANYL = {**READY, "main_opioid": "fentanyl", "fentanyl_exposure": True, "cows_score": 13}
NO_SHORT = {**READY, "hours_since_short_acting_opioid": None, "cows_score": 14}
METHADONE = {
    **NO_SHORT,
    "current_medication": "methadone",
    "main_opioid": "methadone",
    "current_methadone_mg": 30,
    "hours_since_methadone": 40,
}
STANDARD = "start_buprenorphine_standard"


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("fourteen hours after heroin, COWS 12, signs seen", READY, "suitable"),
        ("COWS 11, the office threshold", {**READY, "cows_score": 11}, "suitable"),
        ("COWS 10", {**READY, "cows_score": 10}, "wait"),
        ("twelve hours after heroin", {**READY, "hours_since_short_acting_opioid": 12}, "suitable"),
        ("five hours after heroin", {**READY, "hours_since_short_acting_opioid": 5}, "wait"),
        ("eight hours after heroin, in clear withdrawal", {**READY, "hours_since_short_acting_opioid": 8}, "suitable"),
        ("six hours after heroin", {**READY, "hours_since_short_acting_opioid": 6}, "suitable"),
        ("twelve hours after fentanyl", {**FENTANYL, "hours_since_short_acting_opioid": 12}, "suitable"),
        ("eleven hours after fentanyl", {**FENTANYL, "hours_since_short_acting_opioid": 11}, "wait"),
        ("V70: five hours after heroin, COWS 6", {**READY, "hours_since_short_acting_opioid": 5, "cows_score": 6}, "wait"),
        ("V03: eight hours after fentanyl, mild", {**FENTANYL, "hours_since_short_acting_opioid": 8, "cows_score": 8}, "wait"),
        ("fentanyl, COWS 12", {**FENTANYL, "cows_score": 12}, "wait"),
        ("fentanyl, COWS 13", FENTANYL, "suitable"),
        ("perhaps fentanyl, COWS 12", {**READY, "fentanyl_exposure": None}, "ask→suitable"),
        ("perhaps fentanyl, COWS 13", {**READY, "fentanyl_exposure": None, "cows_score": 13}, "suitable"),
        ("nitazenes, COWS 12", {**READY, "main_opioid": "nitazene"}, "wait"),
        ("one sign that can be seen", {**READY, "objective_withdrawal_signs": 1}, "suitable"),
        ("no sign that can be seen", {**READY, "objective_withdrawal_signs": 0}, "wait"),
        ("signs not looked for, COWS 14", {**READY, "cows_score": 14, "objective_withdrawal_signs": None}, "ask→suitable"),
        ("COWS not scored", {**READY, "cows_score": None}, "ask→suitable"),
        ("hours not known", {**READY, "hours_since_short_acting_opioid": None}, "ask→suitable"),
        ("wakefulness not known", {**READY, "sedated": None}, "ask→suitable"),
        ("drowsy", {**READY, "sedated": True}, "wait"),
        ("drunk", {**READY, "intoxicated": True}, "wait"),
        ("checklist not answered", {**READY, "pre_dose_checklist_clear": None}, "ask→suitable"),
        ("opioid pain relief, hours of long-acting ones unknown", {**READY, "takes_opioid_analgesic": True}, "ask→suitable"),
        (
            "long-acting pain relief twenty hours ago",
            {**READY, "cows_score": 14, "takes_opioid_analgesic": True, "hours_since_long_acting_opioid": 20},
            "wait",
        ),
        (
            "slow-release tablets bought, 23 hours ago",
            {**NO_SHORT, "main_opioid": "long_acting_prescription", "hours_since_long_acting_opioid": 23},
            "wait",
        ),
        (
            "slow-release tablets bought, 24 hours ago",
            {**NO_SHORT, "main_opioid": "long_acting_prescription", "hours_since_long_acting_opioid": 24},
            "suitable",
        ),
        ("on 30 mg of methadone, 40 hours ago", METHADONE, "suitable"),
        ("on 30 mg of methadone, 36 hours ago", {**METHADONE, "hours_since_methadone": 36}, "suitable"),
        ("on 30 mg of methadone, 35 hours ago", {**METHADONE, "hours_since_methadone": 35}, "wait"),
        ("on 30 mg of methadone, COWS 12", {**METHADONE, "cows_score": 12}, "wait"),
        ("on 31 mg of methadone", {**METHADONE, "current_methadone_mg": 31}, {"us": "suitable", "uk": "wait"}),
        ("on 40 mg of methadone", {**METHADONE, "current_methadone_mg": 40}, {"us": "suitable", "uk": "wait"}),
        ("on 41 mg of methadone", {**METHADONE, "current_methadone_mg": 41}, "wait"),
        ("on methadone, dose not known", {**METHADONE, "current_methadone_mg": None}, "ask→suitable"),
        ("on methadone, hours not known", {**METHADONE, "hours_since_methadone": None}, "ask→suitable"),
        (
            "V71: methadone 90 mg yesterday, COWS 5",
            {**METHADONE, "current_methadone_mg": 90, "hours_since_methadone": 24, "cows_score": 5},
            "wait",
        ),
        ("heroin, and bought methadone twenty hours ago", {**READY, "cows_score": 14, "hours_since_methadone": 20}, "wait"),
        (
            "the same, with heroin named as the last opioid",
            {**READY, "cows_score": 14, "hours_since_methadone": 20, "last_opioid_class": "short_acting"},
            "wait",
        ),
        ("methadone named as the last opioid, hours unknown", {**NO_SHORT, "last_opioid_class": "methadone"}, "ask→suitable"),
        ("two days without any opioid, hours not known", {**NO_SHORT, "days_opioid_free": 2}, "ask→suitable"),
        ("three days without any opioid, still COWS 14", {**NO_SHORT, "days_opioid_free": 3}, "suitable"),
        (
            "diamorphine clinic, four hours ago",
            {**READY, "current_medication": "diamorphine", "hours_since_short_acting_opioid": 4},
            "wait",
        ),
        ("one hour after naloxone", {**READY, "hours_since_naloxone": 1}, "wait"),
        ("two hours after naloxone", {**READY, "hours_since_naloxone": 2}, "suitable"),
        ("on naltrexone tablets", {**READY, "current_medication": "naltrexone_oral"}, "wait"),
        (
            "ten days after the naltrexone injection",
            {**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 10},
            "wait",
        ),
        ("27 days after it", {**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 27}, "wait"),
        ("28 days after it", {**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 28}, "suitable"),
        ("forty days after it", {**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 40}, "suitable"),
        ("some days after it", {**READY, "current_medication": "naltrexone_xr"}, "ask→suitable"),
        ("tolerance lost in prison", {**READY, "lost_tolerance": True}, "caution"),
        ("Child-Pugh C", {**READY, "child_pugh": "C"}, "caution"),
        ("naloxone allergy", {**READY, "allergy_naloxone": True}, "caution"),
        ("buprenorphine allergy", {**READY, "allergy_buprenorphine": True}, "avoid"),
        ("a sedative in the supply", {**READY, "alpha2_adulterant_suspected": True}, "caution"),
        ("alcohol withdrawal as well", {**READY, "alcohol_withdrawal_now": True}, "caution"),
        ("sixteen years old", {**READY, "age": 16}, "suitable"),
        ("fifteen years old", {**READY, "age": 15}, "ask→suitable"),
        ("fifteen, and a specialist agrees", {**READY, "age": 15, "specialist_agreed": True}, "suitable"),
        ("no disorder", {**READY, "dsm5_criteria": 1}, "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_standard_start(who, facts, expected, place):
    assert outcome(judged(facts, place)[STANDARD]) == here(expected, place), who


@pytest.mark.parametrize("place", ["us", "uk"])
def test_how_long_naltrexone_tablets_block_is_said(place):
    (words,) = (each for each in said(judged({**READY, "current_medication": "naltrexone_oral"}, place)[STANDARD]) if "Tablets" in each)
    assert "Tablets wear off within 72 hours" in words


def test_the_clock_says_when_to_come_back():
    assert judged({**READY, "hours_since_short_acting_opioid": 5})[STANDARD].until == 1
    assert judged({**FENTANYL, "hours_since_short_acting_opioid": 5})[STANDARD].until == 7


def test_a_wait_for_withdrawal_alone_has_no_hour_and_its_reason_says_when_to_look_again():
    finding = judged({**READY, "cows_score": 10})[STANDARD]
    assert finding.until is None
    assert any("hour or two" in fired.ruling.say for fired in finding.fired)


def test_a_naltrexone_injection_says_the_day_on_which_it_ends():
    blocked = judged({**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 10})
    assert blocked[STANDARD].until == blocked["start_buprenorphine_xr"].until == 18 * 24


@pytest.mark.parametrize(
    "facts", [{**READY, "cows_score": 9}, {**FENTANYL, "cows_score": 9}, {**READY, "hours_since_short_acting_opioid": 4}]
)
def test_nobody_is_sent_home_with_nothing(facts):
    instead = judged({**facts, "setting": "emergency_department"})[STANDARD].instead
    assert {"start_buprenorphine_low_dose", "methadone", "start_buprenorphine_high_dose"} <= set(instead)


def test_a_site_may_choose_its_own_threshold():
    settings = {"buprenorphine_readiness.COWS_STANDARD": 8}
    assert judged({**READY, "cows_score": 9}, settings=settings)[STANDARD].status == "suitable"


def test_a_heroin_user_is_not_asked_for_hours_since_methadone():
    first = {"age": 34, "sex": "male", "dsm5_criteria": 7, "cows_score": 14, "hours_since_short_acting_opioid": 14}
    finding = judged({**first, "current_medication": "none", "main_opioid": "heroin"})[STANDARD]
    assert outcome(finding) == "ask→suitable"
    assert "hours_since_methadone" not in finding.open
    assert "methadone_lately" in finding.assumed
    assert len(finding.open) <= 5


def test_the_reason_names_the_stronger_threshold():
    fired = rules_fired(judged({**FENTANYL, "cows_score": 12})[STANDARD])
    assert any(name.startswith("withdrawal_too_mild_for_strong_opioids") for name in fired)


def test_an_injection_need_not_wait_for_withdrawal_once_a_test_dose_was_borne():
    borne = {**READY, "cows_score": 3, "cows_before_dose": 14, "minutes_since_dose": 120, "hours_since_buprenorphine": 2}
    assert outcome(judged(borne)["start_buprenorphine_xr"]) in ("suitable", "preferred")
    assert outcome(judged(borne)[STANDARD]) == "wait"


def test_nobody_who_breathes_too_weakly_or_overdoses_is_given_a_dose():
    for danger in ({"respiratory_rate": 9}, {"oxygen_saturation": 89}, {"overdose_now": True}):
        found = judged({**READY, **danger})
        assert outcome(found[STANDARD]) == outcome(found["start_buprenorphine_xr"]) == "wait", danger
