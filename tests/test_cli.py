"""The command line: answers on standard output, messages on standard error, exit codes as in the contract."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from holdfast.cli import main

ROOT = Path(__file__).parent.parent
SAM, READY = str(ROOT / "examples" / "sam.json"), str(ROOT / "examples" / "ready.json")


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, arguments, input=stdin)


def case(**facts):
    return json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "facts": facts})


def test_the_plan_fits_the_promise_of_a_minute():
    answer = run("plan", SAM, "--as-of", "2026-11-21T09:00")
    assert answer.exit_code == 0
    assert answer.stdout.index("Medicines") < answer.stdout.index("Starting today") < answer.stdout.index("Ask next")
    assert len(answer.stdout.splitlines()) < 110
    assert answer.stderr == ""


def test_the_care_around_the_medicine_takes_a_line_each():
    said = run("plan", READY).stdout
    assert "Level of care: Visits while you live at home (preferred)" in said
    assert "Therapies: Counselling; Cognitive behavioural therapy;" in said
    assert said.index("Level of care:") < said.index("Peer support:") < said.index("Around it:") < said.index("Ask next")


def test_something_urgent_is_said_first_and_by_the_exit_code():
    answer = run("plan", "-", stdin=case(dsm5_criteria=8, pregnant=True, current_medication="none"))
    assert answer.exit_code == 1
    assert answer.stdout.index("Urgent") < answer.stdout.index("Medicines")
    assert "pregnancy_priority" in answer.stdout


def test_the_json_answer_is_json_alone():
    answer = run("plan", READY, "--format", "json")
    said = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert set(said) >= {"guideline", "urgent", "diagnosis", "options", "questions", "calendars", "warnings", "monitoring", "reviews"}


def test_the_whole_reasoning_for_one_option():
    answer = run("plan", READY, "--why", "naltrexone_xr")
    assert "wait: Less than 7 days after an opioid" in answer.stdout
    assert "Vivitrol US label" in answer.stdout
    assert "Not before" in answer.stdout
    assert "Meanwhile" in answer.stdout


def test_the_reasoning_shows_what_is_not_known_and_what_was_taken_as_clear():
    answer = run("plan", "-", "--why", "methadone", stdin=case(dsm5_criteria=7))
    assert "Not known" in answer.stdout
    assert "Taken as clear until known" in answer.stdout


def test_the_reasoning_as_json_holds_that_option_only():
    said = json.loads(run("plan", READY, "--why", "methadone", "--format", "json").stdout)
    assert [option["code"] for option in said["options"]] == ["methadone"]


def test_an_option_that_does_not_exist_is_refused_with_the_nearest():
    answer = run("plan", READY, "--why", "metadone")
    assert answer.exit_code == 2
    assert "Did you mean 'methadone'?" in answer.stderr
    assert answer.stdout == ""
    assert "Did you mean" not in run("plan", READY, "--why", "qqqq").stderr


def test_the_same_person_by_uk_rules():
    us, uk = (json.loads(run("plan", READY, "--format", "json", "--jurisdiction", place).stdout) for place in ("us", "uk"))
    assert (us["guideline"]["jurisdiction"], uk["guideline"]["jurisdiction"]) == ("us", "uk")
    status = {place: {o["code"]: o["status"] for o in said["options"]} for place, said in (("us", us), ("uk", uk))}
    assert status["us"]["naltrexone_xr"] == "wait"
    assert status["uk"]["naltrexone_xr"] == "avoid"


def test_the_facts_that_were_understood_with_where_they_came_from():
    answer = run("facts", SAM, "--as-of", "2026-11-21T09:00")
    assert answer.exit_code == 0
    assert "cows_score" in answer.stdout
    assert "Not used" in answer.stdout
    said = json.loads(run("facts", SAM, "--as-of", "2026-11-21T09:00", "--format", "json").stdout)
    (cows,) = [fact for fact in said["facts"] if fact["name"] == "cows_score"]
    assert (cows["value"], cows["source"]) == (14, "Observation/cows-today")
    assert said["unused"]


def test_a_case_file_without_leftovers_lists_none():
    assert "Not used" not in run("facts", READY).stdout


def test_warnings_stand_where_they_are_seen():
    answer = run("facts", "-", stdin=case(pregnant=True, sex="male"))
    assert "Look at this" in answer.stdout


@pytest.mark.parametrize("how", ["standard", "home", "low_dose"])
def test_a_calendar_is_drawn_day_by_day(how):
    answer = run("calendar", "buprenorphine", "--start", how, "--case", READY, "--days", "5")
    assert answer.exit_code == 0, answer.stderr
    assert "21 Nov 2026" in answer.stdout


def test_a_calendar_as_json_has_the_contract_s_shape():
    said = json.loads(run("calendar", "methadone", "--case", READY, "--format", "json", "--first-dose", "2026-11-23").stdout)
    first = said["days"][0]
    assert first["date"] == "2026-11-23"
    assert first["first_mg"] <= 30
    assert first["max_mg"] <= 40
    assert set(first["doses"][0]) == {"mg", "when", "if"}


def test_a_calendar_that_must_not_be_built_is_refused_with_the_reason():
    answer = run("calendar", "naltrexone", "--case", READY)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert "Less than 7 days" in answer.stderr
    assert "What would allow it" in answer.stderr


def test_a_calendar_needs_a_person():
    answer = run("calendar", "methadone")
    assert answer.exit_code == 2
    assert "--case FILE" in answer.stderr


def test_a_medicine_or_start_that_does_not_exist_is_refused_with_what_there_is():
    assert "methadone" in run("calendar", "metadone", "--case", READY).stderr
    assert "low_dose" in run("calendar", "buprenorphine", "--start", "loww", "--case", READY).stderr
    assert run("calendar", "methadone", "--case", READY, "--first-dose", "soon").exit_code == 2


@pytest.mark.parametrize("command", [("plan",), ("facts",), ("calendar", "methadone", "--case")])
def test_bad_input_gets_exit_code_two_every_problem_and_no_trace(command):
    answer = run(*command, "-", stdin=case(age="x", pregnent=True))
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert "2 problems" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.exception is None or isinstance(answer.exception, SystemExit)


def test_one_problem_is_called_one_problem():
    assert "1 problem." in run("plan", "no_such_file.json").stderr


def test_a_setting_out_of_range_is_refused():
    answer = run("plan", "-", stdin=json.dumps({"facts": {"dsm5_criteria": 7}, "settings": {"naltrexone.OPIOID_FREE": 1}}))
    assert answer.exit_code == 2
    assert "7 to 10 days" in answer.stderr


def test_a_setting_within_its_range_changes_the_advice():
    file = json.dumps(
        {
            "facts": {"dsm5_criteria": 7, "days_opioid_free": 8, "last_opioid_class": "short_acting"},
            "settings": {"naltrexone.OPIOID_FREE": 10},
        }
    )
    assert "Less than 10 days" in run("plan", "-", "--why", "naltrexone_xr", stdin=file).stdout


def in_shell(*arguments, **environment):
    command = [sys.executable, "-m", "holdfast", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, **environment})


def test_a_pipe_gets_no_colour_and_the_width_is_kept():
    narrow = in_shell("plan", READY, COLUMNS="60")
    assert "\x1b[" not in narrow.stdout
    assert max(len(line) for line in narrow.stdout.splitlines()) <= 60


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m holdfast plan {READY} --format json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stderr == ""


def test_the_version_and_the_help_are_there():
    assert run("--version").stdout.startswith("holdfast")
    assert all(command in run("--help").stdout for command in ("plan", "facts", "calendar"))


def order(check, thing, **facts):
    return json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "check": check, "facts": facts, check: thing})


def test_an_order_that_may_go_ahead_ends_with_zero_and_one_that_may_not_with_one():
    nine = run("check", "-", stdin=order("take_home", {"medicine": "methadone", "doses": 9}, days_on_treatment=10))
    seven = run("check", "-", stdin=order("take_home", {"medicine": "methadone", "doses": 7}, days_on_treatment=10))
    assert (nine.exit_code, seven.exit_code) == (1, 0)
    assert "At most 7 days" in nine.stdout
    assert nine.stderr == ""


def test_the_answer_to_an_order_as_json():
    said = json.loads(run("check", "-", "--format", "json", stdin=order("plan", {"options": ["narconon"]})).stdout)
    assert (said["allowed"], said["breaks"][0]["rule"]) == (False, "never_offered.narconon")


def test_an_order_by_other_rules_and_another_day():
    thing = order(
        "prescription", {"product": "methadone", "form": "fp10mda", "days": 28}, current_medication="methadone", current_methadone_mg=60
    )
    said = json.loads(run("check", "-", "--format", "json", "--jurisdiction", "uk", "--as-of", "2026-12-01", stdin=thing).stdout)
    assert (said["guideline"]["jurisdiction"], said["guideline"]["as_of"]) == ("uk", "2026-12-01T00:00")
    assert "14 days" in said["breaks"][0]["say"]


def test_an_order_that_cannot_be_read_ends_with_two_and_every_problem():
    answer = run("check", "-", stdin=order("take_home", {"doses": "x"}, age="y"))
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "3 problems" in answer.stderr
    assert run("check", "no_such_file.json").exit_code == 2
    assert run("check", "-", "--as-of", "soon", stdin=order("plan", {"options": []})).exit_code == 2


def test_the_plan_as_a_fhir_bundle_of_proposals():
    answer = run("plan", READY, "--format", "fhir")
    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["resourceType"], said["type"]) == (0, "Bundle", "collection")
    (plan,) = [entry["resource"] for entry in said["entry"] if entry["resource"]["resourceType"] == "CarePlan"]
    assert (plan["status"], plan["intent"]) == ("draft", "proposal")


def test_a_bundle_of_proposals_can_be_handed_in_again():
    again = run("plan", "-", "--as-of", "2026-11-21T09:00", stdin=run("plan", READY, "--format", "fhir").stdout)
    assert again.exit_code == 0
    assert "says nothing about opioids" in again.stdout


def test_a_fhir_bundle_holds_the_whole_plan_or_nothing():
    answer = run("plan", READY, "--format", "fhir", "--why", "methadone")
    assert (answer.exit_code, answer.stdout) == (2, "")


def test_a_calendar_for_the_telephone():
    quiet, named = (run("calendar", "methadone", "--case", READY, "--format", "ics", *more) for more in ((), ("--name-medicine",)))
    assert quiet.exit_code == named.exit_code == 0
    assert quiet.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert quiet.stdout_bytes.endswith(b"END:VCALENDAR\r\n")
    assert (b"SUMMARY:Daily dose\r\n" in quiet.stdout_bytes, b"SUMMARY:Daily dose: Methadone\r\n" in named.stdout_bytes) == (True, True)


def test_the_same_person_by_two_places_rules_side_by_side():
    answer = run("plan", READY, "--compare", "us,uk")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.startswith("By the rules of US and UK")
    assert "naltrexone_xr" in " ".join(answer.stdout.split())
    assert run("plan", READY, "--compare", "uk, us").stdout.startswith("By the rules of UK and US")


def test_two_places_rules_as_json():
    said = json.loads(run("plan", READY, "--compare", "us,uk", "--format", "json").stdout)
    assert [said[place]["guideline"]["jurisdiction"] for place in ("us", "uk")] == ["us", "uk"]
    (injection,) = [each for each in said["differences"] if each["code"] == "naltrexone_xr"]
    assert (injection["us"]["status"], injection["uk"]["status"]) == ("wait", "avoid")
    assert "NICE TA115" in injection["why"][-1]["source"]
    assert said["us"] == json.loads(run("plan", READY, "--format", "json").stdout)


def test_something_urgent_by_either_place_s_rules_is_told_by_the_exit_code():
    assert run("plan", "-", "--compare", "us,uk", stdin=case(dsm5_criteria=8, pregnant=True, current_medication="none")).exit_code == 1


@pytest.mark.parametrize("more", [("us,us",), ("us",), ("us,fr",), ("us,uk", "--jurisdiction", "us"), ("us,uk", "--format", "fhir")])
def test_a_comparison_that_makes_no_sense_is_refused(more):
    answer = run("plan", READY, "--compare", *more)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "two different places" in answer.stderr
