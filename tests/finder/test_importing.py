"""Every row of a feed has one fate, and reading a file twice changes nothing."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.finder.feeds.catalogue import FEEDS
from holdfast.finder.listings import Address, Facility, Meeting, Point, Row

DAY, LATER = date(2026, 11, 21), date(2026, 11, 28)
CLINIC = Facility(
    "k1", "Harbor Clinic", Address(street="1 Pier Street", postcode="21201", country="us", point=Point(39.3, -76.6)), phone="555-0101"
)
MEETING = Meeting("m1", "Sunday Night", "Narcotics Anonymous", Address(country="us", point=Point(39.3, -76.6)), 7, time(19, 30), 60)


@pytest.fixture
def store(database):
    from holdfast.finder.importing import store

    return store


def row(listing, where="row 1"):
    return Row(where, listing)


def everything():
    from holdfast.finder import models

    tables = (models.Facility, models.Meeting, models.Former, models.AlsoListed)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_what_is_new_changed_unchanged_and_gone_is_counted(store):
    from holdfast.finder.models import Facility as Kept
    from holdfast.finder.models import Former

    other = replace(CLINIC, key="k2", name="Other Clinic")
    first = store("findtreatment", "a.json", [row(CLINIC), row(other)], DAY)
    second = store("findtreatment", "b.json", [row(replace(CLINIC, phone="555-0199"))], LATER, whole=True)
    assert (first.new, second.new, second.changed, second.unchanged, second.gone) == (2, 0, 1, 0, 1)
    assert Kept.objects.get(key="k1").phone == "555-0199"
    assert Kept.objects.get(key="k2").gone == LATER
    assert (Former.objects.get().said, Former.objects.get().until) == ({"phone": "555-0101"}, LATER)


def test_what_a_part_of_a_feed_does_not_hold_is_not_gone(store):
    from holdfast.finder.models import Facility as Kept

    store("findtreatment", "maryland.json", [row(CLINIC)], DAY)
    store("findtreatment", "texas.json", [row(replace(CLINIC, key="k2"))], LATER)
    assert set(Kept.objects.values_list("gone", flat=True)) == {None}


def test_what_comes_back_is_no_longer_gone(store):
    from holdfast.finder.models import Facility as Kept

    store("findtreatment", "a.json", [row(CLINIC)], DAY)
    store("findtreatment", "a.json", [row(replace(CLINIC, key="k2"))], DAY, whole=True)
    assert Kept.objects.get(key="k1").gone == DAY
    store("findtreatment", "a.json", [row(CLINIC)], LATER, whole=True)
    assert Kept.objects.get(key="k1").gone is None


@pytest.mark.parametrize("rows", [[], [Row("row 1", broken="no name"), Row("row 2", left_out="not published")]])
def test_a_whole_file_without_a_listing_says_nothing_of_what_is_gone(store, rows):
    from holdfast.finder.models import Facility as Kept

    store("findtreatment", "a.json", [row(CLINIC)], DAY)
    account = store("findtreatment", "a.json", rows, LATER, whole=True)
    assert Kept.objects.get().gone is None
    assert (account.gone, account.warnings) == (0, {"the file holds no listing: nothing is marked as gone": 1})


def test_one_feed_never_touches_another(store):
    from holdfast.finder.models import Facility as Kept

    store("findtreatment", "a.json", [row(CLINIC)], DAY)
    store("california", "b.csv", [row(replace(CLINIC, name="Other"))], DAY, whole=True)
    assert sorted(Kept.objects.values_list("feed", "name", "gone")) == [
        ("california", "Other", None),
        ("findtreatment", "Harbor Clinic", None),
    ]


def test_a_whole_file_speaks_for_its_own_websites_alone(store):
    from holdfast.finder.models import Meeting as Kept

    store("meeting_guide", "a.json", [row(replace(MEETING, key="a.example|1")), row(replace(MEETING, key="a.example|2"))], DAY, whole=True)
    store("meeting_guide", "b.json", [row(replace(MEETING, key="b.example|1"))], DAY, whole=True)
    account = store("meeting_guide", "a.json", [row(replace(MEETING, key="a.example|1"))], LATER, whole=True)
    assert account.gone == 1
    assert list(Kept.objects.exclude(gone=None).values_list("key", flat=True)) == ["a.example|2"]


def test_a_listing_with_a_street_and_no_point_is_put_in_the_middle_of_its_zip_code_and_marked(store):
    from holdfast.finder.models import Facility as KeptFacility
    from holdfast.finder.models import Meeting as Kept

    address = Address(street="1 Pier Street", postcode="21201-3301", country="us")
    elsewhere = replace(address, postcode="00001")
    account = store("tsml", "a.csv", [row(replace(MEETING, address=address)), row(replace(MEETING, key="m2", address=elsewhere))], DAY)
    store("findtreatment", "a.json", [row(replace(CLINIC, address=address))], DAY)
    placed, unplaced = Kept.objects.order_by("key")
    facility = KeptFacility.objects.get()
    assert {(round(each.latitude), round(each.longitude), each.approximate) for each in (placed, facility)} == {(39, -77, True)}
    assert (unplaced.latitude, unplaced.approximate) == (None, False)
    assert account.warnings == {"no point, and none to be worked out: no search near a place finds it": 1}


def test_a_home_that_keeps_its_street_to_itself_is_put_nowhere(store):
    from holdfast.finder.models import Facility as Kept

    store("findtreatment", "a.json", [row(replace(CLINIC, address=Address(town="Baltimore", postcode="21201", country="us")))], DAY)
    assert Kept.objects.get().latitude is None


@pytest.mark.parametrize(
    ("street", "postcode", "north"),
    [
        ("1 Dock Street, Bury, Lancashire", "BL9 0AA", 53.6),
        ("1 Bury Street, Nowhere, Lancashire", "BL9 0AA", None),
        ("Bury", "BL9 0AA", None),
        ("1 Dock Street, Brighton", "BL9 0AA", None),
    ],
)
def test_without_a_table_of_districts_a_uk_listing_stands_in_the_town_that_its_address_names(store, street, postcode, north):
    from holdfast.finder.models import Facility as Kept

    store("cqc", "a.csv", [row(replace(CLINIC, address=Address(street=street, postcode=postcode, country="uk")))], DAY)
    assert (Kept.objects.get().latitude, Kept.objects.get().approximate) == (north, north is not None)


def test_a_uk_postcode_places_a_listing_where_its_district_is_known(store, monkeypatch):
    from holdfast.finder.models import Facility as Kept

    in_salford = row(replace(CLINIC, address=Address(street="1 Dock Street", postcode="M5 3AA", country="uk")))
    assert sum(store("cqc", "a.csv", [in_salford], DAY).warnings.values()) == 1
    monkeypatch.setattr("holdfast.finder.places._table", lambda name: "M5,53.48,-2.28\n")
    assert store("cqc", "a.csv", [in_salford], DAY).warnings == {}
    assert (Kept.objects.get().latitude, Kept.objects.get().approximate) == (53.48, True)


def test_importing_twice_changes_nothing(store):
    rows = [row(CLINIC), row(MEETING, "row 2"), Row("row 3", left_out="not published"), Row("row 4", broken="no name")]
    store("bmlt", "a.json", rows, DAY)
    before = everything()
    again = store("bmlt", "a.json", rows, DAY)
    assert everything() == before
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_every_row_has_one_fate(store):
    rows = [row(CLINIC), row(CLINIC, "row 2"), Row("row 3", left_out="not published"), Row("row 4", broken="no name", warnings=("odd",))]
    account = store("findtreatment", "a.json", rows, DAY)
    assert account.adds_up()
    assert (account.rows, account.new, account.repeated, dict(account.left_out), account.broken) == (
        4,
        1,
        1,
        {"not published": 1},
        [("row 4", "no name")],
    )
    assert account.warnings["odd"] == 1
    assert account.warnings["the same listing stands at row 1 already: the first one counts"] == 1


def test_the_account_is_kept_with_the_day_it_was_made(store):
    from holdfast.finder.models import Import

    store("findtreatment", "a.json", [row(CLINIC), Row("row 2", left_out="not published")], DAY)
    kept = Import.objects.get()
    assert (kept.feed, kept.file, kept.counts["new"], kept.counts["left_out"]) == ("findtreatment", "a.json", 1, {"not published": 1})
    assert kept.finished is not None


def test_an_import_may_be_stopped_and_begun_again(store, monkeypatch):
    from holdfast.finder import importing
    from holdfast.finder.models import Facility as Kept
    from holdfast.finder.models import Import

    monkeypatch.setattr(importing, "TOGETHER", 10)
    rows = [row(replace(CLINIC, key=f"k{number}"), f"row {number}") for number in range(35)]

    def stopped():
        yield from rows[:25]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store("findtreatment", "a.json", stopped(), DAY)
    assert Kept.objects.count() == 20  # two whole batches, and nothing half
    assert Import.objects.get().finished is None
    account = store("findtreatment", "a.json", rows, DAY)
    assert (account.new, account.unchanged, Kept.objects.count()) == (15, 20, 35)


def test_what_is_too_long_for_its_column_is_shortened_and_says_so_with_a_sign(store):
    from holdfast.finder.models import Facility as Kept

    store("findtreatment", "a.json", [row(replace(CLINIC, name="N" * 5000))], DAY)
    assert len(Kept.objects.get().name) == 300
    assert Kept.objects.get().name.endswith("…")


@pytest.mark.parametrize(
    ("day", "starts", "minute"),
    [(1, time(0, 0), 0), (7, time(23, 59), 10079), (7, time(19, 30), 9810), (None, time(9, 0), None), (3, None, None)],
)
def test_the_minute_of_the_week_counts_from_mondays_midnight(day, starts, minute, site):
    from holdfast.finder.importing import columns_of

    assert columns_of(replace(MEETING, day=day, starts=starts))["minute"] == minute


@given(st.floats(-89, 89), st.floats(-180, 180))
def test_a_point_is_kept_where_it_is(site, latitude, longitude):
    from holdfast.finder.importing import columns_of

    columns = columns_of(replace(CLINIC, address=Address(point=Point(latitude, longitude))))
    assert columns["x"] ** 2 + columns["y"] ** 2 + columns["z"] ** 2 == pytest.approx(1)
    assert (columns["latitude"], columns["longitude"]) == (latitude, longitude)


# --- The real files -------------------------------------------------------------------------------

REAL = {
    "findtreatment": ("directory/findtreatment_rows.json", 15),
    "california": ("directory/california/facilities.csv.gz", 2266),
    "bmlt": ("meetings/bmlt_search_results.json.gz", 778),
    "tsml": ("meetings/tsml_template.csv", 36),
}


@pytest.mark.parametrize("feed", REAL)
def test_real_files_import_with_every_row_accounted_for_and_twice_changes_nothing(store, shared, feed):
    name, count = REAL[feed]
    path = shared / "data" / name
    account = store(feed, path.name, FEEDS[feed].rows(path), DAY)
    assert account.adds_up()
    assert count is None or account.rows == count
    assert account.listings > 0
    before = everything()
    again = store(feed, path.name, FEEDS[feed].rows(path), DAY)
    assert (again.new, again.changed, again.unchanged) == (0, 0, account.listings)
    assert everything() == before
