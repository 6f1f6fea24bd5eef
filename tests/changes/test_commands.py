"""`diff`, `replay` and `export guideline` on the command line."""

import json
from pathlib import Path

from click.testing import CliRunner

from holdfast.cli import main
from holdfast.guideline.programme import guideline
from holdfast.language.snapshot import as_text

ROOT = Path(__file__).parents[2]
READY = str(ROOT / "examples" / "ready.json")


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_diff_answers_in_text_and_in_json():
    assert "Rules: " in run("diff", "us", "uk").stdout
    answer = run("diff", "us", "uk", "--as-of", "2026-11-21", "--people", READY, "--format", "json")
    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["people"]["people"]) == (0, 1)
    assert "people" not in json.loads(run("diff", "us", "uk", "--format", "json").stdout)


def test_diff_names_every_input_that_is_wrong():
    answer = run("diff", "mars", "venus")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.count("this names no state of the guideline") == 2
    assert run("diff", "us", "uk", "--people", "none.json").exit_code == 2
    assert run("diff", "us", "uk", "--as-of", "soon").exit_code == 2


def test_replay_gives_the_plan_again_and_ends_as_a_plan_does():
    answer = run("replay", READY, "--as-of", "2024-06-01", "--today", "2026-11-21")
    assert answer.exit_code == 0
    assert (
        answer.stdout.index("Plan as of 2024-06-01") < answer.stdout.index("Given again") < answer.stdout.index("What would differ today")
    )
    said = json.loads(run("replay", READY, "--as-of", "2024-06-01", "--format", "json").stdout)
    assert said["then"]["guideline"]["as_of"] == "2024-06-01T00:00"


def test_replay_of_a_version_that_is_not_kept_lists_those_that_are():
    answer = run("replay", READY, "--as-of", "2024-06-01", "--version", "1999.1")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert f"Allowed: {guideline().version}." in answer.stderr


def test_the_guideline_is_exported_to_a_file_or_to_standard_output(tmp_path):
    out = tmp_path / "guideline.json"
    assert run("export", "guideline", "--out", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8") == as_text(guideline()) == run("export", "guideline", "--version", guideline().version).stdout
    assert "0 added, 0 removed, 0 changed" in run("diff", str(out), "us").stdout


def test_an_export_that_cannot_be_made_says_why(tmp_path):
    answer = run("export", "guideline", "--out", str(tmp_path / "none" / "guideline.json"))
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "cannot be written" in answer.stderr
    assert run("export", "guideline", "--version", "1999.1").exit_code == 2
