"""Our limits held against the doses that were really given in three trials. Every number of ours is the guideline's own.

A day's entry is the total of the day. Where a day holds two different amounts the larger one counts. A day without an entry may
be a missed dose or one that nobody wrote down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import floor

from bench.ctn_people import Participant
from bench.ctn_tables import Table, median, percent, share
from holdfast.guideline.calendars.buprenorphine import DAY_TWO_MOST
from holdfast.guideline.calendars.buprenorphine_first_day import DAY_ONE_MOST as BUP_DAY_ONE_MOST
from holdfast.guideline.calendars.buprenorphine_first_day import HOME_DAY_ONE_MOST, MOST, STEP
from holdfast.guideline.calendars.first_doses import DAY_ONE_MOST, FIRST_MOST, RISE_MOST, SECOND_MOST, methadone_begin
from holdfast.guideline.calendars.methadone import CAPPED_AFTER, CAPPED_AT, WEEK_ONE_RISE
from holdfast.guideline.calendars.naltrexone import RESCREEN_AFTER
from holdfast.guideline.medicines.buprenorphine.changes import HIGHEST, USUAL_HIGHEST
from holdfast.guideline.medicines.buprenorphine.readiness import COWS_STANDARD, COWS_STRONG, MISSED_TOO_LONG
from holdfast.guideline.medicines.buprenorphine.starts import SOWS_HOME
from holdfast.guideline.medicines.methadone.changes import ASSESS_AFTER, IMPLAUSIBLE_DOSE, LARGE_DOSE, STEP_ADVISED, STEP_INTERVAL
from holdfast.guideline.medicines.methadone.changes import FIRST_WEEK as WEEK_ONE
from holdfast.guideline.medicines.methadone.suitability import RESTART
from holdfast.guideline.people import derived
from holdfast.guideline.situations import NALTREXONE_XR_BLOCK
from holdfast.language.expressions import Limit
from holdfast.language.rules import Dated

ValueOf = Callable[[Limit], float]
Days = Mapping[int, float]
ARMS = ("Methadone", "Outpatient BUP", "Outpatient BUP + SMM", "Outpatient BUP + EMM", "Inpatient BUP")
ARM_NAMES = {
    "Methadone": "methadone (27)",
    "Outpatient BUP": "buprenorphine (27)",
    "Outpatient BUP + SMM": "buprenorphine, standard counselling (30)",
    "Outpatient BUP + EMM": "buprenorphine, more counselling (30)",
    "Inpatient BUP": "buprenorphine (51)",
    "Inpatient NR-NTX": "naltrexone injection (51)",
}
COWS_BANDS = ((0, 4), (5, 12), (13, 24), (25, 48))
SOWS_BANDS = ((0, 0), (1, 10), (11, 20), (21, 64))
"""What the bands of the withdrawal tables stand for (the harmonisation notes of CTN-0094)."""


def dose_tables(people: Sequence[Participant], dated: Dated) -> list[Table]:
    """Every table about doses."""
    value = dated.value
    methadone = [each for each in people if each.arm == "Methadone" and each.doses]
    bup_arms = {arm: [each for each in people if each.arm == arm and each.doses] for arm in ARMS[1:]}
    return [
        _methadone_first_day(methadone, value),
        _methadone_own_first_day(methadone, value),
        _methadone_first_week(methadone, value),
        _methadone_pace(methadone, value),
        _buprenorphine_first_day(bup_arms, value),
        _buprenorphine_first_week(bup_arms, value),
        _withdrawal_before(people, value),
        _withdrawal_after(people),
        _highest({"Methadone": methadone} | bup_arms, value),
        _returns({"methadone": methadone, "buprenorphine": [*bup_arms["Outpatient BUP"], *bup_arms["Inpatient BUP"]]}, value),
        _injections([each for each in people if each.arm == "Inpatient NR-NTX" and each.doses], value),
    ]


def from_first(days: Days) -> dict[int, float]:
    """The doses by day of treatment: the first dose is on day 1."""
    first = min(days)
    return {day - first + 1: mg for day, mg in days.items()}


def rises(days: Days) -> list[tuple[int, float, int]]:
    """Every rise: the day, by how much, and for how many days the dose before it had been the dose."""
    found, since = [], min(days)
    for (_, low), (day, high) in pairwise(days.items()):
        if high > low:
            found.append((day, high - low, day - since))
        if high != low:
            since = day
    return found


def methadone_week(days: Days, value: ValueOf) -> set[str]:
    """What in the first week of methadone (`from_first`) goes beyond our limits."""
    week = {day: mg for day, mg in days.items() if day <= value(WEEK_ONE)}
    up = rises(week)
    reasons = {
        "day 1": week[1] > value(DAY_ONE_MOST),
        "step": any(mg > value(RISE_MOST) for _, mg, _ in up),
        "interval": any(held < value(STEP_INTERVAL) for _, _, held in up),
        "week": max(week.values()) - week[1] > value(WEEK_ONE_RISE),
    }
    return {reason for reason, holds in reasons.items() if holds}


def buprenorphine_week(days: Days, day_one: float, value: ValueOf) -> set[str]:
    """What in the first week of buprenorphine (`from_first`) goes beyond our limits, with this much allowed on day 1."""
    week = {day: mg for day, mg in days.items() if day <= value(WEEK_ONE)}
    reasons = {
        "day 1": week[1] > day_one,
        "day 2": week.get(2, 0) > value(DAY_TWO_MOST),
        "step": any(mg > value(STEP) for _, mg, _ in rises(week)),
        "daily": max(week.values()) > value(USUAL_HIGHEST),
    }
    return {reason for reason, holds in reasons.items() if holds}


def _methadone_first_day(people: Sequence[Participant], value: ValueOf) -> Table:
    given = [from_first(each.doses)[1] for each in people]
    one, day = value(FIRST_MOST), value(DAY_ONE_MOST)
    rows = (
        (f"up to {one:g} mg", sum(mg <= one for mg in given), "yes, as one dose"),
        (
            f"above {one:g} and up to {day:g} mg",
            sum(one < mg <= day for mg in given),
            f"only as {one:g} mg first and at most {value(SECOND_MOST):g} mg more, hours later",
        ),
        (f"above {day:g} mg", sum(mg > day for mg in given), "no: over the first day's limit"),
    )
    return Table(
        "methadone_first_day",
        f"Methadone, total of the first day ({len(given)} people, trial 27)",
        ("first day", "people", "within our limits?"),
        tuple((name, share(count, len(given)), said) for name, count, said in rows),
    )


def _methadone_own_first_day(people: Sequence[Participant], value: ValueOf) -> Table:
    by_record, by_score = (_planned(people, scored, value) for scored in (False, True))
    rows = []
    for first, most in sorted({*by_record, *by_score}):
        cells = []
        for planned in (by_record, by_score):
            given = planned.get((first, most), [])
            cells += [share(len(given), len(people)), percent(sum(mg <= most for mg in given), len(given))]
        rows.append((f"{first:g} mg, at most {most:g} mg", *cells))
    return Table(
        "methadone_own_first_day",
        f"Methadone, the first day that our calendar would plan for each of them ({len(people)} people, trial 27)",
        ("our first dose and first day", "by the record", "really within it", "with their COWS band", "really within it"),
        tuple(rows),
        "With their COWS band: as if the low end of the band before the first dose had been entered as the score.",
    )


def _planned(people: Sequence[Participant], scored: bool, value: ValueOf) -> dict[tuple[float, float], list[float]]:
    """The totals really given on day 1, by what our calendar plans for the person: the first dose and the most of the day."""
    found: dict[tuple[float, float], list[float]] = {}
    for each in people:
        score = {"cows_score": COWS_BANDS[each.band][0]} if scored and each.band is not None else {}
        begin, _ = methadone_begin(derived(each.before | score), value)
        found.setdefault((begin.first, begin.first + begin.extra), []).append(from_first(each.doses)[1])
    return found


def _methadone_first_week(people: Sequence[Participant], value: ValueOf) -> Table:
    found = [methadone_week(from_first(each.doses), value) for each in people]
    lines = (
        ("within every limit", sum(not each for each in found)),
        (f"more than {value(DAY_ONE_MOST):g} mg on day 1", sum("day 1" in each for each in found)),
        (f"a rise of more than {value(RISE_MOST):g} mg from one day to the next", sum("step" in each for each in found)),
        (f"a rise after less than {value(STEP_INTERVAL):g} days on one dose", sum("interval" in each for each in found)),
        (
            f"more than {value(WEEK_ONE_RISE):g} mg above day 1 within {value(WEEK_ONE):g} days",
            sum("week" in each for each in found),
        ),
        ("only the interval was too short", sum(each == {"interval"} for each in found)),
    )
    return Table(
        "methadone_first_week",
        f"Methadone, the first week ({len(found)} people, trial 27)",
        ("", "people"),
        tuple((name, share(count, len(found))) for name, count in lines),
        "One person can go beyond several limits.",
    )


def _methadone_pace(people: Sequence[Participant], value: ValueOf) -> Table:
    rows = []
    for day in (7, 14, 28):
        given = [mg for each in people if (mg := from_first(each.doses).get(day)) is not None]
        fastest, advised = (value(DAY_ONE_MOST) + floor((day - 1) / value(gap)) * value(RISE_MOST) for gap in (STEP_INTERVAL, STEP_ADVISED))
        high = sorted(given)[floor(len(given) * 0.9)] if given else None
        rows.append(
            (
                f"day {day}",
                str(len(given)),
                f"{median(given):g} mg" if given else "–",
                f"{high:g} mg" if high is not None else "–",
                f"{fastest:g} mg",
                percent(sum(mg > fastest for mg in given), len(given)),
                f"{advised:g} mg",
            )
        )
    up = [rise for each in people for rise in rises(from_first(each.doses)) if rise[0] <= 28]
    small = sum(mg <= value(RISE_MOST) for _, mg, _ in up)
    apart = sum(held >= value(STEP_INTERVAL) for _, _, held in up)
    both = sum(mg <= value(RISE_MOST) and held >= value(STEP_INTERVAL) for _, mg, held in up)
    return Table(
        "methadone_pace",
        "Methadone, the pace of the first four weeks (trial 27)",
        (
            "",
            "people with a dose",
            "really, median",
            "really, highest tenth from",
            f"our fastest ({value(STEP_INTERVAL):g} days a step)",
            "really above it",
            f"our advice ({value(STEP_ADVISED):g} days a step)",
        ),
        tuple(rows),
        f"Of {len(up)} rises in these four weeks {percent(small, len(up))} were of {value(RISE_MOST):g} mg or less, "
        f"{percent(apart, len(up))} came after {value(STEP_INTERVAL):g} days or more, and {percent(both, len(up))} were both. "
        f"Our columns start from {value(DAY_ONE_MOST):g} mg, the most of a first day.",
    )


def _buprenorphine_first_day(arms: Mapping[str, Sequence[Participant]], value: ValueOf) -> Table:
    clinic, home, high = value(BUP_DAY_ONE_MOST), value(HOME_DAY_ONE_MOST), value(MOST)
    site = BUP_DAY_ONE_MOST.settings[1] if BUP_DAY_ONE_MOST.settings else clinic
    bounds = (
        (f"up to {clinic:g} mg", 0.0, clinic, "yes"),
        (f"above {clinic:g} and up to {home:g} mg", clinic, home, "at home, or where the site has set it so"),
        (f"above {home:g} and up to {site:g} mg", home, site, "only where the site has set it so"),
        (f"above {site:g} and up to {high:g} mg", site, high, "only as a watched high-dose start"),
        (f"above {high:g} mg", high, float("inf"), "no"),
    )
    given = {arm: [from_first(each.doses)[1] for each in people] for arm, people in arms.items()}
    rows = tuple(
        (name, *(share(sum(low < mg <= top for mg in doses), len(doses)) for doses in given.values()), said)
        for name, low, top, said in bounds
    )
    return Table(
        "buprenorphine_first_day",
        "Buprenorphine, total of the first day",
        ("first day", *(f"{ARM_NAMES[arm]}, {len(doses)} people" for arm, doses in given.items()), "within our limits?"),
        rows,
    )


def _buprenorphine_first_week(arms: Mapping[str, Sequence[Participant]], value: ValueOf) -> Table:
    clinic = value(BUP_DAY_ONE_MOST)
    site = BUP_DAY_ONE_MOST.settings[1] if BUP_DAY_ONE_MOST.settings else clinic
    found = {arm: [buprenorphine_week(from_first(each.doses), clinic, value) for each in people] for arm, people in arms.items()}
    wide = {arm: [buprenorphine_week(from_first(each.doses), site, value) for each in people] for arm, people in arms.items()}
    lines: tuple[tuple[str, Mapping[str, list[set[str]]], Callable[[set[str]], bool]], ...] = (
        ("within every limit", found, lambda each: not each),
        (f"the same, where the site allows {site:g} mg on day 1", wide, lambda each: not each),
        (f"more than {clinic:g} mg on day 1", found, lambda each: "day 1" in each),
        (f"more than {value(DAY_TWO_MOST):g} mg on day 2", found, lambda each: "day 2" in each),
        (f"a rise of more than {value(STEP):g} mg from one day to the next", found, lambda each: "step" in each),
        (f"more than {value(USUAL_HIGHEST):g} mg within the week", found, lambda each: "daily" in each),
    )
    return Table(
        "buprenorphine_first_week",
        "Buprenorphine, the first week",
        ("", *(f"{ARM_NAMES[arm]}, {len(each)} people" for arm, each in found.items())),
        tuple((name, *(share(sum(map(test, each)), len(each)) for each in by_arm.values())) for name, by_arm, test in lines),
        "One person can go beyond several limits.",
    )


def against(band: tuple[int, int], least: float) -> str:
    """Whether a score somewhere in the band reaches a limit: `yes`, `no`, or `perhaps` where both can be."""
    low, high = band
    return "yes" if low >= least else "no" if high < least else "perhaps"


def _withdrawal_before(people: Sequence[Participant], value: ValueOf) -> Table:
    limits = (
        ("start in a clinic", COWS_STANDARD),
        ("the same after a strong opioid", COWS_STRONG),
    )
    rows = []
    for arm in ARMS:
        bands = [each.band for each in people if each.arm == arm and each.band is not None and each.doses]
        if arm == "Inpatient BUP":
            checked: tuple[tuple[str, Limit, tuple[tuple[int, int], ...]], ...] = (("start at home, SOWS", SOWS_HOME, SOWS_BANDS),)
        else:
            checked = tuple((name, limit, COWS_BANDS) for name, limit in limits)
        for name, limit, scale in checked:
            answers = Counter(against(scale[band], value(limit)) for band in bands)
            counts = (share(answers[answer], len(bands)) for answer in ("yes", "perhaps", "no"))
            rows.append((ARM_NAMES[arm], f"{name}: {value(limit):g}", *counts))
    return Table(
        "withdrawal_before",
        "Withdrawal just before the first dose, against the score that we ask for",
        ("arm", "our score", "surely reached", "cannot be told", "surely not reached"),
        tuple(rows),
        "The tables hold bands: COWS 0–4, 5–12, 13–24, 25 and more (trials 27 and 30); SOWS 0, 1–10, 11–20, 21 and more (trial 51). "
        "Methadone needs no such score; its arm is here to compare.",
    )


def _withdrawal_after(people: Sequence[Participant]) -> Table:
    names = ("0–4", "5–12", "13–24", "25 and more")
    rows = []
    for arm in ARMS[:-1]:
        for band, name in enumerate(names):
            after = [each.band_after - band for each in people if each.arm == arm and each.band == band and each.band_after is not None]
            if after:
                counts = (share(sum(map(test, after)), len(after)) for test in (lambda by: by < 0, lambda by: by == 0, lambda by: by > 0))
                rows.append((ARM_NAMES[arm], name, str(len(after)), *counts))
    return Table(
        "withdrawal_after",
        "Withdrawal after the first dose, by the band before it",
        ("arm", "COWS before", "people", "a lower band", "the same band", "a higher band"),
        tuple(rows),
        "A rise within a band does not show here, and the tables do not say how long after the dose the second score was taken.",
    )


def _highest(arms: Mapping[str, Sequence[Participant]], value: ValueOf) -> Table:
    rows = []
    for arm, people in arms.items():
        usual, most = (LARGE_DOSE, IMPLAUSIBLE_DOSE) if arm == "Methadone" else (USUAL_HIGHEST, HIGHEST)
        top = [max(each.doses.values()) for each in people]
        doses = [mg for each in people for mg in each.doses.values()]
        rows.append(
            (
                ARM_NAMES[arm],
                f"{value(usual):g} / {value(most):g} mg",
                share(sum(mg <= value(usual) for mg in top), len(top)),
                share(sum(value(usual) < mg <= value(most) for mg in top), len(top)),
                share(sum(mg > value(most) for mg in top), len(top)),
                f"{sum(mg > value(most) for mg in doses)} of {len(doses):,}",
                f"{max(top):g} mg" if top else "–",
                str(sum(len(each.twice) for each in people)),
            )
        )
    return Table(
        "highest",
        "The highest daily dose of each person",
        (
            "arm",
            "we plan to / we stop at",
            "never above what we plan",
            "above it, as a prescriber may order",
            "above where we stop",
            "such days",
            "the highest",
            "days with two amounts",
        ),
        tuple(rows),
    )


def allowed_after(medicine: str, before: float, missed: int, value: ValueOf) -> float:
    """The most that may be given on the first day back."""
    if medicine == "buprenorphine":
        return before if missed < value(MISSED_TOO_LONG) else min(before, value(BUP_DAY_ONE_MOST))
    if missed >= value(RESTART):
        return min(before, value(DAY_ONE_MOST))
    if missed >= value(CAPPED_AFTER):
        return min(before / 2, value(CAPPED_AT))
    return before / 2 if missed >= value(ASSESS_AFTER) else before


def _returns(medicines: Mapping[str, Sequence[Participant]], value: ValueOf) -> Table:
    spans = {
        "methadone": (
            (1, value(ASSESS_AFTER), "the usual dose"),
            (value(ASSESS_AFTER), value(CAPPED_AFTER), "half"),
            (value(CAPPED_AFTER), value(RESTART), f"half, at most {value(CAPPED_AT):g} mg"),
            (value(RESTART), float("inf"), f"a new start, at most {value(DAY_ONE_MOST):g} mg"),
        ),
        "buprenorphine": (
            (1, value(MISSED_TOO_LONG), "the usual dose"),
            (value(MISSED_TOO_LONG), float("inf"), f"a new start, at most {value(BUP_DAY_ONE_MOST):g} mg"),
        ),
    }
    rows = []
    for medicine, people in medicines.items():
        gaps = [
            (low, high, day - last - 1) for each in people for (last, low), (day, high) in pairwise(each.doses.items()) if day - last > 1
        ]
        for least, under, ours in spans[medicine]:
            here = [(before, after, missed) for before, after, missed in gaps if least <= missed < under]
            held = sum(after <= allowed_after(medicine, before, missed, value) for before, after, missed in here)
            same = sum(after >= before for before, after, _ in here)
            days = f"{least:g} or more" if under == float("inf") else f"{least:g}" if under == least + 1 else f"{least:g} to {under - 1:g}"
            rows.append((medicine, days, ours, str(len(here)), share(same, len(here)), share(held, len(here))))
    return Table(
        "returns",
        "The first dose after days without an entry",
        ("medicine", "days without", "we allow", "times", "really the old dose or more", "within our limit"),
        tuple(rows),
        "Trials 27 and 51. A day without an entry may be a dose that was taken home or not written down. Trial 30 is left out: it "
        "paused treatment between its two phases.",
    )


def _injections(people: Iterable[Participant], value: ValueOf) -> Table:
    gaps = [later - day for each in people for day, later in pairwise(each.doses)]
    block, late = value(NALTREXONE_XR_BLOCK), value(RESCREEN_AFTER)
    lines = (
        (f"before day {block:g}", sum(gap < block for gap in gaps), "not planned so early"),
        (f"day {block:g} to {late - 1:g}", sum(block <= gap < late for gap in gaps), "yes"),
        (f"day {late:g} or later", sum(gap >= late for gap in gaps), "only after a new urine test"),
    )
    return Table(
        "injections",
        f"Naltrexone injection, days to the next one ({len(gaps)} intervals, trial 51)",
        ("interval", "times", "within our limits?"),
        tuple((name, share(count, len(gaps)), said) for name, count, said in lines),
    )
