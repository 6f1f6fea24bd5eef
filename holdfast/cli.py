"""The command line. Answers go to standard output, messages to standard error.

Exit codes: 0 done; 1 done and something needs urgent human attention, or an order must not go ahead as it stands (`check`);
2 the input was wrong, or a calendar must not be built; 3 a needed extra is not installed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from holdfast import __version__
from holdfast.commands import finder, guideline, people, starting
from holdfast.commands.answering import DONE, LANGUAGE, PLACE, URGENT, WRONG, handed_in, one_case, print_json, say, wrong
from holdfast.language.errors import InputError

if TYPE_CHECKING:  # start-up stays quick: the guideline is read only by the commands that use it
    from holdfast.advice import Advice
    from holdfast.casefile import Case


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
    case = one_case(file, as_of, jurisdiction)
    advice = _advice(case)
    if why is not None and why not in advice.dated.guideline.options:
        _unknown_option(why, tuple(advice.dated.guideline.options))
    if form == "fhir" and why is not None:
        say("--format fhir writes the whole plan: --why goes with the other formats.")
        sys.exit(WRONG)
    if language != "en" and (form != "html" or why is not None or compare is not None):
        say("--language es writes the page for the person: it goes with --format html, without --why and --compare.")
        sys.exit(WRONG)
    if compare is not None:
        _compare(case, compare, jurisdiction, form, why)
    if form == "fhir":
        from holdfast.fhir.care_plan import care_plan_bundle

        print_json(care_plan_bundle(advice))
    elif form == "json":
        answer = advice.as_json()
        if why is not None:
            answer["options"] = [option for option in answer["options"] if option["code"] == why]  # type: ignore[attr-defined]
        print_json(answer)
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
    case = one_case(file, as_of, jurisdiction)
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
    print_json(answer)


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
        say("--format json is read by programs and stays in English: --language es goes with text, html and ics.")
        sys.exit(WRONG)
    try:
        code = option_for(medicine, start)
        first = moment(first_dose, "--first-dose") if first_dose else None
    except InputError as error:
        wrong(error)
    if case_file is None:
        say("A calendar is made for one person: name the case with --case FILE. `examples/` holds some to try.")
        sys.exit(WRONG)
    case = one_case(case_file, as_of, jurisdiction)
    advice = _advice(case)
    planned = plan_calendar(advice, code, first, days, product_for(medicine))
    if isinstance(planned, Refused):
        console(to_stderr=True).print(refusal_page(titles(advice, (code,))[0], planned, language))
        sys.exit(WRONG)
    if form == "ics":
        from holdfast.ical import icalendar_bytes

        click.echo(icalendar_bytes(planned, case.as_of, name_medicine=name_medicine, language=language), nl=False)
    elif form == "json":
        print_json(planned.as_json())
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
        answer = checked(read_order(*handed_in(file, as_of, jurisdiction)))
    except InputError as error:
        wrong(error)
    if form == "json":
        print_json(answer.as_json())
    else:
        from holdfast.orders.page import check_page
        from holdfast.terminal import console

        console().print(check_page(answer))
    sys.exit(DONE if answer.verdict in MAY_GO_AHEAD else URGENT)


def _advice(case: Case) -> Advice:
    from holdfast.advice import advise

    try:
        return advise(case.known, case.as_of, case.place, case.settings, case.warnings)
    except InputError as error:
        wrong(error)


def _compare(case: Case, places: str, jurisdiction: str | None, form: str, why: str | None) -> NoReturn:
    """One person by the rules of two places."""
    first, _, second = (part.strip() for part in places.lower().partition(","))
    if {first, second} != {"us", "uk"} or jurisdiction or form not in ("text", "json"):
        say("--compare takes two different places, us,uk, and goes with --format text or json and without --jurisdiction.")
        sys.exit(WRONG)
    from holdfast.comparing import compared, comparison_page

    comparison = compared(case.known, case.as_of, ("us", "uk") if first == "us" else ("uk", "us"), case.settings, case.warnings)
    if form == "json":
        print_json(comparison.as_json(why))
    else:
        from holdfast.terminal import console

        console().print(comparison_page(comparison, why))
    sys.exit(URGENT if comparison.urgent else DONE)


def _unknown_option(code: str, codes: tuple[str, ...]) -> NoReturn:
    from holdfast.language.kinds import nearest

    near = nearest(code, codes)
    say(f"--why: there is no option {code!r}." + (f" Did you mean {near!r}?" if near else "") + f" Options: {', '.join(codes)}")
    sys.exit(WRONG)


for command in (
    guideline.diff,
    guideline.replay,
    guideline.prove,
    guideline.export,
    guideline.handbook,
    people.population,
    finder.import_,
    finder.find,
    finder.confirm,
    starting.start,
):
    main.add_command(command)
