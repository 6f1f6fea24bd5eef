"""Commands about many people at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from holdfast.commands.answering import PLACE, lacking, print_json, write, wrong
from holdfast.language.errors import InputError

if TYPE_CHECKING:  # start-up stays quick: the guideline is read only by the commands that use it
    from holdfast.cohort.running import Cohort, Wanted
    from holdfast.language.expressions import Place


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["polars", "duckdb", "spark"]), default="polars", show_default=True)
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk (default: the files' own, or us).")
@click.option("--as-of", metavar="TIME", help="Advise as of this date or date and time (default: now).")
@click.option(
    "--id", "ids", metavar="COLUMN", multiple=True, help="A column to keep as it is (`id` always is). Who is who: id, or else the first."
)
@click.option("--out", type=click.Path(path_type=Path), help="Write a row a person and a column an option to this Parquet file.")
@click.option("--summary-html", "page", type=click.Path(path_type=Path), help="Write the summary as one self-contained page.")
@click.option("--explain", metavar="ID", multiple=True, help="The whole plan of one of the people too: an id, or a row.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def population(
    files: tuple[Path, ...],
    engine: str,
    jurisdiction: str | None,
    as_of: str | None,
    ids: tuple[str, ...],
    out: Path | None,
    page: Path | None,
    explain: tuple[str, ...],
    form: str,
) -> None:
    """The whole guideline over many people. FILES hold facts, a row a person (Parquet or CSV), or a FHIR R4 bulk export (NDJSON)."""
    from holdfast.casefile import moment

    try:
        from holdfast.cohort.running import Wanted, extra_for
        from holdfast.cohort.summary import summarised
    except ModuleNotFoundError as missing:
        if missing.name not in ("polars", "narwhals"):
            raise
        lacking("population")
    if extra := extra_for(engine):
        lacking(extra)
    try:
        at = moment(as_of, "--as-of") if as_of else datetime.now().replace(microsecond=0)
        cohort = _run(Wanted(files, at, cast("Place | None", jurisdiction), engine, ids, explain, out))
        summary = summarised(cohort)
        if page is not None:
            from holdfast.pages.cohort import cohort_document

            write(cohort_document(summary), str(page))
    except InputError as error:
        wrong(error)
    if form == "json":
        print_json({**summary.as_json(), "explained": {name: advice.as_json() for name, _, advice in cohort.explained}})
        return
    from holdfast.terminal import cohort_page, console, plan_page

    console().print(cohort_page(summary))
    for name, case, advice in cohort.explained:
        click.echo(f"\n{name}")
        console().print(plan_page(advice, case))


def _run(wanted: Wanted) -> Cohort:
    """The run with a bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from holdfast.cohort.running import run

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("people"), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:

        def begin(what: str, people: int | None) -> Callable[[int], object]:
            task = progress.add_task(what, total=people)
            return lambda done: progress.advance(task, done)

        return run(wanted, begin)
