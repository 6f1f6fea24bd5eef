"""`holdfast export`: files for another system, and plain words where they cannot be written."""

import json

from click.testing import CliRunner

from holdfast.cli import main
from holdfast.exporting import PACKAGES


def run(*arguments):
    return CliRunner().invoke(main, ["export", *arguments])


def test_the_rules_are_written_to_standard_output_and_what_they_include_is_named():
    answer = run("cql", "--as-of", "2026-11-21", "--jurisdiction", "uk")
    assert answer.exit_code == 0
    assert answer.stdout.startswith(
        "// Written by Holdfast from its guideline; not to be changed by hand.\n// In force on 2026-11-21 in the UK."
    )
    assert answer.stdout.endswith("\n")
    assert 'define "propose methadone":' in answer.stdout
    assert "HoldfastFacts.cql" in answer.stderr


def test_every_file_is_written_into_the_folder(tmp_path):
    folder = tmp_path / "new" / "folder"
    answer = run("cql", "--out", str(folder))
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert {path.name for path in folder.iterdir()} >= {"HoldfastUS.cql", "HoldfastFacts.cql"}
    assert all(str(path) in answer.stderr for path in folder.iterdir() if path.is_file())


def test_what_cannot_be_done_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("")
    for words, said in (
        (("cql", "--as-of", "soon"), "--as-of: this is not a date"),
        (("cql", "--out", str(tmp_path / "file" / "below")), "--out: Not a directory"),
        (("elm",), "No such command 'elm'"),
    ):
        answer = run(*words)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert said in answer.stderr


def test_the_definitions_are_one_bundle_of_json(tmp_path):
    answer = run("plan-definition", "--as-of", "2026-11-21")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["entry"][0]["resource"]["resourceType"] == "PlanDefinition"
    assert run("plan-definition", "--out", str(tmp_path / "all.json")).exit_code == 0
    assert json.loads((tmp_path / "all.json").read_text())["id"] == "holdfastus"


def test_a_missing_translator_is_named_with_the_command_that_installs_it(tmp_path, monkeypatch):
    answer = run("plan-definition", "--translator", str(tmp_path))
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert f"npm install --prefix {tmp_path} @cqframework/cql cql-exec-fhir" in answer.stderr
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = run("plan-definition", "--translator", str(tmp_path))
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert "sudo apt install nodejs npm" in answer.stderr


def test_a_translator_that_does_not_run_is_an_answer_and_no_trace(tmp_path):
    for name in PACKAGES:
        (tmp_path / "node_modules" / name).mkdir(parents=True)
    answer = run("plan-definition", "--translator", str(tmp_path))
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert str(tmp_path) in answer.stderr
    assert "Traceback" not in answer.stderr
