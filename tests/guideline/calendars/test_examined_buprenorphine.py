"""Buprenorphine calendars handed in: what breaks, what is only noted."""

import pytest

from holdfast.guideline.calendars.examined_buprenorphine import examined
from holdfast.guideline.calendars.given_days import GivenDay
from tests.guideline.calendars.visiting import uk, us

ON = {"current_medication": "buprenorphine", "current_buprenorphine_mg": 16}


def days(*doses):
    return [GivenDay(place, mg or 0, mg or 0, mg or 0, mg is None) for place, mg in enumerate(doses, 1)]


def stops(start, doses, facts, value=us):
    return [each.hard for each in examined(start, days(*doses), facts, value).breaches]


@pytest.mark.parametrize(
    ("start", "doses", "expected"),
    [
        ("start_buprenorphine_standard", (8, 16, 24), []),
        ("start_buprenorphine_standard", (12, 16), [False]),
        ("start_buprenorphine_standard", (8, 20), [False]),
        ("start_buprenorphine_standard", (8, None, 20), [False]),
        ("start_buprenorphine_home", (12,), []),
        ("start_buprenorphine_home", (16,), [False]),
        ("start_buprenorphine_high_dose", (32,), []),
        ("start_buprenorphine_high_dose", (40,), [False, False]),
        ("start_buprenorphine_no_withdrawal", (2, 4), []),
        ("start_buprenorphine_no_withdrawal", (8,), [False]),
        ("start_buprenorphine_low_dose", (0.5, 1, 2, 4, 6, 8, 12, 16), []),
        ("start_buprenorphine_low_dose", (2,), [False]),
        ("switch_methadone_to_buprenorphine", (0.5, 1, 8), [False]),
        ("start_buprenorphine_low_dose", (0.5, None, 1), []),
        ("start_buprenorphine_low_dose", (16,), [True]),
        ("start_buprenorphine_low_dose", (0.5, 1, 2, 9), [False]),
    ],
)
def test_a_start(start, doses, expected):
    assert stops(start, doses, {}) == expected


@pytest.mark.parametrize(
    ("doses", "facts", "expected"),
    [
        ((16,), {}, []),
        ((16,), {"missed_doses": 5}, []),
        ((16,), {"missed_doses": 6}, [True]),
        ((8,), {"missed_doses": 6}, []),
        ((16,), {"missed_doses": 4, "opioids_since_last_dose": True}, [True]),
        ((16, *(None,) * 6, 16), {}, [True]),
    ],
)
def test_after_missed_days(doses, facts, expected):
    assert stops("resume_buprenorphine", doses, {**ON, **facts}) == expected


def test_without_a_known_dose_only_the_most_is_looked_at():
    assert stops("continue_current", (16, 40), {}) == [False]


@pytest.mark.parametrize(
    ("value", "dose", "expected", "noted"), [(us, 32, [], True), (us, 33, [False], False), (uk, 26, [False], False), (us, 24, [], False)]
)
def test_the_most_a_day(value, dose, expected, noted):
    found = examined("increase_buprenorphine", days(dose), ON, value)
    assert ([each.hard for each in found.breaches], any("helps some people" in note for note in found.notes)) == (expected, noted)


def test_an_overlap_is_no_duplicate_therapy():
    found = examined("start_buprenorphine_low_dose", days(0.5, 1), {"current_medication": "methadone"}, us)
    assert found.breaches == []
    assert "no duplicate therapy" in found.notes[0]
