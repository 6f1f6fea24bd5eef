"""Terms that are certain or not."""

import pytest

from holdfast.guideline import facts as f
from holdfast.guideline.certain import above, at_least, at_most, below, either, every_value, is_, is_not, not_later_than, said, unknown

HOURS = (f.hours_since_methadone, f.hours_since_buprenorphine)


@pytest.mark.parametrize(
    ("term", "so", "not_so"),
    [
        (below(f.age, 16), {"age": 15}, {"age": 16}),
        (at_most(f.age, 16), {"age": 16}, {"age": 17}),
        (above(f.age, 16), {"age": 17}, {"age": 16}),
        (at_least(f.age, 16), {"age": 16}, {"age": 15}),
        (is_(f.sex, "male"), {"sex": "male"}, {"sex": "female"}),
        (is_(f.sex, None, "male"), {}, {"sex": "female"}),
        (is_not(f.sex, "male"), {"sex": "intersex"}, {"sex": "male"}),
        (is_not(f.sedated, True), {}, {"sedated": True}),
        (unknown(f.sex), {}, {"sex": "male"}),
        (said(f.sex), {"sex": "male"}, {}),
        (said(f.sedated), {"sedated": False}, {}),
        (said(f.age), {"age": 0}, {}),
        (either(is_(f.sex, "male"), (is_(f.sex, "female"), above(f.age, 55))), {"sex": "female", "age": 56}, {"sex": "female", "age": 55}),
    ],
)
def test_each_term_is_certain_or_not(term, so, not_so):
    assert term.holds(so)
    assert not term.holds(not_so)


@pytest.mark.parametrize("term", [below(f.age, 16), at_least(f.age, 0), is_(f.sex, "male"), either()])
def test_nothing_is_certain_of_what_is_unknown(term):
    assert not term.holds({})


def test_the_last_use_is_the_one_with_the_fewest_hours():
    def last(**known):
        return [fact.name for fact in HOURS if all(term.holds(known) for term in not_later_than(fact, HOURS))]

    assert last(hours_since_methadone=3) == ["hours_since_methadone"]
    assert last(hours_since_methadone=3, hours_since_buprenorphine=2) == ["hours_since_buprenorphine"]
    assert last(hours_since_methadone=2, hours_since_buprenorphine=2) == ["hours_since_methadone", "hours_since_buprenorphine"]
    assert last() == []


def test_every_value_of_a_fact_can_be_named_without_one():
    assert every_value(f.sex, but="male") == ("female", "intersex")
    assert every_value(f.sedated) == (True, False)
