"""What a feed says of one facility or one meeting, in our own words. Feeds make these, importing stores them, search shows them.

Nothing is guessed: what a feed leaves out is empty here and shown as "not stated". Names of contact persons are never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

Country = Literal["us", "uk"]


@dataclass(frozen=True)
class Point:
    """Degrees north and east."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"no point on earth: {self.latitude}, {self.longitude}")


@dataclass(frozen=True)
class Address:
    """Where it is, as far as the feed says. `building` is the name of the house or room. Without a street, no point is guessed."""

    building: str = ""
    street: str = ""
    town: str = ""
    region: str = ""
    postcode: str = ""
    country: Country | Literal[""] = ""
    point: Point | None = None
    approximate: bool = False


@dataclass(frozen=True)
class Facility:
    """A place of treatment.

    `key` is the same for the same place whenever the feed is read. `offers` are concepts such as `program.otp`
    (`finder/concepts.py`); `told` is everything that the feed lists, in its own words, by its own headings. `valid_until` is the
    last day of a licence; `register` says what the place is registered or licensed for, where that is all a feed knows.
    """

    key: str
    name: str
    address: Address
    part: str = ""
    phone: str = ""
    intake: str = ""
    hotline: str = ""
    website: str = ""
    offers: frozenset[str] = frozenset()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    register: str = ""
    valid_until: date | None = None


@dataclass(frozen=True)
class Meeting:
    """A meeting of people who help each other, once a week.

    `day` is 1 for Monday to 7 for Sunday, None by appointment; `starts` and `minutes` are local time in `timezone` (a name such as
    America/New_York, or empty). `kinds` are codes of the Meeting Guide (`O`, `X`, `ONL`); `told` the feed's own words for what has no
    code. `languages` are ISO 639-1 codes. `medication_friendly` is True only where the fellowship or the group says so.
    """

    key: str
    name: str
    fellowship: str
    address: Address
    day: int | None
    starts: time | None = None
    minutes: int | None = None
    timezone: str = ""
    in_person: bool = True
    online: bool = False
    link: str = ""
    dial: str = ""
    kinds: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    notes: str = ""
    website: str = ""
    medication_friendly: Literal[True] | None = None
    updated: date | None = None

    def __post_init__(self) -> None:
        if self.day is not None and not 1 <= self.day <= 7:
            raise ValueError(f"no day of the week: {self.day}")


Listing = Facility | Meeting


@dataclass(frozen=True)
class Row:
    """What became of one row of a feed: a listing, or why it was left out by rule, or what is broken in it. Exactly one of the three.

    `where` is the place in the file. `warnings` name what was kept but not understood, each in the words used for counting.
    """

    where: str
    listing: Listing | None = None
    left_out: str = ""
    broken: str = ""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert sum(map(bool, (self.listing, self.left_out, self.broken))) == 1, f"{self.where}: a row has exactly one fate"
