"""Calendars that Holdfast itself plans, for people of many kinds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from holdfast.advice import dated_guideline
from holdfast.guideline.calendars.days import Calendar
from holdfast.guideline.calendars.planning import calendar_for
from holdfast.guideline.people import derived

AS_OF = datetime(2026, 11, 21, 9)
NEW = {"age": 36, "dsm5_criteria": 7, "main_opioid": "heroin", "cows_score": 14, "physically_dependent": True}
ON_METHADONE = {
    "age": 36,
    "sedated": False,
    "missed_doses": 0,
    "hours_since_methadone": 24,
    "current_medication": "methadone",
    "current_methadone_mg": 80,
    "dose_verified": True,
    "days_on_treatment": 200,
}
ON_TABLETS = {
    "age": 36,
    "sedated": False,
    "missed_doses": 0,
    "hours_since_buprenorphine": 24,
    "current_medication": "buprenorphine",
    "current_buprenorphine_mg": 14,
    "days_on_treatment": 90,
}
PEOPLE = {
    "new": NEW,
    "unknown": {"main_opioid": "heroin", "sedated": False},
    "old": {**NEW, "age": 70, "sleep_apnoea": True},
    "strong": {**NEW, "main_opioid": "fentanyl", "alcohol_use": "none", "benzodiazepine_use": "none"},
    "not_tolerant": {**NEW, "days_opioid_free": 30, "main_opioid": "none"},
    "drinks": {**NEW, "alcohol_use": "risky"},
    "on_methadone": {**ON_METHADONE, "days_at_current_dose": 30},
    "rise_due": {**ON_METHADONE, "days_at_current_dose": 5},
    "rise_unknown": ON_METHADONE,
    **{f"missed_{n}": {**ON_METHADONE, "days_at_current_dose": 30, "missed_doses": n} for n in (1, 2, 3, 4, 5, 9)},
    "missed_and_used": {**ON_METHADONE, "missed_doses": 6, "opioids_since_last_dose": True},
    "missed_and_seen": {**ON_METHADONE, "missed_doses": 3, "prescriber_assessed": True},
    "small_dose": {**ON_METHADONE, "current_methadone_mg": 10, "missed_doses": 4},
    "on_tablets": ON_TABLETS,
    "tablets_missed": {**ON_TABLETS, "missed_doses": 4, "opioids_since_last_dose": True},
    "tablets_missed_long": {**ON_TABLETS, "missed_doses": 7},
    "naltrexone": {"age": 36, "current_medication": "naltrexone_xr", "days_since_xr_injection": 28, "xr_product": "vivitrol"},
    "opioid_free": {"age": 36, "dsm5_criteria": 7, "days_opioid_free": 20, "last_opioid_class": "short_acting", "opioid_urine_negative": True},
    **{
        product: {"current_medication": "buprenorphine_xr", "xr_product": product, "xr_dose_mg": mg, "xr_doses_given": 3, "days_since_xr_injection": 5}
        for product, mg in (("sublocade", 100), ("brixadi_weekly", 24), ("buvidal_monthly", 96))
    },
}  # fmt: skip
OPTIONS = (
    "start_methadone", "increase_methadone", "resume_methadone", "continue_current", "taper_methadone", "split_dose", "hold_dose_today",
    "switch_buprenorphine_to_methadone", "start_buprenorphine_standard", "start_buprenorphine_home", "start_buprenorphine_high_dose",
    "start_buprenorphine_no_withdrawal", "start_buprenorphine_after_overdose", "start_buprenorphine_low_dose", "switch_methadone_to_buprenorphine",
    "increase_buprenorphine", "resume_buprenorphine", "taper_buprenorphine", "start_buprenorphine_xr", "switch_to_buprenorphine_xr", "start_naltrexone",
)  # fmt: skip


def _sensible(option: str, facts: dict) -> bool:
    """Not an option of another medicine than the one that is taken: the guideline never asks for that calendar."""
    current = facts.get("current_medication", "none")
    wanted = {
        "resume_methadone": ("methadone",),
        "start_buprenorphine_xr": ("none", "methadone"),
        "switch_to_buprenorphine_xr": ("buprenorphine",),
    }
    return current in wanted.get(option, (current,))


def own_calendars() -> Iterator[tuple[str, str, str, dict, Calendar]]:
    """Person, place, option, facts and calendar, wherever there is one."""
    for place in ("us", "uk"):
        dated = dated_guideline(AS_OF, place, {})
        for name, facts in PEOPLE.items():
            for option in OPTIONS:
                if option == "hold_dose_today" or not _sensible(option, facts):
                    continue
                planned = calendar_for(option, derived(facts), dated, AS_OF.date(), 60)
                if isinstance(planned, Calendar):
                    yield name, place, option, facts, planned
