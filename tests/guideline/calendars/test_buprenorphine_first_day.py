"""The first day of buprenorphine by the way it is started: expectations first."""

import pytest

from holdfast.guideline.calendars.buprenorphine_first_day import DAY_ONE_MOST, NOTES, careful, first_day, highest
from tests.guideline.calendars.visiting import uk, us, with_values

EXPECTED = [
    # course, small, already taken; the doses
    ("standard", False, 0, (4, 4)),
    ("standard", True, 0, (2, 2, 2, 2)),
    ("home", False, 0, (4, 4, 4)),
    ("home", True, 0, (2, 2, 2, 2)),
    ("high_dose", False, 0, (8, 8, 8, 8)),
    ("after_overdose", False, 0, (16, 8, 8)),
    ("no_withdrawal", False, 0, (2,)),
    ("precipitated", False, 4, (8, 8, 8)),
    ("precipitated", False, 16, (8, 8)),
    ("precipitated", False, 28, (4,)),
    ("precipitated", False, 32, ()),
]


@pytest.mark.parametrize("value", [us, uk])
@pytest.mark.parametrize(("course", "small", "already", "doses"), EXPECTED)
def test_the_doses_of_the_first_day(course, small, already, doses, value):
    order = first_day(course, small, already, value)
    assert tuple(dose.mg for dose in order.doses) == doses
    assert order.note == NOTES[course]


@pytest.mark.parametrize("course", NOTES)
def test_only_the_first_dose_is_sure(course):
    order = first_day(course, False, 0, us)
    assert order.total_mg == order.first_mg
    assert order.max_mg <= 32


def test_the_second_dose_comes_after_a_look():
    second = first_day("standard", False, 0, us).doses[1]
    assert (second.when, second.condition) == ("after 60 to 120 min", "withdrawal goes on and no sedation")


def test_a_programme_may_set_the_first_day_higher():
    assert first_day("standard", False, 0, with_values({DAY_ONE_MOST: 16})).max_mg == 16


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, False),
        ({"age": 40}, False),
        ({"age": 60}, True),
        ({"last_opioid_class": "methadone"}, True),
        ({"last_opioid_class": "long_acting"}, True),
        ({"last_opioid_class": "short_acting"}, False),
        ({"current_medication": "methadone"}, True),
        ({"child_pugh": "B"}, True),
        ({"respiratory_insufficiency": "chronic"}, True),
        ({"alcohol_use": "dependent"}, True),
    ],
)
def test_small_steps_for_whom(values, found):
    assert careful(values, us) is found


def test_half_the_dose_for_a_failing_liver():
    assert (highest({}, us), highest({"child_pugh": "C"}, us)) == (24, 12)
    assert highest({}, uk) == 16
