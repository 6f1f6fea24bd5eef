"""The whole handbook as files: every page, the search, the style."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

import holdfast.guideline
from holdfast.engines.handbook import Book
from holdfast.engines.wording import amount, called
from holdfast.guideline.instruments.instrument import Instrument
from holdfast.guideline.instruments.scoring import INSTRUMENTS
from holdfast.guideline.programme import guideline, short_name
from holdfast.guideline.words import SPELLED
from holdfast.language.expressions import Named
from holdfast.pages.handbook.claims_page import Claimed, claims_page
from holdfast.pages.handbook.examples import drawn_calendars
from holdfast.pages.handbook.file_pages import File, facts_page, file_page, limits_page, sources_page
from holdfast.pages.handbook.frame import KINDS, Here, file_path, option_path
from holdfast.pages.handbook.option_pages import first_page, kind_page, option_page
from holdfast.pages.handbook.telling_rules import VERB_WORDS, Telling

HERE = Path(__file__).parent
GUIDELINE = Path(holdfast.guideline.__file__).parent
LISTS: Mapping[str, tuple[str, str]] = {
    "facts": ("Every fact", "facts.html"),
    "asking": ("Every fact", "facts.html"),
    "sources": ("Every source", "sources.html"),
    "options": ("Every option", "index.html"),
    "programme": ("Every topic", "index.html#topics"),
}


def files() -> tuple[File, ...]:
    """Every file of the guideline, in the order of folders."""
    paths = sorted(GUIDELINE.rglob("*.py"), key=lambda path: (len(path.relative_to(GUIDELINE).parts) > 1, path))
    found = []
    for path in paths:
        if path.name != "__init__.py":
            name = path.relative_to(GUIDELINE).with_suffix("").as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            holds = vars(import_module(f"{holdfast.guideline.__name__}.{name.replace('/', '.')}"))
            own = [holds[target.id] for each in tree.body for target in _targets(each) if target.id in holds]
            forms = tuple(form for form in INSTRUMENTS.values() if any(form is each for each in own))
            named = tuple(each for each in own if isinstance(each, Named))
            found.append(File(name, short_name(name.replace("/", ".")), _title(name, forms), ast.get_docstring(tree) or "", forms, named))
    return tuple(found)


def _title(name: str, forms: tuple[Instrument, ...]) -> str:
    """What a reader calls a file: the title of its form, or its name as words; in a folder of a medicine after that medicine."""
    *folders, own = name.split("/")
    words = forms[0].title if len(forms) == 1 else called(own, SPELLED)
    words = f"{folders[-1]}: {words}" if len(folders) > 1 else words
    return words[0].upper() + words[1:]


def handbook(day: date, claims: Sequence[Claimed] = ()) -> dict[str, str]:
    """Every file of the site by its place, as the guideline stands on the day; with the safety claims where they are handed in."""
    book = Book(guideline(), day, SPELLED)
    edition = f"Guideline {book.guideline.version} as it stands on {day:%d %B %Y}, US and UK."
    every = files()
    homes = {file.short: file.path for file in every}
    drawn = drawn_calendars(day)
    pages = {
        option_path(code): option_page(book, option, Here(option_path(code), edition), homes, drawn.get(code))
        for code, option in book.guideline.options.items()
    }
    for kind in KINDS:
        pages[f"kinds/{kind}.html"] = kind_page(book, kind, Here(f"kinds/{kind}.html", edition))
    for file in every:
        path = file_path(file.path)
        pages[path] = file_page(book, file, Here(path, edition), homes, drawn, LISTS)
    pages["facts.html"] = facts_page(book, Here("facts.html", edition), homes)
    pages["limits.html"] = limits_page(book, Here("limits.html", edition), homes)
    pages["sources.html"] = sources_page(book, Here("sources.html", edition))
    more = [
        ("Facts", "facts.html", f"{len(book.guideline.facts)} things that may be known about a person"),
        ("Limits", "limits.html", f"{len(book.limits)} numbers, each with its source"),
        ("Sources", "sources.html", "what the rules rest on, and what is still to be confirmed"),
    ]
    if claims:
        pages["claims.html"] = claims_page(claims, Here("claims.html", edition))
        more.append(("Safety claims", "claims.html", f"{len(claims)} things that must hold of everybody, and whether they were proved"))
    pages["index.html"] = first_page(book, Here("index.html", edition), _topics(every), more)
    pages["style.css"] = (HERE.parent / "style.css").read_text(encoding="utf-8") + (HERE / "handbook.css").read_text(encoding="utf-8")
    pages["search.js"] = (HERE / "search.js").read_text(encoding="utf-8")
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in _search(book, every, homes, claims))
    pages["search-index.js"] = f"window.HANDBOOK = [\n{rows}\n];\n"
    return pages


def write(day: date, out: Path, claims: Sequence[Claimed] = ()) -> int:
    """Writes the site into the folder, and tells how many pages it has. OSError where that cannot be done."""
    pages = handbook(day, claims)
    for place, text in pages.items():
        path = out / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sum(place.endswith(".html") for place in pages)


def _targets(statement: ast.stmt) -> list[ast.Name]:
    """The names to which a statement of a file gives a value."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target] if isinstance(statement, ast.AnnAssign) else []
    return [target for target in targets if isinstance(target, ast.Name)]


def _topics(every: Iterable[File]) -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for file in every:
        found.setdefault(file.folder, []).append((file.title, file_path(file.path)))
    return list(found.items())


def _search(book: Book, every: Iterable[File], homes: Mapping[str, str], claims: Iterable[Claimed]) -> Iterable[tuple[str, str, str]]:
    """What can be found: a title, its place, and the words under it."""
    telling = Telling(book, Here("index.html", ""), homes)
    for option in book.guideline.options.values():
        yield option.title, option_path(option.code), f"{KINDS[option.kind]} · {option.code}"
    for file in every:
        yield file.title, file_path(file.path), f"Topic · {' '.join(file.words.partition('. ')[0].split())[:120]}"
    for told in book.rules.values():
        yield next(iter(told.reasons)), telling.rule_place(told), f"{VERB_WORDS[told.verb]} · {told.id}"
    for name, limit in book.limits.items():
        yield called(name.partition(".")[2].lower(), book.spelling), f"limits.html#limit-{name}", f"Limit · {amount(limit)} · {name}"
    for fact in book.guideline.facts.values():
        yield called(fact.name, book.spelling), f"facts.html#{fact.name}", f"Fact · {fact.ask}"
    for claim in claims:
        yield claim.english, "claims.html", f"Safety claim · {', '.join(sorted(set(claim.states.values())))}"
