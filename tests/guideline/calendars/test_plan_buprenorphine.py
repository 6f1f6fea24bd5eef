"""Where a calendar of buprenorphine under the tongue begins: expectations first."""

from itertools import islice

import pytest

from holdfast.guideline.calendars import plan_buprenorphine as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import uk, us

ON = {"current_medication": "buprenorphine", "current_buprenorphine_mg": 16, "missed_doses": 0}


def orders(planned, days=None):
    assert not isinstance(planned, Refused), planned
    return list(islice(planned.orders, days or planned.days))


def doses(planned, days):
    return [(order.total_mg, order.max_mg) for order in orders(planned, days)]


@pytest.mark.parametrize(
    ("course", "found"),
    [
        ("standard", [(4, 8), (8, 12), (12, 16), (16, 16)]),
        ("home", [(4, 12), (12, 16), (16, 16), (16, 16)]),
        ("high_dose", [(8, 32), (16, 16), (16, 16), (16, 16)]),
        ("after_overdose", [(16, 32), (16, 16), (16, 16), (16, 16)]),
        ("no_withdrawal", [(2, 2), (2, 2), (2, 2), (2, 4)]),
    ],
)
def test_a_start_goes_on_to_the_usual_dose(course, found):
    assert doses(plan.started(course, {}, us), 4) == found


def test_small_steps_are_explained():
    planned = plan.started("standard", {"age": 70}, us)
    assert "small" in planned.notes[1]
    assert doses(planned, 2) == [(2, 8), (8, 10)]
    assert not any("small" in note for note in plan.started("high_dose", {"age": 70}, us).notes)


def test_a_failing_liver_gets_half_and_no_naloxone():
    planned = plan.started("standard", {"child_pugh": "C"}, us)
    assert planned.medicine == "buprenorphine_sl"
    assert max(order.max_mg for order in orders(planned)) == 12


def test_a_weak_liver_starts_without_naloxone_and_may_go_on_with_it():
    assert plan.started("standard", {"child_pugh": "B"}, us).medicine == "buprenorphine_sl"
    assert plan.kept({**ON, "child_pugh": "B"}, us).medicine == "buprenorphine_naloxone_sl"


def test_no_naloxone_for_somebody_allergic_to_it():
    assert plan.started("standard", {"allergy_naloxone": True}, us).medicine == "buprenorphine_sl"
    assert plan.started("standard", {}, us).medicine == "buprenorphine_naloxone_sl"


def test_methadone_is_kept_until_the_last_step():  # V07, V23, V71
    planned = plan.overlapped({"current_medication": "methadone", "current_methadone_mg": 120}, us)
    assert "Methadone stays at 120 mg a day" in planned.notes[0]
    assert [order.total_mg for order in orders(planned)] == [0.5, 1, 2, 4, 6, 8, 12, 12, 16, 16]
    assert "its dose" in plan.overlapped({"current_medication": "methadone"}, us).notes[0]


def test_nothing_illicit_is_ordered():
    assert "need not stop" in plan.overlapped({"main_opioid": "heroin"}, us).notes[0]


@pytest.mark.parametrize(("already", "found"), [(None, (8, 24)), (4, (8, 24)), (24, (8, 8))])
def test_precipitated_withdrawal_is_met_with_more(already, found):  # V11
    assert doses(plan.eased({"current_buprenorphine_mg": already}, us), 1) == [found]


def test_precipitated_withdrawal_after_thirty_two():
    assert isinstance(plan.eased({"current_buprenorphine_mg": 32}, us), Refused)


@pytest.mark.parametrize(
    ("more", "value", "first", "most"),
    [
        ({"missed_doses": 5, "opioids_since_last_dose": False}, us, 16, 16),  # V88
        ({"missed_doses": 6, "opioids_since_last_dose": False}, us, 2, 2),  # V86
        ({"missed_doses": 4, "opioids_since_last_dose": True}, us, 4, 8),  # V87
        ({"missed_doses": 3, "opioids_since_last_dose": True}, us, 16, 16),
        ({"missed_doses": 4}, us, 4, 8),
        ({"missed_doses": 900, "opioids_since_last_dose": False}, us, 2, 2),
        ({"missed_doses": 3, "opioids_since_last_dose": False}, uk, 16, 16),
        ({"missed_doses": 2, "current_buprenorphine_mg": None, "opioids_since_last_dose": False}, us, 2, 2),
        ({"missed_doses": 2, "current_buprenorphine_mg": None}, us, 4, 8),
    ],
)
def test_after_missed_days(more, value, first, most):
    order = orders(plan.resumed({**ON, **more}, value), 1)[0]
    assert (order.first_mg, order.max_mg) == (first, most)


def test_in_the_uk_a_prescriber_comes_first_after_three_days():
    more = {"missed_doses": 3, "opioids_since_last_dose": False}
    assert doses(plan.resumed({**ON, **more}, uk), 1) == [(0, 16)]
    assert doses(plan.resumed({**ON, **more, "prescriber_assessed": True}, uk), 1) == [(16, 16)]


def test_missed_days_that_nobody_counted_are_asked_for():
    assert isinstance(plan.resumed({**ON, "missed_doses": None}, us), Refused)


def test_keeping_holding_splitting():
    assert doses(plan.kept(ON, us), 3) == [(16, 16)] * 3
    assert orders(plan.kept({**ON, "missed_doses": 6, "opioids_since_last_dose": False}, us), 1)[0].first_mg == 2
    assert doses(plan.held(ON, us), 9) == [(0, 0), (0, 16)]
    assert doses(plan.held({**ON, "missed_doses": None}, us), 9) == [(0, 0)]
    assert doses(plan.held({**ON, "current_buprenorphine_mg": None}, us), 9) == [(0, 0)]
    assert [dose.mg for dose in orders(plan.split({**ON, "doses_per_day": 3}, us), 1)[0].doses] == [6, 6, 4]


def test_a_taper():
    found = [order.total_mg for order in orders(plan.tapered(ON, us))]
    assert (found[0], found[14], found[-1]) == (14, 12, 8)
    assert orders(plan.tapered({**ON, "days_at_current_dose": 3}, us), 1)[0].total_mg == 16


def test_one_rise_today_and_above_the_usual_most_only_when_asked():
    assert doses(plan.raised({**ON, "current_buprenorphine_mg": 24}, us), 2) == [(24, 28), (28, 28)]
    assert doses(plan.raised({**ON, "current_buprenorphine_mg": 22}, uk), 2) == [(22, 24), (24, 24)]
    assert doses(plan.raised(ON, us), 4) == [(16, 20), (20, 20), (20, 20), (20, 20)]


@pytest.mark.parametrize(
    "more",
    [
        {"missed_doses": 1},
        {"current_buprenorphine_mg": 32},
        {"child_pugh": "C"},
        {"qtc_ms": 500},
        {"dose_verified": False},
        {"hours_since_buprenorphine": 49},
    ],
)
def test_no_rise_after_a_gap_or_above_the_most(more):
    assert isinstance(plan.raised({**ON, **more}, us), Refused)


@pytest.mark.parametrize("planner", [plan.kept, plan.raised, plan.tapered])
def test_a_recorded_dose_of_90_mg_is_shown_and_never_planned_from(planner):
    refused = planner({**ON, "current_buprenorphine_mg": 90}, us)
    assert isinstance(refused, Refused)
    assert "90 mg" in refused.reasons[0]


@pytest.mark.parametrize("planner", [plan.kept, plan.raised])
def test_an_unknown_dose_is_asked_for(planner):
    assert isinstance(planner({"current_medication": "buprenorphine"}, us), Refused)


# --- What a clinical red-team found -----------------------------------------------------------------

LOOKED_AT = [
    {"qtc_ms": 500},
    {"torsades_history": True},
    {"bowel_obstruction": True},
    {"respiratory_insufficiency": "acute_severe"},
    {"maoi_use": True},
    {"head_injury": True},
    {"dose_control": "sedation"},
    {"interacting_change": "stopped", "cyp3a4_inducer": True},
    {"lost_tolerance": True},
    {"child_pugh": "C"},
    {"dose_verified": False},
]


@pytest.mark.parametrize("more", LOOKED_AT)
@pytest.mark.parametrize(("planner", "mg"), [(plan.kept, 16), (plan.split, 16), (plan.tapered, 14)])
def test_a_prescriber_looks_first_and_one_day_is_planned(planner, mg, more):
    assert doses(planner({**ON, **more}, us), 30) == [(0, mg)]
    assert doses(planner({**ON, **more, "prescriber_assessed": True}, us), 30) == [(mg, mg)]


@pytest.mark.parametrize(("planner", "second"), [(plan.kept, 16), (plan.split, 16), (plan.tapered, 14), (plan.resumed, 16)])
def test_a_dose_taken_today_is_not_given_twice(planner, second):
    for more in ({"hours_since_buprenorphine": 2}, {"minutes_since_dose": 60}, {"vomited_dose_minutes": 4}):
        first, later = orders(planner({**ON, **more}, us), 2)
        assert (first.doses, later.total_mg) == ((), second)
    assert doses(plan.raised({**ON, "hours_since_buprenorphine": 2}, us), 2) == [(0, 0), (16, 20)]


def test_a_gap_that_the_hours_show_counts():
    assert orders(plan.kept({**ON, "hours_since_buprenorphine": 24 * 7, "opioids_since_last_dose": False}, us), 1)[0].max_mg == 2


def test_an_unknown_dose_starts_anew_only_once_a_prescriber_has_agreed():
    unknown = {**ON, "current_buprenorphine_mg": None, "missed_doses": 2}
    assert doses(plan.resumed(unknown, us), 2) == [(0, 8), (8, 12)]
    assert doses(plan.resumed({**unknown, "prescriber_assessed": True}, us), 1) == [(4, 8)]
    assert doses(plan.resumed({**unknown, "hours_since_buprenorphine": 4}, us), 2) == [(0, 0), (0, 8)]
    for verified, found in ((None, (0, 8)), (False, (0, 8)), (True, (16, 16))):
        assert doses(plan.kept({**ON, "setting": "hospital", "dose_verified": verified}, us), 1) == [found]


@pytest.mark.parametrize("more", [{"lost_tolerance": True}, {"days_opioid_free": 7}])
@pytest.mark.parametrize("course", ["standard", "home", "high_dose", "after_overdose", "no_withdrawal"])
def test_once_tolerance_is_lost_every_start_is_the_small_one(course, more):
    planned = plan.started(course, more, us)
    assert doses(planned, 4) == [(2, 2), (2, 2), (2, 2), (2, 4)]
    assert (
        any("no longer used" in text for text in (*planned.notes, orders(plan.started(course, more, us), 1)[0].note))
        or course == "no_withdrawal"
    )


LOW = {
    "current_medication": "methadone",
    "current_methadone_mg": 30,
    "hours_since_methadone": 36,
    "cows_score": 13,
    "objective_withdrawal_signs": 1,
}


def test_from_a_low_dose_of_methadone_stop_and_start_is_open_once_withdrawal_is_clear():
    planned = plan.switched(LOW, us)
    assert doses(planned, 1) == [(2, 8)]
    assert "Methadone stops" in planned.notes[0]
    assert doses(plan.switched({**LOW, "current_methadone_mg": 40}, us), 1) == [(2, 8)]


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ({"current_methadone_mg": 41}, us),
        ({"current_methadone_mg": 31}, uk),
        ({"current_methadone_mg": None}, us),
        ({"current_methadone_mg": 0}, us),
        ({"hours_since_methadone": 35}, us),
        ({"hours_since_methadone": None}, us),
        ({"cows_score": 12}, us),
        ({"cows_score": None}, us),
        ({"objective_withdrawal_signs": 0}, us),
        ({"objective_withdrawal_signs": None}, us),
    ],
)
def test_otherwise_the_change_goes_in_tiny_rising_doses(more, value):
    assert orders(plan.switched({**LOW, **more}, value), 1)[0].max_mg <= 0.5
