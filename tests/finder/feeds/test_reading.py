"""Strange text made plain, and files that are not what they seem."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.finder.feeds.catalogue import FEEDS
from holdfast.finder.feeds.reading import Unread, csv_of, json_of, link, plain
from holdfast.language.errors import InputError


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ('="007"', "007"), ("=1+1", "1+1"), ('=HYPERLINK("http://evil.example","x")', 'HYPERLINK("http://evil.example","x")'),
        ("+cmd|' /C calc'!A0", "cmd|' /C calc'!A0"), ("@SUM(1)", "SUM(1)"), ("==+SUM(1)", "SUM(1)"), ("-2+3+cmd|x", "2+3+cmd|x"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_becomes_plain_text(told, read):
    assert plain(told) == read


@pytest.mark.parametrize("told", ["+1 (555) 555-1212", "@210th St", "@Home (rear)", "-12.5", "- by the church"])
def test_what_only_begins_like_a_formula_stays(told):
    assert plain(told) == told


def test_hostile_markup_is_read_in_no_time():
    began = time.monotonic()
    for told in ("<a" * 100_000, "<script" * 100_000, "<!--" * 100_000, "&amp;" * 100_000):
        assert len(plain(told)) <= 10_000
    assert time.monotonic() - began < 10


@given(st.text())
def test_plain_text_stays_as_it_is_read_again_and_runs_nothing(told):
    assert not plain(told).startswith("=")
    assert link(told) == "" or link(told).startswith(("http://", "https://"))


def test_a_web_page_instead_of_json_is_called_so(tmp_path):
    file = tmp_path / "answer.json"
    file.write_text("\n <!doctype html><title>502</title>")
    with pytest.raises(InputError, match="a web page or XML, not JSON"):
        json_of(file)


def test_a_line_s_end_inside_a_text_is_read_and_what_stands_behind_is_named(tmp_path):
    file = tmp_path / "answer.json"
    file.write_text('["one\ntwo"]')
    assert json_of(file) == ["one\ntwo"]
    file.write_text('["one"] <!-- 0.2 seconds -->')
    with pytest.raises(InputError, match="Take out what stands behind the JSON"):
        json_of(file)


def header(names):
    return "name" in names


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_may_be_parted_by_commas_semicolons_tabs_or_bars_below_a_title(tmp_path, sign):
    file = tmp_path / "table.csv"
    file.write_text(f'Our meetings, all of them\n\nname{sign}day\n"a, b; c"{sign}2\nd\n')
    assert list(csv_of(file, header, "")) == [(4, {"name": "a, b; c", "day": "2"}), (5, {"name": "d", "day": ""})]


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_however_a_spreadsheet_writes_its_letters(tmp_path, written):
    file = tmp_path / "table.csv"
    file.write_bytes("name\tday\nCafé “Hope”\t2\n".encode(written))
    assert list(csv_of(file, header, "")) == [(2, {"name": "Café “Hope”", "day": "2"})]


@pytest.mark.parametrize(
    ("bad", "read"),
    [
        ('"The "Good" Group",2', {"name": 'The Good" Group"', "day": "2"}),  # as it is, for it has a cell for each column
        ('"The "Good, old" Group",2', Unread("a quote out of place (',' expected after '\"')")),
        ('"never closed,2', Unread("a quote out of place (',' expected after '\"')")),
    ],
)
def test_a_quote_out_of_place_costs_no_other_row(tmp_path, bad, read):
    file = tmp_path / "table.csv"
    file.write_text(f'name,day\na,1\n{bad}\n"b",3\n"c\nd",4\n')
    assert list(csv_of(file, header, "")) == [
        (2, {"name": "a", "day": "1"}), (3, read), (4, {"name": "b", "day": "3"}), (6, {"name": "c\nd", "day": "4"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("feed", "table"),
    [
        ("tsml", 'Name,Day,Time,Address\n"A "b, c",Sunday,19:00,1 Main St\nGood,Monday,19:00,1 Main St\n'),
        ("cqc", 'Location ID,Location Name\n"1-1,"x"\n1-2,Good\n'),
        (
            "california",
            'license_number,facility_name,address_line1,city,state,zip,license_type,license_status,license_expiration\n"1"2",a,\n'
            "3,Good,1 Main Street,Fresno,CA,93650,x,ACTIVE,2030-01-01\n",
        ),
    ],
)
def test_such_a_row_is_told_as_broken_by_its_line_in_every_table(tmp_path, feed, table):
    file = tmp_path / "table.csv"
    file.write_text(table)
    bad, good = FEEDS[feed].rows(file)
    assert (bad.where, bad.listing) == ("line 2", None)
    assert "a quote out of place" in bad.broken
    assert good.broken == ""


def test_a_table_of_nothing_but_quotes_out_of_place_is_refused(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("name,day\n" + '"x"y,"\n' * 5000)
    with pytest.raises(InputError, match="over 1,000 rows with a quote out of place, the last on line 1,001"):
        list(csv_of(file, header, ""))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "with a name"),
        (b"town,day\n", "with a name"),
        (b"<!doctype html><title>404</title>", "a web page or XML, not CSV"),
        (b"PK\x03\x04\x14", "Unpack it, or save the sheet as CSV"),
        (b'name,day\na,1\n"b,2\nc,3\n', "line 4: unexpected end of data"),
    ],
)
def test_what_is_no_such_table_is_never_taken_for_an_empty_one(tmp_path, content, says):
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=says):
        list(csv_of(file, header, "with a name"))
