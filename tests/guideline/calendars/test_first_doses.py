"""The first methadone dose for a person: expectations first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.first_doses import FIRST_USUAL, low_begin, methadone_begin, takes_sedatives, tolerance
from tests.guideline.calendars.visiting import uk, us, with_values

TOLERANT = {"physically_dependent": True}
CLEAR = {**TOLERANT, "age": 30, "alcohol_use": "none", "benzodiazepine_use": "none", "main_opioid": "fentanyl"}

EXPECTED = [
    # who; first dose, second dose, step
    ({}, 10, 10, 5),
    (TOLERANT, 20, 10, 10),
    ({"cows_score": 14}, 20, 10, 10),
    ({"cows_score": 2}, 10, 10, 5),
    ({"opioid_use_days_30": 24}, 20, 10, 10),
    ({"opioid_use_days_30": 23}, 10, 10, 5),
    ({**TOLERANT, "urine_benzodiazepine": "positive"}, 10, 10, 5),
    ({"current_medication": "buprenorphine"}, 20, 10, 10),
    (CLEAR, 30, 10, 10),
    ({**CLEAR, "main_opioid": "heroin"}, 20, 10, 10),
    ({**CLEAR, "main_opioid": "heroin", "fentanyl_exposure": True}, 30, 10, 10),
    ({**CLEAR, "benzodiazepine_use": "prescribed"}, 10, 10, 5),
    ({**TOLERANT, "age": 60}, 10, 10, 5),
    ({**TOLERANT, "age": 59}, 20, 10, 10),
    ({**TOLERANT, "alcohol_use": "dependent"}, 10, 10, 5),
    ({**TOLERANT, "gabapentinoid_use": True}, 10, 10, 5),
    ({**TOLERANT, "sedative_dependent": True}, 10, 10, 5),
    ({**TOLERANT, "respiratory_insufficiency": "chronic"}, 10, 10, 5),
    ({**TOLERANT, "sleep_apnoea": True}, 10, 10, 5),
    ({**TOLERANT, "child_pugh": "B"}, 10, 10, 5),
    ({**TOLERANT, "child_pugh": "A"}, 20, 10, 10),
    ({**TOLERANT, "age": 70, "child_pugh": "C"}, 5, 5, 5),
    ({"age": 70, "sleep_apnoea": True}, 5, 5, 5),
    ({"lost_tolerance": True}, 5, 5, 5),
    ({**TOLERANT, "days_opioid_free": 5}, 5, 5, 5),
    ({**TOLERANT, "days_opioid_free": 4}, 20, 10, 10),
    ({"main_opioid": "none"}, 5, 5, 5),
    ({"physically_dependent": False}, 5, 5, 5),
    ({"lost_tolerance": True, "age": 61}, 2.5, 2.5, 5),
    ({"lost_tolerance": True, "alcohol_use": "risky"}, 2.5, 2.5, 5),
    ({"current_medication": "methadone", "missed_doses": 6}, 5, 5, 5),
    ({"current_medication": "methadone", "missed_doses": 6, "opioids_since_last_dose": True}, 20, 10, 10),
]


@pytest.mark.parametrize(("values", "first", "extra", "rise"), EXPECTED)
def test_the_first_day_for_this_person(values, first, extra, rise):
    begin, _ = methadone_begin(values, us)
    assert begin == (first, extra, rise)


def test_the_reasons_name_what_made_it_low():
    _, reasons = methadone_begin({"lost_tolerance": True, "age": 61, "alcohol_use": "risky"}, us)
    assert reasons == ("your body is no longer used to opioids", "your age", "alcohol or another medicine that slows breathing")
    assert methadone_begin(TOLERANT, us)[1] == ()
    assert "nobody has recorded" in methadone_begin({}, us)[1][0]


def test_a_setting_is_heeded_and_never_breaks_the_cap():
    assert methadone_begin(TOLERANT, with_values({FIRST_USUAL: 30}))[0] == (30, 10, 10)
    assert methadone_begin(TOLERANT, with_values({FIRST_USUAL: 45}))[0].first == 30


def test_low_start():
    assert low_begin(uk) == (5, 5, 5)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, None),
        ({"physically_dependent": True}, True),
        ({"lost_tolerance": True, "physically_dependent": True}, False),
        ({"cows_score": 5}, True),
    ],
)
def test_tolerance_is_yes_no_or_unknown(values, found):
    assert tolerance(values, us) is found


def test_little_alcohol_is_no_sedative():
    assert not takes_sedatives({"alcohol_use": "low", "benzodiazepine_use": "none"})


PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        "age": st.integers(0, 120),
        "lost_tolerance": st.booleans(),
        "physically_dependent": st.booleans(),
        "days_opioid_free": st.integers(0, 400),
        "missed_doses": st.integers(0, 40),
        "opioids_since_last_dose": st.booleans(),
        "main_opioid": st.sampled_from(["none", "heroin", "fentanyl"]),
        "alcohol_use": st.sampled_from(["none", "low", "risky", "dependent"]),
        "benzodiazepine_use": st.sampled_from(["none", "prescribed", "not_prescribed", "both"]),
        "respiratory_insufficiency": st.sampled_from(["none", "chronic", "acute_severe"]),
        "child_pugh": st.sampled_from(["none", "A", "B", "C"]),
        "cows_score": st.integers(0, 48),
    },
)


@given(PEOPLE, st.sampled_from([us, uk]))
def test_nobody_gets_more_than_the_caps(values, value):
    begin, _ = methadone_begin(values, value)
    assert 2.5 <= begin.first <= 30
    assert 0 <= begin.extra <= 10
    assert begin.first + begin.extra <= 40
    assert begin.rise in (5, 10)
    if values.get("lost_tolerance"):
        assert begin.first + begin.extra <= 10
    if values.get("age", 0) >= 60 or values.get("alcohol_use") in ("risky", "dependent"):
        assert begin.first + begin.extra <= 20


@given(PEOPLE, PEOPLE)
def test_learning_of_a_danger_never_raises_the_start(values, more):
    dangers = {name: more[name] for name in ("age", "alcohol_use", "child_pugh", "lost_tolerance") if name in more and name not in values}
    if dangers.get("age", 60) < 60 or dangers.get("alcohol_use") in ("none", "low"):
        dangers.pop("age", None)
        dangers.pop("alcohol_use", None)
    before, after = methadone_begin(values, us)[0], methadone_begin({**values, **dangers}, us)[0]
    assert after.first <= before.first
