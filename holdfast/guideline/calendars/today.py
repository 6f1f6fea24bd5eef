"""What decides about a dose today, whatever the medicine: who gets none now, a dose already taken, and whom a prescriber sees first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from holdfast.guideline import facts as f
from holdfast.guideline.calendars.courses import Plan, Values, missing, number, yes
from holdfast.guideline.calendars.days import Dose, Order, Refused, ValueOf
from holdfast.guideline.situations import LOW_OXYGEN, QTC_DANGEROUS, SLOW_BREATHING, TOLERANCE_KEPT
from holdfast.guideline.sources import DESIGN
from holdfast.guideline.words import Told, together
from holdfast.language.expressions import Limit

DOSE_TAKEN = Limit(
    "hours", us=18, uk=18, since=DESIGN.date, source=DESIGN, settings=(12, 20), why="a dose within this time is taken to be today's"
)

HOLD = "hold_dose_today"
NEEDS_THE_COUNT = frozenset(
    {"continue_current", "split_dose", "taper_methadone", "taper_buprenorphine", "increase_methadone", "increase_buprenorphine"}
)
"""Options whose dose depends on the days missed."""
COUNTED = (None, "methadone", "buprenorphine", "naltrexone_oral")
HOURS_SINCE = {"methadone": "hours_since_methadone", "buprenorphine": "hours_since_buprenorphine"}

IF_SEEN = "a prescriber has seen you today and agrees"
TAKEN = "Today's dose is taken. No more today: the next one is tomorrow."
PART_TAKEN = "Part of today's dose may be taken. The clinic works out whether anything is left of it for today."
VOMITED = "You vomited after a dose. A prescriber alone decides whether any of it is given again today: it is not repeated by itself."
FIRST_LOOK = (
    "A prescriber sees you before the next dose, because of: {reasons}. No further day is planned until then: ask for a new calendar."
)
EACH_LOOK = "A prescriber looks before each injection, because of: {reasons}."
NOT_UP = "The dose must not go up now, because of: {reasons}."
AND = "{condition}, and {more}"
NO_TODAY = "Day 1 is for a day on which no dose was taken yet."


def refused_today(code: str, values: Values, value: ValueOf) -> Refused | None:
    """No dose now while breathing may be in danger, and none while nobody has looked or counted. Holding a dose is no dose."""
    if code == HOLD:
        return None
    if reasons := no_dose_now(values, value):
        return Refused(
            (Told("No dose now: {reasons}.", reasons=together(reasons, ", ")),),
            ("Stay with staff. Look again in an hour, when wide awake and breathing well.",),
        )
    if values.get("sedated") is None:
        return missing("whether the person is drowsy now", f.sedated.ask)
    if code in NEEDS_THE_COUNT and values.get("current_medication") in COUNTED and number(values, "missed_doses") is None:
        return missing("how many days were missed", f.missed_doses.ask)
    return None


def no_dose_now(values: Values, value: ValueOf) -> tuple[str, ...]:
    """What makes any dose a danger this hour."""
    rate, oxygen = number(values, "respiratory_rate"), number(values, "oxygen_saturation")
    return _so(
        (yes(values, "overdose_now"), "an overdose"),
        (rate is not None and rate < value(SLOW_BREATHING), "breathing is too slow"),
        (oxygen is not None and oxygen < value(LOW_OXYGEN), "oxygen is too low"),
        (yes(values, "sedated") or yes(values, "intoxicated"), "drowsy, drunk or high"),
    )


def missed_days(values: Values) -> int:
    """Days in a row without the dose: as counted, or as the hours since the last dose show, whichever is more."""
    hours = number(values, HOURS_SINCE.get(str(values.get("current_medication")), ""))
    return max(int(number(values, "missed_doses") or 0), 0 if hours is None else int(hours // 24) - 1)


def dangers(values: Values, value: ValueOf) -> tuple[str, ...]:
    """What makes the medicine itself a danger until a prescriber has looked."""
    qtc = number(values, "qtc_ms")
    return _so(
        (qtc is not None and qtc >= value(QTC_DANGEROUS), "the heart tracing"),
        (yes(values, "torsades_history"), "a dangerous heart rhythm before"),
        (yes(values, "bowel_obstruction"), "a blocked bowel"),
        (values.get("respiratory_insufficiency") == "acute_severe", "very weak lungs"),
        (yes(values, "maoi_use"), "an MAOI medicine in the last two weeks"),
        (yes(values, "head_injury"), "a head injury"),
    )


def dose_may_not_fit(values: Values, value: ValueOf) -> tuple[str, ...]:
    """What may make the dose of yesterday too strong today."""
    free = number(values, "days_opioid_free")
    change = values.get("interacting_change")
    stronger = (change == "stopped" and (yes(values, "cyp3a4_inducer") or not yes(values, "cyp3a4_inhibitor"))) or (
        change == "started" and (yes(values, "cyp3a4_inhibitor") or not yes(values, "cyp3a4_inducer"))
    )
    return _so(
        (values.get("dose_control") == "sedation", "drowsiness on this dose"),
        (stronger, "another medicine that was stopped or started"),
        (yes(values, "lost_tolerance") or (free is not None and free >= value(TOLERANCE_KEPT)), "lost tolerance"),
        (values.get("child_pugh") == "C", "the liver"),
    )


def only_if_seen(plan: Plan, reasons: tuple[str, ...], seen: bool) -> Plan:
    """The plan up to its next dose, and that one only if a prescriber agrees. `seen`: that has happened today."""
    return replace(
        plan, orders=_agreed_until_dose(plan.orders, seen), notes=(Told(FIRST_LOOK, reasons=together(reasons, ", ")), *plan.notes)
    )


def first_if_seen(plan: Plan, seen: bool) -> Plan:
    """The whole plan, its next dose only if a prescriber agrees."""
    return replace(plan, orders=chain(_agreed_until_dose(plan.orders, seen), plan.orders))


def each_if_seen(plan: Plan, reasons: tuple[str, ...], seen: bool) -> Plan:
    """The whole plan, each day only if a prescriber agrees; `seen`: that has happened for today."""
    first = next(plan.orders)
    orders = chain((first if seen else agreed(first),), map(agreed, plan.orders))
    return replace(plan, orders=orders, notes=(Told(EACH_LOOK, reasons=together(reasons, ", ")), *plan.notes))


def agreed(order: Order) -> Order:
    """The order, each of its doses only if a prescriber agrees."""
    return Order(tuple(Dose(dose.mg, dose.when, _with(dose.condition)) for dose in order.doses), order.note)


def taken_today(medicine: str, values: Values, value: ValueOf) -> str | None:
    """What is said where today's dose of the medicine is taken already, or was vomited; None where it is still due."""
    on = values.get("current_medication") == medicine
    if on and number(values, "vomited_dose_minutes") is not None:
        return VOMITED
    hours, minutes = number(values, HOURS_SINCE[medicine]), number(values, "minutes_since_dose") if on else None
    since = min((each for each in (hours, None if minutes is None else minutes / 60) if each is not None), default=None)
    if since is None or since >= value(DOSE_TAKEN):
        return None
    return PART_TAKEN if on and (number(values, "doses_per_day") or 1) > 1 else TAKEN


def from_tomorrow(orders: Iterator[Order], note: str | None) -> Iterator[Order]:
    """The orders, after a first day without a dose where `note` says why."""
    return chain((Order((), note),), orders) if note else orders


def _agreed_until_dose(orders: Iterator[Order], seen: bool) -> Iterator[Order]:
    for order in orders:
        yield order if seen else agreed(order)
        if order.doses:
            return
        seen = False  # what was agreed today holds for today


def _with(condition: str | None) -> str:
    if condition is None or IF_SEEN in condition:
        return condition or IF_SEEN
    return Told(AND, condition=condition, more=IF_SEEN)


def _so(*found: tuple[bool, str]) -> tuple[str, ...]:
    return tuple(reason for holds, reason in found if holds)
