"""Methadone from day to day: expectations first, then every reachable state, held against numbers that stand here only."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.days import Happened
from holdfast.guideline.calendars.first_doses import RISE_MOST, Begin
from holdfast.guideline.calendars.methadone import WEEK_ONE_RISE, State, next_day
from holdfast.guideline.calendars.visiting import EVENTS
from holdfast.guideline.medicines.methadone.changes import STEP_INTERVAL
from tests.guideline.calendars.visiting import MISSED, TODAY, WITHDRAWAL, orders_after, uk, with_values

USUAL = Begin(20, 10, 10)
SEDATED = Happened(sedated=True)
ASKED = Happened(asked=True)


days = partial(orders_after, next_day)


def doses(orders):
    return [(order.total_mg, order.max_mg) for order in orders]


def steady(mg, goal="keep", **more):
    return State(goal, mg, USUAL, **{"day": 14, "steady": 14, **more})


# --- Starting -------------------------------------------------------------------------------------


def test_the_first_day():
    (order,) = days(State("raise", 0, USUAL), TODAY)
    assert [(dose.mg, dose.when, dose.condition) for dose in order.doses] == [
        (20, "first", None),
        (10, "after 3 h or more", "withdrawal goes on and no sedation"),
    ]


def test_the_second_dose_stays_open_until_somebody_says_whether_it_was_given():
    assert doses(days(State("raise", 0, USUAL), TODAY, TODAY, Happened(extra=True))) == [(20, 30), (20, 30), (30, 30)]
    assert doses(days(State("raise", 0, USUAL), TODAY, Happened(extra=False))) == [(20, 30), (20, 20)]


def test_the_dose_rises_after_seven_steady_days_in_withdrawal():
    events = [TODAY, Happened(extra=False), *[WITHDRAWAL] * 13]
    assert [order.max_mg for order in days(State("raise", 0, USUAL), *events)] == [30, *[20] * 6, *[30] * 7, 40]


def test_a_prescriber_can_ask_for_the_rise_after_five_days_and_no_sooner():
    events = [TODAY, Happened(extra=False), *[ASKED] * 4]
    assert [order.max_mg for order in days(State("raise", 0, USUAL), *events)] == [30, 20, 20, 20, 20, 30]


def test_without_withdrawal_the_dose_stays():
    assert [order.max_mg for order in days(State("raise", 0, USUAL), TODAY, Happened(extra=False), *[TODAY] * 10)][-1] == 20


@pytest.mark.parametrize("interruption", [MISSED, SEDATED])
def test_a_missed_dose_or_drowsiness_starts_the_count_again(interruption):
    events = [TODAY, Happened(extra=False), *[WITHDRAWAL] * 5, interruption, *[WITHDRAWAL] * 7]
    found = [order.max_mg for order in days(State("raise", 0, USUAL), *events)]
    assert max(found[1:-1]) == 20


def test_the_first_week_of_the_uk_rises_by_no_more_than_thirty():
    value = with_values({STEP_INTERVAL: 1, RISE_MOST: 25, WEEK_ONE_RISE: 30}, uk)
    events = [TODAY, Happened(extra=True), *[ASKED] * 5]
    assert [order.max_mg for order in days(State("raise", 0, Begin(20, 10, 25)), *events, value=value)][-1] == 50


def test_no_second_dose_where_the_day_is_full():
    (order,) = days(State("raise", 0, Begin(30, 0, 10)), TODAY)
    assert doses([order]) == [(30, 30)]


def test_a_first_dose_that_was_not_taken_is_offered_again():
    first, again = days(State("raise", 0, USUAL), TODAY, MISSED)
    assert first.doses[0].condition is None
    assert again.doses[0].condition == "a prescriber has seen you today and agrees"
    assert again.max_mg == 30


def test_drowsy_before_the_first_dose():
    held, later = days(State("raise", 0, USUAL), SEDATED, TODAY)
    assert held.doses == ()
    assert later.max_mg == 30


# --- Keeping, splitting, holding --------------------------------------------------------------------


def test_a_kept_dose_stays():
    assert doses(days(steady(80), TODAY, WITHDRAWAL, TODAY)) == [(80, 80)] * 3


def test_a_split_dose_is_the_same_dose():
    (order,) = days(steady(85, parts=2), TODAY)
    assert [(dose.mg, dose.when) for dose in order.doses] == [(43, "in the morning"), (42, "in the evening")]


def test_no_dose_when_drowsy_and_a_prescriber_before_the_next():
    held, next_one, seen = days(steady(80), SEDATED, TODAY, TODAY)
    assert held.doses == ()
    assert (next_one.total_mg, next_one.max_mg) == (0, 80)
    assert (seen.total_mg, seen.max_mg) == (80, 80)
    assert doses(days(steady(80), SEDATED, Happened(assessed=True)))[1] == (80, 80)


def test_withdrawal_raises_to_the_usual_most_and_no_further():
    assert doses(days(steady(115, "raise"), WITHDRAWAL)) == [(115, 120)]
    assert doses(days(steady(120, "raise"), WITHDRAWAL)) == [(120, 120)]
    assert doses(days(steady(120, "keep"), ASKED)) == [(120, 130)]
    assert doses(days(steady(295), ASKED)) == [(295, 300)]


# --- Missed days ------------------------------------------------------------------------------------

SEEN = Happened(taken=False, assessed=True)
USED = Happened(taken=False, assessed=True, opioids=True)


@pytest.mark.parametrize(
    ("mg", "missed", "last", "found"),
    [
        (80, 1, MISSED, (80, 80)),
        (80, 2, MISSED, (80, 80)),
        (80, 3, MISSED, (0, 40)),
        (80, 3, SEEN, (40, 40)),
        (100, 3, SEEN, (50, 50)),
        (100, 4, SEEN, (40, 40)),
        (60, 4, SEEN, (30, 30)),
        (45, 3, SEEN, (22.5, 22.5)),
        (80, 5, SEEN, (5, 10)),
        (80, 5, MISSED, (0, 10)),
        (80, 6, USED, (20, 30)),
        (10, 6, USED, (10, 10)),
        (4, 3, SEEN, (2.5, 2.5)),
    ],
)
def test_after_missed_days(mg, missed, last, found):
    assert doses(days(steady(mg), *[MISSED] * (missed - 1), last))[-1] == found


def test_in_the_first_two_weeks_two_missed_days_need_a_prescriber():
    assert doses(days(steady(40, day=10), MISSED, MISSED)) == [(40, 40), (0, 40)]
    assert doses(days(steady(40, day=10), MISSED, SEEN))[1] == (40, 40)


def test_half_a_dose_once_taken_is_the_dose():
    assert doses(days(steady(80), MISSED, MISSED, SEEN, TODAY, TODAY))[-2:] == [(40, 40), (40, 40)]


def test_half_a_dose_that_was_not_taken_is_not_halved_again():
    assert doses(days(steady(100), MISSED, MISSED, SEEN, SEEN))[-1] == (40, 40)


# --- Coming off slowly --------------------------------------------------------------------------------


def test_a_taper_in_the_us_goes_down_by_a_tenth_every_two_weeks():
    found = [order.total_mg for order in days(steady(80, "lower"), *[TODAY] * 29)]
    assert (found[0], found[13], found[14], found[28]) == (72, 72, 65, 58.5)


def test_a_taper_in_the_uk_goes_down_by_five_milligrams():
    assert [order.total_mg for order in days(steady(80, "lower"), *[TODAY] * 15, value=uk)][::14] == [75, 70]


@pytest.mark.parametrize("trouble", [WITHDRAWAL, Happened(opioids=True)])
def test_a_taper_rests_when_it_is_too_much(trouble):
    found = days(steady(80, "lower"), TODAY, *[TODAY] * 13, trouble, *[TODAY] * 13)
    assert [order.total_mg for order in found][14:] == [72] * 14
    assert "rests" in found[14].note


def test_a_taper_ends_at_the_prescriber():
    found = days(steady(5.5, "lower"), *[TODAY] * 15)
    assert (found[0].total_mg, found[14].total_mg) == (5, 5)
    assert "prescriber" in found[14].note


@given(st.lists(st.sampled_from(EVENTS), max_size=40), st.integers(1, 300))
def test_a_step_is_pure(events, mg):
    assert doses(days(steady(mg), *events)) == doses(days(steady(mg), *events))
