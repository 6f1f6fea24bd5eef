"""Checks a guideline as a whole, when it is gathered: what no single rule can see of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdfast.language.errors import HoldfastError
from holdfast.language.expressions import Known, Node, condition, facts_in, leaves
from holdfast.language.kinds import Follow
from holdfast.language.rules import (
    PLACEHOLDER,
    AtLeast,
    Avoid,
    Caution,
    Guideline,
    Offer,
    Option,
    Require,
    Rule,
    Wait,
    holds_for,
    limits_used,
    verb_of,
)


class GuidelineError(HoldfastError):
    """A guideline that must not be used, with everything that is wrong with it and the line of each."""


def check(guideline: Guideline) -> Guideline:
    """The guideline itself if nothing is wrong with it, else GuidelineError."""
    found = list(faults(guideline))
    if found:
        raise GuidelineError("\n".join(found))
    return guideline


def faults(guideline: Guideline) -> Iterator[str]:
    """Everything that is wrong with the guideline, a line each."""
    for id, rule in guideline.rules.items():
        for fault in _rule_faults(guideline, id, rule):
            yield f"{id}: {fault}\n{rule.line.shown()}"
    for option in guideline.options.values():
        yield from _option_faults(guideline, option)
    for fact in guideline.facts.values():
        if isinstance(fact.unknown, Follow) and fact.unknown.test not in guideline.options:
            yield f"the fact {fact.name} is followed up by {fact.unknown.test!r}, which is no option"
    for place, order in guideline.orders.items():
        if sorted(order) != sorted(guideline.options):
            missing = sorted(set(guideline.options) ^ set(order))
            yield f"the order for {place} and the options differ: {', '.join(missing) or 'one stands twice'}"


def _rule_faults(guideline: Guideline, id: str, rule: Rule) -> Iterator[str]:
    for name in PLACEHOLDER.findall(rule.because):
        if guideline.limit_named(name, id) is None:
            yield f"its reason names {{{name}}}, which is no limit, or several"
    if re.search(r"\d", PLACEHOLDER.sub("", rule.because)):
        yield "its reason holds digits of its own: write a Limit's name in braces, so that the text cannot drift from the value"
    if not rule.because.rstrip().endswith((".", "!", "?")):
        yield "its reason is not a whole sentence"
    for part in ("when", "met"):
        node = getattr(rule, part, None)
        for fact in facts_in(condition(node)) if node is not None else ():
            if guideline.facts.get(fact.name) is not fact:
                yield f"it reads {fact.name}, which is not among the guideline's facts"
        if part == "when" and node is not None and isinstance(rule, Avoid | Wait | Caution) and _asks_known(condition(node)):
            yield f"`known` has no place in {verb_of(rule)}: a stop must rest on what is so, not on what is written down"
    for limit in limits_used(rule):
        if not any(limit is each for each in guideline.limits.values()):
            yield "it compares with a limit that has no name in its file"
    for option in _options_named(rule):
        if guideline.options.get(option.code) != option:
            yield f"it names {option.code}, which is not among the guideline's options"
    if isinstance(rule, AtLeast) and any(option.rung is None for option in _options_named(rule)):
        yield "AtLeast is for levels of care only"
    if isinstance(rule, Require) and rule.test.kind != "test":
        yield f"it requires {rule.test.code}, which is a {rule.test.kind}, not a test"


def _option_faults(guideline: Guideline, option: Option) -> Iterator[str]:
    rules = [rule for rule in guideline.rules.values() if holds_for(rule, option)]
    required = any(isinstance(rule, Require) and rule.test == option for rule in guideline.rules.values())
    if option.kind != "never_offered" and not required and not any(isinstance(rule, Offer | AtLeast) for rule in rules):
        yield f"nothing ever offers {option.code}"


def _options_named(rule: Rule) -> tuple[Option, ...]:
    found: tuple[Option, ...] = ()
    for attribute in ("options", "instead", "before"):
        found += getattr(rule, attribute, ())
    return found + ((rule.test,) if isinstance(rule, Require) else ())


def _asks_known(node: Node) -> bool:
    return any(isinstance(leaf, Known) for leaf in leaves(node))
