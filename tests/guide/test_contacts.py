"""The numbers that the guide shows: one file, checked, dated, and never another number than the guideline's own."""

import re
from datetime import date, timedelta

import pytest

from holdfast.guide.contacts import FILE, PLACES, ContactError, contact, contacts, read, stale
from holdfast.guideline.care.mental_health import LINES
from holdfast.pages.plain_sheet import AMBULANCE

GOOD = """
[[contact]]
code = "crisis"
place = "us"
name = { en = "Lifeline", es = "Línea" }
number = "988"
how = { en = "call", es = "llame" }
hours = { en = "day and night", es = "día y noche" }
confirmed = true
verified_on = 2023-09-26
source = "a public page"
"""


def test_every_place_has_somebody_to_call_at_once_and_somebody_to_ask():
    assert {(code, place) for code in ("emergency", "crisis", "helpline") for place in PLACES} <= {(c.code, c.place) for c in contacts()}
    assert (contact("emergency", "us").number, contact("emergency", "uk").number) == ("911", "999")
    assert contact("crisis", "us").name["es"].startswith("Línea 988")


@pytest.mark.parametrize("place", PLACES)
def test_the_guide_and_the_guideline_give_the_same_numbers(place):
    held = {each.dialled for each in contacts() if each.place == place}
    asked = [re.sub(r"\D", "", line.reach) for line in LINES[place]]
    assert asked[0] == contact("crisis", place).dialled
    assert set(asked) <= held
    assert AMBULANCE[place] == contact("emergency", place).number


def test_what_is_confirmed_has_a_day_and_a_public_source_and_what_is_recalled_has_neither():
    assert [each.code for each in contacts() if each.confirmed and each.source == "recalled"] == []
    assert {each.code for each in contacts() if not each.confirmed} >= {"never_use_alone", "helpline"}
    assert not contact("helpline", "uk").confirmed
    assert all(each.verified_on <= date(2026, 11, 22) for each in contacts() if each.verified_on)


def test_a_number_is_stale_after_half_a_year_and_at_once_where_nobody_looked():
    (lifeline,) = read(GOOD)
    assert not lifeline.stale(date(2023, 9, 26) + timedelta(days=180))
    assert lifeline.stale(date(2023, 9, 26) + timedelta(days=181))
    assert stale(date(2023, 10, 1), (lifeline, contact("helpline", "uk"))) == (contact("helpline", "uk"),)
    assert contact("never_use_alone", "us") in stale(date(2026, 11, 22))


def test_no_number_stands_twice_under_two_names():
    dialled = [(each.place, each.dialled) for each in contacts() if each.number]
    assert len(set(dialled)) == len(dialled)


def test_only_digits_are_dialled():
    assert contact("helpline", "us").dialled == "18006624357"


def test_an_unknown_contact_says_which_there_are():
    with pytest.raises(LookupError, match="no contact 'poison' in uk: there are crisis, emergency"):
        contact("poison", "uk")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2023-09-26", '"2023-09-26"', "crisis (us): 'verified_on' must be a day such as 2026-11-21, without quotes"),
        ("2023-09-26", "2023-09-26T10:00:00", "'verified_on' must be a day"),
        ("verified_on = 2023-09-26", "", "what is confirmed needs the day"),
        ("confirmed = true", "confirmed = false", 'its source is "recalled"'),
        ('place = "us"', 'place = "fr"', "its place must be one of us, uk"),
        (', es = "llame"', "", "'how' must be said in en and es"),
        ('number = "988"', 'telephone = "988"', "'telephone' is not a field; allowed are code, confirmed"),
        ('number = "988"', "", "it needs a number or a web address"),
        ('source = "a public page"', "", "'source' is missing"),
        ('code = "crisis"', "", "a contact without a code (us): 'code' is missing"),
    ],
)
def test_a_fault_is_named_with_its_contact(old, new, fault):
    with pytest.raises(ContactError, match=re.escape(fault)):
        read(GOOD.replace(old, new))


def test_all_faults_are_told_at_once():
    with pytest.raises(ContactError) as error:
        read(GOOD.replace('place = "us"', 'place = "fr"').replace('source = "a public page"', "") + GOOD + GOOD)
    assert [line.partition(":")[0] for line in str(error.value).splitlines()] == ["crisis (fr)", "crisis (fr)", "crisis (us)"]
    assert "stands there twice" in str(error.value)


def test_a_broken_file_is_one_plain_sentence():
    with pytest.raises(ContactError, match=r"contacts\.toml cannot be read"):
        read("[[contact")


def test_the_file_tells_whoever_keeps_it_what_to_do():
    assert "call it or open its own site" in FILE.read_text()
