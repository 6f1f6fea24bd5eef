"""Fetches FindTreatment.gov page by page into a folder, which `findtreatment.rows` then reads. The only feed that asks the network.

What is asked for is a whole state, or the whole country: never a place or a need that somebody searched for. Pages already in the
folder are not asked for again, so that a fetch that was stopped goes on from there.
"""

from __future__ import annotations

import csv
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from holdfast.finder.feeds.findtreatment import STATES
from holdfast.language.errors import InputError, Problem, shortened

ADDRESS = "https://findtreatment.gov/locator/exportsAsJson/v2"
OF_SUBSTANCE_USE = "sa"
"""Kinds of place: with `both`, opioid treatment programmes are left out; without any, every health centre comes too."""
BY_NAME = 2
"""The order asked for: one in which no place changes its page while the pages are fetched."""
PAGE_SIZE = 500
"""Rows a page; the service allows 2,000."""
MOST_PAGES = 1000
MOST_BYTES = 200_000_000
"""So much may one page hold; 500 rows have about three million bytes."""
A_CHUNK = 1 << 16
TRIES = 3
TRY_LATER = (408, 425, 429)
KEPT_FOR = 24 * 3600
"""So many seconds a page of a fetch that was stopped is still taken to belong to the same answer."""


@dataclass(frozen=True)
class Page:
    """One page of the answer, kept in `file`: `number` of `of`. `fetched` is False for one that was kept from before."""

    file: Path
    number: int
    of: int
    fetched: bool


@dataclass(frozen=True)
class Manners:
    """How the service is asked, in seconds: the pause between two pages, the patience with a silence, and with a page in all."""

    pause: float = 0.7
    silence: float = 30
    page: float = 180


POLITE = Manners()


def pages(state: str | None, folder: Path, address: str = ADDRESS, manners: Manners = POLITE) -> Iterator[Page]:
    """Every page of a state's answer, or of the whole country's, in order; each is kept in the folder before it is told.

    Raises InputError for a state that the service has no number for, and where it does not answer: the pages fetched by then stay.
    """
    name, query = _asked(state)
    folder.mkdir(parents=True, exist_ok=True)
    kept = _kept(folder, name)
    number, of = 0, 1
    while number < of:
        number += 1
        file = folder / f"{name}-page-{number:04}.json"
        if number in kept:
            of = kept[number]
        else:
            if number > 1:
                time.sleep(manners.pause)
            url = f"{address}?{urlencode({**query, 'pageSize': PAGE_SIZE, 'page': number})}"
            content, of = _fetched(url, number, folder, manners)
            unfinished = file.with_suffix(".part")
            unfinished.write_bytes(content)
            os.replace(unfinished, file)
        yield Page(file, number, of, number not in kept)


def _asked(state: str | None) -> tuple[str, Mapping[str, object]]:
    """What the pages are called, and what is asked for. `sAddr` has to be there and counts for nothing in a whole state."""
    query = {"sAddr": "0,0", "sType": OF_SUBSTANCE_USE, "sort": BY_NAME}
    if state is None:
        return "us", query
    code = state.strip().upper()
    if code not in state_numbers():
        raise InputError([Problem("state", shortened(state), "FindTreatment.gov has no such state", ", ".join(sorted(state_numbers())))])
    return code.lower(), {**query, "limitType": 0, "limitValue": state_numbers()[code]}


@cache
def state_numbers() -> Mapping[str, int]:
    """SAMHSA's own number of each state, by the state's two letters."""
    with STATES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: int(row["id"]) for row in csv.DictReader(file)}


def _kept(folder: Path, name: str) -> Mapping[int, int]:
    """The pages of a fetch that was stopped, and how many pages each says there are. A fetch that is old or whole is forgotten."""
    files = sorted(folder.glob(f"{name}-page-*.json"))
    kept = {number: of for number, file in enumerate(files, 1) if (of := _pages_said(file.read_bytes(), number)) is not None}
    old = any(time.time() - file.stat().st_mtime > KEPT_FOR for file in files)
    if old or len(kept) < len(files) or set(kept) >= set(range(1, max(kept.values(), default=1) + 1)):
        for file in files:
            file.unlink()
        return {}
    return kept


def _pages_said(content: bytes, number: int) -> int | None:
    """How many pages the answer says there are; None where it is not that page of an answer."""
    try:
        answer = json.loads(content)
        if not isinstance(answer["rows"], list) or int(answer.get("page") or number) != number:
            return None
        return max(number, int(answer.get("totalPages") or 1))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _fetched(url: str, number: int, folder: Path, manners: Manners) -> tuple[bytes, int]:
    """The page and how many there are, asked for up to three times, each time after a longer pause."""
    why = ""
    for attempt in range(TRIES):
        time.sleep(manners.pause * 3**attempt if attempt else 0)
        try:
            content = _read(url, manners)
        except HTTPError as error:
            why = f"it answered {error.code} {error.reason}"
            if error.code < 500 and error.code not in TRY_LATER:
                break
        except (OSError, HTTPException, ValueError) as error:
            why = f"{getattr(error, 'reason', None) or error or type(error).__name__}"
        else:
            of = _pages_said(content, number)
            if of is not None and of <= MOST_PAGES:
                return content, of
            why = (
                "what it sent is not that page of an answer"
                if of is None
                else f"it says there are {of:,} pages; at most {MOST_PAGES:,} are fetched"
            )
    there = f"The pages before are kept in {folder}, and the same command goes on from there. " if number > 1 else ""
    by_hand = f"Or open {url} in a browser, save it, and import that file: holdfast import findtreatment FILE."
    raise InputError(
        [Problem(f"FindTreatment.gov, page {number}", "", f"could not be fetched: {why}", next_step=f"{there}Try again later. {by_hand}")]
    )


def _read(url: str, manners: Manners) -> bytes:
    """The answer as bytes. A service that only trickles is given up too."""
    until = time.monotonic() + manners.page
    asked = Request(url, headers={"Accept": "application/json", "User-Agent": "Holdfast"})
    with urlopen(asked, timeout=manners.silence) as answer:
        content = bytearray()
        while chunk := answer.read1(A_CHUNK):
            content += chunk
            if len(content) > MOST_BYTES:
                raise ValueError(f"a page of more than {MOST_BYTES:,} bytes")
            if time.monotonic() > until:
                raise TimeoutError("it took too long")
        return bytes(content)
