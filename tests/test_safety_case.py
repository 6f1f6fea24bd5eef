"""`holdfast prove`: what it prints, its exit codes, and what it says where a claim falls or Z3 is not there."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.console import Console

from holdfast import safety_case as case
from holdfast.cli import main
from holdfast.guideline.calendars.claims import CALENDAR_CLAIMS
from holdfast.guideline.programme import guideline
from holdfast.guideline.safety import CLAIMS
from holdfast.safety_case import safety_page, show, visited

DAY = date(2026, 11, 21)
BY_NAME = {claim.name: claim for claim in CLAIMS}
QUICK = "move_to_naltrexone_today"
CALENDAR = "withdrawal_calendar"


def printed(shown):
    console = Console(width=200, record=True, file=StringIO())
    console.print(safety_page(shown))
    return " ".join(console.export_text().split())


def test_a_claim_proved_in_both_places():
    answer = CliRunner().invoke(main, ["prove", "--claim", QUICK])
    assert answer.exit_code == 0, answer.output
    assert "2 proved." in answer.stdout


def test_a_calendar_is_visited_in_both_places():
    answer = CliRunner().invoke(main, ["prove", "--claim", CALENDAR])
    assert answer.exit_code == 0, answer.output
    assert "354 states" in answer.stdout
    assert "2 visited." in answer.stdout


def test_a_calendar_that_breaks_its_claim_is_refuted_with_the_way_to_the_order():
    (claim,) = (each for each in CALENDAR_CLAIMS if each.name == CALENDAR)

    def deaf(state, happened, value):
        return claim.step(state, happened._replace(sedated=False), value)

    whole, shown = visited(claim, DAY, "uk"), visited(replace(claim, step=deaf), DAY, "uk")
    assert (whole.state, whole.why, shown.state) == ("visited", "", "refuted")
    text = printed([whole, shown])
    assert f"{CALENDAR}, UK: refuted. No dose for somebody drowsy, drunk or high. From State(regimen='buprenorphine_short'" in text
    assert "Day 1: sedated true. Then the order is: 4 mg" in text
    assert "1 visited, 1 refuted." in text
    found = shown.as_json()
    assert (found["claim"], found["jurisdiction"], found["state"], found["why"]) == (CALENDAR, "uk", "refuted", shown.why)
    longer = visited(replace(claim, always={"Nothing after a day.": lambda today: not today.seen.begun}), DAY, "us")
    assert "Day 1: all as ordered.\nDay 2: all as ordered." in longer.why
    assert (
        "Then the order is: nothing." in visited(replace(claim, always={"A dose.": lambda today: bool(today.order.doses)}), DAY, "us").why
    )


def test_the_answer_as_json_in_one_place():
    answer = CliRunner().invoke(main, ["prove", "--claim", QUICK, "--jurisdiction", "uk", "--as-of", "2026-11-21", "--format", "json"])
    (found,) = json.loads(answer.stdout)
    assert (found["claim"], found["jurisdiction"], found["state"], found["person"]) == (QUICK, "uk", "proved", None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--claim", "move_to_naltrexone_todai"], f"Did you mean '{QUICK}'?"),
        (["--claim", "zzz"], "there is no claim of this name"),
        (["--as-of", "yesterday"], "--as-of"),
        (["--jurisdiction", "fr"], "us"),
    ],
)
def test_bad_input_names_what_is_allowed(arguments, said):
    answer = CliRunner().invoke(main, ["prove", *arguments])
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_without_z3_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    answer = CliRunner().invoke(main, ["prove", "--claim", QUICK])
    assert answer.exit_code == 3
    assert "make setup WITH=proofs" in answer.stderr


def broken(name):
    """The guideline without the rules that the claim rests on, and the claim shown of it."""
    claim = BY_NAME[name]
    rules = {id: rule for id, rule in guideline().rules.items() if id not in claim.without}
    return show(claim, DAY, "us", replace(guideline(), rules=rules))


def test_whoever_refutes_a_claim_is_printed_as_a_case_file(monkeypatch):
    shown = broken(QUICK)
    assert shown.state == "refuted"
    text = printed([shown])
    assert f"{QUICK}, US: refuted." in text
    person = shown.as_json()["person"]
    assert json.dumps(person) in text
    assert person["facts"]
    monkeypatch.setattr(case, "safety_case", lambda *_: [shown])
    answer = CliRunner().invoke(main, ["prove", "--claim", QUICK, "--jurisdiction", "us"])
    assert answer.exit_code == 1


def test_what_was_learned_is_printed_too():
    claim = replace(BY_NAME["fairness"], facts=(BY_NAME["fairness"].facts[-1],))
    whole = replace(guideline(), rules={**guideline().rules, "planted.planted": claim.planted[0]})
    shown = show(claim, DAY, "us", whole)
    assert set(shown.as_json()["learned"]) == {"declines_counselling"}
    assert "once this is learned" in printed([shown])


def test_a_proof_that_shows_nothing_says_why():
    whole = show(BY_NAME[QUICK], DAY, "us")
    nobody, no_twin = replace(whole, somebody=False), replace(whole, twin_falls=False)
    unsure = replace(whole, proof=replace(whole.proof, state="unknown", why="no answer within 120 seconds"))
    assert [each.state for each in (nobody, no_twin, unsure)] == ["says nothing", "says nothing", "unknown"]
    assert "nobody of whom it speaks" in printed([nobody])
    assert "naltrexone.switch_needs_a_gap" in printed([no_twin])
    assert "No answer within 120 seconds." in printed([unsure])
