"""The craving scale. Expectations from the evidence, section a4: 0 to 100, no validated cutoff, a design choice of triggers."""

import pytest

from holdfast.guideline.instruments.craving import COUNTS_AS_CHANGE, CRAVING, WORTH_A_TALK
from holdfast.guideline.instruments.scoring import score


def scored(value):
    return score("craving", {"now": value}, "instruments.craving")


@pytest.mark.parametrize("value", [0, 49, 50, 100, 37.0])
def test_any_whole_number_from_0_to_100_may_be_given(value):
    assert scored(value).total == value


@pytest.mark.parametrize("value", [-1, 101, 50.5, "50", True])
def test_anything_else_is_refused_in_one_line(value):
    (problem,) = scored(value).problems
    assert problem.allowed == "a whole number from 0 (none) to 100 (the strongest ever) mm"


@pytest.mark.parametrize(("value", "said"), [(49, False), (50, True), (100, True)])
def test_from_fifty_on_it_is_worth_a_talk(value, said):
    assert ([remark.code for remark in scored(value).remarks] == ["craving_strong"]) is said


def test_no_cutoff_is_validated_and_the_limits_say_that_they_are_our_choice():
    assert (WORTH_A_TALK.us, COUNTS_AS_CHANGE.us) == (50, 20)
    assert not WORTH_A_TALK.source.seen
    assert not COUNTS_AS_CHANGE.source.seen
    assert any("validated" in caution for caution in CRAVING.cautions)


def test_it_fills_no_fact_and_belongs_to_nobody():
    assert scored(80).facts == {}
    assert (CRAVING.wording, CRAVING.loinc) == ("own words", None)
    assert "free" in CRAVING.licence
