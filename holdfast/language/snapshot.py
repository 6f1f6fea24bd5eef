"""A whole guideline written down as JSON and read back: every fact, option, limit, condition and rule, with all its dates of force.

What is read back are the language's own objects, so that the same engines judge it: advice of a past version can be given
again, and two versions can be compared. Calendars, scoring and the reading of records are programs and are not held; nor are
the codes of a fact.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final, TypeVar, cast

from holdfast.language.errors import InputError, Line, Problem, RuleError, shortened
from holdfast.language.expressions import (
    And,
    AtLeastOf,
    Compare,
    Condition,
    Fact,
    Known,
    Limit,
    Named,
    Node,
    Not,
    OneOf,
    Operator,
    Or,
    Source,
    Yes,
    condition,
)
from holdfast.language.kinds import Ask, Category, Check, Clock, Follow, Kind, Number, Unknown, Value, YesNo
from holdfast.language.people import Both, Either, Follows, Impossible, Least, Linear, Term
from holdfast.language.rules import AtLeast, Avoid, Caution, Guideline, Offer, Option, Prefer, Require, Rule, Urgent, Wait, verb_of

T = TypeVar("T")
Entry = dict[str, Any]
FORMAT: Final = 1
VERBS: Final[dict[str, type[Rule]]] = {
    "offer": Offer,
    "prefer": Prefer,
    "caution": Caution,
    "wait": Wait,
    "avoid": Avoid,
    "at_least": AtLeast,
    "require": Require,
    "urgent": Urgent,
}
SECTIONS: Final = ("sources", "facts", "options", "limits", "named", "rules", "impossible", "follows")
"""What a snapshot lists, one entry a line."""
OPTIONAL: Final = {"places": ["us", "uk"], "since": None, "last_day": None, "alone": False, "before": [], "due": None, "when": None}
"""The parts of a rule that are left out where they say only this."""


# --- Writing ------------------------------------------------------------------------------------------------------


def written(guideline: Guideline) -> Entry:
    """The guideline as plain data."""
    return _Writer(guideline).whole()


def named_in(guideline: Guideline) -> dict[str, Named]:
    """The named conditions of a guideline under the names that a snapshot gives them."""
    writer = _Writer(guideline)
    writer.whole()
    return writer.conditions


def as_text(guideline: Guideline) -> str:
    """The guideline as JSON, one entry a line, so that a change of one rule is a change of one line."""
    parts = []
    for name, part in written(guideline).items():
        if name in SECTIONS and isinstance(part, dict):
            lines = ",\n".join(f"  {_line(key)}: {_line(entry)}" for key, entry in part.items())
            parts.append(f" {_line(name)}: {{\n{lines}\n }}")
        elif name in SECTIONS:
            lines = ",\n".join(f"  {_line(entry)}" for entry in part)
            parts.append(f" {_line(name)}: [\n{lines}\n ]")
        else:
            parts.append(f" {_line(name)}: {_line(part)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)


class _Writer:
    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline
        self.sources: dict[str, Entry] = {}
        self.named: dict[str, Entry] = {}
        self.conditions: dict[str, Named] = {}
        self._key_of: dict[int, str] = {}
        self._home: dict[int, str] = {}
        for name, limit in guideline.limits.items():
            self._home.setdefault(id(limit), name)

    def whole(self) -> Entry:
        made = self.guideline
        limits = {name: self._limit(name, limit) for name, limit in made.limits.items()}
        scope = self.node(condition(made.scope))
        rules = {id: self._rule(rule) for id, rule in made.rules.items()}
        return {
            "holdfast_guideline": FORMAT,
            "version": made.version,
            "sources": self.sources,
            "facts": {name: _fact(fact) for name, fact in made.facts.items()},
            "options": {code: _option(option) for code, option in made.options.items()},
            "orders": {place: list(order) for place, order in made.orders.items()},
            "limits": limits,
            "named": self.named,
            "scope": scope,
            "rules": rules,
            "impossible": [
                {"name": each.name, "terms": _terms(each.terms), "say": each.say, "only_unlikely": each.only_unlikely}
                for each in made.impossible
            ],
            "follows": [{"fact": each.fact.name, "value": _value(each.value), "terms": _terms(each.terms)} for each in made.follows],
            "worked_out": sorted(made.worked_out),
        }

    def node(self, node: Node) -> Entry:
        match node:
            case Yes(fact):
                return {"yes": fact.name}
            case Compare(fact, operator, limit):
                return {"fact": fact.name, "is": operator, "limit": self._home[id(limit)]}
            case OneOf(fact, values):
                return {"fact": fact.name, "one_of": list(values)}
            case Known(fact):
                return {"known": fact.name}
            case And(parts):
                return {"all": [self.node(part) for part in parts]}
            case Or(parts):
                return {"any": [self.node(part) for part in parts]}
            case Not(part):
                return {"not": self.node(part)}
            case AtLeastOf(n, parts):
                return {"at_least": n, "of": [self.node(part) for part in parts]}
            case _:
                return {"named": self._named(node)}

    def _named(self, node: Named) -> str:
        """The name under which the condition is written once; two that share a name are told apart by a number."""
        if id(node) not in self._key_of:
            part = self.node(node.part)
            key = _put(self.named, node.name, {"name": node.name, "is": part})
            self._key_of[id(node)] = key
            self.conditions.setdefault(key, node)
        return self._key_of[id(node)]

    def _source(self, source: Source) -> str:
        entry = {each.name: _plain(getattr(source, each.name)) for each in fields(source)}
        return _put(self.sources, f"{source.key}{f', {source.place}' if source.place else ''}", entry)

    def _limit(self, name: str, limit: Limit) -> Entry:
        if self._home[id(limit)] != name:
            return {"same_as": self._home[id(limit)]}
        given = {each.name: _plain(getattr(limit, each.name)) for each in fields(limit)}
        return {**given, "source": self._source(limit.source)}

    def _rule(self, rule: Rule) -> Entry:
        entry: Entry = {"verb": verb_of(rule)}
        for each in fields(rule):
            value = getattr(rule, each.name)
            if each.name in ("options", "instead", "before"):
                entry[each.name] = [option.code for option in value]
            elif each.name in ("when", "met"):
                entry[each.name] = None if value is None else self.node(value)
            elif each.name == "test":
                entry[each.name] = value.code
            elif each.name == "due":
                entry[each.name] = None if value is None else self._home[id(value)]
            elif each.name == "source":
                entry[each.name] = self._source(value)
            elif each.name != "line":
                entry[each.name] = _plain(value)
        return {key: value for key, value in entry.items() if key not in OPTIONAL or value != OPTIONAL[key]}


def _put(table: dict[str, Entry], name: str, entry: Entry) -> str:
    """The key of the entry in the table, where it is written once; another of the same name gets a number."""
    key, number = name, 1
    while table.setdefault(key, entry) != entry:
        number += 1
        key = f"{name} ({number})"
    return key


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _fact(fact: Fact) -> Entry:
    match fact.kind:
        case YesNo():
            kind: Entry = {"yes_no": True}
        case Number(unit, low, high, whole, clock):
            kind = {"unit": unit, "low": low, "high": high, "whole": whole, "clock": clock.name.lower() if clock else None}
        case category:
            kind = {"values": list(category.values), "also": _plain(category.also)}
    match fact.unknown:
        case Ask():
            unknown: Entry = {"ask": True}
        case Check(clear):
            unknown = {"check": clear}
        case follow:
            unknown = {"follow": follow.clear, "test": follow.test, "due": follow.due}
    return {"kind": kind, "unknown": unknown, "ask": fact.ask}


def _option(option: Option) -> Entry:
    entry: Entry = {"kind": option.kind, "title": option.title}
    if option.of:
        entry["of"] = [medicine.code for medicine in option.of]
    return entry if option.rung is None else {**entry, "rung": option.rung}


def _terms(terms: Sequence[Term]) -> list[Entry]:
    return [_term(term) for term in terms]


def _term(term: Term) -> Entry:
    match term:
        case Linear(terms, bound, or_equal):
            return {"sum": [[factor, fact.name] for factor, fact in terms], "over": bound, "or_equal": or_equal}
        case Both(parts):
            return {"both": [[fact.name, list(values)] for fact, values in parts]}
        case _:
            return {"either": [_terms(way) for way in term.ways]}


def _value(value: Value | Least) -> object:
    return {"least": [fact.name for fact in value.facts], "by": value.by} if isinstance(value, Least) else value


# --- Reading ------------------------------------------------------------------------------------------------------


def read(given: object, name: str = "the snapshot") -> Guideline:
    """The guideline in plain data that `written` made. InputError names every entry that cannot be read."""
    if not isinstance(given, dict) or "holdfast_guideline" not in given:
        raise InputError([Problem(name, "", "this is not a snapshot of a guideline", "", "`holdfast export guideline` writes one.")])
    if given["holdfast_guideline"] != FORMAT:
        raise InputError([Problem(f"{name}: holdfast_guideline", shortened(given["holdfast_guideline"]), "unknown form", f"{FORMAT}")])
    return _Reader(given, name).whole()


class _Reader:
    def __init__(self, given: Entry, name: str) -> None:
        self.given = given
        self.name = name
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.facts: dict[str, Fact] = {}
        self.options: dict[str, Option] = {}
        self.limits: dict[str, Limit] = {}
        self.conditions: dict[str, Named] = {}

    def whole(self) -> Guideline:
        self.sources |= self._each("sources", lambda _, entry: Source(**{**entry, "date": _day(entry["date"])}))
        self.facts |= self._each("facts", _read_fact)
        self._each("options", lambda code, _: self._option(code))
        self._each("limits", self._limit)
        self._each("named", lambda key, _: self._named(key))
        rules = self._each("rules", self._rule)
        impossible = self._each("impossible", self._impossible)
        follows = self._each("follows", self._follows)
        rest = self._each_of({"the whole": self.given}, "", self._rest)
        if self.problems:
            raise InputError(self.problems)
        version, scope, orders, worked_out = rest["the whole"]
        return Guideline(
            version=version,
            facts=self.facts,
            options=self.options,
            rules=rules,
            limits=self.limits,
            impossible=tuple(impossible.values()),
            scope=scope,
            orders=orders,
            follows=tuple(follows.values()),
            worked_out=worked_out,
        )

    def _each(self, section: str, made: Callable[[str, Entry], T]) -> dict[str, T]:
        """Every entry of a section, read; those that cannot be are kept as problems."""
        entries = self.given.get(section)
        if isinstance(entries, list):
            entries = {str(number): entry for number, entry in enumerate(entries, 1)}
        if not isinstance(entries, dict):
            self.problems.append(Problem(f"{self.name}: {section}", shortened(entries), "this part of a snapshot is missing"))
            return {}
        return self._each_of(entries, f"{section}.", made)

    def _each_of(self, entries: Mapping[str, Entry], section: str, made: Callable[[str, Entry], T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for key, entry in entries.items():
            where = f"{self.name}: {section}{shortened(key)[1:-1]}"
            try:
                found[key] = made(key, entry)
            except KeyError as error:
                self.problems.append(Problem(where, str(error.args[0]), "this is missing, or named and not there"))
            except RuleError as error:
                self.problems.append(Problem(where, "", str(error).partition("\n")[0]))
            except (AttributeError, TypeError, ValueError, RecursionError) as error:
                self.problems.append(Problem(where, "", f"this is not written as a snapshot writes it: {shortened(error)}"))
        return found

    def _rest(self, _: str, given: Entry) -> tuple[str, Condition, Mapping[Any, tuple[str, ...]], frozenset[str]]:
        orders = {place: tuple(given["orders"][place]) for place in ("us", "uk")}
        for order in orders.values():
            if sorted(order) != sorted(self.options):
                raise ValueError("orders and options differ")
        return str(given["version"]), self.node(given["scope"]), orders, frozenset(given["worked_out"])

    def _option(self, code: str) -> Option:
        if code not in self.options:
            entry = self.given["options"][code]
            of = tuple(self._option(medicine) for medicine in entry.get("of", ()))
            self.options[code] = Option(code, entry["kind"], entry["title"], of, entry.get("rung"))
        return self.options[code]

    def _limit(self, name: str, entry: Entry) -> None:
        if "same_as" in entry:
            self.limits[name] = self.limits[entry["same_as"]]
            return
        settings = entry["settings"]
        made = {
            "since": _day(entry["since"]),
            "source": self.sources[entry["source"]],
            "settings": None if settings is None else (settings[0], settings[1]),
            "earlier": tuple((_day(last), us, uk) for last, us, uk in entry["earlier"]),
        }
        self.limits[name] = Limit(**{**entry, **made})

    def _named(self, key: str) -> Named:
        if key not in self.conditions:
            entry = self.given["named"][key]
            self.conditions[key] = Named(entry["name"], self.node(entry["is"]))
        return self.conditions[key]

    def node(self, entry: Entry) -> Node:
        match entry:
            case {"yes": str(name)}:
                return condition(self.facts[name])
            case {"fact": str(name), "is": "<" | "<=" | ">" | ">=" as operator, "limit": str(limit)}:
                return _compared(self.facts[name], cast(Operator, operator), self.limits[limit])
            case {"fact": str(name), "one_of": [*values]}:
                return self.facts[name].is_(*values)
            case {"known": str(name)}:
                return Known(self.facts[name])
            case {"all": [*parts]}:
                return And(tuple(self.node(part) for part in parts))
            case {"any": [*parts]}:
                return Or(tuple(self.node(part) for part in parts))
            case {"not": part}:
                return Not(self.node(part))
            case {"at_least": int(n), "of": [*parts]}:
                return AtLeastOf(n, tuple(self.node(part) for part in parts))
            case {"named": str(key)}:
                return self._named(key)
            case _:
                raise ValueError(f"no condition: {shortened(entry)}")

    def _rule(self, id: str, given: Entry) -> Rule:
        entry = dict(given)
        verb = VERBS[entry.pop("verb")]
        made: Entry = {"line": Line(self.name, 1), "source": self.sources[entry["source"]]}
        for part in {"options", "instead", "before"} & set(entry):
            made[part] = tuple(self.options[code] for code in entry[part])
        for part in {"when", "met"} & set(entry):
            made[part] = self.node(entry[part])
        for part in {"since", "last_day"} & set(entry):
            made[part] = _day(entry[part])
        if "places" in entry:
            made["places"] = tuple(entry["places"])
        if "test" in entry:
            made["test"] = self.options[entry["test"]]
        if "due" in entry:
            made["due"] = self.limits[entry["due"]]
        return verb(**{**entry, **made})

    def _impossible(self, _: str, entry: Entry) -> Impossible:
        return Impossible(entry["name"], self._terms(entry["terms"]), entry["say"], entry["only_unlikely"])

    def _follows(self, _: str, entry: Entry) -> Follows:
        value = entry["value"]
        if isinstance(value, dict):
            value = Least(tuple(self.facts[name] for name in value["least"]), value["by"])
        return Follows(self.facts[entry["fact"]], value, self._terms(entry["terms"]))

    def _terms(self, entries: Sequence[Entry]) -> tuple[Term, ...]:
        return tuple(self._term(entry) for entry in entries)

    def _term(self, entry: Entry) -> Term:
        match entry:
            case {"sum": terms, "over": bound, "or_equal": bool(or_equal)}:
                return Linear(tuple((factor, self.facts[name]) for factor, name in terms), bound, or_equal)
            case {"both": parts}:
                return Both(tuple((self.facts[name], tuple(values)) for name, values in parts))
            case {"either": ways}:
                return Either(tuple(self._terms(way) for way in ways))
            case _:
                raise ValueError(f"no term: {shortened(entry)}")


def _compared(fact: Fact, operator: Operator, limit: Limit) -> Compare:
    match operator:
        case "<":
            return fact < limit
        case "<=":
            return fact <= limit
        case ">":
            return fact > limit
        case _:
            return fact >= limit


def _read_fact(name: str, entry: Entry) -> Fact:
    return Fact(name, _read_kind(entry["kind"]), _read_unknown(entry["unknown"]), entry["ask"])


def _read_kind(entry: Entry) -> Kind:
    match entry:
        case {"yes_no": True}:
            return YesNo()
        case {"unit": str(unit), "low": low, "high": high, "whole": bool(whole), "clock": clock}:
            return Number(unit, low, high, whole, Clock[clock.upper()] if clock else None)
        case {"values": [*values], "also": [*also]}:
            return Category(tuple(values), tuple((said, value) for said, value in also))
        case _:
            raise ValueError(f"no kind of fact: {shortened(entry)}")


def _read_unknown(entry: Entry) -> Unknown:
    match entry:
        case {"ask": True}:
            return Ask()
        case {"check": clear}:
            return Check(clear)
        case {"follow": clear, "test": str(test), "due": int(due)}:
            return Follow(clear, test, due)
        case _:
            raise ValueError(f"not what an unknown may mean: {shortened(entry)}")


def _day(text: str) -> date:
    return date.fromisoformat(text)
