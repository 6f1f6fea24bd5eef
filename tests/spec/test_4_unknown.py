"""What not knowing a fact means is declared by the fact: ASK stays unknown, CHECK and FOLLOW are taken as clear."""

import pytest

from holdfast.language.expressions import Named, all_of, known, not_
from holdfast.language.rules import Avoid, Caution, Require, Wait
from tests.spec.small import MEDICINE, OTHER, TRACING, allergic, cows, finding, judgement, limit, offer, pregnant, qtc_ms, rule, sedated

LONG = limit(500, "ms")


def test_an_ask_fact_that_is_not_known_keeps_the_option_at_ask_and_is_missing():
    found = finding((offer(MEDICINE), rule(Avoid, MEDICINE, when=pregnant, hard=True)), {})
    assert (found.status, found.open, found.missing, found.assumed) == ("ask", ("pregnant",), ("pregnant",), ())


def test_a_check_fact_is_taken_as_clear_and_listed_as_assumed():
    found = finding((offer(MEDICINE), rule(Avoid, MEDICINE, when=allergic, hard=True)), {})
    assert (found.status, found.missing, found.assumed) == ("suitable", (), ("allergic",))


def test_a_follow_fact_is_taken_as_clear_until_its_test_is_done():
    rules = (offer(MEDICINE), rule(Avoid, MEDICINE, when=qtc_ms >= LONG, hard=False))
    assert finding(rules, {}).assumed == ("qtc_ms",)
    assert finding(rules, {"qtc_ms": 510}).status == "avoid"
    assert finding(rules, {"qtc_ms": 430}).assumed == ()


def test_a_fact_taken_as_clear_is_still_not_known_so_a_test_can_be_required_first():
    rules = (offer(MEDICINE), rule(Require, TRACING, before=MEDICINE, when=sedated, met=known(qtc_ms)))
    assert finding(rules, {"sedated": True}).status == "ask"
    assert finding(rules, {"sedated": True, "qtc_ms": 430}).status == "suitable"


@pytest.mark.parametrize("true_value", [300, 420, 499.9, 500, 700])
def test_learning_the_true_value_is_never_less_careful_than_assuming_it(true_value):
    careful = ["suitable", "caution", "ask", "wait", "avoid"]
    rules = (offer(MEDICINE), rule(Avoid, MEDICINE, when=qtc_ms >= LONG, hard=False))
    assert careful.index(finding(rules, {"qtc_ms": true_value}).status) >= careful.index(finding(rules, {}).status)


def test_only_the_parts_that_are_still_open_are_missing():
    rules = (offer(MEDICINE), rule(Avoid, MEDICINE, when=all_of(pregnant, sedated, not_(allergic)), hard=True))
    assert finding(rules, {"pregnant": True}).missing == ("sedated",)
    assert finding(rules, {"pregnant": False}).missing == ()
    named = (offer(MEDICINE), rule(Avoid, MEDICINE, when=Named("not drowsy", not_(sedated)), hard=True))
    assert finding(named, {}).missing == ("sedated",)


def test_what_is_avoided_or_not_indicated_asks_for_nothing():
    rules = (offer(MEDICINE), rule(Avoid, MEDICINE, when=pregnant, hard=True), rule(Caution, MEDICINE, when=sedated, name="c"))
    assert finding(rules, {"pregnant": True}).missing == ()


def test_a_person_of_whom_nothing_relevant_is_known_is_out_of_scope_and_gets_one_question():
    rules = (offer(MEDICINE), offer(OTHER, name="o"))
    said = judgement(rules, {}, scope=known(cows))
    assert not said.in_scope
    assert {each.status for each in said.findings} == {"not_indicated"}
    assert [question.fact.name for question in said.questions] == ["cows"]
    assert judgement(rules, {"cows": 0}, scope=known(cows)).in_scope


def test_a_wait_that_may_hold_keeps_the_option_at_ask():
    rules = (offer(MEDICINE), rule(Wait, MEDICINE, when=sedated, instead=(OTHER,)))
    assert finding(rules, {}).status == "ask"
