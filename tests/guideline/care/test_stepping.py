"""More care or less: the medicine is put right first, and a step down needs every sign to be good."""

from dataclasses import fields, replace

import pytest

from holdfast.guideline.care.scale_of_care import LEVELS
from holdfast.guideline.care.stepping import LOOK_AGAIN, TODAY, Course, next_step
from holdfast.guideline.programme import guideline
from tests.guideline.judged import DAY, in_force

STEADY = Course(
    level="intensive_outpatient",
    weeks_here=6,
    unexpected_results=0,
    use_score=0,
    risk_score=4,
    risk_rise=0,
    protective_score=16,
    visits_missed=0,
    doses_missed=0,
    attended=95,
    crisis=False,
    housing_safe=True,
    other_drugs=False,
    dose_is_right=True,
    visits_added=True,
)
VALUES = {place: guideline().on(DAY, place).value for place in ("us", "uk")}
VALUE = VALUES["us"]


def step(place="us", **changes):
    found = next_step(replace(STEADY, **changes), VALUES[place])
    return found.direction, found.level


@pytest.mark.parametrize(
    ("who", "changes", "expected"),
    [
        ("all is well for six weeks", {}, ("down", "outpatient")),
        ("all is well for four weeks", {"weeks_here": 4}, ("down", "outpatient")),
        ("all is well for three weeks", {"weeks_here": 3}, ("stay", "intensive_outpatient")),
        ("all is well in visits for eleven weeks", {"level": "outpatient", "weeks_here": 11}, ("stay", "outpatient")),
        ("all is well in visits for twelve weeks", {"level": "outpatient", "weeks_here": 12}, ("down", "outpatient")),
        ("all is well in a stay", {"level": "residential_short"}, ("down", "partial_hospitalisation")),
        ("one unexpected result", {"unexpected_results": 1}, ("stay", "intensive_outpatient")),
        ("comes to most visits but not enough", {"attended": 79}, ("stay", "intensive_outpatient")),
        ("comes to four visits of five", {"attended": 80}, ("down", "outpatient")),
        ("enough that protects", {"protective_score": 13}, ("down", "outpatient")),
        ("not enough that protects", {"protective_score": 12}, ("stay", "intensive_outpatient")),
        ("two unexpected results, dose and visits seen to", {"unexpected_results": 2}, ("up", "partial_hospitalisation")),
        ("two unexpected results, dose not seen to", {"unexpected_results": 2, "dose_is_right": False}, ("stay", "intensive_outpatient")),
        ("two unexpected results, no visits added yet", {"unexpected_results": 2, "visits_added": False}, ("stay", "intensive_outpatient")),
        ("use, and risk has risen", {"use_score": 1, "risk_score": 13, "risk_rise": 4}, ("up", "partial_hospitalisation")),
        ("use, and risk as before", {"use_score": 1, "risk_score": 13, "risk_rise": 3}, ("down", "outpatient")),
        ("use, and the risk is not high", {"use_score": 1, "risk_score": 12, "risk_rise": 4}, ("down", "outpatient")),
        ("risk has risen without use", {"use_score": 0, "risk_score": 15, "risk_rise": 6}, ("down", "outpatient")),
        ("getting worse at the highest level", {"level": "residential_long", "unexpected_results": 3}, ("up", "residential_long")),
        ("nowhere safe to live", {"housing_safe": False}, ("up", "residential_short")),
        ("nowhere safe to go back to, already living in", {"level": "residential_short", "housing_safe": False}, ("stay", "residential_short")),
        ("one visit missed", {"visits_missed": 1}, ("down", "outpatient")),
        ("two visits missed", {"visits_missed": 2}, ("stay", "intensive_outpatient")),
        ("two doses missed", {"doses_missed": 2}, ("down", "outpatient")),
        ("three doses missed", {"doses_missed": 3}, ("stay", "intensive_outpatient")),
        ("other drugs", {"other_drugs": True}, ("stay", "intensive_outpatient")),
        ("a crisis", {"crisis": True, "housing_safe": False}, ("stay", "intensive_outpatient")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_next_step(who, changes, expected, place):
    assert step(place, **changes) == expected, who


@pytest.mark.parametrize("place", ["us", "uk"])
def test_what_comes_first_is_said_in_order(place):
    found = next_step(replace(STEADY, unexpected_results=2, dose_is_right=None, doses_missed=3, other_drugs=True), VALUES[place])
    assert [words.split()[0] for words in found.first] == ["Put", "Reach", "Add"]
    assert "24 hours" in found.first[1]
    assert "Add visits." in next_step(replace(STEADY, unexpected_results=2, visits_added=None), VALUE).first


def test_a_step_down_keeps_the_dose_and_is_looked_at_again_soon():
    for level in ("intensive_outpatient", "outpatient"):
        found = next_step(replace(STEADY, level=level, weeks_here=20), VALUE)
        assert found.first[0] == "Keep the dose as it is."
        assert found.look_again is LOOK_AGAIN
    assert in_force(LOOK_AGAIN) == (14, 14)


def test_a_crisis_is_for_today():
    found = next_step(replace(STEADY, crisis=True), VALUE)
    assert found.look_again is TODAY
    assert in_force(TODAY) == (0, 0)
    assert "medicine goes on" in found.first[0]


def test_what_is_not_known_never_counts_as_good():
    good = ("unexpected_results", "attended", "protective_score", "housing_safe", "crisis")
    for name in good:
        assert step(**{name: None}) == ("stay", "intensive_outpatient"), name
    nothing = Course(level="outpatient", weeks_here=52)
    assert next_step(nothing, VALUE).direction == "stay"
    assert {field.name for field in fields(Course)} >= set(good)


def test_whatever_happens_nobody_is_sent_away_and_no_dose_is_cut():
    for level in (each.option.code for each in LEVELS):
        for changes in (
            {},
            {"unexpected_results": 9},
            {"visits_missed": 9},
            {"crisis": True},
            {"housing_safe": False},
            {"other_drugs": True},
        ):
            found = next_step(replace(STEADY, level=level, **changes), VALUE)
            assert found.level in {each.option.code for each in LEVELS}
            assert not any(word in " ".join(found.first).lower() for word in ("discharge", "reduce the dose", "stop the medicine"))


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        next_step(replace(STEADY, level="hospital"), VALUE)
