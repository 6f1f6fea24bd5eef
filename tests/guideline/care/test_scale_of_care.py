"""The scale of care: hours, lengths, reviews, and words for the person."""

import re

from holdfast.guideline.care.scale_of_care import LEVELS
from holdfast.guideline.programme import guideline
from tests.guideline.judged import in_force


def now(limit):
    """The value, which is the same in both places."""
    (value,) = set(in_force(limit))
    return value


def test_the_table_holds_every_step_of_the_scale_in_its_order():
    steps = sorted((option for option in guideline().options.values() if option.rung is not None), key=lambda option: option.rung)
    assert [level.option for level in LEVELS] == steps
    assert [option.rung for option in steps] == [0, 1, 2, 3, 4]


def test_hours_a_week_begin_where_the_level_below_ends():
    outpatient, intensive, day, *living_in = LEVELS
    assert now(outpatient.most) == now(intensive.least) == 9
    assert (now(intensive.most), now(day.least)) == (19, 20)
    assert (now(outpatient.young), now(intensive.young)) == (6, 6)
    assert all(now(level.least) == 20 for level in living_in)


def test_care_at_home_has_no_end_and_a_stay_has_its_usual_length():
    assert [(now(level.stay[0]), level.stay[1] and now(level.stay[1])) for level in LEVELS] == [
        (180, None),
        (28, 56),
        (28, 56),
        (28, 90),
        (180, 365),
    ]


def test_the_more_care_the_sooner_it_is_looked_at_again():
    assert [now(level.review) for level in LEVELS] == [30, 14, 14, 7, 7]


def test_every_limit_of_the_table_is_named_with_a_source():
    named = {id(limit) for limit in guideline().limits.values()}
    used = [limit for level in LEVELS for limit in (level.least, level.most, level.young, *level.stay, level.review) if limit]
    assert all(id(limit) in named for limit in used)


def test_whom_a_level_suits_is_said_in_plain_words_without_numbers_and_without_a_medicine_as_the_price():
    for level in LEVELS:
        for words in (level.suits, level.does_not_suit):
            assert words.endswith(".")
            assert not re.search(r"\d|ASAM", words)
    assert all("takes your medicine away" in level.does_not_suit for level in LEVELS[3:])
