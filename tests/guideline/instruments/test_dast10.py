"""DAST-10. Expectations from the evidence, section a4: scoring only, item 3 reversed, no wording."""

import pytest

from holdfast.guideline.instruments.dast10 import DAST10
from holdfast.guideline.instruments.scoring import score

NAMES = [f"item_{number}" for number in range(1, 11)]
NO = dict.fromkeys(NAMES, False)


def scored(items):
    return score("dast10", items, "instruments.dast10")


def test_ten_answers_of_yes_or_no_make_0_to_10():
    assert [item.name for item in DAST10.items] == NAMES
    assert DAST10.highest == 10
    assert DAST10.yes_no


def test_item_3_is_reversed():
    assert scored(NO).total == 1
    assert scored({**NO, "item_3": True}).total == 0
    assert scored({**dict.fromkeys(NAMES, True), "item_3": False}).total == 10


@pytest.mark.parametrize("name", [name for name in NAMES if name != "item_3"])
def test_every_other_yes_is_a_point(name):
    assert scored({**NO, "item_3": True, name: True}).total == 1


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "none"), (1, "low"), (2, "low"), (3, "moderate"), (5, "moderate"), (6, "substantial"), (8, "substantial"),
        (9, "severe"), (10, "severe"),
    ],
)  # fmt: skip
def test_a_total_lies_in_its_band(total, band):
    assert DAST10.band_of(total) == band


def test_no_item_is_worded_because_the_wording_is_not_free():
    assert DAST10.wording == "scoring only"
    assert {item.question.replace(item.name.removeprefix("item_"), "n") for item in DAST10.items} == {"Question n of the form."}
    assert all(word in DAST10.licence for word in ("1982", "Skinner", "not in the public domain", "non-commercial"))


def test_a_missing_item_is_no_no():
    partial = scored({**NO, "item_3": None})
    assert (partial.total, partial.missing) == (None, ("item_3",))


def test_it_fills_no_fact_and_loinc_names_panel_and_total():
    assert scored(NO).facts == {}
    assert (DAST10.loinc.value, DAST10.loinc_result.value) == ("82666-9", "82667-7")
