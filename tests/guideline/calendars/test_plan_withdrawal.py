"""Where a calendar of withdrawal management begins: expectations first."""

from itertools import islice

import pytest

from holdfast.guideline.calendars import plan_withdrawal as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import us

ILL = {
    "cows_score": 14,
    "objective_withdrawal_signs": 2,
    "physically_dependent": True,
    "main_opioid": "heroin",
    "hours_since_short_acting_opioid": 20,
    "pre_dose_checklist_clear": True,
}


def most(planned):
    assert not isinstance(planned, Refused), planned
    return [round(order.max_mg, 2) for order in islice(planned.orders, planned.days)]


def test_slow_in_the_community_and_quick_in_hospital():
    assert len(most(plan.begun(ILL, us, "us"))) == 25
    assert most(plan.begun({**ILL, "setting": "hospital"}, us, "us")) == [8, 8, 6, 6, 4, 4, 2, 0]


def test_it_is_never_the_whole_of_treatment():
    assert "not treatment" in plan.begun(ILL, us, "us").notes[0]


def test_a_failing_liver_gets_half_and_no_naloxone():
    planned = plan.begun({**ILL, "child_pugh": "C"}, us, "us")
    assert planned.medicine == "buprenorphine_sl"
    assert max(most(planned)) == 12
    assert plan.begun(ILL, us, "us").medicine == "buprenorphine_naloxone_sl"


@pytest.mark.parametrize(("more", "first"), [({}, 20), ({"age": 70}, 10)])
def test_methadone_begins_with_a_first_dose_for_this_person(more, first):
    assert most(plan.begun({**ILL, **more}, us, "us", "methadone"))[0] == first


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
    assert max(most(plan.begun({**ILL, **more}, us, "us", "lofexidine"))) == day


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
    assert isinstance(plan.begun({**ILL, **more}, us, "us", product), Refused) is low


@pytest.mark.parametrize(
    ("more", "product"),
    [
        ({"current_medication": "methadone"}, None),
        ({"current_medication": "diamorphine"}, None),
        ({"days_opioid_free": 8}, None),
        ({"days_opioid_free": 8}, "lofexidine"),
        ({"cows_score": 10}, None),
        ({"cows_score": 10}, "buprenorphine_short"),
        ({"hours_since_methadone": 30}, "buprenorphine_long"),
        ({"pre_dose_checklist_clear": None}, None),
        ({"pre_dose_checklist_clear": None}, "methadone"),
        ({"qtc_ms": 500}, "methadone"),
        ({"methadone_lawful_here": False}, "methadone"),
        ({"lost_tolerance": True}, None),
        ({}, "opium"),
    ],
)
def test_refused_with_what_to_do_instead(more, product):
    refused = plan.begun({**ILL, **more}, us, "us", product)
    assert isinstance(refused, Refused)
    assert refused.instead


def test_where_nothing_fits_it_says_what_would_allow_it_and_what_helps_meanwhile():
    refused = plan.begun({"physically_dependent": True}, us, "us")
    assert isinstance(refused, Refused)
    assert len(refused.reasons) == 4
    assert "single symptoms" in refused.instead[-1]


def test_methadone_needs_no_programme_in_the_uk():
    assert most(plan.begun({**ILL, "methadone_lawful_here": False}, us, "uk", "methadone"))[0] == 20


def test_without_naloxone_for_somebody_allergic_to_it():
    assert plan.begun({**ILL, "allergy_naloxone": True}, us, "us").medicine == "buprenorphine_sl"
