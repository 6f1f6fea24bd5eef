"""Three truths: yes, no, unknown. Kleene's tables, on one page.

Unknown is a value: it says that the answer is not known yet, never that it is no.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """The answer to a condition."""

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"

    def __bool__(self) -> bool:
        raise TypeError("A Truth has three values: compare it, as in `answer is Truth.YES`.")


YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def truth(answer: bool) -> Truth:
    """Yes for true, no for false."""
    return YES if answer else NO


def negation(answer: Truth) -> Truth:
    """Yes and no change places; unknown stays."""
    if answer is UNKNOWN:
        return UNKNOWN
    return NO if answer is YES else YES


def conjunction(answers: Iterable[Truth]) -> Truth:
    """No if any is no; else unknown if any is unknown; else yes."""
    seen = YES
    for answer in answers:
        if answer is NO:
            return NO
        if answer is UNKNOWN:
            seen = UNKNOWN
    return seen


def disjunction(answers: Iterable[Truth]) -> Truth:
    """Yes if any is yes; else unknown if any is unknown; else no."""
    seen = NO
    for answer in answers:
        if answer is YES:
            return YES
        if answer is UNKNOWN:
            seen = UNKNOWN
    return seen


def at_least(n: int, answers: Iterable[Truth]) -> Truth:
    """Yes if `n` are yes whatever the unknown ones turn out to be; no if too few could be; else unknown."""
    given = tuple(answers)
    certain = sum(answer is YES for answer in given)
    possible = sum(answer is not NO for answer in given)
    if certain >= n:
        return YES
    return UNKNOWN if possible >= n else NO
