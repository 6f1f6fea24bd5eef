"""What the readers gather while they walk through a bundle, and how gathered claims become facts.

A reader claims; it never decides between claims. Two kinds of claim: `ever` (once true it stays true: a history, a
current medicine) and `latest` (a measurement: the newest counts; where the newest contradict each other, none does).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from holdfast.fhir.elements import DAY, Obj, When, moment, text

Value = bool | int | float | str
HOUR = timedelta(hours=1)
YEAR = 365 * DAY


@dataclass(frozen=True)
class Found:
    """One fact that was understood: its name and value, the entry it came from, that entry's date, and what the entry said."""

    name: str
    value: Value
    source: str
    date: str | None
    said: str


@dataclass(frozen=True)
class Notice:
    """Something a reader of the advice should know or ask; the contract's `warnings`."""

    code: str
    say: str
    source: str


@dataclass(frozen=True)
class Unused:
    """An entry, or a part of one, that was not used, and why."""

    source: str
    why: str


@dataclass(frozen=True)
class Reading:
    """All that a bundle gave."""

    facts: tuple[Found, ...]
    warnings: tuple[Notice, ...]
    unused: tuple[Unused, ...]

    def values(self) -> dict[str, Value]:
        """The facts as a case file has them: name to value."""
        return {fact.name: fact.value for fact in self.facts}


@dataclass(frozen=True)
class Claim:
    """What one entry says about one fact."""

    name: str
    value: Value
    source: str
    when: When | None
    said: str
    ever: bool = False

    def found(self) -> Found:
        """The claim as a fact."""
        return Found(self.name, self.value, self.source, self.when.text if self.when else None, self.said)


@dataclass
class Gathering:
    """Everything gathered so far, with the time that the advice is for."""

    as_of: datetime
    clock: datetime = field(init=False)
    claims: list[Claim] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    touched: int = 0
    _said_once: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.clock = self.as_of.replace(tzinfo=None)

    # Reading dates against the as-of time

    def when(self, parent: Obj, key: str) -> When | None:
        """The date at `key`."""
        value = text(parent, key)
        return moment(value, key, self.as_of.tzinfo) if value else None

    def future(self, when: When | None) -> bool:
        """Whether it lies after the as-of time for certain."""
        return when is not None and when.earliest > self.clock

    def age(self, when: When) -> tuple[timedelta, timedelta]:
        """How long ago it was: at least, at most."""
        return max(self.clock - when.latest, timedelta()), self.clock - when.earliest

    def within(self, when: When | None, span: timedelta) -> bool:
        """Whether it was certainly no longer ago than `span`."""
        return when is not None and self.clock - when.earliest <= span

    # Adding

    def claim(self, name: str, value: Value, source: str, when: When | None, said: str, *, ever: bool = False) -> None:
        """This entry says that the fact has this value."""
        self.touched += 1
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        self.claims.append(Claim(name, value, source, when, said, ever))

    def notice(self, code: str, say: str, source: str, *, once: bool = False) -> None:
        """Something to know or ask; with `once`, only the first of its code is kept."""
        self.touched += 1
        if once and code in self._said_once:
            return
        self._said_once.add(code)
        self.notices.append(Notice(code, say, source))

    def skip(self, source: str, why: str) -> None:
        """This entry is not used."""
        self.touched += 1
        self.unused.append(Unused(source, why))

    def kept(self) -> None:
        """This entry is kept for a decision over several entries; it is neither used nor unused yet."""
        self.touched += 1

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """If the block raises, nothing that it added stays."""
        before = len(self.claims), len(self.notices), len(self.unused)
        said_once = set(self._said_once)
        try:
            yield
        except Exception:
            del self.claims[before[0] :], self.notices[before[1] :], self.unused[before[2] :]
            self._said_once = said_once
            raise

    # Deciding

    def facts(self) -> tuple[Found, ...]:
        """One fact per name; claims that contradict each other give a notice and no fact."""
        by_name: dict[str, list[Claim]] = {}
        for claim in self.claims:
            by_name.setdefault(claim.name, []).append(claim)
        decided = [self._decide(name, claims) for name, claims in by_name.items()]
        return tuple(claim.found() for claim in decided if claim)

    def so_far(self, name: str) -> Value | None:
        """What the claims made as yet say of one fact; None where they say nothing, or contradict each other."""
        claims = [claim for claim in self.claims if claim.name == name]
        newest, rivals = _newest(claims) if claims else (None, [])
        return newest.value if newest and not rivals else None

    def _decide(self, name: str, claims: list[Claim]) -> Claim | None:
        newest, rivals = _newest(claims)
        if not rivals:
            return newest
        said = " · ".join(f"{claim.source}: {claim.said}" for claim in (newest, rivals[0]))
        self.notice("contradiction", f"The record contradicts itself about {name}; it is taken as unknown. {said}", newest.source)
        return None


def _newest(claims: list[Claim]) -> tuple[Claim, list[Claim]]:
    """The claim that counts, and those that contradict it."""
    lasting = [claim for claim in claims if claim.ever]
    if lasting:
        newest = max(lasting, key=_newness)
        return newest, [claim for claim in claims if claim.value != newest.value]
    newest = max(claims, key=_newness)
    return newest, [claim for claim in claims if claim.value != newest.value and _same_time(claim, newest)]


def _newness(claim: Claim) -> datetime:
    return claim.when.latest if claim.when else datetime.min


def _same_time(claim: Claim, newest: Claim) -> bool:
    """Whether it cannot be told that `newest` replaced `claim`: numbers go by the time of day, words by the day."""
    if claim.when is None or newest.when is None:
        return claim.when is newest.when
    if isinstance(newest.value, (bool, str)):
        return claim.when.latest.date() >= newest.when.earliest.date()
    return claim.when.latest >= newest.when.earliest
