"""Where a methadone calendar begins: expectations first."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars import plan_methadone as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import uk, us

ON = {
    "current_medication": "methadone",
    "current_methadone_mg": 80,
    "dose_verified": True,
    "missed_doses": 0,
    "hours_since_methadone": 24,
}
UNSEEN = {**ON, "hours_since_methadone": None}


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


def test_a_switch_from_buprenorphine_starts_at_thirty_or_less():
    planned = plan.switched({"current_medication": "buprenorphine"}, us)
    assert "No gap" in planned.notes[0]
    assert orders(planned, 1)[0].first_mg <= 30


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"missed_doses": 0}, (80, 80)),
        ({"missed_doses": 0, "dose_verified": None}, (0, 80)),
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
        ({"missed_doses": 4, "dose_verified": False}, (0, 30)),  # V50: an unknown dose is a new start
        ({"missed_doses": 4, "dose_verified": None}, (0, 30)),
        ({"missed_doses": 4, "current_methadone_mg": None}, (0, 30)),
        ({"missed_doses": 6, "dose_verified": False}, (0, 10)),
        ({"missed_doses": 6, "dose_verified": False, "prescriber_assessed": True}, (5, 10)),
        ({"missed_doses": 2, "days_on_treatment": 6}, (0, 80)),
        ({"missed_doses": 2, "current_methadone_mg": 35}, (0, 35)),
    ],
)
def test_after_missed_days(more, found):
    assert doses(plan.resumed({**UNSEEN, **more}, us), 1) == [found]


def test_after_half_a_dose_it_rises_slowly_and_not_above_the_dose_before():
    planned = plan.resumed({**UNSEEN, "missed_doses": 3, "current_methadone_mg": 60, "prescriber_assessed": True}, us)
    found = [order.max_mg for order in orders(planned, 60)]
    assert found[0] == 30
    assert found[7] == 40
    assert max(found) == 60


def test_a_day_missed_leaves_the_dose_alone():
    assert doses(plan.resumed({**UNSEEN, "missed_doses": 1}, us), 30)[-1] == (80, 80)


def test_missed_days_that_nobody_counted_are_asked_for():
    assert isinstance(plan.resumed({**ON, "missed_doses": None}, us), Refused)


def test_keeping_the_dose():
    assert doses(plan.kept(ON, us), 3) == [(80, 80)] * 3
    assert doses(plan.kept({**UNSEEN, "missed_doses": 4, "prescriber_assessed": True}, us), 1) == [(40, 40)]
    assert isinstance(plan.kept({**ON, "dose_verified": False}, us), Refused)


def test_holding_today():
    assert doses(plan.held(ON, us), 9) == [(0, 0), (0, 80)]
    assert doses(plan.held({**ON, "prescriber_assessed": True}, us), 9) == [(0, 0), (0, 80)]


@pytest.mark.parametrize("more", [{"missed_doses": None}, {"current_methadone_mg": None}])
def test_holding_where_little_is_known_plans_today_only(more):
    assert doses(plan.held({**ON, **more}, us), 9) == [(0, 0)]


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
    [
        ({"days_at_current_dose": 4}, "changed 4 days ago"),
        ({}, "how long"),
        ({"days_at_current_dose": 9, "missed_doses": 1}, "missed"),
        ({"days_at_current_dose": 9, "hours_since_methadone": 48}, "missed"),
        ({"days_at_current_dose": 9, "dose_verified": None}, "confirmed"),
        ({"days_at_current_dose": 9, "qtc_ms": 500}, "heart tracing"),
        ({"days_at_current_dose": 9, "dose_control": "sedation"}, "drowsiness"),
    ],
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


RECORDED = st.decimals(1, 300, places=2).map(float)
"""Doses as a record holds them: rounding down forgives binary error, so it cannot tell 74.99999999999994 mg from 75."""


@given(RECORDED, st.integers(0, 10), st.booleans(), st.booleans(), st.sampled_from([plan.resumed, plan.kept]))
def test_no_full_dose_after_three_missed_days(mg, missed, seen, used, planner):
    planned = planner(
        {**UNSEEN, "current_methadone_mg": mg, "missed_doses": missed, "prescriber_assessed": seen, "opioids_since_last_dose": used}, us
    )
    first = orders(planned, 1)[0]
    assert first.max_mg <= max(mg, 2.5)
    if missed >= 3:
        assert first.max_mg <= max(mg / 2, 2.5) or (missed >= 5 and first.max_mg <= 30)
        assert seen or first.total_mg == 0


# --- What a clinical red-team found -----------------------------------------------------------------

LOOKED_AT = [
    {"qtc_ms": 500},
    {"torsades_history": True},
    {"maoi_use": True},
    {"head_injury": True},
    {"dose_control": "sedation"},
    {"interacting_change": "stopped", "cyp3a4_inducer": True},
    {"lost_tolerance": True},
    {"dose_verified": None},
]


@pytest.mark.parametrize("more", LOOKED_AT)
@pytest.mark.parametrize(("planner", "mg"), [(plan.kept, 80), (plan.split, 80), (plan.tapered, 72), (plan.resumed, 80)])
def test_a_prescriber_looks_first_and_one_day_is_planned(planner, mg, more):
    assert doses(planner({**ON, **more}, us), 30) == [(0, mg)]
    assert doses(planner({**ON, **more, "prescriber_assessed": True}, us), 30) == [(mg, mg)]


@pytest.mark.parametrize("more", [{"bowel_obstruction": True}, {"respiratory_insufficiency": "acute_severe"}])
@pytest.mark.parametrize("planner", [plan.kept, plan.split, plan.tapered, plan.resumed])
def test_never_with_a_blocked_bowel_or_failing_lungs(planner, more):
    assert isinstance(planner({**ON, **more}, us), Refused)
    assert isinstance(planner({**UNSEEN, **more, "missed_doses": 2, "dose_verified": None, "setting": "hospital"}, us), Refused)


@pytest.mark.parametrize(("planner", "second"), [(plan.kept, 80), (plan.split, 80), (plan.tapered, 72), (plan.resumed, 80)])
def test_a_dose_taken_today_is_not_given_twice(planner, second):
    first, later = orders(planner({**ON, "hours_since_methadone": 5}, us), 2)
    assert first.doses == ()
    assert "taken" in first.note
    assert later.total_mg == second
    assert orders(planner({**ON, "hours_since_methadone": 18}, us), 1)[0].doses


def test_a_dose_taken_today_moves_a_rise_and_a_look_to_tomorrow():
    more = {"hours_since_methadone": 5, "prescriber_assessed": True}
    assert doses(plan.raised({**ON, **more, "days_at_current_dose": 9}, us), 2) == [(0, 0), (80, 90)]
    assert doses(plan.kept({**ON, **more, "qtc_ms": 510}, us), 9) == [(0, 0), (0, 80)]
    assert doses(plan.started({"physically_dependent": True, "hours_since_methadone": 5}, us), 2) == [(0, 0), (20, 30)]


def test_a_vomited_dose_is_not_repeated():
    first = orders(plan.kept({**ON, "vomited_dose_minutes": 10}, us), 1)[0]
    assert first.doses == ()
    assert "vomited" in first.note


def test_a_gap_that_the_hours_show_counts():
    assert doses(plan.kept({**ON, "hours_since_methadone": 97}, us), 1) == [(0, 40)]


def test_when_nobody_knows_the_hours_it_says_so():
    assert any("no dose was taken" in note for note in plan.kept(UNSEEN, us).notes)
    assert not any("no dose was taken" in note for note in plan.kept(ON, us).notes)


@pytest.mark.parametrize("verified", [None, False])
def test_in_hospital_an_unconfirmed_dose_is_a_new_start(verified):
    planned = plan.kept({**ON, "setting": "hospital", "dose_verified": verified}, us)
    assert doses(planned, 1) == [(0, 30)]
    assert "not confirmed" in planned.notes[0]
    assert doses(plan.kept({**ON, "setting": "hospital"}, us), 1) == [(80, 80)]
    assert isinstance(plan.kept({**ON, "setting": "hospital", "dose_verified": verified, "hours_since_naloxone": 3}, us), Refused)
    assert doses(plan.kept({**ON, "setting": "hospital", "dose_verified": verified, "qtc_ms": 510}, us), 30) == [(0, 30)]


@pytest.mark.parametrize(("hours", "refused"), [(0, True), (23.9, True), (24, False), (None, False)])
def test_no_start_within_a_day_of_naloxone(hours, refused):
    for planner in (plan.started, plan.switched):
        assert isinstance(planner({"hours_since_naloxone": hours}, us), Refused) is refused


def test_in_the_uk_the_first_week_has_no_rise_from_an_unknown_first_dose():
    week = {**ON, "current_methadone_mg": 50, "days_at_current_dose": 5}
    assert "first 7 days" in plan.raised({**week, "days_on_treatment": 6}, uk, "uk").reasons[0]
    assert "how long methadone" in plan.raised(week, uk, "uk").reasons[0]
    assert doses(plan.raised({**week, "days_on_treatment": 7}, uk, "uk"), 1) == [(50, 60)]
    assert doses(plan.raised({**week, "days_at_current_dose": 7}, uk, "uk"), 1) == [(50, 60)]
    assert doses(plan.raised({**week, "days_on_treatment": 6}, us, "us"), 1) == [(50, 60)]


def test_a_low_restart_is_planned_in_full_although_tolerance_is_lost():
    gap = {**ON, "missed_doses": 6, "hours_since_methadone": 170, "days_opioid_free": 7, "lost_tolerance": True}
    first = orders(plan.resumed(gap, us), 1)[0]
    assert (first.total_mg, first.first_mg, first.max_mg) == (0, 5, 10)
    assert len(orders(plan.resumed(gap, us))) > 7
