"""Where a calendar of buprenorphine under the tongue begins: expectations first."""

from itertools import islice

import pytest

from holdfast.guideline.calendars import plan_buprenorphine as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import uk, us

ON = {"current_medication": "buprenorphine", "current_buprenorphine_mg": 16}


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


@pytest.mark.parametrize(
    "planned",
    [
        plan.started("standard", {"sedated": True}, us),
        plan.overlapped({"intoxicated": True}, us),
        plan.eased({"sedated": True}, us),
        plan.raised({**ON, "sedated": True}, us),
    ],
)
def test_no_first_dose_for_somebody_drowsy(planned):
    assert isinstance(planned, Refused)


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
    assert isinstance(plan.resumed(ON, us), Refused)


def test_keeping_holding_splitting():
    assert doses(plan.kept(ON, us), 3) == [(16, 16)] * 3
    assert orders(plan.kept({**ON, "missed_doses": 6, "opioids_since_last_dose": False}, us), 1)[0].first_mg == 2
    assert doses(plan.held(ON, us), 3) == [(0, 0), (0, 16), (16, 16)]
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
    "more", [{"missed_doses": 1}, {"current_buprenorphine_mg": 32}, {"current_buprenorphine_mg": 12, "child_pugh": "C"}]
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
