"""Clonidine against the symptoms of withdrawal (not licensed for it): limits, rules and the daily cap.

One set of numbers decides when a dose of it or of lofexidine is held: section n, row 13 of the evidence.
"""

from __future__ import annotations

from collections.abc import Callable

from holdfast.guideline import facts as f
from holdfast.guideline.options import BUPRENORPHINE_NALOXONE_SL, CLONIDINE, METHADONE, SYMPTOMATIC_MEDICINES
from holdfast.guideline.situations import opioid_use_disorder, sedatives, withdrawal_to_ease
from holdfast.guideline.sources import ACOG_711, ASAM_2020, CLINICAL_REVIEW, CLONIDINE_CAPS, MMWR_MEDETOMIDINE, NICE_CG52
from holdfast.language.expressions import Limit, Named, all_of, any_of
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Rule, Wait

# When a dose of an alpha-2 medicine is held
LOW_SYSTOLIC = Limit("mmHg", us=90, uk=90, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
LOW_SYSTOLIC_OUTPATIENT = Limit("mmHg", us=100, uk=100, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
LOW_DIASTOLIC = Limit("mmHg", us=60, uk=60, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
SLOW_PULSE = Limit(
    "/min", us=55, uk=55, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, why="one number in place of the published 50 to 60"
)

# Doses
SMALLEST_DOSE = Limit("mg", us=0.1, uk=0.1, since=ASAM_2020.date, source=ASAM_2020.recalled())
LARGEST_DOSE = Limit("mg", us=0.3, uk=0.3, since=ASAM_2020.date, source=ASAM_2020.recalled())
SHORTEST_GAP = Limit("hours", us=6, uk=6, since=ASAM_2020.date, source=ASAM_2020.recalled(), settings=(6, 8))
MOST = Limit("mg a day", us=0.8, uk=0.8, since=CLONIDINE_CAPS.date, source=CLONIDINE_CAPS)
MOST_WATCHED = Limit("mg a day", us=1.2, uk=1.2, since=CLONIDINE_CAPS.date, source=CLONIDINE_CAPS)
HEAVY = Limit("kg", us=90, uk=90, since=CLONIDINE_CAPS.date, source=CLONIDINE_CAPS)
TAPER = Limit("days", us=2, uk=2, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(2, 4))

low_pressure = Named(
    "blood pressure too low for a dose",
    any_of(
        f.systolic_bp < LOW_SYSTOLIC,
        all_of(f.systolic_bp < LOW_SYSTOLIC_OUTPATIENT, f.setting.is_not("hospital", "emergency_department")),
        f.diastolic_bp < LOW_DIASTOLIC,
    ),
)
slow_pulse = Named("pulse too slow for a dose", f.heart_rate < SLOW_PULSE)

RULES: tuple[Rule, ...] = (
    Offer(
        CLONIDINE,
        when=withdrawal_to_ease,
        name="eases_withdrawal",
        source=ASAM_2020.recalled(),
        because="It calms the sweating, the shivers and the restlessness of withdrawal. It is no opioid. At most {MOST}, and come off it "
        "over {TAPER} or more, or your blood pressure jumps up.",
    ),
    Prefer(
        CLONIDINE,
        when=f.alpha2_adulterant_suspected,
        name="after_medetomidine",
        source=MMWR_MEDETOMIDINE.recalled(),
        because="Opioid medicines alone do not ease withdrawal from medetomidine or xylazine. This kind of medicine does, in a hospital.",
    ),
    Avoid(
        CLONIDINE,
        when=f.cardiovascular_disease_severe,
        hard=False,
        name="severe_heart_disease",
        source=CLINICAL_REVIEW,
        because="With severe heart disease, or after a stroke, a drop in blood pressure could harm you.",
    ),
    Wait(
        CLONIDINE,
        when=low_pressure,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, SYMPTOMATIC_MEDICINES),
        name="low_pressure",
        source=CLINICAL_REVIEW,
        because="Your blood pressure is too low for a dose now. Lie down and drink, then measure it again. No dose either while you feel "
        "faint when you stand up.",
    ),
    Wait(
        CLONIDINE,
        when=slow_pulse,
        instead=(BUPRENORPHINE_NALOXONE_SL, METHADONE, SYMPTOMATIC_MEDICINES),
        name="slow_pulse",
        source=CLINICAL_REVIEW,
        because="Your pulse is too slow for a dose now. Count it again before the next one.",
    ),
    Caution(
        CLONIDINE,
        when=opioid_use_disorder,
        name="does_not_treat_the_disorder",
        source=ASAM_2020.recalled(),
        because="It eases withdrawal less well than methadone or buprenorphine, and it does not treat the disorder. Most people use again "
        "within weeks when withdrawal help is all they get.",
    ),
    Caution(
        CLONIDINE,
        when=f.pregnant,
        name="pregnancy",
        source=ACOG_711.recalled(),
        because="In pregnancy it is not the first choice: methadone or buprenorphine protects you and the baby.",
    ),
    Caution(
        CLONIDINE,
        when=sedatives,
        name="sedatives",
        source=CLINICAL_REVIEW,
        because="With alcohol or a sedative it makes you drowsier.",
    ),
    Caution(
        CLONIDINE,
        when=any_of(opioid_use_disorder, f.physically_dependent),
        name="not_routine",
        places=("uk",),
        source=NICE_CG52.recalled(),
        because="In the UK it is not used as a matter of course for opioid withdrawal.",
    ),
)


def clonidine_daily_cap(weight_kg: float, monitored: bool, value: Callable[[Limit], float]) -> Limit:
    """The most in a day. `monitored` is true where staff watch blood pressure and pulse before every dose."""
    return MOST_WATCHED if monitored and weight_kg >= value(HEAVY) else MOST
