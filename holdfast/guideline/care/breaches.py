"""What breaks in an order that was handed in for checking: the limit or rule, where it stands, what would be allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from holdfast.language.expressions import Constant, Limit, Source

ValueOf = Callable[[Limit], float]
"""Gives the value in force of a limit: `Dated.value`."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that an order must not do, or not without a reason.

    `where` is the field that does it, `hard` whether nothing overrides it, `instead` what would be allowed. `limit` is the
    number that it breaks, where it is one, and `rule` the rule, where it is one.
    """

    where: str
    say: str
    source: Source
    instead: str
    hard: bool = True
    limit: Limit | None = None
    rule: str = ""


def above(where: str, found: float, limit: Limit, value: ValueOf, say: str, *, hard: bool = True, instead: str = "") -> list[Breach]:
    """A breach where `found` is above the limit; `say` may name both, as `{found}` and `{limit}`."""
    if found <= value(limit):
        return []
    held = Constant(value(limit), limit.unit)
    text = say.format(found=str(Constant(found, limit.unit)), limit=str(held))
    return [Breach(where, text, limit.source, instead or f"At most {held}.", hard, limit)]
