"""PHQ-9. Expectations from the evidence, sections a4 and m5, and case V74."""

import json

import pytest

from holdfast.guideline.facts import phq9_item9, phq9_score
from holdfast.guideline.instruments.phq9 import PHQ9, POSITIVE
from holdfast.guideline.instruments.scoring import score

NAMES = ["interest", "mood", "sleep", "energy", "appetite", "self_worth", "concentration", "movement", "self_harm"]
NONE = dict.fromkeys(NAMES, 0)
WORDS = {0: "Not at all", 1: "Several days", 2: "More than half the days", 3: "Nearly every day"}


def scored(items, **facts):
    return score("phq9", items, "instruments.phq9", facts)


def test_nine_items_of_0_to_3_make_0_to_27_like_its_facts():
    assert [item.name for item in PHQ9.items] == NAMES
    assert {item.scores for item in PHQ9.items} == {(0, 1, 2, 3)}
    assert (PHQ9.highest, phq9_score.kind.high, phq9_item9.kind.high) == (27, 27, 3)


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
        (15, "moderately severe"), (19, "moderately severe"), (20, "severe"), (27, "severe"),
    ],
)  # fmt: skip
def test_a_total_lies_in_its_band(total, band):
    assert PHQ9.band_of(total) == band


def test_ten_is_positive():
    assert (POSITIVE.us, POSITIVE.uk, POSITIVE.unit) == (10, 10, "points")


def test_all_items_give_both_facts():
    assert scored({**NONE, "mood": 3, "sleep": 2, "self_harm": 1}).facts == {"phq9_score": 6, "phq9_item9": 1}


def test_nothing_is_prorated_missing_items_are_listed():
    partial = scored({name: 3 for name in NAMES if name not in ("sleep", "self_harm")})
    assert (partial.total, partial.facts, partial.band, partial.at_least) == (None, {}, None, 21)
    assert partial.missing == ("sleep", "self_harm")


@pytest.mark.parametrize("points", [0, 1, 3])
def test_item_9_alone_still_says_what_it_says(points):
    alone = scored({"self_harm": points})
    assert (alone.total, alone.facts) == (None, {"phq9_item9": points})
    assert alone.missing == tuple(NAMES[:-1])


def test_a_total_without_items_says_nothing_of_item_9():
    assert scored({"total": 12}).facts == {"phq9_score": 12}


def test_a_total_beside_item_9_gives_both():
    assert scored({"total": 12, "self_harm": 2}).facts == {"phq9_score": 12, "phq9_item9": 2}


def test_the_wording_is_that_of_the_form_and_pfizer_leaves_it_free():
    assert PHQ9.wording == "verbatim"
    assert "Pfizer" in PHQ9.licence
    assert "free" in PHQ9.licence
    assert PHQ9.stem == "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
    assert all(dict(item.answers) == WORDS for item in PHQ9.items)
    assert [item.question for item in PHQ9.items] == [
        "Little interest or pleasure in doing things",
        "Feeling down, depressed, or hopeless",
        "Trouble falling or staying asleep, or sleeping too much",
        "Feeling tired or having little energy",
        "Poor appetite or overeating",
        "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
        "Trouble concentrating on things, such as reading the newspaper or watching television",
        "Moving or speaking so slowly that other people could have noticed. Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual",
        "Thoughts that you would be better off dead, or of hurting yourself in some way",
    ]


def test_loinc_names_panel_total_and_item_9():
    assert (PHQ9.loinc.value, PHQ9.loinc_result.value, PHQ9.items[8].loinc.value) == ("44249-1", "44261-6", "44260-8")


def plain(text):
    return "".join(letter for letter in text.lower() if letter.isalpha())


def test_items_codes_words_and_scores_agree_with_the_published_questionnaire(shared):
    path = shared / "data" / "instruments" / "lforms" / "test" / "data" / "R4" / "phq9.json"
    form = json.loads(path.read_text(encoding="utf-8"))
    asked, total = form["item"][:9], form["item"][9]
    assert total["linkId"].strip("/") == PHQ9.loinc_result.value
    assert form["code"][0]["code"] == PHQ9.loinc.value
    for item, published in zip(PHQ9.items, asked, strict=True):
        assert item.loinc.value == published["linkId"].strip("/")
        assert plain(item.question) == plain(published["text"])
        scores = [
            (int(extension["valueDecimal"]), option["valueCoding"]["display"])
            for option in published["answerOption"]
            for extension in option["extension"]
            if extension["url"].endswith("ordinalValue")
        ]
        assert list(item.answers) == scores
