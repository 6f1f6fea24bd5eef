"""Supply, supervision and withdrawal management: changes that are not one medicine's own."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    BRIDGE_PRESCRIPTION,
    BUPRENORPHINE_NALOXONE_SL,
    HOSPITAL_CONTINUATION,
    METHADONE,
    NALOXONE_RESCUE,
    PRESCRIBER_ASSESSMENT,
    SUPERVISED_DOSING,
    TAKE_HOME_DOSES,
    WITHDRAWAL_MANAGEMENT,
)
from holdfast.guideline.situations import (
    breathing_unsafe,
    not_awake,
    on_a_medicine,
    on_agonist,
    on_methadone,
    on_naltrexone,
    on_record,
    on_sublingual,
    opioid_use_disorder,
    sedatives,
    under_naltrexone_block,
)
from holdfast.guideline.sources import (
    ACOG_711,
    CFR_8_12,
    CFR_1306_07,
    CLINICAL_REVIEW,
    FP10MDA,
    MISSED_METHADONE_AU,
    MISSED_METHADONE_VA,
    NICE_CG52,
    NICE_TA114,
    VIVITROL_LABEL,
)
from holdfast.language.expressions import Limit, all_of, any_of, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule, Wait

WITHDRAWAL_OVER_AFTER = Limit("days", us=7, uk=7, since=NICE_CG52.date, source=NICE_CG52.recalled())
SUPERVISED_AT_FIRST = Limit("days", us=90, uk=90, since=NICE_TA114.date, source=NICE_TA114)
BRIDGE_DAYS = Limit("days", us=3, uk=3, since=CFR_1306_07.date, source=CFR_1306_07)
FIRST_TIER_ENDS = Limit("days", us=14, uk=14, since=CFR_8_12.date, source=CFR_8_12)
SECOND_TIER_ENDS = Limit("days", us=30, uk=30, since=CFR_8_12.date, source=CFR_8_12)
TAKE_HOME_FIRST = Limit("days", us=7, uk=7, since=CFR_8_12.date, source=CFR_8_12)
TAKE_HOME_SECOND = Limit("days", us=14, uk=14, since=CFR_8_12.date, source=CFR_8_12)
TAKE_HOME_LATER = Limit("days", us=28, uk=28, since=CFR_8_12.date, source=CFR_8_12)
INSTALMENT_DAYS = Limit("days", us=14, uk=14, since=FP10MDA.date, source=FP10MDA)

RULES: tuple[Rule, ...] = (
    Offer(
        WITHDRAWAL_MANAGEMENT,
        when=all_of(
            any_of(opioid_use_disorder, f.physically_dependent),
            not_(on_agonist),
            any_of(
                f.wants_withdrawal_management,
                not_(any_of(on_record(f.in_remission), on_record(f.days_opioid_free >= WITHDRAWAL_OVER_AFTER), on_record(on_naltrexone))),
            ),
        ),
        name="withdrawal",
        source=NICE_CG52,
        because="Medicines can make withdrawal bearable if you choose that road.",
    ),
    Avoid(
        WITHDRAWAL_MANAGEMENT,
        when=f.pregnant,
        hard=False,
        name="withdrawal_pregnant",
        source=ACOG_711,
        because="In pregnancy withdrawal puts you and the baby at risk. Methadone or buprenorphine protects you both.",
    ),
    Wait(
        WITHDRAWAL_MANAGEMENT,
        when=not_awake,
        instead=(NALOXONE_RESCUE,),
        name="withdrawal_awake_first",
        source=MISSED_METHADONE_AU,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. Stay here until you are awake; we look again in an "
        "hour.",
    ),
    Wait(
        WITHDRAWAL_MANAGEMENT,
        when=under_naltrexone_block,
        instead=(NALOXONE_RESCUE,),
        name="withdrawal_naltrexone_block",
        source=VIVITROL_LABEL,
        because="Naltrexone still blocks opioids, so there is no withdrawal to treat with them.",
    ),
    Caution(
        WITHDRAWAL_MANAGEMENT,
        when=any_of(opioid_use_disorder, f.physically_dependent),
        name="withdrawal_is_no_treatment",
        source=NICE_CG52,
        because="On its own it is not treatment: most people use again, with their tolerance gone, and many die. A medicine comes with it "
        "or after it, and naloxone goes home with you.",
    ),
    Offer(
        BRIDGE_PRESCRIPTION,
        when=all_of(
            opioid_use_disorder,
            any_of(
                on_record(f.setting.is_("emergency_department", "hospital")),
                on_record(f.hospital_discharge_planned),
                on_record(f.custody.is_("release_planned", "released")),
            ),
        ),
        name="bridge",
        source=CFR_1306_07,
        because="A supply until the first visit, so that no day is missed. In the US a hospital may hand out methadone for {BRIDGE_DAYS} "
        "while it refers you.",
    ),
    Offer(
        HOSPITAL_CONTINUATION,
        when=all_of(on_a_medicine, f.setting.is_("hospital", "emergency_department")),
        name="hospital",
        source=MISSED_METHADONE_VA,
        because="Your medicine goes on in hospital. Pain relief is given on top.",
    ),
    Require(
        PRESCRIBER_ASSESSMENT,
        before=HOSPITAL_CONTINUATION,
        when=all_of(on_agonist, f.setting.is_("hospital", "emergency_department")),
        met=f.dose_verified,
        name="hospital_dose_confirmed",
        source=MISSED_METHADONE_VA,
        because="The clinic or pharmacy confirms the dose and the last day it was taken before it goes on.",
    ),
    Caution(
        HOSPITAL_CONTINUATION,
        when=not_(f.dose_verified),
        name="hospital_unverified",
        source=MISSED_METHADONE_VA,
        because="Nobody has confirmed the dose yet. Until the clinic or pharmacy does, it starts as if new.",
    ),
    Offer(
        SUPERVISED_DOSING,
        when=all_of(opioid_use_disorder, not_(on_naltrexone)),
        name="supervised",
        source=NICE_TA114,
        because="Taking the dose with a nurse or pharmacist near is safe, above all at first.",
    ),
    Prefer(
        SUPERVISED_DOSING,
        when=any_of(
            f.days_on_treatment < SUPERVISED_AT_FIRST,
            all_of(f.children_at_home, not_(f.safe_storage)),
            sedatives,
            f.suicide_risk.is_("moderate", "high"),
        ),
        name="supervised_now",
        source=NICE_TA114,
        because="In the first {SUPERVISED_AT_FIRST}, or while a supply at home would be a danger, this is the safer way.",
    ),
    Caution(
        SUPERVISED_DOSING,
        when=not_(f.can_attend_daily),
        name="supervised_too_far",
        source=CLINICAL_REVIEW,
        because="You cannot come every day. That must not keep you from treatment: find another way.",
    ),
    Offer(
        TAKE_HOME_DOSES,
        when=all_of(on_methadone, f.days_on_treatment <= FIRST_TIER_ENDS),
        name="take_home_first",
        places=("us",),
        source=CFR_8_12,
        because="In the first {FIRST_TIER_ENDS} of treatment the law allows up to {TAKE_HOME_FIRST} of doses at home, if the six safety "
        "points are met.",
    ),
    Offer(
        TAKE_HOME_DOSES,
        when=all_of(on_methadone, f.days_on_treatment > FIRST_TIER_ENDS, f.days_on_treatment <= SECOND_TIER_ENDS),
        name="take_home_second",
        places=("us",),
        source=CFR_8_12,
        because="Up to day thirty the law allows up to {TAKE_HOME_SECOND} of doses at home, if the six safety points are met.",
    ),
    Offer(
        TAKE_HOME_DOSES,
        when=all_of(on_methadone, f.days_on_treatment > SECOND_TIER_ENDS),
        name="take_home_later",
        places=("us",),
        source=CFR_8_12,
        because="After {SECOND_TIER_ENDS} of treatment the law allows up to {TAKE_HOME_LATER} of doses at home, if the six safety points "
        "are met.",
    ),
    Offer(
        TAKE_HOME_DOSES,
        when=on_sublingual,
        name="take_home_buprenorphine",
        source=CFR_8_12,
        because="Buprenorphine can be taken at home; the federal take-home limits are for methadone only.",
    ),
    Offer(
        TAKE_HOME_DOSES,
        when=on_methadone,
        name="take_home_uk",
        places=("uk",),
        source=FP10MDA,
        because="An instalment prescription covers up to {INSTALMENT_DAYS}; how much goes home at once is the prescriber's decision.",
    ),
    Wait(
        TAKE_HOME_DOSES,
        when=any_of(f.supply_unsafe, f.impaired_now, breathing_unsafe),
        instead=(SUPERVISED_DOSING, METHADONE, BUPRENORPHINE_NALOXONE_SL),
        name="take_home_later_when_safe",
        source=CLINICAL_REVIEW,
        because="A supply at home is a danger just now. Your medicine goes on, with staff present.",
    ),
    Caution(
        TAKE_HOME_DOSES,
        when=any_of(not_(f.safe_storage), f.children_at_home, sedatives, f.suicide_risk.is_("moderate")),
        name="take_home_locked",
        source=CLINICAL_REVIEW,
        because="Lock the doses away. One swallow can kill a child.",
    ),
)
