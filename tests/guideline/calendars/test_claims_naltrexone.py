"""What is claimed of naltrexone. Each sentence finds a fault that is planted against it, and any course whatever happens keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.claims_naltrexone import NALTREXONE
from holdfast.guideline.calendars.naltrexone import RESCREEN_AFTER
from tests.guideline.calendars.visiting import DEAF, EVERY_EVENT, check_every_sentence_falls, check_kept, times, twice, uk, us

FAULTS = {
    **DEAF,
    "At most one": {"gives": twice},
    "After an opioid": {"hears": {"opioids": False}},
    "A first tablet": {"gives": times(2)},
    "A day of tablets": {"gives": times(4)},
    "An injection is": {"gives": times(2)},
    "The next injection": {"hears": {"taken": False}},
    "After 35 days": {"limits": {RESCREEN_AFTER: 39}},
}


def test_every_sentence_falls_where_a_fault_is_planted():
    check_every_sentence_falls(NALTREXONE, FAULTS)


@given(st.lists(st.sampled_from(EVERY_EVENT), max_size=80), st.sampled_from(NALTREXONE.starts["us"]), st.sampled_from([us, uk]))
def test_any_course_whatever_happens_is_safe(events, start, value):
    check_kept(NALTREXONE, start, events, value)
