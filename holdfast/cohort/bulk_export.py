"""A FHIR R4 bulk export (NDJSON, a resource a line) → tables of facts, a row a person in the order of the Patients.

Each person's resources are gathered and read by the same code as one person's bundle, in several processes. What is gathered stands
on the disk, not in memory. Whoever cannot be read is told by file, line and reason, and is in no table.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import TextIO

import polars as pl

from holdfast.casefile import case_of_bundle
from holdfast.cohort.tables import USUAL_ID, type_of
from holdfast.fhir.versions import READ
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import WORKED_OUT
from holdfast.language.errors import InputError, Problem
from holdfast.language.expressions import Place

TOGETHER = 500
"""So many people, or more of a large export, are gathered in one file and read in one go."""
MOST_FILES = 200
KINDS = re.compile(rb'"resourceType"\s*:\s*"(Patient|Medication)"')


@dataclass(frozen=True)
class Unread:
    """Somebody, or something of somebody, that is in no table: by file and line, with the reason."""

    id: str
    file: str
    line: int
    why: str


@dataclass(frozen=True)
class Export:
    """What became of an export: the tables of facts in order, who is in none, and how often each warning was met."""

    tables: tuple[Path, ...]
    unread: tuple[Unread, ...]
    warned: Mapping[str, int]


def facts_of_export(
    paths: Sequence[Path], folder: Path, as_of: datetime, place: Place, advance: Callable[[int], object] = lambda people: None
) -> Export:
    """The export as tables of facts in `folder`. Raises InputError where a file is not NDJSON, holds nobody, or names somebody twice."""
    with closing(sqlite3.connect(folder / "people.db")) as known:
        count = _people(paths, known)
        unread = _gathered(paths, known, folder, max(TOGETHER, -(-count // MOST_FILES)))
    gathered = sorted(folder.glob("gathered *.ndjson"))
    warned: Counter[str] = Counter()
    read = partial(_read, as_of=as_of, place=place)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for people, missed, warnings in pool.map(read, gathered):
            unread += missed
            warned.update(warnings)
            advance(people)
    return Export(tuple(sorted(folder.glob("gathered *.parquet"))), tuple(unread), warned)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError([Problem(path.name, "", f"the file cannot be read: {error.strerror or error}", "", "Check the name.")]) from None


def _resource(path: Path, number: int, line: bytes) -> dict[str, object]:
    where = f"{path.name}, line {number}"
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        cut = "" if line.endswith(b"\n") else "The file seems to be cut off. Export it again."
        raise InputError([Problem(where, "", f"this is not JSON: {error}", "a FHIR R4 resource on each line", cut)]) from None
    if not isinstance(found, dict):
        raise InputError([Problem(where, "", "this is not a resource", "a FHIR R4 resource on each line")])
    return found


def _people(paths: Sequence[Path], known: sqlite3.Connection) -> int:
    """Puts down the Patients, each with its place, and the Medications that others point to."""
    known.execute("create table if not exists patient (id text primary key, place integer, file text, line integer)")
    known.execute("create table if not exists medication (id text primary key, resource text)")
    known.execute("delete from patient")
    known.execute("delete from medication")
    count, problems = 0, []
    for path in paths:
        for number, line in _lines(path):
            if not KINDS.search(line):
                continue
            resource = _resource(path, number, line)
            kind, own = resource.get("resourceType"), str(resource.get("id") or "")
            if kind == "Medication":
                known.execute("insert or replace into medication values (?, ?)", (own, line.decode().strip()))
            elif kind == "Patient":
                twin = known.execute("select file, line from patient where id = ?", (own,)).fetchone()
                if not own or twin:
                    why = f"the Patient of {twin[0]}, line {twin[1]}, has the same id" if twin else "this Patient has no id"
                    problems.append(Problem(f"{path.name}, line {number}", own, why, "an id for each Patient"))
                    continue
                known.execute("insert into patient values (?, ?, ?, ?)", (own, count, path.name, number))
                count += 1
    if not count:
        problems.append(Problem(", ".join(path.name for path in paths), "", "the export holds no Patient", "the file of the Patients too"))
    if problems:
        raise InputError(problems[:20])
    known.commit()
    return count


def _gathered(paths: Sequence[Path], known: sqlite3.Connection, folder: Path, together: int) -> list[Unread]:
    """Puts each person's lines beside each other, so many people a file."""
    unread = []
    with ExitStack() as stack:
        files: dict[int, TextIO] = {}
        for path in paths:
            for number, line in _lines(path):
                resource = _resource(path, number, line)
                kind = resource.get("resourceType")
                if kind not in READ:
                    continue
                own = str(resource.get("id") or "")
                whose = own if kind == "Patient" else _subject(resource)
                found = known.execute("select place from patient where id = ?", (whose,)).fetchone()
                if found is None:
                    why = f"{kind}/{own} is about {whose or 'nobody'}, of whom the export holds no Patient"
                    unread.append(Unread(whose, path.name, number, why))
                    continue
                file = found[0] // together
                if file not in files:
                    files[file] = stack.enter_context((folder / f"gathered {file:06}.ndjson").open("w", encoding="utf-8"))
                lines = [line.decode("utf-8", "replace").strip(), *_medication(resource, known)]
                files[file].writelines(f"{found[0]}\t{path.name}\t{number}\t{each}\n" for each in lines)
    return unread


def _subject(resource: Mapping[str, object]) -> str:
    pointer = resource.get("patient") if resource.get("patient") is not None else resource.get("subject")
    reference = pointer.get("reference") if isinstance(pointer, dict) else None
    return re.split(r"[/:]", reference)[-1] if isinstance(reference, str) else ""


def _medication(resource: Mapping[str, object], known: sqlite3.Connection) -> list[str]:
    pointer = resource.get("medicationReference")
    reference = pointer.get("reference") if isinstance(pointer, dict) else None
    if not isinstance(reference, str):
        return []
    found = known.execute("select resource from medication where id = ?", (re.split(r"[/:]", reference)[-1],)).fetchone()
    return [found[0]] if found else []


def _read(gathered: Path, as_of: datetime, place: Place) -> tuple[int, list[Unread], Counter[str]]:
    """One file of gathered people as a table of facts: how many there were, who could not be read, and the warnings met."""
    rows: list[dict[str, object]] = []
    unread: list[Unread] = []
    warned: Counter[str] = Counter()
    split = [line.rstrip("\n").split("\t", 3) for line in gathered.open(encoding="utf-8")]
    split.sort(key=lambda line: int(line[0]))
    everybody = [list(lines) for _, lines in groupby(split, key=lambda line: line[0])]
    for lines in everybody:
        resources = [json.loads(text) for text in dict.fromkeys(line[3] for line in lines)]
        at = next(index for index, line in enumerate(lines) if json.loads(line[3]).get("resourceType") == "Patient")
        own = next(str(each["id"]) for each in resources if each.get("resourceType") == "Patient")
        try:
            case = case_of_bundle({"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]}, as_of, place)
        except InputError as error:
            unread.append(Unread(own, lines[at][1], int(lines[at][2]), " ".join(str(problem) for problem in error.problems)))
            continue
        warned.update({warning.code for warning in case.warnings})
        rows.append({USUAL_ID: own, **case.facts})
    if rows:
        facts = {name: type_of(fact, True) for name, fact in FACTS.items() if name not in WORKED_OUT}
        pl.DataFrame(rows, schema={USUAL_ID: pl.String(), **facts}).write_parquet(gathered.with_suffix(".parquet"))
    gathered.unlink()
    return len(everybody), unread, warned
