"""California's licences: every one accounted for, and none of them claims more than a licence says."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.finder.feeds.california import rows
from holdfast.language.errors import InputError

LICENCE = {
    "license_number": "010001AN", "facility_name": "CHRYSALIS HOUSE", "legal_entity": "JANE DOE", "address_line1": "1 OAK STREET",
    "address_line2": "SUITE 2", "city": "OAKLAND,", "state": "Ca", "zip": "94609", "phone": "(510) 555-0100", "setting_code": "RES",
    "offers_detox": "true", "is_licensed": "true", "is_certified": "false", "license_expiration": "2027-10-31", "treatment_capacity": "20",
    "total_capacity": "0", "target_population": "WOMEN/CHILDREN", "incidental_medical_services": "true", "adolescent_waiver": "false",
    "latitude": "37.82", "longitude": "-122.26",
}  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def of(*licences):
        file = tmp_path / "licences.csv"
        quoted = [",".join(f'"{cell}"' for cell in licence.values()) for licence in licences]
        file.write_text("\n".join([",".join(licences[0]), *quoted]))
        return list(rows(file))

    return of


def test_a_licence_is_told_as_far_as_it_goes(read):
    (row,) = read(LICENCE)
    place = row.listing
    assert (place.key, place.name, place.valid_until) == ("010001AN", "CHRYSALIS HOUSE", date(2027, 10, 31))
    assert (place.address.street, place.address.town, place.address.region) == ("1 OAK STREET, SUITE 2", "OAKLAND", "CA")
    assert place.offers == {"record.sud_facility", "setting.residential", "care.withdrawal_management", "gender.female"}
    assert place.register == "Licensed by California's Department of Health Care Services"
    assert place.told["Setting code"] == ("RES",)
    assert place.told["Incidental medical services"] == ("Yes",)


def test_who_owns_it_is_not_kept_because_it_may_be_a_person(read):
    assert "JANE DOE" not in str(read(LICENCE))


def test_a_certificate_alone_does_not_make_a_place_residential(read):
    (row,) = read(LICENCE | {"is_licensed": "false", "is_certified": "true"})
    assert "setting.residential" not in row.listing.offers
    assert row.listing.register == "Certified by California's Department of Health Care Services"


def test_a_place_without_address_or_coordinates_is_kept_and_nothing_is_guessed(read):
    nowhere = LICENCE | dict.fromkeys(("address_line1", "address_line2", "city", "state", "zip", "latitude", "longitude"), "")
    (row,) = read(nowhere)
    assert (row.listing.address.street, row.listing.address.region, row.listing.address.point) == ("", "", None)


def test_a_licence_without_an_end_is_kept_with_a_warning(read):
    (row,) = read(LICENCE | {"license_expiration": "soon"})
    assert (row.listing.valid_until, row.warnings) == (None, ("no date on which the licence ends",))


@pytest.mark.parametrize("written", ["10/31/2027 12:00:00 AM", "2027-10-31T00:00:00", "10/31/2027"])
def test_the_hour_after_a_date_is_nothing(read, written):
    assert read(LICENCE | {"license_expiration": written})[0].listing.valid_until == date(2027, 10, 31)


def test_a_point_that_is_not_in_the_country_is_left_out_and_counted(read):
    (row,) = read(LICENCE | {"latitude": "37.82", "longitude": "122.26"})
    assert (row.listing.address.point, row.warnings) == (None, ("no point: latitude and longitude are not in the United States",))


def test_columns_may_be_written_in_any_case_with_spaces_for_underscores(tmp_path, read):
    file = tmp_path / "licences.csv"
    file.write_text(
        ",".join(name.replace("_", " ").title() for name in LICENCE) + "\n" + ",".join(f'"{cell}"' for cell in LICENCE.values())
    )
    assert [row.listing for row in rows(file)] == [row.listing for row in read(LICENCE)]


def test_an_unknown_population_is_told_and_counted(read):
    (row,) = read(LICENCE | {"target_population": "PARENTS"})
    assert row.listing.told["Target population"] == ("PARENTS",)
    assert row.warnings == ("no concept for target population 'PARENTS'",)


def test_the_publishers_own_columns_say_the_same(read):
    own = {
        "Application_Number": "010001AN", "Facility_Name": "CHRYSALIS HOUSE", "Facility_Address1": "1 OAK STREET", "Facility_Address2": "SUITE 2",
        "Facility_City": "OAKLAND", "Facility_State": "CA", "Facility_Zip": "94609", "Facility_Phone": "(510) 555-0100",
        "Program_Code": "RES-DETOX", "Type_of_Application": "Licensed", "Lic_Expiration_Date": "10/31/2027", "Treatment_Capacity": "20",
        "Total_Capacity": "0", "Target_Population": "1.4 --- WOMEN/CHILDREN", "Incident_Medical_Services": "Yes",
        "Adolescent_Waiver": "No", "Latitude": "37.82", "Longitude": "-122.26",
    }  # fmt: skip
    assert read(own)[0].listing == read(LICENCE)[0].listing


def test_a_licence_listed_twice_is_left_out_and_one_that_contradicts_itself_is_broken(read):
    first, same, other = read(LICENCE, LICENCE, LICENCE | {"phone": "(510) 555-0199"})
    assert first.listing
    assert same.left_out == "listed twice, word for word"
    assert other.broken == "licence 010001AN stands here twice"


def test_a_licence_without_number_or_name_is_broken(read):
    assert read(LICENCE | {"license_number": ""})[0].broken == "a licence without its number"
    assert read(LICENCE | {"facility_name": " "})[0].broken == "licence 010001AN has no name"


def test_another_csv_is_refused_by_naming_the_columns_it_lacks(read):
    with pytest.raises(InputError, match=r"not a feed of this kind.*license_number, facility_name, license_expiration"):
        read({"day": "1", "time": "2"})


def test_a_first_line_that_ends_early_lacks_its_last_cells_and_no_more(tmp_path):
    file = tmp_path / "licences.csv"
    file.write_text("license_number,facility_name,license_expiration\n1,One House\n2,Two Houses,2027-10-31\n")
    assert [(row.listing.key, row.listing.valid_until) for row in rows(file)] == [("1", None), ("2", date(2027, 10, 31))]


@given(st.dictionaries(st.sampled_from(list(LICENCE)), st.text(alphabet=st.characters(blacklist_characters='"', codec="utf-8"))))
def test_whatever_a_cell_holds_there_is_one_fate_a_row(tmp_path_factory, cells):
    file = tmp_path_factory.getbasetemp() / "hostile.csv"
    strange = LICENCE | cells
    file.write_text(",".join(strange) + "\n" + ",".join(f'"{cell}"' for cell in strange.values()), encoding="utf-8")
    assert len(list(rows(file))) == 1


def test_all_real_licences_are_accounted_for(shared):
    real = list(rows(shared / "data" / "directory" / "california" / "facilities.csv.gz"))
    places = [row.listing for row in real if row.listing]
    assert (len(real), len(places), Counter(warning for row in real for warning in row.warnings)) == (2266, 2266, {})
    assert sum("setting.residential" in place.offers for place in places) == 1063
    assert sum("care.withdrawal_management" in place.offers for place in places) == 1041
    assert sum(place.valid_until < date(2026, 9, 30) for place in places) > 25
    assert not [place for place in places if any(concept.startswith("medication") for concept in place.offers)]
    assert [place.name for place in places if not place.address.street] == ["RECOVERY CORPS HEALTH GROUP"]
