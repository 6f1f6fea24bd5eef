"""What differs between two states of the guideline: rules in force, limits, and all else that advice hangs on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from holdfast.advice import Json
from holdfast.changes.states import State
from holdfast.engines.wording import amount, say
from holdfast.guideline.words import SPELLED
from holdfast.language.expressions import Limit, Named, Source
from holdfast.language.rules import Dated, Option, Rule, Ruling, verb_of
from holdfast.language.snapshot import Entry, named_in, written

OTHERS = {"facts": "facts", "options": "options", "named": "named conditions", "impossible": "impossible combinations"}
"""What else a version holds under names of its own."""
WHOLE = {"scope": "whom the guideline is for", "orders": "the order of the options", "follows": "what follows from other facts"}
"""What a version holds as a whole."""


@dataclass(frozen=True)
class Part:
    """One part of a rule or of another entry that says something else now. `through` are the named conditions that changed where
    the part itself is written as before."""

    name: str
    old: str
    new: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entries:
    """What of one kind was added, removed, or changed in some parts, by name."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[Part, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class TwoLimits:
    """A limit that has another value, unit, source, date or range, or that one side does not have; and the rules that read it."""

    name: str
    limits: tuple[Limit | None, Limit | None]
    values: tuple[float | None, float | None]
    parts: tuple[str, ...]
    read_by: tuple[str, ...]

    @property
    def shown(self) -> Limit:
        """The newer of the two that there is."""
        found = self.limits[1] or self.limits[0]
        assert found is not None
        return found


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two states."""

    states: tuple[State, State]
    rules: Entries
    limits: tuple[TwoLimits, ...]
    others: Mapping[str, Entries]
    whole: tuple[str, ...]

    def ruling(self, id: str) -> Ruling:
        """The rule as it stands on the new side, or as it stood on the old one."""
        return next(ruling for state in reversed(self.states) for ruling in state.dated.rulings if ruling.id == id)

    def as_json(self) -> Json:
        """The changes as plain data."""
        return {
            "old": self.states[0].as_json(),
            "new": self.states[1].as_json(),
            "rules": {
                "added": [self._rule(id) for id in self.rules.added],
                "removed": [self._rule(id) for id in self.rules.removed],
                "changed": [{**self._rule(id), "parts": [vars(part) for part in parts]} for id, parts in self.rules.changed],
            },
            "limits": [_limit(each) for each in self.limits],
            "others": {
                kind: {
                    "added": list(each.added),
                    "removed": list(each.removed),
                    "changed": [{"name": name, "parts": [vars(part) for part in parts]} for name, parts in each.changed],
                }
                for kind, each in self.others.items()
            },
            "whole": list(self.whole),
        }

    def _rule(self, id: str) -> Json:
        ruling = self.ruling(id)
        rule = ruling.rule
        return {"rule": id, "verb": verb_of(rule), "say": ruling.say, "source": str(rule.source), "options": _codes(rule)}


def _limit(each: TwoLimits) -> Json:
    sides = {
        side: None
        if limit is None
        else {"value": value, "unit": limit.unit, "source": str(limit.source), "since": limit.since.isoformat(), "settings": limit.settings}
        for side, limit, value in zip(("old", "new"), each.limits, each.values, strict=True)
    }
    return {"name": each.name, **sides, "changed": list(each.parts), "read_by": list(each.read_by)}


# --- Working it out -----------------------------------------------------------------------------------------------


def difference(old: State, new: State) -> Changes:
    """What differs between two states. Rules count as there only where they are in force."""
    sides = old.dated, new.dated
    forms = written(sides[0].guideline), written(sides[1].guideline)
    ids = tuple({ruling.id: ruling for ruling in side.rulings} for side in sides)
    rules = Entries(
        tuple(id for id in ids[1] if id not in ids[0]),
        tuple(id for id in ids[0] if id not in ids[1]),
        tuple((id, parts) for id in ids[1] if id in ids[0] and (parts := tuple(_rule_parts(id, sides, forms)))),
    )
    others = {kind: _entries(_by_name(forms[0][kind]), _by_name(forms[1][kind])) for kind in OTHERS if kind != "named"}
    others["named"] = _entries(*({key: {"is": _inside(node)} for key, node in named_in(side.guideline).items()} for side in sides))
    whole = tuple(WHOLE[part] for part in WHOLE if forms[0][part] != forms[1][part])
    return Changes((old, new), rules, tuple(_limits(sides)), {kind: each for kind, each in others.items() if each}, whole)


def _inside(node: Named) -> str:
    return say(node.part, SPELLED).inline()


def _by_name(part: Mapping[str, Entry] | list[Entry]) -> Mapping[str, Entry]:
    return {entry["name"]: entry for entry in part} if isinstance(part, list) else part


def _entries(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Entries:
    changed = ((name, tuple(_parts(old[name], new[name]))) for name in new if name in old and old[name] != new[name])
    return Entries(tuple(name for name in new if name not in old), tuple(name for name in old if name not in new), tuple(changed))


def _parts(old: Entry, new: Entry) -> Iterator[Part]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield Part(name, _as_words(old.get(name)), _as_words(new.get(name)))


def _as_words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _rule_parts(id: str, sides: tuple[Dated, Dated], forms: tuple[Entry, Entry]) -> Iterator[Part]:
    """The parts of a rule that differ, in words. A condition that reads a changed named condition has changed too."""
    old, new = (side.guideline.rules[id] for side in sides)
    if old is new:
        return
    if type(old) is not type(new):
        yield Part("verb", verb_of(old), verb_of(new))
    for name in dict.fromkeys(each.name for rule in (old, new) for each in fields(rule)):
        if name in ("line", "name"):
            continue
        if name in ("when", "met"):
            entries = [form["rules"][id].get(name) for form in forms]
            through = tuple(key for key in _names_in(entries[1]) if _meaning(key, forms[0]) != _meaning(key, forms[1]))
            if entries[0] != entries[1] or through:
                yield Part(name, _condition(old, name), _condition(new, name), through if entries[0] == entries[1] else ())
        elif (words := _words(getattr(old, name, None))) != _words(getattr(new, name, None)):
            yield Part(name, words, _words(getattr(new, name, None)))


def _condition(rule: Rule, part: str) -> str:
    node = getattr(rule, part, None)
    return "everybody" if node is None else say(node, SPELLED).inline()


def _words(value: object) -> str:
    """A part of a rule that is no condition, as it is shown."""
    if isinstance(value, tuple):
        return ", ".join(_words(each) for each in value)
    if isinstance(value, Option):
        return value.code
    if isinstance(value, Limit):
        return amount(value)
    return "" if value is None else f"{value} of {value.date}" if isinstance(value, Source) else str(value)


def _names_in(entry: object) -> Iterator[str]:
    """The keys of the named conditions that a written condition reads itself."""
    if isinstance(entry, dict):
        if "named" in entry:
            yield entry["named"]
        for part in entry.values():
            yield from _names_in(part)
    elif isinstance(entry, list):
        for part in entry:
            yield from _names_in(part)


def _meaning(key: str, form: Entry) -> object:
    """What a named condition says, with those that it reads itself."""
    entry = form["named"].get(key)
    return entry and (entry, [_meaning(inner, form) for inner in _names_in(entry["is"])])


def _limits(sides: tuple[Dated, Dated]) -> Iterator[TwoLimits]:
    homes = tuple({side.by_limit[id(limit)].name: limit for limit in side.guideline.limits.values()} for side in sides)
    for name in dict.fromkeys([*homes[1], *homes[0]]):
        old, new = (home.get(name) for home in homes)
        values = (sides[0].value(old) if old else None, sides[1].value(new) if new else None)
        parts = tuple(_limit_parts(old, new, values))
        if parts:
            yield TwoLimits(name, (old, new), values, parts, _read_by(sides, (old, new)))


def _limit_parts(old: Limit | None, new: Limit | None, values: tuple[float | None, float | None]) -> Iterator[str]:
    if old is None or new is None:
        yield "removed" if new is None else "added"
        return
    if values[0] != values[1]:
        yield "value"
    for part in ("unit", "source", "since", "settings", "why"):
        if getattr(old, part) != getattr(new, part):
            yield part


def _read_by(sides: tuple[Dated, Dated], limits: tuple[Limit | None, Limit | None]) -> tuple[str, ...]:
    """The rules in force on either side that compare with the limit, or are due by it."""
    readers = (
        (ruling.id, (*ruling.limits, getattr(ruling.rule, "due", None)), limit)
        for side, limit in zip(sides, limits, strict=True)
        for ruling in side.rulings
    )
    return tuple(dict.fromkeys(id for id, compared, limit in readers if limit and any(each is limit for each in compared)))


def _codes(rule: Rule) -> list[str]:
    """The options that a rule is about."""
    about = (*getattr(rule, "options", ()), *getattr(rule, "before", ()))
    test = getattr(rule, "test", None)
    return [option.code for option in ((test,) if test else ()) + about]
