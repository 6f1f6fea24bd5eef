"""The safety claims and how each stands, as `holdfast prove --format json` answers: the one thing here that is not the guideline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.rules import PLACES
from holdfast.pages.handbook.frame import Here, section, whole_page
from holdfast.pages.markup import Child, table, tag

STATES: Mapping[str, tuple[str, str]] = {
    "proved": ("✓", "It holds for everybody who could exist."),
    "visited": ("✓", "It holds in every state that the calendar can reach within 60 days."),
    "refuted": ("✕", "Somebody could exist for whom it fails, or a calendar comes to where it does."),
    "unknown": ("?", "Neither was found in the time that there was."),
    "says nothing": ("–", "It holds, but it would hold of a broken guideline too, or speaks of nobody."),
}
"""The states of a claim, each with a sign and what it means."""


@dataclass(frozen=True)
class Claimed:
    """One claim in words, and its state in each place where it is made."""

    name: str
    english: str
    states: Mapping[str, str]


def read_claims(given: object, name: str) -> tuple[Claimed, ...]:
    """The claims in the answer of `holdfast prove --format json`. Raises InputError."""
    rows = given if isinstance(given, list) else []
    problems: list[Problem] = []
    found: dict[str, Claimed] = {}
    for number, row in enumerate(rows, 1):
        match row:
            case {"claim": str(claim), "english": str(words), "jurisdiction": "us" | "uk" as place, "state": str(state)} if state in STATES:
                before = found.get(claim)
                found[claim] = Claimed(claim, words, {**(before.states if before else {}), place: state})
            case _:
                problems.append(Problem(f"{name}, entry {number}", shortened(row), "this is no claim with its state", ", ".join(STATES)))
    if not rows:
        problems.append(Problem(name, shortened(given), "there are no claims in it", "the answer of `holdfast prove --format json`"))
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def claims_page(claims: Sequence[Claimed], here: Here) -> str:
    """Every claim with its state, US and UK side by side."""
    counts = Counter(state for claim in claims for state in claim.states.values())
    told = ", ".join(f"{count} {state}" for state, count in counts.most_common())
    rows = [
        ([tag("span", claim.english, class_="line"), tag("code", claim.name)], *(_state(claim.states.get(place)) for place in PLACES))
        for claim in claims
    ]
    meanings = [(tag("dt", f"{sign} {state}"), tag("dd", means)) for state, (sign, means) in STATES.items() if state in counts]
    return whole_page(
        here,
        "Safety claims",
        None,
        tag("p", f"What must hold of everybody who could exist, and whether it was proved: {told}.", class_="about-option"),
        section("all", "Every claim", table("Safety claims", ("Claim", "US", "UK"), rows, "claims", hide_caption=True)),
        section(
            "states",
            "What the states mean",
            tag("dl", meanings, class_="meanings"),
        ),
    )


def _state(state: str | None) -> Child:
    if state is None:
        return tag("span", "not claimed here", class_="dim")
    return tag("span", f"{STATES[state][0]} {state}", class_=f"proof {state.replace(' ', '-')}")
