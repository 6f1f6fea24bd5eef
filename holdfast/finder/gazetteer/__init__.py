"""Where ZIP codes, postcodes and towns lie: small tables that come with Holdfast. README.md tells whose they are and how to remake them."""

from __future__ import annotations

import gzip
from pathlib import Path

FOLDER = Path(__file__).parent
ZIPS = "us_zips"
"""`ZIP,latitude,longitude` a line, sorted."""
TOWNS = "towns"
"""`name<tab>region<tab>people<tab>latitude<tab>longitude` a line, those with most people first."""
OUTCODES = "uk_outcodes"
"""`outward code,latitude,longitude` a line, sorted; not part of Holdfast, there only once somebody has made it."""

AREAS = "uk_postcode_areas"
"""`area,post town,region` a line: what the letters of a postcode stand for, typed by hand."""


def table(name: str) -> str:
    """The whole table as text, or nothing where there is no such table."""
    packed, typed = FOLDER / f"{name}.gz", FOLDER / f"{name}.csv"
    if packed.is_file():
        return gzip.decompress(packed.read_bytes()).decode("utf-8")
    return typed.read_text(encoding="utf-8") if typed.is_file() else ""


def keep(name: str, lines: list[str]) -> Path:
    """Writes a table. The same lines always make the same bytes."""
    file = FOLDER / f"{name}.gz"
    file.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode("utf-8"), compresslevel=9, mtime=0))
    return file
