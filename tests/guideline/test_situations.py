"""Conditions that several medicines read."""

import pytest

from holdfast.engines.bedside import Person, judge
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.guideline.situations import in_scope, opioid_use_disorder, under_naltrexone_block
from holdfast.language.expressions import condition, resolved
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.guideline.judged import DAY


def answer(node, place="us", **known):
    dated = guideline().on(DAY, place)
    return judge(resolved(condition(node), dated.by_limit), Person.of(derived(known), FACTS.values()))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"dsm5_criteria": 2}, YES),
        ({"dsm5_criteria": 1, "current_medication": "none"}, NO),
        ({"dsm5_criteria": 1}, UNKNOWN),
        ({"dsm5_criteria": 0, "dsm5_criteria_worst": 6}, YES),
        ({"current_medication": "methadone"}, YES),
        ({"current_medication": "diamorphine"}, YES),
        ({"remission_months": 30}, YES),
        ({"main_opioid": "heroin", "current_medication": "none"}, UNKNOWN),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_an_opioid_use_disorder_now_or_before(known, expected, place):
    assert answer(opioid_use_disorder, place, **known) is expected


@pytest.mark.parametrize(
    ("known", "scope"),
    [
        ({}, False),
        ({"age": 20, "sex": "female"}, False),
        ({"main_opioid": "none"}, False),
        ({"takes_opioid_analgesic": False}, False),
        ({"current_medication": "none"}, False),
        ({"alcohol_use": "dependent", "phq9_score": 20}, False),
        ({"main_opioid": "heroin"}, True),
        ({"takes_opioid_analgesic": True}, True),
        ({"oud_ever": True}, True),
        ({"cows_score": 4}, True),
        ({"overdoses_past_year": 0}, True),
    ],
)
def test_the_guideline_speaks_only_where_the_record_says_something_of_opioids(known, scope):
    assert (answer(in_scope, **known) is YES) == scope


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"current_medication": "naltrexone_xr", "days_since_xr_injection": 27}, YES),
        ({"current_medication": "naltrexone_xr", "days_since_xr_injection": 28}, NO),
        ({"current_medication": "naltrexone_xr"}, UNKNOWN),
        ({"current_medication": "naltrexone_oral"}, YES),
        ({"current_medication": "none"}, NO),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_naltrexone_blocks_for_twenty_eight_days(known, expected, place):
    assert answer(under_naltrexone_block, place, **known) is expected
