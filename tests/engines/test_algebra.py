"""The guideline's meaning over an algebra is bedside's, shown with the plainest algebra there is: the three truths themselves."""

import pytest
from hypothesis import given, settings

from holdfast.engines.algebra import Reading
from holdfast.engines.bedside import Bedside, Person, holds, judge
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import FOLLOWS, derived
from holdfast.language.expressions import Named, at_least_n_of
from holdfast.language.people import Both, Linear, with_what_follows
from holdfast.language.rules import Offer, Require
from holdfast.language.truth import YES, Truth, at_least, conjunction, disjunction, negation, truth
from tests.generative.people import anybody
from tests.guideline.judged import _dated
from tests.spec.small import DAY, MEDICINE, TRACING, cows, guideline, limit, offer, pregnant, rule, sedated, wants_it


class Truths:
    """Three truths of one person."""

    def __init__(self, known):
        self.known = known
        self.person = Person.of(known, FACTS.values())
        self.names = []

    def leaf(self, node):
        return judge(node, self.person)

    def every(self, parts):
        return conjunction(parts)

    def some(self, parts):
        return disjunction(parts)

    def opposite(self, part):
        return negation(part)

    def at_least(self, n, parts):
        return at_least(n, parts)

    def among(self, part, answers):
        return truth(part in answers)

    def certain(self, term: Linear | Both):
        return truth(term.holds(self.known))

    def kept(self, name, part: Truth):
        self.names.append(name)
        return part


def decided(ladder):
    return next(status for holds_here, status in ladder if holds_here is YES)


@pytest.mark.parametrize("place", ["us", "uk"])
@settings(max_examples=60, deadline=None)
@given(values=anybody())
def test_every_rule_and_every_option_is_answered_as_bedside_answers_it(place, values):
    dated = _dated(place, ())
    known = derived(values)
    reading, bedside = Reading(dated, Truths(known)), Bedside(dated, known)
    judged = bedside.judgement()
    assert (reading.in_scope is YES) is judged.in_scope
    assert {each.id: reading.holds(each) for each in dated.rulings} == {each.id: holds(each, bedside.person) for each in dated.rulings}
    assert {each.option.code: decided(reading.ladder(each.option)) for each in judged.findings} == {
        each.option.code: each.status for each in judged.findings
    }
    asked = [each for each in judged.findings if each.status == "ask"]
    assert [decided(reading.then(each.option)) for each in asked] == [each.then for each in asked]


@settings(max_examples=100, deadline=None)
@given(values=anybody())
def test_what_follows_is_certain_in_the_algebra_where_it_is_certain_of_the_person(values):
    dated = _dated("us", ())
    known = dict(values)
    for each in FOLLOWS:
        certain = Reading(dated, Truths(known)).certain(each.terms) is YES
        assert certain is all(term.holds(known) for term in each.terms)
        known = with_what_follows(known, (each,))


def test_a_named_condition_and_a_rule_are_said_once_however_many_read_them():
    ready = Named("ready", at_least_n_of(2, sedated, wants_it, pregnant))
    low = limit(8)
    dated = guideline(
        offer(MEDICINE, ready),
        rule(Offer, MEDICINE, when=ready, name="again"),
        rule(Require, TRACING, met=cows < low, before=MEDICINE, name="first"),
    ).on(DAY, "us")
    truths = Truths({"sedated": True, "wants_it": True})
    reading = Reading(dated, truths)
    assert decided(reading.ladder(MEDICINE)) == "ask"
    assert decided(reading.then(MEDICINE)) == "suitable"
    decided(reading.ladder(TRACING))
    assert sorted(truths.names) == ["a.a_rule", "a.again", "a.first", "in_scope", "ready"] or sorted(set(truths.names)) == sorted(
        truths.names
    )
