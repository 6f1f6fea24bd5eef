"""A calendar handed in, and nobody dosed who is not awake."""

import pytest

from holdfast.guideline.calendars.given_days import GivenDay, awake_first
from tests.guideline.calendars.visiting import us


@pytest.mark.parametrize(
    ("days", "facts", "stopped"),
    [
        ([GivenDay(1, 20, 20, 20)], {"sedated": True}, True),
        ([GivenDay(1, 20, 20, 20)], {"intoxicated": True}, True),
        ([GivenDay(1, 20, 20, 20)], {}, False),
        ([GivenDay(1, 20, 0, 20)], {"sedated": True}, False),
        ([], {"sedated": True}, False),
    ],
)
def test_no_dose_while_drowsy(days, facts, stopped):
    assert bool(awake_first(days, facts, us)) is stopped


def test_the_day_is_named():
    assert GivenDay(3, 1, 1, 1).where == "calendar.days: day 3"
