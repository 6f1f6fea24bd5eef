"""What CQL reads from a FHIR record is what our own reader reads from it, or less: it is never another thing."""

import re

import pytest

from holdfast.fhir.bundle import read_bundle
from holdfast.fhir.cql_facts import FROM_ELSEWHERE, facts_from_fhir
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from tests.engines.elsewhere import Job, by_bedside, differing, handed_in, judged, names
from tests.fhir.making import AS_OF, PERSON, bundle, code, condition, measured, observation, status
from tests.fhir.recording import ALSO_READ, ILLNESSES, MEASURED, WRITTEN, recorded
from tests.generative.people import anybody
from tests.generative.test_cql_agrees_with_bedside import drawn
from tests.guideline.judged import _dated

LIBRARY = facts_from_fhir(guideline())
READ = [name for name in re.findall(r'^define "(\w+)":$', LIBRARY, re.M) if name in guideline().facts]
PEOPLE = 25
QTC = "loinc 8636-3"
COWS = "own cows"


def pressure(value):
    part = {"code": code("loinc 8480-6"), "valueQuantity": {"value": value, "code": "mm[Hg]"}}
    return observation("loinc 85354-9", component=[part])


RECORDS = {
    "nothing": [],
    "a number": [measured(QTC, 470, "ms")],
    "another unit": [measured(QTC, 0.47, "s")],
    "a unit unknown to us": [measured(QTC, 470, "furlong")],
    "no unit": [measured("loinc 2823-3", 4.1)],
    "no unit where one is needed": [measured("loinc 29463-7", 70)],
    "a unit by its name alone": [observation("loinc 29463-7", valueQuantity={"value": 150, "unit": "lbs"})],
    "a score in any unit": [measured(COWS, 12, "points out of 48")],
    "a whole number": [observation(COWS, valueInteger=14)],
    "a half is rounded to even, down": [measured(QTC, 450.5, "ms")],
    "a half is rounded to even, up": [measured(QTC, 451.5, "ms")],
    "not believable": [measured(QTC, 47, "ms")],
    "only less than": [observation("loinc 777-3", valueQuantity={"value": 20, "code": "10*3/uL", "comparator": "<"})],
    "a part of an observation": [pressure(132)],
    "the newest counts": [measured(QTC, 510, "ms", "2026-03-01T10:00:00"), measured(QTC, 440, "ms", "2026-10-01T10:00:00")],
    "two at once that agree": [measured(QTC, 440, "ms"), measured(QTC, 440, "ms")],
    "two at once that do not": [measured(QTC, 440, "ms"), measured(QTC, 510, "ms")],
    "a day may be as new as an hour": [measured(QTC, 440, "ms", "2026-10-01"), measured(QTC, 510, "ms", "2026-10-01T10:00:00")],
    "an earlier day is not": [measured(QTC, 440, "ms", "2026-10-02"), measured(QTC, 510, "ms", "2026-10-01T10:00:00")],
    "a month": [measured(QTC, 440, "ms", "2026-10"), measured(QTC, 510, "ms", "2026-09-30")],
    "a year": [measured(QTC, 440, "ms", "2026")],
    "too old": [measured(QTC, 510, "ms", "2024-10-01"), measured(COWS, 12, "", "2026-11-19T08:00:00")],
    "yet to come": [measured(QTC, 510, "ms", "2026-12-01")],
    "a time period": [observation(COWS, when=None, valueInteger=9, effectivePeriod={"start": "2026-11-21T07:00:00"})],
    "issued": [observation(COWS, when=None, valueInteger=9, issued="2026-11-21T07:00:00Z")],
    "not final": [measured(QTC, 510, "ms", status="entered-in-error"), measured(COWS, 11, "", status="preliminary")],
    "another code": [measured("loinc 8634-8", 510, "ms")],
    "an illness": [condition("icd F31.9"), condition("sct 73430006"), condition("icd J44.1")],
    "an illness that is over": [condition("icd F31.9", clinical="resolved"), condition("sct 73430006", clinical="inactive")],
    "an illness that ended": [condition("sct 73430006", abatementDateTime="2025-01-01")],
    "an illness that ended at some age": [condition("sct 73430006", abatementAge={"value": 40})],
    "an end yet to come": [condition("sct 73430006", abatementDateTime="2027-01-01")],
    "an illness refuted": [condition("icd F31.9", verificationStatus=status("refuted"))],
    "an illness unsure": [condition("icd F31.9", verificationStatus=status("provisional"))],
    "an illness to come": [condition("icd F31.9", onsetDateTime="2027-01-01")],
    "recent enough": [condition("icd K56.7", onsetDateTime="2026-11-10"), condition("icd B15.9", recordedDate="2026-09-01")],
    "not recent enough": [condition("icd K56.7", onsetDateTime="2026-01-10"), condition("icd B15.9")],
    "remission of another disorder": [condition("icd F13.21"), condition("icd F14.11")],
    "several codes of one illness": [condition("sct 68890003", "icd F20.9")],
    "the disorder": [condition("icd F11.20", recordedDate="2025-01-01")],
    "a mild one": [condition("icd F11.10")],
    "one of each": [condition("icd F11.10", recordedDate="2025-01-01"), condition("icd F11.20", recordedDate="2025-01-01")],
    "in remission by its code": [condition("icd F11.21", recordedDate="2025-01-01")],
    "in remission by its state": [condition("sct 75544000", clinical="remission")],
    "on agonist treatment": [condition("sct 1081000119105")],
    "outside the US": [condition("http://hl7.org/fhir/sid/icd-10 F11.2")],
    "a vocabulary unknown to us": [condition("http://example.org/codes F11.20")],
    "a national edition": [condition("http://snomed.info/sct/83821000000107 75544000")],
}


@pytest.fixture(scope="module")
def answers():
    """All in one process: what each record gives, and some people by record and facts together."""
    dated = _dated("us", ())
    made = [bundle(*entries) for entries in RECORDS.values()]
    persons = [bundle(person={**PERSON, **more}) for more in ({"birthDate": "1992"}, {"gender": "other"}, {"birthDate": "1992-11-22"})]
    split = [condition("icd F11.20", recordedDate="2025-01-01"), condition("icd F11.21", recordedDate="2026-01-01")]
    alone = Job(None, [{"bundle": each} for each in (*made, *persons, bundle(*split))], READ, LIBRARY)
    people = [recorded(values) for values in drawn(anybody(), PEOPLE)]
    both = Job(dated, [{"bundle": record, **handed_in(rest, dated)} for record, rest in people], names(dated), LIBRARY)
    found = judged([alone, both])
    return [each["bundle"] for each in alone.people], found[0], people, found[1]


def by_reader(record):
    read = read_bundle(record, AS_OF).values()
    return {name: read.get(name) for name in READ}


def test_each_kind_of_entry_is_read_as_our_own_reader_reads_it(answers):
    records, found, _, _ = answers
    told = dict(zip(RECORDS, zip(records, found, strict=False), strict=False))
    assert {name: differs for name, (record, answer) in told.items() if (differs := differing(answer, by_reader(record)))} == {}
    assert sum(answer != found[0] for answer in found) > 25


def test_where_it_reads_less_it_says_unknown_and_never_another_thing(answers):
    records, found, _, _ = answers
    year, other, birthday, split = (differing(answer, by_reader(record)) for record, answer in zip(records[-4:], found[-4:], strict=True))
    assert (year, other, birthday) == ({}, {}, {})
    assert split == {"in_remission": (None, True)}


def test_people_are_judged_by_their_record_as_bedside_judges_them(answers):
    _, _, people, found = answers
    dated = _dated("us", ())
    told = []
    for (record, rest), answer in zip(people, found, strict=True):
        read = read_bundle(record, AS_OF).values()
        assert set(read) <= set(READ)
        told.append(differing(answer, by_bedside(derived({**rest, **read}), dated)))
    assert [each for each in told if each] == []


def test_a_fact_is_read_or_handed_in_or_worked_out():
    handed = set(re.findall(r'^parameter "(\w+)"', LIBRARY, re.M))
    facts = guideline().facts
    assert handed.isdisjoint(READ)
    assert {*handed, *READ, *guideline().worked_out} == set(facts)
    assert {*WRITTEN, *ALSO_READ} == set(READ)
    assert {*ILLNESSES, *MEASURED} <= set(READ)
    assert set(READ).isdisjoint(FROM_ELSEWHERE)
