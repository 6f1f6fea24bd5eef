"""The page of one guideline file, and the lists of all facts, limits and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holdfast.engines.handbook import Book
from holdfast.engines.wording import called, one_of
from holdfast.guideline.instruments.instrument import Instrument, Span
from holdfast.language.expressions import Fact, Named, Source
from holdfast.language.kinds import Ask, Category, Check, Number
from holdfast.language.people import Both, Either, Follows, Least, Linear, Term
from holdfast.pages.handbook.examples import Drawn
from holdfast.pages.handbook.frame import Here, option_path, section, whole_page
from holdfast.pages.handbook.telling_rules import Telling, source
from holdfast.pages.markup import Child, Markup, folded, listed, table, tag


@dataclass(frozen=True)
class File:
    """One file of the guideline: `path` such as `medicines/naltrexone`, `short` as rules and limits are named after it, `title` as a
    reader would call it, `words` as it says of itself, and the `forms` and named conditions that it declares."""

    path: str
    short: str
    title: str
    words: str
    forms: tuple[Instrument, ...] = ()
    named: tuple[Named, ...] = ()

    @property
    def folder(self) -> str:
        """What it is filed under."""
        return self.path.split("/")[0].capitalize() if "/" in self.path else "For everybody"


def file_page(
    book: Book,
    file: File,
    here: Here,
    files: Mapping[str, str],
    drawn: Mapping[str, Drawn],
    lists: Mapping[str, tuple[str, str]],
) -> str:
    """What one file of the guideline says: its rules, its limits, its instrument, the calendars that keep to it."""
    rules = [told for id, told in book.rules.items() if id.partition(".")[0] == file.short]
    limits = [limit for name, limit in book.limits.items() if name.partition(".")[0] == file.short]
    telling = Telling(book, here, files, book.meanings(rules, file.named))
    calendars = [code for code, each in drawn.items() if _keeps_to(each, file.short)]
    paragraphs = [tag("p", " ".join(each.split()).replace("`", "")) for each in file.words.split("\n\n")]
    named = lists.get(file.path)
    return whole_page(
        here,
        file.title,
        ("Topics", "index.html#topics"),
        tag("div", paragraphs, tag("p", tag("code", f"guideline/{file.path}.py")), class_="about-option"),
        [_instrument(instrument, telling) for instrument in file.forms],
        section("rules", "Rules", [telling.rule(told, home=True) for told in rules], class_="rules"),
        section("limits", "Numbers", telling.limits(limits, f"Limits: {file.title}")),
        section("means", "What the words in quotes mean", telling.meant()),
        section("calendars", "Calendars that keep to these numbers", _calendars(book, calendars, here)),
        section("follows", "What follows, in order", _follows(book) if file.path == "people" else None),
        section("impossible", "What cannot be true together", _impossible(book) if file.path == "impossible" else None),
        section("listed", "Where it is listed", tag("p", here.link(*named)) if named else None),
    )


def _keeps_to(drawn: Drawn, short: str) -> bool:
    return any(str(limit).startswith(f"{short}.") for calendar in drawn.calendars.values() for limit in calendar.limits)


def _calendars(book: Book, codes: Sequence[str], here: Here) -> Markup | None:
    return listed([here.link(book.guideline.options[code].title, f"{option_path(code)}#calendar") for code in codes], class_="columns-list")


def _instrument(instrument: Instrument, telling: Telling) -> Markup | None:
    """The form itself: items with what may be given, bands, and whose words it shows."""
    columns = ("Item", "Question", "May be given")
    rows = [(item.name.replace("_", " "), item.question, _answers(item.answers)) for item in instrument.items]
    total = f"Total 0 to {instrument.highest}." if instrument.totalled else "It has no total."
    fills = [name for name in (instrument.fact, *instrument.also) if name]
    facts: list[Child] = [
        [", " if n else None, telling.here.link(called(name, telling.book.spelling), f"facts.html#{name}")] for n, name in enumerate(fills)
    ]
    bands = table(
        "Bands",
        ("Band", "From", "Source"),
        [(band.name, f"{band.starts.us:g} {band.starts.unit}", source(band.starts.source)) for band in instrument.bands],
    )
    return section(
        f"form-{instrument.name}",
        instrument.title,
        tag("p", "Version ", tag("code", instrument.version), f". {total}", [" It answers ", facts, "."] if facts else None),
        bands if instrument.bands else None,
        tag("p", tag("em", instrument.stem)) if instrument.stem else None,
        table(f"Items of {instrument.title}", columns, rows, hide_caption=True),
        listed(instrument.cautions, class_="notes"),
        tag("p", f"Wording: {instrument.wording}. Licence: {instrument.licence} Source: ", source(instrument.source), class_="dim"),
    )


def _answers(answers: tuple[tuple[int, str], ...] | Span) -> Child:
    if isinstance(answers, Span):
        return str(answers)
    return listed([f"{score}: {meaning}" for score, meaning in answers], class_="compact-list")


def facts_page(book: Book, here: Here, files: Mapping[str, str]) -> str:
    """Every fact: the question, what it may be, what not knowing it means, and the rules that read it."""
    telling = Telling(book, here, files)
    rows = [
        (
            tag("span", called(fact.name, book.spelling), tag("code", fact.name, class_="line"), id=fact.name),
            fact.ask,
            _allowed(book, fact),
            _unknown(book, fact, here),
            _reading(telling, fact),
        )
        for fact in book.guideline.facts.values()
    ]
    columns = ("Fact", "The question", "May be", "While it is not known", "Read by")
    intro = "Everything that may be known about a person. What is left out is unknown, never no."
    return whole_page(
        here,
        "Facts",
        None,
        tag("p", intro, class_="about-option"),
        section("all", "Every fact", table("Facts", columns, rows, "facts", hide_caption=True)),
    )


def _reading(telling: Telling, fact: Fact) -> Child:
    rules = telling.book.readers[fact.name]
    if not rules:
        return tag("span", "no rule by itself", class_="dim")
    return folded(
        f"{len(rules)} rule{'s' if len(rules) > 1 else ''}", listed([telling.to_rule(told) for told in rules], class_="compact-list")
    )


def _allowed(book: Book, fact: Fact) -> str:
    match fact.kind:
        case Number(unit, low, high, whole, _):
            return f"{'a whole number' if whole else 'a number'} from {low:g} to {high:g} {unit}".strip()
        case Category(values, _):
            return one_of(values, book.spelling)
        case _:
            return "yes or no"


def _unknown(book: Book, fact: Fact, here: Here) -> Child:
    if fact.name in book.guideline.worked_out:
        return "worked out from other facts"
    match fact.unknown:
        case Ask():
            return "asked"
        case Check(clear):
            return f"taken as {one_of((clear,))}, and part of the check before a dose"
        case follow:
            test = book.guideline.options[follow.test]
            return [f"taken as {one_of((follow.clear,))}; ", here.link(test.title, option_path(test.code)), f" within {follow.due} days"]


def limits_page(book: Book, here: Here, files: Mapping[str, str]) -> str:
    """Every limit with both places' values."""
    telling = Telling(book, here, files)
    intro = "Every clinical number, with the name that a site's settings use. Bold: the UK differs from the US."
    return whole_page(
        here,
        "Limits",
        None,
        tag("p", intro, class_="about-option"),
        section("all", "Every number", telling.limits(book.limits.values(), "Limits", anchored=True)),
    )


def sources_page(book: Book, here: Here) -> str:
    """Every publication that a rule or a limit rests on, and how much rests on it."""
    found: dict[str, list[Source]] = {}
    for each in (*(told.rule.source for told in book.rules.values()), *(limit.source for limit in book.limits.values())):
        found.setdefault(each.key, []).append(each)
    rows: list[tuple[Child, ...]] = []
    for used in sorted(found.values(), key=lambda sources: sources[0].title):
        open_ = sum(not each.seen for each in used)
        rows.append((used[0].title, f"{used[0].date}", f"{len(used)}", f"{open_} to be confirmed" if open_ else "read there"))
    intro = "What the rules and numbers rest on. “To be confirmed”: the figure has not yet been read there by one of us."
    columns = ("Source", "Date", "Rules and numbers", "Read")
    return whole_page(
        here,
        "Sources",
        None,
        tag("p", intro, class_="about-option"),
        section("all", "Every source", table("Sources", columns, rows, hide_caption=True)),
    )


# --- What follows and what cannot be ------------------------------------------------------------------------------


def _follows(book: Book) -> Markup | None:
    rows: list[Child] = [[tag("strong", _becomes(book, each)), _terms(book, each.terms)] for each in book.guideline.follows]
    return listed(rows, "ol", class_="terms")


def _becomes(book: Book, each: Follows) -> str:
    name = called(each.fact.name, book.spelling)
    if isinstance(each.value, Least):
        facts = one_of([fact.name for fact in each.value.facts], book.spelling)
        return f"{name}: the smallest known of {facts}, divided by {each.value.by:g}"
    return f"{name}: {one_of((each.value,), book.spelling)}"


def _impossible(book: Book) -> Markup | None:
    rows: list[Child] = [
        [
            tag("strong", f"{each.say[0].upper()}{each.say[1:]}."),
            " Only unlikely: a warning." if each.only_unlikely else None,
            _terms(book, each.terms),
        ]
        for each in book.guideline.impossible
    ]
    return listed(rows, class_="terms")


def _terms(book: Book, terms: Sequence[Term]) -> Markup | None:
    return listed([_term(book, term) for term in terms])


def _term(book: Book, term: Term) -> Child:
    match term:
        case Both(parts):
            return "; ".join(f"{called(fact.name, book.spelling)}: {one_of(values, book.spelling)}" for fact, values in parts)
        case Either(ways):
            return ["any of:", listed([_term(book, way[0]) if len(way) == 1 else ["all of:", _terms(book, way)] for way in ways])]
        case _:
            return _sum(book, term)


def _sum(book: Book, term: Linear) -> str:
    """A sum that is above its bound; one of a single fact is said as a comparison of that fact."""
    if len(term.terms) == 1:
        ((factor, fact),) = term.terms
        words = ("at least" if term.or_equal else "above") if factor > 0 else ("at most" if term.or_equal else "below")
        return f"{called(fact.name, book.spelling)}: {words} {term.bound / factor:g}"
    added = [(factor, called(fact.name, book.spelling)) for factor, fact in term.terms]
    parts = [f"{'− ' if factor < 0 else '+ '}{'' if abs(factor) == 1 else f'{abs(factor):g} × '}{name}" for factor, name in added]
    return f"{' '.join(parts).removeprefix('+ ')}: {'at least' if term.or_equal else 'above'} {term.bound:g}"
