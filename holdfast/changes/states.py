"""The states of the guideline that can be set side by side: a day, a jurisdiction, a version that is kept, a snapshot in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from holdfast.advice import Json
from holdfast.casefile import moment, parsed, read_path
from holdfast.guideline.programme import guideline, version, versions
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.expressions import Place
from holdfast.language.rules import PLACES, Dated, Guideline
from holdfast.language.snapshot import read


@dataclass(frozen=True, eq=False)
class State:
    """A guideline on one side: what it is called there, and the guideline of that day and place."""

    name: str
    dated: Dated

    def __str__(self) -> str:
        return f"{self.name} (guideline {self.dated.guideline.version}, {self.dated.place.upper()}, {self.dated.day})"

    def as_json(self) -> Json:
        """The state as plain data."""
        dated = self.dated
        return {"name": self.name, "version": dated.guideline.version, "jurisdiction": dated.place, "day": dated.day.isoformat()}


def states_of(old: str, new: str, day: date, place: Place) -> tuple[State, State]:
    """Both states. InputError names what is wrong with either of them."""
    found: list[State] = []
    problems: list[Problem] = []
    for text, where in ((old, "OLD"), (new, "NEW")):
        try:
            found.append(state_of(text, where, day, place))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found[0], found[1]


def state_of(text: str, where: str, day: date, place: Place) -> State:
    """The state that `text` names; `day` and `place` say what it leaves open. InputError names what there is."""
    named = text.strip().lower()
    if named in PLACES:
        return State(named, guideline().on(day, "us" if named == "us" else "uk"))
    if named in versions():
        return State(named, version(named).on(day, place))
    if Path(text).is_file():
        raw, name = read_path(text)
        return State(name, read(parsed(raw, name), name).on(day, place))
    try:
        on = moment(text, where).date()
    except InputError as error:
        if named[:4].isdigit() and named[4:5] == "-":
            raise
        allowed = f"a date such as 2026-11-21, {', '.join(PLACES)}, a version that is kept ({', '.join(versions())}), or a file"
        hint = "`holdfast export guideline` writes such a file."
        raise InputError([Problem(where, shortened(text), "this names no state of the guideline", allowed, hint)]) from error
    return State(on.isoformat(), guideline().on(on, place))


def kept_version(name: str) -> Guideline:
    """A version of the guideline by its number. InputError names those that are kept."""
    try:
        return version(name)
    except LookupError:
        problem = Problem("--version", shortened(name), "this version of the guideline is not kept here", ", ".join(versions()))
        raise InputError([problem]) from None
