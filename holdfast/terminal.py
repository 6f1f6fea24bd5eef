"""Advice on a terminal: what a clinician takes in within a minute; the rest folded behind `--why`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from holdfast.advice import Advice, shown, stop_of
from holdfast.casefile import Case
from holdfast.engines.bedside import Finding, Fired
from holdfast.guideline.calendars.days import NO_DOSE, NOT_AN_ORDER, Calendar, Refused
from holdfast.guideline.words import Told, at, said, told_day
from holdfast.language.rules import STATUSES, verb_of
from holdfast.telling import (
    CALENDAR_COLUMNS,
    disorder_said,
    facts_said,
    first_sentence,
    hang_on,
    in_words,
    limit_said,
    main_reason,
    parted,
    shown_status,
    titles,
)

if TYPE_CHECKING:  # its packages are an extra
    from holdfast.cohort.summary import Summary

STYLES = {
    "preferred": "bold green",
    "suitable": "green",
    "caution": "yellow",
    "ask": "cyan",
    "wait": "magenta",
    "avoid": "red",
    "not_indicated": "dim",
}
WORDS = {"not_indicated": "not indicated"}
KINDS = (("medicine", "Medicines"), ("start", "Starting today"), ("change", "Changes"))
COMPACT = (
    ("level", "Level of care"),
    ("therapy", "Therapies"),
    ("peer_support", "Peer support"),
    ("service", "Around it"),
)
MOST_NAMED = 2
"""Kinds told in a line each, so many by name."""


def plan_page(advice: Advice, case: Case) -> RenderableType:
    """The plan: urgent needs, medicines ranked, starts and changes, questions, tests, warnings."""
    parts: list[RenderableType] = [_heading(advice), *_urgent(advice), *_warnings(case)]
    if not advice.judgement.in_scope:
        parts.append(Text("\nThe record says nothing about opioids, so nothing is advised about them."))
    for kind, title in KINDS:
        parts += _options(advice, kind, title)
    parts += _compact(advice)
    parts += _questions(advice)
    parts += _tests(advice)
    parts.append(Text("\nA question mark: so it will be, once what is named is checked. All about one option: --why CODE", style="dim"))
    return Group(*parts)


def why_page(advice: Advice, code: str) -> RenderableType:
    """Everything about one option: each rule that fired, its facts and source, what is missing and assumed."""
    finding = advice.finding(code)
    parts: list[RenderableType] = [
        Text.assemble((finding.option.title, "bold"), f" ({code}): ", _status(finding), "\n"),
    ]
    for fired in finding.fired:
        parts.append(_reason(advice, fired))
    for label, names in (("Not known", finding.missing), ("Taken as clear until known", finding.assumed)):
        if names:
            parts.append(Text(f"\n{label}:", style="bold"))
            parts += [Padding(Text(f"{name}: {advice.dated.guideline.facts[name].ask}"), (0, 0, 0, 2)) for name in names]
    if finding.instead:
        parts.append(Text(f"\nMeanwhile: {', '.join(titles(advice, finding.instead))}"))
    if until := advice.not_before(finding):
        parts.append(Text(f"Not before {at(until)}, if nothing is taken."))
    return Group(*parts)


def facts_page(case: Case) -> RenderableType:
    """The facts that were understood, where each came from, and what was not used."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("fact", "value", "from", "date", "said"):
        table.add_column(column, overflow="fold", no_wrap=column == "fact")
    for name, value in shown(case.known).items():
        origin = case.origins[name]
        table.add_row(name, in_words(value), origin.source, origin.date or "", origin.said)
    parts: list[RenderableType] = [Text(f"As of {at(case.as_of)}, {case.place.upper()}\n"), table]
    parts += _warnings(case)
    if case.unused:
        unused = Table(box=None, pad_edge=False, header_style="bold", title="Not used", title_justify="left")
        unused.add_column("entry", overflow="fold")
        unused.add_column("why", overflow="fold")
        for source, why in case.unused:
            unused.add_row(source, why)
        parts += [Text(), unused]
    return Group(*parts)


def calendar_page(calendar: Calendar, name: str, language: str = "en") -> RenderableType:
    """One dosing calendar as a table, a row a day."""
    say = partial(said, language=language)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in CALENDAR_COLUMNS:
        table.add_column(say(column).lower(), justify="right" if column == CALENDAR_COLUMNS[0] else "left", overflow="fold")
    for day in calendar.days:
        doses = [say(dose.told) for dose in day.order.doses] or [say(NO_DOSE)]
        note = [say(day.order.note)] if day.order.note else []
        table.add_row(str(day.day), say(told_day(day.date)), "\n".join([*doses, *note]), f"{day.order.max_mg:g} mg")
    parts: list[RenderableType] = [Text(f"{say(name)}\n", style="bold"), table]
    parts += [Text(f"\n{say(note)}") for note in (*calendar.notes, NOT_AN_ORDER)]
    if calendar.limits:
        parts.append(Text(f"\n{say('The limits it keeps to')}", style="bold"))
        parts += [Padding(Text(say(limit), style="dim"), (0, 0, 0, 2)) for limit in calendar.limits]
    return Group(*parts)


def refusal_page(title: str, refused: Refused, language: str = "en") -> RenderableType:
    """Why a calendar must not be built, and what would allow it."""
    say = partial(said, language=language)
    lines = [Text(say(Told("No calendar: {option}", option=title)), style="bold red")]
    lines += [Text(f"  {say(reason)}") for reason in refused.reasons]
    if refused.instead:
        lines.append(Text(say("What would allow it, or what to do instead:"), style="bold"))
        lines += [Text(f"  {say(each)}") for each in refused.instead]
    return Group(*lines)


def console(width: int | None = None, *, to_stderr: bool = False) -> Console:
    """A console that respects the terminal's width, NO_COLOR and pipes."""
    return Console(width=width, stderr=to_stderr, highlight=False, soft_wrap=False, emoji=False, markup=False)


def cohort_page(summary: Summary) -> RenderableType:
    """Many people: what is urgent, the gaps, what to ask, and how many stand at each status of each medicine and start."""
    silent = summary.people - summary.in_scope
    people = "1 person" if summary.people == 1 else f"{summary.people:,} people"
    told = f"; of {silent:,} the record says nothing about opioids" if silent else ""
    parts: list[RenderableType] = [
        Text(f"{people} as of {summary.as_of.replace('T', ' ')}, {summary.jurisdiction.upper()}, guideline "
             f"{summary.guideline}{told}.", style="bold"),
        Text(f"{summary.rules} rules by {summary.engine} in {summary.seconds:g} s", style="dim"),
    ]  # fmt: skip
    for title, needs, style in (("Urgent", summary.urgent, "bold white on red"), ("Gaps in care", summary.gaps, "bold yellow")):
        if needs:
            table = _plain_table("", "people", "not known", "first of them")
            for need in needs:
                table.add_row(need.say, f"{need.people:,}", f"{need.not_known:,}", ", ".join(need.who))
            parts += [Text(f"\n{title}", style=style), Padding(table, (0, 0, 0, 2))]
    if summary.questions:
        parts.append(Text(f"\nAsk next (of {summary.asked:,} people, evenly spread)", style="bold"))
        for each in summary.questions:
            parts.append(Padding(Text.assemble(f"{each.people:,} × {each.ask} ", (f"[{each.fact}]", "dim")), (0, 0, 0, 2)))
    for kind, title in KINDS:
        table = _plain_table("", *(WORDS.get(status, status) for status in STATUSES))
        for option in summary.options:
            if option.kind == kind:
                table.add_row(option.code, *(f"{option.counts[status]:,}" for status in STATUSES))
        parts += [Text(f"\n{title}", style="bold"), Padding(table, (0, 0, 0, 2))]
    if summary.doubtful:
        parts.append(Text("\nLook at these records", style="bold yellow"))
        parts += [Padding(Text(f"{count:,} × {say}"), (0, 0, 0, 2)) for say, count in summary.doubtful.items()]
    if summary.unread_in_all:
        parts.append(Text(f"\nNot read: {summary.unread_in_all:,}", style="bold red"))
        parts += [Padding(Text(f"{each['file']}, line {each['line']}: {each['why']}"), (0, 0, 0, 2)) for each in summary.unread]
    parts.append(Text("\nOne person with the reasons: --explain ID", style="dim"))
    return Group(*parts)


def _plain_table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for place, column in enumerate(columns):
        table.add_column(column, overflow="fold", justify="left" if place == 0 or column == "first of them" else "right")
    return table


def _heading(advice: Advice) -> Text:
    return Text.assemble(
        ("Plan", "bold"),
        f" as of {at(advice.as_of)}, {advice.dated.place.upper()}, guideline {advice.dated.guideline.version}\n",
        f"{disorder_said(advice)} {' '.join(advice.diagnosis.reasons)}",
    )


def _urgent(advice: Advice) -> Iterable[RenderableType]:
    if advice.judgement.urgent:
        yield Text("\nUrgent", style="bold white on red")
    for fired in advice.judgement.urgent:
        yield Padding(Text.assemble((f"{getattr(fired.ruling.rule, 'code', '')}: ", "bold red"), fired.ruling.say), (0, 0, 0, 2))


def _warnings(case: Case) -> Iterable[RenderableType]:
    if case.warnings:
        yield Text("\nLook at this", style="bold yellow")
    for warned in case.warnings:
        yield Padding(Text(f"{warned.say} ({warned.source})"), (0, 0, 0, 2))


def _options(advice: Advice, kind: str, title: str) -> Iterable[RenderableType]:
    """The options of one kind; those folded take one line."""
    shown_here, folded = parted(advice, kind)
    if shown_here or folded:
        yield Text(f"\n{title}", style="bold")
    if shown_here:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for finding in shown_here:
            table.add_row(str(finding.rank or ""), _status(finding), _line(advice, finding))
        yield Padding(table, (0, 0, 0, 2))
    if folded:
        yield Padding(Text(f"{len(folded)} more hang on: {', '.join(hang_on(folded))}.", style="dim"), (0, 0, 0, 2))


def _compact(advice: Advice) -> Iterable[RenderableType]:
    """Level of care, therapies, peer support and services: their names in a line each, the status where it says something."""
    for kind, title in COMPACT:
        found = [finding for finding in parted(advice, kind)[0] if finding.status != "avoid"]
        words = [f"{finding.option.title.partition(' (')[0]}{_aside(finding)}" for finding in found[:MOST_NAMED]]
        more = f"; {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        if words:
            yield Text.assemble("\n" if kind == COMPACT[0][0] else "", (f"{title}: ", "bold"), f"{'; '.join(words)}{more}.")


def _aside(finding: Finding) -> str:
    status = shown_status(finding)
    if finding.status == "ask":
        return f" ({WORDS.get(status, status)}?)"
    return "" if status == "suitable" else f" ({WORDS.get(status, status)})"


def _status(finding: Finding) -> Text:
    shown_as = shown_status(finding)
    text = Text(WORDS.get(shown_as, shown_as), style=STYLES[shown_as])
    return text.append("?", style=STYLES["ask"]) if finding.status == "ask" else text


def _line(advice: Advice, finding: Finding) -> Text:
    text = Text.assemble((finding.option.title, "bold"), (f" ({finding.option.code}) ", "dim"))
    text.append(first_sentence(main_reason(advice, finding)))
    if finding.status == "ask" and finding.open:
        text.append(f" Once you have checked: {', '.join(finding.open[:4])}{' …' if len(finding.open) > 4 else ''}.", style="cyan")
    if until := advice.not_before(finding):
        text.append(f" Not before {at(until)}.", style="magenta")
    if finding.status == "wait" and finding.instead:
        text.append(f" Meanwhile: {', '.join(titles(advice, finding.instead[:2]))}.")
    return text


def _questions(advice: Advice) -> Iterable[RenderableType]:
    if advice.judgement.questions:
        yield Text("\nAsk next", style="bold")
    for number, question in enumerate(advice.judgement.questions, 1):
        count = len(question.settles)
        settles = f"helps with {count} options" if count > 1 else f"helps with {question.settles[0]}"
        yield Padding(Text.assemble(f"{number}. {question.fact.ask} ", (f"[{question.fact.name}; {settles}]", "dim")), (0, 0, 0, 2))


def _tests(advice: Advice) -> Iterable[RenderableType]:
    due: dict[str, str] = {}
    for finding, _, day in advice.monitoring():
        due.setdefault(finding.option.title, f"by {day:%d %b %Y}" if day else "first")
    if due:
        yield Text("\nTests", style="bold")
        yield Padding(Text("; ".join(f"{title} ({day})" for title, day in due.items()) + "."), (0, 0, 0, 2))


def _reason(advice: Advice, fired: Fired) -> RenderableType:
    rule = fired.ruling.rule
    stop = stop_of(fired.ruling)
    head = Text.assemble((verb_of(rule) + (f", {stop}" if stop else ""), "bold"), f": {fired.ruling.say}")
    facts = facts_said(fired)
    lines = [f"because {facts or 'this holds for everybody'}", f"{rule.source}"]
    for limit, held in advice.limits_of(fired):
        choice = f"; a site may set {limit.settings[0]:g} to {limit.settings[1]:g}" if limit.settings else ""
        lines.append(f"{limit_said(limit, held)}{choice}")
    return Group(head, Padding(Text("\n".join([*lines, f"rule {fired.ruling.id}"]), style="dim"), (0, 0, 0, 2)))
