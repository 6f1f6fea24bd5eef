"""Whose advice changes, how and by which rule; every case file that cannot be read is named."""

import json
from datetime import datetime

import pytest

from holdfast.casefile import case_of
from holdfast.changes.difference import difference
from holdfast.changes.page import changes_page
from holdfast.changes.people import people_changed, read_people
from holdfast.language.errors import InputError
from holdfast.terminal import console
from tests.changes.making import now, then

AS_OF = datetime(2026, 11, 21, 9)
FREE_FOR_8_DAYS = {
    "dsm5_criteria": 8,
    "current_medication": "none",
    "days_opioid_free": 8,
    "last_opioid_class": "short_acting",
    "takes_opioid_analgesic": False,
    "pregnant": False,
}


def case(**facts):
    return case_of({"facts": facts}, AS_OF)


def longer_gap(form):
    form["limits"]["naltrexone.OPIOID_FREE"]["us"] = 10


def told(old, new, people):
    shown = console(160)
    with shown.capture() as captured:
        shown.print(changes_page(difference(old, new), people_changed(old, new, people)))
    return captured.get()


def test_the_person_the_option_both_statuses_and_the_rule_are_told():
    people = [("free", case(**FREE_FOR_8_DAYS)), ("nobody", case())]
    found = people_changed(then(longer_gap), now(), people)
    assert [person.name for person in found.changed] == ["free"]
    moved = {each["code"]: each for each in found.as_json()["advice"][0]["options"]}
    assert (moved["naltrexone_oral"]["old"], moved["naltrexone_oral"]["new"]) == ("wait", "caution")
    assert [why["rule"] for why in moved["naltrexone_oral"]["why"]] == ["naltrexone.recent_opioid"]
    assert found.as_json()["people"] == 2
    shown = told(then(longer_gap), now(), people)
    assert "Whose advice changes: 1 of 2 people" in shown
    assert "1 naltrexone_oral wait caution naltrexone.recent_opioid free" in " ".join(shown.split())


def test_people_who_move_alike_stand_in_one_line_with_their_number():
    people = [(f"line {number}", case(**FREE_FOR_8_DAYS)) for number in range(1, 9)]
    groups = people_changed(then(longer_gap), now(), people).groups()
    assert {(group.code, len(group.people)) for group in groups} >= {("naltrexone_oral", 8), ("naltrexone_xr", 8)}
    assert "line 5 and 3 more" in told(then(longer_gap), now(), people)


def test_what_was_urgent_and_is_no_more_is_told():
    def change(form):
        form["rules"]["urgent.older"] = {**form["rules"]["urgent.overdose_now"], "name": "older", "code": "older", "when": {"all": []}}

    found = people_changed(then(change), now(), [("one", case(**FREE_FOR_8_DAYS))])
    assert found.changed[0].urgent == (("older",), ())
    assert "one: urgent was older, is nothing" in told(then(change), now(), [("one", case(**FREE_FOR_8_DAYS))])


def test_a_change_of_order_alone_is_counted_apart():
    def change(form):
        form["orders"]["us"].reverse()

    found = people_changed(then(change), now(), [("one", case(**FREE_FOR_8_DAYS))])
    assert (found.changed, found.only_rank, found.groups()) == ((), 1, [])
    assert "only the order of the options differs" in told(then(change), now(), [("one", case(**FREE_FOR_8_DAYS))])


def test_a_setting_holds_on_the_sides_that_have_it():
    def change(form):
        form["limits"]["naltrexone.OPIOID_FREE"]["settings"] = None

    person = case_of({"facts": FREE_FOR_8_DAYS, "settings": {"naltrexone.OPIOID_FREE": 10}}, AS_OF)
    moved = {each.code for each in people_changed(then(change), now(), [("one", person)]).changed[0].moved}
    assert "naltrexone_oral" in moved


def test_an_option_that_the_old_side_did_not_have_was_not_indicated():
    def change(form):
        gone = "symptomatic_medicines"
        del form["options"][gone]
        form["orders"] = {place: [code for code in order if code != gone] for place, order in form["orders"].items()}
        for id, rule in list(form["rules"].items()):
            for part in ("options", "instead", "before"):
                rule[part] = [code for code in rule[part] if code != gone] if part in rule else None
                if not rule[part]:
                    del rule[part]
            if rule["verb"] in ("offer", "prefer", "caution", "avoid", "wait") and "options" not in rule:
                del form["rules"][id]

    moved = people_changed(then(change), now(), [("one", case(**FREE_FOR_8_DAYS))]).as_json()["advice"][0]["options"]
    assert [(each["code"], each["old"]) for each in moved] == [("symptomatic_medicines", "not indicated")]


@pytest.fixture
def folder(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"holdfast": 1, "as_of": "2026-11-21", "facts": FREE_FOR_8_DAYS}))
    return tmp_path


def test_people_are_read_from_a_folder_from_lines_and_from_one_file(folder):
    assert [name for name, _ in read_people(str(folder))] == ["a.json", "b.json"]
    assert [name for name, _ in read_people(str(folder / "a.json"))] == ["a.json"]
    lines = folder / "people.jsonl"
    lines.write_text(f"{(folder / 'a.json').read_text()}\n\n{(folder / 'b.json').read_text()}\n")
    assert [name for name, _ in read_people(str(lines))] == ["line 1", "line 3"]


def problems(path):
    with pytest.raises(InputError) as caught:
        read_people(str(path))
    return [str(problem) for problem in caught.value.problems]


def test_everybody_who_cannot_be_read_is_named(folder):
    (folder / "a.json").write_text('{"facts": {"age": 300, "sexx": "male"}}')
    (folder / "b.json").write_text("{")
    said = problems(folder)
    assert said[0].startswith("a.json: facts.age: this is out of range")
    assert said[1].startswith("a.json: facts.sexx: there is no fact of this name")
    assert said[2].startswith("b.json: this is not JSON")


def test_many_problems_are_counted_after_the_first_twenty(folder):
    lines = folder / "people.ndjson"
    lines.write_text('{"facts": {"age": 300}}\n' * 30)
    said = problems(lines)
    assert len(said) == 21
    assert "and 10 more problems like these" in said[-1]


@pytest.mark.parametrize(
    ("name", "why"), [("none", "people cannot be read from this"), ("none.json", "this cannot be read"), ("empty", "there is nobody in it")]
)
def test_what_holds_nobody_is_named(folder, name, why):
    (folder / "empty").mkdir()
    (said,) = problems(folder / name)
    assert why in said
    assert "a folder of case files" in said
