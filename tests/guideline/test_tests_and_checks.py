"""Tests and checks. Expectations from the evidence, sections b1, g, h, j, n7, n22 and the meaning of FOLLOW facts."""

import pytest

from holdfast.guideline import tests_and_checks
from holdfast.guideline.facts import FACTS
from holdfast.guideline.options import GIVEN
from holdfast.guideline.programme import guideline
from holdfast.guideline.tests_and_checks import RULES
from holdfast.language.kinds import Follow
from holdfast.language.rules import Require
from tests.guideline.judged import judged, outcome, rules_fired

DISORDER = {"dsm5_criteria": 7, "main_opioid": "heroin", "current_medication": "none", "age": 34, "sex": "male"}
ON_METHADONE = {**DISORDER, "current_medication": "methadone", "current_methadone_mg": 80}
WOMAN = {**DISORDER, "sex": "female"}
NO_DISORDER = {
    "dsm5_criteria": 0, "oud_ever": False, "main_opioid": "none", "current_medication": "none", "takes_opioid_analgesic": True,
    "age": 34, "sex": "female",
}  # fmt: skip
OURS = {rule.name for rule in RULES}


def held_by_ours(finding):
    """The tests of this file that keep the option at `ask`."""
    return rules_fired(finding) & OURS


@pytest.mark.parametrize(
    ("who", "facts", "code", "expected"),
    [
        ("a new patient", DISORDER, "pre_dose_checklist", "suitable"),
        ("the checklist answered", {**DISORDER, "pre_dose_checklist_clear": True}, "pre_dose_checklist", "not_indicated"),
        ("the checklist not clear", {**DISORDER, "pre_dose_checklist_clear": False}, "pre_dose_checklist", "suitable"),
        ("a new patient", DISORDER, "pdmp_check", "suitable"),
        ("the register checked", {**DISORDER, "pdmp_checked": True}, "pdmp_check", "not_indicated"),
        ("a new patient", DISORDER, "ecg", "suitable"),
        ("on methadone, never traced", ON_METHADONE, "ecg", "suitable"),
        ("on methadone, traced and normal", {**ON_METHADONE, "qtc_ms": 430}, "ecg", "not_indicated"),
        ("on methadone, QTc 449", {**ON_METHADONE, "qtc_ms": 449}, "ecg", "not_indicated"),
        ("on methadone, QTc 450", {**ON_METHADONE, "qtc_ms": 450}, "ecg", "suitable"),
        ("on buprenorphine, no risk", {**DISORDER, "current_medication": "buprenorphine", "cows_score": 0,
                                       "wants_withdrawal_management": False}, "ecg", "not_indicated"),
        ("a new patient without a risk", DISORDER, "electrolytes", "not_indicated"),
        ("a QT risk", {**DISORDER, "qt_prolonging_medicine": True}, "electrolytes", "suitable"),
        ("QTc 450", {**DISORDER, "qtc_ms": 450}, "electrolytes", "suitable"),
        ("vomited the dose", {**ON_METHADONE, "vomited_dose_minutes": 10}, "electrolytes", "suitable"),
        ("only potassium known", {**DISORDER, "qtc_ms": 450, "potassium": 4.0}, "electrolytes", "suitable"),
        ("both salts known", {**DISORDER, "qtc_ms": 450, "potassium": 4.0, "magnesium": 0.9}, "electrolytes", "not_indicated"),
        ("a new patient", DISORDER, "liver_panel", "suitable"),
        ("ALT known", {**DISORDER, "alt_times_uln": 1.2}, "liver_panel", "not_indicated"),
        ("cirrhosis, Child-Pugh not known", {**DISORDER, "alt_times_uln": 1.2, "jaundice_or_cirrhosis": True}, "liver_panel", "suitable"),
        ("a new patient", DISORDER, "renal_panel", "suitable"),
        ("eGFR known", {**DISORDER, "egfr": 80}, "renal_panel", "not_indicated"),
        ("a man", DISORDER, "pregnancy_test", "not_indicated"),
        ("a woman of 34", WOMAN, "pregnancy_test", "suitable"),
        ("a woman of 70", {**WOMAN, "age": 70}, "pregnancy_test", "not_indicated"),
        ("a woman known to be pregnant", {**WOMAN, "pregnant": True}, "pregnancy_test", "not_indicated"),
        ("a new patient", DISORDER, "hiv_test", "suitable"),
        ("HIV negative", {**DISORDER, "hiv": "negative"}, "hiv_test", "not_indicated"),
        ("HIV negative, injects", {**DISORDER, "hiv": "negative", "injects_drugs": True}, "hiv_test", "suitable"),
        ("HIV positive, injects", {**DISORDER, "hiv": "positive", "injects_drugs": True}, "hiv_test", "not_indicated"),
        ("a new patient", DISORDER, "hcv_test", "suitable"),
        ("hepatitis C negative", {**DISORDER, "hcv": "negative"}, "hcv_test", "not_indicated"),
        ("hepatitis C negative, injects", {**DISORDER, "hcv": "negative", "injects_drugs": True}, "hcv_test", "suitable"),
        ("a new patient", DISORDER, "hbv_test", "suitable"),
        ("immune to hepatitis B", {**DISORDER, "hbv_immune": True}, "hbv_test", "not_indicated"),
        ("known not to be immune", {**DISORDER, "hbv_immune": False}, "hbv_test", "suitable"),
        ("hepatitis B known", {**DISORDER, "hbv": "negative"}, "hbv_test", "not_indicated"),
        ("seventeen", {**DISORDER, "age": 17}, "guardian_consent", "suitable"),
        ("seventeen, a parent agreed", {**DISORDER, "age": 17, "guardian_consent": True}, "guardian_consent", "not_indicated"),
        ("eighteen", {**DISORDER, "age": 18}, "guardian_consent", "not_indicated"),
    ],
)  # fmt: skip
def test_a_test_is_offered_while_its_result_is_not_known(who, facts, code, expected):
    assert outcome(judged(facts)[code]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "place", "offered"),
    [
        ("never tested", DISORDER, "us", {"urine"}),
        ("tested 44 days ago", {**DISORDER, "urine_hours_ago": 44 * 24}, "us", set()),
        ("tested 46 days ago", {**DISORDER, "urine_hours_ago": 46 * 24}, "us", {"urine"}),
        ("on methadone in a programme", {**ON_METHADONE, "setting": "otp"}, "us", {"urine", "urine_in_a_programme"}),
        ("on methadone in the UK", {**ON_METHADONE, "setting": "otp"}, "uk", {"urine"}),
        ("would rather have no medicine", {**DISORDER, "declines_medication": True}, "us", set()),
        ("on a medicine all the same", {**ON_METHADONE, "declines_medication": True}, "us", {"urine"}),
    ],
)
def test_a_urine_test_belongs_to_treatment(who, facts, place, offered):
    assert held_by_ours(judged(facts, place)["urine_drug_test"]) == offered, who


def test_the_register_is_a_us_one():
    assert judged(DISORDER, "uk")["pdmp_check"].status == "not_indicated"
    assert judged({**DISORDER, "age": 17}, "uk")["guardian_consent"].status == "not_indicated"


def test_nobody_without_a_disorder_is_offered_a_test_by_these_rules():
    offered = {code: held_by_ours(finding) for code, finding in judged(NO_DISORDER).items() if finding.option.kind == "test"}
    assert {code for code, rules in offered.items() if rules} == set()


@pytest.mark.parametrize("option", GIVEN, ids=lambda option: option.code)
@pytest.mark.parametrize(
    "facts",
    [
        DISORDER,
        {**DISORDER, "pre_dose_checklist_clear": False},
        {**ON_METHADONE, "sedated": False, "missed_doses": 0},
        {**DISORDER, "current_medication": "buprenorphine", "sedated": False},
        {"oud_ever": True},
        {"main_opioid": "heroin"},
        NO_DISORDER,
    ],
)
def test_nothing_is_given_while_the_checklist_is_open(option, facts):
    assert judged(facts)[option.code].status in {"ask", "wait", "avoid", "not_indicated"}


@pytest.mark.parametrize(
    ("who", "facts", "option", "first"),
    [
        ("no risk, never traced", DISORDER, "start_methadone", set()),
        ("medicine not known, never traced", {"oud_ever": True}, "start_methadone", set()),
        ("fainted without reason", {**DISORDER, "syncope_unexplained": True}, "start_methadone", {"ecg_first"}),
        ("fainted, but traced since", {**DISORDER, "syncope_unexplained": True, "qtc_ms": 430}, "start_methadone", set()),
        ("a long QT in the history", {**DISORDER, "long_qt_history": True}, "start_methadone", {"ecg_first"}),
        ("heart disease, on naltrexone", {**DISORDER, "current_medication": "naltrexone_xr", "structural_heart_disease": True},
         "start_methadone", {"ecg_first"}),
        ("heart disease, on buprenorphine", {**DISORDER, "current_medication": "buprenorphine", "structural_heart_disease": True},
         "switch_buprenorphine_to_methadone", {"ecg_first"}),
        ("no risk, on buprenorphine", {**DISORDER, "current_medication": "buprenorphine"}, "switch_buprenorphine_to_methadone", set()),
        ("100 mg of methadone", {**ON_METHADONE, "current_methadone_mg": 100}, "increase_methadone", set()),
        ("more than 100 mg", {**ON_METHADONE, "current_methadone_mg": 101}, "increase_methadone", {"ecg_before_more"}),
        ("80 mg and heart disease", {**ON_METHADONE, "structural_heart_disease": True}, "increase_methadone", {"ecg_before_more"}),
        ("more than 100 mg, traced", {**ON_METHADONE, "current_methadone_mg": 101, "qtc_ms": 430}, "increase_methadone", set()),
        ("a man who wants withdrawal help", DISORDER, "withdrawal_management", set()),
        ("a woman who wants withdrawal help", WOMAN, "withdrawal_management", {"pregnancy_before_withdrawal"}),
        ("cirrhosis, before the injection", {**DISORDER, "jaundice_or_cirrhosis": True}, "start_buprenorphine_xr", {"liver_first"}),
        ("cirrhosis, before naltrexone", {**DISORDER, "jaundice_or_cirrhosis": True}, "start_naltrexone", {"liver_first"}),
        ("tested", {**DISORDER, "jaundice_or_cirrhosis": True, "alt_times_uln": 2, "child_pugh": "A"}, "start_naltrexone", set()),
        ("no liver disease", DISORDER, "start_naltrexone", set()),
        ("seventeen, in the US", {**DISORDER, "age": 17}, "start_methadone", {"guardian"}),
    ],
)  # fmt: skip
def test_a_test_comes_first_only_where_a_risk_is_known(who, facts, option, first):
    assert held_by_ours(judged(facts)[option]) - {"checklist"} == first, who


@pytest.mark.parametrize("facts", [DISORDER, {"oud_ever": True}, {"main_opioid": "heroin", "dsm5_criteria": 6}])
def test_n7_an_unknown_qtc_without_a_risk_does_not_hold_up_a_start(facts):
    assert "qtc_ms" not in judged(facts)["start_methadone"].open


def test_a_test_that_may_follow_is_due_when_its_fact_says():
    follow = [fact.unknown for fact in FACTS.values() if isinstance(fact.unknown, Follow) and fact.unknown.test != "electrolytes"]
    assert {each.due for each in follow} == {tests_and_checks.LABORATORY_DUE.us} == {tests_and_checks.ECG_DUE.us}
    due = {rule.test.code for rule in RULES if isinstance(rule, Require) and rule.due}
    assert {each.test for each in follow} <= due


def test_eight_tests_a_year_are_one_in_45_days():
    assert 365 / tests_and_checks.URINE_A_YEAR.us * 24 >= tests_and_checks.URINE_FRESH.us == 45 * 24


def test_every_test_is_offered_by_somebody():
    made = guideline()
    tests = {code for code, option in made.options.items() if option.kind == "test"}
    named = {rule.test.code for rule in made.rules.values() if isinstance(rule, Require)}
    assert tests <= named
