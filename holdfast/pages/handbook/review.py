"""The guideline in Markdown, a page for each file that holds rules or limits: what is committed, so that a change of a rule is read
as a change of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from holdfast.engines.handbook import Book, Told
from holdfast.engines.wording import amount
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import SPELLED
from holdfast.language.rules import Avoid, Option, Require
from holdfast.pages.handbook.file_pages import File
from holdfast.pages.handbook.site import files
from holdfast.pages.handbook.telling_rules import VERB_WORDS

OPENING = """\
# The guideline in words

Written by `python -m docs.generate` from the rules themselves, a page for each file of `holdfast/guideline` that holds rules or
limits. Read a change here before you sign it. `holdfast handbook` makes the whole handbook, with drawings, calendars and search.
"""


def review_pages(day: date) -> dict[str, str]:
    """Every page by its place, as the guideline stands on the day."""
    book = Book(guideline(), day, SPELLED)
    pages: dict[str, str] = {}
    rows: dict[str, list[str]] = {}
    for file in files():
        rules = [told for id, told in book.rules.items() if id.partition(".")[0] == file.short]
        limits = [name for name in book.limits if name.partition(".")[0] == file.short]
        if rules or limits:
            pages[f"{file.path}.md"] = _page(book, file, rules, limits)
            count = ", ".join(
                f"{len(each)} {word}{'s' if len(each) != 1 else ''}" for each, word in ((rules, "rule"), (limits, "limit")) if each
            )
            rows.setdefault(file.folder, []).append(f"- [{file.title}]({file.path}.md): {count}")
    lists = (f"## {folder}\n\n" + "\n".join(each) for folder, each in rows.items())
    pages["README.md"] = "\n".join([OPENING, *(f"{each}\n" for each in lists)])
    return pages


def _page(book: Book, file: File, rules: Sequence[Told], limits: Sequence[str]) -> str:
    parts = [
        f"# {file.title}",
        " ".join(file.words.split("\n\n")[0].split()),
        f"`guideline/{file.path}.py`, guideline {book.guideline.version}",
    ]
    if rules:
        parts.append("## Rules")
        parts += [_rule(book, told) for told in rules]
    if limits:
        parts += ["## Limits", _limits(book, limits)]
    meanings = book.meanings(rules, file.named)
    if meanings:
        parts.append("## Conditions by name")
        parts.append("\n".join(f"- “{named.name}”: {said.inline()}" for named, said in meanings))
    return "\n\n".join(parts) + "\n"


def _rule(book: Book, told: Told) -> str:
    rule = told.rule
    stop = (", without exception" if rule.hard else ", unless a clinician decides otherwise") if isinstance(rule, Avoid) else ""
    only = f", {told.places[0].upper()} only" if len(told.places) == 1 else ""
    when, met = told.condition("when", book.spelling), told.condition("met", book.spelling)
    lines = [
        *(
            f"> {say}" + (f" ({', '.join(place.upper() for place in places)})" if len(told.reasons) > 1 else "")
            for say, places in told.reasons.items()
        ),
        "",
        *_about(rule),
        f"- when: {when.inline() if when else 'everybody'}",
        *([f"- met by: {met.inline()}"] if met else []),
        *([f"- due within: {amount(rule.due)}"] if isinstance(rule, Require) and rule.due else []),
        f"- source: {rule.source}",
    ]
    return f"### {VERB_WORDS[told.verb]}{stop}{only}: `{rule.name}`\n\n" + "\n".join(lines)


def _about(rule: object) -> Iterable[str]:
    test = getattr(rule, "test", None)
    for word, options in (
        ("test", (test,) if test else ()),
        ("before", getattr(rule, "before", ())),
        ("about", getattr(rule, "options", ())),
        ("meanwhile", getattr(rule, "instead", ())),
    ):
        titles = [option.title for option in options if isinstance(option, Option)]
        if titles:
            yield f"- {word}: {'; '.join(titles)}"


def _limits(book: Book, names: Sequence[str]) -> str:
    rows = ["| limit | US | UK | since | may be set to | source |", "|---|---|---|---|---|---|"]
    for name in names:
        limit = book.limits[name]
        us, uk = book.values(limit)
        settings = f"{limit.settings[0]:g} to {limit.settings[1]:g}" if limit.settings else ""
        why = f": {limit.why}" if limit.why else ""
        rows.append(
            f"| `{name.partition('.')[2]}` | {us:g} {limit.unit} | {uk:g} {limit.unit} | {limit.since} | {settings} | {limit.source}{why} |"
        )
    return "\n".join(rows)
