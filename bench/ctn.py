"""Three real trials held against the guideline: `python -m bench.ctn [FOLDER] [--write PAGE]`.

Reads the tables of CTN-0094 (not part of the project), turns every participant into a case file, judges them all, and holds our
limits against the doses really given. Prints tables; `--write` also renews those of a page, between its markers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from bench.ctn_advice import Progress, advice_tables, judge_all
from bench.ctn_care import care_tables
from bench.ctn_doses import dose_tables
from bench.ctn_people import AS_OF, Participant, read_trials
from bench.ctn_tables import Table, renewed, shown
from holdfast.advice import dated_guideline

ROOT = Path(__file__).parents[1]
FOLDER = ROOT.parent / "shared" / "data" / "ctn"


def study(folder: Path, progress: Progress = iter) -> list[Table]:
    """Every table of the study, made anew from the trials' own tables."""
    people = read_trials(folder)
    judged = judge_all(people, progress)
    return [*advice_tables(judged), *care_tables(judged), *dose_tables(people, dated_guideline(datetime.fromisoformat(AS_OF), "us", {}))]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER)
@click.option("--write", "page", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Renew the tables of this page.")
def main(folder: Path, page: Path | None) -> None:
    """Hold the guideline against three real trials (CTN-0094's tables in FOLDER)."""
    tables = study(folder, _shown_progress(Console(stderr=True)))
    console = Console()
    for table in tables:
        console.print(shown(table))
        console.print()
    if page is not None:
        page.write_text(renewed(page.read_text(encoding="utf-8"), tables), encoding="utf-8")
        Console(stderr=True).print(f"Renewed the tables of {page}.")


def _shown_progress(console: Console) -> Progress:
    def progress(people: Sequence[Participant]) -> Iterable[Participant]:
        return track(people, "Judging participants", console=console)

    return progress


if __name__ == "__main__":
    main()
