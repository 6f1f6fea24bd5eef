"""The safety case: every claim proved, refuted with a person, or unknown, in each place; every calendar visited; and what the rules
can do at all.

The proofs need Z3 (extra `proofs`), which is imported only here and only when something is proved. A calendar needs none: each state
that it can reach is visited. All of it is done side by side.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from holdfast.guideline.calendars.claims import CALENDAR_CLAIMS
from holdfast.guideline.calendars.days import Happened
from holdfast.guideline.calendars.visiting import CalendarClaim, Visit, visit
from holdfast.guideline.programme import guideline
from holdfast.guideline.safety import CLAIMS
from holdfast.language.claims import Claim, Learning
from holdfast.language.errors import InputError, Problem
from holdfast.language.expressions import Place
from holdfast.language.kinds import nearest
from holdfast.language.rules import PLACES, Guideline, verb_of

if TYPE_CHECKING:
    from holdfast.engines.proofs import Proof, Witness

Json = dict[str, object]
AnyClaim = Claim | Learning | CalendarClaim
EVERY_CLAIM: tuple[AnyClaim, ...] = (*CLAIMS, *CALENDAR_CLAIMS)
STYLES = {"proved": "green", "visited": "green", "refuted": "bold red", "unknown": "yellow", "says nothing": "yellow"}

NOTES: dict[str, str] = {
    "switch_agonist_to_naltrexone": "on purpose: the change always waits for days without opioids",
    "naltrexone_xr": "not sold there",
    "pdmp_check": "there is no such register there",
    "guardian_consent": "not asked of a guardian there",
}
"""Why nobody may be given an option, where that is meant so."""


@dataclass(frozen=True)
class Shown:
    """One claim in one place. `counts` says that there is somebody of whom it speaks and that its broken twin is refuted."""

    claim: Claim | Learning
    place: Place
    proof: Proof
    somebody: bool
    twin_falls: bool

    @property
    def counts(self) -> bool:
        """Whether a proof of it shows anything."""
        return self.somebody and self.twin_falls

    @property
    def state(self) -> str:
        """proved, refuted, unknown, or `says nothing` where a proof would not count."""
        return self.proof.state if self.counts or self.proof.state != "proved" else "says nothing"

    def as_json(self) -> Json:
        """The claim, its state, and the case file of the person who refutes it."""
        witness = self.proof.witness
        return {
            "claim": self.claim.name,
            "english": self.claim.english,
            "jurisdiction": self.place,
            "state": self.state,
            "why": self.proof.why,
            "seconds": round(self.proof.seconds, 2),
            "person": None if witness is None else case_file(witness, self.place),
            "learned": None if witness is None or witness.learned is None else dict([witness.learned]),
        }


@dataclass(frozen=True)
class Visited:
    """One calendar in one place: every state that it can reach within 60 days, with the limits as they are declared."""

    claim: CalendarClaim
    place: Place
    visit: Visit
    seconds: float

    @property
    def state(self) -> str:
        """visited, or refuted where an order breaks a sentence of the claim."""
        return "visited" if self.visit.broken is None else "refuted"

    @property
    def why(self) -> str:
        """The sentence that is broken, and the shortest way to the order that breaks it; empty where none is."""
        broken = self.visit.broken
        if broken is None:
            return ""
        ordered = "; ".join(str(dose.told) for dose in broken.order.doses) or "nothing"
        days = (f"Day {day}: {_told(happened)}." for day, happened in enumerate(broken.happened, 1))
        return "\n".join((broken.sentence, f"From {broken.start}:", *days, f"Then the order is: {ordered}."))

    def as_json(self) -> Json:
        """The claim, its state, how many states were visited, and the way to an order that breaks it."""
        return {
            "claim": self.claim.name,
            "english": self.claim.english,
            "jurisdiction": self.place,
            "state": self.state,
            "why": self.why,
            "seconds": round(self.seconds, 2),
            "states": self.visit.states,
        }


def _told(happened: Happened) -> str:
    """What is known of the day before: the answers that differ from a day on which all went as ordered."""
    usual = Happened()._asdict()
    return ", ".join(f"{name} {str(said).lower()}" for name, said in happened._asdict().items() if said != usual[name]) or "all as ordered"


@dataclass(frozen=True)
class Able:
    """What the rules of one place can do at all: options that nobody may be given, rules that never have a say, and stops without
    which everybody's advice would be the same."""

    place: Place
    never_given: tuple[str, ...]
    never_said: tuple[str, ...]
    never_decide: tuple[str, ...]


def claims_named(name: str | None) -> tuple[AnyClaim, ...]:
    """The claim of that name, or all of them. Raises InputError."""
    found = tuple(claim for claim in EVERY_CLAIM if name in (None, claim.name))
    if not found:
        names = tuple(claim.name for claim in EVERY_CLAIM)
        near = nearest(str(name), names)
        hint = f"Did you mean {near!r}?" if near else ""
        raise InputError([Problem("--claim", repr(name), "there is no claim of this name", ", ".join(names), hint)])
    return found


def safety_case(
    claims: Sequence[AnyClaim], day: date, places: Sequence[Place] = PLACES, seen: Callable[[Shown | Visited], object] = lambda _: None
) -> list[Shown | Visited]:
    """The claims shown in each place, in their order; `seen` is told of each as soon as it is done."""
    found: dict[tuple[str, Place], Shown | Visited] = {}
    asked = [(claim.name, place) for claim in claims for place in places if place in claim.places]
    with ProcessPoolExecutor() as workers:
        for future in as_completed([workers.submit(_shown, name, day, place) for name, place in asked]):
            shown = future.result()
            found[shown.claim.name, shown.place] = shown
            seen(shown)
    return [found[each] for each in asked]


def _shown(name: str, day: date, place: Place) -> Shown | Visited:
    """By its name, because a rule's limits and facts are known by their identity, which another process does not share."""
    (claim,) = claims_named(name)
    return visited(claim, day, place) if isinstance(claim, CalendarClaim) else show(claim, day, place)


def visited(claim: CalendarClaim, day: date, place: Place) -> Visited:
    """One calendar in one place, as its limits stand on the day."""
    start = time.monotonic()
    found = visit(claim, place, guideline().on(day, place).value)
    return Visited(claim, place, found, time.monotonic() - start)


def show(claim: Claim | Learning, day: date, place: Place, whole: Guideline | None = None) -> Shown:
    """One claim in one place: of the guideline, or of another one that is given."""
    from holdfast.engines.proofs import Prover

    prover = Prover(whole or guideline(), day, place, any_setting=claim.settings == "any")
    return Shown(claim, place, prover.prove(claim), prover.given_by_somebody(claim), prover.twin(claim).falls(claim))


def able(day: date, place: Place) -> Able:
    """What the rules of a place can do at all."""
    from holdfast.engines.proofs import Prover

    prover = Prover(guideline(), day, place)
    return Able(
        place,
        tuple(option.code for option in prover.never_offered()),
        tuple(ruling.id for ruling in prover.never_said()),
        tuple(ruling.id for ruling in prover.never_decide()),
    )


def case_file(witness: Witness, place: Place) -> Json:
    """A person who refutes a claim, as a case file that `holdfast plan` accepts."""
    found: Json = {"holdfast": 1, "jurisdiction": place, "facts": dict(witness.known)}
    return found | ({"settings": dict(witness.settings)} if witness.settings else {})


def safety_page(shown: Sequence[Shown | Visited]) -> RenderableType:
    """The claims on a terminal: what is claimed, its state in each place, and who or what refutes it."""
    table = Table("claim", *(place.upper() for place in PLACES), box=None, pad_edge=False, show_header=True)
    for claim in dict.fromkeys(each.claim.name for each in shown):
        by_place = {each.place: each for each in shown if each.claim.name == claim}
        english = next(iter(by_place.values())).claim.english
        table.add_row(Text.assemble((claim, "bold"), "\n", english), *(_state(by_place.get(place)) for place in PLACES))
    parts: list[RenderableType] = [table]
    for each in shown:
        if each.state not in ("proved", "visited"):
            why = each.why if isinstance(each, Visited) else _explained(each)
            parts.append(Text.assemble("\n", (f"{each.claim.name}, {each.place.upper()}: {each.state}. ", "bold"), why))
    counted = Counter(each.state for each in shown)
    parts.append(Text("\n" + ", ".join(f"{many} {state}" for state, many in counted.items()) + "."))
    return Group(*parts)


def _state(shown: Shown | Visited | None) -> Text:
    if shown is None:
        return Text("")
    states = f"\n{shown.visit.states:,} states" if isinstance(shown, Visited) else ""
    return Text.assemble((shown.state, STYLES[shown.state]), states)


def _explained(shown: Shown) -> str:
    witness = shown.proof.witness
    if witness is not None:
        then = f"\nIt falls once this is learned: {json.dumps(dict([witness.learned]))}" if witness.learned else ""
        person = json.dumps(case_file(witness, shown.place))
        return f"This person refutes it; `holdfast plan` takes the lines as a case file:\n{person}{then}"
    if not shown.somebody:
        return "There is nobody of whom it speaks."
    if not shown.twin_falls:
        return f"Its broken twin ({rests_on(shown.claim)}) is not refuted, so that a proof of it shows nothing."
    return f"{shown.proof.why[:1].upper()}{shown.proof.why[1:]}."


def rests_on(claim: Claim | Learning) -> str:
    """What its broken twin lacks or has planted in it, in words."""
    lacks = "without " + ", ".join(claim.without) if claim.without else ""
    planted = "with a planted rule: " + ", ".join(verb_of(rule) for rule in claim.planted) if claim.planted else ""
    return "; ".join(part for part in (lacks, planted) if part)
