"""Places that are no step of the scale: hospital, a hospital for the mind, a home shared in recovery, video and phone.

A hospital ranks first where it is needed, because it is needed now; the level that the scale prefers is what comes after.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.care.levels_of_care import among, denied, may_live_in, recorded
from holdfast.guideline.options import HOSPITAL, PSYCHIATRIC_HOSPITAL, RECOVERY_HOUSING, TELEHEALTH
from holdfast.guideline.situations import QTC_DANGEROUS, opioid_use_disorder
from holdfast.guideline.sources import ASAM_2020, CARE_LEVELS, CLINICAL_REVIEW, DESIGN
from holdfast.language.expressions import all_of, always, any_of, not_
from holdfast.language.rules import Caution, Offer, Prefer, Rule

RULES: tuple[Rule, ...] = (
    Offer(
        HOSPITAL,
        when=any_of(
            f.medically_unstable,
            f.head_injury,
            f.severe_infection,
            f.bowel_obstruction,
            f.acute_hepatitis,
            f.respiratory_insufficiency.is_("acute_severe"),
            all_of(f.qtc_ms >= QTC_DANGEROUS, f.syncope_unexplained),
            recorded(f.overdose_now),
        ),
        name="body_in_danger",
        source=ASAM_2020,
        because="Your body is in danger, so a hospital comes first. Your medicine for addiction starts or goes on there.",
    ),
    Offer(
        PSYCHIATRIC_HOSPITAL,
        when=any_of(among(f.suicide_risk, "high"), recorded(f.psychosis)),
        name="mind_in_danger",
        source=CARE_LEVELS,
        because="A mental health team should see you today. A hospital can keep you safe, and your medicine goes on there.",
    ),
    Prefer(
        (HOSPITAL, PSYCHIATRIC_HOSPITAL),
        when=always,
        name="the_highest_need_decides",
        source=CARE_LEVELS,
        because="The highest need decides where care begins.",
    ),
    Offer(
        RECOVERY_HOUSING,
        when=any_of(
            all_of(among(f.housing, "homeless", "unstable", "recovery_housing"), opioid_use_disorder),
            all_of(among(f.home_environment, "unsafe"), may_live_in),
        ),
        name="a_safe_place_to_live",
        source=CARE_LEVELS.recalled(),
        because="A home shared with others in recovery can be a safe place while you go to treatment. Choose one that lets you keep your "
        "medicine.",
    ),
    Offer(
        TELEHEALTH,
        when=all_of(not_(denied(f.telehealth_possible)), opioid_use_disorder),
        name="from_where_you_are",
        source=CLINICAL_REVIEW,
        because="Many visits can be by video or phone. Injections and some first doses need a visit in person.",
    ),
    Offer(
        TELEHEALTH,
        when=all_of(any_of(denied(f.transport_ok), denied(f.can_attend_daily)), not_(denied(f.telehealth_possible)), opioid_use_disorder),
        name="when_the_way_is_long",
        source=CLINICAL_REVIEW,
        because="It is hard for you to get to visits. Try video or phone, and help with rides, before a stay away from home.",
    ),
    Caution(
        TELEHEALTH,
        when=any_of(f.medically_unstable, f.suicide_risk.is_("high"), f.psychosis, f.alcohol_withdrawal_now),
        name="someone_should_be_with_you",
        source=DESIGN,
        because="You need someone in the room today. Video or phone can follow.",
    ),
)
