"""What an instrument is: its items, the scores that each allows, its bands and its licence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from holdfast.language.expressions import Limit, Source

Wording = Literal["own words", "verbatim", "scoring only"]


@dataclass(frozen=True)
class Item:
    """One question. `answers` are the scores that may be given, lowest first, each with what it stands for."""

    name: str
    question: str
    answers: tuple[tuple[int, str], ...]

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores that may be given, lowest first."""
        return tuple(score for score, _ in self.answers)


@dataclass(frozen=True)
class Band:
    """A name for the totals from `starts` up to where the next band begins."""

    name: str
    starts: Limit


@dataclass(frozen=True)
class Exemption:
    """Items that do not count where the yes/no `fact` is true. Where it is not known, they count only once the other items
    alone reach `enough`: a diagnosis must not hang on what nobody has asked."""

    items: tuple[str, ...]
    fact: str
    enough: Limit


@dataclass(frozen=True)
class Instrument:
    """A scale or checklist. `name` is what a case file calls it and `version` which edition it is; `fact` is the fact that
    its total answers, None where it answers none. `cautions` are what else may raise the total."""

    name: str
    title: str
    version: str
    items: tuple[Item, ...]
    fact: str | None
    source: Source
    licence: str
    wording: Wording = "own words"
    bands: tuple[Band, ...] = ()
    yes_no: bool = False
    exemption: Exemption | None = None
    cautions: tuple[str, ...] = ()

    @property
    def highest(self) -> int:
        """The highest total that can be reached; the lowest is always 0."""
        return sum(item.scores[-1] for item in self.items)

    def band_of(self, total: float) -> str | None:
        """The name of the band in which the total lies; None for an instrument without bands."""
        reached = [band.name for band in self.bands if total >= band.starts.us]
        return reached[-1] if reached else None
