"""A breach names what was found, the limit, and what would be allowed."""

from holdfast.guideline.care.breaches import above
from holdfast.guideline.sources import DESIGN
from holdfast.language.expressions import Limit

MOST = Limit("days", us=7, uk=7, since=DESIGN.date, source=DESIGN)


def us(limit):
    return limit.us


def test_at_the_limit_nothing_breaks():
    assert above("doses", 7, MOST, us, "") == []


def test_above_it_both_numbers_are_named():
    (broken,) = above("doses", 9, MOST, us, "At most {limit}, not {found}.")
    assert (broken.where, broken.say, broken.instead, broken.hard, broken.limit) == (
        "doses",
        "At most 7 days, not 9 days.",
        "At most 7 days.",
        True,
        MOST,
    )


def test_what_would_be_allowed_can_be_said_otherwise():
    (broken,) = above("doses", 9, MOST, us, "", hard=False, instead="Fewer.")
    assert (broken.instead, broken.hard) == ("Fewer.", False)
