"""What does not go together in one plan, whoever the person is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from holdfast.guideline import options as o
from holdfast.guideline.care.breaches import Breach
from holdfast.guideline.sources import ASAM_2020, BRIXADI_LABEL, LOW_DOSE_SCHEDULES, NICE_CG52, VIVITROL_LABEL
from holdfast.language.expressions import Source
from holdfast.language.rules import Option

_METHADONE = (o.METHADONE, o.START_METHADONE, o.INCREASE_METHADONE, o.RESUME_METHADONE)
_SUBLINGUAL = (
    *o.SUBLINGUAL,
    o.START_BUPRENORPHINE_STANDARD,
    o.START_BUPRENORPHINE_HOME,
    o.START_BUPRENORPHINE_HIGH_DOSE,
    o.START_BUPRENORPHINE_NO_WITHDRAWAL,
    o.START_BUPRENORPHINE_AFTER_OVERDOSE,
    o.INCREASE_BUPRENORPHINE,
    o.RESUME_BUPRENORPHINE,
)
_INJECTION = (o.BUPRENORPHINE_XR, o.START_BUPRENORPHINE_XR, o.SWITCH_TO_BUPRENORPHINE_XR)
_NALTREXONE = (*o.NALTREXONE, o.START_NALTREXONE)
_OVERLAP = (o.START_BUPRENORPHINE_LOW_DOSE, o.SWITCH_METHADONE_TO_BUPRENORPHINE)
_AGONIST = (*_METHADONE, *_SUBLINGUAL, *_INJECTION, *_OVERLAP, o.SWITCH_BUPRENORPHINE_TO_METHADONE)
_MAINTENANCE = (*_AGONIST, *_NALTREXONE, o.CONTINUE_CURRENT)


@dataclass(frozen=True)
class Clash:
    """One of `these` with one of `those` in one plan; allowed where one of `unless` stands there too."""

    name: str
    these: tuple[Option, ...]
    those: tuple[Option, ...]
    say: str
    source: Source
    instead: str
    hard: bool = True
    unless: tuple[Option, ...] = ()


CLASHES: tuple[Clash, ...] = (
    Clash(
        "naltrexone_with_agonist",
        _NALTREXONE,
        _AGONIST,
        "Naltrexone beside methadone or buprenorphine brings on sudden, severe withdrawal. People have needed intensive care.",
        VIVITROL_LABEL,
        "Methadone or buprenorphine alone. Or naltrexone, once they are tapered off and enough days without any opioid have passed.",
    ),
    Clash(
        "methadone_with_buprenorphine",
        _METHADONE,
        (*_SUBLINGUAL, *_INJECTION),
        "Methadone and a usual dose of buprenorphine together: the second sets off withdrawal from the first.",
        ASAM_2020,
        "One of the two. Or tiny rising doses of buprenorphine while methadone goes on: start_buprenorphine_low_dose.",
        unless=(*_OVERLAP, o.SWITCH_BUPRENORPHINE_TO_METHADONE),
    ),
    Clash(
        "tablets_with_injection",
        _INJECTION,
        (o.INCREASE_BUPRENORPHINE, o.RESUME_BUPRENORPHINE),
        "The daily dose under the tongue ends when the injection begins.",
        BRIXADI_LABEL,
        "The injection alone; a test dose or a bridge under the tongue is a prescriber's single order.",
        hard=False,
    ),
)
"""In the order in which they are shown."""

OVERLAP_SAY = "Buprenorphine in tiny rising doses while methadone goes on is a known way to change over, and no duplicate therapy."
DETOX_ALONE = Breach(
    "plan.options",
    "Withdrawal is eased and nothing follows it. Most people relapse, and their tolerance is gone.",
    NICE_CG52,
    "Add a medicine to stay on, such as buprenorphine or methadone, or naltrexone afterwards; and naloxone.",
    hard=False,
    rule="detox_alone",
)


def clashes(codes: Collection[str]) -> list[Breach]:
    """What clashes among the options of one plan."""
    found = []
    for clash in CLASHES:
        these, those, unless = (
            [option.code for option in part if option.code in codes] for part in (clash.these, clash.those, clash.unless)
        )
        if these and those and not unless:
            where = f"plan.options: {these[0]} and {those[0]}"
            found.append(Breach(where, clash.say, clash.source, clash.instead, clash.hard, rule=clash.name))
    if o.WITHDRAWAL_MANAGEMENT.code in codes and not any(option.code in codes for option in _MAINTENANCE):
        found.append(DETOX_ALONE)
    return found


def overlaps(codes: Collection[str]) -> str | None:
    """What is said for a plan that holds methadone and tiny rising doses of buprenorphine."""
    both = any(option.code in codes for option in _METHADONE) and any(option.code in codes for option in _OVERLAP)
    return f"{OVERLAP_SAY} {LOW_DOSE_SCHEDULES}." if both else None
