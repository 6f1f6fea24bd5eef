"""The register of the Care Quality Commission for England: its directory, its monthly list of active locations, its API's records.

The register says what a place may do, never what it does: who is registered to treat drug problems may prescribe methadone, or not.
Kept are places registered for substance misuse. "Rehabilitation services" are for the body, and a care home that also takes people who
misuse substances does not treat them. Managers and providers are named in the files and not kept: they may be one person.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from xml.etree import ElementTree

from holdfast.finder.feeds.addresses import point_in
from holdfast.finder.feeds.reading import Unread, csv_of, jsons_of, link, not_a_feed, plain, text_of
from holdfast.finder.listings import Address, Facility, Row

FIELDS = {
    "key": ("Location ID", "CQC Location ID (for office use only)", "locationId"),
    "name": ("Location Name", "Name", "name", "locationName"),
    "phone": ("Location Telephone Number", "Phone number", "mainPhoneNumber"),
    "website": ("Location Web Address", "Service's website (if available)", "website"),
    "street": ("Location Street Address", "Address", "postalAddressLine1"),
    "second": ("Location Address Line 2", "postalAddressLine2"),
    "town": ("Location City", "postalAddressTownCity"),
    "county": ("Location County", "postalAddressCounty"),
    "region": ("Location Region", "Region", "region"),
    "authority": ("Location Local Authority", "Local authority", "Local Authority", "localAuthority"),
    "postcode": ("Location Postal Code", "Postcode", "postalCode"),
    "north": ("Location Latitude", "onspdLatitude"),
    "east": ("Location Longitude", "onspdLongitude"),
    "status": ("registrationStatus", "Location Status"),
    "ended": ("deregistrationDate",),
    "dormant": ("Dormant (Y/N)", "dormancy"),
}
"""What each field is called: in the list of active locations, in the directory, in the API."""
LISTS = {
    "Service type": ("Service types", "gacServiceTypes"),
    "Regulated activity": ("regulatedActivities",),
    "Service user band": ("Specialisms/services", "specialisms"),
}
"""What each list is called in the directory and in the API. In the list of active locations every entry has a column of its own, such as
"Service type - Dental service", with Y in it."""

AS_PUBLISHED = {name.casefold(): name for names in (*FIELDS.values(), *LISTS.values()) for name in names}

SUBSTANCE_MISUSE = {
    "residential substance misuse treatment and or rehabilitation service": (
        "setting.residential care.sud_treatment",
        "give residential treatment for drug or alcohol problems",
    ),
    "community based services for people who misuse substances": (
        "setting.outpatient care.sud_treatment",
        "treat people with drug or alcohol problems in the community",
    ),
    "accommodation for persons who require treatment for substance misuse": (
        "setting.residential care.sud_treatment",
        "house people while they are treated for drug or alcohol problems",
    ),
}
FOR_PEOPLE_WITH_IT = "people who misuse drugs and alcohol"
HOSPITAL = "hospital services for people with mental health needs learning disabilities and problems with substance misuse"
HEALTH_CARE = {
    HOSPITAL: "setting.hospital_inpatient",
    "community based services for people with mental health needs": "care.mental_health",
    "doctors consultation service": "setting.primary_care",
    "doctors treatment service": "setting.primary_care",
    "remote clinical advice service": "delivery.telehealth",
}
"""Where such a place is also for people who misuse drugs and alcohol, it treats them."""
PRISON = "prison healthcare services"
AGES = {"children 0 18 years": "age.children_adolescents", "younger adults": "age.adults", "older people": "age.seniors"}
PUBLIC_NAMES = {
    "rehabilitation substance abuse": "residential substance misuse treatment and or rehabilitation service",
    "community services substance abuse": "community based services for people who misuse substances",
    "hospitals mental health capacity": HOSPITAL,
    "community services mental health": "community based services for people with mental health needs",
    "prison healthcare": PRISON,
    "phone online advice": "remote clinical advice service",
    "doctors gps": "doctors treatment service",
    "substance misuse problems": FOR_PEOPLE_WITH_IT,
    "caring for children": "children 0 18 years",
    "caring for adults under 65 yrs": "younger adults",
    "caring for adults over 65 yrs": "older people",
}
"""What the directory calls each service, and its name in law."""

LOST_NOUGHT = re.compile(r"^(?=[1-9]\d{8,9}$)")
"""Before a British number that was stored as a number."""
NOT_FOR_IT = "not registered for substance misuse"
NOT_TREATING = "for people who misuse drugs and alcohol too, but not registered to treat them"
IN_PRISON = "health care in a prison"
ENDED = "no longer registered"
DORMANT = "registered, but dormant"
NO_SERVICES = "its services are not stated: fetch the location's own record"
COLUMNS = f'a table with the columns "{FIELDS["key"][0]}" and "{FIELDS["name"][0]}", or "{FIELDS["key"][1]}" and "Name"'
MOST_ROWS_ABOVE_HEADER = 30
MOST_BYTES = 5_000_000_000
"""Of a sheet unpacked: the list of active locations has less than a fifth of this."""
TABLE, TEXT, OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text", "office"))
SHEET, ROW, PARAGRAPH, VALUE = f"{TABLE}table", f"{TABLE}table-row", f"{TEXT}p", f"{OFFICE}value"
ROWS_REPEATED, COLUMNS_REPEATED = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
BROADEST = 1000
"""Columns of a sheet; a row's empty end counts as thousands."""


def rows(path: Path) -> Iterator[Row]:
    """Every location of the file: CSV, an OpenDocument sheet, or JSON of the API. Raises InputError where it is none of these."""
    for where, record in _records(path) if _looks_like_json(path) else _lines(path):
        broken = record if isinstance(record, Unread) else "a location must be an object with names and values"
        yield _row(where, record) if isinstance(record, dict) else Row(where, broken=broken)


# --- Where the locations stand --------------------------------------------------------------------


def _looks_like_json(path: Path) -> bool:
    return not zipfile.is_zipfile(path) and text_of(path, "cp1252").lstrip()[:1] in ("{", "[")


def _records(path: Path) -> Iterator[tuple[str, object]]:
    documents = jsons_of(path)
    only = documents[0] if len(documents) == 1 else None
    if isinstance(only, dict) and "locationId" not in only and _page(only) is None:
        raise not_a_feed(path, only, 'a location of the API, a list of them, or an object with "locations"')
    parts = chain.from_iterable(document if isinstance(document, list) else [document] for document in documents)
    listed = list(chain.from_iterable([part] if (inner := _page(part)) is None else inner for part in parts))
    if listed and not any(isinstance(record, dict) and any(name in record for name in FIELDS["key"]) for record in listed):
        raise not_a_feed(path, listed[0], f"locations with {', '.join(FIELDS['key'])}")
    for number, record in enumerate(listed, 1):
        yield f"location {number}", record


def _page(value: object) -> list[object] | None:
    """The locations on a page of the API's list; None for what is no page."""
    inner = value.get("locations") if isinstance(value, dict) and "locationId" not in value else None
    return inner if isinstance(inner, list) else None


def _lines(path: Path) -> Iterator[tuple[str, object]]:
    """Each line under the header, which may stand below a title, on the first sheet that has one."""
    if not zipfile.is_zipfile(path):
        for number, record in csv_of(path, _is_header, COLUMNS):
            yield f"line {number}", record if isinstance(record, Unread) else {_published(name): cell for name, cell in record.items()}
        return
    seen = ""
    for sheet, lines in groupby(_sheets(path), itemgetter(0)):
        above = list(islice(lines, MOST_ROWS_ABOVE_HEADER))
        for index, (_, _, cells) in enumerate(above):
            header = [_published(plain(cell)) for cell in cells]
            if _is_header(header):
                for _, number, line in (*above[index + 1 :], *lines):
                    if any(cell.strip() for cell in line):
                        yield f"{sheet} {number}", dict(zip(header, line, strict=False))
                return
            seen = seen or ", ".join(filter(None, header))
    raise not_a_feed(path, seen, COLUMNS)


def _is_header(names: Collection[str]) -> bool:
    named = dict.fromkeys(map(_published, names), "there")
    return bool(_field(named, "key") and _field(named, "name"))


@lru_cache(1000)
def _published(column: str) -> str:
    """A column's name as the Commission writes it, whatever its case and its apostrophe."""
    return AS_PUBLISHED.get(column.replace("’", "'").casefold(), column)


def _sheets(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Every row of every sheet of an OpenDocument file, read as it streams past; an empty end counts once."""
    sheet, number = 1, 0
    try:
        with zipfile.ZipFile(path) as packed, packed.open("content.xml") as content:
            if packed.getinfo("content.xml").file_size > MOST_BYTES:
                raise ValueError(f"larger than {MOST_BYTES:,} bytes unpacked")
            for _, part in ElementTree.iterparse(content):
                if part.tag == ROW:
                    yield f"sheet {sheet}, row", number + 1, _cells(part)
                    number += int(part.get(ROWS_REPEATED) or 1)
                    part.clear()
                elif part.tag == SHEET:
                    sheet, number = sheet + 1, 0
                    part.clear()
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error, ElementTree.ParseError, RuntimeError) as error:
        raise not_a_feed(path, str(error), "an OpenDocument sheet (.ods), or the sheet saved as CSV") from None


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        shown = "\n".join("".join(paragraph.itertext()) for paragraph in cell.iter(PARAGRAPH)) if len(cell) else ""
        times = int(cell.get(COLUMNS_REPEATED) or 1)
        cells += [cell.get(VALUE) or shown] * min(times, BROADEST - len(cells))
    return cells


# --- One location ---------------------------------------------------------------------------------


def _row(where: str, record: Mapping[str, object]) -> Row:
    key, name = _field(record, "key"), _field(record, "name")
    if not key or not name:
        return Row(where, broken="a location without its CQC number" if not key else f"location {key} has no name")
    told = {heading: names for heading in LISTS if (names := _registered(record, heading))}
    services = {_known(each) for names in told.values() for each in names}
    why_not = _why_not(record, name, services, bool(told))
    unknown = sorted(
        each
        for each in services - set(PUBLIC_NAMES.values()) - set(SUBSTANCE_MISUSE) - set(HEALTH_CARE)
        if re.search("misuse|substance|drug|addiction", each)
    )
    warnings = tuple(f"no concept for '{each}'" for each in unknown)
    if why_not:
        return Row(where, left_out=why_not, warnings=warnings)

    offers, purposes = {"care.sud_treatment"}, []
    for each, (concepts, purpose) in SUBSTANCE_MISUSE.items():
        if each in services:
            offers |= set(concepts.split())
            purposes.append(purpose)
    if FOR_PEOPLE_WITH_IT in services and not purposes:
        purposes.append("give health care to people with drug or alcohol problems too")
    offers |= {concept for table in (HEALTH_CARE, AGES) for each, concept in table.items() if each in services}
    told |= {
        heading: (text,) for heading, field in (("Region", "region"), ("Local authority", "authority")) if (text := _field(record, field))
    }
    spot, point_warnings = point_in("uk", _field(record, "north"), _field(record, "east"))
    address = Address(
        street=", ".join(filter(None, (_field(record, "street"), _field(record, "second")))),
        town=_field(record, "town"),
        region=_field(record, "county") or _field(record, "region"),
        postcode=_field(record, "postcode").upper(),
        country="uk",
        point=spot,
    )
    facility = Facility(
        key=key,
        name=name,
        address=address,
        phone=LOST_NOUGHT.sub("0", _field(record, "phone")),
        website=link(_field(record, "website")),
        offers=frozenset(offers),
        told=told,
        register=f"Registered to {'; to '.join(purposes)}",
    )
    return Row(where, facility, warnings=(*warnings, *point_warnings))


def _why_not(record: Mapping[str, object], name: str, services: set[str], stated: bool) -> str:
    """Why a location is left out; empty for one that is kept."""
    if _field(record, "status").lower() in ("deregistered", "inactive", "deactivated") or _field(record, "ended"):
        return ENDED
    if _yes(_field(record, "dormant")):
        return DORMANT
    if (
        not stated
        and not any(name in record for names in LISTS.values() for name in names)
        and not any(_column(name)[0] in LISTS for name in record)
    ):
        return NO_SERVICES
    treats = services & set(SUBSTANCE_MISUSE)
    if PRISON in services and (not treats or re.search(r"\bHMP|\bYOI\b|\bHMYOI|\bprison\b", name, re.IGNORECASE)):
        return IN_PRISON
    if treats or (FOR_PEOPLE_WITH_IT in services and services & set(HEALTH_CARE)):
        return ""
    return NOT_TREATING if FOR_PEOPLE_WITH_IT in services else NOT_FOR_IT


def _field(record: Mapping[str, object], field: str) -> str:
    """A field by any of its names; the Commission's dash for nothing is nothing."""
    text = next((text for name in FIELDS[field] if (text := plain(record.get(name)))), "")
    return "" if text == "-" else text


def _registered(record: Mapping[str, object], heading: str) -> tuple[str, ...]:
    """What the location is registered for under a heading, in the feed's own words."""
    columns = [_column(name)[1] for name, cell in record.items() if cell and _column(name)[0] == heading and _yes(plain(cell))]
    listed = [each for name in LISTS[heading] for each in _names(record.get(name))]
    return tuple(dict.fromkeys(map(plain, (*columns, *listed))))


@lru_cache(1000)
def _column(name: str) -> tuple[str, str]:
    """The heading and the service that a column of the list of active locations stands for."""
    heading, dash, service = name.partition(" - ")
    return (heading, service) if dash else ("", "")


def _names(value: object) -> Sequence[str]:
    """The names in a list: parted by bars in the directory, objects with a description or a name in the API."""
    if isinstance(value, list):
        return [name for each in value for name in _names(each)]
    if isinstance(value, dict):
        return list(filter(None, [plain(value.get("description")) or plain(value.get("name"))]))
    return [name for part in plain(value).split("|") if (name := part.strip())]


def _known(service: str) -> str:
    """A service by its name in law, in small letters and without punctuation."""
    bare = " ".join(re.findall(r"[a-z0-9]+", service.lower()))
    return PUBLIC_NAMES.get(bare, bare)


def _yes(text: str) -> bool:
    return text.strip().lower() in ("y", "yes", "true", "1")
