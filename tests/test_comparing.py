"""One person by US and UK rules: what differs is named with the rule or limit that makes it so; the rest is counted."""

import re
from datetime import datetime

import pytest

from holdfast.advice import advise
from holdfast.casefile import case_of, read_case
from holdfast.comparing import compared, comparison_page
from holdfast.guideline.people import derived
from holdfast.terminal import console
from tests.generative.everybody import everybody
from tests.generative.people import plausible

AS_OF = datetime(2026, 11, 21, 9, 0)
PREGNANT = {"age": 27, "sex": "female", "pregnant": True, "dsm5_criteria": 8, "current_medication": "none", "cows_score": 14}
ADOLESCENT = {"age": 16, "sex": "female", "dsm5_criteria": 7, "main_opioid": "heroin", "current_medication": "none"}
BUVIDAL = {
    "age": 40, "sex": "male", "oud_ever": True, "dsm5_criteria": 6, "current_medication": "buprenorphine_xr",
    "xr_product": "buvidal_monthly", "xr_dose_mg": 96, "xr_doses_given": 3, "days_since_xr_injection": 27,
}  # fmt: skip
PEOPLE = {"pregnant": PREGNANT, "adolescent": ADOLESCENT, "buvidal": BUVIDAL, "nobody": {}}
NAMES = ("ready", "sam", *PEOPLE)


@pytest.fixture(params=NAMES)
def comparison(request, root):
    return of(request.param, root)


def of(name, root):
    case = (
        case_of({"facts": PEOPLE[name]}, AS_OF) if name in PEOPLE else read_case((root / "examples" / f"{name}.json").read_bytes(), AS_OF)
    )
    return compared(case.known, case.as_of, settings=case.settings)


def page(comparison, only=None, width=140):
    shown = console(width)
    with shown.capture() as captured:
        shown.print(comparison_page(comparison, only))
    return captured.get()


def difference(comparison, code):
    (found,) = [each for each in comparison.differences if each.code == code]
    return found


def test_every_option_either_differs_or_is_counted_as_equal(comparison):
    us, uk = ({option["code"]: option for option in side.as_json()["options"]} for side in comparison.sides)
    keys = ("status", "then", "rank", "until")
    differing = {code for code in us if [us[code][key] for key in keys] != [uk[code][key] for key in keys]}
    assert {each.code for each in comparison.differences} == differing
    assert comparison.equal == len(us) - len(differing)


def test_each_side_is_the_whole_advice_of_that_place(comparison):
    said = comparison.as_json()
    assert set(said) >= {"us", "uk", "differences"}
    for place in ("us", "uk"):
        side = comparison.sides[place == "uk"]
        assert said[place] == advise(side.known, side.as_of, place, side.dated.settings).as_json()


def test_what_differs_in_more_than_rank_names_its_cause(comparison):
    assert [each.code for each in comparison.differences if not each.only_rank and not each.causes] == []


@everybody(plausible(), examples=30)
def test_a_cause_is_found_for_everybody(values, place):
    places = ("us", "uk") if place == "us" else ("uk", "us")
    comparison = compared(derived(values), AS_OF, places)
    assert [each.code for each in comparison.differences if not each.only_rank and not each.causes] == []


def test_every_cause_is_true_of_the_place_that_it_names(comparison):
    for each in comparison.differences:
        for cause in each.causes:
            elsewhere = [side for side in comparison.sides if side.dated.place not in cause.places]
            ids = {ruling.id for side in elsewhere for ruling in side.dated.rulings}
            assert (cause.how == "in_force_only_here") == (bool(elsewhere) and cause.ruling.id not in ids)
            fired = {fired.ruling.id for finding in each.findings for fired in finding.fired}
            assert cause.settled == (cause.ruling.id in fired)


def test_no_injection_of_naltrexone_in_the_uk_and_why(root):
    found = difference(of("ready", root), "naltrexone_xr")
    assert [finding.status for finding in found.findings] == ["wait", "avoid"]
    (cause,) = [cause for cause in found.causes if cause.places == ("uk",)]
    assert (cause.how, cause.settled) == ("in_force_only_here", True)
    assert "NICE TA115" in str(cause.ruling.rule.source)


def test_an_adolescent_may_have_the_uk_s_injection_only(root):
    found = difference(of("adolescent", root), "buprenorphine_xr")
    assert [finding.status for finding in found.findings] == ["avoid", "suitable"]
    assert "18 years" in page(of("adolescent", root), "buprenorphine_xr")


def test_what_is_not_settled_is_not_said_as_if_it_were():
    somebody = case_of({"facts": {"dsm5_criteria": 6, "current_medication": "methadone", "current_methadone_mg": 60}}, AS_OF)
    comparison = compared(somebody.known, AS_OF)
    found = difference(comparison, "take_home_doses")
    assert {(cause.settled, cause.places) for cause in found.causes} >= {(False, ("us",))}
    assert "a rule of the US alone, not settled yet" in " ".join(page(comparison, "take_home_doses", 250).split())


def test_a_limit_that_differs_is_shown_with_both_values_its_source_and_why(root):
    facts = {**BUVIDAL, "days_since_xr_injection": 22}
    people = [facts, {**facts, "xr_product": "buvidal_weekly", "xr_dose_mg": 24, "days_since_xr_injection": 9}]
    people += [
        {"dsm5_criteria": 6, "current_medication": "methadone", "current_methadone_mg": 60, "missed_doses": days} for days in range(1, 8)
    ]
    people += [{"dsm5_criteria": 6, "current_medication": "buprenorphine", "current_buprenorphine_mg": mg} for mg in (16, 24, 28)]
    made = [compared(case_of({"facts": each}, AS_OF).known, AS_OF) for each in people]
    found = [
        (comparison, each, two) for comparison in made for each in comparison.differences for cause in each.causes for two in cause.limits
    ]
    assert found
    for comparison, each, two in found:
        assert two.values[0] != two.values[1]
        shown = [limit for row in comparison.as_json(each.code)["differences"] for why in row["why"] for limit in why["limits"]]
        row = {"name": two.name, "us": two.values[0], "uk": two.values[1], "unit": two.limit.unit, "source": str(two.limit.source)}
        assert {**row, "why": two.limit.why} in shown
    told = " ".join(page(comparison, None, 300) for comparison in made)
    assert re.search(r"US [\d.]+, UK [\d.]+ \w+", " ".join(told.split()))


def test_calendars_that_keep_to_other_limits_are_told(root):
    limits = of("ready", root).calendar_limits()["start_buprenorphine_standard"]
    assert any("24 mg" in line for line in limits[0])
    assert any("16 mg" in line for line in limits[1])


def test_the_page_says_what_is_urgent_what_differs_and_counts_the_rest(root):
    shown = page(of("pregnant", root))
    assert shown.index("Urgent") < shown.index("pregnancy_priority (US, UK)") < shown.index("option ")
    assert "The rank alone differs" in shown
    assert " options differ, " in shown


def test_nobody_in_scope_differs_in_nothing(root):
    assert of("nobody", root).urgent is False
    assert "are equal." in page(of("nobody", root))


def test_one_option_alone_is_shown_alone(root):
    shown = page(of("ready", root), "naltrexone_xr")
    assert "naltrexone_xr" in shown
    assert "pdmp_check" not in shown
    assert [each["code"] for each in of("ready", root).as_json("naltrexone_xr")["differences"]] == ["naltrexone_xr"]


def test_the_page_keeps_to_a_narrow_terminal(root):
    assert max(map(len, page(of("ready", root), width=60).splitlines())) <= 60
