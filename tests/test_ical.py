"""The iCalendar file: read back by the library, right days, the same bytes each time, nothing told that was not asked for."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from holdfast.advice import advise, plan_calendar
from holdfast.casefile import read_case
from holdfast.guideline.calendars.days import Calendar, Day, Dose, Order
from holdfast.ical import icalendar_bytes

AS_OF = datetime(2026, 11, 21, 9, 0)
FIRST = date(2026, 11, 21)


def small(*orders, notes=()):
    days = tuple(Day(number + 1, FIRST + timedelta(days=number), order) for number, order in enumerate(orders))
    return Calendar("methadone", "start_methadone", days, notes)


def entries(written):
    return icalendar.Calendar.from_ical(written).walk("VEVENT")


@pytest.fixture(scope="module")
def planned(root):
    case = read_case((root / "examples" / "ready.json").read_bytes())
    made = plan_calendar(advise(case.known, case.as_of, case.place), "start_methadone")
    assert isinstance(made, Calendar)
    return made


def test_every_day_with_a_dose_is_one_entry_of_that_day(planned):
    found = entries(icalendar_bytes(planned, AS_OF))
    assert [each.decoded("dtstart") for each in found] == [day.date for day in planned.days]
    assert all(each.decoded("dtend") - each.decoded("dtstart") == timedelta(days=1) for each in found)


def test_the_doses_and_what_they_hang_on_stand_in_the_description(planned):
    said = str(entries(icalendar_bytes(planned, AS_OF))[0]["description"])
    order = planned.days[0].order
    assert all(f"{dose.mg:g} mg {dose.when}" in said for dose in order.doses)
    assert all(f"only if {dose.condition}" in said for dose in order.doses if dose.condition)
    assert f"At most {order.max_mg:g} mg today." in said
    assert "the clinic confirms each dose" in said


def test_the_title_says_nothing_of_medicines_unless_asked(planned):
    quiet = {str(each["summary"]) for each in entries(icalendar_bytes(planned, AS_OF))}
    named = {str(each["summary"]) for each in entries(icalendar_bytes(planned, AS_OF, name_medicine=True))}
    assert (quiet, named) == ({"Daily dose"}, {"Daily dose: Methadone"})


def test_in_spanish_the_words_change_and_the_entries_stay_the_same(planned):
    english, spanish = (entries(icalendar_bytes(planned, AS_OF, name_medicine=True, language=language)) for language in ("en", "es"))
    assert [each["uid"] for each in spanish] == [each["uid"] for each in english]
    assert {str(each["summary"]) for each in spanish} == {"Dosis del día: Metadona"}
    assert "20 mg primero" in str(spanish[0]["description"])
    assert "Como máximo 30 mg hoy." in str(spanish[0]["description"])


def test_the_calendar_s_own_name_says_nothing_either(planned):
    head = icalendar_bytes(planned, AS_OF).decode().partition("BEGIN:VEVENT")[0].lower()
    assert "methadone" not in head


def test_nothing_rings_and_nothing_is_public(planned):
    written = icalendar_bytes(planned, AS_OF)
    assert b"VALARM" not in written
    assert {str(each["class"]) for each in entries(written)} == {"PRIVATE"}


def test_the_same_plan_gives_the_same_bytes_and_a_later_one_replaces_it(planned):
    first, again, later = (icalendar_bytes(planned, moment) for moment in (AS_OF, AS_OF, AS_OF + timedelta(days=1)))
    assert first == again
    assert [each["uid"] for each in entries(first)] == [each["uid"] for each in entries(later)]
    assert all(old.decoded("dtstamp") < new.decoded("dtstamp") for old, new in zip(entries(first), entries(later), strict=True))


def test_two_people_in_one_diary_are_kept_apart(planned):
    uids = [{str(each["uid"]) for each in entries(icalendar_bytes(planned, AS_OF, whose=name))} for name in ("", "a", "b")]
    assert len(set.union(*uids)) == 3 * len(planned.days)


def test_the_stamp_is_the_moment_of_the_advice_whatever_its_zone():
    made = small(Order((Dose(20, "once a day"),)))
    aware = AS_OF.replace(tzinfo=UTC)
    assert entries(icalendar_bytes(made, AS_OF))[0].decoded("dtstamp") == aware
    assert icalendar_bytes(made, AS_OF) == icalendar_bytes(made, aware)


def test_a_day_without_a_dose_is_told_where_something_is_said_about_it():
    found = entries(icalendar_bytes(small(Order((), "No dose: come in."), Order(), Order((Dose(20, "once a day"),))), AS_OF))
    assert [str(each["summary"]) for each in found] == ["No dose today", "Daily dose"]
    assert "No dose: come in." in str(found[0]["description"])


def test_a_long_note_is_folded_and_read_back_whole():
    note = "Grüße, langsam; " * 60
    written = icalendar_bytes(small(Order((Dose(20, "once a day"),), note)), AS_OF)
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert note in str(entries(written)[0]["description"])


@pytest.mark.parametrize(
    "hostile",
    ["x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM", "a;b,c\\n\\", "x\nATTACH:file", "\x00\x07bell\x7f", "x\rSUMMARY:no"],
)
def test_hostile_text_stays_text(hostile):
    made = small(Order((Dose(20, hostile, hostile),), hostile), notes=(hostile,))
    written = icalendar_bytes(made, AS_OF, name_medicine=True)
    (only,) = entries(written)
    assert [each.name for each in icalendar.Calendar.from_ical(written).walk()] == ["VCALENDAR", "VEVENT"]
    assert str(only["summary"]) == "Daily dose: Methadone"
    assert "attach" not in only
    assert not any(byte < 32 and byte not in b"\r\n" for byte in written)
