"""The SOWS of Handelsman. Expectations from the evidence, section a3: sixteen items of 0 to 4, 0 to 64."""

import pytest

from holdfast.guideline.facts import sows_score
from holdfast.guideline.instruments.scoring import score
from holdfast.guideline.instruments.sows_handelsman import SOWS_16


def test_sixteen_items_of_0_to_4_make_0_to_64_like_its_fact():
    assert len(SOWS_16.items) == 16
    assert {item.scores for item in SOWS_16.items} == {(0, 1, 2, 3, 4)}
    assert (SOWS_16.highest, sows_score.kind.high) == (64, 64)


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "none"), (1, "mild"), (10, "mild"), (11, "moderate"), (20, "moderate"), (21, "severe"), (31, "severe"), (64, "severe")],
)
def test_a_total_lies_in_its_band(total, band):
    assert SOWS_16.band_of(total) == band


def test_its_total_is_sows_score():
    assert score("sows_16", {item.name: 1 for item in SOWS_16.items}, "instruments.sows_16").facts == {"sows_score": 16}
