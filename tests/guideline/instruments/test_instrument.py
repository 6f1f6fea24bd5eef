"""An instrument's items say which scores may be given; its bands begin where the limits say."""

from datetime import date

import pytest

from holdfast.guideline.instruments.instrument import NO_OR_YES, Band, Instrument, Item, Span
from holdfast.language.expressions import Limit, Source

SOURCE = Source("made_up", "A made-up scale", date(2020, 1, 1), True)


def starting(points: float) -> Limit:
    return Limit("points", us=points, uk=points, since=SOURCE.date, source=SOURCE)


SMALL = Instrument(
    name="small",
    title="A made-up scale",
    version="made_up_2020",
    items=(Item("first", "How much?", ((0, "none"), (1, "some"), (5, "all"))), Item("second", "How often?", ((0, "never"), (3, "always")))),
    fact=None,
    source=SOURCE,
    licence="Made up here.",
    bands=(Band("low", starting(0)), Band("high", starting(6))),
)


def test_an_item_lists_the_scores_that_may_be_given():
    assert SMALL.items[0].scores == (0, 1, 5)


def test_the_highest_total_is_the_sum_of_the_highest_scores():
    assert SMALL.highest == 8


def test_a_band_begins_at_its_limit():
    assert [SMALL.band_of(total) for total in (0, 5, 6, 8)] == ["low", "low", "high", "high"]


def test_an_instrument_without_bands_names_none():
    assert Instrument("bare", "Bare", "1", SMALL.items, None, SOURCE, "Made up here.").band_of(8) is None


LINE = Item("line", "How much?", Span(100, "mm", "none", "all"))
REVERSED = Item("reversed", "Can you?", ((0, "yes"), (1, "no")))


def test_a_span_allows_every_whole_number():
    assert (LINE.scores[0], LINE.scores[-1], len(LINE.scores)) == (0, 100, 101)
    assert LINE.allowed == "a whole number from 0 (none) to 100 (all) mm"
    assert str(Span(28, "days")) == "a whole number from 0 to 28 days"


@pytest.mark.parametrize(
    ("item", "value", "points"),
    [
        (SMALL.items[0], 5, 5), (SMALL.items[0], 5.0, 5), (SMALL.items[0], 2, None), (SMALL.items[0], True, None), (SMALL.items[0], "5", None),
        (SMALL.items[0], None, None), (LINE, 37, 37), (LINE, 37.5, None), (LINE, 101, None), (LINE, False, None),
        (Item("plain", "Did you?", NO_OR_YES), True, 1), (Item("plain", "Did you?", NO_OR_YES), False, 0),
        (Item("plain", "Did you?", NO_OR_YES), 1, None), (REVERSED, True, 0), (REVERSED, False, 1),
        (Item("four", "Enough?", ((0, "no"), (4, "yes"))), True, 4),
    ],
)  # fmt: skip
def test_the_points_that_an_answer_gives(item, value, points):
    assert item.points(value) == points


def test_an_instrument_is_of_yes_and_no_where_every_item_is():
    assert Instrument("two", "Two", "1", (REVERSED,), None, SOURCE, "Made up here.").yes_no
    assert not Instrument("two", "Two", "1", (REVERSED, LINE), None, SOURCE, "Made up here.").yes_no
