"""How withdrawal runs, by opioid."""

import pytest

from holdfast.guideline.care.withdrawal_course import COURSES, course_of, expected
from holdfast.guideline.facts import FACTS
from holdfast.guideline.programme import guideline
from tests.guideline.judged import DAY


def said(opioid, place="us"):
    return expected(opioid, guideline().on(DAY, place).value)


@pytest.mark.parametrize(
    ("opioid", "begins", "worst", "over"),
    [
        ("heroin", "6 to 24 hours", "1 to 3 days", "5 to 10 days"),
        ("fentanyl", "8 to 24 hours", "1 to 4 days", "7 to 14 days"),
        ("methadone", "24 to 48 hours", "3 to 8 days", "10 to 20 days"),
        ("buprenorphine", "24 to 72 hours", "3 to 5 days", "10 to 20 days"),
    ],
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_when_it_begins_is_worst_and_is_over(opioid, begins, worst, over, place):
    assert said(opioid, place)[:3] == (
        f"It begins {begins} after the last use.",
        f"It is worst {worst} after the last use.",
        f"The worst is over after {over}.",
    )


def test_what_is_different_about_an_opioid_is_said_and_what_follows_is_said_to_all():
    assert any("stores it" in words for words in said("nitazene"))
    assert "injection" in " ".join(said("buprenorphine"))
    assert all("weeks or months" in said(opioid)[-1] for course in COURSES for opioid in course.opioids)
    assert len(said("heroin")) == 4


@pytest.mark.parametrize("opioid", ["none", "other", "no such thing"])
def test_where_nobody_can_say_nothing_is_said(opioid):
    assert course_of(opioid) is None
    assert said(opioid) == ()


def test_every_opioid_of_the_record_is_covered_once():
    covered = [opioid for course in COURSES for opioid in course.opioids]
    assert sorted(covered) == sorted(set(FACTS["main_opioid"].kind.values) - {"none", "other"})
    assert len(covered) == len(set(covered))


def test_each_part_ends_after_it_begins():
    for course in COURSES:
        for start, end in (course.begins, course.worst, course.over):
            assert start.value(DAY, "us") < end.value(DAY, "us")
