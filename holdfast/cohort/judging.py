"""A run over many people: batch by batch, each finished one kept until the last is done, so that a run that was ended goes on.

Nothing stands in the place of the answer until all of it does: it is put together under another name and then renamed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw
import polars as pl

from holdfast import __version__
from holdfast.cohort.counting import ASKED, Tally, conditions, tallied
from holdfast.cohort.tables import ROW, Checking, People, Table
from holdfast.engines.population import judged
from holdfast.language.errors import InputError, Problem
from holdfast.language.expressions import Node
from holdfast.language.rules import STATUSES, Dated

SIZE = 300_000
"""So many people are judged at a time."""
SMALL = {"compression": "zstd", "compression_level": 1}
Advance = Callable[[int], object]


class Missing(Exception):
    """An engine's packages are not installed; the message is the extra's name."""


@contextmanager
def workplace(out: Path | None, sources: Sequence[Path], about: Mapping[str, object]) -> Iterator[Path]:
    """The folder in which batches are kept: beside the answer, or a passing one where no file is asked for. What an earlier run of
    the same sources, about the same, has left there is found again; anything else is cleared away. After a wrong input nothing is
    left; after a run that was ended, the finished batches."""
    if out is None:
        with TemporaryDirectory() as passing:
            yield Path(passing)
        return
    folder = out.with_name(f".{out.name}.unfinished")
    stamps = [[str(path.resolve()), path.stat().st_size, path.stat().st_mtime_ns] for path in sources if path.exists()]
    run = json.dumps({"holdfast": __version__, "sources": stamps, **about}, sort_keys=True)
    try:
        if any(path.resolve() == out.resolve() for path in sources):
            raise InputError([Problem(str(out), "", "the answer would be written over the input", "", "Give --out another name.")])
        if not (folder / "run.json").is_file() or (folder / "run.json").read_text() != run:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / "run.json").write_text(run)
        yield folder
    except InputError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    except OSError as error:
        raise InputError([Problem(str(out), "", f"it cannot be written: {error.strerror or error}", "", "Check the folder.")]) from None
    shutil.rmtree(folder, ignore_errors=True)


def judge_all(people: People, dated: Dated, engine: str, folder: Path, out: Path | None, advance: Advance, size: int = SIZE) -> Tally:
    """Everybody judged and counted, and written to `out` where that is given. Raises InputError with every problem of every batch;
    then nothing is written."""
    judge = ENGINES[engine]
    checking, also, tally = Checking(dated, people.ids), conditions(dated), Tally()
    every = max(1, people.count // ASKED)
    parts: list[Path] = []
    for table, skip in _batches(people, size):
        part = folder / f"part {len(parts):06}.parquet"
        counted = part.with_suffix(".json")
        parts.append(part)
        if not counted.is_file():
            facts, unlikely = checking.checked(table, table.batch(skip, size), skip + 1)
            if checking.troubles.told:
                continue
            found = judge(facts, dated, (ROW, *people.ids), also, folder)
            if out is not None:
                found.select(*people.ids, *dated.guideline.options).write_parquet(part, **SMALL)  # type: ignore[arg-type]
            batch = tallied(found, facts, dated, people.ids, unlikely, every)
            _put(counted, batch.as_json())
        tally.add(Tally.from_json(counted.read_text()))
        advance(min(size, table.people - skip))
    if checking.troubles.told:
        raise InputError(checking.troubles.problems())
    if out is not None:
        whole = folder / "whole.parquet"
        pl.scan_parquet(parts, glob=False).sink_parquet(whole, **SMALL)  # type: ignore[call-overload]
        os.replace(whole, out)
    return tally


def _batches(people: People, size: int) -> Iterator[tuple[Table, int]]:
    for table in people.tables:
        for skip in range(0, table.people, size):
            yield table, skip


def _put(path: Path, text: str) -> None:
    """Written whole or not at all: it says that the batch is done."""
    path.with_suffix(".writing").write_text(text)
    os.replace(path.with_suffix(".writing"), path)


# --- Engines ----------------------------------------------------------------------------------------------------------------


def _by_polars(facts: pl.DataFrame, dated: Dated, keep: Sequence[str], also: Mapping[str, Node], folder: Path) -> pl.DataFrame:
    made: pl.LazyFrame = nw.to_native(judged(nw.from_native(facts.lazy()), dated, keep, also))
    # Every column is said once already, so that looking for what is said twice would only take time.
    return made.collect(optimizations=pl.QueryOptFlags(comm_subexpr_elim=False, comm_subplan_elim=False))


def _by_duckdb(facts: pl.DataFrame, dated: Dated, keep: Sequence[str], also: Mapping[str, Node], folder: Path) -> pl.DataFrame:
    import duckdb

    with TemporaryDirectory(dir=folder) as passing, duckdb.connect() as connection:
        given, found = Path(passing, "given.parquet"), Path(passing, "found.parquet")
        facts.write_parquet(given, **SMALL)  # type: ignore[arg-type]
        nw.to_native(judged(nw.from_native(connection.read_parquet(str(given))), dated, keep, also)).write_parquet(str(found))
        return _in_order(pl.read_parquet(found), dated)


def _by_spark(facts: pl.DataFrame, dated: Dated, keep: Sequence[str], also: Mapping[str, Node], folder: Path) -> pl.DataFrame:
    with TemporaryDirectory(dir=folder) as passing:
        given, found = Path(passing, "given.parquet"), Path(passing, "found")
        facts.write_parquet(given, **SMALL)  # type: ignore[arg-type]
        people: Any = spark_session().read.parquet(str(given))
        nw.to_native(judged(nw.from_native(people), dated, keep, also)).write.parquet(str(found))
        return _in_order(pl.read_parquet(found / "*.parquet"), dated)


def spark_session() -> Any:
    """A Spark on this machine, or the one that is running already."""
    from pyspark.sql import SparkSession

    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.codegen.wholeStage": "false"}
    builder = SparkSession.builder.master("local[*]").appName("holdfast")
    for name, value in quiet.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _in_order(found: pl.DataFrame, dated: Dated) -> pl.DataFrame:
    return found.sort(ROW).with_columns(pl.col(*dated.guideline.options).cast(pl.Enum(STATUSES)))


ENGINES: Mapping[str, Callable[[pl.DataFrame, Dated, Sequence[str], Mapping[str, Node], Path], pl.DataFrame]] = {
    "polars": _by_polars,
    "duckdb": _by_duckdb,
    "spark": _by_spark,
}
