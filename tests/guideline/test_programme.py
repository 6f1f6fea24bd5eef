"""The whole guideline: gathered, checked, and the promises that hold for every rule in it."""

from holdfast.guideline import facts as f
from holdfast.guideline.options import GIVEN
from holdfast.guideline.programme import FILES, guideline
from holdfast.guideline.situations import on_record, opioid_use_disorder
from holdfast.language.expressions import any_of, condition, facts_in
from holdfast.language.kinds import Ask
from holdfast.language.rules import Avoid, Offer, Require, Wait, holds_for
from tests.guideline.judged import DAY, judged, judgement

OTHER_USE = {
    "alcohol_use", "benzodiazepine_use", "sedative_dependent", "gabapentinoid_use", "stimulant_use_disorder", "tobacco_use", "still_using_opioids",
    "opioids_since_last_dose", "declines_counselling", "urine_cocaine", "urine_amphetamine", "urine_benzodiazepine",
}  # fmt: skip


def test_every_file_adds_something_and_the_whole_is_sound():
    made = guideline()
    assert made.version
    assert {name.partition(".")[0] for name in (*made.rules, *made.limits)} >= {
        file.rpartition(".")[2] for file in FILES if "." not in file
    }


def test_no_medicine_is_offered_or_refused_for_other_drug_use_or_for_declining_counselling():
    for id, rule in guideline().rules.items():
        if isinstance(rule, Offer | Avoid | Wait) and all(option.kind == "medicine" for option in rule.options):
            assert not {fact.name for fact in facts_in(condition(rule.when))} & OTHER_USE, id


def test_everything_that_puts_a_dose_into_somebody_waits_for_the_checklist():
    everybody_given_one = any_of(opioid_use_disorder, on_record(f.physically_dependent))
    for option in GIVEN:
        required = [rule for rule in guideline().rules.values() if isinstance(rule, Require) and holds_for(rule, option)]
        assert any(rule.test.code == "pre_dose_checklist" and rule.when == everybody_given_one for rule in required), option.code


def test_every_reason_is_plain_enough_and_speaks_of_people_with_respect():
    for id, rule in guideline().rules.items():
        sentences = [part for part in rule.because.replace("!", ".").replace("?", ".").split(".") if part.strip()]
        assert max(len(sentence.split()) for sentence in sentences) <= 32, id
        assert not {"addict", "abuser", "clean", "dirty", "junkie"} & set(rule.because.lower().split()), id


def test_every_limit_has_a_unit_a_date_and_a_source():
    for name, limit in guideline().limits.items():
        assert limit.unit, name
        assert limit.source.title, name
        assert limit.since.year >= 1986, name


def test_a_diagnosis_and_nothing_else_still_gets_a_medicine_naloxone_and_at_most_five_questions():
    said = judgement({"opioid_use_disorder_recorded": True})
    found = {finding.option.code: finding for finding in said.findings}
    assert found["buprenorphine_naloxone_sl"].then in ("suitable", "preferred") or found["buprenorphine_naloxone_sl"].status in (
        "suitable",
        "preferred",
    )
    assert found["naloxone_rescue"].status in ("suitable", "preferred")
    assert 1 <= len(said.questions) <= 5


def test_an_empty_record_gets_one_question():
    said = judgement({})
    assert len(said.questions) == 1
    assert {finding.status for finding in said.findings} == {"not_indicated"}


def test_a_typical_first_record_gets_usable_advice_and_at_most_five_questions():
    typical = {
        "age": 34, "sex": "female", "dsm5_criteria": 8, "main_opioid": "heroin", "cows_score": 14, "hours_since_short_acting_opioid": 20,
        "current_medication": "none",
    }  # fmt: skip
    said = judgement(typical)
    medicines = [finding for finding in said.findings if finding.option.kind == "medicine"]
    assert all(finding.status != "ask" or finding.then for finding in medicines)
    assert judged(typical)["buprenorphine_naloxone_sl"].status in ("suitable", "preferred")
    assert judged(typical)["start_buprenorphine_standard"].then in ("suitable", "preferred")
    assert len(said.questions) <= 5


def test_what_is_never_offered_is_always_avoided():
    found = judged({"dsm5_criteria": 7})
    assert {finding.status for finding in found.values() if finding.option.kind == "never_offered"} == {"avoid"}


def test_facts_that_no_rule_reads_do_no_harm_and_those_asked_today_are_asked():
    read = {fact.name for ruling in guideline().on(DAY, "us").rulings for fact in ruling.reads}
    assert {"sedated", "missed_doses", "days_opioid_free", "pregnant"} <= read
    assert all(isinstance(guideline().facts[name].unknown, Ask) for name in ("sedated", "missed_doses", "days_opioid_free", "pregnant"))
