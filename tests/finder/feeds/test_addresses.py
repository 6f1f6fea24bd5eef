"""An address in one line, and a country that nobody names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.finder.feeds.addresses import address_in, country_of, point_in, postcode_of, region_of
from holdfast.finder.listings import Address, Point


@pytest.mark.parametrize(
    ("line", "street", "town", "region", "postcode", "country"),
    [
        ("2634 Union Ave, San Jose, CA 95124, USA", "2634 Union Ave", "San Jose", "CA", "95124", "us"),
        ("Suite 5, 12 Main St, Troy, NY 12180-1234", "Suite 5, 12 Main St", "Troy", "NY", "12180-1234", "us"),
        ("12 Main St, Troy, NY, 12180, USA", "12 Main St", "Troy", "NY", "12180", "us"),
        ("San Jose, CA 95113, USA", "", "San Jose", "CA", "95113", "us"),
        ("Chicago, IL, USA", "", "Chicago", "IL", "", "us"),
        ("12 Main St, Troy NY 12180", "12 Main St", "Troy", "NY", "12180", "us"),
        ("12 Main St Troy NY 12180", "12 Main St Troy", "", "NY", "12180", "us"),
        ("12 High St, London SW1A 1AA, UK", "12 High St", "London", "", "SW1A 1AA", "uk"),
        ("12 High St, Leeds, LS1 4AP", "12 High St", "Leeds", "", "LS1 4AP", "uk"),
        ("Leeds, England", "", "Leeds", "", "", "uk"),
        ("50 Rue X, Montréal, QC H2X 1Y4, Canada", "50 Rue X, Montréal, QC H2X 1Y4, Canada", "", "", "", ""),
        ("behind the church", "behind the church", "", "", "", ""),
        ("", "", "", "", "", ""),
    ],
)
def test_a_line_is_parted_where_it_is_plain_and_left_whole_where_it_is_not(line, street, town, region, postcode, country):
    assert address_in(line) == Address(street=street, town=town, region=region, postcode=postcode, country=country)


@pytest.mark.parametrize("name", ["USA", "U.S.A", "U.S.A.", "us", "United States", "EE. UU."])
def test_the_united_states_are_known_by_every_name(name):
    assert country_of(name) == "us"


@pytest.mark.parametrize("name", ["UK", "England", "Great Britain", "Northern Ireland"])
def test_the_united_kingdom_is_known_by_every_name(name):
    assert country_of(name) == "uk"


def test_a_country_that_is_not_named_is_known_only_where_there_is_no_doubt():
    assert country_of("", "NY", "10001") == "us"
    assert country_of("", "NY", "", Point(40.7, -73.9)) == "us"
    assert country_of("", "New York", "10001") == "us"
    assert country_of("", "", "LS1 4AP") == "uk"
    assert country_of("", "CA") == ""  # Cagliari has these letters too
    assert country_of("", "MA", "", Point(-2.5, -44.3)) == ""  # and Maranhão these
    assert country_of("Canada", "ON", "10001") == ""


def test_a_nation_that_is_neither_stays_with_its_region():
    assert region_of("ON", "Canada") == "ON, Canada"
    assert region_of("NY", "USA") == "NY"
    assert region_of("", "Ireland") == "Ireland"


@pytest.mark.parametrize(
    ("country", "north", "east", "spot", "warning"),
    [
        ("us", "42.7", "-73.7", Point(42.7, -73.7), ""),
        ("us", 42.7, -73.7, Point(42.7, -73.7), ""),
        ("us", "42,7", "-73,7", Point(42.7, -73.7), ""),
        ("us", "-73.7", "42.7", Point(42.7, -73.7), "latitude and longitude stood the wrong way round"),
        ("us", "51.5", "-0.1", None, "no point: latitude and longitude are not in the United States"),
        ("uk", "-0.1", "51.5", Point(51.5, -0.1), "latitude and longitude stood the wrong way round"),
        ("", "-33.9", "151.2", Point(-33.9, 151.2), ""),
        ("", "north", "east", None, "no point: latitude and longitude are not on earth"),
        ("us", "0", "0.0", None, ""),
        ("us", "", None, None, ""),
    ],
)
def test_a_point_lies_in_the_country_of_its_address_or_is_none(country, north, east, spot, warning):
    assert point_in(country, north, east) == (spot, (warning,) if warning else ())


def test_a_zip_code_stored_as_a_number_gets_its_nought_back_and_no_other_country_s_code_does():
    assert [postcode_of(code, "us") for code in ("2139", "2139.0", "021391234", "02139-1234")] == [
        "02139",
        "02139",
        "02139-1234",
        "02139-1234",
    ]
    assert [postcode_of(code, "") for code in ("6000", "6000.0")] == ["6000", "6000"]
    assert postcode_of("LS1 4AP", "uk") == "LS1 4AP"


@given(st.text())
def test_no_line_raises(line):
    assert isinstance(address_in(line), Address)
