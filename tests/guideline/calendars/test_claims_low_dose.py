"""What is claimed of buprenorphine in tiny rising doses. Each sentence finds a fault that is planted against it, and any course whatever happens keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.claims_low_dose import LOW_DOSE
from holdfast.guideline.calendars.visiting import DROWSY
from tests.guideline.calendars.visiting import DEAF, EVERY_EVENT, check_every_sentence_falls, check_kept, times, uk, us

FAULTS = {
    DROWSY: DEAF[DROWSY],
    "On every other day": {"hears": {"sedated": True}},
    "A dose is one of the published steps": {"gives": times(2)},
    "After two missed days": {"hears": {"taken": True}},
    "While withdrawal is up": {"hears": {"withdrawal": False}},
    "A day is at most 32 mg": {"gives": times(3)},
}


def test_every_sentence_falls_where_a_fault_is_planted():
    check_every_sentence_falls(LOW_DOSE, FAULTS)


@given(st.lists(st.sampled_from(EVERY_EVENT), max_size=80), st.sampled_from(LOW_DOSE.starts["us"]), st.sampled_from([us, uk]))
def test_any_course_whatever_happens_is_safe(events, start, value):
    check_kept(LOW_DOSE, start, events, value)
