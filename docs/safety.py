"""Writes SAFETY.md: `python -m docs.safety`. Needs the extra proofs. A test fails when the page is stale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from holdfast.guideline.programme import guideline
from holdfast.language.rules import PLACES
from holdfast.safety_case import NOTES, Able, Shown, Visited, able, rests_on, safety_case
from holdfast.safety_case import claims_named as claims

PAGE = Path(__file__).parent.parent / "SAFETY.md"
DAY = date(2026, 11, 21)


def safety_text(shown: Sequence[Shown | Visited], rules: Sequence[Able]) -> str:
    """The whole page."""
    proved = [each for each in shown if isinstance(each, Shown)]
    visited = [each for each in shown if isinstance(each, Visited)]
    return "\n".join(
        [
            "# What is proved of the guideline",
            "",
            f"Guideline {guideline().version}, as it stands on {DAY}. Written by `python -m docs.safety`; `holdfast prove` proves it anew.",
            "",
            "A claim is proved for every person who could exist, with anything known or unknown, and for every value that a site may",
            "choose for a limit unless the claim says otherwise. Each counts only because there are people of whom it speaks, and because",
            "it falls in a broken twin: the guideline without the rules that it rests on, or with a rule planted against it. A claim's",
            "numbers are its own and never a rule's. What a proof shows is that the rules keep the claim. Whether the claim is right",
            "medicine is for the named clinical reviewer to say.",
            "",
            "| claim | " + " | ".join(place.upper() for place in PLACES) + " | it falls | source |",
            "|---|" + "---|" * (len(PLACES) + 2),
            *(_row([each for each in proved if each.claim.name == name]) for name in dict.fromkeys(each.claim.name for each in proved)),
            "",
            "## What the rules can do at all",
            "",
            *(line for each in rules for line in _able(each)),
            "## Calendars",
            "",
            "A calendar is one pure step from day to day. Every state that it can reach within 60 days of the starts named beside its",
            "claim, with the limits as they are declared, is visited, and each order there is held against the sentences below. What can",
            "happen from one day to the next is ten kinds of day that between them give every answer; made-up courses try all the others.",
            "The sentences have numbers of their own, and an account of their own of what was taken. That is no proof for every day to",
            "come, nor for every value that a site may choose. Each sentence falls where a fault is planted (`tests/guideline/calendars`).",
            "",
            "| calendar | " + " | ".join(place.upper() for place in PLACES) + " |",
            "|---|" + "---|" * len(PLACES),
            *(
                _visited([each for each in visited if each.claim.name == name])
                for name in dict.fromkeys(each.claim.name for each in visited)
            ),
            "",
        ]
    )


def _row(places: Sequence[Shown]) -> str:
    claim = places[0].claim
    by_place = {each.place: each.state for each in places}
    states = " | ".join(by_place.get(place, "") for place in PLACES)
    return f"| {claim.english} `{claim.name}` | {states} | {rests_on(claim)} | {claim.source} |"


def _visited(places: Sequence[Visited]) -> str:
    by_place = {each.place: f"{each.state} {each.visit.states:,} states" for each in places}
    claim = places[0].claim
    return f"| {claim.english} `{claim.name}` | {' | '.join(by_place.get(place, '') for place in PLACES)} |"


def _able(rules: Able) -> list[str]:
    said = {
        "Options that nobody may ever be given": [f"`{code}` ({NOTES.get(code, 'look into it')})" for code in rules.never_given],
        "Rules that never have a say": [f"`{id}`" for id in rules.never_said],
        "Stops that another always stops as well (kept for their reasons and their tests)": [f"`{id}`" for id in rules.never_decide],
    }
    return [f"In the {rules.place.upper()}:", "", *(f"- {what}: {', '.join(found) or 'none'}." for what, found in said.items()), ""]


def main() -> None:
    """Writes the page."""
    PAGE.write_text(safety_text(safety_case(claims(None), DAY), [able(DAY, place) for place in PLACES]), encoding="utf-8")


if __name__ == "__main__":
    main()
