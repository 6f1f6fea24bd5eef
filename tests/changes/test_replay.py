"""Advice of a past day and version given again: which guideline spoke, which limits, and what would differ today."""

from datetime import datetime

import pytest

from holdfast.advice import advise
from holdfast.casefile import case_of, read_case
from holdfast.changes.page import replay_page
from holdfast.changes.replay import replayed
from holdfast.language.errors import InputError
from holdfast.terminal import console
from tests.changes.making import DAY, earlier
from tests.changes.test_people import FREE_FOR_8_DAYS, longer_gap

PAST = datetime(2024, 6, 1, 9)


def case(**facts):
    return case_of({"facts": {**FREE_FOR_8_DAYS, **facts}}, PAST)


def page(replay):
    shown = console(160)
    with shown.capture() as captured:
        shown.print(replay_page(replay))
    return captured.get()


@pytest.fixture
def kept(monkeypatch):
    """A kept version of the guideline in which the gap before naltrexone was longer."""

    def keep(change=longer_gap):
        made = earlier(change)
        monkeypatch.setattr("holdfast.changes.states.version", lambda name: made)

    return keep


def test_the_running_version_on_a_past_day_is_what_a_plan_of_that_day_says(root):
    person = read_case((root / "examples" / "ready.json").read_bytes(), PAST)
    again = replayed(person, None, DAY)
    assert again.then.as_json() == advise(person.known, PAST, "us").as_json()
    assert again.then.calendars
    assert again.as_json()["replay"]["day"] == "2024-06-01"


def test_limits_that_had_another_value_are_named_with_what_they_are_today():
    again = replayed(case(), None, DAY)
    limits = {each.name: (each.then, each.today, each.applied) for each in again.earlier}
    assert limits["care_incentive_rules.GRANT_YEAR"] == (7500, 75000, False)
    assert "that no rule here read: care_incentive_rules.GRANT_YEAR" in page(again)
    assert "Every limit had then the value that it has today" in page(replayed(case_of({"facts": {}}, datetime(2026, 11, 21)), None, DAY))


def test_a_past_version_says_what_it_said_and_what_would_differ_today(kept):
    kept()
    again = replayed(case(), "2026.10.1", DAY)
    assert again.then.finding("naltrexone_oral").status == "wait"
    assert again.comparison.sides[1].finding("naltrexone_oral").status == "caution"
    assert ("naltrexone.OPIOID_FREE", 10, 7, True) in [(each.name, each.then, each.today, each.applied) for each in again.earlier]
    said = again.as_json()
    assert said["replay"]["version"] == said["then"]["guideline"]["version"] == "2026.10.1"
    assert "naltrexone_oral" in {each["code"] for each in said["differences"]}
    shown = " ".join(page(again).split())
    assert "Given again: guideline 2026.10.1, US, as it stood on 2024-06-01." in shown
    assert "naltrexone.OPIOID_FREE 10 days 7 days Vivitrol US label" in shown
    assert "By the rules of then and today" in shown
    assert "then 10, today 7 days" in shown


def test_a_past_version_plans_no_calendar_because_it_keeps_no_program(kept):
    kept()
    assert replayed(case(), "2026.10.1", DAY).then.calendars == ()


def test_a_fact_that_the_version_did_not_have_is_left_out_and_named(kept):
    def change(form):
        del form["facts"]["tobacco_use"]
        form["rules"] = {id: rule for id, rule in form["rules"].items() if "tobacco_use" not in str(rule)}
        form["named"] = {key: entry for key, entry in form["named"].items() if "tobacco_use" not in str(entry)}

    kept(change)
    again = replayed(case(tobacco_use=True), "2026.10.1", DAY)
    assert again.not_known == ("tobacco_use",)
    assert "That version did not ask for: tobacco_use." in page(again)


def test_a_limit_that_there_is_no_more_is_named(kept):
    def change(form):
        form["limits"]["naltrexone.OLDER"] = {**form["limits"]["naltrexone.OPIOID_FREE"], "us": 9}
        form["named"]["an opioid too recently"]["is"] = {"fact": "days_opioid_free", "is": "<", "limit": "naltrexone.OLDER"}

    kept(change)
    again = replayed(case(), "2026.10.1", DAY)
    assert [(each.today, each.applied) for each in again.earlier if each.name == "naltrexone.OLDER"] == [(None, True)]
    assert "no such limit" in page(again)


def test_a_version_that_is_not_kept_is_an_error():
    with pytest.raises(InputError, match="not kept here"):
        replayed(case(), "1999.1.1", DAY)
