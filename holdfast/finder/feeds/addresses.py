"""Addresses as feeds of meetings write them: in one line, or in fields that say little of the country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from holdfast.finder.feeds.meeting_kinds import folded
from holdfast.finder.feeds.reading import plain, point
from holdfast.finder.listings import Address, Country, Point
from holdfast.finder.places import STATES

NATIONS: Mapping[str, Country] = {
    **dict.fromkeys(("us", "usa", "united states", "united states of america", "ee uu", "estados unidos", "puerto rico"), "us"),
    **dict.fromkeys(("uk", "gb", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland"), "uk"),
}
WITHIN: Mapping[Country | Literal[""], tuple[tuple[float, float, float, float], ...]] = {
    "us": ((17.0, 72.0, -180.0, -64.0), (51.0, 54.0, 172.0, 180.0), (13.0, 21.0, 144.0, 147.0), (-15.0, -11.0, -172.0, -168.0)),
    "uk": ((49.0, 61.0, -9.0, 2.5),),
    "": ((-90.0, 90.0, -180.0, 180.0),),
}
"""South, north, west, east: the states with Puerto Rico; the far Aleutians; Guam and the Northern Marianas; American Samoa. The United
Kingdom with its islands. Anywhere, where no country is known."""
CALLED: Mapping[Country | Literal[""], str] = {"us": "in the United States", "uk": "in the United Kingdom", "": "on earth"}
STATE_NAMES = frozenset(map(folded, STATES.values()))
ZIP = re.compile(r"\d{5}(-\d{4})?")
UK_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
STATE_AND_ZIP = re.compile(r"([A-Z]{2})(?: +(\d{5}(?:-\d{4})?))?")
ENDS_WITH_STATE_AND_ZIP = re.compile(r"(.+?)[ ,]+([A-Z]{2})[ ,]+(\d{5}(?:-\d{4})?)")
TOWN_AND_POSTCODE = re.compile(rf"(.*?) *({UK_POSTCODE.pattern})", re.IGNORECASE)


def country_of(name: str, region: str = "", postcode: str = "", spot: Point | None = None) -> Country | Literal[""]:
    """The country that a feed names or, where it names none, that a state's letters together with a ZIP code or a point north-west of the
    Caribbean leave no doubt of, or a British postcode."""
    if name:
        flat = " ".join(re.sub(r"[^a-z ]", "", folded(name)).split())
        return NATIONS.get(flat, NATIONS.get(flat.replace(" ", ""), ""))
    if (region.upper() in STATES or folded(region) in STATE_NAMES) and (
        ZIP.fullmatch(postcode) or (spot and spot.latitude > 17 and spot.longitude < -65)
    ):
        return "us"
    return "uk" if UK_POSTCODE.fullmatch(postcode) else ""


def point_in(country: Country | Literal[""], north: object, east: object) -> tuple[Point | None, tuple[str, ...]]:
    """The point that two numbers or their text give, if it lies in that country, and what is wrong with it."""
    for first, second, warnings in ((north, east, ()), (east, north, ("latitude and longitude stood the wrong way round",))):
        spot = point(plain(first), plain(second))
        if spot and any(south <= spot.latitude <= top and west <= spot.longitude <= right for south, top, west, right in WITHIN[country]):
            return spot, warnings
    stated = plain(north).strip("0., ") or plain(east).strip("0., ")
    return None, (f"no point: latitude and longitude are not {CALLED[country]}",) if stated else ()


def postcode_of(code: str, country: Country | Literal[""]) -> str:
    """The postcode; a ZIP code that was stored as a number has lost its leading nought, and may have gained a `.0`."""
    code = code.removesuffix(".0")
    if country == "us" and re.fullmatch(r"\d{9}", code):
        return f"{code[:5]}-{code[5:]}"
    return code.zfill(5) if country == "us" and re.fullmatch(r"\d{3,5}", code) else code


def region_of(region: str, nation: str) -> str:
    """The state or county and, where that is in neither of our countries, its nation."""
    return region if country_of(nation) or not nation else ", ".join(filter(None, (region, nation)))


def address_in(line: str) -> Address:
    """The parts of an address written in one line: `street, town, state and ZIP, country`, of which the first may be missing. What does
    not look like that stays whole, as the street."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    country = country_of(parts[-1]) if len(parts) > 1 else ""
    rest = parts[:-1] if country else parts
    if len(rest) > 2 and rest[-2] in STATES and ZIP.fullmatch(rest[-1]):
        rest = [*rest[:-2], f"{rest[-2]} {rest[-1]}"]
    last = rest[-1] if rest else ""
    if country != "uk" and (found := STATE_AND_ZIP.fullmatch(last)) and found[1] in STATES and len(rest) > 1:
        town, street = rest[-2], ", ".join(rest[:-2])
        return Address(
            street=street, town=town, region=found[1], postcode=found[2] or "", country=country or country_of("", found[1], found[2] or "")
        )
    if country != "uk" and (found := ENDS_WITH_STATE_AND_ZIP.fullmatch(", ".join(rest))) and found[2] in STATES:
        street, comma, town = found[1].rpartition(",")  # without a comma nobody knows where the town begins
        return Address(
            street=street.strip() if comma else town, town=town.strip() if comma else "", region=found[2], postcode=found[3], country="us"
        )
    if country != "us" and (found := TOWN_AND_POSTCODE.fullmatch(last)):
        before = rest[:-1] if found[1] else rest[:-2]
        town = found[1] or (rest[-2] if len(rest) > 1 else "")
        return Address(street=", ".join(before), town=town, postcode=found[2].upper(), country="uk")
    if country and len(rest) <= 2 and not re.search(r"\d", line):
        return Address(town=rest[0], region=", ".join(rest[1:]), country=country)
    return Address(street=line, country=country)
