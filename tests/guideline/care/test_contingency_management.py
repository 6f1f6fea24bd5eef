"""Rewards: the published schedules to the cent, then every order of events, held against what must never happen."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.care.contingency_management import (
    LAPSES,
    OUTCOMES,
    SCHEDULES,
    VOUCHER_STEP,
    Event,
    Schedule,
    ledger,
    owed,
    paid_in_year,
    prizes,
    prizes_by_week,
    read_events,
    steps,
    total,
    voucher,
    within,
)
from holdfast.language.errors import InputError


def us(limit):
    return limit.us


def uk(limit):
    return limit.uk


def paid(schedule, letters):
    return [line.paid for line in ledger(schedule, read_events(letters))]


EVENTS = st.lists(st.sampled_from("NPRUEILC"), max_size=60).map("".join)
EVERY = st.sampled_from([make(us) for make in SCHEDULES.values()])

# --- The published schedules, to the cent ---------------------------------------------------------

PUBLISHED = [
    (voucher, "NNNPNNNNNN", [250, 375, 1500, 0, 250, 375, 1500, 625, 750, 1875]),
    (voucher, "NNENN", [250, 375, 0, 1500, 625]),
    (prizes, "NNNPNNUNEN", [1, 2, 3, 0, 1, 2, 0, 1, 0, 2]),
    (prizes, "NNNNNM NN", [1, 2, 3, 4, 5, 0, 1, 2]),
    (steps, "NNNNPNNNN", [1000, 1000, 1150, 1150, 0, 1000, 1000, 1300, 1300]),
]


@pytest.mark.parametrize(("make", "letters", "expected"), PUBLISHED)
def test_a_published_course_of_events(make, letters, expected):
    assert paid(make(us), letters) == expected
    if make is not voucher:
        assert paid(make(uk), letters) == expected


@pytest.mark.parametrize(("make", "expected"), [(voucher, 99750), (prizes, 164), (prizes_by_week, 156), (steps, 59900)])
def test_a_published_total(make, expected):
    assert make(us).all_met() == expected
    assert total(ledger(make(us), read_events("N" * make(us).visits))) == expected
    in_uk = expected - 36 * 50 if make is voucher else expected
    assert make(uk).all_met() == total(ledger(make(uk), read_events("N" * make(uk).visits))) == in_uk


def test_the_shared_vectors_exactly(shared):
    said = json.loads((shared / "data" / "cm_vectors.json").read_text())
    letters = {name: name.partition("_")[2].replace(" ", "") for name in said}
    assert voucher(us).all_met() == said.pop("voucher_all_negative_36_total_cents")
    assert prizes(us).all_met() == said.pop("draws_cap8_24_total")
    assert prizes_by_week(us).all_met() == said.pop("draws_weekly_step_24_total")
    assert steps(us).all_met() / 100 == said.pop("ca_all_negative_total")
    kinds = {"voucher": (voucher, 1), "draws": (prizes, 1), "ca": (steps, 100)}
    for name, expected in said.items():
        make, part = kinds[name.partition("_")[0]]
        assert [each / part for each in paid(make(us), letters[name])] == expected, name


def test_the_other_printed_step_gives_its_printed_total():
    assert voucher(lambda limit: 150 if limit is VOUCHER_STEP else limit.us).all_met() == 115500


def test_uk_vouchers_begin_at_two_pounds():
    assert paid(voucher(uk), "NNNPNNNNNN") == [200, 325, 1450, 0, 200, 325, 1450, 575, 700, 1825]


# --- Lapses, absences, samples that cannot be read ------------------------------------------------


def test_five_in_a_row_bring_back_the_level_before_the_lapse():
    assert paid(voucher(us), "N" * 10 + "P" + "N" * 7)[-7:] == [250, 375, 1500, 625, 750, 1500 + 1000, 1625]


def test_in_the_uk_too():
    assert paid(voucher(uk), "N" * 10 + "P" + "N" * 7)[-7:] == [200, 325, 1450, 575, 700, 1450 + 1000, 1575]


def test_a_second_lapse_on_the_way_back_loses_nothing_more():
    assert paid(voucher(us), "N" * 10 + "P" + "NN" + "P" + "N" * 6)[-1] == 1500 + 1000


@pytest.mark.parametrize("letter", "ELC")
def test_an_absence_that_is_excused_neither_pays_nor_resets(letter):
    assert paid(prizes(us), f"NN{letter}N") == [1, 2, 0, 3]


@pytest.mark.parametrize("letter", "PRUM")
def test_a_lapse_pays_nothing_and_the_next_reward_is_the_first(letter):
    assert paid(prizes(us), f"NN{letter}N") == [1, 2, 0, 1]


def test_a_sample_that_cannot_be_read_is_given_once_more_the_same_day():
    today, later = date(2026, 11, 21), date(2026, 11, 24)
    first, unread, again = Event("negative", today - timedelta(3)), Event("invalid", today), Event("negative", today)
    schedule = prizes(us)
    assert [line.paid for line in ledger(schedule, [first, unread, again])] == [1, 0, 2]
    assert [line.paid for line in ledger(schedule, [first, unread, Event("negative", later)])] == [1, 0, 1]
    assert [line.paid for line in ledger(schedule, [first, unread, unread, Event("negative", later)])] == [1, 0, 0, 1]


def test_a_second_sample_is_no_second_visit():
    letters = "N" * 24 + "IN" + "N" * 12
    assert total(ledger(steps(us), read_events(letters))) == 59900


def test_after_the_last_visit_nothing_more_is_paid():
    assert paid(steps(us), "N" * 40)[36:] == [0] * 4


# --- The year's most ------------------------------------------------------------------------------


def test_at_the_most_pay_stops_and_the_level_goes_on():
    schedule = Schedule("cents", 1000, 500, 10, year_most=4000)
    lines = ledger(schedule, read_events("NNNNN"))
    assert [line.paid for line in lines] == [1000, 1500, 1500, 0, 0]
    assert [line.earned for line in lines] == [1000, 1500, 2000, 2500, 3000]


def test_a_year_later_pay_begins_again():
    schedule = Schedule("cents", 3000, 0, 10, year_most=4000)
    days = [date(2026, 3, 1), date(2026, 3, 5), date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 6)]
    assert [line.paid for line in ledger(schedule, [Event("negative", day) for day in days])] == [3000, 1000, 0, 3000, 1000]


def test_the_year_of_the_29th_of_february():
    assert paid_in_year([(date(2027, 2, 28), 5), (date(2027, 3, 1), 7)], date(2028, 2, 29)) == 7


def test_what_may_still_be_paid():
    assert (within(100, 0, None), within(100, 50, 120), within(100, 200, 120)) == (100, 70, 0)


def test_a_correction_adds_and_never_takes_back():
    schedule = voucher(us)
    before, after = (ledger(schedule, read_events(letters)) for letters in ("NPN", "NNN"))
    assert owed(total(before), after) == 2125 - 500
    assert owed(total(after), before) == 0


# --- What is no schedule, and what is no event ----------------------------------------------------


@pytest.mark.parametrize(
    "broken", [{"first": -1}, {"step": -1}, {"every": 0}, {"bonus": -5}, {"later": (-1,)}, {"year_most": -1}, {"visits": -1}]
)
def test_a_reward_is_never_negative(broken):
    with pytest.raises(ValueError, match="nothing is taken away"):
        Schedule(**{"pays": "cents", "first": 1, "step": 1, "visits": 1, **broken})


def test_a_letter_that_means_nothing_is_named():
    with pytest.raises(InputError, match=r"'XZ'.*N negative"):
        read_events("NxzN")


# --- Whatever happens -----------------------------------------------------------------------------


@given(EVERY, EVENTS)
def test_only_a_goal_met_is_paid_and_nobody_ever_pays(schedule, letters):
    for letter, cents in zip(letters, paid(schedule, letters), strict=True):
        assert cents >= 0
        assert letter == "N" or cents == 0


@given(EVENTS, st.integers(0, 80000), st.lists(st.integers(0, 60), min_size=60, max_size=60))
def test_never_above_the_most_in_any_twelve_months(letters, most, gaps):
    schedule = Schedule("cents", 5000, 2500, 60, bonus=1000, bonus_every=3, restored_after=5, year_most=most)
    day, events = date(2026, 1, 1), []
    for letter, gap in zip(letters, gaps, strict=False):
        day += timedelta(gap)
        events.append(Event(OUTCOMES[letter], day))
    lines = ledger(schedule, events)
    for end in [line.event.on for line in lines]:
        assert sum(line.paid for line in lines if end - timedelta(365) < line.event.on <= end) <= most


@given(EVERY, st.integers(1, 60))
def test_in_the_rising_part_each_goal_met_in_a_row_pays_no_less(schedule, count):
    amounts = [schedule.at(level) for level in range(1, count + 1)]
    assert all(earlier <= later for earlier, later in pairwise(amounts))


@given(st.sampled_from([voucher(us), prizes(us), prizes_by_week(us)]), EVENTS)
def test_after_every_lapse_the_next_goal_met_pays_the_first_amount(schedule, letters):
    letters += "PN"
    lines = ledger(schedule, read_events(letters))
    for earlier, later in pairwise(lines):
        if earlier.event.outcome in LAPSES and later.event.outcome == "negative":
            assert later.paid == schedule.first


@given(EVERY, EVENTS, st.integers(0, 59))
def test_more_goals_met_never_pay_less(schedule, letters, place):
    better = letters[:place] + letters[place : place + 1].replace("P", "N") + letters[place + 1 :]
    assert total(ledger(schedule, read_events(better))) >= total(ledger(schedule, read_events(letters)))


@given(st.sampled_from([voucher(us), prizes(us), prizes_by_week(us)]), EVENTS)
def test_excused_visits_change_no_other_payment(schedule, letters):
    kept = letters.replace("I", "")
    without = [letter for letter in kept if letter not in "ELC"]
    assert [cents for letter, cents in zip(kept, paid(schedule, kept), strict=True) if letter not in "ELC"] == paid(
        schedule, "".join(without)
    )
