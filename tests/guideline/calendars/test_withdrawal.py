"""Help through withdrawal: expectations first, then every reachable state."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.days import Happened
from holdfast.guideline.calendars.withdrawal import State, last_day, next_day
from tests.guideline.calendars.visiting import EVERY_EVENT, MISSED, TODAY, WITHDRAWAL, orders_after, uk, us

SEDATED = Happened(sedated=True)
STARTS = {
    "buprenorphine_short": State("buprenorphine_short", first=24),
    "buprenorphine_long": State("buprenorphine_long", first=24),
    "methadone": State("methadone", first=30),
    "lofexidine": State("lofexidine", first=2.88),
    "clonidine": State("clonidine", first=0.8),
}


days = partial(orders_after, next_day)


def most(orders):
    return [round(order.max_mg, 2) for order in orders]


def test_a_short_course_of_buprenorphine():
    assert most(days(STARTS["buprenorphine_short"], *[TODAY] * 9)) == [8, 8, 6, 6, 4, 4, 2, 0, 0]


def test_a_long_course_of_buprenorphine_is_built_up_first():
    found = days(STARTS["buprenorphine_long"], *[TODAY] * 26)
    assert most(found)[:10] == [8, 12, 16, 14, 14, 14, 12, 12, 12, 10]
    assert (found[23].total_mg, found[24].total_mg) == (2, 0)


def test_methadone_over_a_week():
    assert most(days(STARTS["methadone"], *[TODAY] * 8)) == [30, 30, 30, 24, 18, 12, 6, 0]


def test_no_first_dose_of_methadone_above_thirty():
    assert days(State("methadone", first=60), TODAY)[0].max_mg == 30


@pytest.mark.parametrize(
    ("bound", "each"),
    [(2.88, 0.54), (2.16, 0.54), (1.44, 0.36), (0.72, 0.18)],
)
def test_lofexidine_four_times_a_day_within_its_bound(bound, each):
    found = days(State("lofexidine", first=bound), *[TODAY] * 10)
    assert [dose.mg for dose in found[0].doses] == [each] * 4
    assert max(most(found)) <= bound
    assert found[9].doses == ()


def test_lofexidine_comes_down_over_its_last_days():
    assert most(days(STARTS["lofexidine"], *[TODAY] * 9))[6:] == [2.16, 1.44, 0.72]


def test_lofexidine_in_the_uk():
    assert most(days(State("lofexidine", first=2.4), TODAY, value=uk)) == [0.8]


def test_clonidine_rises_by_a_step_a_day_while_withdrawal_goes_on():
    assert most(days(STARTS["clonidine"], *[WITHDRAWAL] * 8)) == [0.4, 0.8, 0.8, 0.8, 0.8, 0.4, 0.2, 0]
    assert most(days(State("clonidine", first=1.2), *[WITHDRAWAL] * 5)) == [0.4, 0.8, 1.2, 1.2, 1.2]


def test_the_note_says_when_a_dose_is_left_out():
    note = days(STARTS["clonidine"], TODAY)[0].note
    assert all(number in note for number in ("90", "100", "55"))


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_no_dose_when_drowsy_and_the_first_day_is_not_skipped(start):
    held, first = days(start, SEDATED, TODAY)
    assert held.doses == ()
    assert first == days(start, TODAY)[0]


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_a_first_dose_not_taken_is_still_the_first(start):
    assert days(start, TODAY, MISSED)[1] == days(start, TODAY)[0]


def test_three_days_missed_end_the_course_and_tolerance_is_named():
    over = days(STARTS["methadone"], TODAY, TODAY, MISSED, MISSED, MISSED, TODAY)
    assert [bool(order.doses) for order in over] == [True, True, True, True, False, False]
    assert "tolerance is lost" in over[-1].note


@given(st.lists(st.sampled_from(EVERY_EVENT), max_size=60), st.sampled_from(list(STARTS.values())), st.sampled_from([us, uk]))
def test_any_course_ends(events, start, value):
    found = days(start, *events, *[TODAY] * (last_day(start.regimen, value) + 1), value=value)
    assert found[-1].doses == ()
