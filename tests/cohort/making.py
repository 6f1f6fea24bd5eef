"""Small files of people for the tests of this room."""

import json

from click.testing import CliRunner

from holdfast.cli import main

AS_OF = "2026-11-21T09:00"
HEADER = "id,age,current_medication,qt_prolonging_medicine,dsm5_criteria"


def csv_file(folder, *rows, header=HEADER, name="people.csv"):
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def judged(*arguments):
    return CliRunner().invoke(main, ["population", "--as-of", AS_OF, *map(str, arguments)])


def summary(*arguments):
    answer = judged(*arguments, "--format", "json")
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def check_refused(folder, files, *said, options=()):
    """Exit code 2, every word said on standard error, no trace, and nothing left behind in the output's place."""
    out = folder / "answer.parquet"
    before = sorted(folder.iterdir())
    answer = judged(*files, "--out", out, *options)
    plain = " ".join(answer.stderr.split())
    assert (answer.exit_code, answer.stdout) == (2, ""), answer.output
    for part in said:
        assert part in plain
    assert "Traceback" not in plain
    assert sorted(folder.iterdir()) == before
