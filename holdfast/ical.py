"""A dosing calendar as iCalendar (RFC 5545), for the calendar on a telephone: one all-day entry a day, no alarm.

The title says nothing of medicines unless that is asked for: it is what a locked screen shows. The same plan gives the
same bytes, and a plan made anew replaces its entries, because each keeps its UID.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import icalendar

from holdfast.guideline.calendars.days import Calendar, Day, Dose

NAMESPACE = UUID("5b6f6c64-6661-4374-8d69-63616c656e64")
MAKER = "-//Holdfast//Dosing calendar//EN"
NAME, DOSE, NO_DOSE = "My days", "Daily dose", "No dose today"
AS_PLANNED = "This is the plan, not an order: the clinic confirms each dose."
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def icalendar_bytes(calendar: Calendar, as_of: datetime, *, name_medicine: bool = False, whose: str = "") -> bytes:
    """The calendar as a file: an entry for every day that has doses or something to say.

    `name_medicine` puts the medicine in the title. `whose` keeps the entries of several people apart in one diary.
    """
    made = icalendar.Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("name", NAME)
    made.add("x-wr-calname", NAME)
    shown = [day for day in calendar.days if day.order.doses or day.order.note]
    for place, day in enumerate(shown):
        made.add_component(_entry(calendar, day, as_of, whose, named=name_medicine, first=place == 0))
    written: bytes = made.to_ical()
    return written


def _entry(calendar: Calendar, day: Day, as_of: datetime, whose: str, *, named: bool, first: bool) -> icalendar.Event:
    title = DOSE if day.order.doses else NO_DOSE
    said = [_said(dose) for dose in day.order.doses]
    if len(said) > 1:
        said.append(f"At most {day.order.max_mg:g} mg today.")
    said += [each for each in (day.order.note, *(calendar.notes if first else ()), AS_PLANNED) if each]
    entry = icalendar.Event()
    entry.add(
        "uid", str(uuid5(NAMESPACE, "/".join([calendar.medicine, calendar.start, day.date.isoformat(), *([whose] if whose else [])])))
    )
    entry.add("dtstamp", as_of.replace(tzinfo=UTC, microsecond=0) if as_of.tzinfo is None else as_of.astimezone(UTC))
    entry.add("dtstart", day.date)
    entry.add("dtend", day.date + timedelta(days=1))
    entry.add("summary", _printable(f"{title}: {calendar.medicine.replace('_', ' ')}" if named else title))
    entry.add("description", _printable("\n".join(said)))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _said(dose: Dose) -> str:
    return f"{dose.mg:g} mg, {dose.when}" + (f", only if {dose.condition}" if dose.condition else "")


def _printable(text: str) -> str:
    """The text without the control characters that RFC 5545 does not allow; line ends stay, escaped by the library."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
