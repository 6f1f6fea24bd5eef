"""Every node said in plain words, and its opposite."""

import pytest

from holdfast.engines.wording import amount, called, one_of, say
from holdfast.guideline.facts import FACTS
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import SPELLED
from holdfast.language.expressions import (
    AtLeastOf,
    Constant,
    Limit,
    Named,
    Not,
    Or,
    all_of,
    always,
    any_of,
    at_least_n_of,
    condition,
    known,
    not_,
)
from holdfast.language.kinds import Category
from tests.spec.small import DAY, LABEL, cows, days_free, limit, opioid, pregnant, sedated, wants_it

EIGHT = limit(8)
WEEK = limit(7, "days")
READY = Named("ready to start", sedated)


@pytest.mark.parametrize(
    ("node", "words", "opposite"),
    [
        (condition(pregnant), "pregnant: yes", "pregnant: no"),
        (cows < EIGHT, "cows: below 8 points", "cows: at least 8 points"),
        (cows <= EIGHT, "cows: at most 8 points", "cows: above 8 points"),
        (cows > EIGHT, "cows: above 8 points", "cows: at most 8 points"),
        (days_free >= WEEK, "days free: at least 7 days", "days free: below 7 days"),
        (opioid.is_("heroin"), "opioid: heroin", "opioid: anything but heroin"),
        (opioid.is_("none", "heroin", "fentanyl"), "opioid: none, heroin or fentanyl", "opioid: anything but none, heroin or fentanyl"),
        (known(pregnant), "pregnant: known", "pregnant: not known"),
        (READY, "“ready to start”", "not “ready to start”"),
        (all_of(pregnant, sedated), "pregnant: yes and sedated: yes", "not all of: pregnant: yes; sedated: yes"),
        (any_of(pregnant, sedated), "pregnant: yes or sedated: yes", "none of: pregnant: yes; sedated: yes"),
        (all_of(pregnant), "pregnant: yes", "pregnant: no"),
        (any_of(pregnant), "pregnant: yes", "pregnant: no"),
        (always, "everybody", "nobody"),
        (Or(()), "nobody", "everybody"),
        (not_(not_(pregnant)), "pregnant: yes", "pregnant: no"),
        (
            at_least_n_of(2, pregnant, sedated, wants_it),
            "at least 2 of: pregnant: yes; sedated: yes; wants it: yes",
            "fewer than 2 of: pregnant: yes; sedated: yes; wants it: yes",
        ),
        (AtLeastOf(1, (condition(pregnant),)), "pregnant: yes", "pregnant: no"),
        (
            all_of(pregnant, any_of(sedated, wants_it)),
            "pregnant: yes and (sedated: yes or wants it: yes)",
            "not all of: pregnant: yes; (sedated: yes or wants it: yes)",
        ),
    ],
)
def test_a_node_and_its_opposite_are_said(node, words, opposite):
    assert say(node).inline() == words
    assert say(Not(node)).inline() == opposite == say(node, no=True).inline()


def test_a_tree_tells_the_facts_and_named_conditions_in_reading_order():
    said = say(all_of(pregnant, any_of(cows < EIGHT, READY)))
    assert [(leaf.fact, leaf.named) for leaf in said.leaves()] == [(pregnant, None), (cows, None), (None, READY)]
    assert [part.words for part in said.parts] == ["pregnant: yes", "any of"]


def test_a_limit_is_said_with_both_values_where_the_places_differ():
    assert amount(limit(1, "days")) == "1 day"
    assert amount(Limit("mg", 30, 20, DAY, LABEL)) == "30 (US) or 20 (UK) mg"
    assert amount(Constant(8, "points", "x")) == "8 points"


def test_values_are_said_as_words():
    assert one_of((True, False, None, 2.5, "long_acting")) == "yes, no, not known, 2.5 or long acting"
    assert one_of(()) == ""


def test_names_are_spelled_as_clinicians_spell_them():
    assert called("qtc_ms", SPELLED) == "QTc"
    assert called("cows_score", SPELLED) == "COWS score"
    assert called("allergy_methadone", SPELLED) == "allergy methadone"


def test_every_spelling_is_of_a_part_of_some_name_and_no_name_is_left_empty():
    words = [*FACTS, *(value for fact in FACTS.values() if isinstance(fact.kind, Category) for value in fact.kind.values)]
    limits = [name.partition(".")[2].lower() for name in guideline().limits]
    parts = {part for word in (*words, *limits) for part in word.split("_")}
    assert set(SPELLED) <= parts
    assert all(called(word, SPELLED) for word in words)


def test_every_rule_of_the_guideline_can_be_said():
    for rule in guideline().rules.values():
        node = getattr(rule, "when", None)
        assert node is None or say(node, SPELLED).inline()
