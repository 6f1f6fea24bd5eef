"""Visiting a calendar: every state once, and the shortest way to an order that breaks what is claimed."""

from typing import NamedTuple

from holdfast.guideline.calendars.days import Dose, Happened, Order
from holdfast.guideline.calendars.visiting import EVENTS, CalendarClaim, Visit, visit
from tests.guideline.calendars.visiting import us


class Taken(NamedTuple):
    days: int = 0

    def after(self, happened):
        return Taken(min(self.days + happened.taken, 5))

    def ordered(self, state, order):
        return self


def counting(state, happened, value):
    """A dose that rises with every day that it is taken, up to a bound of its own."""
    after = min(state + happened.taken, 5)
    return after, Order((Dose(after, "once a day"),))


def at_most(most):
    return CalendarClaim(
        "counted",
        counting,
        {"us": ((0, Taken()),)},
        {f"At most {most} mg.": lambda today: today.order.max_mg <= most, "Always.": lambda _: True},
    )


def test_every_state_is_visited_once():
    assert visit(at_most(5), "us", us) == Visit(6, None)
    assert visit(at_most(5), "us", us, days=2) == Visit(3, None)


def test_a_broken_sentence_is_told_with_the_shortest_way_to_it():
    found = visit(at_most(2), "us", us).broken
    assert (found.sentence, found.start, found.happened) == ("At most 2 mg.", 0, (Happened(),) * 3)
    assert found.order.max_mg == 3


def test_a_claim_says_all_its_sentences_and_where_it_holds():
    assert at_most(3).english == "At most 3 mg. Always."
    assert at_most(3).places == ("us",)


def test_what_can_happen_says_everything_that_there_is_to_say():
    for name in Happened._fields:
        assert len({getattr(happened, name) for happened in EVENTS}) > 1, name
