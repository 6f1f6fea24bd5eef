"""Files of facts: read as they are meant, or refused by file, column and row with what is allowed."""

from decimal import Decimal

import polars as pl
import pytest

from holdfast.cohort import tables
from tests.cohort.making import HEADER, check_refused, csv_file, judged, summary


def test_a_csv_file_and_the_same_people_in_parquet_give_the_same_answer(tmp_path):
    people = csv_file(tmp_path, "a,40,methadone,true,5", "b,,none,,3", "c,17, buprenorphine ,FALSE,")
    typed = pl.DataFrame(
        {"id": ["a", "b", "c"], "age": [40.0, None, 17.0], "current_medication": ["methadone", "none", "buprenorphine"],
         "qt_prolonging_medicine": [True, None, False], "dsm5_criteria": pl.Series([5, 3, None], dtype=pl.UInt64)}
    )  # fmt: skip
    typed.write_parquet(tmp_path / "people.parquet")
    found = [summary(file)["options"] for file in (people, tmp_path / "people.parquet")]
    assert found[0] == found[1]
    assert sum(found[0][0]["counts"].values()) == 3


def test_another_spelling_of_a_word_is_read(tmp_path):
    rows = [f"{number},{said}" for number, said in enumerate(("true", "false", "chronic", "none"))]
    text = csv_file(tmp_path, *rows, header="id,respiratory_insufficiency")
    typed = tmp_path / "typed.parquet"
    pl.DataFrame({"id": [0, 1], "respiratory_insufficiency": [True, False]}).write_parquet(typed)
    assert judged(text).exit_code == 0
    assert judged(typed).exit_code == 0


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("age", "250", "column 'age', row 2: this is out of range (got 250.0). Allowed: a whole number from 0 to 120 years."),
        ("age", "12.5", "column 'age', row 2: only whole numbers fit here (got 12.5)"),
        ("age", "forty", "column 'age', row 2: this is not a number but text (got 'forty')"),
        ("age", "nan", "column 'age', row 2: this is not a number (got NaN)"),
        (
            "weight_kg",
            "70 kg",
            "column 'weight_kg', row 2: this is not a number but text (got '70 kg'). Allowed: a number from 2 to 400 kg.",
        ),
        ("pregnant", "maybe", "column 'pregnant', row 2: this is a yes/no fact (got 'maybe'). Allowed: true or false."),
        (
            "sex",
            "femal",
            "column 'sex', row 2: there is no such value (got 'femal'). Allowed: female, male, intersex. Did you mean 'female'?",
        ),
    ],
)
def test_a_value_that_cannot_be_is_named_by_file_column_and_row(tmp_path, column, value, said):
    check_refused(tmp_path, [csv_file(tmp_path, "a,", f"b,{value}", header=f"id,{column}")], f"people.csv, {said}")


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("pregnant", [0, 1], "column 'pregnant', row 1: this is a yes/no fact (got 0)"),
        ("age", [True, None], "column 'age', row 1: this is not a number but true or false"),
        ("age", [[1], [2]], "column 'age', row 1: this is not a number but a list"),
        ("sex", [1, 2], "column 'sex', row 1: this is one of a list of words, not a number"),
        ("age", [300, -1], "column 'age', row 2: this is out of range (got -1)"),
        ("weight_kg", [Decimal("70.5"), Decimal("700.5")], "column 'weight_kg', row 2: this is out of range (got 700.5)"),
        ("weight_kg", [70.0, float("nan")], "column 'weight_kg', row 2: this is not a number"),
    ],
)
def test_a_column_of_another_type_is_named_with_its_first_rows(tmp_path, column, values, said):
    path = tmp_path / "people.parquet"
    pl.DataFrame({column: values}).write_parquet(path)
    check_refused(tmp_path, [path], f"people.parquet, {said}")


def test_many_wrong_values_are_counted_and_every_column_is_told_at_once(tmp_path):
    rows = [f"{number},200,x" for number in range(50)]
    check_refused(
        tmp_path,
        [csv_file(tmp_path, *rows, header="id,age,sex")],
        "'age', row 1:",
        "'sex', row 3:",
        "'age': 47 more like this",
        "'sex': 47 more",
    )


def test_facts_that_contradict_each_other_are_named_with_the_row(tmp_path):
    file = csv_file(tmp_path, "a,3,8", "b,8,3", header="id,dsm5_criteria,dsm5_criteria_worst")
    said = "people.csv, row 2, dsm5_criteria and dsm5_criteria_worst: more criteria are met now than at the worst time"
    check_refused(tmp_path, [file], said, "dsm5_criteria = 8, dsm5_criteria_worst = 3")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("id,curent_medication", "column 'curent_medication': there is no fact of this name. Did you mean 'current_medication'?"),
        ("id;age;sex", "Part the columns by commas."),
        ("id,age,age", "column 'age': this column stands twice"),
        ("id,age,under_sixteen", "column 'under_sixteen': this is worked out from the other facts"),
        ("id,age,methadone", "column 'methadone': this is the name of an option"),
        ("id,nothing_at_all", "people.csv: no column is a fact"),
    ],
)
def test_a_column_that_cannot_be_is_named(tmp_path, header, said):
    check_refused(tmp_path, [csv_file(tmp_path, ",".join("1" for _ in header.split(",")), header=header)], said)


def test_other_columns_are_kept_where_that_is_asked_for(tmp_path):
    file = csv_file(tmp_path, "a,north,40", "b,north,41", "c,,42", header="id,clinic,age")
    out = tmp_path / "answer.parquet"
    assert judged(file, "--out", out, "--id", "clinic").exit_code == 0
    assert pl.read_parquet(out).select("id", "clinic").rows() == [("a", "north"), ("b", "north"), ("c", None)]
    out.unlink()
    unnamed = csv_file(tmp_path, "7,40", "7,41", header="number,age", name="unnamed.csv")
    check_refused(tmp_path, [unnamed], "unnamed.csv, row 1 and unnamed.csv, row 2: two rows have the same id", options=("--id", "number"))
    check_refused(
        tmp_path, [csv_file(tmp_path, "a,1", header="id,age", name="other.csv")], "no such column to keep", options=("--id", "clinic")
    )


def test_two_people_with_one_id_are_named_with_both_rows_through_all_files(tmp_path):
    one = csv_file(tmp_path, "a,40", "b,41", header="id,age", name="one.csv")
    two = csv_file(tmp_path, "c,40", "a,41", ",42", header="id,age", name="two.csv")
    check_refused(
        tmp_path,
        [one, two],
        "one.csv, row 1 and two.csv, row 2: two rows have the same id (got 'a')",
        "two.csv, column 'id', row 3: this person has no id",
    )


def test_two_jurisdictions_in_one_run_are_refused_and_one_is_taken(tmp_path):
    both = csv_file(tmp_path, "a,40,us", "b,41,uk", header="id,age,jurisdiction")
    check_refused(tmp_path, [both], "row 1 and people.csv, column 'jurisdiction', row 2: people of two jurisdictions in one run")
    uk = csv_file(tmp_path, "a,40,uk", "b,41,", header="id,age,jurisdiction", name="uk.csv")
    assert summary(uk)["jurisdiction"] == "uk"
    check_refused(tmp_path, [uk], "this is not the jurisdiction asked for, us", options=("--jurisdiction", "us"))
    check_refused(tmp_path, [csv_file(tmp_path, "a,40,fr", header="id,age,jurisdiction", name="fr.csv")], "there is no such jurisdiction")


def test_files_that_are_none_are_refused_by_name(tmp_path):
    whole = tmp_path / "whole.parquet"
    pl.DataFrame({"age": list(range(100))}).write_parquet(whole)
    half = tmp_path / "half.parquet"
    half.write_bytes(whole.read_bytes()[:-40])
    check_refused(tmp_path, [half], "half.parquet: this is not a whole Parquet file", "cut off while it was written")
    whole.write_bytes(b"")
    check_refused(tmp_path, [whole], "whole.parquet: the file is empty")
    check_refused(tmp_path, [csv_file(tmp_path)], "people.csv: the file holds no people")
    check_refused(tmp_path, [csv_file(tmp_path, "a,1,2,3,4,5,6,7")], "people.csv: this is not a CSV file")
    check_refused(tmp_path, [tmp_path / "nobody.csv"], "nobody.csv: the file cannot be read")
    (tmp_path / "folder.parquet").mkdir()
    check_refused(tmp_path, [tmp_path / "folder.parquet"], "folder.parquet: this is a folder")
    (tmp_path / "people.xlsx").write_bytes(b"PK")
    check_refused(tmp_path, [tmp_path / "people.xlsx"], "people.xlsx: this kind of file is not read. Allowed: .parquet, .csv")
    (tmp_path / "latin.csv").write_bytes(f"{HEADER}\n\xe9,1,,,\n".encode("latin-1"))
    check_refused(tmp_path, [tmp_path / "latin.csv"], "latin.csv: this is not a CSV file in UTF-8")


def test_an_id_or_a_jurisdiction_that_is_a_list_is_refused(tmp_path):
    path = tmp_path / "people.parquet"
    for column in ("id", "jurisdiction"):
        pl.DataFrame({"age": [40], column: [["us"]]}).write_parquet(path)
        check_refused(tmp_path, [path], f"people.parquet, column '{column}': this is no plain column (got List(String))")


def test_a_parquet_file_broken_inside_is_refused(tmp_path):
    path = tmp_path / "broken.parquet"
    pl.DataFrame({"age": [number % 100 for number in range(5000)]}).write_parquet(path, compression="zstd")
    raw = bytearray(path.read_bytes())
    raw[8:200] = bytes(192)
    path.write_bytes(raw)
    check_refused(tmp_path, [path], "broken.parquet: this is not a whole Parquet file")


def test_the_smallest_type_that_holds_a_fact_is_taken():
    from holdfast.guideline.facts import FACTS

    assert tables.type_of(FACTS["age"], False) == pl.UInt8()
    assert tables.type_of(FACTS["weight_kg"], False) == pl.Float64()
    assert tables.type_of(FACTS["days_since_release"], False) == pl.Int32()
    assert tables.type_of(FACTS["days_opioid_free"], True) == pl.Float64()
