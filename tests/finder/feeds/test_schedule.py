"""When a meeting is, from whatever strangers write."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.finder.feeds.schedule import both_times, clock, day_named, day_of_change, days_named, minutes_between, minutes_of, zone

ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()))


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("19:00", time(19)), ("19:00:00", time(19)), ("7:05", time(7, 5)), ("7 PM", time(19)), ("7:30 p.m.", time(19, 30)), ("7:30pm", time(19, 30)),
        ("12:00 PM", time(12)), ("12:30 AM", time(0, 30)), ("noon", time(12)), ("12:00 noon", time(12)), ("Mediodía", time(12)),
        ("19h30", time(19, 30)), ("19.30", time(19, 30)), ("13:30 PM", time(13, 30)), ("00:00:00", time(0)),
        ("1900", time(19)), (1930, time(19, 30)), ("19 h 30 min", time(19, 30)), ("19 h", time(19)), ("19:30 Uhr", time(19, 30)),
        ("1899-12-30T19:00:00", time(19)), ("2026-01-04 19:00:00.000", time(19)),
    ],
)  # fmt: skip
def test_a_clock_time_is_read_however_it_is_written(said, at):
    assert clock(said) == (at, False, False)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "7",
        "25:00",
        "12:75",
        "evenings",
        "13:30 AM",
        "0:30 PM",
        None,
        True,
        19,
        "19:00; DROP TABLE",
        "1975",
        "730",
        "2026-01-04T19:00:00Z",
        "18:00+00:00",
    ],
)
def test_what_is_no_certain_time_is_none(said):
    assert clock(said) is None


def test_twenty_four_hours_is_the_first_minute_of_the_next_day():
    assert clock("24:00") == (time(0), True, False)


@pytest.mark.parametrize(
    ("said", "both"),
    [
        ("6:00 PM - 7:00 PM", ("6:00 PM", "7:00 PM")), ("18:00–19:00", ("18:00", "19:00")), ("10 am to 1 p.m.", ("10 am", "1 p.m.")),
        ("7:00 - 8:00 PM", ("7:00 - 8:00 PM", "")), ("18:00", ("18:00", "")), ("dusk - dawn", ("dusk - dawn", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_beginning_and_end_in_one_line_are_parted_unless_one_half_of_the_day_is_missing(said, both):
    assert both_times(said) == both


@pytest.mark.parametrize("said", ["midnight", "12 Midnight", "12:00 midnight", "medianoche", "minuit"])
def test_a_midnight_of_either_end_is_doubtful(said):
    assert clock(said) == (time(0), False, True)


@pytest.mark.parametrize(
    ("said", "day"),
    [("Monday", 1), ("Sunday", 7), ("sundays", 7), ("Sun.", 7), ("miércoles", 3), ("MIERCOLES", 3), ("mar", 2), ("Mardi", 2), ("domingo", 7), ("dimanche", 7), ("Thurs", 4), ("sáb", 6), ("Su", 7), ("Samstag", 6), ("terça-feira", 2), ("domenica", 7), ("zondag", 7), ("Söndag", 7)],
)  # fmt: skip
def test_a_day_is_known_by_its_name_in_eight_languages(said, day):
    assert day_named(said) == day


@pytest.mark.parametrize(
    ("said", "days"),
    [("Mon-Fri", (1, 2, 3, 4, 5)), ("Friday to Monday", (5, 6, 7, 1)), ("Weekdays", (1, 2, 3, 4, 5)), ("weekends", (6, 7)), ("segunda-feira", (1,)),
     ("Daily", (1, 2, 3, 4, 5, 6, 7)), ("Mon-someday", ()), ("1st Monday", ()), ("1-5", ())],
)  # fmt: skip
def test_a_name_may_stand_for_several_days(said, days):
    assert days_named(said) == days


@pytest.mark.parametrize("said", ["", "S", "T", "someday", "1", None, ["Monday"]])
def test_what_names_no_one_day_is_none(said):
    assert day_named(said) is None


def test_a_meeting_may_run_past_midnight_but_not_all_day():
    assert minutes_between(time(23, 30), time(0, 30)) == 60
    assert minutes_between(time(19), time(18)) is None
    assert minutes_between(time(19), time(19)) is None


def test_a_length_is_hours_and_minutes_of_at_most_a_day():
    assert [minutes_of(said) for said in ("01:30:00", "1:15", "24:00:00", "00:00:00", "25:00:00", "1:99", "", None, "90")] == [
        90,
        75,
        1440,
        *[None] * 6,
    ]


def test_a_time_zone_is_one_of_the_tz_database():
    assert zone("america/new_york") == "America/New_York"
    assert zone("Eastern Time") == "America/New_York"
    assert zone("Middle-earth/Shire") == zone("") == zone(None) == ""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2020-04-04 16:50:58", date(2020, 4, 4)), ("2020-04-0416:50:58", date(2020, 4, 4)), ("2020-04-04T16:50:58Z", date(2020, 4, 4)),
        ("12/31/2022", date(2022, 12, 31)), ("1585958400", date(2020, 4, 4)), (1585958400, date(2020, 4, 4)), ("1970-01-01 00:00:00", None),
        ("0000-00-00", None), ("2020-13-01", None), ("31/12/2022", None), ("last week", None), ("", None), (None, None), ("9999-01-01", None),
    ],
)  # fmt: skip
def test_the_day_of_a_change_is_read_or_left_out(said, day):
    assert day_of_change(said) == day


@given(ANYTHING)
def test_nothing_that_stands_for_a_time_raises(said):
    for read in (clock, day_named, days_named, day_of_change, minutes_of):
        assert read(said) is None or read(said) == read(said)
    assert isinstance(zone(said), str)
