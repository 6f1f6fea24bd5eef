"""Millions of people by the whole guideline: `python -m bench.population [--people 1000000,2000000,5000000] [--spark]`.

Made-up people with gaps drawn for each fact of each person by itself, written as Parquet; nobody who could not exist. Then, each in
a process of its own: the engine alone with the Parquet scan, and the whole command (checks, counts, answer written). In the same run:
DuckDB's plain SQL, a loop compiled from C where gcc is there, and Spark with `--spark`. Quote the ratios: machines differ, and this
one should have nothing else to do.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import click
import narwhals as nw
import polars as pl
from rich.console import Console
from rich.table import Table

from bench.population_peers import BLOCK, compiled, plain_sql
from holdfast.cohort.judging import SIZE
from holdfast.cohort.running import Wanted, run
from holdfast.cohort.tables import type_of
from holdfast.engines.population import followed, impossible, judged
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import Fact
from holdfast.language.kinds import Category, Number, YesNo
from holdfast.language.rules import Dated

AS_OF = datetime(2026, 11, 21, 9)
CHUNK = 100_000
FOR_SQL, FOR_SPARK = 200_000, 5_000
GOAL, TIMES_SQL, CEILING_MB = 150, 10, 1024


def dated_guideline() -> Dated:
    """The guideline of the day."""
    return guideline().on(AS_OF.date(), "us")


def write_people(path: Path, count: int, dated: Dated) -> None:
    """So many possible people, in parts so that memory stays small."""
    parts = path.with_suffix(".parts")
    parts.mkdir()
    made, seed = 0, 0
    while made < count:
        people = _possible(_anybody(CHUNK, seed, dated), dated).head(count - made)
        people.with_columns(pl.int_range(made, made + len(people)).alias("id")).write_parquet(parts / f"{seed:05}.parquet")
        made, seed = made + len(people), seed + 1
    pl.scan_parquet(parts / "*.parquet").sink_parquet(path)
    shutil.rmtree(parts)


def _anybody(count: int, seed: int, dated: Dated) -> pl.DataFrame:
    draw = random.Random(seed)
    columns = []
    for name, fact in dated.guideline.facts.items():
        if name not in dated.guideline.worked_out:
            values = pl.Series(name, _values(fact, draw), type_of(fact, name == "days_opioid_free"))
            drawn = values.sample(count, with_replacement=True, shuffle=True, seed=draw.getrandbits(32))
            share = draw.choice((2, 2, 3, 6))
            known = pl.Series([True] + [False] * (share - 1)).sample(count, with_replacement=True, shuffle=True, seed=draw.getrandbits(32))
            columns.append(pl.select(pl.when(known).then(drawn).alias(name)).to_series())
    return pl.DataFrame(columns)


def _values(fact: Fact, draw: random.Random) -> list[object]:
    match fact.kind:
        case YesNo():
            return [True, False]
        case Category(values):
            return list(values)
        case Number(_, low, high, whole):
            near = min(high, low + 100)
            some = [draw.uniform(low, high if draw.random() < 0.2 else near) for _ in range(500)]
            return [round(value) if whole else round(value, 1) for value in some]


def _possible(people: pl.DataFrame, dated: Dated) -> pl.DataFrame:
    """Of two facts that contradict each other the later one is left out; whoever still could not exist goes."""
    hard = [each for each in dated.guideline.impossible if not each.only_unlikely]
    for _ in range(3):
        cannot = nw.to_native(impossible(nw.from_native(people.lazy()), dated)).collect()
        spare = {each.name: next((fact.name for fact in reversed(each.facts) if fact.name in people.columns), None) for each in hard}
        for each in hard:
            if (name := spare[each.name]) is not None:
                people = people.with_columns(pl.when(~cannot[each.name]).then(pl.col(name)).alias(name))
    cannot = nw.to_native(impossible(nw.from_native(people.lazy()), dated)).collect()
    return people.filter(~cannot.select(pl.any_horizontal(*(each.name for each in hard))).to_series())


# --- What is measured, each in a process of its own --------------------------------------------------------------------------


def engine_alone(path: Path) -> dict[str, float]:
    """Scan and judge, batch by batch; the statuses are made and let go."""
    dated, people = dated_guideline(), pl.scan_parquet(path).select(pl.len()).collect().item()
    quick = pl.QueryOptFlags(comm_subexpr_elim=False, comm_subplan_elim=False)
    begun = time.perf_counter()
    for skip in range(0, people, SIZE):
        batch = nw.from_native(pl.scan_parquet(path).slice(skip, SIZE))
        assert nw.to_native(judged(batch, dated)).collect(optimizations=quick).width == len(dated.guideline.options)
    return _measured(begun, people)


def whole_command(path: Path) -> dict[str, float]:
    """What `holdfast population --out` does."""
    begun = time.perf_counter()
    out = path.with_name("answer.parquet")
    cohort = run(Wanted((path,), AS_OF, "us", out=out), lambda what, people: lambda done: None)
    return _measured(begun, cohort.tally.people)


def _measured(begun: float, people: int) -> dict[str, float]:
    return {
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time(),
        "people": people,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


MEASURED = {"engine": engine_alone, "command": whole_command}


def apart(what: str, path: Path) -> dict[str, float]:
    """One measurement, in a process that has held nothing before."""
    words = [sys.executable, "-m", "bench.population", "--measure", what, str(path)]
    answer = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def with_what_follows(path: Path, count: int, dated: Dated) -> pl.DataFrame:
    """The first people's facts, with what follows worked out: what the two peers are handed."""
    known = followed(nw.from_native(pl.scan_parquet(path).head(count)), dated)
    return nw.to_native(known).collect()


def by_sql(facts: pl.DataFrame, dated: Dated, folder: Path) -> tuple[float, pl.DataFrame]:
    """Seconds that DuckDB takes for plain SQL with the Parquet scan, and its answer."""
    import duckdb

    given, found = folder / "given.parquet", folder / "found.parquet"
    facts.with_row_index("row").write_parquet(given)
    with duckdb.connect() as connection:
        query = plain_sql(dated, f"read_parquet('{given}')")
        connection.execute(f"explain {query}")  # planning is not counted
        begun = time.perf_counter()
        connection.execute(f"copy ({query}) to '{found}' (format parquet)")
        return time.perf_counter() - begun, pl.read_parquet(found).sort("row").drop("row")


def by_spark(path: Path, folder: Path) -> tuple[float, bool]:
    """Seconds that Spark on this machine takes for some of the people, and whether its table is the same as Polars'."""
    some = folder / "some.parquet"
    pl.scan_parquet(path).head(FOR_SPARK).sink_parquet(some)
    found, seconds = [], 0.0
    for engine in ("polars", "spark"):
        begun = time.perf_counter()
        run(Wanted((some,), AS_OF, "us", engine, out=folder / f"{engine}.parquet"), lambda what, people: lambda done: None)
        seconds = time.perf_counter() - begun
        found.append(pl.read_parquet(folder / f"{engine}.parquet"))
    return seconds, found[0].equals(found[1])


@click.command()
@click.option("--people", "sizes", default="1000000,2000000,5000000", show_default=True)
@click.option("--spark", is_flag=True, help="Spark, too: needs Java and the extra `spark`.")
@click.option("--measure", nargs=2, hidden=True)
def main(sizes: str, spark: bool, measure: tuple[str, str] | None) -> None:
    """Prints the tables."""
    if measure:
        click.echo(json.dumps(MEASURED[measure[0]](Path(measure[1]))))
        return
    dated, console = dated_guideline(), Console()
    rules = len(dated.rulings)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = Table("what", "people", "seconds", "CPU s", "million judgements/s", "peak MB", box=None)
        rates: dict[tuple[str, int], float] = {}
        path = folder / "people.parquet"
        for count in [int(size) for size in sizes.split(",")]:
            write_people(path, count, dated)
            for what in MEASURED:
                found = apart(what, path)
                rates[what, count] = count * rules / found["seconds"] / 1e6
                row = (
                    what,
                    f"{count:,}",
                    f"{found['seconds']:.1f}",
                    f"{found['cpu']:.1f}",
                    f"{rates[what, count]:.0f}",
                    f"{found['mb']:.0f}",
                )
                table.add_row(*row)
        console.print(table)
        facts = with_what_follows(path, FOR_SQL, dated)
        ours = nw.to_native(judged(nw.from_native(pl.scan_parquet(path).head(FOR_SQL)), dated)).collect()
        seconds, answer = by_sql(facts, dated, folder)
        sql = FOR_SQL * rules / seconds / 1e6
        best = max(rate for (what, _), rate in rates.items() if what == "engine")
        console.print(f"\n{rules} rules; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        words = ours.with_columns(pl.all().cast(pl.String))
        differing = sum(int((answer[code] != words[code]).sum()) for code in words.columns)
        console.print(
            f"DuckDB, plain SQL: {sql:.1f} million/s, {differing} differing answers; the engine is {best / sql:.0f} times as fast"
        )
        if shutil.which("gcc"):
            seconds, counts = compiled(dated, facts, folder)
            ceiling = FOR_SQL * rules / seconds / 1e6
            first = ours.head(FOR_SQL // BLOCK * BLOCK)
            found_there = {code: {status: n for status, n in each.items() if n} for code, each in counts.items()}
            agreed = {code: dict(first[code].value_counts().rows()) for code in counts} == found_there
            console.print(
                f"Compiled C, one core, facts in memory: {ceiling:.0f} million/s, the same counts: {agreed}; "
                f"{ceiling / best:.1f} times as fast as the engine"
            )
        if spark:
            seconds, same = by_spark(path, folder)
            console.print(f"Spark on this machine: {FOR_SPARK:,} people in {seconds:.0f} s, an identical table: {same}")


if __name__ == "__main__":
    main()
