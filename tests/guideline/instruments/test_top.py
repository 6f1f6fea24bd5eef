"""The Treatment Outcomes Profile. Expectations from the evidence, section a4: items and ranges, past 28 days, no total."""

import pytest

from holdfast.guideline.instruments.scoring import score
from holdfast.guideline.instruments.top import OPIATES_RELIABLE_CHANGE, TOP

DAYS = (
    "alcohol", "opiates", "crack", "cocaine", "amphetamines", "cannabis", "tobacco", "other_drug", "injecting", "shoplifting",
    "drug_selling", "paid_work", "education",
)  # fmt: skip
RATED = ("psychological_health", "physical_health", "quality_of_life")
YES_NO = ("sharing", "other_theft", "assault", "housing_problem", "eviction_risk")
FULL = {**dict.fromkeys((*DAYS, *RATED), 0), **dict.fromkeys(YES_NO, False)}


def test_every_item_has_its_range():
    by_name = {item.name: item for item in TOP.items}
    assert set(by_name) == {*DAYS, *RATED, *YES_NO}
    assert {by_name[name].scores[-1] for name in DAYS} == {28}
    assert {by_name[name].scores[-1] for name in RATED} == {20}
    assert all(by_name[name].yes_no for name in YES_NO)


@pytest.mark.parametrize(
    ("item", "wrong", "allowed"),
    [
        ("opiates", 29, "a whole number from 0 to 28 days"),
        ("opiates", -1, "a whole number from 0 to 28 days"),
        ("quality_of_life", 21, "a whole number from 0 (poor) to 20 (good) points"),
        ("assault", 1, "true or false"),
    ],
)
def test_what_lies_outside_is_refused(item, wrong, allowed):
    (problem,) = score("top", {**FULL, item: wrong}, "instruments.top").problems
    assert (problem.where, problem.allowed) == (f"instruments.top.{item}", allowed)


def test_there_is_no_total_and_no_fact():
    result = score("top", {**FULL, "opiates": 28}, "instruments.top")
    assert (result.total, result.facts, result.missing, result.answers["opiates"]) == (None, {}, (), 28)
    assert score("top", {"total": 1}, "instruments.top").problems[0].why == "top has no total"


def test_sharing_is_asked_only_of_those_who_inject():
    short = {name: value for name, value in FULL.items() if name != "sharing"}
    assert score("top", short, "instruments.top").missing == ()
    assert score("top", {**short, "injecting": 3}, "instruments.top").missing == ("sharing",)


def test_reliable_change_is_known_for_opiates_alone_and_still_to_be_confirmed():
    assert [(step.of, step.by) for step in TOP.steps] == [("opiates", OPIATES_RELIABLE_CHANGE)]
    assert (OPIATES_RELIABLE_CHANGE.uk, OPIATES_RELIABLE_CHANGE.unit) == (13, "days")
    assert not OPIATES_RELIABLE_CHANGE.source.seen


def test_the_questions_are_our_own_and_the_licence_is_to_be_confirmed():
    assert TOP.wording == "own words"
    assert all(words in TOP.licence for words in ("Crown copyright", "Open Government Licence", "confirmed"))
    assert TOP.loinc is None
