"""A vomited dose: after half an hour nothing, unseen nothing, and never without a prescriber (V79)."""

import pytest

from tests.guideline.judged import judged, outcome

ON = {
    "current_medication": "methadone", "sex": "male", "age": 40, "sedated": False, "pre_dose_checklist_clear": True, "vomit_witnessed": True,
    "prescriber_assessed": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("seen, ten minutes after", {"vomited_dose_minutes": 10}, "suitable"),
        ("seen, fifteen minutes after", {"vomited_dose_minutes": 15}, "caution"),
        ("seen, thirty minutes after", {"vomited_dose_minutes": 30}, "caution"),
        ("seen, forty minutes after (V79)", {"vomited_dose_minutes": 40}, "avoid"),
        ("not seen", {"vomited_dose_minutes": 5, "vomit_witnessed": False}, "avoid"),
        ("nobody said whether it was seen", {"vomited_dose_minutes": 5, "vomit_witnessed": None}, "ask→suitable"),
        ("no prescriber yet", {"vomited_dose_minutes": 5, "prescriber_assessed": None}, "ask→suitable"),
        ("drowsy", {"vomited_dose_minutes": 5, "sedated": True}, "wait"),
        ("pregnant", {"vomited_dose_minutes": 5, "sex": "female", "pregnant": True}, "caution"),
        ("buprenorphine", {"vomited_dose_minutes": 5, "current_medication": "buprenorphine"}, "avoid"),
        ("nothing vomited", {}, "not_indicated"),
    ],
)
def test_a_vomited_dose(who, facts, expected):
    assert outcome(judged({**ON, **facts})["replace_vomited_dose"]) == expected, who
