"""Injections and naltrexone tablets handed in: doses that are made, days between them."""

import pytest

from holdfast.guideline.calendars.examined_injections import examined, examined_tablets
from holdfast.guideline.calendars.given_days import GivenDay
from tests.guideline.calendars.visiting import us


def on(*given):
    return [GivenDay(number, mg, mg, mg) for number, mg in given]


@pytest.mark.parametrize(
    ("product", "given", "facts", "count"),
    [
        ("sublocade", [(1, 300), (8, 300), (34, 100)], {}, 0),
        ("sublocade", [(1, 300), (7, 300)], {}, 1),
        ("sublocade", [(1, 300), (8, 300), (33, 100)], {}, 1),
        ("sublocade", [(1, 200)], {}, 1),
        ("sublocade", [(1, 100)], {"days_since_xr_injection": 25, "xr_doses_given": 3}, 1),
        ("sublocade", [(2, 100)], {"days_since_xr_injection": 25, "xr_doses_given": 3}, 0),
        ("sublocade", [(1, 300)], {"days_since_xr_injection": 10}, 0),
        ("buvidal_weekly", [(1, 16), (2, 8), (8, 24), (13, 24)], {}, 0),
        ("buvidal_weekly", [(1, 16), (2, 16)], {}, 1),
        ("buvidal_weekly", [(1, 8), (8, 8), (10, 8)], {}, 1),
        ("buvidal_monthly", [(1, 96), (22, 96)], {}, 0),
        ("buvidal_monthly", [(1, 96), (21, 96)], {}, 1),
        ("brixadi_monthly", [(1, 160)], {}, 1),
        ("vivitrol", [(1, 380), (29, 380)], {}, 0),
        ("vivitrol", [(1, 380), (28, 380)], {}, 1),
        ("vivitrol", [(1, 380), (2, 0), (29, 380)], {}, 0),
    ],
)
def test_injections(product, given, facts, count):
    assert len(examined(product, on(*given), facts, us).breaches) == count


@pytest.mark.parametrize(
    ("product", "mg", "gap", "late"),
    [
        ("vivitrol", 380, 28, False), ("vivitrol", 380, 42, True), ("sublocade", 300, 42, False), ("sublocade", 300, 43, True),
        ("brixadi_weekly", 16, 9, False), ("brixadi_weekly", 16, 10, True), ("brixadi_monthly", 96, 35, False), ("brixadi_monthly", 96, 36, True),
    ],
)  # fmt: skip
def test_a_gap_that_is_too_long_is_noted(product, mg, gap, late):
    found = examined(product, on((1, mg), (1 + gap, mg)), {}, us)
    assert found.breaches == []
    assert bool(found.notes) is late


def test_after_six_weeks_naltrexone_no_longer_protects():
    (note,) = examined("vivitrol", on((1, 380), (43, 380)), {}, us).notes
    assert "42 days is longer than vivitrol lasts (28)" in note
    assert "new urine test" in note


@pytest.mark.parametrize(
    ("given", "new", "stops"),
    [
        ([(1, 25), (2, 50), (3, 50)], True, []),
        ([(1, 50)], True, [False]),
        ([(1, 50)], False, []),
        ([(1, 100), (3, 100), (5, 150)], False, []),
        ([(1, 100), (2, 100)], False, [False]),
        ([(1, 200)], False, [True]),
        ([(1, 25), (2, 0), (3, 100)], True, []),
    ],
)
def test_tablets(given, new, stops):
    assert [each.hard for each in examined_tablets(on(*given), {}, us, new=new).breaches] == stops
