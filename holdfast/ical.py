"""A dosing calendar as iCalendar (RFC 5545), for the calendar on a telephone: one all-day entry a day, no alarm.

The title says nothing of medicines unless that is asked for: it is what a locked screen shows. The same plan gives the
same bytes, and a plan made anew replaces its entries, because each keeps its UID.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import icalendar

from holdfast.guideline.calendars.days import NOT_AN_ORDER, Calendar, Day
from holdfast.guideline.options import OPTIONS
from holdfast.guideline.words import Told, said

NAMESPACE = UUID("5b6f6c64-6661-4374-8d69-63616c656e64")
MAKER = "-//Holdfast//Dosing calendar//EN"
NAME, DOSE, NO_DOSE = "My days", "Daily dose", "No dose today"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def icalendar_bytes(calendar: Calendar, as_of: datetime, *, name_medicine: bool = False, whose: str = "", language: str = "en") -> bytes:
    """The calendar as a file: an entry for every day that has doses or something to say.

    `name_medicine` puts the medicine in the title. `whose` keeps the entries of several people apart in one diary.
    `language` changes the words and not the entries' UID.
    """
    made = icalendar.Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("name", said(NAME, language))
    made.add("x-wr-calname", said(NAME, language))
    shown = [day for day in calendar.days if day.order.doses or day.order.note]
    for place, day in enumerate(shown):
        made.add_component(_entry(calendar, day, as_of, whose, language, named=name_medicine, first=place == 0))
    written: bytes = made.to_ical()
    return written


def _entry(calendar: Calendar, day: Day, as_of: datetime, whose: str, language: str, *, named: bool, first: bool) -> icalendar.Event:
    title = DOSE if day.order.doses else NO_DOSE
    if named:
        title = Told("{title}: {medicine}", title=title, medicine=OPTIONS[calendar.medicine].title)
    texts: list[str] = [dose.told for dose in day.order.doses]
    if len(texts) > 1:
        texts.append(Told("At most {mg:g} mg today.", mg=day.order.max_mg))
    texts += [each for each in (day.order.note, *(calendar.notes if first else ()), NOT_AN_ORDER) if each]
    entry = icalendar.Event()
    entry.add(
        "uid", str(uuid5(NAMESPACE, "/".join([calendar.medicine, calendar.start, day.date.isoformat(), *([whose] if whose else [])])))
    )
    entry.add("dtstamp", as_of.replace(tzinfo=UTC, microsecond=0) if as_of.tzinfo is None else as_of.astimezone(UTC))
    entry.add("dtstart", day.date)
    entry.add("dtend", day.date + timedelta(days=1))
    entry.add("summary", _printable(said(title, language)))
    entry.add("description", _printable("\n".join(said(text, language) for text in texts)))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _printable(text: str) -> str:
    """The text without the control characters that RFC 5545 does not allow; line ends stay, escaped by the library."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
