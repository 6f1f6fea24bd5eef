"""The dosing calendar of an option for one person, with the whole guideline behind it."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from holdfast.guideline.calendars import (
    buprenorphine,
    buprenorphine_first_day,
    extended_release,
    first_doses,
    low_dose,
    methadone,
    naltrexone,
    plan_buprenorphine,
    plan_injections,
    today,
    withdrawal,
)
from holdfast.guideline.calendars.planning import MEDICINES, PLANNED, Calendar, Refused, calendar_for, option_for, product_for
from holdfast.guideline.options import OPTIONS
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import Told, said
from holdfast.language.errors import InputError
from holdfast.language.expressions import Limit
from tests.guideline.calendars.visiting import texts_of, without_spanish

FIRST = date(2026, 11, 23)  # a Monday
US, UK = (guideline().on(FIRST, place) for place in ("us", "uk"))
ON_METHADONE = {
    "current_medication": "methadone",
    "current_methadone_mg": 80,
    "dose_verified": True,
    "days_at_current_dose": 20,
    "missed_doses": 0,
    "sedated": False,
}
ON_BUPRENORPHINE = {"current_medication": "buprenorphine", "current_buprenorphine_mg": 16, "missed_doses": 0, "sedated": False}
ON_INJECTION = {
    "current_medication": "buprenorphine_xr",
    "xr_product": "sublocade",
    "xr_dose_mg": 300,
    "days_since_xr_injection": 10,
    "sedated": False,
}
ON_NALTREXONE = {"current_medication": "naltrexone_oral", "missed_doses": 0, "sedated": False}
ON_VIVITROL = {"current_medication": "naltrexone_xr", "days_since_xr_injection": 9, "sedated": False}
FREE = {"sedated": False, "days_opioid_free": 20, "last_opioid_class": "short_acting", "opioid_urine_negative": True}
ILL = {
    "sedated": False,
    "cows_score": 14,
    "objective_withdrawal_signs": 2,
    "physically_dependent": True,
    "main_opioid": "heroin",
    "hours_since_short_acting_opioid": 20,
    "pre_dose_checklist_clear": True,
}

CALENDARS = [
    # option, person; medicine, first day as sure and at most
    ("start_methadone", ILL, "methadone", 20, 30),
    ("increase_methadone", ON_METHADONE, "methadone", 80, 90),
    ("resume_methadone", {**ON_METHADONE, "missed_doses": 1}, "methadone", 80, 80),
    ("switch_buprenorphine_to_methadone", ON_BUPRENORPHINE, "methadone", 20, 30),
    ("taper_methadone", ON_METHADONE, "methadone", 72, 72),
    ("start_buprenorphine_standard", ILL, "buprenorphine_naloxone_sl", 4, 8),
    ("start_buprenorphine_home", ILL, "buprenorphine_naloxone_sl", 4, 12),
    ("start_buprenorphine_high_dose", ILL, "buprenorphine_naloxone_sl", 8, 32),
    ("start_buprenorphine_no_withdrawal", FREE, "buprenorphine_naloxone_sl", 2, 2),
    ("start_buprenorphine_after_overdose", ILL, "buprenorphine_naloxone_sl", 16, 32),
    ("start_buprenorphine_low_dose", ILL, "buprenorphine_naloxone_sl", 0.5, 0.5),
    ("switch_methadone_to_buprenorphine", ON_METHADONE, "buprenorphine_naloxone_sl", 0.5, 0.5),
    ("increase_buprenorphine", ON_BUPRENORPHINE, "buprenorphine_naloxone_sl", 16, 20),
    ("resume_buprenorphine", {**ON_BUPRENORPHINE, "missed_doses": 2}, "buprenorphine_naloxone_sl", 0, 16),
    ("taper_buprenorphine", ON_BUPRENORPHINE, "buprenorphine_naloxone_sl", 14, 14),
    ("treat_precipitated_withdrawal", ILL, "buprenorphine_naloxone_sl", 8, 24),
    ("start_buprenorphine_xr", ILL, "buprenorphine_xr", 300, 300),
    ("switch_to_buprenorphine_xr", ON_BUPRENORPHINE, "buprenorphine_xr", 300, 300),
    ("start_naltrexone", FREE, "naltrexone_xr", 380, 380),
    ("withdrawal_management", ILL, "buprenorphine_naloxone_sl", 4, 8),
    ("continue_current", ON_METHADONE, "methadone", 80, 80),
    ("continue_current", ON_BUPRENORPHINE, "buprenorphine_naloxone_sl", 16, 16),
    ("continue_current", ON_INJECTION, "buprenorphine_xr", 300, 300),
    ("continue_current", ON_NALTREXONE, "naltrexone_oral", 50, 50),
    ("continue_current", ON_VIVITROL, "naltrexone_xr", 380, 380),
    ("hold_dose_today", ON_METHADONE, "methadone", 0, 0),
    ("hold_dose_today", ON_BUPRENORPHINE, "buprenorphine_naloxone_sl", 0, 0),
    ("split_dose", ON_METHADONE, "methadone", 80, 80),
    ("split_dose", ON_BUPRENORPHINE, "buprenorphine_naloxone_sl", 16, 16),
]


@pytest.mark.parametrize(("code", "values", "medicine", "sure", "most"), CALENDARS)
def test_the_calendar_of_an_option(code, values, medicine, sure, most):
    found = calendar_for(code, values, US, FIRST)
    assert isinstance(found, Calendar), found
    order = found.days[0].order
    assert (found.medicine, found.start, order.total_mg, order.max_mg) == (medicine, code, sure, most)
    assert found.limits
    assert any("naloxone" in note for note in found.notes)


@pytest.mark.parametrize("dated", [US, UK], ids=["us", "uk"])
def test_every_calendar_can_be_said_in_spanish(dated):
    for code, values, *_ in CALENDARS:
        found = calendar_for(code, {**values, "torsades_history": True, "maoi_use": True}, dated, FIRST)
        for calendar in (found, calendar_for(code, values, dated, FIRST)):
            orders = (text for day in getattr(calendar, "days", ()) for text in texts_of(day.order))
            around = calendar.reasons + calendar.instead if isinstance(calendar, Refused) else calendar.notes + calendar.limits
            assert without_spanish((*orders, *around)) == []


def test_a_message_without_its_spanish_is_noticed():
    assert without_spanish(["once a day", Told("Nobody wrote {what}.", what="this either")]) == ["Nobody wrote {what}.", "this either"]


def test_every_option_with_a_calendar_was_tried():
    assert {code for code, *_ in CALENDARS} == PLANNED
    assert set(OPTIONS) >= PLANNED


def test_days_and_dates_count_from_the_first_dose():
    found = calendar_for("start_methadone", ILL, US, FIRST, days=3)
    assert [(day.day, day.date.isoformat()) for day in found.days] == [(1, "2026-11-23"), (2, "2026-11-24"), (3, "2026-11-25")]


def test_injections_show_only_the_days_on_which_something_is_due():
    found = calendar_for("start_buprenorphine_xr", ILL, US, FIRST)
    assert [day.day for day in found.days] == [1, 29, 57, 85]


def test_limits_carry_their_number_and_source():
    limits = calendar_for("start_methadone", ILL, US, FIRST).limits
    assert limits[0] == "A first dose is at most 30 mg. ASAM National Practice Guideline, 2020 focused update."


def test_a_limit_that_nobody_has_confirmed_says_so_in_every_language():
    limit = next(each for each in calendar_for("start_buprenorphine_xr", ILL, US, FIRST).limits if "(to be confirmed)." in each)
    assert said(limit, "es").endswith("Sublocade US label (por confirmar).")


def test_the_jurisdiction_decides_the_product():
    assert calendar_for("switch_to_buprenorphine_xr", ON_BUPRENORPHINE, UK, FIRST).days[0].order.total_mg == 96
    assert calendar_for("start_buprenorphine_xr", ILL, US, FIRST, product="brixadi_weekly").days[0].order.total_mg == 16


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("continue_current", {"sedated": False, "missed_doses": 0}),
        ("continue_current", {}),
        ("split_dose", ON_INJECTION),
        ("counselling", {}),
        ("start_naltrexone", ILL),
        ("start_methadone", {"sedated": True}),
        ("start_methadone", {**ILL, "allergy_methadone": True}),
        ("withdrawal_management", {**ILL, "allergy_buprenorphine": True}),
        ("start_buprenorphine_xr", {**ILL, "allergy_buprenorphine": True}),
        ("start_naltrexone", {**FREE, "allergy_naltrexone": True}),
    ],
)
def test_a_refusal_says_why_and_what_would_allow_it(code, values):
    found = calendar_for(code, values, US, FIRST)
    assert isinstance(found, Refused)
    assert found.reasons
    assert found.instead
    assert without_spanish((*found.reasons, *found.instead)) == []


@pytest.mark.parametrize(
    ("medicine", "start", "code", "product"),
    [
        ("methadone", None, "start_methadone", "methadone"),
        ("Methadone", "taper", "taper_methadone", "methadone"),
        ("buprenorphine", "low-dose", "start_buprenorphine_low_dose", None),
        ("buprenorphine", "home", "start_buprenorphine_home", None),
        ("sublocade", None, "start_buprenorphine_xr", "sublocade"),
        ("brixadi", "switch", "switch_to_buprenorphine_xr", "brixadi_weekly"),
        ("naltrexone", None, "start_naltrexone", None),
        ("vivitrol", "continue", "continue_current", "vivitrol"),
        ("lofexidine", None, "withdrawal_management", "lofexidine"),
    ],
)
def test_what_can_be_typed(medicine, start, code, product):
    assert option_for(medicine, start) == code
    assert product_for(medicine) == product


@pytest.mark.parametrize(
    ("medicine", "start", "word"), [("metadone", None, "'methadone'"), ("methadone", "tapper", "'taper'"), ("zzzz", None, "methadone")]
)
def test_what_cannot_be_typed_is_named_with_the_nearest(medicine, start, word):
    with pytest.raises(InputError, match=re.escape(word)):
        option_for(medicine, start)


def test_everything_that_can_be_typed_is_an_option_with_a_calendar():
    assert {code for ways in MEDICINES.values() for code in ways.values()} <= PLANNED
    for medicine, ways in MEDICINES.items():
        product = product_for(medicine)
        for code in ways.values():
            found = calendar_for(code, {**ILL, **FREE, "current_medication": "none"}, US, FIRST, product=product)
            assert isinstance(found, Calendar | Refused)


MODULES = (
    buprenorphine,
    buprenorphine_first_day,
    extended_release,
    first_doses,
    low_dose,
    methadone,
    naltrexone,
    plan_buprenorphine,
    plan_injections,
    today,
    withdrawal,
)


def test_the_guideline_knows_every_limit_of_every_calendar():
    limits = [value for module in MODULES for value in vars(module).values() if isinstance(value, Limit)]
    assert len(limits) > 100
    assert all(US.value(limit) == limit.us and UK.value(limit) == limit.uk for limit in limits)


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "age": st.integers(0, 120),
        "current_medication": st.sampled_from(
            ["none", "methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr"]
        ),
        "current_methadone_mg": st.floats(0, 1000),
        "current_buprenorphine_mg": st.floats(0, 100),
        "missed_doses": st.integers(0, 30),
        "dose_verified": st.booleans(),
        "sedated": st.sampled_from([False, False, False, True]),
        "respiratory_rate": st.floats(4, 30),
        "qtc_ms": st.floats(300, 700),
        "hours_since_methadone": st.floats(0, 200),
        "hours_since_buprenorphine": st.floats(0, 200),
        "hours_since_naloxone": st.floats(0, 100),
        "head_injury": st.booleans(),
        "bowel_obstruction": st.booleans(),
        "setting": st.sampled_from(["otp", "hospital", "home"]),
        "cows_score": st.integers(0, 48),
        "pre_dose_checklist_clear": st.booleans(),
        "prescriber_assessed": st.booleans(),
        "lost_tolerance": st.booleans(),
        "opioids_since_last_dose": st.booleans(),
        "days_at_current_dose": st.integers(0, 400),
        "days_since_xr_injection": st.integers(0, 400),
        "xr_product": st.sampled_from(["sublocade", "brixadi_weekly", "buvidal_monthly", "vivitrol"]),
        "xr_dose_mg": st.sampled_from([24, 64, 100, 300]),
        "days_opioid_free": st.integers(0, 400),
        "last_opioid_class": st.sampled_from(["short_acting", "long_acting", "methadone", "buprenorphine", "buprenorphine_xr"]),
        "opioid_urine_negative": st.booleans(),
        "child_pugh": st.sampled_from(["none", "A", "B", "C"]),
        "egfr": st.floats(0, 250),
    },
)
MOST = {
    "methadone": 310,
    "buprenorphine_naloxone_sl": 32,
    "buprenorphine_sl": 32,
    "buprenorphine_xr": 300,
    "naltrexone_xr": 380,
    "naltrexone_oral": 150,
}


@given(st.sampled_from(sorted(PLANNED)), VALUES, st.sampled_from([US, UK]))
@example("continue_current", {"current_medication": "buprenorphine", "missed_doses": 1, "sedated": False, "head_injury": True}, US)
def test_whoever_it_is_a_calendar_is_safe_or_refused(code, values, dated):
    found = calendar_for(code, values, dated, FIRST)
    if isinstance(found, Refused):
        assert found.reasons
        return
    for day in found.days:
        assert day.order.max_mg <= MOST[found.medicine]
        assert all(dose.mg > 0 for dose in day.order.doses)
    first = found.days[0].order
    if code in ("start_methadone", "switch_buprenorphine_to_methadone"):
        assert first.first_mg <= 30
        assert first.max_mg <= 40
        assert values.get("hours_since_naloxone", 99) >= 24
    if code == "hold_dose_today":
        assert first.doses == ()
        return
    assert values.get("sedated") is False
    assert values.get("respiratory_rate", 16) >= 10
    if values.get("lost_tolerance") and code in (
        "start_buprenorphine_standard",
        "start_buprenorphine_home",
        "start_buprenorphine_high_dose",
    ):
        assert first.max_mg <= 2
    on = values.get("current_medication")
    if code in ("continue_current", "split_dose", "resume_methadone", "resume_buprenorphine") and on in ("methadone", "buprenorphine"):
        danger = values.get("head_injury") or values.get("bowel_obstruction") or values.get("qtc_ms", 400) >= 500
        assert not danger or values.get("prescriber_assessed") or all(day.order.total_mg == 0 for day in found.days)
        if found.medicine == "methadone" and values.get("hours_since_methadone", 24) < 18:
            assert first.doses == ()


M, P = ON_METHADONE | {"hours_since_methadone": 24, "dose_control": "ok"}, ON_BUPRENORPHINE | {"hours_since_buprenorphine": 24}
EVERYBODY = [(code, {**ILL, **values}) for code, values, *_ in CALENDARS if code != "hold_dose_today"]


@pytest.mark.parametrize(
    "more",
    [
        {"sedated": True},
        {"intoxicated": True},
        {"overdose_now": True},
        {"respiratory_rate": 9},
        {"oxygen_saturation": 89},
        {"sedated": None},
    ],
)
@pytest.mark.parametrize(("code", "values"), EVERYBODY)
def test_nobody_gets_a_dose_while_breathing_may_be_in_danger(code, values, more):
    assert isinstance(calendar_for(code, {**values, **more}, US, FIRST), Refused)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("continue_current", M),
        ("continue_current", P),
        ("continue_current", ON_NALTREXONE),
        ("taper_methadone", M),
        ("taper_buprenorphine", P),
        ("split_dose", M),
        ("split_dose", P),
        ("increase_methadone", M),
        ("increase_buprenorphine", P),
    ],
)
def test_no_calendar_while_nobody_has_counted_the_missed_days(code, values):
    assert isinstance(calendar_for(code, values, US, FIRST), Calendar)
    refused = calendar_for(code, {key: value for key, value in values.items() if key != "missed_doses"}, US, FIRST)
    assert "How many days" in refused.instead[0]


def test_holding_a_dose_is_possible_for_everybody():
    found = calendar_for("hold_dose_today", {**M, "sedated": True, "overdose_now": True}, US, FIRST)
    assert [(day.order.total_mg, day.order.max_mg) for day in found.days] == [(0, 0), (0, 80)]


def test_more_days_than_are_planned_are_not_shown():
    assert len(calendar_for("continue_current", {**M, "qtc_ms": 520}, US, FIRST, days=30).days) == 1


def test_the_jurisdiction_decides_the_first_week_and_the_products():
    week = {**M, "current_methadone_mg": 50, "days_on_treatment": 6, "days_at_current_dose": 5}
    assert isinstance(calendar_for("increase_methadone", week, UK, FIRST), Refused)
    assert isinstance(calendar_for("increase_methadone", week, US, FIRST), Calendar)
    assert isinstance(calendar_for("continue_current", ON_INJECTION, UK, FIRST), Refused)
    assert isinstance(calendar_for("start_buprenorphine_xr", ILL, US, FIRST, product="buvidal_weekly"), Refused)
    assert isinstance(
        calendar_for("withdrawal_management", {**ILL, "methadone_lawful_here": False}, US, FIRST, product="methadone"), Refused
    )


PLAIN = re.compile(r"[a-z]{14,}")


def test_the_words_are_plain():
    allowed = {"buprenorphine"}
    for code, values, *_ in CALENDARS:
        found = calendar_for(code, values, US, FIRST)
        for text in (*found.notes, *(day.order.note for day in found.days), *(dose.when for day in found.days for dose in day.order.doses)):
            assert set(PLAIN.findall(text.lower())) <= allowed
