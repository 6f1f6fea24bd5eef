"""Where a methadone calendar begins: expectations first."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars import plan_methadone as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import uk, us

ON = {"current_medication": "methadone", "current_methadone_mg": 80, "dose_verified": True}


def orders(planned, days=None):
    assert not isinstance(planned, Refused), planned
    return list(islice(planned.orders, days or planned.days))


def doses(planned, days):
    return [(order.total_mg, order.max_mg) for order in orders(planned, days)]


def test_a_start_rises_week_by_week_while_withdrawal_goes_on():
    found = doses(plan.started({"physically_dependent": True}, us), 23)
    assert [found[day - 1] for day in (1, 7, 8, 9, 15, 16, 22)] == [(20, 30), (20, 30), (20, 40), (30, 40), (30, 50), (40, 50), (40, 60)]


def test_a_low_start_says_why():
    assert "used to opioids" in plan.started({"lost_tolerance": True}, us).notes[0]


def test_no_start_for_somebody_drowsy():
    assert isinstance(plan.started({"sedated": True}, us), Refused)
    assert isinstance(plan.raised({**ON, "sedated": True, "days_at_current_dose": 9}, us), Refused)


def test_a_switch_from_buprenorphine_starts_at_thirty_or_less():
    planned = plan.switched({"current_medication": "buprenorphine"}, us)
    assert "No gap" in planned.notes[0]
    assert orders(planned, 1)[0].first_mg <= 30


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"missed_doses": 0, "dose_verified": None}, (80, 80)),
        ({"missed_doses": 1}, (80, 80)),
        ({"missed_doses": 2}, (80, 80)),
        ({"missed_doses": 3}, (0, 40)),
        ({"missed_doses": 3, "prescriber_assessed": True}, (40, 40)),
        ({"missed_doses": 4, "current_methadone_mg": 120, "prescriber_assessed": True}, (40, 40)),  # V50: lower of 40 or half
        ({"missed_doses": 4, "current_methadone_mg": 60, "prescriber_assessed": True}, (30, 30)),
        ({"missed_doses": 6, "opioids_since_last_dose": True, "prescriber_assessed": True}, (20, 30)),  # V72
        ({"missed_doses": 6, "opioids_since_last_dose": False, "prescriber_assessed": True}, (5, 10)),
        ({"missed_doses": 6}, (0, 10)),
        ({"missed_doses": 400, "prescriber_assessed": True}, (5, 10)),
        ({"missed_doses": 4, "dose_verified": False}, (20, 30)),  # V50: an unknown dose is a new start
        ({"missed_doses": 4, "dose_verified": None}, (20, 30)),
        ({"missed_doses": 4, "current_methadone_mg": None}, (20, 30)),
        ({"missed_doses": 6, "dose_verified": False}, (5, 10)),
        ({"missed_doses": 2, "days_on_treatment": 6}, (0, 80)),
        ({"missed_doses": 2, "current_methadone_mg": 35}, (0, 35)),
    ],
)
def test_after_missed_days(more, found):
    assert doses(plan.resumed({**ON, **more}, us), 1) == [found]


def test_after_half_a_dose_it_rises_slowly_and_not_above_the_dose_before():
    planned = plan.resumed({**ON, "missed_doses": 3, "current_methadone_mg": 60, "prescriber_assessed": True}, us)
    found = [order.max_mg for order in orders(planned, 60)]
    assert found[0] == 30
    assert found[7] == 40
    assert max(found) == 60


def test_a_day_missed_leaves_the_dose_alone():
    assert doses(plan.resumed({**ON, "missed_doses": 1}, us), 30)[-1] == (80, 80)


def test_missed_days_that_nobody_counted_are_asked_for():
    assert isinstance(plan.resumed(ON, us), Refused)


def test_keeping_the_dose():
    assert doses(plan.kept(ON, us), 3) == [(80, 80)] * 3
    assert doses(plan.kept({**ON, "missed_doses": 4, "prescriber_assessed": True}, us), 1) == [(40, 40)]
    assert doses(plan.kept({**ON, "sedated": True}, us), 3) == [(0, 0), (0, 80), (80, 80)]
    assert isinstance(plan.kept({**ON, "dose_verified": False}, us), Refused)


def test_holding_today():
    assert doses(plan.held(ON, us), 3) == [(0, 0), (0, 80), (80, 80)]


def test_a_taper():
    found = [order.total_mg for order in orders(plan.tapered(ON, us))]
    assert (found[0], found[14], found[-1]) == (72, 65, 53)
    assert orders(plan.tapered({**ON, "days_at_current_dose": 3}, us), 1)[0].total_mg == 80
    assert orders(plan.tapered(ON, uk), 1)[0].total_mg == 75


def test_a_split_dose():
    assert [dose.mg for dose in orders(plan.split(ON, us), 1)[0].doses] == [40, 40]
    assert [dose.mg for dose in orders(plan.split({**ON, "doses_per_day": 3}, us), 1)[0].doses] == [27, 27, 26]
    assert len(orders(plan.split({**ON, "doses_per_day": 1}, us), 1)[0].doses) == 2


@pytest.mark.parametrize("steady", [5, 6, 30])
def test_a_rise_today(steady):
    assert doses(plan.raised({**ON, "days_at_current_dose": steady, "physically_dependent": True}, us), 1) == [(80, 90)]


@pytest.mark.parametrize(
    ("more", "word"),
    [({"days_at_current_dose": 4}, "changed 4 days ago"), ({}, "how long"), ({"days_at_current_dose": 9, "missed_doses": 1}, "missed")],
)
def test_no_rise_too_soon_after_a_gap_or_without_knowing(more, word):
    refused = plan.raised({**ON, **more}, us)
    assert isinstance(refused, Refused)
    assert word in refused.reasons[0]


def test_a_recorded_dose_of_397_mg_is_shown_and_never_planned_from():
    refused = plan.kept({**ON, "current_methadone_mg": 397}, us)
    assert isinstance(refused, Refused)
    assert "397 mg" in refused.reasons[0]


@pytest.mark.parametrize("mg", [None, 0])
def test_no_taper_from_an_unknown_dose(mg):
    assert isinstance(plan.tapered({**ON, "current_methadone_mg": mg}, us), Refused)


@given(st.floats(1, 300), st.integers(0, 10), st.booleans(), st.booleans(), st.sampled_from([plan.resumed, plan.kept]))
def test_no_full_dose_after_three_missed_days(mg, missed, seen, used, planner):
    planned = planner(
        {**ON, "current_methadone_mg": mg, "missed_doses": missed, "prescriber_assessed": seen, "opioids_since_last_dose": used}, us
    )
    first = orders(planned, 1)[0]
    assert first.max_mg <= max(mg, 2.5)
    if missed >= 3:
        assert first.max_mg <= max(mg / 2, 2.5) or (missed >= 5 and first.max_mg <= 30)
        assert seen or first.total_mg == 0
