"""Whose advice changes in a table of facts: the same people, options and rules as looking at each of them by themselves."""

import json
from datetime import datetime

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from holdfast.casefile import case_of
from holdfast.changes.people import people_changed
from holdfast.cli import main
from holdfast.cohort.changed import table_changed
from holdfast.guideline.people import WORKED_OUT
from holdfast.language.errors import InputError
from tests.changes.making import now, then
from tests.cohort.making import AS_OF, csv_file
from tests.generative.people import plausible

AT = datetime.fromisoformat(AS_OF)


def softer(form):
    """A version in which many things were otherwise: a limit, a rule, an urgent one, and an option that was not there."""
    form["limits"]["naltrexone.OPIOID_FREE"]["us"] = 10
    del form["rules"]["methadone_suitability.qt_risk"]
    form["rules"]["urgent.older"] = {**form["rules"]["urgent.overdose_now"], "name": "older", "code": "older", "when": {"yes": "sedated"}}
    form["rules"]["methadone_suitability.older"]["when"] = {"yes": "sedated"}


OLD = then(softer)


def told(found):
    return [(person.name, [each["code"] for each in person.as_json()["options"]], person.urgent) for person in found.changed]


@settings(max_examples=2, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(people=st.lists(plausible(never=WORKED_OUT), min_size=15, max_size=25))
def test_a_table_changes_as_its_people_do_one_by_one(tmp_path_factory, people):
    path = tmp_path_factory.mktemp("table") / "people.parquet"
    names = dict.fromkeys(name for person in people for name in person)
    columns = {name: [person.get(name) for person in people] for name in names}
    pl.DataFrame({"id": [f"p{number}" for number in range(len(people))], **columns}, strict=False).write_parquet(path)
    for old, new in ((OLD, now()), (now(), now("uk"))):
        table = table_changed(path, (old, new), AT)
        alone = people_changed(old, new, [(f"p{number}", case_of({"facts": dict(person)}, AT)) for number, person in enumerate(people)])
        assert told(table) == told(alone)
        assert table.count == len(people)


def test_rows_without_an_id_are_told_by_their_number(tmp_path):
    path = csv_file(tmp_path, "methadone,8,false", "methadone,8,true", header="current_medication,dsm5_criteria,sedated")
    found = table_changed(path, (OLD, now()), AT)
    assert "row 2" in [person.name for person in found.changed]
    assert found.as_json()["people"] == 2


def test_a_table_that_cannot_be_read_is_named_by_column_and_row(tmp_path):
    path = csv_file(tmp_path, "a,300,methadone,false,8")
    with pytest.raises(InputError, match=r"people\.csv, column 'age', row 1"):
        table_changed(path, (OLD, now()), AT)


def test_the_command_reads_a_table(tmp_path):
    path = csv_file(tmp_path, "a,30,methadone,false,8", "b,30,,,")
    answer = CliRunner().invoke(main, ["diff", "us", "uk", "--people", str(path), "--as-of", "2026-11-21", "--format", "json"])
    assert (answer.exit_code, json.loads(answer.stdout)["people"]["people"]) == (0, 2)
    assert CliRunner().invoke(main, ["diff", "us", "uk", "--people", str(tmp_path / "none.csv")]).exit_code == 2
