"""When a meeting is: days, clock times and lengths as strangers write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import available_timezones

from holdfast.finder.feeds.meeting_kinds import folded
from holdfast.finder.feeds.reading import plain

A_DAY = 24 * 60
LONGEST = 12 * 60
"""Minutes. An end that would make a meeting longer than this is a slip of the pen, not a long meeting."""

WEEK = tuple(
    folded(names).split()
    for names in (
        "Monday lunes lundi Montag lunedì segunda-feira maandag måndag", "Tuesday martes mardi Dienstag martedì terça-feira dinsdag tisdag",
        "Wednesday miércoles mercredi Mittwoch mercoledì quarta-feira woensdag onsdag",
        "Thursday jueves jeudi Donnerstag giovedì quinta-feira donderdag torsdag",
        "Friday viernes vendredi Freitag venerdì sexta-feira vrijdag fredag", "Saturday sábado samedi Samstag sabato zaterdag lördag",
        "Sunday domingo dimanche Sonntag domenica zondag söndag",
    )
)  # fmt: skip
TWO_LETTERS = ("mo", "tu", "we", "th", "fr", "sa", "su")
EVERY_DAY, MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5)
SEVERAL = {
    **dict.fromkeys(("daily", "every day", "everyday", "diario", "todos los dias", "tous les jours"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "every weekday", "monday to friday", "lunes a viernes"), MONDAY_TO_FRIDAY),
    **dict.fromkeys(("weekends", "every weekend"), (6, 7)),
}
FROM_TO = re.compile(r"(.*?)\s*(?:-|–|\bto\b|\bthrough\b|\bthru\b)\s*(.*)")
WORDS = {
    "noon": "12:00",
    "12 noon": "12:00",
    "mediodia": "12:00",
    "midi": "12:00",
    "midnight": "0:00",
    "medianoche": "0:00",
    "minuit": "0:00",
}
CLOCK = re.compile(r"(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?(?:[:.](\d{2})(?:\.\d+)?)?\s*(?:([ap])\.?\s?m?\.?|hrs?|h|min|uhr|noon|midnight)?")
FOUR_DIGITS = re.compile(r"([01]\d|2[0-4])([0-5]\d)")
A_DATE_BEFORE = re.compile(r"\d{4}-\d\d-\d\d[t ](?=[\d:.]+$)")
"""As spreadsheets and databases write a time alone. One that ends with a zone is no local time, and not read."""
LENGTH = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")
ZONES = {
    "America/New_York": ("et", "est", "edt", "eastern", "eastern time"),
    "America/Chicago": ("ct", "cst", "cdt", "central", "central time"),
    "America/Denver": ("mt", "mst", "mdt", "mountain", "mountain time"),
    "America/Los_Angeles": ("pt", "pst", "pdt", "pacific", "pacific time"),
}
"""Short names that the 12 Step Meeting List plugin reads in the same way."""


class Clock(NamedTuple):
    """A time of day. `next_day` for 24:00, which is the first minute of the day after; `doubtful` for a midnight of either end."""

    at: time
    next_day: bool = False
    doubtful: bool = False


def day_named(value: object) -> int | None:
    """1 for Monday to 7 for Sunday, from a name in one of eight languages or its first three letters or more, in English two."""
    name = folded(plain(value)).rstrip(".")
    if name in TWO_LETTERS:
        return TWO_LETTERS.index(name) + 1
    found = {day for day, names in enumerate(WEEK, 1) for each in names if len(name) >= 3 and (each.startswith(name) or f"{each}s" == name)}
    return found.pop() if len(found) == 1 else None


def days_named(value: object) -> tuple[int, ...]:
    """The days of a name, of "daily", "weekdays" or "weekends", or from one name to another; none where it is not understood."""
    name = folded(plain(value))
    if name in SEVERAL:
        return SEVERAL[name]
    if (day := day_named(name)) is not None:
        return (day,)
    ends = [day_named(end) for end in found.groups()] if (found := FROM_TO.fullmatch(name)) else []
    first, last = ends if len(ends) == 2 else (None, None)
    return () if first is None or last is None else tuple((first + ahead - 1) % 7 + 1 for ahead in range((last - first) % 7 + 1))


def clock(value: object) -> Clock | None:
    """The time of day, from 19:00, 19:00:00, 1900, 7 PM, 7:00 p.m., 19 h 30, noon ...; None where it is not understood."""
    text = A_DATE_BEFORE.sub("", folded(plain(value)))
    if four := FOUR_DIGITS.fullmatch(text):
        text = f"{four[1]}:{four[2]}"
    found = CLOCK.fullmatch(WORDS.get(text, text))
    if not found or not (found[2] or found[4] or text.endswith(("noon", "midnight", "h"))):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    midnight = "midnight" in text or (text in WORDS and WORDS[text] == "0:00")
    if midnight and (hour, minute) in ((0, 0), (12, 0), (24, 0)):
        return Clock(time(0), doubtful=True)
    if found[4] and hour <= 12:
        if not hour:
            return None
        hour = hour % 12 + (12 if found[4] == "p" else 0)
    elif found[4] == "a":
        return None
    if (hour, minute) == (24, 0):
        return Clock(time(0), next_day=True)
    return Clock(time(hour, minute)) if hour < 24 and minute < 60 else None


def both_times(said: str) -> tuple[str, str]:
    """The beginning and the end in one line, such as 6:00 PM - 7:00 PM. Where only one of them says which half of the day it is in, the
    line stays whole."""
    found = FROM_TO.fullmatch(said)
    halves = [part.casefold().rstrip(". ").endswith(("am", "pm", "a.m", "p.m")) for part in found.groups()] if found else [False, True]
    return (found[1], found[2]) if found and halves[0] == halves[1] and clock(found[1]) and clock(found[2]) else (said, "")


def minutes_between(starts: time, ends: time) -> int | None:
    """From one to the other, past midnight if need be; None where that would be nothing, or longer than any meeting."""
    minutes = ((ends.hour - starts.hour) * 60 + ends.minute - starts.minute) % A_DAY
    return minutes if 0 < minutes <= LONGEST else None


def minutes_of(value: object) -> int | None:
    """A length such as 01:30:00; None where it is nothing, or longer than a day."""
    found = LENGTH.fullmatch(plain(value))
    minutes = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else 0
    return minutes if 0 < minutes <= A_DAY else None


def zone(value: object) -> str:
    """The time zone by its name in the tz database, or nothing."""
    return _zones().get(folded(plain(value)).replace(" ", "_"), "")


@cache
def _zones() -> dict[str, str]:
    short = {name.replace(" ", "_"): zone for zone, names in ZONES.items() for name in names}
    return {name.casefold(): name for name in available_timezones() if "/" in name or name == "UTC"} | short


def day_of_change(value: object) -> date | None:
    """The day of a time stamp, ISO or American, or in seconds since 1970. None where there is none, or one before there were feeds."""
    text = plain(value)
    try:
        if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
            day = date(int(found[1]), int(found[2]), int(found[3]))
        elif found := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
            day = date(int(found[3]), int(found[1]), int(found[2]))
        elif re.fullmatch(r"1\d{9}", text):
            day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(text))).date()
        else:
            return None
    except ValueError:
        return None
    return day if 1990 < day.year < 2100 else None
