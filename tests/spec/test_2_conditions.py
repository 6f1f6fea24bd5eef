"""A condition is built from nine nodes and nothing else; what cannot mean anything is refused with the line that wrote it."""

import pytest

from holdfast.engines.bedside import Person, judge
from holdfast.language.errors import RuleError
from holdfast.language.expressions import (
    Constant,
    Fact,
    Known,
    Limit,
    Named,
    all_of,
    always,
    any_of,
    at_least_n_of,
    condition,
    facts_in,
    known,
    limits_in,
    not_,
    resolved,
)
from holdfast.language.kinds import Ask, Category, Check, Number, YesNo
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.spec.small import DAY, FACTS, LABEL, cows, hours, limit, opioid, pregnant, sedated

TEN = limit(10)


def answer(node, **facts):
    made = condition(node)
    constants = {id(each): Constant(each.us, each.unit) for each in limits_in(made)}
    return judge(resolved(made, constants), Person.of(facts, FACTS))


def test_a_yes_no_fact_stands_for_itself():
    assert answer(pregnant, pregnant=True) is YES
    assert answer(pregnant, pregnant=False) is NO
    assert answer(pregnant) is UNKNOWN


@pytest.mark.parametrize(
    ("node", "at_nine", "at_ten", "at_eleven"),
    [(cows < TEN, YES, NO, NO), (cows <= TEN, YES, YES, NO), (cows > TEN, NO, NO, YES), (cows >= TEN, NO, YES, YES)],
)
def test_a_number_is_compared_with_a_limit(node, at_nine, at_ten, at_eleven):
    assert [answer(node, cows=value) for value in (9, 10, 11)] == [at_nine, at_ten, at_eleven]
    assert answer(node) is UNKNOWN


def test_a_category_is_one_of_some_values_or_is_not():
    assert answer(opioid.is_("heroin", "fentanyl"), opioid="fentanyl") is YES
    assert answer(opioid.is_("heroin"), opioid="none") is NO
    assert answer(opioid.is_not("heroin"), opioid="none") is YES
    assert answer(opioid.is_("heroin")) is UNKNOWN


def test_known_asks_whether_anybody_recorded_it_and_is_never_unknown():
    assert answer(known(cows), cows=0) is YES
    assert answer(known(cows)) is NO


def test_conditions_join_with_any_of_all_of_not_and_at_least_n_of():
    assert answer(all_of(pregnant, sedated), pregnant=True, sedated=False) is NO
    assert answer(any_of(pregnant, sedated), pregnant=True) is YES
    assert answer(not_(pregnant), pregnant=False) is YES
    assert answer(at_least_n_of(2, pregnant, sedated, opioid.is_("heroin")), pregnant=True, opioid="heroin") is YES


def test_always_holds_for_everybody():
    assert answer(always) is YES


def test_names_join_with_bars_and_ampersands():
    drowsy, heroin = Named("drowsy", sedated), Named("heroin", opioid.is_("heroin"))
    assert answer(drowsy | heroin, opioid="heroin") is YES
    assert answer(drowsy & heroin, sedated=True) is UNKNOWN
    assert answer(~drowsy, sedated=True) is NO


def test_a_condition_knows_which_facts_and_limits_it_reads():
    node = condition(any_of(pregnant, Named("low", not_(cows < TEN)), at_least_n_of(1, known(hours), opioid.is_("heroin"))))
    assert [fact.name for fact in facts_in(node)] == ["pregnant", "cows", "hours", "opioid"]
    assert list(limits_in(node)) == [TEN]
    assert resolved(node, {id(TEN): Constant(10, "points")}) != node


def test_a_named_condition_stays_one_object_wherever_it_is_read():
    low = Named("low", cows < TEN)
    both = condition(all_of(low, not_(low)))
    made = resolved(both, {id(TEN): Constant(10, "points")})
    assert made.parts[0] is made.parts[1].part
    assert judge(made, Person.of({"cows": 3}, FACTS)) is NO


def test_equality_is_ordinary_and_builds_no_rule():
    assert (cows == cows) is True
    assert (cows < TEN) == (cows < TEN)


@pytest.mark.parametrize(
    ("write", "remedy"),
    [
        (lambda: bool(pregnant), "any_of"),
        (lambda: pregnant and sedated, "all_of"),
        (lambda: not pregnant, "not_"),
        (lambda: TEN < cows < TEN, "chained"),
        (lambda: cows < 10, "write it as a Limit"),
        (lambda: cows < limit(10, "mg"), "the limit is in mg"),
        (lambda: cows < limit(99), "outside the range of cows"),
        (lambda: opioid < TEN, "use is_"),
        (lambda: cows.is_("ten"), "compare a number"),
        (lambda: opioid.is_("herion"), "did you mean 'heroin'"),
        (lambda: opioid.is_("xyzzy"), "opioid is never 'xyzzy'"),
        (lambda: opioid.is_(), "at least one value"),
        (lambda: any_of(), "at least one condition"),
        (lambda: any_of("pregnant"), "is not a condition"),
        (lambda: all_of(cows), "say what it is compared with"),
        (lambda: at_least_n_of(3, pregnant, sedated), "never in doubt"),
        (lambda: pregnant | (cows < TEN), "bind more tightly"),
        (lambda: Limit("", 1, 1, DAY, LABEL), "needs a unit"),
        (lambda: limit(10, settings=(11, 12)), "outside the settings"),
        (lambda: Fact("x", Number("mg", 5, 1), Ask(), "?"), "is empty"),
        (lambda: Fact("x", Category(("a", "a")), Ask(), "?"), "same value twice"),
        (lambda: Fact("x", YesNo(), Check(clear=3), "?"), "cannot be taken as 3"),
    ],
)
def test_what_means_nothing_is_refused_with_its_remedy_and_its_line(write, remedy):
    with pytest.raises(RuleError) as refused:
        write()
    assert remedy in str(refused.value)
    assert ".py, line " in str(refused.value)


def test_an_engine_refuses_a_condition_that_was_not_resolved():
    with pytest.raises(TypeError, match="not been resolved"):
        judge(cows < TEN, Person.of({"cows": 3}, FACTS))


def test_nodes_show_what_they_are():
    assert "Known" in repr(Known(cows))
    assert str(LABEL.part(3)) == "A label, part 3"
    assert str(LABEL.part("table 2").recalled()) == "A label, table 2 (to be confirmed)"
    assert [str(Constant(value, "days")) for value in (1, 7)] == ["1 day", "7 days"]
    assert str(Constant(0.5, "mg")) == "0.5 mg"
    assert str(Constant(1, "ms")) == "1 ms"
