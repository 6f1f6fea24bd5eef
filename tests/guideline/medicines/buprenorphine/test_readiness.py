"""When a first dose can be given. Expectations from the evidence, sections b2, b7, c1, k2 and n18, and cases V03, V70, V71."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired

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
    ("who", "facts", "place", "expected"),
    [
        ("fourteen hours after heroin, COWS 12, signs seen", READY, "us", "suitable"),
        ("the same in the UK", READY, "uk", "suitable"),
        ("COWS 11, the office threshold", {**READY, "cows_score": 11}, "us", "suitable"),
        ("COWS 10", {**READY, "cows_score": 10}, "us", "wait"),
        ("twelve hours after heroin", {**READY, "hours_since_short_acting_opioid": 12}, "us", "suitable"),
        ("five hours after heroin", {**READY, "hours_since_short_acting_opioid": 5}, "us", "wait"),
        ("eight hours after heroin, in clear withdrawal", {**READY, "hours_since_short_acting_opioid": 8}, "us", "suitable"),
        ("eleven hours after fentanyl", {**FENTANYL, "hours_since_short_acting_opioid": 11}, "us", "wait"),
        ("V70: five hours after heroin, COWS 6", {**READY, "hours_since_short_acting_opioid": 5, "cows_score": 6}, "us", "wait"),
        ("V03: eight hours after fentanyl, mild", {**FENTANYL, "hours_since_short_acting_opioid": 8, "cows_score": 8}, "us", "wait"),
        ("fentanyl, COWS 12", {**FENTANYL, "cows_score": 12}, "us", "wait"),
        ("fentanyl, COWS 13", FENTANYL, "us", "suitable"),
        ("perhaps fentanyl, COWS 12", {**READY, "fentanyl_exposure": None}, "us", "ask→suitable"),
        ("perhaps fentanyl, COWS 13", {**READY, "fentanyl_exposure": None, "cows_score": 13}, "us", "suitable"),
        ("nitazenes, COWS 12", {**READY, "main_opioid": "nitazene"}, "us", "wait"),
        ("no sign that can be seen", {**READY, "objective_withdrawal_signs": 0}, "us", "wait"),
        ("signs not looked for, COWS 14", {**READY, "cows_score": 14, "objective_withdrawal_signs": None}, "us", "ask→suitable"),
        ("COWS not scored", {**READY, "cows_score": None}, "us", "ask→suitable"),
        ("hours not known", {**READY, "hours_since_short_acting_opioid": None}, "us", "ask→suitable"),
        ("wakefulness not known", {**READY, "sedated": None}, "us", "ask→suitable"),
        ("drowsy", {**READY, "sedated": True}, "us", "wait"),
        ("drunk", {**READY, "intoxicated": True}, "us", "wait"),
        ("checklist not answered", {**READY, "pre_dose_checklist_clear": None}, "us", "ask→suitable"),
        ("opioid pain relief, hours of long-acting ones unknown", {**READY, "takes_opioid_analgesic": True}, "us", "ask→suitable"),
        (
            "long-acting pain relief twenty hours ago",
            {**READY, "cows_score": 14, "takes_opioid_analgesic": True, "hours_since_long_acting_opioid": 20},
            "us",
            "wait",
        ),
        (
            "slow-release tablets bought, 23 hours ago",
            {**NO_SHORT, "main_opioid": "long_acting_prescription", "hours_since_long_acting_opioid": 23},
            "us",
            "wait",
        ),
        (
            "slow-release tablets bought, 24 hours ago",
            {**NO_SHORT, "main_opioid": "long_acting_prescription", "hours_since_long_acting_opioid": 24},
            "us",
            "suitable",
        ),
        ("on 30 mg of methadone, 40 hours ago", METHADONE, "us", "suitable"),
        ("on 30 mg of methadone, 35 hours ago", {**METHADONE, "hours_since_methadone": 35}, "us", "wait"),
        ("on 30 mg of methadone, COWS 12", {**METHADONE, "cows_score": 12}, "us", "wait"),
        ("on 40 mg of methadone in the US", {**METHADONE, "current_methadone_mg": 40}, "us", "suitable"),
        ("on 40 mg of methadone in the UK", {**METHADONE, "current_methadone_mg": 40}, "uk", "wait"),
        ("on methadone, dose not known", {**METHADONE, "current_methadone_mg": None}, "us", "ask→suitable"),
        ("on methadone, hours not known", {**METHADONE, "hours_since_methadone": None}, "us", "ask→suitable"),
        (
            "V71: methadone 90 mg yesterday, COWS 5",
            {**METHADONE, "current_methadone_mg": 90, "hours_since_methadone": 24, "cows_score": 5},
            "us",
            "wait",
        ),
        ("heroin, and bought methadone twenty hours ago", {**READY, "cows_score": 14, "hours_since_methadone": 20}, "us", "wait"),
        (
            "the same, with heroin named as the last opioid",
            {**READY, "cows_score": 14, "hours_since_methadone": 20, "last_opioid_class": "short_acting"},
            "us",
            "wait",
        ),
        ("methadone named as the last opioid, hours unknown", {**NO_SHORT, "last_opioid_class": "methadone"}, "us", "ask→suitable"),
        ("four days without any opioid, still COWS 14", {**NO_SHORT, "days_opioid_free": 4}, "us", "suitable"),
        (
            "diamorphine clinic, four hours ago",
            {**READY, "current_medication": "diamorphine", "hours_since_short_acting_opioid": 4},
            "uk",
            "wait",
        ),
        ("one hour after naloxone", {**READY, "hours_since_naloxone": 1}, "us", "wait"),
        ("three hours after naloxone", {**READY, "hours_since_naloxone": 3}, "us", "suitable"),
        ("on naltrexone tablets", {**READY, "current_medication": "naltrexone_oral"}, "us", "wait"),
        (
            "ten days after the naltrexone injection",
            {**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 10},
            "us",
            "wait",
        ),
        ("forty days after it", {**READY, "current_medication": "naltrexone_xr", "days_since_xr_injection": 40}, "us", "suitable"),
        ("some days after it", {**READY, "current_medication": "naltrexone_xr"}, "us", "ask→suitable"),
        ("tolerance lost in prison", {**READY, "lost_tolerance": True}, "us", "caution"),
        ("Child-Pugh C", {**READY, "child_pugh": "C"}, "us", "caution"),
        ("naloxone allergy", {**READY, "allergy_naloxone": True}, "us", "caution"),
        ("buprenorphine allergy", {**READY, "allergy_buprenorphine": True}, "us", "avoid"),
        ("a sedative in the supply", {**READY, "alpha2_adulterant_suspected": True}, "us", "caution"),
        ("alcohol withdrawal as well", {**READY, "alcohol_withdrawal_now": True}, "us", "caution"),
        ("fifteen years old", {**READY, "age": 15}, "us", "ask→suitable"),
        ("fifteen, and a specialist agrees", {**READY, "age": 15, "specialist_agreed": True}, "us", "suitable"),
        ("no disorder", {**READY, "dsm5_criteria": 1}, "us", "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_standard_start(who, facts, place, expected):
    assert outcome(judged(facts, place)[STANDARD]) == expected, who


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
