"""Meetings from the Meeting Guide's JSON and its tables: every day its own listing, and Sunday is Sunday."""

import json
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.finder.feeds import bmlt, tsml
from holdfast.finder.feeds.catalogue import FEEDS
from holdfast.finder.feeds.meeting_guide import rows
from holdfast.finder.listings import Meeting, Point
from holdfast.language.errors import InputError

SERENITY = {
    "name": "Sunday Serenity", "slug": "sunday-serenity-14", "day": 0, "time": "18:00", "end_time": "19:30", "timezone": "America/Chicago",
    "location": "Alano Club", "group": "The Serenity Group", "notes": "Ring buzzer", "location_notes": "Second floor", "updated": "2014-05-31 14:32:23",
    "url": "https://district123.example.org/meetings/sunday-serenity", "types": ["O", "T", "LGBTQ", "S"], "address": "123 Main Street",
    "city": "Anytown", "state": "IL", "postal_code": "60641", "country": "US", "latitude": "41.95", "longitude": -87.7, "approximate": "no",
    "entity": "District 123", "entity_email": "info@example.org", "feedback_emails": ["fix@example.org"], "contact_1_name": "Jane Doe",
    "contact_1_phone": "555-0100", "contact_1_email": "jane@example.org", "venmo": "@jane", "email": "group@example.org", "phone": "555-0101",
}  # fmt: skip
LINK = {"conference_url": "https://zoom.us/j/123", "conference_url_notes": "Password 77"}
NOWHERE = dict.fromkeys(("location", "address", "latitude", "longitude"), "")


@pytest.fixture
def read(tmp_path):
    def of(*told, fellowship=""):
        file = tmp_path / "meetings.json"
        file.write_text(json.dumps(list(told)))
        return list(rows(file, fellowship))

    return of


@pytest.fixture
def one(read):
    def of(fellowship="", **changed):
        (row,) = read(SERENITY | changed, fellowship=fellowship)
        return row.listing

    return of


@pytest.fixture
def table(tmp_path):
    def of(*lines, fellowship=""):
        file = tmp_path / "meetings.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        return list(tsml.rows(file, fellowship))

    return of


# --- When -----------------------------------------------------------------------------------------


def test_sunday_is_sunday_in_every_format(one, table, tmp_path):
    (in_a_table,) = table("Name,Day,Time,Location", "Sunday Serenity,Sunday,6:00 PM,Alano Club")
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps([{"meeting_name": "Sunday Serenity", "weekday_tinyint": "1", "start_time": "18:00:00"}]))
    (of_a_server,) = bmlt.rows(answer)
    assert {meeting.name: (meeting.day, meeting.starts) for meeting in (one(), in_a_table.listing, of_a_server.listing)} == {
        "Sunday Serenity": (7, time(18))
    }
    assert [one(day=day).day for day in range(7)] == [7, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("day", [0, "0", 0.0, "Sunday", "sun", "Domingo", "dimanche", [0], ["0"], "0,0"])
def test_a_day_may_be_a_number_its_text_a_name_or_a_list_of_one(one, day):
    assert (one(day=day).day, one(day=day).key) == (7, "district123.example.org|sunday-serenity-14")


@pytest.mark.parametrize(
    "day",
    [[0, 1, "5"], {"0": 0, "2": 1, "3": 5}, "0, 1, 5", "Sunday/Monday/Friday", ["domingo", "Mon", 5, 5], "[0, 1, 5]", "Sun, Mon & Fri"],
)
def test_a_meeting_of_several_days_becomes_a_listing_for_each_all_from_one_place(read, day):
    found = read(SERENITY | {"day": day})
    assert [row.where for row in found] == ["[0]"] * 3
    assert [row.listing.day for row in found] == [7, 1, 5]
    assert [row.listing.key for row in found] == [f"district123.example.org|sunday-serenity-14#{day}" for day in (7, 1, 5)]


def test_daily_is_every_day(read):
    assert [row.listing.day for row in read(SERENITY | {"day": "Daily"})] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("day", [None, "", [], False, "By appointment"])
def test_without_day_and_time_it_is_by_appointment(read, day):
    (row,) = read(SERENITY | {"day": day, "time": "", "end_time": None})
    assert (row.listing.day, row.listing.starts, row.warnings) == (None, None, ())


@pytest.mark.parametrize("day", ["someday", 8, -1, True, {"a": {}}, [9]])
def test_a_day_that_is_none_is_broken(read, day):
    (row,) = read(SERENITY | {"day": day})
    assert "no day of the week" in row.broken


def test_of_several_days_the_good_ones_stay_and_the_bad_one_is_named(read):
    (row,) = read(SERENITY | {"day": [0, 9]})
    assert (row.listing.day, row.warnings) == (7, ("no day of the week: 9",))


def test_a_file_whose_days_run_from_1_to_7_is_not_guessed_at(read):
    found = read(*(SERENITY | {"day": day, "slug": day} for day in (1, 7, "Monday")))
    assert [bool(row.broken) for row in found] == [True, True, False]
    assert "nothing says which is Sunday" in found[0].broken
    assert read(SERENITY, SERENITY | {"day": 7, "slug": "b"})[0].listing.day == 7


def test_a_meeting_may_end_after_midnight(one):
    assert one(time="23:30", end_time="00:30").minutes == 60


def test_twenty_four_hours_on_sunday_is_monday_s_first_minute(one):
    meeting = one(time="24:00")
    assert (meeting.day, meeting.starts) == (1, time(0))


def test_beginning_and_end_may_stand_in_one_field(one):
    meeting = one(time="6:00 PM - 7:15 PM", end_time="")
    assert (meeting.starts, meeting.minutes) == (time(18), 75)


def test_the_time_zone_has_two_names(one):
    assert one(timezone=None, tz="America/Denver").timezone == one(timezone="", time_zone="America/Denver").timezone == "America/Denver"


def test_what_is_doubtful_about_the_time_is_counted(read):
    assert read(SERENITY | {"time": {"start": "18:00"}, "end_time": ""})[0].warnings == ("time not understood",)
    (evening,) = read(SERENITY | {"time": "in the evening"})
    assert (evening.listing.starts, evening.warnings) == (None, ("time not understood", "end not understood"))
    assert "Time: in the evening." in evening.listing.notes
    assert read(SERENITY | {"time": "midnight", "end_time": ""})[0].warnings == ("midnight: not said before or after which day",)
    assert read(SERENITY | {"timezone": "Mars/Crater"})[0].warnings == ("time zone not understood",)
    assert read(SERENITY | {"day": ""})[0].warnings == ("a time without a day",)


# --- Where ----------------------------------------------------------------------------------------


def test_a_meeting_is_told_in_our_words(one):
    meeting = one()
    address = meeting.address
    assert (address.building, address.street, address.town, address.region, address.postcode) == (
        "Alano Club",
        "123 Main Street",
        "Anytown",
        "IL",
        "60641",
    )
    assert (address.country, address.point, address.approximate) == ("us", Point(41.95, -87.7), False)
    assert (meeting.minutes, meeting.timezone, meeting.updated) == (90, "America/Chicago", date(2014, 5, 31))
    assert (meeting.kinds, meeting.languages, meeting.notes) == ({"O", "T", "LGBTQ", "S"}, {"es"}, "Ring buzzer. Second floor.")
    assert (meeting.website, meeting.in_person, meeting.online) == (SERENITY["url"], True, False)


def test_nobody_s_name_number_or_mail_is_kept(read):
    assert not [secret for secret in ("Jane", "555-01", "@") if secret in str(read(SERENITY))]


def test_an_address_in_one_line_is_parted(one):
    bare = dict.fromkeys(("address", "city", "state", "postal_code", "country"))
    parted = one(**bare | {"formatted_address": "123 Main Street, Anytown, IL 60641, USA"}).address
    assert parted == one().address
    assert one(**bare | {"address": "123 Main Street, Anytown, IL 60641, USA"}).address == parted


def test_a_whole_address_in_the_field_for_the_street_is_parted_too(one):
    assert one(address="123 Main Street, Anytown, IL 60641, USA").address == one().address


def test_a_point_on_the_other_side_of_the_earth_is_turned_round_or_left_out_and_counted(read):
    turned, lost = read(
        SERENITY | {"latitude": "-87.7", "longitude": "41.95"}, SERENITY | {"slug": "b", "latitude": "51.5", "longitude": "0.1"}
    )
    assert (turned.listing.address.point, turned.warnings) == (Point(41.95, -87.7), ("latitude and longitude stood the wrong way round",))
    assert (lost.listing.address.point, lost.warnings) == (None, ("no point: latitude and longitude are not in the United States",))


def test_coordinates_in_one_field_are_two_numbers_and_four_are_a_region(one):
    nowhere = {"latitude": None, "longitude": None}
    for pair in ("41.95,-87.7", "(41.95, -87.7)", [41.95, -87.7], ["-87.7", "41.95"]):
        assert one(coordinates=pair, **nowhere).address.point == Point(41.95, -87.7)
    region = one(coordinates="41,-88,42,-87", **nowhere).address
    assert (region.point, region.approximate) == (None, True)


@pytest.mark.parametrize(
    ("told", "in_person", "online"),
    [
        ({}, True, False),
        (LINK, True, True),
        (LINK | {"approximate": "yes"}, False, True),
        (LINK | {"approximate": True}, False, True),
        (LINK | {"types": ["O", "TC"]}, False, True),
        (LINK | NOWHERE, False, True),
        (LINK | {"location": "Zoom"}, False, True),
        (LINK | {"attendance_option": "online"}, False, True),
        (LINK | {"attendance_option": "hybrid", "approximate": "yes"}, True, True),
        ({"conference_phone": "+1 312 626 6799"}, True, True),
        ({"types": ["O", "ONL"]}, True, False),
        ({"approximate": "yes"}, True, False),
        (NOWHERE | {"location": "Alano Club"}, True, False),
    ],
)
def test_it_is_online_only_with_a_way_in_and_in_person_only_with_a_place(one, told, in_person, online):
    meeting = one(**told)
    assert (meeting.in_person, meeting.online, "ONL" in meeting.kinds) == (in_person, online, online)
    assert "TC" not in meeting.kinds


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"types": ["TC"]}, "temporarily closed"),
        ({"types": "Temporary Closure, Open"}, "temporarily closed"),
        ({"types": ["TC", "ONL"], "conference_url": "javascript:alert(1)"}, "temporarily closed"),
        ({"attendance_option": "inactive"}, "temporarily closed"),
        (NOWHERE | {"types": ["ONL"]}, "neither a place nor a way in online"),
        ({"location": "Online", "approximate": "yes"}, "neither a place nor a way in online"),
        ({"published": "0"}, "not published"),
        ({"published": "false"}, "not published"),
        ({"post_status": "draft"}, "not published"),
        ({"types": ["O,TC"]}, "temporarily closed"),
        ({"types": ["Temporarily closed location"]}, "temporarily closed"),
        ({"types": "Inactive"}, "temporarily closed"),
    ],
)
def test_where_nobody_can_go_it_is_left_out_with_the_reason(read, told, why):
    assert read(SERENITY | told)[0].left_out == why


def test_an_online_meeting_without_a_way_in_says_so(read):
    assert read(SERENITY | {"types": ["ONL"]})[0].warnings == ("called online, with no link or number",)


@pytest.mark.parametrize(
    "told", ["<a href='https://zoom.us/j/9'>Join</a>", '&lt;a href="https://zoom.us/j/9"&gt;Join&lt;/a&gt;', "Join: https://zoom.us/j/9"]
)
def test_a_link_in_markup_or_among_words_is_found(one, told):
    meeting = one(conference_url=told)
    assert (meeting.link, meeting.notes.endswith("Join.")) == ("https://zoom.us/j/9", True)


def test_words_instead_of_a_link_stay_and_are_counted(read):
    (row,) = read(SERENITY | {"conference_url": "Zoom ID 123 456 789", "conference_phone": "tel:+1 312 626 6799"})
    assert (row.listing.link, row.listing.dial) == ("", "+1 312 626 6799")
    assert row.listing.notes.endswith("Zoom ID 123 456 789.")
    assert row.warnings == ("an address to join by that cannot be followed",)


def test_the_password_stays_beside_the_link(one):
    meeting = one(**LINK)
    assert meeting.link == "https://zoom.us/j/123"
    assert meeting.notes.endswith("Password 77.")


# --- What and whose -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "types",
    [
        ["O", "X", "S"],
        "O,X,S",
        "[open, x, Spanish]",
        '["O","X","S"]',
        "Open, Wheelchair Access, Spanish",
        {"0": "O", "2": "X", "3": "S"},
        ["abierta", "x", "Español"],
    ],
)
def test_types_may_be_codes_or_titles_in_a_list_a_line_or_a_list_gone_wrong(one, types):
    assert one(types=types).kinds == {"O", "X", "S"}


@pytest.mark.parametrize("types", [None, "", [], False, 7, [None, {}]])
def test_types_that_say_nothing_are_none(one, types):
    assert one(types=types).kinds == set()


def test_an_unknown_type_is_kept_in_its_words_and_counted(read):
    (row,) = read(SERENITY | {"types": ["O", "Potluck"]})
    assert (row.listing.told, row.warnings) == (("Potluck",), ("no meaning known for type Potluck",))


def test_whose_it_is_comes_from_the_feed_then_from_whoever_imports_it_and_is_else_not_stated(one):
    assert one().fellowship == ""
    assert one("HA").fellowship == "Heroin Anonymous"
    assert one("HA", entity="Narcotics Anonymous of Illinois").fellowship == "Narcotics Anonymous"
    assert one("HA", url="https://recoverydharma.org/meetings/x").fellowship == "Recovery Dharma"


def test_medicine_is_welcome_only_where_fellowship_or_group_say_so(one):
    assert one("Narcotics Anonymous").medication_friendly is None
    assert one("MARA").medication_friendly is True
    assert one(types=["O", "MAT Friendly"]).medication_friendly is True
    assert one(notes="Sorry, not MAT friendly").medication_friendly is None


# --- Keys and names -------------------------------------------------------------------------------


def test_a_name_that_is_missing_is_the_group_s_or_the_place_s(one):
    assert one(name="").name == "The Serenity Group"
    assert one(name=None, group="").name == "Alano Club"


def test_without_any_name_a_row_is_broken(read):
    (row,) = read({"slug": "a", "day": 1, "time": "10:00", "address": "1 Oak"})
    assert row.broken == "a meeting without a name"


def test_two_meetings_under_one_name_for_the_web_both_stay(read):
    first, same, other = read(SERENITY, SERENITY, SERENITY | {"time": "20:00", "end_time": ""})
    assert (first.listing.key, same.left_out) == ("district123.example.org|sunday-serenity-14", "listed twice, word for word")
    assert other.listing.key.startswith(f"{first.listing.key}~")
    assert other.warnings == ("its identifier is another meeting's too",)


def test_two_websites_may_use_the_same_name(read):
    one, other = read(SERENITY, SERENITY | {"url": "https://other.example.org/x"})
    assert (one.listing.key, other.listing.key) == ("district123.example.org|sunday-serenity-14", "other.example.org|sunday-serenity-14")


def test_files_that_name_no_website_may_use_the_same_name_in_two_towns(one):
    here, moved, elsewhere = one(url=""), one(url="", address="2 Oak Street", time="20:00"), one(url="", city="Springfield")
    assert here.key == moved.key != elsewhere.key


def test_without_a_name_for_the_web_the_key_is_made_of_what_it_says_and_stays(one):
    assert one(slug=None).key == one(slug="", notes="changed").key != one(slug=None, time="20:00").key


def test_markup_and_formulas_become_plain_text(one):
    meeting = one(name='="Hope"', notes="<p onclick=alert(1)>Bring <b>tea</b></p><script>evil()</script>", url="javascript:alert(1)")
    assert (meeting.name, meeting.notes, meeting.website) == ("Hope", "Bring tea. Second floor.", "")


# --- Files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrap",
    [
        lambda all_: {"meetings": all_},
        lambda all_: {"data": all_},
        lambda all_: {"success": True, "data": {"items": all_}},
        lambda all_: {"records": [{"id": "rec7", "fields": each} for each in all_]},
        lambda all_: {str(n): each for n, each in enumerate(all_)},
        lambda all_: [all_[:1], all_[1:]],
    ],
)
def test_a_list_in_an_envelope_on_pages_or_numbered_by_names_is_read(tmp_path, wrap):
    file = tmp_path / "meetings.json"
    file.write_text(json.dumps(wrap([SERENITY, SERENITY | {"name": "Hope", "slug": "hope"}])))
    assert [(row.where, row.listing.name) for row in rows(file)] == [("[0]", "Sunday Serenity"), ("[1]", "Hope")]


@pytest.mark.parametrize(
    "written", ["{one}\n{other}\n", "[{one}]\n[{other}]", "callback([{one},{other}]);", "/**/f.g([{one},{other}])", "[{one},{other}]0"]
)
def test_rows_line_by_line_joined_pages_a_call_around_them_and_a_nought_behind_them_are_read(tmp_path, written):
    file = tmp_path / "meetings.json"
    file.write_text(written.format(one=json.dumps(SERENITY), other=json.dumps(SERENITY | {"name": "Hope", "slug": "hope"})))
    assert [row.listing.name for row in rows(file)] == ["Sunday Serenity", "Hope"]


def test_a_spreadsheet_s_own_answer_is_read_like_a_table(tmp_path):
    file = tmp_path / "sheet.json"
    file.write_text(
        json.dumps({"range": "A1:Z9", "values": [["Name", "ID", "Day", "Time", "Location"], ["Hope", "7", "Sunday", "6:00 PM", "Club"]]})
    )
    (row,) = rows(file)
    assert (row.where, row.listing.key, row.listing.day, row.listing.starts) == ("line 2", "7", 7, time(18))


@pytest.mark.parametrize("empty", ["[]", "{}", '{"meetings": []}'])
def test_a_feed_without_meetings_has_no_rows_and_is_no_error(tmp_path, empty):
    file = tmp_path / "meetings.json"
    file.write_text(empty)
    assert list(rows(file)) == []


@pytest.mark.parametrize(
    "content", ['[{"id_bigint": "1", "weekday_tinyint": "1"}]', '{"success": false, "data": "no"}', "0", "-1", '"x"', "[1]"]
)
def test_what_is_no_feed_is_refused_in_words(tmp_path, content):
    file = tmp_path / "meetings.json"
    file.write_text(content)
    with pytest.raises(InputError, match="a list of meetings, each with at least name and slug"):
        list(rows(file))


def test_a_table_s_place_is_its_line_and_its_columns_may_be_in_any_order_and_case(table):
    found = table(
        "ID,TIME,day,Types,name,Address",
        '7,"6:00 PM",Lunes,"Open, Women",Hope,"1 Oak St, Troy, NY 12180, USA"',
        "",
        "8,noon,Friday,,Faith,1 Oak St",
    )
    assert [row.where for row in found] == ["line 2", "line 4"]
    assert [(row.listing.key.partition("~")[0], row.listing.day, row.listing.starts) for row in found] == [
        ("7", 1, time(18)),
        ("8", 5, time(12)),
    ]
    assert found[0].listing.kinds == {"O", "W"}
    assert found[0].listing.address.town == "Troy"


def test_a_table_parted_by_semicolons_is_read_too(table):
    (row,) = table("Name;Day;Time;Types;Location", "Hope;Sunday;18:00;Open, Women;Club")
    assert (row.listing.day, row.listing.kinds) == (7, {"O", "W"})


def test_columns_may_be_called_otherwise(table, read):
    (row,) = table(
        "Meeting Name,Day of Week,Start Time,End,Street,City,State,Zip,Lat,Lng,Type",
        "Hope,Sunday,6pm,7pm,1 Oak St,Troy,NY,12180,42.7,-73.6,Open",
    )
    meeting = row.listing
    assert (meeting.name, meeting.day, meeting.starts, meeting.minutes, meeting.kinds) == ("Hope", 7, time(18), 60, {"O"})
    assert (meeting.address.street, meeting.address.postcode, meeting.address.point) == ("1 Oak St", "12180", Point(42.7, -73.6))
    (written_otherwise,) = read({"Meeting": "Hope", "Weekday": "Sunday", "Start": "6pm", "Street": "1 Oak St"})
    assert (written_otherwise.listing.name, written_otherwise.listing.day) == ("Hope", 7)


def test_another_table_is_refused_by_naming_the_columns_it_lacks(table):
    with pytest.raises(InputError, match="a header with at least Name, Day, Time"):
        table("license_number,facility_name", "1,2")


def test_a_table_of_a_header_alone_has_no_rows(table):
    assert table("Name,Day,Time") == []


def test_only_feeds_that_do_not_say_whose_they_are_ask(tmp_path):
    assert {code for code, feed in FEEDS.items() if feed.asks_whose} == {"meeting_guide", "tsml"}
    assert {code for code, feed in FEEDS.items() if feed.kind == "meetings"} == {"bmlt", "meeting_guide", "tsml"}


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
FIELDS = [*SERENITY, *LINK, "conference_phone", "coordinates", "formatted_address", "attendance_option"]


@settings(max_examples=40)
@given(st.lists(ANY_JSON | st.dictionaries(st.sampled_from(FIELDS), ANY_JSON).map(lambda told: SERENITY | told)))
def test_whatever_a_row_is_every_place_has_a_fate_and_every_listing_its_key(tmp_path_factory, told):
    file = tmp_path_factory.getbasetemp() / "hostile.json"
    file.write_text(json.dumps([SERENITY, *told]))
    found = list(rows(file))
    assert list(dict.fromkeys(row.where for row in found)) == [f"[{number}]" for number in range(len(told) + 1)]
    keys = [row.listing.key for row in found if isinstance(row.listing, Meeting)]
    assert len(keys) == len(set(keys))
    assert all(len(key) <= 200 for key in keys)


def test_the_real_template_is_accounted_for(shared):
    real = list(tsml.rows(shared / "data" / "meetings" / "tsml_template.csv", "Alcoholics Anonymous"))
    meetings = {row.listing.key.partition("~")[0]: row.listing for row in real}
    assert (len(real), len(meetings), [row.warnings for row in real if row.warnings]) == (36, 36, [])
    assert all(meeting.starts and meeting.address.town and meeting.address.postcode and meeting.updated for meeting in meetings.values())
    assert {meeting.name for meeting in meetings.values() if meeting.day == 7} == {
        "Spiritual Step Study",
        "Serenity Speakers",
        "Underground Book Study",
    }
    closed = meetings["underground-book-study"]
    assert (closed.in_person, closed.online, closed.link) == (False, True, "https://us04web.zoom.us/j/9999999999")
    assert meetings["hora-de-vivir"].languages == {"es"}
    assert {meeting.medication_friendly for meeting in meetings.values()} == {None}
