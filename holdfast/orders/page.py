"""The answer to an order, for a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from holdfast.guideline.care.breaches import Breach
from holdfast.guideline.words import at
from holdfast.orders.answer import Answer, Verdict

WORDS: dict[Verdict, tuple[str, str]] = {
    "allowed": ("Allowed.", "bold green"),
    "allowed_with_reason": ("Allowed, with the reason given, which is kept.", "bold green"),
    "needs_reason": ("Not yet: this needs a reason, which is kept.", "bold yellow"),
    "cannot_tell": ("This cannot be told yet: something must be asked first.", "bold cyan"),
    "not_allowed": ("Not allowed.", "bold red"),
}


def check_page(answer: Answer) -> RenderableType:
    """The verdict first, then what breaks with what would be allowed, what to ask, and what to know."""
    say, style = WORDS[answer.verdict]
    head = f" ({answer.check}, as of {at(answer.case.as_of)}, {answer.case.place.upper()})"
    parts: list[RenderableType] = [Text.assemble((say, style), head)]
    parts += [_breach(answer, breach) for breach in answer.breaches]
    if answer.reason and answer.breaches:
        parts.append(Text(f"\nReason given: {answer.reason}"))
    if answer.unknown and answer.verdict != "not_allowed":
        parts.append(Text("\nAsk first", style="bold"))
        facts = answer.advice.dated.guideline.facts
        parts += [Padding(Text(f"{facts[name].ask} [{name}]"), (0, 0, 0, 2)) for name in answer.unknown]
    if answer.notes:
        parts.append(Text("\nTo know", style="bold"))
        parts += [Padding(Text(note), (0, 0, 0, 2)) for note in answer.notes]
    return Group(*parts)


def _breach(answer: Answer, breach: Breach) -> RenderableType:
    stop = "hard stop" if breach.hard else "only with a reason"
    named = "" if breach.limit is None else f"; limit {answer.advice.dated.by_limit[id(breach.limit)].name}"
    rule = f"; rule {breach.rule}" if breach.rule else ""
    return Group(
        Text.assemble("\n", (breach.where, "bold"), f" [{stop}]"),
        Padding(Text(breach.say), (0, 0, 0, 2)),
        Padding(Text(f"What would be allowed: {breach.instead}"), (0, 0, 0, 2)),
        Padding(Text(f"{breach.source}{named}{rule}", style="dim"), (0, 0, 0, 2)),
    )
