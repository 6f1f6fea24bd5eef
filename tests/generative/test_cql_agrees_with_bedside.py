"""Another vendor's engine, given the export, says of everybody what bedside says: every rule, status and urgent code."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import FOLLOWS, WORKED_OUT, derived
from holdfast.language.expressions import Known
from holdfast.language.kinds import Value
from holdfast.language.rules import STATUSES, Guideline, Urgent
from holdfast.language.truth import UNKNOWN, Truth
from tests.engines.elsewhere import AS_CQL, Job, by_bedside, differing, handed_in, judged, names
from tests.generative.again import nodes
from tests.generative.people import anybody
from tests.generative.test_bedside_agrees_with_itself import KINDS, conditions
from tests.guideline.judged import _dated
from tests.spec.small import DAY, rule

PLACES = ("us", "uk")
PEOPLE = 200
FOR_MADE_RULES = 60
MORE = ("not allowed", "contradictions", "unlikely together", "consistent")
WRONG = (
    {"main_opioid": "herion"},
    {"age": 130},
    {"dsm5_criteria": 5, "dsm5_criteria_worst": 4},
    {"in_remission": True, "dsm5_criteria": 5},
)
RULES = 150


def drawn(strategy, many):
    """So many examples of a strategy."""
    found = []

    @settings(max_examples=many, phases=(Phase.generate,), database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(example):
        found.append(example)

    draw()
    return found


def made_rules():
    """A guideline of the project's facts, with a rule for every made-up condition and for every part of one."""
    made = [
        node for given_ in drawn(st.lists(conditions, min_size=10, max_size=10), RULES // 10) for each in given_ for node in nodes(each)
    ]
    rules = {f"made.{number}": rule(Urgent, "now", when=node, name=f"made_{number}") for number, node in enumerate(made)}
    none = {"us": (), "uk": ()}
    return Guideline("1", FACTS, {}, rules, {}, (), made[0], none, FOLLOWS, WORKED_OUT).on(DAY, "us")


@pytest.fixture(scope="module")
def jobs():
    """One process judges all of them."""
    people = drawn(anybody(), PEOPLE)
    made = made_rules()
    return [
        *((_dated(place, ()), [*people, *WRONG]) for place in PLACES),
        (made, people[:FOR_MADE_RULES]),
    ]


@pytest.fixture(scope="module")
def answers(jobs):
    return judged([Job(dated, [handed_in(values, dated) for values in people], [*names(dated), *MORE]) for dated, people in jobs])


def differences(job, found):
    dated, people = job
    told = [(values, differing(answer, by_bedside(derived(values), dated))) for values, answer in zip(people, found, strict=True)]
    return [(dict(values), differs) for values, differs in told if differs][:3]


@pytest.mark.parametrize("number", range(len(PLACES)), ids=PLACES)
def test_another_engine_says_of_everybody_what_bedside_says(jobs, answers, number):
    assert len(answers[number]) == PEOPLE + len(WRONG)
    assert differences(jobs[number], answers[number]) == []


def test_the_people_try_every_status_and_most_rules_with_every_answer(jobs, answers):
    for (dated, _), found in zip(jobs[: len(PLACES)], answers, strict=False):
        statuses = {answer[name] for answer in found for name in answer if name.startswith("status of ")}
        assert statuses == set(STATUSES)
        seen = {each.id: {answer[each.id] for answer in found} for each in dated.rulings}
        assert sum(True in answers_ for answers_ in seen.values()) > len(seen) * 0.8


def test_made_up_rules_are_judged_alike_and_every_node_is_tried_with_every_answer(jobs, answers):
    made, found = jobs[len(PLACES)], answers[len(PLACES)]
    assert differences(made, found) == []
    tried = {(type(each.when), answer[each.id]) for answer in found for each in made[0].rulings}
    wanted = {(kind, AS_CQL[truth]) for kind in KINDS for truth in Truth} - {(Known, AS_CQL[UNKNOWN])}
    assert tried == wanted


def test_what_cannot_be_is_told_and_nobody_who_can_exist_is_accused(jobs, answers):
    assert all(answer["consistent"] for found in answers[: len(PLACES)] for answer in found[:PEOPLE])
    wrong = answers[0][PEOPLE:]
    assert [each["not allowed"] for each in wrong] == [["main_opioid: no such word"], ["age: out of range"], [], []]
    assert [each["contradictions"] for each in wrong] == [[], [], ["worst_below_now"], []]
    assert [each["unlikely together"] for each in wrong] == [[], [], [], ["recorded_remission_and_criteria"]]
    assert [each["consistent"] for each in wrong] == [False, False, False, True]


def test_a_difference_would_be_found():
    wanted: Mapping[str, Value | None] = {"rule": None, "other": True}
    assert differing({"rule": False, "other": True}, dict(wanted)) == {"rule": (False, None)}
    assert differing({"other": True}, dict(wanted)) == {"rule": ("nothing", None)}
