"""HTML that cannot be injected into: text is escaped unless it was made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from pathlib import Path

from holdfast.guideline.words import said

VOID = ("br", "input", "link", "meta")


class Markup(str):
    """HTML made by `tag`: the only text that is not escaped."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
Say = Callable[[str], str]
"""Puts a text into the reader's language."""


def tag(name: str, *children: Child, **attributes: str | bool | None) -> Markup:
    """One element. `class_` is written class, `aria_label` aria-label; None and False leave an attribute out."""
    words = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    opened = f"<{name}{words}>"
    return Markup(opened if name in VOID and not children else f"{opened}{joined(children)}</{name}>")


def joined(children: Child) -> Markup:
    """Children one after the other, text escaped."""
    if children is None:
        return Markup("")
    if isinstance(children, Markup):
        return children
    if isinstance(children, str):
        return Markup(escape(children))
    return Markup("".join(joined(child) for child in children))


def listed(items: Iterable[Child], kind: str = "ul", class_: str | None = None) -> Markup | None:
    """A list; nothing where there is nothing to list."""
    rows = [tag("li", item) for item in items]
    return tag(kind, rows, class_=class_) if rows else None


def folded(summary: Child, *children: Child, open_: bool = False, id_: str | None = None, class_: str | None = None) -> Markup:
    """Something that opens with a click or a key, without a script."""
    return tag("details", tag("summary", summary), *children, open=open_, id=id_, class_=class_)


def table(caption: str, columns: Iterable[str], rows: Iterable[Iterable[Child]], class_: str = "", hide_caption: bool = False) -> Markup:
    """A table whose first cell of a row heads that row. On a narrow screen each row becomes a card, so the roles are
    written out: a table that is laid out as blocks would lose them."""
    names = tuple(columns)
    head = tag("tr", [tag("th", name, scope="col", role="columnheader") for name in names], role="row")
    body = []
    for cells in rows:
        first, *rest = cells
        row = [tag("th", first, scope="row", role="rowheader", data_label=names[0])]
        row += [tag("td", cell, role="cell", data_label=name) for name, cell in zip(names[1:], rest, strict=True)]
        body.append(tag("tr", row, role="row"))
    return tag(
        "table",
        tag("caption", caption, class_="unseen" if hide_caption else None),
        tag("thead", head, role="rowgroup"),
        tag("tbody", body, role="rowgroup"),
        role="table",
        class_=class_ or None,
    )


@lru_cache(maxsize=1)
def _style() -> Markup:
    """The look of every page: our own file, so it may stand as it is."""
    return Markup((Path(__file__).parent / "style.css").read_text(encoding="utf-8"))


def document(title: str, skip_to: str, *body: Child, lang: str = "en") -> str:
    """A whole page with its style inside. The policy in its head forbids every request and every script."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", _style()),
    )
    skip = tag(
        "a",
        said("Skip to the plan", lang) if skip_to == "urgent-first" else said("Skip to the content", lang),
        href=f"#{skip_to}",
        class_="skip",
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', skip, *body), lang=lang)}\n"
