"""Help through withdrawal: at home or with a bed, never treatment by itself, and never a condition of a medicine."""

import pytest

from tests.guideline.judged import judged, outcome, rules_fired, said

HOME, BED = "outpatient_withdrawal_management", "inpatient_withdrawal_management"
USES = {
    "age": 34, "sex": "male", "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none", "home_environment": "supportive",
    "has_support": True, "alcohol_use": "low", "alcohol_withdrawal_risk": "none", "alcohol_withdrawal_now": False, "sedative_dependent": False,
    "withdrawal_seizure_or_dt_history": False,
}  # fmt: skip
WANTS = {**USES, "wants_withdrawal_management": True}


@pytest.mark.parametrize(
    ("who", "facts", "home", "bed"),
    [
        ("has not asked for it", USES, "not_indicated", "not_indicated"),
        ("wants it, home is good", WANTS, "caution", "not_indicated"),
        ("wants it, home is not safe", {**WANTS, "home_environment": "unsafe"}, "caution", "caution"),
        ("wants it, has no home", {**WANTS, "housing": "homeless"}, "caution", "caution"),
        ("wants it, it failed at home before", {**WANTS, "relapses_after_lower_care": 1}, "caution", "caution"),
        ("wants it, some risk of suicide", {**WANTS, "suicide_risk": "moderate"}, "caution", "caution"),
        ("wants it, heart disease", {**WANTS, "structural_heart_disease": True}, "caution", "caution"),
        ("wants it, fifteen", {**WANTS, "age": 15}, "caution", "caution"),
        ("wants naltrexone and still uses", {**USES, "prefers": "naltrexone"}, "caution", "not_indicated"),
        ("wants it, on methadone: a taper, not this", {**WANTS, "current_medication": "methadone"}, "not_indicated", "not_indicated"),
        ("wants it, withdrawal long past", {**WANTS, "days_opioid_free": 30}, "not_indicated", "not_indicated"),
        ("used to sedatives, not to drink", {**USES, "sedative_dependent": True}, "suitable", "not_indicated"),
        ("wants it and is used to sedatives", {**WANTS, "sedative_dependent": True}, "caution", "caution"),
        ("mild withdrawal from drink is likely", {**USES, "alcohol_withdrawal_risk": "mild"}, "suitable", "not_indicated"),
        ("severe withdrawal from drink is likely", {**USES, "alcohol_withdrawal_risk": "severe"}, "avoid", "preferred"),
        ("in withdrawal from drink now", {**USES, "alcohol_withdrawal_now": True}, "avoid", "preferred"),
        ("fits before, dependent on drink", {**USES, "alcohol_use": "dependent", "withdrawal_seizure_or_dt_history": True}, "avoid", "preferred"),
        ("fits before, neither drink nor sedatives now", {**USES, "withdrawal_seizure_or_dt_history": True}, "not_indicated", "not_indicated"),
        ("dependent on drink and on sedatives", {**USES, "alcohol_use": "dependent", "sedative_dependent": True}, "avoid", "preferred"),
        ("on methadone, severe withdrawal from drink", {**USES, "current_medication": "methadone", "alcohol_withdrawal_risk": "severe"}, "avoid", "preferred"),
        ("severe withdrawal from drink, wants help with opioids too", {**WANTS, "alcohol_withdrawal_risk": "severe"}, "avoid", "caution"),
        ("fifteen and wants it", {**WANTS, "age": 15}, "caution", "caution"),
        ("sixteen and wants it", {**WANTS, "age": 16}, "caution", "not_indicated"),
        ("has used again, wants it", {**WANTS, "relapses_after_lower_care": 1}, "caution", "caution"),
        ("has not used again, wants it", {**WANTS, "relapses_after_lower_care": 0}, "caution", "not_indicated"),
        ("pregnant and wants it", {**WANTS, "sex": "female", "pregnant": True}, "avoid", "avoid"),
        ("pregnant, severe withdrawal from drink", {**USES, "sex": "female", "pregnant": True, "alcohol_withdrawal_risk": "severe"}, "avoid", "preferred"),
        ("wants it, could be pregnant, not tested", {**WANTS, "sex": "female"}, "ask→caution", "not_indicated"),
        ("wants it, nothing known of drink", {**WANTS, "alcohol_withdrawal_risk": None, "alcohol_withdrawal_now": None}, "ask→caution", "not_indicated"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_at_home_or_with_a_bed(who, facts, home, bed, place):
    found = judged(facts, place)
    assert (outcome(found[HOME]), outcome(found[BED])) == (home, bed), who


def test_a_typical_first_record_is_not_sent_through_withdrawal():
    typical = {"age": 34, "sex": "female", "dsm5_criteria": 8, "main_opioid": "heroin", "cows_score": 14, "current_medication": "none"}
    assert {judged(typical)[code].status for code in (HOME, BED)} == {"not_indicated"}


def test_it_says_that_it_is_not_the_whole_and_that_tolerance_goes():
    fired = judged(WANTS)[HOME].fired
    words = " ".join(each.ruling.say for each in fired)
    assert "not treatment by itself" in words
    assert "naloxone" in words
    assert "tolerance" in words


def test_where_a_bed_is_needed_it_ranks_above_home():
    found = judged({**WANTS, "home_environment": "unsafe"})
    assert found[BED].rank < found[HOME].rank
    assert {"home_and_company", "not_treatment_by_itself"} <= rules_fired(found[HOME])


@pytest.mark.parametrize(("place", "home", "bed"), [("us", "28 days", "7 days"), ("uk", "84 days", "28 days")])
def test_how_long_it_lasts_differs_by_country(place, home, bed):
    found = judged({**WANTS, "home_environment": "unsafe"}, place)
    assert f"for up to {home}, with visits" in " ".join(said(found[HOME]))
    assert f"for up to {bed}." in " ".join(said(found[BED]))


def test_it_never_closes_a_medicine():
    for code in ("buprenorphine_naloxone_sl", "methadone"):
        assert judged(WANTS)[code].status == judged(USES)[code].status
