"""An order's file: read, or every problem named at once with what may stand there."""

import json
from datetime import datetime

import pytest

from holdfast.language.errors import InputError
from holdfast.orders.checking import checked
from holdfast.orders.reading import read_order
from tests.orders.making import READY, raw


def problems(file):
    with pytest.raises(InputError) as refused:
        checked(read_order(file))
    return {problem.where: str(problem) for problem in refused.value.problems}


def test_everything_that_is_wrong_is_named_at_once():
    file = raw("take_home", {"doses": "nine", "medcine": "methadone", "closure_days": -1}, {"age": "x", "pregnent": True}, place="usa")
    found = problems(file)
    assert set(found) == {
        "jurisdiction", "facts.age", "facts.pregnent", "take_home.medicine", "take_home.doses", "take_home.closure_days", "take_home.medcine",
    }  # fmt: skip
    assert "Did you mean 'medicine'?" in found["take_home.medcine"]
    assert "a whole number from 1 to 400 days' doses" in found["take_home.doses"]


@pytest.mark.parametrize(
    ("file", "where"),
    [
        (b"[1]", "the file"),
        (b"", "the input"),
        (b"{", "the input"),
        (b"{}", "check"),
        (json.dumps({"check": "plans", "plan": {}}).encode(), "check"),
        (json.dumps({"check": "plan"}).encode(), "plan"),
        (json.dumps({"check": "plan", "plan": None}).encode(), "plan"),
        (json.dumps({"check": "plan", "plan": ["methadone"]}).encode(), "plan"),
        (json.dumps({"check": "plan", "plan": {"options": ["methadone"]}, "calendar": {}}).encode(), "calendar"),
        (json.dumps({"check": "plan", "plan": {"options": ["methadone"]}, "notes": 1}).encode(), "notes"),
        (raw("plan", {"options": ["methadone"]}, reason=5), "reason"),
        (raw("plan", {"options": ["methadone"]}, reason="x" * 2001), "reason"),
        (raw("plan", {"options": ["methadone"]}, settings={"x": 1}), "settings.x"),
    ],
)
def test_an_outer_shape_that_is_wrong(file, where):
    assert where in problems(file)


@pytest.mark.parametrize(
    ("check", "order", "where"),
    [
        ("plan", {}, "plan.options"),
        ("plan", {"options": []}, "plan.options"),
        ("plan", {"options": ["metadone"]}, "plan.options"),
        ("plan", {"options": [7]}, "plan.options"),
        ("plan", {"options": ["qqqqqq"]}, "plan.options"),
        ("take_home", {"doses": 1.5, "medicine": "methadone"}, "take_home.doses"),
        ("take_home", {"doses": True, "medicine": "methadone"}, "take_home.doses"),
        ("take_home", {"doses": 3, "medicine": "methadone", "day_of_treatment": 9}, "take_home.day_of_treatment"),
        ("take_home", {"doses": 3, "medicine": "methadone", "reasons_written": "yes"}, "take_home.reasons_written"),
        ("take_home", {"doses": 3, "medicine": "methadone", "points": {"safe": True}}, "take_home.points.safe"),
        ("take_home", {"doses": 3, "medicine": "methadone", "points": []}, "take_home.points"),
        ("take_home", {"doses": 3, "medicine": "methadone", "state": {"fourth": 1}}, "take_home.state.fourth"),
        ("prescription", {"product": "suboxon"}, "prescription.product"),
        ("prescription", {"product": "methadone", "dose_mg": 20, "daily_mg": [30]}, "prescription.dose_mg"),
        ("prescription", {"product": "methadone", "daily_mg": []}, "prescription.daily_mg"),
        ("prescription", {"product": "methadone", "daily_mg": "20"}, "prescription.daily_mg"),
        ("prescription", {"product": "methadone", "daily_mg": [20, "x"]}, "prescription.daily_mg"),
        ("prescription", {"product": "methadone", "daily_mg": [20, 5000]}, "prescription.daily_mg"),
        ("prescription", {"product": "methadone", "instalments": {"every": 2}}, "prescription.instalments.every"),
        ("prescription", {"product": "methadone", "start": "low_dose"}, "prescription.start"),
        ("calendar", {"medicine": "heroin", "days": [{"total_mg": 1}]}, "calendar.medicine"),
        ("calendar", {"medicine": "methadone"}, "calendar.days"),
        ("calendar", {"medicine": "methadone", "days": []}, "calendar.days"),
        ("calendar", {"medicine": "methadone", "days": 5}, "calendar.days"),
        ("calendar", {"medicine": "methadone", "days": [{}]}, "calendar.days[1].total_mg"),
        ("calendar", {"medicine": "methadone", "days": [{"day": 1, "total_mg": 1}, {"day": 1, "total_mg": 1}]}, "calendar.days"),
        ("calendar", {"medicine": "methadone", "days": [{"doses": [{"when": "first"}]}]}, "calendar.days[1].doses[1].mg"),
        ("calendar", {"medicine": "methadone", "days": [{"total_mg": -1}]}, "calendar.days[1].total_mg"),
        ("incentives", {"kind": "voucher", "goals": "attendance"}, "incentives.pays_in"),
        ("incentives", {"kind": "voucher", "goals": "attendance", "pays_in": "voucher", "first": 2.505}, "incentives.first"),
        ("incentives", {"kind": "voucher", "goals": "attendance", "pays_in": "voucher", "first": -1}, "incentives.first"),
        ("incentives", {"kind": "voucher", "goals": "attendance", "pays_in": "voucher", "events": "NXN"}, "incentives.events"),
        ("incentives", {"kind": "voucher", "goals": "attendance", "pays_in": "voucher", "events": 5}, "incentives.events"),
        (
            "incentives",
            {"kind": "prize", "goals": "attendance", "pays_in": "prize", "bowl": [{"name": "x", "worth": 1, "slips": 0}]},
            "incentives.bowl",
        ),
        ("incentives", {"kind": "voucher", "goals": "attendance", "pays_in": "voucher", "bowl": []}, "incentives.bowl"),
    ],
)
def test_an_order_that_is_wrong(check, order, where):
    assert where in problems(raw(check, order, {**READY, "days_on_treatment": 10}))


def test_words_may_be_written_as_people_write_them():
    order = read_order(raw("prescription", {"product": "Buvidal Weekly", "form": "FP10MDA"}))
    assert order.fields.word("product", ("buvidal_weekly",)) == "buvidal_weekly"
    assert order.fields.word("form", ("fp10mda",)) == "fp10mda"


def test_date_and_place_can_be_overruled():
    order = read_order(raw("plan", {}, place="us"), datetime(2026, 1, 2), "uk")
    assert (order.case.as_of, order.case.place) == (datetime(2026, 1, 2), "uk")
