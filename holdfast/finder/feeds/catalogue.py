"""Which feeds can be imported: what each is called, what it holds, and the words of thanks that its publisher asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from holdfast.finder.feeds import california, cqc, findtreatment
from holdfast.finder.listings import Country, Row


@dataclass(frozen=True)
class Feed:
    """One kind of file. `rows` reads it; `attribution` is shown wherever its listings are; `country` is empty for a feed of many."""

    code: str
    title: str
    attribution: str
    kind: Literal["facilities", "meetings"]
    country: Country | Literal[""]
    rows: Callable[[Path], Iterator[Row]]


_ALL = (
    Feed(
        "findtreatment",
        "United States: FindTreatment.gov",
        "Source: SAMHSA FindTreatment.gov, which does not endorse Holdfast",
        "facilities",
        "us",
        findtreatment.rows,
    ),
    Feed(
        "cqc",
        "England: the register of the Care Quality Commission",
        "Contains CQC information licensed under the Open Government Licence v3.0",
        "facilities",
        "uk",
        cqc.rows,
    ),
    Feed(
        "california",
        "California: licensed and certified treatment facilities",
        "Source: California Department of Health Care Services, open data",
        "facilities",
        "us",
        california.rows,
    ),
)

FEEDS: Mapping[str, Feed] = {feed.code: feed for feed in _ALL}
