"""Eight verbs, one status table: the first row that fits decides."""

import pytest

from holdfast.language.errors import RuleError
from holdfast.language.expressions import known as known_
from holdfast.language.rules import STATUS_TABLE, Answers, AtLeast, Avoid, Caution, Offer, Prefer, Require, Urgent, Wait, status_of
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.spec.small import MEDICINE, OTHER, START, TRACING, cows, finding, judgement, limit, offer, pregnant, rule, sedated, wants_it

AVOID = rule(Avoid, MEDICINE, when=pregnant, hard=True, name="avoided")
WAIT = rule(Wait, MEDICINE, when=sedated, instead=(OTHER,), name="waits")
CAUTION = rule(Caution, MEDICINE, when=sedated, name="careful")
PREFER = rule(Prefer, MEDICINE, when=wants_it, name="preferred")


@pytest.mark.parametrize(
    ("rules", "known", "status"),
    [
        ((offer(MEDICINE), AVOID), {"pregnant": True}, "avoid"),
        ((offer(MEDICINE, wants_it),), {"wants_it": False}, "not_indicated"),
        ((offer(MEDICINE), WAIT), {"sedated": True}, "wait"),
        ((offer(MEDICINE, wants_it),), {}, "ask"),
        ((offer(MEDICINE), AVOID), {}, "ask"),
        ((offer(MEDICINE), WAIT), {}, "ask"),
        ((offer(MEDICINE), CAUTION), {"sedated": True}, "caution"),
        ((offer(MEDICINE), PREFER), {"wants_it": True}, "preferred"),
        ((offer(MEDICINE),), {}, "suitable"),
    ],
)
def test_the_first_row_that_fits_decides(rules, known, status):
    assert finding(rules, known).status == status


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"avoid": YES, "offer": NO}, "avoid"),
        ({"offer": NO, "wait": YES}, "not_indicated"),
        ({"wait": YES, "require": NO}, "wait"),
        ({"require": NO, "caution": YES}, "ask"),
        ({"avoid": UNKNOWN, "prefer": YES}, "ask"),
        ({"caution": YES, "prefer": YES}, "caution"),
        ({"prefer": YES}, "preferred"),
        ({}, "suitable"),
    ],
)
def test_earlier_rows_of_the_table_win(first, second):
    assert status_of(Answers(**{"offer": YES, **first})) == second


def test_the_table_has_nine_rows_and_suitable_is_what_is_left():
    assert len(STATUS_TABLE) == 9
    assert "suitable" not in {status for status, _, _ in STATUS_TABLE}


def test_an_unknown_caution_or_preference_is_listed_as_missing_and_changes_nothing():
    found = finding((offer(MEDICINE), CAUTION, PREFER), {})
    assert (found.status, found.missing, found.open) == ("suitable", ("sedated", "wants_it"), ())


def test_several_offers_are_alternatives():
    rules = (offer(MEDICINE, wants_it, "first"), offer(MEDICINE, pregnant, "second"))
    assert finding(rules, {"wants_it": True}).status == "suitable"
    assert finding(rules, {"wants_it": False}).status == "ask"
    assert finding(rules, {"wants_it": False, "pregnant": False}).status == "not_indicated"


def test_a_requirement_holds_the_option_at_ask_until_it_is_met():
    needed = rule(Require, TRACING, before=MEDICINE, met=wants_it, name="needed")
    rules = (offer(MEDICINE), needed)
    assert [finding(rules, known).status for known in ({}, {"wants_it": False}, {"wants_it": True})] == ["ask", "ask", "suitable"]
    assert finding(rules, {}).open == ("wants_it",)


def test_a_requirement_may_apply_to_some_people_only():
    rules = (offer(MEDICINE), rule(Require, TRACING, before=MEDICINE, when=pregnant, met=known_(cows), name="needed"))
    assert finding(rules, {"pregnant": False}).status == "suitable"
    assert finding(rules, {"pregnant": True}).open == ("cows",)
    assert finding(rules, {}).open == ("pregnant",)
    assert finding(rules, {"pregnant": True, "cows": 3}).status == "suitable"


def test_a_requirement_offers_its_test_for_as_long_as_it_is_not_met():
    rules = (offer(MEDICINE), rule(Require, TRACING, before=MEDICINE, when=pregnant, met=known_(cows), name="needed"))
    statuses = [finding(rules, known, "tracing").status for known in ({}, {"pregnant": True}, {"pregnant": True, "cows": 3})]
    assert statuses == ["ask", "suitable", "not_indicated"]


def test_a_rule_about_a_medicine_holds_for_its_starts_but_an_offer_does_not():
    rules = (offer(MEDICINE), offer(START, wants_it, "start"), AVOID)
    assert finding(rules, {"pregnant": True}, "start").status == "avoid"
    assert finding(rules, {"pregnant": False, "wants_it": False}, "start").status == "not_indicated"


def test_a_rule_about_one_of_two_medicines_does_not_hold_for_the_start_of_both():
    both = type(START)("both", "start", "Start either", (MEDICINE, OTHER))
    options = (MEDICINE, OTHER, both, TRACING)
    one = (offer(both), rule(Avoid, MEDICINE, when=pregnant, hard=True))
    all_ = (offer(both), rule(Avoid, (MEDICINE, OTHER), when=pregnant, hard=True))
    assert finding(one, {"pregnant": True}, "both", options=options).status == "suitable"
    assert finding(all_, {"pregnant": True}, "both", options=options).status == "avoid"


def test_then_says_what_ask_becomes_once_every_open_stop_proves_clear():
    assert finding((offer(MEDICINE), AVOID), {}).then == "suitable"
    assert finding((offer(MEDICINE, wants_it), WAIT, PREFER), {"wants_it": True}).then == "preferred"
    assert finding((offer(MEDICINE), AVOID, rule(Caution, MEDICINE, when=wants_it)), {"wants_it": True}).then == "caution"
    assert finding((offer(MEDICINE),), {}).then is None


def test_urgent_comes_first_and_only_when_it_is_certain():
    rules = (offer(MEDICINE), rule(Urgent, "now", when=cows >= limit(25)))
    assert [fired.facts for fired in judgement(rules, {"cows": 30}).urgent] == [{"cows": 30}]
    assert judgement(rules, {}).urgent == ()


@pytest.mark.parametrize(
    ("write", "remedy"),
    [
        (lambda: rule(Offer, "medicine", when=pregnant), "about an option"),
        (lambda: rule(Offer, (), when=pregnant), "about an option"),
        (lambda: rule(Wait, MEDICINE, when=pregnant, instead=()), "instead"),
        (lambda: rule(Require, TRACING, met=pregnant), "before what"),
        (lambda: rule(AtLeast, MEDICINE, when="pregnant"), "is not a condition"),
    ],
)
def test_a_rule_that_is_not_whole_is_refused(write, remedy):
    with pytest.raises(RuleError, match=remedy):
        write()
