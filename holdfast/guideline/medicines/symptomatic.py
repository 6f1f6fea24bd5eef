"""Medicines for single symptoms of withdrawal: what helps what, how much, and what to leave out for whom.

They are one option: each rule that fires names the medicine to leave out or to take less of. No sedative stands among
them: benzodiazepines are not given as a matter of course.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.guideline import facts as f
from holdfast.guideline.options import SYMPTOMATIC_MEDICINES
from holdfast.guideline.situations import QTC_LONG, liver_disease, on_methadone, opioid_use_disorder, qt_risk, sedatives, withdrawal_to_ease
from holdfast.guideline.sources import ASAM_2020, CLINICAL_REVIEW
from holdfast.language.expressions import Limit, any_of
from holdfast.language.rules import Caution, Offer, Rule

_DOSES = ASAM_2020.recalled()

LOPERAMIDE_FIRST = Limit("mg", us=4, uk=4, since=ASAM_2020.date, source=_DOSES)
LOPERAMIDE_AGAIN = Limit("mg", us=2, uk=2, since=ASAM_2020.date, source=_DOSES, why="after each loose stool")
LOPERAMIDE_MOST = Limit("mg a day", us=16, uk=16, since=ASAM_2020.date, source=_DOSES, why="more can change the heart's rhythm")
ONDANSETRON_DOSE = Limit("mg", us=4, uk=4, since=ASAM_2020.date, source=_DOSES, settings=(4, 8))
ONDANSETRON_MOST = Limit("mg a day", us=16, uk=16, since=ASAM_2020.date, source=_DOSES)
IBUPROFEN_DOSE = Limit("mg", us=400, uk=400, since=ASAM_2020.date, source=_DOSES, settings=(400, 600))
IBUPROFEN_MOST = Limit("mg a day", us=2400, uk=2400, since=ASAM_2020.date, source=_DOSES)
PARACETAMOL_DOSE = Limit("mg", us=1000, uk=1000, since=ASAM_2020.date, source=_DOSES, settings=(500, 1000))
PARACETAMOL_MOST = Limit("mg a day", us=4000, uk=4000, since=ASAM_2020.date, source=_DOSES)
PARACETAMOL_MOST_LIVER = Limit(
    "mg a day", us=2000, uk=2000, since=ASAM_2020.date, source=_DOSES, settings=(2000, 3000), why="the lower of the published 2 to 3 g"
)
HYDROXYZINE_DOSE = Limit("mg", us=25, uk=25, since=ASAM_2020.date, source=_DOSES, settings=(25, 50))
HYDROXYZINE_MOST = Limit("mg a day", us=100, uk=100, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
TRAZODONE_DOSE = Limit("mg", us=50, uk=50, since=ASAM_2020.date, source=_DOSES, settings=(25, 100))
TRAZODONE_MOST = Limit("mg a day", us=100, uk=100, since=ASAM_2020.date, source=_DOSES)
DICYCLOMINE_DOSE = Limit("mg", us=10, uk=10, since=ASAM_2020.date, source=_DOSES, settings=(10, 20))
DICYCLOMINE_MOST = Limit("mg a day", us=80, uk=60, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
IBUPROFEN_NEVER_FROM = Limit("weeks", us=20, uk=20, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)
IBUPROFEN_EGFR = Limit("mL/min", us=60, uk=60, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW)


@dataclass(frozen=True)
class Relief:
    """One medicine for one symptom: the dose, and the most in a day."""

    symptom: str
    medicine: str
    dose: Limit
    most: Limit


RELIEF: tuple[Relief, ...] = (
    Relief("loose stools", "loperamide", LOPERAMIDE_FIRST, LOPERAMIDE_MOST),
    Relief("feeling sick", "ondansetron", ONDANSETRON_DOSE, ONDANSETRON_MOST),
    Relief("stomach cramps", "dicyclomine", DICYCLOMINE_DOSE, DICYCLOMINE_MOST),
    Relief("aches", "ibuprofen", IBUPROFEN_DOSE, IBUPROFEN_MOST),
    Relief("aches", "paracetamol", PARACETAMOL_DOSE, PARACETAMOL_MOST),
    Relief("worry and itching", "hydroxyzine", HYDROXYZINE_DOSE, HYDROXYZINE_MOST),
    Relief("no sleep", "trazodone", TRAZODONE_DOSE, TRAZODONE_MOST),
)

RULES: tuple[Rule, ...] = (
    Offer(
        SYMPTOMATIC_MEDICINES,
        when=withdrawal_to_ease,
        name="each_symptom",
        source=ASAM_2020.recalled(),
        because="Each symptom has its own medicine: loperamide for loose stools (at most {LOPERAMIDE_MOST}), ondansetron for feeling sick, "
        "dicyclomine for cramps, ibuprofen or paracetamol for aches, hydroxyzine for worry, trazodone for sleep. Drink a lot. "
        "Sedatives such as diazepam are not part of it.",
    ),
    Caution(
        SYMPTOMATIC_MEDICINES,
        when=opioid_use_disorder,
        name="does_not_treat_the_disorder",
        source=ASAM_2020.recalled(),
        because="These make the days easier. They do not treat the disorder: methadone or buprenorphine does, and stops withdrawal too.",
    ),
    Caution(
        SYMPTOMATIC_MEDICINES,
        when=any_of(on_methadone, qt_risk, f.qtc_ms >= QTC_LONG),
        name="heart_rhythm",
        source=CLINICAL_REVIEW,
        because="Ondansetron, hydroxyzine and trazodone can change the heart's rhythm, more so with methadone: leave them out, or have the "
        "heart traced first. Never take more loperamide than {LOPERAMIDE_MOST}.",
    ),
    Caution(
        SYMPTOMATIC_MEDICINES,
        when=any_of(f.egfr < IBUPROFEN_EGFR, f.anticoagulated, f.bleeding_risk),
        name="no_ibuprofen",
        source=CLINICAL_REVIEW,
        because="No ibuprofen for you: it is not for weak kidneys, a bleeding risk or an ulcer. Take paracetamol.",
    ),
    Caution(
        SYMPTOMATIC_MEDICINES,
        when=f.pregnant,
        name="no_ibuprofen_in_pregnancy",
        source=CLINICAL_REVIEW,
        because="In pregnancy take paracetamol, not ibuprofen: from {IBUPROFEN_NEVER_FROM} on ibuprofen harms the baby.",
    ),
    Caution(
        SYMPTOMATIC_MEDICINES,
        when=liver_disease,
        name="less_paracetamol",
        source=ASAM_2020.recalled(),
        because="With your liver, at most {PARACETAMOL_MOST_LIVER} of paracetamol.",
    ),
    Caution(
        SYMPTOMATIC_MEDICINES,
        when=f.bowel_obstruction,
        name="no_loperamide",
        source=CLINICAL_REVIEW,
        because="Your bowel does not move as it should: no loperamide and no dicyclomine.",
    ),
    Caution(
        SYMPTOMATIC_MEDICINES,
        when=sedatives,
        name="sedatives",
        source=CLINICAL_REVIEW,
        because="Hydroxyzine and trazodone make you drowsier with alcohol or a sedative: leave them out.",
    ),
)


def daily_cap(medicine: str, liver_is_ill: bool) -> Limit:
    """The most of one of these medicines in a day."""
    if medicine == "paracetamol" and liver_is_ill:
        return PARACETAMOL_MOST_LIVER
    return next(each.most for each in RELIEF if each.medicine == medicine)
