"""Mind and body treated together, never first the one and then the other: mood, worry, thoughts of suicide, trauma,
psychosis, drink, sedatives, tobacco. Nothing here makes a medicine for opioid use disorder wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from holdfast.guideline import facts as f
from holdfast.guideline.instruments import gad7, phq9
from holdfast.guideline.options import (
    ALCOHOL_TREATMENT,
    CRISIS_LINE,
    MENTAL_HEALTH_CARE,
    MOOD_SCREEN,
    SAFETY_PLAN,
    SMOKING_CESSATION,
    SUICIDE_SCREEN,
)
from holdfast.guideline.situations import in_care, on_record
from holdfast.guideline.sources import (
    ASAM_2020,
    CFR_8_12,
    CLINICAL_REVIEW,
    COLUMBIA_TRIAGE,
    CRISIS_LINES,
    FDA_SEDATIVES,
    NICE_NG58,
    TIP_42,
)
from holdfast.guideline.tests_and_checks import TODAY
from holdfast.guideline.urgent import ANY_THOUGHT
from holdfast.language.expressions import Limit, Named, Place, all_of, any_of, known
from holdfast.language.rules import Offer, Prefer, Require, Rule

PHQ9_POSITIVE = phq9.MODERATE
GAD7_POSITIVE = gad7.MODERATE
ASSESSMENT_DUE = Limit(
    "days", us=14, uk=14, since=CFR_8_12.date, source=CFR_8_12, why="the first look at mind and life, with the care plan"
)

thoughts_of_suicide = Named(
    "thoughts of suicide",
    any_of(on_record(f.phq9_item9 >= ANY_THOUGHT), on_record(f.suicide_risk.is_("low", "moderate", "high"))),
)
grave_risk = Named("a grave risk of suicide", f.suicide_risk.is_("moderate", "high"))
severe_mental_illness = Named("a severe mental illness", any_of(*map(on_record, (f.psychosis, f.bipolar, f.schizophrenia))))


class Line(NamedTuple):
    """Somebody to reach at once, day and night."""

    name: str
    reach: str


LINES: Mapping[Place, tuple[Line, ...]] = {
    "us": (Line("Suicide and Crisis Lifeline", "call or text 988"), Line("SAMHSA National Helpline", "1-800-662-4357")),
    "uk": (Line("Samaritans", "116 123"),),
}
"""Numbers as they are printed; the first is the crisis line."""

RULES: tuple[Rule, ...] = (
    Require(
        MOOD_SCREEN,
        due=ASSESSMENT_DUE,
        when=in_care,
        met=all_of(known(f.phq9_score), known(f.gad7_score)),
        name="mood_and_worry",
        source=TIP_42,
        because="A few questions on mood and worry show whether you need help with them as well. Your medicine does not wait for it.",
    ),
    Require(
        SUICIDE_SCREEN,
        due=TODAY,
        when=on_record(f.phq9_item9 >= ANY_THOUGHT),
        met=known(f.suicide_risk),
        name="screen_today",
        source=CLINICAL_REVIEW,
        because="You have thought of death or of hurting yourself. Someone asks you more about it today, whatever the rest of the answers.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=on_record(f.phq9_score >= PHQ9_POSITIVE),
        name="low_mood",
        source=TIP_42,
        because="Your mood is low. It is treated now, beside your medicine, and not only once drug use has ended.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=on_record(f.gad7_score >= GAD7_POSITIVE),
        name="worry",
        source=TIP_42,
        because="Worry weighs on you. Talking therapy and some medicines help; your own medicine stays as it is. Sedatives are best left "
        "out of it.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=thoughts_of_suicide,
        name="thoughts",
        source=COLUMBIA_TRIAGE,
        because="You have had thoughts of suicide. They can pass, and you need not bear them alone.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=on_record(f.trauma_history),
        name="trauma",
        source=TIP_42,
        because="What you went through can be treated, when you feel ready. You choose how much you tell.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=severe_mental_illness,
        name="severe_illness",
        places=("us",),
        source=TIP_42,
        because="Both illnesses are treated together by people who talk to each other. Some medicines for mood change methadone or the "
        "heart's rhythm: show both teams all you take.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=severe_mental_illness,
        name="severe_illness_one_team",
        places=("uk",),
        source=NICE_NG58,
        because="The mental health team leads and works with the drug service; neither turns you away because of the other. Show both "
        "all the medicines you take.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=on_record(f.cognitive_impairment),
        name="memory",
        source=TIP_42,
        because="Trouble with memory or thinking is looked into, and what you are told comes in small steps and in writing.",
    ),
    Offer(
        MENTAL_HEALTH_CARE,
        when=any_of(on_record(f.benzodiazepine_use.is_("prescribed", "not_prescribed", "both")), on_record(f.sedative_dependent)),
        name="sedatives",
        source=FDA_SEDATIVES,
        because="Sedatives on top of opioids can stop your breath. Never stop them at once: they come down slowly, with help. Your "
        "medicine is not held back because of them.",
    ),
    Prefer(
        MENTAL_HEALTH_CARE,
        when=any_of(grave_risk, f.psychosis, f.schizophrenia, f.bipolar),
        name="soon",
        source=COLUMBIA_TRIAGE,
        because="This should be soon: it makes everything else harder to bear.",
    ),
    Offer(
        SAFETY_PLAN,
        when=thoughts_of_suicide,
        name="safety_plan",
        source=COLUMBIA_TRIAGE,
        because="Together you write down what warns you, what calms you, whom you call, and how to keep danger out of reach.",
    ),
    Prefer(
        SAFETY_PLAN,
        when=grave_risk,
        name="safety_plan_today",
        source=COLUMBIA_TRIAGE,
        because="It is written today. A clinician sees you today too, and doses for home are looked at again. Your medicine goes on.",
    ),
    Offer(
        CRISIS_LINE,
        when=any_of(in_care, thoughts_of_suicide),
        name="lifeline",
        places=("us",),
        source=CRISIS_LINES,
        because="Call or text nine eight eight, day or night, when it all gets too much. It is free.",
    ),
    Offer(
        CRISIS_LINE,
        when=any_of(in_care, thoughts_of_suicide),
        name="samaritans",
        places=("uk",),
        source=CRISIS_LINES,
        because="Call Samaritans on one one six, one two three, day or night, when it all gets too much. It is free.",
    ),
    Prefer(
        CRISIS_LINE,
        when=thoughts_of_suicide,
        name="keep_it_close",
        source=COLUMBIA_TRIAGE,
        because="Keep the number where you see it, and give it to someone near you.",
    ),
    Offer(
        ALCOHOL_TREATMENT,
        when=any_of(
            on_record(f.alcohol_use.is_("risky", "dependent")),
            on_record(f.alcohol_withdrawal_now),
            on_record(f.alcohol_withdrawal_risk.is_("mild", "severe")),
        ),
        name="drink",
        source=ASAM_2020.recalled(),
        because="Drink and opioids together can stop your breath. Both are treated at the same time; you keep your medicine.",
    ),
    Prefer(
        ALCOHOL_TREATMENT,
        when=any_of(f.alcohol_use.is_("dependent"), f.alcohol_withdrawal_now, f.alcohol_withdrawal_risk.is_("severe")),
        name="drink_daily",
        source=ASAM_2020.recalled(),
        because="Do not stop drinking all at once: that can bring on fits. It is done with medicine and with someone watching.",
    ),
    Offer(
        SMOKING_CESSATION,
        when=on_record(f.tobacco_use),
        name="smoking",
        source=ASAM_2020.recalled(),
        because="You can stop smoking whenever you like, also right now. Patches, gum and other medicines help, and it does not put your "
        "recovery at risk.",
    ),
)
