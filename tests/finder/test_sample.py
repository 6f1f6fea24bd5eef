"""The made-up places: read by the real importers without a word of complaint, and nobody could take them for real ones."""

import re
from collections import Counter
from datetime import date

import pytest

from holdfast.finder import sample
from holdfast.finder.feeds.catalogue import FEEDS

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    files = sample.written(tmp_path_factory.mktemp("sample"))
    return {code: list(FEEDS[code].rows(file)) for code, file in files.items()}


@pytest.mark.parametrize("code", ["findtreatment", "cqc", "bmlt", "meeting_guide"])
def test_every_row_is_read_and_nothing_in_it_is_strange(rows, code):
    assert len(rows[code]) > 100
    assert [row for row in rows[code] if row.listing is None] == []
    assert Counter(warning for row in rows[code] for warning in row.warnings) == {}
    assert len({row.listing.key for row in rows[code]}) == len(rows[code])


def test_each_says_in_its_name_that_it_is_made_up_and_has_a_telephone_of_stories(rows):
    listings = [row.listing for feed in rows.values() for row in feed]
    assert [each.name for each in listings if sample.NOT_REAL not in each.name] == []
    phones = {each.phone for each in listings if hasattr(each, "phone")}
    assert [phone for phone in phones if not re.fullmatch(r"\d{3}-555-01\d\d|01632 960\d{3}", phone)] == []


def test_the_same_towns_always_get_the_same_places(rows, tmp_path):
    again = sample.written(tmp_path)
    assert list(FEEDS["findtreatment"].rows(again["findtreatment"])) == rows["findtreatment"]


def test_a_large_town_has_each_kind_of_place_and_the_two_listings_of_one_site_are_linked(database, rows):
    from holdfast.finder.importing import store
    from holdfast.finder.places import find_place
    from holdfast.finder.search import Tier, Wanted, facilities

    near = [row for row in rows["findtreatment"] if row.listing.address.town == "Baltimore"]
    store("findtreatment", "sample", near, DAY)
    found = facilities(Wanted(find_place("Baltimore, MD").point, "us", DAY))
    assert set(found.tiers) == set(Tier)
    assert [len(each.also) for each in found.shown].count(1) == 1
    assert found.left_out == {"lists no treatment for drug use": 1}
