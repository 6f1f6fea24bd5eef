"""From a daily dose to an injection: the labels' tables, and no answer between their rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.conversions import converted
from holdfast.guideline.calendars.days import Refused

ROWS = [
    # daily dose; weekly, monthly
    (2, 8, None),
    (6, 8, None),
    (8, 16, 64),
    (10, 16, 64),
    (12, 24, 96),
    (14, 24, 96),  # V89
    (16, 24, 96),
    (18, 32, 128),
    (24, 32, 128),
]
GAPS = [1, 7, 11, 17, 25, 33]


@pytest.mark.parametrize(("daily", "weekly", "monthly"), ROWS)
@pytest.mark.parametrize("maker", ["brixadi", "buvidal"])
def test_the_rows(maker, daily, weekly, monthly):
    assert converted(f"{maker}_weekly", daily) == weekly
    found = converted(f"{maker}_monthly", daily)
    assert found == monthly if monthly else isinstance(found, Refused)


@pytest.mark.parametrize("daily", GAPS)
def test_between_the_rows_a_prescriber_decides(daily):
    found = converted("buvidal_weekly", daily)
    assert isinstance(found, Refused)
    assert "prescriber" in found.instead[0]


def test_the_highest_row_is_buvidals_alone():
    assert converted("buvidal_monthly", 28) == 160
    assert converted("buvidal_weekly", 28) == Refused(("At 28 mg a day the table has no such injection.",), ("The monthly injection.",))
    assert isinstance(converted("brixadi_monthly", 28), Refused)


@pytest.mark.parametrize(("daily", "weekly", "monthly"), [(4, 8, None), (6, 16, 64), (12, 24, 96), (14, 32, 128), (18, 32, 128)])
def test_espranor_has_rows_of_its_own(daily, weekly, monthly):
    assert converted("buvidal_weekly", daily, espranor=True) == weekly
    found = converted("buvidal_monthly", daily, espranor=True)
    assert found == monthly if monthly else isinstance(found, Refused)


@given(st.floats(0, 40), st.sampled_from(["brixadi_weekly", "buvidal_weekly"]))
def test_the_weekly_injection_never_exceeds_its_most(daily, product):
    found = converted(product, daily)
    assert isinstance(found, Refused) or found in (8, 16, 24, 32)
