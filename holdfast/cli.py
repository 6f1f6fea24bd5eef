"""The command line. Answers go to standard output, messages to standard error.

Exit codes: 0 done; 1 done and something needs urgent human attention, or an order must not go ahead as it stands (`check`);
2 the input was wrong, or a calendar must not be built; 3 a needed extra is not installed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

from holdfast import __version__
from holdfast.language.errors import InputError

if TYPE_CHECKING:  # start-up stays quick: the guideline is read only by the commands that use it
    from holdfast.advice import Advice
    from holdfast.casefile import Case
    from holdfast.cohort.running import Cohort, Wanted
    from holdfast.language.expressions import Place

DONE, URGENT, WRONG, NOT_INSTALLED = 0, 1, 2, 3
PLACE = click.Choice(["us", "uk"])
LANGUAGE = click.Choice(["en", "es"])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="holdfast")
def main() -> None:
    """Holdfast: treatment for opioid use disorder, from a record to safe advice with its reasons."""


@main.command()
@click.argument("file")
@click.option("--as-of", metavar="TIME", help="Advise as of this date or date and time (default: the file's own, or now).")
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk (default: the file's own, or us).")
@click.option("--format", "form", type=click.Choice(["text", "json", "html", "fhir"]), default="text", show_default=True)
@click.option("--why", metavar="CODE", help="The whole reasoning for one option, such as methadone.")
@click.option("--compare", metavar="PLACES", help="The same person by two places' rules, side by side: us,uk.")
@click.option("--language", type=LANGUAGE, default="en", show_default=True, help="es: the person's own page, in Spanish.")
def plan(file: str, as_of: str | None, jurisdiction: str | None, form: str, why: str | None, compare: str | None, language: str) -> None:
    """Advice for one person. FILE is a case file or a FHIR R4 bundle; - reads standard input."""
    case = _case(file, as_of, jurisdiction)
    advice = _advice(case)
    if why is not None and why not in advice.dated.guideline.options:
        _unknown_option(why, tuple(advice.dated.guideline.options))
    if form == "fhir" and why is not None:
        _say("--format fhir writes the whole plan: --why goes with the other formats.")
        sys.exit(WRONG)
    if language != "en" and (form != "html" or why is not None or compare is not None):
        _say("--language es writes the page for the person: it goes with --format html, without --why and --compare.")
        sys.exit(WRONG)
    if compare is not None:
        _compare(case, compare, jurisdiction, form, why)
    if form == "fhir":
        from holdfast.fhir.care_plan import care_plan_bundle

        _print_json(care_plan_bundle(advice))
    elif form == "json":
        answer = advice.as_json()
        if why is not None:
            answer["options"] = [option for option in answer["options"] if option["code"] == why]  # type: ignore[attr-defined]
        _print_json(answer)
    elif form == "html" and language != "en":
        from holdfast.pages.person import person_document

        click.echo(person_document(advice, language), nl=False)
    elif form == "html":
        from holdfast.pages.plan import plan_document

        click.echo(plan_document(advice, case, why), nl=False)
    else:
        from holdfast.terminal import console, plan_page, why_page

        console().print(plan_page(advice, case) if why is None else why_page(advice, why))
    sys.exit(URGENT if advice.judgement.urgent else DONE)


@main.command()
@click.argument("file")
@click.option("--as-of", metavar="TIME", help="Read the record as of this date or date and time.")
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def facts(file: str, as_of: str | None, jurisdiction: str | None, form: str) -> None:
    """The facts that were understood, each with where it came from, and what was not used."""
    case = _case(file, as_of, jurisdiction)
    from holdfast.advice import shown

    if form == "text":
        from holdfast.terminal import console, facts_page

        console().print(facts_page(case))
        return
    known = shown(case.known)
    answer = {
        "as_of": case.as_of.isoformat(timespec="minutes"),
        "jurisdiction": case.place,
        "facts": [{"name": name, "value": value, **vars(case.origins[name])} for name, value in known.items()],
        "warnings": [each.as_json() for each in case.warnings],
        "unused": [{"source": source, "why": why} for source, why in case.unused],
    }
    _print_json(answer)


@main.command()
@click.argument("medicine")
@click.option("--start", "start", metavar="HOW", help="Which start or change, such as standard, home, low_dose, resume, taper.")
@click.option("--case", "case_file", metavar="FILE", help="The person: a case file or a FHIR R4 bundle; - reads standard input.")
@click.option("--first-dose", metavar="DATE", help="The day of the first dose (default: the day of the case).")
@click.option("--days", type=click.IntRange(1, 365), help="How many days to show.")
@click.option("--as-of", metavar="TIME", help="Advise as of this date or date and time.")
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html", "ics"]), default="text", show_default=True)
@click.option("--name-medicine", is_flag=True, help="Name the medicine in the titles of --format ics (default: they do not).")
@click.option("--language", type=LANGUAGE, default="en", show_default=True, help="The language of text, html and ics: en or es.")
def calendar(
    medicine: str,
    start: str | None,
    case_file: str | None,
    first_dose: str | None,
    days: int | None,
    as_of: str | None,
    jurisdiction: str | None,
    form: str,
    name_medicine: bool,
    language: str,
) -> None:
    """One dosing calendar for MEDICINE, checked; refused with the reason where it must not be built."""
    from holdfast.advice import plan_calendar
    from holdfast.casefile import moment
    from holdfast.guideline.calendars.planning import Refused, option_for, product_for
    from holdfast.telling import calendar_name, titles
    from holdfast.terminal import calendar_page, console, refusal_page

    if language != "en" and form == "json":
        _say("--format json is read by programs and stays in English: --language es goes with text, html and ics.")
        sys.exit(WRONG)
    try:
        code = option_for(medicine, start)
        first = moment(first_dose, "--first-dose") if first_dose else None
    except InputError as error:
        _wrong(error)
    if case_file is None:
        _say("A calendar is made for one person: name the case with --case FILE. `examples/` holds some to try.")
        sys.exit(WRONG)
    case = _case(case_file, as_of, jurisdiction)
    advice = _advice(case)
    planned = plan_calendar(advice, code, first, days, product_for(medicine))
    if isinstance(planned, Refused):
        console(to_stderr=True).print(refusal_page(titles(advice, (code,))[0], planned, language))
        sys.exit(WRONG)
    if form == "ics":
        from holdfast.ical import icalendar_bytes

        click.echo(icalendar_bytes(planned, case.as_of, name_medicine=name_medicine, language=language), nl=False)
    elif form == "json":
        _print_json(planned.as_json())
    elif form == "html":
        from holdfast.pages.calendar import calendar_document

        click.echo(calendar_document(planned, advice, case, language), nl=False)
    else:
        console().print(calendar_page(planned, calendar_name(advice, planned), language))


@main.command()
@click.argument("file")
@click.option("--as-of", metavar="TIME", help="Check as of this date or date and time (default: the file's own, or now).")
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk (default: the file's own, or us).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(file: str, as_of: str | None, jurisdiction: str | None, form: str) -> None:
    """A plan, prescription, calendar, take-home supply or incentive schedule: allowed, or what breaks and why.

    Ends with 0 if it may go ahead, with 1 if it may not as it stands, with 2 if the file cannot be read.
    """
    from holdfast.orders.answer import MAY_GO_AHEAD
    from holdfast.orders.checking import checked
    from holdfast.orders.reading import read_order

    try:
        answer = checked(read_order(*_handed_in(file, as_of, jurisdiction)))
    except InputError as error:
        _wrong(error)
    if form == "json":
        _print_json(answer.as_json())
    else:
        from holdfast.orders.page import check_page
        from holdfast.terminal import console

        console().print(check_page(answer))
    sys.exit(DONE if answer.verdict in MAY_GO_AHEAD else URGENT)


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--people", metavar="FILE", help="Whose advice changes: a folder of case files, JSON lines, or one case file.")
@click.option("--as-of", metavar="DATE", help="The day for a side that names none (default: today).")
@click.option("--jurisdiction", type=PLACE, default="us", show_default=True, help="Whose rules for a side that names none: us or uk.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def diff(old: str, new: str, people: str | None, as_of: str | None, jurisdiction: str, form: str) -> None:
    """What changed between two states of the guideline: rules, limits, and whose advice.

    OLD and NEW are each a date, us or uk, a version that is kept, or a file that `holdfast export guideline` wrote.
    """
    from holdfast.casefile import moment
    from holdfast.changes.difference import difference
    from holdfast.changes.people import people_changed, read_people
    from holdfast.changes.states import states_of

    try:
        at = moment(as_of, "--as-of") if as_of else None
        states = states_of(old, new, (at or datetime.now()).date(), cast("Place", jurisdiction))
        everybody = read_people(people, at) if people else None
    except InputError as error:
        _wrong(error)
    found = difference(*states)
    changed = None
    if everybody is not None:
        with click.progressbar(everybody, label="People", file=sys.stderr, hidden=not sys.stderr.isatty()) as each:
            changed = people_changed(*states, each)
    if form == "json":
        _print_json(found.as_json() | ({"people": changed.as_json()} if changed else {}))
    else:
        from holdfast.changes.page import changes_page
        from holdfast.terminal import console

        console().print(changes_page(found, changed))


@main.command()
@click.argument("file")
@click.option("--as-of", metavar="PAST", required=True, help="The date, or date and time, of the advice to give again.")
@click.option("--version", metavar="VERSION", help="The version of the guideline that spoke then (default: the running one).")
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk (default: the file's own, or us).")
@click.option("--today", metavar="DATE", help="The day whose rules stand beside it (default: today).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def replay(file: str, as_of: str, version: str | None, jurisdiction: str | None, today: str | None, form: str) -> None:
    """Advice as of a past day and version, given again, and what would differ today."""
    case = _case(file, as_of, jurisdiction)
    from holdfast.casefile import moment
    from holdfast.changes.replay import replayed

    try:
        again = replayed(case, version, (moment(today, "--today") if today else datetime.now()).date())
    except InputError as error:
        _wrong(error)
    if form == "json":
        _print_json(again.as_json())
    else:
        from holdfast.changes.page import replay_page
        from holdfast.terminal import console, plan_page

        console().print(plan_page(again.then, case))
        console().print(replay_page(again))
    sys.exit(URGENT if again.then.judgement.urgent else DONE)


@main.group()
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
        _wrong(error)
    _write(text, out)


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
        _wrong(error)
    rules, *others = files
    if written:
        _say(f"Written: {', '.join(written)}")
    else:
        click.echo(files[rules], nl=False)
        _say(f"This is {rules}. With --out FOLDER comes what it includes, too: {', '.join(others)}.")


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
        _wrong(error)
    except NotInstalled as missing:
        _say(str(missing))
        sys.exit(NOT_INSTALLED)
    _write(json.dumps(bundle, indent=2, ensure_ascii=False) + "\n", out)


@main.command()
@click.option("--out", metavar="FOLDER", default="handbook", show_default=True, help="Where to write it.")
@click.option("--as-of", metavar="DATE", help="The day whose rules and limits it tells (default: today).")
def handbook(out: str, as_of: str | None) -> None:
    """The whole guideline for people: a page for each option and topic, drawn and searchable, to open in a browser or print."""
    from holdfast.casefile import moment
    from holdfast.pages.handbook.site import write

    try:
        count = write((moment(as_of, "--as-of") if as_of else datetime.now()).date(), Path(out))
    except InputError as error:
        _wrong(error)
    except OSError as error:
        _not_written(out, error)
    _say(f"{count} pages in {out}. Open {Path(out) / 'index.html'}.")


def _write(text: str, out: str | None) -> None:
    """To a file, or to standard output."""
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        _not_written(out, error)


def _not_written(out: str, error: OSError) -> NoReturn:
    _say(f"--out {out}: this cannot be written: {error.strerror}. Check the name and the permission.")
    sys.exit(WRONG)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["polars", "duckdb", "spark"]), default="polars", show_default=True)
@click.option("--jurisdiction", type=PLACE, help="Whose rules: us or uk (default: the files' own, or us).")
@click.option("--as-of", metavar="TIME", help="Advise as of this date or date and time (default: now).")
@click.option("--id", "ids", metavar="COLUMN", multiple=True, help="A column to keep as it is (one called id always is).")
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
        from holdfast.cohort.running import Wanted, lacking
        from holdfast.cohort.summary import summarised
    except ModuleNotFoundError as missing:
        if missing.name not in ("polars", "narwhals"):
            raise
        _lacking("population")
    if extra := lacking(engine):
        _lacking(extra)
    try:
        at = moment(as_of, "--as-of") if as_of else datetime.now().replace(microsecond=0)
        cohort = _run(Wanted(files, at, cast("Place | None", jurisdiction), engine, ids, explain, out))
        summary = summarised(cohort)
        if page is not None:
            from holdfast.pages.cohort import cohort_document

            _write(cohort_document(summary), str(page))
    except InputError as error:
        _wrong(error)
    if form == "json":
        _print_json({**summary.as_json(), "explained": {name: advice.as_json() for name, _, advice in cohort.explained}})
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
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def begin(what: str, people: int | None) -> Callable[[int], object]:
            task = progress.add_task(what, total=people)
            return lambda done: progress.advance(task, done)

        return run(wanted, begin)


def _lacking(extra: str) -> NoReturn:
    _say(f"This needs the extra `{extra}`, which is not installed. To install it: make setup WITH={extra}")
    sys.exit(NOT_INSTALLED)


def _case(file: str, as_of: str | None, jurisdiction: str | None) -> Case:
    from holdfast.casefile import read_case

    try:
        return read_case(*_handed_in(file, as_of, jurisdiction))
    except InputError as error:
        _wrong(error)


def _handed_in(file: str, as_of: str | None, jurisdiction: str | None) -> tuple[bytes, datetime | None, Place | None, str]:
    """The bytes to read, with the moment and the place asked for, and the file's name. Raises InputError."""
    from holdfast.casefile import moment, read_path

    at = moment(as_of, "--as-of") if as_of else None
    raw, name = read_path(file, sys.stdin.buffer.read() if file == "-" else None)
    return raw, at, cast("Place | None", jurisdiction), name


def _advice(case: Case) -> Advice:
    from holdfast.advice import advise

    try:
        return advise(case.known, case.as_of, case.place, case.settings, case.warnings)
    except InputError as error:
        _wrong(error)


def _compare(case: Case, places: str, jurisdiction: str | None, form: str, why: str | None) -> NoReturn:
    """One person by the rules of two places."""
    first, _, second = (part.strip() for part in places.lower().partition(","))
    if {first, second} != {"us", "uk"} or jurisdiction or form not in ("text", "json"):
        _say("--compare takes two different places, us,uk, and goes with --format text or json and without --jurisdiction.")
        sys.exit(WRONG)
    from holdfast.comparing import compared, comparison_page

    comparison = compared(case.known, case.as_of, ("us", "uk") if first == "us" else ("uk", "us"), case.settings, case.warnings)
    if form == "json":
        _print_json(comparison.as_json(why))
    else:
        from holdfast.terminal import console

        console().print(comparison_page(comparison, why))
    sys.exit(URGENT if comparison.urgent else DONE)


def _unknown_option(code: str, codes: tuple[str, ...]) -> NoReturn:
    from holdfast.language.kinds import nearest

    near = nearest(code, codes)
    _say(f"--why: there is no option {code!r}." + (f" Did you mean {near!r}?" if near else "") + f" Options: {', '.join(codes)}")
    sys.exit(WRONG)


def _wrong(error: InputError) -> NoReturn:
    count = len(error.problems)
    _say(f"The input cannot be used: {count} problem{'s' if count != 1 else ''}.")
    for problem in error.problems:
        _say(f"- {problem}")
    sys.exit(WRONG)


def _print_json(answer: object) -> None:
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False))


def _say(text: str) -> None:
    click.echo(text, err=True)
