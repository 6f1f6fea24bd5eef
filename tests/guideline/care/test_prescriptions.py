"""Prescriptions: what is in a product, forms and days, instalments."""

import pytest

from holdfast.guideline.calendars.planning import MEDICINES
from holdfast.guideline.care.prescriptions import FORMS, PRODUCTS, composition, form_and_days, instalments, strength


def us(limit):
    return limit.us


@pytest.mark.parametrize(
    ("product", "claimed", "right"),
    [
        ("suboxone", ("buprenorphine", "naloxone"), True),
        ("suboxone", (), True),
        ("suboxone", ("buprenorphine", "naltrexone"), False),
        ("suboxone", ("buprenorphine",), False),
        ("subutex", ("buprenorphine", "naloxone"), False),
        ("vivitrol", ("naloxone",), False),
        ("vivitrol", ("naltrexone",), True),
    ],
)
def test_what_is_in_it(product, claimed, right):
    assert (composition(product, claimed) == []) is right


def test_suboxone_holds_naloxone_and_never_naltrexone():
    (broken,) = composition("suboxone", ("buprenorphine", "naltrexone"))
    assert broken.say.startswith(
        "suboxone holds buprenorphine and naloxone, not buprenorphine and naltrexone. Naltrexone is another medicine"
    )
    assert broken.instead == "Buprenorphine and naloxone."
    assert "Naltrexone" not in composition("suboxone", ("buprenorphine",))[0].say


@pytest.mark.parametrize(
    ("product", "mg", "made"),
    [
        ("buvidal_weekly", 24, True),
        ("buvidal_weekly", 20, False),
        ("vivitrol", 380, True),
        ("vivitrol", 300, False),
        ("methadone", 63, True),
    ],
)
def test_injections_come_in_fixed_doses(product, mg, made):
    assert (strength(product, mg) == []) is made


@pytest.mark.parametrize(
    ("product", "form", "days", "place", "right"),
    [
        ("methadone", "fp10mda", 14, "uk", True),
        ("methadone", "fp10mda", 15, "uk", False),
        ("methadone", "fp10mda", 28, "uk", False),
        ("methadone", "fp10mda", None, "uk", True),
        ("methadone", "fp10", 28, "uk", True),
        ("methadone", "otp", 7, "uk", False),
        ("suboxone", "three_day_supply", 3, "uk", False),
        ("methadone", "otp", 28, "us", True),
        ("methadone", "office", 7, "us", False),
        ("methadone", "hospital", 7, "us", True),
        ("suboxone", "office", 90, "us", True),
        ("suboxone", "fp10", 7, "us", False),
        ("methadone", "three_day_supply", 3, "us", True),
        ("methadone", "three_day_supply", 4, "us", False),
        ("methadone", "three_day_supply", None, "us", True),
        ("methadone", None, 90, "us", True),
    ],
)
def test_form_and_days(product, form, days, place, right):
    assert (form_and_days(product, form, days, place, us) == []) is right


def test_twenty_eight_days_on_an_instalment_form_name_the_fortnight():
    (broken,) = form_and_days("methadone", "fp10mda", 28, "uk", us)
    assert broken.say == "An instalment prescription covers at most 14 days; this one covers 28 days."
    assert "14 days" in broken.instead


@pytest.mark.parametrize(
    ("form", "given", "right"),
    [
        ("fp10mda", {"quantity": 60, "interval_days": 1}, True),
        ("fp10mda", {"quantity": 60}, False),
        ("fp10mda", None, False),
        ("fp10", None, True),
        (None, None, True),
    ],
)
def test_instalments_state_quantity_and_interval(form, given, right):
    assert (instalments(form, given) == []) is right


def test_every_product_has_a_calendar_and_every_form_is_a_word():
    assert {product.medicine for product in PRODUCTS.values()} <= set(MEDICINES)
    assert all(form == form.lower() for form in FORMS)
