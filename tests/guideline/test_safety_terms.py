"""Whom the claims are about."""

import pytest

from holdfast.engines.bedside import Person, judge
from holdfast.guideline import options as o
from holdfast.guideline.facts import FACTS
from holdfast.guideline.safety_terms import (
    blocked,
    disorder,
    each,
    long_lasting_or_strong,
    never,
    on_a_medicine,
    uses_or_lives_with_use,
    well,
)
from holdfast.language.expressions import Constant, condition, limits_in, resolved
from holdfast.language.truth import NO, UNKNOWN, YES


def answer(node, **known):
    node = condition(node)
    constants = {id(limit): Constant(limit.us, limit.unit) for limit in limits_in(node)}
    return judge(resolved(node, constants), Person(known, {}))


@pytest.mark.parametrize(
    ("node", "known", "expected"),
    [
        (blocked, {"current_medication": "naltrexone_oral", "missed_doses": 2}, YES),
        (blocked, {"current_medication": "naltrexone_oral", "missed_doses": 3}, NO),
        (blocked, {"current_medication": "naltrexone_xr", "days_since_xr_injection": 27}, YES),
        (blocked, {"current_medication": "naltrexone_xr", "days_since_xr_injection": 28}, NO),
        (long_lasting_or_strong, {"hours_since_methadone": 71}, YES),
        (disorder, {"dsm5_criteria": 2}, YES),
        (disorder, {"oud_ever": False, "dsm5_criteria": 1}, NO),
        (on_a_medicine, {"current_medication": "naltrexone_xr"}, YES),
        (well, {"current_medication": "methadone"}, UNKNOWN),
        (uses_or_lives_with_use, {"partner_uses": True}, YES),
        (uses_or_lives_with_use, {"urine_6mam": "positive"}, YES),
    ],
)
def test_who_is_meant(node, known, expected):
    assert answer(node, **known) is expected


def test_none_of_them_and_each_of_them():
    assert [outcome.options for outcome in never(o.METHADONE, ("avoid",))] == [(o.METHADONE,)]
    assert [outcome.options for outcome in never(o.NALTREXONE, ("avoid",))] == [o.NALTREXONE]
    assert [outcome.options for outcome in each(o.NALTREXONE, ("avoid",))] == [(o.NALTREXONE_XR,), (o.NALTREXONE_ORAL,)]
    assert set(FACTS) >= {"pregnant"}
