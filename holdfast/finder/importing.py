"""A feed's rows into the database, every row accounted for. Reading the same file again changes nothing.

Rows are stored in batches, each whole or not at all, so that an import may be stopped at any moment and begun again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from holdfast.finder import concepts, models
from holdfast.finder.linking import link_duplicates
from holdfast.finder.listings import Address, Country, Facility, Listing, Meeting, Row
from holdfast.finder.places import Place, find_place, miles
from holdfast.language.errors import InputError

TOGETHER = 500
WIDEST_AREA = 40
"""Miles: a town of the same name is not meant where it lies farther from the middle of the postcode's area."""
MOST_TOLD = 1000
"""So many broken rows are told one by one; beyond, they are counted."""
HOLDS_NOTHING = "the file holds no listing: nothing is marked as gone"
NOWHERE = "no point, and none to be worked out: no search near a place finds it"
OURS = {"id", "feed", "key", "mark", "first_imported", "last_imported", "gone", "confirmed_by_phone"}
WORKED_OUT = {"cell", "x", "y", "z", "minute", "terms"}
"""What no feed says: a change of it is none of the feed."""


@dataclass
class Account:
    """What became of a file: every listing is new, changed, unchanged or repeated; every other row is left out or broken."""

    feed: str
    file: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    gone: int = 0
    linked: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[str, str]] = field(default_factory=list)
    broken_count: int = 0
    warnings: Counter[str] = field(default_factory=Counter)

    @property
    def listings(self) -> int:
        """How many listings the file holds, each counted once."""
        return self.new + self.changed + self.unchanged

    def adds_up(self) -> bool:
        """Whether every fate counted is a fate of one row."""
        return self.listings + self.repeated + sum(self.left_out.values()) + self.broken_count == self.rows

    def as_json(self) -> dict[str, object]:
        """The account as the command prints it."""
        counted = {"left_out": dict(self.left_out), "warnings": dict(self.warnings), "listings": self.listings}
        return {**vars(self), **counted, "broken": [{"where": where, "why": why} for where, why in self.broken]}


def store(
    feed: str, file: str, rows: Iterable[Row], on: date, *, whole: bool = False, advance: Callable[[int], object] = lambda rows: None
) -> Account:
    """Stores the rows of one feed's file as imported `on` that day.

    With `whole`, the file holds all that the feed has, and what it no longer holds is marked gone; a file without a single listing is
    more likely a server's error, and marks nothing. `advance` is told how many rows were dealt with. Raises InputError where the file
    itself turns out broken on the way; what was stored by then stays.
    """
    account = Account(feed, file)
    record = models.Import.objects.create(feed=feed, file=file[:300], began=timezone.now())
    seen: dict[str, str] = {}
    for batch in _batches(rows):
        with transaction.atomic():
            _store_batch(account, [each for row in batch if (each := _counted(account, row, seen))], on)
        advance(len(batch))
    if whole and seen:
        account.gone = _mark_gone(feed, seen, on)
    elif whole:
        account.warnings[HOLDS_NOTHING] += 1
    account.linked = link_duplicates()
    record.finished = timezone.now()
    record.counts = {key: value for key, value in account.as_json().items() if key not in ("feed", "file", "broken")}
    record.save()
    return account


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    flow = iter(rows)
    while batch := list(islice(flow, TOGETHER)):
        yield batch


def _counted(account: Account, row: Row, seen: dict[str, str]) -> Listing | None:
    """The row's listing, if it has one that is to be stored; its fate and its warnings counted."""
    account.rows += 1
    account.warnings.update(row.warnings)
    if row.left_out:
        account.left_out[row.left_out] += 1
    elif row.broken:
        account.broken_count += 1
        if len(account.broken) < MOST_TOLD:
            account.broken.append((row.where, row.broken))
    elif row.listing is not None:
        if row.listing.key not in seen:
            seen[row.listing.key] = row.where
            return row.listing
        account.repeated += 1
        account.warnings[f"the same listing stands at {seen[row.listing.key]} already: the first one counts"] += 1
    return None


def _store_batch(account: Account, listings: list[Listing], on: date) -> None:
    kinds: tuple[tuple[Any, bool], ...] = ((models.Facility, True), (models.Meeting, False))
    for table, kind in kinds:
        mine = [each for each in listings if isinstance(each, Facility) is kind]
        known = {each.key: each for each in table.objects.filter(feed=account.feed, key__in=[each.key for each in mine])}
        fresh, touched, former = [], [], []
        for listing in mine:
            columns = columns_of(listing)
            if columns["cell"] is None and (kind or columns["in_person"]):
                account.warnings[NOWHERE] += 1
            mark = _mark(columns)
            before = known.get(listing.key)
            if before is None:
                account.new += 1
                fresh.append(table(feed=account.feed, mark=mark, first_imported=on, last_imported=on, **columns))
                continue
            if before.mark == mark:
                account.unchanged += 1
            else:
                account.changed += 1
                said = {name: value for name, value in _told(before).items() if value != columns.get(name)}
                former.append(models.Former(feed=account.feed, key=listing.key, until=on, said=json.loads(_json(said))))
            stale = any(getattr(before, name) != value for name, value in columns.items() if name in WORKED_OUT)
            if before.mark != mark or before.last_imported != on or before.gone is not None or stale:
                for name, value in columns.items():
                    setattr(before, name, value)
                before.mark, before.last_imported, before.gone = mark, on, None
                touched.append(before)
        table.objects.bulk_create(fresh)
        models.Former.objects.bulk_create(former)
        if touched:
            table.objects.bulk_update(
                touched, [each.name for each in table._meta.concrete_fields if each.name not in ("id", "feed", "key")]
            )


def _told(kept: models.Facility | models.Meeting) -> dict[str, object]:
    return {each.name: getattr(kept, each.name) for each in kept._meta.concrete_fields if each.name not in OURS | WORKED_OUT}


def columns_of(listing: Listing) -> dict[str, object]:
    """The listing as columns: addresses flat, sets as words bordered by spaces, text no longer than its column."""
    address = listing.address
    if address.point is None:
        address = _in_its_postcode(address)
    flat = {name: getattr(address, name) for name in ("building", "street", "town", "region", "postcode", "country", "approximate")}
    where = address.point
    flat |= {"latitude": where and where.latitude, "longitude": where and where.longitude}
    flat["cell"] = where and models.cell(where.latitude, where.longitude)
    flat |= zip("xyz", models.on_sphere(where.latitude, where.longitude) if where else (None, None, None), strict=True)
    own = {name: value for name, value in vars(listing).items() if name != "address"}
    columns = {name: _bordered(value) if isinstance(value, frozenset) else value for name, value in (flat | own).items()}
    if isinstance(listing, Meeting):
        columns["minute"] = _minute(listing)
    else:
        columns["terms"] = _bordered(concepts.terms(listing.offers))
    columns["told"] = json.loads(_json(columns["told"]))
    table = models.Facility if isinstance(listing, Facility) else models.Meeting
    for name, value in columns.items():
        room = getattr(table._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and room and len(value) > room:
            columns[name] = value[: room - 1].rstrip() + "…"
    return columns


def _in_its_postcode(address: Address) -> Address:
    """A listing with a street and a ZIP code or postcode is put in the middle of that ZIP code or postcode district, and marked as
    approximate; without a table of districts, in the town that its address names. One without a street is not: it often wishes not to be
    found."""
    place = _found(address.postcode, address.country) if address.street else None
    if place and place.near == "postcode area":
        towns = (_found(name.strip(), address.country) for name in (address.town, *reversed(address.street.split(",")[1:])))
        place = next((town for town in towns if town and town.near == "town" and miles(town.point, place.point) < WIDEST_AREA), None)
    known = place and place.near in ("ZIP", "postcode district", "town")
    return replace(address, point=place.point, approximate=True) if place and known else address


def _found(name: str, country: Country | Literal[""]) -> Place | None:
    try:
        return find_place(name, country) if name and country else None
    except InputError:
        return None


def _minute(meeting: Meeting) -> int | None:
    """The minute of the week at which it begins, from Monday's midnight; None where day or time is not known."""
    if meeting.day is None or meeting.starts is None:
        return None
    return ((meeting.day - 1) * 24 + meeting.starts.hour) * 60 + meeting.starts.minute


def _bordered(words: frozenset[str]) -> str:
    return f" {' '.join(sorted(words))} " if words else ""


def _mark(columns: dict[str, object]) -> str:
    told = {name: value for name, value in columns.items() if name not in WORKED_OUT}
    return sha256(_json(told).encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)


def _mark_gone(feed: str, seen: dict[str, str], on: date) -> int:
    """Marks what the feed held before and holds no longer. Many websites share a format: the key of a meeting names its website before a
    bar, and a file speaks for the websites in it alone."""
    speaks_for = {_website(key) for key in seen}
    gone = 0
    for table in (models.Facility, models.Meeting):
        kept = table.objects.filter(feed=feed, gone=None).values_list("pk", "key")
        missing = [pk for pk, key in kept if key not in seen and _website(key) in speaks_for]
        for start in range(0, len(missing), TOGETHER):
            gone += table.objects.filter(pk__in=missing[start : start + TOGETHER]).update(gone=on)
    return gone


def _website(key: str) -> str:
    return key.rpartition("|")[0]
