"""Where a naltrexone calendar begins: only after the gap, and only with tests that show it."""

from itertools import islice

import pytest

from holdfast.guideline.calendars import plan_naltrexone as plan
from holdfast.guideline.calendars.days import Refused
from tests.guideline.calendars.visiting import us

NEVER = [
    {"current_medication": "methadone"},
    {"takes_opioid_analgesic": True},
    {"opioid_urine_positive": True},
    {"opioid_urine_negative": True, "naloxone_challenge_negative": False},
    {"naloxone_challenge_positive": True},
    {"cows_score": 5},
    {"acute_hepatitis": True},
    {"alt_times_uln": 5.1},
    {"child_pugh": "C"},
    {"opioid_analgesia_planned": True},
    {"hours_since_short_acting_opioid": 167},
    {"hours_since_methadone": 335},
    {"hours_since_methadone": 239, "naloxone_challenge_negative": True},
    {"hours_since_buprenorphine": 30},
    {"hours_since_long_acting_opioid": 30},
    {"opioid_within_a_week": True},
    {"days_opioid_free": 6},
    {"days_opioid_free": 13, "last_opioid_class": "methadone"},
]
FREE = {"days_opioid_free": 12, "last_opioid_class": "short_acting", "opioid_urine_negative": True}


def given_on(planned, days=30):
    assert not isinstance(planned, Refused), planned
    return {day: order.max_mg for day, order in enumerate(islice(planned.orders, days), 1) if order.doses}


def test_the_injection_in_the_us_and_tablets_in_the_uk():
    assert given_on(plan.started(FREE, us, "us", 0)) == {1: 380, 29: 380}
    assert given_on(plan.started(FREE, us, "uk", 0), 3) == {1: 25, 2: 50, 3: 50}
    assert given_on(plan.started({**FREE, "prefers_injection": False}, us, "us", 0), 2) == {1: 25, 2: 50}


@pytest.mark.parametrize(("product", "found"), [("naltrexone", {1: 25, 2: 50}), ("vivitrol", {1: 380}), ("thrice_weekly", {1: 25})])
def test_by_the_form_asked_for(product, found):
    assert given_on(plan.started(FREE, us, "us", 0, product), 2) == found


@pytest.mark.parametrize(
    "more",
    [
        {"days_opioid_free": 7},
        {"last_opioid_class": "methadone", "days_opioid_free": 14},
        {"last_opioid_class": "methadone", "days_opioid_free": 10, "naloxone_challenge_negative": True},
        {"last_opioid_class": None, "days_opioid_free": 14},
        {"last_opioid_class": "buprenorphine_xr", "days_opioid_free": 200, "naloxone_challenge_negative": True},
    ],
)
def test_after_the_gap(more):
    assert given_on(plan.started({**FREE, **more}, us, "us", 0), 1) == {1: 380}


@pytest.mark.parametrize(
    "more",
    [
        {"days_opioid_free": 6},
        {"days_opioid_free": None},
        {"last_opioid_class": "methadone"},
        {"last_opioid_class": "methadone", "days_opioid_free": 9, "naloxone_challenge_negative": True},
        {"last_opioid_class": None},
        {"last_opioid_class": "buprenorphine_xr", "days_opioid_free": 200},
        {"opioid_urine_negative": None},
        {"opioid_urine_positive": True},
        {"naloxone_challenge_negative": False},
        {"naloxone_challenge_positive": True},
        {"current_medication": "buprenorphine"},
        {"takes_opioid_analgesic": True},
        *NEVER,
    ],
)
def test_never_before(more):
    assert isinstance(plan.started({**FREE, **more}, us, "us", 0), Refused)


def test_a_form_that_does_not_exist():
    assert isinstance(plan.started(FREE, us, "us", 0, "implant"), Refused)


def test_going_on_with_tablets():
    assert given_on(plan.continued({"current_medication": "naltrexone_oral", "missed_doses": 0}, us, 0), 2) == {1: 50, 2: 50}
    assert given_on(plan.continued({"current_medication": "naltrexone_oral", "missed_doses": 9}, us, 0), 1) == {1: 25}


def test_going_on_with_the_injection():
    on = {"current_medication": "naltrexone_xr", "days_since_xr_injection": 20}
    assert given_on(plan.continued(on, us, 0), 10) == {9: 380}
    assert isinstance(plan.continued({"current_medication": "naltrexone_xr"}, us, 0), Refused)


@pytest.mark.parametrize(
    ("more", "sure"),
    [
        ({}, 0),  # V76: six weeks
        ({"opioid_urine_negative": True}, 380),
        ({"days_since_xr_injection": 35}, 0),
        ({"days_since_xr_injection": 34}, 380),
        ({"days_since_xr_injection": 28, "still_using_opioids": True}, 0),
        ({"days_since_xr_injection": 28}, 380),
    ],
)
def test_a_late_injection_or_a_lapse_needs_a_urine_test(more, sure):
    on = {"current_medication": "naltrexone_xr", "days_since_xr_injection": 42, **more}
    assert next(plan.continued(on, us, 0).orders).total_mg == sure


@pytest.mark.parametrize("more", NEVER)
@pytest.mark.parametrize(
    "on",
    [{"current_medication": "naltrexone_oral", "missed_doses": 0}, {"current_medication": "naltrexone_xr", "days_since_xr_injection": 29}],
)
def test_what_stops_a_start_stops_the_next_dose_too(more, on):
    refused = plan.continued({**on, **more}, us, 0)
    assert isinstance(refused, Refused)
    assert refused.instead


@pytest.mark.parametrize("more", [{"hours_since_short_acting_opioid": 168}, {"hours_since_methadone": 240, "naloxone_challenge_negative": True},
                                  {"alt_times_uln": 5}, {"cows_score": 4}, {"days_opioid_free": 7}])  # fmt: skip
def test_what_is_long_past_or_mild_does_not_stop_it(more):
    on = {"current_medication": "naltrexone_xr", "days_since_xr_injection": 29}
    assert given_on(plan.continued({**on, **more}, us, 0), 1) == {1: 380}


def test_tablets_whose_missed_days_nobody_counted():
    assert isinstance(plan.continued({"current_medication": "naltrexone_oral"}, us, 0), Refused)
