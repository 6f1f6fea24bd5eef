"""The ladder of an option drawn: the questions from the top down, the rules behind each, and the status that each one gives."""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.engines.handbook import Chapter, Step, Told
from holdfast.engines.wording import Spelling, called
from holdfast.language.rules import Status
from holdfast.pages.markup import Markup, tag

WIDE, EDGE, PAD = 290, 1, 11
LINE, CHIP, GAP, ARROW = 19, 23, 6, 26
NARROW, BROAD = frozenset("fijlrt' ,.()-"), frozenset("mwMQOGW✕◷★✓")
LETTER = 8.2
"""The width of a letter of a chip; two thirds of it for the narrow ones, half as much again for the broad. Measured in the widest of
the faces that the pages ask for, so that no word touches the edge."""
MOST_LETTERS = 33
SHOWN: dict[Status, str] = {
    "avoid": "✕ Avoid",
    "not_indicated": "– Not indicated",
    "wait": "◷ Not yet",
    "ask": "? Ask first",
    "caution": "! With caution",
    "preferred": "★ Preferred",
    "suitable": "✓ Suitable",
}
QUESTIONS: dict[tuple[str, Status], str] = {
    ("avoid", "avoid"): "A reason against it?",
    ("offer", "not_indicated"): "No reason for it?",
    ("wait", "wait"): "Too early?",
    ("require", "ask"): "Still to check?",
    ("caution", "caution"): "Care needed?",
    ("prefer", "preferred"): "Fits best?",
    ("", "suitable"): "Otherwise",
    ("higher", "caution"): "More needed?",
    ("at_least", "preferred"): "This much needed?",
    ("at_least", "ask"): "Not known yet?",
    ("", "not_indicated"): "Otherwise",
}


@dataclass(frozen=True)
class _Chip:
    words: str
    told: Told
    x: float
    y: float
    wide: float


def decision(chapter: Chapter, spelling: Spelling) -> Markup:
    """The drawing, as wide as a telephone. Every rule in it leads to what it says further down the page."""
    top = float(EDGE)
    drawn: list[Markup] = []
    for number, step in enumerate(chapter.ladder):
        if number:
            drawn.append(_arrow(top))
            top += ARROW
        box, high = _box(step, top, spelling)
        drawn.append(box)
        top += high
    return tag(
        "svg",
        tag("title", f"How the status is decided: {chapter.option.title}", id="ladder-title"),
        tag("desc", _in_words(chapter), id="ladder-desc"),
        drawn,
        viewBox=f"0 0 {WIDE} {top + EDGE:g}",
        role="group",
        aria_labelledby="ladder-title",
        aria_describedby="ladder-desc",
        class_="ladder",
    )


def _box(step: Step, top: float, spelling: Spelling) -> tuple[Markup, float]:
    chips = _chips(step.rules, top + PAD + LINE + GAP, spelling)
    high = PAD + LINE + PAD + (chips[-1].y + CHIP - (top + PAD + LINE + GAP) + GAP if chips else 0)
    label = SHOWN[step.status]
    pill = _wide(label) + 18
    return tag(
        "g",
        tag("rect", x=f"{EDGE}", y=f"{top:g}", width=f"{WIDE - 2 * EDGE}", height=f"{high:g}", rx="10", class_="step"),
        tag("text", QUESTIONS[step.verb, step.status], x=f"{PAD}", y=f"{top + PAD + 14:g}", class_="question"),
        tag(
            "rect",
            x=f"{WIDE - PAD - pill:g}",
            y=f"{top + PAD - 3:g}",
            width=f"{pill:g}",
            height="24",
            rx="12",
            class_=f"pill {step.status}",
        ),
        tag("text", label, x=f"{WIDE - PAD - pill / 2:g}", y=f"{top + PAD + 13.5:g}", class_=f"pill-words {step.status}"),
        [_drawn(chip) for chip in chips],
    ), high


def _drawn(chip: _Chip) -> Markup:
    return tag(
        "a",
        tag("rect", x=f"{chip.x:g}", y=f"{chip.y:g}", width=f"{chip.wide:g}", height=f"{CHIP}", rx="5", class_="chip"),
        tag("text", chip.words, x=f"{chip.x + 7:g}", y=f"{chip.y + 16:g}", class_="chip-words"),
        href=f"#says-{chip.told.id}",
    )


def _chips(rules: tuple[Told, ...], top: float, spelling: Spelling) -> list[_Chip]:
    """The rules' short names side by side, as many in a row as there is room for."""
    found: list[_Chip] = []
    x, y = float(PAD), top
    for told in rules:
        words = short_name(told, spelling)
        wide = round(_wide(words) + 14, 1)
        if x > PAD and x + wide > WIDE - PAD:
            x, y = float(PAD), y + CHIP + GAP
        found.append(_Chip(words, told, x, y, wide))
        x += wide + GAP
    return found


def short_name(told: Told, spelling: Spelling) -> str:
    """A rule's own name as words, with the place where it holds in one place alone."""
    name = called(told.rule.name, spelling)
    where = f" ({told.places[0].upper()})" if len(told.places) == 1 else ""
    return (name if len(name) <= MOST_LETTERS - len(where) else name[: MOST_LETTERS - len(where) - 1] + "…") + where


def _wide(words: str) -> float:
    """How wide some words are drawn, at most."""
    return sum(LETTER * (0.66 if letter in NARROW else 1.5 if letter in BROAD else 1) for letter in words)


def _arrow(top: float) -> Markup:
    middle, end = WIDE / 2, top + ARROW
    return tag(
        "g",
        tag(
            "path",
            d=f"M{middle:g},{top + 2:g}V{end - 3:g}M{middle - 4:g},{end - 8:g}L{middle:g},{end - 3:g}L{middle + 4:g},{end - 8:g}",
            class_="arrow",
        ),
        tag("text", "no", x=f"{middle + 10:g}", y=f"{top + ARROW / 2 + 4:g}", class_="no"),
    )


def _in_words(chapter: Chapter) -> str:
    """The drawing as a sentence, for those who do not see it."""
    steps = [
        f"{QUESTIONS[step.verb, step.status].rstrip('?')}: {SHOWN[step.status].partition(' ')[2]}"
        + (f" ({len(step.rules)} rule{'s' if len(step.rules) > 1 else ''})" if step.rules else "")
        for step in chapter.ladder
    ]
    return f"From the top down, the first that is so decides. {'; '.join(steps)}."
