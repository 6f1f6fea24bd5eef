"""The guideline as CQL (HL7's Clinical Quality Language), for the engines of other systems.

Two libraries: the facts, one parameter each, and the rules. In the rules stand, each under a name, every fact with what
follows from what is known, every named condition, every rule, every option's status, every urgent code. CQL's null is
unknown, and its `and`, `or` and `not` are Kleene's; but `null in {...}` is false there, so that one-of is `=` joined by `or`.
Reasons, sources and limits stand beside each rule as tags, which a translator hands on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import indent

from holdfast.engines.algebra import Ladder, Reading
from holdfast.language.expressions import Compare, Constant, Fact, Known, Leaf, OneOf
from holdfast.language.kinds import Ask, Category, Number, Value
from holdfast.language.people import Both, Least, Linear
from holdfast.language.rules import Dated, Guideline, Option, Require, Ruling, Status, Urgent, holds_for, verb_of
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

FACTS_LIBRARY = "HoldfastFacts"
CONSISTENT = "consistent"
"""Whether every fact has a value that it may have, and all can be true together: where it is false, no answer counts."""
MODEL = "using FHIR version '4.0.1'"
"""CQL judges one person at a time (`context Patient`) only within a model that says what a patient is."""
LINE = 110
TYPES: dict[type, str] = {Number: "Decimal", Category: "String"}
AMONG: dict[frozenset[Truth], str] = {
    frozenset({YES}): "is true",
    frozenset({NO}): "is false",
    frozenset({UNKNOWN}): "is null",
    frozenset({NO, UNKNOWN}): "is not true",
    frozenset({YES, UNKNOWN}): "is not false",
    frozenset({YES, NO}): "is not null",
}
IN_A_TAG = {ord('"'): "'", ord("@"): "(at)"}
"""What a translator would take for the end of a tag."""
AT_LEAST = """\
define function "At least"(n Integer, answers List<Boolean>):
  if Count(answers A return all (if A is true then 1 else null)) >= n then true
  else if Count(answers A return all (if A is false then null else 1)) < n then false
  else null"""


def rules_library(dated: Dated, proposed: Sequence[Status] = ()) -> str:
    """The dated guideline as one library, which includes `HoldfastFacts`: parameters, or read from a record. With the statuses at
    which an option may be proposed, whether it may be has a name too."""
    return _Rules(dated, proposed).written()


def facts_library(guideline: Guideline) -> str:
    """Every fact that can be handed in, as a parameter; one that is left out is unknown."""
    given = [parameter(fact) for fact in guideline.facts.values() if fact.name not in guideline.worked_out]
    return "\n".join([*facts_head(guideline), *given, "", "context Patient", ""])


def facts_head(guideline: Guideline) -> list[str]:
    """How a library of facts begins, so that the rules find it."""
    return [f"library {FACTS_LIBRARY} version {text(guideline.version)}", "", MODEL, ""]


def parameter(fact: Fact) -> str:
    """A fact that is handed in, with its question, unit and range."""
    kind = fact.kind
    if isinstance(kind, Number):
        allowed = f"{kind.low:g} to {kind.high:g} {kind.unit}"
    elif isinstance(kind, Category):
        allowed = ", ".join(kind.values)
    else:
        allowed = "true or false"
    return f"// {fact.ask} ({allowed})\nparameter {quoted(fact.name)} {type_of(fact)} default null"


def library_name(dated: Dated) -> str:
    """The name of the rules' library: one for each jurisdiction."""
    return f"Holdfast{dated.place.upper()}"


def status_name(option: Option) -> str:
    """What an option's status is called; its value is one of the status words."""
    return f"status of {option.code}"


def then_name(option: Option) -> str:
    """What an option at `ask` will be once its open stops prove clear; null for the others."""
    return f"then of {option.code}"


def urgent_name(code: str) -> str:
    """What an urgent code is called: true or false."""
    return f"urgent: {code}"


def proposed_name(option: Option) -> str:
    """Whether the option may be proposed: true or false."""
    return f"propose {option.code}"


def quoted(name: str) -> str:
    """A name as CQL writes it."""
    return '"' + _escaped(name, '"') + '"'


def text(value: str) -> str:
    """A string as CQL writes it."""
    return "'" + _escaped(value, "'") + "'"


def decimal(value: float) -> str:
    """A number as CQL writes it: always with a point, so that nothing need be converted."""
    digits = f"{value:.8f}".rstrip("0")
    return f"{digits}0" if digits.endswith(".") else digits


def type_of(fact: Fact) -> str:
    """The CQL type of the fact. Every number is a Decimal: days that were worked out may be a fraction."""
    return TYPES.get(type(fact.kind), "Boolean")


def define(name: str, body: str, tags: Iterable[tuple[str, str]] = ()) -> str:
    """A named expression, with its tags."""
    lines = "\n".join(f"@{tag}: {' '.join(said.translate(IN_A_TAG).split()).replace('*/', '* /')}" for tag, said in tags)
    head = f"/*\n{lines}\n*/\n" if lines else ""
    return f"{head}define {quoted(name)}:\n{indent(body, '  ')}"


def _escaped(said: str, mark: str) -> str:
    return said.replace("\\", "\\\\").replace(mark, f"\\{mark}")


def literal(value: Value) -> str:
    """A known value as CQL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value) if isinstance(value, str) else decimal(value)


def _one_of(name: str, values: Sequence[Value | None]) -> str:
    tests = [f"{name} is null" if value is None else f"{name} = {literal(value)}" for value in values]
    return _joined(tests, "or", "false") if len(tests) > 1 else f"({tests[0]})"


def _joined(parts: Sequence[str], word: str, of_nothing: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else of_nothing
    line = f" {word} ".join(parts)
    if len(line) < LINE and "\n" not in line:
        return f"({line})"
    return "(\n" + indent(f"\n{word} ".join(parts), "  ") + "\n)"


class _Text:
    """The algebra whose answers are CQL. `read` is what each fact is called as the rules read it, `known` what its known value
    is called so far."""

    def __init__(self, read: Mapping[str, str], words: Iterable[str], tags: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        self.defines: list[str] = []
        self.read = read
        self.known: dict[str, str] = {}
        self._taken = {*read.values(), *words}
        self._tags = tags

    def leaf(self, node: Leaf) -> str:
        match node:
            case Known(fact):
                return f"({self.known[fact.name]} is not null)"
            case OneOf(fact, values):
                return _one_of(quoted(self.read[fact.name]), values)
            case Compare(fact, operator, Constant(value, unit, name)):
                return f"({quoted(self.read[fact.name])} {operator} {decimal(value)} /* {unit}: {name} */)"
            case _:
                return quoted(self.read[node.fact.name])

    def every(self, parts: Sequence[str]) -> str:
        return _joined(parts, "and", "true")

    def some(self, parts: Sequence[str]) -> str:
        return _joined(parts, "or", "false")

    def opposite(self, part: str) -> str:
        return f"(not {part})"

    def at_least(self, n: int, parts: Sequence[str]) -> str:
        if AT_LEAST not in self.defines:
            self.defines.append(AT_LEAST)
        return f'"At least"({n}, {{ {", ".join(parts)} }})'

    def among(self, part: str, answers: frozenset[Truth]) -> str:
        return f"({part} {AMONG[answers]})"

    def certain(self, term: Linear | Both) -> str:
        if isinstance(term, Both):
            listed = [(None in values, _one_of(self.known[fact.name], values)) for fact, values in term.parts]
            return self.every([test if or_unknown else f"({test} is true)" for or_unknown, test in listed])
        sides: tuple[list[str], list[str]] = ([], [])  # what is taken away stands on the other side
        for factor, name in (*((factor, self.known[fact.name]) for factor, fact in term.terms), (-term.bound, "")):
            shown = " * ".join(each for each in (decimal(abs(factor)) if abs(factor) != 1 or not name else "", name) if each)
            if factor:
                sides[factor < 0].append(shown)
        left, right = (" + ".join(side) or decimal(0) for side in sides)
        return f"(({left} {'>=' if term.or_equal else '>'} {right}) is true)"

    def kept(self, name: str, part: str) -> str:
        """Two conditions may bear one name: the second is told from the first by a number."""
        number, own = 1, name
        while own in self._taken:
            number += 1
            own = f"{name} ({number})"
        self._taken.add(own)
        self.defines.append(define(own, part, self._tags.get(name, ())))
        return quoted(own)


class _Rules:
    """The library of rules while it is put together."""

    def __init__(self, dated: Dated, proposed: Sequence[Status]) -> None:
        self.dated = dated
        self.proposed = proposed
        self.guideline = dated.guideline
        facts = self.guideline.facts
        words = {word for fact in facts.values() if isinstance(fact.kind, Category) for word in fact.kind.values}
        # A name that is also a word of some list would be taken for a slip by translators.
        read = {name: f"{name} (fact)" if name in words else name for name in facts}
        self.text = _Text(read, words, {each.id: self._tags(each) for each in dated.rulings})

    def written(self) -> str:
        """The whole text."""
        reading = Reading(self.dated, self.text)
        self._facts(reading)
        for ruling in self.dated.rulings:
            reading.holds(ruling)
        for option in self.guideline.options.values():
            self._option(reading, option)
        self._urgent(reading)
        self._impossible(reading)
        return "\n".join([*self._head(), *("\n" + each for each in self.text.defines), ""])

    def _head(self) -> list[str]:
        settings = ", ".join(f"{name} = {value:g}" for name, value in sorted(self.dated.settings.items()))
        said = [
            "Written by Holdfast from its guideline; not to be changed by hand.",
            f"In force on {self.dated.day.isoformat()} in the {self.dated.place.upper()}."
            + (f" Settings: {settings}." if settings else ""),
            "Software proposes, a clinician signs.",
        ]
        facts = f"include {FACTS_LIBRARY} version {text(self.guideline.version)} called Given"
        library = f"library {library_name(self.dated)} version {text(self.guideline.version)}"
        return [*(f"// {line}" for line in said), library, "", MODEL, facts, "", "context Patient"]

    def _facts(self, reading: Reading[str]) -> None:
        """Each fact as it is known, step by step as the list of what follows says, and then as the rules read it."""
        facts, known, steps = self.guideline.facts, self.text.known, self.text.defines
        for fact in facts.values():
            known[fact.name] = f"(null as {type_of(fact)})" if fact.name in self.guideline.worked_out else f"Given.{quoted(fact.name)}"
        left = [each.fact.name for each in self.guideline.follows]
        for number, each in enumerate(self.guideline.follows):
            name, before = each.fact.name, known[each.fact.name]
            last = name not in left[number + 1 :]
            own = self._if_known(each.fact) if last else f"{name}, step {left[: number + 1].count(name)}"
            found = self._least(each.value) if isinstance(each.value, Least) else literal(each.value)
            body = f"if {reading.certain(each.terms)}\nthen {found} else null"
            steps.append(define(own, body if before.startswith("(null") else f"Coalesce({before},\n{indent(body, '  ')})"))
            known[name] = quoted(own)
        for fact in facts.values():
            read = self.text.read[fact.name]
            if not isinstance(fact.unknown, Ask):
                clear = literal(fact.unknown.clear)
                steps.append(define(read, f"Coalesce({known[fact.name]}, {clear})", [("unknown", f"taken as {clear}")]))
            elif fact.name not in left:
                steps.append(define(read, known[fact.name]))

    def _if_known(self, fact: Fact) -> str:
        """What the fact is called as it is known, before silence is taken as anything."""
        return self.text.read[fact.name] if isinstance(fact.unknown, Ask) else f"{fact.name}, if known"

    def _least(self, least: Least) -> str:
        return f"Min({{ {', '.join(self.text.known[fact.name] for fact in least.facts)} }}) / {decimal(least.by)}"

    def _option(self, reading: Reading[str], option: Option) -> None:
        name = status_name(option)
        self.text.kept(name, _first_of(reading.ladder(option)))
        self.text.kept(then_name(option), f"if {quoted(name)} = 'ask' then\n{indent(_first_of(reading.then(option)), '  ')}\nelse null")
        if self.proposed:
            self.text.kept(proposed_name(option), _one_of(quoted(name), self.proposed))

    def _urgent(self, reading: Reading[str]) -> None:
        by_code: dict[str, list[str]] = {}
        for ruling in self.dated.urgent:
            assert isinstance(ruling.rule, Urgent)
            by_code.setdefault(ruling.rule.code, []).append(reading.holds(ruling))
        for code, held in by_code.items():
            self.text.kept(urgent_name(code), self.text.among(self.text.some(held), frozenset({YES})))

    def _impossible(self, reading: Reading[str]) -> None:
        """What cannot be: where the first or the second list is not empty, the facts are wrong and no answer counts."""
        given = [fact for fact in self.guideline.facts.values() if fact.name not in self.guideline.worked_out]
        self._listed("not allowed", [wrong for fact in given if (wrong := _not_allowed(fact))])
        for name, unlikely in (("contradictions", False), ("unlikely together", True)):
            some = [each for each in self.guideline.impossible if each.only_unlikely is unlikely]
            self._listed(name, [(reading.certain(each.terms), each.name) for each in some])
        self.text.defines.append(define(CONSISTENT, 'not exists "not allowed" and not exists "contradictions"'))

    def _listed(self, name: str, rows: Sequence[tuple[str, str]]) -> None:
        """The names beside the conditions that hold."""
        shown = ",\n".join(f"  if {indent(holds, '  ').lstrip()} then {text(said)} else null" for holds, said in rows)
        listed = f"({{\n{shown}\n}}) Found where Found is not null" if rows else "List<String>{}"
        self.text.defines.append(define(name, listed))

    def _tags(self, ruling: Ruling) -> list[tuple[str, str]]:
        rule = ruling.rule
        about = [option.code for option in self.guideline.options.values() if holds_for(rule, option)]
        if isinstance(rule, Require):
            about = [f"{rule.test.code} before {', '.join(about)}" if about else rule.test.code]
        limits = [(limit, self.dated.by_limit[id(limit)]) for limit in ruling.limits]
        return [
            ("verb", verb_of(rule)),
            ("about", ", ".join(about) or getattr(rule, "code", "")),
            ("reason", ruling.say),
            ("source", str(rule.source)),
            *(("limit", f"{held.name}, {held}: {limit.source}{f'. {limit.why}' if limit.why else ''}") for limit, held in limits),
        ]


def _not_allowed(fact: Fact) -> tuple[str, str] | None:
    """Whether what was handed in is no value of the fact, and how that is said: a word out of its list, a number out of its range."""
    given, kind = f"Given.{quoted(fact.name)}", fact.kind
    if isinstance(kind, Category):
        return f"(not {_one_of(given, kind.values)})", f"{fact.name}: no such word"
    if isinstance(kind, Number):
        outside = f"({given} < {decimal(kind.low)} or {given} > {decimal(kind.high)})"
        return outside, f"{fact.name}: out of range"
    return None


def _first_of(ladder: Ladder[str]) -> str:
    *rows, (_, otherwise) = ladder
    if not rows:
        return text(otherwise)
    return "case\n" + "".join(f"  when {holds} then {text(status)}\n" for holds, status in rows) + f"  else {text(otherwise)}\nend"
