"""The formulas that are proved say of one person what bedside says: every rule, every option, every made-up condition."""

from functools import lru_cache

import pytest
import z3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdfast.engines.algebra import Reading
from holdfast.engines.bedside import Bedside, Person, holds, judge
from holdfast.engines.everybody import Facts, Truths
from holdfast.engines.everybody import Person as Anybody
from holdfast.engines.proofs import Prover
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import WORKED_OUT, derived
from holdfast.guideline.programme import guideline
from holdfast.language.kinds import Category, YesNo
from holdfast.language.rules import STATUSES
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.generative.again import nodes
from tests.generative.people import people
from tests.generative.test_bedside_agrees_with_itself import KINDS, conditions
from tests.guideline.judged import DAY, _dated

TOUGH = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@lru_cache
def prover(place):
    return Prover(guideline(), DAY, place, any_setting=False)


def model_of(person: Anybody, values):
    """The one person, as a model of the formulas: each fact known or not, and its value."""
    solver = z3.Solver()
    for name, fact in FACTS.items():
        if name in WORKED_OUT:
            continue
        solver.add(person.said[name] == (name in values))
        if name in values:
            solver.add(person.facts.values[name] == constant(fact, values[name]))
    assert solver.check() == z3.sat
    return solver.model()


def constant(fact, value):
    if isinstance(fact.kind, Category):
        return fact.kind.values.index(value)
    return value if isinstance(fact.kind, YesNo) else z3.RealVal(str(value))


def truth(model, part):
    yes, no = (z3.is_true(model.eval(each, model_completion=True)) for each in part)
    assert not (yes and no)
    return YES if yes else NO if no else UNKNOWN


@pytest.mark.parametrize("place", ["us", "uk"])
@TOUGH
@given(values=people())
def test_every_rule_and_every_option_of_the_guideline(place, values):
    made = prover(place)
    model = model_of(made.person, values)
    known = derived(values)
    person = Person.of(known, FACTS.values())
    for ruling in made.dated.rulings:
        assert truth(model, made.reading.holds(ruling)) is holds(ruling, person), ruling.id
    for finding in Bedside(_dated(place, ()), known).judgement().findings:
        found = [status for status in STATUSES if z3.is_true(model.eval(made.stands(finding.option, (status,)), model_completion=True))]
        assert found == [finding.status], finding.option.code


def test_every_node_with_every_answer():
    tried = set()
    person = Anybody(Facts(guideline(), any_setting=False))
    truths = Truths(person)

    @settings(parent=TOUGH, max_examples=80)
    @given(st.lists(conditions, min_size=10, max_size=10), people())
    def judged_alike(made, values):
        model = model_of(person, values)
        somebody = Person.of(derived(values), FACTS.values())
        reading = Reading(_dated("us", ()), truths)
        for node in made:
            answer = judge(node, somebody)
            assert truth(model, reading.condition(node)) is answer
            tried.update((kind, answer) for kind in map(type, nodes(node)))

    judged_alike()
    assert tried == {(kind, answer) for kind in KINDS for answer in (YES, NO, UNKNOWN)}
