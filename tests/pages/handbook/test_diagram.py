"""The drawn decision: every rule leads somewhere on the page, and no words run over an edge."""

import re
from datetime import date

import pytest

from holdfast.engines.handbook import Book
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import SPELLED
from holdfast.pages.handbook.diagram import QUESTIONS, SHOWN, WIDE, decision, short_name


@pytest.fixture(scope="module")
def book():
    return Book(guideline(), date(2026, 11, 21), SPELLED)


def test_every_chip_lies_inside_and_beside_no_other(book):
    for option in guideline().options.values():
        drawing = decision(book.chapter(option), book.spelling)
        chips = [
            tuple(map(float, found))
            for found in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="23" rx="5"', drawing)
        ]
        assert len(chips) == sum(len(step.rules) for step in book.chapter(option).ladder)
        for number, (x, y, wide) in enumerate(chips):
            assert x + wide <= WIDE, option.code
            assert all(
                not (y == other_y and x < other_x + other_wide and other_x < x + wide) for other_x, other_y, other_wide in chips[:number]
            )


def test_every_status_and_question_is_said_with_a_word_not_by_colour_alone(book):
    drawing = decision(book.chapter(guideline().options["start_methadone"]), book.spelling)
    for words in ("✕ Avoid", "– Not indicated", "◷ Not yet", "? Ask first", "! With caution", "★ Preferred", "✓ Suitable"):
        assert words in drawing
    assert set(SHOWN) == {status for _, status in QUESTIONS}


def test_a_rule_of_one_place_says_so_and_a_long_name_is_cut(book):
    assert short_name(book.rules["naltrexone.not_licensed"], SPELLED) == "not licensed (UK)"
    assert max(len(short_name(told, SPELLED)) for told in book.rules.values()) <= 33
