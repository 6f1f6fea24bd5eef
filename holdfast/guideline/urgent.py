"""What comes before anything else: the contract's urgent codes, each with the reason that a person could read."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.situations import (
    LOW_OXYGEN,
    NALTREXONE_XR_BLOCK,
    QTC_DANGEROUS,
    SLOW_BREATHING,
    TOLERANCE_KEPT,
    on_a_medicine,
    on_agonist,
    on_methadone,
    on_record,
    opioid_use_disorder,
)
from holdfast.guideline.sources import (
    ACOG_711,
    ASAM_2020,
    CLINICAL_REVIEW,
    COWS_FORM,
    DESIGN,
    MISSED_METHADONE_AU,
    MMWR_MEDETOMIDINE,
    NALOXONE_LABELS,
    PRECIPITATED,
    QT_PANEL,
)
from holdfast.language.expressions import Limit, all_of, any_of, known, not_
from holdfast.language.rules import Rule, Urgent

SEVERE_COWS = Limit("points", us=25, uk=25, since=COWS_FORM.date, source=COWS_FORM)
MODERATE_COWS = Limit("points", us=13, uk=13, since=COWS_FORM.date, source=COWS_FORM)
RISKY_WEEKS_AFTER_RELEASE = Limit("days", us=28, uk=28, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
RAISED_PRESSURE = Limit("mmHg", us=160, uk=160, since=MMWR_MEDETOMIDINE.date, source=MMWR_MEDETOMIDINE.recalled())
RACING_PULSE = Limit("/min", us=120, uk=120, since=MMWR_MEDETOMIDINE.date, source=MMWR_MEDETOMIDINE.recalled())
ANY_THOUGHT = Limit("points", us=1, uk=1, since=DESIGN.date, source=CLINICAL_REVIEW)

RULES: tuple[Rule, ...] = (
    Urgent(
        "overdose_now",
        when=f.overdose_now,
        name="overdose_now",
        source=NALOXONE_LABELS,
        because="Call an ambulance. Breathe for the person, give naloxone, lay them on their side and stay: it can wear off.",
    ),
    Urgent(
        "respiratory_depression",
        when=any_of(f.respiratory_rate < SLOW_BREATHING, f.oxygen_saturation < LOW_OXYGEN),
        name="respiratory_depression",
        source=CLINICAL_REVIEW,
        because="Breathing is too slow (below {SLOW_BREATHING}) or oxygen too low (below {LOW_OXYGEN}). Support breathing, give naloxone, "
        "give no opioid.",
    ),
    Urgent(
        "medical_emergency",
        when=any_of(
            f.medically_unstable,
            f.head_injury,
            f.severe_infection,
            f.bowel_obstruction,
            f.respiratory_insufficiency.is_("acute_severe"),
            f.acute_hepatitis,
        ),
        name="medical_emergency",
        source=ASAM_2020,
        because="This needs a hospital first. The medicine for addiction goes on there.",
    ),
    Urgent(
        "suicide_risk_high",
        when=f.suicide_risk.is_("high"),
        name="suicide_risk_high",
        source=CLINICAL_REVIEW,
        because="Do not leave the person alone. A clinician sees them now. The medicine goes on; doses to take home wait until then.",
    ),
    Urgent(
        "self_harm_screen_today",
        when=all_of(f.phq9_item9 >= ANY_THOUGHT, not_(known(f.suicide_risk))),
        name="self_harm_screen_today",
        source=CLINICAL_REVIEW,
        because="The person has thought of death or of hurting themselves. Ask the suicide screen today, whatever the total score.",
    ),
    Urgent(
        "sedated_hold_dose",
        when=all_of(any_of(f.sedated, f.intoxicated), any_of(on_a_medicine, opioid_use_disorder)),
        name="sedated_hold_dose",
        source=MISSED_METHADONE_AU,
        because="Drowsy, drunk or high: no dose now. Watch breathing, look for the cause, and look again in an hour.",
    ),
    Urgent(
        "precipitated_withdrawal",
        when=f.precipitated_withdrawal,
        name="precipitated_withdrawal",
        source=PRECIPITATED,
        because="Buprenorphine has set off withdrawal. More buprenorphine treats it, with someone watching; do not give up on it.",
    ),
    Urgent(
        "alpha2_withdrawal",
        when=all_of(
            f.alpha2_adulterant_suspected,
            any_of(f.cows_score >= MODERATE_COWS, f.systolic_bp >= RAISED_PRESSURE, f.heart_rate >= RACING_PULSE),
        ),
        name="alpha2_withdrawal",
        source=MMWR_MEDETOMIDINE,
        because="The supply may hold a sedative whose withdrawal does not answer to opioids: blood pressure and pulse shoot up within a day"
        " or two. It can need intensive care.",
    ),
    Urgent(
        "qtc_500",
        when=f.qtc_ms >= QTC_DANGEROUS,
        name="qtc_500",
        source=QT_PANEL,
        because="The heart tracing is at or above {QTC_DANGEROUS}. See the prescriber today, correct potassium and magnesium, stop other "
        "medicines that lengthen it; lower methadone or change to buprenorphine, never a bare stop.",
    ),
    Urgent(
        "interaction_review",
        when=all_of(on_agonist, f.cyp3a4_inducer, f.interacting_change.is_("stopped")),
        name="interaction_review",
        source=CLINICAL_REVIEW,
        because="A medicine that kept the dose low has been stopped: the same dose now grows stronger for days. See the prescriber today.",
    ),
    Urgent(
        "pregnancy_priority",
        when=all_of(f.pregnant, opioid_use_disorder, not_(on_record(on_agonist))),
        name="pregnancy_priority",
        source=ACOG_711,
        because="Pregnant people come first: methadone or buprenorphine today, and no withdrawal.",
    ),
    Urgent(
        "alcohol_or_sedative_withdrawal",
        when=any_of(
            f.alcohol_withdrawal_now,
            f.alcohol_withdrawal_risk.is_("severe"),
            all_of(f.withdrawal_seizure_or_dt_history, any_of(f.alcohol_use.is_("dependent"), f.sedative_dependent)),
        ),
        name="alcohol_or_sedative_withdrawal",
        source=ASAM_2020.recalled(),
        because="Stopping alcohol or sedatives at once can bring on fits and kill. It needs treatment of its own today.",
    ),
    Urgent(
        "severe_withdrawal",
        when=f.cows_score >= SEVERE_COWS,
        name="severe_withdrawal",
        source=COWS_FORM,
        because="Withdrawal is severe ({SEVERE_COWS} or more). Treat it now.",
    ),
    Urgent(
        "lost_tolerance",
        when=any_of(
            f.lost_tolerance,
            f.days_since_release <= RISKY_WEEKS_AFTER_RELEASE,
            all_of(on_methadone, f.missed_doses >= TOLERANCE_KEPT, not_(on_record(f.opioids_since_last_dose))),
            all_of(f.current_medication.is_("naltrexone_xr"), f.days_since_xr_injection > NALTREXONE_XR_BLOCK),
        ),
        name="lost_tolerance",
        source=ASAM_2020.recalled(),
        because="Tolerance is lost: a dose that was once usual can kill. Start low, keep naloxone near, never use alone.",
    ),
)
