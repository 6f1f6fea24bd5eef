"""The tables of places: made from their sources by one command, the same bytes each time, and small."""

import gzip
import json

import pytest
from click.testing import CliRunner

from holdfast.finder import gazetteer
from holdfast.finder.gazetteer import FOLDER, TOWNS, ZIPS, table
from holdfast.finder.gazetteer.__main__ import make


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Makes a table from this text, away from the real ones, and gives its lines."""
    monkeypatch.setattr(gazetteer, "FOLDER", tmp_path)

    def run(name, text):
        source = tmp_path / "source.txt"
        source.write_text(text, encoding="utf-8")
        done = CliRunner().invoke(make, [name, str(source)])
        return table(name).splitlines() if done.exit_code == 0 else done.output

    return run


def test_zip_codes_are_made_from_the_census_file(made):
    header = "GEOID\tALAND\tAWATER\tALAND_SQMI\tAWATER_SQMI\tINTPTLAT\tINTPTLONG                    \n"
    assert made("us_zips", header + "21201\t1\t0\t1\t0\t39.294604\t -76.621817\n01001\t1\t0\t1\t0\t42.0626\t-72.6259\n") == [
        "01001,42.063,-72.626",
        "21201,39.295,-76.622",
    ]
    assert made("us_zips", "GEOID|INTPTLAT|INTPTLONG\n21201|39.2946|-76.6218\n") == ["21201,39.295,-76.622"]


def test_outward_codes_are_the_mean_of_their_postcodes(made):
    onspd = "pcd,pcds,doterm,lat,long\n" + "".join(
        f'"{code}","{code}","",{north},{east}\n'
        for code, north, east in [
            ("M14 5AA", 53.45, -2.22),
            ("M14 5AB", 53.47, -2.24),
            ("M1  1AA", 53.48, -2.23),
            ("GY1 1AA", 99.999999, 0),
        ]
    )
    assert made("uk_outcodes", onspd) == ["M1,53.480,-2.230", "M14,53.460,-2.230"]


def test_outward_codes_can_be_made_from_the_register_for_england(made):
    active = "Location ID,Location Postal Code,Location Latitude,Location Longitude\n1-1,LS1 4AP,53.797,-1.551\n1-2,,,\n"
    assert made("uk_outcodes", active) == ["LS1,53.797,-1.551"]


def test_towns_are_those_of_both_countries_once_each_the_largest_first(made):
    def town(name, country, region, people, north, east):
        return {"name": name, "countrycode": country, "admin1code": region, "population": people, "latitude": north, "longitude": east}

    places = [
        town("Leeds", "GB", "ENG", 536280, 53.79648, -1.54785), town("Bayamón", "PR", "021", 203499, 18.39856, -66.15572),
        town("Bayamon", "PR", "021", 5, 18.4, -66.16), town("Paris", "FR", "11", 2138551, 48.85341, 2.3488),
        town("Olinda, CDP", "US", "HI", 1000, 20.8, -156.3),
    ]  # fmt: skip
    assert made("towns", json.dumps(dict(enumerate(places)))) == [
        "Leeds\tENG\t536280\t53.796\t-1.548",
        "Bayamón\tPR\t203499\t18.399\t-66.156",
        "Olinda\tHI\t1000\t20.800\t-156.300",
    ]


def test_a_source_without_the_columns_is_refused(made):
    assert "needs a column of each" in made("us_zips", "name,where\nx,y\n")


@pytest.mark.parametrize("name", [ZIPS, TOWNS])
def test_the_same_lines_make_the_same_bytes(name, tmp_path, monkeypatch):
    lines = table(name).splitlines()
    monkeypatch.setattr(gazetteer, "FOLDER", tmp_path)
    assert gazetteer.keep(name, lines).read_bytes()[4:8] == bytes(4)  # no time of making
    assert table(name).splitlines() == lines


def test_the_tables_are_small_and_every_line_is_whole():
    assert sum(file.stat().st_size for file in FOLDER.glob("*.gz")) < 900_000
    assert {line.count(",") for line in table(ZIPS).splitlines()} == {2}
    assert {line.count("\t") for line in table(TOWNS).splitlines()} == {4}
    assert table("none such") == ""


def test_the_readme_counts_the_lines():
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    for file in FOLDER.glob("*.gz"):
        assert f"| `{file.name}` | {len(gzip.decompress(file.read_bytes()).splitlines()):,} |" in said
