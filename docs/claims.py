"""What the public says of treatment, and what in Holdfast answers it: 185 claims, read from `claims.csv`.

`python -m docs.claims --sample 20 --seed 7` picks twenty and runs what answers them: for a rule it finds the smallest person
for whom the rule speaks and shows it speaking.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random

import click

from holdfast.engines.bedside import Bedside
from holdfast.guideline.impossible import IMPOSSIBLE
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import And, AtLeastOf, Compare, Fact, Known, Limit, Named, Node, Not, OneOf, Or, Place, Yes, condition
from holdfast.language.kinds import Category, Number, Value
from holdfast.language.rules import Dated, Offer, Require, Rule

ROOT = Path(__file__).parent.parent
TABLE = Path(__file__).parent / "claims.csv"
THIS_PAGE = "docs/reference/claims.md"
DAY = date(2026, 11, 21)
WAYS = 4000
PARTS = 60
SOURCES = 8
TYPICAL = (17, 1, 5, 20, 60)  # numbers tried where no limit says which
Person = dict[str, Value]
CANONICAL: Person = {"age": 34, "sex": "female", "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none"}


@dataclass(frozen=True)
class Claim:
    """One claim in our own short words, the verdict of the evidence (A agrees, R refines, C contradicts, N cannot be checked), what
    answers it, and for a contradiction what is right."""

    number: int
    verdict: str
    says: str
    answers: tuple[str, ...]
    correction: str

    @property
    def contradicted(self) -> bool:
        """Whether the evidence says otherwise."""
        return self.verdict.startswith("C")

    @property
    def kind(self) -> str:
        """The strongest kind of answer: rule, code, test, document, or planned where nothing answers yet."""
        return min((kind_of(answer) for answer in self.answers), key=KINDS.index)


KINDS = ("rule", "code", "test", "document", "planned")


def kind_of(answer: str) -> str:
    """Which kind of answer the reference is."""
    if answer.startswith("planned:"):
        return "planned"
    if "::" in answer:
        return "test"
    if ":" in answer:
        return "code"
    return "document" if answer.endswith(".md") else "rule"


def room(answer: str) -> str:
    """The room that a planned answer waits for."""
    return answer.removeprefix("planned:").replace("_", " ")


@lru_cache(maxsize=1)
def claims() -> tuple[Claim, ...]:
    """Every claim, in the order of the evidence."""
    with TABLE.open(newline="") as file:
        rows = csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE)
        return tuple(
            Claim(int(row["number"]), row["verdict"], row["claim"], tuple(row["answers"].split()), row["correction"]) for row in rows
        )


# --- The smallest person for whom a rule speaks ------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _dated(place: Place) -> Dated:
    return guideline().on(DAY, place)


def speaks(rule: str, person: Mapping[str, Value], place: Place) -> str | None:
    """What the rule says to this person as the whole guideline judges them; None where it says nothing."""
    said = Bedside(_dated(place), derived(person)).judgement()
    fired = (*said.urgent, *(each for finding in said.findings for each in finding.fired))
    return next((each.ruling.say for each in fired if each.ruling.id == rule), None)


@cache
def smallest(rule: str) -> tuple[Person, Place, str] | None:
    """A person for whom the rule speaks and of whom nothing can be left out, where that is, and what it says."""
    for place in guideline().rules[rule].places:
        for facts in islice(_candidates(guideline().rules[rule], place), WAYS):
            if possible(facts) and speaks(rule, facts, place):
                least = _without_the_idle(rule, facts, place)
                return least, place, speaks(rule, least, place) or ""
    return None


def _without_the_idle(rule: str, facts: Person, place: Place) -> Person:
    least = dict(facts)
    for name in sorted(facts, key=lambda name: name in CANONICAL):
        fewer = {each: value for each, value in least.items() if each != name}
        if possible(fewer) and speaks(rule, fewer, place):
            least = fewer
    return least


def _candidates(rule: Rule, place: Place) -> Iterator[Person]:
    """The ways of making the rule's condition true, each alone and then on top of the canonical person. A rule about an option
    that is not offered at all is silent, so the condition of an offer may have to hold as well."""
    when = getattr(rule, "when", None)
    parts = [] if when is None else [(condition(when), True)]
    if isinstance(rule, Require):
        parts.append((condition(rule.met), False))
    about = {option.code for option in getattr(rule, "options", ())}
    others = (each for each in guideline().rules.values() if isinstance(each, Offer) and each != rule and place in each.places)
    offers = [each for each in others if isinstance(each.options, tuple) and about & {option.code for option in each.options}]
    for beside in ([], *([(condition(offer.when), True)] for offer in offers)):
        for facts in islice(_all_of([*parts, *beside], place), PARTS):
            yield facts
            yield {**CANONICAL, **facts}


def possible(facts: Mapping[str, Value]) -> bool:
    """Whether such a person could exist."""
    known = derived(facts)
    return not any(not each.only_unlikely and each.holds(known) for each in IMPOSSIBLE)


def _ways(node: Node, wanted: bool, place: Place) -> Iterator[Person]:
    """Facts that make the condition true, or not true."""
    match node:
        case Named(_, part):
            yield from _ways(condition(part), wanted, place)
        case Not(part):
            yield from _ways(condition(part), not wanted, place)
        case And(parts) | Or(parts) | AtLeastOf(_, parts):
            least = node.n if isinstance(node, AtLeastOf) else len(parts) if isinstance(node, And) else 1
            needed = least if wanted else len(parts) - least + 1
            yield from _some_of([(condition(part), wanted) for part in parts], needed, place)
        case Known(fact):
            yield {}  # what else is asked of the fact says it
            yield from ({fact.name: value} for value in _values(fact) if wanted)
        case Yes(fact):
            yield {fact.name: wanted}
            yield from islice((facts for value, facts in _sources().get(fact.name, ()) if value is wanted), SOURCES)
        case OneOf(fact, values):
            yield from ({fact.name: value} for value in _values(fact) if (value in values) == wanted)
        case Compare(fact, operator, limit):
            yield from ({fact.name: value} for value in _values(fact, limit, place) if _stands(value, operator, limit, place) == wanted)
            yield {}  # it may follow from the rest


@cache
def _sources() -> Mapping[str, list[tuple[Value, Person]]]:
    """What follows from one fact, or from one fact about somebody on a medicine: some facts are only ever worked out."""
    found: dict[str, list[tuple[Value, Person]]] = {}
    medicines = _values(guideline().facts["current_medication"])
    for beside in ({}, *({"current_medication": medicine} for medicine in medicines)):
        for name, fact in guideline().facts.items():
            for value in _values(fact):
                facts = {name: value, **beside}
                for follows, it in derived(facts).items():
                    if follows not in facts:
                        found.setdefault(follows, []).append((it, facts))
    return found


def _all_of(parts: list[tuple[Node, bool]], place: Place) -> Iterator[Person]:
    if not parts:
        yield {}
        return
    (node, wanted), *rest = parts
    for first in islice(_ways(node, wanted, place), PARTS):
        for others in islice(_all_of(rest, place), PARTS):
            if all(others.get(name, value) == value for name, value in first.items()):
                yield {**first, **others}


def _some_of(parts: list[tuple[Node, bool]], needed: int, place: Place) -> Iterator[Person]:
    if needed == len(parts):
        yield from _all_of(parts, place)
    elif needed <= 1:
        for node, wanted in parts:
            yield from _ways(node, wanted, place)
    else:
        for start in range(len(parts) - needed + 1):
            yield from _all_of(parts[start : start + needed], place)


def _values(fact: Fact, limit: object = None, place: Place = "us") -> Iterable[Value]:
    kind = fact.kind
    if isinstance(kind, Category):
        return kind.values
    if not isinstance(kind, Number):
        return (True, False)
    near = [_number(limit, place) + step for step in (0, 1, -1, 0.1, -0.1)] if limit is not None else [*TYPICAL, kind.low, kind.high]
    inside = [value for value in near if kind.low <= value <= kind.high and (not kind.whole or float(value).is_integer())]
    return [int(value) if kind.whole else round(value, 3) for value in inside]


def _number(limit: object, place: Place) -> float:
    return limit.value(DAY, place) if isinstance(limit, Limit) else float(getattr(limit, "value", 0))


def _stands(value: Value, operator: str, limit: object, place: Place) -> bool:
    number, bound = float(value), _number(limit, place)
    return {"<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound}[operator]


# --- The page ----------------------------------------------------------------------------------------------------------------------


def claims_page() -> str:
    """Every claim with its answer; contradictions first, with what is right."""
    rows = claims()
    counts = {kind: sum(claim.kind == kind for claim in rows) for kind in KINDS}
    partly = sum(claim.kind != "planned" and any(kind_of(each) == "planned" for each in claim.answers) for claim in rows)
    wrong = [f"| {claim.number} | {claim.says} | {claim.correction} | {_shown(claim)} |" for claim in rows if claim.contradicted]
    others = [f"| {claim.number} | {claim.verdict} | {claim.says} | {_shown(claim)} |" for claim in rows if not claim.contradicted]
    return "\n".join(
        [
            "# What the public says, and what answers it",
            "",
            f"We took {len(rows)} claims from five public web pages on heroin and its treatment and held each against the evidence. The",
            "claims stand here in our own short words. They are what others say, not what we advise. Each names what in Holdfast",
            "answers it: a rule of the guideline (`file.name`), code, a test, or a page. *Planned* names the room of the programme that",
            "will answer it. A test looks that everything named exists, and",
            "",
            "```",
            "python -m docs.claims --sample 20 --seed 7",
            "```",
            "",
            "picks twenty and runs their rules for the smallest person for whom they speak.",
            "",
            f"Strongest answer: a rule {counts['rule']}, code {counts['code']}, a test {counts['test']}, a page {counts['document']},",
            f"only planned {counts['planned']}. Of those that are answered, {partly} wait for a room for the rest.",
            "",
            "Verdicts: A, the evidence agrees; R, it refines; C, it contradicts; N, it cannot be checked or is no matter of treatment.",
            "",
            "## The evidence says otherwise",
            "",
            "| # | the claim | what is right | answered by |",
            "|---|---|---|---|",
            *wrong,
            "",
            "## All others",
            "",
            "| # | verdict | the claim | answered by |",
            "|---|---|---|---|",
            *others,
            "",
            *NOTES,
            "",
        ]
    )


NOTES = (
    "## What is answered on this page alone",
    "",
    "- **168** is an advertisement. Holdfast carries none.",
    "- **182** Any clinician trained in the eleven criteria can make the diagnosis; a family doctor can.",
    "- **184** is out of date. Heroin deaths in the US have fallen since 2016; fentanyl has taken its place.",
)


def _shown(claim: Claim) -> str:
    words = {"planned": "*planned: {}*", "document": "{}"}
    return "<br>".join(
        words.get(kind_of(answer), "`{}`").format(room(answer) if kind_of(answer) == "planned" else _named(answer))
        for answer in claim.answers
    )


def _named(answer: str) -> str:
    return "this page" if answer == THIS_PAGE else answer


# --- A sample, run -----------------------------------------------------------------------------------------------------------------


def found(answer: str) -> object:
    """The thing in the code that `module:name` names."""
    module, _, name = answer.partition(":")
    return getattr(import_module(module), name)


def file_of_tests(answer: str) -> str:
    """The file of tests that belongs to the module of `module:name`."""
    *folders, file = answer.partition(":")[0].split(".")[1:]
    return "/".join(("tests", *folders, f"test_{file}.py"))


def sample(many: int, seed: int) -> list[Claim]:
    """So many claims picked at random; the same seed picks the same."""
    return sorted(Random(seed).sample(claims(), many), key=lambda claim: claim.number)


def run(claim: Claim) -> list[str]:
    """What answers the claim, run where it can be: one line for each answer."""
    return [_run(answer) for answer in claim.answers]


def _run(answer: str) -> str:
    match kind_of(answer):
        case "planned":
            return f"planned: {room(answer)}"
        case "code":
            return f"code {answer} ({type(found(answer)).__name__}), tested by {file_of_tests(answer)}"
        case "rule" if (shown := smallest(answer)) is not None:
            person, place, say = shown
            who = ", ".join(f"{name}={value}" for name, value in person.items()) or "anybody"
            return f"rule {answer} ({place}; {who}): {say}"
        case "rule":
            return f"SILENT: nobody was found for whom {answer} speaks"
        case kind:
            return f"{kind} {answer}"


@click.command()
@click.option("--sample", "many", type=click.IntRange(1, 185), default=20, show_default=True, help="How many claims.")
@click.option("--seed", type=int, default=7, show_default=True, help="The same seed picks the same claims.")
def main(many: int, seed: int) -> None:
    """Picks claims at random and runs what answers them. Ends with 1 if a rule named stays silent."""
    silent = False
    for claim in sample(many, seed):
        click.echo(f"{claim.number} [{claim.verdict}] {claim.says}")
        for line in run(claim):
            silent = silent or line.startswith("SILENT")
            click.echo(f"    {line}")
    raise SystemExit(int(silent))


if __name__ == "__main__":
    main()
