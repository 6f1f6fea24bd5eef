"""Methadone: whom it suits, where it may be given, and the first dose."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    GUARDIAN_CONSENT,
    INCREASE_METHADONE,
    METHADONE,
    NALOXONE_RESCUE,
    RESUME_METHADONE,
    SPECIALIST_REVIEW,
    START_BUPRENORPHINE_AFTER_OVERDOSE,
    START_METHADONE,
    SWITCH_BUPRENORPHINE_TO_METHADONE,
)
from holdfast.guideline.situations import (
    OLDER_AGE,
    QTC_DANGEROUS,
    QTC_LONG,
    lungs,
    not_awake,
    on_buprenorphine,
    on_methadone,
    on_record,
    opioid_use_disorder,
    qt_risk,
    sedatives,
    tolerance_lost,
    under_naltrexone_block,
)
from holdfast.guideline.sources import (
    ACOG_711,
    ASAM_2020,
    BCCSU,
    CFR_8_12,
    CFR_1306_07,
    CLINICAL_REVIEW,
    FDA_SEDATIVES,
    METHADONE_LABEL,
    NICE_CG52,
    QT_PANEL,
    TIP_63,
)
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule, Wait

BUPRENORPHINE_AT_ITS_BEST = Limit("mg", us=24, uk=24, since=ASAM_2020.date, source=ASAM_2020)
RESTART = Limit("days", us=5, uk=5, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(3, 5))
NALOXONE_HAS_WORN_OFF = Limit("hours", us=24, uk=24, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)

GIVEN_BY_LAW = (START_METHADONE, INCREASE_METHADONE, RESUME_METHADONE, SWITCH_BUPRENORPHINE_TO_METHADONE)
away_from_a_programme = Named("care given away from a methadone programme", not_(f.methadone_lawful_here))
no_programme = Named(
    "no methadone programme within reach",
    all_of(not_(f.otp_available), f.setting.is_("primary_care", "home", "community"), not_(on_methadone)),
)
missed_too_long = Named("missed for so long that it is a new start", all_of(on_methadone, f.missed_doses >= RESTART))

still_using_at_its_best = all_of(
    f.current_medication.is_("buprenorphine"), f.current_buprenorphine_mg >= BUPRENORPHINE_AT_ITS_BEST, f.still_using_opioids
)
heart_sound = Named("no known risk to the heart's rhythm", not_(any_of(qt_risk, f.qtc_ms >= QTC_LONG)))
"""Without it nothing puts methadone forward: for the heart's sake buprenorphine never ranks below it."""

RULES: tuple[Rule, ...] = (
    Offer(
        METHADONE,
        when=opioid_use_disorder,
        name="treats_the_disorder",
        source=ASAM_2020,
        because="It takes away withdrawal and craving, and it keeps people alive.",
    ),
    Prefer(
        METHADONE,
        when=all_of(f.prefers.is_("methadone"), heart_sound),
        name="chosen",
        source=ASAM_2020,
        because="It is the medicine you would choose.",
    ),
    Prefer(
        METHADONE,
        when=all_of(f.response_methadone.is_("good"), heart_sound),
        name="worked_before",
        source=ASAM_2020,
        because="It has worked for you before.",
    ),
    Prefer(
        METHADONE,
        when=all_of(on_methadone, any_of(f.dose_control.is_("ok"), f.in_remission), not_(on_record(f.still_using_opioids)), heart_sound),
        alone=True,
        name="works_now",
        source=ASAM_2020,
        because="You take it now and it holds you.",
    ),
    Prefer(
        METHADONE,
        when=all_of(any_of(f.response_buprenorphine.is_("poor", "not_tolerated"), still_using_at_its_best), heart_sound),
        name="buprenorphine_was_not_enough",
        source=ASAM_2020,
        because="Buprenorphine has not held you.",
    ),
    Prefer(
        METHADONE,
        when=all_of(f.pregnant, heart_sound),
        name="pregnancy",
        source=ACOG_711,
        because="In pregnancy it protects you and the baby. Stopping opioids without it does not.",
    ),
    Avoid(
        METHADONE,
        when=f.allergy_methadone,
        hard=True,
        name="allergy",
        source=BCCSU,
        because="You have had a serious allergic reaction to it.",
    ),
    Avoid(
        METHADONE,
        when=any_of(f.bowel_obstruction, f.respiratory_insufficiency.is_("acute_severe")),
        hard=True,
        name="bowel_or_breathing",
        source=METHADONE_LABEL,
        because="With a blocked bowel, or with breathing as weak as yours is now, it could kill you.",
    ),
    Avoid(
        METHADONE,
        when=f.maoi_use,
        hard=False,
        name="maoi",
        source=BCCSU,
        because="You have taken an MAOI medicine (or linezolid) in the last two weeks. The two together are dangerous.",
    ),
    Avoid(
        METHADONE,
        when=any_of(f.qtc_ms >= QTC_DANGEROUS, f.torsades_history),
        hard=False,
        name="qtc_dangerous",
        source=QT_PANEL,
        because="Your heart tracing is at or above {QTC_DANGEROUS}, or you have had a dangerous rhythm. Methadone can make it worse; "
        "buprenorphine is safer. If you take it now, do not just stop: see the prescriber today.",
    ),
    Avoid(
        START_METHADONE,
        when=f.head_injury,
        hard=False,
        name="head_injury",
        source=METHADONE_LABEL,
        because="With a head injury it can hide signs of danger and weaken breathing.",
    ),
    Avoid(
        GIVEN_BY_LAW,
        when=away_from_a_programme,
        hard=True,
        name="programme_only",
        places=("us",),
        source=CFR_1306_07,
        because="By law only a licensed programme or a hospital may give methadone for addiction. We can refer you there today.",
    ),
    Avoid(
        METHADONE,
        when=no_programme,
        hard=False,
        name="no_programme",
        places=("us",),
        source=CFR_8_12,
        because="There is no methadone programme that you can get to.",
    ),
    Wait(
        START_METHADONE,
        when=not_awake,
        instead=(NALOXONE_RESCUE,),
        name="not_awake",
        source=METHADONE_LABEL,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. Stay here until you are awake; we look again in an "
        "hour.",
    ),
    Wait(
        START_METHADONE,
        when=under_naltrexone_block,
        instead=(NALOXONE_RESCUE,),
        name="naltrexone_block",
        source=ASAM_2020.recalled(),
        because="Naltrexone still blocks it. A dose strong enough to break through could stop your breathing.",
    ),
    Wait(
        START_METHADONE,
        when=f.hours_since_naloxone < NALOXONE_HAS_WORN_OFF,
        instead=(START_BUPRENORPHINE_AFTER_OVERDOSE, NALOXONE_RESCUE),
        name="after_overdose",
        source=CLINICAL_REVIEW,
        because="Naloxone was given in the last {NALOXONE_HAS_WORN_OFF}. It wears off before the opioid does, so methadone on top could "
        "stop your breathing again.",
    ),
    Require(
        GUARDIAN_CONSENT,
        before=START_METHADONE,
        when=f.under_eighteen,
        met=f.guardian_consent,
        name="guardian_consent",
        places=("us",),
        source=CFR_8_12.recalled(),
        because="Under {ADULT_AGE} a parent or guardian agrees in writing, unless state law lets you decide.",
    ),
    Require(
        SPECIALIST_REVIEW,
        before=METHADONE,
        when=f.under_sixteen,
        met=f.specialist_agreed,
        name="specialist_under_sixteen",
        source=NICE_CG52.recalled(),
        because="Under {CHILD_AGE} a specialist in young people's care decides with you.",
    ),
    Caution(
        METHADONE,
        when=all_of(f.qtc_ms >= QTC_LONG, f.qtc_ms < QTC_DANGEROUS),
        name="qtc_long",
        source=QT_PANEL,
        because="Your heart tracing is long ({QTC_LONG} or more). Talk over the risk, correct the blood salts, and look at buprenorphine.",
    ),
    Caution(
        METHADONE,
        when=qt_risk,
        name="qt_risk",
        source=QT_PANEL,
        because="Something in your history or medicines can upset the heart's rhythm. A heart tracing comes before the first dose.",
    ),
    Caution(
        METHADONE,
        when=sedatives,
        name="sedatives",
        source=FDA_SEDATIVES,
        because="With alcohol or sedatives it can stop your breathing. You are not refused it: start low, come more often, keep naloxone "
        "near.",
    ),
    Caution(
        METHADONE,
        when=lungs,
        name="lungs",
        source=METHADONE_LABEL,
        because="Weak lungs or sleep apnoea: start low and go slowly.",
    ),
    Caution(
        METHADONE,
        when=all_of(f.age >= OLDER_AGE, not_(on_methadone)),
        name="older",
        source=CLINICAL_REVIEW,
        because="From {OLDER_AGE} on the first dose is lower.",
    ),
    Caution(
        METHADONE,
        when=f.under_eighteen,
        name="young",
        source=CFR_8_12.recalled(),
        because="Under {ADULT_AGE} buprenorphine is usually tried first.",
    ),
    Caution(
        METHADONE,
        when=f.child_pugh.is_("B", "C"),
        name="liver",
        source=METHADONE_LABEL,
        because="Your liver clears it slowly: start lower and rise more slowly.",
    ),
    Caution(
        METHADONE,
        when=any_of(f.cyp3a4_inhibitor, f.cyp3a4_inducer, f.interacting_change.is_("started", "stopped")),
        name="interactions",
        source=METHADONE_LABEL,
        because="Another medicine raises or lowers it. When that one is started or stopped, the dose must be looked at within days.",
    ),
    Caution(
        (START_METHADONE, RESUME_METHADONE),
        when=tolerance_lost,
        name="tolerance_lost",
        source=ASAM_2020.recalled(),
        because="After {TOLERANCE_KEPT} or more without opioids your body has lost its tolerance. The first dose is very small.",
    ),
    Caution(
        METHADONE,
        when=f.response_methadone.is_("poor", "not_tolerated"),
        name="did_not_suit",
        source=ASAM_2020,
        because="It did not suit you before: find out why (dose too low?) before trying again.",
    ),
    Offer(
        START_METHADONE,
        when=any_of(all_of(opioid_use_disorder, not_(on_methadone), not_(on_buprenorphine)), missed_too_long),
        name="start",
        source=TIP_63.part(3),
        because="It can start without waiting for withdrawal.",
    ),
    Prefer(
        START_METHADONE,
        when=missed_too_long,
        name="start_again",
        source=CLINICAL_REVIEW,
        because="After {RESTART} or more without a dose, treatment starts again from a low dose.",
    ),
)
