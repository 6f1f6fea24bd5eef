"""Lofexidine against the symptoms of withdrawal: limits, rules and the daily cap by liver and kidney."""

from __future__ import annotations

from collections.abc import Callable

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.clonidine import low_pressure, slow_pulse
from holdfast.guideline.options import BUPRENORPHINE_NALOXONE_SL, ECG, LOFEXIDINE, METHADONE, SYMPTOMATIC_MEDICINES
from holdfast.guideline.situations import (
    LOW_MAGNESIUM,
    LOW_POTASSIUM,
    QTC_DANGEROUS,
    QTC_LONG,
    liver_disease,
    on_methadone,
    opioid_use_disorder,
    sedatives,
    withdrawal_to_ease,
)
from holdfast.guideline.sources import ACOG_711, ASAM_2020, BNF, CLINICAL_REVIEW, LUCEMYRA_LABEL
from holdfast.language.expressions import Limit, all_of, always, any_of, known
from holdfast.language.rules import Avoid, Caution, Offer, Require, Rule, Wait

# Doses
USUAL_DOSE = Limit(
    "mg", us=0.54, uk=0.2, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL, why="UK: BNF, four times a day, to be confirmed"
)
LARGEST_DOSE = Limit("mg", us=0.72, uk=0.8, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL, why="UK: BNF, to be confirmed")
SHORTEST_GAP = Limit("hours", us=5, uk=5, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL, settings=(5, 6))
MOST = Limit("mg a day", us=2.88, uk=2.4, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL, why="UK: BNF, to be confirmed")
MOST_CHILD_PUGH_A = Limit("mg a day", us=2.16, uk=2.16, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
MOST_CHILD_PUGH_B = Limit("mg a day", us=1.44, uk=1.44, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
MOST_CHILD_PUGH_C = Limit("mg a day", us=0.72, uk=0.72, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
MOST_WEAK_KIDNEYS = Limit("mg a day", us=1.44, uk=1.44, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
MOST_FAILING_KIDNEYS = Limit("mg a day", us=0.72, uk=0.72, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
COURSE = Limit("days", us=14, uk=14, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
TAPER = Limit("days", us=2, uk=2, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL, settings=(2, 4))
NALTREXONE_GAP = Limit("hours", us=2, uk=2, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)

# Kidneys
EGFR_NORMAL = Limit("mL/min", us=90, uk=90, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
EGFR_LOW = Limit("mL/min", us=30, uk=30, since=LUCEMYRA_LABEL.date, source=LUCEMYRA_LABEL)
EGFR_FAILED = Limit(
    "mL/min",
    us=15,
    uk=15,
    since=CLINICAL_REVIEW.date,
    source=CLINICAL_REVIEW,
    settings=(15, 30),
    why="the label gives a dose below 30 and says to avoid it in chronic renal failure: read as kidney failure, below 15",
)

BY_CHILD_PUGH = {"none": MOST, "A": MOST_CHILD_PUGH_A, "B": MOST_CHILD_PUGH_B, "C": MOST_CHILD_PUGH_C}

RULES: tuple[Rule, ...] = (
    Offer(
        LOFEXIDINE,
        when=withdrawal_to_ease,
        name="eases_withdrawal",
        source=LUCEMYRA_LABEL,
        because="It calms the sweating, the cramps and the restlessness of withdrawal for up to {COURSE}. It is no opioid. At most {MOST}, "
        "and come off it over {TAPER} or more, or your blood pressure jumps up.",
    ),
    Avoid(
        LOFEXIDINE,
        when=any_of(f.long_qt_history, f.torsades_history, f.qtc_ms >= QTC_DANGEROUS),
        hard=False,
        name="long_qt",
        source=LUCEMYRA_LABEL,
        because="It can bring on a dangerous heart rhythm in you.",
    ),
    Avoid(
        LOFEXIDINE,
        when=f.cardiovascular_disease_severe,
        hard=False,
        name="severe_heart_disease",
        source=CLINICAL_REVIEW,
        because="With severe heart disease, or after a heart attack or stroke, a drop in blood pressure could harm you.",
    ),
    Avoid(
        LOFEXIDINE,
        when=f.egfr < EGFR_FAILED,
        hard=False,
        name="kidneys_failed",
        source=CLINICAL_REVIEW,
        because="Your kidneys cannot clear it.",
    ),
    Avoid(
        LOFEXIDINE,
        when=f.under_eighteen,
        hard=False,
        name="for_adults",
        source=LUCEMYRA_LABEL,
        because="It has been studied in people of {ADULT_AGE} and over only.",
    ),
    Avoid(
        LOFEXIDINE,
        when=f.pregnant,
        hard=False,
        name="pregnancy",
        source=ACOG_711.recalled(),
        because="In pregnancy nobody knows whether it is safe. Methadone or buprenorphine protects you and the baby.",
    ),
    Wait(
        LOFEXIDINE,
        when=low_pressure,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, SYMPTOMATIC_MEDICINES),
        name="low_pressure",
        source=CLINICAL_REVIEW,
        because="Your blood pressure is too low for a dose now. Lie down and drink, then measure it again. No dose either while you feel "
        "faint when you stand up.",
    ),
    Wait(
        LOFEXIDINE,
        when=slow_pulse,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, SYMPTOMATIC_MEDICINES),
        name="slow_pulse",
        source=CLINICAL_REVIEW,
        because="Your pulse is too slow for a dose now. Count it again before the next one.",
    ),
    Require(
        ECG,
        before=LOFEXIDINE,
        when=all_of(
            withdrawal_to_ease,
            any_of(
                on_methadone,
                liver_disease,
                f.egfr < EGFR_NORMAL,
                f.structural_heart_disease,
                f.syncope_unexplained,
                f.qt_prolonging_medicine,
            ),
        ),
        met=known(f.qtc_ms),
        name="heart_tracing_first",
        source=LUCEMYRA_LABEL,
        because="With methadone, or a weak heart, liver or kidney, a heart tracing comes before lofexidine.",
    ),
    Caution(
        LOFEXIDINE,
        when=opioid_use_disorder,
        name="does_not_treat_the_disorder",
        source=ASAM_2020.recalled(),
        because="It eases withdrawal less well than methadone or buprenorphine, and it does not treat the disorder. Most people use again "
        "within weeks when withdrawal help is all they get.",
    ),
    Caution(
        LOFEXIDINE,
        when=any_of(f.qtc_ms >= QTC_LONG, on_methadone, f.potassium < LOW_POTASSIUM, f.magnesium < LOW_MAGNESIUM),
        name="heart_rhythm",
        source=LUCEMYRA_LABEL,
        because="It can change the heart's rhythm, more so with methadone or low blood salts: have them set right and the heart traced.",
    ),
    Caution(
        LOFEXIDINE,
        when=f.child_pugh.is_("A"),
        name="liver_a",
        source=LUCEMYRA_LABEL,
        because="With your liver, at most {MOST_CHILD_PUGH_A}.",
    ),
    Caution(
        LOFEXIDINE,
        when=f.child_pugh.is_("B"),
        name="liver_b",
        source=LUCEMYRA_LABEL,
        because="With your liver, at most {MOST_CHILD_PUGH_B}.",
    ),
    Caution(
        LOFEXIDINE,
        when=f.child_pugh.is_("C"),
        name="liver_c",
        source=LUCEMYRA_LABEL,
        because="With your liver, at most {MOST_CHILD_PUGH_C}.",
    ),
    Caution(
        LOFEXIDINE,
        when=all_of(f.egfr < EGFR_NORMAL, f.egfr >= EGFR_LOW),
        name="kidneys_weak",
        source=LUCEMYRA_LABEL,
        because="With your kidneys, at most {MOST_WEAK_KIDNEYS}.",
    ),
    Caution(
        LOFEXIDINE,
        when=f.egfr < EGFR_LOW,
        name="kidneys_failing",
        source=LUCEMYRA_LABEL,
        because="With your kidneys, at most {MOST_FAILING_KIDNEYS}.",
    ),
    Caution(
        LOFEXIDINE,
        when=sedatives,
        name="sedatives",
        source=LUCEMYRA_LABEL.recalled(),
        because="With alcohol or a sedative it makes you drowsier.",
    ),
    Caution(
        LOFEXIDINE,
        when=f.prefers.is_("naltrexone"),
        name="naltrexone_tablets_apart",
        source=LUCEMYRA_LABEL,
        because="Take it {NALTREXONE_GAP} or more apart from a naltrexone tablet, or the tablet may not work.",
    ),
    Caution(
        LOFEXIDINE,
        when=always,
        name="hard_to_get",
        places=("uk",),
        source=BNF,
        because="In the UK it can hardly be had any more.",
    ),
)


def lofexidine_daily_cap(child_pugh: str, egfr: float, value: Callable[[Limit], float]) -> Limit:
    """The most in a day: the lowest that liver (`none`, `A`, `B`, `C`), kidneys (mL/min) and the label allow."""
    kidneys = MOST if egfr >= value(EGFR_NORMAL) else MOST_WEAK_KIDNEYS if egfr >= value(EGFR_LOW) else MOST_FAILING_KIDNEYS
    return min((MOST, BY_CHILD_PUGH[child_pugh], kidneys), key=value)
