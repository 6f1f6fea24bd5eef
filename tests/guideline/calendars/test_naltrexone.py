"""Naltrexone day by day: expectations first, then every reachable state."""

import pytest

from holdfast.guideline.calendars.days import Happened
from holdfast.guideline.calendars.naltrexone import State, next_day
from tests.guideline.calendars.visiting import MISSED, TODAY, us

SEDATED = Happened(sedated=True)
USED = Happened(opioids=True)
TESTED = Happened(taken=False, assessed=True)
RESCREENED = "a new urine test and, in doubt, a naloxone challenge show no opioid"


def days(state, *events):
    orders = []
    for happened in events:
        state, order = next_day(state, happened, us)
        orders.append(order)
    return orders


def given_on(orders):
    return {day: order.max_mg for day, order in enumerate(orders, 1) if order.doses}


def test_tablets_25_then_50():
    assert [order.total_mg for order in days(State("tablet"), *[TODAY] * 4)] == [25, 50, 50, 50]


def test_three_times_a_week_after_the_first():
    assert given_on(days(State("thrice_weekly", weekday=0), *[TODAY] * 9)) == {1: 25, 3: 100, 5: 150, 8: 100}


def test_a_missed_tablet_asks_for_no_opioid_since():
    found = days(State("tablet"), TODAY, TODAY, MISSED)
    assert (found[2].doses[0].mg, found[2].doses[0].condition) == (50, "no opioid since the last dose")


def test_the_weekend_is_no_gap():
    found = days(State("thrice_weekly", weekday=2), *[TODAY] * 6)
    assert [order.doses[0].condition for order in found if order.doses] == [None, None, None]


def test_a_week_without_tablets_is_a_new_start_after_a_urine_test():
    found = days(State("tablet"), TODAY, TODAY, *[MISSED] * 7)
    assert (found[-1].doses[0].mg, found[-1].doses[0].condition) == (25, RESCREENED)


def test_an_opioid_in_between_needs_a_urine_test_until_a_dose_was_given():
    found = days(State("tablet", begun=True, since=0), USED, MISSED, TESTED, TODAY)
    assert [(order.doses[0].mg, order.doses[0].condition) for order in found] == [
        (25, RESCREENED),
        (25, RESCREENED),
        (25, None),
        (50, None),
    ]


def test_the_injection_every_28_days():
    assert given_on(days(State("injection"), *[TODAY] * 58)) == {1: 380, 29: 380, 57: 380}


@pytest.mark.parametrize(
    ("since", "note", "condition"), [(28, "Into the buttock", None), (29, "The block has worn off", None), (34, "The block", None)]
)
def test_the_block_ends_after_28_days(since, note, condition):
    (order,) = days(State("injection", begun=True, since=since - 1), TODAY)
    assert order.note.startswith(note)
    assert order.doses[0].condition == condition


@pytest.mark.parametrize("since", [35, 42])  # V76: six weeks is not "still covered"
def test_five_weeks_on_a_urine_test_comes_first(since):
    (order,) = days(State("injection", begun=True, since=since - 1), TODAY)
    assert (order.total_mg, order.doses[0].condition) == (0, RESCREENED)
    (order,) = days(State("injection", begun=True, since=since - 1), TESTED)
    assert order.total_mg == 380


def test_after_an_opioid_the_note_speaks_of_it_without_blame():
    (order,) = days(State("injection", begun=True, since=27), USED)
    assert "No blame" in order.note


def test_no_dose_when_drowsy():
    assert [order.total_mg for order in days(State("injection"), SEDATED, TODAY)] == [0, 380]
