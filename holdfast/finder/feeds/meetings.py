"""What every feed of meetings needs: the way in to one that is online, notes in one piece, and a key of its own for each."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, cast

from holdfast.finder.feeds.meeting_kinds import folded
from holdfast.finder.feeds.reading import LONGEST_TEXT, jsons_of, link, plain
from holdfast.finder.listings import Address, Meeting, Row

LONGEST_KEY = 160
ADDRESS_IN_TEXT = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
FEWEST_DIGITS = 7
NO = ("0", "0.0", "false", "no")
NOT_SHOWN = {"draft", "auto-draft", "pending", "private", "trash", "unpublished"}
"""How WordPress calls what it does not show."""
NO_LINK = "an address to join by that cannot be followed"
NOT_PUBLISHED, CLOSED, TWICE = "not published", "temporarily closed", "listed twice, word for word"
NO_WAY_IN = "neither a place nor a way in online"
ENVELOPES = ("meetings", "values", "data", "records", "results", "rows", "items")


class Online(NamedTuple):
    """How to join from afar: a web address, a telephone number, and what was written beside them."""

    link: str = ""
    dial: str = ""
    beside: str = ""

    def __bool__(self) -> bool:
        return bool(self.link or self.dial)


def answer_of(path: Path) -> object:
    """What the file holds; of several documents, one after the other, a list. Raises InputError where it is not JSON."""
    first, *others = jsons_of(path)
    others = [each for each in others if each != 0]  # WordPress ends some of its answers with a 0
    return [first, *others] if others else first


def records_in(answer: object) -> object:
    """The records of an answer: a list, out of an envelope or two, out of pages that were joined, or out of names that are but numbers.
    What is none of these stays as it is."""
    if isinstance(answer, list) and answer and all(_is_page(each) for each in answer):
        return [each for page in answer for each in cast(list[object], records_in(page))]
    if isinstance(answer, list):
        return [{"id": each.get("id")} | each["fields"] if _is_of_airtable(each) else each for each in answer]
    if not isinstance(answer, dict):
        return answer
    for name in ENVELOPES:
        if isinstance(answer.get(name), list | dict):
            return records_in(answer[name])
    return list(answer.values()) if all(isinstance(each, dict) for each in answer.values()) else answer


def _is_page(value: object) -> bool:
    if isinstance(value, dict):
        return any(isinstance(value.get(name), list) for name in ENVELOPES)
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _is_of_airtable(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("fields"), dict)


def text(fields: Mapping[str, object], *names: str) -> str:
    """The first of these fields that says something."""
    return next((said for name in names if (said := plain(fields.get(name)))), "")


def unpublished(told: Mapping[str, object]) -> bool:
    """Whether the feed says that the meeting is not, or not yet, to be shown."""
    stands = {text(told, name).casefold() for name in ("status", "post_status")}
    return told.get("published") is False or text(told, "published").casefold() in NO or bool(stands & NOT_SHOWN)


def online(address: object, number: str) -> Online:
    """The way in: an address that can be followed, if need be picked out of the words or the markup around it, and a number long enough
    to dial. Words without an address, such as a number to type in, stay beside."""
    words, marked_up = plain(address), html.unescape(address) if isinstance(address, str) else ""
    way, beside = link(words), [""]
    if not way and (found := ADDRESS_IN_TEXT.search(words) or ADDRESS_IN_TEXT.search(marked_up[:LONGEST_TEXT])):
        way = link(found[0].rstrip(").,;'"))
        beside = [words.replace(way, " ").strip(" ()-,;:")] if way else [""]
    elif not way and " " in words:
        beside = [words]
    number = number.removeprefix("tel:").strip()
    dial = number if sum(sign.isdigit() for sign in number) >= FEWEST_DIGITS and not ADDRESS_IN_TEXT.search(number) else ""
    beside += [number if number and not dial else ""]
    return Online(way, dial, noted(beside))


def noted(parts: Iterable[str]) -> str:
    """The parts that say something, each once, as sentences after one another."""
    said = dict.fromkeys(part for part in parts if part)
    return " ".join(part if part.endswith((".", "!", "?", ":", ";")) else f"{part}." for part in said)


def key_of(*parts: object) -> str:
    """A key of these parts, shortened by a digest where it would be too long to keep."""
    whole = "|".join(str(part) for part in parts if part not in ("", None))
    return whole if len(whole) <= LONGEST_KEY else f"{whole[: LONGEST_KEY - 17]}~{digest(whole)}"


def key_at(website: str, own: str, address: Address) -> str:
    """The website and a meeting's own name or number there. Where the file names no website, the town keeps it apart from a meeting that
    another file calls the same."""
    where = [folded(part) for part in (address.town, address.region) if part]
    return key_of(website, own) if website or not where else key_of(f"{own}~{digest(*where)}")


def digest(*parts: object) -> str:
    """Sixteen signs that stand for these parts, the same on every machine."""
    return sha256("|".join(str(part) for part in parts).encode()).hexdigest()[:16]


def each_once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each meeting under a key of its own. One that stands there twice, word for word, is left out the second time; another
    meeting under a key that is taken gets one from its own name, time and place, and a warning."""
    seen: dict[str, Meeting] = {}
    for row in rows:
        meeting, warnings = row.listing, row.warnings
        if not isinstance(meeting, Meeting):
            yield row
            continue
        first = seen.get(meeting.key)
        if first is not None and first != meeting:
            own = digest(meeting.name, meeting.day, meeting.starts, meeting.address.building, meeting.address.street, meeting.address.town)
            meeting = replace(meeting, key=f"{meeting.key}~{own}")
            warnings = (*warnings, "its identifier is another meeting's too")
            first = seen.get(meeting.key)
        if first is not None:
            yield Row(row.where, left_out=TWICE if first == meeting else "listed twice, at the same time and place", warnings=warnings)
        else:
            seen[meeting.key] = meeting
            yield Row(row.where, meeting, warnings=warnings)
