"""Prize draws that anybody can check. The clinic commits to a secret before the first draw and shows it at the end.

Order: the commitment is handed over, then the person adds a word of their own, then draws begin. The clinic cannot choose
the secret to suit the word, and the person cannot know the secret. Every slip follows from both, and is put back.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from holdfast.guideline.care.breaches import ValueOf
from holdfast.guideline.sources import PETRY_PRIZES
from holdfast.language.expressions import Limit

_P = PETRY_PRIZES
SLIPS_WITHOUT = Limit("slips", us=250, uk=250, since=_P.date, source=_P, why="half of all slips carry praise and no prize")
SLIPS_SMALL = Limit("slips", us=209, uk=209, since=_P.date, source=_P.recalled())
SLIPS_LARGE = Limit("slips", us=40, uk=40, since=_P.date, source=_P.recalled())
SLIPS_JUMBO = Limit("slips", us=1, uk=1, since=_P.date, source=_P.recalled())
PRIZE_SMALL = Limit("cents", us=100, uk=100, since=_P.date, source=_P)
PRIZE_LARGE = Limit("cents", us=2000, uk=2000, since=_P.date, source=_P.recalled())
PRIZE_JUMBO = Limit("cents", us=10000, uk=10000, since=_P.date, source=_P, settings=(8000, 10000))

SHORTEST_SECRET = 32
"""Bytes: too many to guess. A property of the hash, not of a person."""
_WORD = 8
_WORDS = 256**_WORD


@dataclass(frozen=True, slots=True)
class Prize:
    """One kind of slip: its name, what it is worth in cents, and how many there are."""

    name: str
    cents: int
    slips: int


@dataclass(frozen=True, slots=True)
class Bowl:
    """All the slips. They are numbered through in the order of the prizes."""

    prizes: tuple[Prize, ...]

    def __post_init__(self) -> None:
        if any(prize.slips < 0 or prize.cents < 0 for prize in self.prizes) or self.slips == 0:
            raise ValueError("a bowl holds slips, and none is worth less than nothing")

    @property
    def slips(self) -> int:
        """How many slips there are."""
        return sum(prize.slips for prize in self.prizes)

    @property
    def expected_cents(self) -> Fraction:
        """What one draw is worth on average, exactly."""
        return Fraction(sum(prize.cents * prize.slips for prize in self.prizes), self.slips)

    @property
    def largest(self) -> int:
        """The most that one draw can bring, in cents."""
        return max(prize.cents for prize in self.prizes if prize.slips)

    def at(self, slip: int) -> Prize:
        """The prize on the slip of that number, counted from 0; IndexError where there is none."""
        for prize in self.prizes if slip >= 0 else ():
            if slip < prize.slips:
                return prize
            slip -= prize.slips
        raise IndexError("there is no such slip")


def petry_bowl(value: ValueOf) -> Bowl:
    """The bowl as published: 500 slips, half of them with a prize."""
    kinds: Mapping[str, tuple[int, Limit]] = {
        "praise": (0, SLIPS_WITHOUT),
        "small": (round(value(PRIZE_SMALL)), SLIPS_SMALL),
        "large": (round(value(PRIZE_LARGE)), SLIPS_LARGE),
        "jumbo": (round(value(PRIZE_JUMBO)), SLIPS_JUMBO),
    }
    return Bowl(tuple(Prize(name, cents, round(value(slips))) for name, (cents, slips) in kinds.items()))


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is kept secret until the end: `seed` and `nonce`, from `secrets.token_bytes`, fresh for each enrolment."""

    seed: bytes
    nonce: bytes

    def __post_init__(self) -> None:
        if len(self.seed) < SHORTEST_SECRET or len(self.nonce) < SHORTEST_SECRET:
            raise ValueError(f"seed and nonce are at least {SHORTEST_SECRET} random bytes each")

    def commitment(self, bowl: Bowl) -> str:
        """What is handed over before the first draw. It binds the secret and every slip in the bowl."""
        parts = [self.seed, self.nonce, *(f"{prize.name}\n{prize.cents}\n{prize.slips}".encode() for prize in bowl.prizes)]
        return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()

    def slip(self, bowl: Bowl, word: str, visit: int, draw: int) -> int:
        """The number of the slip drawn, each equally likely. `word` is the person's own; `visit` and `draw` count from 1."""
        whole = _WORDS - _WORDS % bowl.slips
        attempt = 0
        while True:
            said = f"{visit}\n{draw}\n{attempt}\n{word}".encode()
            found = int.from_bytes(hmac.new(self.seed, said, hashlib.sha256).digest()[:_WORD], "big")
            if found < whole:  # what lies above would favour the low numbers
                return found % bowl.slips
            attempt += 1

    def draw(self, bowl: Bowl, word: str, visit: int, draws: int) -> tuple[Prize, ...]:
        """The prizes of one visit's draws."""
        return tuple(bowl.at(self.slip(bowl, word, visit, number)) for number in range(1, draws + 1))


def proved(commitment: str, shown: Sealed, bowl: Bowl, word: str, drawn: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether what was drawn, prize by prize for each visit, follows from what was committed to. For anybody to run."""
    if not hmac.compare_digest(commitment, shown.commitment(bowl)):
        return False
    return all(tuple(prize.name for prize in shown.draw(bowl, word, visit, len(names))) == names for visit, names in drawn.items())
