"""SOWS of Gossop, the Short Opiate Withdrawal Scale: ten complaints that the person scores.

It shares its initials with the scale of Handelsman (`sows_handelsman.py`) and nothing else: its total never fills
`sows_score`.
"""

from __future__ import annotations

from holdfast.guideline.instruments.instrument import Instrument, Item
from holdfast.guideline.sources import SOWS_GOSSOP as SOURCE

HOW_BAD = ((0, "none"), (1, "mild"), (2, "moderate"), (3, "severe"))

SOWS_GOSSOP = Instrument(
    name="sows_gossop",
    title="Short Opiate Withdrawal Scale (ten questions)",
    version="gossop_1990",
    items=tuple(
        Item(name, question, HOW_BAD)
        for name, question in (
            ("feeling_sick", "Do you feel sick?"),
            ("stomach_cramps", "Do you have stomach cramps?"),
            ("muscle_spasms", "Do your muscles jerk or cramp?"),
            ("feeling_cold", "Do you feel cold?"),
            ("heart_pounding", "Does your heart pound?"),
            ("muscle_tension", "Are your muscles tight?"),
            ("aches", "Do you have aches and pains?"),
            ("yawning", "Are you yawning?"),
            ("runny_eyes", "Do your eyes run?"),
            ("sleeping_badly", "Do you sleep badly?"),
        )
    ),
    fact=None,
    source=SOURCE,
    licence="Published by Gossop (1990) and shared by public agencies; whether its wording may be shipped is not settled. The questions "
    "here are in our own words.",
    cautions=("It has no official bands. Compare it with its own earlier totals only.",),
)
