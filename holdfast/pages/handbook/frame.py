"""What every page of the handbook shares: its place in the site, the way around, and links that work from a folder or a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath

from holdfast.language.rules import Kind
from holdfast.pages.markup import Child, Markup, joined, tag

KINDS: Mapping[Kind, str] = {
    "medicine": "Medicines",
    "start": "Starting",
    "change": "Changes",
    "level": "Levels of care",
    "therapy": "Therapies",
    "peer_support": "Peer support",
    "service": "Services",
    "test": "Tests",
    "never_offered": "Never offered",
}
AROUND = (
    ("Search", "index.html#search"),
    ("Medicines", "kinds/medicine.html"),
    ("Starting", "kinds/start.html"),
    ("Changes", "kinds/change.html"),
    ("Topics", "index.html#topics"),
    ("Limits", "limits.html"),
    ("Facts", "facts.html"),
    ("Sources", "sources.html"),
)
POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Here:
    """The place of a page in the site, such as `options/methadone.html`. `edition` says which guideline it tells."""

    path: str
    edition: str

    def to(self, target: str) -> str:
        """The way from here to another place, which may end in #anchor."""
        path, hash_, anchor = target.partition("#")
        return f"{relpath(path, dirname(self.path) or '.')}{hash_}{anchor}"

    def link(self, words: Child, target: str, class_: str | None = None) -> Markup:
        """A link to another place of the site."""
        return tag("a", words, href=self.to(target), class_=class_)


def option_path(code: str) -> str:
    """Where the page of an option stands."""
    return f"options/{code}.html"


def file_path(file: str) -> str:
    """Where the page of a guideline file stands: `medicines/naltrexone` has `guideline/medicines/naltrexone.html`."""
    return f"guideline/{file}.html"


def whole_page(here: Here, title: str, above: tuple[str, str] | None, *body: Child, scripts: tuple[str, ...] = ()) -> str:
    """A whole page. `above` is the page that this one belongs under: its name and its place."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("title", f"{title}: Holdfast handbook"),
        tag("link", rel="stylesheet", href=here.to("style.css")),
        [tag("script", src=here.to(script), defer=True) for script in scripts],
    )
    around = [tag("li", here.link(words, target)) for words, target in AROUND]
    crumbs = [here.link("Handbook", "index.html")] + ([" / ", here.link(*above)] if above else [])
    header = tag(
        "header",
        tag("p", "Holdfast", class_="mark"),
        tag("nav", tag("ul", around), aria_label="The handbook", class_="around"),
        tag("p", crumbs, class_="crumbs") if here.path != "index.html" else None,
        tag("h1", title),
    )
    footer = tag(
        "footer",
        tag("p", f"{here.edition} Made from the guideline and nothing else."),
        tag("p", "It supports a clinician's judgement and does not replace it. What is marked “to be confirmed” must be signed first."),
    )
    skip = tag("a", "Skip to the content", href="#content", class_="skip")
    return f"<!doctype html>\n{tag('html', head, tag('body', skip, header, tag('main', *body, id='content'), footer), lang='en')}\n"


def section(id_: str, title: str, *children: Child, class_: str | None = None) -> Markup | None:
    """A part of a page under its heading; nothing where it is empty."""
    inside = joined(children)
    return (
        tag("section", tag("h2", title, id=f"{id_}-title"), inside, id=id_, class_=class_, aria_labelledby=f"{id_}-title")
        if inside
        else None
    )
