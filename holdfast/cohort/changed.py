"""Whose advice changes among many people: everybody judged by both states as columns, and those who differ looked at one by one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import narwhals as nw
import polars as pl

from holdfast.casefile import Case
from holdfast.changes.people import PeopleChanged, Person, person_changed
from holdfast.changes.states import State
from holdfast.cohort.tables import ROW, Checking, opened, values_of
from holdfast.engines.population import THEN, judged
from holdfast.guideline.people import derived
from holdfast.language.errors import InputError

SIZE = 50_000


def table_changed(path: Path, states: tuple[State, State], as_of: datetime) -> PeopleChanged:
    """What changes for the people of a table of facts. Nobody is looked at one by one for whom no status and nothing urgent differs,
    so a change of order alone is not seen. Raises InputError with every problem, by column and row."""
    dated = states[1].dated
    found: list[Person] = []
    with TemporaryDirectory() as folder:
        people = opened((path,), dated.guideline, (), dated.place, Path(folder))
        checking = Checking(dated, people.ids)
        (table,) = people.tables
        for skip in range(0, people.count, SIZE):
            facts, _ = checking.checked(table, table.batch(skip, SIZE), skip + 1)
            if not checking.troubles.told:
                found += [
                    person_changed(_name(row, people.ids), _case(row, table.facts, states, as_of), states)
                    for row in facts.filter(_differ(facts, states)).iter_rows(named=True)
                ]
        if checking.troubles.told:
            raise InputError(checking.troubles.problems())
    return PeopleChanged(tuple(found), people.count)


def _differ(facts: pl.DataFrame, states: tuple[State, State]) -> pl.Series:
    """Whether the two states differ, for each row. What a state does not have is not indicated there, and not urgent."""
    old, new = (_answers(facts, state) for state in states)
    nothing = pl.repeat("not_indicated", len(facts), eager=True)
    differs = pl.repeat(False, len(facts), eager=True)
    for name in dict.fromkeys([*old.columns, *new.columns]):
        first, second = (side[name] if name in side.columns else nothing for side in (old, new))
        differs = differs | (first != second)
    return differs


def _answers(facts: pl.DataFrame, state: State) -> pl.DataFrame:
    """The status of every option, with what an `ask` becomes, and every urgent rule that holds, as words."""
    dated = state.dated
    urgent = {f"urgent {ruling.id}": ruling.when for ruling in dated.urgent if ruling.when is not None}
    answers: pl.LazyFrame = nw.to_native(judged(nw.from_native(facts.lazy()), dated, (), urgent, then=True))
    made = answers.collect()
    codes = list(dated.guideline.options)
    status = [
        pl.when(pl.col(code).cast(pl.String) == "ask")
        .then(pl.concat_str(pl.lit("ask "), pl.col(f"{code}{THEN}").cast(pl.String)))
        .otherwise(pl.col(code).cast(pl.String))
        .alias(code)
        for code in codes
    ]
    holds = [pl.when(pl.col(name)).then(pl.lit("yes")).otherwise(pl.lit("not_indicated")).alias(name) for name in urgent]
    return made.select(*status, *holds)


def _name(row: dict[str, object], ids: tuple[str, ...]) -> str:
    return str(row[ids[0]]) if ids else f"row {row[ROW]}"


def _case(row: dict[str, object], facts: tuple[str, ...], states: tuple[State, State], as_of: datetime) -> Case:
    values = values_of(row, facts)
    return Case(as_of, states[1].dated.place, values, derived(values), {})
