"""Whether a first dose of an opioid medicine may be given today: one thing at a time out of order."""

import pytest

from holdfast.guideline.calendars.days import Refused
from holdfast.guideline.calendars.first_dose_checks import buprenorphine_not_now, methadone_not_now
from tests.guideline.calendars.visiting import us

READY = {
    "main_opioid": "heroin",
    "hours_since_short_acting_opioid": 12,
    "cows_score": 11,
    "objective_withdrawal_signs": 1,
    "pre_dose_checklist_clear": True,
}
EITHER = [
    {"pre_dose_checklist_clear": None},
    {"pre_dose_checklist_clear": False},
    {"respiratory_insufficiency": "acute_severe"},
    {"head_injury": True},
    {"age": 15, "guardian_consent": True},
    {"under_sixteen": True},
    {"current_medication": "naltrexone_oral"},
    {"current_medication": "naltrexone_xr"},
    {"current_medication": "naltrexone_xr", "days_since_xr_injection": 27},
]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"age": 15, "specialist_agreed": True},
        {"age": 16},
        {"current_medication": "naltrexone_oral", "naltrexone_tablets_stopped": True},
        {"current_medication": "naltrexone_xr", "days_since_xr_injection": 28},
        {"setting": "hospital", "hours_since_short_acting_opioid": 6},
        {"main_opioid": "fentanyl", "cows_score": 13},
        {"hours_since_methadone": 36, "cows_score": 13},
        {"days_opioid_free": 3, "hours_since_short_acting_opioid": None},
        {"hours_since_naloxone": 2},
        {"allergy_naloxone": True},
    ],
)
def test_buprenorphine_where_nothing_stands_in_the_way(more):
    assert buprenorphine_not_now({**READY, **more}, us) is None


@pytest.mark.parametrize(
    "more",
    [
        *EITHER,
        {"allergy_buprenorphine": True},
        {"hours_since_short_acting_opioid": 11},
        {"hours_since_short_acting_opioid": None},
        {"setting": "hospital", "hours_since_short_acting_opioid": 5},
        {"setting": "hospital", "hours_since_short_acting_opioid": 8, "fentanyl_exposure": True, "cows_score": 20},
        {"hours_since_long_acting_opioid": 23},
        {"main_opioid": "long_acting_prescription", "cows_score": 20},
        {"takes_opioid_analgesic": True},
        {"last_opioid_class": "long_acting"},
        {"long_acting_lately": True},
        {"hours_since_methadone": 35},
        {"main_opioid": "methadone", "cows_score": 20},
        {"methadone_lately": True, "cows_score": 20},
        {"last_opioid_class": "methadone", "cows_score": 20},
        {"main_opioid": None, "hours_since_short_acting_opioid": None},
        {"cows_score": 10},
        {"cows_score": None},
        {"main_opioid": "fentanyl", "cows_score": 12},
        {"objective_withdrawal_signs": 0},
        {"objective_withdrawal_signs": None},
        {"hours_since_naloxone": 1},
    ],
)
def test_buprenorphine_not_now(more):
    refused = buprenorphine_not_now({**READY, **more}, us)
    assert isinstance(refused, Refused)
    assert "single symptoms" in refused.instead[-1]


@pytest.mark.parametrize(
    "more",
    [{}, {"age": 17, "guardian_consent": True}, {"age": 18}, {"qtc_ms": 499}, {"hours_since_methadone": 18}, {"hours_since_naloxone": 24}],
)
def test_methadone_where_nothing_stands_in_the_way(more):
    assert methadone_not_now({**READY, **more}, us, "us") is None


@pytest.mark.parametrize(
    "more",
    [
        *EITHER,
        {"allergy_methadone": True},
        {"methadone_lawful_here": False},
        {"age": 17},
        {"bowel_obstruction": True},
        {"qtc_ms": 500},
        {"torsades_history": True},
        {"maoi_use": True},
        {"hours_since_methadone": 17},
        {"hours_since_naloxone": 23},
    ],
)
def test_methadone_not_now(more):
    assert isinstance(methadone_not_now({**READY, **more}, us, "us"), Refused)


@pytest.mark.parametrize("more", [{"methadone_lawful_here": False}, {"age": 17}])
def test_what_is_law_in_the_us_only(more):
    assert methadone_not_now({**READY, **more}, us, "uk") is None
