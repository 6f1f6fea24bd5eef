"""Conditions that several medicines read, each under the name a clinician would use for it."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.instruments import cows, dsm5_oud, sows_handelsman
from holdfast.guideline.sources import BCCSU, CLINICAL_REVIEW, METHADONE_LABEL, QT_PANEL, VIVITROL_LABEL
from holdfast.language.expressions import And, Condition, Limit, Named, all_of, any_of, condition, facts_in, known, not_

DSM5_MINIMUM = dsm5_oud.MILD
WITHDRAWAL_COWS = cows.MILD
WITHDRAWAL_SOWS = sows_handelsman.MODERATE
TOLERANCE_KEPT = Limit(
    "days",
    us=5,
    uk=5,
    since=METHADONE_LABEL.date,
    source=METHADONE_LABEL,
    settings=(3, 5),
    why="the label lowers the first dose after five days without",
)
QTC_LONG = Limit(
    "ms", us=450, uk=450, since=QT_PANEL.date, source=QT_PANEL, why="450, not 451: the clinical review took the lower boundary"
)
QTC_DANGEROUS = Limit("ms", us=500, uk=500, since=QT_PANEL.date, source=QT_PANEL)
DOSE_NEEDING_ECG = Limit("mg", us=100, uk=100, since=QT_PANEL.date, source=QT_PANEL)
NALTREXONE_XR_BLOCK = Limit("days", us=28, uk=28, since=VIVITROL_LABEL.date, source=VIVITROL_LABEL)
CHILD_AGE = Limit("years", us=16, uk=16, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
ADULT_AGE = Limit("years", us=18, uk=18, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
OLDER_AGE = Limit("years", us=60, uk=60, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
LOW_POTASSIUM = Limit("mmol/L", us=3.5, uk=3.5, since=BCCSU.date, source=BCCSU.recalled())
LOW_MAGNESIUM = Limit("mmol/L", us=0.7, uk=0.7, since=BCCSU.date, source=BCCSU.recalled())
WITHDRAWAL_OVER = Limit(
    "days", us=14, uk=14, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(10, 20), why="fentanyl 7 to 14, methadone 10 to 20"
)
SLOW_BREATHING = Limit("/min", us=10, uk=10, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
LOW_OXYGEN = Limit("%", us=90, uk=90, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
ANY_DAYS = Limit("days", us=0, uk=0, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)


def on_record(part: Condition) -> And:
    """The condition holds, and everything it reads has been recorded: what nobody has asked counts as no. Not for stops."""
    node = condition(part)
    return all_of(*(known(fact) for fact in dict.fromkeys(facts_in(node))), node)


on_methadone = Named("takes methadone", f.current_medication.is_("methadone"))
on_sublingual = Named("takes buprenorphine under the tongue", f.current_medication.is_("buprenorphine"))
on_buprenorphine_xr = Named("has the buprenorphine injection", f.current_medication.is_("buprenorphine_xr"))
on_buprenorphine = Named("takes buprenorphine", f.current_medication.is_("buprenorphine", "buprenorphine_xr"))
on_agonist = Named("takes an opioid medicine", f.current_medication.is_("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine"))
on_naltrexone = Named("takes naltrexone", f.current_medication.is_("naltrexone_oral", "naltrexone_xr"))
on_a_medicine = Named(
    "takes a medicine for opioid use disorder",
    f.current_medication.is_("methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr", "diamorphine"),
)

opioid_use_disorder = Named(
    "an opioid use disorder, now or before",
    any_of(f.dsm5_criteria >= DSM5_MINIMUM, f.oud_ever, all_of(on_a_medicine, not_(f.no_disorder_found))),
)

in_care = Named(
    "an opioid use disorder or use of street opioids, as far as the record tells",
    any_of(
        f.oud_ever,
        on_record(f.dsm5_criteria >= DSM5_MINIMUM),
        on_record(on_a_medicine),
        on_record(f.main_opioid.is_("heroin", "fentanyl", "nitazene")),
        on_record(f.opioid_use_days_30 > ANY_DAYS),
    ),
)
"""For whom the services around a medicine are meant. Never unknown, so that no service waits for a question."""

in_scope = any_of(
    f.main_opioid.is_not("none"),
    on_a_medicine,
    f.takes_opioid_analgesic,
    f.injects_drugs,
    f.opioid_use_on_record,
    *(
        fact.is_("positive")
        for fact in (f.urine_opiates, f.urine_6mam, f.urine_oxycodone, f.urine_fentanyl, f.urine_methadone, f.urine_buprenorphine)
    ),
    f.overdose_now,
    f.lost_tolerance,
    f.partner_uses,
    *(
        known(fact)
        for fact in (
            f.dsm5_criteria,
            f.dsm5_criteria_worst,
            f.oud_ever,
            f.opioid_use_days_30,
            f.physically_dependent,
            f.hours_since_short_acting_opioid,
            f.hours_since_long_acting_opioid,
            f.hours_since_methadone,
            f.hours_since_buprenorphine,
            f.days_opioid_free,
            f.last_opioid_class,
            f.overdoses_past_year,
            f.hours_since_overdose,
            f.cows_score,
            f.sows_score,
            f.cows_before_dose,
            f.missed_doses,
            f.current_methadone_mg,
            f.current_buprenorphine_mg,
            f.still_using_opioids,
            f.fentanyl_exposure,
        )
    ),
)
"""Whether the record says anything of opioids. Where it does not, the guideline is silent and asks one question."""

under_naltrexone_block = Named(
    "opioids still blocked by naltrexone",
    any_of(
        all_of(f.current_medication.is_("naltrexone_oral"), not_(f.naltrexone_tablets_stopped)),
        all_of(
            any_of(f.current_medication.is_("naltrexone_xr"), f.naltrexone_injection_recent),
            f.days_since_xr_injection < NALTREXONE_XR_BLOCK,
        ),
    ),
)
breathing_unsafe = Named(
    "overdose, or breathing too weak", any_of(f.overdose_now, f.respiratory_rate < SLOW_BREATHING, f.oxygen_saturation < LOW_OXYGEN)
)
not_awake = Named("drowsy, drunk or high now, or breathing too weakly", any_of(f.sedated, f.intoxicated, breathing_unsafe))
tolerance_lost = Named(
    "tolerance lost",
    any_of(f.lost_tolerance, f.days_opioid_free >= TOLERANCE_KEPT, f.main_opioid.is_("none")),
)
sedatives = Named(
    "alcohol or a sedative as well",
    any_of(
        f.alcohol_use.is_("risky", "dependent"),
        f.benzodiazepine_use.is_("prescribed", "not_prescribed", "both"),
        f.sedative_dependent,
        f.gabapentinoid_use,
        f.benzodiazepine_found,
    ),
)
lungs = Named("weak lungs or sleep apnoea", any_of(f.respiratory_insufficiency.is_("chronic", "acute_severe"), f.sleep_apnoea))
qt_risk = Named(
    "a risk to the heart's rhythm",
    any_of(f.long_qt_history, f.torsades_history, f.syncope_unexplained, f.qt_prolonging_medicine, f.structural_heart_disease),
)
liver_disease = Named("liver disease", any_of(f.jaundice_or_cirrhosis, f.acute_hepatitis, f.child_pugh.is_("A", "B", "C")))
strong_supply = Named(
    "fentanyl or a nitazene in the supply", any_of(f.main_opioid.is_("fentanyl", "nitazene"), f.fentanyl_exposure, f.fentanyl_found)
)

in_withdrawal = Named(
    "in withdrawal",
    any_of(f.cows_score >= WITHDRAWAL_COWS, all_of(known(f.sows_score), f.sows_score >= WITHDRAWAL_SOWS)),
)
withdrawal_past = Named(
    "withdrawal long past",
    all_of(
        known(f.days_opioid_free),
        f.days_opioid_free >= WITHDRAWAL_OVER,
        not_(all_of(known(f.cows_score), f.cows_score >= WITHDRAWAL_COWS)),
    ),
)
moving_to_naltrexone = Named(
    "wants naltrexone and still takes opioids",
    all_of(known(f.prefers), f.prefers.is_("naltrexone"), any_of(on_agonist, f.main_opioid.is_not("none")), not_(on_naltrexone)),
)
withdrawal_to_ease = Named(
    "withdrawal to ease",
    all_of(
        any_of(opioid_use_disorder, f.physically_dependent),
        any_of(in_withdrawal, f.wants_withdrawal_management, moving_to_naltrexone),
        not_(withdrawal_past),
    ),
)
"""For tests and offers only: what is not measured counts as not there."""

unsettled = Named(
    "life is not settled",
    any_of(f.housing.is_("homeless", "unstable"), f.home_environment.is_("unsafe"), not_(f.has_support), f.unemployed),
)
