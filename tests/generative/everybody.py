"""A claim about everybody: tried on many made-up people, and refuted by as few facts about one of them as will do.

A refutation is made small by taking facts away, not by Hypothesis's own shrinking: a reader wants the fewest facts, and
gets them in a second.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from hypothesis import HealthCheck, Phase, example, given, note, settings
from hypothesis import strategies as st
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import SearchStrategy

from holdfast.language.kinds import Value
from tests.generative.people import Somebody, possible

Claim = Callable[..., object]
MORE = float(os.environ.get("HOLDFAST_MORE_PEOPLE", "1"))
"""Set to 50 for a long hunt."""
PLACES = ("us", "uk")
places = st.sampled_from(PLACES)


def everybody(
    made: SearchStrategy[Somebody],
    *more: SearchStrategy[object],
    examples: int = 40,
    such_as: Sequence[tuple[Mapping[str, Value], *tuple[object, ...]]] = (),
) -> Callable[[Claim], Claim]:
    """The claim as a test: it is called with what is known of a person, a place and a value of each strategy in `more`.
    Those in `such_as` are tried every time, in both places: who has refuted it once."""

    def as_test(claim: Claim) -> Claim:
        @settings(
            max_examples=round(examples * MORE),
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
            database=None,
        )
        @given(made, places, st.tuples(*more))
        def test(values: Somebody, place: str, rest: tuple[object, ...]) -> None:
            if not refuted(claim, values, place, *rest):
                return
            few = fewest(values, lambda fewer: refuted(claim, fewer, place, *rest))
            note(f"refuted by {dict(few)} in the {place.upper()}{f', with {rest}' if rest else ''}")
            claim(few, place, *rest)

        for values, *rest in such_as:
            for place in PLACES:
                test = example(_remembered(values), place, tuple(rest))(test)
        test.__name__ = test.__qualname__ = claim.__name__
        test.__module__ = claim.__module__
        test.__doc__ = claim.__doc__
        return test

    return as_test


def _remembered(values: Mapping[str, Value]) -> Somebody:
    made = Somebody(values)
    made.sure = frozenset(values)
    return made


def refuted(claim: Claim, *about: object) -> bool:
    """Whether the claim fails; a person whom it is not about does not refute it."""
    try:
        claim(*about)
    except AssertionError:
        return True
    except UnsatisfiedAssumption:
        return False
    return False


def fewest(values: Somebody, fails: Callable[[Mapping[str, Value]], bool]) -> Mapping[str, Value]:
    """The person with as few facts as will do; those that were asked for stay."""
    found: dict[str, Value] = dict(values)
    shrunk = True
    while shrunk:
        shrunk = False
        for name in reversed(list(found)):
            fewer = {other: value for other, value in found.items() if other != name}
            if name not in values.sure and possible(fewer) and fails(fewer):
                found, shrunk = fewer, True
    return found
