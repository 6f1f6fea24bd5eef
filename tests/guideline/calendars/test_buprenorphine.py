"""Buprenorphine from day to day: expectations first, then every reachable state, held against numbers that stand here only."""

from functools import partial

import pytest

from holdfast.guideline.calendars.buprenorphine import State, next_day
from holdfast.guideline.calendars.days import Happened
from tests.guideline.calendars.visiting import MISSED, TODAY, WITHDRAWAL, orders_after, uk, us

GOING = Happened(extra=True, withdrawal=True)
SEDATED = Happened(sedated=True)
USED = Happened(taken=False, opioids=True)
ASKED = Happened(asked=True)
CLEAR = "withdrawal is clear and it is not too soon after the last opioid"
SEEN = "a prescriber has seen you today and agrees"


days = partial(orders_after, next_day)


def doses(orders):
    return [(order.total_mg, order.max_mg) for order in orders]


def on(mg, goal="keep", **more):
    return State("standard", goal, mg=mg, day=2, steady=14, **more)


COURSES = {
    "standard": [(4, 8), (8, 12), (12, 16), (16, 20), (20, 24), (24, 24)],
    "home": [(4, 12), (12, 16), (16, 20), (20, 24), (24, 24)],
    "high_dose": [(8, 32), (16, 20), (20, 24), (24, 24)],
    "after_overdose": [(16, 32), (16, 20), (20, 24), (24, 24)],
    "no_withdrawal": [(2, 2), (2, 2), (2, 2), (2, 4), (4, 4), (4, 4), (4, 6)],
    "precipitated": [(8, 24), (16, 20), (20, 24)],
}


@pytest.mark.parametrize(("course", "found"), COURSES.items(), ids=COURSES)
def test_a_start_while_withdrawal_goes_on(course, found):
    assert doses(days(State(course, "raise"), *[GOING] * len(found))) == found


def test_without_the_second_dose_day_two_is_the_first_dose():
    assert doses(days(State("standard", "raise"), TODAY, TODAY)) == [(4, 8), (4, 4)]


def test_small_steps_and_a_lower_top():
    assert doses(days(State("standard", "raise", small=True, top=12), *[GOING] * 4)) == [(2, 8), (8, 10), (10, 12), (12, 12)]
    assert doses(days(on(12, top=12), ASKED)) == [(12, 12)]


def test_precipitated_withdrawal_counts_what_was_taken_before():
    assert doses(days(State("precipitated", "raise", mg=4), GOING, Happened(extra=False))) == [(8, 24), (12, 12)]
    assert doses(days(State("precipitated", "raise", mg=4), GOING, MISSED)) == [(8, 24), (4, 4)]


def test_a_slow_start_ends_at_sixteen():
    found = [order.max_mg for order in days(State("no_withdrawal", "raise"), *[GOING] * 60)]
    assert max(found) == 16


def test_above_twenty_four_only_when_asked_and_never_above_thirty_two():
    assert doses(days(on(24, "raise"), GOING)) == [(24, 24)]
    assert doses(days(on(24), ASKED, ASKED, ASKED)) == [(24, 28), (28, 32), (32, 32)]


def test_a_kept_dose_stays():
    assert doses(days(on(16), TODAY, WITHDRAWAL)) == [(16, 16), (16, 16)]
    assert [dose.mg for dose in days(on(16, parts=2), TODAY)[0].doses] == [8, 8]


def test_no_dose_when_drowsy_and_a_prescriber_before_the_next():
    held, later = days(on(16), SEDATED, TODAY)
    assert held.doses == ()
    assert later.doses[0].condition == SEEN


def test_a_first_dose_not_taken_is_offered_again():
    assert [order.doses[0].condition for order in days(State("standard", "raise"), TODAY, MISSED)] == [None, SEEN]


# --- Missed days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missed", "event", "value", "first", "condition"),
    [
        (1, MISSED, us, 16, None),
        (5, MISSED, us, 16, None),
        (2, MISSED, uk, 16, None),
        (3, MISSED, uk, 16, SEEN),
        (3, Happened(taken=False, assessed=True), uk, 16, None),
        (6, MISSED, us, 2, SEEN),
        (6, Happened(taken=False, assessed=True), us, 2, None),
        (1, USED, us, 16, CLEAR),
        (3, USED, us, 16, CLEAR),
        (4, USED, us, 4, f"{CLEAR}, and {SEEN}"),
        (4, USED, uk, 4, f"{CLEAR}, and {SEEN}"),
    ],
)
def test_after_missed_days(missed, event, value, first, condition):
    order = days(on(16), *[MISSED] * (missed - 1), event, value=value)[-1]
    assert (order.first_mg, order.doses[0].condition) == (first, condition)


def test_use_early_in_a_gap_is_not_forgotten():
    assert days(on(16), USED, MISSED, MISSED, MISSED)[-1].first_mg == 4


def test_use_on_top_of_the_dose_changes_nothing():
    assert doses(days(on(16), TODAY, Happened(opioids=True))) == [(16, 16), (16, 16)]


# --- Coming off slowly --------------------------------------------------------------------------------


def test_a_taper_goes_down_two_milligrams_every_two_weeks():
    found = [order.total_mg for order in days(on(16, "lower"), *[TODAY] * 29)]
    assert (found[0], found[13], found[14], found[28]) == (14, 14, 12, 10)


@pytest.mark.parametrize("trouble", [WITHDRAWAL, Happened(opioids=True)])
def test_a_taper_rests_when_it_is_too_much(trouble):
    found = days(on(16, "lower"), *[TODAY] * 14, trouble, *[TODAY] * 12)
    assert {order.total_mg for order in found} == {14}
    assert "rests" in found[14].note


def test_a_taper_ends_at_the_prescriber():
    found = days(on(3, "lower"), *[TODAY] * 15)
    assert (found[0].total_mg, found[14].total_mg) == (2, 2)
    assert "prescriber" in found[14].note
