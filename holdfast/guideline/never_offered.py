"""What is never offered, and why. Somebody may ask for it: the reason is for them."""

from __future__ import annotations

from holdfast.guideline.options import AVERSION_THERAPY, NARCONON, SELF_TAPER_OF_HEROIN, ULTRA_RAPID_DETOX, UNAIDED_ABRUPT_STOP
from holdfast.guideline.sources import ASAM_2020, DESIGN, NARCONON_REVIEW, NICE_CG52
from holdfast.language.expressions import always
from holdfast.language.rules import Avoid, Rule

RULES: tuple[Rule, ...] = (
    Avoid(
        NARCONON,
        when=always,
        hard=True,
        name="narconon",
        source=NARCONON_REVIEW,
        because="Long saunas and large amounts of vitamins do not treat addiction, and people have been harmed. No good study shows that it"
        " works.",
    ),
    Avoid(
        ULTRA_RAPID_DETOX,
        when=always,
        hard=True,
        name="ultra_rapid_detox",
        source=NICE_CG52,
        because="People have died of it. Afterwards the body bears far less opioid, and nothing holds it up: overdose is close.",
    ),
    Avoid(
        UNAIDED_ABRUPT_STOP,
        when=always,
        hard=True,
        name="unaided_abrupt_stop",
        source=ASAM_2020.recalled(),
        because="Stopping all at once without help makes you very ill, can dry you out, and takes away your tolerance. Most people use "
        "again, and then an overdose is close. Help can start today.",
    ),
    Avoid(
        SELF_TAPER_OF_HEROIN,
        when=always,
        hard=True,
        name="self_taper_of_heroin",
        source=DESIGN,
        because="Nobody knows how strong the next bag is, so it cannot be cut down in safe steps. A medicine of known strength can.",
    ),
    Avoid(
        AVERSION_THERAPY,
        when=always,
        hard=True,
        name="aversion_therapy",
        source=DESIGN,
        because="Pain, fear or shame do not treat addiction. They drive people away from help.",
    ),
)
