"""A plan handed in: each option for this person, and what does not go together."""

from __future__ import annotations

from holdfast.advice import Advice
from holdfast.guideline.care.combinations import clashes, overlaps
from holdfast.guideline.options import NALOXONE_RESCUE
from holdfast.orders.answer import Found, of_option
from holdfast.orders.reading import Fields

NALOXONE = "Naloxone is not in the plan. Everybody with opioid use disorder, and those around them, should have it."


def plan(fields: Fields, advice: Advice) -> Found:
    """Whether the options may stand in one plan for this person."""
    codes = fields.words("options", tuple(advice.dated.guideline.options), needed=True)
    fields.finish()
    fields.raise_problems()
    found = Found()
    found.add(clashes(codes))
    for code in codes:
        one = of_option(advice, code, f"plan.options: {code}")
        found.add(one.breaches, one.notes, one.unknown)
    if both := overlaps(codes):
        found.add(notes=[both])
    medicines = [code for code in codes if advice.dated.guideline.options[code].kind in ("medicine", "start", "change")]
    if medicines and NALOXONE_RESCUE.code not in codes:
        found.add(notes=[NALOXONE])
    return found
