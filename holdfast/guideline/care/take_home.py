"""Doses at home: what the law allows, on which day of treatment, and what is weighed. The numbers are those of `changes`.

US: 42 CFR 8.12(i), methadone from a programme; a state may be stricter, never laxer. Buprenorphine has no such limit.
UK: an instalment prescription covers a fortnight; how much goes home at once is the prescriber's decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from holdfast.guideline.care.breaches import Breach, ValueOf, above
from holdfast.guideline.changes import (
    FIRST_TIER_ENDS,
    INSTALMENT_DAYS,
    SECOND_TIER_ENDS,
    SUPERVISED_AT_FIRST,
    TAKE_HOME_FIRST,
    TAKE_HOME_LATER,
    TAKE_HOME_SECOND,
)
from holdfast.guideline.sources import CFR_8_12, CHILD_POISONING, CLINICAL_REVIEW, DVLA, FP10MDA, NICE_TA114, UK_DRIVING_LEAFLET
from holdfast.language.expressions import Constant, Limit, Place, Source

Tier = Literal["first", "second", "later"]

STEADY_BEFORE_DRIVING = Limit(
    "weeks", us=2, uk=2, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, settings=(1, 4), why="one to two weeks on the same dose"
)


class Point(NamedTuple):
    """One of the six points that a US programme weighs and writes down."""

    code: str
    ask: str
    source: Source


SIX_POINTS: tuple[Point, ...] = (
    Point(
        "no_added_danger",
        "Is there no other drug use or illness now that makes harm likely: an overdose, or not being able to act safely? Drug use alone is "
        "no bar.",
        CFR_8_12,
    ),
    Point("attendance", "Does the person come when a dose is due to be taken here?", CFR_8_12),
    Point("no_dangerous_behaviour", "Has there been no behaviour that puts the person or others in danger?", CFR_8_12),
    Point("no_known_diversion", "Is nothing known of doses passed on lately?", CFR_8_12),
    Point("safe_at_home", "Can the doses be carried and kept safely, locked away from children?", CFR_8_12),
    Point("anything_else", "Is there nothing else that the prescriber finds important?", CFR_8_12),
)
"""The prescriber weighs them and writes down why. A positive urine test alone is no bar."""


@dataclass(frozen=True)
class Supply:
    """What somebody is to take home.

    `doses` are days' doses in a row; `closure_days` are days on which the programme is shut, allowed to everybody on top.
    `points` answers the six points; `reasons_written` says that the prescriber's reasons are on record. `state` holds
    stricter limits of a US state by tier. `form` is the UK form; `quantity_each` and `interval_days` are what an
    instalment prescription states.
    """

    medicine: Literal["methadone", "buprenorphine", "naltrexone"]
    doses: int
    day_of_treatment: int | None = None
    closure_days: int = 0
    points: Mapping[str, bool] = field(default_factory=dict)
    reasons_written: bool | None = None
    state: Mapping[Tier, int] = field(default_factory=dict)
    form: Literal["fp10mda", "other"] = "other"
    quantity_each: bool = False
    interval_days: int | None = None


@dataclass(frozen=True)
class Allowed:
    """Allowed, up to `most` days where the law names a number. `care` is what goes with it."""

    most: int | None
    care: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Not allowed as it stands: what breaks, and what would be allowed."""

    most: int | None
    breaches: tuple[Breach, ...]


def tier(day_of_treatment: int, value: ValueOf) -> Tier:
    """The tier of the law on that day of treatment, the first day being day 1."""
    if day_of_treatment <= value(FIRST_TIER_ENDS):
        return "first"
    return "second" if day_of_treatment <= value(SECOND_TIER_ENDS) else "later"


MOST: Mapping[Tier, Limit] = {"first": TAKE_HOME_FIRST, "second": TAKE_HOME_SECOND, "later": TAKE_HOME_LATER}


def allowed(supply: Supply, place: Place, value: ValueOf) -> Allowed | Refused:
    """Whether this supply may go home, under the law of the place."""
    return _in_us(supply, value) if place == "us" else _in_uk(supply, value)


def _in_us(supply: Supply, value: ValueOf) -> Allowed | Refused:
    if supply.medicine != "methadone":
        return Allowed(None, ("The federal limits are for methadone only.", STORAGE[0].say))
    if supply.day_of_treatment is None:
        return Refused(None, (Breach("day_of_treatment", "The law goes by the day of treatment.", CFR_8_12, "Say which day it is."),))
    reached = tier(supply.day_of_treatment, value)
    federal = int(value(MOST[reached]))
    most = min(federal, supply.state.get(reached, federal))
    asked = supply.doses - supply.closure_days
    found = above("doses", asked, MOST[reached], value, "On this day the law allows at most {limit} of doses at home; this is {found}.")
    if not found and asked > most:
        say = f"The law of this state allows at most {Constant(most, 'days')} here; this is {Constant(asked, 'days')}."
        found = [Breach("doses", say, CFR_8_12, f"At most {Constant(most, 'days')}.", rule="state")]
    against = [point for point in SIX_POINTS if supply.points.get(point.code) is False]
    found += [Breach(f"points.{each.code}", each.ask, each.source, "Put it right first, or fewer doses.", hard=False) for each in against]
    if supply.reasons_written is False:
        say = "The prescriber's reasons are not on record."
        found.append(Breach("reasons_written", say, CFR_8_12, "Write down how the six points were weighed.", hard=False))
    if found:
        return Refused(most, tuple(found))
    open_ = [point.ask for point in SIX_POINTS if point.code not in supply.points]
    return Allowed(most, (*open_, *(text.say for text in STORAGE)))


def _in_uk(supply: Supply, value: ValueOf) -> Allowed | Refused:
    if supply.form != "fp10mda":
        return Allowed(None, ("How much goes home at once is the prescriber's decision.", STORAGE[0].say))
    found = above(
        "doses", supply.doses, INSTALMENT_DAYS, value, "An instalment prescription covers at most {limit}; this one covers {found}."
    )
    if not supply.quantity_each or supply.interval_days is None:
        say = "An instalment prescription states how much each time, and how often."
        found.append(Breach("instalments", say, FP10MDA, "Write both on the form.", hard=False, rule="instalments"))
    most = int(value(INSTALMENT_DAYS))
    if found:
        return Refused(most, tuple(found))
    early = supply.day_of_treatment is not None and supply.day_of_treatment <= value(SUPERVISED_AT_FIRST)
    watched = (
        f"In the first {Constant(value(SUPERVISED_AT_FIRST), 'days')} doses taken with staff present are usual, where they can be had.",
    )
    return Allowed(most, (*(watched if early else ()), *WORDING, *(text.say for text in STORAGE)))


WORDING: tuple[str, ...] = (
    "Please give the dose of a closed day on the day before.",
    "If a collection day is missed, give the rest of the instalment less the missed days.",
    "If three days or more in a row are missed, ask the prescriber before giving more.",
    "Say whether each dose is taken with staff present, and give each day's dose in its own bottle.",
)
"""What an instalment prescription may say, after the Home Office's approved wording."""


class Advice(NamedTuple):
    """One thing to tell somebody, in plain words."""

    say: str
    source: Source


STORAGE: tuple[Advice, ...] = (
    Advice("Keep every dose locked away, in its own bottle with the safe cap. One swallow can kill a child.", CHILD_POISONING),
    Advice("If a child may have had any, call an ambulance at once, even if the child seems well, and give naloxone.", CLINICAL_REVIEW),
    Advice("Never pour it into another bottle, and take it where no child sees it. Bring back what you do not need.", CLINICAL_REVIEW),
)


def driving(place: Place, value: ValueOf) -> tuple[Advice, ...]:
    """What to tell somebody about driving and machines."""
    steady = Constant(value(STEADY_BEFORE_DRIVING), STEADY_BEFORE_DRIVING.unit)
    same = (
        Advice(f"Do not drive at the start, nor after a change of dose, until it has been steady for {steady}.", CLINICAL_REVIEW),
        Advice("Never drive drowsy, or after drink, sedatives or street drugs.", CLINICAL_REVIEW),
    )
    uk = (
        Advice(
            "By law you must tell the DVLA that you use opioids or take this treatment. Do not drive until they have answered.",
            UK_DRIVING_LEAFLET,
        ),
        Advice("On a steady, supervised programme a licence for a car is possible, looked at again every year.", DVLA),
    )
    return (*same, *uk) if place == "uk" else same


SUPERVISION = Advice(
    "Doses with staff present are for safety at first. They end once the doses are safe at home, and treatment starts even where they "
    "cannot be had.",
    NICE_TA114,
)
