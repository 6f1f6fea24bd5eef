"""Prescriptions of what eases withdrawal, and of tablets that are not milligram for milligram. Evidence b2, b7, c and n."""

import pytest

from holdfast.language.errors import InputError
from tests.orders.making import ON_TABLETS, READY, answer

IN_WITHDRAWAL = {**READY, "sex": "male", "cows_score": 14, "main_opioid": "heroin", "physically_dependent": True,
                 "systolic_bp": 120, "diastolic_bp": 80, "heart_rate": 80}  # fmt: skip
WATCHED = {**IN_WITHDRAWAL, "setting": "hospital"}


def says(found):
    return " ".join(each.say for each in found.breaches)


def notes(found):
    return " ".join(found.notes)


@pytest.mark.parametrize(
    ("product", "mg", "facts", "place", "most"),
    [
        ("clonidine", 0.8, IN_WITHDRAWAL, "us", None),
        ("clonidine", 0.9, {**IN_WITHDRAWAL, "setting": "home"}, "us", "0.8 mg"),
        ("clonidine", 1.2, {**WATCHED, "weight_kg": 95}, "us", None),
        ("clonidine", 1.2, {**WATCHED, "weight_kg": 80}, "us", "0.8 mg"),
        ("clonidine", 1.2, {**IN_WITHDRAWAL, "setting": "home", "weight_kg": 95}, "us", "0.8 mg"),
        ("clonidine", 1.3, {**WATCHED, "weight_kg": 95}, "us", "1.2 mg"),
        ("clonidine", 1.3, WATCHED, "us", "1.2 mg"),
        ("lofexidine", 2.88, IN_WITHDRAWAL, "us", None),
        ("lofexidine", 2.88, IN_WITHDRAWAL, "uk", "2.4 mg"),
        ("lofexidine", 2.16, {**IN_WITHDRAWAL, "child_pugh": "A"}, "us", None),
        ("lofexidine", 2.2, {**IN_WITHDRAWAL, "child_pugh": "A"}, "us", "2.16 mg"),
        ("lofexidine", 1.5, {**IN_WITHDRAWAL, "egfr": 60}, "us", "1.44 mg"),
        ("paracetamol", 4000, IN_WITHDRAWAL, "us", None),
        ("paracetamol", 4500, IN_WITHDRAWAL, "us", "4000 mg"),
        ("paracetamol", 3000, {**IN_WITHDRAWAL, "child_pugh": "B"}, "us", "2000 mg"),
        ("paracetamol", 3000, {**IN_WITHDRAWAL, "jaundice_or_cirrhosis": True}, "us", "2000 mg"),
        ("paracetamol", 3000, {**IN_WITHDRAWAL, "acute_hepatitis": True}, "us", "2000 mg"),
        ("loperamide", 18, IN_WITHDRAWAL, "us", "16 mg"),
    ],
)
def test_the_most_in_a_day(product, mg, facts, place, most):
    found = answer("prescription", {"product": product, "dose_mg": mg}, facts, place)
    over = [each for each in found.breaches if each.limit]
    assert [each.where for each in over] == (["prescription.dose_mg"] if most else []), says(found)
    assert all(each.hard and f"at most {most} a day" in each.say for each in over)


def test_what_decides_the_most_of_clonidine_is_asked_where_it_is_not_known():
    found = answer("prescription", {"product": "clonidine", "dose_mg": 1.2}, WATCHED)
    assert (found.verdict, "weight_kg" in found.unknown) == ("cannot_tell", True)
    found = answer("prescription", {"product": "clonidine", "dose_mg": 1.2}, {**IN_WITHDRAWAL, "weight_kg": 95})
    assert "setting" in found.unknown


def test_kidneys_and_liver_that_nobody_has_tested_are_named():
    assert "egfr, child_pugh" in notes(answer("prescription", {"product": "lofexidine", "dose_mg": 2.16}, IN_WITHDRAWAL))
    assert "taken as healthy" not in notes(answer("prescription", {"product": "lofexidine", "dose_mg": 0.54}, IN_WITHDRAWAL))


def test_every_day_of_a_list_counts_and_a_course_of_lofexidine_is_fourteen_days():
    found = answer("prescription", {"product": "lofexidine", "daily_mg": [1.08, 2.16, 3], "days": 15}, IN_WITHDRAWAL)
    assert {each.where for each in found.breaches if each.limit} == {"prescription.dose_mg", "prescription.days"}


def test_without_a_dose_the_most_is_told():
    assert "at most 0.8 mg a day" in notes(answer("prescription", {"product": "clonidine"}, IN_WITHDRAWAL))


def test_what_speaks_against_the_medicine_is_said_too():
    found = answer("prescription", {"product": "clonidine", "dose_mg": 0.3}, {**IN_WITHDRAWAL, "systolic_bp": 85})
    assert "blood pressure is too low" in says(found)
    found = answer("prescription", {"product": "lofexidine", "dose_mg": 2}, {**IN_WITHDRAWAL, "long_qt_history": True})
    assert "heart rhythm" in says(found)


def test_a_field_that_does_not_belong_is_named():
    with pytest.raises(InputError, match="there is no such field here"):
        answer("prescription", {"product": "clonidine", "start": "standard"}, IN_WITHDRAWAL)


@pytest.mark.parametrize(
    ("mg", "strength", "tablet"),
    [(5.7, None, 8), (11.4, None, 16), (11.4, 5.7, 16), (17.1, 5.7, 24), (2.8, 1.4, 4), (8.6, None, 12)],
)
def test_zubsolv_counts_as_the_tablets_that_it_stands_for(mg, strength, tablet):
    order = {"product": "zubsolv", "dose_mg": mg, **({"strength_mg": strength} if strength else {})}
    found = answer("prescription", order, {**ON_TABLETS, "current_buprenorphine_mg": tablet, "dose_control": "ok"})
    assert found.verdict == "allowed", says(found)
    assert f"{mg:g} mg of zubsolv stands for {tablet} mg" in notes(found)


def test_too_much_zubsolv_is_seen_although_its_milligrams_look_small():
    heavy = answer("prescription", {"product": "zubsolv", "dose_mg": 34.2, "strength_mg": 11.4}, ON_TABLETS)
    same = answer("prescription", {"product": "suboxone", "dose_mg": 48}, ON_TABLETS)
    assert heavy.breaches == same.breaches
    assert "48 mg a day is above 32 mg" in says(heavy)


@pytest.mark.parametrize("order", [{"dose_mg": 14.3}, {"dose_mg": 6, "strength_mg": 5.7}, {"dose_mg": 0.7}])
def test_what_the_table_does_not_say_is_no_guess(order):
    found = answer("prescription", {"product": "zubsolv", **order}, ON_TABLETS)
    assert found.verdict == "needs_reason"
    assert "No table says" in says(found)
