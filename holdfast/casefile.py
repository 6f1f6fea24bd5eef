"""What is handed in about one person: a case file or a FHIR R4 bundle, read into a `Case`, or every problem named.

The case file is the contract's JSON. A fact left out or null is unknown. Instrument items are scored here; a fact that
disagrees with its own instrument is an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

from holdfast.fhir.bundle import read_bundle
from holdfast.guideline.facts import FACTS
from holdfast.guideline.impossible import IMPOSSIBLE
from holdfast.guideline.instruments.scoring import Scored, score
from holdfast.guideline.people import WORKED_OUT, derived
from holdfast.guideline.situations import DSM5_MINIMUM
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.expressions import Place
from holdfast.language.kinds import Value, nearest
from holdfast.language.people import Impossible, contradictions, read_values
from holdfast.language.rules import PLACES

LARGEST = 32 * 1024 * 1024
FIELDS = ("holdfast", "as_of", "jurisdiction", "facts", "instruments", "settings")
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Origin:
    """Where a fact comes from: a place in the input, its date where it has one, and what was said there."""

    source: str
    date: str | None = None
    said: str = ""


class Warned(NamedTuple):
    """Something the reader should look at; nothing was stopped by it."""

    code: str
    say: str
    source: str

    def as_json(self) -> dict[str, object]:
        """The warning as plain data."""
        return {"code": self.code, "say": self.say, "from": self.source}


@dataclass(frozen=True)
class Case:
    """One person as of a moment: what is known, where from, and what was not used.

    `facts` are the facts as given or read; `known` adds what follows from them.
    """

    as_of: datetime
    place: Place
    facts: Mapping[str, Value]
    known: Mapping[str, Value]
    origins: Mapping[str, Origin]
    warnings: tuple[Warned, ...] = ()
    unused: tuple[tuple[str, str], ...] = ()
    settings: Mapping[str, float] = field(default_factory=dict)


def read_case(raw: bytes, as_of: datetime | None = None, place: Place | None = None, name: str = "the input") -> Case:
    """The case in `raw`: a case file or a FHIR bundle, in UTF-8. `as_of` and `place` overrule the file's own.

    Raises InputError with every problem found.
    """
    given = parsed(raw, name)
    if not isinstance(given, dict):
        raise _one("the file", shortened(given), "this is neither a case file nor a FHIR bundle", "a JSON object", _START)
    if "resourceType" in given:
        return case_of_bundle(given, as_of or datetime.now().replace(microsecond=0), place or "us")
    if "facts" not in given and "holdfast" not in given and "instruments" not in given:
        found = ", ".join(shortened(key) for key in list(given)[:5]) or "no field at all"
        raise _one("the file", found, "this is neither a case file nor a FHIR bundle", ", ".join(FIELDS), _START)
    return case_of(given, as_of, place)


def read_path(path: str, stdin: bytes | None = None) -> tuple[bytes, str]:
    """The bytes of a file and its name for messages; `-` is standard input. Raises InputError where it cannot be read."""
    if path == "-":
        return stdin or b"", "standard input"
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST:
            raise _one(
                path, f"{file.stat().st_size:,} bytes", "the file is too large for one person", f"at most {LARGEST:,} bytes", "Split it."
            )
        return file.read_bytes(), file.name
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _one(shortened(path)[1:-1], "", f"the file cannot be read: {reason}", "", "Check the name and the permission.") from None


def moment(text: object, where: str = "as_of") -> datetime:
    """A date or a date and time in ISO form; a time zone is dropped, because the person's own clock is meant."""
    allowed = "a date or a date and time, such as 2026-11-21 or 2026-11-21T09:00"
    if not isinstance(text, str):
        raise _one(where, shortened(text), "this is not a date", allowed)
    try:
        read = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise _one(where, shortened(text), "this is not a date", allowed) from None
    if read.date() < EARLIEST or read.year > 2200:
        raise _one(where, shortened(text), "this date is out of range", f"from {EARLIEST} to 2200-12-31")
    return read


_START = "`examples/` holds one of each kind to start from."


def parsed(raw: bytes, name: str = "the input") -> object:
    """The JSON in `raw`, strictly: UTF-8, no NaN, no field twice. Raises InputError."""
    if len(raw) > LARGEST:
        raise _one(name, f"{len(raw):,} bytes", "the input is too large for one person", f"at most {LARGEST:,} bytes", "Split it.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _one(name, "UTF-16", "the text is not in UTF-8", "UTF-8", "Save it again as UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _one(name, f"byte {error.start}", "the text is not in UTF-8", "UTF-8", "Save it again as UTF-8.") from None
    if not text.strip():
        raise _one(name, "", "the input is empty", "a case file or a FHIR bundle in JSON", _START)
    try:
        parsed: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)
        return parsed
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        hint = "The file seems to be cut off." if cut else ""
        raise _one(name, place, f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}", "", hint) from None
    except RecursionError:
        raise _one(name, "", "the JSON is nested too deeply", "", "Hand in one person's own record.") from None
    except ValueError as error:
        raise _one(name, "", f"this is not JSON that can be used: {error}") from None


def _no_constant(word: str) -> NoReturn:
    raise _one(word, word, "this is not a number", "a number, or leave it out if it is not known")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise _one(shortened(twin)[1:-1], "", "this field stands twice in one group, so it is not clear which one holds", "each field once")
    return found


def case_of(given: Mapping[str, object], as_of: datetime | None = None, place: Place | None = None) -> Case:
    """The case in a case file that has been parsed. Raises InputError with every problem found."""
    problems: list[Problem] = []
    for name in given:
        if name not in FIELDS:
            near = nearest(name, FIELDS) or (f"facts.{name}" if name in FACTS else None)
            hint = f"Did you mean {near!r}?" if near else ""
            problems.append(Problem(shortened(name)[1:-1], "", "a case file has no such field", ", ".join(FIELDS), hint))
    if given.get("holdfast", 1) != 1 or isinstance(given.get("holdfast", 1), bool):
        problems.append(Problem("holdfast", shortened(given["holdfast"]), "this version of the case file is not known", "1"))
    try:
        as_of = as_of or (moment(given["as_of"]) if given.get("as_of") is not None else datetime.now().replace(microsecond=0))
    except InputError as error:
        problems += error.problems
    said_place = given.get("jurisdiction")
    if said_place is not None and said_place not in PLACES:
        near = nearest(said_place, PLACES) if isinstance(said_place, str) else None
        hint = f"Did you mean {near!r}?" if near else ""
        problems.append(Problem("jurisdiction", shortened(said_place), "there is no such jurisdiction", ", ".join(PLACES), hint))
    facts, found = read_values(_group(given, "facts", problems), FACTS)
    problems += found
    problems += [
        Problem(f"facts.{name}", "", "this is worked out from the other facts and cannot be handed in", "", "Leave it out.")
        for name in facts
        if name in WORKED_OUT
    ]
    origins = {name: Origin("case file") for name in facts}
    scored = [
        score(name, items, f"instruments.{shortened(name)[1:-1]}", facts) for name, items in _group(given, "instruments", problems).items()
    ]
    problems += [problem for each in scored for problem in each.problems]
    problems += _disagreements(scored, facts)
    for each in scored:
        for name, value in (each.facts or _certain(each)).items():
            facts.setdefault(name, value)
            origins.setdefault(name, Origin(f"instruments.{each.instrument}", None, "scored from its items"))
    settings = _settings(_group(given, "settings", problems), problems)
    impossible, unlikely = contradictions(derived(facts), IMPOSSIBLE) if not problems else ([], [])
    problems += impossible
    if problems or as_of is None:
        raise InputError(problems)
    warnings = [_contradiction(each) for each in unlikely]
    warnings += [Warned(remark.code, remark.say, f"instruments.{each.instrument}") for each in scored for remark in each.remarks]
    unfinished = [each for each in scored if each.missing and each.total is None]
    unused = tuple((f"instruments.{each.instrument}", f"not answered: {', '.join(each.missing)}") for each in unfinished)
    chosen: Place = place or ("uk" if said_place == "uk" else "us")
    return _case(as_of, chosen, facts, origins, tuple(warnings), unused, settings)


def case_of_bundle(bundle: Mapping[str, object], as_of: datetime, place: Place) -> Case:
    """The case in a FHIR R4 bundle that has been parsed. Raises InputError with every problem found."""
    reading = read_bundle(bundle, as_of)
    facts, problems = read_values(reading.values(), FACTS)
    if problems:
        raise InputError(problems)
    known = derived(facts)
    contrary = [each for each in IMPOSSIBLE if each.holds(known)]
    doubtful = {fact.name for each in contrary if not each.only_unlikely for fact in each.facts}
    facts = {name: value for name, value in facts.items() if name not in doubtful}
    origins = {found.name: Origin(found.source, found.date, found.said) for found in reading.facts}
    warnings = [Warned(notice.code, notice.say, notice.source) for notice in reading.warnings]
    warnings += [_contradiction(each) for each in contrary]
    unused = tuple((entry.source, entry.why) for entry in reading.unused)
    return _case(as_of, place, facts, origins, tuple(warnings), unused, {})


def _contradiction(found: Impossible) -> Warned:
    """A record is not stopped by two entries that contradict each other: the facts stay unknown and both are shown."""
    left_out = "" if found.only_unlikely else "; neither is used"
    return Warned(found.name, f"{found.say[0].upper()}{found.say[1:]}{left_out}.", " and ".join(fact.name for fact in found.facts))


def _case(
    as_of: datetime,
    place: Place,
    facts: Mapping[str, Value],
    origins: Mapping[str, Origin],
    warnings: tuple[Warned, ...],
    unused: tuple[tuple[str, str], ...],
    settings: Mapping[str, float],
) -> Case:
    known = derived(facts)
    follow = {name: Origin("worked out", None, "follows from the other facts") for name in known if name not in origins}
    return Case(as_of, place, facts, known, {**origins, **follow}, warnings, unused, settings)


def _group(given: Mapping[str, object], name: str, problems: list[Problem]) -> Mapping[str, object]:
    group = given.get(name)
    if group is None:
        return {}
    if isinstance(group, dict):
        return group
    problems.append(Problem(name, shortened(group), "this is not a group of fields", f'"{name}": {{ … }}'))
    return {}


def _disagreements(scored: list[Scored], facts: Mapping[str, Value]) -> list[Problem]:
    """Facts that say one thing while their own instrument's items say another."""
    remedy = "Correct the items, or leave the fact out."
    return [
        Problem(
            f"facts.{name}",
            shortened(facts[name]),
            f"this disagrees with the items of {each.instrument}, which give {value}",
            str(value),
            remedy,
        )
        for each in scored
        for name, value in each.facts.items()
        if name in facts and facts[name] != value
    ]


def _certain(scored: Scored) -> Mapping[str, Value]:
    """What a part of the items already settles: two signs of the disorder are enough to say that there is one."""
    return {"oud_ever": True} if scored.instrument == "dsm5_oud" and scored.at_least >= DSM5_MINIMUM.us else {}


def _settings(given: Mapping[str, object], problems: list[Problem]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in given.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            problems.append(Problem(f"settings.{shortened(name)[1:-1]}", shortened(value), "a setting is a number", "a number"))
        else:
            found[name] = value
    return found


def _one(where: str, value: str, why: str, allowed: str = "", next_step: str = "") -> InputError:
    return InputError([Problem(where, value, why, allowed, next_step)])
