"""Rules: eight verbs, the one status table, and a guideline with its date, jurisdiction and settings resolved.

A rule is a frozen dataclass that says what it is about, when it holds, why (in words for the patient) and where it
comes from. Nothing is registered: a guideline is gathered from modules that hold a `RULES` tuple.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from holdfast.language.errors import InputError, Line, Problem, RuleError, written_at
from holdfast.language.expressions import Condition, Constant, Fact, Limit, Node, Place, Source, condition, facts_in, limits_in, resolved
from holdfast.language.people import Follows, Impossible
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

Status = Literal["preferred", "suitable", "caution", "ask", "wait", "avoid", "not_indicated"]
Kind = Literal["medicine", "start", "change", "level", "therapy", "peer_support", "service", "test", "never_offered"]
PLACES: tuple[Place, ...] = ("us", "uk")
PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Option:
    """Something that can be advised. `title` is for the person; `of` names the medicines whose rules also hold here;
    `rung` is the place of a level of care on the scale (0 is the lowest), None for all that is no level."""

    code: str
    kind: Kind
    title: str
    of: tuple[Option, ...] = ()
    rung: int | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every rule has. `name` is unique in its file; `because` may hold `{LIMIT}` and no digits of its own;
    `places` are the jurisdictions where it is in force, `since` and `last_day` the dates."""

    name: str
    because: str
    source: Source
    places: tuple[Place, ...] = PLACES
    since: date | None = None
    last_day: date | None = None
    line: Line = field(default_factory=written_at, compare=False, repr=False)

    def in_force(self, day: date, place: Place) -> bool:
        """Whether the rule holds on `day` in `place`."""
        begun = self.since is None or self.since <= day
        return place in self.places and begun and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True)
class _About(Rule):
    """A rule about one option or several."""

    options: Option | tuple[Option, ...]
    when: Condition
    alone: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        given = (self.options,) if isinstance(self.options, Option) else self.options
        if not given or not all(isinstance(option, Option) for option in given):
            raise RuleError("a rule is about an option or a tuple of options")
        object.__setattr__(self, "options", given)
        object.__setattr__(self, "when", condition(self.when))


@dataclass(frozen=True)
class Offer(_About):
    """Indicated. An option with every Offer answered no is not indicated."""


@dataclass(frozen=True)
class Prefer(_About):
    """Ranks higher."""


@dataclass(frozen=True)
class Caution(_About):
    """May be given, with care; the reason says what care."""


@dataclass(frozen=True)
class Wait(_About):
    """Not yet. `instead` is what to do meanwhile."""

    instead: tuple[Option, ...] = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.instead:
            raise RuleError("a Wait must say what to do instead meanwhile")


@dataclass(frozen=True)
class Avoid(_About):
    """Not to be given: `hard` without exception, otherwise unless a clinician overrides it with a reason that is kept."""

    hard: bool = field(kw_only=True)


@dataclass(frozen=True)
class AtLeast(_About):
    """This level of care or more."""


@dataclass(frozen=True)
class Require(Rule):
    """A test or check. `met` is what meets it; with `before`, those options stay at `ask` until then; `when` limits it to
    some people; `due` is the number of days in which to do it where it need not come first."""

    test: Option
    met: Condition = field(kw_only=True)
    before: Option | tuple[Option, ...] = field(default=(), kw_only=True)
    when: Condition | None = field(default=None, kw_only=True)
    due: Limit | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        given = (self.before,) if isinstance(self.before, Option) else self.before
        object.__setattr__(self, "before", given)
        object.__setattr__(self, "met", condition(self.met))
        if self.when is not None:
            object.__setattr__(self, "when", condition(self.when))
        if not given and self.due is None:
            raise RuleError("a Require says before what it must be met, or by when it is due")


@dataclass(frozen=True)
class Urgent(Rule):
    """Now, before anything else. `code` is the contract's."""

    code: str
    when: Condition = field(kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "when", condition(self.when))


STATUSES: tuple[Status, ...] = ("preferred", "suitable", "caution", "ask", "wait", "avoid", "not_indicated")

STATUS_TABLE: tuple[tuple[Status, str, frozenset[Truth]], ...] = (
    ("avoid", "avoid", frozenset({YES})),
    ("not_indicated", "offer", frozenset({NO})),
    ("wait", "wait", frozenset({YES})),
    ("ask", "offer", frozenset({UNKNOWN})),
    ("ask", "avoid", frozenset({UNKNOWN})),
    ("ask", "wait", frozenset({UNKNOWN})),
    ("ask", "require", frozenset({UNKNOWN, NO})),
    ("caution", "caution", frozenset({YES})),
    ("preferred", "prefer", frozenset({YES})),
)
"""The first row that fits decides: a status, a verb, and the answers to that verb for which the row fits. An option
that no row fits is `suitable`."""


@dataclass(frozen=True)
class Answers:
    """What all of an option's rules say, a truth for each verb. `offer`, `avoid`, `wait`, `caution` and `prefer` are yes
    where any such rule is; `require` is yes where every one is met."""

    offer: Truth
    avoid: Truth = NO
    wait: Truth = NO
    require: Truth = YES
    caution: Truth = NO
    prefer: Truth = NO

    def cleared(self) -> Answers:
        """The answers once every open stop has proved clear."""
        return Answers(
            offer=YES if self.offer is UNKNOWN else self.offer,
            avoid=NO if self.avoid is UNKNOWN else self.avoid,
            wait=NO if self.wait is UNKNOWN else self.wait,
            require=YES,
            caution=self.caution,
            prefer=self.prefer,
        )


def status_of(answers: Answers) -> Status:
    """The status that the table gives."""
    for status, verb, fits in STATUS_TABLE:
        if getattr(answers, verb) in fits:
            return status
    return "suitable"


def level_statuses(needs: Sequence[Truth]) -> tuple[Status, ...]:
    """Statuses of the levels of care from the need found for each rung, lowest first.

    The highest rung that is needed is preferred, every lower one is a caution (less than the need found; still
    offered), a higher one whose need is unknown is asked about, and the rest are not indicated.
    """
    needed = max((rung for rung, need in enumerate(needs) if need is YES), default=-1)
    return tuple(
        "preferred" if rung == needed else "caution" if rung < needed else "ask" if need is UNKNOWN else "not_indicated"
        for rung, need in enumerate(needs)
    )


@dataclass(frozen=True)
class Ruling:
    """A rule in force, resolved: `id` names it everywhere, `say` is its reason with the limits written in, `reads` are the
    facts it reads and `limits` those it compares with, each once."""

    id: str
    rule: Rule
    say: str
    when: Node | None
    met: Node | None = None
    reads: tuple[Fact, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Dated:
    """A guideline of constants: one day, one jurisdiction, one choice of settings. All that an engine ever sees."""

    guideline: Guideline
    day: date
    place: Place
    settings: Mapping[str, float]
    rulings: tuple[Ruling, ...]
    by_option: Mapping[str, tuple[Ruling, ...]]
    by_verb: Mapping[str, Mapping[type[Rule], tuple[Ruling, ...]]]
    urgent: tuple[Ruling, ...]
    constants: Mapping[str, Constant]
    scope: Node
    by_limit: Mapping[int, Constant]

    def value(self, limit: Limit) -> float:
        """The value of a limit as resolved here, in the limit's own unit."""
        return self.by_limit[id(limit)].value

    def order(self, option: Option) -> int:
        """The place of the option in the jurisdiction's declared order."""
        return self.guideline.orders[self.place].index(option.code)


@dataclass(frozen=True)
class Guideline:
    """What a programme says: facts, options, rules and limits, gathered once.

    `scope` is the condition under which the guideline has anything to say of a person. `orders` is the declared order
    of the options by jurisdiction. `limits` is keyed by `file.NAME`, `ids` by rule. `follows` is what follows from what is
    known of a person, in order; the facts in `worked_out` are known in no other way.
    """

    version: str
    facts: Mapping[str, Fact]
    options: Mapping[str, Option]
    rules: Mapping[str, Rule]
    limits: Mapping[str, Limit]
    impossible: tuple[Impossible, ...]
    scope: Condition
    orders: Mapping[Place, tuple[str, ...]]
    follows: tuple[Follows, ...] = ()
    worked_out: frozenset[str] = frozenset()

    def on(self, day: date, place: Place, settings: Mapping[str, float] = MappingProxyType({})) -> Dated:
        """The guideline as it stands on `day` in `place`. A setting that is unknown or out of its range is an InputError."""
        self._check_settings(settings)
        by_limit: dict[int, Constant] = {}
        for name, limit in self.limits.items():
            if id(limit) not in by_limit:
                by_limit[id(limit)] = Constant(settings.get(name, limit.value(day, place)), limit.unit, name)
        constants = {name: by_limit[id(limit)] for name, limit in self.limits.items()}
        in_force = {id: rule for id, rule in self.rules.items() if rule.in_force(day, place)}
        shared: dict[int, Node] = {}
        rulings = tuple(_ruling(id, rule, by_limit, self.limit_named, shared) for id, rule in in_force.items())
        by_option: dict[str, tuple[Ruling, ...]] = {
            code: tuple(ruling for ruling in rulings if holds_for(ruling.rule, option)) for code, option in self.options.items()
        }
        urgent = tuple(ruling for ruling in rulings if isinstance(ruling.rule, Urgent))
        tests: dict[str, list[Ruling]] = {}
        for ruling in rulings:
            if isinstance(ruling.rule, Require):
                tests.setdefault(ruling.rule.test.code, []).append(ruling)
        by_verb = {code: _by_verb(each, tests.get(code, ())) for code, each in by_option.items()}
        scope = resolved(condition(self.scope), by_limit, shared)
        return Dated(self, day, place, settings, rulings, by_option, by_verb, urgent, constants, scope, by_limit)

    def limit_named(self, name: str, rule_id: str) -> int | None:
        """The `id` of the limit that a rule's reason means by `{name}`: one of its own file, or the only one of that name."""
        own = self._words_by_file.get(rule_id.partition(".")[0], {})
        return own.get(name) or self._shared_words.get(name)

    @cached_property
    def _words_by_file(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for name, limit in self.limits.items():
            file, _, short = name.partition(".")
            found.setdefault(file, {})[short] = id(limit)
        return found

    @cached_property
    def _shared_words(self) -> Mapping[str, int]:
        meant: dict[str, set[int]] = {}
        for words in self._words_by_file.values():
            for short, limit in words.items():
                meant.setdefault(short, set()).add(limit)
        return {short: next(iter(limits)) for short, limits in meant.items() if len(limits) == 1}

    def _check_settings(self, settings: Mapping[str, float]) -> None:
        problems = []
        for name, value in settings.items():
            allowed = self.limits[name].settings if name in self.limits else None
            if allowed is None:
                changeable = ", ".join(sorted(each for each, limit in self.limits.items() if limit.settings))
                problems.append(Problem(f"settings.{name}", f"{value:g}", "this is not a setting", changeable))
            elif not allowed[0] <= value <= allowed[1]:
                unit = self.limits[name].unit
                problems.append(Problem(f"settings.{name}", f"{value:g}", "out of range", f"{allowed[0]:g} to {allowed[1]:g} {unit}"))
        if problems:
            raise InputError(problems)


def _by_verb(rulings: Iterable[Ruling], tests: Iterable[Ruling]) -> Mapping[type[Rule], tuple[Ruling, ...]]:
    """An option's rulings by verb. A Require is an Offer of its own test, for as long as it applies and is not met."""
    given = tuple(rulings)
    verbs = (Offer, Avoid, Wait, Require, Caution, Prefer)
    found: dict[type[Rule], tuple[Ruling, ...]] = {verb: tuple(each for each in given if isinstance(each.rule, verb)) for verb in verbs}
    return {**found, Offer: (*tests, *found[Offer])}


def _ruling(
    rule_id: str,
    rule: Rule,
    constants: Mapping[int, Constant],
    limit_named: Callable[[str, str], int | None],
    shared: dict[int, Node],
) -> Ruling:
    when: Condition | None = getattr(rule, "when", None)
    met: Condition | None = getattr(rule, "met", None)
    named = {name: limit for name in PLACEHOLDER.findall(rule.because) if (limit := limit_named(name, rule_id)) is not None}
    nodes = {part: resolved(condition(node), constants, shared) for part, node in (("when", when), ("met", met)) if node is not None}
    return Ruling(
        rule_id,
        rule,
        rule.because.format_map({name: str(constants[limit]) for name, limit in named.items()}),
        nodes.get("when"),
        nodes.get("met"),
        tuple({fact.name: fact for node in nodes.values() for fact in facts_in(node)}.values()),
        tuple({id(limit): limit for limit in limits_used(rule)}.values()),
    )


def holds_for(rule: Rule, option: Option) -> bool:
    """Whether the rule speaks of the option: by name, or because it covers every medicine that the option is a start or
    change of. Offers do not carry over: what makes a medicine right does not by itself make today the day to start it."""
    if isinstance(rule, Require):
        about: tuple[Option, ...] = rule.before if isinstance(rule.before, tuple) else (rule.before,)
    elif isinstance(rule, _About):
        about = rule.options if isinstance(rule.options, tuple) else (rule.options,)
    else:
        return False
    if option in about:
        return True
    carries_over = not isinstance(rule, Offer | AtLeast) and not getattr(rule, "alone", False)
    return carries_over and bool(option.of) and all(medicine in about for medicine in option.of)


def verb_of(rule: Rule) -> str:
    """The rule's verb as the contract spells it: `offer`, `prefer`, `at_least` and so on."""
    return "at_least" if isinstance(rule, AtLeast) else type(rule).__name__.lower()


def rules_in(modules: Mapping[str, object]) -> dict[str, Rule]:
    """Every rule of the modules, keyed by `file.name`."""
    found: dict[str, Rule] = {}
    for file, module in modules.items():
        for rule in getattr(module, "RULES", ()):
            id = f"{file}.{rule.name}"
            if id in found:
                raise RuleError(f"two rules of {file} are called {rule.name!r}\n{rule.line.shown()}")
            found[id] = rule
    return found


def limits_of(modules: Mapping[str, object]) -> dict[str, Limit]:
    """Every limit that the modules name, keyed by `file.NAME`. One imported from another file has a name in both; its
    home is the file that comes first."""
    return {f"{file}.{name}": value for file, module in modules.items() for name, value in vars(module).items() if isinstance(value, Limit)}


def limits_used(rule: Rule) -> tuple[Limit, ...]:
    """Every limit that a rule's conditions compare with."""
    nodes = [getattr(rule, "when", None), getattr(rule, "met", None)]
    return tuple(limit for node in nodes if node is not None for limit in limits_in(condition(node)))
