"""Many people at once: the whole guideline as columns of a table, from one Narwhals expression for each rule.

A row is a person; a column is a fact, a condition, a rule or an option; a null is unknown. Narwhals hands the same expressions to
Polars, DuckDB or Spark, whose `and`, `or` and `not` over nulls are Kleene's. What many rules read becomes a column of its own:
columns are made in stages, each stage from those before it, and a column is dropped after the last stage that reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, ge, gt, le, lt
from typing import Any

import narwhals as nw
from narwhals.dtypes import DType

from holdfast.engines.algebra import Ladder, Reading
from holdfast.engines.bedside import Person, judge
from holdfast.language.expressions import Compare, Constant, Fact, Leaf, Node, OneOf, Operator, Yes
from holdfast.language.kinds import Category, Number, Value
from holdfast.language.people import Both, Follows, Least, Linear
from holdfast.language.rules import STATUSES, Dated, Status
from holdfast.language.truth import NO, UNKNOWN, YES, Truth, negation, truth

OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge}
AS_OPERATOR: Mapping[tuple[float, bool], Operator] = {(1, False): ">", (1, True): ">=", (-1, False): "<", (-1, True): "<="}
"""How one number of a `Linear` stands to its bound, by its factor and `or_equal`."""


@dataclass(frozen=True)
class Column:
    """What a column says, the columns that it reads, and the first stage in which all of those are there; the `answer` where it is
    the same for everybody."""

    says: nw.Expr
    reads: frozenset[str] = frozenset()
    stage: int = 0
    answer: Truth | None = None


FOR_ALL: Mapping[Truth, Column] = {
    answer: Column(nw.lit(value, nw.Boolean), answer=answer) for answer, value in ((YES, True), (NO, False), (UNKNOWN, None))
}
"""The columns that say one thing of everybody: of a fact that is known of nobody. They are not made, but taken into account."""


class Columns:
    """The algebra of columns of three truths over a table that has the facts `given`; the other facts are unknown.
    `stages` gathers the columns to be made, by name."""

    def __init__(self, facts: Mapping[str, Fact], given: Iterable[str]) -> None:
        self.known = {name: Column(nw.lit(None, _type_of(fact)), answer=UNKNOWN) for name, fact in facts.items()}
        self.known |= {name: Column(nw.col(name), frozenset({name})) for name in given}
        self.stages: list[dict[str, Column]] = []
        self._nobody = Person.of({}, facts.values())
        self._leaves: dict[Leaf, Column] = {}

    def leaf(self, node: Leaf) -> Column:
        """Where the fact is silent, the answer is what bedside says of somebody of whom nothing is known."""
        if node not in self._leaves:
            known = self.known[node.fact.name]
            silent = judge(node, self._nobody)
            if known.answer is UNKNOWN:
                return FOR_ALL[silent]
            says = _answer(node, known.says)
            self._leaves[node] = self.kept(node.fact.name, _made(says if silent is UNKNOWN else says.fill_null(silent is YES), known))
        return self._leaves[node]

    def every(self, parts: Sequence[Column]) -> Column:
        """Kleene's and."""
        return _joined(parts, nw.all_horizontal, YES, NO)

    def some(self, parts: Sequence[Column]) -> Column:
        """Kleene's or."""
        return _joined(parts, nw.any_horizontal, NO, YES)

    def opposite(self, part: Column) -> Column:
        """Kleene's not."""
        return _made(~part.says, part) if part.answer is None else FOR_ALL[negation(part.answer)]

    def at_least(self, n: int, parts: Sequence[Column]) -> Column:
        """Certain if enough are yes; open if enough are not no."""
        certain, possible = (
            nw.sum_horizontal(*(part.says.fill_null(open_).cast(nw.Int64) for part in parts)) >= n for open_ in (False, True)
        )
        return _made(certain | (possible & nw.lit(None, nw.Boolean)), *parts)

    def among(self, part: Column, answers: frozenset[Truth]) -> Column:
        """Never null: the answers that are not among these are filled as no, or turned round."""
        if part.answer is not None:
            return FOR_ALL[truth(part.answer in answers)]
        if {YES, NO} <= answers:
            return _made(nw.lit(True) if UNKNOWN in answers else ~part.says.is_null(), part)
        if answers & {YES, NO}:
            filled = part.says.fill_null((UNKNOWN in answers) is (YES in answers))
            return _made(filled if YES in answers else ~filled, part)
        return _made(part.says.is_null() if answers else nw.lit(False), part)

    def certain(self, term: Linear | Both) -> Column:
        """What is said of a fact that is not known is not certain."""
        if isinstance(term, Both):
            return self.every([self._is_one_of(self.known[fact.name], values) for fact, values in term.parts])
        read = [self.known[fact.name] for _, fact in term.terms]
        if any(column.answer is UNKNOWN for column in read):
            return FOR_ALL[NO]
        factors = [factor for factor, _ in term.terms]
        if len(read) == 1 and factors[0] in (1, -1):
            compared = _compared(read[0].says, AS_OPERATOR[factors[0], term.or_equal], term.bound * factors[0])
        else:
            total = reduce(add, (column.says.cast(nw.Float64) * factor for column, factor in zip(read, factors, strict=True)))
            compared = _compared(total, AS_OPERATOR[1, term.or_equal], term.bound)
        return _made(compared.fill_null(False), *read)

    def _is_one_of(self, known: Column, values: Sequence[Value | None]) -> Column:
        if known.answer is UNKNOWN:
            return FOR_ALL[truth(None in values)]
        said = known.says.is_in([value for value in values if value is not None]).fill_null(False)
        return _made(known.says.is_null() | said if None in values else said, known)

    def kept(self, name: str, part: Column) -> Column:
        """A column of its own in the table, for those that read it."""
        if part.answer is not None:
            return part
        self.stages += [{} for _ in range(part.stage + 1 - len(self.stages))]
        column = f"{part.stage} {len(self.stages[part.stage])} {name.replace('.', ' ')}"  # Spark takes a dot for a field of a field
        self.stages[part.stage][column] = part
        return Column(nw.col(column), frozenset({column}), part.stage + 1)

    def follow(self, each: Follows, certain: Column) -> None:
        """From here on the fact has the value wherever that is certain and nothing was known of it."""
        known = self.known[each.fact.name]
        if certain.answer is NO:
            return
        read = [self.known[fact.name] for fact in each.value.facts] if isinstance(each.value, Least) else []
        value = (
            nw.min_horizontal(*(column.says for column in read)) / each.value.by if isinstance(each.value, Least) else nw.lit(each.value)
        )
        says = nw.when(known.says.is_null() & certain.says).then(value).otherwise(known.says)
        self.known[each.fact.name] = self.kept(each.fact.name, _made(says, known, certain, *read))

    def tabled(self, people: nw.LazyFrame[Any], wanted: Mapping[str, Column], keep: Sequence[str]) -> nw.LazyFrame[Any]:
        """The table with the columns to `keep` as they are and those `wanted`, made through all the stages."""
        last = max((column.stage for column in wanted.values()), default=0)
        stages = self.stages[:last] + [{}] * (last - len(self.stages))
        needed = [set(keep).union(*(column.reads for column in wanted.values()))]
        for stage in reversed(stages):
            made = needed[-1] & stage.keys()
            needed.append((needed[-1] - made).union(*(stage[name].reads for name in made)))
        for stage, after in zip(stages, reversed(needed[:-1]), strict=True):
            old = sorted(after - stage.keys())
            people = people.select(*old, **{name: stage[name].says for name in stage if name in after})
        return people.select(*keep, **{name: column.says for name, column in wanted.items()})


THEN = " then"
"""What follows an option's code in the name of the column that says what an `ask` becomes."""


def judged(
    people: nw.LazyFrame[Any],
    dated: Dated,
    keep: Sequence[str] = (),
    also: Mapping[str, Node] | None = None,
    then: bool = False,
) -> nw.LazyFrame[Any]:
    """The table with the columns to `keep`, one column of statuses for each option, named by its code, and one of answers (true,
    false or null) for each condition in `also`. With `then` also what each option at `ask` becomes once its open stops prove clear;
    where it is not at `ask` that column has no meaning.

    `people` has a column for each fact that may be known, named as the fact is: truths, numbers, and words (on Polars best as an
    Enum of the fact's words). A fact that has no column is known of nobody; what is only ever worked out is worked out anew.
    """
    columns, reading = _read(people, dated)
    statuses = {code: reading.ladder(option) for code, option in dated.guideline.options.items()}
    words = {status: nw.lit(status, nw.Enum(STATUSES) if people.implementation.is_polars() else nw.String) for status in STATUSES}
    wanted = {code: _first_that_holds(ladder, words) for code, ladder in statuses.items()}
    wanted |= {name: reading.condition(node) for name, node in (also or {}).items()}
    if then:
        wanted |= {f"{code}{THEN}": _first_that_holds(reading.then(option), words) for code, option in dated.guideline.options.items()}
    return columns.tabled(people, wanted, keep)


def impossible(people: nw.LazyFrame[Any], dated: Dated, keep: Sequence[str] = ()) -> nw.LazyFrame[Any]:
    """The table with the columns to `keep` and, for each entry of the guideline's list of what cannot be, named by it, whether it
    is certain of the person: true or false."""
    columns, reading = _read(people, dated)
    wanted = {each.name: reading.certain(each.terms) for each in dated.guideline.impossible}
    return columns.tabled(people, wanted, keep)


def followed(people: nw.LazyFrame[Any], dated: Dated, keep: Sequence[str] = ()) -> nw.LazyFrame[Any]:
    """The table with the columns to `keep` and one for each fact, what follows worked out."""
    columns, _ = _read(people, dated)
    return columns.tabled(people, columns.known, keep)


def _read(people: nw.LazyFrame[Any], dated: Dated) -> tuple[Columns, Reading[Column]]:
    facts = dated.guideline.facts
    given = set(people.collect_schema().names()) & facts.keys() - dated.guideline.worked_out
    columns = Columns(facts, given)
    reading = Reading(dated, columns)
    for each in dated.guideline.follows:
        columns.follow(each, reading.certain(each.terms))
    return columns, reading


def _first_that_holds(ladder: Ladder[Column], words: Mapping[Status, nw.Expr]) -> Column:
    sure = next(place for place, (holds, _) in enumerate(ladder) if holds.answer is YES)
    rows, (_, last) = [row for row in ladder[:sure] if row[0].answer is not NO], ladder[sure]
    says = words[last]
    for holds, status in reversed(rows):
        says = nw.when(holds.says).then(words[status]).otherwise(says)
    return _made(says, *(holds for holds, _ in rows))


def _joined(parts: Sequence[Column], join: Callable[..., nw.Expr], nothing: Truth, decides: Truth) -> Column:
    """The parts but those of the answer that changes `nothing`; one that `decides` decides."""
    some = [part for part in parts if part.answer is not nothing]
    if any(part.answer is decides for part in some):
        return FOR_ALL[decides]
    if all(part.answer is not None for part in some):
        return FOR_ALL[UNKNOWN if some else nothing]
    return some[0] if len(some) == 1 else _made(join(*(part.says for part in some), ignore_nulls=False), *some)


def _made(says: nw.Expr, *read: Column) -> Column:
    return Column(says, frozenset().union(*(column.reads for column in read)), max((column.stage for column in read), default=0))


def _answer(node: Leaf, fact: nw.Expr) -> nw.Expr:
    match node:
        case Yes():
            return fact
        case OneOf(_, values):
            return fact.is_in(values)
        case Compare(_, operator, Constant(bound)):
            return _compared(fact, operator, bound)
        case _:
            return ~fact.is_null()


def _compared(number: nw.Expr, operator: Operator, bound: float) -> nw.Expr:
    """A whole bound is written whole, so that a column of whole numbers is compared as it is."""
    answer: nw.Expr = OPERATORS[operator](number, int(bound) if float(bound).is_integer() else bound)
    return answer


def _type_of(fact: Fact) -> DType:
    return nw.Float64() if isinstance(fact.kind, Number) else nw.String() if isinstance(fact.kind, Category) else nw.Boolean()
