"""A guideline small enough to read at a glance, for the language's manual."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from holdfast.engines.bedside import Bedside, Finding, Judgement
from holdfast.language.expressions import Condition, Fact, Limit, Source, always
from holdfast.language.kinds import Ask, Category, Check, Clock, Follow, Number, Value, YesNo
from holdfast.language.people import Follows, Impossible
from holdfast.language.rules import Guideline, Offer, Option, Rule

DAY = date(2026, 11, 21)
LABEL = Source("label", "A label", date(2020, 1, 1), seen=True)
MEMORY = Source("memory", "A guideline from memory", date(2020, 1, 1), seen=False)

pregnant = Fact("pregnant", YesNo(), Ask(), "Are you pregnant?")
sedated = Fact("sedated", YesNo(), Ask(), "Are you drowsy?")
wants_it = Fact("wants_it", YesNo(), Ask(), "Do you want it?")
allergic = Fact("allergic", YesNo(), Check(clear=False), "Are you allergic to it?")
qtc_ms = Fact("qtc_ms", Number("ms", 300, 700, whole=False), Follow(420, "tracing", 30), "What is the QTc?")
cows = Fact("cows", Number("points", 0, 48), Ask(), "What is the COWS?")
hours = Fact("hours", Number("hours", 0, 8760, whole=False, clock=Clock.HOURS), Ask(), "How many hours since you used?")
days_free = Fact("days_free", Number("days", 0, 3650, clock=Clock.DAYS), Ask(), "How many days without?")
minutes = Fact("minutes", Number("minutes", 0, 100000, clock=Clock.MINUTES), Ask(), "How many minutes since the dose?")
opioid = Fact("opioid", Category(("none", "heroin", "fentanyl")), Ask(), "Which opioid?")
FACTS = (pregnant, sedated, wants_it, allergic, qtc_ms, cows, hours, days_free, minutes, opioid)

MEDICINE = Option("medicine", "medicine", "The medicine")
OTHER = Option("other", "medicine", "Another medicine")
START = Option("start", "start", "Start the medicine", (MEDICINE,))
TRACING = Option("tracing", "test", "A heart tracing")
LOW, MIDDLE, HIGH = (Option(code, "level", code, rung=rung) for rung, code in enumerate(("low", "middle", "high")))


def limit(value: float, unit: str = "points", **more: object) -> Limit:
    """A limit of the same value everywhere."""
    return Limit(**{"unit": unit, "us": value, "uk": value, "since": DAY, "source": LABEL, **more})  # type: ignore[arg-type]


def rule(verb: Callable[..., Rule], *about: object, name: str = "a_rule", **more: object) -> Rule:
    """A rule with a name, a source and a reason that do not matter here."""
    return verb(*about, **{"name": name, "source": LABEL, "because": "So it is.", **more})


def offer(option: Option | tuple[Option, ...], when: Condition = always, name: str = "offered") -> Rule:
    """The option is indicated."""
    return rule(Offer, option, when=when, name=name)


def guideline(
    *rules: Rule,
    limits: Mapping[str, Limit] | None = None,
    scope: Condition = always,
    options: Sequence[Option] = (MEDICINE, OTHER, START, TRACING),
    impossible: tuple[Impossible, ...] = (),
    follows: tuple[Follows, ...] = (),
    worked_out: frozenset[str] = frozenset(),
) -> Guideline:
    """The rules as a guideline; limits are found in the rules' conditions where they are not named."""
    from holdfast.language.rules import limits_used

    named = dict(limits or {})
    for each in rules:
        for number, found in enumerate(limits_used(each)):
            if not any(found is other for other in named.values()):
                named[f"small.{each.name}_{number}"] = found
    codes = tuple(option.code for option in options)
    return Guideline(
        version="1",
        facts={fact.name: fact for fact in FACTS},
        options={option.code: option for option in options},
        rules={f"small.{each.name}": each for each in rules},
        limits=named,
        impossible=impossible,
        scope=scope,
        orders={"us": codes, "uk": tuple(reversed(codes))},
        follows=follows,
        worked_out=worked_out,
    )


def judgement(rules: Sequence[Rule] | Guideline, known: Mapping[str, Value], **more: object) -> Judgement:
    """What the rules say of the person, by the reference engine."""
    made = rules if isinstance(rules, Guideline) else guideline(*rules, **more)  # type: ignore[arg-type]
    return Bedside(made.on(DAY, "us"), known).judgement()


def finding(rules: Sequence[Rule] | Guideline, known: Mapping[str, Value], code: str = "medicine", **more: object) -> Finding:
    """What the rules say of one option for the person."""
    return next(each for each in judgement(rules, known, **more).findings if each.option.code == code)
