"""What everybody near opioids should know, and doses locked away. Expectations from evidence b5, h, n20, claims 87, 126, 138, 160."""

import re

import pytest

from holdfast.guideline.care.overdose import OVERDOSE_SIGNS, WHAT_TO_DO
from tests.guideline.judged import judged, outcome, rules_fired

OUD = {"dsm5_criteria": 7, "age": 34, "sex": "male", "current_medication": "none", "children_at_home": False, "uses_alone": False}


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("everybody in care", "overdose_education", OUD, "suitable"),
        ("somebody who takes opioids for pain", "overdose_education", {"takes_opioid_analgesic": True, "dsm5_criteria": 0}, "suitable"),
        ("the partner of somebody who uses", "overdose_education", {"partner_uses": True, "dsm5_criteria": 0}, "suitable"),
        ("after an overdose", "overdose_education", {**OUD, "overdoses_past_year": 1}, "preferred"),
        ("tolerance lost", "overdose_education", {**OUD, "lost_tolerance": True}, "preferred"),
        ("three doses missed", "overdose_education", {**OUD, "missed_doses": 3}, "preferred"),
        ("28 days after stopping the medicine", "overdose_education", {**OUD, "days_since_medicine_stopped": 28}, "preferred"),
        ("29 days after stopping the medicine", "overdose_education", {**OUD, "days_since_medicine_stopped": 29}, "suitable"),
        ("drinks on top", "overdose_education", {**OUD, "alcohol_use": "risky"}, "preferred"),
        ("fentanyl about", "overdose_education", {**OUD, "fentanyl_exposure": True}, "preferred"),
        ("uses alone", "overdose_education", {**OUD, "uses_alone": True}, "preferred"),
        ("on methadone", "locked_storage", {**OUD, "current_medication": "methadone"}, "suitable"),
        ("on methadone, children at home", "locked_storage", {**OUD, "current_medication": "methadone", "children_at_home": True}, "preferred"),
        ("on buprenorphine, no safe place", "locked_storage", {**OUD, "current_medication": "buprenorphine", "safe_storage": False}, "preferred"),
        ("on the injection: nothing at home", "locked_storage", {**OUD, "current_medication": "buprenorphine_xr"}, "not_indicated"),
        ("on no medicine, no children", "locked_storage", OUD, "not_indicated"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_is_offered(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


def test_after_a_break_the_old_amount_is_warned_of():
    found = judged({**OUD, "lost_tolerance": True})["overdose_education"]
    assert "lost_tolerance" in rules_fired(found)
    assert any("what was usual can kill now" in fired.ruling.say for fired in found.fired)


@pytest.mark.parametrize("facts", [OUD, {"partner_uses": True, "dsm5_criteria": 0}, {"takes_opioid_analgesic": True, "dsm5_criteria": 0}])
@pytest.mark.parametrize("place", ["us", "uk"])
def test_naloxone_goes_with_it(facts, place):
    found = judged(facts, place)
    assert outcome(found["overdose_education"]) == "suitable"
    assert outcome(found["naloxone_rescue"]) == "suitable"


def test_the_signs_come_before_the_steps_and_help_is_called_first():
    assert any("pupils" in sign.see for sign in OVERDOSE_SIGNS)
    assert any("Blue" in sign.see for sign in OVERDOSE_SIGNS)
    assert "ambulance" in WHAT_TO_DO[0]
    assert "naloxone" in WHAT_TO_DO[2]


def test_a_child_is_seen_at_once_and_no_hour_of_discharge_is_named():
    found = judged({**OUD, "current_medication": "methadone"})["locked_storage"]
    said = " ".join(fired.ruling.say for fired in found.fired)
    assert "even if the child seems well" in said
    assert not re.search(r"hour|\d", said)
