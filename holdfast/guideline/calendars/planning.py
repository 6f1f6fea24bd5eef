"""The dosing calendar of an option for one person: built from one pure step a day, or refused with the reason.

`calendar_for` does not ask whether the option is advised today: `advice.py` does. It asks whether a safe dose can be known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import islice

from holdfast.guideline.calendars import plan_buprenorphine, plan_injections, plan_methadone, plan_naltrexone, plan_withdrawal
from holdfast.guideline.calendars.courses import Plan
from holdfast.guideline.calendars.days import Calendar, Day, Refused, ValueOf
from holdfast.guideline.calendars.today import refused_today
from holdfast.guideline.words import Told
from holdfast.language.errors import InputError, Problem, shortened
from holdfast.language.expressions import Constant, Limit
from holdfast.language.kinds import Value, nearest
from holdfast.language.rules import Dated

__all__ = ["MEDICINES", "PLANNED", "Calendar", "Refused", "calendar_for", "option_for", "product_for"]

Planner = Callable[[Mapping[str, Value], ValueOf], Plan | Refused]

PLANNERS: dict[str, Planner] = {
    "start_methadone": plan_methadone.started,
    "resume_methadone": plan_methadone.resumed,
    "switch_buprenorphine_to_methadone": plan_methadone.switched,
    "taper_methadone": plan_methadone.tapered,
    "start_buprenorphine_standard": partial(plan_buprenorphine.started, "standard"),
    "start_buprenorphine_home": partial(plan_buprenorphine.started, "home"),
    "start_buprenorphine_high_dose": partial(plan_buprenorphine.started, "high_dose"),
    "start_buprenorphine_no_withdrawal": partial(plan_buprenorphine.started, "no_withdrawal"),
    "start_buprenorphine_after_overdose": partial(plan_buprenorphine.started, "after_overdose"),
    "start_buprenorphine_low_dose": plan_buprenorphine.overlapped,
    "switch_methadone_to_buprenorphine": plan_buprenorphine.switched,
    "increase_buprenorphine": plan_buprenorphine.raised,
    "resume_buprenorphine": plan_buprenorphine.resumed,
    "taper_buprenorphine": plan_buprenorphine.tapered,
    "treat_precipitated_withdrawal": plan_buprenorphine.eased,
}
BY_CURRENT: dict[str, dict[str, Planner]] = {
    "continue_current": {
        "methadone": plan_methadone.kept,
        "buprenorphine": plan_buprenorphine.kept,
    },
    "hold_dose_today": {"methadone": plan_methadone.held, "buprenorphine": plan_buprenorphine.held},
    "split_dose": {"methadone": plan_methadone.split, "buprenorphine": plan_buprenorphine.split},
}
INJECTED = ("start_buprenorphine_xr", "switch_to_buprenorphine_xr")
PLANNED = frozenset({*PLANNERS, *BY_CURRENT, *INJECTED, "increase_methadone", "start_naltrexone", "withdrawal_management"})
"""The options for which there is a calendar."""

_SUBLINGUAL = {
    "standard": "start_buprenorphine_standard",
    "home": "start_buprenorphine_home",
    "low_dose": "start_buprenorphine_low_dose",
    "high_dose": "start_buprenorphine_high_dose",
    "no_withdrawal": "start_buprenorphine_no_withdrawal",
    "after_overdose": "start_buprenorphine_after_overdose",
    "increase": "increase_buprenorphine",
    "resume": "resume_buprenorphine",
    "switch": "switch_methadone_to_buprenorphine",
    "taper": "taper_buprenorphine",
    "split": "split_dose",
    "hold": "hold_dose_today",
    "continue": "continue_current",
    "precipitated": "treat_precipitated_withdrawal",
    "withdrawal": "withdrawal_management",
}
_INJECTION = {"standard": "start_buprenorphine_xr", "switch": "switch_to_buprenorphine_xr", "continue": "continue_current"}
_NALTREXONE = {"standard": "start_naltrexone", "continue": "continue_current"}
MEDICINES: dict[str, dict[str, str]] = {
    "methadone": {
        "standard": "start_methadone",
        "increase": "increase_methadone",
        "resume": "resume_methadone",
        "switch": "switch_buprenorphine_to_methadone",
        "taper": "taper_methadone",
        "split": "split_dose",
        "hold": "hold_dose_today",
        "continue": "continue_current",
        "withdrawal": "withdrawal_management",
    },
    "buprenorphine": _SUBLINGUAL,
    "buprenorphine_naloxone_sl": _SUBLINGUAL,
    "buprenorphine_sl": _SUBLINGUAL,
    "buprenorphine_xr": _INJECTION,
    "sublocade": _INJECTION,
    "brixadi": _INJECTION,
    "brixadi_weekly": _INJECTION,
    "brixadi_monthly": _INJECTION,
    "buvidal": _INJECTION,
    "buvidal_weekly": _INJECTION,
    "buvidal_monthly": _INJECTION,
    "naltrexone": _NALTREXONE,
    "naltrexone_oral": _NALTREXONE,
    "naltrexone_xr": _NALTREXONE,
    "vivitrol": _NALTREXONE,
    "lofexidine": {"standard": "withdrawal_management"},
    "clonidine": {"standard": "withdrawal_management"},
}
"""What `holdfast calendar MEDICINE --start HOW` accepts, and the option that it asks for."""

ALLERGIES = {
    "allergy_methadone": ("methadone",),
    "allergy_buprenorphine": ("buprenorphine_naloxone_sl", "buprenorphine_sl", "buprenorphine_xr"),
    "allergy_naltrexone": ("naltrexone_oral", "naltrexone_xr"),
}

_PRODUCTS = {"brixadi": "brixadi_weekly", "buvidal": "buvidal_weekly", "naltrexone_oral": "naltrexone", "naltrexone_xr": "vivitrol"}
_NO_PRODUCT = ("buprenorphine", "buprenorphine_naloxone_sl", "buprenorphine_sl", "buprenorphine_xr", "naltrexone")


def option_for(medicine: str, start: str | None = None) -> str:
    """The option's code for a medicine and a way to start or change it, as typed; InputError names what there is."""
    wanted = medicine.lower().replace("-", "_")
    if wanted not in MEDICINES:
        raise InputError([_unknown("MEDICINE", medicine, tuple(MEDICINES))])
    ways = MEDICINES[wanted]
    way = (start or "standard").lower().replace("-", "_")
    if way not in ways:
        raise InputError([_unknown("--start", start or "", tuple(ways))])
    return ways[way]


def product_for(medicine: str) -> str | None:
    """The product that a medicine's name asks for, where its option alone does not say; give it to `calendar_for`."""
    wanted = medicine.lower().replace("-", "_")
    return None if wanted in _NO_PRODUCT else _PRODUCTS.get(wanted, wanted)


def calendar_for(
    option_code: str, values: Mapping[str, Value], dated: Dated, first: date, days: int | None = None, product: str | None = None
) -> Calendar | Refused:
    """The calendar of an option from `first` on, for the person of whom `values` (derived ones too) is known."""
    plan = _plan(option_code, values, dated, first, product)
    if isinstance(plan, Refused):
        return plan
    allergies = [fact for fact, medicines in ALLERGIES.items() if values.get(fact) is True and plan.medicine in medicines]
    if allergies:
        return Refused(("You have had a serious allergic reaction to it.",), ("Another medicine: ask for the whole plan.",))
    numbered = enumerate(islice(plan.orders, days or plan.days))
    every = (Day(day + 1, first + timedelta(days=day), order) for day, order in numbered)
    shown = tuple(day for day in every if not plan.sparse or day.order.doses or day.order.note)
    limits = tuple(_kept(text, limit, dated) for text, limit in plan.shown)
    return Calendar(plan.medicine, option_code, shown, plan.notes, limits)


def _plan(code: str, values: Mapping[str, Value], dated: Dated, first: date, product: str | None) -> Plan | Refused:
    current = str(values.get("current_medication"))
    if code in PLANNED and (refused := refused_today(code, values, dated.value)):
        return refused
    if code in PLANNERS:
        return PLANNERS[code](values, dated.value)
    if code in INJECTED:
        return plan_injections.started(values, dated.value, dated.place, product)
    if code == "start_naltrexone":
        return plan_naltrexone.started(values, dated.value, dated.place, first.weekday(), product)
    if code == "withdrawal_management":
        return plan_withdrawal.begun(values, dated.value, dated.place, product)
    if code == "increase_methadone":
        return plan_methadone.raised(values, dated.value, dated.place)
    if code == "continue_current" and current == "buprenorphine_xr":
        return plan_injections.continued(values, dated.value, dated.place)
    if code == "continue_current" and current in ("naltrexone_oral", "naltrexone_xr"):
        return plan_naltrexone.continued(values, dated.value, first.weekday())
    if code in BY_CURRENT and current in BY_CURRENT[code]:
        return BY_CURRENT[code][current](values, dated.value)
    if code in BY_CURRENT:
        return Refused(("Nobody has recorded a medicine that this could be planned for.",), ("Which medicine is taken now?",))
    return Refused(
        (Told("There is no dosing calendar for {option}.", option=(code,)),),
        (Told("There is one for: {options}.", options=tuple(sorted(PLANNED))),),
    )


def _kept(text: str, limit: Limit, dated: Dated) -> str:
    """A limit that the calendar kept, with its number and source."""
    kept = Told(text, limit=Constant(dated.value(limit), limit.unit))
    message = "{kept} {source}." if limit.source.seen else "{kept} {source} (to be confirmed)."
    return Told(message, kept=kept, source=(limit.source.named,))


def _unknown(where: str, value: str, allowed: tuple[str, ...]) -> Problem:
    near = nearest(value, allowed)
    return Problem(where, shortened(value), "there is no such calendar", ", ".join(allowed), f"Did you mean {near!r}?" if near else "")
