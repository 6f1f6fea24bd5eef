"""Infections: tests, vaccines, prevention of HIV, cures, wounds, needles and what is in the drugs.

Nothing here is tied to stopping. Tests for HIV and hepatitis B and C stand in `tests_and_checks`.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    DRUG_CHECKING,
    HEPATITIS_C_TREATMENT,
    HIV_TREATMENT,
    INFECTION_SCREENING,
    PREP,
    SYPHILIS_TEST,
    SYRINGE_SERVICES,
    TB_TEST,
    VACCINATION,
    WOUND_CARE,
)
from holdfast.guideline.situations import ANY_DAYS, in_care, on_record
from holdfast.guideline.sources import ASAM_2020, CDC_INFECTIONS
from holdfast.guideline.tests_and_checks import LABORATORY_DUE
from holdfast.language.expressions import Named, all_of, any_of, known, not_
from holdfast.language.rules import Offer, Prefer, Require, Rule

injects = Named("injects", on_record(f.injects_drugs))
still_uses = Named(
    "still uses",
    any_of(
        on_record(f.opioid_use_days_30 > ANY_DAYS),
        on_record(f.still_using_opioids),
        on_record(f.stimulant_use_disorder),
        all_of(
            on_record(f.main_opioid.is_("heroin", "fentanyl", "nitazene")),
            not_(known(f.opioid_use_days_30)),
            not_(on_record(f.in_remission)),
        ),
    ),
)

RULES: tuple[Rule, ...] = (
    Offer(
        INFECTION_SCREENING,
        when=in_care,
        name="screening",
        source=CDC_INFECTIONS,
        because="A few tests find infections early: HIV, hepatitis, syphilis and tuberculosis. Each is your choice, and each can be "
        "treated.",
    ),
    Prefer(
        INFECTION_SCREENING,
        when=injects,
        name="screening_every_year",
        source=CDC_INFECTIONS,
        because="Where needles are used the tests are worth doing again every year. Fever with chills or a new heart murmur needs a doctor "
        "the same day.",
    ),
    Require(
        SYPHILIS_TEST,
        due=LABORATORY_DUE,
        when=in_care,
        met=known(f.syphilis),
        name="syphilis",
        source=CDC_INFECTIONS,
        because="Syphilis can hide for years. A blood test finds it and an injection cures it.",
    ),
    Prefer(
        SYPHILIS_TEST,
        when=on_record(f.pregnant),
        name="syphilis_in_pregnancy",
        source=CDC_INFECTIONS,
        because="In pregnancy it can harm the baby, and treatment prevents that.",
    ),
    Require(
        TB_TEST,
        due=LABORATORY_DUE,
        when=in_care,
        met=known(f.tuberculosis),
        name="tuberculosis",
        source=CDC_INFECTIONS,
        because="Tuberculosis is more common where people live close together. It can be found and cured. Tell the doctor before you "
        "start tablets for it: some lower methadone.",
    ),
    Offer(
        VACCINATION,
        when=all_of(in_care, not_(on_record(f.hav_immune))),
        name="hepatitis_a",
        source=CDC_INFECTIONS,
        because="The vaccine against hepatitis A protects you.",
    ),
    Offer(
        VACCINATION,
        when=all_of(in_care, not_(on_record(f.hbv_immune)), f.hbv.is_("negative")),
        name="hepatitis_b",
        source=CDC_INFECTIONS,
        because="The vaccine against hepatitis B protects you. The first shot can be given before the test is back.",
    ),
    Offer(
        VACCINATION,
        when=injects,
        name="tetanus",
        source=CDC_INFECTIONS,
        because="A vaccine against tetanus protects where skin is broken.",
    ),
    Offer(
        PREP,
        when=all_of(any_of(injects, on_record(f.sexual_hiv_risk)), f.hiv.is_("negative")),
        name="prep",
        source=CDC_INFECTIONS,
        because="A medicine taken before can keep HIV out. An HIV test comes first.",
    ),
    Offer(
        HEPATITIS_C_TREATMENT,
        when=f.hcv.is_("positive"),
        name="hepatitis_c",
        source=CDC_INFECTIONS,
        because="Tablets for two to three months cure nearly everybody. You can have them now, whether or not you still use or drink.",
    ),
    Offer(
        HIV_TREATMENT,
        when=f.hiv.is_("positive"),
        name="hiv",
        source=CDC_INFECTIONS,
        because="With treatment people with HIV live long, and once it has pushed the virus right down it is not passed on by sex. Some of "
        "the tablets change methadone: tell both teams.",
    ),
    Offer(
        WOUND_CARE,
        when=any_of(injects, f.severe_infection, f.alpha2_adulterant_suspected),
        name="wounds",
        source=CDC_INFECTIONS,
        because="Have sores and swollen spots looked at early, without blame. Some drugs now on the street make deep wounds, also where "
        "nobody injected.",
    ),
    Offer(
        SYRINGE_SERVICES,
        when=injects,
        name="needles",
        source=ASAM_2020.recalled(),
        because="New needles and gear each time keep HIV, hepatitis and abscesses away. It costs nothing, and nobody asks you to stop.",
    ),
    Offer(
        DRUG_CHECKING,
        when=still_uses,
        name="strips",
        places=("us",),
        source=CDC_INFECTIONS,
        because="Test strips show fentanyl and some other drugs in a sample. A clear strip is no promise: start small and not alone.",
    ),
    Offer(
        DRUG_CHECKING,
        when=still_uses,
        name="sample_by_post",
        places=("uk",),
        source=CDC_INFECTIONS,
        because="A drug service can tell you where to have a sample checked, also by post. Nitazenes can be in heroin and in tablets: "
        "start small and not alone.",
    ),
)
