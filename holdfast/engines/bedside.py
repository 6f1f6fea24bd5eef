"""One person, with reasons: the reference engine. Every other engine must agree with it.

Plain and unoptimised on purpose: its meaning is read off the page. `judge` is a `match` over the nine nodes;
`Bedside` applies the status table and says why, what is missing, what was assumed, until when, and what to ask next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from math import ceil

from holdfast.language.expressions import And, AtLeastOf, Compare, Constant, Fact, Known, Named, Node, Not, OneOf, Or, Yes, facts_in, leaves
from holdfast.language.kinds import Ask, Clock, Number, Value
from holdfast.language.rules import (
    STATUSES,
    Answers,
    AtLeast,
    Avoid,
    Caution,
    Dated,
    Offer,
    Option,
    Prefer,
    Require,
    Ruling,
    Status,
    Wait,
    level_statuses,
    status_of,
)
from holdfast.language.truth import NO, UNKNOWN, YES, Truth, at_least, conjunction, disjunction, negation, truth

MOST_QUESTIONS = 5
UNRANKED: tuple[Status, ...] = ("avoid", "not_indicated")
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Person:
    """What is `known` of somebody, what every silent fact is taken as (`clear`), and which facts are `hidden`: neither
    known nor taken as anything."""

    known: Values
    clear: Values
    hidden: frozenset[str] = frozenset()
    named: dict[int, Truth] = field(default_factory=dict, repr=False, compare=False)
    """The answers to named conditions, each judged once: many rules read the same ones."""

    @classmethod
    def of(cls, known: Values, facts: Iterable[Fact]) -> Person:
        """The person about whom `known` is known, CHECK and FOLLOW facts taken as their declared clear value."""
        return cls(known, {fact.name: fact.unknown.clear for fact in facts if not isinstance(fact.unknown, Ask)})

    def value(self, name: str) -> Value | None:
        """What the rules read: the known value, else the clear one, else None for unknown."""
        known = self.known.get(name)
        if known is not None:
            return known
        return None if name in self.hidden else self.clear.get(name)

    def assumes(self, name: str) -> bool:
        """Whether the fact is not known and taken as clear."""
        return name in self.clear and name not in self.known

    def without(self, name: str) -> Person:
        """The same person with one fact neither known nor taken as anything."""
        return Person({key: value for key, value in self.known.items() if key != name}, self.clear, self.hidden | {name})

    def after(self, hours: float, facts: Mapping[str, Fact]) -> Person:
        """The same person so many hours later, if nothing is taken and nothing else changes."""
        return Person({name: _later(value, facts[name], hours) for name, value in self.known.items()}, self.clear, self.hidden)


@dataclass(frozen=True)
class Fired:
    """A rule that holds, with an irredundant set of the facts that make it hold."""

    ruling: Ruling
    facts: Values


@dataclass(frozen=True)
class Finding:
    """What the guideline says of one option for one person.

    `open` are the unknown facts that keep it at `ask`; `missing` adds those that would only add a caution or a
    preference; `assumed` are the silent facts taken as clear. `until` is in hours from now.
    """

    option: Option
    status: Status
    then: Status | None
    fired: tuple[Fired, ...]
    open: tuple[str, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    until: int | None = None
    instead: tuple[str, ...] = ()
    rank: int | None = None


@dataclass(frozen=True)
class Question:
    """What to ask next, and the options that the answer helps to settle."""

    fact: Fact
    settles: tuple[str, ...]


@dataclass(frozen=True)
class Judgement:
    """Everything that the guideline says of one person."""

    in_scope: bool
    urgent: tuple[Fired, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]


def judge(node: Node, person: Person) -> Truth:
    """The answer to a condition: the meaning of the language."""
    match node:
        case And():
            return conjunction(judge(part, person) for part in node.parts)
        case Or():
            return disjunction(judge(part, person) for part in node.parts)
        case Named():
            if id(node) not in person.named:
                person.named[id(node)] = judge(node.part, person)
            return person.named[id(node)]
        case Yes():
            value = person.value(node.fact.name)
            return UNKNOWN if value is None else truth(value is True)
        case OneOf():
            value = person.value(node.fact.name)
            return UNKNOWN if value is None else truth(value in node.values)
        case Compare():
            return _compared(person.value(node.fact.name), node)
        case Not():
            return negation(judge(node.part, person))
        case Known():
            return truth(node.fact.name in person.known)
        case _:
            return at_least(node.n, (judge(part, person) for part in node.parts))


def _compared(value: Value | None, node: Compare) -> Truth:
    if not isinstance(node.limit, Constant):
        raise TypeError(f"{node!r} has not been resolved: engines read a guideline only through `Guideline.on`")
    if not isinstance(value, int | float):
        return UNKNOWN
    bound = node.limit.value
    match node.operator:
        case "<":
            return truth(value < bound)
        case "<=":
            return truth(value <= bound)
        case ">":
            return truth(value > bound)
        case _:
            return truth(value >= bound)


def open_facts(node: Node, person: Person) -> Iterable[str]:
    """The unknown facts on which the unknown answer to a condition hangs."""
    match node:
        case And(parts) | Or(parts) | AtLeastOf(_, parts):
            for part in parts:
                if judge(part, person) is UNKNOWN:
                    yield from open_facts(part, person)
        case Not(part) | Named(_, part):
            yield from open_facts(part, person)
        case _:
            yield node.fact.name


def holds(ruling: Ruling, person: Person) -> Truth:
    """Whether a rule holds. A Require holds where it applies and has not been met."""
    if isinstance(ruling.rule, Require):
        return conjunction((_applies(ruling, person), negation(_met(ruling, person))))
    assert ruling.when is not None
    return judge(ruling.when, person)


class Bedside:
    """One person judged by one dated guideline."""

    def __init__(self, guideline: Dated, known: Values) -> None:
        self.guideline = guideline
        self.facts = guideline.guideline.facts
        self.place_of = {name: index for index, name in enumerate(self.facts)}
        self.person = Person.of(known, self.facts.values())
        self.bare = Person(known, {})
        self._held: dict[str, Truth] = {}
        self._fired: dict[str, Fired] = {}
        self._opened: dict[str, frozenset[str]] = {}
        self._taken: dict[str, frozenset[str]] = {}

    def judgement(self) -> Judgement:
        """The whole guideline."""
        in_scope = judge(self.guideline.scope, self.person) is YES
        urgent = tuple(self._fire(ruling) for ruling in self.guideline.urgent if self._holds(ruling) is YES)
        options = self.guideline.guideline.options.values()
        if not in_scope:
            first = next(facts_in(self.guideline.scope))
            nothing = tuple(Finding(option, "not_indicated", None, (), (), (), ()) for option in options)
            return Judgement(False, urgent, nothing, (Question(first, tuple(option.code for option in options)),))
        levels = self._levels()
        findings = tuple(levels[option.code] if option.rung is not None else self._finding(option) for option in options)
        return Judgement(True, urgent, self._with_alternatives(self._ranked(findings)), self._questions(findings))

    def _finding(self, option: Option) -> Finding:
        by_verb = self.guideline.by_verb[option.code]
        if disjunction(map(self._holds, by_verb[Offer])) is NO:  # only an Avoid still says something
            by_verb = {verb: each if verb is Avoid else () for verb, each in by_verb.items()}
        held = {verb: disjunction(map(self._holds, each)) for verb, each in by_verb.items()}
        answers = Answers(
            offer=held[Offer],
            avoid=held[Avoid],
            wait=held[Wait],
            require=negation(held[Require]),
            caution=held[Caution],
            prefer=held[Prefer],
        )
        status = status_of(answers)
        fired = self._all_fired(chain.from_iterable(by_verb.values()))
        settled = answers.offer is YES  # one Offer is enough: what would open another does not matter
        deciding = [ruling for verb in (Offer, Avoid, Wait, Require) if verb is not Offer or not settled for ruling in by_verb[verb]]
        softer = (*by_verb[Caution], *by_verb[Prefer])
        open_ = self._open(deciding) if status == "ask" else ()
        missing = self._in_order({*self._open(deciding), *self._open(softer)}) if status not in UNRANKED else ()
        assumed = self._assumed(chain.from_iterable(by_verb.values())) if status not in UNRANKED else ()
        waits = [ruling for ruling in by_verb[Wait] if self._holds(ruling) is YES]
        return Finding(
            option,
            status,
            status_of(answers.cleared()) if status == "ask" else None,
            fired,
            open_,
            missing,
            assumed,
            self._until(waits) if status == "wait" else None,
            tuple(dict.fromkeys(each.code for ruling in waits if isinstance(ruling.rule, Wait) for each in ruling.rule.instead)),
        )

    def _levels(self) -> dict[str, Finding]:
        scale = sorted((option for option in self.guideline.guideline.options.values() if option.rung is not None), key=_rung)
        needs = []
        for option in scale:
            rules = [ruling for ruling in self.guideline.by_option[option.code] if isinstance(ruling.rule, AtLeast)]
            needs.append((rules, disjunction(map(self._holds, rules))))
        found = {}
        statuses = level_statuses([need for _, need in needs])
        needed = [
            fired for (rules, _), status in zip(needs, statuses, strict=True) if status == "preferred" for fired in self._all_fired(rules)
        ]
        for option, (rules, _), status in zip(scale, needs, statuses, strict=True):
            fired = self._all_fired(rules) or (tuple(needed) if status == "caution" else ())
            open_ = self._open(rules) if status == "ask" else ()
            then: Status | None = "preferred" if status == "ask" else None
            found[option.code] = Finding(option, status, then, fired, open_, open_, self._assumed(rules))
        return found

    def _all_fired(self, rulings: Iterable[Ruling]) -> tuple[Fired, ...]:
        return tuple(self._fire(ruling) for ruling in rulings if self._holds(ruling) is YES)

    def _holds(self, ruling: Ruling) -> Truth:
        held = self._held.get(ruling.id)
        if held is None:
            held = self._held[ruling.id] = holds(ruling, self.person)
        return held

    def _fire(self, ruling: Ruling) -> Fired:
        if ruling.id not in self._fired:
            self._fired[ruling.id] = Fired(ruling, self._because(ruling))
        return self._fired[ruling.id]

    def _because(self, ruling: Ruling) -> Values:
        """Known facts enough to make the rule hold, none of which can be taken away. What could not be spared while another
        fact stood may be spared once that one is gone, so the facts are gone through until none can go."""
        kept, person = [fact.name for fact in ruling.reads if fact.name in self.person.known], self.person
        tried: list[str] = []
        while kept != tried:
            tried = list(kept)
            for name in reversed(tried):
                fewer = person.without(name)
                if holds(ruling, fewer) is YES:
                    kept.remove(name)
                    person = fewer
        return {name: self.person.known[name] for name in kept}

    def _open(self, rulings: Iterable[Ruling]) -> tuple[str, ...]:
        """The unknown facts that keep these rules open."""
        return self._in_order({name for ruling in rulings if self._holds(ruling) is not NO for name in self._open_in(ruling)})

    def _open_in(self, ruling: Ruling) -> frozenset[str]:
        if ruling.id not in self._opened:
            if isinstance(ruling.rule, Require):
                self._opened[ruling.id] = frozenset(_unmet_facts(ruling, self.person))
            elif self._holds(ruling) is UNKNOWN and ruling.when is not None:
                self._opened[ruling.id] = frozenset(open_facts(ruling.when, self.person))
            else:
                self._opened[ruling.id] = frozenset()
        return self._opened[ruling.id]

    def _assumed(self, rulings: Iterable[Ruling]) -> tuple[str, ...]:
        """The facts taken as clear without which some rule would have no answer."""
        return self._in_order({name for ruling in rulings for name in self._assumed_in(ruling)})

    def _assumed_in(self, ruling: Ruling) -> frozenset[str]:
        if ruling.id not in self._taken:
            silent = frozenset(fact.name for fact in ruling.reads if self.person.assumes(fact.name))
            self._taken[ruling.id] = silent if silent and holds(ruling, self.bare) is UNKNOWN else frozenset()
        return self._taken[ruling.id]

    def _in_order(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=self.place_of.__getitem__))

    def _until(self, waits: Iterable[Ruling]) -> int | None:
        """Hours until the last of the waits that time alone ends; None where no wait ends by time alone."""
        ends = [end for ruling in waits if (end := self._ends(ruling)) is not None]
        return max(ends, default=None)

    def _ends(self, ruling: Ruling) -> int | None:
        for hours in sorted(set(self._turning_points(ruling))):
            if holds(ruling, self.person.after(hours, self.facts)) is not YES:
                return hours
        return None

    def _turning_points(self, ruling: Ruling) -> Iterable[int]:
        """The whole hours at which a comparison of the rule may change its answer."""
        for fact, bound in _comparisons(ruling.when):
            value = self.person.known.get(fact.name)
            if isinstance(fact.kind, Number) and fact.kind.clock and isinstance(value, int | float):
                needed = (bound - value) * fact.kind.clock.value
                if needed >= 0:
                    whole = ceil(round(needed, 6))
                    yield from (whole, whole + int(max(fact.kind.clock.value, 1)))

    def _with_alternatives(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """What to do instead, without what is itself to be avoided or not indicated; if nothing is left, the best medicine."""
        open_now = {finding.option.code: finding for finding in findings if finding.status not in UNRANKED}
        medicines = sorted(
            (each.rank or 0, code) for code, each in open_now.items() if each.option.kind == "medicine" and each.status != "wait"
        )
        best = tuple(code for _, code in medicines[:1])
        return tuple(
            replace(finding, instead=tuple(code for code in finding.instead if code in open_now) or best) if finding.instead else finding
            for finding in findings
        )

    def _ranked(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        def standing(finding: Finding) -> tuple[int, int, int]:
            prefers = sum(isinstance(fired.ruling.rule, Prefer) for fired in finding.fired)
            return STATUSES.index(finding.then or finding.status), -prefers, self.guideline.order(finding.option)

        places: dict[str, int] = {}
        seen: dict[str, int] = {}
        for finding in sorted((each for each in findings if each.status not in UNRANKED), key=standing):
            kind = finding.option.kind
            seen[kind] = places[finding.option.code] = seen.get(kind, 0) + 1
        return tuple(replace(each, rank=places[each.option.code]) if each.option.code in places else each for each in findings)

    def _questions(self, findings: tuple[Finding, ...]) -> tuple[Question, ...]:
        asked = [finding for finding in findings if finding.status == "ask" and finding.option.kind != "test"]
        alone: dict[str, int] = {}
        touched: dict[str, list[str]] = {}
        for finding in asked:
            for name in finding.open:
                touched.setdefault(name, []).append(finding.option.code)
                alone[name] = alone.get(name, 0) + (len(finding.open) == 1)
        order = sorted(touched, key=lambda name: (-alone[name], -len(touched[name]), self.place_of[name]))
        return tuple(Question(self.facts[name], tuple(touched[name])) for name in order[:MOST_QUESTIONS])


def _applies(ruling: Ruling, person: Person) -> Truth:
    return YES if ruling.when is None else judge(ruling.when, person)


def _met(ruling: Ruling, person: Person) -> Truth:
    assert ruling.met is not None
    return truth(judge(ruling.met, person) is YES)


def _unmet_facts(ruling: Ruling, person: Person) -> Iterable[str]:
    """What would show whether a requirement applies; once it is known to, what would meet it."""
    if _applies(ruling, person) is UNKNOWN and ruling.when is not None:
        yield from open_facts(ruling.when, person)
    else:
        meets = (fact for node in (ruling.met,) if node is not None for fact in facts_in(node))
        yield from (fact.name for fact in meets if fact.name not in person.known)


def _comparisons(node: Node | None) -> Iterable[tuple[Fact, float]]:
    for leaf in leaves(node) if node is not None else ():
        if isinstance(leaf, Compare) and isinstance(leaf.limit, Constant):
            yield leaf.fact, leaf.limit.value


def _later(value: Value, fact: Fact, hours: float) -> Value:
    clock = fact.kind.clock if isinstance(fact.kind, Number) else None
    if clock is None or isinstance(value, bool | str):
        return value
    passed = hours / clock.value
    counted_whole = clock is Clock.DAYS and isinstance(value, int)
    return value + int(passed) if counted_whole else round(value + passed, 9)


def _rung(option: Option) -> int:
    assert option.rung is not None
    return option.rung
