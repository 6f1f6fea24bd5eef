"""Before, in and after a lapse: the plan, the help, and check-ins that go on without an end.

A lapse takes nobody back to the start and is never a reason to end treatment: no rule here stops, delays or removes
anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from holdfast.guideline import facts as f
from holdfast.guideline.care.breaches import ValueOf
from holdfast.guideline.options import AFTERCARE, LAPSE_CARE, RELAPSE_PREVENTION_PLAN
from holdfast.guideline.situations import ANY_DAYS, in_care, on_a_medicine, on_record
from holdfast.guideline.sources import ASAM_2020, BUPRENORPHINE_LABEL, DESIGN, MARLATT, NIDA_PRINCIPLES
from holdfast.language.expressions import Limit, Named, all_of, any_of
from holdfast.language.rules import Offer, Prefer, Rule

LAPSE_CONTACT = Limit("hours", us=24, uk=24, since=MARLATT.date, source=MARLATT)
FIRST_CONTACT_FROM = Limit("hours", us=24, uk=24, since=DESIGN.date, source=DESIGN)
FIRST_CONTACT_BY = Limit("hours", us=72, uk=72, since=DESIGN.date, source=DESIGN)
CHECK_IN_1 = Limit("weeks", us=1, uk=1, since=DESIGN.date, source=DESIGN, why="HEDIS asks for a visit within 7 days")
CHECK_IN_2 = Limit("weeks", us=2, uk=2, since=DESIGN.date, source=DESIGN)
CHECK_IN_3 = Limit("weeks", us=4, uk=4, since=DESIGN.date, source=DESIGN, why="HEDIS asks for a visit within 30 days")
CHECK_IN_4 = Limit("weeks", us=8, uk=8, since=DESIGN.date, source=DESIGN)
CHECK_IN_5 = Limit("weeks", us=12, uk=12, since=DESIGN.date, source=DESIGN)
MONTHLY_UNTIL = Limit("months", us=12, uk=12, since=DESIGN.date, source=DESIGN)
THEN_EVERY = Limit("months", us=3, uk=3, since=DESIGN.date, source=DESIGN, why="four times a year, without an end")
HELPS_FROM = Limit("days", us=180, uk=180, since=NIDA_PRINCIPLES.date, source=NIDA_PRINCIPLES, why="six months and more do better; no end")

EARLY_CHECK_INS = (CHECK_IN_1, CHECK_IN_2, CHECK_IN_3, CHECK_IN_4, CHECK_IN_5)


class Part(NamedTuple):
    """One field of the relapse-prevention plan, and how it is asked."""

    code: str
    ask: str


PLAN_PARTS: tuple[Part, ...] = (
    Part("triggers", "Which people, places, things and feelings make you want to use?"),
    Part("early_warning_signs", "How do you, or others, notice that it is getting harder?"),
    Part("coping", "What helps you with each of them?"),
    Part("craving", "When craving comes: what puts it off, takes your mind off it, makes it smaller, and whom do you call?"),
    Part("supports", "Who stands by you, how do we reach them, and have they agreed?"),
    Part("dose", "What do you do if the dose wears off, or a dose is missed?"),
    Part("naloxone", "Where is your naloxone, and who knows how to use it?"),
    Part("safer", "If you do use: not alone, and far less than before, because tolerance falls fast. What will you do?"),
    Part("lapse", "After a lapse: whom do you call within a day?"),
    Part("crisis_line", "Which crisis line will you call?"),
    Part("review", "When do we look at this plan again?"),
    Part("signed", "Do you agree with it?"),
)
LAPSE_STEPS: tuple[str, ...] = (
    "Be glad that you said so. Nothing you have reached is lost.",
    "Safety first: naloxone, not alone, and a lower amount than before.",
    "Look at the dose first: it may be too low, or doses may have been missed.",
    "Then more contact for a while: sooner visits, a call, somebody who has been there.",
    "Only then another medicine or a higher level of care, if you want it.",
    "Put what you learned into the plan.",
)
"""In this order. Ending treatment is not among them."""

lapsed = Named(
    "used again",
    any_of(
        all_of(on_record(on_a_medicine), on_record(f.still_using_opioids)),
        on_record(f.opioids_since_last_dose),
        all_of(on_record(f.in_remission), on_record(f.opioid_use_days_30 > ANY_DAYS)),
    ),
)

RULES: tuple[Rule, ...] = (
    Offer(
        RELAPSE_PREVENTION_PLAN,
        when=in_care,
        name="plan",
        source=MARLATT,
        because="Together you write down what makes you want to use, what you notice first, what helps, whom you call and where your "
        "naloxone is. You keep it, and it changes as you do.",
    ),
    Offer(
        LAPSE_CARE,
        when=lapsed,
        name="lapse",
        source=BUPRENORPHINE_LABEL.part("use during treatment").recalled(),
        because="You used. That is no failure and takes away nothing you have reached. Someone gets in touch within {LAPSE_CONTACT}, "
        "looks at your dose first and then at what else would help. You keep your medicine and your place.",
    ),
    Offer(
        AFTERCARE,
        when=in_care,
        name="check_ins",
        source=NIDA_PRINCIPLES,
        because="Recovery takes time, and craving can come back after years. Someone checks in with you: often at first, then monthly for "
        "{MONTHLY_UNTIL}, then every {THEN_EVERY}. There is no last day.",
    ),
    Prefer(
        AFTERCARE,
        when=any_of(on_record(f.in_remission), on_record(f.days_since_medicine_stopped >= ANY_DAYS)),
        name="open_door",
        source=ASAM_2020.recalled(),
        because="The door stays open: if it gets hard you come back and start again the same day, as often as it takes.",
    ),
)


@dataclass(frozen=True)
class CheckIn:
    """One contact after somebody has left a place or a more intensive level: between two days, and what it is for."""

    first: date
    last: date
    say: str


def check_ins(left: date, months: int, value: ValueOf) -> tuple[CheckIn, ...]:
    """The contacts of the first `months` months after `left`. Further ones follow in the same rhythm, without an end."""
    soon = CheckIn(
        left + _hours(value(FIRST_CONTACT_FROM)), left + _hours(value(FIRST_CONTACT_BY)), "A call: how are you, and have you a dose?"
    )
    early = [left + timedelta(weeks=value(limit)) for limit in EARLY_CHECK_INS]
    monthly = [_later(left, month) for month in range(1, int(value(MONTHLY_UNTIL)) + 1)]
    yearly = [_later(left, month) for month in range(int(value(MONTHLY_UNTIL) + value(THEN_EVERY)), months + 1, int(value(THEN_EVERY)))]
    days = [*early, *(day for day in monthly if day > early[-1]), *yearly]
    end = _later(left, months)
    return (soon, *(CheckIn(day, day, "A check-in: dose, mood, craving, safety, home.") for day in days if day <= end))


def _hours(hours: float) -> timedelta:
    return timedelta(days=hours // 24)


def _later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    after = date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))
