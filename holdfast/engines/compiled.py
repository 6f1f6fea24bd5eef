"""One person after another, fast: the whole guideline as one Python function, written by the reading and compiled once.

A truth is two pieces of Python source: what is true where the answer is yes, and what is true where it is no. So Kleene's tables
become Python's own `and`, `or` and `not`, which stop at the first part that decides. What is said twice is worked out once. No reasons
come of it; those are `bedside`'s. And no word of a guideline is ever run: names and words stand in the source as literals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from holdfast.engines.algebra import Ladder, Reading
from holdfast.engines.bedside import Person, judge
from holdfast.language.expressions import Compare, Constant, Leaf, OneOf, Yes
from holdfast.language.kinds import Value
from holdfast.language.people import Both, Follows, Least, Linear
from holdfast.language.rules import Dated, Status, Urgent
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

STEP = re.compile("\0([0-9]+)\0")
"""How a step is named until the function is put together. A literal cannot look like it: `repr` writes no NUL."""


class Answers(NamedTuple):
    """What the guideline says of one person: a truth for each of its rules in force, a status for each of its options, what an
    `ask` becomes once its open stops prove clear (else None), each in the guideline's order; and the codes of what is urgent."""

    rules: tuple[Truth, ...]
    statuses: tuple[Status, ...]
    then: tuple[Status | None, ...]
    urgent: tuple[str, ...]


def compiled(dated: Dated) -> Callable[[Mapping[str, Value]], Answers]:
    """The guideline as a function of what is known of a person. What follows is worked out by it; what is only ever worked out is
    worked out anew. Making the function takes about as long as judging a thousand people by it: make it once and keep it."""
    space = {"YES": YES, "NO": NO, "UNKNOWN": UNKNOWN, "least": _least, "Answers": Answers}
    exec(compile(written(dated), f"<the guideline of {dated.day} in the {dated.place.upper()}>", "exec"), space)
    return cast(Callable[[Mapping[str, Value]], Answers], space["judged"])


def written(dated: Dated) -> str:
    """The source of the function."""
    source = Source(dated)
    reading = Reading(dated, source)
    for each in dated.guideline.follows:
        source.follow(each, reading.certain(each.terms).yes)
    options = dated.guideline.options.values()
    statuses = [source.step(_first_that_holds(reading.ladder(option))) for option in options]
    then = [
        f"({_first_that_holds(reading.then(option))}) if {status} == 'ask' else None"
        for option, status in zip(options, statuses, strict=True)
    ]
    by_code: dict[str, list[str]] = {}
    for ruling in dated.urgent:
        assert isinstance(ruling.rule, Urgent)
        by_code.setdefault(ruling.rule.code, []).append(reading.holds(ruling).yes)
    urgent = [f"{code!r} if {source.either(held)} else None" for code, held in by_code.items()]
    rules = [_truth(reading.holds(ruling)) for ruling in dated.rulings]
    shown = [f"({''.join(f'{each}, ' for each in part)})" for part in (rules, statuses, then, urgent)]
    return source.function(f"Answers({', '.join(shown[:3])}, tuple(filter(None, {shown[3]})))")


class Said(NamedTuple):
    """A truth: the source of what is true where it is yes, and of what is true where it is no; else it is unknown."""

    yes: str
    no: str


class Source:
    """The algebra of Python source. Each piece is a literal, a step, or the opposite of a step; a step is made of earlier ones."""

    def __init__(self, dated: Dated) -> None:
        facts = dated.guideline.facts
        self._steps: list[str] = []
        self._places: dict[str, str] = {}
        self._nobody = Person.of({}, facts.values())
        self.known = {name: "None" if name in dated.guideline.worked_out else self.step(f"get({name!r})") for name in facts}

    def step(self, text: str) -> str:
        """The step that works this out: the same for the same text."""
        if text not in self._places:
            self._places[text] = f"\0{len(self._steps)}\0"
            self._steps.append(text)
        return self._places[text]

    def both(self, parts: Iterable[str]) -> str:
        """Every one of them."""
        return self._joined(parts, "and", "True")

    def either(self, parts: Iterable[str]) -> str:
        """At least one of them."""
        return self._joined(parts, "or", "False")

    def _joined(self, parts: Iterable[str], word: str, nothing: str) -> str:
        kept = [part for part in dict.fromkeys(parts) if part != nothing]
        return self.step(f" {word} ".join(kept)) if len(kept) > 1 else kept[0] if kept else nothing

    def leaf(self, node: Leaf) -> Said:
        """Where the fact is silent, the answer is what bedside says of somebody of whom nothing is known."""
        known = self.known[node.fact.name]
        silent = judge(node, self._nobody)
        match node:
            case Yes():
                so = known
            case OneOf(_, values):
                so = self._is_one_of(known, values)
            case Compare(_, operator, Constant(bound)):
                so = self.step(f"{known} is not None and {known} {operator} {_number(bound)}")
            case _:
                so = self.step(f"{known} is not None")
        if silent is UNKNOWN:
            return Said(so, self.step(f"{known} is not None and {_not(so)}"))
        return _sure(so if silent is NO else self.step(f"{known} is None or {so}"))

    def every(self, parts: Sequence[Said]) -> Said:
        """Kleene's and."""
        yes = self.both(part.yes for part in parts)
        return _sure(yes) if all(map(_is_sure, parts)) else Said(yes, self.either(part.no for part in parts))

    def some(self, parts: Sequence[Said]) -> Said:
        """Kleene's or."""
        yes = self.either(part.yes for part in parts)
        return _sure(yes) if all(map(_is_sure, parts)) else Said(yes, self.both(part.no for part in parts))

    def opposite(self, part: Said) -> Said:
        """Kleene's not."""
        return Said(part.no, part.yes)

    def at_least(self, n: int, parts: Sequence[Said]) -> Said:
        """Certain if enough are yes; ruled out if too many are no."""
        yes, no = ([part[side] for part in parts] for side in (0, 1))
        return Said(self.step(f"[{', '.join(yes)}].count(True) >= {n}"), self.step(f"[{', '.join(no)}].count(True) > {len(parts) - n}"))

    def among(self, part: Said, answers: frozenset[Truth]) -> Said:
        """Where unknown is among them, it is that none of the others is."""
        unknown = UNKNOWN in answers
        so = self.either(said for truth, said in ((YES, part.yes), (NO, part.no)) if (truth in answers) is not unknown)
        return _sure(_not(so) if unknown else so)

    def certain(self, term: Linear | Both) -> Said:
        """What is said of a fact that is not known is not certain."""
        if isinstance(term, Both):
            return _sure(self.both(self._is_one_of(self.known[fact.name], values) for fact, values in term.parts))
        read = [self.known[fact.name] for _, fact in term.terms]
        known = " and ".join(f"{each} is not None" for each in read)
        total = " + ".join(_times(factor, each) for (factor, _), each in zip(term.terms, read, strict=True))
        return _sure(self.step(f"{known} and {total} {'>=' if term.or_equal else '>'} {_number(term.bound)}"))

    def kept(self, name: str, part: Said) -> Said:
        """The same: every step is kept once by its text."""
        return part

    def follow(self, each: Follows, certain: str) -> None:
        """From here on the fact has the value wherever that is certain and nothing was known of it."""
        before, value = self.known[each.fact.name], repr(each.value)
        if isinstance(each.value, Least):
            value = f"least([{', '.join(self.known[fact.name] for fact in each.value.facts)}], {each.value.by!r})"
        self.known[each.fact.name] = self.step(f"{before} if {before} is not None else {value} if {certain} else None")

    def _is_one_of(self, known: str, values: Sequence[Value | None]) -> str:
        return self.step(f"{known} == {values[0]!r}" if len(values) == 1 else f"{known} in {{{', '.join(map(repr, values))}}}")

    def function(self, wanted: str) -> str:
        """The source of a function that works out what is wanted, and no step more. A step that is read once is written where it is
        read, so that it is often not reached; the others come first, each under a name."""
        read = Counter(STEP.findall(wanted))
        for number in range(len(self._steps) - 1, -1, -1):
            if read[str(number)]:
                read.update(STEP.findall(self._steps[number]))

        def full(text: str) -> str:
            return STEP.sub(lambda step: f"x{step[1]}" if read[step[1]] > 1 else f"({full(self._steps[int(step[1])])})", text)

        lines = [f"x{number} = {full(text)}" for number, text in enumerate(self._steps) if read[str(number)] > 1]
        head = "def judged(known, YES=YES, NO=NO, UNKNOWN=UNKNOWN):"
        return "\n    ".join([head, "get = known.get", *lines, f"return {full(wanted)}"])


def _sure(yes: str) -> Said:
    return Said(yes, _not(yes))


def _is_sure(part: Said) -> bool:
    return part.no == _not(part.yes)


def _not(text: str) -> str:
    return text.removeprefix("not ") if text.startswith("not ") else f"not {text}"


def _truth(said: Said) -> str:
    return f"YES if {said.yes} else {'NO' if _is_sure(said) else f'NO if {said.no} else UNKNOWN'}"


def _first_that_holds(ladder: Ladder[Said]) -> str:
    *rows, (_, last) = ladder
    return "".join(f"{status!r} if {holds.yes} else " for holds, status in rows) + repr(last)


def _number(number: float) -> str:
    """A whole number is written whole, so that whole numbers are compared as they are."""
    return repr(int(number) if float(number).is_integer() else number)


def _times(factor: float, known: str) -> str:
    return known if factor == 1 else f"-{known}" if factor == -1 else f"{_number(factor)} * {known}"


def _least(values: Sequence[float | None], by: float) -> float | None:
    known = [value for value in values if value is not None]
    return min(known) / by if known else None
