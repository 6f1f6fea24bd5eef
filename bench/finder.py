"""What is near, among 20,000 facilities and 100,000 meetings: `python -m bench.finder [SEARCHES] [--load]`.

Made-up listings, crowded around towns as people are, imported by Holdfast's own importer into SQLite. In one run, for the same people:
our whole search (the twenty best, sorted, counted, read from the database) in process; SQLite's own R*Tree over the same rows; and
scikit-learn's BallTree in memory. The peers give the twenty nearest that fit; what is nearest must be the same. `--load` also starts
the site and asks it for pages. Needs `make setup WITH=bench`. Quote the ratios and the 95th percentile.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import time as clock
from http.client import HTTPConnection
from itertools import accumulate, cycle
from math import cos, radians
from pathlib import Path
from urllib.parse import quote

import click
from rich.console import Console
from rich.table import Table

FACILITIES, MEETINGS, TOWNS = 20_000, 100_000, 400
MILES = 25.0
BAR_MS = 5.0
ON = date(2026, 11, 21)
OFFERS = [
    "payment.medicaid",
    "payment.medicare",
    "payment.private_insurance",
    "payment.self_pay",
    "payment.sliding_fee",
    "setting.outpatient",
    "setting.outpatient.iop",
    "setting.residential",
    "setting.residential.short_term",
    "therapy.cbt",
    "therapy.group",
    "therapy.individual",
    "language.es",
    "population.women",
    "population.pregnant_postpartum",
    "population.veterans",
    "harm_reduction.naloxone_education",
    "access.interim_care",
    "delivery.telehealth",
    "support.transport",
    "support.case_management",
    "testing.urine_drug_test",
    "testing.hiv",
    "continuing_care.aftercare",
    "recovery.peer_support",
    "quality.dea_registered",
    "medication.buprenorphine.any_use",
    "education.sud",
    "service.mental_health",
    "age.adults",
]
SHARES = list(accumulate(1 / (rank + 3) for rank in range(TOWNS)))
Search = Callable[["Point"], object]


def main_point(chance: random.Random, towns: Sequence[tuple[float, float]]) -> Point:
    """Somewhere around a town; the largest holds a sixteenth of all, as New York does of its country."""
    (north, east), *_ = chance.choices(towns, cum_weights=SHARES)
    return Point(north + chance.gauss(0, 0.18), east + chance.gauss(0, 0.22))


def rows(chance: random.Random, towns: Sequence[tuple[float, float]]) -> list[Row]:
    """Listings as feeds give them."""
    made: list[Row] = []
    for number in range(FACILITIES):
        offers = {"care.sud_treatment", *chance.sample(OFFERS, 18)}
        offers |= {"program.otp"} if chance.random() < 0.12 else {"medication.buprenorphine.prescribes"} if chance.random() < 0.4 else set()
        address = Address(street=f"{number} Main Street", town="Town", postcode="00000", country="us", point=main_point(chance, towns))
        made.append(
            Row(f"{number}", Facility(f"f{number}", f"Place {number}", address, phone=f"555-{number:07}", offers=frozenset(offers)))
        )
    for number in range(MEETINGS):
        address = Address(town="Town", country="us", point=main_point(chance, towns))
        day, starts = chance.randint(1, 7), clock(chance.randint(6, 22), chance.choice((0, 30)))
        kinds = frozenset(chance.sample(["O", "C", "X", "W", "M", "BE"], 2))
        made.append(
            Row(f"{number}", Meeting(f"m{number}", f"Meeting {number}", "Narcotics Anonymous", address, day, starts, 60, kinds=kinds))
        )
    return made


def ours() -> dict[str, Search]:
    """Our searches, whole."""
    return {
        "treatment": lambda at: search.facilities(search.Wanted(at, "us", ON, MILES, only_prescribing=True)),
        "meetings": lambda at: search.meetings(search.MeetingsWanted(at, MILES)),
    }


def rtree(file: Path) -> dict[str, Search]:
    """SQLite's R*Tree: the same rows, the box asked, distances measured by us, the twenty nearest that fit."""
    base = sqlite3.connect(file)
    for table in ("facility", "meeting"):
        base.execute(f"CREATE VIRTUAL TABLE near_{table} USING rtree(id, north, north2, east, east2)")
        base.execute(
            f"INSERT INTO near_{table} SELECT id, latitude, latitude, longitude, longitude FROM finder_{table} WHERE latitude IS NOT NULL"
        )
    base.commit()

    def nearest(table: str, at: Point, fits: str) -> list[tuple[object, ...]]:
        north = MILES / 69.0
        east = north / cos(radians(abs(at.latitude) + north))
        box = (at.latitude - north, at.latitude + north, at.longitude - east, at.longitude + east)
        asked = (
            f"SELECT t.id, t.latitude, t.longitude FROM near_{table} n JOIN finder_{table} t USING (id) "
            f"WHERE n.north >= ? AND n.north2 <= ? AND n.east >= ? AND n.east2 <= ? AND {fits}"
        )
        found = sorted((miles(at, Point(row[1], row[2])), row[0]) for row in base.execute(asked, box))
        shown = [pk for far, pk in found if far <= MILES][:20]
        return base.execute(f"SELECT * FROM finder_{table} WHERE id IN ({','.join('?' * len(shown))})", shown).fetchall()

    prescribes = "(offers LIKE '% program.otp %' OR offers LIKE '% medication.buprenorphine.prescribes %')"
    return {"treatment": lambda at: nearest("facility", at, prescribes), "meetings": lambda at: nearest("meeting", at, "in_person")}


def ball_tree(file: Path) -> dict[str, Search]:
    """scikit-learn's BallTree over what fits, made beforehand in memory; the rows found are then read from the same database."""
    import numpy as np
    from sklearn.neighbors import BallTree

    base = sqlite3.connect(file)
    where = {
        "facility": "offers LIKE '% program.otp %' OR offers LIKE '% medication.buprenorphine.prescribes %'",
        "meeting": "in_person",
    }
    trees = {}
    for table, fits in where.items():
        listed = np.array(base.execute(f"SELECT id, latitude, longitude FROM finder_{table} WHERE {fits}").fetchall())
        trees[table] = (listed[:, 0].astype(int), BallTree(np.radians(listed[:, 1:]), metric="haversine"))

    def nearest(table: str, at: Point) -> list[tuple[object, ...]]:
        ids, tree = trees[table]
        spot = np.radians([[at.latitude, at.longitude]])
        found, _ = tree.query_radius(spot, MILES / EARTH_RADIUS, return_distance=True, sort_results=True)
        shown = [int(ids[each]) for each in found[0][:20]]
        return base.execute(f"SELECT * FROM finder_{table} WHERE id IN ({','.join('?' * len(shown))})", shown).fetchall()

    return {"treatment": lambda at: nearest("facility", at), "meetings": lambda at: nearest("meeting", at)}


def timed(work: Search, places: Sequence[Point]) -> tuple[float, float]:
    """Milliseconds a search: the median and the 95th percentile, after a few that are not counted."""
    for place in places[:20]:
        work(place)
    took = []
    for place in places:
        start = time.perf_counter()
        work(place)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def differing(places: Sequence[Point], peer: dict[str, Search]) -> int:
    """How many places have another nearest meeting by the peer than by us."""
    wrong = 0
    for place in places:
        mine = [each.meeting.pk for each in search.meetings(search.MeetingsWanted(place, MILES)).shown]
        wrong += set(mine) != {row[0] for row in peer["meetings"](place)}  # type: ignore[attr-defined]
    return wrong


VISITS: dict[str, tuple[str, str]] = {
    "the start page": ("/us/en/", ""),
    "all eight questions": ("/us/en/guide/", ""),
    "what can help, with places": ("/us/en/guide/", "do=show&who=me&what=fentanyl&near={near}&far=25&medicine=all"),
    "a search for places": ("/us/en/places/", "near={near}&far=25&medicine=methadone"),
    "a search for meetings": ("/us/en/meetings/", "near={near}&far=25"),
}
VISITORS, SECONDS = 8, 8


def visit(port: int, path: str, form: str, places: Sequence[Point], until: float) -> list[float]:
    """One visitor, asking again as soon as answered: milliseconds for each page."""
    took = []
    for place in cycle(places):
        body = form.format(near=quote(f"{place.latitude:.4f},{place.longitude:.4f}"))
        line = HTTPConnection("127.0.0.1", port, timeout=30)
        start = time.perf_counter()
        line.request("POST" if form else "GET", path, body, {"Content-Type": "application/x-www-form-urlencoded"} if form else {})
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, (answer.status, path)
        took.append((time.perf_counter() - start) * 1000)
        line.close()
        if time.perf_counter() > until:
            return took
    return took


def on_land(place: Point) -> bool:
    """Whether the site takes the point for one in the United States."""
    try:
        return find_place(f"{place.latitude:.4f},{place.longitude:.4f}", "us").country == "us"
    except InputError:
        return False


def load(places: Sequence[Point]) -> None:
    """The site asked by several at once, in its own process, over the same listings."""
    port = 8765
    server = subprocess.Popen(
        [sys.executable, "-m", "holdfast", "start", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdout is not None
    server.stdout.readline()
    table = Table("page", "pages a second", "median ms", "95th percentile ms", box=None)
    try:
        with ThreadPoolExecutor(VISITORS) as visitors:
            for what, (path, form) in VISITS.items():
                until = time.perf_counter() + SECONDS
                each = [visitors.submit(visit, port, path, form, places[number::VISITORS], until) for number in range(VISITORS)]
                took = [one for visitor in each for one in visitor.result()]
                rate = len(took) / SECONDS
                table.add_row(what, f"{rate:.0f}", f"{statistics.median(took):.1f}", f"{statistics.quantiles(took, n=20)[-1]:.1f}")
    finally:
        server.terminate()
        server.wait()
    Console(width=120).print(f"\n{VISITORS} visitors at once, {SECONDS} s a page, on the same machine:", table)


@click.command()
@click.argument("searches", type=int, default=500)
@click.option("--load", "loaded", is_flag=True, help="Also start the site and ask it for pages.")
def main(searches: int, loaded: bool) -> None:
    """Prints the table; ends with 1 where the peers find something else or the bar is missed."""
    chance = random.Random(7)
    towns = [(chance.uniform(30, 46), chance.uniform(-120, -75)) for _ in range(TOWNS)]
    start = time.perf_counter()
    account = store("findtreatment", "made up", rows(chance, towns), ON)
    print(f"{account.listings:,} listings imported in {time.perf_counter() - start:.0f} s.")
    places = [main_point(chance, towns) for _ in range(searches)]
    file = environment.home() / "holdfast.sqlite3"
    everyone = {"Holdfast, whole search": ours(), "SQLite R*Tree": rtree(file), "scikit-learn BallTree": ball_tree(file)}
    table = Table("search", "engine", "median ms", "95th percentile ms", "ours is so many times as fast", box=None)
    slowest = 0.0
    for what in ("treatment", "meetings"):
        figures = {name: timed(searches_[what], places) for name, searches_ in everyone.items()}
        mine = next(iter(figures.values()))
        slowest = max(slowest, mine[1])
        for name, (median, late) in figures.items():
            table.add_row(what, name, f"{median:.2f}", f"{late:.2f}", f"{median / mine[0]:.2f}")
    Console(width=120).print(table)
    wrong = {name: differing(places, peer) for name, peer in list(everyone.items())[1:]}
    print(f"{searches} places, {MILES:g} miles. Places where the twenty nearest meetings differ: {wrong}.")
    print(f"Bar: {BAR_MS:g} ms at the 95th percentile; the slower of ours took {slowest:.2f} ms.")
    if loaded:
        load([place for place in places if on_land(place)])
    sys.exit(1 if any(wrong.values()) or slowest > BAR_MS else 0)


with tempfile.TemporaryDirectory() as folder:
    os.environ["HOLDFAST_HOME"] = folder
    from holdfast.site import environment
    from holdfast.site.opening import opened

    opened()
    from holdfast.finder import search
    from holdfast.finder.importing import store
    from holdfast.finder.listings import Address, Facility, Meeting, Point, Row
    from holdfast.finder.places import EARTH_RADIUS, find_place, miles
    from holdfast.language.errors import InputError

    if __name__ == "__main__":
        main()
