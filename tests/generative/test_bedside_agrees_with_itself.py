"""The reference engine judges every condition as a second, differently written reading of the language does."""

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.engines.bedside import Person, judge
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import derived
from holdfast.language.expressions import And, AtLeastOf, Compare, Constant, Known, Named, Not, OneOf, Or, Yes
from holdfast.language.kinds import Category, Number, YesNo
from holdfast.language.truth import Truth
from tests.generative.again import OPERATORS, answer, nodes, with_clear
from tests.generative.people import boundaries, people

KINDS = {Yes, Compare, OneOf, Known, And, Or, Not, AtLeastOf, Named}


def of_kind(kind):
    return st.sampled_from([name for name, fact in FACTS.items() if isinstance(fact.kind, kind)]).map(lambda name: FACTS[name])


comparisons = of_kind(Number).flatmap(
    lambda fact: st.builds(
        Compare,
        st.just(fact),
        st.sampled_from(sorted(OPERATORS)),
        st.builds(Constant, st.sampled_from(boundaries(fact.name)), st.just(fact.kind.unit)),
    )
)
choices = of_kind(Category).flatmap(
    lambda fact: st.builds(OneOf, st.just(fact), st.lists(st.sampled_from(fact.kind.values), min_size=1, max_size=4).map(tuple))
)
leaves = st.builds(Yes, of_kind(YesNo)) | comparisons | choices | st.builds(Known, of_kind(YesNo | Number | Category))


def joined(inner):
    parts = st.lists(inner, max_size=4).map(tuple)
    counted = st.lists(inner, min_size=1, max_size=4).flatmap(
        lambda some: st.builds(AtLeastOf, st.integers(1, len(some)), st.just(tuple(some)))
    )
    return (
        st.builds(And, parts) | st.builds(Or, parts) | counted | st.builds(Not, inner) | st.builds(Named, st.just("so it is called"), inner)
    )


conditions = st.recursive(leaves, joined, max_leaves=8)


def test_every_node_is_judged_alike_and_every_node_is_tried_with_every_answer():
    tried = set()

    @settings(max_examples=100)
    @given(st.lists(conditions, min_size=10, max_size=10), people())
    def judged_alike(made, values):
        known = derived(values)
        person = Person.of(known, FACTS.values())
        for node in made:
            found = judge(node, person)
            assert found is answer(node, with_clear(known), known)
            tried.update((kind, found) for kind in map(type, nodes(node)))

    judged_alike()
    assert tried == {(kind, truth) for kind in KINDS for truth in Truth}
