"""Every instrument by name, and how one is scored: all items give a total, fewer say what is missing, none are guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from holdfast.guideline.instruments.cows import COWS
from holdfast.guideline.instruments.dsm5_oud import DSM5_OUD
from holdfast.guideline.instruments.instrument import Instrument, Item
from holdfast.guideline.instruments.sows_gossop import SOWS_GOSSOP
from holdfast.guideline.instruments.sows_handelsman import SOWS_16
from holdfast.language.errors import Problem, shortened
from holdfast.language.kinds import Value, nearest

INSTRUMENTS: dict[str, Instrument] = {each.name: each for each in (DSM5_OUD, COWS, SOWS_16, SOWS_GOSSOP)}
NOTHING: Mapping[str, object] = MappingProxyType({})
BESIDE_ITEMS = ("version", "total")
"""What may be given beside items: which version was used, and a total whose items are not at hand."""
TWO_SCALES = (
    "Say which was used: sows_16 (Handelsman) has sixteen questions and a total of 0 to 64, sows_gossop ten and a total of 0 to 30. "
    "Their totals cannot be compared."
)


@dataclass(frozen=True)
class Scored:
    """What an instrument gives. `facts` is empty, and `total` None, as long as an item is missing or something is wrong;
    `at_least` is what the known items already make certain."""

    instrument: str
    facts: Mapping[str, Value]
    total: int | None
    at_least: int
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    band: str | None = None


def score(instrument_name: str, items: object, where: str, facts: Mapping[str, object] = NOTHING) -> Scored:
    """The instrument of that name, scored. `items` is a group of item names and scores, `where` its place in the file, and
    `facts` what is said beside it of the same person (an exemption hangs on one of them)."""
    instrument = INSTRUMENTS.get(instrument_name)
    if instrument is None:
        return Scored(instrument_name, {}, None, 0, (), (_no_such_instrument(instrument_name, where),))
    if not isinstance(items, Mapping):
        problem = Problem(where, shortened(items), "an instrument is a group of items, each with its score")
        return Scored(instrument_name, {}, None, 0, (), (problem,))
    problems = [*_wrong_version(instrument, items, where), *_wrong_items(instrument, items, where)]
    answers = {item.name: int(items[item.name]) for item in instrument.items if _allowed(instrument, item, items.get(item.name))}
    certain, missing = _counted(instrument, answers, facts)
    given = items.get("total")
    problems += _wrong_total(instrument, given, certain, bool(missing), where)
    if problems:
        return Scored(instrument.name, {}, None, 0, missing, tuple(problems))
    total = given if isinstance(given, int) else None if missing else certain
    if total is None:
        return Scored(instrument.name, {}, None, certain, missing, ())
    if instrument is SOWS_GOSSOP and facts.get("sows_score") == total:
        return Scored(instrument.name, {}, None, 0, (), (_other_scale(total),))
    implied: dict[str, Value] = {instrument.fact: total} if instrument.fact else {}
    return Scored(instrument.name, implied, total, total, missing, (), instrument.band_of(total))


def _no_such_instrument(name: str, where: str) -> Problem:
    if name == "sows":
        return Problem(where, "", "two different scales are called SOWS", "sows_16, sows_gossop", TWO_SCALES)
    near = nearest(name, tuple(INSTRUMENTS))
    return Problem(where, shortened(name), "there is no such instrument", ", ".join(INSTRUMENTS), f"Did you mean {near!r}?" if near else "")


def _other_scale(total: int) -> Problem:
    why = f"this is the total of sows_gossop ({SOWS_GOSSOP.version}), and sows_score is that of sows_16 ({SOWS_16.version})"
    return Problem("facts.sows_score", str(total), why, "", "Leave it out: the totals of the two cannot be compared.")


def _wrong_version(instrument: Instrument, items: Mapping[str, object], where: str) -> Iterator[Problem]:
    version = items.get("version")
    if version is None or version == instrument.version:
        return
    other = next((each.name for each in INSTRUMENTS.values() if each.version == version), None)
    remedy = f"That is the version of {other}. {TWO_SCALES if 'sows' in other else ''}".rstrip() if other else ""
    yield Problem(f"{where}.version", shortened(version), f"this is not the version of {instrument.name}", instrument.version, remedy)


def _wrong_items(instrument: Instrument, items: Mapping[str, object], where: str) -> Iterator[Problem]:
    by_name = {item.name: item for item in instrument.items}
    for name, value in items.items():
        if name in BESIDE_ITEMS or value is None:
            continue
        if name in by_name:
            if not _allowed(instrument, by_name[name], value):
                yield _wrong_score(instrument, by_name[name], value, f"{where}.{name}")
            continue
        near = nearest(name, tuple(by_name))
        other = next((each.name for each in INSTRUMENTS.values() if name in {item.name for item in each.items}), None)
        hint = f"Did you mean {near!r}?" if near else "`docs/reference/instruments.md` lists every item."
        if other:
            hint = f"It is an item of {other}, which is another instrument."
        yield Problem(f"{where}.{shortened(name)[1:-1]}", "", f"{instrument.name} has no item of this name", ", ".join(by_name), hint)


def _wrong_score(instrument: Instrument, item: Item, value: object, place: str) -> Problem:
    if instrument.yes_no:
        return Problem(place, shortened(value), "this item is answered yes or no", "true or false", "Leave it out if it is not known.")
    allowed = ", ".join(f"{points} ({meaning})" for points, meaning in item.answers)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Problem(place, shortened(value), "this item has no such score" if number else "this is not a number", allowed)


def _wrong_total(instrument: Instrument, given: object, certain: int, more_may_come: bool, where: str) -> Iterator[Problem]:
    if given is None:
        return
    allowed = f"a whole number from 0 to {instrument.highest}"
    if isinstance(given, bool) or not isinstance(given, int):
        yield Problem(f"{where}.total", shortened(given), "this is not a whole number", allowed)
    elif not 0 <= given <= instrument.highest:
        yield Problem(f"{where}.total", str(given), "this is out of range", allowed)
    elif given < certain or (given != certain and not more_may_come):
        yield Problem(f"{where}.total", str(given), f"the items add up to {certain}", "", "Leave out the total: the items give it.")


def _allowed(instrument: Instrument, item: Item, value: object) -> bool:
    if instrument.yes_no or isinstance(value, bool):
        return instrument.yes_no and isinstance(value, bool)
    return isinstance(value, int | float) and value in item.scores


def _counted(instrument: Instrument, answers: Mapping[str, int], facts: Mapping[str, object]) -> tuple[int, tuple[str, ...]]:
    """What is certain so far, and what is missing for a total."""
    missing = [item.name for item in instrument.items if item.name not in answers]
    exemption = instrument.exemption
    if exemption is None:
        return sum(answers.values()), tuple(missing)
    others = sum(points for name, points in answers.items() if name not in exemption.items)
    everything = sum(answers.values())
    exempt = facts.get(exemption.fact)
    if exempt is True:
        return others, tuple(name for name in missing if name not in exemption.items)
    in_doubt = exempt is None and others < exemption.enough.us and everything > others
    if in_doubt and (missing or everything >= exemption.enough.us):
        return others, (*missing, exemption.fact)
    return everything, tuple(missing)
