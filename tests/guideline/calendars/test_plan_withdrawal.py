"""Where a calendar of withdrawal management begins: expectations first."""

from itertools import islice

import pytest

from holdfast.guideline.calendars import plan_withdrawal as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import us

ILL = {"cows_score": 14, "physically_dependent": True}


def most(planned):
    assert not isinstance(planned, Refused), planned
    return [round(order.max_mg, 2) for order in islice(planned.orders, planned.days)]


def test_slow_in_the_community_and_quick_in_hospital():
    assert len(most(plan.begun(ILL, us))) == 25
    assert most(plan.begun({**ILL, "setting": "hospital"}, us)) == [8, 8, 6, 6, 4, 4, 2, 0]


def test_it_is_never_the_whole_of_treatment():
    assert "not treatment" in plan.begun(ILL, us).notes[0]


def test_a_failing_liver_gets_half_and_no_naloxone():
    planned = plan.begun({**ILL, "child_pugh": "C"}, us)
    assert planned.medicine == "buprenorphine_sl"
    assert max(most(planned)) == 12
    assert plan.begun(ILL, us).medicine == "buprenorphine_naloxone_sl"


@pytest.mark.parametrize(("more", "first"), [({}, 20), ({"age": 70}, 10)])
def test_methadone_begins_with_a_first_dose_for_this_person(more, first):
    assert most(plan.begun({**ILL, **more}, us, "methadone"))[0] == first


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({}, 2.16),
        ({"child_pugh": "A"}, 2.16),
        ({"child_pugh": "B"}, 1.44),
        ({"child_pugh": "C"}, 0.72),
        ({"egfr": 89}, 1.44),
        ({"egfr": 29}, 0.72),
        ({"egfr": 90}, 2.16),
        ({"egfr": 60, "child_pugh": "C"}, 0.72),
    ],
)
def test_lofexidine_by_liver_and_kidneys(more, day):
    assert max(most(plan.begun({**ILL, **more}, us, "lofexidine"))) == day


@pytest.mark.parametrize(
    ("more", "bound"),
    [({}, 0.8), ({"weight_kg": 95}, 0.8), ({"weight_kg": 95, "setting": "hospital"}, 1.2), ({"setting": "hospital"}, 0.8)],
)
def test_clonidine_by_weight_and_place(more, bound):
    assert plan._bound("clonidine", {**ILL, **more}, us) == bound


@pytest.mark.parametrize("product", ["clonidine", "lofexidine"])
@pytest.mark.parametrize(
    ("more", "low"),
    [
        ({"systolic_bp": 95}, True),
        ({"systolic_bp": 95, "setting": "hospital"}, False),
        ({"systolic_bp": 85, "setting": "hospital"}, True),
        ({"diastolic_bp": 55}, True),
        ({"heart_rate": 50}, True),
        ({"systolic_bp": 120, "diastolic_bp": 80, "heart_rate": 70}, False),
    ],
)
def test_not_with_a_low_pressure_or_a_slow_pulse(product, more, low):
    assert isinstance(plan.begun({**ILL, **more}, us, product), Refused) is low


@pytest.mark.parametrize(
    ("more", "product"),
    [
        ({"sedated": True}, None),
        ({"current_medication": "methadone"}, None),
        ({"lost_tolerance": True}, None),
        ({}, "opium"),
    ],
)
def test_refused_with_what_to_do_instead(more, product):
    refused = plan.begun({**ILL, **more}, us, product)
    assert isinstance(refused, Refused)
    assert refused.instead
