"""Orders checked: the published cases, the reference page, and every calendar that Holdfast itself plans."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.advice import dated_guideline
from holdfast.guideline.people import derived
from holdfast.language.errors import InputError
from holdfast.orders.checking import checked
from holdfast.orders.days import NAMES, examine, follows, read_days
from holdfast.orders.reading import CHECKS, Fields, read_order
from tests.orders.making import ON_METHADONE, ON_TABLETS, READY, answer
from tests.orders.own import AS_OF, PEOPLE, own_calendars


def says(found):
    return " ".join(breach.say for breach in found.breaches)


def notes(found):
    return " ".join(found.notes)


# --- The reference page ---------------------------------------------------------------------------


def examples(root):
    text = (root / "docs" / "reference" / "check.md").read_text()
    return re.findall(r"```json\n(.*?)\n```\n`(\w+)`(?:: ([^\n]*))?", text, re.DOTALL)


def test_every_example_of_the_reference_page_gives_the_answer_printed_under_it(root):
    found = examples(root)
    assert {json.loads(order)["check"] for order, _, _ in found} == set(CHECKS)
    assert len(found) == (root / "docs" / "reference" / "check.md").read_text().count("```json") >= 14
    for order, verdict, part in found:
        said = checked(read_order(order.encode()))
        assert said.verdict == verdict, order
        assert part in json.dumps(said.as_json(), ensure_ascii=False), order


# --- Published cases ------------------------------------------------------------------------------


def test_v75_nine_doses_on_day_ten():
    found = answer("take_home", {"medicine": "methadone", "doses": 9}, {"days_on_treatment": 10})
    assert (found.verdict, found.breaches[0].instead) == ("not_allowed", "At most 7 days.")
    assert answer("take_home", {"medicine": "methadone", "doses": 7}, {"days_on_treatment": 10}).verdict == "allowed"


def test_v80_twenty_eight_days_by_instalments():
    order = {"product": "methadone", "dose_mg": 80, "days": 28, "form": "fp10mda", "instalments": {"quantity": 80, "interval_days": 1}}
    found = answer("prescription", order, ON_METHADONE, "uk")
    assert found.verdict == "not_allowed"
    assert "at most 14 days" in says(found)
    assert answer("prescription", {**order, "days": 14}, ON_METHADONE, "uk").verdict == "allowed"


def test_v85_a_plan_with_narconon_even_when_nothing_is_known():
    for facts in (READY, {}):
        found = answer("plan", {"options": ["Narconon"]}, facts)
        assert found.verdict == "not_allowed"
        assert found.breaches[0].rule == "never_offered.narconon"


def test_v07_tiny_rising_doses_beside_methadone_are_no_duplicate_therapy():
    bob = {**ON_METHADONE, "age": 42, "sex": "male", "current_methadone_mg": 120}
    order = {"product": "suboxone", "strength_mg": 2, "start": "start_buprenorphine_low_dose"}
    for more in ({}, {"daily_mg": [0.5, 1, 2, 4, 6, 8, 12]}):
        found = answer("prescription", {**order, **more}, bob)
        assert found.verdict == "allowed"
        assert "no duplicate therapy" in notes(found)
    assert "check them against" in notes(answer("prescription", order, bob))
    usual = answer("prescription", {"product": "suboxone", "dose_mg": 8}, bob)
    assert usual.verdict == "not_allowed"
    assert "tiny rising doses" in says(usual)


def test_v89_fourteen_milligrams_become_twenty_four_weekly_or_ninety_six_monthly():
    for product in ("buvidal_weekly", "buvidal_monthly"):
        for mg in (8, 16, 24, 32, 64, 96, 128, 160, 20):
            found = answer("prescription", {"product": product, "dose_mg": mg}, ON_TABLETS, "uk")
            assert (found.verdict == "allowed") is ((product, mg) in {("buvidal_weekly", 24), ("buvidal_monthly", 96)})
    assert "from 14 mg a day is 24 mg, not 32 mg" in says(
        answer("prescription", {"product": "buvidal_weekly", "dose_mg": 32}, ON_TABLETS, "uk")
    )


def test_v90_buvidal_the_day_after_methadone():
    facts = {**ON_METHADONE, "current_methadone_mg": 55, "hours_since_methadone": 24}
    found = answer("prescription", {"product": "buvidal_weekly", "dose_mg": 16}, facts, "uk")
    assert found.verdict == "not_allowed"
    assert "too high to change to an injection" in says(found)
    assert "lower methadone to 30 mg a day or less. Then wait 24 hours" in found.breaches[0].instead


def test_v50_the_lower_table_holds_after_four_missed_days_and_the_other_is_named():
    facts = {**ON_METHADONE, "missed_doses": 4, "prescriber_assessed": True}
    for mg, verdict in ((40, "allowed"), (41, "not_allowed"), (80, "not_allowed")):
        assert answer("calendar", {"medicine": "methadone", "start": "resume", "days": [{"total_mg": mg}]}, facts).verdict == verdict
    assert "VA and CA Bridge" in says(answer("calendar", {"medicine": "methadone", "start": "resume", "days": [{"total_mg": 80}]}, facts))


def test_v82_v83_rewards_as_published():
    found = answer("incentives", {"kind": "prize", "goals": "attendance", "pays_in": "prize", "year_most": 70, "events": "NNNNNMN"})
    assert "1 draws, 2 draws, 3 draws, 4 draws, 5 draws, 0 draws, 1 draws; 16 draws in all" in notes(found)
    assert "every goal gets $997.50." in notes(answer("incentives", {"kind": "voucher", "goals": "attendance", "pays_in": "voucher"}))


# --- Take-homes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "facts", "place", "verdict"),
    [
        ({"medicine": "methadone", "doses": 7}, {}, "us", "cannot_tell"),
        ({"medicine": "methadone", "doses": 14, "day_of_treatment": 15}, {}, "us", "allowed"),
        ({"medicine": "methadone", "doses": 15, "day_of_treatment": 30}, {}, "us", "not_allowed"),
        ({"medicine": "methadone", "doses": 9, "day_of_treatment": 10, "closure_days": 2}, {}, "us", "allowed"),
        ({"medicine": "methadone", "doses": 5, "day_of_treatment": 10, "state": {"first": 3}}, {}, "us", "not_allowed"),
        ({"medicine": "methadone", "doses": 5, "day_of_treatment": 10, "points": {"safe_at_home": False}}, {}, "us", "needs_reason"),
        ({"doses": 30}, {"current_medication": "buprenorphine"}, "us", "allowed"),
        ({"medicine": "methadone", "doses": 7}, {}, "uk", "allowed"),
        ({"medicine": "methadone", "doses": 15, "form": "fp10mda", "quantity_each": True, "interval_days": 1}, {}, "uk", "not_allowed"),
        ({"medicine": "methadone", "doses": 14, "form": "fp10mda"}, {}, "uk", "needs_reason"),
    ],
)
def test_take_homes(order, facts, place, verdict):
    assert answer("take_home", order, facts, place).verdict == verdict


# --- Prescriptions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "facts", "verdict"),
    [
        ({"product": "suboxone", "contains": ["buprenorphine", "naltrexone"]}, {}, "not_allowed"),
        ({"product": "suboxone", "contains": ["buprenorphine", "naloxone"]}, {}, "allowed"),
        ({"product": "methadone", "dose_mg": 80, "form": "office"}, ON_METHADONE, "not_allowed"),
        ({"product": "methadone", "dose_mg": 80, "form": "otp", "days": 7}, ON_METHADONE, "allowed"),
        ({"product": "methadone", "dose_mg": 95}, ON_METHADONE, "not_allowed"),
        ({"product": "buprenorphine", "dose_mg": 14}, ON_TABLETS, "allowed"),
        ({"product": "methadone", "dose_mg": 30}, ON_TABLETS, "allowed"),
        ({"product": "methadone", "dose_mg": 40}, ON_TABLETS, "not_allowed"),
        ({"product": "vivitrol", "dose_mg": 380}, ON_METHADONE, "not_allowed"),
        (
            {"product": "vivitrol", "dose_mg": 380},
            {"current_medication": "naltrexone_xr", "xr_product": "vivitrol", "days_since_xr_injection": 28},
            "allowed",
        ),
        ({"product": "sublocade", "dose_mg": 300}, ON_TABLETS, "allowed"),
        ({"product": "sublocade", "dose_mg": 100}, ON_TABLETS, "not_allowed"),
    ],
)
def test_prescriptions(order, facts, verdict):
    assert answer("prescription", order, facts).verdict == verdict, says(answer("prescription", order, facts))


def test_a_first_weekly_injection_for_somebody_new():
    found = answer("prescription", {"product": "buvidal_weekly", "dose_mg": 24}, {**READY, "main_opioid": "heroin"}, "uk")
    assert "The first buvidal_weekly is 16 mg, not 24 mg." in says(found)


# --- Calendars ------------------------------------------------------------------------------------


def looked_at(order, place, option, facts):
    """What breaks in the doses of a calendar, without asking whether its option is right today."""
    medicine = NAMES[order["medicine"]]
    if medicine == "buprenorphine_xr":
        tablets = facts.get("current_medication") == "buprenorphine"
        medicine = facts.get("xr_product") or ("sublocade" if place == "us" else "buvidal_monthly" if tablets else "buvidal_weekly")
    fields = Fields("calendar", order)
    days = read_days(fields)
    fields.raise_problems()
    return examine(medicine, option, days, derived(facts), dated_guideline(AS_OF, place, {}).value).breaches


def test_every_calendar_that_holdfast_plans_passes_its_own_check():
    count = 0
    for name, place, option, facts, planned in own_calendars():
        assert looked_at(planned.as_json(), place, option, facts) == [], (name, place, option)
        count += 1
    assert count > 400


def test_the_same_methadone_calendars_with_the_last_day_raised_do_not():
    for name, place, option, facts, planned in own_calendars():
        if planned.medicine == "methadone":
            order = planned.as_json()
            order["days"][-1] = {"day": len(order["days"]), "total_mg": order["days"][-1]["max_mg"] + 11}
            assert any(breach.hard for breach in looked_at(order, place, option, facts)), (name, place, option)


def test_a_calendar_as_printed_can_be_handed_in_as_it_is():
    printed = next(
        planned
        for name, place, option, _, planned in own_calendars()
        if (name, place, option) == ("on_methadone", "us", "continue_current")
    )
    assert answer("calendar", printed.as_json(), ON_METHADONE).verdict == "allowed"


def test_naltrexone_for_somebody_on_methadone():
    found = answer("calendar", {"medicine": "naltrexone_xr", "days": [{"total_mg": 380}]}, ON_METHADONE)
    assert found.verdict == "not_allowed"
    assert "sudden, severe withdrawal" in says(found)


def test_an_injection_whose_product_nobody_names_cannot_be_judged():
    found = answer("calendar", {"medicine": "buprenorphine_xr", "days": [{"total_mg": 100}]}, READY)
    assert (found.verdict, found.unknown) == ("cannot_tell", ("xr_product",))
    known = {"current_medication": "buprenorphine_xr", "xr_product": "sublocade", "days_since_xr_injection": 28, "xr_dose_mg": 100}
    assert answer("calendar", {"medicine": "buprenorphine_xr", "days": [{"total_mg": 100}]}, known).verdict == "allowed"


@pytest.mark.parametrize(
    ("facts", "medicine", "mg", "expected"),
    [
        (ON_METHADONE, "methadone", 80, "continue_current"),
        (ON_METHADONE, "methadone", 90, "increase_methadone"),
        ({**ON_METHADONE, "missed_doses": 2}, "methadone", 80, "resume_methadone"),
        (ON_TABLETS, "methadone", 20, "switch_buprenorphine_to_methadone"),
        (ON_TABLETS, "buprenorphine", 16, "increase_buprenorphine"),
        (READY, "methadone", 20, "start_methadone"),
        (READY, "buprenorphine", 4, "start_buprenorphine_standard"),
        (READY, "naltrexone_oral", 25, "start_naltrexone"),
        ({"current_medication": "naltrexone_oral"}, "naltrexone_oral", 50, "continue_current"),
        (READY, "sublocade", 300, "start_buprenorphine_xr"),
        (ON_TABLETS, "sublocade", 300, "switch_to_buprenorphine_xr"),
        ({"current_medication": "buprenorphine_xr"}, "sublocade", 300, "continue_current"),
    ],
)
def test_what_an_order_follows_where_it_does_not_say(facts, medicine, mg, expected):
    assert follows(medicine, facts, mg) == expected


# --- Plans ----------------------------------------------------------------------------------------


def test_a_plan_that_fits():
    found = answer("plan", {"options": ["continue_current", "naloxone_rescue"]}, ON_METHADONE)
    assert found.verdict == "allowed"
    assert "Naloxone is not in the plan" not in notes(found)


def test_naloxone_is_missed_and_cautions_are_passed_on():
    found = answer("plan", {"options": ["taper_methadone"]}, ON_METHADONE)
    assert "Naloxone is not in the plan" in notes(found)
    assert "Most people relapse after a taper" in notes(found)


def test_what_is_not_indicated_needs_a_reason():
    order = {"options": ["start_methadone", "naloxone_rescue"]}
    assert answer("plan", order, ON_METHADONE).verdict == "needs_reason"
    kept = answer("plan", order, ON_METHADONE, reason="Restart agreed with the programme.")
    assert (kept.verdict, kept.as_json()["reason"]) == ("allowed_with_reason", "Restart agreed with the programme.")


def test_what_is_not_known_is_asked():
    assert answer("plan", {"options": ["start_methadone"]}, {"main_opioid": "heroin"}).verdict == "cannot_tell"
    nobody = answer("plan", {"options": ["methadone"]})
    assert (nobody.verdict, len(nobody.unknown)) == ("cannot_tell", 1)


def test_a_wait_names_the_hour_and_what_to_do_meanwhile():
    facts = {**READY, "main_opioid": "heroin", "hours_since_short_acting_opioid": 2, "cows_score": 4}
    found = answer("plan", {"options": ["start_buprenorphine_standard", "naloxone_rescue"]}, facts)
    assert found.verdict == "not_allowed"
    assert "Meanwhile:" in found.breaches[0].instead
    assert "At the earliest" in found.breaches[0].instead


def test_naltrexone_and_methadone_in_one_plan():
    assert "naltrexone_with_agonist" in {b.rule for b in answer("plan", {"options": ["methadone", "naltrexone_xr"]}).breaches}


def test_an_overlap_in_a_plan_is_meant():
    found = answer("plan", {"options": ["methadone", "switch_methadone_to_buprenorphine", "naloxone_rescue"]}, ON_METHADONE)
    assert found.verdict == "allowed"
    assert "no duplicate therapy" in notes(found)


# --- Rewards --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "facts", "verdict"),
    [
        ({"kind": "voucher", "goals": "stimulant_negative", "pays_in": "voucher", "payer": "samhsa_grant"}, {}, "not_allowed"),
        ({"kind": "voucher", "goals": "stimulant_negative", "pays_in": "voucher", "payer": "samhsa_grant", "year_most": 750}, {}, "allowed"),
        ({"kind": "voucher", "goals": "stimulant_negative", "pays_in": "cash", "year_most": 75}, {}, "not_allowed"),
        ({"kind": "step", "goals": "stimulant_negative", "pays_in": "gift_card", "payer": "california_medicaid"}, {}, "allowed"),
        ({"kind": "step", "goals": "opioid_negative", "pays_in": "voucher", "payer": "samhsa_grant"}, {"current_medication": "none"}, "not_allowed"),
        ({"kind": "step", "goals": "opioid_negative", "pays_in": "voucher", "payer": "samhsa_grant"}, {}, "cannot_tell"),
        ({"kind": "step", "goals": "attendance", "pays_in": "voucher", "payer": "samhsa_grant", "touches": "dose"}, {}, "not_allowed"),
        (
            {"kind": "prize_by_week", "goals": "attendance", "pays_in": "prize", "payer": "nominal", "first": 1, "visits": 2,
             "bowl": [{"name": "praise", "worth": 0, "slips": 1}, {"name": "pen", "worth": 2.5, "slips": 1}]},
            {}, "allowed",
        ),
    ],
)  # fmt: skip
def test_rewards(order, facts, verdict):
    assert answer("incentives", order, facts).verdict == verdict


def test_money_is_read_as_it_is_written():
    order = {
        "kind": "voucher",
        "first": 0.29,
        "step": 0.1,
        "bonus": 0,
        "visits": 3,
        "goals": "attendance",
        "pays_in": "voucher",
        "events": "NNN",
    }
    assert "NNN: $0.29, $0.39, $0.49; $1.17 in all." in notes(answer("incentives", order))


# --- Whatever is handed in ------------------------------------------------------------------------

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 500)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["methadone", "N", "voucher", "low_dose"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("doses", "medicine", "product", "dose_mg", "daily_mg", "days", "form", "instalments", "contains", "start", "kind", "goals", "pays_in",
          "payer", "year_most", "touches", "events", "bowl", "options", "points", "state", "first", "visits")  # fmt: skip


def outcome(check, order):
    """The verdict, or the problems that were named."""
    try:
        return answer(check, order, READY).verdict
    except InputError as error:
        return error.problems


@settings(max_examples=120)
@given(st.sampled_from(CHECKS), JUNK | st.dictionaries(st.sampled_from(FIELDS), JUNK, max_size=6))
def test_whatever_is_handed_in_is_answered_or_named_and_never_a_trace(check, order):
    assert outcome(check, order)


@settings(max_examples=40)
@given(st.sampled_from(sorted(PEOPLE)), st.lists(st.none() | st.integers(1, 120), min_size=1, max_size=8))
def test_any_methadone_calendar_gets_an_answer_and_lower_doses_break_no_more_limits_of_height(person, doses):
    facts = PEOPLE[person]
    order = {
        "medicine": "methadone",
        "start": "start_methadone",
        "days": [{"missed": True} if mg is None else {"total_mg": mg} for mg in doses],
    }
    found = answer("calendar", order, facts)
    assert found.as_json()["verdict"] == found.verdict
    first = next((mg for mg in doses if mg is not None), 0)
    assert (first > 30) <= any("A first dose of methadone is at most 30 mg" in breach.say for breach in found.breaches)


def test_a_day_without_any_dose_may_be_handed_in():
    held_then_kept = {"medicine": "methadone", "days": [{"day": 1, "doses": []}, {"day": 2, "total_mg": 80}]}
    assert answer("calendar", held_then_kept, ON_METHADONE).verdict == "allowed"


@pytest.mark.parametrize(("mg", "verdict"), [(50, "allowed"), (500, "not_allowed")])
def test_naltrexone_tablets_are_held_against_their_own_limits(mg, verdict):
    facts = {
        **READY,
        "current_medication": "naltrexone_oral",
        "missed_doses": 0,
        "days_opioid_free": 60,
        "hours_since_short_acting_opioid": None,
    }
    found = answer("calendar", {"medicine": "naltrexone_oral", "days": [{"day": 1, "total_mg": mg}]}, facts)
    assert found.verdict == verdict
