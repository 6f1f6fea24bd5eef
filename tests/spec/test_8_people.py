"""Who can exist: kinds, ranges, and what cannot be true together. All problems are named at once."""

import pytest

from holdfast.language.codes import HCPCS, ICD10CM, LOINC, SNOMEDCT, RxNorm
from holdfast.language.errors import InputError, Problem, RuleError, shortened
from holdfast.language.expressions import Fact
from holdfast.language.kinds import Ask, Category, Number, YesNo, nearest
from holdfast.language.people import (
    Both,
    Either,
    Follows,
    Impossible,
    Least,
    Linear,
    contradictions,
    facts_of,
    read_values,
    with_what_follows,
)
from tests.spec.small import FACTS, cows, days_free, hours, opioid, pregnant

BY_NAME = {fact.name: fact for fact in FACTS}
recent = Fact("recent", YesNo(), Ask(), "?")
other_hours = Fact("other_hours", Number("hours", 0, 8760), Ask(), "?")
lungs = Fact("lungs", Category(("none", "chronic", "severe"), ((True, "chronic"), (False, "none"))), Ask(), "?")


def problems(**given):
    return [str(problem) for problem in read_values(given, {**BY_NAME, "lungs": lungs})[1]]


def test_what_is_null_or_left_out_is_unknown():
    assert read_values({"pregnant": None, "cows": 14}, BY_NAME) == ({"cows": 14}, [])


def test_equal_numbers_are_read_alike():
    assert read_values({"cows": 14.0, "qtc_ms": 430.5}, BY_NAME)[0] == {"cows": 14, "qtc_ms": 430.5}


def test_other_spellings_of_a_category_are_understood():
    assert read_values({"lungs": True}, {"lungs": lungs})[0] == {"lungs": "chronic"}
    assert read_values({"lungs": False}, {"lungs": lungs})[0] == {"lungs": "none"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"cows": "14"}, "facts.cows: this is not a number but text (got '14'). Allowed: a whole number from 0 to 48 points."),
        ({"cows": True}, "not a number but true or false"),
        ({"cows": [14]}, "not a number but a list"),
        ({"cows": {}}, "not a number but a group of fields"),
        ({"cows": 14.5}, "only whole numbers"),
        ({"cows": 49}, "out of range"),
        ({"cows": float("nan")}, "this is not a number (got NaN)"),
        ({"cows": float("inf")}, "out of range"),
        ({"hours": -1}, "a number from 0 to 8760 hours"),
        ({"pregnant": "yes"}, "this is a yes/no fact (got 'yes'). Allowed: true or false. Leave it out"),
        ({"pregnant": 1}, "yes/no"),
        ({"opioid": "herion"}, "Did you mean 'heroin'?"),
        ({"opioid": "zzz"}, "no such value"),
        ({"opioid": 3}, "one of a list of words, not a number"),
        ({"opioid": True}, "one of a list of words, not true or false"),
        ({"opioid": b"x"}, "not a bytes"),
        ({"pregnent": True}, "Did you mean 'pregnant'?"),
        ({"zzzzzz": True}, "there is no fact of this name"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_what_is_allowed(given, said):
    (problem,) = problems(**given)
    assert said in problem


def test_all_problems_are_named_at_once():
    assert len(problems(cows="14", pregnant=3, opioid="x", nothing=1)) == 4
    error = InputError([Problem("a", "", "wrong"), Problem("b", "2", "wrong", "1", "Do this.")])
    assert str(error) == "a: wrong.\nb: wrong (got 2). Allowed: 1. Do this."


LATER = Impossible("later", (Linear(((24, days_free), (-1, hours)), 0),), "the use is later than the free days allow")
ODD = Impossible("odd", (Both(((pregnant, (True,)), (opioid, ("none",)))),), "odd", only_unlikely=True)


def test_what_cannot_be_true_together_is_named_with_both_facts():
    found, unlikely = contradictions({"days_free": 3, "hours": 10}, (LATER, ODD))
    assert str(found[0]).startswith(
        "facts.days_free and facts.hours: the use is later than the free days allow (got days_free = 3, hours = 10)"
    )
    assert unlikely == []


def test_what_is_only_unlikely_is_no_error():
    assert contradictions({"pregnant": True, "opioid": "none"}, (LATER, ODD)) == ([], [ODD])
    assert [fact.name for fact in ODD.facts] == ["pregnant", "opioid"]


@pytest.mark.parametrize("known", [{"days_free": 3}, {"days_free": 1, "hours": 30}, {"pregnant": True}, {}])
def test_nothing_is_impossible_on_what_is_not_known(known):
    assert contradictions(known, (LATER, ODD)) == ([], [])


def test_what_follows_is_added_in_order_and_what_was_said_stays():
    soon = Follows(recent, True, (Linear(((-1, hours),), -72),))
    late = Follows(
        recent, False, (Either(((Linear(((1, hours),), 72, or_equal=True),), (Both(((hours, (None,)), (opioid, ("none",)))),))),)
    )
    days = Follows(days_free, Least((hours, other_hours), by=24), ())
    assert with_what_follows({"hours": 71}, (soon, late)) == {"hours": 71, "recent": True}
    assert with_what_follows({"hours": 72}, (soon, late)) == {"hours": 72, "recent": False}
    assert with_what_follows({"opioid": "none"}, (soon, late)) == {"opioid": "none", "recent": False}
    assert with_what_follows({"hours": 71, "recent": False}, (soon, late)) == {"hours": 71, "recent": False}
    assert with_what_follows({"hours": 36, "other_hours": 48}, (days,))["days_free"] == 1.5
    assert with_what_follows({}, (soon, late, days)) == {}
    assert [fact.name for fact in facts_of(late.terms[0])] == ["hours", "hours", "opioid"]


def test_long_and_strange_values_are_shown_short():
    assert shortened("x" * 500).endswith("…")
    assert shortened(10**5000) == "a int too large to show"
    assert nearest("cows", ("cows",)) == "cows"
    assert nearest("q", ("cows",)) is None


def test_each_coding_system_is_a_type_of_its_own_checked_when_written():
    assert RxNorm("6813") != LOINC("6813-1")
    assert ICD10CM("F11.20").system.endswith("icd-10-cm")
    with pytest.raises(RuleError, match="is not a LOINC code"):
        LOINC("QTc")
    with pytest.raises(RuleError):
        HCPCS("2067")
    assert SNOMEDCT("5602001").value == "5602001"
    assert cows.name == "cows"
