"""What may be rewarded, in what, and up to how much: a table of programmes."""

from dataclasses import replace
from datetime import date

import pytest

from holdfast.guideline.care.contingency_management import Schedule, prizes, steps, voucher
from holdfast.guideline.care.incentive_draws import petry_bowl
from holdfast.guideline.care.incentive_rules import (
    GRANT_YEAR,
    NEVER_FORMS,
    TAX_FORM,
    YEAR_MOST,
    Programme,
    breaches,
    money,
    notes,
    unknown,
)


def us(limit):
    return limit.us


def uk(limit):
    return limit.uk


PLAIN = Programme(replace(voucher(us), year_most=75000), ("stimulant_negative",), ("voucher",), "samhsa_grant")
DRAWS = Programme(replace(prizes(us), year_most=59900), ("attendance",), ("prize",), "california_medicaid", petry_bowl(us))


def rules(programme, place="us", **facts):
    return {broken.rule or "limit": broken.hard for broken in breaches(programme, facts, us, place)}


@pytest.mark.parametrize("programme", [PLAIN, DRAWS, Programme(steps(us), ("retention",), ("gift_card",), "california_medicaid")])
def test_what_may_begin(programme):
    assert breaches(programme, {}, us, "us") == []


@pytest.mark.parametrize("form", NEVER_FORMS)
def test_what_a_reward_never_is(form):
    assert rules(replace(PLAIN, forms=("voucher", form))) == {f"never_{form}": True}


@pytest.mark.parametrize(
    ("goals", "facts", "expected"),
    [
        (("opioid_negative",), {"current_medication": "none"}, {"opioid_negative_without_medicine": True}),
        (("attendance", "opioid_negative"), {"current_medication": "none"}, {"opioid_negative_without_medicine": True}),
        (("opioid_negative",), {"current_medication": "methadone"}, {"opioid_negative_alone": False}),
        (("attendance", "opioid_negative"), {"current_medication": "methadone"}, {}),
        (("stimulant_negative",), {"current_medication": "none"}, {}),
    ],
)
def test_opioid_negative_tests_as_a_goal(goals, facts, expected):
    assert rules(replace(PLAIN, goals=goals), **facts) == expected


@pytest.mark.parametrize(
    ("goals", "facts", "expected"),
    [
        (("opioid_negative",), {}, ("current_medication",)),
        (("opioid_negative",), {"current_medication": "other"}, ("current_medication",)),
        (("opioid_negative",), {"current_medication": "methadone"}, ()),
        (("attendance",), {}, ()),
    ],
)
def test_what_must_be_known_first(goals, facts, expected):
    programme = replace(PLAIN, goals=goals)
    assert unknown(programme, facts) == expected
    assert not expected or breaches(programme, facts, us, "us") == []


@pytest.mark.parametrize(
    ("touches", "place", "hard"),
    [("dose", "us", True), ("dose", "uk", True), ("access", "us", True), ("take_homes", "us", True), ("take_homes", "uk", False)],
)
def test_what_a_reward_leaves_alone(touches, place, hard):
    assert rules(replace(PLAIN, touches=(touches,)), place) == {f"leaves_{touches}_alone": hard}


@pytest.mark.parametrize(
    ("payer", "year_most", "allowed"),
    [
        ("samhsa_grant", 75000, True), ("samhsa_grant", 75001, False), ("california_medicaid", 59900, True), ("california_medicaid", 59901, False),
        ("nominal", 7500, True), ("nominal", 7501, False), (None, 7500, True), (None, 59900, False),
    ],
)  # fmt: skip
def test_the_most_in_a_year_by_who_pays(payer, year_most, allowed):
    programme = replace(PLAIN, schedule=replace(PLAIN.schedule, year_most=year_most), payer=payer)
    assert rules(programme) == ({} if allowed else {"limit": True})


def test_above_the_most_the_amounts_and_another_payer_are_named():
    (broken,) = breaches(replace(PLAIN, schedule=replace(PLAIN.schedule, year_most=59900), payer=None), {}, us, "us")
    assert "$599.00" in broken.say
    assert "$75.00" in broken.instead
    assert "samhsa_grant, california_medicaid" in broken.instead


def test_no_stated_most_means_all_that_it_could_pay():
    assert rules(replace(PLAIN, schedule=voucher(us))) == {"limit": True}
    assert rules(replace(DRAWS, schedule=prizes(us))) == {"limit": True}
    assert rules(replace(PLAIN, schedule=voucher(us)), "uk") == {}


def test_what_the_grant_allowed_before():
    assert (GRANT_YEAR.value(date(2024, 6, 1), "us"), GRANT_YEAR.value(date(2025, 1, 1), "us")) == (7500, 75000)
    assert (TAX_FORM.value(date(2025, 6, 1), "us"), TAX_FORM.value(date(2026, 1, 1), "us")) == (60000, 200000)
    assert set(YEAR_MOST) == {"samhsa_grant", "california_medicaid", "nominal"}


def test_what_it_comes_to():
    assert (PLAIN.most_cents(), PLAIN.expected_cents()) == (75000, 75000)
    assert (DRAWS.most_cents(), DRAWS.expected_cents()) == (59900, 36375)
    assert replace(PLAIN, schedule=voucher(us)).expected_cents() == 99750


@pytest.mark.parametrize(
    ("programme", "place", "word", "said"),
    [
        (PLAIN, "us", "too little", False),
        (replace(PLAIN, schedule=Schedule("cents", 100, 0, 30)), "us", "$30.00 in all is likely too little to work: $240.00 did", True),
        (replace(PLAIN, schedule=Schedule("cents", 24000, 0, 1)), "us", "too little", False),
        (replace(PLAIN, schedule=Schedule("cents", 23999, 0, 1)), "us", "too little", True),
        (replace(PLAIN, schedule=Schedule("cents", 24000, 0, 1)), "uk", "too little", False),
        (replace(PLAIN, schedule=Schedule("cents", 23999, 0, 1)), "uk", "too little", True),
        (replace(PLAIN, schedule=Schedule("cents", 199999, 0, 1)), "us", "tax form", False),
        (replace(PLAIN, payer=None), "us", "Nobody has said who pays", True),
        (replace(PLAIN, payer=None), "uk", "Nobody has said who pays", False),
        (replace(PLAIN, schedule=Schedule("cents", 200000, 0, 1)), "us", "tax form", True),
        (replace(PLAIN, schedule=Schedule("cents", 200000, 0, 1)), "uk", "tax form", False),
        (DRAWS, "us", "gambling", True),
        (PLAIN, "us", "gambling", False),
        (replace(PLAIN, schedule=Schedule("cents", 200000, 0, 1)), "us", "After a lapse nothing brings back", True),
        (PLAIN, "us", "After a lapse nothing brings back", False),
        (DRAWS, "us", "After a lapse nothing brings back", False),
    ],
)
def test_what_to_know(programme, place, word, said):
    assert any(word in note for note in notes(programme, {"us": us, "uk": uk}[place], place)) is said


def test_money_as_it_is_written():
    assert (money(250, "us"), money(205, "uk"), money(99750, "us"), money(1234567, "us")) == ("$2.50", "£2.05", "$997.50", "$12,345.67")
