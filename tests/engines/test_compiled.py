"""One person after another by a function made of the whole guideline: what bedside says, and no word of the guideline is run."""

import pytest

from holdfast.engines.bedside import Person, judge
from holdfast.engines.compiled import Source, compiled, written
from holdfast.guideline.people import derived
from holdfast.language.expressions import Fact, Named, OneOf, all_of, any_of, at_least_n_of, known, not_
from holdfast.language.kinds import Ask, Category, YesNo
from holdfast.language.people import Both, Follows, Linear, with_what_follows
from holdfast.language.rules import Avoid, Guideline, Urgent
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.engines.elsewhere import as_named, by_bedside, differing
from tests.engines.test_population import FOLLOWS, KNOWN, SOME
from tests.guideline.judged import _dated
from tests.spec.small import (
    DAY,
    FACTS,
    MEDICINE,
    allergic,
    days_free,
    guideline,
    hours,
    limit,
    offer,
    opioid,
    pregnant,
    qtc_ms,
    rule,
    sedated,
    wants_it,
)

TWO_OF = at_least_n_of(2, pregnant, sedated, wants_it)


def now(*conditions, **more):
    """A guideline of one rule for each condition."""
    rules = (rule(Urgent, "now", when=node, name=f"rule_{number}") for number, node in enumerate(conditions))
    return guideline(*rules, **more).on(DAY, "us")


@pytest.mark.parametrize("place", ["us", "uk"])
def test_every_rule_status_and_urgent_code_is_what_bedside_says(place):
    dated = _dated(place, ())
    judged = compiled(dated)
    for values in ({}, *SOME):
        assert differing(as_named(judged(values), dated), by_bedside(derived(values), dated)) == {}


def test_a_setting_of_the_site_is_taken():
    values = {**SOME[0], "hours_since_short_acting_opioid": 8, "objective_withdrawal_signs": 3}
    found = []
    for hours_ in (6, 12, 24):
        dated = _dated("us", (("buprenorphine_readiness.AFTER_SHORT_ACTING", hours_),))
        found.append(compiled(dated)(values))
        assert differing(as_named(found[-1], dated), by_bedside(derived(values), dated)) == {}
    assert found[0] != found[1] == found[2]


def asked(node, *people):
    (ruling,) = (dated := now(node)).rulings
    found = [compiled(dated)(values).rules[0] for values in people]
    assert found == [judge(ruling.when, Person.of(values, FACTS)) for values in people]
    return found


def test_some_of_several_are_counted_with_what_is_open():
    people = ({"pregnant": True, "sedated": True}, {"pregnant": True}, {"pregnant": False, "sedated": False}, {"wants_it": False})
    assert asked(TWO_OF, *people) == [YES, UNKNOWN, NO, UNKNOWN]


def test_a_name_changes_nothing_and_what_is_silent_is_taken_as_clear():
    assert asked(Named("ready", any_of(pregnant, not_(sedated))), {"sedated": False}, {"sedated": True}, {}) == [YES, UNKNOWN, UNKNOWN]
    assert asked(known(opioid), {"opioid": "none"}, {}) == [YES, NO]
    assert asked(not_(known(allergic)), {"allergic": False}, {}) == [NO, YES]
    assert asked(allergic, {"allergic": True}, {}) == [YES, NO]
    assert asked(qtc_ms < limit(450, "ms"), {"qtc_ms": 460.5}, {"qtc_ms": 449.5}, {}) == [NO, YES, YES]
    assert asked(all_of(allergic, opioid.is_("heroin")), {"opioid": "heroin"}, {"allergic": True}) == [NO, UNKNOWN]
    assert asked(opioid.is_("heroin", "none"), {"opioid": "none"}, {"opioid": "fentanyl"}, {}) == [YES, NO, UNKNOWN]


def test_whether_an_answer_is_among_some_is_never_unknown():
    source = Source(now(pregnant))
    part = source.leaf(now(pregnant).rulings[0].when)
    for answers in ({YES}, {NO}, {UNKNOWN}, {YES, NO}, {YES, UNKNOWN}, {NO, UNKNOWN}, {YES, NO, UNKNOWN}, set()):
        yes, no = source.among(part, frozenset(answers))
        space = {"YES": YES, "NO": NO, "UNKNOWN": UNKNOWN}
        exec(source.function(f"(bool({yes}), bool({no}))"), space)
        found = [space["judged"](values) for values in ({"pregnant": True}, {"pregnant": False}, {})]
        assert found == [(each in answers, each not in answers) for each in (YES, NO, UNKNOWN)]


def test_what_follows_is_followed_in_order_and_overwrites_nothing():
    read = (days_free, sedated, wants_it)
    dated = now(*map(known, read), sedated, wants_it, days_free < limit(2, "days"), follows=FOLLOWS)
    for values in KNOWN:
        person = Person.of(with_what_follows(values, FOLLOWS), FACTS)
        assert list(compiled(dated)(values).rules) == [judge(each.when, person) for each in dated.rulings], values


def test_what_is_only_ever_worked_out_is_worked_out_anew():
    dated = now(
        sedated, known(sedated), not_(sedated), wants_it, known(wants_it), follows=FOLLOWS, worked_out=frozenset({"sedated", "wants_it"})
    )
    for values in ({"pregnant": True}, {"pregnant": False}, {"hours": 60.5}):
        handed_in = {**values, "sedated": True, "wants_it": False}
        person = Person.of(with_what_follows(values, FOLLOWS), FACTS)
        assert list(compiled(dated)(handed_in).rules) == [judge(each.when, person) for each in dated.rulings], values
    nobody_knows = now(sedated, not_(known(sedated)), allergic, worked_out=frozenset({"sedated", "allergic"}))
    assert compiled(nobody_knows)({"sedated": True, "allergic": True}).rules == (UNKNOWN, YES, NO)


def test_nothing_is_certain_of_a_fact_that_nobody_can_know_but_that_it_is_not_known():
    follows = (
        Follows(sedated, True, (Linear(((1, hours),), 0),)),
        Follows(wants_it, True, (Both(((opioid, ("heroin",)),)),)),
        Follows(pregnant, True, (Both(((opioid, ("heroin", None)),)),)),
    )
    dated = now(known(sedated), known(wants_it), pregnant, follows=follows, worked_out=frozenset({"hours", "opioid"}))
    for values in ({}, {"hours": 3, "opioid": "heroin"}):
        assert compiled(dated)(values).rules == (NO, NO, YES)


def test_a_code_is_urgent_once_and_in_the_order_of_the_rules():
    rules = [
        rule(Urgent, code, when=node, name=f"rule_{number}")
        for number, (code, node) in enumerate((("call", pregnant), ("wait", sedated), ("call", wants_it)))
    ]
    judged = compiled(guideline(*rules).on(DAY, "us"))
    assert judged({"wants_it": True, "pregnant": True, "sedated": True}).urgent == ("call", "wait")
    assert judged({"sedated": True, "pregnant": False}).urgent == ("wait",)
    assert judged({}).urgent == ()


def test_only_an_option_at_ask_says_what_it_becomes():
    dated = guideline(offer(MEDICINE), rule(Avoid, MEDICINE, when=sedated, hard=True, name="no")).on(DAY, "us")
    judged = compiled(dated)
    assert [(judged(each).statuses[0], judged(each).then[0]) for each in ({}, {"sedated": True}, {"sedated": False})] == [
        ("ask", "suitable"),
        ("avoid", None),
        ("suitable", None),
    ]


def test_no_word_of_a_guideline_is_run():
    words = ('it\'s "so"', "x1", "\0000\0", "'); raise SystemExit('", "{0}", "new\nline")
    odd = Fact("odd'] or get('", Category(words), Ask(), "Which?")
    plain = Fact("x1", YesNo(), Ask(), "Is it so?")
    none = {"us": (), "uk": ()}
    for word in words:
        rules = {"odd.rule": rule(Urgent, word, when=all_of(OneOf(odd, (word,)), plain), name="rule")}
        dated = Guideline("1", {odd.name: odd, "x1": plain}, {}, rules, {}, (), plain, none).on(DAY, "us")
        judged = compiled(dated)
        assert judged({odd.name: word, "x1": True}).urgent == (word,)
        assert [judged({odd.name: other, "x1": True}).rules for other in words if other != word] == [(NO,)] * (len(words) - 1)


def test_what_many_rules_read_is_worked_out_once_and_what_none_reads_not_at_all():
    shared = all_of(hours < limit(8, "hours"), sedated)
    source = written(now(any_of(shared, pregnant), any_of(shared, wants_it), follows=FOLLOWS))
    assert source.count("get('hours')") == source.count(" < 8") == 1
    assert "get('qtc_ms')" not in source
    assert "get('minutes')" in source  # what follows from it is read
    assert "get('minutes')" not in written(now(pregnant, follows=FOLLOWS))


def test_a_comparison_with_a_part_of_a_number_keeps_it():
    assert asked(qtc_ms < limit(450.5, "ms"), {"qtc_ms": 450.25}, {"qtc_ms": 450.75}) == [YES, NO]
