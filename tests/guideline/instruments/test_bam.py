"""BAM-R. Expectations from the evidence, section a6, and the steps of section i."""

import pytest

from holdfast.guideline.instruments.bam import BAM, BINS
from holdfast.guideline.instruments.scoring import score

USE = ("alcohol", "heavy_drinking", "drugs")
RISK = ("health", "sleep", "mood", "craving", "risky_situations", "conflict")
PROTECTIVE = ("confidence", "self_help", "religion", "work_or_school", "income", "supporters")
EACH_DRUG = ("cannabis", "sedatives", "cocaine", "other_stimulants", "opioids", "inhalants", "other_drugs")
DAYS = (*USE, *EACH_DRUG, "sleep", "mood", "self_help", "risky_situations", "work_or_school", "supporters")
FULL = {**{item.name: 0 for item in BAM.items}, "income": False}


def scored(**answers):
    return score("bam", {**FULL, **answers}, "instruments.bam")


def codes(result):
    return {remark.code for remark in result.remarks}


def test_seventeen_questions_the_seventh_about_seven_drugs():
    assert len(BAM.items) - len(EACH_DRUG) + 1 == 17
    assert [item.name for item in BAM.items][6:13] == list(EACH_DRUG)
    assert {item.scores for item in BAM.items if item.name != "income"} == {(0, 1, 2, 3, 4)}


def test_three_subscales_and_no_total():
    assert {subscale.name: subscale.items for subscale in BAM.subscales} == {"use": USE, "risk": RISK, "protective": PROTECTIVE}
    assert scored().total is None
    (problem,) = scored(total=3).problems
    assert problem.why == "bam has no total"


@pytest.mark.parametrize(
    ("name", "items", "highest"), [("use", USE, 12), ("risk", RISK, 24), ("protective", PROTECTIVE, 24)]
)  # fmt: skip
def test_a_subscale_is_the_sum_of_its_items(name, items, highest):
    answers = dict.fromkeys(items, 4)
    if "income" in answers:
        answers["income"] = True
    assert scored(**answers).subscales[name] == highest
    assert scored().subscales[name] == 0


def test_items_of_days_say_which_days_each_answer_stands_for():
    by_name = {item.name: item for item in BAM.items}
    assert all(by_name[name].answers == BINS for name in DAYS)
    (problem,) = scored(alcohol=20).problems
    assert "4 (16 to 30 days)" in problem.allowed


def test_enough_money_is_four_or_none():
    assert scored(income=True).subscales["protective"] == 4
    (problem,) = scored(income=4).problems
    assert problem.allowed == "true or false"


def test_a_subscale_with_an_item_missing_is_missing_and_the_others_stand():
    partial = score("bam", {**FULL, "craving": None}, "instruments.bam")
    assert set(partial.subscales) == {"use", "protective"}
    assert partial.missing == ("craving",)


@pytest.mark.parametrize(
    ("who", "answers", "code", "there"),
    [
        ("one day of any drug", {"drugs": 1}, "bam_use", True),
        ("no use", {}, "bam_use", False),
        ("risk of twelve", dict.fromkeys(RISK, 2), "bam_risk", True),
        ("risk of eleven", {**dict.fromkeys(RISK, 2), "sleep": 1}, "bam_risk", False),
        ("protection of twelve", {"confidence": 4, "self_help": 4, "religion": 4}, "bam_protective", True),
        ("protection of thirteen", {"confidence": 4, "self_help": 4, "religion": 4, "supporters": 1}, "bam_protective", False),
        ("more risk than protection", {"craving": 1}, "bam_risk_above_protective", True),
        ("as much risk as protection", {"craving": 1, "supporters": 1}, "bam_risk_above_protective", False),
    ],
)
def test_what_a_subscale_flags(who, answers, code, there):
    assert (code in codes(scored(**answers))) is there, who


def test_a_missing_subscale_flags_nothing():
    assert codes(score("bam", {"craving": 4}, "instruments.bam")) == set()


def test_days_of_no_drink_leave_out_the_heavy_ones():
    short = {name: value for name, value in FULL.items() if name not in ("heavy_drinking", *EACH_DRUG)}
    result = score("bam", short, "instruments.bam")
    assert (result.missing, result.subscales["use"]) == ((), 0)
    assert "heavy_drinking" in score("bam", {**short, "alcohol": 1}, "instruments.bam").missing
    assert "opioids" in score("bam", {**short, "drugs": 1}, "instruments.bam").missing


def test_no_fact_is_guessed_from_it():
    assert scored(drugs=4, opioids=4).facts == {}


def test_the_questions_are_our_own_and_the_licence_says_why():
    assert BAM.wording == "own words"
    assert "public domain" in BAM.licence
    assert BAM.loinc is None
