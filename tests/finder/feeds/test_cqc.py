"""The register for England: who may treat, never what is prescribed; every location kept or left out for a reason in words."""

import csv
import io
import json
import zipfile
from collections import Counter
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.finder.feeds.cqc import rows
from holdfast.finder.listings import Point
from holdfast.language.errors import InputError

RESIDENTIAL = "Service type - Residential substance misuse treatment and/or rehabilitation service"
COMMUNITY = "Service type - Community based services for people who misuse substances"
HOSPITAL = "Service type - Hospital services for people with mental health needs, learning disabilities and problems with substance misuse"
REHABILITATION = "Service type - Rehabilitation services"
CARE_HOME = "Service type - Care home service without nursing"
PRISON = "Service type - Prison Healthcare Services"
ACCOMMODATION = "Regulated activity - Accommodation for persons who require treatment for substance misuse"
MISUSE = "Service user band - People who misuse drugs and alcohol"
YOUNG = "Service user band - Children 0-18 years"
SERVICES = (RESIDENTIAL, COMMUNITY, HOSPITAL, REHABILITATION, CARE_HOME, PRISON, ACCOMMODATION, MISUSE, YOUNG)

PLACE = {
    "Location ID": "1-100", "Dormant (Y/N)": "N", "Care home?": "N", "Location Name": "Harbour House", "Registered manager": "Doe, Jane",
    "Location Telephone Number": "01632960001", "Location Web Address": "www.harbour.example.org", "Location Region": "North West",
    "Location Local Authority": "Bury", "Location Street Address": "1 Dock Street", "Location Address Line 2": "-", "Location City": "Bury",
    "Location County": "Lancashire", "Location Postal Code": "bl9 0aa", "Location Latitude": "53.59", "Location Longitude": "-2.29",
    "Provider Nominated Individual Name": "Roe, Alex", **dict.fromkeys(SERVICES, ""),
}  # fmt: skip
DIRECTORY = (
    "Name", "Also known as", "Address", "Postcode", "Phone number", "Service's website (if available)", "Service types", "Date of latest check",
    "Specialisms/services", "Provider name", "Local authority", "Region", "Location URL", "CQC Location ID (for office use only)",
)  # fmt: skip
IN_DIRECTORY = (
    "Harbour House", "", "1 Dock Street, Bury, Lancashire", "BL9 0AA", "01632960001", "www.harbour.example.org",
    "Rehabilitation (substance abuse)|Community services - Substance abuse", "01/02/2026", "Substance misuse problems|Caring for adults under 65 yrs",
    "Doe, Jane", "Bury", "North West", "https://www.cqc.org.uk/location/1-100", "1-100",
)  # fmt: skip
RECORD = {
    "locationId": "1-100", "name": "Harbour House", "registrationStatus": "Registered", "dormancy": "N", "postalAddressLine1": "1 Dock Street",
    "postalAddressTownCity": "Bury", "postalAddressCounty": "Lancashire", "postalCode": "BL9 0AA", "onspdLatitude": 53.59,
    "onspdLongitude": -2.29, "mainPhoneNumber": "01632960001", "website": "www.harbour.example.org", "region": "North West", "localAuthority": "Bury",
    "regulatedActivities": [
        {"name": "Accommodation for persons who require treatment for substance misuse", "code": "RA3", "contacts": [{"personFamilyName": "Doe"}]},
    ],
    "gacServiceTypes": [
        {"name": "Rehabilitation (substance abuse)", "description": "Residential substance misuse treatment and/or rehabilitation service"},
    ],
    "specialisms": [{"name": "Substance misuse problems"}],
}  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def of(content, name="file"):
        file = tmp_path / name
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return list(rows(file))

    return of


def lines_of(*table):
    written = io.StringIO()
    csv.writer(written).writerows(table)
    return written.getvalue()


@pytest.fixture
def place(read):
    def of(*services, **changes):
        line = PLACE | dict.fromkeys(services, "Y") | changes
        (row,) = read(lines_of(line, line.values()))
        return row

    return of


# --- What the register says -----------------------------------------------------------------------


def test_a_register_says_what_a_place_may_do_and_never_a_medicine(place):
    listing = place(RESIDENTIAL, ACCOMMODATION, YOUNG).listing
    assert listing.offers == {"setting.residential", "care.sud_treatment", "age.children_adolescents"}
    assert listing.register == (
        "Registered to give residential treatment for drug or alcohol problems; to house people while they are treated for drug or alcohol problems"
    )
    assert listing.told["Service type"] == ("Residential substance misuse treatment and/or rehabilitation service",)
    assert place(COMMUNITY).listing.offers == {"setting.outpatient", "care.sud_treatment"}


def test_a_location_is_told_as_far_as_it_goes(place):
    listing = place(RESIDENTIAL).listing
    assert (listing.key, listing.name, listing.phone, listing.website) == (
        "1-100",
        "Harbour House",
        "01632960001",
        "https://www.harbour.example.org",
    )
    assert (listing.address.street, listing.address.town, listing.address.region) == ("1 Dock Street", "Bury", "Lancashire")
    assert (listing.address.postcode, listing.address.country, listing.address.point) == ("BL9 0AA", "uk", Point(53.59, -2.29))


def test_rehabilitation_services_are_for_the_body(place):
    assert place(REHABILITATION).left_out == "not registered for substance misuse"


def test_a_care_home_that_also_takes_people_who_misuse_substances_does_not_treat_them(place):
    assert place(CARE_HOME, MISUSE).left_out == "for people who misuse drugs and alcohol too, but not registered to treat them"


def test_a_hospital_for_many_things_counts_only_where_it_is_for_people_who_misuse_substances(place):
    assert place(HOSPITAL).left_out == "not registered for substance misuse"
    listing = place(HOSPITAL, MISUSE).listing
    assert listing.offers == {"setting.hospital_inpatient", "care.sud_treatment"}
    assert listing.register == "Registered to give health care to people with drug or alcohol problems too"


def test_a_prison_is_not_offered_to_the_public(place):
    assert place(PRISON, MISUSE).left_out == "health care in a prison"
    assert place(PRISON, COMMUNITY, **{"Location Name": "HMP Harbour"}).left_out == "health care in a prison"
    assert place(PRISON, COMMUNITY).listing


def test_what_is_dormant_or_no_longer_registered_is_left_out_by_name(place, read):
    assert place(RESIDENTIAL, **{"Dormant (Y/N)": "Y"}).left_out == "registered, but dormant"
    assert read(RECORD | {"registrationStatus": "Deregistered"})[0].left_out == "no longer registered"
    assert read(RECORD | {"deregistrationDate": "2024-01-01"})[0].left_out == "no longer registered"


def test_no_manager_is_kept(place, read):
    kept = repr([place(RESIDENTIAL), *read(RECORD), *read(lines_of(DIRECTORY, IN_DIRECTORY))])
    assert "Harbour House" in kept
    assert not [name for name in ("Doe", "Jane", "Roe", "Alex") if name in kept]


def test_a_new_service_for_substance_misuse_is_counted(place):
    row = place("Service type - Drug treatment by boat")
    assert (row.left_out, row.warnings) == ("not registered for substance misuse", ("no concept for 'drug treatment by boat'",))


def test_a_location_without_number_or_name_is_broken(place):
    assert place(RESIDENTIAL, **{"Location ID": "-"}).broken == "a location without its CQC number"
    assert place(RESIDENTIAL, **{"Location Name": ""}).broken == "location 1-100 has no name"


# --- The same in each kind of file ----------------------------------------------------------------


def test_the_directory_the_list_and_the_api_say_the_same_of_a_place(place, read):
    active, record = place(RESIDENTIAL, ACCOMMODATION).listing, read(RECORD)[0].listing
    assert (record.key, record.name, record.address, record.website, record.offers, record.register) == (
        active.key, active.name, active.address, active.website, active.offers, active.register,
    )  # fmt: skip
    directory = read(lines_of(["CQC Locations data"], [], ["This data was produced on 19 August 2026"], [], DIRECTORY, IN_DIRECTORY))[
        0
    ].listing
    assert (directory.key, directory.website, directory.address.street) == (active.key, active.website, "1 Dock Street, Bury, Lancashire")
    assert directory.offers == {"setting.residential", "setting.outpatient", "care.sud_treatment", "age.adults"}


def test_records_of_the_api_stand_alone_in_a_list_or_under_locations(read):
    for document in (RECORD, [RECORD], {"locations": [RECORD]}, json.dumps(RECORD) + "\n" + json.dumps(RECORD)):
        assert read(document)[0].listing.key == "1-100"


def test_pages_of_the_api_may_be_joined(read):
    found = read("\n".join(json.dumps({"page": page, "locations": [RECORD | {"locationId": f"1-{page}"}]}) for page in (1, 2)).encode())
    assert [(row.where, row.listing.key) for row in found] == [("location 1", "1-1"), ("location 2", "1-2")]


def test_a_bare_list_of_names_is_left_out_with_what_to_do(read):
    (row,) = read({"locations": [{"locationId": "1-100", "locationName": "Harbour House", "postalCode": "BL9 0AA"}]})
    assert row.left_out == "its services are not stated: fetch the location's own record"


def test_the_api_may_name_a_service_by_its_public_name_alone(read):
    (row,) = read(
        RECORD | {"gacServiceTypes": [{"name": "Community services - Substance abuse"}], "regulatedActivities": None, "specialisms": "x"}
    )
    assert row.listing.offers == {"setting.outpatient", "care.sud_treatment"}


def test_columns_may_be_written_in_any_case_and_a_telephone_number_gets_its_nought_back(read):
    told = (
        [name.upper().replace("'", "’") for name in DIRECTORY],
        [cell if cell != "01632960001" else "1632960001" for cell in IN_DIRECTORY],
    )
    (row,) = read("\n".join(",".join(f'"{cell}"' for cell in line) for line in told).encode())
    assert (row.listing.name, row.listing.phone) == ("Harbour House", "01632960001")
    assert (row.listing.website, len(row.listing.told["Service user band"])) == ("https://www.harbour.example.org", 2)


def test_an_older_file_in_the_letters_of_windows_is_read(read):
    line = PLACE | {RESIDENTIAL: "Y", "Location Name": "Caf\u00e9 House"}
    assert read(lines_of(line, line.values()).encode("cp1252"))[0].listing.name == "Café House"


def sheet_of(name, *table):
    def cell(text):
        kind = (
            f' office:value-type="float" office:value="{text}"' if text.replace(".", "").replace("-", "").isdigit() and "." in text else ""
        )
        return f"<table:table-cell{kind}><text:p>{escape(text)[:5] if kind else escape(text)}</text:p></table:table-cell>"

    body = "".join(
        f'<table:table-row>{"".join(map(cell, line))}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for line in table
    )
    end = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}">{body}{end}</table:table>'


def packed(xml, name="content.xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return file.getvalue()


def ods_of(*sheets):
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    return packed(
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )


def test_a_sheet_is_read_as_it_is_published_with_its_header_below_a_title(read, place):
    line = PLACE | {RESIDENTIAL: "Y", "Location Latitude": "53.591234"}
    title = [["Active locations"], ["Source"], [], [], [], [""]]
    found = read(
        ods_of(
            sheet_of("README", ["About"]),
            sheet_of("HSCA_Active_Locations", *title, line, line.values()),
            sheet_of("Dual", line, line.values()),
        )
    )
    assert [row.where for row in found] == ["sheet 2, row 8"]
    assert found[0].listing.address.point == Point(53.591234, -2.29), "the number in full, not as shown"
    assert found[0].listing.offers == place(RESIDENTIAL).listing.offers


def test_repeated_cells_and_covered_ones_keep_their_columns(read):
    header = ["Location ID", "Location Name", "a", "b", "c", RESIDENTIAL]
    sheet = sheet_of("S", header).replace(
        '<table:table-row table:number-rows-repeated="1000000">',
        "<table:table-row><table:table-cell><text:p>1-1</text:p></table:table-cell><table:table-cell><text:p>One</text:p><text:p>House</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell/><table:table-cell><text:p>Y</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1000000">',
    )
    assert [row.listing.name for row in read(ods_of(sheet))] == ["One House"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"day,time\n1,2\n", b"PK\x03\x04 cut", packed("<a>"), packed("<a/>", "xl/workbook.xml"), packed("no xml"), b'{"message": "Unauthorised"}',
        b'[{"locationId": ', b'[{"name": "Sunday Serenity", "day": 0}]', ods_of(sheet_of("README", ["About"])), ods_of('<table:table><table:table-row table:number-rows-repeated="x"/></table:table>'),
    ],
)  # fmt: skip
def test_another_file_is_refused_in_words(read, content):
    with pytest.raises(InputError, match=r"not a feed of this kind|not JSON|a zip archive"):
        read(content)


@given(st.lists(st.dictionaries(st.sampled_from(list(PLACE)), st.text(st.characters(codec="utf-8"))), max_size=3))
def test_whatever_a_cell_holds_there_is_one_fate_a_line(tmp_path_factory, changes):
    file = tmp_path_factory.getbasetemp() / "hostile.csv"
    table = [PLACE, *({**PLACE, RESIDENTIAL: "Y", **change}.values() for change in changes)]
    file.write_text(lines_of(*table), encoding="utf-8", newline="")
    filled = [line for line in table[1:] if any(cell.strip() for cell in line)]
    assert len(list(rows(file))) == len(filled)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(st.lists(ANYTHING | st.fixed_dictionaries({}, optional=dict.fromkeys(RECORD, ANYTHING)).map(lambda record: RECORD | record)))
def test_whatever_a_record_holds_there_is_one_fate_a_record(tmp_path_factory, records):
    file = tmp_path_factory.getbasetemp() / "hostile.json"
    file.write_text(json.dumps({"locations": [RECORD, *records]}))
    assert len(list(rows(file))) == len(records) + 1


def test_every_service_of_the_shared_table_is_decided(shared, place):
    with (shared / "data" / "directory" / "cqc_service_types.csv").open(encoding="utf-8", newline="") as file:
        table = {row["CQC service type (description)"]: row["holdfast_concept"] for row in csv.DictReader(file)}
    decided = Counter()
    for service, concept in table.items():
        if service.startswith(("Regulated activity", "Specialism")) or concept == "setting.prison":
            continue
        row = place(f"Service type - {service}", MISUSE)
        assert (concept in row.listing.offers) if not concept.startswith("(exclude") else row.left_out, service
        decided[bool(row.listing)] += 1
    assert decided == {True: 7, False: 1}
