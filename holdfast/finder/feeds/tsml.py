"""Meetings in a table (CSV), as the 12 Step Meeting List plugin exports and imports them and the Meeting Guide's sheets hold them.

The columns are the Meeting Guide's fields in plain English; days and types are names, times mostly of twelve hours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from holdfast.finder.feeds.meeting_guide import rows_of, under_plain_names
from holdfast.finder.feeds.reading import csv_of
from holdfast.finder.listings import Row

NAMES, TIMES = {"name", "title", "group", "location"}, {"day", "time"}


def rows(path: Path, fellowship: str = "") -> Iterator[Row]:
    """Every meeting of the table. Raises InputError where its columns are not those of meetings."""
    lines = csv_of(path, _is_header, "a header with at least Name, Day, Time")
    yield from rows_of(((f"line {number}", cells) for number, cells in lines), fellowship)


def _is_header(names: Collection[str]) -> bool:
    columns = under_plain_names(dict.fromkeys(names, "there")).keys()
    return bool(columns & NAMES and columns & TIMES)
