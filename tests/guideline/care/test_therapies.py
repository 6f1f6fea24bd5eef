"""Therapies: who each fits, where the US and the UK differ, and that no medicine hangs on any of them."""

import pytest

from holdfast.guideline.care import therapies
from holdfast.guideline.care.therapies import TALKING
from tests.guideline.judged import in_force, judged, outcome, rules_fired, said

USES = {"age": 34, "sex": "male", "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none"}
TREATED = {**USES, "current_medication": "methadone"}
COUPLE = {**USES, "has_partner": True, "partner_uses": False, "partner_violence": False}


@pytest.mark.parametrize(
    ("who", "facts", "code", "us", "uk"),
    [
        ("opioids alone", USES, "counselling", "suitable", "suitable"),
        ("opioids alone", USES, "cbt", "suitable", "not_indicated"),
        ("low mood", {**USES, "phq9_score": 10}, "cbt", "preferred", "preferred"),
        ("nine points of mood and of worry", {**USES, "phq9_score": 9, "gad7_score": 9}, "cbt", "suitable", "not_indicated"),
        ("worry", {**USES, "gad7_score": 10}, "cbt", "preferred", "preferred"),
        ("V59 worry, well on a medicine", {**TREATED, "gad7_score": 14}, "cbt", "preferred", "preferred"),
        ("good mood", {**USES, "phq9_score": 3, "gad7_score": 2}, "cbt", "suitable", "not_indicated"),
        ("opioids alone, no medicine", USES, "contingency_management", "not_indicated", "not_indicated"),
        ("on methadone", TREATED, "contingency_management", "suitable", "suitable"),
        ("V45 on methadone, uses cocaine", {**TREATED, "stimulant_use_disorder": True}, "contingency_management", "preferred", "preferred"),
        ("uses cocaine, no medicine", {**USES, "stimulant_use_disorder": True}, "contingency_management", "caution", "caution"),
        ("knows what they want", {**USES, "goal": "stop"}, "motivational_enhancement", "suitable", "suitable"),
        ("in two minds", {**USES, "goal": "unsure"}, "motivational_enhancement", "preferred", "preferred"),
        ("would rather have no medicine", {**USES, "declines_medication": True}, "motivational_enhancement", "preferred", "preferred"),
        ("out of work", {**USES, "unemployed": True}, "community_reinforcement", "preferred", "preferred"),
        ("nothing known of a family", USES, "family_therapy", "not_indicated", "not_indicated"),
        ("someone backs them", {**USES, "has_support": True}, "family_therapy", "suitable", "suitable"),
        ("V27 seventeen", {**USES, "age": 17}, "family_therapy", "preferred", "preferred"),
        ("seventeen, hurt by a partner", {**USES, "age": 17, "partner_violence": True}, "family_therapy", "caution", "caution"),
        ("no partner known of", USES, "couples_therapy", "not_indicated", "not_indicated"),
        ("a partner who does not use", COUPLE, "couples_therapy", "suitable", "suitable"),
        ("a partner who uses", {**COUPLE, "partner_uses": True}, "couples_therapy", "not_indicated", "not_indicated"),
        ("a partner, violence not asked", {**COUPLE, "partner_violence": None}, "couples_therapy", "ask→suitable", "ask→suitable"),
        ("a partner who hurts them", {**COUPLE, "partner_violence": True}, "couples_therapy", "avoid", "avoid"),
        ("eighteen, nothing known of a family", {**USES, "age": 18}, "family_therapy", "not_indicated", "not_indicated"),
        ("eighteen with a partner", {**COUPLE, "age": 18}, "couples_therapy", "suitable", "suitable"),
        ("seventeen with a partner", {**COUPLE, "age": 17}, "couples_therapy", "not_indicated", "not_indicated"),
        ("anyone", USES, "group_therapy", "suitable", "suitable"),
        ("hears voices", {**USES, "psychosis": True}, "group_therapy", "caution", "caution"),
        ("nothing known of trauma", USES, "trauma_therapy", "not_indicated", "not_indicated"),
        ("something terrible happened", {**USES, "trauma_history": True}, "trauma_therapy", "suitable", "suitable"),
        ("something terrible, and it goes on", {**USES, "trauma_history": True, "partner_violence": True}, "trauma_therapy", "caution", "caution"),
        ("anyone", USES, "twelve_step_facilitation", "suitable", "suitable"),
        ("does not want groups", {**USES, "accepts_peer_support": False}, "twelve_step_facilitation", "not_indicated", "not_indicated"),
        ("anyone: an addition only", TREATED, "complementary_therapies", "caution", "caution"),
    ],
)  # fmt: skip
def test_what_fits_whom(who, facts, code, us, uk):
    assert (outcome(judged(facts, "us")[code]), outcome(judged(facts, "uk")[code])) == (us, uk), who


def test_couples_therapy_with_violence_cannot_be_overridden():
    fired = judged({**COUPLE, "partner_violence": True})["couples_therapy"].fired
    assert any(getattr(each.ruling.rule, "hard", False) for each in fired)


def test_someone_who_declines_counselling_keeps_every_medicine_and_the_offer():
    plain, declined = judged(TREATED), judged({**TREATED, "declines_counselling": True})
    for code, finding in plain.items():
        if finding.option.kind in ("medicine", "start", "change", "level", "test", "peer_support"):
            assert declined[code].status == finding.status, code
    assert declined["counselling"].status == "caution"
    assert all(
        "you_would_rather_not" in rules_fired(declined[option.code]) for option in TALKING if declined[option.code].status == "caution"
    )
    assert declined["contingency_management"].status == "suitable"


def test_rewards_are_never_for_opioid_tests_in_somebody_without_a_medicine():
    words = " ".join(said(judged({**USES, "stimulant_use_disorder": True})["contingency_management"]))
    assert "never for opioid tests" in words
    assert "without cocaine" in words


def test_cocaine_beside_methadone_leaves_the_methadone_alone():
    plain, with_cocaine = judged(TREATED), judged({**TREATED, "stimulant_use_disorder": True})
    assert {code: with_cocaine[code].status for code in ("methadone", "continue_current", "outpatient")} == {
        code: plain[code].status for code in ("methadone", "continue_current", "outpatient")
    }
    assert with_cocaine["contingency_management"].rank == 1


@pytest.mark.parametrize(
    ("code", "facts", "us", "uk"),
    [
        ("counselling", USES, "7 days", "14 days"),
        ("contingency_management", {**TREATED, "stimulant_use_disorder": True}, "for 12 weeks", "for 12 weeks"),
        ("motivational_enhancement", USES, "Up to 4 sessions of about 45 minutes", "Up to 2 sessions of about 45 minutes"),
        ("family_therapy", {**USES, "has_support": True}, "12 weeks or up to 16 weeks", "12 weeks or up to 16 weeks"),
        ("couples_therapy", COUPLE, "weekly for 12 weeks or more", "weekly for 12 weeks or more"),
        ("group_therapy", USES, "up to 90 minutes", "up to 90 minutes"),
    ],
)
def test_how_long_each_lasts_is_said_in_numbers_of_the_place(code, facts, us, uk):
    assert us in " ".join(said(judged(facts, "us")[code]))
    assert uk in " ".join(said(judged(facts, "uk")[code]))


def test_how_long_a_course_is():
    assert "12 sessions or up to 16 sessions" in " ".join(said(judged(USES)["cbt"]))
    assert (in_force(therapies.CBT_LEAST), in_force(therapies.CBT_MOST)) == ((12, 12), (16, 16))
    assert in_force(therapies.TWELVE_STEP_LEAST) == (12, 12)


def test_a_typical_first_record_has_no_therapy_left_at_ask():
    assert not [code for code, finding in judged(USES).items() if finding.option.kind == "therapy" and finding.status == "ask"]
