"""C-SSRS screener: the Columbia questions on suicide, in Columbia's own wording. The highest positive answer decides.

The level is worked out from the answers here; a level that a record holds is never trusted alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from holdfast.guideline.instruments.instrument import NO_OR_YES, Answers, Instrument, Item, Reading, Remark, Skip
from holdfast.guideline.sources import C_SSRS
from holdfast.language.codes import LOINC

Level = Literal["none", "low", "moderate", "high"]

LOW = ("wish_to_be_dead", "thoughts")
MODERATE = ("method", "behaviour_lifetime")
HIGH = ("intent", "plan", "behaviour_3_months")
SKIPS = (Skip("thoughts", ("method", "intent", "plan")), Skip("behaviour_lifetime", ("behaviour_3_months",)))


def level(yes: set[str]) -> Level:
    """The level that these positive answers give."""
    if yes.intersection(HIGH):
        return "high"
    if yes.intersection(MODERATE):
        return "moderate"
    return "low" if yes.intersection(LOW) else "none"


def read(answers: Answers, _: Mapping[str, object]) -> Reading:
    """The level, once no answer that is still missing could change it."""
    yes = {name for name, points in answers.points.items() if points}
    open_ = {item.name for item in CSSRS.items} - answers.points.keys()
    found = level(yes)
    crossed = any(answers.points.get(skip.after) == 0 and yes.intersection(skip.items) for skip in SKIPS)
    remarks = (CONTRADICTS,) if crossed else ()
    if found == level(yes | open_):
        return Reading({"suicide_risk": found}, found, remarks)
    return Reading({}, None, (*remarks, _unfinished(found)) if yes else remarks)


CONTRADICTS = Remark(
    "suicide_screen_contradicts_itself",
    "A question of the suicide screen is answered yes that is asked only after a yes to another, and that one says no. The yes counts; "
    "ask both again.",
)


def _unfinished(found: Level) -> Remark:
    return Remark(
        "suicide_screen_unfinished",
        f"The suicide screen is not finished, and what was answered means {found} at the least. Ask the rest today.",
    )


CSSRS = Instrument(
    name="cssrs",
    title="Columbia Suicide Severity Rating Scale, screener",
    version="screener_recent",
    stem="Past month; the last question: lifetime, then the past three months. If YES to 2, ask questions 3, 4, 5, and 6. If NO to 2, go "
    "directly to question 6.",
    items=tuple(
        Item(name, question, NO_OR_YES, LOINC(code))
        for name, code, question in (
            ("wish_to_be_dead", "93246-7", "Have you wished you were dead or wished you could go to sleep and not wake up?"),
            ("thoughts", "93247-5", "Have you actually had any thoughts of killing yourself?"),
            (
                "method",
                "93248-3",
                "Have you been thinking about how you might do this? E.g. “I thought about taking an overdose but I never made a specific "
                "plan as to when where or how I would actually do it….and I would never go through with it.”",
            ),
            (
                "intent",
                "93249-1",
                "Have you had these thoughts and had some intention of acting on them? As opposed to “I have the thoughts but I definitely "
                "will not do anything about them.”",
            ),
            (
                "plan",
                "93250-9",
                "Have you started to work out or worked out the details of how to kill yourself? Do you intend to carry out this plan?",
            ),
            (
                "behaviour_lifetime",
                "93267-3",
                "Have you ever done anything, started to do anything, or prepared to do anything to end your life? Examples: Collected "
                "pills, obtained a gun, gave away valuables, wrote a will or suicide note, took out pills but didn’t swallow any, held a "
                "gun but changed your mind or it was grabbed from your hand, went to the roof but didn’t jump; or actually took pills, "
                "tried to shoot yourself, cut yourself, tried to hang yourself, etc.",
            ),
            ("behaviour_3_months", "93269-9", "Was this within the past three months?"),
        )
    ),
    fact=None,
    also=("suicide_risk",),
    read=read,
    totalled=False,
    skips=SKIPS,
    source=C_SSRS,
    licence="The scale and its wording are Columbia's (Columbia Lighthouse Project), not ours, and free for use in care. The wording must "
    "stay unchanged, and it does: the questions were compared word for word with the screen version “recent” as quoted from the copy "
    "that CMS hosts and with LOINC's questionnaire 93373-9 (which writes “3 months”), the examples with reprints of the form. Compare "
    "all with Columbia's own file before release.",
    wording="verbatim",
    cautions=(
        "low (question 1 or 2): refer to mental health care and make a safety plan.",
        "moderate (question 3, or behaviour more than three months ago): a clinician sees the person the same day; safety plan; look at "
        "what could be used for harm, take-home doses too.",
        "high (question 4 or 5, or behaviour within three months): a clinician sees the person now, who is not left alone. Unsupervised "
        "supply waits for that; the medicine goes on.",
        "none: ask again at the next review. A screen can be below what a clinician fears; the clinician's judgement comes first.",
    ),
    loinc=LOINC("93373-9"),
    loinc_result=LOINC("93374-7"),
)
