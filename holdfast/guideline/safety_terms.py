"""The terms in which `safety` makes its claims: how one is written, whom it is about, and its own numbers, none of them a rule's."""

from __future__ import annotations

from typing import Any

from holdfast.guideline import facts as f
from holdfast.guideline import options as o
from holdfast.guideline.facts import FACTS
from holdfast.guideline.sources import DESIGN, DSM_5_TR, METHADONE_LABEL, PRECIPITATED, QT_PANEL, VIVITROL_LABEL
from holdfast.language.claims import Claim, Learning, Outcome, StatusIn
from holdfast.language.expressions import Condition, Limit, Source, all_of, any_of, known, not_
from holdfast.language.kinds import Ask
from holdfast.language.rules import Option, Status

# --- How a claim is written ---------------------------------------------------------------------------------------------

GOOD: tuple[Status, ...] = ("preferred", "suitable", "caution")
PROMISED: tuple[Status, ...] = (*GOOD, "ask")
OPEN: tuple[Status, ...] = (*PROMISED, "wait")


def never(options: Option | tuple[Option, ...], statuses: tuple[Status, ...], *, then: bool = False) -> tuple[Outcome, ...]:
    """None of the options ever stands at one of the statuses."""
    return (StatusIn((options,) if isinstance(options, Option) else options, statuses, then),)


def each(options: tuple[Option, ...], statuses: tuple[Status, ...], *, then: bool = False) -> tuple[Outcome, ...]:
    """Each of the options stands at one of the statuses."""
    return tuple(StatusIn((option,), statuses, then) for option in options)


def claim(name: str, english: str, given: Condition, source: Source = DESIGN, **more: object) -> Claim:
    """A claim about everybody who is `given`."""
    return Claim(name=name, english=english, given=given, source=source, **more)  # type: ignore[arg-type]


def learning(name: str, english: str, given: Condition, source: Source = DESIGN, **more: object) -> Learning:
    """A claim about learning one more thing."""
    return Learning(name=name, english=english, given=given, source=source, **more)  # type: ignore[arg-type]


PLANT: Any = {"name": "planted", "source": DESIGN, "because": "It is planted to see whether the claim falls."}

# --- The claims' own numbers --------------------------------------------------------------------------------------------


def _number(unit: str, value: float, source: Source) -> Limit:
    return Limit(unit, us=value, uk=value, since=source.date, source=source)


WEEK_HOURS = _number("hours", 168, VIVITROL_LABEL)
TEN_DAYS_HOURS = _number("hours", 240, VIVITROL_LABEL)
WEEK = _number("days", 7, VIVITROL_LABEL)
TEN_DAYS = _number("days", 10, VIVITROL_LABEL)
BLOCK = _number("days", 28, VIVITROL_LABEL)
TABLETS_STOPPED = _number("days", 3, VIVITROL_LABEL)
MOST_DAYS = _number("days", 24, VIVITROL_LABEL)
LEAST_COWS = _number("points", 8, PRECIPITATED)
USUAL_COWS = _number("points", 11, PRECIPITATED)
STRONG_COWS = _number("points", 13, PRECIPITATED)
LONG_QTC = _number("ms", 500, QT_PANEL)
TWO_CRITERIA = _number("criteria", 2, DSM_5_TR)
NONE_DAYS, NONE_OVERDOSES = _number("days", 0, DESIGN), _number("overdoses", 0, DESIGN)
FRESH_HOURS = _number("hours", 72, METHADONE_LABEL)

# --- Who is meant -------------------------------------------------------------------------------------------------------

HOURS = (f.hours_since_short_acting_opioid, f.hours_since_long_acting_opioid, f.hours_since_methadone, f.hours_since_buprenorphine)
NALTREXONE = (*o.NALTREXONE, o.START_NALTREXONE)
FOR_THE_DISORDER = (o.METHADONE, *o.BUPRENORPHINE, *o.NALTREXONE)
MEDICINES = tuple(option for option in o.OPTIONS.values() if option.kind == "medicine")
NEVER_OFFERED = tuple(option for option in o.OPTIONS.values() if option.kind == "never_offered")
DOSES = tuple(option for option in o.GIVEN if option not in (o.START_NALTREXONE, o.SWITCH_AGONIST_TO_NALTREXONE))
STOPS_FOR_GOOD = (o.NARCONON, o.ULTRA_RAPID_DETOX, o.UNAIDED_ABRUPT_STOP)
NOT_A_REASON = (
    f.alcohol_use,
    f.alcohol_withdrawal_risk,
    f.benzodiazepine_use,
    f.sedative_dependent,
    f.gabapentinoid_use,
    f.stimulant_use_disorder,
    f.tobacco_use,
    f.urine_cocaine,
    f.urine_amphetamine,
    f.urine_benzodiazepine,
    f.still_using_opioids,
    f.opioids_since_last_dose,
    f.declines_counselling,
)
HEART = (f.qtc_ms, f.long_qt_history, f.torsades_history, f.syncope_unexplained, f.qt_prolonging_medicine, f.structural_heart_disease)
SILENT = tuple(fact for fact in FACTS.values() if not isinstance(fact.unknown, Ask))
ASKED = tuple(fact for fact in FACTS.values() if isinstance(fact.unknown, Ask) and fact not in HOURS)

on_agonist = f.current_medication.is_("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")
on_a_medicine = any_of(on_agonist, f.current_medication.is_("naltrexone_oral", "naltrexone_xr"))
disorder = any_of(f.oud_ever, f.dsm5_criteria >= TWO_CRITERIA)
buprenorphine_injected = f.xr_product.is_("sublocade", "brixadi_weekly", "brixadi_monthly", "buvidal_weekly", "buvidal_monthly")
blocked = any_of(
    all_of(f.current_medication.is_("naltrexone_oral"), f.missed_doses < TABLETS_STOPPED),
    all_of(f.current_medication.is_("naltrexone_xr"), f.days_since_xr_injection < BLOCK),
)
long_lasting_or_strong = any_of(
    f.main_opioid.is_("fentanyl", "nitazene", "methadone", "long_acting_prescription"),
    f.fentanyl_exposure,
    f.urine_fentanyl.is_("positive"),
    f.current_medication.is_("methadone"),
    f.hours_since_methadone < FRESH_HOURS,
    f.hours_since_long_acting_opioid < FRESH_HOURS,
)
well = all_of(on_agonist, f.dose_control.is_("ok"), not_(f.still_using_opioids), not_(f.sedated), f.missed_doses <= NONE_DAYS)
uses_or_lives_with_use = any_of(
    f.main_opioid.is_not("none"),
    f.opioid_use_days_30 > NONE_DAYS,
    *(known(hours) for hours in HOURS),
    on_agonist,
    f.takes_opioid_analgesic,
    f.physically_dependent,
    f.fentanyl_exposure,
    f.overdose_now,
    f.overdoses_past_year > NONE_OVERDOSES,
    f.lost_tolerance,
    f.partner_uses,
    f.still_using_opioids,
    f.opioids_since_last_dose,
    f.injects_drugs,
    disorder,
    *(fact.is_("positive") for fact in (f.urine_opiates, f.urine_6mam, f.urine_oxycodone, f.urine_fentanyl, f.urine_methadone)),
)
