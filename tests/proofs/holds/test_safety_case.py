"""Every claim holds of the guideline, in each place, and counts. SAFETY.md says what is shown here."""

import pytest

from docs.safety import CALENDARS, DAY, PAGE, safety_text
from holdfast.guideline.safety import CLAIMS
from holdfast.language.rules import PLACES
from holdfast.safety_case import NOTES, able, safety_case


@pytest.fixture(scope="module")
def shown():
    return safety_case(CLAIMS, DAY)


@pytest.fixture(scope="module")
def rules():
    return [able(DAY, place) for place in PLACES]


def test_every_claim_is_proved_in_every_place(shown):
    assert [(each.claim.name, each.place, each.state) for each in shown if each.state != "proved"] == []
    assert len(shown) == len(CLAIMS) * len(PLACES)


def test_every_claim_speaks_of_somebody_and_falls_in_its_broken_twin(shown):
    assert [each.claim.name for each in shown if not each.counts] == []


def test_nobody_can_be_given_only_what_is_meant_so(rules):
    assert {code for each in rules for code in each.never_given} == set(NOTES)


def test_every_rule_has_a_say_for_somebody(rules):
    assert [each.never_said for each in rules] == [(), ()]


def test_safety_md_says_what_is_shown(shown, rules):
    assert safety_text(shown, rules) == PAGE.read_text(encoding="utf-8"), "stale: python -m docs.safety"


def test_the_calendars_tests_that_it_names_visit_every_state():
    for name in CALENDARS.values():
        text = (PAGE.parent / "tests" / "guideline" / "calendars" / name).read_text(encoding="utf-8")
        assert "walk(" in text, name
