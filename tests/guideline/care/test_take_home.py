"""Doses at home. Expectations from evidence j, n12, n31, 42 CFR 8.12(i), cases V75 and V80, claims 26, 29, 130."""

from functools import partial

import pytest

from holdfast.guideline.care.take_home import SIX_POINTS, STORAGE, SUPERVISION, WORDING, Allowed, Refused, Supply, allowed, driving
from holdfast.guideline.programme import guideline
from tests.guideline.judged import DAY

US, UK = (guideline().on(DAY, place).value for place in ("us", "uk"))
in_us, in_uk = partial(allowed, place="us", value=US), partial(allowed, place="uk", value=UK)
MET = dict.fromkeys((point.code for point in SIX_POINTS), True)


def methadone(day, doses, **more):
    return Supply("methadone", doses, day, **{"points": MET, "reasons_written": True, **more})


@pytest.mark.parametrize(("day", "most"), [(1, 7), (10, 7), (14, 7), (15, 14), (30, 14), (31, 28), (400, 28)])
def test_the_law_goes_by_the_day_of_treatment(day, most):
    assert in_us(methadone(day, most)) == Allowed(most, tuple(text.say for text in STORAGE))
    refused = in_us(methadone(day, most + 1))
    assert isinstance(refused, Refused)
    assert refused.most == most
    assert refused.breaches[0].hard


def test_nine_doses_on_day_ten_are_refused_and_seven_named_v75():
    refused = in_us(methadone(10, 9))
    assert isinstance(refused, Refused)
    assert refused.most == 7
    assert refused.breaches[0].say == "On this day the law allows at most 7 days of doses at home; this is 9 days."
    assert refused.breaches[0].instead == "At most 7 days."


def test_a_closed_day_comes_on_top():
    assert isinstance(in_us(methadone(10, 9, closure_days=2)), Allowed)
    assert isinstance(in_us(methadone(10, 10, closure_days=2)), Refused)


def test_a_state_may_be_stricter_never_laxer():
    stricter = in_us(methadone(10, 5, state={"first": 3}))
    assert isinstance(stricter, Refused)
    assert (stricter.most, stricter.breaches[0].rule) == (3, "state")
    assert isinstance(in_us(methadone(10, 3, state={"first": 3})), Allowed)
    laxer = in_us(methadone(10, 9, state={"first": 14}))
    assert isinstance(laxer, Refused)
    assert laxer.most == 7
    assert isinstance(in_us(methadone(40, 20, state={"first": 3})), Allowed)


def test_the_six_points_are_weighed_and_written_down():
    refused = in_us(methadone(40, 10, points={**MET, "safe_at_home": False}, reasons_written=False))
    assert isinstance(refused, Refused)
    assert [(breach.where, breach.hard) for breach in refused.breaches] == [("points.safe_at_home", False), ("reasons_written", False)]
    open_ = in_us(Supply("methadone", 5, 40))
    assert isinstance(open_, Allowed)
    assert set(open_.care) >= {point.ask for point in SIX_POINTS}


def test_drug_use_alone_is_no_bar():
    """n12: only use or illness that makes harm likely counts, else nobody with the disorder would qualify."""
    assert "Drug use alone is no bar" in SIX_POINTS[0].ask
    assert len(SIX_POINTS) == 6


def test_the_day_of_treatment_must_be_known():
    refused = in_us(Supply("methadone", 5))
    assert isinstance(refused, Refused)
    assert refused.breaches[0].where == "day_of_treatment"


@pytest.mark.parametrize("medicine", ["buprenorphine", "naltrexone"])
def test_other_medicines_have_no_federal_limit(medicine):
    found = in_us(Supply(medicine, 30, 2))
    assert isinstance(found, Allowed)
    assert found.most is None


def fp10mda(days, **more):
    return Supply("methadone", days, **{"form": "fp10mda", "quantity_each": True, "interval_days": 1, "day_of_treatment": 200, **more})


def test_an_instalment_prescription_covers_fourteen_days_v80():
    assert isinstance(in_uk(fp10mda(14)), Allowed)
    refused = in_uk(fp10mda(28))
    assert isinstance(refused, Refused)
    assert refused.most == 14
    assert "at most 14 days; this one covers 28 days" in refused.breaches[0].say


@pytest.mark.parametrize("left_out", [{"quantity_each": False}, {"interval_days": None}])
def test_an_instalment_prescription_says_how_much_and_how_often(left_out):
    refused = in_uk(fp10mda(7, **left_out))
    assert isinstance(refused, Refused)
    assert [(breach.rule, breach.hard) for breach in refused.breaches] == [("instalments", False)]


def test_in_the_first_three_months_doses_with_staff_are_usual_but_block_nothing():
    early, late = in_uk(fp10mda(7, day_of_treatment=90)), in_uk(fp10mda(7, day_of_treatment=91))
    assert isinstance(early, Allowed)
    assert isinstance(late, Allowed)
    assert "first 90 days" in early.care[0]
    assert late.care[0] == WORDING[0]
    assert isinstance(in_uk(fp10mda(7, day_of_treatment=None)), Allowed)
    assert "cannot be had" in SUPERVISION.say


def test_in_the_uk_the_prescriber_decides_how_much_goes_home():
    assert in_uk(Supply("buprenorphine", 30)) == Allowed(None, ("How much goes home at once is the prescriber's decision.", STORAGE[0].say))


def test_driving():
    assert any("steady for 2 weeks" in advice.say for advice in driving("us", US))
    assert any("steady for 2 weeks" in advice.say for advice in driving("uk", UK))
    assert not any("DVLA" in advice.say for advice in driving("us", US))
    assert any("you must tell the DVLA" in advice.say for advice in driving("uk", UK))
    assert any("every year" in advice.say for advice in driving("uk", UK))


def test_storage_speaks_of_children():
    assert "One swallow can kill a child" in STORAGE[0].say
    assert "ambulance at once" in STORAGE[1].say
