"""Tables of a study: printed, written as Markdown, and put between the markers of a page that is otherwise written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.table import Table as RichTable


@dataclass(frozen=True)
class Table:
    """One table. `name` is what the page's markers say; `note` stands under it."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def markdown(table: Table) -> str:
    """The table as Markdown, with its note."""
    lines = [f"**{table.title}**", "", _line(table.columns), "|---" * len(table.columns) + "|", *map(_line, table.rows)]
    return "\n".join([*lines, "", table.note] if table.note else lines)


def shown(table: Table) -> RichTable:
    """The table for a terminal."""
    found = RichTable(title=table.title, caption=table.note or None, title_justify="left", caption_justify="left")
    for place, column in enumerate(table.columns):
        found.add_column(column, justify="right" if place else "left")
    for row in table.rows:
        found.add_row(*row)
    return found


def renewed(page: str, tables: Iterable[Table]) -> str:
    """The page with every table between its markers made anew. ValueError where a table has no place in it, or a place no table."""
    places = set(re.findall(r"<!-- table: (\w+) -->", page))
    tables = list(tables)
    if odd := places ^ {table.name for table in tables}:
        raise ValueError(f"tables and places of the page differ: {', '.join(sorted(odd))}")
    for table in tables:
        begin, end = f"<!-- table: {table.name} -->", f"<!-- end: {table.name} -->"
        if end not in page:
            raise ValueError(f"the place of the table {table.name} has no end")
        before, _, rest = page.partition(begin)
        after = rest.partition(end)[2]
        page = f"{before}{begin}\n{markdown(table)}\n{end}{after}"
    return page


def share(part: int, whole: int) -> str:
    """A percentage, in words a reader can check: `12 (34 %)`."""
    return f"{part} ({percent(part, whole)})" if whole else "–"


def percent(part: int, whole: int) -> str:
    """A percentage; whole where it is neither none nor all."""
    if not whole:
        return "–"
    rounded = round(100 * part / whole)
    if part and not rounded:
        return "< 1 %"
    if part < whole and rounded == 100:
        return "> 99 %"
    return f"{rounded} %"


def median(values: Sequence[float]) -> float | None:
    """The middle value, the lower of two; None of nothing."""
    return sorted(values)[(len(values) - 1) // 2] if values else None


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
