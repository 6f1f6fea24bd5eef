"""Buprenorphine injections: expectations first, then every reachable state, held against numbers that stand here only."""

import pytest

from holdfast.guideline.calendars.days import Happened
from holdfast.guideline.calendars.extended_release import WEEKLY_EXTRA, State, next_day
from tests.guideline.calendars.visiting import MISSED, TODAY, us, with_values

GIVEN = Happened(extra=True)
SEDATED = Happened(sedated=True)
ASKED = Happened(asked=True)
STILL = Happened(withdrawal=True)


def injections(state, *events, value=us):
    """The days on which something is given, with the dose."""
    found = {}
    for day, happened in enumerate(events, 1):
        state, order = next_day(state, happened, value)
        if order.doses:
            found[day] = order.max_mg
    return found


def last(state, *events):
    for happened in events:
        state, order = next_day(state, happened, us)
    return order


def test_sublocade_twice_300_then_100_every_four_weeks():
    assert injections(State("sublocade", 300), *[TODAY] * 90) == {1: 300, 29: 300, 57: 100, 85: 100}


def test_sublocade_the_second_can_come_after_a_week():
    assert injections(State("sublocade", 300), TODAY, *[STILL] * 8, *[TODAY] * 30) == {1: 300, 8: 300, 36: 100}


def test_sublocade_later_ones_are_26_days_apart_even_when_asked_for():
    assert injections(State("sublocade", 100, given=2, since=1), *[STILL] * 26) == {25: 100}


def test_sublocade_goes_back_to_300_when_the_prescriber_asks():
    assert injections(State("sublocade", 100, given=3, since=27), ASKED) == {1: 300}
    assert injections(State("sublocade", 300, given=3, since=27), *[TODAY] * 29) == {1: 300, 29: 300}


def test_the_first_injection_follows_a_test_dose():
    note = last(State("sublocade", 300), TODAY).note
    assert "4 mg" in note
    assert "1 h" in note


@pytest.mark.parametrize("product", ["brixadi_weekly", "buvidal_weekly"])
def test_a_weekly_start_is_16_and_8_and_the_second_week_is_the_first_weeks_total(product):
    assert injections(State(product, 16, extra=1), *[GIVEN] * 15) == {1: 16, 2: 8, 8: 24, 15: 24}
    assert injections(State(product, 16, extra=2), *[GIVEN] * 15) == {1: 16, 2: 8, 3: 8, 8: 32, 15: 32}


def test_an_extra_dose_that_was_not_needed_does_not_count():
    found = injections(State("buvidal_weekly", 16, extra=1), *[TODAY] * 8)
    assert (found[1], found[8]) == (16, 16)


def test_an_extra_dose_is_conditional():
    assert last(State("buvidal_weekly", 16, extra=1), TODAY, TODAY).doses[0].condition == "withdrawal goes on and no sedation"


def test_no_extra_dose_over_the_weekly_most():
    assert injections(State("buvidal_weekly", 16, extra=2), *[GIVEN] * 4, value=with_values({WEEKLY_EXTRA: 12})) == {1: 16, 2: 12}


def test_monthly_injections():
    assert injections(State("buvidal_monthly", 96), *[TODAY] * 60) == {1: 96, 29: 96, 57: 96}


def test_one_row_more_when_the_prescriber_asks():
    assert injections(State("buvidal_monthly", 96, given=3, since=27), ASKED) == {1: 128}
    assert injections(State("brixadi_monthly", 128, given=3, since=27), ASKED) == {1: 128}
    assert injections(State("brixadi_weekly", 24, given=3, since=6), ASKED) == {1: 32}
    assert injections(State("brixadi_weekly", 32, given=3, since=6), ASKED) == {1: 32}


def test_the_windows_are_named():
    assert last(State("brixadi_weekly", 24, given=3, since=6), TODAY).note == "It can be given up to 2 days early or late."
    assert last(State("brixadi_monthly", 96, given=3, since=27), TODAY).note == "It can be given up to 7 days early or late."
    assert last(State("sublocade", 100, given=3, since=27), TODAY).note == "Injections are at least 26 days apart."


def test_late_means_as_soon_as_can_be():
    order = last(State("buvidal_monthly", 96, given=3, since=32), TODAY)
    assert (order.total_mg, order.note) == (96, "It is late: come as soon as you can.")


@pytest.mark.parametrize(
    ("product", "mg", "since", "sure"),
    [
        ("sublocade", 100, 41, 100),
        ("sublocade", 100, 42, 0),
        ("buvidal_weekly", 24, 8, 24),
        ("buvidal_weekly", 24, 9, 0),
        ("buvidal_monthly", 96, 34, 96),
        ("buvidal_monthly", 96, 35, 0),
    ],
)
def test_very_late_means_a_prescriber_first(product, mg, since, sure):
    assert last(State(product, mg, given=3, since=since), TODAY).total_mg == sure
    assert last(State(product, mg, given=3, since=since), Happened(assessed=True)).total_mg == mg


def test_a_missed_injection_stays_due():
    assert list(injections(State("buvidal_weekly", 16), TODAY, MISSED, TODAY, TODAY)) == [1, 2]


def test_no_injection_when_drowsy():
    assert injections(State("sublocade", 300), SEDATED, TODAY) == {2: 300}
    assert injections(State("buvidal_weekly", 16, extra=1), TODAY, SEDATED, TODAY) == {1: 16, 3: 8}
