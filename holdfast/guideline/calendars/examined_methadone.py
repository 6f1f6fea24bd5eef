"""A methadone calendar handed in, held against the limits: first doses, rises, doses after missed days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.guideline.calendars.courses import number, yes
from holdfast.guideline.calendars.days import ValueOf
from holdfast.guideline.calendars.first_doses import (
    DAY_ONE_CAREFUL,
    DAY_ONE_MOST,
    FIRST_CAREFUL,
    FIRST_LEAST,
    FIRST_LOW,
    FIRST_MOST,
    FIRST_USUAL,
    RISE_MOST,
    Begin,
    low_begin,
    methadone_begin,
    tolerance,
)
from holdfast.guideline.calendars.given_days import Examined, GivenDay, Values, awake_first
from holdfast.guideline.calendars.methadone import CAPPED_AFTER, CAPPED_AT, TAPER_APART, TAPER_PART, TAPER_STEP
from holdfast.guideline.care.breaches import Breach, above
from holdfast.guideline.medicines.methadone.changes import ASSESS_AFTER, IMPLAUSIBLE_DOSE, LARGE_DOSE, STEP_ADVISED, STEP_INTERVAL
from holdfast.guideline.medicines.methadone.suitability import RESTART
from holdfast.guideline.sources import CFR_8_12, MISSED_METHADONE_VA
from holdfast.language.expressions import Limit

DAY_ONE_LEGAL = Limit(
    "mg", us=50, uk=50, since=CFR_8_12.date, source=CFR_8_12, why="a legal ceiling, never an aim; above it the reason is law"
)
LEAST_IN_VA = Limit(
    "mg", us=30, uk=30, since=MISSED_METHADONE_VA.date, source=MISSED_METHADONE_VA, why="there: the higher of this and half, on day 4"
)


@dataclass
class _Course:
    """Where the calendar stands: the daily dose before today, the day of its last change, days missed since."""

    former: float | None
    changed_on: float | None
    missed: int


def examined(days: Sequence[GivenDay], values: Values, value: ValueOf, *, new: bool, lowered: bool = False) -> Examined:
    """What breaks in the calendar. `new`: it starts methadone; otherwise the person takes it, as the facts say. `lowered`: it
    is a slow taper."""
    found = Examined(breaches=awake_first(days, values, value))
    steady = number(values, "days_at_current_dose")
    course = _Course(
        None if new else number(values, "current_methadone_mg"),
        None if new or steady is None else 1 - steady,
        0 if new else int(number(values, "missed_doses") or 0),
    )
    if not new and course.former is None:
        found.unknown.append("current_methadone_mg")
        course.former = days[0].most_mg
    for day in days:
        if day.missed or not day.most_mg:
            course.missed += 1
            continue
        _one_day(day, course, values, value, found)
        if lowered and course.former is not None and not course.missed:
            found.breaches += _step_down(day, course, course.former, value)
        if course.former != day.most_mg or course.missed >= value(ASSESS_AFTER):
            course.changed_on = day.number
        course.former, course.missed = day.most_mg, 0
    return found


def _one_day(day: GivenDay, course: _Course, values: Values, value: ValueOf, found: Examined) -> None:
    if course.former is None:
        found.breaches += _first(day, *methadone_begin(values, value), values, value)
    elif course.missed >= value(RESTART):
        found.breaches += _restart(day, course, values, value)
    elif course.missed >= value(ASSESS_AFTER):
        found.breaches += _after_gap(day, course.former, course.missed, values, value)
    elif day.most_mg > course.former:
        _rise(day, course, course.former, values, value, found)
    found.breaches += above(
        day.where,
        day.most_mg,
        IMPLAUSIBLE_DOSE,
        value,
        "{found} of methadone a day is so much that it is more likely a slip ({limit}).",
        hard=False,
    )


def _first(day: GivenDay, begin: Begin, reasons: tuple[str, ...], values: Values, value: ValueOf) -> list[Breach]:
    """A first day of methadone."""
    found = above(day.where, day.first_mg, FIRST_MOST, value, "A first dose of methadone is at most {limit}, not {found}.")
    if day.most_mg > value(DAY_ONE_LEGAL):
        say = "Above {limit} on the first day the law asks for the reason in the record; this is {found}. No such order is passed here."
        found += above(day.where, day.most_mg, DAY_ONE_LEGAL, value, say, instead=f"At most {value(DAY_ONE_MOST):g} mg.")
    else:
        say = "The first day of methadone is at most {limit}, not {found}; from there to the legal {legal:g} mg only with a reason."
        found += above(day.where, day.most_mg, DAY_ONE_MOST, value, say.replace("{legal:g}", f"{value(DAY_ONE_LEGAL):g}"), hard=False)
    if begin.first < value(FIRST_USUAL) and begin.first < day.first_mg <= value(FIRST_MOST):
        limit = next(each for each in (FIRST_CAREFUL, FIRST_LOW, FIRST_LEAST) if value(each) <= begin.first)
        why = ", ".join(reasons) or "nobody has recorded how used to opioids the body is"
        hard = tolerance(values, value) is False
        say = f"For this person a first dose is at most {begin.first:g} mg, not {day.first_mg:g} mg, because of: {why}."
        found.append(Breach(day.where, say, limit.source, f"At most {begin.first:g} mg first.", hard, limit))
    return found


def _restart(day: GivenDay, course: _Course, values: Values, value: ValueOf) -> list[Breach]:
    """After so many missed days it is a new start, and low unless other opioids kept the body used to them."""
    used = yes(values, "opioids_since_last_dose")
    begin = methadone_begin(values, value)[0] if used else low_begin(value)
    most = min(begin.first + begin.extra, course.former or 0)
    found = _unseen(day, course.missed, values)
    if day.most_mg > most:
        kept = "other opioids were used meanwhile" if used else "nothing shows that other opioids kept the body used to them"
        say = (
            f"After {course.missed} missed days methadone starts anew ({value(RESTART):g} or more): at most {most:g} mg on that day, "
            f"not {day.most_mg:g} mg, because {kept}. The old dose could kill."
        )
        found.append(Breach(day.where, say, RESTART.source, f"At most {begin.first:g} mg first, {most:g} mg that day.", True, RESTART))
    return found


def _after_gap(day: GivenDay, former: float, missed: int, values: Values, value: ValueOf) -> list[Breach]:
    """After three or four missed days: half, or less. Where published tables differ, the lower one holds and both are said."""
    half = max(former / 2, min(former, value(FIRST_LEAST)))
    capped = missed >= value(CAPPED_AFTER)
    most = min(half, value(CAPPED_AT)) if capped else half
    found = _unseen(day, missed, values)
    if day.most_mg > most:
        assessed = yes(values, "prescriber_assessed") or not day.sure_mg
        elsewhere = max(half, value(LEAST_IN_VA)) if capped else former
        limit = CAPPED_AFTER if capped else ASSESS_AFTER
        cap = f"the lower of half and {value(CAPPED_AT):g} mg" if capped else "half"
        other = f"the higher of half and {value(LEAST_IN_VA):g} mg" if capped else "the usual dose"
        say = (
            f"After {missed} missed days the dose is {cap}: at most {most:g} mg of the former {former:g} mg, not {day.most_mg:g} mg. "
            f"(Tables differ: {LEAST_IN_VA.source} gives {other}. The lower one holds here.)"
        )
        found.append(Breach(day.where, say, limit.source, f"At most {most:g} mg.", day.most_mg > elsewhere or not assessed, limit))
    return found


def _unseen(day: GivenDay, missed: int, values: Values) -> list[Breach]:
    if not day.sure_mg or yes(values, "prescriber_assessed"):
        return []
    say = f"After {missed} missed days no dose is given before a prescriber has seen the person."
    return [Breach(day.where, say, ASSESS_AFTER.source, "See the person first (prescriber_assessed).", True, ASSESS_AFTER)]


def _step_down(day: GivenDay, course: _Course, former: float, value: ValueOf) -> list[Breach]:
    """A step of a taper: small, and rarely."""
    drop, found = former - day.most_mg, []
    small = max(0.5, min(former * value(TAPER_PART) / 100, value(TAPER_STEP)))
    if drop > small:
        say = f"The dose falls by {drop:g} mg at once; a step down of at most {small:g} mg can be borne."
        found.append(Breach(day.where, say, TAPER_PART.source, f"At least {former - small:g} mg.", False, TAPER_PART))
    stood = None if course.changed_on is None else day.number - course.changed_on
    if drop > 0 and stood is not None and stood < value(TAPER_APART):
        say = f"The dose falls after {stood:g} days. Steps are {value(TAPER_APART):g} days apart or more."
        found.append(Breach(day.where, say, TAPER_APART.source, "Later, and only if the person still wants it.", False, TAPER_APART))
    return found


def _rise(day: GivenDay, course: _Course, former: float, values: Values, value: ValueOf, found: Examined) -> None:
    rise = day.most_mg - former
    if course.missed:
        say = f"The dose goes up by {rise:g} mg right after a missed dose. It is never doubled to catch up."
        found.breaches.append(Breach(day.where, say, ASSESS_AFTER.source, f"The usual {former:g} mg.", rule="rise_after_missed"))
    begin = methadone_begin(values, value)[0]
    found.breaches += above(
        day.where,
        rise,
        RISE_MOST,
        value,
        f"The dose rises by {{found}}, to {day.most_mg:g} mg; a step is at most {{limit}}.",
        instead=f"At most {former + value(RISE_MOST):g} mg.",
    )
    if begin.rise < rise <= value(RISE_MOST) and begin.first <= value(DAY_ONE_CAREFUL) and tolerance(values, value) is not None:
        say = f"For this person a step is at most {begin.rise:g} mg, not {rise:g} mg."
        found.breaches.append(Breach(day.where, say, RISE_MOST.source, f"At most {begin.rise:g} mg.", False, RISE_MOST))
    if course.changed_on is None:
        found.unknown.append("days_at_current_dose")
    else:
        stood = day.number - course.changed_on
        if stood < value(STEP_INTERVAL):
            say = f"The dose rises after {stood:g} days. Methadone builds up: it must stand for {value(STEP_INTERVAL):g} days first."
            later = f"Not before day {course.changed_on + value(STEP_INTERVAL):g}."
            found.breaches.append(Breach(day.where, say, STEP_INTERVAL.source, later, True, STEP_INTERVAL))
        elif stood < value(STEP_ADVISED):
            found.notes.append(f"Day {day.number}: some guidelines wait {value(STEP_ADVISED):g} days between steps. {STEP_ADVISED.source}.")
    if day.most_mg > value(LARGE_DOSE):
        found.notes.append(f"Day {day.number}: above {value(LARGE_DOSE):g} mg a heart tracing goes with each rise. {LARGE_DOSE.source}.")
