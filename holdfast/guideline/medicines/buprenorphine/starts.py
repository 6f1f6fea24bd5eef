"""Starting buprenorphine once withdrawal has begun: in a clinic, and at home."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.buprenorphine.readiness import (
    COWS_STANDARD,
    COWS_STRONG,
    OPIOID_FREE_WEEK,
    SOME_WITHDRAWAL,
    THREE_DAYS,
    may_start,
    start_again,
    strong_opioid,
    takes_methadone,
)
from holdfast.guideline.options import (
    METHADONE,
    NALOXONE_RESCUE,
    START_BUPRENORPHINE_HIGH_DOSE,
    START_BUPRENORPHINE_HOME,
    START_BUPRENORPHINE_LOW_DOSE,
    START_BUPRENORPHINE_STANDARD,
)
from holdfast.guideline.situations import on_methadone, opioid_use_disorder, sedatives
from holdfast.guideline.sources import ACOG_711, ASAM_2020, BC_PHARMACISTS, CLINICAL_REVIEW, NIDA_HOME_START, TIP_63
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Caution, Offer, Prefer, Rule, Wait

SOWS_HOME = Limit(
    "points",
    us=17,
    uk=17,
    since=TIP_63.date,
    source=TIP_63,
    why="the sixteen-question scale only: a score of the shorter one is another number",
)
METHADONE_GONE = Limit("hours", us=72, uk=72, since=NIDA_HOME_START.date, source=NIDA_HOME_START, why="48 to 72 hours by the home card")

withdrawal_can_come = Named(
    "opioids within a week, or withdrawal now", any_of(f.days_opioid_free < OPIOID_FREE_WEEK, f.cows_score >= SOME_WITHDRAWAL)
)
can_be_at_home = f.setting.is_not("hospital", "custody", "residential")
scored_high_enough = f.sows_score >= SOWS_HOME

RULES: tuple[Rule, ...] = (
    Offer(
        START_BUPRENORPHINE_STANDARD,
        when=all_of(opioid_use_disorder, may_start, withdrawal_can_come),
        name="start",
        source=ASAM_2020,
        because="You can have a first dose once withdrawal has begun, and most people feel better within hours.",
    ),
    Prefer(
        START_BUPRENORPHINE_STANDARD,
        when=start_again,
        name="start_again",
        source=BC_PHARMACISTS,
        because="After so many missed doses treatment starts again with a small dose. The door is open.",
    ),
    Offer(
        START_BUPRENORPHINE_HOME,
        when=all_of(opioid_use_disorder, may_start, withdrawal_can_come, not_(on_methadone), can_be_at_home),
        name="start_at_home",
        source=ASAM_2020,
        because="You can take the first dose at home, with clear steps and someone to call.",
    ),
    Prefer(
        START_BUPRENORPHINE_HOME,
        when=f.prefers_home_start,
        name="home_chosen",
        source=ASAM_2020,
        because="You would rather start at home.",
    ),
    Wait(
        START_BUPRENORPHINE_HOME,
        when=all_of(f.cows_score < COWS_STANDARD, not_(scored_high_enough)),
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, START_BUPRENORPHINE_HIGH_DOSE, NALOXONE_RESCUE),
        name="home_withdrawal_too_mild",
        source=TIP_63.part(3),
        because="Your withdrawal is too mild for a first dose at home. Score it again in an hour or two: you need {SOWS_HOME} on the "
        "questions, or {COWS_STANDARD} when a nurse scores you.",
    ),
    Wait(
        START_BUPRENORPHINE_HOME,
        when=all_of(strong_opioid, f.cows_score < COWS_STRONG, not_(scored_high_enough)),
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, START_BUPRENORPHINE_HIGH_DOSE, NALOXONE_RESCUE),
        name="home_withdrawal_too_mild_for_strong_opioids",
        source=CLINICAL_REVIEW,
        because="After fentanyl or another strong opioid more withdrawal is needed: {SOWS_HOME} on the questions, or {COWS_STRONG} when a "
        "nurse scores you. Look again in an hour or two.",
    ),
    Wait(
        START_BUPRENORPHINE_HOME,
        when=all_of(takes_methadone, f.hours_since_methadone < METHADONE_GONE, not_(f.days_opioid_free >= THREE_DAYS)),
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE, NALOXONE_RESCUE),
        name="home_methadone",
        source=NIDA_HOME_START,
        because="Within {METHADONE_GONE} of methadone the first dose is not for home: come in, and we change over with you.",
    ),
    Wait(
        START_BUPRENORPHINE_HOME,
        when=f.supply_unsafe,
        instead=(START_BUPRENORPHINE_STANDARD, START_BUPRENORPHINE_LOW_DOSE),
        name="home_supply_unsafe",
        source=CLINICAL_REVIEW,
        because="A supply at home would be a danger to you just now. Start with us, today.",
    ),
    Caution(
        START_BUPRENORPHINE_HOME,
        when=sedatives,
        name="home_sedatives",
        source=TIP_63.part(3).recalled(),
        because="With alcohol or sedatives it is safer to take the first dose where someone can watch you.",
    ),
    Caution(
        START_BUPRENORPHINE_HOME,
        when=f.pregnant,
        name="home_pregnant",
        source=ACOG_711.recalled(),
        because="You are pregnant: start where a midwife or doctor can be reached at once.",
    ),
    Caution(
        START_BUPRENORPHINE_HOME,
        when=not_(f.has_naloxone),
        name="home_naloxone",
        source=ASAM_2020.recalled(),
        because="Take naloxone home first, and show someone how to use it.",
    ),
    Caution(
        START_BUPRENORPHINE_HOME,
        when=any_of(f.home_environment.is_("unsafe"), f.housing.is_("homeless"), f.medically_unstable),
        name="home_not_safe",
        source=TIP_63.part(3).recalled(),
        because="A first dose needs a safe place, a telephone and someone to call. If home is not that, start with us.",
    ),
)
