"""What was found near a place, as text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import fill

from holdfast.finder.feeds.catalogue import FEEDS
from holdfast.finder.models import Facility, Listed, Meeting
from holdfast.finder.places import Place
from holdfast.finder.search import A_PAGE, Found, MeetingsFound, MeetingShown, MeetingsWanted, Shown, Tier, Wanted

WIDTH = 110
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIERS = {
    Tier.PRESCRIBES: "Prescribes",
    Tier.TAKES_PEOPLE_ON_MEDICINE: "Takes people whose medicine is prescribed elsewhere",
    Tier.NOT_STATED: "Medicine not stated: ask",
    Tier.USES_NO_MEDICINE: "Does not use the medicines that work best for opioid addiction",
    Tier.HOME: "A home to live in, no treatment",
}
SORTED = (
    "Sorted by what a place says of medicine (prescribes, takes people on it, not stated, uses none), then by distance, what it does not "
    "state, care while you wait, naloxone, telehealth."
)
CALL_FIRST = "Listings go stale: call first. If they cannot see you within two days, try the next one."
NOT_ASSUMED = "Some groups have strong views about medicines. You can stay on your medicine and go."
RUNS_IN_A_SHEET = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Treatment:
    """The answer to a search for treatment."""

    place: Place
    wanted: Wanted
    found: Found

    def text(self) -> str:
        """For a person, as wide as a terminal."""
        lines = [f"Treatment within {self.wanted.miles:g} miles of {self.place.name}: {_count(self.found.total, 'place')}."]
        lines += _left_out(self.found.left_out)
        if not self.found.total:
            lines += _nothing(self.found.wider)
        for number, shown in enumerate(self.found.shown, (self.found.page - 1) * A_PAGE + 1):
            lines += ["", *_place_lines(number, shown)]
        return _whole(
            lines, self.place, self.found.page, self.found.pages, [each.facility for each in self.found.shown], SORTED, CALL_FIRST
        )

    def json(self) -> str:
        """For a program."""
        results = [_place_json(shown) for shown in self.found.shown]
        return _json(self.place, self.found, results, left_out=dict(self.found.left_out), sorted_by=SORTED)

    def csv(self) -> str:
        """For a sheet; nothing in it runs."""
        return _csv([_place_json(shown) for shown in self.found.shown])


@dataclass(frozen=True)
class Meetings:
    """The answer to a search for meetings."""

    place: Place
    wanted: MeetingsWanted
    found: MeetingsFound

    def text(self) -> str:
        """For a person, as wide as a terminal."""
        where = "online" if self.wanted.online else f"within {self.wanted.miles:g} miles of {self.place.name}"
        lines = [f"Meetings {where}: {self.found.total:,}."]
        if not self.found.total:
            lines += _nothing(self.found.wider)
        for number, shown in enumerate(self.found.shown, (self.found.page - 1) * A_PAGE + 1):
            lines += ["", *_meeting_lines(number, shown)]
        return _whole(lines, self.place, self.found.page, self.found.pages, [each.meeting for each in self.found.shown], NOT_ASSUMED)

    def json(self) -> str:
        """For a program."""
        return _json(self.place, self.found, [_meeting_json(shown) for shown in self.found.shown])

    def csv(self) -> str:
        """For a sheet; nothing in it runs."""
        return _csv([_meeting_json(shown) for shown in self.found.shown])


def _whole(lines: list[str], place: Place, page: int, pages: int, listed: Iterable[Listed], *said: str) -> str:
    lines.append("")
    if pages > 1:
        lines.append(f"Page {page} of {pages}. The next: --page {page + 1}" if page < pages else f"Page {page} of {pages}.")
    sources = {each.feed: min(one.last_imported for one in listed if one.feed == each.feed) for each in listed}
    told = [f"{FEEDS[feed].attribution}; imported on {on}." for feed, on in sorted(sources.items())]
    lines += [fill(text, WIDTH) for text in (*said, place.note, *told) if text]
    return "\n".join(lines) + "\n"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _left_out(left_out: Mapping[str, int]) -> list[str]:
    return [f"  {count:,} not shown: {why}" for why, count in sorted(left_out.items(), key=lambda each: -each[1])]


def _nothing(wider: int | None) -> list[str]:
    return [
        f"  Nothing here fits. There is something within {wider} miles: --miles {wider}" if wider else "  Nothing that was imported fits."
    ]


def _far(each: Listed, miles: float | None) -> str:
    return "" if miles is None else f" ({'about ' if each.approximate else ''}{miles:.1f} miles)"


def _place_lines(number: int, shown: Shown) -> Iterator[str]:
    each = shown.facility
    yield f"{number:>3}. {each.name}{f', {each.part}' if each.part else ''}{_far(each, shown.miles)}"
    medicines = ", ".join(medicine.en.lower() for medicine in shown.prescribes)
    others = f". Prescribes {medicines}" if medicines else ""
    yield f"     {TIERS[shown.tier]}{f' {medicines}' if shown.tier is Tier.PRESCRIBES else others}"
    yield f"     {_address(each) or 'address not stated'}; {each.phone or each.intake or each.hotline or 'telephone not stated'}"
    if each.register:
        yield f"     {each.register}" + (f", until {each.valid_until}" if each.valid_until else "")
    if each.confirmed_by_phone:
        yield f"     Confirmed by phone on {each.confirmed_by_phone}"
    if shown.stated:
        yield f"     Says: {', '.join(choice.en for choice in shown.stated)}"
    if shown.unstated:
        yield f"     Not stated: {', '.join(choice.en for choice in shown.unstated)}"
    for other in shown.also:
        yield f"     Also listed as: {other.name}{f', {other.part}' if other.part else ''}"


def _meeting_lines(number: int, shown: MeetingShown) -> Iterator[str]:
    each = shown.meeting
    yield f"{number:>3}. {each.name}, {each.fellowship or 'fellowship not stated'}{_far(each, shown.miles)}"
    welcome = "welcome" if each.medication_friendly else "not stated"
    yield f"     {_when(each)}{f', {each.timezone}' if each.timezone else ''}; medicines: {welcome}"
    if each.in_person:
        yield f"     {', '.join(part for part in (each.building, _address(each)) if part) or 'address not stated'}"
    if each.online:
        yield f"     Online: {each.link or each.dial or 'ask for the link'}"


def _when(meeting: Meeting) -> str:
    if meeting.day is None:
        return "by appointment"
    return f"{DAYS[meeting.day - 1]}{f' {meeting.starts:%H:%M}' if meeting.starts else ', time not stated'}"


def _address(each: Listed) -> str:
    return ", ".join(part for part in (each.street, each.town, f"{each.region} {each.postcode}".strip()) if part)


def _place_json(shown: Shown) -> dict[str, object]:
    each = shown.facility
    return {
        **_listed_json(each, shown.miles),
        "part": each.part,
        "phone": each.phone,
        "intake": each.intake,
        "hotline": each.hotline,
        "medicine": TIERS[shown.tier],
        "prescribes": [medicine.code for medicine in shown.prescribes],
        "states": [choice.code for choice in shown.stated],
        "not_stated": [choice.code for choice in shown.unstated],
        "register": each.register,
        "valid_until": each.valid_until and each.valid_until.isoformat(),
        "confirmed_by_phone": each.confirmed_by_phone and each.confirmed_by_phone.isoformat(),
        "also_listed_as": [other.name for other in shown.also],
    }


def _meeting_json(shown: MeetingShown) -> dict[str, object]:
    each = shown.meeting
    return {
        **_listed_json(each, shown.miles),
        "fellowship": each.fellowship,
        "day": each.day and DAYS[each.day - 1].lower(),
        "starts": each.starts and f"{each.starts:%H:%M}",
        "minutes": each.minutes,
        "timezone": each.timezone,
        "in_person": each.in_person,
        "online": each.online,
        "link": each.link,
        "dial": each.dial,
        "kinds": each.kinds.split(),
        "languages": each.languages.split(),
        "medication_friendly": "yes" if each.medication_friendly else "not stated",
    }


def _listed_json(each: Facility | Meeting, miles: float | None) -> dict[str, object]:
    return {
        "feed": each.feed,
        "key": each.key,
        "name": each.name,
        "miles": None if miles is None else round(miles, 2),
        "approximate": each.approximate,
        "building": each.building,
        "street": each.street,
        "town": each.town,
        "region": each.region,
        "postcode": each.postcode,
        "latitude": each.latitude,
        "longitude": each.longitude,
        "website": each.website,
        "imported": each.last_imported.isoformat(),
    }


def _json(place: Place, found: Found | MeetingsFound, results: list[dict[str, object]], **more: object) -> str:
    near = {"name": place.name, "latitude": place.point.latitude, "longitude": place.point.longitude, "country": place.country}
    told = {"near": near, "note": place.note, "total": found.total, "page": found.page, "pages": found.pages, "wider": found.wider}
    return json.dumps({**told, **more, "results": results}, indent=2, ensure_ascii=False) + "\n"


def _csv(results: list[dict[str, object]]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    if results:
        writer.writerow(results[0])
    for result in results:
        writer.writerow([_cell(value) for value in result.values()])
    return sheet.getvalue()


def _cell(value: object) -> object:
    """A sheet runs what begins with certain signs: those get an apostrophe before them. Numbers stay numbers."""
    if isinstance(value, list):
        value = " ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(RUNS_IN_A_SHEET) else value
