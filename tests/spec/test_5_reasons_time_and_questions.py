"""Every answer says why, until when, what instead, and what to ask next."""

from holdfast.language.expressions import all_of, any_of, at_least_n_of, not_
from holdfast.language.rules import Avoid, Caution, Option, Prefer, Require, Wait
from tests.spec.small import (
    MEDICINE,
    OTHER,
    START,
    TRACING,
    cows,
    days_free,
    finding,
    guideline,
    hours,
    judgement,
    limit,
    minutes,
    offer,
    opioid,
    pregnant,
    rule,
    sedated,
    wants_it,
)

TWELVE_HOURS = limit(12, "hours")
SEVEN_DAYS = limit(7, "days")


def facts_of(rules, known, name="a_rule"):
    return next(fired.facts for fired in finding(rules, known).fired if fired.ruling.rule.name == name)


def test_a_reason_names_facts_enough_to_make_the_rule_hold_and_none_to_spare():
    rules = (offer(MEDICINE), rule(Avoid, MEDICINE, when=any_of(pregnant, sedated), hard=True))
    assert facts_of(rules, {"pregnant": True, "sedated": True}) == {"pregnant": True}
    assert facts_of(rules, {"pregnant": False, "sedated": True}) == {"sedated": True}


def test_a_reason_names_every_fact_where_all_are_needed():
    rules = (offer(MEDICINE), rule(Caution, MEDICINE, when=all_of(pregnant, not_(sedated), cows >= limit(5))))
    assert facts_of(rules, {"pregnant": True, "sedated": False, "cows": 9, "wants_it": True}) == {
        "pregnant": True,
        "sedated": False,
        "cows": 9,
    }


def test_a_rule_that_holds_for_everybody_needs_no_fact():
    assert facts_of((offer(MEDICINE),), {"pregnant": True}, "offered") == {}


def wait(condition, name="a_rule", instead=(OTHER,)):
    return rule(Wait, MEDICINE, when=condition, instead=instead, name=name)


def test_until_is_the_first_hour_at_which_the_wait_no_longer_holds_if_only_the_clock_moves():
    assert finding((offer(MEDICINE), wait(hours < TWELVE_HOURS)), {"hours": 5}).until == 7
    assert finding((offer(MEDICINE), wait(hours < TWELVE_HOURS)), {"hours": 4.5}).until == 8
    assert finding((offer(MEDICINE), wait(not_(hours > TWELVE_HOURS))), {"hours": 5}).until == 8


def test_whole_days_pass_one_at_a_time_and_fractions_of_days_by_the_hour():
    assert finding((offer(MEDICINE), wait(days_free < SEVEN_DAYS)), {"days_free": 5}).until == 48
    assert finding((offer(MEDICINE), wait(days_free < SEVEN_DAYS)), {"days_free": 6.875}).until == 3
    assert finding((offer(MEDICINE), wait(minutes < limit(60, "minutes"))), {"minutes": 15}).until == 1


def test_until_is_nothing_where_time_alone_will_not_do():
    assert finding((offer(MEDICINE), wait(cows < limit(11))), {"cows": 3}).until is None
    assert (
        finding((offer(MEDICINE), wait(any_of(opioid.is_("heroin"), hours < TWELVE_HOURS))), {"opioid": "heroin", "hours": 1}).until is None
    )
    assert finding((offer(MEDICINE), wait(all_of(cows < limit(11), hours >= TWELVE_HOURS))), {"cows": 3, "hours": 20}).until is None


def test_until_is_when_the_last_of_several_waits_that_time_ends_is_over():
    rules = (offer(MEDICINE), wait(hours < TWELVE_HOURS, "one"), wait(days_free < SEVEN_DAYS, "two"), wait(cows < limit(11), "three"))
    assert finding(rules, {"hours": 5, "days_free": 6, "cows": 2}).until == 24


def test_until_reads_through_every_kind_of_node():
    either = at_least_n_of(1, hours < TWELVE_HOURS, all_of(cows < limit(11), sedated))
    assert finding((offer(MEDICINE), wait(either)), {"hours": 5, "cows": 20, "sedated": False}).until == 7


def test_every_wait_names_what_to_do_instead_but_not_what_is_itself_closed():
    closed = rule(Avoid, OTHER, when=pregnant, hard=True, name="closed")
    third = Option("third", "medicine", "A third")
    options = (MEDICINE, OTHER, START, TRACING, third)
    rules = (offer(MEDICINE), offer((OTHER, third), name="o"), wait(sedated, instead=(OTHER, third)), closed)
    assert finding(rules, {"sedated": True, "pregnant": True}, options=options).instead == ("third",)
    assert finding(rules, {"sedated": True, "pregnant": False}, options=options).instead == ("other", "third")
    only = (offer(MEDICINE), offer(OTHER, name="o"), wait(sedated), closed)
    assert finding(only, {"sedated": True, "pregnant": True}).instead == ()
    last = (*only, offer(third, name="third_offered"))
    assert finding(last, {"sedated": True, "pregnant": True}, options=options).instead == ("third",)


def test_rank_goes_by_status_then_by_preferences_then_by_declared_order():
    chosen = rule(Prefer, OTHER, when=wants_it, name="chosen")
    rules = (offer((MEDICINE, OTHER)), chosen)

    def ranks(made, **known):
        return {each.option.code: each.rank for each in judgement(made, known).findings if each.option.kind == "medicine"}

    assert ranks(rules) == {"medicine": 1, "other": 2}
    assert ranks(rules, wants_it=True) == {"medicine": 2, "other": 1}
    careful = (*rules, rule(Caution, OTHER, when=wants_it, name="careful"))
    assert ranks(careful, wants_it=True) == {"medicine": 1, "other": 2}
    avoided = (*rules, rule(Avoid, MEDICINE, when=wants_it, hard=True, name="avoided"))
    assert ranks(avoided, wants_it=True) == {"medicine": None, "other": 1}


def test_what_is_at_ask_is_ranked_by_what_it_will_be():
    rules = (offer((MEDICINE, OTHER)), rule(Avoid, MEDICINE, when=pregnant, hard=True), rule(Caution, OTHER, when=wants_it, name="c"))
    assert finding(rules, {"wants_it": True}).rank == 1


def test_ties_are_broken_by_the_order_of_the_jurisdiction():
    made = guideline(offer((MEDICINE, OTHER)))
    from holdfast.engines.bedside import Bedside
    from tests.spec.small import DAY

    uk = {each.option.code: each.rank for each in Bedside(made.on(DAY, "uk"), {}).judgement().findings}
    assert (uk["other"], uk["medicine"]) == (1, 2)


def test_the_next_question_is_the_fact_that_alone_settles_most_options():
    rules = (
        offer((MEDICINE, OTHER)),
        rule(Avoid, (MEDICINE, OTHER), when=sedated, hard=True, name="both"),
        rule(Avoid, MEDICINE, when=pregnant, hard=True, name="one"),
    )
    questions = judgement(rules, {}).questions
    assert [(each.fact.name, each.settles) for each in questions] == [("sedated", ("medicine", "other")), ("pregnant", ("medicine",))]


def test_at_most_five_questions_are_asked():
    every = [pregnant, sedated, wants_it, cows >= limit(5), hours < TWELVE_HOURS, opioid.is_("heroin"), days_free < SEVEN_DAYS]
    rules = (offer(MEDICINE), *(rule(Avoid, MEDICINE, when=each, hard=True, name=f"r{number}") for number, each in enumerate(every)))
    assert [each.fact.name for each in judgement(rules, {}).questions] == ["pregnant", "sedated", "wants_it", "cows", "hours"]


def test_a_requirement_that_failed_asks_nothing_that_is_known():
    rules = (offer(MEDICINE), rule(Require, TRACING, before=MEDICINE, met=wants_it))
    assert finding(rules, {"wants_it": False}).open == ()


def test_the_limits_of_a_rule_are_written_into_its_reason():
    limits = {"small.GAP": TWELVE_HOURS}
    waits = rule(Wait, MEDICINE, when=hours < TWELVE_HOURS, instead=(OTHER,), because="Less than {GAP} is too soon.")
    made = guideline(offer(MEDICINE), waits, limits=limits)
    assert finding(made, {"hours": 1}).fired[-1].ruling.say == "Less than 12 hours is too soon."
