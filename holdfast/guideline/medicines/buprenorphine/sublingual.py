"""Buprenorphine under the tongue, with naloxone or alone: whom it suits, and how its products compare."""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    BUPRENORPHINE,
    BUPRENORPHINE_NALOXONE_SL,
    BUPRENORPHINE_SL,
    LIVER_PANEL,
    SPECIALIST_REVIEW,
    SUBLINGUAL,
)
from holdfast.guideline.situations import (
    OLDER_AGE,
    QTC_DANGEROUS,
    QTC_LONG,
    lungs,
    on_buprenorphine,
    on_sublingual,
    opioid_use_disorder,
    qt_risk,
    sedatives,
)
from holdfast.guideline.sources import (
    ACOG_711,
    ASAM_2020,
    BUPRENORPHINE_LABEL,
    CLINICAL_REVIEW,
    CONSOLIDATED_APPROPRIATIONS,
    FDA_SEDATIVES,
    NICE_CG52,
    QT_PANEL,
    TIP_63,
    ZUBSOLV_LABEL,
)
from holdfast.language.expressions import Source, all_of, any_of, known, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule


@dataclass(frozen=True)
class Equivalent:
    """One unit of a product, and the sublingual tablet that it stands for."""

    product: str
    mg: float
    tablet_mg: float
    source: Source


EQUIVALENTS: tuple[Equivalent, ...] = (
    *(Equivalent("tablet", mg, mg, BUPRENORPHINE_LABEL) for mg in (2, 8)),
    *(Equivalent("film", mg, mg, BUPRENORPHINE_LABEL) for mg in (2, 4, 8, 12)),
    *(Equivalent("zubsolv", mg, tablet_mg, ZUBSOLV_LABEL) for mg, tablet_mg in ((1.4, 2), (2.9, 4), (5.7, 8), (8.6, 12), (11.4, 16))),
)
"""Espranor and the smallest Zubsolv are left out on purpose: no source gives them milligram for milligram."""


def tablet_equivalent(product: str, mg: float, units: int = 1) -> float | None:
    """The daily sublingual tablet dose that so many units of a product stand for; None where the table does not say, which
    is a question for the prescriber and never a guess."""
    return next((units * each.tablet_mg for each in EQUIVALENTS if (each.product, each.mg) == (product, mg)), None)


RULES: tuple[Rule, ...] = (
    Offer(
        SUBLINGUAL,
        when=opioid_use_disorder,
        name="treats_the_disorder",
        source=ASAM_2020,
        because="It takes away withdrawal and craving, and it keeps people alive. Any clinic can give it.",
    ),
    Prefer(
        SUBLINGUAL,
        when=f.prefers.is_("buprenorphine"),
        name="chosen",
        source=ASAM_2020,
        because="It is the medicine you would choose.",
    ),
    Prefer(
        BUPRENORPHINE,
        when=f.response_buprenorphine.is_("good"),
        name="worked_before",
        source=ASAM_2020,
        because="It has worked for you before.",
    ),
    *(
        Prefer(
            option,  # each for itself, so that it does not speak for starts too
            when=all_of(on_sublingual, any_of(f.dose_control.is_("ok"), f.in_remission)),
            name=f"{option.code}_works_now",
            source=ASAM_2020,
            because="You take it now and it holds you.",
        )
        for option in SUBLINGUAL
    ),
    Prefer(
        SUBLINGUAL,
        when=f.pregnant,
        name="pregnancy",
        source=ACOG_711,
        because="In pregnancy it protects you and the baby, with naloxone or without. Stopping opioids without a medicine does not.",
    ),
    Prefer(
        BUPRENORPHINE,
        when=any_of(qt_risk, f.qtc_ms >= QTC_LONG),
        name="kinder_to_the_heart",
        source=QT_PANEL,
        because="Your heart's rhythm is at risk, and it is much safer for the heart than methadone.",
    ),
    Prefer(
        BUPRENORPHINE,
        when=any_of(sedatives, lungs),
        name="kinder_to_breathing",
        source=TIP_63.part(3),
        because="It slows breathing less than methadone does.",
    ),
    Prefer(
        BUPRENORPHINE,
        when=any_of(f.office_prescriber_available, not_(f.otp_available)),
        name="any_prescriber",
        places=("us",),
        source=CONSOLIDATED_APPROPRIATIONS,
        because="A doctor near you can prescribe it. You need no methadone programme.",
    ),
    Prefer(
        BUPRENORPHINE_SL,
        when=any_of(f.allergy_naloxone, f.child_pugh.is_("B", "C")),
        name="without_naloxone",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Without naloxone it suits you better.",
    ),
    Avoid(
        BUPRENORPHINE,
        when=f.allergy_buprenorphine,
        hard=True,
        name="allergy",
        source=BUPRENORPHINE_LABEL,
        because="You have had a serious allergic reaction to it.",
    ),
    Avoid(
        BUPRENORPHINE_NALOXONE_SL,
        when=f.allergy_naloxone,
        hard=True,
        name="allergy_to_naloxone",
        source=BUPRENORPHINE_LABEL,
        because="You have had a serious allergic reaction to naloxone, which is in it. Buprenorphine alone is safe for you.",
    ),
    Avoid(
        BUPRENORPHINE,
        when=f.respiratory_insufficiency.is_("acute_severe"),
        hard=False,
        name="breathing_fails",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Your breathing is very weak now. It has to be treated first, in a hospital.",
    ),
    Avoid(
        BUPRENORPHINE_NALOXONE_SL,
        when=f.child_pugh.is_("C"),
        hard=False,
        name="liver_failing",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Your liver cannot clear the naloxone in it. Buprenorphine alone, at half the dose, is the safer choice.",
    ),
    Require(
        LIVER_PANEL,
        before=BUPRENORPHINE_NALOXONE_SL,
        when=f.jaundice_or_cirrhosis,
        met=known(f.child_pugh),
        name="liver_first",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="You have liver disease. A test of how well the liver works shows which kind is safe for you.",
    ),
    Require(
        SPECIALIST_REVIEW,
        before=SUBLINGUAL,
        when=f.under_sixteen,
        met=f.specialist_agreed,
        name="specialist_under_sixteen",
        source=NICE_CG52.recalled(),
        because="Under {CHILD_AGE} a specialist in young people's care decides with you.",
    ),
    Caution(
        BUPRENORPHINE_NALOXONE_SL,
        when=f.child_pugh.is_("B"),
        name="liver_combination",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Your liver is weak: start with buprenorphine alone. Later this kind can be used with care.",
    ),
    Caution(
        BUPRENORPHINE_SL,
        when=f.child_pugh.is_("C"),
        name="liver_half_dose",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Your liver is very weak: half the usual dose, raised slowly, with a specialist's advice.",
    ),
    Caution(
        BUPRENORPHINE,
        when=f.acute_hepatitis,
        name="liver_inflamed",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Your liver is inflamed: test it often.",
    ),
    Caution(
        BUPRENORPHINE,
        when=any_of(f.long_qt_history, f.torsades_history, f.qtc_ms >= QTC_DANGEROUS),
        name="heart_rhythm",
        source=CLINICAL_REVIEW,
        because="Your heart's rhythm needs care: a heart tracing, and potassium and magnesium put right. It is still safer than methadone.",
    ),
    Caution(
        BUPRENORPHINE,
        when=sedatives,
        name="sedatives",
        source=FDA_SEDATIVES,
        because="With alcohol or sedatives it can slow breathing. You are not refused it: come more often, keep naloxone near, and plan how"
        " to cut down the others safely.",
    ),
    Caution(
        BUPRENORPHINE,
        when=lungs,
        name="lungs",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Weak lungs or sleep apnoea: start low and go slowly.",
    ),
    Caution(
        BUPRENORPHINE,
        when=any_of(f.head_injury, f.adrenal_insufficiency),
        name="watch_closely",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="A head injury or weak adrenal glands need close watching while you take it.",
    ),
    Caution(
        BUPRENORPHINE,
        when=f.maoi_use,
        name="maoi",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="You have taken an MAOI medicine (or linezolid) in the last two weeks: start low, with someone watching.",
    ),
    Caution(
        BUPRENORPHINE,
        when=any_of(f.cyp3a4_inhibitor, f.cyp3a4_inducer, f.interacting_change.is_("started", "stopped")),
        name="interactions",
        source=BUPRENORPHINE_LABEL,
        because="Another medicine raises or lowers it. When that one is started or stopped, the dose must be looked at within days.",
    ),
    Caution(
        BUPRENORPHINE,
        when=all_of(f.age >= OLDER_AGE, not_(on_buprenorphine)),
        name="older",
        source=CLINICAL_REVIEW,
        because="From {OLDER_AGE} on, start low and go slowly.",
    ),
    Caution(
        BUPRENORPHINE,
        when=f.opioid_analgesia_planned,
        name="pain_relief_planned",
        source=ASAM_2020.recalled(),
        because="Tell the surgeon that you take it, and keep taking it. Other pain relief is given on top.",
    ),
    Caution(
        BUPRENORPHINE,
        when=f.response_buprenorphine.is_("poor", "not_tolerated"),
        name="did_not_suit",
        source=ASAM_2020,
        because="It did not suit you before: find out why (dose too low?) before trying again.",
    ),
)
