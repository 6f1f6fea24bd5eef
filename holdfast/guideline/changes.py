"""Changes that are not one medicine's own: going on, holding a dose, splitting it, supply, withdrawal management."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    BRIDGE_PRESCRIPTION,
    BUPRENORPHINE_NALOXONE_SL,
    CONTINUE_CURRENT,
    HOLD_DOSE_TODAY,
    HOSPITAL_CONTINUATION,
    METHADONE,
    SPLIT_DOSE,
    SUPERVISED_DOSING,
    TAKE_HOME_DOSES,
    WITHDRAWAL_MANAGEMENT,
)
from holdfast.guideline.situations import (
    NALTREXONE_XR_BLOCK,
    QTC_DANGEROUS,
    not_awake,
    on_a_medicine,
    on_agonist,
    on_methadone,
    on_naltrexone,
    on_sublingual,
    opioid_use_disorder,
    sedatives,
)
from holdfast.guideline.sources import (
    ACOG_711,
    ASAM_2020,
    CFR_8_12,
    CFR_1306_07,
    CLINICAL_REVIEW,
    DIVIDED_DOSES,
    FP10MDA,
    MISSED_METHADONE_AU,
    MISSED_METHADONE_VA,
    NICE_CG52,
    NICE_TA114,
    QT_PANEL,
    VIVITROL_LABEL,
)
from holdfast.guideline.urgent import LOW_OXYGEN, SLOW_BREATHING
from holdfast.language.expressions import Limit, all_of, any_of, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Rule, Wait

DAYS_MISSED = Limit("days", us=3, uk=3, since=MISSED_METHADONE_AU.date, source=MISSED_METHADONE_AU)
SECOND_TRIMESTER = Limit("trimester", us=2, uk=2, since=DIVIDED_DOSES.date, source=DIVIDED_DOSES)
SUPERVISED_AT_FIRST = Limit("days", us=90, uk=90, since=NICE_TA114.date, source=NICE_TA114)
BRIDGE_DAYS = Limit("days", us=3, uk=3, since=CFR_1306_07.date, source=CFR_1306_07)
FIRST_TIER_ENDS = Limit("days", us=14, uk=14, since=CFR_8_12.date, source=CFR_8_12)
SECOND_TIER_ENDS = Limit("days", us=30, uk=30, since=CFR_8_12.date, source=CFR_8_12)
TAKE_HOME_FIRST = Limit("days", us=7, uk=7, since=CFR_8_12.date, source=CFR_8_12)
TAKE_HOME_SECOND = Limit("days", us=14, uk=14, since=CFR_8_12.date, source=CFR_8_12)
TAKE_HOME_LATER = Limit("days", us=28, uk=28, since=CFR_8_12.date, source=CFR_8_12)
INSTALMENT_DAYS = Limit("days", us=14, uk=14, since=FP10MDA.date, source=FP10MDA)

takes_doses = any_of(on_methadone, on_sublingual)

RULES: tuple[Rule, ...] = (
    Offer(
        CONTINUE_CURRENT,
        when=on_a_medicine,
        name="go_on",
        source=ASAM_2020,
        because="Staying on your medicine is the safest thing. There is no time limit.",
    ),
    Prefer(
        CONTINUE_CURRENT,
        when=all_of(on_a_medicine, any_of(f.dose_control.is_("ok"), f.in_remission, not_(f.still_using_opioids))),
        name="it_works",
        source=ASAM_2020,
        because="It is working for you.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=any_of(f.missed_doses >= DAYS_MISSED, f.dose_control.is_("sedation"), not_awake),
        name="not_the_same_dose",
        source=MISSED_METHADONE_AU,
        because="Stay on the medicine, but not on the same dose today: after {DAYS_MISSED} without it, or when drowsy, the dose is "
        "looked at first.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=all_of(on_methadone, any_of(f.qtc_ms >= QTC_DANGEROUS, f.torsades_history)),
        name="heart_first",
        source=QT_PANEL,
        because="The heart tracing is dangerous: review today, lower the dose or change to buprenorphine. Do not simply stop.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=any_of(
            all_of(on_naltrexone, any_of(f.pregnant, f.takes_opioid_analgesic)),
            all_of(f.current_medication.is_("naltrexone_xr"), f.days_since_xr_injection > NALTREXONE_XR_BLOCK),
        ),
        name="naltrexone_review",
        source=VIVITROL_LABEL,
        because="Talk it over first: {NALTREXONE_XR_BLOCK} after an injection you are no longer covered, and pregnancy or pain relief "
        "changes the choice.",
    ),
    Offer(
        HOLD_DOSE_TODAY,
        when=all_of(on_agonist, any_of(not_awake, f.respiratory_rate < SLOW_BREATHING, f.oxygen_saturation < LOW_OXYGEN)),
        name="hold",
        source=MISSED_METHADONE_AU,
        because="A dose on top of this could stop your breathing. You get it once you are awake; you do not lose your place.",
    ),
    Prefer(HOLD_DOSE_TODAY, when=f.sedated, name="hold_sedated", source=MISSED_METHADONE_AU, because="You are too drowsy for a dose now."),
    Offer(
        SPLIT_DOSE,
        when=all_of(
            takes_doses,
            any_of(
                all_of(f.pregnant, f.trimester >= SECOND_TRIMESTER),
                f.dose_control.is_("end_of_dose_withdrawal"),
                f.cyp3a4_inducer,
                f.chronic_pain,
                f.opioid_analgesia_planned,
            ),
        ),
        name="split",
        source=DIVIDED_DOSES,
        because="The dose wears off too soon. The same daily amount in two parts or more lasts the day.",
    ),
    Avoid(
        SPLIT_DOSE,
        when=f.dose_control.is_("sedation"),
        hard=False,
        name="split_when_drowsy",
        source=CLINICAL_REVIEW,
        because="You are drowsy on the dose: look at that first.",
    ),
    Offer(
        WITHDRAWAL_MANAGEMENT,
        when=all_of(any_of(opioid_use_disorder, f.physically_dependent), not_(on_agonist)),
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
    Caution(
        WITHDRAWAL_MANAGEMENT,
        when=any_of(opioid_use_disorder, f.physically_dependent),
        name="withdrawal_is_no_treatment",
        source=NICE_CG52,
        because="On its own it is not treatment: most people use again, with their tolerance gone, and many die. A medicine comes with "
        "it or after it, "
        "and naloxone goes home with you.",
    ),
    Offer(
        BRIDGE_PRESCRIPTION,
        when=all_of(
            opioid_use_disorder,
            any_of(
                f.setting.is_("emergency_department", "hospital"),
                f.hospital_discharge_planned,
                f.custody.is_("release_planned", "released"),
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
        when=any_of(f.suicide_risk.is_("high"), f.sedated),
        instead=(SUPERVISED_DOSING, METHADONE, BUPRENORPHINE_NALOXONE_SL),
        name="take_home_later_when_safe",
        source=CLINICAL_REVIEW,
        because="A supply at home is a danger just now. Your medicine goes on, with staff present.",
    ),
    Caution(
        TAKE_HOME_DOSES,
        when=any_of(not_(f.safe_storage), f.children_at_home, sedatives),
        name="take_home_locked",
        source=CLINICAL_REVIEW,
        because="Lock the doses away. One swallow can kill a child.",
    ),
)
