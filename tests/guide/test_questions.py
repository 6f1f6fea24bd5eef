"""The questions as data: both languages, a way past every one, and answers read with care."""

import pytest

from holdfast.advice import advise_by, dated_guideline
from holdfast.guide.answers import LONGEST_PLACE, Answers, facts, plain, read
from holdfast.guide.languages import LANGUAGES, PLACES
from holdfast.guide.questions import QUESTIONS, asked
from holdfast.guideline.impossible import IMPOSSIBLE
from holdfast.guideline.programme import guideline
from holdfast.language.people import with_what_follows
from tests.guide.visiting import NOW


def test_there_are_eight_questions_and_one_less_where_care_is_free():
    assert [len(asked(place)) for place in PLACES] == [8, 7]
    assert "paying" not in [question.code for question in asked("uk")]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.code)
def test_every_question_is_put_in_both_languages_to_oneself_and_about_another_and_says_why(question):
    for words in (question.me, question.them, question.why):
        assert all(map(str.strip, words))
        assert question.code == "who" or words.en != words.es


@pytest.mark.parametrize("place", PLACES)
def test_not_sure_is_always_offered_and_nothing_but_the_place_is_typed(place):
    for question in asked(place):
        for field in question.fields:
            codes = [choice.code for choice in field.offered(place)]
            assert field.kind != "text" or field.name == "near"
            assert field.kind == "text" or "unsure" in codes
            assert len(codes) == len(set(codes))
            assert all(any(choice.words.to(language)) for choice in field.offered(place) for language in LANGUAGES)


def test_what_we_did_not_ask_is_left_out():
    answers = read({"what": ["heroin", "<script>", "nitazene"], "age": ["3"], "goal": ["stop", "reduce"], "paying": ["medicaid"]}, "us")
    assert answers.ticked == {"what": frozenset({"heroin"}), "goal": frozenset({"reduce"}), "paying": frozenset({"medicaid"})}
    assert "paying" not in read({"paying": ["medicaid"]}, "uk").ticked


def test_none_of_these_says_nothing_beside_something_that_is():
    assert read({"now": ["none", "pregnant", "unsure"]}, "us").ticked["now"] == frozenset({"pregnant"})
    assert read({"now": ["none"]}, "us").ticked["now"] == frozenset({"none"})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  21201 \n", "21201"),
        ("a\x00b\u202ec\u200bd", "a b c d"),
        ("x" * 5000, "x" * LONGEST_PLACE),
        ("", ""),
        ("São\u00a0Paulo", "São Paulo"),
    ],
)
def test_a_place_is_one_short_line_without_signs_that_cannot_be_seen(typed, kept):
    assert plain(typed) == kept


def test_what_is_carried_is_read_again_as_the_same():
    sent = {"who": ["me"], "what": ["fentanyl", "alcohol"], "near": ["Leeds"], "far": ["5"], "daily": ["no"]}
    answers = read(sent, "uk")
    again: dict[str, list[str]] = {}
    for name, value in answers.carried():
        again.setdefault(name, []).append(value)
    assert read(again, "uk") == answers


# --- What the guideline may take as known ---------------------------------------------------------


def told(**sent):
    return facts(read({name: [codes] if isinstance(codes, str) else codes for name, codes in sent.items()}, "us"))


def test_what_was_skipped_or_is_not_sure_stays_unknown():
    assert facts(Answers("us")) == {}
    assert told(who="me", what="unsure", now="unsure", medicine="unsure", daily="unsure", paying="unsure", **{"else": "none"}) == {}


def test_what_was_told_becomes_a_fact_and_nothing_else_does():
    assert told(what=["heroin", "fentanyl", "alcohol"], now=["out", "pregnant"], goal="stop") == {
        "main_opioid": "fentanyl",
        "fentanyl_exposure": True,
        "alcohol_use": "risky",
        "lost_tolerance": True,
        "pregnant": True,
        "goal": "stop",
    }
    assert told(medicine="none") == {"prefers": "no_medication", "declines_medication": True}
    assert told(daily="no", remote="yes", paying="none") == {"can_attend_daily": False, "telehealth_possible": True, "insured": "none"}


def test_thoughts_of_suicide_are_no_score_of_a_screen():
    assert told(now="suicide") == {}


def test_nobody_can_tell_what_the_guideline_holds_impossible():
    everything = {field.name: [choice.code for choice in field.choices] for question in QUESTIONS for field in question.fields}
    known = with_what_follows(facts(read(everything, "us")), guideline().follows)
    assert [each for each in IMPOSSIBLE if each.holds(known)] == []
    assert [guideline().facts[name].kind.problem(name, value) for name, value in known.items()] == [None] * len(known)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("name", "alike"), [("age", (15, 12)), ("age", (17, 16)), ("benzodiazepine_use", ("not_prescribed", "prescribed", "both"))]
)
def test_a_fact_that_stands_for_several_reads_the_same_in_every_rule(place, name, alike):
    dated = dated_guideline(NOW, place, {})
    found = [
        [
            (each.option.code, each.status, each.then)
            for each in advise_by(dated, with_what_follows({"main_opioid": "heroin", name: value}, guideline().follows), NOW).findings
        ]
        for value in alike
    ]
    assert all(each == found[0] for each in found)
