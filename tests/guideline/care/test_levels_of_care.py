"""Levels of care: the highest need decides, nothing is averaged, and no level is the price of a medicine."""

import itertools
import re

import pytest

from holdfast.guideline.care import levels_of_care
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import facts_in
from holdfast.language.rules import AtLeast
from tests.guideline.judged import judged, judgement, outcome, rules_fired

SCALE = ("outpatient", "intensive_outpatient", "partial_hospitalisation", "residential_short", "residential_long")
USES = {"age": 34, "sex": "male", "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none"}
AT_HOME = {**USES, "home_environment": "neutral"}
MILD = {**AT_HOME, "dsm5_criteria": 3}
TREATED = {**AT_HOME, "current_medication": "methadone", "response_methadone": "poor"}


def level(facts, place="us"):
    """The one level that is preferred."""
    found = judged(facts, place)
    preferred = [code for code in SCALE if found[code].status == "preferred"]
    assert len(preferred) == 1, preferred
    return preferred[0]


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("a severe disorder and nothing against home", AT_HOME, "outpatient"),
        ("V84 a mild disorder, a job and a partner who backs them", {**MILD, "work_school_family_commitments": True, "has_support": True,
         "has_partner": True, "home_environment": "supportive"}, "outpatient"),
        ("a mild disorder in an unsafe home", {**MILD, "home_environment": "unsafe"}, "outpatient"),
        ("a moderate disorder in an unsafe home", {**MILD, "dsm5_criteria": 4, "home_environment": "unsafe"}, "residential_short"),
        ("a mild disorder by the record in an unsafe home", {**USES, "dsm5_criteria": None, "oud_ever": True, "recorded_severity": "mild",
         "home_environment": "unsafe"}, "outpatient"),
        ("nothing that speaks for more", {**AT_HOME, "home_environment": "supportive", "housing": "stable", "alcohol_use": "none", "suicide_risk": "none",
         "overdoses_past_year": 0, "relapses_after_lower_care": 0, "custody": "none", "bipolar": False, "schizophrenia": False, "psychosis": False,
         "sedative_dependent": False}, "outpatient"),
        ("a high risk of suicide", {**AT_HOME, "suicide_risk": "high"}, "partial_hospitalisation"),
        ("a low risk of suicide", {**AT_HOME, "suicide_risk": "low"}, "outpatient"),
        ("drinks at a risk", {**AT_HOME, "alcohol_use": "risky"}, "outpatient"),
        ("V45 on methadone, uses cocaine", {**TREATED, "stimulant_use_disorder": True}, "outpatient"),
        ("V59 well on buprenorphine, with anxiety", {**AT_HOME, "current_medication": "buprenorphine", "gad7_score": 14}, "outpatient"),
        ("many past treatments by themselves", {**AT_HOME, "past_treatment_episodes": 9}, "outpatient"),
        ("a court sent them", {**AT_HOME, "legal_involvement": True}, "outpatient"),
        ("one relapse", {**AT_HOME, "relapses_after_lower_care": 1}, "outpatient"),
        ("would rather live in, with nothing that speaks for it", {**AT_HOME, "prefers_residential": True}, "outpatient"),
        ("no way to travel, but a phone", {**AT_HOME, "transport_ok": False, "telehealth_possible": True, "has_support": False}, "outpatient"),
        ("several relapses and no medicine ever tried", {**AT_HOME, "relapses_after_lower_care": 4, "overdoses_past_year": 0}, "intensive_outpatient"),
        ("several relapses on a medicine, out of danger", {**TREATED, "main_opioid": "short_acting_prescription", "relapses_after_lower_care": 3,
         "overdoses_past_year": 0, "injects_drugs": False, "fentanyl_exposure": False, "alcohol_use": "none", "benzodiazepine_use": "none",
         "sedative_dependent": False, "gabapentinoid_use": False}, "intensive_outpatient"),
        ("bipolar disorder", {**AT_HOME, "bipolar": True}, "intensive_outpatient"),
        ("schizophrenia without voices now", {**AT_HOME, "schizophrenia": True, "psychosis": False}, "intensive_outpatient"),
        ("dependent on drink too", {**AT_HOME, "alcohol_use": "dependent"}, "intensive_outpatient"),
        ("dependent on sedatives too", {**AT_HOME, "sedative_dependent": True}, "intensive_outpatient"),
        ("one overdose this year", {**AT_HOME, "overdoses_past_year": 1}, "intensive_outpatient"),
        ("without a home", {**USES, "housing": "homeless"}, "intensive_outpatient"),
        ("two overdoses this year", {**AT_HOME, "overdoses_past_year": 2}, "partial_hospitalisation"),
        ("some risk of suicide", {**AT_HOME, "suicide_risk": "moderate"}, "partial_hospitalisation"),
        ("hears voices", {**AT_HOME, "psychosis": True}, "partial_hospitalisation"),
        ("low mood", {**AT_HOME, "phq9_score": 19}, "outpatient"),
        ("very low mood", {**AT_HOME, "phq9_score": 20}, "partial_hospitalisation"),
        ("V67 mind needs a day programme, danger and home need a stay", {**TREATED, "suicide_risk": "moderate", "relapses_after_lower_care": 3,
         "overdoses_past_year": 1, "home_environment": "unsafe", "has_support": True}, "residential_short"),
        ("home is not safe", {**USES, "home_environment": "unsafe"}, "residential_short"),
        ("no home and nobody", {**USES, "housing": "homeless", "has_support": False}, "residential_short"),
        ("no home and an overdose", {**USES, "housing": "homeless", "overdoses_past_year": 1}, "residential_short"),
        ("relapses in spite of methadone, and an overdose", {**TREATED, "relapses_after_lower_care": 2, "overdoses_past_year": 1}, "residential_short"),
        ("relapses after buprenorphine, and injects", {**AT_HOME, "response_buprenorphine": "not_tolerated", "relapses_after_lower_care": 2,
         "injects_drugs": True}, "residential_short"),
        ("no way to reach care at all", {**AT_HOME, "transport_ok": False, "telehealth_possible": False, "has_support": False}, "residential_short"),
        ("would rather live in, and has not used again", {**AT_HOME, "prefers_residential": True, "relapses_after_lower_care": 0}, "outpatient"),
        ("would rather live in, and has used again", {**AT_HOME, "prefers_residential": True, "relapses_after_lower_care": 1}, "residential_short"),
        ("no home, has not used again", {**USES, "housing": "homeless", "relapses_after_lower_care": 0, "overdoses_past_year": 0,
         "home_environment": "neutral"}, "intensive_outpatient"),
        ("would rather live in, and has nobody", {**AT_HOME, "prefers_residential": True, "has_support": False}, "residential_short"),
        ("no home, nobody, relapses in spite of methadone", {**TREATED, "housing": "homeless", "has_support": False,
         "relapses_after_lower_care": 3, "injects_drugs": True}, "residential_long"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_level_that_is_needed(who, facts, expected, place):
    assert level(facts, place) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("in remission, two overdoses and relapses before", {"remission_months": 14, "overdoses_past_year": 2, "relapses_after_lower_care": 3}, "outpatient"),
        ("well on methadone in an unsafe home", {"current_medication": "methadone", "still_using_opioids": False, "home_environment": "unsafe"}, "outpatient"),
        ("in remission with some risk of suicide", {"remission_months": 14, "suicide_risk": "moderate"}, "partial_hospitalisation"),
        ("in custody, unsafe home outside", {**USES, "setting": "custody", "home_environment": "unsafe"}, "outpatient"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_somebody_who_is_well_or_inside_is_not_moved(who, facts, expected, place):
    assert level({"age": 40, "sex": "male", **facts}, place) == expected, who


def test_the_uk_also_sends_on_those_who_want_to_stop_and_carry_more_than_one_burden():
    facts = {**AT_HOME, "goal": "stop", "relapses_after_lower_care": 1, "housing": "unstable"}
    assert (level(facts, "us"), level(facts, "uk")) == ("outpatient", "residential_short")


NEEDS = {
    "intensive_outpatient": {"bipolar": True},
    "partial_hospitalisation": {"suicide_risk": "moderate"},
    "residential_short": {"home_environment": "unsafe"},
}


@pytest.mark.parametrize("together", [pair for n in (1, 2, 3) for pair in itertools.combinations(NEEDS, n)], ids="+".join)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_highest_need_decides_and_lower_levels_stay_open(together, place):
    facts = {**USES, **{name: value for code in together for name, value in NEEDS[code].items()}}
    highest = max(SCALE.index(code) for code in together)
    found = judged(facts, place)
    assert level(facts, place) == SCALE[highest]
    assert {found[code].status for code in SCALE[:highest]} == {"caution"}


def test_two_needs_for_the_same_level_do_not_add_up_to_a_higher_one():
    assert (
        level({**AT_HOME, "bipolar": True, "alcohol_use": "dependent", "sedative_dependent": True, "overdoses_past_year": 1})
        == "intensive_outpatient"
    )


def test_nobody_lives_in_for_want_of_a_medicine_trial_alone():
    for count in (2, 5, 20):
        facts = {
            **AT_HOME,
            "relapses_after_lower_care": count,
            "past_treatment_episodes": 20,
            "overdoses_past_year": 1,
            "injects_drugs": True,
        }
        never = dict.fromkeys(("response_methadone", "response_buprenorphine", "response_naltrexone"), "never_tried")
        assert level({**facts, **never}) == "intensive_outpatient"
        said = next(
            fired.ruling.say for fired in judged({**facts, **never})["intensive_outpatient"].fired if "medicine" in fired.ruling.say
        )
        assert "comes first" in said


TYPICAL = {**USES, "sex": "female", "cows_score": 14, "hours_since_short_acting_opioid": 20}


@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_typical_first_record_is_offered_visits_and_asked_only_about_home(place):
    found = judged(TYPICAL, place)
    assert {code: outcome(found[code]) for code in SCALE} == {
        "outpatient": "preferred",
        "intensive_outpatient": "not_indicated",
        "partial_hospitalisation": "not_indicated",
        "residential_short": "ask→preferred",
        "residential_long": "not_indicated",
    }
    assert found["residential_short"].open == ("home_environment",)
    assert len(judgement(TYPICAL, place).questions) <= 5


def test_once_home_is_known_nothing_is_left_to_ask():
    assert {finding.status for code, finding in judged(AT_HOME).items() if code in SCALE} == {"preferred", "not_indicated"}


def test_without_a_disorder_no_level_is_indicated():
    facts = {
        "age": 50,
        "sex": "male",
        "dsm5_criteria": 0,
        "current_medication": "none",
        "main_opioid": "heroin",
        "home_environment": "unsafe",
    }
    assert {judged(facts)[code].status for code in SCALE} == {"not_indicated"}


def test_what_speaks_for_care_at_home_is_said():
    facts = {**AT_HOME, "work_school_family_commitments": True, "has_support": True}
    assert rules_fired(judged(facts)["outpatient"]) == {"where_most_begin", "life_goes_on", "backed"}
    assert "doing_well" in rules_fired(judged({"age": 40, "sex": "male", "remission_months": 8})["outpatient"])


def test_no_level_is_the_price_of_a_medicine():
    """No rule about a medicine, a start or a change reads a level, and no level takes a medicine off the table."""
    levels = {option.code for option in guideline().options.values() if option.kind == "level"}
    for rule in guideline().rules.values():
        names = {option.code for option in getattr(rule, "options", ())}
        assert not (names & levels and names - levels), rule.name
    for extra in ({"home_environment": "unsafe"}, {"suicide_risk": "moderate"}, {"housing": "homeless", "has_support": False}):
        without, with_need = judged(AT_HOME), judged({**AT_HOME, **extra})
        for code in ("buprenorphine_naloxone_sl", "methadone"):
            assert with_need[code].status == without[code].status


def test_courts_payment_counselling_and_other_use_by_itself_raise_nobodys_level():
    read = {fact.name for rule in levels_of_care.RULES for fact in facts_in(rule.when)}
    assert not read & {"legal_involvement", "insured", "declines_counselling", "declines_medication", "past_treatment_episodes",
                       "stimulant_use_disorder", "tobacco_use", "partner_uses"}  # fmt: skip


def test_the_words_and_the_rules_are_our_own():
    for rule in levels_of_care.RULES:
        assert isinstance(rule, AtLeast)
        assert not re.search(r"\d|ASAM|level", rule.because), rule.name
