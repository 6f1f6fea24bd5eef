"""Naloxone to take home: for everybody whom an opioid overdose could reach. No diagnosis is needed; it treats no disorder."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import NALOXONE_RESCUE
from holdfast.guideline.situations import ANY_DAYS, opioid_use_disorder
from holdfast.guideline.sources import ASAM_2020, BNF, CLINICAL_REVIEW, MMWR_NALOXONE, NALOXONE_LABELS, UK_NALOXONE
from holdfast.language.expressions import Limit, Named, any_of, known
from holdfast.language.rules import Caution, Offer, Rule

# Who
ANY_OVERDOSE = Limit("overdoses", us=1, uk=1, since=ASAM_2020.date, source=ASAM_2020.recalled())
RECENT_USE = Limit("days", us=365, uk=365, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
JUST_RELEASED = Limit(
    "days", us=28, uk=28, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, why="death is likeliest in the first four weeks"
)

# The dose ladder
SPRAY = Limit(
    "mg", us=4, uk=1.8, since=NALOXONE_LABELS.date, source=NALOXONE_LABELS, why="one spray of the usual product; 3 mg is sold in the US too"
)
STRONG_SPRAY = Limit("mg", us=8, uk=8, since=MMWR_NALOXONE.date, source=MMWR_NALOXONE)
INJECTION = Limit("mg", us=0.4, uk=0.4, since=NALOXONE_LABELS.date, source=NALOXONE_LABELS)
LARGEST_INJECTION = Limit("mg", us=2, uk=2, since=NALOXONE_LABELS.date, source=NALOXONE_LABELS)
SMALLEST_IN_VEIN = Limit(
    "mg",
    us=0.04,
    uk=0.04,
    since=NALOXONE_LABELS.date,
    source=NALOXONE_LABELS,
    settings=(0.04, 0.1),
    why="watched by staff, opioid-dependent",
)
REPEAT_AFTER = Limit("minutes", us=3, uk=3, since=NALOXONE_LABELS.date, source=NALOXONE_LABELS, settings=(2, 3))
DOUBTFUL_AFTER = Limit("mg", us=10, uk=10, since=NALOXONE_LABELS.date, source=NALOXONE_LABELS)

uses_opioids = Named(
    "uses opioids or did so in the last year",
    any_of(
        f.opioid_use_on_record,
        f.main_opioid.is_not("none"),
        f.opioid_use_days_30 > ANY_DAYS,
        f.days_opioid_free < RECENT_USE,
        f.physically_dependent,
        f.fentanyl_exposure,
    ),
)
overdosed = Named("an overdose before", any_of(f.overdose_now, f.overdoses_past_year >= ANY_OVERDOSE, known(f.hours_since_overdose)))
little_tolerance = Named(
    "tolerance is or will be low",
    any_of(f.lost_tolerance, f.custody.is_("release_planned"), f.days_since_release < JUST_RELEASED),
)

RULES: tuple[Rule, ...] = (
    Offer(
        NALOXONE_RESCUE,
        when=uses_opioids,
        name="uses_opioids",
        source=ASAM_2020.recalled(),
        because="It brings back breathing after too much opioid. Keep it close, show others where it is, and never use alone. Whoever finds"
        " you calls for help, gives one dose, and another after {REPEAT_AFTER} if you do not breathe.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=opioid_use_disorder,
        name="opioid_use_disorder",
        source=ASAM_2020.recalled(),
        because="Have it at home from the first dose of your medicine on. Get a new one when you renew, when it was used, or when its date "
        "is past. It saves lives; it is not a treatment for the disorder.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=f.partner_uses,
        name="lives_with_someone_who_uses",
        source=ASAM_2020.recalled(),
        because="You may be the one who is there. With it you can keep your partner alive until help comes.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=overdosed,
        name="overdose_before",
        source=ASAM_2020.recalled(),
        because="One overdose makes another more likely. Naloxone wears off before many opioids do: call for help even if you wake.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=little_tolerance,
        name="lost_tolerance",
        source=ASAM_2020,
        because="After a break your body no longer bears the old amount. Take naloxone with you on the day you leave.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=f.takes_opioid_analgesic,
        name="opioid_for_pain",
        source=ASAM_2020.recalled(),
        because="A strong pain medicine can slow your breathing too much. Naloxone at home is your safety net.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=any_of(uses_opioids, opioid_use_disorder),
        name="usual_strength",
        places=("us",),
        source=MMWR_NALOXONE,
        because="The usual spray of {SPRAY} is enough. One of {STRONG_SPRAY} saved no more lives and brought on more withdrawal.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=any_of(uses_opioids, opioid_use_disorder),
        name="over_the_counter",
        places=("us",),
        source=NALOXONE_LABELS,
        because="You can buy the spray without a prescription. Many programmes give it for free.",
    ),
    Offer(
        NALOXONE_RESCUE,
        when=any_of(uses_opioids, opioid_use_disorder),
        name="from_any_drug_service",
        places=("uk",),
        source=UK_NALOXONE,
        because="Any drug service can give it to you without a prescription.",
    ),
    Caution(
        NALOXONE_RESCUE,
        when=f.allergy_naloxone,
        name="allergy",
        source=BNF,
        because="You had a serious reaction to it. In an overdose it is still given: without breath you would die. Tell those around you.",
    ),
)
