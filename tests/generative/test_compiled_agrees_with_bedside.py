"""The guideline as one Python function says of everybody what bedside says: every rule, status and urgent code."""

import pytest

from holdfast.engines.bedside import Person, judge
from holdfast.engines.compiled import compiled
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import derived
from holdfast.language.expressions import Known
from holdfast.language.rules import STATUSES
from holdfast.language.truth import Truth
from tests.engines.elsewhere import as_named, by_bedside, differing
from tests.generative.people import anybody, people
from tests.generative.test_bedside_agrees_with_itself import KINDS
from tests.generative.test_cql_agrees_with_bedside import drawn, made_rules
from tests.guideline.judged import _dated

PEOPLE = 250
FOR_MADE_RULES = 60


@pytest.mark.parametrize("place", ["us", "uk"])
def test_every_rule_every_option_and_what_is_urgent(place):
    dated = _dated(place, ())
    judged = compiled(dated)
    met, answered = set(), {each.id: set() for each in dated.rulings}
    for values in drawn(anybody(), PEOPLE):
        answers = judged(values)
        assert differing(as_named(answers, dated), by_bedside(derived(values), dated)) == {}, dict(values)
        met |= set(answers.statuses)
        for ruling, answer in zip(dated.rulings, answers.rules, strict=True):
            answered[ruling.id].add(answer)
    assert met == set(STATUSES)
    assert sum(Truth.YES in each for each in answered.values()) > len(answered) * 0.8


def test_made_up_rules_are_judged_alike_and_every_node_is_tried_with_every_answer():
    dated = made_rules()
    judged, tried = compiled(dated), set()
    for values in drawn(people(), FOR_MADE_RULES):
        person = Person.of(derived(values), FACTS.values())
        for ruling, answer in zip(dated.rulings, judged(values).rules, strict=True):
            assert answer is judge(ruling.when, person), (ruling.when, dict(values))
            tried.add((type(ruling.when), answer))
    assert tried == {(kind, truth) for kind in KINDS for truth in Truth} - {(Known, Truth.UNKNOWN)}
