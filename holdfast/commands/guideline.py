"""Commands about the guideline as a whole: what changed, past advice, what leaves for other programs, the handbook."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from holdfast.commands.answering import DONE, NOT_INSTALLED, PLACE, URGENT, lacking, not_written, one_case, print_json, say, write, wrong
from holdfast.language.errors import InputError

if TYPE_CHECKING:  # start-up stays quick: the guideline is read only by the commands that use it
    from holdfast.changes.people import PeopleChanged
    from holdfast.changes.states import State
    from holdfast.language.expressions import Place


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--people", metavar="FILE", help="Whose advice changes: a folder of case files, JSON lines, one case file, CSV or Parquet.")
@click.option("--as-of", metavar="DATE", help="The day for a side that names none (default: today).")
@click.option("--jurisdiction", type=PLACE, default="us", show_default=True, help="Whose rules for a side that names none: us or uk.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def diff(old: str, new: str, people: str | None, as_of: str | None, jurisdiction: str, form: str) -> None:
    """What changed between two states of the guideline: rules, limits, and whose advice.

    OLD and NEW are each a date, us or uk, a version that is kept, or a file that `holdfast export guideline` wrote.
    """
    from holdfast.casefile import moment
    from holdfast.changes.difference import difference
    from holdfast.changes.states import states_of

    try:
        at = moment(as_of, "--as-of") if as_of else None
        states = states_of(old, new, (at or datetime.now()).date(), cast("Place", jurisdiction))
        changed = _whose(Path(people), states, at) if people else None
    except InputError as error:
        wrong(error)
    found = difference(*states)
    if form == "json":
        print_json(found.as_json() | ({"people": changed.as_json()} if changed else {}))
    else:
        from holdfast.changes.page import changes_page
        from holdfast.terminal import console

        console().print(changes_page(found, changed))


def _whose(people: Path, states: tuple[State, State], at: datetime | None) -> PeopleChanged:
    """Whose advice changes, with a bar on standard error. A table of facts is judged as columns, which needs the extra."""
    from holdfast.changes.people import people_changed, read_people

    if people.suffix in (".csv", ".gz", ".parquet"):
        try:
            from holdfast.cohort.changed import table_changed
        except ModuleNotFoundError as missing:
            if missing.name not in ("polars", "narwhals"):
                raise
            lacking("population")
        return table_changed(people, states, at or datetime.now().replace(microsecond=0))
    with click.progressbar(read_people(str(people), at), label="People", file=sys.stderr, hidden=not sys.stderr.isatty()) as each:
        return people_changed(*states, each)


@click.command()
@click.argument("file")
@click.option("--as-of", metavar="PAST", required=True, help="The date, or date and time, of the advice to give again.")
@click.option("--version", metavar="VERSION", help="The version of the guideline that spoke then (default: the running one).")
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk (default: the file's own, or us).")
@click.option("--today", metavar="DATE", help="The day whose rules stand beside it (default: today).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def replay(file: str, as_of: str, version: str | None, jurisdiction: str | None, today: str | None, form: str) -> None:
    """Advice as of a past day and version, given again, and what would differ today."""
    case = one_case(file, as_of, jurisdiction)
    from holdfast.casefile import moment
    from holdfast.changes.replay import replayed

    try:
        again = replayed(case, version, (moment(today, "--today") if today else datetime.now()).date())
    except InputError as error:
        wrong(error)
    if form == "json":
        print_json(again.as_json())
    else:
        from holdfast.changes.page import replay_page
        from holdfast.terminal import console, plan_page

        console().print(plan_page(again.then, case))
        console().print(replay_page(again))
    sys.exit(URGENT if again.then.judgement.urgent else DONE)


@click.command()
@click.option("--claim", "name", metavar="NAME", help="One claim only (default: all of them).")
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk (default: both).")
@click.option("--as-of", metavar="DATE", help="The guideline as it stands on this day (default: today).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def prove(name: str | None, jurisdiction: str | None, as_of: str | None, form: str) -> None:
    """Every safety claim: proved for everybody who could exist, refuted with a person, or unknown.

    Ends with 1 if a claim is refuted. Needs the extra proofs.
    """
    from importlib.util import find_spec

    from holdfast.casefile import moment
    from holdfast.safety_case import claims_named, safety_case, safety_page

    try:
        claims = claims_named(name)
        day = (moment(as_of, "--as-of") if as_of else datetime.now()).date()
    except InputError as error:
        wrong(error)
    if find_spec("z3") is None:
        lacking("proofs")
    from rich.progress import Progress

    from holdfast.terminal import console

    places: tuple[Place, ...] = ("us", "uk") if jurisdiction is None else (cast("Place", jurisdiction),)
    with Progress(console=console(to_stderr=True), transient=True) as progress:
        task = progress.add_task("Proving", total=len(claims) * len(places))
        shown = safety_case(claims, day, places, lambda _: progress.advance(task))
    if form == "json":
        print_json([each.as_json() for each in shown])
    else:
        console().print(safety_page(shown))
    sys.exit(URGENT if any(each.state == "refuted" for each in shown) else DONE)


@click.group()
def export() -> None:
    """The guideline for other programs."""


@export.command("guideline")
@click.option("--version", metavar="VERSION", help="Which of the versions that are kept (default: the running one).")
@click.option("--out", metavar="FILE", help="Write to this file (default: standard output).")
def export_guideline(version: str | None, out: str | None) -> None:
    """Every rule, limit and fact as one JSON file that `holdfast diff` can read again."""
    from holdfast.changes.states import kept_version
    from holdfast.guideline.programme import guideline
    from holdfast.language.snapshot import as_text

    try:
        text = as_text(kept_version(version) if version else guideline())
    except InputError as error:
        wrong(error)
    write(text, out)


@export.command("cql")
@click.option("--jurisdiction", type=PLACE, default="us", show_default=True, help="Whose rules.")
@click.option("--as-of", metavar="DATE", help="The rules in force on this date (default: today).")
@click.option("--out", metavar="FOLDER", help="Write every file into this folder (default: the rules, to standard output).")
def export_cql(jurisdiction: Place, as_of: str | None, out: str | None) -> None:
    """Every rule in HL7's Clinical Quality Language, for another vendor's engine."""
    from holdfast.exporting import as_cql, write

    try:
        files = as_cql(jurisdiction, as_of)
        written = write(files, out) if out else ()
    except InputError as error:
        wrong(error)
    rules, *others = files
    if written:
        say(f"Written: {', '.join(written)}")
    else:
        click.echo(files[rules], nl=False)
        say(f"This is {rules}. With --out FOLDER comes what it includes, too: {', '.join(others)}.")


@export.command("plan-definition")
@click.option("--jurisdiction", type=PLACE, default="us", show_default=True, help="Whose rules.")
@click.option("--as-of", metavar="DATE", help="The rules in force on this date (default: today).")
@click.option("--translator", metavar="FOLDER", help="Where npm installed @cqframework/cql: the libraries are compiled, too.")
@click.option("--out", metavar="FILE", help="Write to this file (default: standard output).")
def export_plan_definition(jurisdiction: Place, as_of: str | None, translator: str | None, out: str | None) -> None:
    """FHIR R4 definitions: a PlanDefinition that asks the CQL, its Libraries and ActivityDefinitions, in one bundle."""
    from holdfast.exporting import NotInstalled, as_definitions

    try:
        bundle = as_definitions(jurisdiction, as_of, translator)
    except InputError as error:
        wrong(error)
    except NotInstalled as missing:
        say(str(missing))
        sys.exit(NOT_INSTALLED)
    write(json.dumps(bundle, indent=2, ensure_ascii=False) + "\n", out)


@click.command()
@click.option("--out", metavar="FOLDER", default="handbook", show_default=True, help="Where to write it.")
@click.option("--as-of", metavar="DATE", help="The day whose rules and limits it tells (default: today).")
@click.option("--proofs", metavar="FILE", help="What `holdfast prove --format json` answered: adds the safety claims.")
def handbook(out: str, as_of: str | None, proofs: str | None) -> None:
    """The whole guideline for people: a page for each option and topic, drawn and searchable, to open in a browser or print."""
    from holdfast.casefile import moment, parsed, read_path
    from holdfast.pages.handbook.claims_page import read_claims
    from holdfast.pages.handbook.site import write

    try:
        day = (moment(as_of, "--as-of") if as_of else datetime.now()).date()
        raw, name = read_path(proofs) if proofs is not None else (b"", "")
        claims = read_claims(parsed(raw, name), name) if name else ()
        count = write(day, Path(out), claims)
    except InputError as error:
        wrong(error)
    except OSError as error:
        not_written(out, error)
    say(f"{count} pages in {out}. Open {Path(out) / 'index.html'}.")
