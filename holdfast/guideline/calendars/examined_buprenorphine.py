"""A calendar of buprenorphine under the tongue handed in, held against the limits of the way it is started."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdfast.guideline.calendars.buprenorphine import DAY_TWO_MOST
from holdfast.guideline.calendars.buprenorphine_first_day import DAY_ONE_MOST, HOME_DAY_ONE_MOST, MOST
from holdfast.guideline.calendars.courses import number, yes
from holdfast.guideline.calendars.days import ValueOf
from holdfast.guideline.calendars.given_days import Examined, GivenDay, Values, awake_first
from holdfast.guideline.calendars.low_dose import SCHEDULE
from holdfast.guideline.care.breaches import Breach, above
from holdfast.guideline.medicines.buprenorphine.changes import HIGHEST, USUAL_HIGHEST
from holdfast.guideline.medicines.buprenorphine.gentle_starts import FIRST_DOSE_WITHOUT_TOLERANCE
from holdfast.guideline.medicines.buprenorphine.readiness import MISSED_TOO_LONG, MISSED_TOO_LONG_WITH_OPIOIDS
from holdfast.language.expressions import Limit

FIRST_DAY: Mapping[str, Limit] = {
    "start_buprenorphine_standard": DAY_ONE_MOST,
    "start_buprenorphine_home": HOME_DAY_ONE_MOST,
    "start_buprenorphine_high_dose": MOST,
    "start_buprenorphine_after_overdose": MOST,
    "start_buprenorphine_no_withdrawal": FIRST_DOSE_WITHOUT_TOLERANCE,
}
"""The most that the first day holds, by the way it is started."""
OVERLAPS = ("start_buprenorphine_low_dose", "switch_methadone_to_buprenorphine")
WATCHED = ("start_buprenorphine_high_dose", "start_buprenorphine_after_overdose", "treat_precipitated_withdrawal")
BUILT_UP = ("start_buprenorphine_standard", "start_buprenorphine_home")


def examined(start: str, days: Sequence[GivenDay], values: Values, value: ValueOf) -> Examined:
    """What breaks in the calendar; `start` is the option it follows."""
    found = Examined(breaches=awake_first(days, values, value))
    if start in OVERLAPS:
        found.notes.append("Tiny rising doses while the other opioid goes on: both together are meant, and no duplicate therapy.")
    new = start in FIRST_DAY or start in OVERLAPS
    missed = 0 if new else int(number(values, "missed_doses") or 0)
    former, taken, total_missed = None if new else number(values, "current_buprenorphine_mg"), 0, 0
    for day in days:
        if day.missed or not day.most_mg:
            missed, total_missed = missed + 1, total_missed + 1
            continue
        taken += 1
        if start in OVERLAPS and not total_missed:
            found.breaches += _tiny(day, taken, value)
        elif new and taken == 1:
            found.breaches += _first_day(day, start, value)
        elif start in BUILT_UP and taken == 2:
            say = "On day two the dose is at most {limit}, not {found}."
            found.breaches += above(day.where, day.most_mg, DAY_TWO_MOST, value, say, hard=False)
        elif former is not None:
            found.breaches += _after_gap(day, former, missed, values, value)
        found.breaches += _most(day, start, value, found)
        former, missed = day.most_mg, 0
    return found


def _tiny(day: GivenDay, taken: int, value: ValueOf) -> list[Breach]:
    """Faster schedules are published too, so a reason is enough; not for a usual dose in the first half."""
    if taken > len(SCHEDULE):
        return []
    limit, times = SCHEDULE[taken - 1]
    most = value(limit) * times
    if day.most_mg <= most:
        return []
    usual = day.most_mg > value(DAY_ONE_MOST) and taken <= len(SCHEDULE) // 2
    say = f"On day {taken} of tiny rising doses {most:g} mg is meant, not {day.most_mg:g} mg: faster can set off sudden withdrawal."
    return [Breach(day.where, say, limit.source, f"At most {most:g} mg that day.", usual, limit)]


def _first_day(day: GivenDay, start: str, value: ValueOf) -> list[Breach]:
    limit = FIRST_DAY[start]
    return above(day.where, day.most_mg, limit, value, "Started this way, the first day is at most {limit}, not {found}.", hard=False)


def _after_gap(day: GivenDay, former: float, missed: int, values: Values, value: ValueOf) -> list[Breach]:
    limit = MISSED_TOO_LONG_WITH_OPIOIDS if yes(values, "opioids_since_last_dose") else MISSED_TOO_LONG
    if missed < value(limit) or day.most_mg <= value(DAY_ONE_MOST):
        return []
    say = f"After {missed} missed days ({value(limit):g} or more) buprenorphine starts anew, not at the former {former:g} mg."
    return [Breach(day.where, say, limit.source, f"A new start: at most {value(DAY_ONE_MOST):g} mg that day.", True, limit)]


def _most(day: GivenDay, start: str, value: ValueOf, found: Examined) -> list[Breach]:
    if start in WATCHED:
        return above(day.where, day.most_mg, MOST, value, "{found} on one day is above {limit}: a specialist's order, by hand.", hard=False)
    if value(USUAL_HIGHEST) < day.most_mg <= value(HIGHEST):
        found.notes.append(f"Day {day.number}: more than {value(USUAL_HIGHEST):g} mg a day helps some people. {USUAL_HIGHEST.source}.")
    return above(day.where, day.most_mg, HIGHEST, value, "{found} a day is above {limit}: a specialist's order, by hand.", hard=False)
