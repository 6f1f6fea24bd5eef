"""A run: the same answer from every engine and batch size, in the input's order; ended halfway, it goes on and leaves nothing half-written."""

import json

import polars as pl
import pytest

from holdfast.cohort import judging, running
from holdfast.guideline.care_gaps import CARE_GAPS
from holdfast.guideline.options import OPTIONS
from holdfast.language.rules import STATUSES
from tests.cohort.making import csv_file, judged, summary
from tests.guideline.judged import judged as by_bedside

ROWS = ("z,40,methadone,true,5", "m,30,none,false,7", "a,60,buprenorphine,,3", "b,,,,", "c,17,none,,6")


@pytest.fixture
def people(tmp_path):
    return csv_file(tmp_path, *ROWS)


def answered(folder, *arguments):
    out = folder / "answer.parquet"
    answer = judged(*arguments, "--out", out)
    assert answer.exit_code == 0, answer.stderr
    return pl.read_parquet(out)


def test_a_row_a_person_in_order_and_a_column_an_option_as_bedside_says(people, tmp_path):
    found = answered(tmp_path, people)
    assert found.columns == ["id", *OPTIONS]
    assert found["id"].to_list() == ["z", "m", "a", "b", "c"]
    wanted = by_bedside({"age": 40, "current_medication": "methadone", "qt_prolonging_medicine": True, "dsm5_criteria": 5})
    assert found.drop("id").row(0, named=True) == {code: finding.status for code, finding in wanted.items()}
    assert set(found.drop("id").dtypes) == {pl.Enum(STATUSES)}


def test_every_engine_gives_the_same_file(people, tmp_path):
    assert answered(tmp_path, people, "--engine", "duckdb").equals(answered(tmp_path, people))


def test_batches_of_any_size_give_the_same(people, tmp_path, monkeypatch):
    whole, counted = answered(tmp_path, people), summary(people)
    monkeypatch.setattr(judging.judge_all, "__defaults__", (2,))
    assert answered(tmp_path, people).equals(whole)
    assert {**summary(people), "seconds": 0} == {**counted, "seconds": 0}


def test_what_is_counted(people):
    found = summary(people)
    gaps = {gap["name"]: gap for gap in found["gaps"]}
    assert set(gaps) <= {gap.name for gap in CARE_GAPS}
    assert (gaps["methadone_qt_medicine_no_ecg"]["people"], gaps["methadone_qt_medicine_no_ecg"]["who"]) == (1, ["z"])
    assert (gaps["eligible_and_untreated"]["people"], gaps["eligible_and_untreated"]["who"]) == (2, ["m", "c"])
    assert gaps["no_naloxone"]["not_known"] == 4
    assert (found["people"], found["in_scope"], found["asked"]) == (5, 4, 5)
    assert all(sum(option["counts"].values()) == 5 for option in found["options"])
    assert found["questions"][0]["people"] >= 1


def test_the_terminal_and_the_page_say_the_same(people, tmp_path):
    page = tmp_path / "summary.html"
    answer = judged(people, "--summary-html", page, "--explain", "z")
    assert answer.exit_code == 0
    html = page.read_text()
    for said in ("5 people", "lengthens QT, and no heart tracing", "Gaps in care"):
        assert said in html
    assert "5 people" in answer.stdout
    assert "Gaps in care" in answer.stdout
    assert "Plan as of 2026-11-21 09:00" in answer.stdout
    assert "<script" not in html


def test_somebody_who_is_not_there_cannot_be_explained(people):
    answer = judged(people, "--explain", "nobody")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "--explain: nobody has this 'id' (got 'nobody')" in answer.stderr
    by_row = csv_file(people.parent, "40", "41", header="age", name="rows.csv")
    assert list(json.loads(judged(by_row, "--explain", "2", "--format", "json").stdout)["explained"]) == ["2"]
    assert "there is no such row (got '3'). Allowed: 1 to 2." in judged(by_row, "--explain", "3").stderr


class Killed(BaseException):
    """Not an error that anybody catches."""


def test_a_run_that_was_ended_leaves_no_answer_and_goes_on_from_its_finished_batches(people, tmp_path, monkeypatch):
    whole = answered(tmp_path, people)
    out = tmp_path / "answer.parquet"
    out.unlink()
    monkeypatch.setattr(judging.judge_all, "__defaults__", (2,))
    monkeypatch.setitem(judging.ENGINES, "polars", ended_after(1))
    with pytest.raises(Killed):
        judged(people, "--out", out)
    assert not out.exists()
    again = ended_after(2)
    monkeypatch.setitem(judging.ENGINES, "polars", again)
    assert answered(tmp_path, people).equals(whole)
    assert again.left == 0
    assert {path.name for path in tmp_path.iterdir()} == {"people.csv", "answer.parquet"}


def test_after_a_change_of_the_input_nothing_is_taken_over(people, tmp_path, monkeypatch):
    monkeypatch.setattr(judging.judge_all, "__defaults__", (2,))
    monkeypatch.setitem(judging.ENGINES, "polars", ended_after(1))
    with pytest.raises(Killed):
        judged(people, "--out", tmp_path / "answer.parquet")
    csv_file(tmp_path, *ROWS[1:])
    monkeypatch.setitem(judging.ENGINES, "polars", judging._by_polars)
    assert answered(tmp_path, people)["id"].to_list() == ["m", "a", "b", "c"]


def ended_after(batches):
    def judge(*arguments):
        if judge.left == 0:
            raise Killed
        judge.left -= 1
        return judging._by_polars(*arguments)

    judge.left = batches
    return judge


def test_the_answer_never_takes_the_place_of_the_input(tmp_path):
    path = tmp_path / "people.parquet"
    pl.DataFrame({"age": [40]}).write_parquet(path)
    answer = judged(path, "--out", path)
    assert (answer.exit_code, "written over the input" in answer.stderr) == (2, True)
    assert pl.read_parquet(path).rows() == [(40,)]


def test_an_answer_that_cannot_be_written_is_told(people, tmp_path):
    answer = judged(people, "--out", tmp_path / "no such folder" / "answer.parquet")
    assert (answer.exit_code, "it cannot be written" in answer.stderr) == (2, True)


def test_an_extra_that_is_missing_is_named(people, monkeypatch):
    monkeypatch.setattr(running.importlib.util, "find_spec", lambda name: None)
    for engine, extra in (("duckdb", "population"), ("spark", "spark")):
        answer = judged(people, "--engine", engine)
        assert (answer.exit_code, answer.stdout) == (3, "")
        assert f"make setup WITH={extra}" in answer.stderr


def test_without_polars_the_extra_is_named(people, monkeypatch):
    import sys

    for name in [name for name in sys.modules if name.startswith("holdfast.cohort") or name == "polars"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "polars", None)
    answer = judged(people)
    assert (answer.exit_code, "make setup WITH=population" in answer.stderr) == (3, True)
