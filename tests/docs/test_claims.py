"""The map from the public's claims to what answers them: whole, and true of what is there."""

import re

import pytest
from click.testing import CliRunner

from docs.claims import KINDS, ROOT, THIS_PAGE, claims, file_of_tests, found, kind_of, main, possible, room, run, sample, smallest, speaks
from holdfast.guideline.care.prescriptions import composition
from holdfast.guideline.programme import guideline

ANSWERS = sorted({answer for claim in claims() for answer in claim.answers})
ROOMS = {
    "Self-guide", "Finder", "Assessment", "Advice", "Level of care", "Medicines", "Dosing calendar", "Dispensary", "Toxicology", "Psychosocial",
    "Peer support", "Recovery plan", "Check-ins", "Aftercare", "Consent and privacy", "Reports", "Interop", "Safety",
}  # fmt: skip


def of(kind):
    return [answer for answer in ANSWERS if kind_of(answer) == kind]


def test_every_claim_is_there_once_and_has_an_answer():
    assert [claim.number for claim in claims()] == list(range(1, 186))
    assert all(claim.says and claim.answers and len(set(claim.answers)) == len(claim.answers) for claim in claims())


def test_numbers_and_verdicts_are_those_of_the_evidence(shared):
    rows = re.findall(r"^\| (\d+) \| \d{3} \|.*\| ([ARCN](?:/[ARCN])?) \|[^|]*\|$", (shared / "evidence" / "claims.md").read_text(), re.M)
    assert [(int(number), verdict) for number, verdict in rows] == [(claim.number, claim.verdict) for claim in claims()]


def test_what_the_evidence_contradicts_is_put_right_in_plain_words_and_nothing_else_is():
    assert [claim.number for claim in claims() if bool(claim.correction) != claim.contradicted] == []
    assert [claim.number for claim in claims() if claim.contradicted and claim.kind == "planned"] == []


def test_every_rule_is_in_the_guideline():
    assert not set(of("rule")) - set(guideline().rules)


@pytest.mark.parametrize("answer", of("code"))
def test_what_is_named_in_the_code_is_there(answer):
    assert answer.startswith("holdfast.")
    assert found(answer) is not None
    assert (ROOT / file_of_tests(answer)).is_file()


@pytest.mark.parametrize("answer", of("test"))
def test_the_test_is_there(answer):
    file, _, name = answer.partition("::")
    assert f"\ndef {name}(" in (ROOT / file).read_text()


@pytest.mark.parametrize("answer", of("document"))
def test_the_page_is_there(answer):
    assert (ROOT / answer).is_file()


def test_what_this_page_alone_answers_is_answered_on_it():
    page = (ROOT / THIS_PAGE).read_text()
    for claim in claims():
        if claim.answers[-1] == THIS_PAGE:
            assert claim.correction in page if claim.contradicted else f"**{claim.number}**" in page, claim.number


def test_what_is_planned_names_a_room_of_the_programme():
    assert {room(answer) for answer in of("planned")} <= ROOMS


def test_the_rooms_are_those_of_the_programme(shared):
    assert set(re.findall(r"^\| \*\*([^*]+)\*\*", (shared / "design" / "programme.md").read_text(), re.M)) == ROOMS


# --- Run ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", of("rule"))
def test_every_rule_named_speaks_for_somebody_of_whom_nothing_can_be_left_out(rule):
    person, place, say = smallest(rule) or ({}, "us", "")
    assert say
    assert speaks(rule, person, place) == say
    assert not re.search(r"[{}]", say)
    for name in person:
        fewer = {each: value for each, value in person.items() if each != name}
        assert not possible(fewer) or speaks(rule, fewer, place) is None, name


def test_where_nothing_is_known_of_the_disorder_a_medicine_rule_is_silent():
    assert speaks("buprenorphine_sublingual.treats_the_disorder", {}, "us") is None
    assert speaks("buprenorphine_sublingual.treats_the_disorder", {"dsm5_criteria": 8}, "us")


@pytest.mark.parametrize("seed", [7, 2026])
def test_twenty_at_random_are_answered_by_what_the_map_names(seed):
    answer = CliRunner().invoke(main, ["--sample", "20", "--seed", str(seed)])
    assert answer.exit_code == 0
    assert "SILENT" not in answer.output
    for claim in sample(20, seed):
        assert f"{claim.number} [{claim.verdict}] {claim.says}" in answer.output
        assert len(run(claim)) == len(claim.answers)
        assert (claim.kind == "rule") == any(line.startswith("rule ") for line in run(claim))


def test_the_same_seed_picks_the_same_and_another_does_not():
    assert sample(20, 7) == sample(20, 7) != sample(20, 8)
    assert {claim.kind for claim in claims()} <= set(KINDS)


def test_a_rule_that_stays_silent_is_said_and_ends_with_one(monkeypatch):
    monkeypatch.setattr("docs.claims.smallest", lambda rule: None)
    answer = CliRunner().invoke(main, ["--sample", "185"])
    assert answer.exit_code == 1
    assert "SILENT: nobody was found" in answer.output


# --- What the evidence contradicts, shown on a person for whom the public's claim would have done harm -----------------------------

HEROIN = {"age": 34, "sex": "female", "main_opioid": "heroin", "dsm5_criteria": 8, "current_medication": "none"}
INJECTED = {**HEROIN, "current_medication": "naltrexone_xr", "xr_product": "vivitrol"}


@pytest.mark.parametrize(
    ("number", "rule", "person", "words"),
    [
        (
            8,
            "buprenorphine_sublingual.treats_the_disorder",
            {**HEROIN, "dsm5_criteria": 2, "declines_counselling": True},
            "keeps people alive",
        ),
        (8, "care_therapies.you_would_rather_not", {**HEROIN, "declines_counselling": True}, "medicine goes on"),
        (41, "continuing.naltrexone_over", {**INJECTED, "days_since_xr_injection": 29}, "More than 28 days"),
        (41, "continuing.naltrexone_test_again", {**INJECTED, "days_since_xr_injection": 42}, "no longer covers you"),
        (44, "care_levels_of_care.where_most_begin", {**HEROIN, "still_using_opioids": True}, "no other care has to come first"),
        (44, "care_withdrawal.not_treatment_by_itself", {**HEROIN, "wants_withdrawal_management": True}, "not treatment by itself"),
        (45, "never_offered.unaided_abrupt_stop", HEROIN, "without help"),
        (45, "never_offered.self_taper_of_heroin", HEROIN, "how strong the next bag is"),
        (84, "care_custody.lasting_pain", {**HEROIN, "chronic_pain": True}, "than with more opioids"),
        (110, "buprenorphine_sublingual.kinder_to_breathing", {**HEROIN, "alcohol_use": "risky"}, "less than methadone"),
        (110, "buprenorphine_sublingual.kinder_to_the_heart", {**HEROIN, "qtc_ms": 470}, "safer for the heart"),
        (162, "care_levels_of_care.where_most_begin", {**HEROIN, "has_support": False}, "while they live at home"),
        (162, "care_mental_health.lifeline", {**HEROIN, "has_support": False}, "day or night"),
        (163, "never_offered.narconon", HEROIN, "people have been harmed"),
    ],
)
def test_the_rule_says_the_contrary(number, rule, person, words):
    assert rule in next(claim for claim in claims() if claim.number == number).answers
    assert words in (speaks(rule, person, "us") or "")


def test_an_injection_of_naltrexone_is_not_doubted_within_its_four_weeks():
    assert speaks("continuing.naltrexone_over", {**INJECTED, "days_since_xr_injection": 27}, "us") is None


def test_suboxone_with_naltrexone_is_refused():
    assert composition("suboxone", ("buprenorphine", "naltrexone"))
    assert not composition("suboxone", ("buprenorphine", "naloxone"))
