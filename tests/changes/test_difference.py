"""What differs between two states is named part by part; what does not is not named."""

import pytest

from holdfast.changes.difference import difference
from holdfast.changes.page import changes_page
from holdfast.changes.states import State
from holdfast.guideline.programme import guideline
from holdfast.terminal import console
from tests.changes.making import DAY, now, then


def page(changes, width=160):
    shown = console(width)
    with shown.capture() as captured:
        shown.print(changes_page(changes))
    return captured.get()


def of(change):
    return difference(then(change), now())


def parts(change, id):
    return {part.name: (part.old, part.new) for part in dict(of(change).rules.changed)[id]}


def test_a_version_read_back_differs_in_nothing():
    found = of(lambda form: None)
    assert (found.rules, found.limits, dict(found.others), found.whole) == (type(found.rules)(), (), {}, ())
    assert "Rules: 0 added, 0 removed, 0 changed" in page(found)


def test_rules_added_and_removed_are_told_with_verb_reason_and_source():
    def change(form):
        rules = form["rules"]
        rules["naltrexone.older"] = {**rules.pop("naltrexone.kidneys"), "name": "older"}

    found = of(change)
    assert (found.rules.added, found.rules.removed) == (("naltrexone.kidneys",), ("naltrexone.older",))
    assert "+ naltrexone.kidneys caution: Weak kidneys clear it slowly. Vivitrol US label" in page(found)
    assert "- naltrexone.older caution: Weak" in page(found)
    assert found.as_json()["rules"]["added"][0]["options"] == ["naltrexone_xr", "naltrexone_oral"]


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("because", "Watch.", ("Watch.", "Low mood and thoughts of suicide need close watching with this medicine.")),
        ("verb", "prefer", ("prefer", "caution")),
        ("options", ["naltrexone_xr"], ("naltrexone_xr", "naltrexone_xr, naltrexone_oral")),
        ("source", "revia_label", None),
        ("when", {"yes": "psychosis"}, ("psychosis: yes", "suicide risk: moderate or high or psychosis: yes")),
    ],
)
def test_the_part_of_a_rule_that_changed_is_named(part, value, told):
    found = parts(lambda form: form["rules"]["naltrexone.mood"].update({part: value}), "naltrexone.mood")
    assert set(found) == {part}
    assert told is None or found[part] == told


def test_a_requirement_that_changed_is_told_part_by_part():
    def change(form):
        rule = form["rules"]["naltrexone.urine_first"]
        del rule["when"], rule["before"]
        rule["met"] = {"known": "opioid_urine_negative"}
        rule["due"] = "naltrexone.OPIOID_FREE"

    found = parts(change, "naltrexone.urine_first")
    assert found["when"][0] == "everybody"
    assert found["met"] == ("opioid urine negative: known", "opioid urine negative: yes")
    assert found["due"] == ("7 days", "")
    assert found["before"][1] == "start_naltrexone"


def test_a_rule_changes_through_a_named_condition_it_reads():
    def change(form):
        form["named"]["not protected by naltrexone now"]["is"] = {"yes": "protected_by_naltrexone"}

    found = of(change)
    (part,) = dict(found.rules.changed)["naltrexone.recent_opioid"]
    assert (part.name, part.through) == ("when", ("an opioid too recently",))
    assert dict(found.others["named"].changed).keys() == {"not protected by naltrexone now"}
    assert "when: through “an opioid too recently”" in page(found)
    assert "is: protected by naltrexone: yes → protected by naltrexone: no" in page(found)


def test_a_limit_is_told_with_both_values_unit_source_and_readers():
    def change(form):
        form["limits"]["naltrexone.OPIOID_FREE"]["us"] = 10

    (limit,) = of(change).limits
    assert (limit.name, limit.values, limit.parts, limit.read_by) == (
        "naltrexone.OPIOID_FREE",
        (10, 7),
        ("value",),
        ("naltrexone.recent_opioid",),
    )
    assert "~ naltrexone.OPIOID_FREE 10 days → 7 days. Vivitrol US label. Read by 1 rule." in page(of(change))


def test_limits_that_came_went_or_kept_their_value_are_told():
    def change(form):
        limits = form["limits"]
        limits["naltrexone.OLDER"] = {**limits["naltrexone.FEW_PLATELETS"]}
        limits["naltrexone.EGFR_CARE"]["settings"] = [50, 60]
        for name in [name for name in limits if name.endswith("methadone.TAPER_STEP")]:
            del limits[name]

    found = {limit.name: limit for limit in of(change).limits}
    assert found["naltrexone.OLDER"].parts == ("removed",)
    assert found["calendars_methadone.TAPER_STEP"].parts == ("added",)
    assert found["naltrexone.EGFR_CARE"].parts == ("settings",)
    shown = page(of(change))
    assert "~ naltrexone.OLDER 50 10^9/L → none." in shown
    assert "~ naltrexone.EGFR_CARE stays 60 mL/min; changed: settings." in shown
    assert "Read by calendars or checks." in shown
    assert {each["name"]: each["new"] for each in of(change).as_json()["limits"]}["naltrexone.OLDER"] is None


def test_facts_options_and_what_follows_are_told():
    def change(form):
        form["facts"]["age"]["ask"] = "Your age?"
        form["facts"]["shoe_size"] = form["facts"]["age"]
        form["options"]["methadone"]["title"] = "Methadone, by mouth"
        form["follows"].pop()
        form["impossible"].pop()

    found = of(change)
    assert found.others["facts"].removed == ("shoe_size",)
    assert dict(found.others["options"].changed)["methadone"][0].old == "Methadone, by mouth"
    assert found.whole == ("what follows from other facts",)
    shown = page(found)
    for said in ("removed: shoe_size", "ask: Your age? → How old are you?", "Impossible combinations", "Also changed: what follows"):
        assert said in shown, said


def test_two_places_differ_in_rules_of_one_place_and_in_limits():
    found = difference(now("us"), now("uk"))
    assert "naltrexone.not_licensed" in found.rules.added
    assert found.rules.changed == ()
    assert {"calendars_methadone.TAPER_STEP"} <= {limit.name for limit in found.limits}


def test_two_days_differ_in_the_limits_that_had_an_earlier_value():
    past = State("2020-01-01", guideline().on(DAY.replace(year=2020), "us"))
    limits = {limit.name: limit.values for limit in difference(past, now()).limits}
    assert limits["care_incentive_rules.GRANT_YEAR"] == (7500, 75000)


def test_the_page_keeps_to_a_narrow_terminal():
    assert max(map(len, page(difference(now("us"), now("uk")), 60).splitlines())) <= 60
