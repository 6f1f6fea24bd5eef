"""Starting buprenorphine under watch: at a high dose, and in the emergency department after naloxone."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.buprenorphine.readiness import (
    ONE_SIGN,
    THREE_DAYS,
    may_start,
    takes_long_acting,
    takes_methadone,
)
from holdfast.guideline.medicines.buprenorphine.starts import METHADONE_GONE, withdrawal_can_come
from holdfast.guideline.options import (
    METHADONE,
    NALOXONE_RESCUE,
    PRE_DOSE_CHECKLIST,
    START_BUPRENORPHINE_AFTER_OVERDOSE,
    START_BUPRENORPHINE_HIGH_DOSE,
    START_BUPRENORPHINE_LOW_DOSE,
    SYMPTOMATIC_MEDICINES,
)
from holdfast.guideline.situations import lungs, on_buprenorphine_xr, opioid_use_disorder, sedatives, strong_supply
from holdfast.guideline.sources import CA_BRIDGE, CLINICAL_REVIEW, HERRING_2021
from holdfast.language.expressions import Limit, all_of, any_of, known, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule, Wait

COWS_WATCHED = Limit("points", us=8, uk=8, since=HERRING_2021.date, source=HERRING_2021, settings=(8, 13))
COWS_AFTER_NALOXONE = Limit("points", us=4, uk=4, since=CA_BRIDGE.date, source=CA_BRIDGE)
NALOXONE_TODAY = Limit("hours", us=24, uk=24, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
BREATHING_WELL = Limit("/min", us=12, uk=12, since=CA_BRIDGE.date, source=CA_BRIDGE)

RULES: tuple[Rule, ...] = (
    Offer(
        START_BUPRENORPHINE_HIGH_DOSE,
        when=all_of(opioid_use_disorder, may_start, withdrawal_can_come, f.setting.is_("emergency_department", "hospital", "otp")),
        name="start_high_dose",
        source=HERRING_2021,
        because="Where staff can watch you, a larger first dose stops withdrawal within hours and holds for a day or more.",
    ),
    Prefer(
        START_BUPRENORPHINE_HIGH_DOSE,
        when=all_of(strong_supply, f.setting.is_("emergency_department", "hospital")),
        name="high_dose_fits",
        source=HERRING_2021,
        because="After fentanyl a larger first dose often works better.",
    ),
    Wait(
        START_BUPRENORPHINE_HIGH_DOSE,
        when=f.cows_score < COWS_WATCHED,
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, SYMPTOMATIC_MEDICINES),
        name="high_dose_withdrawal_too_mild",
        source=HERRING_2021,
        because="Your withdrawal is below {COWS_WATCHED}, so a large dose could make it much worse. Look again in an hour or two.",
    ),
    Wait(
        START_BUPRENORPHINE_HIGH_DOSE,
        when=f.objective_withdrawal_signs < ONE_SIGN,
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, SYMPTOMATIC_MEDICINES),
        name="high_dose_no_sign_seen",
        source=CA_BRIDGE,
        because="No sign of withdrawal can be seen yet, such as wide pupils, yawning or goose bumps. Look again in an hour or two.",
    ),
    Wait(
        START_BUPRENORPHINE_HIGH_DOSE,
        when=all_of(takes_methadone, f.hours_since_methadone < METHADONE_GONE, not_(f.days_opioid_free >= THREE_DAYS)),
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE),
        name="high_dose_methadone",
        source=HERRING_2021,
        because="Within {METHADONE_GONE} of methadone a large dose can set off severe withdrawal.",
    ),
    Caution(
        START_BUPRENORPHINE_HIGH_DOSE,
        when=any_of(lungs, sedatives, f.medically_unstable, f.severe_infection),
        name="high_dose_watch",
        source=HERRING_2021,
        because="With weak lungs, sedatives or a serious illness, use a smaller first dose and watch breathing for longer.",
    ),
    Offer(
        START_BUPRENORPHINE_AFTER_OVERDOSE,
        when=all_of(opioid_use_disorder, may_start, f.hours_since_naloxone <= NALOXONE_TODAY, f.setting.is_("emergency_department")),
        name="start_after_overdose",
        source=CA_BRIDGE,
        because="Naloxone has woken you. Buprenorphine now eases the withdrawal and guards you against the next overdose.",
    ),
    Avoid(
        START_BUPRENORPHINE_AFTER_OVERDOSE,
        when=all_of(f.hours_since_naloxone <= NALOXONE_TODAY, any_of(takes_methadone, takes_long_acting, on_buprenorphine_xr)),
        hard=False,
        name="long_acting_overdose",
        source=CLINICAL_REVIEW,
        because="A long-acting opioid lasts longer than naloxone, so the overdose can come back. You need a day of watching first.",
    ),
    Avoid(
        START_BUPRENORPHINE_AFTER_OVERDOSE,
        when=all_of(f.hours_since_naloxone <= NALOXONE_TODAY, any_of(f.medically_unstable, f.severe_infection, f.head_injury)),
        hard=False,
        name="too_ill_after_overdose",
        source=CLINICAL_REVIEW,
        because="You are too ill for it this minute. Treat that first, and start in the hospital.",
    ),
    Require(
        PRE_DOSE_CHECKLIST,
        before=START_BUPRENORPHINE_AFTER_OVERDOSE,
        when=f.hours_since_naloxone <= NALOXONE_TODAY,
        met=known(f.respiratory_rate),
        name="breaths_counted",
        source=CA_BRIDGE,
        because="Your breaths are counted before a dose.",
    ),
    Wait(
        START_BUPRENORPHINE_AFTER_OVERDOSE,
        when=f.respiratory_rate < BREATHING_WELL,
        instead=(NALOXONE_RESCUE,),
        name="breathing_slow",
        source=CA_BRIDGE,
        because="You breathe less than {BREATHING_WELL}. Stay here until you breathe well and are awake; we look again within the hour.",
    ),
    Wait(
        START_BUPRENORPHINE_AFTER_OVERDOSE,
        when=f.cows_score < COWS_AFTER_NALOXONE,
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, NALOXONE_RESCUE),
        name="no_withdrawal_after_overdose",
        source=CA_BRIDGE,
        because="Your withdrawal is below {COWS_AFTER_NALOXONE}. Look again within the hour.",
    ),
    Avoid(
        START_BUPRENORPHINE_AFTER_OVERDOSE,
        when=any_of(
            f.alcohol_use.is_("risky", "dependent"),
            f.benzodiazepine_use.is_("prescribed", "not_prescribed", "both"),
            f.benzodiazepine_found,
        ),
        hard=False,
        name="sedatives_in_the_overdose",
        source=CLINICAL_REVIEW,
        because="Alcohol or a sedative may be part of this overdose, and buprenorphine on top could stop your breathing. Wait until it has "
        "passed.",
    ),
)
