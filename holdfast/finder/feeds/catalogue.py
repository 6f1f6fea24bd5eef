"""Which feeds can be imported: what each is called, what it holds, and the words of thanks that its publisher asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from holdfast.finder.feeds import bmlt, california, cqc, findtreatment, meeting_guide, tsml
from holdfast.finder.listings import Country, Row


@dataclass(frozen=True)
class Feed:
    """One kind of file. `rows` reads it; `attribution` is shown wherever its listings are; `country` is empty for a feed of many.
    With `asks_whose`, `rows` takes a second argument: the fellowship whose meetings these are where the file does not say."""

    code: str
    title: str
    attribution: str
    kind: Literal["facilities", "meetings"]
    country: Country | Literal[""]
    rows: Callable[..., Iterator[Row]]
    asks_whose: bool = False


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
    Feed(
        "bmlt",
        "Narcotics Anonymous: meetings from a BMLT server",
        "Meetings: Narcotics Anonymous service bodies, via the Basic Meeting List Toolbox (BMLT)",
        "meetings",
        "",
        bmlt.rows,
    ),
    Feed(
        "meeting_guide",
        "Meetings: Meeting Guide JSON, from a fellowship's website",
        "Meetings: from the fellowship's own website, in the format of the Meeting Guide",
        "meetings",
        "",
        meeting_guide.rows,
        asks_whose=True,
    ),
    Feed(
        "tsml",
        "Meetings: table (CSV) of the 12 Step Meeting List plugin",
        "Meetings: from the fellowship's own table, in the format of the 12 Step Meeting List",
        "meetings",
        "",
        tsml.rows,
        asks_whose=True,
    ),
)

FEEDS: Mapping[str, Feed] = {feed.code: feed for feed in _ALL}
