"""What must hold of everybody who could exist, whatever the rules say. `holdfast prove` proves each claim or finds who refutes it.

Every number stands here in full, as a claim's own limit: a claim that shared a rule's limit could not find the limit wrong. So
this file sees facts, options and sources, and never a rule; `without` names the rules that a claim rests on, only to show that
the guideline without them is refuted.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline import options as o
from holdfast.guideline import safety_terms as t
from holdfast.guideline.safety_terms import GOOD, OPEN, PROMISED, claim, each, learning, never
from holdfast.guideline.sources import PRECIPITATED, QT_PANEL, VIVITROL_LABEL
from holdfast.language.claims import Claim, Learning, Says, StatusIn
from holdfast.language.expressions import all_of, any_of, known, not_
from holdfast.language.rules import Avoid, Prefer, Wait

CLAIMS: tuple[Claim | Learning, ...] = (
    # --- Naltrexone and opioids ---
    claim(
        "naltrexone_beside_an_opioid_medicine",
        "Nobody who takes methadone, buprenorphine or diamorphine, or an opioid for pain, is advised naltrexone.",
        any_of(t.on_agonist, f.takes_opioid_analgesic),
        source=VIVITROL_LABEL,
        never=never(t.NALTREXONE, PROMISED),
        without=("naltrexone.opioid_on_board",),
    ),
    claim(
        "move_to_naltrexone_today",
        "Nobody who takes methadone, buprenorphine or diamorphine is moved to naltrexone today.",
        t.on_agonist,
        source=VIVITROL_LABEL,
        never=never(o.SWITCH_AGONIST_TO_NALTREXONE, PROMISED),
        without=("naltrexone.switch_needs_a_gap",),
    ),
    claim(
        "agonist_under_a_block",
        "Nobody whose opioid receptors are blocked by naltrexone is started on methadone or buprenorphine.",
        t.blocked,
        source=VIVITROL_LABEL,
        never=never(o.AGONIST_STARTS, PROMISED),
        without=("buprenorphine_readiness.naltrexone_block",),
    ),
    claim(
        "agonist_after_a_naltrexone_injection",
        "Nobody who had a naltrexone injection within 28 days is given a first dose of methadone or buprenorphine.",
        all_of(f.xr_product.is_("vivitrol"), f.days_since_xr_injection < t.BLOCK),
        source=VIVITROL_LABEL,
        never=never(o.AGONIST_STARTS, GOOD),
        without=("buprenorphine_readiness.naltrexone_block",),
    ),
    claim(
        "naltrexone_within_seven_days",
        "Naltrexone is never past `wait` within 7 days of any opioid, whatever else is known or unknown.",
        any_of(f.days_opioid_free < t.WEEK, *(hours < t.WEEK_HOURS for hours in t.HOURS)),
        source=VIVITROL_LABEL,
        never=never(t.NALTREXONE, PROMISED),
        without=("naltrexone.recent_opioid",),
    ),
    claim(
        "naltrexone_within_ten_days",
        "Naltrexone is never past `wait` within 10 days of methadone or buprenorphine, injected buprenorphine too.",
        any_of(
            f.hours_since_methadone < t.TEN_DAYS_HOURS,
            f.hours_since_buprenorphine < t.TEN_DAYS_HOURS,
            all_of(f.days_opioid_free < t.TEN_DAYS, f.last_opioid_class.is_("methadone", "buprenorphine", "buprenorphine_xr")),
            all_of(t.buprenorphine_injected, f.days_since_xr_injection < t.TEN_DAYS),
        ),
        source=VIVITROL_LABEL,
        never=never(t.NALTREXONE, PROMISED),
        without=("naltrexone.recent_long_acting",),
    ),
    claim(
        "naltrexone_after_most_days_of_use",
        "Naltrexone is never past `wait` for anybody who used on 24 or more of the last 30 days.",
        f.opioid_use_days_30 >= t.MOST_DAYS,
        source=VIVITROL_LABEL,
        never=never(t.NALTREXONE, PROMISED),
        without=("naltrexone.recent_opioid",),
    ),
    # --- Buprenorphine and withdrawal ---
    claim(
        "standard_start_below_eight",
        "Buprenorphine is never started in the standard way below 8 points of withdrawal (COWS), whatever a site has set.",
        f.cows_score < t.LEAST_COWS,
        source=PRECIPITATED,
        never=never((o.START_BUPRENORPHINE_STANDARD, o.START_BUPRENORPHINE_HIGH_DOSE), PROMISED),
        without=("buprenorphine_readiness.withdrawal_too_mild_start_buprenorphine_standard",),
    ),
    claim(
        "standard_start_below_eleven",
        "Where a site has set nothing else, buprenorphine is never started in the standard way below 11 points of withdrawal.",
        f.cows_score < t.USUAL_COWS,
        source=PRECIPITATED,
        settings="declared",
        never=never(o.START_BUPRENORPHINE_STANDARD, PROMISED),
        without=("buprenorphine_readiness.withdrawal_too_mild_start_buprenorphine_standard",),
    ),
    claim(
        "standard_start_below_thirteen",
        "After fentanyl, methadone or a long-acting opioid, the standard start needs 13 points where a site has set nothing else.",
        all_of(f.cows_score < t.STRONG_COWS, t.long_lasting_or_strong),
        source=PRECIPITATED,
        settings="declared",
        never=never(o.START_BUPRENORPHINE_STANDARD, PROMISED),
        without=("buprenorphine_readiness.withdrawal_too_mild_for_strong_opioids_start_buprenorphine_standard",),
    ),
    claim(
        "standard_start_on_no_score",
        "The standard start of buprenorphine is never above `ask` while the withdrawal score is not known.",
        not_(known(f.cows_score)),
        source=PRECIPITATED,
        never=never(o.START_BUPRENORPHINE_STANDARD, GOOD),
        without=("buprenorphine_readiness.withdrawal_too_mild_start_buprenorphine_standard",),
    ),
    claim(
        "dose_to_somebody_drowsy",
        "No opioid medicine is started, resumed or raised in anybody who is drowsy, drunk or high.",
        any_of(f.sedated, f.intoxicated),
        never=never(t.DOSES, PROMISED),
        without=("changes.withdrawal_awake_first",),
    ),
    # --- What is unknown ---
    claim(
        "nothing_before_the_checklist",
        "Nothing is given while the checklist before a dose is not answered clear.",
        any_of(not_(known(f.pre_dose_checklist_clear)), not_(f.pre_dose_checklist_clear)),
        never=never(o.GIVEN, GOOD),
        without=("tests_and_checks.checklist",),
    ),
    learning(
        "no_late_stop",
        "Where a dose may be given, no answer that a stop waits for could still stop it.",
        t.disorder,
        facts=t.ASKED,
        options=o.GIVEN,
        never="stopped late",
        planted=(Wait(o.START_METHADONE, when=all_of(f.pregnant, known(f.can_become_pregnant)), instead=(o.METHADONE,), **t.PLANT),),
    ),
    learning(
        "contra_indication_learned",
        "Learning a silent contra-indication never makes an option look better.",
        t.disorder,
        facts=t.SILENT,
        options=tuple(o.OPTIONS.values()),
        never="better for a stop",
        planted=(Avoid(o.METHADONE, when=not_(f.long_qt_history), hard=True, **t.PLANT),),
    ),
    # --- Nobody is left without ---
    claim(
        "a_diagnosis_and_nothing_else",
        "A diagnosis and nothing else still gives a medicine, once what is open is checked, and naloxone at once.",
        any_of(f.dsm5_criteria >= t.TWO_CRITERIA, f.oud_ever, f.opioid_use_disorder_recorded),
        only=(f.dsm5_criteria, f.oud_ever, f.opioid_use_disorder_recorded),
        always=(StatusIn(t.FOR_THE_DISORDER, ("preferred", "suitable"), then=True), StatusIn((o.NALOXONE_RESCUE,), GOOD)),
        without=(
            "naloxone.opioid_use_disorder",
            "naloxone.usual_strength",
            "naloxone.over_the_counter",
            "naloxone.from_any_drug_service",
        ),
    ),
    claim(
        "somebody_with_the_disorder_has_an_option",
        "Nobody with an opioid use disorder is left without a medicine above `avoid`.",
        any_of(t.disorder, t.on_agonist),
        always=(StatusIn(t.MEDICINES, OPEN),),
        without=(
            "naloxone.opioid_use_disorder",
            "naloxone.usual_strength",
            "naloxone.over_the_counter",
            "naloxone.from_any_drug_service",
        ),
    ),
    claim(
        "naloxone_for_everyone",
        "Naloxone is offered to everybody who uses or lately used opioids, or lives with somebody who does.",
        t.uses_or_lives_with_use,
        always=(StatusIn((o.NALOXONE_RESCUE,), GOOD),),
        without=("naloxone.lost_tolerance",),
    ),
    claim(
        "withdrawal_is_no_treatment",
        "Help through withdrawal is never the advice that stands first: it is offered with a warning, and never alone.",
        t.disorder,
        never=never(o.WITHDRAWAL_MANAGEMENT, ("preferred", "suitable")),
        without=("changes.withdrawal_is_no_treatment",),
    ),
    claim(
        "what_is_never_offered",
        "Stopping at once, detox under anaesthesia and Narconon are always to be avoided.",
        t.disorder,
        always=each(t.STOPS_FOR_GOOD, ("avoid",)),
        without=("never_offered.unaided_abrupt_stop",),
    ),
    # --- Pregnancy and the heart ---
    claim(
        "withdrawal_in_pregnancy",
        "In pregnancy help through withdrawal is always to be avoided.",
        all_of(f.pregnant, t.disorder),
        always=each((o.WITHDRAWAL_MANAGEMENT,), ("avoid",)),
        without=("changes.withdrawal_pregnant",),
    ),
    claim(
        "naltrexone_in_pregnancy",
        "In pregnancy naltrexone is never started.",
        f.pregnant,
        never=never(o.START_NALTREXONE, OPEN),
        without=("naltrexone.pregnancy",),
    ),
    claim(
        "pregnancy_comes_first",
        "Somebody pregnant with an opioid use disorder who takes neither methadone nor buprenorphine is named as urgent.",
        all_of(f.pregnant, t.disorder, f.current_medication.is_("none")),
        always=(Says("pregnancy_priority"),),
        without=("urgent.pregnancy_priority",),
    ),
    claim(
        "methadone_with_a_long_qtc",
        "At a QTc of 500 ms or more methadone is neither started nor raised without an override.",
        all_of(f.qtc_ms >= t.LONG_QTC, t.disorder),
        source=QT_PANEL,
        never=never((o.START_METHADONE, o.INCREASE_METHADONE, o.SWITCH_BUPRENORPHINE_TO_METHADONE), OPEN),
        without=("methadone_suitability.qtc_dangerous",),
    ),
    learning(
        "methadone_for_a_weak_heart",
        "Learning of a risk to the heart's rhythm never ranks methadone above buprenorphine.",
        t.disorder,
        source=QT_PANEL,
        facts=t.HEART,
        options=(o.METHADONE,),
        over=o.BUPRENORPHINE,
        never="overtakes",
        planted=tuple(Prefer(o.METHADONE, when=f.long_qt_history, **{**t.PLANT, "name": name}) for name in ("one", "two", "three")),
    ),
    # --- Staying on what works ---
    claim(
        "staying_on_a_medicine",
        "Nobody on a medicine for the disorder is told that it is not indicated, or to stop at once.",
        t.on_a_medicine,
        never=never(o.CONTINUE_CURRENT, ("avoid", "not_indicated")),
        always=each((o.UNAIDED_ABRUPT_STOP,), ("avoid",)),
        without=("never_offered.unaided_abrupt_stop",),
    ),
    claim(
        "well_on_a_medicine",
        "Somebody well on methadone, buprenorphine or diamorphine may go on today.",
        t.well,
        always=(StatusIn((o.CONTINUE_CURRENT,), GOOD, then=True),),
        without=("continuing.go_on",),
    ),
    learning(
        "fairness",
        "No medicine is lost for other drugs, tobacco, continued use or declined counselling.",
        t.disorder,
        facts=t.NOT_A_REASON,
        options=t.MEDICINES,
        never="changed",
        planted=(Avoid(o.METHADONE, when=f.declines_counselling, hard=True, **t.PLANT),),
    ),
    # --- Now ---
    claim(
        "an_overdose_is_named",
        "An overdose is named as urgent, whatever else is known.",
        f.overdose_now,
        always=(Says("overdose_now"),),
        without=("urgent.overdose_now",),
    ),
    claim(
        "danger_to_life_is_named",
        "A high risk of suicide is named as urgent, whatever else is known.",
        f.suicide_risk.is_("high"),
        always=(Says("suicide_risk_high"),),
        without=("urgent.suicide_risk_high",),
    ),
)
