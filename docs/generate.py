"""Writes the reference pages from the code: `python -m docs.generate`. A test fails when a committed page is stale."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from docs.claims import claims_page
from docs.instruments_page import instruments_page
from holdfast.advice import advise
from holdfast.casefile import read_case
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import WORKED_OUT
from holdfast.guideline.programme import VERSIONS, guideline
from holdfast.language.expressions import Fact, Limit
from holdfast.language.kinds import Ask, Category, Check, Number, YesNo
from holdfast.language.snapshot import as_text
from holdfast.pages.handbook.review import review_pages
from holdfast.terminal import plan_page

HERE = Path(__file__).parent / "reference"
HANDBOOK = Path(__file__).parent / "handbook"
ROOT = Path(__file__).parent.parent
AS_OF = datetime(2026, 11, 21, 9)
COMMAND = "holdfast plan examples/sam.json --as-of 2026-11-21T09:00"
BEGIN, END = "<!-- plan: written by docs/generate.py -->\n", "<!-- /plan -->"


def facts_page() -> str:
    """Every fact: what it may be, what not knowing it means, how it is asked."""
    rows = [f"| `{fact.name}` | {_allowed(fact)} | {_unknown(fact)} | {fact.ask} |" for fact in FACTS.values()]
    return "\n".join(
        [
            "# Facts",
            "",
            "Everything that may be known about a person, in the order in which questions of equal worth are asked. A fact left out of a",
            "case file, or null, is unknown; what that means stands in the third column:",
            "",
            "- **ask**: it stays unknown until somebody asks or looks;",
            "- **assume**: rare and silent; taken as shown and listed as assumed, and covered by the pre-dose checklist;",
            "- **follow up**: a test that may come after the first dose; taken as shown, and the test is offered.",
            "",
            "| fact | may be | if not known | the question |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def limits_page() -> str:
    """Every clinical number of the guideline: value by jurisdiction, date of force, source, and what a site may set."""
    homes: dict[int, str] = {}
    for name, limit in guideline().limits.items():
        homes.setdefault(id(limit), name)
    rows = [_limit_row(name, limit) for name, limit in guideline().limits.items() if homes[id(limit)] == name]
    return "\n".join(
        [
            "# Limits",
            "",
            "Every clinical number that a rule or a calendar compares with, by the name that a site's settings use. A source marked",
            '"to be confirmed" has not been read there yet.',
            "",
            "| limit | US | UK | unit | since | may be set to | source | why this one |",
            "|---|---|---|---|---|---|---|---|",
            *sorted(rows),
            "",
        ]
    )


def readme() -> str:
    """README with the plan of the example written between its markers, as it prints on a terminal 100 characters wide."""
    case = read_case((ROOT / "examples" / "sam.json").read_bytes(), AS_OF)
    page = plan_page(advise(case.known, case.as_of, case.place), case)
    paper = Console(width=100, file=StringIO(), record=True, color_system=None)
    paper.print(page)
    printed = "\n".join(line.rstrip() for line in paper.export_text().splitlines())
    head, _, rest = (ROOT / "README.md").read_text().partition(BEGIN)
    tail = rest.partition(END)[2]
    return f"{head}{BEGIN}```\n$ {COMMAND}\n{printed}\n```\n{END}{tail}"


PAGES = {"facts.md": facts_page, "limits.md": limits_page, "instruments.md": instruments_page, "claims.md": claims_page}


def _allowed(fact: Fact) -> str:
    match fact.kind:
        case YesNo():
            return "yes or no"
        case Number(unit, low, high, whole, _):
            return f"{'whole number, ' if whole else ''}{low:g} to {high:g} {unit}"
        case Category(values, _):
            return ", ".join(values)


def _unknown(fact: Fact) -> str:
    if fact.name in WORKED_OUT:
        return "always worked out from other facts; cannot be handed in"
    match fact.unknown:
        case Ask():
            return "ask"
        case Check(clear):
            return f"assume {_word(clear)}"
        case follow:
            return f"follow up: {_word(follow.clear)}, `{follow.test}` within {follow.due} days"


def _word(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _limit_row(name: str, limit: Limit) -> str:
    settings = f"{limit.settings[0]:g} to {limit.settings[1]:g}" if limit.settings else ""
    return f"| `{name}` | {limit.us:g} | {limit.uk:g} | {limit.unit} | {limit.since} | {settings} | {limit.source} | {limit.why} |"


def main() -> None:
    """Writes every page, the plan in README, the snapshot of the running version, and the guideline in words."""
    (VERSIONS / f"{guideline().version}.json").write_text(as_text(guideline()))
    (ROOT / "README.md").write_text(readme())
    for name, page in PAGES.items():
        (HERE / name).write_text(page())
    pages = review_pages(AS_OF.date())
    for old in set(HANDBOOK.rglob("*.md")) - {HANDBOOK / name for name in pages}:
        old.unlink()
    for name, text in pages.items():
        (HANDBOOK / name).parent.mkdir(parents=True, exist_ok=True)
        (HANDBOOK / name).write_text(text)


if __name__ == "__main__":
    main()
