"""Methadone: raising the dose, going back to it after missed doses, and coming off it."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.methadone.suitability import RESTART
from holdfast.guideline.options import (
    BUPRENORPHINE_NALOXONE_SL,
    CONTINUE_CURRENT,
    INCREASE_METHADONE,
    NALOXONE_RESCUE,
    PRESCRIBER_ASSESSMENT,
    RESUME_METHADONE,
    SWITCH_BUPRENORPHINE_TO_METHADONE,
    TAPER_METHADONE,
)
from holdfast.guideline.situations import not_awake, on_buprenorphine, on_methadone, on_record, unsettled
from holdfast.guideline.sources import (
    ACOG_711,
    ASAM_2015,
    ASAM_2020,
    BCCSU,
    DESIGN,
    METHADONE_LABEL,
    MISSED_METHADONE_AU,
    ORANGE_BOOK,
    TIP_63,
)
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule, Wait

STEP_INTERVAL = Limit(
    "days",
    us=5,
    uk=5,
    since=ASAM_2020.date,
    source=ASAM_2020.recalled(),
    settings=(5, 7),
    why="the shortest published gap is a stop; see STEP_ADVISED",
)
STEP_ADVISED = Limit("days", us=7, uk=7, since=ASAM_2015.date, source=ASAM_2015, settings=(5, 7))
WITHDRAWAL_RETURNS = Limit("points", us=5, uk=5, since=ASAM_2020.date, source=ASAM_2020)
FIRST_MISSED = Limit("days", us=1, uk=1, since=MISSED_METHADONE_AU.date, source=MISSED_METHADONE_AU)
ASSESS_AFTER = Limit(
    "days",
    us=3,
    uk=3,
    since=MISSED_METHADONE_AU.date,
    source=MISSED_METHADONE_AU,
    settings=(2, 3),
    why="VA and CA Bridge give the usual dose on day 3",
)
UNSTABLE_MISSED = Limit("days", us=2, uk=2, since=BCCSU.date, source=BCCSU.recalled())
FIRST_WEEKS = Limit("days", us=14, uk=14, since=BCCSU.date, source=BCCSU.recalled())
FIRST_WEEK = Limit("days", us=7, uk=7, since=ORANGE_BOOK.date, source=ORANGE_BOOK)
WEEK_ONE_RISE = Limit("mg", us=30, uk=30, since=ORANGE_BOOK.date, source=ORANGE_BOOK)
LARGE_DOSE = Limit("mg", us=120, uk=120, since=TIP_63.date, source=TIP_63)
IMPLAUSIBLE_DOSE = Limit("mg", us=300, uk=300, since=DESIGN.date, source=DESIGN, why="doses above this in real records are mostly slips")

dose_not_enough = Named(
    "the dose does not hold",
    any_of(
        f.still_using_opioids,
        f.opioids_since_last_dose,
        f.dose_control.is_("end_of_dose_withdrawal"),
        all_of(f.cows_score >= WITHDRAWAL_RETURNS, not_(f.missed_doses >= FIRST_MISSED)),
        f.urine_6mam.is_("positive"),
        f.urine_fentanyl.is_("positive"),
    ),
)
settled = Named(
    "the dose holds and nothing else is used",
    all_of(
        on_record(all_of(f.dose_control.is_("ok"), not_(f.still_using_opioids))),
        not_(any_of(on_record(f.cows_score >= WITHDRAWAL_RETURNS), f.cyp3a4_inducer)),
    ),
)
first_weeks_missed = Named("doses missed in the first weeks", all_of(f.days_on_treatment < FIRST_WEEKS, f.missed_doses >= UNSTABLE_MISSED))

RULES: tuple[Rule, ...] = (
    Offer(
        INCREASE_METHADONE,
        when=all_of(on_methadone, dose_not_enough, not_(settled)),
        name="dose_not_enough",
        source=TIP_63.part(3),
        because="Craving, withdrawal or use mean that the dose is too low, not that you failed.",
    ),
    Avoid(
        INCREASE_METHADONE,
        when=any_of(f.dose_control.is_("sedation"), f.current_methadone_mg > IMPLAUSIBLE_DOSE),
        hard=False,
        name="already_too_much",
        source=METHADONE_LABEL,
        because="The dose already makes you drowsy, or it is so large (above {IMPLAUSIBLE_DOSE}) that it must be confirmed first.",
    ),
    Wait(
        INCREASE_METHADONE,
        when=f.days_at_current_dose < STEP_INTERVAL,
        instead=(CONTINUE_CURRENT, NALOXONE_RESCUE),
        name="too_soon",
        source=ASAM_2020.recalled(),
        because="Methadone builds up for days. Less than {STEP_INTERVAL} on one dose is too short to judge it.",
    ),
    Wait(
        INCREASE_METHADONE,
        when=any_of(not_awake, f.missed_doses >= FIRST_MISSED),
        instead=(CONTINUE_CURRENT, RESUME_METHADONE, NALOXONE_RESCUE),
        name="not_today",
        source=BCCSU.recalled(),
        because="No rise while you are drowsy, drunk or high, or after missed doses. Let the present dose settle first.",
    ),
    Caution(
        INCREASE_METHADONE,
        when=all_of(f.days_at_current_dose >= STEP_INTERVAL, f.days_at_current_dose < STEP_ADVISED),
        name="rather_soon",
        source=ASAM_2015,
        because="Some guidelines wait {STEP_ADVISED} between steps. Look for drowsiness a few hours after the dose.",
    ),
    Wait(
        INCREASE_METHADONE,
        when=f.days_on_treatment < FIRST_WEEK,
        instead=(CONTINUE_CURRENT, NALOXONE_RESCUE),
        name="first_week",
        places=("uk",),
        source=ORANGE_BOOK,
        because="In the first {FIRST_WEEK} the dose rises only along the starting plan, never more than {WEEK_ONE_RISE} above the first "
        "dose.",
    ),
    Caution(
        INCREASE_METHADONE,
        when=f.current_methadone_mg >= LARGE_DOSE,
        name="large_dose",
        source=TIP_63.part(3),
        because="Above {LARGE_DOSE} a heart tracing and a look at other medicines go with each rise.",
    ),
    Offer(
        RESUME_METHADONE,
        when=all_of(on_methadone, f.missed_doses >= FIRST_MISSED),
        name="missed",
        source=MISSED_METHADONE_AU,
        because="You have missed doses. You are welcome back; the next dose depends on how many.",
    ),
    Avoid(
        RESUME_METHADONE,
        when=f.missed_doses >= RESTART,
        hard=True,
        name="missed_too_many",
        source=MISSED_METHADONE_AU,
        because="After {RESTART} or more without a dose, your old dose could kill you. Treatment starts again from a low dose.",
    ),
    Wait(
        RESUME_METHADONE,
        when=not_awake,
        instead=(NALOXONE_RESCUE,),
        name="resume_not_awake",
        source=MISSED_METHADONE_AU,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. Stay here until you are awake; we look again in an "
        "hour.",
    ),
    Require(
        PRESCRIBER_ASSESSMENT,
        before=RESUME_METHADONE,
        when=all_of(on_methadone, any_of(f.missed_doses >= ASSESS_AFTER, first_weeks_missed)),
        met=f.prescriber_assessed,
        name="assess_before_resuming",
        source=MISSED_METHADONE_AU,
        because="After {ASSESS_AFTER} without a dose a prescriber sees you first, and the next dose is lower.",
    ),
    Caution(
        RESUME_METHADONE,
        when=f.missed_doses >= ASSESS_AFTER,
        name="resume_lower",
        source=MISSED_METHADONE_AU,
        because="The next dose is half of the old one or less, because some tolerance is gone.",
    ),
    Caution(
        RESUME_METHADONE,
        when=not_(f.dose_verified),
        name="dose_not_verified",
        source=MISSED_METHADONE_AU,
        because="The old dose has not been confirmed. Until it is, treatment starts as if new.",
    ),
    Offer(
        TAPER_METHADONE,
        when=all_of(on_methadone, on_record(f.wants_taper)),
        name="taper",
        source=ASAM_2020,
        because="You may come off slowly if you wish. There is no time limit on staying.",
    ),
    Prefer(TAPER_METHADONE, when=f.wants_taper, name="taper_wanted", source=ASAM_2020, because="You have asked for it."),
    Avoid(
        TAPER_METHADONE,
        when=f.pregnant,
        hard=False,
        name="taper_pregnant",
        source=ACOG_711,
        because="Coming off in pregnancy risks relapse and harm to you both.",
    ),
    Caution(
        TAPER_METHADONE,
        when=on_methadone,
        name="taper_relapse",
        source=ASAM_2020,
        because="Most people relapse after a taper, and tolerance is gone. Go slowly, stop when it hurts, keep naloxone near.",
    ),
    Caution(
        TAPER_METHADONE,
        when=all_of(on_methadone, f.wants_taper, unsettled),
        name="taper_unsettled",
        source=TIP_63,
        because="Home, work or the people around you are not settled now. Coming off goes better once they are. There is no hurry.",
    ),
    Offer(
        SWITCH_BUPRENORPHINE_TO_METHADONE,
        when=on_buprenorphine,
        name="switch",
        source=BCCSU,
        because="You can change to methadone the next day. There is no need to stop and wait.",
    ),
    Wait(
        SWITCH_BUPRENORPHINE_TO_METHADONE,
        when=not_awake,
        instead=(BUPRENORPHINE_NALOXONE_SL,),
        name="switch_not_awake",
        source=METHADONE_LABEL,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. Stay here until you are awake; we look again in an "
        "hour.",
    ),
)
