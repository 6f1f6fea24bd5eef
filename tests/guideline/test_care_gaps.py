"""Gaps in care: there where the record is certain of it, open where it does not tell."""

import pytest

from holdfast.engines.bedside import Person, judge
from holdfast.guideline.care_gaps import CARE_GAPS
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import derived
from holdfast.language.expressions import condition, resolved
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.guideline.judged import _dated

UNTREATED = {"current_medication": "none", "dsm5_criteria": 6}
CASES = {
    "no_naloxone": ({"oud_ever": True, "has_naloxone": False}, {"oud_ever": True, "has_naloxone": True}, {"oud_ever": True}),
    "eligible_and_untreated": (UNTREATED, {**UNTREATED, "current_medication": "methadone"}, {"dsm5_criteria": 6}),
    "overdose_and_untreated": ({**UNTREATED, "hours_since_overdose": 500}, UNTREATED, {"dsm5_criteria": 6, "hours_since_overdose": 500}),
    "pregnant_and_untreated": ({**UNTREATED, "pregnant": True}, {**UNTREATED, "pregnant": False}, UNTREATED),
    "leaving_custody_untreated": ({**UNTREATED, "custody": "release_planned"}, {**UNTREATED, "custody": "none"}, UNTREATED),
    "methadone_qt_medicine_no_ecg": (
        {"current_medication": "methadone", "qt_prolonging_medicine": True},
        {"current_medication": "methadone", "qt_prolonging_medicine": True, "qtc_ms": 430},
        {"qt_prolonging_medicine": True},
    ),
    "treated_and_still_using": (
        {"current_medication": "methadone", "still_using_opioids": True, "dose_control": "end_of_dose_withdrawal"},
        {"current_medication": "methadone", "still_using_opioids": True, "dose_control": "ok"},
        {"current_medication": "methadone", "still_using_opioids": True},
    ),
    "hiv_not_tested": ({"injects_drugs": True}, {"injects_drugs": True, "hiv": "negative"}, {}),
    "hcv_not_tested": ({"injects_drugs": True}, {"injects_drugs": True, "hcv": "positive"}, {}),
    "hcv_positive_untreated": ({**UNTREATED, "hcv": "positive"}, {**UNTREATED, "hcv": "negative"}, {"dsm5_criteria": 6, "hiv": "positive"}),
}


@pytest.mark.parametrize("gap", CARE_GAPS, ids=lambda gap: gap.name)
def test_a_gap_is_there_is_not_there_or_is_not_known(gap):
    node = resolved(condition(gap.when), _dated("us", ()).by_limit)
    found = [judge(node, Person.of(derived(values), FACTS.values())) for values in CASES[gap.name]]
    assert found == [YES, NO, UNKNOWN]
