"""What a calendar is made of, and its shape for other programs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.days import Calendar, Day, Dose, Order, Refused, rounded_down, sensible, shares

TIMES = ("a", "b", "c", "d")


def test_an_order_knows_its_first_its_sure_and_its_largest_dose():
    order = Order((Dose(20, "first"), Dose(10, "after 3 h or more", "withdrawal goes on and no sedation")))
    assert (order.first_mg, order.total_mg, order.max_mg) == (20, 20, 30)


def test_an_order_without_doses_is_nothing_today():
    assert (Order().first_mg, Order().total_mg, Order().max_mg) == (0, 0, 0)


def test_a_calendar_in_the_contracts_shape():
    order = Order((Dose(20.0, "first"), Dose(2.5, "later", "withdrawal")), "Rest.")
    calendar = Calendar("methadone", "start_methadone", (Day(1, date(2026, 11, 21), order),), ("note",), ("limit",))
    assert calendar.as_json() == {
        "medicine": "methadone",
        "start": "start_methadone",
        "days": [
            {
                "day": 1,
                "date": "2026-11-21",
                "first_mg": 20,
                "total_mg": 20,
                "max_mg": 22.5,
                "doses": [{"mg": 20, "when": "first", "if": None}, {"mg": 2.5, "when": "later", "if": "withdrawal"}],
                "note": "Rest.",
            }
        ],
        "notes": ["note"],
        "limits": ["limit"],
    }


def test_a_refusal_says_why_and_what_instead():
    assert Refused(("no",), ("yes",)).as_json() == {"refused": ["no"], "instead": ["yes"]}


@pytest.mark.parametrize(("mg", "written"), [(20.0, 20), (2.5, 2.5), (0.1 + 0.2, 0.3), (7, 7)])
def test_doses_are_written_sensibly(mg, written):
    assert sensible(mg) == written
    assert isinstance(sensible(mg), int) == isinstance(written, int)


@pytest.mark.parametrize(("mg", "unit", "found"), [(22.5, 2.5, 22.5), (23, 2.5, 22.5), (0.54, 0.18, 0.54), (0.3, 0.1, 0.3), (2, 2.5, 0)])
def test_rounding_down(mg, unit, found):
    assert rounded_down(mg, unit) == pytest.approx(found)


def test_one_share_is_the_dose_once_a_day():
    assert shares(80, 1, 1, TIMES) == (Dose(80, "once a day"),)


@pytest.mark.parametrize(
    ("mg", "parts", "unit", "found"),
    [(80, 2, 1, (40, 40)), (85, 2, 1, (43, 42)), (22.5, 2, 1, (11.5, 11)), (14, 2, 2, (8, 6)), (2, 4, 2, (2,))],
)
def test_shares_are_even_with_the_larger_first(mg, parts, unit, found):
    assert tuple(dose.mg for dose in shares(mg, parts, unit, TIMES)) == found


@given(st.integers(1, 800).map(lambda quarter: quarter / 4), st.integers(1, 4), st.sampled_from([1, 2]))
def test_shares_add_up(mg, parts, unit):
    doses = shares(mg, parts, unit, TIMES)
    assert sum(dose.mg for dose in doses) == pytest.approx(mg)
    assert len(doses) <= parts
