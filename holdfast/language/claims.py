"""Claims about a guideline: what must hold of every person who could exist, whatever its rules say.

A claim is data, like a rule. It says nothing of how it is shown: `engines/proofs.py` proves or refutes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from holdfast.language.expressions import Condition, Fact, Place, Source
from holdfast.language.rules import PLACES, Option, Rule, Status


@dataclass(frozen=True)
class StatusIn:
    """At least one of the options stands at one of the statuses. With `then`, an option at `ask` counts as what it becomes once
    its open stops prove clear."""

    options: tuple[Option, ...]
    statuses: tuple[Status, ...]
    then: bool = False


@dataclass(frozen=True)
class Says:
    """The urgent need of this code is named."""

    code: str


Outcome = StatusIn | Says


@dataclass(frozen=True, kw_only=True)
class Claim:
    """For nobody who is `given`, as far as is known of them, does any of `never` come true; for each of them every one of
    `always` does.

    `english` is the claim in words. With `only`, nothing but these facts is known of the person. `settings` says whether it
    holds for the values that the guideline declares or for every one that a site may choose. `without` are the rules that the
    claim rests on: in its broken twin, without them and with those that are `planted`, it must fall, or it shows nothing.
    """

    name: str
    english: str
    given: Condition
    source: Source
    without: tuple[str, ...] = ()
    planted: tuple[Rule, ...] = ()
    never: tuple[Outcome, ...] = ()
    always: tuple[Outcome, ...] = ()
    only: tuple[Fact, ...] | None = None
    settings: Literal["declared", "any"] = "any"
    places: tuple[Place, ...] = PLACES


@dataclass(frozen=True, kw_only=True)
class Learning:
    """What learning one of the `facts` does to the `options`, for anybody who is `given`.

    `never`: "better for a stop": where an Avoid, Wait or Caution comes to hold, the option looks no better than before.
    "stopped late": an option that may be given is not stopped by an answer that nobody waited for. "changed": whether a
    medicine may be given stays as it was. "overtakes": none of the options comes to rank above one of `over` that it did not rank
    above before. The rest is as in `Claim`.
    """

    name: str
    english: str
    given: Condition
    facts: tuple[Fact, ...]
    options: tuple[Option, ...]
    never: Literal["better for a stop", "stopped late", "changed", "overtakes"]
    source: Source
    without: tuple[str, ...] = ()
    planted: tuple[Rule, ...] = ()
    over: tuple[Option, ...] = ()
    settings: Literal["declared", "any"] = "any"
    places: tuple[Place, ...] = PLACES
