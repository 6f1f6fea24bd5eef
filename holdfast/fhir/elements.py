"""Tolerant, typed access to what stands inside a FHIR resource.

Absent and null mean "not said". Something of the wrong type raises `Malformed` with its place, so that a reader never
guesses; whoever walks the bundle catches it and lists the whole entry as not used.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple, TypeVar

from holdfast.language.codes import ATC, HCPCS, ICD10CM, LOINC, SNOMEDCT, Code, RxNorm
from holdfast.language.errors import shortened

Obj = dict[str, object]
T = TypeVar("T")


class Malformed(Exception):
    """An element that is not of the type FHIR gives it; `where` is its path inside the resource."""

    def __init__(self, where: str, why: str, value: object) -> None:
        self.where, self.why, self.value = where, why, shortened(value)
        super().__init__(f"{where} {why} (got {self.value})")


def member(parent: Obj, key: str) -> Obj | None:
    """The object at `key`."""
    value = parent.get(key)
    if value is None or isinstance(value, dict):
        return value
    raise Malformed(key, "is not an object", value)


def members(parent: Obj, key: str) -> list[Obj]:
    """The objects in the list at `key`; one object alone is read as a list of one."""
    value = parent.get(key)
    if value is None:
        return []
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list):
        raise Malformed(key, "is not a list of objects", value)
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise Malformed(f"{key}[{index}]", "is not an object", item)
    return value


def text(parent: Obj, key: str) -> str:
    """The text at `key`; empty if there is none."""
    value = parent.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise Malformed(key, "is not text", value)


def flag(parent: Obj, key: str) -> bool | None:
    """The true or false at `key`."""
    value = parent.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise Malformed(key, "is neither true nor false", value)


def number(parent: Obj, key: str) -> float | None:
    """The number at `key`; text that looks like a number is not one."""
    value = parent.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Malformed(key, "is not a number", value)
    if (isinstance(value, float) and not math.isfinite(value)) or abs(value) > 1e15:
        raise Malformed(key, "is not a usable number", value)
    return value


# Codes -----------------------------------------------------------------------------------------------------------

ICD10 = "icd-10 outside the US"
INSTRUMENT_SYSTEM = "https://holdfast.example/instrument"
"""Instruments that no public vocabulary codes (COWS, SOWS), each code naming its version."""

System = type[Code] | str

SYSTEMS: dict[str, System] = {
    RxNorm.system: RxNorm,
    "urn:oid:2.16.840.1.113883.6.88": RxNorm,
    SNOMEDCT.system: SNOMEDCT,
    "urn:oid:2.16.840.1.113883.6.96": SNOMEDCT,
    LOINC.system: LOINC,
    "https://loinc.org": LOINC,
    "urn:oid:2.16.840.1.113883.6.1": LOINC,
    ICD10CM.system: ICD10CM,
    "http://www.cms.gov/Medicare/Coding/ICD10": ICD10CM,
    "urn:oid:2.16.840.1.113883.6.90": ICD10CM,
    "http://hl7.org/fhir/sid/icd-10": ICD10,
    "urn:oid:2.16.840.1.113883.6.3": ICD10,
    HCPCS.system: HCPCS,
    "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets": HCPCS,
    "http://terminology.hl7.org/CodeSystem/HCPCS-all-codes": HCPCS,
    "https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system": HCPCS,
    "urn:oid:2.16.840.1.113883.6.285": HCPCS,
    ATC.system: ATC,
    "https://www.whocc.no/atc": ATC,
    "urn:oid:2.16.840.1.113883.6.73": ATC,
    INSTRUMENT_SYSTEM: INSTRUMENT_SYSTEM,
}
NAMES: dict[System, str] = {
    RxNorm: "RxNorm", SNOMEDCT: "SNOMED CT", LOINC: "LOINC", ICD10CM: "ICD-10-CM", ICD10: "ICD-10", HCPCS: "HCPCS", ATC: "ATC",
}  # fmt: skip

Key = tuple[System, str]


def table(rows: dict[Code, T]) -> dict[Key, T]:
    """`rows` as a table that a coding read from a record is looked up in."""
    return {(type(code), code.value): row for code, row in rows.items()}


class Coding(NamedTuple):
    """One code of one system; `system` is the vocabulary's type where it is known, else the address as written."""

    system: System
    code: str
    display: str

    @property
    def key(self) -> Key:
        """What a `table` is looked up by."""
        return self.system, self.code

    @property
    def said(self) -> str:
        """The code with its vocabulary, for showing."""
        return f"{NAMES.get(self.system, 'code')} {short(self.code, 30)}"


class Concept(NamedTuple):
    """A CodeableConcept: codes that should mean the same, and the words beside them."""

    codings: tuple[Coding, ...]
    text: str

    @property
    def name(self) -> str:
        """The words a reader knows it by: its text, else the first display, else its code."""
        words = self.text or next((coding.display for coding in self.codings if coding.display), "")
        return short(words) if words else (self.codings[0].said if self.codings else "no code")

    @property
    def words(self) -> str:
        """All the words in it, lower case."""
        return " ".join([self.text, *(coding.display for coding in self.codings)]).lower()

    def said(self, coding: Coding | None = None) -> str:
        """The name with the code that was understood."""
        return f"{self.name} ({coding.said})" if coding and coding.said != self.name else self.name


NOTHING = Concept((), "")


def coding_of(item: Obj) -> Coding:
    """One Coding."""
    system = text(item, "system").rstrip("/")
    known = SYSTEMS.get(system)
    if known is None:
        known = SNOMEDCT if system.startswith("http://snomed.info/sct/") else system
    return Coding(known, text(item, "code").strip(), text(item, "display"))


def concept(parent: Obj, key: str) -> Concept:
    """The CodeableConcept at `key`; `NOTHING` if there is none."""
    found = member(parent, key)
    if found is None:
        return NOTHING
    return Concept(tuple([coding_of(item) for item in members(found, "coding")]), text(found, "text"))


def concepts(parent: Obj, key: str) -> list[Concept]:
    """The CodeableConcepts in the list at `key`."""
    return [concept({key: item}, key) for item in members(parent, key)]


def status_code(parent: Obj, key: str) -> str:
    """The first code of a status that is a CodeableConcept (clinicalStatus, verificationStatus), lower case."""
    found = concept(parent, key)
    for coding in found.codings:
        if coding.code:
            return coding.code.lower()
    return found.text.strip().lower()


def short(words: str, longest: int = 90) -> str:
    """`words` on one line, cut where they are long."""
    line = " ".join(words[: 4 * longest].split())
    return line if len(line) <= longest else line[:longest] + "…"


# Dates -----------------------------------------------------------------------------------------------------------

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)
OLDEST_YEAR, LATEST_YEAR = 1850, 2300
DAY = timedelta(days=1)


@dataclass(frozen=True)
class When:
    """A date of the record on the clock of the as-of time: the first and the last moment it can mean, and how it was written."""

    earliest: datetime
    latest: datetime
    text: str

    @property
    def timed(self) -> bool:
        """Whether a time of day was given."""
        return self.earliest == self.latest

    @property
    def day(self) -> str:
        """The date as written, without its time."""
        return self.text[:10]


def moment(value: str, key: str, zone: tzinfo | None) -> When:
    """A FHIR date, dateTime or instant. Without an offset it is on the as-of clock; if that clock has none, offsets are dropped."""
    match = _DATE.fullmatch(value)
    if match is None:
        raise Malformed(key, "is not a FHIR date", value)
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        first = datetime(int(year), int(month or 1), int(day or 1))
        if not OLDEST_YEAR <= first.year <= LATEST_YEAR:
            raise Malformed(key, "is not a believable date", value)
        if hour is None:
            return When(first, _last_moment(first, month, day), value)
        micro = int((fraction or "0")[:6].ljust(6, "0"))
        stamp = first.replace(hour=int(hour), minute=int(minute), second=min(int(second or 0), 59), microsecond=micro)
        if offset and zone is not None:
            stamp = stamp.replace(tzinfo=_offset(offset)).astimezone(zone).replace(tzinfo=None)
        return When(stamp, stamp, value)
    except (ValueError, OverflowError):
        raise Malformed(key, "is not a date that exists", value) from None


def _last_moment(first: datetime, month: str | None, day: str | None) -> datetime:
    if day:
        end = first + DAY
    elif month:
        end = (first + 31 * DAY).replace(day=1)
    else:
        end = first.replace(year=first.year + 1)
    return end - timedelta(microseconds=1)


def _offset(offset: str) -> tzinfo:
    if offset in "Zz":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def reference_of(parent: Obj, key: str) -> str:
    """The reference at `key`; empty if there is none."""
    found = member(parent, key)
    return text(found, "reference").strip() if found else ""
