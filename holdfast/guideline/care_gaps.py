"""What to look for among many people: care that is missing and could be given. A list to call people by, never a judgement of them.

Each gap is read in three truths of each person: where the record does not tell, the gap is open, and is counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.guideline import facts as f
from holdfast.guideline.options import AGONISTS, NALTREXONE
from holdfast.guideline.situations import in_care, on_a_medicine, on_methadone, opioid_use_disorder
from holdfast.language.expressions import Condition, all_of, any_of, known, not_
from holdfast.language.rules import Option


@dataclass(frozen=True)
class CareGap:
    """A gap by `name`, said to staff. It is there where `when` holds and, if `may_have` names options, at least one of them may be
    given as far as is known (preferred, suitable or with care)."""

    name: str
    say: str
    when: Condition
    may_have: tuple[Option, ...] = ()


untreated = all_of(opioid_use_disorder, f.current_medication.is_("none"))

CARE_GAPS: tuple[CareGap, ...] = (
    CareGap("no_naloxone", "In care for opioids, without naloxone at home", all_of(in_care, not_(f.has_naloxone))),
    CareGap(
        "eligible_and_untreated",
        "Opioid use disorder, no medicine for it, and a medicine that fits",
        untreated,
        (*AGONISTS, *NALTREXONE),
    ),
    CareGap("overdose_and_untreated", "Overdose in the past year, and no medicine", all_of(untreated, known(f.hours_since_overdose))),
    CareGap("pregnant_and_untreated", "Pregnant with opioid use disorder, and no medicine", all_of(untreated, f.pregnant)),
    CareGap(
        "leaving_custody_untreated",
        "In jail or prison or just out, and no medicine",
        all_of(untreated, f.custody.is_("in_custody", "release_planned", "released")),
    ),
    CareGap(
        "methadone_qt_medicine_no_ecg",
        "On methadone with another medicine that lengthens QT, and no heart tracing",
        all_of(on_methadone, f.qt_prolonging_medicine, not_(known(f.qtc_ms))),
    ),
    CareGap(
        "treated_and_still_using",
        "On a medicine, withdrawal before the next dose, and still using: is the dose enough?",
        all_of(on_a_medicine, f.still_using_opioids, f.dose_control.is_("end_of_dose_withdrawal")),
    ),
    CareGap("hiv_not_tested", "Injects, and no HIV test on record", all_of(f.injects_drugs, not_(known(f.hiv)))),
    CareGap("hcv_not_tested", "Injects, and no hepatitis C test on record", all_of(f.injects_drugs, not_(known(f.hcv)))),
    CareGap(
        "hcv_positive_untreated",
        "Opioid use disorder untreated with a positive hepatitis C or HIV test",
        all_of(untreated, any_of(f.hcv.is_("positive"), f.hiv.is_("positive"))),
    ),
)
