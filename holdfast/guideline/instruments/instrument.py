"""What an instrument is: its items, the scores that each allows, its bands and its licence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from holdfast.language.codes import LOINC
from holdfast.language.expressions import Limit, Source
from holdfast.language.kinds import Value

Wording = Literal["own words", "verbatim", "scoring only"]

NO_OR_YES = ((0, "no"), (1, "yes"))


@dataclass(frozen=True)
class Span:
    """Every whole number from 0 to `high` may be given: days, or a place on a line between `lowest` and `highest`."""

    high: int
    unit: str
    lowest: str = ""
    highest: str = ""

    def __str__(self) -> str:
        low, high = (f"{end} ({word})" if word else str(end) for end, word in ((0, self.lowest), (self.high, self.highest)))
        return f"a whole number from {low} to {high} {self.unit}"


@dataclass(frozen=True)
class Item:
    """One question. `answers` are the scores that may be given, lowest first, each with what it stands for; where they
    stand for no and yes alone, the item is answered true or false."""

    name: str
    question: str
    answers: tuple[tuple[int, str], ...] | Span
    loinc: LOINC | None = None

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores that may be given, lowest first."""
        if isinstance(self.answers, Span):
            return tuple(range(self.answers.high + 1))
        return tuple(score for score, _ in self.answers)

    @property
    def yes_no(self) -> bool:
        """Whether the item is answered true or false."""
        return {meaning for _, meaning in self._worded} == {"no", "yes"}

    @property
    def allowed(self) -> str:
        """What may be given, as a reader is told."""
        if isinstance(self.answers, Span):
            return str(self.answers)
        return "true or false" if self.yes_no else ", ".join(f"{score} ({meaning})" for score, meaning in self.answers)

    def points(self, value: object) -> int | None:
        """The points that this answer gives; None where it is no answer to this item."""
        if isinstance(value, bool):
            meant = "yes" if value else "no"
            return next((score for score, meaning in self._worded if self.yes_no and meaning == meant), None)
        if self.yes_no or not isinstance(value, int | float):
            return None
        return int(value) if value in self.scores else None

    @property
    def _worded(self) -> tuple[tuple[int, str], ...]:
        return () if isinstance(self.answers, Span) else self.answers


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
class Skip:
    """Items that the form asks only where `after` was answered with more than 0; else they count 0 and are not missing."""

    after: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Subscale:
    """Items that are added up on their own."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """How far the total, a subscale or an item (`of`) must move to count as a change."""

    of: str
    by: Limit


@dataclass(frozen=True)
class Answers:
    """What was answered so far: points by item, `total` where it is known, what is certain already, complete subscales."""

    points: Mapping[str, int]
    total: int | None
    at_least: int
    subscales: Mapping[str, int]


@dataclass(frozen=True)
class Remark:
    """Something about the answers that a reader should look at."""

    code: str
    say: str


@dataclass(frozen=True)
class Reading:
    """What answers mean beyond their total: facts that they settle, a band that hangs on more than the total, remarks."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    band: str | None = None
    remarks: tuple[Remark, ...] = ()


Reader = Callable[[Answers, Mapping[str, object]], Reading]


@dataclass(frozen=True)
class Instrument:
    """A scale or checklist. `name` is what a case file calls it and `version` which edition it is; `stem` is what is said
    before its items. `fact` is the fact that its total answers, None where it answers none. `read` says what else its
    answers mean, complete or not, given the facts beside them; `also` names the facts that it may settle. `cautions` are
    what the reader of a result should know. `loinc` names the whole, `loinc_result` its total or level."""

    name: str
    title: str
    version: str
    items: tuple[Item, ...]
    fact: str | None
    source: Source
    licence: str
    wording: Wording = "own words"
    bands: tuple[Band, ...] = ()
    exemption: Exemption | None = None
    cautions: tuple[str, ...] = ()
    stem: str = ""
    totalled: bool = True
    subscales: tuple[Subscale, ...] = ()
    skips: tuple[Skip, ...] = ()
    read: Reader | None = None
    also: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    loinc: LOINC | None = None
    loinc_result: LOINC | None = None

    @property
    def highest(self) -> int:
        """The highest total that can be reached; the lowest is always 0."""
        return sum(item.scores[-1] for item in self.items)

    @property
    def yes_no(self) -> bool:
        """Whether every item is answered true or false."""
        return all(item.yes_no for item in self.items)

    def band_of(self, total: float) -> str | None:
        """The name of the band in which the total lies; None for an instrument without bands."""
        reached = [band.name for band in self.bands if total >= band.starts.us]
        return reached[-1] if reached else None
