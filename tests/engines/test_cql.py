"""The export, read as text: all of the guideline is in it, under names that can be relied on. What it means is held against
bedside by another vendor's engine, in `tests/generative` and after every test of `tests/spec`."""

import re

import pytest

from holdfast.engines.cql import decimal, facts_library, proposed_name, quoted, rules_library, status_name, text, then_name, urgent_name
from holdfast.guideline.programme import guideline as whole_guideline
from holdfast.language.expressions import Fact, Named, any_of, at_least_n_of, known, not_
from holdfast.language.kinds import Ask, Category, Check
from holdfast.language.people import Both, Either, Follows, Impossible, Least, Linear
from holdfast.language.rules import Avoid, Guideline, Require, Urgent, Wait
from tests.guideline.judged import _dated
from tests.spec.small import (
    DAY,
    MEDICINE,
    OTHER,
    TRACING,
    allergic,
    cows,
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


def defined(library):
    """Each name that the library defines, with what it says."""
    found = dict(re.findall(r'^define "((?:[^"\\]|\\.)*)":\n(.*?)(?=\n\n|\Z)', library, re.M | re.S))
    return {name: " ".join(body.split()) for name, body in found.items()}


def exported(*rules, **more):
    return rules_library(guideline(*rules, **more).on(DAY, "us"))


def fact_of(*names, **more):
    """A guideline of the facts of these names, or of all small ones, with what follows."""
    made = guideline(offer(MEDICINE))
    return rules_library(Guideline(**{**vars(made), **more}).on(DAY, "us"))


@pytest.mark.parametrize("place", ["us", "uk"])
def test_every_rule_fact_option_and_urgent_code_has_its_name(place):
    dated = _dated(place, ())
    names = re.findall(r'^define "((?:[^"\\]|\\.)*)":$', rules_library(dated), re.M)
    assert len(names) == len(set(names))
    rules = [name for name in names if name in {each.id for each in dated.rulings}]
    assert len(rules) == len(dated.rulings)
    assert len(rules) > 450
    options = dated.guideline.options.values()
    assert {*map(status_name, options), *map(then_name, options)} <= set(names)
    assert {urgent_name(each.rule.code) for each in dated.urgent if isinstance(each.rule, Urgent)} <= set(names)
    read = {name.removesuffix(" (fact)") for name in names}
    assert set(dated.guideline.facts) <= read


def test_every_fact_that_can_be_handed_in_is_a_parameter_with_its_question():
    made = whole_guideline()
    library = facts_library(made)
    given = re.findall(r'^// (.+)\nparameter "(\w+)" (\w+) default null$', library, re.M)
    assert [name for _, name, _ in given] == [name for name in made.facts if name not in made.worked_out]
    assert all(made.facts[name].ask in said for said, name, _ in given)
    kinds = {name: kind for _, name, kind in given}
    assert (kinds["age"], kinds["pregnant"], kinds["main_opioid"]) == ("Decimal", "Boolean", "String")
    assert "(female, male, intersex)" in library
    assert "(0 to 120 years)" in library


def test_conditions_read_as_they_were_written():
    low = limit(8)
    library = defined(
        exported(
            offer(MEDICINE, any_of(cows < low, not_(pregnant))),
            rule(Avoid, MEDICINE, when=at_least_n_of(2, opioid.is_("heroin", "fentanyl"), known(qtc_ms), allergic), hard=True, name="two"),
            rule(Wait, MEDICINE, when=at_least_n_of(1, opioid.is_("none")), instead=(OTHER,), name="one"),
            rule(Require, TRACING, before=MEDICINE, when=sedated, met=known(cows), name="first"),
        )
    )
    assert library["small.offered"] == '(("cows" < 8.0 /* points: small.offered_0 */) or (not "pregnant"))'
    assert (
        library["small.two"]
        == """"At least"(2, { ("opioid" = 'heroin' or "opioid" = 'fentanyl'), (Given."qtc_ms" is not null), "allergic" })"""
    )
    assert library["small.one"] == """"At least"(1, { ("opioid" = 'none') })"""
    assert library["small.first"] == '("sedated" and ((Given."cows" is not null) is not true))'
    assert library["qtc_ms"] == 'Coalesce(Given."qtc_ms", 420.0)'
    assert library["cows"] == 'Given."cows"'


def test_a_function_that_no_rule_needs_is_not_there_and_one_that_several_need_is_there_once():
    counted = at_least_n_of(1, pregnant, sedated)
    assert "function" not in exported(offer(MEDICINE))
    twice = exported(offer(MEDICINE, counted), rule(Avoid, MEDICINE, when=counted, hard=True))
    assert twice.count("define function") == 1


def test_the_status_is_the_first_row_of_the_table_that_fits():
    library = defined(exported(offer(MEDICINE, wants_it), rule(Avoid, MEDICINE, when=pregnant, hard=True, name="no")))
    assert library["status of medicine"].startswith(
        'case when (not "in_scope") then \'not_indicated\' when ("small.no" is true) then \'avoid\' when ("small.offered" is false)'
    )
    assert library["then of medicine"].startswith("if \"status of medicine\" = 'ask' then case")
    assert library["then of medicine"].endswith("end else null")


def test_two_conditions_of_one_name_are_told_apart():
    library = defined(exported(offer(MEDICINE, Named("ready", pregnant)), rule(Avoid, MEDICINE, when=Named("ready", sedated), hard=True)))
    assert (library["ready"], library["ready (2)"]) == ('"pregnant"', '"sedated"')
    assert library["small.a_rule"] == '"ready (2)"'


def test_what_follows_is_worked_out_step_by_step_and_overwrites_nothing():
    follows = (
        Follows(days_free, Least((hours,), by=24), (Linear(((1, hours),), 48, or_equal=True),)),
        Follows(days_free, 0, (Linear(((-1, hours),), -24),)),
        Follows(
            sedated, True, (Either(((Both(((opioid, ("heroin", None)), (pregnant, (True,)))),), (Linear(((2, cows), (-1, hours)), 0),))),)
        ),
        Follows(allergic, True, (Linear(((1, days_free),), 2),)),
        Follows(wants_it, False, (Both(((sedated, (True,)),)),)),
    )
    library = defined(fact_of(follows=follows, worked_out=frozenset({"wants_it", "pregnant"})))
    assert library["days_free, step 1"] == (
        'Coalesce(Given."days_free", if ((Given."hours" >= 48.0) is true) then Min({ Given."hours" }) / 24.0 else null)'
    )
    assert library["days_free"] == 'Coalesce("days_free, step 1", if ((24.0 > Given."hours") is true) then 0.0 else null)'
    assert library["sedated"] == (
        'Coalesce(Given."sedated", if ( ((Given."opioid" = \'heroin\' or Given."opioid" is null)'
        ' and (((null as Boolean) = true) is true)) or ((2.0 * Given."cows" > Given."hours") is true) ) then true else null)'
    )
    assert library["allergic, if known"] == 'Coalesce(Given."allergic", if (("days_free" > 2.0) is true) then true else null)'
    assert library["allergic"] == 'Coalesce("allergic, if known", false)'
    assert library["wants_it"] == 'if (("sedated" = true) is true) then false else null'
    assert library["pregnant"] == "(null as Boolean)"


def test_what_cannot_be_true_together_is_listed_and_what_is_only_unlikely_beside_it():
    both = Both(((pregnant, (True,)), (sedated, (True,))))
    made = (Impossible("never", (both,), "It cannot be."), Impossible("hardly", (both,), "It may be a slip.", only_unlikely=True))
    library = defined(fact_of(impossible=made))
    assert library["contradictions"].startswith('({ if (((Given."pregnant" = true) is true) and')
    assert "'never'" in library["contradictions"]
    assert "'hardly'" in library["unlikely together"]
    assert defined(fact_of())["contradictions"] == "List<String>{}"


def test_a_word_that_is_in_no_list_and_a_number_out_of_range_are_named():
    library = defined(fact_of(worked_out=frozenset({"opioid"})))
    assert '(Given."cows" < 0.0 or Given."cows" > 48.0)' in library["not allowed"]
    assert "'cows: out of range'" in library["not allowed"]
    assert "pregnant" not in library["not allowed"]
    assert "opioid" not in library["not allowed"]
    listed = """if (not (Given."opioid" = 'none' or Given."opioid" = 'heroin' or Given."opioid" = 'fentanyl')) then 'opioid: no such word' else null"""
    assert listed in defined(fact_of())["not allowed"]
    assert library["consistent"] == 'not exists "not allowed" and not exists "contradictions"'


def test_reasons_sources_limits_and_settings_stand_beside_the_rule():
    seven = limit(7, "days", settings=(7, 10), why="The longer of two.")
    sentence = "Less than {SEVEN} is too soon."
    made = guideline(
        rule(Wait, MEDICINE, when=days_free < seven, instead=(OTHER,), because=sentence),
        rule(Require, TRACING, before=MEDICINE, met=known(cows), name="first"),
        rule(Require, TRACING, met=known(cows), due=limit(30, "days"), name="later"),
        rule(Urgent, "now", when=sedated, name="urgent"),
        limits={"small.SEVEN": seven},
    )
    library = rules_library(made.on(DAY, "uk", {"small.SEVEN": 10}))
    assert "// In force on 2026-11-21 in the UK. Settings: small.SEVEN = 10." in library
    assert "@verb: wait\n@about: medicine, start\n@reason: Less than 10 days is too soon.\n@source: A label\n" in library
    assert '@limit: small.SEVEN, 10 days: A label. The longer of two.\n*/\ndefine "small.a_rule":' in library
    assert "@about: tracing before medicine, start" in library
    assert "@about: tracing\n" in library
    assert "@verb: urgent\n@about: now\n" in library


def test_a_name_that_is_also_a_word_of_a_list_is_told_from_it():
    drug = Fact("heroin", Category(("heroin", "none")), Check("none"), "Which?")
    made = Guideline(**{**vars(guideline(offer(MEDICINE, drug.is_("heroin")))), "facts": {"heroin": drug}})
    library = defined(rules_library(made.on(DAY, "us")))
    assert library["heroin (fact)"] == "Coalesce(Given.\"heroin\", 'none')"
    assert library["small.offered"] == "(\"heroin (fact)\" = 'heroin')"
    assert Ask() != drug.unknown


@pytest.mark.parametrize(("value", "written"), [(7, "7.0"), (0.85, "0.85"), (1 / 3, "0.33333333"), (0, "0.0"), (36500.0, "36500.0")])
def test_a_number_is_written_with_a_point(value, written):
    assert decimal(value) == written


def test_quotes_and_comment_ends_in_a_text_do_no_harm():
    assert quoted('a "b" \\') == '"a \\"b\\" \\\\"'
    assert text("it's") == "'it\\'s'"
    library = exported(rule(Avoid, MEDICINE, when=pregnant, hard=True, because='It ends */ "here" @ last.'))
    assert "@reason: It ends * / 'here' (at) last.\n" in library


def test_whether_an_option_may_be_proposed_has_a_name_where_it_is_said_which_statuses_will_do():
    dated = guideline(offer(MEDICINE)).on(DAY, "us")
    assert defined(rules_library(dated, ("suitable",)))[proposed_name(MEDICINE)] == "(\"status of medicine\" = 'suitable')"
    assert proposed_name(MEDICINE) not in defined(rules_library(dated))
