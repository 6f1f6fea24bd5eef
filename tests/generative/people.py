"""People who could exist: strategies over all the facts, with gaps, and values near the numbers that rules compare with.

`people()` knows any facts at all; `plausible()` are on one medicine or on none and have the facts that a clinic would know
of them. Nobody whom the one list of impossible people excludes is ever made: a fact that contradicts another is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from holdfast.guideline.facts import FACTS
from holdfast.guideline.impossible import IMPOSSIBLE
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import And, AtLeastOf, Compare, Fact, Limit, Named, Node, Not, Or, condition
from holdfast.language.kinds import Ask, Category, Number, Value


class Somebody(dict[str, Value]):
    """What was said of one made-up person; `sure` names the facts that were asked for."""

    sure: frozenset[str] = frozenset()


BYTES = len(FACTS) // 8 + 1
GAPS = ("sparse", "thin", "half", "dense")
Facts = Mapping[str, SearchStrategy[Value]]
NOTHING: Facts = {}

yes, no = st.just(True), st.just(False)
disorder = {"oud_ever": yes}


def whole(low: int, high: int) -> SearchStrategy[Value]:
    """A whole number, the ends included."""
    return st.integers(low, high)


def some(*values: Value) -> SearchStrategy[Value]:
    """One of the values."""
    return st.sampled_from(values)


@lru_cache
def value_of(name: str) -> SearchStrategy[Value]:
    """A value of the fact: for a number mostly one at or beside a limit of the guideline or an end of its range."""
    kind = FACTS[name].kind
    if isinstance(kind, Category):
        return st.sampled_from(kind.values)
    if not isinstance(kind, Number):
        return st.booleans()
    anything = st.integers(int(kind.low), int(kind.high)) if kind.low == int(kind.low) else st.floats(kind.low, kind.high)
    return st.sampled_from(boundaries(name)) | anything


@lru_cache
def boundaries(name: str) -> tuple[Value, ...]:
    """The values of a number fact that lie at or beside a limit it is compared with, at its ends, and its clear value."""
    fact = FACTS[name]
    assert isinstance(fact.kind, Number)
    step = 1 if fact.kind.whole else 0.1 if fact.kind.high < 1000 else 0.5
    near = {round(value + move * step, 3) for limit in _limits_by_fact().get(name, ()) for value in _numbers(limit) for move in (-1, 0, 1)}
    near |= {fact.kind.low, fact.kind.high}
    if not isinstance(fact.unknown, Ask):
        near.add(float(fact.unknown.clear))
    inside = sorted(value for value in near if fact.kind.low <= value <= fact.kind.high)
    return tuple(int(value) if float(value).is_integer() else value for value in inside)


def values_to_try(name: str) -> tuple[Value, ...]:
    """Every kind of value that the fact can have: all words, both truths, or the numbers at the boundaries."""
    kind = FACTS[name].kind
    return kind.values if isinstance(kind, Category) else boundaries(name) if isinstance(kind, Number) else (False, True)


def possible(values: Mapping[str, Value]) -> bool:
    """Whether such a person could exist."""
    return _contradiction(values) is None


@st.composite
def people(draw: DrawFn, sure: Facts = NOTHING, never: Collection[str] = (), otherwise: Facts = NOTHING) -> Somebody:
    """Anybody. The facts in `sure` are always known, with values from their strategies; those in `never` are not. Those in
    `otherwise` are known too, unless they contradict the rest."""
    values = {name: draw(strategy) for name, strategy in {**otherwise, **sure}.items() if name not in never}
    for name in _some_names(draw, draw(st.sampled_from(GAPS))):
        if name not in values and name not in never:
            values[name] = draw(value_of(name))
    return _made_possible(values, sure)


@st.composite
def plausible(draw: DrawFn, sure: Facts = NOTHING, never: Collection[str] = (), otherwise: Facts = NOTHING) -> Somebody:
    """Somebody as a clinic meets them: on one medicine or none, the usual facts mostly known, and a few others."""
    medicine = draw({**otherwise, **sure}.get("current_medication", st.sampled_from(tuple(TYPICAL))))
    usual = {**EVERYONE, **TYPICAL[str(medicine)]}
    asked = {name: usual[name] for name in usual if name not in sure and name not in never}
    unanswered = set(_some_names(draw, "thin"))
    values = {
        name: draw(strategy) for name, strategy in {**otherwise, **sure}.items() if name != "current_medication" and name not in never
    }
    values |= {name: draw(strategy) for name, strategy in asked.items() if name not in unanswered and name not in values}
    if "current_medication" not in never:
        values["current_medication"] = medicine
    for name in _some_names(draw, "sparse"):
        if name not in values and name not in never and name not in usual:
            values[name] = draw(value_of(name))
    return _made_possible(values, sure)


def anybody(sure: Facts = NOTHING, never: Collection[str] = (), otherwise: Facts = NOTHING) -> SearchStrategy[Somebody]:
    """Somebody of either kind."""
    return people(sure, never, otherwise) | plausible(sure, never, otherwise)


EVERYONE: Facts = {
    "age": some(34, 15, 16, 17, 18, 25, 55, 60, 76),
    "sex": some("female", "male", "intersex"),
    "setting": some("otp", "primary_care", "emergency_department", "hospital", "custody", "community", "home"),
    "dsm5_criteria": whole(2, 11),
    "takes_opioid_analgesic": no,
    "sedated": some(False, False, True),
    "pre_dose_checklist_clear": some(True, False),
    "objective_withdrawal_signs": whole(0, 4),
    "cows_score": whole(0, 30),
    "pregnant": some(False, False, True),
    "physically_dependent": yes,
}
_USES: Facts = {
    "main_opioid": some("heroin", "fentanyl", "short_acting_prescription", "long_acting_prescription", "methadone", "nitazene"),
    "hours_since_short_acting_opioid": whole(2, 60),
    "fentanyl_exposure": st.booleans(),
    "opioid_use_days_30": whole(10, 30),
}
_TREATED: Facts = {
    "days_on_treatment": whole(1, 700),
    "days_at_current_dose": whole(1, 200),
    "missed_doses": some(0, 0, 1, 2, 3, 4, 5, 6, 7),
    "dose_control": some("ok", "end_of_dose_withdrawal", "sedation"),
    "still_using_opioids": st.booleans(),
    "opioids_since_last_dose": st.booleans(),
    "dose_verified": st.booleans(),
}
TYPICAL: Mapping[str, Facts] = {
    "none": _USES,
    "methadone": {**_TREATED, "current_methadone_mg": whole(5, 160), "hours_since_methadone": whole(2, 60), "qtc_ms": whole(380, 540)},
    "buprenorphine": {**_TREATED, "current_buprenorphine_mg": whole(2, 32), "hours_since_buprenorphine": whole(2, 60)},
    "buprenorphine_xr": {
        **_TREATED,
        "xr_product": some("sublocade", "brixadi_weekly", "brixadi_monthly", "buvidal_weekly", "buvidal_monthly"),
        "days_since_xr_injection": whole(0, 60),
        "xr_doses_given": whole(1, 20),
    },
    "naltrexone_oral": {**_TREATED, "days_opioid_free": whole(7, 400)},
    "naltrexone_xr": {
        **_TREATED,
        "xr_product": some("vivitrol"),
        "days_since_xr_injection": some(5, 20, 27, 28, 35, 60),
        "days_opioid_free": whole(0, 400),
    },
    "diamorphine": _TREATED,
    "other": _USES,
}


def _some_names(draw: DrawFn, gaps: str) -> list[str]:
    """Each fact by itself known or not: one in eight (sparse), in four (thin), in two (half), or seven in eight (dense)."""
    many = {"sparse": 3, "thin": 2, "half": 1, "dense": 3}[gaps]
    masks = [draw(st.binary(min_size=BYTES, max_size=BYTES)) for _ in range(many)]
    joined = int.from_bytes(masks[0])
    for mask in masks[1:]:
        joined = joined | int.from_bytes(mask) if gaps == "dense" else joined & int.from_bytes(mask)
    return [name for place, name in enumerate(FACTS) if joined >> place & 1]


def _made_possible(values: dict[str, Value], sure: Collection[str]) -> Somebody:
    """The person without the facts that contradict others; not made at all where `sure` facts contradict each other."""
    while (names := _contradiction(values)) is not None:
        spare = [name for name in names if name in values and name not in sure]
        assume(spare)
        del values[spare[-1]]
    made = Somebody(values)
    made.sure = frozenset(sure)
    return made


def _contradiction(values: Mapping[str, Value]) -> tuple[str, ...] | None:
    known = derived(values)
    found = next((each for each in IMPOSSIBLE if not each.only_unlikely and each.holds(known)), None)
    return None if found is None else tuple(fact.name for fact in found.facts)


def _numbers(limit: Limit) -> tuple[float, ...]:
    return (limit.us, limit.uk, *(limit.settings or ()))


@lru_cache(maxsize=1)
def _limits_by_fact() -> dict[str, list[Limit]]:
    found: dict[str, list[Limit]] = {}
    for rule in guideline().rules.values():
        for part in ("when", "met"):
            node = getattr(rule, part, None)
            for fact, limit in _compared(condition(node)) if node is not None else ():
                found.setdefault(fact.name, []).append(limit)
    return found


def _compared(node: Node) -> list[tuple[Fact, Limit]]:
    match node:
        case Compare(fact, _, Limit() as limit):
            return [(fact, limit)]
        case And(parts) | Or(parts) | AtLeastOf(_, parts):
            return [pair for part in parts for pair in _compared(part)]
        case Not(part) | Named(_, part):
            return _compared(part)
        case _:
            return []
