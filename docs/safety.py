"""Writes SAFETY.md: `python -m docs.safety`. Needs the extra proofs. A test fails when the page is stale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from holdfast.guideline.programme import guideline
from holdfast.language.rules import PLACES
from holdfast.safety_case import NOTES, Able, Shown, able, rests_on, safety_case
from holdfast.safety_case import claims_named as claims

PAGE = Path(__file__).parent.parent / "SAFETY.md"
DAY = date(2026, 11, 21)
CALENDARS = {
    "Methadone": "test_methadone.py",
    "Buprenorphine under the tongue": "test_buprenorphine.py",
    "Buprenorphine in tiny rising doses": "test_low_dose.py",
    "Injections of buprenorphine and naltrexone": "test_extended_release.py",
    "Naltrexone": "test_naltrexone.py",
    "Coming through withdrawal": "test_withdrawal.py",
}
"""The test that visits every state which a calendar can reach within 60 days."""


def safety_text(shown: Sequence[Shown], rules: Sequence[Able]) -> str:
    """The whole page."""
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
            *(_row([each for each in shown if each.claim.name == name]) for name in dict.fromkeys(each.claim.name for each in shown)),
            "",
            "## What the rules can do at all",
            "",
            *(line for each in rules for line in _able(each)),
            "## Calendars",
            "",
            "A calendar is one pure step from day to day. Every state that it can reach within 60 days, under everything that can happen,",
            "is visited by a test that holds orders against numbers of its own: no dose above its limit, no rise faster than its limit,",
            "no full dose after the missed days that end it, none for somebody drowsy. Each test is also given a planted fault to find.",
            "",
            "| calendar | test |",
            "|---|---|",
            *(f"| {name} | `tests/guideline/calendars/{test}` |" for name, test in CALENDARS.items()),
            "",
        ]
    )


def _row(places: Sequence[Shown]) -> str:
    claim = places[0].claim
    by_place = {each.place: each.state for each in places}
    states = " | ".join(by_place.get(place, "") for place in PLACES)
    return f"| {claim.english} `{claim.name}` | {states} | {rests_on(claim)} | {claim.source} |"


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
