"""What is claimed of a course through withdrawal. Each sentence finds a fault that is planted against it, and any course whatever happens keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.claims_withdrawal import WITHDRAWAL
from tests.guideline.calendars.visiting import DEAF, EVERY_EVENT, check_every_sentence_falls, check_kept, times, uk, us

FAULTS = {
    **DEAF,
    "A first dose": {"gives": times(2)},
    "A day is at most": {"gives": times(2)},
}


def test_every_sentence_falls_where_a_fault_is_planted():
    check_every_sentence_falls(WITHDRAWAL, FAULTS)


@given(st.lists(st.sampled_from(EVERY_EVENT), max_size=80), st.sampled_from(WITHDRAWAL.starts["us"]), st.sampled_from([us, uk]))
def test_any_course_whatever_happens_is_safe(events, start, value):
    check_kept(WITHDRAWAL, start, events, value)
