"""What is claimed of injections of buprenorphine. Each sentence finds a fault that is planted against it, and any course whatever happens keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.claims_injections import INJECTIONS
from holdfast.guideline.calendars.extended_release import LATER_SOONEST
from tests.guideline.calendars.visiting import DEAF, EVERY_EVENT, check_every_sentence_falls, check_kept, times, twice, uk, us

FAULTS = {
    **DEAF,
    "At most one": {"gives": twice},
    "Sublocade comes again": {"limits": {LATER_SOONEST: 20}},
    "Sublocade is at most": {"gives": times(2)},
    "After 42 days": {"hears": {"assessed": True}},
    "With its extra doses": {"gives": times(2)},
}


def test_every_sentence_falls_where_a_fault_is_planted():
    check_every_sentence_falls(INJECTIONS, FAULTS)


@given(st.lists(st.sampled_from(EVERY_EVENT), max_size=80), st.sampled_from(INJECTIONS.starts["us"]), st.sampled_from([us, uk]))
def test_any_course_whatever_happens_is_safe(events, start, value):
    check_kept(INJECTIONS, start, events, value)
