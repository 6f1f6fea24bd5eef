"""Methadone calendars handed in: a table of what breaks, named with its limit, and of what does not."""

import pytest

from holdfast.guideline.calendars.examined_methadone import examined
from holdfast.guideline.calendars.given_days import GivenDay
from tests.guideline.calendars.visiting import us

STRONG = {
    "age": 36, "main_opioid": "fentanyl", "physically_dependent": True, "alcohol_use": "none", "benzodiazepine_use": "none",
}  # fmt: skip
ON = {"age": 36, "current_medication": "methadone", "current_methadone_mg": 80, "dose_verified": True, "days_at_current_dose": 30}


def day(number, mg, first=None, sure=None, missed=False):
    return GivenDay(number, mg if first is None else first, mg if sure is None else sure, mg, missed)


def days(*doses, start=1):
    return [day(start + place, mg or 0, missed=mg is None) for place, mg in enumerate(doses)]


def broken(given, facts, **how):
    found = examined(given, facts, us, **{"new": False, **how})
    return {(each.limit.source.key if each.limit else each.rule, each.hard) for each in found.breaches}


def says(given, facts, **how):
    return " ".join(each.say for each in examined(given, facts, us, **{"new": False, **how}).breaches)


# --- First doses ----------------------------------------------------------------------------------


def test_a_first_dose_of_fifty_names_both_limits():
    said = says(days(50), STRONG, new=True)
    assert "A first dose of methadone is at most 30 mg, not 50 mg." in said
    assert "The first day of methadone is at most 40 mg, not 50 mg; from there to the legal 50 mg only with a reason." in said


@pytest.mark.parametrize(
    ("first", "most", "expected"),
    [
        (30, 40, set()),
        (30.5, 40, {("asam_2020", True)}),
        (30, 41, {("methadone_label", False)}),
        (30, 50, {("methadone_label", False)}),
        (30, 51, {("cfr_8_12", True)}),
    ],
)
def test_the_first_day(first, most, expected):
    assert broken([day(1, most, first)], STRONG, new=True) == expected


@pytest.mark.parametrize(
    ("facts", "first", "expected"),
    [
        ({**STRONG, "age": 70}, 20, {("clinical_review", False)}),
        ({**STRONG, "age": 70}, 10, set()),
        ({**STRONG, "lost_tolerance": True}, 20, {("clinical_review", True)}),
        ({**STRONG, "lost_tolerance": True, "age": 70}, 5, {("asam_2020", True)}),
        ({**STRONG, "lost_tolerance": True, "age": 70}, 2.5, set()),
        ({}, 20, {("clinical_review", False)}),
        ({"physically_dependent": True}, 30, set()),
    ],
)
def test_the_first_dose_for_this_person(facts, first, expected):
    assert broken([day(1, first)], facts, new=True) == expected


def test_what_is_not_known_is_said():
    assert "nobody has recorded how used to opioids" in says(days(20), {}, new=True)


def test_nobody_drowsy_gets_a_dose():
    assert ("not_awake", True) in broken(days(80), {**ON, "sedated": True})


# --- Rises ----------------------------------------------------------------------------------------


def test_fifteen_more_after_three_days_names_both_limits():
    said = says(days(20, 20, 20, 35), STRONG, new=True)
    assert "The dose rises by 15 mg, to 35 mg; a step is at most 10 mg." in said
    assert "The dose rises after 3 days. Methadone builds up: it must stand for 5 days first." in said


@pytest.mark.parametrize(
    ("doses", "hard"),
    [((20, 20, 20, 20, 20, 30), False), ((20, 20, 20, 20, 30), True), ((20,) * 7 + (30,), False), ((20,) * 7 + (31,), True)],
)
def test_a_rise(doses, hard):
    assert any(stop for _, stop in broken(days(*doses), STRONG, new=True)) is hard


@pytest.mark.parametrize(("stood", "noted"), [(5, True), (6, True), (7, False)])
def test_between_five_and_seven_days_it_is_noted(stood, noted):
    found = examined(days(*(20,) * stood, 30), STRONG, us, new=True)
    assert found.breaches == []
    assert any("7 days between steps" in note for note in found.notes) is noted


def test_a_rise_for_somebody_on_it_counts_from_the_facts():
    assert broken(days(90), ON) == set()
    assert ("asam_2020", True) in broken(days(90), {**ON, "days_at_current_dose": 4})


def test_how_long_it_has_stood_must_be_known():
    found = examined(days(90), {key: value for key, value in ON.items() if key != "days_at_current_dose"}, us, new=False)
    assert found.unknown == ["days_at_current_dose"]


def test_the_present_dose_must_be_known():
    assert examined(days(90, 90), {"current_medication": "methadone"}, us, new=False).unknown == ["current_methadone_mg"]


def test_small_steps_for_somebody_at_risk():
    assert broken(days(90), {**ON, "age": 70, "sleep_apnoea": True}) == {("asam_2020", False)}
    assert broken(days(85), {**ON, "age": 70, "sleep_apnoea": True}) == set()


def test_no_rise_right_after_a_missed_dose():
    assert ("rise_after_missed", True) in broken(days(90), {**ON, "missed_doses": 1})
    assert ("rise_after_missed", True) in broken(days(80, None, 160), ON)


def test_large_doses_are_noted_and_slips_stopped():
    assert any("heart tracing" in note for note in examined(days(125), {**ON, "current_methadone_mg": 120}, us, new=False).notes)
    assert ("design", False) in broken(days(310), {**ON, "current_methadone_mg": 310})


# --- After missed days ----------------------------------------------------------------------------

SEEN = {**ON, "prescriber_assessed": True}


@pytest.mark.parametrize(
    ("missed", "dose", "facts", "stops"),
    [
        (1, 80, ON, set()),
        (2, 80, ON, set()),
        (3, 40, SEEN, set()),
        (3, 40, ON, {True}),
        (3, 80, SEEN, {False}),
        (3, 80, ON, {True}),
        (4, 40, SEEN, set()),
        (4, 41, SEEN, {True}),
        (4, 80, SEEN, {True}),
        (4, 40, {**SEEN, "current_methadone_mg": 120}, set()),
        (4, 60, {**SEEN, "current_methadone_mg": 120}, {False}),
        (4, 61, {**SEEN, "current_methadone_mg": 120}, {True}),
        (4, 30, {**SEEN, "current_methadone_mg": 40}, {False}),
        (4, 20, {**SEEN, "current_methadone_mg": 40}, set()),
        (5, 40, SEEN, {True}),
        (5, 10, SEEN, set()),
        (9, 10, ON, {True}),
        (6, 30, {**SEEN, "opioids_since_last_dose": True}, set()),
        (6, 80, {**SEEN, "opioids_since_last_dose": True}, {True}),
    ],
)
def test_after_missed_days(missed, dose, facts, stops):
    assert {hard for _, hard in broken(days(dose), {**facts, "missed_doses": missed})} == stops
    inside = [*days(facts["current_methadone_mg"], *(None,) * missed), day(missed + 2, dose)]
    assert {hard for _, hard in broken(inside, facts)} == stops


def test_the_full_dose_after_four_days_names_the_tables_that_differ():
    said = says(days(80), {**ON, "missed_doses": 4})
    assert "the lower of half and 40 mg: at most 40 mg of the former 80 mg, not 80 mg" in said
    assert "VA and CA Bridge" in said
    assert "before a prescriber has seen the person" in said


def test_a_dose_on_condition_that_a_prescriber_agrees_is_no_unseen_dose():
    assert broken([day(1, 40, sure=0)], {**ON, "missed_doses": 3}) == set()


def test_an_unused_body_is_named_after_a_long_gap():
    assert "nothing shows that other opioids kept the body used" in says(days(80), {**SEEN, "missed_doses": 7})
    assert "other opioids were used meanwhile" in says(days(80), {**SEEN, "missed_doses": 7, "opioids_since_last_dose": True})


# --- Coming off -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("doses", "facts", "count"),
    [
        ((72, 72), ON, 0),
        ((60,), ON, 1),
        ((72, 65), ON, 1),
        ((72,), {**ON, "days_at_current_dose": None}, 0),
        ((72, None, 60), ON, 0),
        ((80,), ON, 0),
    ],
)
def test_small_steps_down_and_rarely(doses, facts, count):
    assert len(examined(days(*doses), facts, us, new=False, lowered=True).breaches) == count
    assert all(not each.hard for each in examined(days(*doses), facts, us, new=False, lowered=True).breaches)
