"""Young people, older people, and somebody who cannot decide just now. Which opioid medicine fits which age: see the medicines."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import ADOLESCENT_SERVICES, CASE_MANAGEMENT, NALTREXONE, PRIMARY_CARE, SPECIALIST_REVIEW
from holdfast.guideline.situations import OLDER_AGE, in_care, on_record
from holdfast.guideline.sources import ASAM_2020, CFR_8_12, CLINICAL_REVIEW, NICE_CG52, UK_CONSENT
from holdfast.language.expressions import Named, all_of, not_
from holdfast.language.rules import Offer, Prefer, Require, Rule

young = Named("a young person in care", all_of(f.under_eighteen, in_care))

RULES: tuple[Rule, ...] = (
    Offer(
        ADOLESCENT_SERVICES,
        when=young,
        name="young_person",
        places=("us",),
        source=ASAM_2020.recalled(),
        because="A team for young people looks after you: medicine, talking, school, and your family if you agree. What you say stays "
        "private as far as the law allows.",
    ),
    Offer(
        ADOLESCENT_SERVICES,
        when=young,
        name="consent_by_state_law",
        places=("us",),
        source=CFR_8_12.recalled(),
        because="For methadone in a programme a parent or guardian agrees in writing, unless your state lets you decide. You need not have "
        "failed at anything else first.",
    ),
    Offer(
        ADOLESCENT_SERVICES,
        when=young,
        name="young_person_uk",
        places=("uk",),
        source=NICE_CG52.recalled(),
        because="A service for young people looks after you, together with CAMHS where that helps, and your family if you agree.",
    ),
    Offer(
        ADOLESCENT_SERVICES,
        when=young,
        name="consent_uk",
        places=("uk",),
        source=UK_CONSENT,
        because="From {CHILD_AGE} on you decide for yourself. Younger people can too, if they understand what it means; a parent is asked "
        "if you agree.",
    ),
    Prefer(
        ADOLESCENT_SERVICES,
        when=f.under_sixteen,
        name="specialist_joins_in",
        source=CLINICAL_REVIEW,
        because="Under {CHILD_AGE} a specialist joins in before a medicine is chosen. You are never turned away for your age.",
    ),
    Require(
        SPECIALIST_REVIEW,
        before=NALTREXONE,
        when=f.under_sixteen,
        met=f.specialist_agreed,
        name="specialist_before_naltrexone",
        source=CLINICAL_REVIEW,
        because="Under {CHILD_AGE} a specialist in young people's care decides with you.",
    ),
    Prefer(
        PRIMARY_CARE,
        when=on_record(f.age >= OLDER_AGE),
        name="older",
        source=CLINICAL_REVIEW,
        because="From {OLDER_AGE} on doses start lower and act longer. Lungs, heart, kidneys, memory, falls and all other medicines are "
        "looked at together.",
    ),
    Offer(
        CASE_MANAGEMENT,
        when=on_record(not_(f.can_consent)),
        name="cannot_decide_now",
        source=CLINICAL_REVIEW,
        because="Right now you cannot decide this yourself. Someone who speaks for you by law is brought in, you are asked again as soon "
        "as you can, and what keeps you alive goes on.",
    ),
)
