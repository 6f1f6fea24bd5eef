"""Every claim holds of the guideline, in each place, and counts. SAFETY.md says what is shown here."""

import pytest

from docs.safety import DAY, PAGE, safety_text
from holdfast.language.rules import PLACES
from holdfast.safety_case import EVERY_CLAIM, NOTES, Shown, able, safety_case


@pytest.fixture(scope="module")
def shown():
    return safety_case(EVERY_CLAIM, DAY)


@pytest.fixture(scope="module")
def rules():
    return [able(DAY, place) for place in PLACES]


def test_every_claim_is_proved_in_every_place_and_every_calendar_visited(shown):
    wanted = {True: "proved", False: "visited"}
    assert [(each.claim.name, each.place, each.state) for each in shown if each.state != wanted[isinstance(each, Shown)]] == []
    assert len(shown) == len(EVERY_CLAIM) * len(PLACES)


def test_every_claim_speaks_of_somebody_and_falls_in_its_broken_twin(shown):
    assert [each.claim.name for each in shown if isinstance(each, Shown) and not each.counts] == []


def test_nobody_can_be_given_only_what_is_meant_so(rules):
    assert {code for each in rules for code in each.never_given} == set(NOTES)


def test_every_rule_has_a_say_for_somebody(rules):
    assert [each.never_said for each in rules] == [(), ()]


def test_safety_md_says_what_is_shown(shown, rules):
    assert safety_text(shown, rules) == PAGE.read_text(encoding="utf-8"), "stale: python -m docs.safety"
