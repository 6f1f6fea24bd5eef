"""The reading pages of the guide: `text/LANGUAGE/SLUG.md`, rendered for a language and a place.

A page opens with what it is called, a one-line summary and its sources, as TOML between two lines of `+++`; the sources stand in
the English file alone. In the text may stand:

- `{only:us}` or `{only:uk}` on a line of its own, up to `{end}`: for that place alone
- `{limit:naloxone.REPEAT_AFTER}`: a number of the guideline with its unit; `{number:...}` the bare number
- `{contact:crisis}`: a number or site of `contacts.toml`
- `{recalled}`: "to be confirmed", beside what nobody has yet read again in its source
- `[words](overdose)`: another page, by its name
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from holdfast.guide.contacts import contact
from holdfast.guideline import sources
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import LANGUAGES, amount
from holdfast.language.expressions import Constant, Place, Source

TEXT = Path(__file__).parent / "text"
SLUGS: tuple[str, ...] = (
    "overdose",
    "methadone",
    "buprenorphine",
    "naltrexone",
    "naloxone",
    "medicines-for-withdrawal",
    "withdrawal",
    "levels-of-care",
    "therapies",
    "peer-support",
    "family",
    "pregnancy",
    "relapse-and-lost-tolerance",
    "safer-use",
    "first-call-and-first-visit",
    "your-rights-and-privacy",
    "what-other-sites-get-wrong",
    "on-this-site",
)
"""Every page, in the order in which they are listed."""
SOURCES: Mapping[str, Source] = {each.key: each for each in vars(sources).values() if isinstance(each, Source)}
PLACEHOLDER = re.compile(r"\{([a-z]+)(?::([\w.]+))?\}")
ONLY = re.compile(r"^\{only:(us|uk)\}\n(.*?)^\{end\}\n?", re.DOTALL | re.MULTILINE)
TO_BE_CONFIRMED = {"en": "(to be confirmed)", "es": "(por confirmar)"}
ANOTHER_SITE = {"en": "(another site)", "es": "(otro sitio)"}


class ReadingError(ValueError):
    """A page is written in a way that cannot be rendered: where, and what is allowed."""


@dataclass(frozen=True)
class Page:
    """One page as it is read in one place. `html` starts below the title, with headings of the second level, which
    `headings` lists with their anchors; `text` is the running text alone. A source that nobody has read yet says so in `str(source)`."""

    slug: str
    language: str
    place: Place
    title: str
    summary: str
    html: str
    text: str
    headings: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


def page(slug: str, language: str = "en", place: Place = "us", day: date | None = None, link: Callable[[str], str] = str) -> Page:
    """A page for a reader. `link` turns the name of another page into its address; limits are those in force on `day` (today).

    LookupError where there is no such page or language, ReadingError where a page is not well written.
    """
    if slug not in SLUGS or language not in LANGUAGES:
        raise LookupError(f"no page {slug!r} in {language!r}: there are {', '.join(SLUGS)}, in {' and '.join(LANGUAGES)}")
    head, body = _parts(slug, language)
    markdown = filled(body, slug, language, place, day or date.today())
    tokens = _parser().parse(markdown)
    return Page(
        slug=slug,
        language=language,
        place=place,
        title=head["title"],
        summary=head["summary"],
        html=_html(tokens, language, link),
        text=_text(tokens),
        headings=tuple(_headings(tokens)),
        sources=tuple(_cited(slug, key) for key in _parts(slug, "en")[0]["sources"]),
    )


def pages(language: str = "en", place: Place = "us") -> tuple[Page, ...]:
    """Every page, in order, as of today."""
    return _pages(language, place, date.today())


@lru_cache(maxsize=16)
def _pages(language: str, place: Place, day: date) -> tuple[Page, ...]:
    return tuple(page(slug, language, place, day) for slug in SLUGS)


def written(slug: str, language: str) -> str:
    """The text of a page as it stands in its file, below its head."""
    return _parts(slug, language)[1]


def filled(markdown: str, slug: str, language: str, place: Place, day: date) -> str:
    """The text for one place, with every placeholder filled in. `slug` is named where one cannot be."""

    def fill(found: re.Match[str]) -> str:
        kind, name = found[1], found[2] or ""
        if kind in ("limit", "number"):
            return _limit(name, place, day, language, bare=kind == "number")
        if kind == "contact":
            return _contact(name, place, language)
        if kind == "recalled" and not name:
            return TO_BE_CONFIRMED[language]
        raise LookupError("allowed are {only:us} ... {end}, {limit:NAME}, {number:NAME}, {contact:CODE} and {recalled}")

    here = ONLY.sub(lambda found: found[2] if found[1] == place else "", markdown)
    try:
        return PLACEHOLDER.sub(fill, here)
    except LookupError as error:
        raise ReadingError(f"{slug}.md ({language}, {place}): {error.args[0]}") from error


def _limit(name: str, place: Place, day: date, language: str, *, bare: bool) -> str:
    limit = guideline().limits.get(name)
    if limit is None:
        raise LookupError(f"the guideline has no limit {name!r}; docs/reference/limits.md names them all")
    constant = Constant(limit.value(day, place), limit.unit)
    return f"{constant.value:g}" if bare else amount(constant, language)


def _contact(code: str, place: Place, language: str) -> str:
    reached = contact(code, place)
    shown = f"[{reached.number}](tel:{reached.dialled})" if reached.number else f"[{reached.web}](https://{reached.web})"
    return shown if reached.confirmed else f"{shown} {TO_BE_CONFIRMED[language]}"


@lru_cache(maxsize=128)
def _parts(slug: str, language: str) -> tuple[Mapping[str, Any], str]:
    _, head, body = (TEXT / language / f"{slug}.md").read_text(encoding="utf-8").split("+++\n", 2)
    return tomllib.loads(head), body


def _cited(slug: str, key: str) -> Source:
    """`asam_2020` is a source; `asam_2020?` the same source for something that nobody has yet read there."""
    name = key.removesuffix("?")
    if name not in SOURCES:
        raise ReadingError(f"{slug}.md: {name!r} is no source; guideline/sources.py names them all")
    return SOURCES[name].recalled() if key.endswith("?") else SOURCES[name]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def _html(tokens: Sequence[Token], language: str, link: Callable[[str], str]) -> str:
    for number, token in enumerate(each for each in tokens if each.type == "heading_open"):
        token.attrSet("id", f"part-{number + 1}")
    for token in tokens:
        for place, inner in enumerate(token.children or ()):
            if inner.type != "link_open":
                continue
            address = str(inner.attrGet("href"))
            if address in SLUGS:
                inner.attrSet("href", link(address))
            elif address.startswith("https://"):
                inner.attrSet("rel", "nofollow noopener noreferrer")
                token.children[place + 1].content += f" {ANOTHER_SITE[language]}"  # type: ignore[index]
            elif not address.startswith("tel:"):
                raise ReadingError(f"a link leads to {address!r}: allowed are the pages {', '.join(SLUGS)}, and contacts by placeholder")
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def _text(tokens: Sequence[Token]) -> str:
    return "\n".join(_words(token) for before, token in pairwise(tokens) if token.type == "inline" and before.type != "heading_open")


def _words(token: Token) -> str:
    return "".join(" " if inner.type == "softbreak" else inner.content for inner in token.children or ())


def _headings(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    return [
        (f"part-{number + 1}", _words(tokens[place + 1]))
        for number, place in enumerate(place for place, token in enumerate(tokens) if token.type == "heading_open")
    ]
