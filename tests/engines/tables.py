"""People as a table, judged by the population engine on Polars or DuckDB, for holding against bedside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import narwhals as nw
import polars as pl

from holdfast.engines.bedside import Bedside
from holdfast.engines.population import judged
from holdfast.language.expressions import Fact, Node
from holdfast.language.kinds import Category, Number, Value
from holdfast.language.rules import Dated
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

ENGINES = ("polars", "duckdb")
AS_TRUTH: Mapping[bool | None, Truth] = {True: YES, False: NO, None: UNKNOWN}
Row = dict[str, object]


def table(people: Sequence[Mapping[str, Value]], facts: Mapping[str, Fact]) -> pl.DataFrame:
    """A row a person in order, numbered by `row`; a column for each fact that is known of anybody."""
    known = [name for name in facts if any(name in each for each in people)]
    columns = [pl.Series(name, [each.get(name) for each in people], _type(facts[name])) for name in known]
    return pl.DataFrame([pl.Series("row", range(len(people)), pl.Int64), *columns])


def judged_by(engine: str, people: Sequence[Mapping[str, Value]], dated: Dated, also: Mapping[str, Node] | None = None) -> list[Row]:
    """What the engine says of each person: the status of every option, and the answer to each condition in `also`."""
    made = table(people, dated.guideline.facts)
    if engine == "polars":
        rows = nw.to_native(judged(nw.from_native(made.lazy()), dated, ("row",), also)).collect().rows(named=True)
    else:
        with TemporaryDirectory() as folder, duckdb.connect() as connection:
            made.write_parquet(Path(folder, "people.parquet"))
            people_there = connection.read_parquet(str(Path(folder, "people.parquet")))
            found = nw.to_native(judged(nw.from_native(people_there), dated, ("row",), also))
            rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    return [{name: value for name, value in row.items() if name != "row"} for row in sorted(rows, key=lambda row: row["row"])]


def by_bedside(known: Mapping[str, Value], dated: Dated) -> Row:
    """The statuses that the reference gives; `known` holds what follows, too."""
    return {finding.option.code: finding.status for finding in Bedside(dated, known).judgement().findings}


def differing(found: Mapping[str, object], wanted: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """The names for which the two do not say the same, with what each says."""
    return {name: (found.get(name), wanted.get(name)) for name in {**found, **wanted} if found.get(name) != wanted.get(name)}


def _type(fact: Fact) -> pl.DataType:
    match fact.kind:
        case Category(values):
            return pl.Enum(values)
        case Number():
            return pl.Float64()
        case _:
            return pl.Boolean()
