"""Whose advice changes between two states of the guideline, how, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from holdfast.advice import Advice, Json, advise_by, known_to
from holdfast.casefile import LARGEST, Case, read_case
from holdfast.changes.states import State
from holdfast.comparing import Cause, Difference, set_beside
from holdfast.engines.bedside import Finding
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.rules import Dated, verb_of

MOST_PROBLEMS = 20
LINES = (".jsonl", ".ndjson")
ALLOWED = "a folder of case files, JSON lines (.jsonl, .ndjson), one case file (.json), or a table of facts (.csv, .parquet)"


@dataclass(frozen=True)
class Group:
    """An option that moves from one status to another by the same rules, and the people for whom it does."""

    code: str
    title: str
    statuses: tuple[str, str]
    rules: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """One person's advice by both states: what differs, and the codes of what is urgent on each side."""

    name: str
    differences: tuple[Difference, ...]
    urgent: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def moved(self) -> tuple[Difference, ...]:
        """The options with another status: a change of rank alone is not counted."""
        return tuple(each for each in self.differences if _statuses(each)[0] != _statuses(each)[1])

    @property
    def changed(self) -> bool:
        """Whether a status or something urgent differs."""
        return bool(self.moved) or self.urgent[0] != self.urgent[1]

    def as_json(self) -> Json:
        """What changes for this person, as plain data."""
        return {
            "person": self.name,
            "urgent": {"old": list(self.urgent[0]), "new": list(self.urgent[1])},
            "options": [
                {
                    "code": each.code,
                    "title": each.findings[0].option.title,
                    "old": _statuses(each)[0],
                    "new": _statuses(each)[1],
                    "why": [_why(cause) for cause in each.causes],
                }
                for each in self.moved
            ],
        }


@dataclass(frozen=True)
class PeopleChanged:
    """Those who were looked at one by one, with what changes for them; `count` is how many were handed in."""

    people: tuple[Person, ...]
    count: int

    @property
    def changed(self) -> tuple[Person, ...]:
        """Those for whom something changes."""
        return tuple(person for person in self.people if person.changed)

    @property
    def only_rank(self) -> int:
        """How many there are for whom nothing changes but the order of the options."""
        return sum(bool(person.differences) and not person.changed for person in self.people)

    def groups(self) -> list[Group]:
        """What changes, each with the people for whom it does; what concerns most people first."""
        found: dict[tuple[str, str, tuple[str, str], tuple[str, ...]], list[str]] = {}
        for person in self.changed:
            for each in person.moved:
                rules = tuple(cause.ruling.id for cause in each.causes if cause.settled) or tuple(cause.ruling.id for cause in each.causes)
                found.setdefault((each.code, each.findings[0].option.title, _statuses(each), rules), []).append(person.name)
        groups = [Group(code, title, statuses, rules, tuple(names)) for (code, title, statuses, rules), names in found.items()]
        return sorted(groups, key=lambda group: -len(group.people))

    def as_json(self) -> Json:
        """Counts, and everybody for whom something changes."""
        return {
            "people": self.count,
            "changed": len(self.changed),
            "only_rank": self.only_rank,
            "advice": [person.as_json() for person in self.changed],
        }


def read_people(path: str, as_of: datetime | None = None) -> list[tuple[str, Case]]:
    """Everybody in a folder, a file of JSON lines or one case file, each under the name of the file or line. InputError names
    every one that cannot be read."""
    found: list[tuple[str, Case]] = []
    problems: list[Problem] = []
    for name, raw in _handed_in(Path(path)):
        try:
            found.append((name, read_case(raw, as_of, name=name)))
        except InputError as error:
            problems += [replace(each, where=each.where if each.where == name else f"{name}: {each.where}") for each in error.problems]
    if len(problems) > MOST_PROBLEMS:
        rest = len(problems) - MOST_PROBLEMS
        problems = [*problems[:MOST_PROBLEMS], Problem(path, "", f"and {rest} more problems like these")]
    if not found and not problems:
        problems = [Problem(path, "", "there is nobody in it", ALLOWED)]
    if problems:
        raise InputError(problems)
    return found


def _handed_in(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        if path.is_dir():
            for file in sorted(path.glob("*.json")):
                yield file.name, file.read_bytes()
        elif path.suffix in LINES:
            with path.open("rb") as lines:
                for number, line in enumerate(iter(lambda: lines.readline(LARGEST + 1), b""), 1):
                    if line.strip():
                        yield f"line {number}", line
        elif path.suffix == ".json":
            yield path.name, path.read_bytes()
        else:
            raise InputError([Problem("--people", shortened(str(path)), "people cannot be read from this", ALLOWED)])
    except OSError as error:
        raise InputError([Problem("--people", shortened(str(path)), f"this cannot be read: {error.strerror}", ALLOWED)]) from None


def people_changed(old: State, new: State, people: Iterable[tuple[str, Case]]) -> PeopleChanged:
    """What the two states advise each of the people differently. A setting that a state does not have is left out there."""
    found = tuple(person_changed(name, case, (old, new)) for name, case in people)
    return PeopleChanged(found, len(found))


def advised(state: State, case: Case) -> Advice:
    """What a state of the guideline advises the person, as of the moment of the case."""
    dated = _with_settings(state, tuple(sorted(case.settings.items())))
    return advise_by(dated, known_to(dated.guideline, case.facts), case.as_of)


@lru_cache(maxsize=16)
def _with_settings(state: State, settings: tuple[tuple[str, float], ...]) -> Dated:
    dated = state.dated
    here = {name: value for name, value in settings if name in dated.guideline.limits and dated.guideline.limits[name].settings}
    return dated.guideline.on(dated.day, dated.place, here) if here else dated


def person_changed(name: str, case: Case, states: tuple[State, State]) -> Person:
    """What the two states advise one person differently."""
    sides = advised(states[0], case), advised(states[1], case)
    found = set_beside(sides, ("old", "new"))
    codes = [tuple(getattr(fired.ruling.rule, "code", "") for fired in side.judgement.urgent) for side in sides]
    return Person(name, found.differences, (codes[0], codes[1]))


def _statuses(each: Difference) -> tuple[str, str]:
    return _status(each.findings[0]), _status(each.findings[1])


def _status(finding: Finding) -> str:
    words = finding.status.replace("_", " ")
    return f"{words}, then {finding.then.replace('_', ' ')}" if finding.then else words


def _why(cause: Cause) -> Json:
    return {
        "rule": cause.ruling.id,
        "verb": verb_of(cause.ruling.rule),
        "speaks": list(cause.places),
        "how": cause.how,
        "settled": cause.settled,
        "say": cause.ruling.say,
    }
