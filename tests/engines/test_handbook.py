"""What the handbook tells of a guideline: every rule once, for both places, and the ladder that gives a status."""

from dataclasses import replace

import pytest

from holdfast.engines.bedside import Bedside
from holdfast.engines.handbook import Book
from holdfast.guideline.programme import guideline as whole_guideline
from holdfast.language.expressions import Limit, Named, all_of, any_of, known
from holdfast.language.rules import AtLeast, Avoid, Caution, Offer, Prefer, Require, Wait
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
    cows,
    guideline,
    limit,
    pregnant,
    qtc_ms,
    rule,
    sedated,
    wants_it,
)

FEW = Limit("points", 8, 6, DAY, LABEL)
WEEK = limit(7, "days")
READY = Named("ready", all_of(cows >= FEW, Named("awake", any_of(sedated, pregnant))))
RULES = (
    rule(Offer, MEDICINE, when=wants_it, name="offered"),
    rule(Offer, START, when=READY, name="begin"),
    rule(Avoid, MEDICINE, when=pregnant, hard=True, name="never", places=("uk",)),
    rule(Wait, START, when=cows < FEW, instead=(OTHER,), name="early"),
    rule(Caution, MEDICINE, when=sedated, name="care"),
    rule(Prefer, MEDICINE, when=wants_it, name="best"),
    rule(Require, TRACING, met=known(qtc_ms), before=MEDICINE, name="first"),
    rule(Require, TRACING, met=known(qtc_ms), due=WEEK, when=sedated, name="later"),
    rule(AtLeast, MIDDLE, when=sedated, name="more"),
    replace(rule(Offer, OTHER, when=pregnant, name="past"), last_day=DAY.replace(year=2020)),
)


@pytest.fixture
def book():
    options = (MEDICINE, OTHER, START, TRACING, LOW, MIDDLE, HIGH)
    named = {"small.FEW": FEW, "small.WEEK": WEEK, "other.FEW": FEW}
    made = guideline(
        *(replace(each, because="Below {FEW}.") if each.name == "early" else each for each in RULES), limits=named, options=options
    )
    return Book(made, DAY)


def ids(told):
    return [each.id.partition(".")[2] for each in told]


def test_every_rule_in_force_somewhere_is_told_once_with_its_places(book):
    assert ids(book.rules.values()) == [each.name for each in RULES if each.name != "past"]
    assert book.rules["small.never"].places == ("uk",)
    assert book.rules["small.never"].ruling.when == book.dated["uk"].by_option["medicine"][1].when


def test_a_reason_is_told_twice_where_its_limits_differ(book):
    assert book.rules["small.early"].reasons == {"Below 8 points.": ("us",), "Below 6 points.": ("uk",)}
    assert book.rules["small.care"].reasons == {"So it is.": ("us", "uk")}


def test_limits_have_one_name_and_the_values_of_both_places(book):
    assert list(book.limits) == ["small.FEW", "small.WEEK"]
    assert (book.name(FEW), book.values(FEW)) == ("small.FEW", (8, 6))
    assert book.rules["small.early"].limits == (FEW,)
    assert book.rules["small.later"].limits == (WEEK,)


def test_a_chapter_holds_what_is_said_of_the_medicine_too(book):
    chapter = book.chapter(START)
    assert {verb: ids(told) for verb, told in chapter.by_verb.items()} == {
        "avoid": ["never"],
        "offer": ["begin"],
        "wait": ["early"],
        "require": ["first"],
        "caution": ["care"],
        "prefer": ["best"],
    }
    assert sorted(ids(chapter.rules)) == sorted(["never", "begin", "early", "first", "care", "best"])


def test_a_test_is_offered_by_what_requires_it(book):
    assert ids(book.chapter(TRACING).by_verb["offer"]) == ["first", "later"]


def test_the_ladder_goes_down_the_status_table_and_leaves_out_what_no_rule_feeds(book):
    assert [(step.status, ids(step.rules)) for step in book.chapter(START).ladder] == [
        ("avoid", ["never"]),
        ("not_indicated", ["begin"]),
        ("wait", ["early"]),
        ("ask", ["first"]),
        ("caution", ["care"]),
        ("preferred", ["best"]),
        ("suitable", []),
    ]
    assert [step.status for step in book.chapter(OTHER).ladder] == ["not_indicated", "ask", "suitable"]


def test_a_level_of_care_has_its_own_ladder(book):
    assert [(step.status, step.verb, ids(step.rules)) for step in book.chapter(MIDDLE).ladder] == [
        ("caution", "higher", []),
        ("preferred", "at_least", ["more"]),
        ("ask", "at_least", []),
        ("not_indicated", "", []),
    ]


def test_named_conditions_are_told_with_those_inside_them_once(book):
    meant = book.meanings([book.rules["small.begin"], book.rules["small.begin"]])
    assert [(named.name, said.inline()) for named, said in meant] == [
        ("ready", "cows: at least 8 (US) or 6 (UK) points and “awake”"),
        ("awake", "sedated: yes or pregnant: yes"),
    ]
    assert [named.name for named, _ in book.meanings([], [READY])] == ["ready", "awake"]


def test_a_condition_is_said_or_there_is_none(book):
    assert book.rules["small.first"].condition("when") is None
    assert book.rules["small.first"].condition("met").inline() == "qtc ms: known"
    assert (book.rules["small.first"].verb, book.rules["small.more"].verb) == ("require", "at_least")


def test_the_rules_that_read_a_fact_are_known(book):
    assert ids(book.readers["qtc_ms"]) == ["first", "later"]
    assert book.readers["minutes"] == ()
    assert set(book.readers) == {fact.name for fact in FACTS}


def test_every_rung_that_decides_for_somebody_stands_on_the_ladder():
    book = Book(whole_guideline(), DAY)
    chapters = {code: [step.status for step in book.chapter(option).ladder] for code, option in whole_guideline().options.items()}
    people = ({}, {"dsm5_criteria": 8}, {"dsm5_criteria": 8, "sedated": True, "pregnant": True, "current_medication": "methadone"})
    for known_of in people:
        for place, dated in book.dated.items():
            for finding in Bedside(dated, known_of).judgement().findings:
                assert finding.status in chapters[finding.option.code], (place, finding.option.code)
