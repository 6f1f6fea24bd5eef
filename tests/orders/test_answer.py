"""The verdict: a hard stop decides, then what is not known, then what needs a reason."""

import json

import pytest

from holdfast.advice import advise
from holdfast.casefile import case_of
from holdfast.guideline.calendars.first_doses import FIRST_MOST
from holdfast.guideline.care.breaches import Breach
from holdfast.guideline.sources import DESIGN
from holdfast.orders.answer import Answer, Found, of_option
from tests.orders.making import ON_METHADONE, answer

HARD, SOFT = Breach("a", "A.", DESIGN, "B."), Breach("a", "A.", DESIGN, "B.", hard=False)


@pytest.mark.parametrize(
    ("breaches", "unknown", "reason", "verdict", "allowed"),
    [
        ((), (), None, "allowed", True),
        ((), (), "because", "allowed", True),
        ((SOFT,), (), None, "needs_reason", False),
        ((SOFT,), (), "because", "allowed_with_reason", True),
        ((HARD,), (), "because", "not_allowed", False),
        ((HARD, SOFT), ("age",), "because", "not_allowed", False),
        ((SOFT,), ("age",), "because", "cannot_tell", None),
        ((), ("age",), None, "cannot_tell", None),
    ],
)
def test_the_verdict(breaches, unknown, reason, verdict, allowed):
    case = case_of({"facts": {}})
    found = Answer("plan", case, advise({}, case.as_of), breaches, (), unknown, reason)
    assert (found.verdict, found.as_json()["allowed"]) == (verdict, allowed)


def test_a_breach_as_plain_data_names_limit_source_and_what_would_be_allowed():
    said = answer("calendar", {"medicine": "methadone", "days": [{"total_mg": 50}]}, {"main_opioid": "heroin"}).as_json()
    json.dumps(said)
    first = said["breaks"][0]
    assert first["limit"] == {"name": "calendars_first_doses.FIRST_MOST", "value": FIRST_MOST.us, "unit": "mg"}
    assert (first["stop"], first["instead"], first["rule"]) == ("hard", "At most 30 mg.", None)
    assert "ASAM" in first["source"]
    assert said["questions"][0]["ask"].endswith("?")


def test_nothing_is_said_twice():
    found = Found()
    found.add([HARD], ["x"], ["age"])
    found.add([HARD, SOFT], ["x", "y"], ["age", "sex"])
    assert (found.breaches, found.notes, found.unknown) == ([HARD, SOFT], ["x", "y"], ["age", "sex"])


def test_warnings_about_the_person_are_passed_on():
    said = answer("plan", {"options": ["continue_current"]}, {**ON_METHADONE, "pregnant": True, "sex": "male"}).as_json()
    assert said["warnings"][0]["code"] == "pregnant_and_male"


def test_an_option_that_is_not_indicated_names_a_source():
    case = case_of({"facts": ON_METHADONE})
    (broken,) = of_option(advise(case.known, case.as_of), "start_methadone", "plan").breaches
    assert (broken.rule, broken.hard) == ("not_indicated", False)
    assert broken.source.title
