"""A guideline is checked as a whole when it is gathered; every fault is named with the line that wrote it."""

from datetime import date
from types import SimpleNamespace

import pytest

from holdfast.language.checking import GuidelineError, check, faults
from holdfast.language.errors import RuleError
from holdfast.language.expressions import Fact, Named, all_of, any_of, at_least_n_of, known, not_
from holdfast.language.kinds import Ask, Follow, YesNo
from holdfast.language.rules import AtLeast, Avoid, Guideline, Offer, Option, Require, Wait, limits_of, rules_in, verb_of
from tests.spec.small import (
    FACTS,
    LOW,
    MEDICINE,
    OTHER,
    START,
    TRACING,
    cows,
    guideline,
    limit,
    offer,
    pregnant,
    rule,
    sedated,
)

WHOLE = (
    offer(MEDICINE),
    offer(OTHER, name="o"),
    offer(START, name="s"),
    rule(Require, TRACING, before=MEDICINE, met=known(cows), name="t"),
)
stranger = Fact("stranger", YesNo(), Ask(), "?")
UNNAMED = limit(3)


def test_a_sound_guideline_is_handed_back():
    made = guideline(*WHOLE)
    assert check(made) is made


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (rule(Offer, MEDICINE, when=pregnant, because="Less than {GAP}."), "names {GAP}"),
        (rule(Offer, MEDICINE, when=pregnant, because="Less than 7 days."), "digits of its own"),
        (rule(Offer, MEDICINE, when=pregnant, because="So it is"), "not a whole sentence"),
        (rule(Offer, MEDICINE, when=stranger), "not among the guideline's facts"),
        (rule(Avoid, MEDICINE, when=known(cows), hard=True), "`known` has no place in avoid"),
        (rule(Avoid, MEDICINE, when=any_of(pregnant, not_(known(cows))), hard=True), "`known` has no place"),
        (rule(Wait, MEDICINE, when=Named("n", at_least_n_of(1, all_of(pregnant, known(cows)))), instead=(OTHER,)), "no place in wait"),
        (rule(Offer, Option("medicine", "medicine", "An impostor"), when=pregnant), "not among the guideline's options"),
        (rule(Wait, MEDICINE, when=pregnant, instead=(LOW,)), "names low"),
        (rule(AtLeast, MEDICINE, when=pregnant), "levels of care only"),
        (rule(Require, OTHER, before=MEDICINE, met=pregnant), "is a medicine, not a test"),
    ],
)
def test_a_faulty_rule_is_named_with_its_line(bad, said):
    with pytest.raises(GuidelineError) as refused:
        check(guideline(*WHOLE, bad))
    assert said in str(refused.value)
    assert "small.a_rule" in str(refused.value)
    assert ".py, line" in str(refused.value)


def test_a_limit_without_a_name_in_its_file_is_a_fault():
    made = guideline(*WHOLE, rule(Offer, MEDICINE, when=cows < UNNAMED))
    assert list(faults(made)) == []
    bare = Guideline(**{**vars_of(made), "limits": {}})
    assert any("no name in its file" in fault for fault in faults(bare))


def test_two_files_may_share_a_short_name_only_if_each_says_its_own():
    near, far = limit(3), limit(4)
    said = rule(Offer, MEDICINE, when=pregnant, because="Less than {GAP}.")
    assert "names {GAP}" in "".join(faults(guideline(*WHOLE, said, limits={"a.GAP": near, "b.GAP": far})))
    made = guideline(*WHOLE, said, limits={"small.GAP": near, "b.GAP": far})
    assert list(faults(made)) == []
    assert made.on(date(2026, 1, 1), "us").by_option["medicine"][-1].say == "Less than 3 points."


def test_an_option_that_nothing_offers_is_a_fault():
    assert list(faults(guideline(*WHOLE[1:]))) == ["nothing ever offers medicine"]


def test_a_test_that_follows_up_a_fact_must_exist():
    made = guideline(*WHOLE)
    lost = Fact("lost", YesNo(), Follow(False, "no_such_test", 30), "?")
    wrong = Guideline(**{**vars_of(made), "facts": {**made.facts, "lost": lost}})
    assert list(faults(wrong)) == ["the fact lost is followed up by 'no_such_test', which is no option"]


def test_each_jurisdiction_orders_every_option_once():
    made = guideline(*WHOLE)
    fewer = Guideline(**{**vars_of(made), "orders": {"us": ("medicine",), "uk": (*made.orders["uk"], "medicine")}})
    said = list(faults(fewer))
    assert said[0].startswith("the order for us and the options differ: other, start, tracing")
    assert said[1] == "the order for uk and the options differ: one stands twice"


def test_rules_and_limits_are_gathered_from_files_under_the_file_s_name():
    gap = limit(3)
    files = {"one": SimpleNamespace(RULES=(offer(MEDICINE),), GAP=gap), "two": SimpleNamespace()}
    assert list(rules_in(files)) == ["one.offered"]
    assert limits_of(files) == {"one.GAP": gap}
    with pytest.raises(RuleError, match="two rules of one"):
        rules_in({"one": SimpleNamespace(RULES=(offer(MEDICINE), offer(OTHER)))})


def test_verbs_are_spelt_as_the_contract_spells_them():
    assert [verb_of(each) for each in (WHOLE[0], rule(AtLeast, LOW, when=sedated), WHOLE[3])] == ["offer", "at_least", "require"]


def test_the_cast_of_facts_is_the_one_of_the_manual():
    assert {fact.name for fact in FACTS} >= {"pregnant", "cows"}


def vars_of(made):
    return {field: getattr(made, field) for field in made.__dataclass_fields__}
