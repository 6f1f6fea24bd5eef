"""Loading listings and finding them on the command line: every row told, every mistake named, nothing that runs."""

import csv
import io
import json
import socket

import pytest
from click.testing import CliRunner

from holdfast.cli import main

DAY = "2026-11-21"


@pytest.fixture
def run(database):
    return lambda *arguments: CliRunner().invoke(main, arguments)


def facility(name, label, **more):
    return {
        "name1": name, "street1": f"{name} Street", "city": "Baltimore", "state": "MD", "zip": "21201", "phone": "410-555-0100",
        "latitude": "39.29", "longitude": "-76.62", "typeFacility": "SA",
        "services": [{"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment"}, {"f1": "OT", "f2": "OT", "f3": label}], **more,
    }  # fmt: skip


@pytest.fixture
def feed(tmp_path):
    def written(*rows):
        file = tmp_path / "feed.json"
        file.write_text(json.dumps({"page": 1, "totalPages": 1, "recordCount": len(rows), "rows": rows}))
        return str(file)

    return written


def test_an_import_tells_what_became_of_every_row(run, feed):
    file = feed(facility("Harbor", "Prescribes buprenorphine"), facility("Pier", "A label nobody knows"), {"city": "Baltimore"}, 7)
    said = run("import", "findtreatment", file, "--as-of", DAY)
    assert said.exit_code == 0
    assert "4 rows of findtreatment." in said.stdout
    assert "2 new, 0 changed, 0 unchanged" in said.stdout
    assert said.stdout.count("broken, not stored:") == 2
    assert "A label nobody knows" in said.stdout


def test_the_account_as_json_adds_up(run, feed):
    account = json.loads(run("import", "findtreatment", feed(facility("Harbor", "Prescribes buprenorphine"), 7), "--format", "json").stdout)
    assert account["rows"] == account["new"] + account["broken_count"] == 2
    assert account["broken"][0].keys() == {"where", "why"}


def test_what_was_imported_is_found_with_its_source_and_day(run, feed):
    run("import", "findtreatment", feed(facility("Harbor", "Prescribes buprenorphine")), "--as-of", DAY)
    said = run("find", "--near", "21201", "--medicine", "buprenorphine", "--payment", "medicaid", "--as-of", DAY)
    assert said.exit_code == 0
    for words in (
        "1 place.",
        "1. Harbor",
        "Prescribes buprenorphine",
        "410-555-0100",
        "Not stated: Medicaid",
        "call first",
        f"imported on {DAY}",
    ):
        assert words in said.stdout


def test_a_place_that_was_rung_says_so_and_the_next_import_keeps_it(run, feed):
    file = feed(facility("Harbor", "Prescribes buprenorphine"))
    run("import", "findtreatment", file, "--as-of", "2026-11-01")
    (place,) = json.loads(run("find", "--near", "21201", "--format", "json", "--as-of", DAY).stdout)["results"]
    assert place["confirmed_by_phone"] is None
    said = run("confirm", "findtreatment", place["key"], "--on", "2026-11-02")
    assert (said.exit_code, said.stdout) == (0, "Confirmed by phone on 2026-11-02: Harbor\n")
    run("import", "findtreatment", file, "--as-of", DAY)
    assert "Confirmed by phone on 2026-11-02" in run("find", "--near", "21201", "--as-of", DAY).stdout


def test_what_was_found_can_be_read_by_a_program(run, feed):
    run("import", "findtreatment", feed(facility("Harbor", "Prescribes buprenorphine")), "--as-of", DAY)
    answer = json.loads(run("find", "--near", "21201", "--format", "json", "--as-of", DAY).stdout)
    assert (answer["total"], answer["near"]["country"], answer["results"][0]["prescribes"]) == (1, "us", ["buprenorphine"])


def test_an_address_on_the_web_is_no_file(run):
    said = run("import", "bmlt", "https://bmlt.example.org/answer.json")
    assert said.exit_code == 2
    assert "an address on the web, not a file" in said.output
    assert "Fetch it, and name the file." in said.output


def test_a_place_known_by_its_zip_code_alone_is_about_so_many_miles_away(run, feed):
    run("import", "findtreatment", feed(facility("Harbor", "Prescribes buprenorphine", latitude=None, longitude=None)), "--as-of", DAY)
    assert "1. Harbor (about 0.0 miles)" in run("find", "--near", "21201", "--as-of", DAY).stdout
    assert json.loads(run("find", "--near", "21201", "--format", "json", "--as-of", DAY).stdout)["results"][0]["approximate"] is True


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1+1", "-2", "@SUM(1)"])
def test_nothing_in_a_sheet_runs(run, feed, name):
    run("import", "findtreatment", feed(facility("Harbor", "Prescribes buprenorphine", name2=name)), "--as-of", DAY)
    sheet = run("find", "--near", "21201", "--format", "csv", "--as-of", DAY).stdout
    (row,) = csv.DictReader(io.StringIO(sheet))
    assert not row["part"].startswith(("=", "+", "-", "@"))
    assert row["longitude"] == "-76.62"


def test_where_nothing_is_near_it_says_how_far_to_look(run, feed):
    run("import", "findtreatment", feed(facility("Harbor", "Prescribes buprenorphine")), "--as-of", DAY)
    said = run("find", "--near", "Washington, DC", "--miles", "10", "--as-of", DAY).stdout
    assert "0 places." in said
    assert "--miles 50" in said


def test_meetings_are_found_by_day_and_none_is_assumed_to_welcome_medicine(run, tmp_path):
    file = tmp_path / "meetings.json"
    rows = [
        {"slug": "a", "name": "Sunday Serenity", "day": 0, "time": "19:00", "latitude": 39.29, "longitude": -76.62, "types": ["X"]},
        {"slug": "b", "name": "Monday Hope", "day": 1, "time": "19:00", "latitude": 39.29, "longitude": -76.62, "types": []},
    ]
    file.write_text(json.dumps(rows))
    assert run("import", "meeting_guide", str(file), "--fellowship", "Narcotics Anonymous").exit_code == 0
    said = run("find", "--near", "21201", "--meetings", "--day", "sunday", "--wheelchair", "--as-of", DAY)
    assert "Sunday Serenity, Narcotics Anonymous" in said.stdout
    assert "Sunday 19:00; medicines: not stated" in said.stdout
    assert "Monday Hope" not in said.stdout
    assert "You can stay on your medicine and go." in said.stdout
    assert "Sunday Serenity" in run("find", "--near", "21201", "--meetings", "--day", "today", "--as-of", "2026-11-22").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["find", "--near", "Springfield"], ["Springfield, MO", "Springfield, IL"]),
        (["find", "--near", "Nowhereville"], ["no place that we know", "a US ZIP code"]),
        (["find", "--near", "<script>alert(1)</script>"], ["no place that we know"]),
        (["import", "findtreatment"], ["name the file to read", "--state MD"]),
        (["import", "cqc", "--state", "MD"], ["it fetches listings", "name the file to read"]),
        (["import", "bmlt", "nothing.json"], ["nothing.json", "No such file"]),
        (["import", "bmlt", "nothing.json", "--fellowship", "NA"], ["bmlt says itself whose its listings are"]),
        (["confirm", "cqc", "1-000"], ["cqc has no place with this key", "holdfast find --format json"]),
        (["confirm", "cqc", "1-000", "--on", "2999-01-01"], ["that day is still to come"]),
        (["import", "findtreatment", "--state", "ZZ"], ["no such state", "MD"]),
    ],
)
def test_a_mistake_is_named_with_what_to_do(run, arguments, words):
    said = run(*arguments)
    assert said.exit_code == 2
    assert "Traceback" not in said.stderr
    for word in words:
        assert word in said.stderr


@pytest.mark.parametrize("content", [b"", b"<html>busy</html>", b"{", b"\xff\xfe\x00", b'{"rows": 7}', b"[" * 100_000])
@pytest.mark.parametrize("code", ["findtreatment", "bmlt", "meeting_guide", "cqc"])
def test_a_broken_feed_is_a_plain_error_and_changes_nothing(run, tmp_path, code, content):
    from holdfast.finder.models import Facility, Meeting

    file = tmp_path / "broken.json"
    file.write_bytes(content)
    said = run("import", code, str(file))
    assert said.exit_code in (0, 2), said.exception
    assert said.exception is None or isinstance(said.exception, SystemExit)
    assert (Facility.objects.count(), Meeting.objects.count()) == (0, 0)


def test_an_interrupted_import_says_that_it_may_be_begun_again(run, feed, monkeypatch):
    from holdfast.finder import importing

    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "store", stopped)
    said = run("import", "findtreatment", feed(facility("Harbor", "Prescribes buprenorphine")))
    assert said.exit_code == 130
    assert "run the same command again" in said.stderr


def test_a_port_in_use_is_named_before_anything_is_made(run, tmp_path, monkeypatch):
    monkeypatch.setenv("HOLDFAST_HOME", str(tmp_path / "home"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = run("start", "--port", str(taken.getsockname()[1]))
    assert said.exit_code == 2
    assert "cannot listen there" in said.stderr
    assert "--port 8001" in said.stderr
    assert not (tmp_path / "home").exists()
