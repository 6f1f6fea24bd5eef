"""Lofexidine in withdrawal. Expectations from the evidence, sections b6 and n14."""

import pytest

from holdfast.guideline.medicines import lofexidine
from holdfast.guideline.medicines.lofexidine import lofexidine_daily_cap
from tests.guideline.judged import here, in_force, judged, outcome, rules_fired

FINE = {"systolic_bp": 120, "diastolic_bp": 80, "heart_rate": 80, "setting": "hospital"}
ILL = {"dsm5_criteria": 7, "main_opioid": "heroin", "current_medication": "none", "cows_score": 14, "age": 34, "sex": "male", **FINE}
PAIN = {**ILL, "dsm5_criteria": 0, "oud_ever": False, "physically_dependent": True, "takes_opioid_analgesic": True}


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("in withdrawal, with the disorder", ILL, "caution"),
        ("in withdrawal from pain medicine, no disorder", PAIN, {"us": "suitable", "uk": "caution"}),
        ("no withdrawal", {**ILL, "cows_score": 1, "wants_withdrawal_management": False}, "not_indicated"),
        ("seventeen years old", {**ILL, "age": 17}, "avoid"),
        ("eighteen years old", {**ILL, "age": 18}, "caution"),
        ("age not known", {key: value for key, value in ILL.items() if key != "age"}, "caution"),
        ("a long QT in the history", {**ILL, "long_qt_history": True}, "avoid"),
        ("torsades in the history", {**ILL, "torsades_history": True}, "avoid"),
        ("QTc 500", {**ILL, "qtc_ms": 500}, "avoid"),
        ("QTc 499", {**ILL, "qtc_ms": 499}, "caution"),
        ("a recent heart attack", {**ILL, "cardiovascular_disease_severe": True}, "avoid"),
        ("kidney failure", {**ILL, "egfr": 14, "qtc_ms": 420}, "avoid"),
        ("kidneys that have not failed", {**ILL, "egfr": 15, "qtc_ms": 420}, "caution"),
        ("weak kidneys, heart traced", {**ILL, "egfr": 20, "qtc_ms": 420}, "caution"),
        ("weak kidneys, heart not traced", {**ILL, "egfr": 89}, "ask→caution"),
        ("normal kidneys need no tracing", {**ILL, "egfr": 90}, "caution"),
        ("a weak liver, heart not traced", {**ILL, "child_pugh": "A"}, "ask→caution"),
        ("heart disease, heart not traced", {**ILL, "structural_heart_disease": True}, "ask→caution"),
        ("on methadone, heart not traced", {**ILL, "current_medication": "methadone"}, "ask→caution"),
        ("on methadone, heart traced", {**ILL, "current_medication": "methadone", "qtc_ms": 430}, "caution"),
        ("pregnant", {**ILL, "sex": "female", "pregnant": True}, "avoid"),
        ("pulse 54", {**ILL, "heart_rate": 54}, "wait"),
        ("blood pressure 85", {**ILL, "systolic_bp": 85}, "wait"),
        ("blood pressure not measured", {key: value for key, value in ILL.items() if key != "systolic_bp"}, "caution"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_lofexidine_for(who, facts, expected, place):
    assert outcome(judged(facts, place)["lofexidine"]) == here(expected, place), who


@pytest.mark.parametrize(
    ("who", "facts", "rule"),
    [
        ("Child-Pugh A", {"child_pugh": "A"}, "liver_a"),
        ("Child-Pugh B", {"child_pugh": "B"}, "liver_b"),
        ("Child-Pugh C", {"child_pugh": "C"}, "liver_c"),
        ("eGFR 89", {"egfr": 89}, "kidneys_weak"),
        ("eGFR 30", {"egfr": 30}, "kidneys_weak"),
        ("eGFR 29", {"egfr": 29}, "kidneys_failing"),
        ("low potassium", {"potassium": 3.4}, "heart_rhythm"),
        ("QTc 450", {"qtc_ms": 450}, "heart_rhythm"),
        ("low magnesium", {"magnesium": 0.69}, "heart_rhythm"),
        ("wants naltrexone", {"prefers": "naltrexone"}, "naltrexone_tablets_apart"),
        ("drinks", {"alcohol_use": "dependent"}, "sedatives"),
        ("the disorder", {}, "does_not_treat_the_disorder"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_is_said_to_somebody_with(who, facts, rule, place):
    assert rule in rules_fired(judged({**ILL, "qtc_ms": 420, **facts}, place)["lofexidine"]), who


@pytest.mark.parametrize(
    ("who", "facts", "rule"),
    [
        ("enough potassium", {"potassium": 3.5}, "heart_rhythm"),
        ("enough magnesium", {"magnesium": 0.7}, "heart_rhythm"),
        ("QTc 449", {"qtc_ms": 449}, "heart_rhythm"),
        ("eGFR 90", {"egfr": 90}, "kidneys_weak"),
        ("eGFR 29", {"egfr": 29}, "kidneys_weak"),
        ("eGFR 30", {"egfr": 30}, "kidneys_failing"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_is_not_said_to_somebody_with(who, facts, rule, place):
    assert rule not in rules_fired(judged({**ILL, "qtc_ms": 420, **facts}, place)["lofexidine"]), who


def test_in_the_uk_it_can_hardly_be_had():
    assert "hard_to_get" in rules_fired(judged(PAIN, "uk")["lofexidine"])
    assert judged(PAIN, "uk")["lofexidine"].status == "caution"


@pytest.mark.parametrize(
    ("who", "child_pugh", "egfr", "us", "uk"),
    [
        ("well", "none", 90, 2.88, 2.4),
        ("Child-Pugh A", "A", 100, 2.16, 2.16),
        ("Child-Pugh B", "B", 100, 1.44, 1.44),
        ("Child-Pugh C", "C", 100, 0.72, 0.72),
        ("eGFR 89.9", "none", 89.9, 1.44, 1.44),
        ("eGFR 30", "none", 30, 1.44, 1.44),
        ("eGFR 29.9", "none", 29.9, 0.72, 0.72),
        ("both: the lower holds", "A", 20, 0.72, 0.72),
        ("both: the lower holds, the other way", "C", 60, 0.72, 0.72),
    ],
)
def test_the_most_in_a_day(who, child_pugh, egfr, us, uk):
    assert lofexidine_daily_cap(child_pugh, egfr, lambda limit: limit.us).us == us, who
    assert lofexidine_daily_cap(child_pugh, egfr, lambda limit: limit.uk).uk == uk, who


def test_a_course_is_fourteen_days_at_most_and_ends_slowly():
    assert (in_force(lofexidine.COURSE), lofexidine.TAPER.settings) == ((14, 14), (2, 4))


@pytest.mark.parametrize(
    ("name", "us", "uk"),
    [
        ("USUAL_DOSE", 0.54, 0.2),
        ("LARGEST_DOSE", 0.72, 0.8),
        ("SHORTEST_GAP", 5, 5),
        ("MOST", 2.88, 2.4),
        ("MOST_CHILD_PUGH_A", 2.16, 2.16),
        ("MOST_CHILD_PUGH_B", 1.44, 1.44),
        ("MOST_CHILD_PUGH_C", 0.72, 0.72),
        ("MOST_WEAK_KIDNEYS", 1.44, 1.44),
        ("MOST_FAILING_KIDNEYS", 0.72, 0.72),
        ("TAPER", 2, 2),
        ("NALTREXONE_GAP", 2, 2),
    ],
)
def test_the_published_doses(name, us, uk):
    assert in_force(getattr(lofexidine, name)) == (us, uk)
