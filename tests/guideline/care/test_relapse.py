"""Before, in and after a lapse. Expectations from evidence f2, i, claims 67, 80-82, 102, 141, 143, 156, case V61."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from holdfast.guideline.care import relapse
from holdfast.guideline.care.relapse import LAPSE_STEPS, PLAN_PARTS, check_ins
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import condition, facts_in
from holdfast.language.rules import AtLeast, Avoid, Offer, Prefer, Wait
from tests.guideline.judged import DAY, in_force, judged, outcome, said

OUD = {"dsm5_criteria": 7, "age": 34, "sex": "male", "current_medication": "none"}
ON = {**OUD, "current_medication": "methadone", "days_on_treatment": 200, "sedated": False}
VALUES = {place: guideline().on(DAY, place).value for place in ("us", "uk")}
VALUE = VALUES["us"]


@pytest.mark.parametrize(
    ("who", "code", "facts", "expected"),
    [
        ("everybody in care", "relapse_prevention_plan", OUD, "suitable"),
        ("everybody in care", "aftercare", OUD, "suitable"),
        ("in remission for ten years", "aftercare", {**OUD, "dsm5_criteria": 0, "dsm5_criteria_worst": 8, "remission_months": 120}, "preferred"),
        ("stopped the medicine last week (V61)", "aftercare", {**OUD, "days_since_medicine_stopped": 7}, "preferred"),
        ("on methadone, used again", "lapse_care", {**ON, "still_using_opioids": True}, "suitable"),
        ("used since the last dose", "lapse_care", {**ON, "opioids_since_last_dose": True}, "suitable"),
        ("in remission, used again", "lapse_care", {"in_remission": True, "opioid_use_days_30": 1}, "suitable"),
        ("on methadone, has not used", "lapse_care", {**ON, "still_using_opioids": False}, "not_indicated"),
        ("on no medicine yet, uses: that is no lapse", "lapse_care", {**OUD, "still_using_opioids": True}, "not_indicated"),
        ("nobody has asked", "lapse_care", ON, "not_indicated"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_is_offered(who, code, facts, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


def test_a_lapse_takes_nothing_away():
    before, after = judged({**ON, "still_using_opioids": False}), judged({**ON, "still_using_opioids": True})
    kept = (
        "methadone",
        "continue_current",
        "take_home_doses",
        "aftercare",
        "naloxone_rescue",
        "case_management",
        "relapse_prevention_plan",
    )
    assert {code: after[code].status in ("avoid", "not_indicated", "wait") for code in kept} == dict.fromkeys(kept, False)
    assert before["methadone"].status == after["methadone"].status


@pytest.mark.parametrize("place", ["us", "uk"])
def test_how_soon_somebody_calls_and_how_long_care_goes_on_is_said(place):
    assert "gets in touch within 24 hours" in " ".join(said(judged({**ON, "still_using_opioids": True}, place)["lapse_care"]))
    assert "monthly for 12 months, then every 3 months" in " ".join(said(judged(OUD, place)["aftercare"]))
    assert in_force(relapse.HELPS_FROM) == (180, 180)


def test_no_rule_stops_delays_or_takes_away_anything_for_use():
    use = {"still_using_opioids", "opioids_since_last_dose", "urine_6mam", "urine_opiates", "urine_cocaine"}
    for id, rule in guideline().rules.items():
        if isinstance(rule, Avoid | Wait) and {option.code for option in rule.options} & {
            "methadone",
            "continue_current",
            "take_home_doses",
            "aftercare",
        }:
            assert not use & {fact.name for fact in facts_in(condition(rule.when))}, id
    assert all(isinstance(rule, Offer | Prefer) and not isinstance(rule, AtLeast) for rule in relapse.RULES)


def test_ending_treatment_is_no_step_after_a_lapse_and_the_dose_comes_before_everything_but_safety():
    steps = " ".join(LAPSE_STEPS).lower()
    assert "discharge" not in steps
    assert "start over" not in steps
    assert "naloxone" in LAPSE_STEPS[1]
    assert "dose" in LAPSE_STEPS[2]


def test_the_plan_has_every_field_of_the_evidence():
    assert {part.code for part in PLAN_PARTS} >= {
        "triggers", "early_warning_signs", "coping", "craving", "supports", "dose", "naloxone", "safer", "lapse", "crisis_line", "review", "signed",
    }  # fmt: skip
    assert all(part.ask.endswith("?") for part in PLAN_PARTS)


@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_year_of_check_ins(place):
    left = date(2026, 1, 31)
    found = check_ins(left, 12, VALUES[place])
    assert (found[0].first, found[0].last) == (date(2026, 2, 1), date(2026, 2, 3))
    assert [(each.first - left) // timedelta(weeks=1) for each in found[1:6]] == [1, 2, 4, 8, 12]
    assert [each.first for each in found[6:]] == [
        date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31),
        date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31),
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["us", "uk"])
def test_then_four_times_a_year_without_an_end(place):
    left = date(2026, 6, 15)
    months = [(each.first.year - 2026) * 12 + each.first.month - 6 for each in check_ins(left, 36, VALUES[place])]
    assert months[-9:] == [12, 15, 18, 21, 24, 27, 30, 33, 36][-9:]
    assert len(check_ins(left, 60, VALUES[place])) == len(check_ins(left, 36, VALUES[place])) + 8


@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_short_look_ahead_shows_only_what_falls_in_it(place):
    assert [each.first for each in check_ins(date(2026, 12, 1), 1, VALUES[place])] == [
        date(2026, 12, 2), date(2026, 12, 8), date(2026, 12, 15), date(2026, 12, 29),
    ]  # fmt: skip


def test_every_gap_is_no_longer_than_three_months():
    days = [each.first for each in check_ins(date(2026, 1, 31), 48, VALUE)]
    assert days == sorted(set(days))
    assert max((later - earlier).days for earlier, later in pairwise(days)) <= 92
