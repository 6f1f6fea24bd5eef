"""Claims about a dated guideline, proved for every person who could exist, or refuted with one of them.

The status table itself is the formula: `Reading` builds it from the rules, `everybody` says who could exist. A refutation is
replayed through `bedside` before it is shown; what bedside does not confirm is `unknown`, never `refuted`. A claim counts only
where somebody is `given`, and where the guideline without the rules that it rests on (its broken twin) is refuted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeVar

import z3

from holdfast.engines.algebra import Ladder, Reading
from holdfast.engines.bedside import UNRANKED, Bedside, Finding, Judgement, holds, judge
from holdfast.engines.bedside import Person as Somebody
from holdfast.engines.everybody import FALSE, Facts, Formula, Kleene, Person, Truths, both, either, otherwise
from holdfast.language.claims import Claim, Learning, Outcome, Says
from holdfast.language.expressions import Condition, Constant, Fact, Known, Node, Place, condition, leaves, limits_in, resolved
from holdfast.language.kinds import Category, Value, YesNo, whole
from holdfast.language.people import with_what_follows
from holdfast.language.rules import STATUSES, Avoid, Caution, Guideline, Offer, Option, Prefer, Require, Rule, Ruling, Status, Wait
from holdfast.language.truth import YES

Found = TypeVar("Found", Option, Ruling)
State = Literal["proved", "refuted", "unknown", "says nothing"]
CAREFUL: tuple[Status, ...] = ("preferred", "suitable", "caution", "ask", "wait", "avoid")
BEST = tuple(CAREFUL[:place] for place in range(1, len(CAREFUL)))
"""The best status, the two best, and so on."""
MAY_BE_GIVEN: tuple[Status, ...] = ("preferred", "suitable", "caution")
SECONDS = 120
Values = dict[str, Value]


@dataclass(frozen=True)
class Witness:
    """A person who refutes a claim: what is known of them, and what was learned where the claim is about learning. `settings`
    are the limits that the site has set."""

    known: Mapping[str, Value]
    settings: Mapping[str, float]
    learned: tuple[str, Value] | None = None


@dataclass(frozen=True)
class Proof:
    """What was found of one claim in one place. `says nothing` is a claim for whose `given` there is nobody."""

    claim: Claim | Learning
    place: Place
    state: State
    seconds: float
    witness: Witness | None = None
    why: str = ""


class Prover:
    """A guideline on one day in one place. Everything is built once, and only what a claim needs."""

    def __init__(self, guideline: Guideline, day: date, place: Place, *, any_setting: bool = True) -> None:
        self.guideline = guideline
        self.day = day
        self.place: Place = place
        self.dated = guideline.on(day, place)
        self.facts = Facts(guideline, any_setting)
        self.person = Person(self.facts)
        self.reading = Reading(self.dated, Truths(self.person))
        self._shrinks = True
        self._stands: dict[tuple[str, tuple[Status, ...], bool], Formula] = {}

    def falls(self, claim: Claim | Learning) -> bool:
        """Whether the claim is refuted; by whom does not matter."""
        self._shrinks = False
        return self.prove(claim).state == "refuted"

    def prove(self, claim: Claim | Learning) -> Proof:
        """The claim proved, refuted with a person of whom as little as possible is known, or unknown."""
        began = time.perf_counter()
        found = self._claim(claim) if isinstance(claim, Claim) else self._learning(claim)
        return replace(found, seconds=time.perf_counter() - began)

    def given_by_somebody(self, claim: Claim | Learning) -> bool:
        """Whether there is anybody of whom the claim speaks."""
        return bool(self._solver([*self._given(claim), *self.person.exists()]).check() == z3.sat)

    def twin(self, claim: Claim | Learning) -> Prover:
        """The same without the rules that the claim rests on, and with those planted against it."""
        rules = {id: rule for id, rule in self.guideline.rules.items() if id not in claim.without}
        rules |= {f"planted.{rule.name}": rule for rule in claim.planted}
        return Prover(replace(self.guideline, rules=rules), self.day, self.place, any_setting=self.facts.any_setting)

    # --- What the rules can do at all ---

    def never_offered(self) -> tuple[Option, ...]:
        """The options that nobody who could exist may ever be given."""
        options = [option for option in self.guideline.options.values() if option.kind != "never_offered"]
        return tuple(self._nobody((option, self.stands(option, MAY_BE_GIVEN)) for option in options))

    def never_said(self) -> tuple[Ruling, ...]:
        """The rules that never have a say: nobody could exist for whom the rule holds while the option is one for them. An Offer
        that an Avoid always overrules is among them."""
        return tuple(self._nobody((ruling, self._has_a_say(ruling)) for ruling in self.dated.rulings))

    def never_decide(self) -> tuple[Ruling, ...]:
        """The stops without which everybody's advice would be the same, because another always stops what they stop."""
        stops = [ruling for ruling in self.dated.rulings if isinstance(ruling.rule, Avoid | Wait) or before_something(ruling)]
        return tuple(self._nobody((ruling, either(self._decides(ruling, option) for option in self._about(ruling))) for ruling in stops))

    def _about(self, ruling: Ruling) -> list[Option]:
        return [self.guideline.options[code] for code, each in self.dated.by_option.items() if ruling in each]

    def _has_a_say(self, ruling: Ruling) -> Formula:
        holds_here = self.reading.holds(ruling).yes
        if isinstance(ruling.rule, Offer | Prefer | Caution):
            return both([holds_here, either(otherwise(self.stands(option, UNRANKED)) for option in self._about(ruling))])
        if isinstance(ruling.rule, Avoid | Wait) or before_something(ruling):
            return both([holds_here, either(otherwise(self.stands(option, ("not_indicated",))) for option in self._about(ruling))])
        return holds_here

    def _decides(self, ruling: Ruling, option: Option) -> Formula:
        fewer = self.reading.ladder(option, without=ruling.id)
        return either(self.stands(option, (status,)) != _among(fewer, (status,), None) for status in STATUSES)

    def _nobody(self, formulas: Iterable[tuple[Found, Formula]]) -> Iterator[Found]:
        """Those whose formula is true of nobody."""
        solver = self._solver(self.person.exists())
        for each, formula in formulas:
            solver.push()
            solver.add(formula)
            if solver.check() == z3.unsat:
                yield each
            solver.pop()

    # --- One person ---

    def _claim(self, claim: Claim) -> Proof:
        broken = [self._true(outcome) for outcome in claim.never]
        broken += [otherwise(self._true(outcome)) for outcome in claim.always]
        formula = [*self._given(claim), *self.person.exists(), either(broken)]
        return self._settled(claim, self._solver(formula), (), lambda witness: self._refutes(claim, witness), None)

    def _given(self, claim: Claim | Learning) -> list[Formula]:
        node = self.resolved(claim.given)
        given = [Reading(self.dated, Truths(self.person, filled=False)).condition(node).yes]
        if isinstance(claim, Claim) and claim.only is not None:
            named = {fact.name for fact in claim.only}
            given += [otherwise(known) for name, known in self.person.said.items() if name not in named]
        return given

    def resolved(self, node: Condition) -> Node:
        """A claim's own condition, with its own limits as they stand on the day."""
        given = condition(node)
        return resolved(given, {id(limit): Constant(limit.value(self.day, self.place), limit.unit) for limit in limits_in(given)})

    def _true(self, outcome: Outcome) -> Formula:
        if isinstance(outcome, Says):
            return either(self.reading.holds(each).yes for each in self.dated.urgent if getattr(each.rule, "code", "") == outcome.code)
        return either(self.stands(option, outcome.statuses, outcome.then) for option in outcome.options)

    def _refutes(self, claim: Claim, witness: Witness) -> bool:
        dated = self.guideline.on(self.day, self.place, witness.settings)
        known = with_what_follows(witness.known, self.guideline.follows)
        if judge(self.resolved(claim.given), Somebody(known, {})) is not YES:
            return False
        judged = Bedside(dated, known).judgement()
        return any(came_true(judged, each) for each in claim.never) or not all(came_true(judged, each) for each in claim.always)

    # --- The same person before and after something is learned ---

    def _learning(self, claim: Learning) -> Proof:
        """The person after differs from the person before in one fact that is known: all such pairs are one formula, and each fact
        is asked about in turn."""
        given = self._given(claim)
        learned = {
            fact.name: both([self._later(self.person.said[fact.name]), otherwise(self.person.held[fact.name].known)])
            for fact in claim.facts
        }
        worse = either(self._worse(claim, option, learned) for option in claim.options)
        exist = self.person.exists()
        shared = [*given, *exist, *map(self._later, exist), worse]
        if claim.never == "stopped late":
            shared += self._overturns_nothing()
        same = {name: self._later(known) == known for name, known in self.person.said.items() if not z3.is_false(known)}
        solver = self._solver(shared)
        for fact in self._behind(claim):
            one = [learned[fact.name], *(each for name, each in same.items() if name != fact.name)]
            found = self._settled(claim, solver, one, lambda witness: self._refutes_learning(claim, witness), fact)
            if found.state != "proved":
                return found
        return Proof(claim, self.place, "proved", 0)

    def _behind(self, claim: Learning) -> tuple[Fact, ...]:
        """The facts of the claim that could matter: for the others it holds by the rules' own words."""
        if claim.never != "stopped late":
            return claim.facts
        waited_for = frozenset[str]().union(*(needed(each) for option in claim.options for each in self._stops(claim, option)))
        return tuple(fact for fact in claim.facts if fact.name in waited_for)

    def _overturns_nothing(self) -> list[Formula]:
        """What followed before still follows: an answer that contradicts the record is no answer that was waited for."""
        worked_out = {each.fact.name for each in self.guideline.follows}
        held = [self.person.held[name] for name in sorted(worked_out)]
        return [either([otherwise(known), both([self._later(known), self._later(value) == value])]) for known, value in held]

    def _later(self, formula: Formula) -> Formula:
        """What the formula says once more is known: the values are the same, each flag has a twin."""
        return z3.substitute(formula, *self._twins)

    @cached_property
    def _twins(self) -> list[tuple[Formula, Formula]]:
        return [(known, z3.Bool(f"later {name}")) for name, known in self.person.said.items() if not z3.is_false(known)]

    def _worse(self, claim: Learning, option: Option, learned: Mapping[str, Formula]) -> Formula:
        def was(statuses: tuple[Status, ...], then: bool = False) -> Formula:
            return self.stands(option, statuses, then)

        def now(statuses: tuple[Status, ...], then: bool = False) -> Formula:
            return self._later(self.stands(option, statuses, then))

        match claim.never:
            case "stopped late":
                stopped = (
                    both([either(learned[name] for name in needed(each) & set(learned)), self._later(self.reading.holds(each).yes)])
                    for each in self._stops(claim, option)
                )
                return both([was(MAY_BE_GIVEN), either(stopped)])
            case "changed":
                return was(MAY_BE_GIVEN) != now(MAY_BE_GIVEN)
            case "overtakes":
                above = [self._ranks_above(option, other) for other in claim.over]
                return either(both([otherwise(each), self._later(each)]) for each in above)
            case _:
                held = [self.reading.holds(each).yes for each in self._stops(claim, option)]
                newly = either(both([self._later(each), otherwise(each)]) for each in held)
                indicated = [otherwise(was(("not_indicated",))), otherwise(now(("not_indicated",)))]
                better = either(both([now(best, True), otherwise(was(best, True))]) for best in BEST)
                return both([newly, *indicated, better])

    def stands(self, option: Option, statuses: tuple[Status, ...], then: bool = False) -> Formula:
        """Whether the option stands at one of the statuses; with `then`, at `ask` whether it becomes one of them."""
        key = (option.code, statuses, then)
        if key not in self._stands:
            becomes = _among(self.reading.then(option), statuses, None) if then else None
            self._stands[key] = _among(self.reading.ladder(option), statuses, becomes)
        return self._stands[key]

    def _ranks_above(self, one: Option, other: Option) -> Formula:
        """Whether the one is ranked before the other: by status, then by how many Prefers hold, then by the declared order."""
        ranked, other_ranked = (otherwise(self.stands(each, UNRANKED)) for each in (one, other))
        first = either(both([self.stands(one, best, True), otherwise(self.stands(other, best, True))]) for best in BEST)
        level = both(self.stands(one, (each,), True) == self.stands(other, (each,), True) for each in CAREFUL)
        liked, other_liked = (self._liked(each) for each in (one, other))
        tie = liked >= other_liked if self.dated.order(one) < self.dated.order(other) else liked > other_liked
        return both([ranked, either([otherwise(other_ranked), first, both([level, tie])])])

    def _liked(self, option: Option) -> Formula:
        held = [self.reading.holds(each).yes for each in self.dated.by_verb[option.code][Prefer]]
        return z3.Sum([z3.If(each, 1, 0) for each in held]) if held else z3.IntVal(0)

    def _stops(self, claim: Learning, option: Option) -> list[Ruling]:
        """The rules of the option through which the claim could fall."""
        verbs = {"stopped late": (Avoid, Wait, Require), "better for a stop": (Avoid, Wait, Caution)}.get(claim.never, (Rule,))
        return [each for each in self.dated.by_option[option.code] if isinstance(each.rule, verbs)]

    def _refutes_learning(self, claim: Learning, witness: Witness) -> bool:
        assert witness.learned is not None
        name, value = witness.learned
        more = {**witness.known, name: value}
        before, after = (with_what_follows(each, self.guideline.follows) for each in (witness.known, more))
        if not self.possible(more) or judge(self.resolved(claim.given), Somebody(before, {})) is not YES:
            return False
        dated = self.guideline.on(self.day, self.place, witness.settings)
        was, now = ({each.option.code: each for each in Bedside(dated, known).judgement().findings} for known in (before, after))
        earlier, later = (Somebody.of(known, self.guideline.facts.values()) for known in (before, after))

        def newly(option: Option) -> bool:
            stops = [each for each in dated.by_option[option.code] if isinstance(each.rule, Avoid | Wait | Caution)]
            return any(holds(each, later) is YES and holds(each, earlier) is not YES for each in stops)

        def stopped(option: Option) -> bool:
            stops = [each for each in dated.by_option[option.code] if isinstance(each.rule, Avoid | Wait | Require)]
            return any(name in needed(each) and holds(each, later) is YES for each in stops)

        def fell(option: Option) -> bool:
            one, other = was[option.code], now[option.code]
            match claim.never:
                case "stopped late":
                    new = name not in before and all(after.get(each) == said for each, said in before.items())
                    return new and one.status in MAY_BE_GIVEN and stopped(option)
                case "changed":
                    return (one.status in MAY_BE_GIVEN) != (other.status in MAY_BE_GIVEN)
                case "overtakes":
                    return any(not _above(one, was[each.code]) and _above(other, now[each.code]) for each in claim.over)
                case _:
                    indicated = "not_indicated" not in (one.status, other.status)
                    return indicated and newly(option) and _care(other) < _care(one)

        return any(fell(option) for option in claim.options)

    # --- Solving ---

    def _settled(
        self, claim: Claim | Learning, solver: Formula, more: Sequence[Formula], confirmed: Callable[[Witness], bool], learned: Fact | None
    ) -> Proof:
        """The answer to the formula that refutes the claim. Where a person is found whom bedside does not confirm, another is
        looked for among people whose numbers are whole or halves: the first may differ by less than a machine can hold."""
        halves = [z3.IsInt(2 * value) for value in self.facts.values.values() if z3.is_real(value)]
        why = ""
        for coarse in ((), halves):
            solver.push()
            solver.add(*more, *coarse)
            found = solver.check()
            model = solver.model() if found == z3.sat else None
            solver.pop()
            if found == z3.unsat:
                return Proof(claim, self.place, "unknown" if why else "proved", 0, why=why)
            if model is None:
                return Proof(claim, self.place, "unknown", 0, why=f"no answer within {SECONDS} seconds")
            witness = self._witness(model, learned)
            if confirmed(witness):
                return Proof(claim, self.place, "refuted", 0, self._smallest(witness, confirmed))
            why = "bedside does not confirm the person that was found"
        return Proof(claim, self.place, "unknown", 0, why=why)

    def _solver(self, formula: Iterable[Formula]) -> Formula:
        solver = z3.Solver()
        solver.set("timeout", SECONDS * 1000)
        solver.add(*formula, *self.facts.ranges())
        return solver

    def _witness(self, model: Formula, learned: Fact | None) -> Witness:
        known = {}
        for name, fact in self.guideline.facts.items():
            said = self.person.said[name]
            if z3.is_true(model.eval(said)) or (learned is not None and learned.name == name):
                known[name] = _value_of(fact, model.eval(self.facts.values[name], model_completion=True))
        settings = {name: float(_number(model.eval(value, model_completion=True))) for name, value in self.facts.settings.items()}
        if learned is None:
            return Witness(known, settings)
        value = known.pop(learned.name)
        return Witness(known, settings, (learned.name, value))

    def _smallest(self, witness: Witness, confirmed: Callable[[Witness], bool]) -> Witness:
        """The person with as few facts, and the site with as few settings, as still refute the claim."""
        if not self._shrinks:
            return witness
        for name in list(witness.known):
            fewer = replace(witness, known={other: value for other, value in witness.known.items() if other != name})
            if self.possible(fewer.known) and confirmed(fewer):
                witness = fewer
        for name in list(witness.settings):
            fewer = replace(witness, settings={other: value for other, value in witness.settings.items() if other != name})
            if confirmed(fewer):
                witness = fewer
        return witness

    def possible(self, known: Mapping[str, Value]) -> bool:
        """Whether such a person could exist."""
        values = with_what_follows(known, self.guideline.follows)
        return not any(each.holds(values) for each in self.guideline.impossible if not each.only_unlikely)


def before_something(ruling: Ruling) -> bool:
    """Whether the rule is a Require that holds something up."""
    return isinstance(ruling.rule, Require) and bool(ruling.rule.before)


def needed(ruling: Ruling) -> frozenset[str]:
    """The facts that a stop waits for: what it reads, but not what it reads only where that is known."""
    nodes = (node for node in (ruling.when, ruling.met) if node is not None)
    guarded = {leaf.fact.name for node in nodes for leaf in leaves(node) if isinstance(leaf, Known)}
    return frozenset(fact.name for fact in ruling.reads) - guarded


def _among(ladder: Ladder[Kleene], statuses: tuple[Status, ...], asked: Formula) -> Formula:
    found: Formula = FALSE
    for part, status in reversed(ladder):
        here = asked if status == "ask" and asked is not None else z3.BoolVal(status in statuses)
        found = both([part.yes, here]) if z3.is_false(found) else either([both([part.yes, here]), both([otherwise(part.yes), found])])
    return found


def _above(one: Finding, other: Finding) -> bool:
    return one.rank is not None and (other.rank is None or one.rank < other.rank)


def _care(finding: Finding) -> int:
    return CAREFUL.index(finding.then or finding.status)


def came_true(judged: Judgement, outcome: Outcome) -> bool:
    """Whether bedside's judgement shows the outcome."""
    if isinstance(outcome, Says):
        return any(getattr(fired.ruling.rule, "code", "") == outcome.code for fired in judged.urgent)
    by_code = {finding.option.code: finding for finding in judged.findings}
    found = [by_code[option.code] for option in outcome.options]
    return any((each.then if outcome.then and each.then else each.status) in outcome.statuses for each in found)


def _value_of(fact: Fact, found: Formula) -> Value:
    if isinstance(fact.kind, YesNo):
        return bool(z3.is_true(found))
    number = _number(found)
    if isinstance(fact.kind, Category):
        return fact.kind.values[int(number)]
    return whole(round(float(number), 6))


def _number(found: Formula) -> Fraction:
    return Fraction(str(found.as_fraction())) if z3.is_rational_value(found) else Fraction(found.as_long())
