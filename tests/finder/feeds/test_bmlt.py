"""Meetings from BMLT servers: every row accounted for, and nothing claimed that the server does not say."""

import gzip
import json
from collections import Counter
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.finder.feeds.bmlt import rows
from holdfast.finder.listings import Meeting
from holdfast.language.errors import InputError

SUNDAY = {
    "id_bigint": "2", "worldid_mixed": "G0001", "weekday_tinyint": "1", "venue_type": "1", "start_time": "14:00:00", "duration_time": "01:30:00",
    "time_zone": "America/New_York", "formats": "O,WC", "lang_enum": "en", "longitude": "-73.88", "latitude": "40.88", "published": "1",
    "format_shared_id_list": "17,33", "meeting_name": "Sunday Miracles", "location_text": "Hospital", "location_info": "Room 14",
    "location_street": "1 Oak Avenue", "location_municipality": "New York", "location_city_subsection": "Bronx", "location_province": "NY",
    "location_postal_code_1": "10467", "location_nation": "USA", "comments": "Ring the bell", "root_server_uri": "https://bmlt.example.org/main_server",
    "contact_name_1": "Jane Doe", "contact_phone_1": "555-0100", "contact_email_1": "jane@example.org", "email_contact": "j@example.org",
}  # fmt: skip
LINK = {"virtual_meeting_link": "https://zoom.us/j/123"}


def format_(number, key, world, title, lang="en", meaning=""):
    return {"id": number, "key_string": key, "world_id": world, "name_string": title, "description_string": meaning, "lang": lang}


@pytest.fixture
def read(tmp_path):
    def of(*told, explained=None):
        file = tmp_path / "answer.json"
        file.write_text(json.dumps(list(told) if explained is None else {"meetings": list(told), "formats": explained}))
        return list(rows(file))

    return of


@pytest.fixture
def one(read):
    def of(*, explained=None, **changed):
        (row,) = read(SUNDAY | changed, explained=explained)
        return row.listing

    return of


def test_a_meeting_is_told_in_our_words(one):
    meeting = one()
    assert (meeting.key, meeting.name, meeting.fellowship) == (
        "https://bmlt.example.org/main_server|2",
        "Sunday Miracles",
        "Narcotics Anonymous",
    )
    assert (meeting.day, meeting.starts, meeting.minutes, meeting.timezone) == (7, time(14), 90, "America/New_York")
    assert (meeting.in_person, meeting.online, meeting.kinds, meeting.languages) == (True, False, {"O", "X"}, set())
    address = meeting.address
    assert (address.building, address.street, address.town, address.region) == ("Hospital", "1 Oak Avenue", "Bronx, New York", "NY")
    assert (address.country, address.point.latitude, address.approximate) == ("us", 40.88, False)
    assert meeting.notes == "Ring the bell. Room 14."
    assert meeting.medication_friendly is None


def test_nobody_s_name_number_or_mail_is_kept(read):
    assert not [secret for secret in ("Jane", "555-0100", "example.org'", "jane@") if secret in str(read(SUNDAY))]


@pytest.mark.parametrize(("theirs", "ours"), [(1, 7), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5), (7, 6)])
def test_the_week_begins_with_sunday_as_1(one, theirs, ours):
    assert one(weekday_tinyint=str(theirs)).day == one(weekday_tinyint=theirs).day == ours


def test_a_file_that_counts_days_from_0_is_read_so_and_says_so(read):
    sunday, saturday = read(SUNDAY | {"weekday_tinyint": "0"}, SUNDAY | {"weekday_tinyint": "6", "id_bigint": "3"})
    assert (sunday.listing.day, saturday.listing.day) == (7, 6)
    assert sunday.warnings == saturday.warnings == ("days are counted from 0 for Sunday in this file",)


def test_a_day_s_name_is_that_day_and_a_time_without_a_day_is_counted(read):
    named, none = read(SUNDAY | {"weekday_tinyint": "Sunday"}, SUNDAY | {"weekday_tinyint": "", "id_bigint": "9"})
    assert (named.listing.day, named.warnings) == (7, ())
    assert (none.listing.day, none.warnings) == (None, ("a time without a day",))


@pytest.mark.parametrize("no", ["0", 0, False, "false", "No"])
def test_a_meeting_that_is_not_published_is_left_out_however_it_is_said(read, no):
    assert read(SUNDAY | {"published": no})[0].left_out == "not published"


def test_a_day_that_is_none_is_broken_and_never_guessed(read):
    zero, seven, eight, word = read(*(SUNDAY | {"weekday_tinyint": day, "id_bigint": day} for day in ("0", "7", "8", "someday")))
    assert seven.listing.day == 6
    assert all("weekday_tinyint" in row.broken for row in (zero, eight, word))


def test_without_a_day_it_is_by_appointment(one):
    assert one(weekday_tinyint="").day is None


@pytest.mark.parametrize("published", ["0", 0, False])
def test_a_meeting_that_is_not_published_is_left_out(read, published):
    assert read(SUNDAY | {"published": published})[0].left_out == "not published"


@pytest.mark.parametrize(
    ("venue", "formats", "in_person", "online"),
    [("1", "O", True, False), ("2", "O", False, True), ("3", "O", True, True), (2, "O", False, True), ("", "VM", False, True), ("", "HY", True, True), ("0", "O", True, False), (None, "VM,TC", False, True), ("3", "TC", False, True)],
)  # fmt: skip
def test_where_it_is_held_is_told_by_venue_or_on_older_servers_by_three_formats(one, venue, formats, in_person, online):
    meeting = one(venue_type=venue, formats=formats, **LINK)
    assert (meeting.in_person, meeting.online, "ONL" in meeting.kinds) == (in_person, online, online)


@pytest.mark.parametrize(("venue", "way"), [("1", {}), ("1", LINK), ("", {}), ("2", {}), ("3", {})])
def test_a_place_that_is_closed_for_now_is_left_out_unless_it_goes_on_online(read, venue, way):
    (row,) = read(SUNDAY | {"venue_type": venue, "formats": "O,TC"} | way)
    assert row.left_out == "temporarily closed"


def test_an_online_meeting_that_hides_its_link_is_kept_and_says_so(read):
    (row,) = read(SUNDAY | {"venue_type": "2"})
    assert (row.listing.online, row.listing.link, row.warnings) == (True, "", ("online, with no link or number",))


def test_the_point_of_an_online_meeting_is_no_place_to_go_to(one):
    assert one(venue_type="2", **LINK).address.approximate


def test_a_point_the_wrong_way_round_is_turned_and_counted(read):
    (row,) = read(SUNDAY | {"latitude": "-73.88", "longitude": "40.88"})
    assert (row.listing.address.point.latitude, row.warnings) == (40.88, ("latitude and longitude stood the wrong way round",))


def test_a_link_among_words_is_found_and_the_words_stay(one):
    meeting = one(
        venue_type="2", virtual_meeting_link="Zoom: https://zoom.us/j/123 (password 77)", phone_meeting_number="+1 312 626 6799,,123#"
    )
    assert (meeting.link, meeting.dial) == ("https://zoom.us/j/123", "+1 312 626 6799,,123#")
    assert "password 77" in meeting.notes


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "=HYPERLINK(1)", "ask the secretary"])
def test_a_link_that_would_run_something_is_no_link(one, bad):
    assert one(venue_type="3", virtual_meeting_link=bad).link == ""


def test_a_key_means_what_the_file_s_own_formats_say(one):
    assert one(explained=[format_("17", "O", "STEP", "Oldtimers"), format_("33", "WC", "", "Writing circle")]).kinds == {"ST"}


def test_the_letter_m_is_women_in_portuguese(one):
    assert one(explained=[format_("32", "M", "W", "Mulheres", "pt")], lang_enum="pt", format_shared_id_list="32").kinds == {"W"}
    assert one(formats="M", lang_enum="pt").kinds == set()


@pytest.mark.parametrize(
    ("language", "kinds", "told"), [("en", {"O", "M"}, ()), ("es", {"O", "M"}, ()), ("pt", set(), ("M", "O")), ("it", set(), ("M", "O"))]
)
def test_without_formats_letters_count_only_in_languages_where_they_are_sure(read, language, kinds, told):
    (row,) = read(SUNDAY | {"formats": "M,O", "lang_enum": language})
    assert (row.listing.kinds, row.listing.told) == (kinds, told)
    assert len(row.warnings) == len(told)


def test_formats_go_by_number_even_when_their_keys_are_in_another_language(one):
    (row,) = [one(explained=[format_("17", "A", "OPEN", "Aberta", "pt"), format_("33", "CR", "WCHR", "Cadeira de rodas", "pt")])]
    assert (row.kinds, row.told) == ({"O", "X"}, ())


def test_a_format_of_the_server_s_own_is_told_in_its_words(one):
    meeting = one(explained=[format_("17", "O", "OPEN", "Open"), format_("33", "PZ", "", "Pizza night")])
    assert (meeting.kinds, meeting.told) == ({"O"}, ("Pizza night",))


def test_the_language_of_the_listing_is_not_the_language_of_the_meeting(one):
    assert one(lang_enum="es").languages == set()
    assert one(explained=[format_("17", "ES", "LANG", "Español"), format_("33", "L/R", "LANG", "Lithuanian/Russian")]).languages == {
        "es",
        "lt",
        "ru",
    }


def test_a_bilingual_meeting_is_told_and_no_language_is_guessed(one):
    meeting = one(explained=[format_("17", "BL", "LANG", "Bi-Lingual"), format_("33", "O", "OPEN", "Open")])
    assert (meeting.languages, meeting.told) == (set(), ("Bi-Lingual",))


def test_a_closed_place_is_known_by_its_identifier_whatever_its_key(read):
    (row,) = read(SUNDAY, explained=[format_("17", "FE", "TC", "Fechado"), format_("33", "O", "OPEN", "Open")])
    assert row.left_out == "temporarily closed"


def test_a_format_of_the_server_s_own_that_says_closed_for_now_is_believed(read):
    (row,) = read(SUNDAY | {"format_shared_id_list": "90"}, explained=[format_("90", "TCL", "", "Meeting Temporarily Closed")])
    assert row.left_out == "temporarily closed"


def test_a_group_that_says_it_welcomes_medicine_is_believed_and_no_other(one):
    friendly = one(explained=[format_("17", "MF", "", "MAT friendly"), format_("33", "O", "OPEN", "Open")])
    assert friendly.medication_friendly is True
    assert one(comments="Methadone patients are welcome").medication_friendly is True
    assert one(comments="No MAT friendly sharing").medication_friendly is None


def test_an_aggregator_s_servers_keep_their_meetings_and_formats_apart(read):
    other = {"root_server_uri": "https://other.example.org/main_server"}
    formats = [
        format_("17", "O", "OPEN", "Open") | {"root_server_uri": SUNDAY["root_server_uri"]},
        format_("17", "O", "W", "Only women") | other,
    ]
    first, second = read(
        *(each | {"format_shared_id_list": "17", "formats": "O", "root_server_id": "4"} for each in (SUNDAY, SUNDAY | other)),
        explained=formats,
    )
    assert first.listing.key != second.listing.key
    assert (first.listing.kinds, second.listing.kinds) == ({"O"}, {"W"})


def test_answers_that_do_not_name_their_server_may_use_the_same_number_in_two_towns(one):
    here, moved, elsewhere = (
        one(root_server_uri=None, **changed) for changed in ({}, {"location_street": "2 Elm"}, {"location_municipality": "Troy"})
    )
    assert here.key == moved.key != elsewhere.key


def test_a_meeting_without_a_number_has_a_key_of_its_own_that_stays(read):
    nameless = {name: value for name, value in SUNDAY.items() if name != "id_bigint"}
    again, later = (read(nameless)[0].listing.key, read(nameless | {"weekday_tinyint": "4"})[0].listing.key)
    assert again == read(nameless)[0].listing.key != later


def test_a_meeting_listed_twice_is_left_out_and_another_under_its_number_gets_its_own_key(read):
    first, same, other = read(SUNDAY, SUNDAY, SUNDAY | {"meeting_name": "Another"})
    assert (first.listing.name, same.left_out) == ("Sunday Miracles", "listed twice, word for word")
    assert other.listing.key.startswith(f"{first.listing.key}~")
    assert other.warnings == ("its identifier is another meeting's too",)


def test_a_time_that_nobody_understands_is_kept_in_its_words(read):
    (row,) = read(SUNDAY | {"start_time": "after work"})
    assert (row.listing.starts, row.warnings) == (None, ("time not understood",))
    assert "Time: after work." in row.listing.notes


def test_numbers_serve_as_well_as_text(one):
    told = {
        "id_bigint": 2,
        "weekday_tinyint": 1,
        "venue_type": 1,
        "latitude": 40.88,
        "longitude": -73.88,
        "published": 1,
        "format_shared_id_list": [17, 33],
    }
    assert one(**told) == one()


def test_markup_and_formulas_become_plain_text(one):
    meeting = one(meeting_name="<b>Hope</b>&amp;Help", comments='=HYPERLINK("http://evil.example")<script>alert(1)</script>')
    assert (meeting.name, meeting.notes) == ("Hope &Help", 'HYPERLINK("http://evil.example"). Room 14.')


def test_a_field_of_an_old_server_loses_its_heading(one):
    assert "Bus Lines" not in one(bus_lines="Bus Lines#@-@#B60 to Wilson Avenue").notes


@pytest.mark.parametrize("empty", ["[]", "{}", '{"meetings": [], "formats": []}', '{"meetings": {}}', '{"meetings": null}', "null"])
def test_an_answer_without_meetings_has_no_rows_and_is_no_error(tmp_path, empty):
    file = tmp_path / "answer.json"
    file.write_text(empty)
    assert list(rows(file)) == []


def test_an_answer_packed_by_gzip_and_numbered_by_names_is_read(tmp_path):
    file = tmp_path / "answer.json.gz"
    file.write_bytes(gzip.compress(json.dumps({"0": SUNDAY, "5": SUNDAY | {"id_bigint": "9"}}).encode()))
    assert [row.where for row in rows(file)] == ["[0]", "[1]"]


def test_formats_numbered_by_names_are_read(tmp_path):
    file = tmp_path / "answer.json"
    file.write_text(
        json.dumps({"meetings": {"0": SUNDAY}, "formats": {"3": format_("17", "O", "CLOSED", ""), "4": format_("33", "X", "", "")}})
    )
    assert [row.listing.kinds for row in rows(file)] == [{"C"}]


def test_pages_joined_together_bring_their_formats_with_them(tmp_path):
    file = tmp_path / "answer.json"
    pages = [
        {
            "meetings": [SUNDAY | {"id_bigint": str(number)}],
            "formats": [format_("17", "O", "OPEN", "Open"), format_("33", "WC", "WCHR", "")],
        }
        for number in (1, 2)
    ]
    file.write_text("\n".join(map(json.dumps, pages)))
    assert [(row.listing.key[-2:], row.listing.kinds, row.warnings) for row in rows(file)] == [
        ("|1", {"O", "X"}, ()),
        ("|2", {"O", "X"}, ()),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html><body>502</body></html>", "a web page or XML, not JSON"),
        ("<?xml version='1.0'?><meetings/>", "a web page or XML, not JSON"),
        ('[{"name": "A", "slug": "a", "day": 0}]', "GetSearchResults"),
        ('{"error": "no"}', "GetSearchResults"),
        ("[1, 2]", "GetSearchResults"),
        ("7", "GetSearchResults"),
        ('[{"id_bigint": "1"', "not JSON"),
    ],
)
def test_what_is_no_answer_of_a_server_is_refused_in_words(tmp_path, content, says):
    file = tmp_path / "answer.json"
    file.write_text(content)
    with pytest.raises(InputError, match=says):
        list(rows(file))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@settings(max_examples=40)
@given(
    st.lists(
        ANY_JSON | st.dictionaries(st.sampled_from([*SUNDAY, *LINK, "phone_meeting_number"]), ANY_JSON).map(lambda told: SUNDAY | told)
    ),
    ANY_JSON,
)
def test_whatever_a_row_is_it_has_one_fate(tmp_path_factory, told, formats):
    file = tmp_path_factory.getbasetemp() / "hostile.json"
    file.write_text(json.dumps({"meetings": [SUNDAY, *told], "formats": formats}))
    found = list(rows(file))
    assert [row.where for row in found] == [f"meetings[{number}]" for number in range(len(told) + 1)]
    keys = [row.listing.key for row in found if isinstance(row.listing, Meeting)]
    assert len(keys) == len(set(keys))
    assert all(len(key) <= 200 for key in keys)


def test_all_real_meetings_are_accounted_for(shared):
    real = list(rows(shared / "data" / "meetings" / "bmlt_search_results.json.gz"))
    meetings = [row.listing for row in real if row.listing]
    assert (len(real), len(meetings), Counter(row.left_out for row in real if row.left_out)) == (778, 754, {"not published": 24})
    assert not [row.broken for row in real if row.broken]
    assert all(meeting.starts and meeting.day and meeting.address.point and meeting.in_person for meeting in meetings)
    assert {meeting.address.country for meeting in meetings} == {"us"}
    assert {meeting.medication_friendly for meeting in meetings} == {None}
    kinds = Counter(code for meeting in meetings for code in meeting.kinds)
    assert (kinds["O"], kinds["C"], kinds["X"], kinds["S"]) == (423, 161, 152, 13)
    raw = json.loads(gzip.decompress((shared / "data" / "meetings" / "bmlt_search_results.json.gz").read_bytes()))
    sundays = [each["meeting_name"] for each in raw if each["weekday_tinyint"] == "1" and each["published"] == "1"]
    assert [meeting.name for meeting in meetings if meeting.day == 7] == [" ".join(name.split()) for name in sundays]
