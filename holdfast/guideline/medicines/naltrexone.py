"""Naltrexone, by mouth and by monthly injection: limits and rules (its calendar: guideline/calendars/naltrexone.py)."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    BUPRENORPHINE_NALOXONE_SL,
    METHADONE,
    NALOXONE_RESCUE,
    NALTREXONE,
    NALTREXONE_ORAL,
    NALTREXONE_XR,
    PREGNANCY_TEST,
    START_NALTREXONE,
    SWITCH_AGONIST_TO_NALTREXONE,
    URINE_DRUG_TEST,
)
from holdfast.guideline.situations import on_agonist, on_naltrexone, opioid_use_disorder
from holdfast.guideline.sources import ACOG_711, ASAM_2020, CLINICAL_REVIEW, DESIGN, NICE_TA115, REVIA_LABEL, TIP_63, VIVITROL_LABEL
from holdfast.language.expressions import Limit, Named, all_of, always, any_of, known, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule, Wait

OPIOID_FREE = Limit("days", us=7, uk=7, since=VIVITROL_LABEL.date, source=VIVITROL_LABEL, settings=(7, 10))
SHORTEST_AFTER_LONG_ACTING = Limit(
    "days", us=10, uk=10, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(10, 14), why="inside the 10 to 14 days of TIP 63"
)
AFTER_LONG_ACTING = Limit(
    "days",
    us=14,
    uk=14,
    since=VIVITROL_LABEL.date,
    source=VIVITROL_LABEL,
    settings=(10, 14),
    why="the longest of the published 7 to 14 days",
)
WITHDRAWAL_PRESENT = Limit("points", us=5, uk=5, since=VIVITROL_LABEL.date, source=CLINICAL_REVIEW)
ALT_STOP = Limit("times the upper limit", us=5, uk=5, since=TIP_63.date, source=TIP_63)
ALT_CARE = Limit("times the upper limit", us=3, uk=3, since=TIP_63.date, source=TIP_63)
EGFR_CARE = Limit("mL/min", us=60, uk=60, since=VIVITROL_LABEL.date, source=VIVITROL_LABEL)
FEW_PLATELETS = Limit("10^9/L", us=50, uk=50, since=DESIGN.date, source=DESIGN)

long_acting = f.last_opioid_class.is_("long_acting", "methadone", "buprenorphine", "buprenorphine_xr")
cleared_by_tests = Named("urine and naloxone challenge both clear", all_of(f.opioid_urine_negative, f.naloxone_challenge_negative))
off_naltrexone = Named("not protected by naltrexone now", not_(f.protected_by_naltrexone))
recent_opioid = Named("an opioid too recently", any_of(f.opioid_within_a_week, all_of(off_naltrexone, f.days_opioid_free < OPIOID_FREE)))
recent_long_acting = Named(
    "a long-acting opioid too recently",
    all_of(
        off_naltrexone,
        long_acting,
        f.days_opioid_free < AFTER_LONG_ACTING,
        not_(all_of(f.days_opioid_free >= SHORTEST_AFTER_LONG_ACTING, cleared_by_tests)),
    ),
)
injection_may_last = Named(
    "a buprenorphine injection that may still act",
    all_of(off_naltrexone, f.last_opioid_class.is_("buprenorphine_xr"), not_(cleared_by_tests)),
)

RULES: tuple[Rule, ...] = (
    Offer(
        NALTREXONE,
        when=opioid_use_disorder,
        name="blocks_opioids",
        source=TIP_63.part(3),
        because="It blocks opioids. It is for people who are already off them.",
    ),
    Prefer(
        NALTREXONE,
        when=f.prefers.is_("naltrexone"),
        name="chosen",
        source=ASAM_2020,
        because="It is the medicine you would choose.",
    ),
    Prefer(
        NALTREXONE,
        when=any_of(all_of(on_naltrexone, not_(f.still_using_opioids)), f.response_naltrexone.is_("good")),
        name="works_for_you",
        source=ASAM_2020,
        because="It has worked for you.",
    ),
    Prefer(
        NALTREXONE_XR,
        when=f.monitored_professional,
        name="monitored_work",
        places=("us",),  # elsewhere there is no injection to offer
        source=ASAM_2020.recalled(),
        because="Some licensing boards ask for a medicine that is not an opioid.",
    ),
    Avoid(
        NALTREXONE,
        when=any_of(f.takes_opioid_analgesic, on_agonist),
        hard=True,
        name="opioid_on_board",
        source=VIVITROL_LABEL,
        because="You take an opioid medicine. Naltrexone would bring on sudden, severe withdrawal.",
    ),
    Avoid(
        NALTREXONE,
        when=f.allergy_naltrexone,
        hard=True,
        name="allergy",
        source=VIVITROL_LABEL,
        because="You have had a serious allergic reaction to it.",
    ),
    Avoid(
        START_NALTREXONE,
        when=f.opioid_urine_positive,
        hard=True,
        name="positive_urine",
        source=VIVITROL_LABEL,
        because="A urine test shows an opioid. A first dose now would bring on severe withdrawal.",
    ),
    Avoid(
        NALTREXONE,
        when=all_of(f.pregnant, off_naltrexone),
        hard=False,
        name="pregnancy",
        source=ACOG_711,
        because="In pregnancy methadone or buprenorphine is safer for you and the baby than starting naltrexone.",
    ),
    Avoid(
        NALTREXONE,
        when=any_of(f.acute_hepatitis, f.alt_times_uln > ALT_STOP, f.child_pugh.is_("C")),
        hard=False,
        name="liver_failing",
        source=TIP_63.part(3),
        because="Your liver is too ill for it now.",
    ),
    Avoid(
        NALTREXONE,
        when=f.opioid_analgesia_planned,
        hard=False,
        name="pain_relief_planned",
        source=ASAM_2020.recalled(),
        because="You will soon need opioid pain relief, which it would block.",
    ),
    Avoid(
        NALTREXONE_XR,
        when=f.under_eighteen,
        hard=False,
        name="injection_for_adults",
        source=VIVITROL_LABEL,
        because="The injection has been studied in people of {ADULT_AGE} and over only.",
    ),
    Avoid(
        NALTREXONE_XR,
        when=always,
        hard=False,
        name="not_licensed",
        places=("uk",),
        source=NICE_TA115.recalled(),
        because="The injection has no licence in the UK.",
    ),
    Wait(
        NALTREXONE,
        when=recent_opioid,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, NALOXONE_RESCUE),
        name="recent_opioid",
        source=VIVITROL_LABEL,
        because="Less than {OPIOID_FREE} after an opioid it brings on severe withdrawal.",
    ),
    Wait(
        NALTREXONE,
        when=any_of(recent_long_acting, f.methadone_or_buprenorphine_lately),
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, NALOXONE_RESCUE),
        name="recent_long_acting",
        source=TIP_63.part(3),
        because="A long-acting opioid stays for up to {AFTER_LONG_ACTING}. From {SHORTEST_AFTER_LONG_ACTING} on, a clear urine test and a "
        "naloxone challenge can show that it has gone.",
    ),
    Wait(
        NALTREXONE,
        when=injection_may_last,
        instead=(BUPRENORPHINE_NALOXONE_SL, NALOXONE_RESCUE),
        name="buprenorphine_injection",
        source=CLINICAL_REVIEW,
        because="A buprenorphine injection can last for many months. Only a urine test clear of buprenorphine and a naloxone challenge can "
        "show that it has gone.",
    ),
    Wait(
        START_NALTREXONE,
        when=not_(f.opioid_urine_negative),
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, NALOXONE_RESCUE),
        name="urine_not_clear",
        source=VIVITROL_LABEL,
        because="The urine test is not clear of every opioid. Test again before a first dose.",
    ),
    Wait(
        NALTREXONE,
        when=f.naloxone_challenge_positive,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, NALOXONE_RESCUE),
        name="challenge_failed",
        source=REVIA_LABEL.recalled(),
        because="The naloxone challenge brought on withdrawal, so opioids are still there. Try again after a day.",
    ),
    Wait(
        START_NALTREXONE,
        when=f.cows_score >= WITHDRAWAL_PRESENT,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE),
        name="withdrawal_now",
        source=VIVITROL_LABEL,
        because="You are in withdrawal. Buprenorphine or methadone can help today.",
    ),
    Require(
        URINE_DRUG_TEST,
        before=START_NALTREXONE,
        when=opioid_use_disorder,
        met=f.opioid_urine_negative,
        name="urine_first",
        source=VIVITROL_LABEL,
        because="A clear urine test shows that it is safe to start naltrexone.",
    ),
    Require(
        PREGNANCY_TEST,
        before=START_NALTREXONE,
        when=all_of(opioid_use_disorder, f.can_become_pregnant),
        met=known(f.pregnant),
        name="pregnancy_test_first",
        source=ACOG_711,
        because="A pregnancy test comes first, because in pregnancy other medicines are safer.",
    ),
    Caution(
        NALTREXONE,
        when=all_of(f.pregnant, on_naltrexone),
        name="pregnant_and_stable",
        source=ACOG_711.recalled(),
        because="You are well on it and pregnant: decide together whether to go on.",
    ),
    Caution(
        NALTREXONE,
        when=any_of(f.alt_times_uln >= ALT_CARE, f.child_pugh.is_("B")),
        name="liver_care",
        source=TIP_63.part(3),
        because="Your liver needs watching: test it more often.",
    ),
    Caution(
        NALTREXONE,
        when=any_of(f.suicide_risk.is_("moderate", "high"), f.psychosis),
        name="mood",
        source=VIVITROL_LABEL,
        because="Low mood and thoughts of suicide need close watching with this medicine.",
    ),
    Caution(
        NALTREXONE,
        when=f.egfr < EGFR_CARE,
        name="kidneys",
        source=VIVITROL_LABEL,
        because="Weak kidneys clear it slowly.",
    ),
    Caution(
        NALTREXONE_XR,
        when=any_of(f.bleeding_risk, f.anticoagulated, f.platelets < FEW_PLATELETS),
        name="bleeding",
        places=("us",),
        source=VIVITROL_LABEL,
        because="An injection into muscle can bleed in you.",
    ),
    Caution(
        NALTREXONE_ORAL,
        when=opioid_use_disorder,
        name="tablets_are_left_off",
        source=ASAM_2020,
        because="Few people keep taking the tablets, and tolerance is lost. They help most when someone you trust sees you take them.",
    ),
    Offer(
        START_NALTREXONE,
        when=all_of(opioid_use_disorder, not_(on_naltrexone)),
        name="start",
        source=TIP_63.part(3),
        because="You could start once you have been off opioids long enough.",
    ),
    Offer(
        SWITCH_AGONIST_TO_NALTREXONE,
        when=on_agonist,
        name="switch",
        source=ASAM_2020,
        because="Changing to naltrexone means coming off your medicine first.",
    ),
    Avoid(
        SWITCH_AGONIST_TO_NALTREXONE,
        when=any_of(f.pregnant, f.takes_opioid_analgesic),
        hard=False,
        name="switch_unsafe",
        source=ACOG_711,
        because="Coming off your medicine now would put you in danger.",
    ),
    Wait(
        SWITCH_AGONIST_TO_NALTREXONE,
        when=on_agonist,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE),
        name="switch_needs_a_gap",
        source=VIVITROL_LABEL,
        because="First a slow taper, then {AFTER_LONG_ACTING} without any opioid and a clear urine test. Many people relapse in that gap: "
        "staying on your medicine is safer.",
    ),
)
