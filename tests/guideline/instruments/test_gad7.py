"""GAD-7. Expectations from the evidence, sections a4 and m5."""

import pytest

from holdfast.guideline.facts import gad7_score
from holdfast.guideline.instruments.gad7 import FURTHER_ASSESSMENT, GAD7
from holdfast.guideline.instruments.scoring import score

NAMES = ["nervous", "cannot_stop_worrying", "worrying_too_much", "trouble_relaxing", "restless", "irritable", "afraid"]


def test_seven_items_of_0_to_3_make_0_to_21_like_its_fact():
    assert [item.name for item in GAD7.items] == NAMES
    assert {item.scores for item in GAD7.items} == {(0, 1, 2, 3)}
    assert (GAD7.highest, gad7_score.kind.high) == (21, 21)


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"), (15, "severe"), (21, "severe")],
)
def test_a_total_lies_in_its_band(total, band):
    assert GAD7.band_of(total) == band


def test_from_ten_on_somebody_looks_further():
    assert (FURTHER_ASSESSMENT.us, FURTHER_ASSESSMENT.uk) == (10, 10)


def test_all_items_give_the_score_and_fewer_give_none():
    assert score("gad7", dict.fromkeys(NAMES, 2), "instruments.gad7").facts == {"gad7_score": 14}
    partial = score("gad7", dict.fromkeys(NAMES[1:], 2), "instruments.gad7")
    assert (partial.facts, partial.missing, partial.at_least) == ({}, ("nervous",), 12)


def test_the_wording_is_that_of_the_form_and_pfizer_leaves_it_free():
    assert GAD7.wording == "verbatim"
    assert "Pfizer" in GAD7.licence
    assert [item.question for item in GAD7.items] == [
        "Feeling nervous, anxious or on edge",
        "Not being able to stop or control worrying",
        "Worrying too much about different things",
        "Trouble relaxing",
        "Being so restless that it is hard to sit still",
        "Becoming easily annoyed or irritable",
        "Feeling afraid as if something awful might happen",
    ]
    assert GAD7.stem == "Over the last 2 weeks, how often have you been bothered by the following problems?"
    words = {0: "Not at all", 1: "Several days", 2: "More than half the days", 3: "Nearly every day"}
    assert all(dict(item.answers) == words for item in GAD7.items)


def test_loinc_names_panel_total_and_each_question():
    assert (GAD7.loinc.value, GAD7.loinc_result.value) == ("69737-5", "70274-6")
    codes = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"]
    assert [item.loinc.value for item in GAD7.items] == codes
