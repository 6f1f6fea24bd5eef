"""Meetings of Narcotics Anonymous, as a Basic Meeting List Toolbox (BMLT) server answers `switcher=GetSearchResults` in JSON.

Read are the plain list of meetings and, better, the answer with `get_used_formats=1`, which explains its formats. Without that, a format's
key says nothing certain: `M` is men in English, women in Portuguese, and each server may name its own. `lang_enum` is the language of the
listing, not of the meeting: only a format says in which language people speak. Days are counted from 1 for Sunday; a copy of the server's
database counts from 0. Contact persons are left behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from holdfast.finder.feeds import meeting_kinds, meetings, schedule
from holdfast.finder.feeds.addresses import country_of, point_in, postcode_of, region_of
from holdfast.finder.feeds.meeting_kinds import CLOSED_FOR_NOW, ONLINE, WORLD, Kinds
from holdfast.finder.feeds.meetings import Online, answer_of, each_once, key_at, key_of, noted, records_in, text
from holdfast.finder.feeds.reading import link, not_a_feed, plain, point
from holdfast.finder.listings import Address, Meeting, Row
from holdfast.language.errors import shortened

NARCOTICS_ANONYMOUS = "Narcotics Anonymous"
KNOWN_BY = {"id_bigint", "weekday_tinyint", "meeting_name"}
EXPECTED = "the JSON answer of a BMLT server to GetSearchResults: a list of meetings, or meetings and formats"

HYBRID = "HY"
VENUES = {"VM": ONLINE, "HY": HYBRID, "HYBR": HYBRID, "TC": CLOSED_FOR_NOW}
"""Keys and identifiers that mean the same on every server: held online, held both ways, place closed for now."""
USUAL = {
    "O": "O", "C": "C", "WC": "X", "M": "M", "W": "W", "ES": "S", "GL": "GL", "YP": "Y", "BT": "BT", "IP": "IP", "IW": "IW", "JT": "JFT",
}  # fmt: skip
"""Keys that servers are set up with in English and Spanish; elsewhere these letters mean other things."""
TITLE_OF_ITS_OWN = frozenset({"ASL"}) | meeting_kinds.LANGUAGES.keys()
"""What a format without a world-wide identifier may be taken for by its title alone."""
FIELD_MARK = "#@-@#"
"""Old servers write a field's heading before its value, parted by this."""


class Format(NamedTuple):
    """What a server says of one of its formats, in the language that it answered in."""

    key: str
    world: str
    title: str
    meaning: str
    language: str


class Formats(NamedTuple):
    """A file's formats by number, and by key in one language."""

    by_number: Mapping[tuple[str, str], Format]
    by_key: Mapping[tuple[str, str, str], Format]


class Said(NamedTuple):
    """What the formats of a meeting say of it."""

    kinds: Kinds
    venues: frozenset[str]
    own_words: tuple[str, ...]


def rows(path: Path) -> Iterator[Row]:
    """Every meeting of the file; an answer without meetings has no rows. Raises InputError where the file is none of this kind."""
    answer = answer_of(path)
    if answer is None or (isinstance(answer, dict) and answer.get("meetings", 0) is None):
        return
    found = records_in(answer)
    if not isinstance(found, list) or (found and not any(isinstance(each, dict) and KNOWN_BY & each.keys() for each in found)):
        raise not_a_feed(path, answer, EXPECTED)
    pages = answer if isinstance(answer, list) else [answer]
    explained = [page.get("formats") for page in pages if isinstance(page, dict)]
    lists = (each.values() if isinstance(each, dict) else each for each in explained if isinstance(each, list | dict))
    formats = _formats(chain.from_iterable(lists))
    days = {plain(each.get("weekday_tinyint")) for each in found if isinstance(each, dict)}
    from_zero = "0" in days and "7" not in days
    place = "meetings" if isinstance(answer, dict) and "meetings" in answer else ""
    yield from each_once(_row(f"{place}[{number}]", each, formats, from_zero) for number, each in enumerate(found))


def _formats(told: Iterable[object]) -> Formats:
    by_number: dict[tuple[str, str], Format] = {}
    by_key: dict[tuple[str, str, str], Format] = {}
    for each in told:
        if isinstance(each, dict):
            names = ("key_string", "world_id", "name_string", "description_string", "lang")
            format_ = Format(*(plain(each.get(name)) for name in names))
            server = text(each, "root_server_uri")
            number = text(each, "id", "shared_id_bigint")
            if number and (format_.language == "en" or (server, number) not in by_number):
                by_number[server, number] = format_
            by_key.setdefault((server, format_.language, format_.key), format_)
    return Formats(by_number, by_key)


def _row(where: str, told: object, formats: Formats, from_zero: bool) -> Row:
    if not isinstance(told, dict):
        return Row(where, broken=f"not a meeting: {shortened(told)}")
    if meetings.unpublished(told):
        return Row(where, left_out=meetings.NOT_PUBLISHED)
    day_said = text(told, "weekday_tinyint")
    day = _day(day_said, from_zero)
    if day_said and day is None:
        return Row(where, broken=f"weekday_tinyint is {shortened(day_said)}, not 1 (Sunday) to 7 (Saturday)")
    warnings = ["days are counted from 0 for Sunday in this file"] if from_zero else []
    said = _said(told, formats)
    warnings += [f"nothing in the file explains format {key}" for key in said.kinds.unknown]

    way = meetings.online(told.get("virtual_meeting_link"), text(told, "phone_meeting_number"))
    extra = text(told, "virtual_meeting_additional_info", "phone_meeting_additional_info")
    in_person, online = _venue(text(told, "venue_type"), said.venues)
    if CLOSED_FOR_NOW in said.venues:
        in_person = False
        online = online and bool(way or extra)
        if not online:
            return Row(where, left_out=meetings.CLOSED)
    if text(told, "virtual_meeting_link") and not way.link:
        warnings.append(meetings.NO_LINK)
    if online and not way:
        warnings.append("online, with no link or number")

    starts = schedule.clock(told.get("start_time"))
    if starts is None:
        warnings.append("no time" if not text(told, "start_time") else "time not understood")
    elif day is None:
        warnings.append("a time without a day")
    elif starts.next_day:
        day = day % 7 + 1
    zone = schedule.zone(told.get("time_zone"))
    if not zone and text(told, "time_zone"):
        warnings.append("time zone not understood")
    codes = said.kinds.codes - {ONLINE, CLOSED_FOR_NOW} | ({ONLINE} if online else set())
    notes = _notes(told, way, extra, starts)
    address, point_warnings = _address(told, in_person)
    warnings += point_warnings
    friendly = meeting_kinds.welcomes_medicine(NARCOTICS_ANONYMOUS, notes, *said.own_words)
    meeting = Meeting(
        key=_key(told, day, address),
        name=text(told, "meeting_name", "location_text") or NARCOTICS_ANONYMOUS,
        fellowship=NARCOTICS_ANONYMOUS,
        address=address,
        day=day,
        starts=starts.at if starts else None,
        minutes=schedule.minutes_of(told.get("duration_time")),
        timezone=zone,
        in_person=in_person,
        online=online,
        link=way.link,
        dial=way.dial,
        kinds=frozenset(codes),
        told=said.kinds.told,
        languages=said.kinds.languages,
        notes=notes,
        medication_friendly=True if friendly else None,
    )
    return Row(where, meeting, warnings=tuple(dict.fromkeys(warnings)))


def _day(said: str, from_zero: bool) -> int | None:
    """1 for Monday to 7 for Sunday, from 1 for Sunday to 7 for Saturday, from 0 to 6, or from a name."""
    if not re.fullmatch(r"[0-7](\.0)?", said):
        return schedule.day_named(said)
    sunday_first = int(said[0]) + from_zero
    return (sunday_first - 2) % 7 + 1 if sunday_first else None


def _said(told: Mapping[str, object], formats: Formats) -> Said:
    """What the meeting's formats mean: by their numbers, which hold in every language, else by keys in the language of the listing."""
    server, language = text(told, "root_server_uri"), text(told, "lang_enum")
    numbers, keys = _listed(told.get("format_shared_id_list")), _listed(told.get("formats"))
    known = [formats.by_number.get((server, number)) or formats.by_number.get(("", number)) for number in numbers]
    if not numbers or not all(known):
        known = [formats.by_key.get((server, language, key)) or formats.by_key.get(("", language, key)) for key in keys]
    explained = [each for each in known if each]
    codes, venues, titles = set(), set(), []
    for each in explained:
        world = each.world.upper()
        if (world or each.key) in VENUES:
            venues.add(VENUES[world or each.key])
        elif world in WORLD:
            codes.add(WORLD[world])
        else:
            by_title = _titled(each)
            if meeting_kinds.closed_for_now(each.title):
                venues.add(CLOSED_FOR_NOW)
            codes |= by_title
            titles += [] if by_title else [each.title or each.key]
    unexplained = [] if explained and len(explained) == len(known) else [key for key in keys if key not in {each.key for each in explained}]
    usual = USUAL if language in ("en", "es") else {}
    venues |= {VENUES[key] for key in unexplained if key in VENUES}
    codes |= {usual[key] for key in unexplained if key in usual}
    unknown = [key for key in unexplained if key not in VENUES and key not in usual]
    kinds = meeting_kinds.kinds_of(sorted(codes))._replace(told=tuple(dict.fromkeys([*titles, *unknown])), unknown=tuple(unknown))
    return Said(kinds, frozenset(venues), tuple(words for each in explained for words in (each.title, each.meaning)))


def _listed(value: object) -> list[str]:
    parts = value if isinstance(value, list) else plain(value).split(",")
    return [said for part in parts if (said := plain(part))]


def _titled(format_: Format) -> set[str]:
    """The kinds that a title names where nothing else does: languages, and American Sign Language."""
    words = re.sub(r"\b(speaking|meeting|language)\b", " ", format_.title, flags=re.IGNORECASE)
    codes = {meeting_kinds.kind_titled(word) for word in (format_.title, *re.split(r"[/,&]", words))}
    return codes & TITLE_OF_ITS_OWN


def _venue(venue_type: str, venues: frozenset[str]) -> tuple[bool, bool]:
    """Whether it is held in person, and whether online. Servers before version 2.16.5 say so by formats alone."""
    if venue_type in ("1", "2", "3"):
        return venue_type != "2", venue_type != "1"
    return HYBRID in venues or ONLINE not in venues, bool(venues & {HYBRID, ONLINE})


def _address(told: Mapping[str, object], in_person: bool) -> tuple[Address, tuple[str, ...]]:
    street = text(told, "location_street")
    town = dict.fromkeys(text(told, name) for name in ("location_city_subsection", "location_municipality"))
    region, nation = text(told, "location_province"), text(told, "location_nation")
    postcode = postcode_of(text(told, "location_postal_code_1"), country_of(nation))
    north, east = told.get("latitude"), told.get("longitude")
    country = country_of(nation, region, postcode, point(north, east))
    spot, warnings = point_in(country, north, east)
    address = Address(
        building=text(told, "location_text"),
        street=street,
        town=", ".join(filter(None, town)) or text(told, "location_neighborhood", "location_sub_province"),
        region=region_of(region, nation),
        postcode=postcode,
        country=country,
        point=spot,
        approximate=spot is not None and not (street and in_person),
    )
    return address, warnings


def _notes(told: Mapping[str, object], way: Online, extra: str, starts: schedule.Clock | None) -> str:
    after_heading = (text(told, name).rpartition(FIELD_MARK)[2] for name in ("comments", "location_info", "train_lines", "bus_lines"))
    unread = text(told, "start_time") if starts is None else ""
    return noted([*after_heading, extra, way.beside, unread and f"Time: {unread}"])


def _key(told: Mapping[str, object], day: int | None, address: Address) -> str:
    """The server and its number for the meeting. Without a number, what else tells it from others."""
    server = link(told.get("root_server_uri"))
    if number := text(told, "id_bigint"):
        return key_at(server.rstrip("/"), number, address)
    names = ("worldid_mixed", "meeting_name", "start_time", "location_text", "location_street", "location_municipality")
    return key_of(server.rstrip("/"), meetings.digest(day, *(text(told, name) for name in names)))
