"""Every fact of the contract, once, with its kind, its class of unknown and a question in plain words."""

import re

from holdfast.guideline.facts import FACTS
from holdfast.language.kinds import Ask, Check, Follow, Number


def test_every_fact_asks_a_plain_question():
    for fact in FACTS.values():
        assert fact.ask.endswith("?") or "?" in fact.ask, fact.name
        assert len(fact.ask.split()) <= 60, fact.name


def test_a_fact_is_called_what_its_variable_is_called():
    from holdfast.guideline import facts

    assert all(getattr(facts, name) is fact for name, fact in FACTS.items())


def test_the_deciding_facts_of_today_are_asked_and_the_silent_ones_assumed():
    asked = [
        "sedated",
        "cows_score",
        "missed_doses",
        "days_opioid_free",
        "last_opioid_class",
        "takes_opioid_analgesic",
        "current_medication",
        "pregnant",
    ]
    silent = [
        "allergy_methadone",
        "bowel_obstruction",
        "head_injury",
        "maoi_use",
        "acute_hepatitis",
        "respiratory_insufficiency",
        "long_qt_history",
    ]
    tested = ["qtc_ms", "alt_times_uln", "child_pugh", "egfr", "hiv", "hcv", "hbv"]
    assert all(isinstance(FACTS[name].unknown, Ask) for name in asked)
    assert all(isinstance(FACTS[name].unknown, Check) for name in silent)
    assert all(isinstance(FACTS[name].unknown, Follow) for name in tested)


def test_every_number_has_a_unit_and_a_range():
    for fact in FACTS.values():
        if isinstance(fact.kind, Number):
            assert fact.kind.unit, fact.name
            assert fact.kind.low < fact.kind.high, fact.name


def test_every_fact_of_the_contract_is_here(shared):
    text = (shared / "design" / "contract.md").read_text()
    section = text[text.index("## Facts") : text.index("## Options")]
    named = set(re.findall(r"`([a-z][a-z0-9_]+)`", section)) - {"true", "false", "none", "chronic", "severe"}
    assert named - set(FACTS) == set()
