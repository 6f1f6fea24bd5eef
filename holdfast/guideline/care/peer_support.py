"""Meeting others in recovery: an addition, never treatment by itself and never a condition of it.

For somebody on a medicine the groups that welcome medicines come first; the others are a caution, never refused.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.care.levels_of_care import among, denied, recorded
from holdfast.guideline.options import (
    ALCOHOLICS_ANONYMOUS,
    FAMILY_PEER_SUPPORT,
    HEROIN_ANONYMOUS,
    MEDICATION_ASSISTED_RECOVERY_ANONYMOUS,
    NARCOTICS_ANONYMOUS,
    SMART_RECOVERY,
)
from holdfast.guideline.situations import on_a_medicine, opioid_use_disorder
from holdfast.guideline.sources import ASAM_2020, DESIGN, NICE_CG51
from holdfast.language.expressions import Named, all_of, any_of, not_
from holdfast.language.rules import Caution, Offer, Prefer, Rule

TWELVE_STEP = (NARCOTICS_ANONYMOUS, HEROIN_ANONYMOUS, ALCOHOLICS_ANONYMOUS)
WELCOME_MEDICINES = (MEDICATION_ASSISTED_RECOVERY_ANONYMOUS, SMART_RECOVERY)

open_to_groups = Named("has not said no to meeting others", all_of(not_(denied(f.accepts_peer_support)), opioid_use_disorder))

RULES: tuple[Rule, ...] = (
    Offer(
        MEDICATION_ASSISTED_RECOVERY_ANONYMOUS,
        when=open_to_groups,
        name="medicine_is_recovery_there",
        source=DESIGN,
        because="A group made by people who take medicines for addiction. Most meetings are online. It comes on top of treatment.",
    ),
    Offer(
        SMART_RECOVERY,
        when=open_to_groups,
        name="tools_in_a_group",
        source=DESIGN,
        because="Free groups that teach tools for urges, thoughts and a balanced life, on top of treatment. They welcome medicines.",
    ),
    Offer(
        NARCOTICS_ANONYMOUS,
        when=open_to_groups,
        name="people_who_know",
        source=NICE_CG51,
        because="Free twelve-step groups nearly everywhere, on top of treatment. They help many people; for opioids the proof is thin.",
    ),
    Offer(
        HEROIN_ANONYMOUS,
        when=all_of(among(f.main_opioid, "heroin", "fentanyl", "nitazene"), open_to_groups),
        name="people_who_used_heroin",
        source=NICE_CG51.recalled(),
        because="Free twelve-step groups of people who used heroin or the like, on top of treatment.",
    ),
    Offer(
        ALCOHOLICS_ANONYMOUS,
        when=all_of(among(f.alcohol_use, "risky", "dependent"), open_to_groups),
        name="drink_as_well",
        source=NICE_CG51.recalled(),
        because="Drink is a problem for you too. These free groups are about that, on top of treatment.",
    ),
    Offer(
        FAMILY_PEER_SUPPORT,
        when=any_of(recorded(f.partner_uses), opioid_use_disorder),
        name="for_those_close_to_you",
        source=NICE_CG51,
        because="Family and friends can meet others like them and learn to help. They can come whether or not you do.",
    ),
    Prefer(
        WELCOME_MEDICINES,
        when=any_of(on_a_medicine, f.accepts_peer_support),
        name="your_medicine_is_welcome",
        source=ASAM_2020.recalled(),
        because="Nobody there will tell you to stop your medicine.",
    ),
    Prefer(
        TWELVE_STEP,
        when=f.accepts_peer_support,
        name="you_would_like_to",
        source=NICE_CG51,
        because="You would like to meet others in recovery.",
    ),
    Caution(
        TWELVE_STEP,
        when=on_a_medicine,
        name="some_groups_speak_against_medicines",
        source=ASAM_2020.recalled(),
        because="Some groups have strong views about medicines. You can stay on your medicine and go; look for a group that is at ease "
        "with it.",
    ),
)
