"""An instrument's items say which scores may be given; its bands begin where the limits say."""

from datetime import date

from holdfast.guideline.instruments.instrument import Band, Instrument, Item
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
