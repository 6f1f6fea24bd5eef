"""A state of the guideline is a day, a place, a version that is kept, or a file; anything else is named."""

import json
from datetime import date

import pytest

from holdfast.changes.states import kept_version, state_of, states_of
from holdfast.guideline.programme import VERSIONS, guideline, version, versions
from holdfast.language.errors import InputError
from holdfast.language.snapshot import as_text

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("us", "us", DAY),
        ("UK", "uk", DAY),
        ("2020-01-01", "uk", date(2020, 1, 1)),
        ("2020-01-01T09:00", "uk", date(2020, 1, 1)),
        (guideline().version, "uk", DAY),
    ],
)
def test_what_a_state_leaves_open_is_filled_in(text, place, day):
    dated = state_of(text, "OLD", DAY, "uk").dated
    assert (dated.place, dated.day, dated.guideline) == (place, day, guideline())


def test_a_file_is_read_as_a_snapshot(tmp_path):
    path = tmp_path / "then.json"
    path.write_text(as_text(guideline()).replace(f'"version": "{guideline().version}"', '"version": "2020.1.1"'))
    state = state_of(str(path), "OLD", DAY, "us")
    assert str(state) == "then.json (guideline 2020.1.1, US, 2026-11-21)"
    assert len(state.dated.rulings) == len(guideline().on(DAY, "us").rulings)


def test_both_sides_are_named_when_both_are_wrong(tmp_path):
    path = tmp_path / "then.json"
    path.write_text(json.dumps({"holdfast_guideline": 1}))
    with pytest.raises(InputError) as caught:
        states_of("de", str(path), DAY, "us")
    said = [str(problem) for problem in caught.value.problems]
    assert "OLD: this names no state of the guideline (got 'de')" in said[0]
    assert "a version that is kept (" in said[0]
    assert any("then.json: rules: this part of a snapshot is missing" in each for each in said[1:])


def test_a_date_that_is_none_is_named_as_a_date():
    with pytest.raises(InputError, match="NEW: this is not a date"):
        states_of("us", "2020-02-31", DAY, "us")


def test_a_version_that_is_not_kept_is_an_error_that_lists_those_that_are():
    with pytest.raises(InputError, match=f"not kept here.*Allowed: .*{guideline().version}"):
        kept_version("1999.1.1")
    assert kept_version(guideline().version) is guideline()


def test_the_running_version_is_kept_and_its_snapshot_is_fresh():
    kept = VERSIONS / f"{guideline().version}.json"
    assert kept.read_text(encoding="utf-8") == as_text(guideline()), "run `.venv/bin/python -m docs.generate`"


def test_versions_are_read_from_their_snapshots_and_listed_oldest_first(tmp_path, monkeypatch):
    monkeypatch.setattr("holdfast.guideline.programme.VERSIONS", tmp_path)
    for name in ("2027.1.0", "2026.12.0", "2026.2.10"):
        (tmp_path / f"{name}.json").write_text(as_text(guideline()))
    assert versions() == ("2026.2.10", "2026.12.0", "2027.1.0")
    assert set(version("2027.1.0").rules) == set(guideline().rules)
    version.cache_clear()
