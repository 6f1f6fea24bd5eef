"""Going back to buprenorphine under the tongue after missed doses."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.buprenorphine.readiness import (
    AFTER_SHORT_ACTING,
    COWS_STANDARD,
    FIRST_MISSED,
    MISSED_TOO_LONG,
    MISSED_TOO_LONG_WITH_OPIOIDS,
)
from holdfast.guideline.options import (
    METHADONE,
    NALOXONE_RESCUE,
    PRESCRIBER_ASSESSMENT,
    RESUME_BUPRENORPHINE,
    START_BUPRENORPHINE_LOW_DOSE,
)
from holdfast.guideline.situations import not_awake, on_sublingual
from holdfast.guideline.sources import BC_PHARMACISTS, CLINICAL_REVIEW, FP10MDA, TIP_63
from holdfast.language.expressions import Limit, Named, all_of
from holdfast.language.rules import Avoid, Caution, Offer, Require, Rule, Wait

ASSESS_AFTER = Limit(
    "days",
    us=3,
    uk=3,
    since=FP10MDA.date,
    source=FP10MDA,
    settings=(2, 3),
    why="UK wording for instalments; the US has no rule, so there it is a caution; the longer counts below are Canadian (BC)",
)

missed = Named("missed doses of buprenorphine", all_of(on_sublingual, f.missed_doses >= FIRST_MISSED))
lapsed = Named("other opioids between missed doses", all_of(missed, f.opioids_since_last_dose))

RULES: tuple[Rule, ...] = (
    Offer(
        RESUME_BUPRENORPHINE,
        when=missed,
        name="go_back",
        source=BC_PHARMACISTS,
        because="You have missed doses. You are welcome back; the next dose depends on how many.",
    ),
    Avoid(
        RESUME_BUPRENORPHINE,
        when=all_of(on_sublingual, f.missed_doses >= MISSED_TOO_LONG),
        hard=False,
        name="missed_too_long",
        source=BC_PHARMACISTS,
        because="After {MISSED_TOO_LONG} or more your old dose may be too strong. Start again with a small dose, today if you can.",
    ),
    Avoid(
        RESUME_BUPRENORPHINE,
        when=all_of(on_sublingual, f.missed_doses >= MISSED_TOO_LONG_WITH_OPIOIDS, f.opioids_since_last_dose),
        hard=False,
        name="missed_with_other_opioids",
        source=BC_PHARMACISTS,
        because="After {MISSED_TOO_LONG_WITH_OPIOIDS} or more with other opioids between, your old dose could set off sudden withdrawal. "
        "Start again, as on the first day.",
    ),
    Wait(
        RESUME_BUPRENORPHINE,
        when=not_awake,
        instead=(NALOXONE_RESCUE,),
        name="resume_not_awake",
        source=TIP_63,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. Stay here until you are awake; we look again in an "
        "hour.",
    ),
    Wait(
        RESUME_BUPRENORPHINE,
        when=all_of(lapsed, f.hours_since_short_acting_opioid < AFTER_SHORT_ACTING),
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, NALOXONE_RESCUE),
        name="resume_too_soon",
        source=CLINICAL_REVIEW,
        because="Less than {AFTER_SHORT_ACTING} after another opioid your dose could set off sudden withdrawal. Look again then.",
    ),
    Wait(
        RESUME_BUPRENORPHINE,
        when=all_of(lapsed, f.cows_score < COWS_STANDARD),
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, NALOXONE_RESCUE),
        name="resume_withdrawal_too_mild",
        source=CLINICAL_REVIEW,
        because="You used another opioid, and your withdrawal is below {COWS_STANDARD}: your dose could make it much worse. Look again in "
        "an hour or two.",
    ),
    Require(
        PRESCRIBER_ASSESSMENT,
        before=RESUME_BUPRENORPHINE,
        when=all_of(on_sublingual, f.missed_doses >= ASSESS_AFTER),
        met=f.prescriber_assessed,
        name="prescriber_after_missed",
        places=("uk",),
        source=FP10MDA,
        because="After {ASSESS_AFTER} or more in a row the prescriber looks at the dose with you first.",
    ),
    Caution(
        RESUME_BUPRENORPHINE,
        when=all_of(on_sublingual, f.missed_doses >= ASSESS_AFTER),
        name="some_tolerance_lost",
        source=CLINICAL_REVIEW,
        because="After {ASSESS_AFTER} or more without it some tolerance is gone: take the first dose where someone can watch you.",
    ),
    Caution(
        RESUME_BUPRENORPHINE,
        when=lapsed,
        name="lapse_between_doses",
        source=BC_PHARMACISTS,
        because="You used other opioids meanwhile. Check the withdrawal and the hours first, as before any first dose.",
    ),
)
