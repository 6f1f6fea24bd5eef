"""A condition in plain English, from its nodes and nothing else: as a tree for a page, or in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from holdfast.language.expressions import And, AtLeastOf, Compare, Constant, Fact, Known, Limit, Named, Node, Not, OneOf, Operator, Or
from holdfast.language.kinds import Value

Spelling = Mapping[str, str]
AS_THEY_ARE: Spelling = MappingProxyType({})
COMPARED: dict[Operator, tuple[str, str]] = {
    "<": ("below", "at least"),
    "<=": ("at most", "above"),
    ">": ("above", "at most"),
    ">=": ("at least", "below"),
}
"""How a comparison is said, and how its opposite is."""
JOINED = {"all of": " and ", "any of": " or "}


@dataclass(frozen=True)
class Said:
    """Words, and for a group what they are said of. `fact` is what a leaf reads, `named` the condition meant by its name."""

    words: str
    parts: tuple[Said, ...] = ()
    fact: Fact | None = None
    named: Named | None = None

    def inline(self) -> str:
        """In one line; groups inside a group stand in brackets."""
        if not self.parts:
            return self.words
        inside = [f"({part.inline()})" if len(part.parts) > 1 else part.inline() for part in self.parts]
        return JOINED[self.words].join(inside) if self.words in JOINED else f"{self.words}: {'; '.join(inside)}"

    def leaves(self) -> Iterator[Said]:
        """What is said of single facts and named conditions."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def say(node: Node, spelling: Spelling = AS_THEY_ARE, no: bool = False) -> Said:
    """The condition, or with `no` its opposite. `spelling` gives the parts of names that are not written as they stand."""
    match node:
        case And(parts):
            return _group("not all of" if no else "all of", parts, spelling) if parts else Said("nobody" if no else "everybody")
        case Or(parts):
            return _group("none of" if no else "any of", parts, spelling) if parts else Said("everybody" if no else "nobody")
        case AtLeastOf(n, parts):
            return _group(f"fewer than {n} of" if no else f"at least {n} of", parts, spelling)
        case Not(part):
            return say(part, spelling, not no)
        case Named(name, _):
            return Said(f"not “{name}”" if no else f"“{name}”", named=node)
        case Compare(fact, operator, limit):
            return _leaf(fact, f"{COMPARED[operator][no]} {amount(limit)}", spelling)
        case OneOf(fact, values):
            words = one_of(values, spelling)
            return _leaf(fact, f"anything but {words}" if no else words, spelling)
        case Known(fact):
            return _leaf(fact, "not known" if no else "known", spelling)
        case _:
            return _leaf(node.fact, "no" if no else "yes", spelling)


def amount(limit: Limit | Constant) -> str:
    """A limit with its unit; both values where the two places differ."""
    if isinstance(limit, Constant):
        return str(limit)
    if limit.us == limit.uk:
        return str(Constant(limit.us, limit.unit))
    return f"{limit.us:g} (US) or {limit.uk:g} (UK) {limit.unit}".strip()


def called(name: str, spelling: Spelling = AS_THEY_ARE) -> str:
    """The name of a fact or the word of a category as words."""
    return " ".join(word for part in name.split("_") if (word := spelling.get(part, part)))


def one_of(values: Iterable[Value | None], spelling: Spelling = AS_THEY_ARE) -> str:
    """Values parted by commas and a last `or`."""
    words = [called(value, spelling) if isinstance(value, str) else _plain(value) for value in values]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def _plain(value: float | None) -> str:
    if value is None:
        return "not known"
    return ("no", "yes")[value] if isinstance(value, bool) else f"{value:g}"


def _leaf(fact: Fact, words: str, spelling: Spelling) -> Said:
    return Said(f"{called(fact.name, spelling)}: {words}", fact=fact)


def _group(words: str, parts: tuple[Node, ...], spelling: Spelling) -> Said:
    if len(parts) == 1:
        return say(parts[0], spelling, no=words in ("none of", "not all of") or words.startswith("fewer"))
    return Said(words, tuple(say(part, spelling) for part in parts))
