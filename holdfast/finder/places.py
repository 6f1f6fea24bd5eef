"""From what a person types to a point: a ZIP code, a UK postcode, a town, or a point itself; and how far two points are apart.

Nothing is asked of the internet. Of a UK postcode only the first half is used and kept. Whatever is typed, the answer is a place
or a plain error that says what to type instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from math import asin, cos, radians, sin, sqrt
from statistics import fmean
from typing import Literal, NamedTuple, NoReturn

from holdfast.finder.gazetteer import AREAS, OUTCODES, TOWNS, ZIPS, table
from holdfast.finder.listings import Country, Point
from holdfast.finder.place_words import SAID, Language
from holdfast.language.errors import InputError, Problem

EARTH_RADIUS = 3958.8
"""Miles: the mean radius (IUGG), good to half a percent in any direction."""
LONGEST = 80
"""Characters. The longest name of a town in the tables, with its state, has 60."""
LONGEST_SHOWN = 40
MOST_CHOICES = 8
MOST_OTHERS = 3
CITY = 100_000
"""People. A town of this size that is ten times as large as any other of its name is taken to be meant."""
KNOWN_TO_ALL = 500_000
"""People. A town of this size is meant before the state of the same name: New York, Washington."""

Near = Literal["ZIP", "ZIP area", "postcode district", "postcode area", "town", "point"]

STATES: Mapping[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado", "CT": "Connecticut",
    "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico", "VI": "U.S. Virgin Islands",
}  # fmt: skip
NATIONS: Mapping[str, str] = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}
ENGLISH_REGIONS: Mapping[str, tuple[str, ...]] = {
    "North East": ("Newcastle upon Tyne", "Sunderland"),
    "North West": ("Manchester", "Liverpool"),
    "Yorkshire": ("Leeds", "Sheffield"),
    "Yorkshire and the Humber": ("Leeds", "Sheffield"),
    "East Midlands": ("Nottingham", "Leicester"),
    "West Midlands": ("Birmingham", "Coventry"),
    "East of England": ("Norwich", "Luton"),
    "South East": ("Brighton", "Southampton"),
    "South West": ("Bristol", "Plymouth"),
}
COUNTRY_NAMES: Mapping[str, Country] = {
    **dict.fromkeys(("us", "usa", "united states", "united states of america", "america"), "us"),
    **dict.fromkeys(("uk", "gb", "united kingdom", "great britain", "britain"), "uk"),
}
ZIP_TOWNS: Mapping[str, tuple[str, str]] = {
    "006": ("Arecibo", "PR"),
    "007": ("Caguas", "PR"),
    "008": ("Charlotte Amalie", "VI"),
    "009": ("San Juan", "PR"),
    "96799": ("Pago Pago", "AS"),
    "9691": ("Tamuning", "GU"),
    "9692": ("Tamuning", "GU"),
    "9695": ("Saipan", "MP"),
}
"""How ZIP codes start in the territories, of which the table has none, and a town to measure from."""
SHORTER = (
    (".", ""), ("'", ""), ("-", " "), ("\nthe ", "\n"), ("\nsaint ", "\nst "), (" saint ", " st "),
    ("\nfort ", "\nft "), (" fort ", " ft "), ("\nmount ", "\nmt "), (" mount ", " mt "),
)  # fmt: skip
"""What is written in more than one way, made alike; a line break stands before every name."""
SHORT_NAMES: Mapping[str, str] = {"nyc": "New York City", "dc": "Washington, DC", "district of columbia": "Washington, DC"}

POINT = re.compile(r"\(?\s*([+-]?[0-9]{1,3}(?:\.[0-9]*)?)\s*[,;\s]\s*([+-]?[0-9]{1,3}(?:\.[0-9]*)?)\s*\)?")
ZIP = re.compile(r"(?:.*[^0-9])?([0-9]{5})(?:[- ]?[0-9]{4})?(?:,? *(?:USA?|United States))?", re.IGNORECASE)
OUTCODE = re.compile(r"([A-Z]{1,2})[0-9][A-Z0-9]?")
POSTCODE = re.compile(r"(?:.*[^A-Z0-9])?(([A-Z]{1,2})[0-9][A-Z0-9]?) ?[0-9][A-Z]{2}(?:,? *(?:UK|GB))?")
CHOICE = re.compile(r"(.+?) \(near .+\)")
STEM = re.compile(r"(.+?) (?:upon|on|under|in|by|le) .+")
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@dataclass(frozen=True)
class Place:
    """A place that was found. `near` says what was understood and how exact the point is; `note` says the same to the person."""

    name: str
    point: Point
    country: Country
    near: Near
    note: str


class Town(NamedTuple):
    """A town of the tables. `people` is its population, 0 where it is not known; `region` a state's or nation's code."""

    name: str
    region: str
    people: int
    point: Point

    @property
    def country(self) -> Country:
        return _country(self.region)

    @property
    def full_name(self) -> str:
        """With the state's code or the nation's name: what a person can type to mean this town."""
        return f"{self.name}, {NATIONS.get(self.region, self.region)}"


def find_place(text: str, country: Country | None = None, language: Language = "en") -> Place:
    """The place that `text` means, in `country` if one is given. Raises InputError in plain words where there is none, or several."""
    asked = _Asked(_cleaned(text), country, language)
    upper = asked.text.upper()
    if not asked.text:
        asked.refuse("nothing", "nothing_next")
    if len(asked.text) > LONGEST:
        asked.refuse("long", "long_next")
    if point := POINT.fullmatch(asked.text.replace("−", "-")):
        return asked.at_point(float(point[1]), float(point[2]))
    if code := ZIP.fullmatch(asked.text):
        return asked.at_zip(code[1])
    if re.fullmatch(r"[0-9 -]+", asked.text):
        asked.refuse("zip_length", "zip_next")
    if outcode := OUTCODE.fullmatch(upper):
        return asked.at_postcode(outcode[0], outcode[1])
    if postcode := POSTCODE.fullmatch(upper):
        return asked.at_postcode(postcode[1], postcode[2])
    return asked.at_town()


def choices(text: str, country: Country | None = None, language: Language = "en") -> tuple[Place, ...]:
    """Every town that `text` can mean, the largest first. Each has a name that `find_place` understands as this town alone."""
    asked = _Asked(_cleaned(text)[:LONGEST], country, language)
    towns = [town for town in _read(asked.text).towns if country in (None, town.country)]
    return tuple(asked.place(town, name) for town, name in _told_apart(towns))


def miles(a: Point, b: Point) -> float:
    """The straight line between two points over the ground, in statute miles: the great circle on a sphere."""
    north_a, north_b = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    half = sin((north_b - north_a) / 2) ** 2 + cos(north_a) * cos(north_b) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))


def towns_around(centre: Point, within: float) -> list[Town]:
    """The towns no further than `within` miles from `centre`, the largest first."""
    band = within / 69  # a degree of latitude is never shorter than 68.7 miles
    lines = _towns().lines
    nearby = (lines[at] for at, north in enumerate(_towns().norths) if abs(north - centre.latitude) <= band + 0.01)
    return [town for town in map(_town, nearby) if miles(town.point, centre) <= within]


def large_towns(country: Country, people: int) -> list[Town]:
    """The towns of a country with at least so many people, the largest first."""
    return [town for town in map(_town, _towns().lines) if town.people >= people and town.country == country]


# --- What was asked, step by step -----------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    text: str
    country: Country | None
    language: Language

    def say(self, key: str, **values: str) -> str:
        return SAID[self.language][key].format(**values)

    def refuse(self, why: str, next_step: str, **values: str) -> NoReturn:
        """Only letters, digits and plain signs of what was typed are ever shown again."""
        shown = "".join(sign for sign in self.text[: LONGEST_SHOWN + 1] if sign.isalnum() or sign in " ,.'-")
        value = f'"{shown[:LONGEST_SHOWN]}{"…" if len(self.text) > LONGEST_SHOWN else ""}"' if shown.strip() else ""
        said = (self.say("where"), value, self.say(why, **values), self.say("allowed"), self.say(next_step, **values))
        raise InputError([Problem(*said)])

    def only_in(self, country: Country) -> None:
        """Refuses what lies in another country than the one asked for."""
        if self.country not in (None, country):
            both = {"country": self.say(country), "wanted": self.say(self.country or country)}
            self.refuse("other_country", "other_country_next", **both)

    def at_point(self, north: float, east: float) -> Place:
        if not (abs(north) <= 90 and abs(east) <= 180):
            self.refuse("point_unknown", "point_next")
        point = Point(north, east)
        nearest = min(towns_around(point, 150), key=lambda town: miles(town.point, point), default=None)
        if nearest is None:
            self.refuse("point_unknown", "point_next")
        self.only_in(nearest.country)
        return Place(f"{north:g}, {east:g}", point, nearest.country, "point", self.say("point"))

    def at_zip(self, code: str) -> Place:
        self.only_in("us")
        if exact := re.search(rf"^{code},(.+),(.+)$", _table(ZIPS), re.MULTILINE):
            return Place(code, Point(float(exact[1]), float(exact[2])), "us", "ZIP", self.say("ZIP"))
        if territory := next((town for start, town in ZIP_TOWNS.items() if code.startswith(start)), None):
            town = _in_region(*territory)
            return Place(code, town.point, "us", "ZIP area", self.say("ZIP town", code=code, name=town.full_name))
        around = re.findall(rf"^{code[:3]}..,(.+),(.+)$", _table(ZIPS), re.MULTILINE)
        if not around:
            self.refuse("zip_unknown", "zip_next")
        point = Point(round(fmean(float(north) for north, _ in around), 3), round(fmean(float(east) for _, east in around), 3))
        return Place(code, point, "us", "ZIP area", self.say("ZIP area", code=code, prefix=code[:3]))

    def at_postcode(self, outcode: str, area: str) -> Place:
        self.only_in("uk")
        if exact := re.search(rf"^{outcode},(.+),(.+)$", _table(OUTCODES), re.MULTILINE):
            point = Point(float(exact[1]), float(exact[2]))
            return Place(outcode, point, "uk", "postcode district", self.say("postcode district", code=outcode))
        known = re.search(rf"^{area},(.+),(.+)$", _table(AREAS), re.MULTILINE)
        if not known:
            self.refuse("postcode_unknown", "postcode_next")
        town = _in_region(known[1], known[2])
        return Place(outcode, town.point, "uk", "postcode area", self.say("postcode area", code=area, name=town.full_name))

    def at_town(self) -> Place:
        read = _read(self.text)
        towns = [town for town in read.towns if self.country in (None, town.country)]
        if (region := self.region()) and not (towns and towns[0].people >= KNOWN_TO_ALL):
            name, within = region
            self.refuse("region", "region_next", name=name, names="; ".join(town.full_name for town in within))
        if not towns:
            if read.towns:
                self.only_in(read.towns[0].country)
            meant = self.spelt_like(read)
            self.refuse("unknown", "spelling_next" if meant else "unknown_next", names="; ".join(meant))
        told = _told_apart(towns)
        exact = next(((town, name) for town, name in told if _key(name) == _key(self.text)), None)
        largest = _meant(towns)
        if exact is None and (read.unclear or largest is None):
            self.refuse("part" if read.unclear else "many", "many_next", names=self.shortlist([name for _, name in told], MOST_CHOICES))
        town, name = exact or told[0]
        return self.place(town, name, others=[] if CHOICE.fullmatch(self.text) else [other for _, other in told if other != name])

    def place(self, town: Town, name: str, others: Sequence[str] = ()) -> Place:
        note = self.say("town", name=name)
        if others:
            note = f"{note} {self.say('others', names=self.shortlist(others, MOST_OTHERS))}"
        return Place(name, town.point, town.country, "town", note)

    def shortlist(self, names: Sequence[str], most: int) -> str:
        listed = "; ".join(names[:most])
        return listed if len(names) <= most else self.say("more", names=listed, count=str(len(names) - most))

    def region(self) -> tuple[str, list[Town]] | None:
        """The state, nation, region or country that the text names, with its largest towns; not one where the search does not look."""
        key, largest = _key(self.text), _towns().lines
        if code := next((code for code in _region_codes(key) if self.country in (None, _country(code))), ""):
            return {**STATES, **NATIONS}[code], [_town(line) for line in islice((one for one in largest if f"\t{code}\t" in one), 3)]
        for name, towns in ENGLISH_REGIONS.items():
            if key == _key(name) and self.country in (None, "uk"):
                return name, [_in_region(one, "ENG") for one in towns]
        if country := COUNTRY_NAMES.get(key):
            return self.say(country), [town for town in map(_town, largest[:40]) if town.country == country][:3]
        return None

    def spelt_like(self, read: _Read) -> list[str]:
        """The names nearest in spelling among the towns with the same first letter."""
        key = read.named
        pool = [name for name in _towns().index if name[:1] == key[:1] and abs(len(name) - len(key)) <= 2]
        near = [town for name in get_close_matches(key, pool, n=8, cutoff=0.75) for town in _called(name)]
        kept = [town.full_name for town in near if self.country in (None, town.country) and read.allows(town)]
        return list(dict.fromkeys(kept))[:3]


# --- Reading the name of a town -------------------------------------------------------------------


@dataclass(frozen=True)
class _Read:
    """A name, the state or country that stands with it, and every town that fits, the largest first. `unclear`: what stands with the
    name is no state or country that we know."""

    named: str
    countries: frozenset[Country] = frozenset()
    regions: frozenset[str] = frozenset()
    unclear: bool = False

    def allows(self, town: Town) -> bool:
        return (not self.countries or town.country in self.countries) and (not self.regions or town.region in self.regions)

    @property
    def towns(self) -> list[Town]:
        return [town for town in _called(self.named) if self.allows(town)]


def _read(text: str) -> _Read:
    bare = choice[1] if (choice := CHOICE.fullmatch(text)) else SHORT_NAMES.get(_key(text), text)
    parts = [key for part in bare.split(",") if (key := _key(part))] or [""]
    while len(parts) > 1 and not _called(parts[0]) and _called(parts[1]):  # a street or a house comes first
        parts = parts[1:]
    named, *others = parts
    if not others and not _called(named):
        words = named.split()
        endings = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        named, *others = next(([start, end] for start, end in endings if end in COUNTRY_NAMES or _region_codes(end)), [named])
    countries = frozenset(COUNTRY_NAMES[part] for part in others if part in COUNTRY_NAMES)
    regions = frozenset(code for part in others for code in _region_codes(part))
    return _Read(named, countries, regions, unclear=bool(others) and not countries and not regions)


# --- The tables -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Towns:
    lines: list[str]
    norths: list[float]
    index: Mapping[str, list[int]]


_table = lru_cache(maxsize=None)(table)


@lru_cache(maxsize=1)
def _towns() -> _Towns:
    text = table(TOWNS)
    lines = text.splitlines()
    index: dict[str, list[int]] = {}
    for at, (folded, line) in enumerate(zip(_folded(text).splitlines(), lines, strict=True)):
        key = folded.partition("\t")[0]
        index.setdefault(key, []).append(at)
        if " " in key and (stem := STEM.fullmatch(key)) and line.split("\t")[1] in NATIONS:
            index.setdefault(stem[1], []).append(at)
    return _Towns(lines, [float(line.split("\t")[3]) for line in lines], index)


def _town(line: str) -> Town:
    name, region, people, north, east = line.split("\t")
    return Town(name, region, int(people), Point(float(north), float(east)))


def _called(key: str) -> list[Town]:
    """The towns of this name, the largest first. "New York" finds New York City."""
    towns = _towns()
    return [_town(towns.lines[at]) for at in sorted({*towns.index.get(key, ()), *towns.index.get(f"{key} city", ())})]


def _in_region(name: str, region: str) -> Town:
    return next(town for town in _called(_key(name)) if town.region == region)


def _country(region: str) -> Country:
    return "us" if region in STATES else "uk"


def _region_codes(key: str) -> list[str]:
    return [code for code, name in {**STATES, **NATIONS}.items() if key == _key(name) or (key == code.lower() and code in STATES)]


# --- Names ----------------------------------------------------------------------------------------


def _cleaned(text: str) -> str:
    """One line, without signs that cannot be seen; never much longer than a place can be."""
    signs = unicodedata.normalize("NFKC", text[: 3 * LONGEST])
    return " ".join("".join(sign for sign in signs if sign.isspace() or unicodedata.category(sign) not in UNSEEN).split())


def _folded(text: str) -> str:
    """Without case, accents and most marks, the usual short forms alike."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    for long, short in SHORTER:
        bare = bare.replace(long, short)
    return bare


def _key(text: str) -> str:
    return " ".join(_folded(f"\n{text}").split())


def _meant(towns: Sequence[Town]) -> Town | None:
    """The only one, or the one that is far larger than the rest."""
    largest, *others = towns
    return largest if not others or (largest.people >= CITY and largest.people >= 10 * others[0].people) else None


def _told_apart(towns: Sequence[Town]) -> list[tuple[Town, str]]:
    """Each town with a name that no other has: those of one name in one state are told apart by a larger town nearby, or else only
    the largest of them is kept."""
    told: dict[str, Town] = {}
    for town in towns:
        same = [other for other in towns if _key(other.full_name) == _key(town.full_name)]
        name = town.full_name if _meant(same) == town else f"{town.full_name} (near {_larger_neighbour(town)})"
        told.setdefault(name, town)
    return [(town, name) for name, town in told.items()]


def _larger_neighbour(town: Town) -> str:
    larger = [other for other in towns_around(town.point, 60) if other.people > 2 * town.people and other.name != town.name]
    return min(larger, key=lambda other: miles(other.point, town.point), default=town).name
