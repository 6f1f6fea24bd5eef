"""The craving scale: a line from 0 to 100. No cutoff is validated; where we look twice is our own choice and says so."""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.guideline.instruments.instrument import Answers, Instrument, Item, Reading, Remark, Span, Step
from holdfast.guideline.sources import DESIGN
from holdfast.language.expressions import Limit

WORTH_A_TALK = Limit("mm", us=50, uk=50, since=DESIGN.date, source=DESIGN, why="no cutoff is validated")
COUNTS_AS_CHANGE = Limit(
    "mm", us=20, uk=20, since=DESIGN.date, source=DESIGN, why="20 to 30 is used; the smaller is seen sooner, and no cutoff is validated"
)


def read(answers: Answers, _: Mapping[str, object]) -> Reading:
    """A strong craving is worth a talk about the dose."""
    strong = answers.total is not None and answers.total >= WORTH_A_TALK.us
    return Reading(remarks=(STRONG,) if strong else ())


STRONG = Remark(
    "craving_strong", "Craving is strong. Ask about the dose first, then about what sets it off; it says nothing against the person."
)

CRAVING = Instrument(
    name="craving",
    title="Craving for opioids, from 0 to 100",
    version="line_0_100",
    items=(Item("now", "How strong is your craving for opioids now?", Span(100, "mm", "none", "the strongest ever")),),
    fact=None,
    read=read,
    steps=(Step("total", COUNTS_AS_CHANGE),),
    source=DESIGN,
    licence="A plain line of 100 mm belongs to nobody and is free to use. The question is in our own words.",
    cautions=(
        "No cutoff is validated. Compare it with the same person's own earlier answers.",
        "Craving may go on for months or years in recovery: it is no failure.",
    ),
)
