"""FindTreatment.gov (SAMHSA), API v2: its JSON, as one page, as several, or as a folder of pages.

Source of names and meanings: "FindTreatment.gov API", v1.9 of January 2025; older wordings from real rows of 2019. A label is understood
only under its own category, because the same words mean different things in two: `findtreatment_codes.csv` holds category, code (`f2`),
label and our concept. A concept left empty is a label that we know and that claims nothing.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from holdfast.finder.feeds.addresses import point_in, postcode_of
from holdfast.finder.feeds.reading import jsons_of, link, not_a_feed, plain
from holdfast.finder.listings import Address, Facility, Row

CODES = Path(__file__).with_name("findtreatment_codes.csv")
STATES = Path(__file__).with_name("findtreatment_states.csv")
KNOWN_BY = {"name1", "street1", "services", "typefacility"}
RECORD_TYPE = "typeFacility"
OUT_OF_SCOPE = "out_of_scope"
UNNAMED = "Services"
OLDER_CATEGORIES = {"EDU": "ECS"}
"""Category codes until 2022, and the present one whose labels they share."""
ENVELOPES = ("rows", "data", "facilities", "results", "records", "items")
BETWEEN_LABELS = re.compile(r"\s*;\s*(?![^()]*\))")
BETWEEN_TYPES = re.compile(r"\s*[,;/|]\s*")
MARKS = re.compile("[®™©]")
PLACEHOLDER_PHONE = re.compile(r"\D*(\d)(\D*\1){9,}\D*")


def rows(path: Path) -> Iterator[Row]:
    """Every row of the file, or of all pages in a folder. Raises InputError where it holds no list of rows, or rows of something else."""
    found = list(_found(path))
    if found and not any(_is_ours(each.value) for each in found):
        raise not_a_feed(path, found[0].value, f"rows with {', '.join(sorted(KNOWN_BY))}")
    keys = _keys([each.value for each in found])
    for each, (key, key_warnings) in zip(found, keys, strict=True):
        yield _row(each.where, each.value, key, (*each.warnings, *key_warnings))


# --- Where the rows stand -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    where: str
    value: object
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Page:
    where: str
    rows: Sequence[object]
    number: int | None = None
    of: int | None = None
    record_count: int | None = None


def _found(path: Path) -> Iterator[_Found]:
    """Every row with its place. What a page says of the whole and what is there may differ: the first row of the page bears it."""
    run: list[_Page] = []
    for page in chain(_pages(path), [None]):
        if page is None or (run and (page.number is None or run[-1].number is None or page.number <= run[-1].number)):
            first, warnings = True, _disagreement(run)
            for each in run:
                for number, value in enumerate(each.rows, 1):
                    yield _Found(f"{each.where}row {number}", value, warnings if first else ())
                    first = False
            if warnings and first:
                raise not_a_feed(path, "; ".join(warnings), "a page with rows")
            run = []
        if page is not None:
            run.append(page)


def _pages(path: Path) -> Iterator[_Page]:
    files = sorted(each for each in path.iterdir() if each.suffix in (".json", ".gz")) if path.is_dir() else [path]
    if not files:
        raise not_a_feed(path, path.name, "a folder with at least one .json file")
    for file in files:
        inside = f"{file.name}, " if path.is_dir() else ""
        documents = jsons_of(file)
        pages = documents if len(documents) > 1 else [documents[0]]
        if len(pages) == 1 and isinstance(pages[0], list) and any(_is_envelope(each) for each in pages[0]):
            pages = pages[0]
        if len(pages) > 1 and not any(isinstance(each, list) or _is_envelope(each) for each in pages):
            pages = [pages]  # one row a line
        for number, value in enumerate(pages, 1):
            place = f"{inside}page {number}, " if len(pages) > 1 else inside
            if isinstance(value, list):
                yield _Page(place, value)
            elif isinstance(value, dict) and (held := _rows_in(value)) is not None:
                yield _Page(place, held, *(_whole_number(value.get(name)) for name in ("page", "totalPages", "recordCount")))
            elif len(pages) > 1:
                yield _Page(place, [value])
            else:
                raise not_a_feed(file, value, 'an object with a list of "rows", or a list of rows')


def _is_ours(value: object) -> bool:
    told = _plain_keys(value) if isinstance(value, dict) else {}
    return bool(KNOWN_BY & told.keys() or _loose(told))


def _rows_in(value: Mapping[str, Any]) -> list[object] | None:
    """The list of rows in an envelope, also one envelope deeper; None where it is no envelope."""
    for name in ENVELOPES:
        inner = value.get(name)
        if isinstance(inner, list) and "name1" not in value:
            return inner
        if isinstance(inner, dict) and (deeper := _rows_in(inner)) is not None:
            return deeper
    return None


def _is_envelope(value: object) -> bool:
    return isinstance(value, dict) and _rows_in(value) is not None


def _disagreement(run: Sequence[_Page]) -> tuple[str, ...]:
    """What the pages of one answer say of the whole, where it is not what is there."""
    if not run:
        return ()
    said, there = run[-1].record_count, sum(len(page.rows) for page in run)
    warnings = [f"the feed says it has {said} rows, and {there} are here"] if said is not None and said != there else []
    numbers = {page.number for page in run if page.number is not None}
    if (of := run[-1].of) is not None and 0 < len(numbers) < of:
        warnings.append(f"the feed says it has {of} pages, and {len(numbers)} of them are here")
    return tuple(warnings)


def _whole_number(value: object) -> int | None:
    text = plain(value)
    return int(text) if re.fullmatch(r"\d{1,9}", text) else None


# --- The same key for the same place, whenever it is read -----------------------------------------


def _keys(values: Sequence[object]) -> list[tuple[str, tuple[str, ...]]]:
    """A key for each row: name, street, ZIP code and kind of record, as a digest; the feed has no lasting number of its own. Rows that
    share all four also take their second name, second line and telephone, and as a last resort their order, which is told."""
    told = [_plain_keys(value) if isinstance(value, dict) else {} for value in values]
    short = [_digest(_text(each, "name1", "name"), _text(each, "street1"), _zip(each)[:5], *_types(each)) for each in told]
    long = [_digest(_text(each, "name2"), _text(each, "street2"), _phone(each, "phone")) for each in told]
    sharing = {
        one: {other for first, other in zip(short, long, strict=True) if first == one} for one, many in Counter(short).items() if many > 1
    }
    names = [f"{one}-{other[:8]}" if len(sharing.get(one, ())) > 1 else one for one, other in zip(short, long, strict=True)]
    seen: dict[str, dict[str, int]] = {}
    keys: list[tuple[str, tuple[str, ...]]] = []
    for name, each in zip(names, told, strict=True):
        same = seen.setdefault(name, {})
        number = same.setdefault(_content(each), len(same) + 1)
        warnings = ("another row has the same name, address and telephone: told apart by their order",) if number > 1 else ()
        keys.append((f"{name}-{number}" if number > 1 else name, warnings))
    return keys


def _content(told: Mapping[str, object]) -> str:
    """All that a row says, but for its place among the others."""
    return json.dumps({name: each for name, each in told.items() if name not in ("irow", "miles")}, sort_keys=True)


def _digest(*parts: str) -> str:
    return sha256("|".join(" ".join(_words(part)) for part in parts).encode()).hexdigest()


# --- One row --------------------------------------------------------------------------------------


def _row(where: str, value: object, key: str, warnings: tuple[str, ...]) -> Row:
    if not isinstance(value, dict):
        return Row(where, broken="a row must be an object with names and values", warnings=warnings)
    told = _plain_keys(value)
    name = _text(told, "name1", "name") or _text(told, "name2")
    if not name:
        return Row(where, broken="a row without a name (name1)", warnings=warnings)
    services = _services(told.get("services") or _loose(told))
    types = [_understood(RECORD_TYPE, "", each) for each in _types(told)]
    address, address_warnings = _address(told)
    facility = Facility(
        key=key,
        name=name,
        part=_text(told, "name2") if _text(told, "name2") != name else "",
        address=address,
        phone=_phone(told, "phone"),
        intake=_phone(told, "intake1"),
        hotline=_phone(told, "hotline1"),
        website=link(told.get("website")),
        offers=frozenset(concept for each in (*services.claimed, *types) if (concept := each.concept)),
        told=services.told,
    )
    unknown = [each.warning for each in (*services.claimed, *types) if each.warning]
    return Row(where, facility, warnings=(*warnings, *address_warnings, *services.warnings, *dict.fromkeys(unknown)))


def _plain_keys(value: Mapping[str, object]) -> dict[str, object]:
    """The row with its field names in one spelling: `type_facility` and `typeFacility` are the same field."""
    return {name.lower().replace("_", ""): each for name, each in value.items()}


def _text(told: Mapping[str, object], *names: str) -> str:
    return next((text for name in names if (text := plain(told.get(name)))), "")


def _types(told: Mapping[str, object]) -> list[str]:
    given = told.get("typefacility")
    texts = [plain(each) for each in given] if isinstance(given, list) else [plain(given)]
    return [part for text in texts for part in BETWEEN_TYPES.split(text) if part]


def _phone(told: Mapping[str, object], name: str) -> str:
    """A telephone number as it is told; one digit ten times over stands for none."""
    number = _text(told, name)
    return "" if PLACEHOLDER_PHONE.fullmatch(number) else number


def _zip(told: Mapping[str, object]) -> str:
    return postcode_of(_text(told, "zip", "zipcode", "postalcode"), "us")


def _address(told: Mapping[str, object]) -> tuple[Address, tuple[str, ...]]:
    """The address. A place that keeps its street to itself, as homes for people in recovery do, has only the point that it gave."""
    street = ", ".join(filter(None, (_text(told, "street1"), _text(told, "street2"))))
    north, east = _first(told, "latitude", "lat"), _first(told, "longitude", "lng", "lon", "long")
    where, warnings = point_in("us", north, east)
    state = _text(told, "state")
    address = Address(
        street=street,
        town=_text(told, "city"),
        region=states().get(state.casefold(), state),
        postcode=_zip(told),
        country="us",
        point=where,
        approximate=where is not None and not street,
    )
    return address, warnings


def _first(told: Mapping[str, object], *names: str) -> object:
    return next((told[name] for name in names if name in told), None)


@cache
def states() -> Mapping[str, str]:
    """Each state's two letters, by those letters and by its name, in small letters."""
    with STATES.open(encoding="utf-8", newline="") as file:
        return {name.casefold(): row["code"] for row in csv.DictReader(file) for name in (row["code"], row["state"])}


# --- What a place says it offers ------------------------------------------------------------------


@dataclass(frozen=True)
class _Meaning:
    concept: str = ""
    warning: str = ""


@dataclass(frozen=True)
class _Services:
    told: Mapping[str, tuple[str, ...]]
    claimed: Sequence[_Meaning]
    warnings: tuple[str, ...]


def _loose(told: Mapping[str, object]) -> dict[str, object]:
    """Categories that stand in the row itself, by their codes, as some who pass the feed on have them."""
    return {name.upper(): each for name, each in told.items() if name.upper() in meanings()[2] and each}


def _services(value: object) -> _Services:
    """The list of services: null is none told; a category may stand alone, or as a name with its labels, and a label without one."""
    if isinstance(value, dict):
        value = [value] if "f3" in value else [{"f1": "", "f2": name, "f3": labels} for name, labels in value.items()]
    told: dict[str, dict[str, None]] = {}
    claimed: list[_Meaning] = []
    strange = not isinstance(value, list) and bool(value)
    for item in value if isinstance(value, list) else ():
        service = _plain_keys(item) if isinstance(item, dict) else {"f3": item}
        f1, f2 = _text(service, "f1"), _text(service, "f2")
        given = service.get("f3")
        parts = given if isinstance(given, list) else [given]
        strange = strange or any(isinstance(part, dict | list) for part in parts)
        labels = [label for part in parts for label in _labels(plain(part))]
        for label in labels:
            told.setdefault(f1 or f2 or UNNAMED, {})[label] = None
            claimed.append(_understood(f1, f2, label))
    warnings = ("services that are no list of categories (f1, f2, f3)",) if strange else ()
    return _Services({heading: tuple(labels) for heading, labels in told.items()}, claimed, warnings)


@lru_cache(10_000)
def _labels(text: str) -> tuple[str, ...]:
    """The labels that a text joins by semicolons, except inside brackets."""
    return tuple(label for label in BETWEEN_LABELS.split(text) if label)


@lru_cache(10_000)
def _understood(f1: str, f2: str, label: str) -> _Meaning:
    """What a label means under its category; where the category's code is unknown, under its name."""
    groups, by_category, _ = meanings()
    under = [f2.upper(), OLDER_CATEGORIES.get(f2.upper(), ""), *by_category.get(_category(f1 or f2), ())]
    for group in filter(None, under):
        concept = groups.get((group, " ".join(_words(label))))
        if concept is not None:
            return _Meaning(concept if concept != OUT_OF_SCOPE else "")
    return _Meaning(warning=f"no code for '{label}' in '{f1 or f2 or UNNAMED}'")


@cache
def meanings() -> tuple[Mapping[tuple[str, str], str], Mapping[str, frozenset[str]], frozenset[str]]:
    """The concept by group and label or code; the groups that a category's name stands for; and the codes of categories. A group is a
    category's code, or its name where its code is not known."""
    concepts: dict[tuple[str, str], str] = {}
    groups: dict[str, set[str]] = {}
    with CODES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            group = row["f2"] or _category(row["category"])
            groups.setdefault(_category(row["category"]), set()).add(group)
            for name in filter(None, (row["label"], row["code"])):
                concepts.setdefault((group, " ".join(_words(name))), row["concept"])
    named = {category: frozenset(of) for category, of in groups.items()}
    return concepts, named, frozenset(group for of in groups.values() for group in of if group.isupper())


def _category(name: str) -> str:
    return " ".join(_words(re.sub(r"\([^()]*\)", " ", name)))


def _words(text: str) -> list[str]:
    """The words of a text without case, accents, marks and punctuation."""
    bare = unicodedata.normalize("NFKD", MARKS.sub("", text)).casefold().replace("&", " and ")
    return re.findall(r"[^\W_]+", "".join(sign for sign in bare if not unicodedata.combining(sign)))
