"""Polars and DuckDB say of made-up and of real people what bedside says of each: conditions on all three values, and the whole
guideline on every option. Nothing is excused: both engines know every node, every answer and every status.
"""

import gzip
import json
from datetime import datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from bench.ctn_people import read_trials
from holdfast.casefile import read_case
from holdfast.cohort.running import Wanted, run
from holdfast.engines.bedside import Person, judge
from holdfast.guideline.facts import FACTS
from holdfast.guideline.people import derived
from holdfast.language.errors import InputError
from holdfast.language.rules import STATUSES
from holdfast.language.truth import Truth
from tests.engines.tables import AS_TRUTH, ENGINES, by_bedside, differing, judged_by
from tests.generative.again import nodes
from tests.generative.people import anybody, people
from tests.generative.test_bedside_agrees_with_itself import KINDS, conditions
from tests.guideline.judged import _dated

AS_OF = datetime(2026, 11, 21, 9)
CONDITIONS, PEOPLE, IN_FULL = 300, 60, 1000


def drawn(strategy, times):
    """So many different ones."""
    found = []

    @settings(max_examples=times, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(one):
        found.append(one)

    draw()
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_every_node_is_judged_alike_and_every_node_is_tried_with_every_answer(engine):
    made = {f"condition {number}": node for number, node in enumerate(drawn(conditions, CONDITIONS))}
    somebody = drawn(people(), PEOPLE)
    tried = set()
    for row, values in zip(judged_by(engine, somebody, _dated("us", ()), made), somebody, strict=True):
        person = Person.of(derived(values), FACTS.values())
        for name, node in made.items():
            found = AS_TRUTH[row[name]]
            assert found is judge(node, person), (node, values)
            tried.update((kind, found) for kind in map(type, nodes(node)))
    assert tried == {(kind, truth) for kind in KINDS for truth in Truth}


def check_alike(engine, everybody, dated):
    """Every option of everybody; gives the statuses that were met."""
    met = set()
    for found, values in zip(judged_by(engine, everybody, dated), everybody, strict=True):
        assert differing(found, by_bedside(derived(values), dated)) == {}, values
        met |= set(found.values())
    return met


@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_whole_guideline_says_of_thousands_what_bedside_says_of_each(place):
    everybody = drawn(anybody(), IN_FULL)
    assert len(everybody) > IN_FULL * 0.9
    assert check_alike("polars", everybody, _dated(place, ())) == set(STATUSES)
    found = [judged_by(engine, everybody, _dated(place, ())) for engine in ENGINES]
    assert found[0] == found[1]


# --- People who took part in trials, and records that nobody here wrote (`../shared`) ----------------------------------------


def test_every_participant_of_three_trials(shared):
    participants = read_trials(shared / "data" / "ctn")
    states = [facts for each in participants for facts in (each.before, each.later) if facts is not None]
    assert len(states) > 3500
    assert check_alike("polars", states, _dated("us", ())) >= {"preferred", "suitable", "caution", "ask", "wait", "avoid"}
    assert judged_by("duckdb", states, _dated("us", ())) == judged_by("polars", states, _dated("us", ()))


def test_every_record_that_can_be_read(shared):
    files = [each for folder in ("synthea", "shift", "other") for each in sorted((shared / "data" / "fhir" / folder).glob("*.json*"))]
    known, refused = [], []
    for file in files:
        raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        try:
            known.append(read_case(raw, AS_OF).facts)
        except InputError:  # two are recorded as dead, one is not FHIR R4
            refused.append(file.name)
    assert (len(known), len(refused)) == (len(files) - 3, 3)
    for engine in ENGINES:
        assert check_alike(engine, known, _dated("us", ())) >= {"not_indicated"}


def test_an_export_of_those_records_is_judged_as_each_of_them(shared, tmp_path):
    lines, wanted, refused = [], {}, set()
    for file in [each for folder in ("synthea", "shift") for each in sorted((shared / "data" / "fhir" / folder).glob("*.json*"))]:
        raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        resources = [entry["resource"] for entry in json.loads(raw)["entry"]]
        own = next(each["id"] for each in resources if each["resourceType"] == "Patient")
        lines += [json.dumps(each).replace(f"urn:uuid:{own}", f"Patient/{own}") for each in resources]
        try:
            wanted[own] = by_bedside(derived(read_case(raw, AS_OF).facts), _dated("us", ()))
        except InputError:
            refused.add(own)
    (tmp_path / "export.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "answer.parquet"
    cohort = run(Wanted((tmp_path / "export.ndjson",), AS_OF, "us", out=out), lambda what, people: lambda done: None)
    found = {row.pop("id"): row for row in pl.read_parquet(out).rows(named=True)}
    assert list(found) == list(wanted)
    assert {own: differing(row, wanted[own]) for own, row in found.items()} == {own: {} for own in wanted}
    assert {each.id for each in cohort.unread} == refused
