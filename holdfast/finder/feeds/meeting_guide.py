"""Meetings in the Meeting Guide's JSON, which the websites of many fellowships publish, mostly by the 12 Step Meeting List plugin.

Days are counted from 0 for Sunday; a meeting of several days becomes a listing for each, all from the same place in the file. Without day
and time it is by appointment. It is online only with an address or a number to join by; where the place is closed for now (`TC`), online
may go on. `fellowship` is for what the feed itself does not say. Contact persons are left behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from holdfast.finder.feeds import meeting_kinds, meetings, schedule
from holdfast.finder.feeds.addresses import address_in, country_of, point_in, postcode_of, region_of
from holdfast.finder.feeds.meeting_kinds import CLOSED_FOR_NOW, ONLINE, Kinds
from holdfast.finder.feeds.meetings import Online, answer_of, each_once, key_at, key_of, noted, records_in, text
from holdfast.finder.feeds.reading import Unread, link, not_a_feed, plain, point
from holdfast.finder.listings import Address, Meeting, Row
from holdfast.language.errors import shortened

KNOWN_BY = {"name", "slug", "day", "time", "types"}
SAME_FIELD = {
    "meeting": "name", "meeting_name": "name", "weekday": "day", "day_of_week": "day", "start_time": "time", "start": "time",
    "end": "end_time", "type": "types", "location_name": "location", "street": "address", "street_address": "address",
    "full_address": "formatted_address", "zip": "postal_code", "zip_code": "postal_code", "zipcode": "postal_code",
    "postcode": "postal_code", "lat": "latitude", "lng": "longitude", "lon": "longitude", "long": "longitude",
    "tz": "timezone", "time_zone": "timezone",
}  # fmt: skip
"""What else feeds call a field of the Meeting Guide; it counts where that field itself says nothing."""
EXPECTED = "the Meeting Guide's JSON: a list of meetings, each with at least name and slug"
BY_APPOINTMENT = {"appointment", "by appointment", "con cita"}
NOTHING: tuple[object, ...] = (None, "", False, [], {})
BETWEEN_DAYS = r"[,;/&]|\band\b"
QUOTED = "[]\"' "
"""What is left around the parts of a list that was written into a line."""
NOWHERE = re.compile(r"(online|zoom|virtual|telephone|phone|internet)( (meetings?|only|room|group))*", re.IGNORECASE)
"""What stands for a building where there is none."""


class Days(NamedTuple):
    """The days of a meeting, 1 for Monday to 7 for Sunday, and what stands there that is no day."""

    known: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()


def rows(path: Path, fellowship: str = "") -> Iterator[Row]:
    """Every meeting of the file; a feed without meetings has no rows. Raises InputError where the file is none of this kind."""
    answer = answer_of(path)
    found = records_in(answer)
    if isinstance(found, list) and found and isinstance(found[0], list) and all(isinstance(name, str) for name in found[0]):
        yield from rows_of(_of_a_sheet(found), fellowship)
        return
    if not isinstance(found, list) or (
        found and not any(KNOWN_BY & under_plain_names(each).keys() for each in found if isinstance(each, dict))
    ):
        raise not_a_feed(path, answer, EXPECTED)
    yield from rows_of(((f"[{number}]", each) for number, each in enumerate(found)), fellowship)


def rows_of(records: Iterable[tuple[str, object]], fellowship: str = "") -> Iterator[Row]:
    """A row, or more for one of several days, of each record with its place. Shared with the tables of `tsml`."""
    all_records = [(where, under_plain_names(told) if isinstance(told, dict) else told) for where, told in records]
    numbers = {day for _, told in all_records if isinstance(told, dict) for day in _numbers_of_days(told.get("day"))}
    other_count = "7" in numbers and "0" not in numbers
    one_by_one = (_rows(where, told, meeting_kinds.fellowship_of(plain(fellowship)), other_count) for where, told in all_records)
    yield from each_once(chain.from_iterable(one_by_one))


def _of_a_sheet(table: list[object]) -> Iterator[tuple[str, object]]:
    """The rows of a spreadsheet as it comes out of its own programming interface: lists, the first of which names the columns."""
    header, *lines = table
    names = [plain(name) for name in header] if isinstance(header, list) else []
    for number, cells in enumerate(lines, 2):
        yield f"line {number}", dict(zip(names, cells, strict=False)) if isinstance(cells, list) else cells


def under_plain_names(told: Mapping[str, object]) -> dict[str, object]:
    """The record under the Meeting Guide's own names for its fields, however they are written."""
    plainly = {re.sub(r"[\s-]+", "_", str(name).strip().casefold()): value for name, value in told.items()}
    for other, name in SAME_FIELD.items():
        if other in plainly and plainly.get(name) in (None, ""):
            plainly[name] = plainly[other]
    return plainly


def _numbers_of_days(told: object) -> set[str]:
    return {said for each in _parts(told, BETWEEN_DAYS) if (said := plain(each).strip(QUOTED).removesuffix(".0")).isdigit()}


def _rows(where: str, told: object, fellowship: str, other_count: bool) -> Iterator[Row]:
    if not isinstance(told, dict):
        yield Row(where, broken=told if isinstance(told, Unread) else f"not a meeting: {shortened(told)}")
        return
    days = _days(told.get("day"))
    name = text(told, "name", "title", "group", "location")
    if not name:
        yield Row(where, broken="a meeting without a name")
    elif days.unread and not days.known:
        yield Row(where, broken=f"no day of the week: {shortened(', '.join(days.unread))}; 0 is Sunday, 6 is Saturday")
    elif other_count and _numbers_of_days(told.get("day")):
        yield Row(
            where, broken="the days of this file run from 1 to 7, and nothing says which is Sunday; the Meeting Guide's run from 0 to 6"
        )
    else:
        yield from _meetings(where, told, name, days, fellowship)


def _meetings(where: str, told: Mapping[str, object], name: str, days: Days, fellowship: str) -> Iterator[Row]:
    whose = _fellowship(told) or fellowship
    kinds = meeting_kinds.kinds_of(_types(told.get("types")), whose)
    way = meetings.online(told.get("conference_url"), text(told, "conference_phone"))
    address, point_warnings = _address(told)
    in_person, why_not = _in_person(told, kinds, way, address)
    if not (in_person or way):
        yield Row(where, left_out=why_not)
        return

    warnings = [f"no meaning known for type {word}" for word in kinds.unknown] + [f"no day of the week: {word}" for word in days.unread]
    if text(told, "conference_url") and not way.link:
        warnings.append(meetings.NO_LINK)
    if ONLINE in kinds.codes and not way:
        warnings.append("called online, with no link or number")
    starts, minutes, time_warnings = _times(told)
    warnings += [*point_warnings, *time_warnings]
    if not days.known and starts:
        warnings.append("a time without a day")
    zone = schedule.zone(told.get("timezone"))
    if not zone and text(told, "timezone"):
        warnings.append("time zone not understood")
    beside = [text(told, f"{part}_notes") for part in ("location", "group", "conference_url", "conference_phone")]
    unread = text(told, "time") if starts is None else ""
    notes = noted([text(told, "notes"), *beside, way.beside, unread and f"Time: {unread}"])
    codes = kinds.codes - {ONLINE, CLOSED_FOR_NOW} | ({ONLINE} if way else set())
    friendly = meeting_kinds.welcomes_medicine(whose, name, notes, *kinds.told)
    key = _key(told, name, address)
    for day in days.known or (None,):
        begins = day % 7 + 1 if day is not None and starts and starts.next_day else day
        meeting = Meeting(
            key=f"{key}#{day}" if len(days.known) > 1 else key,
            name=name,
            fellowship=whose,
            address=address,
            day=begins,
            starts=starts.at if starts else None,
            minutes=minutes,
            timezone=zone,
            in_person=in_person,
            online=bool(way),
            link=way.link,
            dial=way.dial,
            kinds=frozenset(codes),
            told=kinds.told,
            languages=kinds.languages,
            notes=notes,
            website=next(
                (found for field in ("url", "website", "entity_url", "entity_website_url") if (found := link(told.get(field)))), ""
            ),
            medication_friendly=True if friendly else None,
            updated=schedule.day_of_change(told.get("updated")),
        )
        yield Row(where, meeting, warnings=tuple(dict.fromkeys(warnings)))


def _days(told: object) -> Days:
    """The days that a number, a name, or a list of either names. Nothing at all is by appointment."""
    known: list[int] = []
    unread: list[str] = []
    for part in _parts(told, BETWEEN_DAYS):
        said = "?" if part is True or isinstance(part, dict | list) else plain(part).strip(QUOTED)
        if re.fullmatch(r"[0-7](\.0)?", said):
            known.append(int(said[0]) or 7)
        elif named := schedule.days_named(said):
            known += named
        elif said and meeting_kinds.folded(said) not in BY_APPOINTMENT:
            unread.append(said)
    return Days(tuple(dict.fromkeys(known)), tuple(unread))


def _parts(told: object, between: str) -> Iterable[object]:
    """The parts of a list, of a list whose numbers were kept as names, or of a line; a lone value as it is."""
    if isinstance(told, dict):
        return told.values()
    if isinstance(told, list):
        return told
    return re.split(between, told) if isinstance(told, str) else [told]


def _types(told: object) -> Iterator[object]:
    """The words in a list, in a line, or in a list of either."""
    return (word for part in _parts(told, "[,;|]") for word in _parts(part, "[,;|]"))


def _times(told: Mapping[str, object]) -> tuple[schedule.Clock | None, int | None, list[str]]:
    """When it begins, for how many minutes, and what is doubtful about that."""
    begins, until = schedule.both_times(text(told, "time"))
    starts, ends = schedule.clock(begins), schedule.clock(text(told, "end_time") or until)
    warnings = []
    if starts is None and told.get("time") not in NOTHING:
        warnings.append("time not understood")
    if starts and starts.doubtful:
        warnings.append("midnight: not said before or after which day")
    minutes = schedule.minutes_between(starts.at, ends.at) if starts and ends else None
    if minutes is None and (text(told, "end_time") or until):
        warnings.append("end not understood")
    return starts, minutes, warnings


def _in_person(told: Mapping[str, object], kinds: Kinds, way: Online, address: Address) -> tuple[bool, str]:
    """Whether one can go there and, if not, why it is left out where it is not online either."""
    attendance = text(told, "attendance_option").casefold().replace("-", "_")
    if meetings.unpublished(told):
        return False, meetings.NOT_PUBLISHED
    if CLOSED_FOR_NOW in kinds.codes or attendance == "inactive":
        return False, meetings.CLOSED
    if attendance in ("in_person", "hybrid"):
        return True, ""
    there = address.street or (address.building and address.point)
    somewhere = there or address.building or (address.point and not _approximate(told))
    if attendance == "online" or NOWHERE.fullmatch(address.building) or (way and _approximate(told)):
        return False, meetings.NO_WAY_IN
    return bool(there if way else somewhere), meetings.NO_WAY_IN


def _fellowship(told: Mapping[str, object]) -> str:
    """The fellowship that the feed names in full for this meeting, or whose own website it is from."""
    named = meeting_kinds.fellowship_in(text(told, "entity"))
    hosts = (urlsplit(link(told.get(field))).hostname or "" for field in ("entity_url", "entity_website_url", "url"))
    return named or next((found for host in hosts if (found := meeting_kinds.fellowship_at(host))), "")


def _address(told: Mapping[str, object]) -> tuple[Address, tuple[str, ...]]:
    parted = any(text(told, field) for field in ("city", "state", "postal_code"))
    own = text(told, "address")
    line = text(told, "formatted_address") or own
    read = address_in(line)
    street = own if own and parted and not address_in(own).town else read.street if read.town or not parted else ""
    region, nation = text(told, "state") or read.region, text(told, "country")
    postcode = postcode_of(text(told, "postal_code") or read.postcode, country_of(nation))
    building = text(told, "location")
    pair = told.get("coordinates")
    corners = pair if isinstance(pair, list) else plain(pair).strip("()[] ").split(",")
    north, east = corners if len(corners) == 2 else (told.get("latitude"), told.get("longitude"))
    country = country_of(nation, region, postcode, point(north, east)) or read.country
    spot, warnings = point_in(country, north, east)
    address = Address(
        building="" if building.casefold() in (street.casefold(), line.casefold()) else building,
        street=street,
        town=text(told, "city") or read.town,
        region=region_of(region, nation),
        postcode=postcode,
        country=country,
        point=spot,
        approximate=_approximate(told) or (spot is not None and not street),
    )
    return address, warnings


def _approximate(told: Mapping[str, object]) -> bool:
    """Whether the feed says that it gives no more than a region: four numbers are the corners of one."""
    said = told.get("approximate") is True or text(told, "approximate").casefold() in ("yes", "true", "1")
    return said or text(told, "coordinates").count(",") == 3


def _key(told: Mapping[str, object], name: str, address: Address) -> str:
    """The website and the meeting's own name there; without one, what else tells it from others."""
    website = (urlsplit(link(told.get("url"))).hostname or "").removeprefix("www.")
    if own := text(told, "slug", "post_name", "id"):
        return key_at(website, own, address)
    return key_of(website, meetings.digest(name, plain(told.get("day")), text(told, "time"), address.building, address.street))
