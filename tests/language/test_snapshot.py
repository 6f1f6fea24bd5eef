"""A guideline written down and read back says the same of everybody; what cannot be read is named, entry by entry."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.engines.bedside import Bedside
from holdfast.guideline.programme import guideline as whole_guideline
from holdfast.language.errors import InputError
from holdfast.language.expressions import And, AtLeastOf, Compare, Known, Limit, Named, Not, OneOf, Or, Yes, always
from holdfast.language.people import Both, Either, Follows, Impossible, Least, Linear
from holdfast.language.rules import AtLeast, Avoid, Caution, Guideline, Prefer, Require, Urgent, Wait
from holdfast.language.snapshot import VERBS, as_text, named_in, read, written
from tests.spec import small

YES_NO = [small.pregnant, small.sedated, small.wants_it, small.allergic]
NUMBERS = [small.cows, small.hours, small.days_free, small.minutes]
LIMITS = {
    f"small.{fact.name.upper()}_{value}": small.limit(value, fact.kind.unit, earlier=((date(2020, 1, 1), 1.0, 2.0),))
    for fact in NUMBERS
    for value in (2, 8)
}
ALSO = {"small.THE_SAME": LIMITS["small.COWS_8"]}
KINDS = {Yes, Compare, OneOf, Known, And, Or, Not, AtLeastOf, Named}

comparisons = st.sampled_from(NUMBERS).flatmap(
    lambda fact: st.builds(
        Compare,
        st.just(fact),
        st.sampled_from(["<", "<=", ">", ">="]),
        st.sampled_from([LIMITS[f"small.{fact.name.upper()}_{value}"] for value in (2, 8)]),
    )
)
leaves = (
    comparisons
    | st.builds(Yes, st.sampled_from(YES_NO))
    | st.builds(Known, st.sampled_from(YES_NO + NUMBERS))
    | st.builds(OneOf, st.just(small.opioid), st.lists(st.sampled_from(small.opioid.kind.values), min_size=1, unique=True).map(tuple))
)


def joined(inner):
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return (
        st.builds(And, parts)
        | st.builds(Or, parts)
        | st.builds(Not, inner)
        | st.builds(Named, st.sampled_from(["one", "another"]), inner)
        | parts.flatmap(lambda some: st.builds(AtLeastOf, st.integers(1, len(some)), st.just(some)))
    )


conditions = st.recursive(leaves, joined, max_leaves=8)


def again(made):
    return read(json.loads(as_text(made)))


def nodes(node):
    yield node
    for part in getattr(node, "parts", ()) or ([node.part] if hasattr(node, "part") else []):
        yield from nodes(part)


def rules_of(when):
    about = small.MEDICINE
    return (
        small.offer(about, when[0]),
        small.rule(Prefer, (about, small.OTHER), when=when[1], name="prefer", alone=True),
        small.rule(Caution, about, when=when[2], name="caution", places=("uk",)),
        small.rule(Wait, about, when=when[3], instead=(small.OTHER,), name="wait", since=date(2021, 1, 1), last_day=date(2022, 1, 1)),
        small.rule(Avoid, about, when=when[4], hard=True, name="avoid"),
        small.rule(Require, small.TRACING, met=when[5], before=about, name="first"),
        small.rule(Require, small.TRACING, met=when[5], when=when[6], due=LIMITS["small.DAYS_FREE_8"], name="later"),
        small.rule(Urgent, "now", when=when[6], name="urgent"),
        small.rule(AtLeast, small.LOW, when=when[0], name="level"),
    )


def made_of(when):
    options = (small.MEDICINE, small.OTHER, small.START, small.TRACING, small.LOW)
    return small.guideline(*rules_of(when), limits={**LIMITS, **ALSO}, options=options)


def told(judgement):
    """What was found, without the objects that a guideline read back has anew."""
    return (
        judgement.in_scope,
        [(fired.ruling.id, fired.ruling.say, fired.facts) for fired in judgement.urgent],
        [
            (
                each.option, each.status, each.then, each.open, each.missing, each.assumed, each.until, each.instead, each.rank,
                [(fired.ruling.id, fired.ruling.say, fired.facts, str(fired.ruling.rule.source)) for fired in each.fired],
            )
            for each in judgement.findings
        ],
        [(each.fact.name, each.settles) for each in judgement.questions],
    )  # fmt: skip


somebody = st.fixed_dictionaries(
    {},
    optional={
        **{fact.name: st.booleans() for fact in YES_NO},
        **{fact.name: st.integers(0, 10) for fact in NUMBERS},
        "opioid": st.sampled_from(small.opioid.kind.values),
    },
)


def test_made_up_rules_say_the_same_of_everybody_once_read_back_and_every_node_is_tried():
    tried = set()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(conditions, min_size=7, max_size=7), st.lists(somebody, min_size=3, max_size=3))
    def the_same(when, people):
        made = made_of(when)
        copy = again(made)
        assert as_text(copy) == as_text(made)
        for place, day in (("us", small.DAY), ("uk", date(2021, 6, 1)), ("us", date(2019, 1, 1))):
            for known in people:
                assert told(Bedside(copy.on(day, place), known).judgement()) == told(Bedside(made.on(day, place), known).judgement())
        tried.update(type(node) for condition in when for node in nodes(condition))

    the_same()
    assert tried == KINDS


def test_every_verb_of_the_language_is_written():
    assert {entry["verb"] for entry in written(made_of([always] * 7))["rules"].values()} == set(VERBS)


def test_the_whole_guideline_read_back_is_written_as_it_was_and_made_of_new_objects():
    made = whole_guideline()
    copy = again(made)
    assert as_text(copy) == as_text(made)
    assert (copy.version, set(copy.rules), set(copy.limits)) == (made.version, set(made.rules), set(made.limits))
    assert not {id(fact) for fact in copy.facts.values()} & {id(fact) for fact in made.facts.values()}
    assert len({id(limit) for limit in copy.limits.values()}) == len({id(limit) for limit in made.limits.values()})


def test_what_cannot_be_and_what_follows_are_kept():
    terms = (Linear(((1.0, small.cows), (-2.0, small.days_free)), 3), Both(((small.opioid, ("heroin", None)),)))
    follows = (
        Follows(small.sedated, True, (Either(((terms[0],), (terms[1],))),)),
        Follows(small.days_free, Least((small.hours,), 24), terms),
    )
    plain = small.guideline(small.offer(small.MEDICINE))
    made = Guideline(**{**vars(plain), "impossible": (Impossible("both", terms, "both", True),), "follows": follows})
    copy = again(made)
    for known in ({"cows": 8, "days_free": 1}, {"opioid": "heroin"}, {"opioid": "fentanyl"}, {"cows": 3, "opioid": "heroin"}):
        assert [each.holds(known) for each in copy.impossible] == [each.holds(known) for each in made.impossible]
        assert [all(term.holds(known) for term in each.terms) for each in copy.follows] == [
            all(term.holds(known) for term in each.terms) for each in made.follows
        ]
    assert copy.impossible[0].only_unlikely
    assert copy.follows[1].value.of({"hours": 48.0}) == 2
    assert as_text(copy) == as_text(made)


def test_two_conditions_of_one_name_are_told_apart_and_one_written_twice_stands_once():
    one, other, twin = Named("ready", small.sedated), Named("ready", small.pregnant), Named("ready", small.sedated)
    made = small.guideline(small.offer(small.MEDICINE, Or((one, other, twin))))
    assert {key: node.part for key, node in named_in(made).items()} == {"ready": one.part, "ready (2)": other.part}
    assert written(made)["rules"]["small.offered"]["when"] == {"any": [{"named": "ready"}, {"named": "ready (2)"}, {"named": "ready"}]}
    assert again(made).on(small.DAY, "us").rulings[0].say == "So it is."


# --- What cannot be read ------------------------------------------------------------------------------------------


def form():
    return json.loads(as_text(made_of([Named("so it is", small.cows >= LIMITS["small.COWS_8"])] * 7)))


def problems(given):
    with pytest.raises(InputError) as caught:
        read(given, "old.json")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("given", [[], "text", {"facts": {}}, None])
def test_what_is_no_snapshot_is_named(given):
    (said,) = problems(given)
    assert "old.json: this is not a snapshot of a guideline" in said
    assert "holdfast export guideline" in said


def test_another_form_is_named():
    assert problems({**form(), "holdfast_guideline": 2}) == ["old.json: holdfast_guideline: unknown form (got 2). Allowed: 1."]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("facts",), None, "old.json: facts: this part of a snapshot is missing"),
        (("facts", "cows", "kind"), {"much": 1}, "old.json: facts.cows: this is not written as a snapshot writes it: no kind of fact"),
        (("facts", "cows", "unknown"), {}, "old.json: facts.cows: this is not written as a snapshot writes it: not what an unknown may mean"),
        (("facts", "hours", "kind", "clock"), "years", "old.json: facts.hours: this is missing, or named and not there (got YEARS)"),
        (("options", "start", "of"), ["no_such"], "old.json: options.start: this is missing, or named and not there (got no_such)"),
        (("limits", "small.COWS_8", "since"), "soon", "old.json: limits.small.COWS_8: this is not written as a snapshot writes it"),
        (("limits", "small.COWS_8", "unit"), "", "old.json: limits.small.COWS_8: a limit needs a unit"),
        (("named", "so it is", "is", "limit"), "small.HOURS_8", "old.json: named.so it is: cows is in points, the limit is in hours"),
        (("named", "so it is", "is"), {"named": "so it is"}, "old.json: named.so it is: this is not written as a snapshot writes it"),
        (("rules", "small.offered", "when"), {"fact": "opioid", "one_of": ["tea"]}, "old.json: rules.small.offered: opioid is never 'tea'"),
        (("rules", "small.offered", "when"), "always", "this is not written as a snapshot writes it: no condition: 'always'"),
        (("rules", "small.offered", "verb"), "order", "old.json: rules.small.offered: this is missing, or named and not there (got order)"),
        (("rules", "small.offered", "volume"), 3, "old.json: rules.small.offered: this is not written as a snapshot writes it"),
        (("rules", "small.wait", "instead"), [], "old.json: rules.small.wait: a Wait must say what to do instead meanwhile"),
        (("impossible",), [{"name": "x", "say": "x", "only_unlikely": False, "terms": [{}]}], "old.json: impossible.1: this is not written"),
        (("orders", "uk"), [], "old.json: the whole: this is not written as a snapshot writes it: orders and options differ"),
        (("orders",), None, "old.json: the whole: this is not written as a snapshot writes it"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_read_is_named(path, value, said):
    given = form()
    place = given
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    assert any(said in each for each in problems(given)), problems(given)


def test_every_entry_that_is_wrong_is_named_not_only_the_first():
    given = form()
    given["facts"]["cows"]["ask"] = given["rules"]["small.offered"]["source"] = "nothing"
    given["limits"]["small.HOURS_8"]["settings"] = [9, 10]
    said = problems(given)
    assert any("small.HOURS_8: a limit's own value lies outside" in each for each in said)
    assert any("rules.small.offered" in each for each in said)


def test_limits_keep_their_settings_and_earlier_values():
    limit = Limit("days", 7, 9, small.DAY, small.LABEL.part("table 2").recalled(), (5, 10), "so", ((date(2020, 1, 1), 3, 4),))
    made = small.guideline(small.offer(small.MEDICINE, small.days_free < limit), limits={"small.FREE": limit})
    assert again(made).limits["small.FREE"] == limit
