"""Folding a step over what is expected, and reading a person's facts."""

from itertools import islice

import pytest

from holdfast.guideline.calendars.courses import course, missing, number, too_much, yes
from holdfast.guideline.calendars.days import Dose, Happened, Order
from tests.guideline.calendars.visiting import us


def counting(state, happened, value):
    return state + 1, Order((Dose(state, "held" if happened.sedated else "given"),))


def test_a_course_folds_the_step_over_what_is_expected():
    orders = course(counting, 1, us, Happened(sedated=True), lambda state: Happened(sedated=state > 2))
    assert [(order.total_mg, order.doses[0].when) for order in islice(orders, 3)] == [(1, "held"), (2, "given"), (3, "held")]


def test_a_course_expects_nothing_unless_told():
    assert [order.doses[0].when for order in islice(course(counting, 1, us), 2)] == ["given", "given"]


@pytest.mark.parametrize(("value", "found"), [(3, 3.0), (2.5, 2.5), (True, None), ("3", None), (None, None)])
def test_a_number_is_a_number_or_unknown(value, found):
    assert number({"age": value}, "age") == found
    assert number({}, "age") is None


def test_yes_is_only_a_known_yes():
    assert yes({"sedated": True}, "sedated")
    assert not yes({"sedated": "true"}, "sedated")
    assert not yes({}, "sedated")


@pytest.mark.parametrize("refused", [missing("the dose", "Which dose?"), too_much("methadone", 397, 300)])
def test_every_refusal_says_what_to_do(refused):
    assert refused.reasons
    assert refused.instead
