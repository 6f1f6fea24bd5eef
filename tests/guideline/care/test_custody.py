"""Custody, release, hospital and surgery. Expectations from evidence h (custody, hospital), b4 (surgery), claims 84, 160, V27."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired, said

ON = {"current_medication": "methadone", "age": 40, "sex": "male", "dose_control": "end_of_dose_withdrawal", "still_using_opioids": True}
OUD = {"dsm5_criteria": 7, "age": 34, "sex": "male", "current_medication": "none"}


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("at liberty on methadone", "continue_current", ON, "suitable"),
        ("in jail on methadone: it goes on", "continue_current", {**ON, "custody": "in_custody"}, "preferred"),
        ("soon to leave on methadone", "continue_current", {**ON, "custody": "release_planned"}, "preferred"),
        ("soon to leave", "case_management", {**OUD, "custody": "release_planned"}, "preferred"),
        ("soon to leave", "aftercare", {**OUD, "custody": "release_planned"}, "preferred"),
        ("soon to leave", "overdose_education", {**OUD, "custody": "release_planned"}, "preferred"),
        ("soon to leave", "bridge_prescription", {**OUD, "custody": "release_planned"}, "suitable"),
        ("28 days out", "overdose_education", {**OUD, "days_since_release": 28}, "preferred"),
        ("29 days out", "overdose_education", {**OUD, "days_since_release": 29}, "suitable"),
        ("about to leave hospital", "aftercare", {**OUD, "hospital_discharge_planned": True}, "preferred"),
        ("about to leave hospital", "primary_care", {**OUD, "hospital_discharge_planned": True}, "preferred"),
        ("everybody in care", "primary_care", OUD, "suitable"),
        ("pain that lasts", "pain_care", {**OUD, "chronic_pain": True}, "suitable"),
        ("no pain", "pain_care", {**OUD, "chronic_pain": False}, "not_indicated"),
        ("nobody has asked about pain", "pain_care", OUD, "not_indicated"),
        ("surgery planned", "pain_care", {**ON, "opioid_analgesia_planned": True}, "suitable"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_doors(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


@pytest.mark.parametrize(
    ("who", "facts", "rule"),
    [
        ("surgery on methadone: relief on top", {**ON, "opioid_analgesia_planned": True}, "surgery_on_top"),
        ("surgery on the naltrexone injection", {"current_medication": "naltrexone_xr", "opioid_analgesia_planned": True}, "surgery_and_naltrexone"),
        ("opioids for pain", {**OUD, "takes_opioid_analgesic": True}, "pain_is_real"),
        ("lasting pain: not more opioids", {**OUD, "chronic_pain": True}, "lasting_pain"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_pain_is_treated_whatever_the_medicine(who, facts, rule, place):
    assert rule in rules_fired(judged(facts, place)["pain_care"]), who


@pytest.mark.parametrize("place", ["us", "uk"])
def test_naltrexone_stops_in_time_for_planned_surgery(place):
    found = judged({"current_medication": "naltrexone_xr", "opioid_analgesia_planned": True}, place)["pain_care"]
    assert "tablets stop 72 hours ahead, the injection 30 days ahead" in " ".join(said(found))


@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_medicine_starts_a_month_before_the_door_opens(place):
    found = judged({**OUD, "custody": "release_planned"}, place)["case_management"]
    assert "best 30 days or more before you leave" in " ".join(said(found))


def test_nobody_in_jail_is_moved_to_naltrexone_against_their_will():
    inside = judged({**ON, "custody": "in_custody"})
    assert outcome(inside["naltrexone_xr"]) == "avoid"
    assert "behind_bars" in rules_fired(inside["continue_current"])
