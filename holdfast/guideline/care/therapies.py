"""Talking and learning: which therapies fit whom, and how long they usually last.

Every one is offered beside a medicine and none is a condition of it. Rewards (contingency management) are for tests free of
cocaine and the like, for coming, or for taking the medicine; never for opioid tests alone in people without a medicine.
US and UK differ: in the UK CBT is not routine for opioid use alone.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.care.levels_of_care import denied, recorded
from holdfast.guideline.options import (
    CBT,
    COMMUNITY_REINFORCEMENT,
    COMPLEMENTARY_THERAPIES,
    CONTINGENCY_MANAGEMENT,
    COUNSELLING,
    COUPLES_THERAPY,
    FAMILY_THERAPY,
    GROUP_THERAPY,
    MOTIVATIONAL_ENHANCEMENT,
    TRAUMA_THERAPY,
    TWELVE_STEP_FACILITATION,
)
from holdfast.guideline.situations import ADULT_AGE, on_a_medicine, opioid_use_disorder
from holdfast.guideline.sources import (
    ASAM_2020,
    CARROLL_WEISS,
    CLINICAL_REVIEW,
    CM_IN_METHADONE,
    DESIGN,
    NICE_CG51,
    ORANGE_BOOK,
    TIP_35,
    TIP_41,
)
from holdfast.language.expressions import Limit, Named, all_of, always, any_of, known, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Rule

COUNSELLING_APART = Limit("days", us=7, uk=14, since=ORANGE_BOOK.date, source=ORANGE_BOOK, why="US: weekly at first; UK: a key worker")
CBT_LEAST = Limit("sessions", us=12, uk=12, since=CARROLL_WEISS.date, source=CARROLL_WEISS.recalled())
CBT_MOST = Limit("sessions", us=16, uk=16, since=CARROLL_WEISS.date, source=CARROLL_WEISS.recalled())
REWARD_WEEKS = Limit("weeks", us=12, uk=12, since=CM_IN_METHADONE.date, source=CM_IN_METHADONE)
MOTIVATION_MOST = Limit("sessions", us=4, uk=2, since=NICE_CG51.date, source=NICE_CG51, why="UK: seen; US: TIP 35, to be confirmed")
MOTIVATION_MINUTES = Limit("minutes", us=45, uk=45, since=NICE_CG51.date, source=NICE_CG51)
FAMILY_LEAST = Limit("weeks", us=12, uk=12, since=DESIGN.date, source=DESIGN)
FAMILY_MOST = Limit("weeks", us=16, uk=16, since=DESIGN.date, source=DESIGN)
COUPLES_LEAST = Limit("weeks", us=12, uk=12, since=NICE_CG51.date, source=NICE_CG51.recalled())
GROUP_MINUTES = Limit("minutes", us=90, uk=90, since=TIP_41.date, source=TIP_41, settings=(60, 90))
TWELVE_STEP_LEAST = Limit("sessions", us=12, uk=12, since=DESIGN.date, source=DESIGN, settings=(12, 15))
LOW_MOOD = Limit("points", us=10, uk=10, since=DESIGN.date, source=DESIGN, why="moderate on the nine questions on mood")
WORRY = Limit("points", us=10, uk=10, since=DESIGN.date, source=DESIGN, why="moderate on the seven questions on worry")

TALKING = (
    COUNSELLING,
    CBT,
    MOTIVATIONAL_ENHANCEMENT,
    COMMUNITY_REINFORCEMENT,
    FAMILY_THERAPY,
    COUPLES_THERAPY,
    GROUP_THERAPY,
    TRAUMA_THERAPY,
    TWELVE_STEP_FACILITATION,
)
low_or_worried = Named(
    "low mood or worry",
    any_of(all_of(known(f.phq9_score), f.phq9_score >= LOW_MOOD), all_of(known(f.gad7_score), f.gad7_score >= WORRY)),
)
under_age = Named("not yet an adult", all_of(known(f.age), f.age < ADULT_AGE))

RULES: tuple[Rule, ...] = (
    Offer(
        COUNSELLING,
        when=opioid_use_disorder,
        name="someone_to_talk_to",
        source=ASAM_2020,
        because="A counsellor sees you about every {COUNSELLING_APART} at first, and less often later. Your medicine does not hang on it.",
    ),
    Offer(
        CBT,
        when=opioid_use_disorder,
        name="new_ways_to_act",
        places=("us",),
        source=CARROLL_WEISS,
        because="You learn what sets off craving and what to do then, in {CBT_LEAST} or up to {CBT_MOST}. It adds a little to a medicine.",
    ),
    Offer(
        CBT,
        when=all_of(low_or_worried, opioid_use_disorder),
        name="for_mood_and_worry",
        source=NICE_CG51.recalled(),
        because="It treats low mood and worry, which make it harder to get well.",
    ),
    Prefer(
        CBT,
        when=any_of(f.phq9_score >= LOW_MOOD, f.gad7_score >= WORRY),
        name="mood_or_worry",
        source=ASAM_2020.recalled(),
        because="Low mood or worry is getting in your way, and this is the therapy for it. Your medicine stays as it is.",
    ),
    Offer(
        CONTINGENCY_MANAGEMENT,
        when=all_of(recorded(f.stimulant_use_disorder), opioid_use_disorder),
        name="rewards_for_tests_without_stimulants",
        source=CM_IN_METHADONE,
        because="You earn a reward for each test without cocaine or speed, for {REWARD_WEEKS}. Your dose is never cut as a penalty.",
    ),
    Offer(
        CONTINGENCY_MANAGEMENT,
        when=all_of(known(f.current_medication), on_a_medicine),
        name="rewards_beside_a_medicine",
        source=NICE_CG51,
        because="You can earn rewards for steps that help, such as coming to visits. Your dose is never cut as a penalty.",
    ),
    Prefer(
        CONTINGENCY_MANAGEMENT,
        when=f.stimulant_use_disorder,
        name="stimulants",
        source=CM_IN_METHADONE,
        because="It is what helps most with cocaine and speed. Your medicine goes on.",
    ),
    Caution(
        CONTINGENCY_MANAGEMENT,
        when=not_(on_a_medicine),
        name="never_for_opioid_tests_without_a_medicine",
        source=CLINICAL_REVIEW,
        because="You take no medicine now, so rewards are for coming or for tests without stimulants, never for opioid tests: tolerance "
        "would be lost with nothing to protect you.",
    ),
    Offer(
        MOTIVATIONAL_ENHANCEMENT,
        when=opioid_use_disorder,
        name="what_do_you_want",
        source=TIP_35,
        because="Up to {MOTIVATION_MOST} of about {MOTIVATION_MINUTES} help you find out what you want. You need not be ready first.",
    ),
    Prefer(
        MOTIVATIONAL_ENHANCEMENT,
        when=any_of(f.goal.is_("unsure", "reduce", "stay_safer"), f.declines_medication),
        name="in_two_minds",
        source=NICE_CG51,
        because="You are not sure yet what you want. This is made for that.",
    ),
    Offer(
        COMMUNITY_REINFORCEMENT,
        when=opioid_use_disorder,
        name="a_life_worth_it",
        source=DESIGN,
        because="Step by step you build up work, friends and things you enjoy, so that life without drugs pays.",
    ),
    Prefer(
        COMMUNITY_REINFORCEMENT,
        when=any_of(f.unemployed, f.stimulant_use_disorder, not_(f.has_support)),
        name="little_to_hold_on_to",
        source=DESIGN,
        because="Work, company or another drug is where things are hard now. This starts there.",
    ),
    Offer(
        FAMILY_THERAPY,
        when=all_of(
            any_of(under_age, recorded(f.has_support), recorded(f.children_at_home), recorded(f.has_partner)),
            opioid_use_disorder,
        ),
        name="with_the_family",
        source=ASAM_2020.recalled(),
        because="Your family can learn how to help, in {FAMILY_LEAST} or up to {FAMILY_MOST}. Nobody is told anything unless you agree.",
    ),
    Prefer(
        FAMILY_THERAPY,
        when=f.age < ADULT_AGE,
        name="young",
        source=ASAM_2020.recalled(),
        because="At your age nothing helps more beside a medicine.",
    ),
    Caution(
        FAMILY_THERAPY,
        when=f.partner_violence,
        name="not_with_the_one_who_hurts",
        source=CLINICAL_REVIEW,
        because="Not together with anyone who hurts you or whom you fear.",
    ),
    Offer(
        COUPLES_THERAPY,
        when=all_of(recorded(f.has_partner), not_(recorded(f.partner_uses)), not_(under_age), opioid_use_disorder),
        name="with_your_partner",
        source=NICE_CG51.recalled(),
        because="You and a partner who does not use drugs meet weekly for {COUPLES_LEAST} or more and agree on each day.",
    ),
    Avoid(
        COUPLES_THERAPY,
        when=f.partner_violence,
        hard=True,
        name="partner_violence",
        source=CLINICAL_REVIEW,
        because="Sessions together with someone who hurts you can make it worse. Help for your safety comes first.",
    ),
    Offer(
        GROUP_THERAPY,
        when=opioid_use_disorder,
        name="with_others",
        source=TIP_41,
        because="A small group, up to {GROUP_MINUTES} at a time, led by a therapist. Others there know what it is like.",
    ),
    Caution(
        GROUP_THERAPY,
        when=f.psychosis,
        name="too_much_at_once",
        source=DESIGN,
        because="A group can be too much while you hear or see things that others do not. Start alone with a therapist.",
    ),
    Offer(
        TRAUMA_THERAPY,
        when=all_of(recorded(f.trauma_history), opioid_use_disorder),
        name="what_happened_to_you",
        source=ASAM_2020.recalled(),
        because="What happened to you can be treated too. You need not be off opioids first.",
    ),
    Caution(
        TRAUMA_THERAPY,
        when=any_of(f.suicide_risk.is_("high"), f.psychosis, f.partner_violence),
        name="safety_first",
        source=DESIGN,
        because="First you have to be safe. Then the work on what happened can begin.",
    ),
    Offer(
        TWELVE_STEP_FACILITATION,
        when=all_of(not_(denied(f.accepts_peer_support)), opioid_use_disorder),
        name="into_a_group",
        source=ASAM_2020.recalled(),
        because="A therapist helps you find and use twelve-step groups that welcome your medicine. For opioids the proof is thin.",
    ),
    Offer(
        COMPLEMENTARY_THERAPIES,
        when=opioid_use_disorder,
        name="may_feel_good",
        source=DESIGN,
        because="Art, music, horses, yoga or needles behind the ear may do you good.",
    ),
    Caution(
        COMPLEMENTARY_THERAPIES,
        when=always,
        name="never_instead",
        source=DESIGN,
        because="They are only an addition. None has been shown to treat addiction, and none may take the place of a medicine.",
    ),
    Caution(
        TALKING,
        when=f.declines_counselling,
        name="you_would_rather_not",
        source=ASAM_2020,
        because="You would rather not have it now. Your medicine goes on just the same, and the offer stays open.",
    ),
)
