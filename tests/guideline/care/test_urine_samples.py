"""How long a drug shows, and whether a sample can be read. Expectations from evidence g and n22."""

import pytest

from holdfast.guideline.care.urine_samples import WINDOWS, buprenorphine_ratio, sample
from holdfast.guideline.programme import guideline
from tests.guideline.judged import DAY

VALUES = {place: guideline().on(DAY, place).value for place in ("us", "uk")}
VALUE = VALUES["us"]


@pytest.mark.parametrize(
    ("what", "creatinine", "gravity", "celsius", "code"),
    [
        ("an ordinary sample", 80, 1.018, 35, "usable"),
        ("creatinine 20", 20, 1.001, None, "usable"),
        ("creatinine 19 and a low specific gravity", 19, 1.002, None, "dilute"),
        ("creatinine 19 alone", 19, None, None, "usable"),
        ("creatinine 19 and an ordinary specific gravity", 19, 1.003, None, "usable"),
        ("creatinine 2 and a low specific gravity", 2, 1.002, None, "dilute"),
        ("creatinine below 2", 1.9, 1.002, None, "substituted"),
        ("as cold as the room", 80, 1.018, 22, "temperature"),
        ("32 degrees", 80, 1.018, 32, "usable"),
        ("38 degrees", 80, 1.018, 38, "usable"),
        ("39 degrees", 80, 1.018, 39, "temperature"),
        ("31 degrees", 80, 1.018, 31, "temperature"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_whether_a_sample_can_be_read(what, creatinine, gravity, celsius, code, place):
    assert sample(VALUES[place], creatinine, gravity, celsius).code == code, what


def test_a_sample_that_cannot_be_read_costs_nobody_anything():
    for found in (sample(VALUE, 1), sample(VALUE, 80, None, 10)):
        assert "The medicine goes on" in found.action
    assert "no proof of anything" in sample(VALUE, 10, 1.001).action


@pytest.mark.parametrize(
    ("norbuprenorphine", "buprenorphine", "code"), [(300, 100, "taken"), (2, 100, "taken"), (1.9, 100, "added"), (0, 900, "added")]
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_ratio_tells_taken_from_added(norbuprenorphine, buprenorphine, code, place):
    assert buprenorphine_ratio(VALUES[place], norbuprenorphine, buprenorphine).code == code


@pytest.mark.parametrize(
    ("what", "usual", "longest"),
    [
        ("6mam", 8, 24),
        ("morphine_codeine", 2, 5),
        ("hydromorphone", 3, 3),
        ("oxycodone", 2, 4),
        ("fentanyl", 3, 28),
        ("methadone", 3, 7),
        ("eddp", 6, 10),
        ("buprenorphine", 7, 7),
        ("norbuprenorphine", 7, 14),
        ("cocaine", 4, 4),
        ("amphetamines", 2, 5),
        ("benzodiazepines_short", 2, 2),
        ("benzodiazepines_middle", 5, 5),
        ("benzodiazepines_long", 30, 30),
        ("alcohol", 6, 8),
        ("alcohol_marker", 5, 5),
        ("cannabis", 3, 30),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_how_long_it_shows(what, usual, longest, place):
    assert (VALUES[place](WINDOWS[what].usual), VALUES[place](WINDOWS[what].longest)) == (usual, longest)


def test_no_window_ends_before_it_begins_and_the_injection_has_no_number():
    for name, window in WINDOWS.items():
        assert window.usual.unit == window.longest.unit, name
        assert VALUE(window.usual) <= VALUE(window.longest), name
    assert "many months" in WINDOWS["buprenorphine"].note
