"""COWS. Expectations from the evidence, section a2: eleven items, each with its own scores, 0 to 48."""

import pytest

from holdfast.guideline.facts import cows_score
from holdfast.guideline.instruments.cows import COWS
from holdfast.guideline.instruments.scoring import score

ALLOWED = {
    "pulse": (0, 1, 2, 4),
    "sweating": (0, 1, 2, 3, 4),
    "restlessness": (0, 1, 3, 5),
    "pupils": (0, 1, 2, 5),
    "aches": (0, 1, 2, 4),
    "runny_nose": (0, 1, 2, 4),
    "stomach": (0, 1, 2, 3, 5),
    "tremor": (0, 1, 2, 4),
    "yawning": (0, 1, 2, 4),
    "anxiety": (0, 1, 2, 4),
    "gooseflesh": (0, 3, 5),
}


def test_each_item_has_the_scores_of_the_form():
    assert {item.name: item.scores for item in COWS.items} == ALLOWED


def test_the_total_runs_from_0_to_48_like_its_fact():
    assert (COWS.highest, cows_score.kind.high) == (48, 48)


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "none"), (4, "none"), (5, "mild"), (12, "mild"), (13, "moderate"), (24, "moderate"),
        (25, "moderately severe"), (36, "moderately severe"), (37, "severe"), (48, "severe"),
    ],
)  # fmt: skip
def test_a_total_lies_in_its_band(total, band):
    assert COWS.band_of(total) == band


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        ("pulse", 3), ("restlessness", 2), ("restlessness", 4), ("pupils", 3), ("pupils", 4),
        ("gooseflesh", 1), ("gooseflesh", 2), ("gooseflesh", 4), ("sweating", 5), ("stomach", 4),
    ],
)  # fmt: skip
def test_a_score_that_the_form_does_not_have_is_refused(item, wrong):
    (problem,) = score("cows", {**dict.fromkeys(ALLOWED, 0), item: wrong}, "instruments.cows").problems
    assert problem.where == f"instruments.cows.{item}"
    assert all(str(allowed) in problem.allowed for allowed in ALLOWED[item])


def test_the_look_alikes_of_withdrawal_are_named():
    told = " ".join(COWS.cautions)
    assert all(word in told for word in ("fever", "alcohol", "Stimulants", "medetomidine", "hospital"))


def test_the_questions_are_our_own():
    assert COWS.wording == "own words"
