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
        ({"xr_product": "buvidal_weekly"}, uk, "uk", None, {1: 16, 2: 8, 8: 24, 15: 24, 22: 24, 29: 24, 36: 24}),
    ],
)
def test_a_first_injection(values, value, place, product, found):
    assert given_on(plan.started(values, value, place, product)) == found


@pytest.mark.parametrize(
    ("values", "product", "word"),
    [
        ({"xr_product": "buvidal_weekly"}, None, "Buvidal is not sold in the US"),
        (ON_SL, "buvidal_monthly", "not sold in the US"),
        ({"lost_tolerance": True}, None, "no longer used"),
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
        ({"xr_product": "brixadi_weekly", "xr_dose_mg": 24, "days_since_xr_injection": 7, "xr_doses_given": 5}, {1: 24, 8: 24, 15: 24}),
        ({"xr_product": "brixadi_monthly", "xr_dose_mg": 96, "days_since_xr_injection": 28, "xr_doses_given": 5}, {1: 96, 29: 96}),
    ],
)
def test_the_next_injections(more, found):
    assert {day: mg for day, mg in given_on(plan.continued({**ON_XR, **more}, us, "us")).items() if day <= max(found)} == found


@pytest.mark.parametrize(
    "more",
    [
        {"xr_product": None},
        {"xr_product": "vivitrol"},
        {"xr_dose_mg": None},
        {"days_since_xr_injection": None},
        {"xr_product": "brixadi_weekly"},
        {"xr_product": "buvidal_weekly", "xr_dose_mg": 16},
    ],
)
def test_what_must_be_known_to_go_on(more):
    assert isinstance(plan.continued({**ON_XR, **more}, us, "us"), Refused)


@pytest.mark.parametrize(("place", "product"), [("us", "buvidal_monthly"), ("uk", "sublocade"), ("uk", "brixadi_weekly")])
def test_each_country_has_its_own_injections(place, product):
    for refused in (plan.started({}, us, place, product), plan.continued({**ON_XR, "xr_product": product}, us, place)):
        assert isinstance(refused, Refused)
        assert "not sold" in refused.reasons[0]


def sure(values, days=90):
    return [order.total_mg for order in islice(plan.continued(values, us, "us").orders, days) if order.doses]


@pytest.mark.parametrize(
    ("product", "mg", "since", "late"),
    [("sublocade", 300, 42, False), ("sublocade", 300, 43, True), ("brixadi_weekly", 24, 9, False), ("brixadi_weekly", 24, 10, True),
     ("brixadi_monthly", 96, 35, False), ("brixadi_monthly", 96, 36, True), ("brixadi_monthly", 96, 3000, True)],
)  # fmt: skip
def test_late_means_a_prescriber_first(product, mg, since, late):
    on = {**ON_XR, "xr_product": product, "xr_dose_mg": mg, "days_since_xr_injection": since, "xr_doses_given": 5}
    assert sure(on, 1) == [0 if late else mg]
    assert sure({**on, "prescriber_assessed": True}, 1) == [mg]


@pytest.mark.parametrize(
    "more",
    [
        {"child_pugh": "B"},
        {"child_pugh": "C"},
        {"head_injury": True},
        {"dose_control": "sedation"},
        {"respiratory_insufficiency": "acute_severe"},
    ],
)
def test_a_weak_liver_or_a_danger_puts_a_prescriber_before_every_injection(more):
    on = {**ON_XR, **more, "days_since_xr_injection": 28}
    assert set(sure(on)) == {0}
    assert sure({**on, "prescriber_assessed": True})[:2] == [300, 0]


@pytest.mark.parametrize(("place", "product", "key"), [("us", "brixadi_weekly", "brixadi_label"), ("us", "brixadi_monthly", "brixadi_label"),
                                                       ("uk", "buvidal_weekly", "buvidal_smpc"), ("uk", "buvidal_monthly", "buvidal_smpc")])  # fmt: skip
def test_limits_come_from_the_papers_of_that_product(place, product, key):
    shown = plan.started({**ON_SL}, uk if place == "uk" else us, place, product).shown
    assert {limit.source.key for _, limit in shown} == {key}
