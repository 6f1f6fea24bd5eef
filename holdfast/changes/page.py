"""What changed, and advice given again, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from holdfast.changes.difference import OTHERS, Changes, Entries, Part, TwoLimits
from holdfast.changes.people import PeopleChanged
from holdfast.changes.replay import Replay
from holdfast.comparing import comparison_page
from holdfast.guideline.programme import guideline
from holdfast.language.rules import Ruling, verb_of

MOST_NAMED = 5
PARTS = {
    "because": "the reason",
    "met": "what meets it",
    "places": "where it is in force",
    "since": "in force from",
    "last_day": "in force until",
}


def changes_page(changes: Changes, people: PeopleChanged | None = None) -> RenderableType:
    """Rules, limits, all else, and whose advice changes."""
    old, new = changes.states
    parts: list[RenderableType] = [Text.assemble(("What changed", "bold"), f"\nfrom {old}\nto   {new}")]
    parts += _rules(changes)
    parts += _limits(changes)
    for kind, entries in changes.others.items():
        parts += _others(kind, entries)
    if changes.whole:
        parts.append(Text(f"\nAlso changed: {', '.join(changes.whole)}."))
    if people is not None:
        parts += _people(people)
    return Group(*parts)


def replay_page(replay: Replay) -> RenderableType:
    """Which version and day spoke, which limits had another value then, and what would differ today."""
    dated = replay.then.dated
    parts: list[RenderableType] = [
        Text.assemble(
            ("Given again", "bold"),
            f": guideline {dated.guideline.version}, {dated.place.upper()}, as it stood on {dated.day}. "
            f"Beside it: guideline {guideline().version} as it stands on {replay.today}.",
        )
    ]
    if replay.not_known:
        parts.append(Text(f"That version did not ask for: {', '.join(replay.not_known)}. They are left out.", style="yellow"))
    applied = [each for each in replay.earlier if each.applied]
    if applied:
        table = _table("limit that applied then", "then", "today", "source")
        for each in applied:
            today = "no such limit" if each.today is None else f"{each.today:g} {each.limit.unit}"
            table.add_row(each.name, f"{each.then:g} {each.limit.unit}", today, str(each.limit.source))
        parts += [Text(), table]
    silent = [each.name for each in replay.earlier if not each.applied]
    if silent:
        parts.append(Text(f"\nOther limits that had another value then, and that no rule here read: {', '.join(silent)}.", style="dim"))
    if not replay.earlier:
        parts.append(Text("Every limit had then the value that it has today.", style="dim"))
    parts += [Text("\nWhat would differ today", style="bold"), comparison_page(replay.comparison)]
    return Group(*parts)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _rules(changes: Changes) -> Iterable[RenderableType]:
    entries = changes.rules
    yield Text(f"\nRules: {len(entries.added)} added, {len(entries.removed)} removed, {len(entries.changed)} changed", style="bold")
    for sign, style, ids in (("+", "green", entries.added), ("-", "red", entries.removed)):
        yield from (_rule(changes.ruling(id), sign, style) for id in ids)
    for id, parts in entries.changed:
        yield _rule(changes.ruling(id), "~", "yellow")
        yield from (_part(part) for part in parts)


def _rule(ruling: Ruling, sign: str, style: str) -> RenderableType:
    source = (str(ruling.rule.source), "dim")
    return _indented(Text.assemble((f"{sign} {ruling.id}", style), f" {verb_of(ruling.rule)}: {ruling.say} ", source))


def _part(part: Part) -> RenderableType:
    name = PARTS.get(part.name, part.name)
    if part.through:
        return _indented(Text(f"{name}: through {', '.join(f'“{each}”' for each in part.through)}"), 6)
    return _indented(Text.assemble((f"{name}: ", "bold"), (part.old or "nothing", "red"), " → ", (part.new or "nothing", "green")), 6)


def _limits(changes: Changes) -> Iterable[RenderableType]:
    if not changes.limits:
        return
    yield Text(f"\nLimits: {len(changes.limits)} differ", style="bold")
    for each in changes.limits:
        readers = f"{len(each.read_by)} rule{'s' if len(each.read_by) != 1 else ''}" if each.read_by else "calendars or checks"
        yield _indented(
            Text.assemble((f"~ {each.name}", "yellow"), f" {_values(each)} ", (f"{each.shown.source}. Read by {readers}.", "dim"))
        )


def _values(each: TwoLimits) -> str:
    if each.values[0] == each.values[1]:
        return f"stays {each.values[1]:g} {each.shown.unit}; changed: {', '.join(each.parts)}."
    old, new = (
        "none" if value is None or limit is None else f"{value:g} {limit.unit}"
        for value, limit in zip(each.values, each.limits, strict=True)
    )
    return f"{old} → {new}."


def _others(kind: str, entries: Entries) -> Iterable[RenderableType]:
    yield Text(f"\n{OTHERS[kind].capitalize()}", style="bold")
    for word, names in (("added", entries.added), ("removed", entries.removed)):
        if names:
            yield _indented(Text(f"{word}: {', '.join(names)}"))
    for name, parts in entries.changed:
        yield _indented(Text(f"changed: {name}"))
        yield from (_part(part) for part in parts)


def _people(found: PeopleChanged) -> Iterable[RenderableType]:
    count = f"{len(found.changed)} of {found.count:,} people"
    yield Text(f"\nWhose advice changes: {count}", style="bold")
    if found.only_rank:
        yield _indented(Text(f"For {found.only_rank} more only the order of the options differs.", style="dim"))
    groups = found.groups()
    if groups:
        table = _table("people", "option", "was", "is", "by the rule", "who")
        table.columns[1].no_wrap = True
        for group in groups:
            more = f" and {len(group.people) - MOST_NAMED} more" if len(group.people) > MOST_NAMED else ""
            rules = "\n".join(group.rules) or "none of its own"
            table.add_row(str(len(group.people)), group.code, *group.statuses, rules, f"{', '.join(group.people[:MOST_NAMED])}{more}")
        yield Padding(table, (0, 0, 0, 2))
    for person in found.changed:
        if person.urgent[0] != person.urgent[1]:
            old, new = (", ".join(codes) or "nothing" for codes in person.urgent)
            yield _indented(Text(f"{person.name}: urgent was {old}, is {new}", style="red"))


def _indented(text: Text, by: int = 2) -> RenderableType:
    return Padding(text, (0, 0, 0, by))
