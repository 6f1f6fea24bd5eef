"""`holdfast export`: files for another system, and plain words where they cannot be written."""

from click.testing import CliRunner

from holdfast.cli import main


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
