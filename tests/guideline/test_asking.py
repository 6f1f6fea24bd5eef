"""The short forms in which facts are written."""

from holdfast.guideline.asking import days_since, hours_since, number, one_of, silent, yes_no
from holdfast.language.kinds import Ask, Category, Check, Clock, Number, YesNo


def test_each_short_form_makes_the_kind_that_it_names():
    assert yes_no("a", "?").kind == YesNo()
    assert isinstance(yes_no("a", "?").unknown, Ask)
    assert silent("b", "?").unknown == Check(clear=False)
    assert number("c", "mg", 0, 9, "?").kind == Number("mg", 0, 9)
    assert one_of("d", "x|y", "?").kind == Category(("x", "y"))
    assert hours_since("e", "?").kind == Number("hours", 0, 8760, whole=False, clock=Clock.HOURS)
    assert days_since("f", 30, "?").kind == Number("days", 0, 30, clock=Clock.DAYS)
