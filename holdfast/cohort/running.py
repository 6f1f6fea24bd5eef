"""One run from files to counts, with the reasons for chosen people: what the command line and the pages show."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

import polars as pl

from holdfast.advice import Advice, advise, dated_guideline
from holdfast.casefile import Case, Origin
from holdfast.cohort.bulk_export import Export, Unread, facts_of_export
from holdfast.cohort.counting import Tally
from holdfast.cohort.judging import SIZE, Advance, judge_all, workplace
from holdfast.cohort.tables import ROW, Checking, People, opened, values_of
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.expressions import Place
from holdfast.language.kinds import Value
from holdfast.language.rules import Dated


@dataclass(frozen=True)
class Cohort:
    """What a run found. `explained` are the chosen people in the order asked for, each by the name asked for; `warned` counts the
    people of a FHIR export by the warnings met when they were read."""

    dated: Dated
    as_of: datetime
    engine: str
    tally: Tally
    explained: tuple[tuple[str, Case, Advice], ...]
    unread: tuple[Unread, ...]
    warned: Mapping[str, int]
    seconds: float


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the files, and how to judge them."""

    paths: tuple[Path, ...]
    as_of: datetime
    place: Place | None = None
    engine: str = "polars"
    ids: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()
    out: Path | None = None


def extra_for(engine: str) -> str | None:
    """The extra that the engine needs and that is not installed, or None."""
    needed = {"duckdb": "population", "spark": "spark"}
    package = {"duckdb": "duckdb", "spark": "pyspark"}.get(engine)
    return needed[engine] if package and importlib.util.find_spec(package) is None else None


def run(wanted: Wanted, begin: Callable[[str, int | None], Advance]) -> Cohort:
    """The whole run; `begin` is told what begins and how many people it is about, and gives what to call as it goes on.

    Raises InputError with every problem found; then there is no answer and nothing is left behind.
    """
    started = perf_counter()
    to_the_minute = any(_is_bulk(path) for path in wanted.paths)  # hours since a dose are counted from it
    about = {
        "guideline": guideline().version,
        "size": SIZE,
        "as_of": str(wanted.as_of if to_the_minute else wanted.as_of.date()),
        "place": wanted.place,
        "ids": wanted.ids,
        "engine": wanted.engine,
    }
    with workplace(wanted.out, wanted.paths, about) as folder:
        exported = _exported(wanted, folder, begin)
        paths = wanted.paths if exported is None else exported.tables
        if exported is not None and not paths:
            raise InputError([Problem(f"{each.file}, line {each.line}", each.id, each.why) for each in exported.unread[:20]])
        people = opened(paths, guideline(), wanted.ids, wanted.place, folder)
        dated = dated_guideline(wanted.as_of, people.place, {})
        explained = tuple(_explained(people, dated, wanted))
        tally = judge_all(people, dated, wanted.engine, folder, wanted.out, begin("Judging", people.count))
        unread = () if exported is None else exported.unread
        if wanted.out is not None:
            _put_unread(wanted.out, unread)
    warned = {} if exported is None else exported.warned
    return Cohort(dated, wanted.as_of, wanted.engine, tally, explained, unread, warned, perf_counter() - started)


def _is_bulk(path: Path) -> bool:
    return path.suffix.lower() == ".ndjson"


def _exported(wanted: Wanted, folder: Path, begin: Callable[[str, int | None], Advance]) -> Export | None:
    """The tables made of a FHIR export, or None where the files are tables already."""
    bulk = [path for path in wanted.paths if _is_bulk(path)]
    if not bulk:
        return None
    if len(bulk) != len(wanted.paths):
        other = next(path for path in wanted.paths if path not in bulk)
        raise InputError([Problem(other.name, "", "tables of facts and a FHIR export in one run", "one or the other", "Run them apart.")])
    return facts_of_export(bulk, folder, wanted.as_of, wanted.place or "us", begin("Reading the export", None))


def _put_unread(out: Path, unread: Iterable[Unread]) -> None:
    beside = out.with_suffix(".not-read.csv")
    with suppress(FileNotFoundError):
        beside.unlink()
    rows = [(each.id, each.file, each.line, each.why) for each in unread]
    if rows:
        with beside.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([("id", "file", "line", "why"), *rows])


def _explained(people: People, dated: Dated, wanted: Wanted) -> Iterable[tuple[str, Case, Advice]]:
    """The chosen people, by id or by row where there are no ids. Raises InputError where somebody is not there."""
    problems = []
    for name in wanted.explain:
        found = _found(people, name)
        if found is None:
            what = f"nobody has this {people.ids[0]!r}" if people.ids else "there is no such row"
            problems.append(Problem("--explain", shortened(name), what, "" if people.ids else f"1 to {people.count}"))
            continue
        index, skip = found
        checking = Checking(dated, people.ids)
        table = people.tables[index]
        facts, _ = checking.checked(table, table.batch(skip, 1), skip + 1)
        if checking.troubles.told:
            raise InputError(checking.troubles.problems())
        yield name, *_advised(values_of(facts.row(0, named=True), dated.guideline.facts), dated, wanted.as_of)
    if problems:
        raise InputError(problems)


def _found(people: People, name: str) -> tuple[int, int] | None:
    """The table in which the person stands, and how many stand before them there."""
    for index, table in enumerate(people.tables):
        if people.ids:
            said = table.rows.select(pl.col(people.ids[0]).cast(pl.String)).with_row_index(ROW)
            rows = said.filter(pl.col(people.ids[0]) == name).select(ROW).collect(engine="streaming")[ROW]
            if len(rows):
                return index, int(rows[0])
        elif name.isdecimal() and table.before < int(name) <= table.before + table.people:
            return index, int(name) - table.before - 1
    return None


def _advised(values: Mapping[str, Value], dated: Dated, as_of: datetime) -> tuple[Case, Advice]:
    known = derived(values)
    origins = {name: Origin("the table" if name in values else "worked out") for name in known}
    case = Case(as_of, dated.place, values, known, origins)
    return case, advise(known, as_of, dated.place)
