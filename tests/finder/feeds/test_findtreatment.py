"""FindTreatment.gov: what a place prescribes is never more than it says, and no row is lost whatever it looks like."""

import csv
import json
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from holdfast.finder.feeds.findtreatment import CODES, STATES, meanings, rows
from holdfast.finder.listings import Point
from holdfast.language.errors import InputError

PLACE = {
    "_irow": 1, "name1": "Harbor Clinic", "name2": "Dock Street", "street1": "1 Dock St", "street2": "", "city": "Baltimore", "state": "MD",
    "zip": "21201", "phone": "410-555-0100", "intake1": "410-555-0101", "hotline1": None, "website": "http://harbor.example.org",
    "latitude": "39.29", "longitude": "-76.61", "miles": 1.2, "typeFacility": "SA", "services": None,
}  # fmt: skip


def service(f2, f3, f1=""):
    return {"f1": f1, "f2": f2, "f3": f3}


@pytest.fixture
def read(tmp_path):
    def of(document, name="page.json"):
        file = tmp_path / name
        file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return list(rows(file))

    return of


@pytest.fixture
def listing(read):
    def of(**changes):
        (row,) = read([PLACE | changes])
        assert row.listing, row.broken
        return row.listing, row.warnings

    return of


@pytest.fixture
def offered(listing):
    return lambda *services, **changes: listing(services=list(services), **changes)[0].offers - {"record.sud_facility"}


# --- What a place says, and no more ---------------------------------------------------------------


def test_prescribed_elsewhere_is_not_prescribes(offered):
    elsewhere = service("OT", "Accepts clients using MAT but prescribed elsewhere")
    assert offered(elsewhere) == {"moud_policy.accepts_elsewhere"}
    assert offered(service("OT", "Accepts clients on opioid medication")) == {"moud_policy.accepts_elsewhere"}


def test_a_medicine_used_by_residents_is_weaker_than_one_prescribed(offered):
    assert offered(service("OM", "Methadone used in Treatment")) == {"medication.methadone.any_use"}
    assert offered(service("OT", "Methadone used in Treatment")) == {"medication.methadone.any_use"}
    assert offered(service("OT", "Methadone maintenance; Prescribes buprenorphine")) == {
        "medication.methadone.maintenance", "medication.buprenorphine.prescribes",
    }  # fmt: skip


def test_the_same_label_means_another_thing_in_another_category(offered):
    label = "In-network prescribing entity"
    assert offered(service("", label, "External Opioid Medications Source")) == {"moud_source.in_network"}
    assert offered(service("??", label, "External Source of Medications Used for Alcohol Use Disorder Treatment")) == {
        "aud_source.in_network"
    }


def test_no_payment_accepted_means_free_and_assistance_is_no_sliding_fee(offered):
    assert offered(service("PAY", "No payment accepted")) == {"payment.free"}
    assert offered(service("PYAS", "Payment assistance (check with facility for details)")) == {"payment.assistance"}


def test_a_programme_for_drivers_does_not_make_a_place_for_drivers_only(offered):
    assert offered(service("EXCL", "DUI/DWI clients")) == {"program.dui"}
    assert offered(service("EXCL", "Serves only DUI/DWI clients")) == {"exclusive.dui_only"}


@pytest.mark.parametrize("f2", ["ot", "OT", "", "QQ", None])
def test_a_category_is_known_by_its_code_or_by_its_name(offered, f2):
    assert offered(service(f2, "Prescribes naltrexone", "Type of Opioid Treatment")) == {"medication.naltrexone.prescribes"}


@pytest.mark.parametrize(
    "label",
    [
        "METHADONE  MAINTENANCE",
        " Methadone maintenance. ",
        "Methadone&nbsp;maintenance",
        "<b>Methadone</b> maintenance",
        "methadone-maintenance®",
        "MM",
    ],
)
def test_a_label_is_known_however_it_is_typed(offered, label):
    assert offered(service("OT", label)) == {"medication.methadone.maintenance"}


def test_a_category_of_before_2022_has_the_labels_of_today(offered):
    assert offered(service("EDU", "Individual counseling")) == {"therapy.individual"}


def test_labels_may_be_a_list_and_hold_semicolons_or_entities(offered, listing):
    assert offered(service("PAY", ["Medicaid", "Medicare; Cash or self-payment"])) == {
        "payment.medicaid", "payment.medicare", "payment.self_pay",
    }  # fmt: skip
    place, warnings = listing(services=[service("SCR", "HIV testing; Tests (blood; urine); A&amp;B", "Testing")])
    assert place.told == {"Testing": ("HIV testing", "Tests (blood; urine)", "A&B")}
    assert warnings == ("no code for 'Tests (blood; urine)' in 'Testing'", "no code for 'A&B' in 'Testing'")


def test_an_unknown_label_claims_nothing_is_told_and_is_counted(listing):
    place, warnings = listing(
        services=[service("OT", "Prescribes moonlight", "Type of Opioid Treatment"), service("XX", "Methadone", "Not offered")]
    )
    assert place.offers == {"record.sud_facility"}
    assert place.told["Type of Opioid Treatment"] == ("Prescribes moonlight",)
    assert warnings == ("no code for 'Prescribes moonlight' in 'Type of Opioid Treatment'", "no code for 'Methadone' in 'Not offered'")


def test_what_is_out_of_scope_or_claims_nothing_is_known_and_not_offered(listing):
    place, warnings = listing(services=[service("TAP", "Ketamine Infusion Therapy; Behavior modification")])
    assert (place.offers, warnings) == ({"record.sud_facility"}, ())


def test_services_may_be_null_or_strange(listing):
    assert (
        listing(services=None) == listing(services=[]) == listing(services=[service("PAY", ""), service("PAY", None), service("PAY", [])])
    )
    assert listing(services={"PAY": "Medicaid"})[0].offers == {"record.sud_facility", "payment.medicaid"}
    assert listing(services={"f1": "", "f2": "PAY", "f3": "Medicaid"})[0].offers == {"record.sud_facility", "payment.medicaid"}
    for strange in ("Medicaid", [{"f1": "Pay", "f2": "PAY", "f3": {}}], 7):
        place, warnings = listing(services=strange)
        assert (place.told, warnings) == ({}, ("services that are no list of categories (f1, f2, f3)",))


def test_a_bare_code_or_label_without_its_category_is_told_and_claims_nothing(listing):
    place, warnings = listing(services=["OTP", "Methadone maintenance"])
    assert (place.offers, place.told) == ({"record.sud_facility"}, {"Services": ("OTP", "Methadone maintenance")})
    assert warnings == ("no code for 'OTP' in 'Services'", "no code for 'Methadone maintenance' in 'Services'")


def test_categories_that_stand_in_the_row_itself_are_read(listing):
    place, _ = listing(TC="Substance use treatment", PAY="Medicaid; Medicare", FT="")
    assert place.offers == {"record.sud_facility", "care.sud_treatment", "payment.medicaid", "payment.medicare"}
    assert place.told["PAY"] == ("Medicaid", "Medicare")


@pytest.mark.parametrize(
    ("field", "value", "concepts"),
    [
        ("typeFacility", "OTP", {"record.otp"}),
        ("type_facility", "otp", {"record.otp"}),
        ("typeFacility", "HRSA", {"record.health_center"}),
        ("typeFacility", ["SA", "MH"], {"record.sud_facility", "record.mh_facility"}),
        ("typeFacility", "SA, OTP", {"record.sud_facility", "record.otp"}),
        ("typeFacility", None, set()),
    ],
)
def test_the_kind_of_record_is_known_by_either_spelling(read, field, value, concepts):
    without = {name: each for name, each in PLACE.items() if name != "typeFacility"}
    (row,) = read([without | {field: value}])
    assert (row.listing.offers, row.warnings) == (concepts, ())


def test_an_unknown_kind_of_record_is_counted(listing):
    assert listing(typeFacility="ZZ")[1] == ("no code for 'ZZ' in 'typeFacility'",)


# --- Where it is ----------------------------------------------------------------------------------


def test_an_address_is_told_as_far_as_it_goes(listing):
    place, _ = listing(street2="Suite 3", state="Maryland")
    assert (place.name, place.part, place.address.street, place.address.town) == (
        "Harbor Clinic",
        "Dock Street",
        "1 Dock St, Suite 3",
        "Baltimore",
    )
    assert (place.address.region, place.address.postcode, place.address.point) == ("MD", "21201", Point(39.29, -76.61))
    assert (place.phone, place.intake, place.hotline) == ("410-555-0100", "410-555-0101", "")


def test_a_place_without_a_street_gets_none_and_its_point_is_approximate(listing):
    place, _ = listing(street1=None, street2=None)
    assert (place.address.street, place.address.approximate) == ("", True)
    assert listing(street1=None, street2=None, latitude=None, longitude=None)[0].address.point is None


@pytest.mark.parametrize("north_east", [("39.29", "-76.61"), (39.29, -76.61), (" 39.29 ", "-76.61")])
def test_coordinates_are_text_or_numbers(listing, north_east):
    assert listing(latitude=north_east[0], longitude=north_east[1])[0].address.point == Point(39.29, -76.61)


def test_coordinates_the_wrong_way_round_are_turned_and_others_abroad_are_dropped(listing):
    place, warnings = listing(latitude="-94.709", longitude="39.1")
    assert (place.address.point, warnings) == (Point(39.1, -94.709), ("latitude and longitude stood the wrong way round",))
    place, warnings = listing(latitude="51.5", longitude="-0.1")
    assert (place.address.point, warnings) == (None, ("no point: latitude and longitude are not in the United States",))
    assert listing(latitude="0.0", longitude="0")[0].address.point is None
    assert listing(latitude="13.47", longitude="144.75")[0].address.point == Point(13.47, 144.75), "Guam"


@pytest.mark.parametrize(
    ("code", "shown"), [(2139, "02139"), ("2139.0", "02139"), ("22903-1234", "22903-1234"), (None, ""), ("K1A 0B1", "K1A 0B1")]
)
def test_a_zip_code_keeps_its_leading_nought(listing, code, shown):
    assert listing(zip=code)[0].address.postcode == shown


def test_a_website_that_leads_nowhere_and_a_telephone_of_nines_are_left_out(listing):
    for nothing in ("http://", "javascript:alert(1)", None):
        assert listing(website=nothing)[0].website == ""
    assert listing(phone="(999) 999-9999")[0].phone == ""


def test_markup_never_gets_through(listing):
    place, _ = listing(name1="<script>alert(1)</script>Harbor", services=[service("PAY", "<img src=x onerror=1>Medicaid", "<b>Pay</b>")])
    assert (place.name, place.told) == ("Harbor", {"Pay": ("Medicaid",)})


def test_names_of_contact_persons_are_not_kept(read):
    (row,) = read([PLACE | {"contact": "Jane Doe", "director_name": "Jane Doe"}])
    assert "Jane Doe" not in repr(row)


# --- The same place, the same key -----------------------------------------------------------------


def test_the_key_is_the_same_however_often_and_in_which_company_a_place_is_read(read):
    other = PLACE | {"name1": "Another"}
    (alone,) = read([PLACE | {"frid": "abc", "zip": "21201-1234", "name1": "HARBOR  CLINIC", "_irow": 9, "phone": "new"}])
    assert alone.listing.key == read([other, PLACE])[1].listing.key


def test_one_site_listed_as_two_kinds_stays_two_listings(read):
    both = read([PLACE, PLACE | {"typeFacility": "OTP"}])
    assert len({row.listing.key for row in both}) == 2
    assert both[0].listing.key == read([PLACE])[0].listing.key


def test_two_departments_at_one_address_are_told_apart_whatever_their_order(read):
    desk, ward = PLACE | {"name2": "Desk"}, PLACE | {"name2": "Ward"}
    one, other = read([desk, ward]), read([ward, desk])
    assert len({row.listing.key for row in one}) == 2
    assert [row.listing.key for row in one] == [row.listing.key for row in reversed(other)]
    assert not [row.warnings for row in one if row.warnings]


def test_rows_that_nothing_tells_apart_are_numbered_with_a_warning(read):
    first, second = read([PLACE, PLACE | {"website": "http://other.example.org"}])
    assert second.listing.key == f"{first.listing.key}-2"
    assert second.warnings == ("another row has the same name, address and telephone: told apart by their order",)


def test_the_same_row_on_two_pages_has_one_key(read):
    first, second = read([PLACE, PLACE | {"_irow": 2, "miles": 7}])
    assert first.listing.key == second.listing.key


# --- What the file looks like ---------------------------------------------------------------------


def envelope(page=1, of=1, count=1, *, of_rows=(PLACE,)):
    return {"page": page, "totalPages": of, "recordCount": count, "rows": list(of_rows)}


@pytest.mark.parametrize(
    "document",
    [
        [PLACE], envelope(), {"data": [PLACE]}, {"data": {"rows": [PLACE]}}, {"results": [PLACE]}, [envelope()], json.dumps(PLACE) + "\n" + json.dumps(PLACE | {"name1": "Second"}),
    ],
)  # fmt: skip
def test_rows_are_found_in_every_usual_envelope(read, document):
    assert next(row.listing.name for row in read(document)) == "Harbor Clinic"


def test_pages_in_a_list_one_after_the_other_or_in_a_folder_are_one_feed(read, tmp_path):
    pages = [envelope(1, 2, 2), envelope(2, 2, 2, of_rows=[PLACE | {"name1": "Second"}])]
    assert [(row.where, row.warnings) for row in read(pages)] == [("page 1, row 1", ()), ("page 2, row 1", ())]
    assert [row.listing.name for row in read("\n".join(map(json.dumps, pages)))] == ["Harbor Clinic", "Second"]
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, page in enumerate(pages, 1):
        (folder / f"page-{number}.json").write_text(json.dumps(page))
    assert [(row.where, row.warnings) for row in rows(folder)] == [("page-1.json, row 1", ()), ("page-2.json, row 1", ())]


def test_a_feed_that_miscounts_itself_is_told_so_once(read):
    first, second = read(envelope(1, 3, 100, of_rows=[PLACE, PLACE | {"name1": "Second"}]))
    assert first.warnings == ("the feed says it has 100 rows, and 2 are here", "the feed says it has 3 pages, and 1 of them are here")
    assert second.warnings == ()


def test_an_answer_without_rows_is_empty_and_one_that_should_have_some_is_refused(read):
    assert read(envelope(count=0, of=0, of_rows=[])) == []
    with pytest.raises(InputError, match="the feed says it has 40 rows, and 0 are here"):
        read(envelope(count=40, of_rows=[]))


@pytest.mark.parametrize("document", ["{}", '{"message": "try later"}', "7", "null", '"rows"'])
def test_another_file_is_refused_with_what_is_allowed(read, document):
    with pytest.raises(InputError, match=r'not a feed of this kind.*Allowed: an object with a list of "rows", or a list of rows'):
        read(document)


def test_a_list_of_meetings_never_becomes_places_of_treatment(read):
    with pytest.raises(InputError, match=r"not a feed of this kind.*Allowed: rows with name1, services"):
        read(
            json.dumps(
                [{"name": "Sunday Serenity", "slug": "a", "day": 0, "time": "18:00", "types": ["O"], "latitude": 39.3, "longitude": -76.6}]
            )
        )


def test_a_file_cut_short_is_refused_by_its_place(read):
    with pytest.raises(InputError, match="line 1, column"):
        read(json.dumps(envelope())[:-40])


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"a folder with at least one \.json file"):
        list(rows(tmp_path))


def test_a_row_that_is_none_or_has_no_name_is_broken_and_the_others_stay(read):
    fates = [(row.where, row.broken) for row in read([PLACE, "Harbor", PLACE | {"name1": " ", "name2": None}, None])]
    assert fates == [
        ("row 1", ""), ("row 2", "a row must be an object with names and values"), ("row 3", "a row without a name (name1)"), ("row 4", "a row must be an object with names and values"),
    ]  # fmt: skip


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
HOSTILE = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(PLACE, ANYTHING) | {"services": ANYTHING | st.lists(st.fixed_dictionaries({}, optional={"f1": ANYTHING, "f2": ANYTHING, "f3": ANYTHING}))}
)  # fmt: skip


@given(st.lists(st.one_of(HOSTILE, HOSTILE.map(lambda row: {"name1": "x"} | row), st.none(), st.text())))
@example([{"name1": "x", "latitude": "1e999", "longitude": float("nan"), "zip": 10**30, "city": "\ud800", "services": [{"f3": {"a": []}}]}])
def test_whatever_a_row_holds_there_is_one_fate_a_row(tmp_path_factory, strange):
    file = tmp_path_factory.getbasetemp() / "hostile.json"
    file.write_text(json.dumps({"rows": [PLACE, *strange]}))
    assert len(list(rows(file))) == len(strange) + 1


# --- The table of codes ---------------------------------------------------------------------------


def test_every_code_and_label_of_the_table_is_understood_in_its_category(read):
    with CODES.open(encoding="utf-8", newline="") as file:
        table = [row for row in csv.DictReader(file) if row["category"] != "typeFacility"]
    assert len(table) > 380
    told = [
        PLACE | {"typeFacility": "", "services": [service(row["f2"], row[name], row["category"])]}
        for row in table
        for name in ("label", "code")
        if row[name]
    ]
    meant = [{row["concept"]} - {"", "out_of_scope"} for row in table for name in ("label", "code") if row[name]]
    understood = read(told)
    assert [row.listing.offers for row in understood] == meant
    assert {warning for row in understood for warning in row.warnings} <= {
        "another row has the same name, address and telephone: told apart by their order"
    }


def test_no_label_of_one_category_means_two_things():
    with CODES.open(encoding="utf-8", newline="") as file:
        meant = Counter((row["f2"] or row["category"], row["label"].casefold(), row["concept"]) for row in csv.DictReader(file))
    assert len(meant) == len({key[:2] for key in meant})
    assert meanings()[0][("OT", "otp")] == "program.otp"


def test_the_states_are_all_there_with_samhsas_own_numbers():
    with STATES.open(encoding="utf-8", newline="") as file:
        table = {row["code"]: int(row["id"]) for row in csv.DictReader(file)}
    assert (len(table), len(set(table.values())), table["MD"], table["ME"]) == (51, 51, 18, 1)


# --- What SAMHSA really sent ----------------------------------------------------------------------


def test_all_real_rows_are_accounted_for_and_understood(shared):
    real = list(rows(shared / "data" / "directory" / "findtreatment_rows.json"))
    places = [row.listing for row in real if row.listing]
    assert (len(real), len({place.key for place in places})) == (15, 15)
    assert Counter(warning for row in real for warning in row.warnings) == {"the feed says it has 765 pages, and 1 of them are here": 1}
    assert sum("record.mh_facility" in place.offers for place in places) == 9
    assert [place.name for place in places if "medication.buprenorphine.prescribes" in place.offers] == ["Addiction Allies LLC"]
    assert [place.name for place in places if "program.otp" in place.offers] == ["Addiction Recovery Systems LLC"]
    assert [place.name for place in places if "moud_policy.does_not_use" in place.offers] == ["Orchard Mountain Recovery"]
    assert all(place.address.point and place.address.region == "VA" and place.phone and place.website for place in places)


def test_our_table_holds_every_code_of_the_shared_one(shared):
    def table(path):
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    ours = {(row["f2"], row["code"], row["label"], row["concept"]) for row in table(CODES)}
    theirs = [row for row in table(shared / "data" / "directory" / "findtreatment_codes.csv") if row["f2_category_code"] != "-"]
    missing = [row for row in theirs if (row["f2_category_code"], row["code"], row["label"], row["holdfast_concept"]) not in ours]
    assert (len(theirs), missing) == (297, [])
