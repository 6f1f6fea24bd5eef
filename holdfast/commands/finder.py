"""Commands to load listings and to find what is near a place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdfast.commands.answering import PLACE, print_json, say, wrong
from holdfast.finder import concepts
from holdfast.language.errors import InputError, Problem, shortened

if TYPE_CHECKING:  # start-up stays quick: Django is read only by the commands that use it
    from rich.progress import Progress

    from holdfast.finder.importing import Account
    from holdfast.finder.listings import Country
    from holdfast.finder.places import Place
    from holdfast.finder.search import MeetingsWanted, Wanted

STOPPED = 130
"""What a shell expects of a command that was interrupted."""
FEEDS = click.Choice(["findtreatment", "bmlt", "meeting_guide", "tsml", "cqc", "california"])
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_BROKEN_SHOWN = 20
DATE = click.DateTime(["%Y-%m-%d"])


@click.command("import")
@click.argument("feed", type=FEEDS)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--state", metavar="MD", help="findtreatment: fetch this state's listings from FindTreatment.gov instead of reading a FILE.")
@click.option(
    "--fellowship", metavar="NAME", default="", help="meeting_guide, tsml: whose meetings these are, where the file does not say."
)
@click.option("--whole", is_flag=True, help="The file holds all that the feed has: what is not in it is marked as gone.")
@click.option("--as-of", type=DATE, help="The day of the import (default: today).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def import_(feed: str, file: Path | None, state: str | None, fellowship: str, whole: bool, as_of: datetime | None, form: str) -> None:
    """Load the listings of FEED from FILE, and account for every row. To read the same file again changes nothing."""
    from holdfast.site.opening import opened

    on = as_of.date() if as_of else date.today()
    try:
        opened()
        account = _imported(feed, file, state, fellowship, whole, on)
    except InputError as error:
        wrong(error)
    except KeyboardInterrupt:
        say("Stopped. What was stored so far stays; run the same command again for the rest.")
        sys.exit(STOPPED)
    if form == "json":
        print_json(account.as_json())
    else:
        click.echo("\n".join(_told(account)))


def _imported(feed: str, file: Path | None, state: str | None, fellowship: str, whole: bool, on: date) -> Account:
    """The import with a bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from holdfast.finder.feeds.catalogue import FEEDS as KNOWN
    from holdfast.finder.importing import store

    known = KNOWN[feed]
    if problems := _misused(feed, file, state, bool(fellowship) and not known.asks_whose):
        raise InputError(problems)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        if file is None:
            file = _fetched(str(state), progress)
        task = progress.add_task(f"Importing {known.title}, rows", total=None)
        rows = known.rows(file, fellowship) if known.asks_whose else known.rows(file)
        return store(feed, file.name, rows, on, whole=whole, advance=lambda done: progress.advance(task, done))


def _misused(feed: str, file: Path | None, state: str | None, asked_whose: bool) -> list[Problem]:
    found = []
    if file is None and (state is None or feed != "findtreatment"):
        next_step = "Or fetch it: holdfast import findtreatment --state MD" if feed == "findtreatment" else ""
        found.append(Problem("FILE", "", "name the file to read", next_step=next_step))
    if file is not None and file.parts[:1] in (("http:",), ("https:",)):
        found.append(Problem("FILE", str(file), "an address on the web, not a file", next_step="Fetch it, and name the file."))
    if state is not None and (feed != "findtreatment" or file is not None):
        found.append(Problem("--state", state, "it fetches listings, and goes with findtreatment and no FILE"))
    if asked_whose:
        found.append(Problem("--fellowship", "", f"{feed} says itself whose its listings are", next_step="Leave it out."))
    return found


def _fetched(state: str, progress: Progress) -> Path:
    """The folder of pages fetched from FindTreatment.gov; a fetch that was stopped goes on where it was."""
    from holdfast.finder.feeds.findtreatment_live import pages
    from holdfast.site.environment import home

    folder = home() / "fetched" / "".join(sign for sign in state.lower() if sign.isalpha())
    task = progress.add_task("Fetching from FindTreatment.gov, pages", total=None)
    for page in pages(state, folder):
        progress.update(task, completed=page.number, total=page.of)
    return folder


def _told(account: Account) -> Iterable[str]:
    yield f"{account.file}: {account.rows:,} rows of {account.feed}." if account.rows else f"{account.file}: sound, and empty."
    yield (
        f"  {account.new:,} new, {account.changed:,} changed, {account.unchanged:,} unchanged"
        + (f", {account.repeated:,} said twice" if account.repeated else "")
        + (f"; {account.gone:,} gone since" if account.gone else "")
    )
    for why, count in account.left_out.most_common():
        yield f"  {count:,} left out: {why}"
    for where, why in account.broken[:MOST_BROKEN_SHOWN]:
        yield f"  broken, not stored: {where}: {why}"
    if account.broken_count > MOST_BROKEN_SHOWN:
        yield f"  and {account.broken_count - MOST_BROKEN_SHOWN:,} more broken rows (--format json names up to 1,000)"
    for warning, count in account.warnings.most_common():
        yield f"  note, {count:,} times: {warning}"
    if account.linked:
        yield f"  {account.linked:,} pairs of listings may be one place each; both stay, and each says so."


@click.command()
@click.argument("feed", type=FEEDS)
@click.argument("key")
@click.option("--on", type=DATE, help="The day of the call (default: today).")
def confirm(feed: str, key: str, on: datetime | None) -> None:
    """Keep that somebody rang a place and that its listing holds. KEY is told by `holdfast find --format json`."""
    from holdfast.site.opening import opened

    day = on.date() if on else date.today()
    try:
        opened()
        from holdfast.finder.models import Facility

        if day > date.today():
            raise InputError([Problem("--on", day.isoformat(), "that day is still to come")])
        if not Facility.objects.filter(feed=feed, key=key).update(confirmed_by_phone=day):
            raise InputError(
                [Problem("KEY", shortened(key), f"{feed} has no place with this key", next_step="See holdfast find --format json")]
            )
    except InputError as error:
        wrong(error)
    click.echo(f"Confirmed by phone on {day}: {Facility.objects.get(feed=feed, key=key).name}")


def _several(name: str, codes: Iterable[str], what: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(f"--{name}", type=click.Choice(list(codes)), multiple=True, help=what)


@click.command()
@click.option("--near", metavar="PLACE", required=True, help="A ZIP code, a UK postcode or its first half, a town, or 39.29,-76.61.")
@click.option("--country", type=PLACE, help="us or uk, where the place could be in both.")
@click.option("--miles", type=click.FloatRange(1, 250), default=25, show_default=True, help="How far, in a straight line.")
@_several("medicine", concepts.MEDICINES, "Only places that say they prescribe one of these.")
@_several("level", concepts.LEVELS, "The kind of care.")
@_several("payment", concepts.PAYMENTS, "How it is paid; none: free, or by what you earn.")
@_several("for", concepts.GROUPS, "Whom it has a programme for.")
@_several("with", concepts.HELPS, "What else it offers.")
@_several("spoken", concepts.LANGUAGES, "A language spoken there.")
@click.option("--meetings", is_flag=True, help="Meetings of people who help each other, instead of treatment.")
@click.option("--fellowship", multiple=True, help="Meetings: whose, such as 'Narcotics Anonymous'.")
@click.option("--day", type=click.Choice([*DAYS, "today"]), multiple=True, help="Meetings: on this day.")
@click.option("--after", type=click.DateTime(["%H:%M"]), help="Meetings: that begin at this time or later.")
@click.option("--before", type=click.DateTime(["%H:%M"]), help="Meetings: that begin before this time.")
@click.option("--online", is_flag=True, help="Meetings: online or by telephone, wherever they are.")
@click.option("--wheelchair", is_flag=True, help="Meetings: that say a wheelchair gets in.")
@click.option("--medication-friendly", is_flag=True, help="Meetings: that say people on medicine are welcome.")
@click.option("--soon", is_flag=True, help="Meetings: the next to begin first, instead of the nearest.")
@click.option("--page", type=click.IntRange(1, 10_000), default=1, show_default=True)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="The day, or moment, to search as of (default: now).")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
def find(near: str, country: Country | None, form: str, meetings: bool, as_of: datetime | None, **wish: Any) -> None:
    """Treatment, or meetings, near a place: from the listings that were imported. How they are sorted is told with the answer."""
    from holdfast.site.opening import opened

    moment = as_of or datetime.now()
    try:
        opened()
        from holdfast.commands import found
        from holdfast.finder import search
        from holdfast.finder.places import find_place

        place = find_place(near, country)
        if meetings:
            wanted = _meetings_wanted(place, moment, wish)
            answer: found.Meetings | found.Treatment = found.Meetings(place, wanted, search.meetings(wanted))
        else:
            looked_for = _wanted(place, moment, wish)
            answer = found.Treatment(place, looked_for, search.facilities(looked_for))
    except InputError as error:
        wrong(error)
    click.echo({"text": answer.text, "json": answer.json, "csv": answer.csv}[form](), nl=False)


def _wanted(place: Place, moment: datetime, wish: Mapping[str, Any]) -> Wanted:
    from holdfast.finder.search import Wanted

    return Wanted(
        place.point,
        place.country,
        moment.date(),
        wish["miles"],
        wish["medicine"] or concepts.FIRST_CHOICE,
        bool(wish["medicine"]),
        levels=wish["level"],
        payments=wish["payment"],
        languages=wish["spoken"],
        groups=wish["for"],
        helps=wish["with"],
        page=wish["page"],
    )


def _meetings_wanted(place: Place, moment: datetime, wish: Mapping[str, Any]) -> MeetingsWanted:
    from holdfast.finder.search import MeetingsWanted

    days = {"today": moment.isoweekday(), **{name: number for number, name in enumerate(DAYS, 1)}}
    return MeetingsWanted(
        place.point,
        wish["miles"],
        wish["online"],
        fellowships=wish["fellowship"],
        days=sorted({days[name] for name in wish["day"]}),
        after=wish["after"] and wish["after"].time(),
        before=wish["before"] and wish["before"].time(),
        languages=wish["spoken"],
        kinds=("X",) if wish["wheelchair"] else (),
        medication_friendly=wish["medication_friendly"],
        soon=((moment.isoweekday() - 1) * 24 + moment.hour) * 60 + moment.minute if wish["soon"] else None,
        page=wish["page"],
    )
