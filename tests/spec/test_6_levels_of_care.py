"""Levels of care stand on a scale: the highest need decides, and needs are never averaged."""

import pytest

from holdfast.language.rules import AtLeast, level_statuses
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.spec.small import HIGH, LOW, MIDDLE, finding, pregnant, rule, sedated, wants_it

RULES = (
    rule(AtLeast, LOW, when=wants_it, name="low"),
    rule(AtLeast, MIDDLE, when=pregnant, name="middle"),
    rule(AtLeast, HIGH, when=sedated, name="high"),
)


@pytest.mark.parametrize(
    ("needs", "statuses"),
    [
        ((YES, NO, NO), ("preferred", "not_indicated", "not_indicated")),
        ((YES, NO, YES), ("caution", "caution", "preferred")),
        ((YES, UNKNOWN, NO), ("preferred", "ask", "not_indicated")),
        ((UNKNOWN, YES, UNKNOWN), ("caution", "preferred", "ask")),
        ((NO, NO, NO), ("not_indicated", "not_indicated", "not_indicated")),
    ],
)
def test_the_highest_rung_that_is_needed_is_preferred(needs, statuses):
    assert level_statuses(needs) == statuses


@pytest.mark.parametrize(
    ("known", "statuses"),
    [
        ({"wants_it": True, "pregnant": False, "sedated": False}, ("preferred", "not_indicated", "not_indicated")),
        ({"wants_it": True, "pregnant": True}, ("caution", "preferred", "ask")),
        ({"wants_it": False, "pregnant": False, "sedated": True}, ("caution", "caution", "preferred")),
    ],
)
def test_one_person_stands_on_one_rung_and_may_still_have_less(known, statuses):
    levels = (LOW, MIDDLE, HIGH)
    assert tuple(finding(RULES, known, level.code, options=levels).status for level in levels) == statuses


def test_a_level_whose_need_is_unknown_says_what_to_ask_and_what_it_would_be():
    found = finding(RULES, {"wants_it": True}, "high", options=(LOW, MIDDLE, HIGH))
    assert (found.status, found.then, found.open) == ("ask", "preferred", ("sedated",))


def test_a_level_below_the_need_says_which_need_it_falls_short_of():
    found = finding(RULES, {"wants_it": False, "pregnant": False, "sedated": True}, "low", options=(LOW, MIDDLE, HIGH))
    assert [fired.ruling.rule.name for fired in found.fired] == ["high"]
