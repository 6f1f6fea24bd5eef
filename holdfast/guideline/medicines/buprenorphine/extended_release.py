"""Buprenorphine by injection: Sublocade and Brixadi (US), Buvidal (UK): whom it suits, starting, changing over, late doses."""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.buprenorphine.readiness import FIRST_MISSED, OPIOID_FREE_WEEK
from holdfast.guideline.options import (
    BUPRENORPHINE_NALOXONE_SL,
    BUPRENORPHINE_XR,
    CONTINUE_CURRENT,
    LIVER_PANEL,
    METHADONE,
    NALOXONE_RESCUE,
    PRESCRIBER_ASSESSMENT,
    RESUME_BUPRENORPHINE,
    SPECIALIST_REVIEW,
    START_BUPRENORPHINE_LOW_DOSE,
    START_BUPRENORPHINE_NO_WITHDRAWAL,
    START_BUPRENORPHINE_XR,
    SWITCH_TO_BUPRENORPHINE_XR,
)
from holdfast.guideline.situations import (
    not_awake,
    on_buprenorphine,
    on_buprenorphine_xr,
    on_methadone,
    on_sublingual,
    opioid_use_disorder,
)
from holdfast.guideline.sources import ACOG_711, ASAM_2020, BRIXADI_LABEL, BUVIDAL_SMPC, CLINICAL_REVIEW, DESIGN, SUBLOCADE_LABEL, TIP_63
from holdfast.language.expressions import Limit, Named, Source, all_of, any_of, known, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule, Wait


@dataclass(frozen=True)
class Injection:
    """What a stable daily dose (from `low_mg` to `high_mg`) becomes; None where there is no such injection."""

    product: str
    taken_as: str
    low_mg: float
    high_mg: float
    weekly_mg: int | None
    monthly_mg: int | None
    source: Source


def _rows(product: str, taken_as: str, source: Source, *daily: tuple[float, float, int | None, int | None]) -> tuple[Injection, ...]:
    return tuple(Injection(product, taken_as, *row, source) for row in daily)


INJECTIONS: tuple[Injection, ...] = (
    *_rows("brixadi", "tablet", BRIXADI_LABEL, (2, 6, 8, None), (8, 10, 16, 64), (12, 16, 24, 96), (18, 24, 32, 128)),
    *_rows("buvidal", "tablet", BUVIDAL_SMPC, (2, 6, 8, None), (8, 10, 16, 64), (12, 16, 24, 96), (18, 24, 32, 128), (26, 32, None, 160)),
    *_rows("buvidal", "espranor", BUVIDAL_SMPC, (2, 4, 8, None), (6, 8, 16, 64), (10, 12, 24, 96), (14, 18, 32, 128)),
)


def injection_for(product: str, daily_mg: float, taken_as: str = "tablet") -> Injection | None:
    """The injection that stands for a daily dose; None between two rows, which is a question for the prescriber."""
    fits = (each for each in INJECTIONS if (each.product, each.taken_as) == (product, taken_as) and each.low_mg <= daily_mg <= each.high_mg)
    return next(fits, None)


SUBLOCADE_LATE = Limit(
    "days", us=42, uk=42, since=SUBLOCADE_LABEL.date, source=SUBLOCADE_LABEL, why="four weeks, and a delay of up to two is no matter"
)
WEEKLY_LATE = Limit("days", us=9, uk=9, since=BRIXADI_LABEL.date, source=BRIXADI_LABEL, why="seven days, and two more")
MONTHLY_LATE = Limit("days", us=35, uk=35, since=BRIXADI_LABEL.date, source=BRIXADI_LABEL, why="28 days, and seven more")
METHADONE_BEFORE_INJECTION = Limit("mg", us=30, uk=30, since=BUVIDAL_SMPC.date, source=BUVIDAL_SMPC)
OFTEN_MISSED = Limit("days", us=2, uk=2, since=DESIGN.date, source=DESIGN)
SETTLED = Limit("days", us=7, uk=7, since=SUBLOCADE_LABEL.date, source=DESIGN)

injection_late = Named(
    "the next injection is late",
    all_of(
        on_buprenorphine_xr,
        any_of(
            all_of(f.xr_product.is_("sublocade"), f.days_since_xr_injection > SUBLOCADE_LATE),
            all_of(f.xr_product.is_("brixadi_weekly", "buvidal_weekly"), f.days_since_xr_injection > WEEKLY_LATE),
            all_of(f.xr_product.is_("brixadi_monthly", "buvidal_monthly"), f.days_since_xr_injection > MONTHLY_LATE),
        ),
    ),
)
daily_doses_are_hard = Named(
    "daily doses are hard to keep",
    any_of(
        f.missed_doses >= OFTEN_MISSED, f.housing.is_("homeless", "unstable"), f.custody.is_("in_custody", "release_planned", "released")
    ),
)
not_settled = Named(
    "the daily dose is not settled yet", any_of(f.dose_control.is_("end_of_dose_withdrawal", "sedation"), f.days_on_treatment < SETTLED)
)

RULES: tuple[Rule, ...] = (
    Offer(
        BUPRENORPHINE_XR,
        when=opioid_use_disorder,
        name="one_injection",
        places=("us",),
        source=SUBLOCADE_LABEL,
        because="A certified clinic gives it under the skin, weekly or monthly: nothing to take each day. It must never go into a vein.",
    ),
    Offer(
        BUPRENORPHINE_XR,
        when=opioid_use_disorder,
        name="one_injection_uk",
        places=("uk",),
        source=BUVIDAL_SMPC,
        because="A nurse or doctor gives it under the skin, weekly or monthly: nothing to take each day, and nothing to take home.",
    ),
    Prefer(
        BUPRENORPHINE_XR,
        when=any_of(f.prefers.is_("buprenorphine_xr"), f.prefers_injection),
        name="injection_chosen",
        source=ASAM_2020,
        because="An injection is what you would choose.",
    ),
    Prefer(
        BUPRENORPHINE_XR,
        when=daily_doses_are_hard,
        name="no_daily_doses",
        source=TIP_63.part(3),
        because="It keeps working when daily doses are hard: after missed days, without a home, or on the way out of prison.",
    ),
    Prefer(
        BUPRENORPHINE_XR,
        when=not_(f.safe_storage),
        name="nothing_to_store",
        source=TIP_63.part(3).recalled(),
        because="There is nothing at home that a child or anyone else could take.",
    ),
    Avoid(
        BUPRENORPHINE_XR,
        when=all_of(f.under_eighteen, not_(on_buprenorphine_xr)),
        hard=False,
        name="injection_for_adults",
        places=("us",),
        source=SUBLOCADE_LABEL,
        because="The injection is for people of {ADULT_AGE} and over. Buprenorphine under the tongue goes on.",
    ),
    Avoid(
        BUPRENORPHINE_XR,
        when=all_of(f.child_pugh.is_("B", "C"), not_(on_buprenorphine_xr)),
        hard=False,
        name="injection_liver",
        places=("us",),
        source=SUBLOCADE_LABEL,
        because="Your liver clears it too slowly, and an injection cannot be taken back.",
    ),
    Avoid(
        BUPRENORPHINE_XR,
        when=all_of(f.child_pugh.is_("C"), not_(on_buprenorphine_xr)),
        hard=False,
        name="injection_liver_failing",
        places=("uk",),
        source=BUVIDAL_SMPC.recalled(),
        because="Your liver clears it too slowly, and an injection cannot be taken back.",
    ),
    Require(
        LIVER_PANEL,
        before=BUPRENORPHINE_XR,
        when=f.jaundice_or_cirrhosis,
        met=known(f.child_pugh),
        name="injection_liver_first",
        source=SUBLOCADE_LABEL,
        because="You have liver disease. A test of how well the liver works comes before an injection.",
    ),
    Require(
        SPECIALIST_REVIEW,
        before=BUPRENORPHINE_XR,
        when=f.under_sixteen,
        met=f.specialist_agreed,
        name="injection_under_sixteen",
        places=("uk",),
        source=BUVIDAL_SMPC,
        because="Under {CHILD_AGE} a specialist in young people's care decides with you.",
    ),
    Require(
        PRESCRIBER_ASSESSMENT,
        before=BUPRENORPHINE_XR,
        when=injection_late,
        met=f.prescriber_assessed,
        name="late_injection",
        source=BRIXADI_LABEL,
        because="Your injection is late. The prescriber checks tolerance and other opioids first, then gives the next one as soon as can "
        "be.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=injection_late,
        name="late_injection_looked_at",
        source=CLINICAL_REVIEW,
        because="Your injection is late. Stay on it, but a prescriber looks at tolerance and other opioids before the next one.",
    ),
    Caution(
        (BUPRENORPHINE_XR, CONTINUE_CURRENT),
        when=all_of(f.child_pugh.is_("B", "C"), on_buprenorphine_xr),
        name="liver_after_injection",
        source=CLINICAL_REVIEW,
        because="Your liver has become weak while the injection works: watch for drowsiness for months.",
    ),
    Caution(
        BUPRENORPHINE_XR,
        when=all_of(f.child_pugh.is_("B"), not_(on_buprenorphine_xr)),
        name="injection_weak_liver",
        places=("uk",),
        source=BUVIDAL_SMPC.recalled(),
        because="Your liver is weak: use a weekly injection and watch for drowsiness.",
    ),
    Caution(
        BUPRENORPHINE_XR,
        when=f.pregnant,
        name="injection_in_pregnancy",
        source=ACOG_711.recalled(),
        because="Less is known of the injection in pregnancy. If it holds you well, talk about staying on it; to start, the kind under the "
        "tongue is better known.",
    ),
    Offer(
        START_BUPRENORPHINE_XR,
        when=all_of(opioid_use_disorder, not_(on_buprenorphine)),
        name="start_injection",
        source=SUBLOCADE_LABEL,
        because="After one test dose under the tongue and an hour of watching, the injection can be given the same day.",
    ),
    Wait(
        START_BUPRENORPHINE_XR,
        when=all_of(on_methadone, f.current_methadone_mg > METHADONE_BEFORE_INJECTION),
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE),
        name="methadone_before_injection",
        source=BUVIDAL_SMPC,
        because="Come down to {METHADONE_BEFORE_INJECTION} of methadone first; then a day without it and signs of withdrawal. Or change "
        "over in tiny rising doses under the tongue.",
    ),
    Wait(
        START_BUPRENORPHINE_XR,
        when=f.days_opioid_free >= OPIOID_FREE_WEEK,
        instead=(START_BUPRENORPHINE_NO_WITHDRAWAL, BUPRENORPHINE_NALOXONE_SL),
        name="not_used_to_opioids",
        source=CLINICAL_REVIEW,
        because="You have been free of opioids for {OPIOID_FREE_WEEK} or more. A few days of small doses under the tongue come first, "
        "because an injection cannot be taken back.",
    ),
    Offer(
        SWITCH_TO_BUPRENORPHINE_XR,
        when=on_sublingual,
        name="change_to_injection",
        source=BRIXADI_LABEL,
        because="You can change from daily doses to the injection, with no gap between.",
    ),
    Caution(
        SWITCH_TO_BUPRENORPHINE_XR,
        when=not_settled,
        name="not_settled",
        source=BRIXADI_LABEL.recalled(),
        because="Your daily dose is not settled yet. It shows which injection you need, so a few more days may help.",
    ),
    Prefer(
        BUPRENORPHINE_XR,
        when=all_of(on_buprenorphine_xr, any_of(f.dose_control.is_("ok"), not_(f.still_using_opioids))),
        name="injection_works_now",
        source=ASAM_2020,
        because="You have it now and it holds you.",
    ),
    Wait(
        SWITCH_TO_BUPRENORPHINE_XR,
        when=not_awake,
        instead=(BUPRENORPHINE_NALOXONE_SL, NALOXONE_RESCUE),
        name="change_not_awake",
        source=TIP_63,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. We look again in an hour.",
    ),
    Wait(
        SWITCH_TO_BUPRENORPHINE_XR,
        when=f.missed_doses >= FIRST_MISSED,
        instead=(RESUME_BUPRENORPHINE, BUPRENORPHINE_NALOXONE_SL),
        name="change_after_missed",
        source=CLINICAL_REVIEW,
        because="You have missed doses. Go back to your daily dose first; then the injection can follow.",
    ),
)
