"""Buprenorphine under the tongue: raising the dose, changing over from methadone, coming off it, and treating withdrawal
that it has set off."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.buprenorphine.readiness import FIRST_MISSED, METHADONE_LOW_ENOUGH, SOME_WITHDRAWAL
from holdfast.guideline.options import (
    CONTINUE_CURRENT,
    INCREASE_BUPRENORPHINE,
    METHADONE,
    NALOXONE_RESCUE,
    RESUME_BUPRENORPHINE,
    SWITCH_METHADONE_TO_BUPRENORPHINE,
    SYMPTOMATIC_MEDICINES,
    TAPER_BUPRENORPHINE,
    TREAT_PRECIPITATED_WITHDRAWAL,
)
from holdfast.guideline.situations import not_awake, on_buprenorphine, on_methadone, on_record, on_sublingual, unsettled
from holdfast.guideline.sources import (
    ACOG_711,
    ASAM_2020,
    ASAM_HIGH_POTENCY,
    BUPRENORPHINE_LABEL,
    CROSSOVER,
    PRECIPITATED,
    TIP_63,
)
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Rule, Wait

USUAL_HIGHEST = Limit(
    "mg",
    us=24,
    uk=16,
    since=BUPRENORPHINE_LABEL.date,
    source=BUPRENORPHINE_LABEL,
    settings=(16, 24),
    why="above it the dose is not well studied; usual UK dose 8 to 16",
)
HIGHEST = Limit(
    "mg",
    us=32,
    uk=24,
    since=ASAM_HIGH_POTENCY.date,
    source=ASAM_HIGH_POTENCY.recalled(),
    settings=(18, 32),
    why="the US label of 2025 states no maximum; UK products say 18 (Espranor), 24 or 32: set your own product's",
)

dose_does_not_hold = Named(
    "the dose does not hold",
    any_of(f.still_using_opioids, f.dose_control.is_("end_of_dose_withdrawal"), f.cows_score >= SOME_WITHDRAWAL, f.cyp3a4_inducer),
)
settled = Named(
    "the dose holds and nothing else is used",
    all_of(
        on_record(all_of(f.dose_control.is_("ok"), not_(f.still_using_opioids))),
        not_(any_of(on_record(f.cows_score >= SOME_WITHDRAWAL), f.cyp3a4_inducer)),
    ),
)

RULES: tuple[Rule, ...] = (
    Offer(
        INCREASE_BUPRENORPHINE,
        when=all_of(on_sublingual, dose_does_not_hold, not_(settled)),
        name="raise",
        source=ASAM_2020,
        because="Your dose does not hold you yet. First check that it dissolves fully under the tongue; then it can go up.",
    ),
    Wait(
        INCREASE_BUPRENORPHINE,
        when=not_awake,
        instead=(CONTINUE_CURRENT, NALOXONE_RESCUE),
        name="raise_not_awake",
        source=TIP_63,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. We look again in an hour.",
    ),
    Wait(
        INCREASE_BUPRENORPHINE,
        when=f.missed_doses >= FIRST_MISSED,
        instead=(RESUME_BUPRENORPHINE,),
        name="raise_after_missed",
        source=TIP_63.recalled(),
        because="You have missed doses. Take your usual dose every day again; then see if it holds.",
    ),
    Avoid(
        INCREASE_BUPRENORPHINE,
        when=all_of(on_sublingual, f.dose_control.is_("sedation")),
        hard=False,
        name="raise_drowsy",
        source=TIP_63,
        because="The dose makes you drowsy, so it must not go up.",
    ),
    Avoid(
        INCREASE_BUPRENORPHINE,
        when=all_of(on_sublingual, f.current_buprenorphine_mg >= HIGHEST),
        hard=False,
        name="raise_above_highest",
        source=ASAM_HIGH_POTENCY.recalled(),
        because="You are at {HIGHEST} or more. A specialist decides on more; the injection or methadone may hold you better.",
    ),
    Caution(
        INCREASE_BUPRENORPHINE,
        when=f.current_buprenorphine_mg >= USUAL_HIGHEST,
        name="raise_above_usual",
        source=BUPRENORPHINE_LABEL,
        because="You are at {USUAL_HIGHEST} or more. A higher dose helps some people, above all after fentanyl; the injection or methadone "
        "are other ways.",
    ),
    Offer(
        SWITCH_METHADONE_TO_BUPRENORPHINE,
        when=on_methadone,
        name="change_over",
        source=CROSSOVER,
        because="You can change over. Tiny rising doses while methadone goes on spare you the withdrawal.",
    ),
    Prefer(
        SWITCH_METHADONE_TO_BUPRENORPHINE,
        when=f.response_methadone.is_("poor", "not_tolerated"),
        name="methadone_does_not_suit",
        source=ASAM_2020,
        because="Methadone does not suit you.",
    ),
    Caution(
        SWITCH_METHADONE_TO_BUPRENORPHINE,
        when=f.current_methadone_mg > METHADONE_LOW_ENOUGH,
        name="change_over_only_low_dose",
        source=CROSSOVER,
        because="Above {METHADONE_LOW_ENOUGH} of methadone, change only in tiny rising doses while methadone goes on. The two together are "
        "meant: it is no mistake in the prescription.",
    ),
    Caution(
        SWITCH_METHADONE_TO_BUPRENORPHINE,
        when=f.pregnant,
        name="change_over_in_pregnancy",
        source=ACOG_711,
        because="In pregnancy staying on methadone is fine. If you change, do it in tiny rising doses, so that no withdrawal comes.",
    ),
    Caution(
        SWITCH_METHADONE_TO_BUPRENORPHINE,
        when=all_of(f.dose_control.is_("ok"), not_(f.still_using_opioids)),
        name="well_on_methadone",
        source=ASAM_2020.recalled(),
        because="You are doing well on methadone. A change can unsettle that, so plan it with care and with a way back.",
    ),
    Wait(
        SWITCH_METHADONE_TO_BUPRENORPHINE,
        when=not_awake,
        instead=(METHADONE, NALOXONE_RESCUE),
        name="change_over_not_awake",
        source=TIP_63,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. We look again in an hour.",
    ),
    Offer(
        TAPER_BUPRENORPHINE,
        when=all_of(on_buprenorphine, on_record(f.wants_taper)),
        name="come_off_slowly",
        source=ASAM_2020,
        because="If you want to come off, small steps over months are easiest. You can stop the taper, or go back up, at any time.",
    ),
    Caution(
        TAPER_BUPRENORPHINE,
        when=on_buprenorphine,
        name="relapse_is_common",
        source=ASAM_2020,
        because="Most people who stop go back to use, and overdose is then more likely. There is no time by which you must stop.",
    ),
    Caution(
        TAPER_BUPRENORPHINE,
        when=all_of(on_buprenorphine, f.wants_taper, unsettled),
        name="unsettled",
        source=TIP_63,
        because="Home, work or the people around you are not settled now. Coming off goes better once they are. There is no hurry.",
    ),
    Avoid(
        TAPER_BUPRENORPHINE,
        when=all_of(on_buprenorphine, f.pregnant),
        hard=False,
        name="no_taper_in_pregnancy",
        source=ACOG_711,
        because="In pregnancy coming off puts you and the baby in danger.",
    ),
    Offer(
        TREAT_PRECIPITATED_WITHDRAWAL,
        when=f.precipitated_withdrawal,
        name="more_buprenorphine",
        source=PRECIPITATED,
        because="More buprenorphine ends it, where staff can watch you. Stay on the treatment: the worst is over within hours.",
    ),
    Prefer(
        TREAT_PRECIPITATED_WITHDRAWAL,
        when=f.precipitated_withdrawal,
        name="do_not_give_up",
        source=PRECIPITATED,
        because="It is the surest way out of this withdrawal.",
    ),
    Caution(
        TREAT_PRECIPITATED_WITHDRAWAL,
        when=f.setting.is_("home", "community", "primary_care"),
        name="be_watched",
        source=PRECIPITATED,
        because="Go now to a clinic or emergency department that can watch you while the doses are given.",
    ),
    Wait(
        TREAT_PRECIPITATED_WITHDRAWAL,
        when=not_awake,
        instead=(SYMPTOMATIC_MEDICINES, NALOXONE_RESCUE),
        name="more_not_while_drowsy",
        source=PRECIPITATED.recalled(),
        because="You are drowsy, drunk or high: look for another cause first, and look again in an hour.",
    ),
    Avoid(
        TREAT_PRECIPITATED_WITHDRAWAL,
        when=f.allergy_buprenorphine,
        hard=True,
        name="more_not_with_allergy",
        source=BUPRENORPHINE_LABEL,
        because="You have had a serious allergic reaction to buprenorphine.",
    ),
)
