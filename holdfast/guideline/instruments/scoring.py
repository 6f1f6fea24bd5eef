"""Every instrument by name, and how one is scored: all items give a total, fewer say what is missing, none are guessed.

Most instruments fill one fact with their total. One that means more says so in its own `read`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from holdfast.guideline.instruments.audit_c import AUDIT_C
from holdfast.guideline.instruments.bam import BAM
from holdfast.guideline.instruments.cows import COWS
from holdfast.guideline.instruments.craving import CRAVING
from holdfast.guideline.instruments.cssrs import CSSRS
from holdfast.guideline.instruments.dast10 import DAST10
from holdfast.guideline.instruments.dsm5_oud import DSM5_OUD
from holdfast.guideline.instruments.gad7 import GAD7
from holdfast.guideline.instruments.instrument import Answers, Instrument, Item, Reading, Remark
from holdfast.guideline.instruments.phq9 import PHQ9
from holdfast.guideline.instruments.sows_gossop import SOWS_GOSSOP
from holdfast.guideline.instruments.sows_handelsman import SOWS_16
from holdfast.guideline.instruments.top import TOP
from holdfast.language.errors import Problem, shortened
from holdfast.language.kinds import Value, nearest

INSTRUMENTS: dict[str, Instrument] = {
    each.name: each for each in (DSM5_OUD, COWS, SOWS_16, SOWS_GOSSOP, PHQ9, GAD7, CSSRS, CRAVING, BAM, TOP, AUDIT_C, DAST10)
}
NOTHING: Mapping[str, object] = MappingProxyType({})
BESIDE_ITEMS = ("version", "total")
"""What may be given beside items: which version was used, and a total whose items are not at hand."""
TWO_SCALES = (
    "Say which was used: sows_16 (Handelsman) has sixteen questions and a total of 0 to 64, sows_gossop ten and a total of 0 to 30. "
    "Their totals cannot be compared."
)


@dataclass(frozen=True)
class Scored:
    """What an instrument gives. `total` is None as long as an item is missing, something is wrong or the instrument has no
    total; `at_least` is what the known items already make certain. `facts` are what the total and single answers settle:
    none where something is wrong. `answers` are points by item, `subscales` those whose items are all answered."""

    instrument: str
    facts: Mapping[str, Value]
    total: int | None
    at_least: int
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    band: str | None = None
    answers: Mapping[str, int] = field(default_factory=dict)
    subscales: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


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
    answers = _answered(instrument, items)
    certain, missing = _counted(instrument, answers, facts)
    given = items.get("total")
    problems += _wrong_total(instrument, given, certain, bool(missing), where)
    if problems:
        return Scored(instrument.name, {}, None, 0, missing, tuple(problems))
    total = given if isinstance(given, int) else None if missing or not instrument.totalled else certain
    if instrument is SOWS_GOSSOP and total is not None and facts.get("sows_score") == total:
        return Scored(instrument.name, {}, None, 0, (), (_other_scale(total),))
    at_least = certain if total is None and instrument.totalled else total or 0
    subscales = {each.name: sum(answers[name] for name in each.items) for each in instrument.subscales if answers.keys() >= {*each.items}}
    reading = instrument.read(Answers(answers, total, at_least, subscales), facts) if instrument.read else Reading()
    implied: dict[str, Value] = {instrument.fact: total} if instrument.fact and total is not None else {}
    band = instrument.band_of(total) if total is not None else None
    return Scored(
        instrument.name,
        {**implied, **reading.facts},
        total,
        at_least,
        missing,
        (),
        reading.band or band,
        answers,
        subscales,
        reading.remarks,
    )


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
            if by_name[name].points(value) is None:
                yield _wrong_score(by_name[name], value, f"{where}.{name}")
            continue
        near = nearest(name, tuple(by_name))
        other = next((each.name for each in INSTRUMENTS.values() if name in {item.name for item in each.items}), None)
        hint = f"Did you mean {near!r}?" if near else "`docs/reference/instruments.md` lists every item."
        if other:
            hint = f"It is an item of {other}, which is another instrument."
        yield Problem(f"{where}.{shortened(name)[1:-1]}", "", f"{instrument.name} has no item of this name", ", ".join(by_name), hint)


def _wrong_score(item: Item, value: object, place: str) -> Problem:
    if item.yes_no:
        return Problem(place, shortened(value), "this item is answered yes or no", item.allowed, "Leave it out if it is not known.")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Problem(place, shortened(value), "this item has no such score" if number else "this is not a number", item.allowed)


def _wrong_total(instrument: Instrument, given: object, certain: int, more_may_come: bool, where: str) -> Iterator[Problem]:
    if given is None:
        return
    if not instrument.totalled:
        yield Problem(f"{where}.total", shortened(given), f"{instrument.name} has no total", "", "Give its items.")
        return
    allowed = f"a whole number from 0 to {instrument.highest}"
    if isinstance(given, bool) or not isinstance(given, int):
        yield Problem(f"{where}.total", shortened(given), "this is not a whole number", allowed)
    elif not 0 <= given <= instrument.highest:
        yield Problem(f"{where}.total", str(given), "this is out of range", allowed)
    elif given < certain or (given != certain and not more_may_come):
        yield Problem(f"{where}.total", str(given), f"the items add up to {certain}", "", "Leave out the total: the items give it.")


def _answered(instrument: Instrument, items: Mapping[str, object]) -> dict[str, int]:
    """Points by item; 0 for those that the form leaves out after a 0."""
    found = {item.name: points for item in instrument.items if (points := item.points(items.get(item.name))) is not None}
    for skip in instrument.skips:
        if found.get(skip.after) == 0:
            found = {**dict.fromkeys(skip.items, 0), **found}
    return found


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
