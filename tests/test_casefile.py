"""What is handed in: read whole, or refused with every problem named, the place, what is allowed and what to do."""

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.casefile import LARGEST, moment, read_case, read_path
from holdfast.guideline.facts import FACTS
from holdfast.language.errors import InputError
from holdfast.language.kinds import Category, Number

AS_OF = datetime(2026, 11, 21, 9)
COWS = {
    "pulse": 2, "sweating": 1, "restlessness": 1, "pupils": 1, "aches": 1, "runny_nose": 1, "stomach": 1, "tremor": 1,
    "yawning": 1, "anxiety": 1, "gooseflesh": 3,
}  # fmt: skip


def case(facts=None, **more):
    return json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "facts": facts or {}, **more}).encode()


def refusal(raw):
    with pytest.raises(InputError) as refused:
        read_case(raw)
    return str(refused.value)


def test_a_case_file_is_read_with_what_follows_from_it():
    read = read_case(case({"age": 34, "sex": "female", "pregnant": None}, jurisdiction="uk"))
    assert read.facts == {"age": 34, "sex": "female"}
    assert read.known["can_become_pregnant"] is True
    assert (read.as_of, read.place) == (AS_OF, "uk")
    assert read.origins["can_become_pregnant"].source == "worked out"


def test_date_and_place_can_be_overruled():
    read = read_case(case(jurisdiction="uk"), datetime(2026, 1, 1), "us")
    assert (read.as_of, read.place) == (datetime(2026, 1, 1), "us")


def test_a_case_without_a_date_is_as_of_now():
    assert read_case(b'{"facts": {}}').as_of.year >= 2024


def test_instrument_items_are_scored():
    read = read_case(case(instruments={"cows": COWS}))
    assert read.facts["cows_score"] == sum(COWS.values())
    assert read.origins["cows_score"].source == "instruments.cows"


def test_half_an_instrument_gives_no_total():
    assert "cows_score" not in read_case(case(instruments={"cows": {"pulse": 2, "sweating": 1}})).facts


def test_two_signs_of_the_disorder_settle_that_there_is_one():
    some = read_case(case(instruments={"dsm5_oud": {"larger_amounts": True, "craving": True}})).facts
    assert some["oud_ever"] is True
    assert "dsm5_criteria" not in some


PHQ9 = dict.fromkeys(("interest", "mood", "sleep", "energy", "appetite", "self_worth", "concentration", "movement", "self_harm"), 0)
CSSRS = {"wish_to_be_dead": True, "thoughts": False, "behaviour_lifetime": False}


def test_one_instrument_may_settle_several_facts():
    read = read_case(case(instruments={"phq9": {**PHQ9, "sleep": 3, "mood": 2, "self_harm": 1}}))
    assert (read.facts["phq9_score"], read.facts["phq9_item9"]) == (6, 1)
    assert read.origins["phq9_item9"].source == "instruments.phq9"


def test_item_9_alone_is_heard_and_what_was_not_answered_is_listed():
    read = read_case(case(instruments={"phq9": {"self_harm": 1, "mood": 2}}))
    assert read.facts == {"phq9_item9": 1}
    assert read.unused == (("instruments.phq9", "not answered: interest, sleep, energy, appetite, self_worth, concentration, movement"),)


def test_a_total_leaves_nothing_unused():
    assert read_case(case(instruments={"gad7": {"total": 9}})).unused == ()


def test_the_suicide_screen_is_worked_out_from_its_answers():
    assert read_case(case(instruments={"cssrs": CSSRS})).facts == {"suicide_risk": "low"}


def test_an_unfinished_suicide_screen_is_a_warning():
    read = read_case(case(instruments={"cssrs": {"thoughts": True}}))
    assert read.facts == {}
    assert [(each.code, each.source) for each in read.warnings] == [("suicide_screen_unfinished", "instruments.cssrs")]


@pytest.mark.parametrize(
    ("facts", "use"), [({"sex": "female"}, "risky"), ({"sex": "male"}, "low"), ({"alcohol_use": "dependent"}, "dependent")]
)
def test_a_screen_for_alcohol_settles_only_what_is_not_stated(facts, use):
    assert read_case(case(facts, instruments={"audit_c": {"how_often": 3, "how_many": 0, "six_or_more": 0}})).facts["alcohol_use"] == use


def test_an_unlikely_combination_is_a_warning_and_the_advice_goes_on():
    (warned,) = read_case(case({"pregnant": True, "sex": "male"})).warnings
    assert warned.code == "pregnant_and_male"


BAD = {
    "nothing at all": b"",
    "only spaces": b"  \n ",
    "not JSON": b"hello",
    "cut off": case({"age": 34})[:-10],
    "a list": b"[1, 2]",
    "a number": b"5",
    "null": b"null",
    "an empty object": b"{}",
    "an unrelated object": b'{"name": "x", "rows": [1]}',
    "UTF-16": case().decode().encode("utf-16"),
    "Latin-1": '{"facts": {"main_opioid": "hér"}}'.encode("latin-1"),
    "a NUL byte": b"\x00\x01\x02",
    "NaN": b'{"facts": {"cows_score": NaN}}',
    "Infinity": b'{"facts": {"cows_score": Infinity}}',
    "minus Infinity": b'{"facts": {"cows_score": -Infinity}}',
    "a number of five thousand digits": b'{"facts": {"age": ' + b"9" * 5000 + b"}}",
    "a number beyond floats": b'{"facts": {"age": 1e999}}',
    "deep nesting": b'{"facts": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a field twice": b'{"facts": {"age": 3, "age": 4}}',
    "a trailing comma": b'{"facts": {"age": 3,}}',
    "single quotes": b"{'facts': {}}",
    "comments": b'{"facts": {} // none\n}',
    "an unknown version": case(holdfast=2),
    "a version that is text": case(holdfast="1"),
    "a version that is true": case(holdfast=True),
    "a misspelt group": case(fact={"age": 3}),
    "a fact outside the group": case(age=34),
    "facts as a list": b'{"facts": ["age"]}',
    "facts as text": b'{"facts": "age"}',
    "instruments as a list": case(instruments=["cows"]),
    "settings as text": case(settings="x"),
    "a setting that is text": case(settings={"naltrexone.OPIOID_FREE": "7"}),
    "a setting that is true": case(settings={"naltrexone.OPIOID_FREE": True}),
    "an unknown jurisdiction": case(jurisdiction="usa"),
    "a jurisdiction that is a number": case(jurisdiction=1),
    "no date": case(as_of="tomorrow"),
    "a date that is a number": case(as_of=20261121),
    "a day that does not exist": case(as_of="2026-02-30"),
    "a date out of range": case(as_of="0001-01-01"),
    "a date far away": case(as_of="2999-01-01"),
    "an unknown fact": case({"favourite_colour": "red"}),
    "a misspelt fact": case({"pregnent": True}),
    "text for a number": case({"cows_score": "14"}),
    "true for a number": case({"cows_score": True}),
    "a list for a number": case({"cows_score": [14]}),
    "a group for a number": case({"cows_score": {"value": 14}}),
    "a fraction of a point": case({"cows_score": 14.5}),
    "below the range": case({"cows_score": -1}),
    "above the range": case({"cows_score": 49}),
    "an age of 121": case({"age": 121}),
    "QTc in seconds": case({"qtc_ms": 0.43}),
    "weight in grams": case({"weight_kg": 63000}),
    "text for yes or no": case({"pregnant": "yes"}),
    "one for yes": case({"pregnant": 1}),
    "a misspelt category": case({"main_opioid": "herion"}),
    "a category in capitals": case({"sex": "FEMALE"}),
    "a number for a category": case({"sex": 2}),
    "true for a category that has no such reading": case({"sex": True}),
    "an empty category": case({"sex": ""}),
    "more use days than free days allow": case({"opioid_use_days_30": 25, "days_opioid_free": 10}),
    "free days against the hours": case({"days_opioid_free": 9, "hours_since_short_acting_opioid": 10}),
    "remission against the criteria": case({"remission_months": 12, "dsm5_criteria": 5}),
    "worst below now": case({"dsm5_criteria": 9, "dsm5_criteria_worst": 3}),
    "a disorder that never was": case({"oud_ever": False, "dsm5_criteria": 5}),
    "used for longer than lived": case({"age": 20, "opioid_years": 30}),
    "a negative panel with a positive part": case({"opioid_urine_negative": True, "urine_fentanyl": "positive"}),
    "pressures the wrong way round": case({"systolic_bp": 80, "diastolic_bp": 120}),
    "a fact that is only ever worked out": case({"impaired_now": False}),
    "an unknown instrument": case(instruments={"mmpi": {}}),
    "an instrument that is a number": case(instruments={"cows": 14}),
    "an unknown item": case(instruments={"cows": {"hair": 1}}),
    "gooseflesh of two (V78)": case(instruments={"cows": {**COWS, "gooseflesh": 2}}),
    "a pulse of three": case(instruments={"cows": {**COWS, "pulse": 3}}),
    "restlessness of four": case(instruments={"cows": {**COWS, "restlessness": 4}}),
    "pupils of three": case(instruments={"cows": {**COWS, "pupils": 3}}),
    "an item that is text": case(instruments={"cows": {**COWS, "pulse": "2"}}),
    "a total that its items do not give": case({"cows_score": 30}, instruments={"cows": COWS}),
    "a level of suicide risk that the answers do not give": case({"suicide_risk": "none"}, instruments={"cssrs": CSSRS}),
    "an item 9 that the answers do not give": case({"phq9_item9": 0}, instruments={"phq9": {"self_harm": 1}}),
    "a suicide screen answered in numbers": case(instruments={"cssrs": {"plan": 1}}),
    "days where the BAM has bins": case(instruments={"bam": {"alcohol": 20}}),
    "29 days of 28": case(instruments={"top": {"opiates": 29}}),
    "a total of the BAM": case(instruments={"bam": {"total": 20}}),
    "which SOWS is not said": case(instruments={"sows": {}}),
    "a Gossop total as the other SOWS (V77)": case(instruments={"sows_16": {"version": "sows_gossop", "total": 20}}),
    "a criterion that is a number": case(instruments={"dsm5_oud": {"larger_amounts": 2}}),
    "an unknown resource": b'{"resourceType": "Bundel", "entry": []}',
    "a patient without a bundle": b'{"resourceType": "Patient"}',
    "a bundle without a patient": b'{"resourceType": "Bundle", "type": "collection", "entry": []}',
    "a bundle whose entry is text": b'{"resourceType": "Bundle", "type": "collection", "entry": "x"}',
}  # fmt: skip


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD.keys())
def test_bad_input_is_named_and_nothing_is_guessed(raw):
    said = refusal(raw)
    assert said
    assert "Traceback" not in said
    assert "object at 0x" not in said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("cut off", "cut off"),
        ("UTF-16", "UTF-8"),
        ("a field twice", "age: this field stands twice"),
        ("a misspelt group", "Did you mean 'facts'?"),
        ("a fact outside the group", "Did you mean 'facts.age'?"),
        ("an unknown jurisdiction", "Did you mean 'us'?"),
        ("a misspelt fact", "Did you mean 'pregnant'?"),
        ("a misspelt category", "Did you mean 'heroin'?"),
        ("a category in capitals", "Did you mean 'female'?"),
        ("QTc in seconds", "from 300 to 700 ms"),
        ("a total that its items do not give", "disagrees with the items of cows"),
        ("a level of suicide risk that the answers do not give", "disagrees with the items of cssrs, which give low"),
        (
            "a suicide screen answered in numbers",
            "instruments.cssrs.plan: this item is answered yes or no (got 1). Allowed: true or false.",
        ),
        ("days where the BAM has bins", "4 (16 to 30 days)"),
        ("29 days of 28", "instruments.top.opiates: this item has no such score (got 29). Allowed: a whole number from 0 to 28 days."),
        ("a total of the BAM", "bam has no total"),
        ("free days against the hours", "facts.days_opioid_free and facts.hours_since_short_acting_opioid"),
        ("deep nesting", "nested too deeply"),
        ("gooseflesh of two (V78)", "no such score (got 2)"),
    ],
)
def test_an_error_says_where_what_and_how_to_mend_it(kind, said):
    assert said in refusal(BAD[kind])


def test_all_problems_are_named_at_once():
    said = refusal(case({"age": "x", "sex": "f", "cows_score": 99, "nothing": 1}, jurisdiction="fr", holdfast=3, as_of="x", extra=1))
    assert len(said.splitlines()) == 8


def test_too_large_an_input_is_refused_before_it_is_read(tmp_path, monkeypatch):
    assert "too large" in refusal(b" " * (LARGEST + 1))
    large = tmp_path / "large.json"
    large.write_bytes(b"x" * 100)
    monkeypatch.setattr("holdfast.casefile.LARGEST", 50)
    with pytest.raises(InputError, match="too large for one person"):
        read_path(str(large))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    for path in ("no_such_file.json", str(tmp_path), "a\0b"):
        with pytest.raises(InputError, match="cannot be read"):
            read_path(path)


def test_a_file_and_standard_input_are_read(tmp_path):
    file = tmp_path / "sam.json"
    file.write_bytes(b"{}")
    assert read_path(str(file)) == (b"{}", "sam.json")
    assert read_path("-", b"[]") == (b"[]", "standard input")
    assert read_path("-") == (b"", "standard input")


def test_a_byte_order_mark_does_no_harm():
    assert read_case(b"\xef\xbb\xbf" + case({"age": 34})).facts == {"age": 34}


def test_a_time_zone_is_dropped_because_the_person_s_clock_is_meant():
    assert moment("2026-11-21T09:00+05:00") == AS_OF
    assert moment("2026-11-21") == datetime(2026, 11, 21)


def test_a_record_that_contradicts_itself_goes_on_without_the_doubtful_facts():
    def observed(code, value, unit):
        quantity = {"value": value, "unit": unit, "code": unit, "system": "http://unitsofmeasure.org"}
        coding = {"coding": [{"system": "http://loinc.org", "code": code}]}
        at = "2026-11-21T08:00:00Z"
        return {
            "resource": {
                "resourceType": "Observation",
                "status": "final",
                "code": coding,
                "valueQuantity": quantity,
                "effectiveDateTime": at,
            }
        }

    patient = {"resource": {"resourceType": "Patient", "gender": "female", "birthDate": "1990-01-01"}}
    pressure = [observed("8480-6", 80, "mm[Hg]"), observed("8462-4", 120, "mm[Hg]")]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [patient, *pressure]}
    read = read_case(json.dumps(bundle).encode(), AS_OF)
    assert read.facts["age"] == 36


def any_value(fact):
    if isinstance(fact.kind, Number):
        return st.integers(int(fact.kind.low), int(fact.kind.high)) | st.floats() | st.text(max_size=3)
    if isinstance(fact.kind, Category):
        return st.sampled_from(fact.kind.values) | st.text(max_size=8) | st.booleans()
    return st.booleans() | st.none() | st.integers()


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
some_facts = st.fixed_dictionaries({}, optional={name: any_value(fact) for name, fact in FACTS.items()})
case_files = st.fixed_dictionaries(
    {"facts": some_facts | anything},
    optional=dict.fromkeys(("holdfast", "as_of", "jurisdiction", "instruments", "settings", "other"), anything),
)


def check_read_or_refused(raw):
    """Either a whole case or a refusal that names something; any other exception fails the test."""
    try:
        read = read_case(raw, AS_OF)
    except InputError as refused:
        return len(refused.problems) > 0
    return read.known.keys() >= read.facts.keys()


@settings(max_examples=200, deadline=None)
@given(case_files | anything)
def test_whatever_is_handed_in_is_read_or_refused(handed_in):
    assert check_read_or_refused(json.dumps(handed_in).encode())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw):
    assert check_read_or_refused(raw)
