"""Naloxone for everybody whom an overdose could reach. Expectations from the evidence, sections b5, h and j."""

import pytest

from holdfast.guideline.medicines import naloxone
from holdfast.guideline.medicines.naloxone import RULES
from holdfast.language.rules import Avoid, Require, Wait
from tests.guideline.judged import in_force, judged, rules_fired

NO_DISORDER = {
    "main_opioid": "none",
    "dsm5_criteria": 0,
    "current_medication": "none",
    "takes_opioid_analgesic": False,
    "partner_uses": False,
}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("a person with the disorder", {"dsm5_criteria": 4}, "suitable"),
        ("a diagnosis and nothing else", {"oud_ever": True}, "suitable"),
        ("a person on methadone", {"current_medication": "methadone"}, "suitable"),
        ("a person on monthly naltrexone", {"current_medication": "naltrexone_xr"}, "suitable"),
        ("a person in long remission", {"oud_ever": True, "remission_months": 60, "days_opioid_free": 1800}, "suitable"),
        ("a person who has it already", {"oud_ever": True, "has_naloxone": True}, "suitable"),
        ("a person who uses heroin, no diagnosis", {"main_opioid": "heroin"}, "suitable"),
        ("a person who uses heroin and does not have the disorder", {"main_opioid": "heroin", "dsm5_criteria": 1}, "suitable"),
        ("a person who uses kratom", {"main_opioid": "kratom", "dsm5_criteria": 0}, "suitable"),
        ("fentanyl where it was not looked for", {**NO_DISORDER, "fentanyl_exposure": True}, "suitable"),
        ("heroin 364 days ago", {**NO_DISORDER, "days_opioid_free": 364}, "suitable"),
        ("27 days out of prison", {**NO_DISORDER, "days_since_release": 27}, "suitable"),
        ("a heroin day in the last month", {**NO_DISORDER, "opioid_use_days_30": 1, "main_opioid": "other"}, "suitable"),
        ("hours since some methadone are known", {**NO_DISORDER, "hours_since_methadone": 30}, "suitable"),
        ("a person who gets ill when they stop", {**NO_DISORDER, "physically_dependent": True}, "suitable"),
        ("a person on strong pain relief", {**NO_DISORDER, "takes_opioid_analgesic": True}, "suitable"),
        ("a person whose partner uses", {**NO_DISORDER, "partner_uses": True}, "suitable"),
        ("all that is known is that the partner uses", {"partner_uses": True}, "suitable"),
        ("a person who overdosed this year", {**NO_DISORDER, "overdoses_past_year": 1}, "suitable"),
        ("an overdose now", {**NO_DISORDER, "overdose_now": True}, "suitable"),
        ("an overdose some hours ago", {**NO_DISORDER, "hours_since_overdose": 20}, "suitable"),
        ("a person just out of prison", {**NO_DISORDER, "days_since_release": 3}, "suitable"),
        ("a person about to leave prison", {**NO_DISORDER, "custody": "release_planned"}, "suitable"),
        ("a person who lost tolerance", {**NO_DISORDER, "lost_tolerance": True}, "suitable"),
        ("something of opioids on record, and nobody asked which", {"cows_score": 2}, "suitable"),
        ("a person known to be none of this", {
            **NO_DISORDER, "opioid_use_days_30": 0, "days_opioid_free": 9000, "physically_dependent": False, "fentanyl_exposure": False,
            "overdose_now": False, "overdoses_past_year": 0, "lost_tolerance": False, "custody": "none", "days_since_release": 9000,
        }, "not_indicated"),
        ("the last opioid a year ago, out of prison for four weeks", {
            **NO_DISORDER, "opioid_use_days_30": 0, "days_opioid_free": 365, "physically_dependent": False, "fentanyl_exposure": False,
            "overdose_now": False, "overdoses_past_year": 0, "lost_tolerance": False, "custody": "none", "days_since_release": 28,
        }, "not_indicated"),
        ("a record without a word of opioids", {"age": 50, "phq9_score": 12}, "not_indicated"),
        ("a person allergic to it", {"oud_ever": True, "allergy_naloxone": True}, "caution"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_it_is_offered_to(who, facts, expected, place):
    assert judged(facts, place)["naloxone_rescue"].status == expected, who


def test_nothing_ever_stands_in_its_way():
    assert [rule for rule in RULES if isinstance(rule, Avoid | Wait | Require)] == []


@pytest.mark.parametrize(
    ("place", "how", "not_how"), [("us", "over_the_counter", "from_any_drug_service"), ("uk", "from_any_drug_service", "over_the_counter")]
)
def test_each_country_is_told_how_to_get_it(place, how, not_how):
    fired = rules_fired(judged({"oud_ever": True}, place)["naloxone_rescue"])
    assert how in fired
    assert not_how not in fired


def test_the_strong_spray_is_not_recommended_over_the_usual_one():
    (said,) = [
        fired.ruling.say for fired in judged({"oud_ever": True})["naloxone_rescue"].fired if fired.ruling.rule.name == "usual_strength"
    ]
    assert said == "The usual spray of 4 mg is enough. One of 8 mg saved no more lives and brought on more withdrawal."


@pytest.mark.parametrize(
    ("limit", "us", "uk"),
    [
        (naloxone.SPRAY, 4, 1.8),
        (naloxone.STRONG_SPRAY, 8, 8),
        (naloxone.INJECTION, 0.4, 0.4),
        (naloxone.LARGEST_INJECTION, 2, 2),
        (naloxone.SMALLEST_IN_VEIN, 0.04, 0.04),
        (naloxone.REPEAT_AFTER, 3, 3),
        (naloxone.DOUBTFUL_AFTER, 10, 10),
    ],
)
def test_the_ladder_of_doses(limit, us, uk):
    assert in_force(limit) == (us, uk)


def test_no_reason_gives_a_time_after_which_it_is_safe_to_leave():
    assert not any("hour" in rule.because for rule in RULES)
