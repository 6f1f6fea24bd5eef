"""The whole guideline, gathered from its files and checked: what the rest of Holdfast asks for advice."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from holdfast.guideline.facts import FACTS
from holdfast.guideline.impossible import IMPOSSIBLE
from holdfast.guideline.options import OPTIONS, ORDERS
from holdfast.guideline.people import FOLLOWS, WORKED_OUT
from holdfast.guideline.situations import in_scope
from holdfast.language.checking import check
from holdfast.language.rules import Guideline, limits_of, rules_in
from holdfast.language.snapshot import read

FILES: tuple[str, ...] = (
    "situations",
    "urgent",
    "tests_and_checks",
    "never_offered",
    "changes",
    "continuing",
    "vomited_doses",
    "medicines.methadone.suitability",
    "medicines.methadone.changes",
    "medicines.buprenorphine.readiness",
    "medicines.buprenorphine.sublingual",
    "medicines.buprenorphine.starts",
    "medicines.buprenorphine.gentle_starts",
    "medicines.buprenorphine.watched_starts",
    "medicines.buprenorphine.changes",
    "medicines.buprenorphine.missed_doses",
    "medicines.buprenorphine.extended_release",
    "medicines.naltrexone",
    "medicines.naloxone",
    "medicines.lofexidine",
    "medicines.clonidine",
    "medicines.symptomatic",
    "care.scale_of_care",
    "care.levels_of_care",
    "care.places",
    "care.withdrawal",
    "care.withdrawal_course",
    "care.stepping",
    "care.therapies",
    "care.peer_support",
    "care.case_management",
    "care.mental_health",
    "care.pregnancy",
    "care.age",
    "care.custody",
    "care.infections",
    "care.overdose",
    "care.overdose_risk",
    "care.relapse",
    "care.urine_samples",
    "care.take_home",
    "care.contingency_management",
    "care.incentive_draws",
    "care.incentive_rules",
    "calendars.today",
    "calendars.first_doses",
    "calendars.methadone",
    "calendars.buprenorphine_first_day",
    "calendars.buprenorphine",
    "calendars.low_dose",
    "calendars.extended_release",
    "calendars.naltrexone",
    "calendars.withdrawal",
    "calendars.plan_buprenorphine",
    "calendars.plan_injections",
    "calendars.examined_methadone",
)
"""Every file that holds rules or limits. A rule is known everywhere as `file.name`, with the folders joined by `_`."""
VERSIONS = Path(__file__).parent / "versions"
"""A snapshot of every version, so that its advice can be given again; `docs/generate.py` writes the running one."""


@lru_cache(maxsize=1)
def guideline() -> Guideline:
    """The guideline, gathered and checked once."""
    modules = {short_name(file): import_module(f"holdfast.guideline.{file}") for file in FILES}
    return check(
        Guideline(
            version=(Path(__file__).parent / "VERSION").read_text().strip(),
            facts=FACTS,
            options=OPTIONS,
            rules=rules_in(modules),
            limits=limits_of(modules),
            impossible=IMPOSSIBLE,
            scope=in_scope,
            orders=ORDERS,
            follows=FOLLOWS,
            worked_out=WORKED_OUT,
        )
    )


def versions() -> tuple[str, ...]:
    """The versions that are kept, oldest first, the running one among them."""
    return tuple(sorted((path.stem for path in VERSIONS.glob("*.json")), key=lambda name: [int(part) for part in name.split(".")]))


@lru_cache(maxsize=4)
def version(name: str) -> Guideline:
    """A version of the guideline: the running one, or one that was kept. LookupError where it is not kept."""
    if name == guideline().version:
        return guideline()
    if name not in versions():
        raise LookupError(name)
    return read(json.loads((VERSIONS / f"{name}.json").read_text(encoding="utf-8")), name)


def short_name(file: str) -> str:
    """What a file is called in the names of its rules and limits: `medicines.naltrexone` is `naltrexone`."""
    return file.removeprefix("medicines.").replace(".", "_")
