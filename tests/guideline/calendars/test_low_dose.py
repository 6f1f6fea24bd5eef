"""Tiny rising doses while the other opioid goes on: expectations first, then every reachable state."""

import pytest

from holdfast.guideline.calendars.days import Happened
from holdfast.guideline.calendars.low_dose import State, next_day
from tests.guideline.calendars.visiting import MISSED, TODAY, WITHDRAWAL, uk, us

SEDATED = Happened(sedated=True)
PUBLISHED = [0.5, 1, 2, 4, 6, 8, 12]


def days(*events, value=us, state=None):
    state, orders = state or State(), []
    for happened in events:
        state, order = next_day(state, happened, value)
        orders.append(order)
    return orders


def totals(orders):
    return [order.total_mg for order in orders]


def test_the_published_seven_days():
    assert totals(days(*[TODAY] * 9)) == [*PUBLISHED, 12, 12]


def test_the_uk_schedule_fits_its_tablets():
    assert totals(days(*[TODAY] * 7, value=uk)) == [0.4, 0.8, 1.6, 4, 5.6, 8, 12]


def test_the_other_opioid_stops_on_the_last_step_only():
    notes = [order.note for order in days(*[TODAY] * 7)]
    assert all("Do not stop your other opioid" in note for note in notes[:6])
    assert notes[6] == "From today buprenorphine alone: the other opioid stops."


def test_after_the_schedule_it_goes_on_to_sixteen_and_then_as_usual():
    found = days(*[TODAY] * 7, WITHDRAWAL, WITHDRAWAL)
    assert [order.max_mg for order in found[7:]] == [16, 20]


def test_rising_withdrawal_keeps_the_step():
    found = days(TODAY, TODAY, WITHDRAWAL, TODAY)
    assert totals(found) == [0.5, 1, 1, 2]
    assert "stay on this step" in found[2].note


def test_withdrawal_before_the_first_dose_is_no_reason_to_wait():
    assert totals(days(WITHDRAWAL)) == [0.5]


@pytest.mark.parametrize(("missed", "following"), [(1, 4), (2, 2), (3, 0.5), (5, 0.5)])
def test_missed_days_repeat_go_back_or_start_again(missed, following):
    assert totals(days(TODAY, TODAY, TODAY, TODAY, *[MISSED] * missed))[-1] == following


def test_a_first_dose_missed_is_still_the_first():
    assert totals(days(TODAY, MISSED, MISSED)) == [0.5, 0.5, 0.5]


def test_no_dose_when_drowsy():
    found = days(TODAY, TODAY, SEDATED, TODAY)
    assert totals(found) == [0.5, 1, 0, 2]


def test_missed_after_the_last_step():
    assert totals(days(*[TODAY] * 7, MISSED)) == [*PUBLISHED, 12]
    assert totals(days(*[TODAY] * 8, MISSED)) == [*PUBLISHED, 12, 12]
