"""What is claimed of methadone. Each sentence finds a fault that is planted against it, and any course whatever happens keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.calendars.claims_methadone import METHADONE, MethadoneTaken
from holdfast.guideline.calendars.first_doses import Begin
from holdfast.guideline.calendars.methadone import State
from holdfast.guideline.medicines.methadone.changes import LARGE_DOSE, STEP_ADVISED, STEP_INTERVAL, WEEK_ONE_RISE
from tests.guideline.calendars.visiting import DEAF, EVERY_EVENT, check_every_sentence_falls, check_kept, times, uk, us

BEGINS = [Begin(30, 10, 10), Begin(20, 10, 10), Begin(2.5, 2.5, 5)]


def treated(mg, goal):
    return State(goal, mg, BEGINS[1], day=14, steady=14), MethadoneTaken(mg, 5, 0, mg, 7, mg, mg, tapering=goal == "lower")


STARTS = [
    *((State("raise", 0, begin), MethadoneTaken()) for begin in BEGINS),
    *(treated(mg, goal) for mg, goal in ((80, "keep"), (280, "keep"), (115, "raise"), (80, "lower"))),
]
FAULTS = {
    **DEAF,
    "On every other day": {"hears": {"sedated": True}},
    "A first dose": {"gives": times(2)},
    "A new start": {"hears": {"opioids": True}},
    "After three missed days": {"hears": {"taken": True}},
    "A rise": {"limits": {STEP_ADVISED: 2}},
    "In the first week": {"limits": {STEP_ADVISED: 1, STEP_INTERVAL: 1, WEEK_ONE_RISE: 200}},
    "It rises past 120 mg": {"limits": {LARGE_DOSE: 200}, "starts": (treated(120, "raise"),)},
    "Who is coming off": {"gives": times(2)},
}


def test_every_sentence_falls_where_a_fault_is_planted():
    check_every_sentence_falls(METHADONE, FAULTS)


@given(st.lists(st.sampled_from(EVERY_EVENT), max_size=60), st.sampled_from(STARTS), st.sampled_from([us, uk]))
def test_any_course_whatever_happens_is_safe(events, start, value):
    check_kept(METHADONE, start, events, value)
