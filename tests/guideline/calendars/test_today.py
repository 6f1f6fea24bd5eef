"""What decides about a dose today, whatever the medicine."""

from itertools import islice

import pytest

from holdfast.guideline.calendars.courses import Plan
from holdfast.guideline.calendars.days import Dose, Order, Refused
from holdfast.guideline.calendars.today import (
    IF_SEEN,
    dangers,
    dose_may_not_fit,
    each_if_seen,
    first_if_seen,
    from_tomorrow,
    missed_days,
    no_dose_now,
    only_if_seen,
    refused_today,
    taken_today,
)
from tests.guideline.calendars.visiting import us

AWAKE = {"sedated": False, "missed_doses": 0, "current_medication": "methadone"}
UNSAFE = [
    {"sedated": True},
    {"intoxicated": True},
    {"overdose_now": True},
    {"respiratory_rate": 9.5},
    {"oxygen_saturation": 89},
]


@pytest.mark.parametrize("more", UNSAFE)
def test_no_dose_while_breathing_may_be_in_danger(more):
    refused = refused_today("start_methadone", {**AWAKE, **more}, us)
    assert isinstance(refused, Refused)
    assert "No dose now" in refused.reasons[0]
    assert "in an hour" in refused.instead[0]
    assert refused_today("hold_dose_today", {**AWAKE, **more}, us) is None


@pytest.mark.parametrize("more", [{}, {"respiratory_rate": 10}, {"oxygen_saturation": 90}, {"overdose_now": False}])
def test_a_dose_where_breathing_is_well(more):
    assert no_dose_now({**AWAKE, **more}, us) == ()
    assert refused_today("continue_current", {**AWAKE, **more}, us) is None


def test_no_dose_while_nobody_has_looked_or_counted():
    assert "Is the person drowsy" in refused_today("start_methadone", {"missed_doses": 0}, us).instead[0]
    assert "missed" in refused_today("taper_methadone", {"sedated": False, "current_medication": "methadone"}, us).instead[0]
    assert "missed" in refused_today("split_dose", {"sedated": False}, us).instead[0]
    assert refused_today("start_methadone", {"sedated": False}, us) is None
    assert refused_today("continue_current", {"sedated": False, "current_medication": "buprenorphine_xr"}, us) is None


@pytest.mark.parametrize(
    ("more", "days"),
    [({}, 0), ({"hours_since_methadone": 47}, 0), ({"hours_since_methadone": 48}, 1), ({"hours_since_methadone": 96}, 3),
     ({"missed_doses": 5, "hours_since_methadone": 24}, 5), ({"hours_since_methadone": 2}, 0), ({"hours_since_buprenorphine": 200}, 0)],
)  # fmt: skip
def test_missed_days_are_counted_and_held_against_the_hours(more, days):
    assert missed_days({**AWAKE, **more}) == days
    assert missed_days({}) == 0


@pytest.mark.parametrize(
    "more",
    [
        {"qtc_ms": 500},
        {"torsades_history": True},
        {"bowel_obstruction": True},
        {"respiratory_insufficiency": "acute_severe"},
        {"maoi_use": True},
        {"head_injury": True},
    ],
)
def test_dangers(more):
    assert len(dangers(more, us)) == 1


def test_no_danger():
    assert dangers({"qtc_ms": 499, "respiratory_insufficiency": "chronic"}, us) == ()
    assert dangers({}, us) == ()


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, False),
        ({"dose_control": "sedation"}, True),
        ({"dose_control": "end_of_dose_withdrawal"}, False),
        ({"interacting_change": "stopped"}, True),
        ({"interacting_change": "stopped", "cyp3a4_inducer": True}, True),
        ({"interacting_change": "stopped", "cyp3a4_inhibitor": True}, False),
        ({"interacting_change": "started"}, True),
        ({"interacting_change": "started", "cyp3a4_inhibitor": True}, True),
        ({"interacting_change": "started", "cyp3a4_inducer": True}, False),
        ({"interacting_change": "unchanged", "cyp3a4_inducer": True}, False),
        ({"lost_tolerance": True}, True),
        ({"days_opioid_free": 5}, True),
        ({"days_opioid_free": 1}, False),
        ({"child_pugh": "C"}, True),
    ],
)
def test_what_may_make_the_dose_too_strong(more, found):
    assert bool(dose_may_not_fit(more, us)) is found


def plan():
    orders = (Order((), "rest"), *(Order((Dose(8, "first"), Dose(4, "later", "needed"))) for _ in range(5)))
    return Plan("buprenorphine_sl", iter(orders), 6, ())


def conditions(made):
    return [[dose.condition for dose in order.doses] for order in islice(made.orders, made.days)]


BOTH = [IF_SEEN, f"needed, and {IF_SEEN}"]


@pytest.mark.parametrize("seen", [True, False])
def test_the_plan_ends_at_the_next_dose_which_a_prescriber_decides(seen):
    made = only_if_seen(plan(), ("the heart tracing",), seen)
    assert conditions(made) == [[], BOTH]
    assert "the heart tracing" in made.notes[0]


def test_what_was_agreed_today_holds_today():
    due_now = Plan("methadone", islice(plan().orders, 1, None), 5, ())
    assert conditions(only_if_seen(due_now, ("the heart tracing",), seen=True)) == [[None, "needed"]]


def test_the_next_dose_or_each_dose_only_if_a_prescriber_agrees():
    assert conditions(first_if_seen(plan(), seen=False)) == [[], BOTH, *[[None, "needed"]] * 4]
    assert conditions(each_if_seen(plan(), ("the liver",), seen=False)) == [[], *[BOTH] * 5]
    again = each_if_seen(each_if_seen(plan(), ("the liver",), seen=True), ("the liver",), seen=False)
    assert conditions(again) == [[], *[BOTH] * 5]


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, None),
        ({"hours_since_methadone": 18}, None),
        ({"hours_since_methadone": 17.9}, "is taken"),
        ({"minutes_since_dose": 60}, "is taken"),
        ({"minutes_since_dose": 2000}, None),
        ({"minutes_since_dose": 60, "current_medication": "buprenorphine"}, None),
        ({"hours_since_methadone": 3, "current_medication": "none"}, "is taken"),
        ({"hours_since_methadone": 3, "doses_per_day": 2}, "Part of"),
        ({"vomited_dose_minutes": 5, "hours_since_methadone": 30}, "vomited"),
        ({"vomited_dose_minutes": 5, "current_medication": "none"}, None),
    ],
)
def test_whether_todays_dose_is_taken(more, word):
    found = taken_today("methadone", {**AWAKE, **more}, us)
    assert (found is None) if word is None else (word in found)


def test_from_tomorrow():
    assert next(from_tomorrow(iter((Order((), "a"),)), None)).note == "a"
    assert [order.note for order in from_tomorrow(iter((Order((), "a"),)), "taken")] == ["taken", "a"]


def test_a_plan_without_a_dose_stays_as_it_is():
    nothing = Plan("methadone", iter((Order((), "held"),)), 2, ())
    assert conditions(only_if_seen(nothing, ("the heart tracing",), seen=False)) == [[]]
