"""What may be rewarded, in what, and up to how much a year. Checked before a programme of rewards begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from holdfast.guideline.care.breaches import Breach, ValueOf
from holdfast.guideline.care.contingency_management import STEPS_YEAR, Schedule
from holdfast.guideline.care.incentive_draws import Bowl
from holdfast.guideline.sources import (
    DESIGN,
    INCENTIVE_SIZE,
    NICE_CG51,
    OIG_INCENTIVES,
    SAMHSA_INCENTIVES,
    US_TAX_FORMS,
)
from holdfast.language.expressions import Limit, Place, Source
from holdfast.language.kinds import Value

GRANT_YEAR = Limit(
    "cents",
    us=75000,
    uk=75000,
    since=SAMHSA_INCENTIVES.date,
    source=SAMHSA_INCENTIVES,
    why="for each person and year of a grant",
    earlier=((SAMHSA_INCENTIVES.date.replace(year=2024, month=12, day=31), 7500, 7500),),
)
NOMINAL_YEAR = Limit(
    "cents", us=7500, uk=7500, since=OIG_INCENTIVES.date, source=OIG_INCENTIVES, why="the careful figure where nobody says who pays"
)
TAX_FORM = Limit(
    "cents",
    us=200000,
    uk=200000,
    since=US_TAX_FORMS.date,
    source=US_TAX_FORMS,
    earlier=((US_TAX_FORMS.date.replace(year=2025, month=12, day=31), 60000, 60000),),
)
TOO_SMALL = Limit("cents", us=24000, uk=24000, since=INCENTIVE_SIZE.date, source=INCENTIVE_SIZE, why="80 dollars did no better than none")

Payer = Literal["samhsa_grant", "california_medicaid", "nominal"]
YEAR_MOST: Mapping[str, Limit] = {"samhsa_grant": GRANT_YEAR, "california_medicaid": STEPS_YEAR, "nominal": NOMINAL_YEAR}
"""The most for one person and year, by who pays (US)."""

GOALS = (
    "stimulant_negative",
    "alcohol_negative",
    "attendance",
    "medicine_taken",
    "retention",
    "vaccination",
    "infection_test",
    "naloxone_training",
    "other_negative",
    "opioid_negative",
)
"""What may be rewarded; the last only for people who take a medicine for it, and never alone."""
FORMS = ("voucher", "gift_card", "goods", "prize", "services")
NEVER_FORMS = ("cash", "alcohol", "tobacco", "gambling", "firearms")
"""What a reward may be, and what it never is."""
TOUCHES = ("dose", "access", "take_homes")
"""What a reward, or the lack of one, must leave alone."""
MEDICINES = ("methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr", "diamorphine")


@dataclass(frozen=True)
class Programme:
    """A programme of rewards as it was handed in."""

    schedule: Schedule
    goals: tuple[str, ...]
    forms: tuple[str, ...]
    payer: Payer | None = None
    bowl: Bowl | None = None
    touches: tuple[str, ...] = ()

    def most_cents(self) -> int:
        """The most that a person can be paid in a year, with all the luck there is."""
        met = self.schedule.all_met()
        most = met if self.bowl is None else met * self.bowl.largest
        return most if self.schedule.year_most is None else min(most, self.schedule.year_most)

    def expected_cents(self) -> int:
        """What somebody gets who meets every goal, on average."""
        met = self.schedule.all_met()
        value = met if self.bowl is None else round(met * self.bowl.expected_cents)
        return value if self.schedule.year_most is None else min(value, self.schedule.year_most)


def money(cents: float, place: Place) -> str:
    """An amount as it is written: `$2.50`, `£2.00`."""
    whole, part = divmod(round(cents), 100)
    return f"{'$' if place == 'us' else '£'}{whole:,}.{part:02d}"


def breaches(programme: Programme, values: Mapping[str, Value], value: ValueOf, place: Place) -> list[Breach]:
    """What the programme must not do for this person."""
    return [*_forms(programme), *_goals(programme, values), *_touched(programme, place), *_year(programme, value, place)]


def unknown(programme: Programme, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The facts without which the programme cannot be judged."""
    return ("current_medication",) if "opioid_negative" in programme.goals and values.get("current_medication") in (None, "other") else ()


def notes(programme: Programme, value: ValueOf, place: Place) -> tuple[str, ...]:
    """What to know about it; nothing here stops it."""
    said = []
    expected = programme.expected_cents()
    if expected < value(TOO_SMALL):
        small = money(value(TOO_SMALL), place)
        said.append(f"{money(expected, place)} in all is likely too little to work: {small} did. {TOO_SMALL.source}.")
    if place == "us" and programme.most_cents() >= value(TAX_FORM):
        said.append(f"From {money(value(TAX_FORM), place)} a year a tax form may be due. {TAX_FORM.source}.")
    if place == "us" and programme.payer is None:
        said.append("Nobody has said who pays, so the smallest of the yearly limits was taken.")
    if programme.bowl is not None:
        said.append("Draws can feel like gambling: ask first, and offer vouchers instead to anybody for whom gambling was a problem.")
    if not programme.schedule.restored_after and programme.bowl is None:
        said.append("After a lapse nothing brings back the level reached before. Think of giving it back after some goals met in a row.")
    return tuple(said)


def _forms(programme: Programme) -> list[Breach]:
    bad = [form for form in programme.forms if form in NEVER_FORMS]
    instead = f"One of: {', '.join(FORMS)}."
    return [Breach("incentives.pays_in", f"A reward is never {form}.", SAMHSA_INCENTIVES, instead, rule=f"never_{form}") for form in bad]


def _goals(programme: Programme, values: Mapping[str, Value]) -> list[Breach]:
    if "opioid_negative" not in programme.goals:
        return []
    medicine = values.get("current_medication")
    if medicine == "none":
        say = (
            "No reward for an opioid-negative test while no medicine is taken: it pays for losing tolerance, and an overdose is then close."
        )
        instead = "Start a medicine first, or reward visits kept, the medicine taken, or tests for stimulants."
        return [Breach("incentives.goals", say, SAMHSA_INCENTIVES, instead, rule="opioid_negative_without_medicine")]
    if medicine in MEDICINES and programme.goals == ("opioid_negative",):
        say = "Opioid-negative tests are the only goal. With a medicine that is allowed, and staying in treatment is the better goal."
        instead = "Reward visits kept and the medicine taken; let opioid-negative tests only add to it."
        return [Breach("incentives.goals", say, SAMHSA_INCENTIVES, instead, hard=False, rule="opioid_negative_alone")]
    return []


_LEAVES_ALONE: Mapping[str, str] = {
    "dose": "A reward never changes the dose, and a missed goal never lowers it: people then leave treatment.",
    "access": "A reward, or the lack of one, never decides whether somebody is treated.",
    "take_homes": "Take-home doses are decided by safety alone. They are no prize.",
}


def _touched(programme: Programme, place: Place) -> list[Breach]:
    found = []
    for name in programme.touches:
        privileges = name == "take_homes" and place == "uk"
        source: Source = NICE_CG51 if privileges else DESIGN
        also = " NICE names them as a privilege that may be earned; then the reason is written down." if privileges else ""
        instead = "Rewards beside the medicine, never instead of it."
        found.append(Breach("incentives.touches", _LEAVES_ALONE[name] + also, source, instead, not privileges, rule=f"leaves_{name}_alone"))
    return found


def _year(programme: Programme, value: ValueOf, place: Place) -> list[Breach]:
    if place == "uk":
        return []
    limit = YEAR_MOST[programme.payer or "nominal"]
    allowed, most = value(limit), programme.most_cents()
    if most <= allowed:
        return []
    others = [name for name, other in YEAR_MOST.items() if other is not limit and value(other) >= most]
    instead = f"At most {money(allowed, place)} a year: state it as year_most, and pay stops there."
    if others:
        instead += f" Or, if it is paid so: {', '.join(others)}."
    say = f"It can pay {money(most, place)} to one person in a year; the most is {money(allowed, place)}."
    return [Breach("incentives.year_most", say, limit.source, instead, True, limit)]
