"""A programme of rewards handed in: what is rewarded, in what, and how much it can come to in a year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from holdfast.advice import Advice
from holdfast.guideline.care.contingency_management import SCHEDULES, Schedule, ledger, read_events, total
from holdfast.guideline.care.incentive_draws import Bowl, Prize, petry_bowl
from holdfast.guideline.care.incentive_rules import (
    FORMS,
    GOALS,
    NEVER_FORMS,
    TOUCHES,
    YEAR_MOST,
    Payer,
    Programme,
    breaches,
    money,
    notes,
    unknown,
)
from holdfast.language.errors import InputError
from holdfast.language.expressions import Place
from holdfast.orders.answer import Found
from holdfast.orders.reading import Fields

MOST_VISITS = 1000


def incentives(fields: Fields, advice: Advice, place: Place) -> Found:
    """Whether the programme may begin so."""
    programme = _read(fields, advice)
    letters = fields.text("events")
    fields.finish()
    if letters:
        try:
            read_events(letters)
        except InputError as error:
            fields.wrong("events", letters, error.problems[0].why, error.problems[0].allowed)
    fields.raise_problems()
    found = Found()
    found.add(
        breaches(programme, advice.known, advice.dated.value, place),
        notes(programme, advice.dated.value, place),
        unknown(programme, advice.known),
    )
    met = f"Somebody who meets every goal gets {money(programme.expected_cents(), place)}"
    on_average = f" on average, and at most {money(programme.most_cents(), place)}" if programme.bowl else ""
    found.add(notes=[f"{met}{on_average}."])
    if letters:
        lines = ledger(programme.schedule, read_events(letters))
        each = ", ".join(f"{line.paid} draws" if programme.bowl else money(line.paid, place) for line in lines)
        sum_ = f"{total(lines)} draws" if programme.bowl else money(total(lines), place)
        found.add(notes=[f"{letters}: {each}; {sum_} in all."])
    return found


def _read(fields: Fields, advice: Advice) -> Programme:
    kind = fields.word("kind", tuple(SCHEDULES), needed=True) or "voucher"
    draws = kind.startswith("prize")
    made = SCHEDULES[kind](advice.dated.value)
    changes: dict[str, int | None] = {
        "visits": fields.count("visits", 1, MOST_VISITS, "visits"),
        "every": fields.count("step_every", 1, 100, "in a row"),
        "restored_after": fields.count("restored_after", 0, 100, "in a row"),
        "year_most": fields.cents("year_most"),
    }
    if draws:
        changes |= {
            "first": fields.count("first", 0, 100, "draws"),
            "step": fields.count("step", 0, 100, "draws"),
            "most": fields.count("most", 1, 1000, "draws"),
        }
    else:
        changes |= {name: fields.cents(name) for name in ("first", "step", "most", "bonus")}
        changes["bonus_every"] = fields.count("bonus_every", 1, 100, "in a row")
    said: dict[str, Any] = {name: given for name, given in changes.items() if given is not None}
    schedule: Schedule = replace(made, **said)
    return Programme(
        schedule,
        fields.words("goals", GOALS, needed=True),
        fields.words("pays_in", (*FORMS, *NEVER_FORMS), needed=True),
        cast("Payer | None", fields.word("payer", tuple(YEAR_MOST))),
        _bowl(fields, advice) if draws else None,
        fields.words("touches", TOUCHES),
    )


def _bowl(fields: Fields, advice: Advice) -> Bowl:
    given = fields.groups("bowl", 20)
    prizes = []
    for each in given:
        name = each.text("name", needed=True) or ""
        prizes.append(Prize(name, each.cents("worth", needed=True) or 0, each.count("slips", 0, 1_000_000, "slips", needed=True) or 0))
        each.finish()
    if not prizes:
        return petry_bowl(advice.dated.value)
    if not sum(prize.slips for prize in prizes):
        fields.wrong("bowl", "0 slips", "an empty bowl", "at least one slip")
        return petry_bowl(advice.dated.value)
    return Bowl(tuple(prizes))
