"""Where a calendar of buprenorphine injections begins: expectations first."""

from itertools import islice

import pytest

from holdfast.guideline.calendars import plan_injections as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import uk, us

ON_SL = {"current_medication": "buprenorphine", "current_buprenorphine_mg": 14}
LOW_METHADONE = {"current_medication": "methadone", "current_methadone_mg": 30, "hours_since_methadone": 24}
ON_XR = {
    "current_medication": "buprenorphine_xr",
    "xr_product": "sublocade",
    "xr_dose_mg": 300,
    "xr_doses_given": 1,
    "days_since_xr_injection": 20,
}


def given_on(planned, days=40):
    assert not isinstance(planned, Refused), planned
    return {day: order.max_mg for day, order in enumerate(islice(planned.orders, days), 1) if order.doses}


@pytest.mark.parametrize(
    ("values", "value", "place", "product", "found"),
    [
        ({}, us, "us", None, {1: 300, 29: 300}),
        ({}, us, "us", "brixadi_weekly", {1: 16, 2: 8, 8: 24, 15: 24, 22: 24, 29: 24, 36: 24}),
        ({}, uk, "uk", None, {1: 16, 2: 8, 8: 24, 15: 24, 22: 24, 29: 24, 36: 24}),
        (ON_SL, uk, "uk", None, {1: 96, 29: 96}),  # V89
        (ON_SL, uk, "uk", "buvidal_weekly", {1: 24, 8: 24, 15: 24, 22: 24, 29: 24, 36: 24}),
        ({**ON_SL, "takes_espranor": True}, uk, "uk", "buvidal_monthly", {1: 128, 29: 128}),
        (ON_SL, us, "us", "brixadi_monthly", {1: 96, 29: 96}),
        (ON_SL, us, "us", "sublocade", {1: 300, 29: 300}),
        (LOW_METHADONE, uk, "uk", None, {1: 16, 2: 8, 8: 24, 15: 24, 22: 24, 29: 24, 36: 24}),
        ({"xr_product": "buvidal_weekly"}, us, "us", None, {1: 16, 2: 8, 8: 24, 15: 24, 22: 24, 29: 24, 36: 24}),
    ],
)
def test_a_first_injection(values, value, place, product, found):
    assert given_on(plan.started(values, value, place, product)) == found


@pytest.mark.parametrize(
    ("values", "product", "word"),
    [
        ({"sedated": True}, None, "Drowsy"),
        ({}, "brixadi_monthly", "already take"),
        ({}, "depot", "which injection"),
        ({"current_medication": "buprenorphine"}, None, "daily dose"),
        ({**ON_SL, "current_buprenorphine_mg": 7}, "brixadi_weekly", "outside the rows"),
        ({**LOW_METHADONE, "current_methadone_mg": 55}, None, "55 mg a day"),  # V90
        ({**LOW_METHADONE, "current_methadone_mg": None}, None, "unknown dose"),
        ({**LOW_METHADONE, "hours_since_methadone": 20}, None, "too recent"),
        ({**LOW_METHADONE, "hours_since_methadone": None}, None, "too recent"),
    ],
)
def test_what_must_come_first(values, product, word):
    refused = plan.started(values, us, "us", product)
    assert isinstance(refused, Refused)
    assert word in refused.reasons[0]
    assert refused.instead


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, {9: 300, 37: 100}),
        ({"xr_dose_mg": 100, "xr_doses_given": None}, {9: 100, 37: 100}),
        ({"xr_doses_given": 2}, {9: 100, 37: 100}),
        ({"xr_doses_given": 7}, {9: 300, 37: 300}),
        ({"xr_product": "buvidal_weekly", "xr_dose_mg": 24, "days_since_xr_injection": 7, "xr_doses_given": 5}, {1: 24, 8: 24, 15: 24}),
        ({"xr_product": "brixadi_monthly", "xr_dose_mg": 96, "days_since_xr_injection": 28, "xr_doses_given": 5}, {1: 96, 29: 96}),
        ({"sedated": True, "days_since_xr_injection": 28}, {2: 300, 30: 100}),
    ],
)
def test_the_next_injections(more, found):
    assert {day: mg for day, mg in given_on(plan.continued({**ON_XR, **more}, us)).items() if day <= max(found)} == found


@pytest.mark.parametrize(
    "more",
    [
        {"xr_product": None},
        {"xr_product": "vivitrol"},
        {"xr_dose_mg": None},
        {"days_since_xr_injection": None},
        {"xr_product": "buvidal_weekly"},
    ],
)
def test_what_must_be_known_to_go_on(more):
    assert isinstance(plan.continued({**ON_XR, **more}, us), Refused)
