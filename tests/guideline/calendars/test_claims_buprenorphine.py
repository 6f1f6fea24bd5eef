"""What is claimed of buprenorphine under the tongue. Each sentence finds a fault that is planted against it, and any course whatever happens keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.claims_buprenorphine import BUPRENORPHINE
from holdfast.guideline.medicines.buprenorphine.readiness import MISSED_TOO_LONG
from tests.guideline.calendars.visiting import DEAF, EVERY_EVENT, check_every_sentence_falls, check_kept, times, uk, us

FAULTS = {
    **DEAF,
    "On every other day": {"hears": {"sedated": True}},
    "A day is at most 32 mg": {"gives": times(3)},
    "After six missed days": {"limits": {MISSED_TOO_LONG: 9}},
    "After missed days with other opioids": {"hears": {"opioids": False}},
    "The second day": {"gives": times(2)},
    "Later a day": {"gives": times(2)},
}


def test_every_sentence_falls_where_a_fault_is_planted():
    check_every_sentence_falls(BUPRENORPHINE, FAULTS)


@given(st.lists(st.sampled_from(EVERY_EVENT), max_size=80), st.sampled_from(BUPRENORPHINE.starts["us"]), st.sampled_from([us, uk]))
def test_any_course_whatever_happens_is_safe(events, start, value):
    check_kept(BUPRENORPHINE, start, events, value)
