"""Where help through withdrawal is given: at home, or with a bed. How long withdrawal lasts: withdrawal_course.py.

Nobody needs it before methadone or buprenorphine. For opioids it is never treatment by itself, so it is a caution at
best; for alcohol and sedatives it can save a life, and then a bed is preferred.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.care.levels_of_care import A_RELAPSE, among, homeless, reached, recorded
from holdfast.guideline.options import INPATIENT_WITHDRAWAL_MANAGEMENT, OUTPATIENT_WITHDRAWAL_MANAGEMENT
from holdfast.guideline.situations import CHILD_AGE, moving_to_naltrexone, on_agonist, opioid_use_disorder, withdrawal_past
from holdfast.guideline.sources import ACOG_711, ASAM_2020, NICE_CG52
from holdfast.language.expressions import Limit, Named, all_of, any_of, known, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Rule

WITH_A_BED_MOST = Limit(
    "days", us=7, uk=28, since=NICE_CG52.date, source=NICE_CG52.recalled(), why="US: a short taper of TIP 63; UK: up to four weeks"
)
AT_HOME_MOST = Limit(
    "days", us=28, uk=84, since=NICE_CG52.date, source=NICE_CG52.recalled(), why="US: the longer taper of TIP 63; UK: up to twelve weeks"
)

BOTH = (OUTPATIENT_WITHDRAWAL_MANAGEMENT, INPATIENT_WITHDRAWAL_MANAGEMENT)

from_opioids = Named(
    "wants help through opioid withdrawal",
    all_of(
        any_of(recorded(f.wants_withdrawal_management), moving_to_naltrexone),
        not_(all_of(known(f.current_medication), on_agonist)),
        not_(withdrawal_past),
        any_of(f.physically_dependent, opioid_use_disorder),
    ),
)
could_kill = Named(
    "withdrawal from drink or sedatives that could kill",
    any_of(
        f.alcohol_withdrawal_now,
        f.alcohol_withdrawal_risk.is_("severe"),
        all_of(f.sedative_dependent, f.alcohol_use.is_("dependent")),
        all_of(f.withdrawal_seizure_or_dt_history, any_of(f.alcohol_use.is_("dependent"), f.sedative_dependent)),
    ),
)
known_to_kill = Named(
    "withdrawal from drink or sedatives that is known to be dangerous",
    any_of(
        recorded(f.alcohol_withdrawal_now),
        among(f.alcohol_withdrawal_risk, "severe"),
        all_of(recorded(f.sedative_dependent), among(f.alcohol_use, "dependent")),
        all_of(recorded(f.withdrawal_seizure_or_dt_history), any_of(among(f.alcohol_use, "dependent"), recorded(f.sedative_dependent))),
    ),
)
drink_or_sedatives = Named(
    "body used to drink or sedatives",
    any_of(among(f.alcohol_use, "dependent"), among(f.alcohol_withdrawal_risk, "mild"), recorded(f.sedative_dependent)),
)
bed_needed = Named(
    "home is not the place to go through withdrawal",
    any_of(
        among(f.home_environment, "unsafe"),
        homeless,
        reached(f.relapses_after_lower_care, A_RELAPSE),
        among(f.suicide_risk, "moderate", "high"),
        recorded(f.psychosis),
        recorded(f.pregnant),
        all_of(known(f.age), f.age < CHILD_AGE),
        f.structural_heart_disease,
        f.respiratory_insufficiency.is_("chronic"),
        drink_or_sedatives,
    ),
)

RULES: tuple[Rule, ...] = (
    Offer(
        OUTPATIENT_WITHDRAWAL_MANAGEMENT,
        when=from_opioids,
        name="at_home",
        source=NICE_CG52,
        because="Most people can go through withdrawal at home, for up to {AT_HOME_MOST}, with visits, medicines that ease it, plenty to "
        "drink and light meals.",
    ),
    Offer(
        OUTPATIENT_WITHDRAWAL_MANAGEMENT,
        when=drink_or_sedatives,
        name="drink_or_sedatives_slowly",
        source=ASAM_2020.recalled(),
        because="Your body is used to drink or sedatives. Do not stop at once: come off with a clinic, slowly.",
    ),
    Offer(
        INPATIENT_WITHDRAWAL_MANAGEMENT,
        when=all_of(bed_needed, from_opioids),
        name="a_bed",
        source=NICE_CG52,
        because="Home is not the best place for your withdrawal. A bed with nurses is, for up to {WITH_A_BED_MOST}.",
    ),
    Offer(
        INPATIENT_WITHDRAWAL_MANAGEMENT,
        when=known_to_kill,
        name="withdrawal_that_can_kill",
        source=ASAM_2020.recalled(),
        because="Withdrawal from drink or sedatives can bring on fits and kill. You need a bed with nurses day and night. Your opioid "
        "medicine goes on.",
    ),
    Prefer(
        INPATIENT_WITHDRAWAL_MANAGEMENT,
        when=any_of(known_to_kill, bed_needed),
        name="safer_with_a_bed",
        source=NICE_CG52,
        because="A bed is safer for you than home.",
    ),
    Avoid(
        OUTPATIENT_WITHDRAWAL_MANAGEMENT,
        when=could_kill,
        hard=False,
        name="not_at_home",
        source=ASAM_2020.recalled(),
        because="At home nobody could help in time if you had a fit.",
    ),
    Avoid(
        OUTPATIENT_WITHDRAWAL_MANAGEMENT,
        when=f.pregnant,
        hard=False,
        name="pregnant_at_home",
        source=ACOG_711,
        because="In pregnancy withdrawal puts you and the baby at risk. Methadone or buprenorphine protects you both.",
    ),
    Avoid(
        INPATIENT_WITHDRAWAL_MANAGEMENT,
        when=all_of(f.pregnant, not_(could_kill)),
        hard=False,
        name="pregnant",
        source=ACOG_711,
        because="In pregnancy coming off opioids puts you and the baby at risk. Methadone or buprenorphine protects you both.",
    ),
    Caution(
        BOTH,
        when=any_of(f.wants_withdrawal_management, f.prefers.is_("naltrexone")),
        name="not_treatment_by_itself",
        source=NICE_CG52,
        because="Coming off opioids is not treatment by itself: tolerance goes, and an old dose can kill. Plan the medicine that comes "
        "after it, and take naloxone home.",
    ),
    Caution(
        OUTPATIENT_WITHDRAWAL_MANAGEMENT,
        when=any_of(f.home_environment.is_("unsafe"), f.housing.is_("homeless"), not_(f.has_support)),
        name="home_and_company",
        source=NICE_CG52,
        because="It goes well where home is safe and someone stays with you in the worst days. Without that, a bed is better.",
    ),
)
