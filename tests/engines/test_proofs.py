"""Claims proved, refuted with a person, or unknown: on a guideline small enough to see why."""

import pytest

from holdfast.engines import proofs
from holdfast.engines.algebra import Reading
from holdfast.engines.bedside import Bedside
from holdfast.engines.proofs import Prover, Witness
from holdfast.language.claims import Claim, Learning, Says, StatusIn
from holdfast.language.expressions import Named, all_of, always, any_of, at_least_n_of, known, not_
from holdfast.language.people import Both, Either, Follows, Impossible, Least, Linear, with_what_follows
from holdfast.language.rules import AtLeast, Avoid, Caution, Offer, Prefer, Require, Urgent, Wait
from tests.spec.small import (
    DAY,
    FACTS,
    HIGH,
    LABEL,
    LOW,
    MEDICINE,
    MIDDLE,
    OTHER,
    START,
    TRACING,
    allergic,
    cows,
    days_free,
    guideline,
    hours,
    limit,
    minutes,
    offer,
    opioid,
    pregnant,
    qtc_ms,
    rule,
    sedated,
    wants_it,
)  # fmt: skip

GOOD = ("preferred", "suitable", "caution")
PROMISED = (*GOOD, "ask")
MILD = limit(8, settings=(5, 10))
LONG = limit(500, "ms")
SOON = limit(24, "hours")
RULES = (
    offer(MEDICINE),
    offer(OTHER, wants_it, name="other"),
    offer(START, name="start"),
    rule(Avoid, MEDICINE, when=allergic, hard=True, name="allergy"),
    rule(Wait, START, when=any_of(cows < MILD, hours < SOON), instead=(OTHER,), name="too_soon"),
    rule(Caution, MEDICINE, when=Named("a slow heart", qtc_ms > LONG), name="slow"),
    rule(Prefer, OTHER, when=opioid.is_("fentanyl"), name="strong"),
    rule(Require, TRACING, met=all_of(known(qtc_ms)), before=START, name="tracing_first"),
    rule(Urgent, code="asleep", when=sedated, name="asleep"),
)


def prover(*more, **options):
    return Prover(guideline(*RULES, *more, limits={"a.MILD": MILD, "a.LONG": LONG, "a.SOON": SOON}), DAY, "us", **options)


def claim(given, **more):
    return Claim(**{"name": "a_claim", "english": "So it is.", "given": given, "source": LABEL, **more})


def learning(fact, never, *options, **more):
    return Learning(
        **{
            "name": "a_claim",
            "english": "So it is.",
            "given": always,
            "source": LABEL,
            "facts": (fact,),
            "options": options,
            "never": never,
            **more,
        }
    )


def never(option, *statuses, **more):
    return (StatusIn((option,), statuses, **more),)


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (claim(allergic, never=never(MEDICINE, *PROMISED)), "proved"),
        (claim(not_(allergic), never=never(MEDICINE, "caution")), "refuted"),
        (claim(cows < limit(5), never=never(START, *PROMISED)), "proved"),
        (claim(cows < limit(6), never=never(START, *PROMISED)), "refuted"),
        (claim(cows < limit(8), never=never(START, *PROMISED), settings="declared"), "refuted"),
        (claim(not_(known(qtc_ms)), never=never(START, *GOOD)), "proved"),
        (claim(not_(known(qtc_ms)), never=never(START, *GOOD, then=True)), "refuted"),
        (claim(sedated, always=(Says("asleep"),)), "proved"),
        (claim(pregnant, always=(Says("asleep"),)), "refuted"),
        (claim(opioid.is_("fentanyl"), always=(StatusIn((OTHER,), ("preferred", "not_indicated", "ask")),)), "proved"),
        (claim(cows <= limit(4), never=never(START, *PROMISED)), "proved"),
        (claim(known(cows), only=(cows,), always=(StatusIn((MEDICINE,), ("suitable",)),)), "proved"),
        (claim(known(qtc_ms), only=(qtc_ms,), always=(StatusIn((MEDICINE,), ("suitable",)),)), "refuted"),
        (claim(at_least_n_of(2, allergic, sedated, pregnant), never=never(MEDICINE, "suitable")), "refuted"),
        (claim(all_of(at_least_n_of(2, allergic, sedated, pregnant), not_(pregnant)), never=never(MEDICINE, *PROMISED)), "proved"),
    ],
)  # fmt: skip
def test_a_claim_about_everybody_of_whom_it_speaks(made, state):
    found = prover().prove(made)
    assert (found.state, found.witness is not None) == (state, state == "refuted")
    assert found.seconds > 0


def test_with_declared_limits_no_site_has_set_anything():
    made = claim(cows < limit(8), never=never(START, *PROMISED), settings="declared")
    assert prover(any_setting=False).prove(made).state == "proved"


def test_whoever_refutes_a_claim_is_known_by_as_little_as_will_do():
    witness = prover().prove(claim(not_(allergic), never=never(MEDICINE, "caution"))).witness
    assert set(witness.known) == {"allergic", "qtc_ms"}
    assert witness.settings == {}
    assert prover().prove(claim(cows >= limit(20), never=never(START, *PROMISED))).witness.settings == {}
    witness = prover().prove(claim(cows < limit(6), never=never(START, *PROMISED))).witness
    assert witness.settings["a.MILD"] <= 5
    assert witness.known["cows"] == 5


def test_a_claim_of_which_nobody_can_be_given_says_nothing():
    assert not prover().given_by_somebody(claim(all_of(pregnant, not_(pregnant))))
    assert prover().given_by_somebody(claim(pregnant))


def test_a_broken_twin_lacks_a_rule_or_has_one_planted():
    made = claim(allergic, never=never(MEDICINE, *PROMISED), without=("small.allergy",))
    assert prover().twin(made).falls(made)
    planted = claim(allergic, never=never(OTHER, "avoid"), planted=(rule(Avoid, OTHER, when=allergic, hard=False, name="planted"),))
    assert prover().prove(planted).state == "proved"
    assert prover().twin(planted).falls(planted)


# --- Learning ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "more", "state"),
    [
        (learning(allergic, "better for a stop", MEDICINE), (), "proved"),
        (learning(allergic, "better for a stop", MEDICINE), (rule(Avoid, MEDICINE, when=not_(allergic), hard=True, name="odd"), rule(Caution, MEDICINE, when=allergic, name="odd_too")), "proved"),
        (learning(qtc_ms, "better for a stop", MEDICINE), (rule(Avoid, MEDICINE, when=not_(qtc_ms > LONG), hard=True, name="odd"),), "refuted"),
        (learning(sedated, "changed", MEDICINE), (), "proved"),
        (learning(allergic, "changed", MEDICINE), (), "refuted"),
        (learning(opioid, "overtakes", OTHER, over=(MEDICINE,)), (), "refuted"),
        (learning(sedated, "overtakes", OTHER, over=(MEDICINE,)), (), "proved"),
        (learning(cows, "stopped late", START), (), "proved"),
        (learning(minutes, "stopped late", START), (), "proved"),
    ],
)  # fmt: skip
def test_what_learning_one_more_thing_does(made, more, state):
    found = prover(*more).prove(made)
    assert found.state == state
    assert state == "proved" or found.witness.learned[0] == made.facts[0].name


SURE = Follows(days_free, 0, (Both(((pregnant, (True,)),)),))


def with_follows(*follows, rules=RULES, impossible=()):
    from dataclasses import replace

    return Prover(replace(guideline(*rules, impossible=impossible), follows=follows), DAY, "us")


def test_a_stop_that_rests_on_what_was_not_yet_known_to_follow_is_late():
    late = rule(Wait, START, when=all_of(pregnant, known(days_free)), instead=(OTHER,), name="late")
    made = learning(pregnant, "stopped late", START, given=not_(known(days_free)))
    found = with_follows(SURE, rules=(*RULES, late)).prove(made)
    assert found.state == "refuted"
    assert found.witness.learned == ("pregnant", True)


def test_an_answer_that_overturns_the_record_was_not_waited_for():
    """What follows from the hours is not known any more to be so once other hours are said; the stop is then no late one."""
    gap = Follows(days_free, Least((hours,), by=24), ())
    unless = Follows(wants_it, False, (Both(((days_free, (None,)),)),))
    late = rule(Wait, START, when=all_of(hours < SOON, not_(known(wants_it))), instead=(OTHER,), name="late")
    rules = (*(each for each in RULES if each.name != "too_soon"), late)
    assert with_follows(gap, unless, rules=rules).prove(learning(hours, "stopped late", START)).state == "proved"


# --- Who could exist --------------------------------------------------------------------------------------------------

FOLLOWS = (
    Follows(days_free, Least((hours, minutes), by=24), (Linear(((1, hours),), 48, or_equal=True),)),
    Follows(opioid, "none", (Either(((Both(((pregnant, (True,)), (opioid, (None,)))),), (Linear(((1, cows), (-1, days_free)), 40),))),)),
    Follows(sedated, True, (Both(((wants_it, (None, False)),)), Both(((allergic, (True,)),)))),
)
TOO_LATE = Impossible("too_late", (Linear(((24, days_free), (-1, hours)), 0),), "the use is later than the free days allow")
ODD = Impossible("odd", (Both(((pregnant, (True,)), (opioid, ("heroin",)))),), "odd", only_unlikely=True)


def test_what_follows_and_who_cannot_be_are_part_of_every_proof():
    made = with_follows(*FOLLOWS, impossible=(TOO_LATE, ODD))
    days = limit(1, "days")
    assert (
        made.prove(claim(all_of(hours >= limit(48, "hours"), days_free >= days), only=(hours,), always=(Says("asleep"),))).state
        == "refuted"
    )
    assert not made.given_by_somebody(claim(all_of(hours >= limit(48, "hours"), not_(known(days_free)))))
    assert not made.given_by_somebody(claim(all_of(days_free >= days, hours < SOON)))
    assert made.given_by_somebody(claim(all_of(pregnant, opioid.is_("heroin"))))
    assert made.prove(claim(all_of(allergic, not_(known(wants_it))), always=(Says("asleep"),))).state == "refuted"
    assert made.prove(claim(all_of(allergic, not_(known(wants_it)), not_(known(sedated))), always=(Says("asleep"),))).state == "proved"
    assert made.possible({"hours": 50})
    assert not made.possible({"hours": 20, "days_free": 1})


def test_a_worked_out_number_may_be_whole_where_the_fact_is_not():
    made = with_follows(Follows(hours, 3, (Both(((pregnant, (True,)),)),)))
    assert not made.given_by_somebody(claim(all_of(pregnant, not_(known(hours)))))
    assert not made.given_by_somebody(claim(all_of(pregnant, hours < limit(3, "hours"), hours > limit(3, "hours"))))
    term = Linear(((1, hours),), 3)
    certain = Reading(made.dated, made.reading.algebra).certain((term, Either(((Both(((pregnant, (True,)),)),),))))
    solver = made._solver([certain.yes, *made.person.exists()])
    assert str(solver.check()) == "sat"


# --- What the solver cannot say ---------------------------------------------------------------------------------------


def test_a_person_whom_bedside_does_not_confirm_is_not_shown(monkeypatch):
    monkeypatch.setattr(Prover, "_refutes", lambda *_: False)
    found = prover().prove(claim(not_(allergic), never=never(MEDICINE, "caution")))
    assert (found.state, found.witness) == ("unknown", None)
    assert "does not confirm" in found.why


def test_a_person_who_could_only_be_told_apart_by_less_than_a_half_is_not_shown(monkeypatch):
    monkeypatch.setattr(Prover, "_refutes", lambda *_: False)
    narrow = all_of(hours > limit(24.1, "hours"), hours < limit(24.2, "hours"))
    found = prover().prove(claim(narrow, never=never(MEDICINE, "suitable")))
    assert (found.state, found.witness) == ("unknown", None)


def test_no_answer_in_time_is_said(monkeypatch):
    monkeypatch.setattr(proofs.z3.Solver, "check", lambda _: proofs.z3.unknown)
    found = prover().prove(claim(allergic, never=never(MEDICINE, *PROMISED)))
    assert found.state == "unknown"
    assert "seconds" in found.why


def test_a_person_of_whom_the_claim_does_not_speak_refutes_nothing():
    made = prover()
    assert not made._refutes(claim(allergic, never=never(MEDICINE, "suitable")), Witness({"allergic": False}, {}))
    asked = learning(allergic, "changed", MEDICINE, given=pregnant)
    assert not made._refutes_learning(asked, Witness({"pregnant": False}, {}, ("allergic", True)))


# --- What the rules can do at all -------------------------------------------------------------------------------------


def test_rules_that_never_have_a_say_and_options_that_nobody_is_given():
    nobody = all_of(pregnant, not_(pregnant))
    more = (
        rule(Caution, OTHER, when=nobody, name="for_nobody"),
        rule(Wait, MEDICINE, when=all_of(allergic, sedated), instead=(OTHER,), name="always_stopped_too"),
        rule(Avoid, START, when=always, hard=True, name="never_start"),
    )
    made = prover(*more)
    assert [option.code for option in made.never_offered()] == ["start"]
    assert [ruling.id for ruling in made.never_said()] == ["small.start", "small.for_nobody"]
    assert {"small.always_stopped_too", "small.too_soon", "small.tracing_first"} <= {ruling.id for ruling in made.never_decide()}
    assert "small.allergy" not in {ruling.id for ruling in made.never_decide()}


def test_levels_of_care_are_proved_as_the_scale_says():
    made = Prover(
        guideline(
            rule(AtLeast, LOW, when=always, name="low"), rule(AtLeast, HIGH, when=pregnant, name="high"), options=(LOW, MIDDLE, HIGH)
        ),
        DAY,
        "us",
    )
    assert made.prove(claim(pregnant, always=never(HIGH, "preferred"))).state == "proved"
    assert made.prove(claim(known(cows), never=never(LOW, "caution"))).state == "refuted"
    assert made.prove(claim(not_(known(pregnant)), always=never(HIGH, "ask"))).state == "proved"
    assert made.prove(claim(not_(known(pregnant)), always=never(HIGH, "preferred", then=True))).state == "proved"
    assert made.never_said() == ()


def test_bedside_judges_the_same_person_the_same():
    witness = prover().prove(claim(not_(allergic), never=never(MEDICINE, "caution"))).witness
    made = prover()
    judged = Bedside(made.dated, with_what_follows(witness.known, ())).judgement()
    assert {each.option.code: each.status for each in judged.findings}["medicine"] == "caution"
    assert {fact.name for fact in FACTS} >= set(witness.known)
    assert {each.rule for each in made.dated.rulings if isinstance(each.rule, Offer)}
