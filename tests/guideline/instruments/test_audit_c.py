"""AUDIT-C. Expectations from the evidence, section a4: positive from 4 for men and 3 for women."""

import pytest

from holdfast.guideline.instruments.audit_c import AUDIT_C, POSITIVE_MEN, POSITIVE_WOMEN
from holdfast.guideline.instruments.scoring import score


def scored(items, **facts):
    return score("audit_c", items, "instruments.audit_c", facts)


def total(points, **facts):
    return scored({"total": points}, **facts)


def test_three_items_of_0_to_4_make_0_to_12():
    assert [item.name for item in AUDIT_C.items] == ["how_often", "how_many", "six_or_more"]
    assert {item.scores for item in AUDIT_C.items} == {(0, 1, 2, 3, 4)}
    assert AUDIT_C.highest == 12


@pytest.mark.parametrize(
    ("sex", "points", "band", "use"),
    [
        ("female", 0, "negative", "none"), ("female", 2, "negative", "low"), ("female", 3, "positive", "risky"),
        ("male", 0, "negative", "none"), ("male", 3, "negative", "low"), ("male", 4, "positive", "risky"), ("male", 12, "positive", "risky"),
        ("intersex", 2, "negative", "low"), ("intersex", 3, "positive", "risky"),
        (None, 2, "negative", "low"), (None, 4, "positive", "risky"),
    ],
)  # fmt: skip
def test_where_the_line_lies(sex, points, band, use):
    found = total(points, **({"sex": sex} if sex else {}))
    assert (found.band, found.facts) == (band, {"alcohol_use": use})


def test_the_lines_have_a_unit_and_a_source():
    assert (POSITIVE_MEN.us, POSITIVE_WOMEN.us, POSITIVE_MEN.unit) == (4, 3, "points")


def test_three_points_hang_on_sex_and_are_not_guessed():
    found = total(3)
    assert (found.band, found.facts) == (None, {})
    assert [remark.code for remark in found.remarks] == ["alcohol_screen_needs_sex"]


@pytest.mark.parametrize("stated", ["none", "low", "risky", "dependent"])
def test_what_is_stated_stands(stated):
    found = total(5, sex="male", alcohol_use=stated)
    assert found.facts == {}
    assert bool(found.remarks) is (stated in ("none", "low"))


def test_a_negative_screen_beside_a_known_dependence_needs_no_remark():
    found = total(0, sex="male", alcohol_use="dependent")
    assert (found.facts, found.remarks) == ({}, ())


def test_who_never_drinks_is_asked_no_more():
    found = scored({"how_often": 0})
    assert (found.total, found.missing, found.facts) == (0, (), {"alcohol_use": "none"})


def test_with_an_item_missing_nothing_is_said_below_the_line():
    found = scored({"how_often": 2}, sex="male")
    assert (found.facts, found.missing, found.band) == ({}, ("how_many", "six_or_more"), None)


def test_items_that_already_pass_the_line_are_enough():
    found = scored({"how_often": 4}, sex="male")
    assert (found.total, found.facts, found.band) == (None, {"alcohol_use": "risky"}, "positive")


def test_the_questions_are_our_own_and_the_licence_says_whose_they_are():
    assert AUDIT_C.wording == "own words"
    assert "World Health Organization" in AUDIT_C.licence


def test_loinc_names_panel_and_total():
    assert (AUDIT_C.loinc.value, AUDIT_C.loinc_result.value) == ("72109-2", "75626-2")
