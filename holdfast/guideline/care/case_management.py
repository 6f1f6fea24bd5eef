"""Help with the rest of life: home, work, school, law, travel, money, children, language, safety.

A service is offered where its need is on record. What nobody has asked keeps nothing waiting: it is listed as missing
under case management, which everybody is offered.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    CASE_MANAGEMENT,
    CHILD_CARE_SUPPORT,
    DOMESTIC_VIOLENCE_SUPPORT,
    EDUCATION_SUPPORT,
    EMPLOYMENT_SUPPORT,
    FUNDING_HELP,
    HOUSING_SUPPORT,
    INTERPRETER,
    LEGAL_SUPPORT,
    TRANSPORT_HELP,
)
from holdfast.guideline.situations import in_care, on_record
from holdfast.guideline.sources import ASAM_2020, CLINICAL_REVIEW, NIDA_PRINCIPLES
from holdfast.language.expressions import Named, all_of, any_of, not_
from holdfast.language.rules import Offer, Prefer, Rule

life_in_the_way = Named(
    "something in life stands in the way",
    any_of(
        f.housing.is_("homeless", "unstable"),
        f.home_environment.is_("unsafe"),
        f.partner_violence,
        f.legal_involvement,
        f.unemployed,
        f.insured.is_("none"),
        not_(f.transport_ok),
        f.needs_interpreter,
    ),
)

RULES: tuple[Rule, ...] = (
    Offer(
        CASE_MANAGEMENT,
        when=in_care,
        name="for_everybody",
        source=NIDA_PRINCIPLES,
        because="One person looks with you at home, work, money, the law, children and safety, and brings in the help you choose. "
        "Nothing of this has to be sorted out before treatment starts.",
    ),
    Prefer(
        CASE_MANAGEMENT,
        when=life_in_the_way,
        name="life_in_the_way",
        source=NIDA_PRINCIPLES,
        because="Something in your life makes it harder to get well. Help with it is part of treatment.",
    ),
    Offer(
        HOUSING_SUPPORT,
        when=any_of(on_record(f.housing.is_("homeless", "unstable")), on_record(f.home_environment.is_("unsafe"))),
        name="no_safe_home",
        source=NIDA_PRINCIPLES,
        because="A safe place to live makes it easier to stay in treatment. It must be a place where you can keep taking your medicine.",
    ),
    Offer(
        EMPLOYMENT_SUPPORT,
        when=on_record(f.unemployed),
        name="out_of_work",
        source=NIDA_PRINCIPLES,
        because="Work or training gives the day a shape and brings in money. Someone can help you find it, at your own pace.",
    ),
    Offer(
        EDUCATION_SUPPORT,
        when=all_of(f.under_eighteen, in_care),
        name="still_at_school",
        source=NIDA_PRINCIPLES,
        because="School or training goes on during treatment. Visits are planned around it.",
    ),
    Offer(
        LEGAL_SUPPORT,
        when=any_of(on_record(f.legal_involvement), on_record(f.custody.is_("in_custody", "release_planned"))),
        name="law",
        source=NIDA_PRINCIPLES,
        because="Someone who knows the law can stand by you. No court should make you stop a medicine that keeps you well.",
    ),
    Offer(
        LEGAL_SUPPORT,
        when=on_record(f.monitored_professional),
        name="licence",
        source=NIDA_PRINCIPLES,
        because="A board watches your work. Get advice on what it may ask of you and what stays private.",
    ),
    Offer(
        TRANSPORT_HELP,
        when=any_of(on_record(not_(f.transport_ok)), on_record(not_(f.can_attend_daily))),
        name="hard_to_get_there",
        source=CLINICAL_REVIEW,
        because="A ride, a fare, a place nearer by, a visit by video or doses for home: there is a way to get to you.",
    ),
    Offer(
        FUNDING_HELP,
        when=on_record(f.insured.is_("none")),
        name="no_insurance",
        places=("us",),
        source=NIDA_PRINCIPLES,
        because="Nobody should go without for lack of money. Someone can help you apply for Medicaid, and findtreatment.gov lists "
        "places that cost little or nothing.",
    ),
    Offer(
        FUNDING_HELP,
        when=any_of(on_record(f.unemployed), on_record(f.insured.is_("none"))),
        name="benefits",
        places=("uk",),
        source=CLINICAL_REVIEW,
        because="Treatment is free on the NHS. Someone can check with you which benefits you may claim.",
    ),
    Offer(
        CHILD_CARE_SUPPORT,
        when=all_of(on_record(f.children_at_home), in_care),
        name="children",
        source=NIDA_PRINCIPLES,
        because="Someone can look after the children while you are here. To come for treatment is to take care of them.",
    ),
    Offer(
        INTERPRETER,
        when=on_record(f.needs_interpreter),
        name="language",
        source=CLINICAL_REVIEW,
        because="You can speak your own language. A trained interpreter comes, not a relative and not a child.",
    ),
    Offer(
        DOMESTIC_VIOLENCE_SUPPORT,
        when=on_record(f.partner_violence),
        name="violence",
        source=ASAM_2020.recalled(),
        because="You have a right to be safe. Someone can help you plan for it, alone with you and in secret. Your partner is not told.",
    ),
)
