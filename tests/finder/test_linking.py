"""Listings that may be one place are linked, each says so, and none is merged."""

from dataclasses import replace
from datetime import date

import pytest

from holdfast.finder.listings import Address, Facility, Point, Row

DAY = date(2026, 11, 21)
SITE = Facility(
    "k1",
    "Harbor Clinic",
    Address(street="103 South Pier Street, Suite 102", postcode="21201-3301", country="us", point=Point(39.3, -76.6)),
    phone="(555) 010-0101",
)


def linked(*facilities):
    from holdfast.finder.importing import store
    from holdfast.finder.models import AlsoListed

    store("findtreatment", "a.json", [Row(f"row {number}", each) for number, each in enumerate(facilities)], DAY)
    return [(link.one.name, link.other.name, link.why) for link in AlsoListed.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"name": "Harbor Methadone"}, "the same street and telephone"),
        ({"name": "Harbor Methadone", "phone": "+1 555 010 0101 ext. 7"}, "the same street and telephone"),
        ({"name": "HARBOR CLINIC!", "phone": "555-999-9999"}, "the same street and name"),
        ({"name": "Harbor Clinic", "phone": ""}, "the same street and name"),
    ],
)
def test_one_site_listed_twice_is_linked(database, other, why):
    address = replace(SITE.address, street="103 S. Pier St")
    assert linked(SITE, replace(SITE, key="k2", address=address, **other)) == [("Harbor Clinic", other["name"], why)]


@pytest.mark.parametrize(
    "other",
    [
        {"phone": "555-999-9999", "name": "Eye Doctor"},  # a medical centre
        {"address": Address(street="9 Other Street", postcode="21201", country="us")},  # a chain's one number
        {"address": Address(country="us")},  # no street: nothing to go by
    ],
)
def test_a_street_alone_or_a_telephone_alone_links_nothing(database, other):
    assert linked(SITE, replace(SITE, key="k2", **other)) == []


def test_a_link_goes_when_its_reason_goes(database):
    from holdfast.finder.importing import store
    from holdfast.finder.models import AlsoListed
    from holdfast.finder.models import Facility as Kept

    assert len(linked(SITE, replace(SITE, key="k2", name="Harbor Methadone"))) == 1
    store("findtreatment", "b.json", [Row("row 1", replace(SITE, key="k2", name="Moved", phone="555-010-7777"))], DAY)
    assert AlsoListed.objects.count() == 0
    assert Kept.objects.count() == 2


def test_a_campus_with_one_switchboard_is_no_single_place(database):
    assert linked(*[replace(SITE, key=f"k{number}", name=f"Ward {number}") for number in range(20)]) == []
