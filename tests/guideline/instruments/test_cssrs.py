"""The Columbia screener. Expectations from the evidence, sections a4, a5 and m5: the highest positive answer decides."""

from itertools import product

import pytest

from holdfast.guideline.facts import suicide_risk
from holdfast.guideline.instruments.cssrs import CSSRS
from holdfast.guideline.instruments.scoring import score

NAMES = ["wish_to_be_dead", "thoughts", "method", "intent", "plan", "behaviour_lifetime", "behaviour_3_months"]
NO = dict.fromkeys(NAMES, False)


def scored(items, **facts):
    return score("cssrs", items, "instruments.cssrs", facts)


def risk(items):
    return scored(items).facts.get("suicide_risk")


@pytest.mark.parametrize(
    ("who", "yes", "level"),
    [
        ("no to all", (), "none"),
        ("wishes to be dead", ("wish_to_be_dead",), "low"),
        ("thinks of it", ("thoughts",), "low"),
        ("thinks of how", ("thoughts", "method"), "moderate"),
        ("tried, more than three months ago", ("behaviour_lifetime",), "moderate"),
        ("intends to", ("thoughts", "method", "intent"), "high"),
        ("intends to, no method", ("thoughts", "intent"), "high"),
        ("has a plan", ("wish_to_be_dead", "thoughts", "method", "plan"), "high"),
        ("tried within three months", ("behaviour_lifetime", "behaviour_3_months"), "high"),
        ("tried long ago and thinks of it now", ("thoughts", "behaviour_lifetime"), "moderate"),
    ],
)
def test_the_highest_positive_answer_decides(who, yes, level):
    assert scored({**NO, **dict.fromkeys(yes, True)}).facts == {"suicide_risk": level}, who
    assert scored({**NO, **dict.fromkeys(yes, True)}).band == level


def test_every_level_is_a_value_of_the_fact():
    assert suicide_risk.kind.values == ("none", "low", "moderate", "high")


def test_questions_3_to_5_are_asked_only_after_a_yes_to_2():
    short = {"wish_to_be_dead": True, "thoughts": False, "behaviour_lifetime": False}
    assert (risk(short), scored(short).missing) == ("low", ())
    longer = {"wish_to_be_dead": True, "thoughts": True, "behaviour_lifetime": False}
    assert (risk(longer), scored(longer).missing) == (None, ("method", "intent", "plan"))


def test_the_three_months_are_asked_only_after_a_yes_to_the_lifetime():
    assert "behaviour_3_months" in scored({"behaviour_lifetime": True}).missing
    assert "behaviour_3_months" not in scored({"behaviour_lifetime": False}).missing


@pytest.mark.parametrize("certain", ["intent", "plan", "behaviour_3_months"])
def test_one_answer_that_means_high_needs_no_other(certain):
    assert risk({certain: True}) == "high"


@pytest.mark.parametrize(
    ("who", "items", "level"),
    [
        ("nothing answered", {}, None),
        ("no to the first alone reassures nobody", {"wish_to_be_dead": False}, None),
        ("all but behaviour", {"wish_to_be_dead": False, "thoughts": False}, None),
        ("thinks of how, the rest not asked", {"thoughts": True, "method": True}, None),
        ("tried once, when was not asked", {**NO, "behaviour_lifetime": True, "behaviour_3_months": None}, None),
        ("question 1 not asked does not change moderate", {**NO, "wish_to_be_dead": None, "thoughts": True, "method": True}, "moderate"),
        ("question 1 not asked could change none", {**NO, "wish_to_be_dead": None}, None),
    ],
)
def test_what_is_not_known_is_never_taken_as_no(who, items, level):
    assert risk(items) == level, who


def levels_open(items):
    """Every level that is still possible: each question not answered may be yes, unless the form would not ask it."""
    found = set()
    for rest in product((False, True), repeat=len(NAMES)):
        full = {name: rest[place] if items[name] is None else items[name] for place, name in enumerate(NAMES)}
        for gate, behind in (("thoughts", ("method", "intent", "plan")), ("behaviour_lifetime", ("behaviour_3_months",))):
            full |= {name: False for name in behind if items[name] is None and not full[gate]}
        high, moderate, low = (any(full[name] for name in some) for some in (NAMES[3:5] + NAMES[6:], [NAMES[2], NAMES[5]], NAMES[:2]))
        found.add("high" if high else "moderate" if moderate else "low" if low else "none")
    return found


def test_a_level_is_given_exactly_when_no_other_is_possible():
    for answers in product((None, False, True), repeat=len(NAMES)):
        items = dict(zip(NAMES, answers, strict=True))
        possible = levels_open(items)
        assert risk(items) == (possible.pop() if len(possible) == 1 else None), items


def test_an_unfinished_screen_with_a_yes_is_said_so():
    (remark,) = scored({"thoughts": True, "method": True}).remarks
    assert remark.code == "suicide_screen_unfinished"
    assert "moderate" in remark.say
    assert "today" in remark.say


def test_an_unfinished_screen_without_a_yes_needs_no_remark():
    assert scored({"wish_to_be_dead": False}).remarks == ()


@pytest.mark.parametrize(
    ("items", "level"),
    [
        ({**NO, "intent": True}, "high"),
        ({**NO, "method": True}, "moderate"),
        ({**NO, "behaviour_3_months": True}, "high"),
    ],
)
def test_a_yes_where_the_form_would_not_have_asked_counts_and_is_said_so(items, level):
    result = scored(items)
    assert result.facts == {"suicide_risk": level}
    assert [remark.code for remark in result.remarks] == ["suicide_screen_contradicts_itself"]


def test_there_is_no_total():
    assert scored(NO).total is None
    (problem,) = scored({**NO, "total": 2}).problems
    assert (problem.where, problem.why) == ("instruments.cssrs.total", "cssrs has no total")


@pytest.mark.parametrize("value", [1, 0, "yes"])
def test_only_true_and_false_are_answers(value):
    (problem,) = scored({**NO, "plan": value}).problems
    assert (problem.where, problem.allowed) == ("instruments.cssrs.plan", "true or false")


def test_columbia_s_wording_stands_unchanged():
    assert CSSRS.wording == "verbatim"
    assert [item.question for item in CSSRS.items] == [
        "Have you wished you were dead or wished you could go to sleep and not wake up?",
        "Have you actually had any thoughts of killing yourself?",
        "Have you been thinking about how you might do this? E.g. “I thought about taking an overdose but I never made a specific plan as to when where or how I would actually do it….and I would never go through with it.”",
        "Have you had these thoughts and had some intention of acting on them? As opposed to “I have the thoughts but I definitely will not do anything about them.”",
        "Have you started to work out or worked out the details of how to kill yourself? Do you intend to carry out this plan?",
        "Have you ever done anything, started to do anything, or prepared to do anything to end your life? Examples: Collected pills, obtained a gun, gave away valuables, wrote a will or suicide note, took out pills but didn’t swallow any, held a gun but changed your mind or it was grabbed from your hand, went to the roof but didn’t jump; or actually took pills, tried to shoot yourself, cut yourself, tried to hang yourself, etc.",
        "Was this within the past three months?",
    ]
    assert "If YES to 2, ask questions 3, 4, 5, and 6. If NO to 2, go directly to question 6." in CSSRS.stem
    assert "unchanged" in CSSRS.licence
    assert "Columbia" in CSSRS.licence
    assert "not ours" in CSSRS.licence


def test_loinc_names_the_panel_and_each_question():
    assert (CSSRS.loinc.value, CSSRS.loinc_result.value) == ("93373-9", "93374-7")
    codes = ["93246-7", "93247-5", "93248-3", "93249-1", "93250-9", "93267-3", "93269-9"]
    assert [item.loinc.value for item in CSSRS.items] == codes


@pytest.mark.parametrize("word", ["low", "moderate", "high", "alone", "medicine goes on"])
def test_each_level_says_what_is_done(word):
    assert word in " ".join(CSSRS.cautions)
