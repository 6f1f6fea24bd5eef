"""The eleven criteria and the diagnosis. Expectations from the evidence, section a1, and case V62."""

import pytest

from holdfast.guideline.facts import dsm5_criteria
from holdfast.guideline.instruments.dsm5_oud import DSM5_OUD, diagnosis, severity_of
from holdfast.guideline.instruments.scoring import score

NAMES = [item.name for item in DSM5_OUD.items]
NONE = dict.fromkeys(NAMES, False)
BODY_ONLY = {**NONE, "tolerance": True, "withdrawal": True}


def scored(items, **facts):
    return score("dsm5_oud", items, "instruments.dsm5_oud", facts)


def test_eleven_questions_of_yes_or_no_like_their_fact():
    assert (len(NAMES), DSM5_OUD.highest, dsm5_criteria.kind.high) == (11, 11, 11)


@pytest.mark.parametrize(
    ("count", "severity"),
    [(0, "none"), (1, "none"), (2, "mild"), (3, "mild"), (4, "moderate"), (5, "moderate"), (6, "severe"), (11, "severe")],
)
def test_v62_two_criteria_make_a_disorder_and_six_a_severe_one(count, severity):
    assert severity_of(count) == severity
    assert DSM5_OUD.band_of(count) == severity


def test_all_answers_give_the_count():
    assert scored({**NONE, "craving": True, "time_spent": True, "tolerance": True}).facts == {"dsm5_criteria": 3}


@pytest.mark.parametrize("value", [1, "yes", 0.0])
def test_only_true_and_false_are_answers(value):
    (problem,) = scored({**NONE, "craving": value}).problems
    assert (problem.where, problem.allowed) == ("instruments.dsm5_oud.craving", "true or false")


def test_a_partial_record_gives_no_count_but_a_lower_bound():
    partial = scored({"larger_amounts": True, "craving": True, "time_spent": False})
    assert (partial.total, partial.facts, partial.at_least) == (None, {}, 2)
    assert set(partial.missing) == set(NAMES) - {"larger_amounts", "craving", "time_spent"}


@pytest.mark.parametrize(
    ("who", "items", "facts", "count"),
    [
        ("tolerance and withdrawal under a doctor's care count for nothing", BODY_ONLY, {"opioids_only_as_prescribed": True}, 0),
        ("nor do they beside other criteria", {**BODY_ONLY, "craving": True}, {"opioids_only_as_prescribed": True}, 1),
        ("without that care they count", BODY_ONLY, {"opioids_only_as_prescribed": False}, 2),
        ("if nobody asked, a disorder must not hang on them", BODY_ONLY, {}, None),
        ("nor with one more", {**BODY_ONLY, "craving": True}, {}, None),
        ("with two others they count", {**BODY_ONLY, "craving": True, "time_spent": True}, {}, 4),
        ("one of them alone is below the line either way", {**NONE, "tolerance": True}, {}, 1),
    ],
)  # fmt: skip
def test_needing_a_prescribed_opioid_is_no_disorder(who, items, facts, count):
    result = scored(items, **facts)
    assert result.total == count, who
    assert ("opioids_only_as_prescribed" in result.missing) is (count is None), who


def test_under_supervision_the_two_need_not_be_answered():
    others = {name: False for name in NAMES if name not in ("tolerance", "withdrawal")}
    assert scored(others, opioids_only_as_prescribed=True).facts == {"dsm5_criteria": 0}


def test_what_may_not_count_is_no_lower_bound():
    partial = scored({"tolerance": True, "withdrawal": True})
    assert partial.at_least == 0
    assert "opioids_only_as_prescribed" in partial.missing


@pytest.mark.parametrize(
    ("who", "facts", "severity", "remission"),
    [
        ("nothing known", {}, "unknown", None),
        ("seven criteria", {"dsm5_criteria": 7}, "severe", None),
        ("three criteria", {"dsm5_criteria": 3}, "mild", None),
        ("one criterion, no past known", {"dsm5_criteria": 1}, "none", None),
        ("no criterion, never a disorder", {"dsm5_criteria": 0, "oud_ever": False}, "none", None),
        ("never a disorder, criteria not asked", {"oud_ever": False}, "none", None),
        ("four months of remission after nine criteria", {"dsm5_criteria_worst": 9, "remission_months": 4}, "severe", "early"),
        ("three months are early remission", {"oud_ever": True, "remission_months": 3}, "unknown", "early"),
        ("twelve months are sustained", {"dsm5_criteria": 1, "dsm5_criteria_worst": 4, "remission_months": 12}, "moderate", "sustained"),
        ("two months are not yet remission", {"oud_ever": True, "dsm5_criteria_worst": 5, "remission_months": 2}, "unknown", None),
        ("no months of remission", {"oud_ever": True, "remission_months": 0}, "unknown", None),
        ("remission recorded, length unknown", {"in_remission": True, "recorded_severity": "mild"}, "mild", "in remission"),
        ("recorded as moderate or severe", {"oud_ever": True, "recorded_severity": "moderate_or_severe"}, "unknown", None),
        ("a past disorder and no criterion for a year", {"oud_ever": True, "dsm5_criteria": 0}, "unknown", "sustained"),
        ("at worst six, now none", {"dsm5_criteria": 0, "dsm5_criteria_worst": 6}, "severe", "sustained"),
        ("at worst six, now one", {"dsm5_criteria": 1, "dsm5_criteria_worst": 6}, "severe", None),
        ("at worst one", {"dsm5_criteria": 1, "dsm5_criteria_worst": 1}, "none", None),
        ("a past disorder, one criterion now", {"oud_ever": True, "dsm5_criteria": 1}, "unknown", None),
        ("a disorder recorded, criteria not asked", {"oud_ever": True}, "unknown", None),
        ("criteria now outweigh a recorded remission", {"dsm5_criteria": 5, "in_remission": True}, "moderate", None),
    ],
)  # fmt: skip
def test_severity_and_remission(who, facts, severity, remission):
    found = diagnosis(facts)
    assert (found.severity, found.remission) == (severity, remission), who
    assert found.reasons, who


@pytest.mark.parametrize("medicine", ["methadone", "buprenorphine_xr", "naltrexone_xr"])
def test_remission_on_a_medicine_is_said_so(medicine):
    found = diagnosis({"dsm5_criteria": 0, "current_medication": medicine})
    assert (found.remission, found.on_maintenance) == ("sustained", True)
    assert "It holds while taking a medicine for it." in found.reasons


def test_remission_behind_walls_is_said_so():
    found = diagnosis({"oud_ever": True, "remission_months": 5, "controlled_environment": True})
    assert (found.remission, found.controlled_environment, found.on_maintenance) == ("early", True, False)
    assert "It holds in a place where opioids cannot be had." in found.reasons


def test_without_remission_neither_is_a_reason():
    found = diagnosis({"dsm5_criteria": 8, "current_medication": "methadone", "controlled_environment": True})
    assert (found.on_maintenance, found.controlled_environment, len(found.reasons)) == (True, True, 1)
