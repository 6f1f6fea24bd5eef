"""The page of one option, the page of one kind, and the first page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from holdfast.engines.handbook import Book, Chapter, Told
from holdfast.guideline.words import said
from holdfast.language.rules import Kind, Option
from holdfast.pages.calendar import calendar_parts
from holdfast.pages.handbook.diagram import decision
from holdfast.pages.handbook.examples import Drawn
from holdfast.pages.handbook.frame import KINDS, Here, option_path, section, whole_page
from holdfast.pages.handbook.telling_rules import VERB_TITLES, Telling
from holdfast.pages.markup import Child, Markup, Say, folded, listed, table, tag

ABOUT_KIND: Mapping[Kind, str] = {
    "medicine": "Which medicine is right for somebody. Whether a dose can be given today stands under the starts and changes.",
    "start": "Whether a first dose can be given today, and how. What is said of the medicine holds here too.",
    "change": "What can be done for somebody who is on a medicine.",
    "level": "How much care, and where. The highest level that is needed is preferred; a lower one is still offered.",
    "therapy": "Talking and learning beside the medicine. None of them is ever a condition for it.",
    "peer_support": "People who have been there.",
    "service": "Help with the rest of life.",
    "test": "What to look at, why, and by when.",
    "never_offered": "What Holdfast never offers, and why.",
}
NOTE = "From the top down, the first yes decides. Still to check: something above is not known, or a test comes first."


def option_page(book: Book, option: Option, here: Here, files: Mapping[str, str], drawn: Drawn | None) -> str:
    """Everything about one option: the drawn decision, the rules by what they say, the calendar, the limits."""
    chapter = book.chapter(option)
    telling = Telling(book, here, files, book.meanings(chapter.rules))
    limits = {book.name(limit): limit for told in chapter.rules for limit in told.limits}
    said_of = [
        section(verb, title, [telling.rule(told) for told in chapter.by_verb[verb]], class_="rules")
        for verb, title in VERB_TITLES.items()
        if verb in chapter.by_verb
    ]
    return whole_page(
        here,
        option.title,
        (KINDS[option.kind], f"kinds/{option.kind}.html"),
        tag("p", _what(chapter, telling), class_="about-option"),
        tag(
            "div",
            section("decision", "How it is decided", tag("p", NOTE, class_="dim"), decision(chapter, book.spelling), class_="drawing"),
            tag("div", said_of[:2], class_="beside-drawing"),
            class_="opening",
        ),
        said_of[2:],
        _belonging(book, option, telling),
        _calendar(drawn) if drawn else None,
        section("limits", "The numbers it turns on", telling.limits(limits.values(), f"Limits: {option.title}")),
        section("means", "What the words in quotes mean", telling.meant()),
    )


def kind_page(book: Book, kind: Kind, here: Here) -> str:
    """Every option of one kind, side by side."""
    options = [option for option in book.guideline.options.values() if option.kind == kind]
    rows = [_row(book.chapter(option), here) for option in options]
    return whole_page(
        here,
        KINDS[kind],
        None,
        tag("p", ABOUT_KIND[kind], class_="about-option"),
        section(
            "all",
            "Side by side",
            table(KINDS[kind], ("Option", "Who it is for", "Too early or not for", "First"), rows, "kinds", hide_caption=True),
        ),
    )


def _row(chapter: Chapter, here: Here) -> tuple[Child, ...]:
    verbs = chapter.by_verb
    stops = [*verbs.get("wait", ()), *verbs.get("avoid", ())]
    return (
        here.link(chapter.option.title, option_path(chapter.option.code)),
        _reasons((*verbs.get("offer", ()), *verbs.get("at_least", ()))[:2]) or _none(),
        _reasons(stops[:3], len(stops) - 3) or _none(),
        listed(dict.fromkeys(title for told in verbs.get("require", ()) for title in _tests(told)), class_="compact-list") or _none(),
    )


def _reasons(rules: Iterable[Told], more: int = 0) -> Markup | None:
    rows: list[Child] = list(dict.fromkeys(next(iter(told.reasons)) for told in rules))
    return listed([*rows, tag("span", f"and {more} more", class_="dim")] if more > 0 else rows, class_="compact-list")


def _tests(told: Told) -> list[str]:
    test = getattr(told.rule, "test", None)
    return [test.title] if isinstance(test, Option) else []


def _none() -> Markup:
    return tag("span", "–", class_="dim")


def _what(chapter: Chapter, telling: Telling) -> list[Child]:
    option = chapter.option
    parts: list[Child] = [tag("code", option.code)]
    if option.of:
        medicines: list[Child] = [[", " if number else None, telling.option(medicine)] for number, medicine in enumerate(option.of)]
        parts.append([" · of ", medicines])
    return parts


def _belonging(book: Book, option: Option, telling: Telling) -> Markup | None:
    """The starts and changes of a medicine."""
    found = [other for other in book.guideline.options.values() if option in other.of]
    return section(
        "belonging", "Starting, changing and stopping it", listed([telling.option(each) for each in found], class_="columns-list")
    )


def _calendar(drawn: Drawn) -> Markup | None:
    say: Say = partial(said, language="en")
    name = say(drawn.name)
    parts: list[Child] = []
    for number, (place, calendar) in enumerate(drawn.calendars.items()):
        inside = calendar_parts(calendar, name, f"curve-{place}", say)
        title = tag("h3", "By US and UK rules" if drawn.alike else f"By {place.upper()} rules")
        if number and drawn.alike:
            break
        parts.append(folded(title, inside, open_=number == 0, class_="calendar-fold"))
    intro = tag("p", tag("strong", "Drawn for a made-up person: "), drawn.person[0].lower(), drawn.person[1:], " Not an order.")
    return section("calendar", "How: a dosing calendar", intro, parts)


def first_page(book: Book, here: Here, topics: Iterable[tuple[str, list[tuple[str, str]]]], more: Iterable[tuple[str, str, str]]) -> str:
    """The way in: search, every option, every topic. Without a script it still lists everything."""
    kinds = [
        section(
            kind,
            title,
            tag("p", ABOUT_KIND[kind], " ", here.link("Side by side", f"kinds/{kind}.html"), class_="dim"),
            listed(
                [here.link(option.title, option_path(option.code)) for option in book.guideline.options.values() if option.kind == kind],
                class_="columns-list",
            ),
        )
        for kind, title in KINDS.items()
    ]
    folders = [
        tag("div", tag("h3", folder), listed([here.link(title, path) for title, path in rows], class_="columns-list"))
        for folder, rows in topics
    ]
    return whole_page(
        here,
        "Handbook",
        None,
        tag(
            "section",
            tag("h2", "What is in it", id="search-title"),
            tag(
                "p",
                "Every rule of the guideline in plain words, for the US and the UK side by side: who each treatment is for, who not, "
                "how it is given, and which numbers, from which source, it turns on.",
            ),
            tag(
                "div",
                tag("label", "Search", for_="q"),
                tag("input", type="search", id="q", autocomplete="off", spellcheck="false"),
                tag("p", "", id="found", role="status"),
                tag("ol", id="results"),
                hidden=True,
                id="searching",
            ),
            id="search",
            aria_labelledby="search-title",
        ),
        kinds,
        section("topics", "Topics: every file of the guideline", folders),
        section("more", "Look up", listed([[here.link(words, path), f": {what}"] for words, path, what in more])),
        scripts=("search-index.js", "search.js"),
    )
