"""Files of facts, a row a person: opened, read in batches and checked, with every problem named by file, column and row.

Parquet or CSV; a column is named as its fact is. The kinds of the facts and the one list of what cannot be say what is allowed,
here as for one person. A row is counted from 1, without the header.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, cast

import narwhals as nw
import polars as pl

from holdfast.engines.population import impossible
from holdfast.guideline.people import derived
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.expressions import Fact, Place
from holdfast.language.kinds import Category, Number, Value, YesNo, nearest
from holdfast.language.people import Impossible, Least, contradictions
from holdfast.language.rules import PLACES, Dated, Guideline

if TYPE_CHECKING:
    from polars._typing import PolarsDataType

ROW = "row in the input"
"""The column that numbers people from 1 through all the files."""
PLACE = "jurisdiction"
USUAL_ID = "id"
TOLD = 3
"""So many wrong values of a column are told one by one; the rest are counted."""
TOLD_IN_ALL = 40
MOST_ALIKE = 10_000
WHOLE_TYPES = ((0, 255, pl.UInt8), (-(2**31), 2**31 - 1, pl.Int32))


@dataclass(frozen=True)
class Table:
    """One file of facts. `facts` are its columns that are facts; `before` so many people stand in the files before it."""

    path: Path
    rows: pl.LazyFrame
    schema: Mapping[str, PolarsDataType]
    facts: tuple[str, ...]
    people: int
    before: int

    def batch(self, skip: int, size: int) -> pl.DataFrame:
        """So many of its people in order, without the first ones. Raises InputError where the file breaks off."""
        try:
            return self.rows.slice(skip, size).collect()
        except pl.exceptions.PolarsError as error:
            raise InputError([_unreadable(self.path, error)]) from None


@dataclass(frozen=True)
class People:
    """All the people of the files, in order: `ids` are the columns kept as they are; the first of them says who is who."""

    tables: tuple[Table, ...]
    ids: tuple[str, ...]
    place: Place

    @property
    def count(self) -> int:
        """How many people there are."""
        return sum(table.people for table in self.tables)


def opened(paths: Sequence[Path], guideline: Guideline, ids: Sequence[str], place: Place | None, folder: Path) -> People:
    """The files, their columns checked and their people counted. `ids` are further columns to keep; one called `id` always is. What
    is read only from its beginning, such as CSV, is first put down in `folder` as Parquet. Raises InputError with every problem."""
    problems: list[Problem] = []
    tables: list[Table] = []
    for path in paths:
        try:
            table = _opened(path, guideline, ids, sum(each.people for each in tables), folder / f"table {len(tables)}.parquet")
        except InputError as error:
            problems += error.problems
        else:
            tables.append(table)
    if not problems:
        kept = tuple(name for name in dict.fromkeys((USUAL_ID, *ids)) if any(name in table.schema for table in tables))
        alike = "Give every file the same columns to keep."
        problems += [
            Problem(table.path.name, "", f"this file has no column {name!r} and another has", "", alike)
            for table in tables
            for name in kept
            if name not in table.schema
        ]
    if not problems:
        problems += _twice(tables, kept[0]) if kept else []
        said = _places(tables, place, problems)
    if problems:
        raise InputError(problems)
    return People(tuple(tables), kept, said)


def _opened(path: Path, guideline: Guideline, ids: Sequence[str], before: int, spilled: Path) -> Table:
    name = path.name
    kind = "".join(path.suffixes[-2:] if path.suffix == ".gz" else path.suffixes[-1:]).lower()
    if kind not in (".parquet", ".csv", ".csv.gz"):
        raise InputError([Problem(name, "", "this kind of file is not read", ".parquet, .csv, .csv.gz, or FHIR R4 in .ndjson")])
    try:
        if path.is_dir():
            raise InputError([Problem(name, "", "this is a folder", "files", f"Name the files in it: {name}/*{kind}")])
        if path.stat().st_size == 0:
            raise InputError([Problem(name, "0 bytes", "the file is empty", "a row for each person under the names of the facts")])
        if kind == ".parquet":
            rows = pl.scan_parquet(path, glob=False)
        else:
            pl.scan_csv(path, infer_schema=False, glob=False, truncate_ragged_lines=False).sink_parquet(spilled)
            rows = pl.scan_parquet(spilled, glob=False)
        schema = dict(rows.collect_schema())
        people = rows.select(pl.len()).collect().item()
    except OSError as error:
        raise InputError([Problem(name, "", f"the file cannot be read: {error.strerror or error}", "", "Check the name.")]) from None
    except pl.exceptions.PolarsError as error:
        raise InputError([_unreadable(path, error)]) from None
    problems = _columns(name, tuple(schema), guideline, ids)
    for column in (USUAL_ID, PLACE, *ids):
        if column in schema and (schema[column].is_nested() or schema[column] == pl.Binary()):
            problems.append(
                Problem(f"{name}, column {shortened(column)}", str(schema[column]), "this is no plain column", "words or numbers")
            )
    if not people:
        problems.append(Problem(name, "", "the file holds no people", "a row for each person under the names of the facts"))
    if problems:
        raise InputError(problems)
    return Table(path, rows, schema, tuple(each for each in schema if each in guideline.facts), people, before)


def _unreadable(path: Path, error: Exception) -> Problem:
    said = str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
    if path.suffix == ".parquet":
        return Problem(path.name, "", f"this is not a whole Parquet file ({said})", "", "It may have been cut off while it was written.")
    return Problem(path.name, "", f"this is not a CSV file in UTF-8 that can be read ({said})", "commas between columns, a header", "")


def _columns(file: str, names: Sequence[str], guideline: Guideline, ids: Sequence[str]) -> list[Problem]:
    """What is wrong with the names of the columns."""
    problems = []
    for name in names:
        place = f"{file}, column {shortened(name)}"
        original = name.rpartition("_duplicated_")[0]
        if original in names:
            problems.append(Problem(f"{file}, column {shortened(original)}", "", "this column stands twice", "each column once"))
        elif name in guideline.options and name not in guideline.facts:
            problems.append(Problem(place, "", "this is the name of an option, which the answer will have", "", "Give it another name."))
        elif name in guideline.worked_out:
            problems.append(Problem(place, "", "this is worked out from the other facts and cannot be handed in", "", "Leave it out."))
        elif name not in guideline.facts and name not in (USUAL_ID, PLACE, *ids):
            near = nearest(name, tuple(guideline.facts))
            parted = "Part the columns by commas. " if any(mark in name for mark in ";\t|") else ""
            hint = f"{parted}{f'Did you mean {near!r}? ' if near else ''}To keep it as it is: --id {name}."
            problems.append(Problem(place, "", "there is no fact of this name", "", hint))
    for name in ids:
        if name not in names:
            problems.append(Problem(f"{file}, column {shortened(name)}", "", "there is no such column to keep", ", ".join(names[:12])))
    if not any(name in guideline.facts for name in names):
        problems.append(Problem(file, "", "no column is a fact", "`docs/reference/facts.md` lists every fact"))
    return problems


def _twice(tables: Sequence[Table], name: str) -> list[Problem]:
    """People with the same id, or with none. Only one number a person is held at a time."""
    problems: list[Problem] = []
    said = [table.rows.select(pl.col(name).cast(pl.String).alias("id")).with_row_index("row", 1) for table in tables]
    hashes = []
    for table, ids in zip(tables, said, strict=True):
        none = ids.filter(pl.col("id").is_null() | (pl.col("id") == "")).head(TOLD).collect(engine="streaming")
        problems += [
            Problem(f"{table.path.name}, column {shortened(name)}, row {row}", "", "this person has no id", "an id for each person")
            for row in none["row"]
        ]
        hashes.append(ids.with_columns(pl.col("id").hash()).collect(engine="streaming").sort("row")["id"])
    alike = pl.concat(hashes).is_duplicated()
    places: dict[str, list[str]] = {}
    for table, ids in zip(tables, said, strict=True):
        here = alike.slice(table.before, table.people).arg_true().head(MOST_ALIKE)
        if len(here):
            for row, own in ids.filter(pl.col("row").is_in((here + 1).implode())).collect(engine="streaming").rows():
                if own:
                    places.setdefault(own, []).append(f"{table.path.name}, row {row}")
    twins = [(own, found) for own, found in places.items() if len(found) > 1]
    problems += [
        Problem(" and ".join(found[:3]), shortened(own), "two rows have the same id", "a row for each person")
        for own, found in twins[:TOLD]
    ]
    if len(twins) > TOLD:
        problems.append(Problem(tables[0].path.name, "", f"{len(twins) - TOLD:,} more ids stand twice", "a row for each person"))
    return problems


def _places(tables: Sequence[Table], place: Place | None, problems: list[Problem]) -> Place:
    """The jurisdiction that the files say, or that was asked for."""
    found: dict[str, str] = {}
    for table in tables:
        if PLACE in table.schema:
            said = table.rows.select(pl.col(PLACE).cast(pl.String)).with_row_index("row", 1).group_by(PLACE).agg(pl.col("row").min())
            for word, row in said.sort("row").collect(engine="streaming").rows():
                found.setdefault(word or "", f"{table.path.name}, column {PLACE!r}, row {row}")
    for word, where in found.items():
        if word not in ("", *PLACES):
            problems.append(Problem(where, shortened(word), "there is no such jurisdiction", ", ".join(PLACES)))
    named = [word for word in found if word in PLACES]
    if len(named) > 1:
        both = " and ".join(found[word] for word in named)
        problems.append(
            Problem(both, ", ".join(named), "people of two jurisdictions in one run", "one", "Split the files by jurisdiction.")
        )
    elif named and place is not None and place != named[0]:
        problems.append(
            Problem(found[named[0]], named[0], f"this is not the jurisdiction asked for, {place}", "", "Leave one of them out.")
        )
    return place or ("uk" if named == ["uk"] else "us")


# --- Values -----------------------------------------------------------------------------------------------------------------


@dataclass
class Troubles:
    """What is wrong with values: the first of each kind told, the rest counted."""

    told: list[Problem] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    more: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, wrong: pl.Series, tell: Callable[[int], Problem]) -> None:
        """The rows of a batch that are `wrong`, each told by `tell`."""
        first = wrong.arg_true().head(TOLD - self.rows[kind]).to_list()
        self.told += [tell(at) for at in first]
        self.rows[kind] += len(first)
        self.more[kind] += int(wrong.sum()) - len(first)

    def problems(self) -> list[Problem]:
        """Everything found, not too long to read."""
        extra = [Problem(where, "", f"{count:,} more like this") for where, count in self.more.items() if count]
        told = self.told[:TOLD_IN_ALL]
        if len(self.told) > TOLD_IN_ALL:
            extra.append(Problem("the input", "", f"{len(self.told) - TOLD_IN_ALL:,} more problems in other columns"))
        return [*told, *extra]


class Checking:
    """Checks batches against the facts' kinds and the list of what cannot be; `troubles` gathers what is wrong."""

    def __init__(self, dated: Dated, ids: Sequence[str]) -> None:
        self.dated, self.ids = dated, tuple(ids)
        self.facts = dated.guideline.facts
        self.fractions = frozenset(each.fact.name for each in dated.guideline.follows if isinstance(each.value, Least))
        self.troubles = Troubles()

    def checked(self, table: Table, batch: pl.DataFrame, first: int) -> tuple[pl.DataFrame, dict[str, int]]:
        """The batch with its facts in their own types and its people numbered, and how often each unlikely thing was met.
        `first` is the row of its first person in the file."""
        numbers = pl.int_range(first + table.before, first + table.before + pl.len(), dtype=pl.Int64).alias(ROW)
        given = [self.converted(name, table.schema[name]) for name in table.facts]
        made = batch.select(numbers, *self.ids, *given)
        for name in table.facts:
            if made[name].null_count() != batch[name].null_count():
                self._tell_values(table, batch[name], made[name], first)
        return made, self._tell_impossible(table, made, first)

    def converted(self, name: str, given: PolarsDataType) -> pl.Expr:
        """The fact in its own type; null where the value is none that it can have."""
        kind, column = self.facts[name].kind, pl.col(name)
        if isinstance(given, pl.Null):
            return column.cast(type_of(self.facts[name], name in self.fractions))
        text = isinstance(given, pl.String | pl.Categorical | pl.Enum)
        nothing = pl.lit(None, type_of(self.facts[name], name in self.fractions)).alias(name)
        match kind:
            case YesNo() if text:
                word = column.cast(pl.String).str.strip_chars().str.to_lowercase()
                return pl.when(word == "true").then(True).when(word == "false").then(False).alias(name)
            case YesNo():
                return column if isinstance(given, pl.Boolean) else nothing
            case Number(_, low, high, whole):
                if not text and not given.is_numeric():
                    return nothing
                number = column.cast(pl.String).str.strip_chars().cast(pl.Float64, strict=False) if text else column
                fits = number.is_between(low, high)
                if whole and not (not text and given.is_integer()):
                    fits &= number == number.floor()
                return pl.when(fits).then(number).cast(type_of(self.facts[name], name in self.fractions)).alias(name)
            case Category(values, also):
                words = pl.Enum(values)
                if given == words:
                    return column
                truths = {value: word for value, word in also if isinstance(value, bool)}
                if isinstance(given, pl.Boolean):
                    return (
                        pl.when(column)
                        .then(pl.lit(truths.get(True), words))
                        .when(~column)
                        .then(pl.lit(truths.get(False), words))
                        .alias(name)
                    )
                if not text:
                    return nothing
                word = column.cast(pl.String).str.strip_chars()
                if truths:
                    word = word.replace({str(value).lower(): said for value, said in truths.items()})
                return word.cast(words, strict=False).alias(name)

    def _tell_values(self, table: Table, given: pl.Series, made: pl.Series, first: int) -> None:
        fact, where = self.facts[given.name], f"{table.path.name}, column {given.name!r}"

        def tell(at: int) -> Problem:
            (value,) = given.slice(at, 1).to_list()
            place = f"{where}, row {first + at}"
            return fact.kind.problem(place, _as_said(value, fact)) or Problem(place, shortened(value), "this cannot be read")

        self.troubles.add(where, given.is_not_null() & made.is_null(), tell)

    def _tell_impossible(self, table: Table, made: pl.DataFrame, first: int) -> dict[str, int]:
        """What is only unlikely is counted, and nothing more."""
        cannot = nw.to_native(impossible(nw.from_native(made.lazy()), self.dated)).collect()
        unlikely = {}
        for entry in self.dated.guideline.impossible:
            if entry.only_unlikely:
                unlikely[entry.name] = int(cannot[entry.name].sum())
                continue

            def tell(at: int, entry: Impossible = entry) -> Problem:
                (problem,), _ = contradictions(derived(values_of(made.row(at, named=True), self.facts)), (entry,))
                place = f"{table.path.name}, row {first + at}, {' and '.join(fact.name for fact in entry.facts)}"
                return Problem(place, problem.value, problem.why, "", problem.next_step)

            self.troubles.add(f"{table.path.name}, {entry.name}", cannot[entry.name], tell)
        return {name: count for name, count in unlikely.items() if count}


def values_of(row: Mapping[str, object], facts: Iterable[str]) -> dict[str, Value]:
    """What is known of the person in a row."""
    return {name: cast("Value", row[name]) for name in facts if row.get(name) is not None}


def _as_said(value: object, fact: Fact) -> object:
    """The cell as the fact's kind should see it: text that is a number is one, where a number is meant."""
    if isinstance(value, str | Decimal) and isinstance(fact.kind, Number):
        try:
            return float(value)
        except ValueError:
            return value
    return value


def type_of(fact: Fact, may_be_a_fraction: bool) -> PolarsDataType:
    """The smallest type of a column that holds every value of the fact."""
    match fact.kind:
        case YesNo():
            return pl.Boolean()
        case Category(values):
            return pl.Enum(values)
        case Number(_, low, high, whole):
            fits = [kind() for least, most, kind in WHOLE_TYPES if least <= low and high <= most]
            return fits[0] if whole and not may_be_a_fraction and fits else pl.Float64()
