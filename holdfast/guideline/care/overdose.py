"""Overdose: how to see it, what to do, and doses locked away. Naloxone has its own file; the count of risks too."""

from __future__ import annotations

from typing import NamedTuple

from holdfast.guideline import facts as f
from holdfast.guideline.continuing import DAYS_MISSED
from holdfast.guideline.options import LOCKED_STORAGE, OVERDOSE_EDUCATION
from holdfast.guideline.situations import in_care, on_record, sedatives, strong_supply
from holdfast.guideline.sources import ASAM_2020, CHILD_POISONING, CLINICAL_REVIEW, FDA_SEDATIVES, MISSED_METHADONE_AU, NALOXONE_LABELS
from holdfast.guideline.urgent import RISKY_WEEKS_AFTER_RELEASE
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Offer, Prefer, Rule

NO_OVERDOSE = Limit("overdoses", us=0, uk=0, since=ASAM_2020.date, source=ASAM_2020.recalled())
OFF_MEDICINE = Limit(
    "days", us=28, uk=28, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, why="the first four weeks without a medicine are the worst"
)

takes_it_home = on_record(f.current_medication.is_("methadone", "buprenorphine"))
tolerance_falls = Named(
    "tolerance is lost or falling",
    any_of(
        on_record(f.lost_tolerance),
        on_record(f.missed_doses >= DAYS_MISSED),
        on_record(f.days_since_medicine_stopped <= OFF_MEDICINE),
        on_record(f.days_since_release <= RISKY_WEEKS_AFTER_RELEASE),
    ),
)


class Sign(NamedTuple):
    """Something to see, and what it means."""

    see: str
    means: str


OVERDOSE_SIGNS: tuple[Sign, ...] = (
    Sign("Cannot be woken, not even by a hard rub on the chest bone", "overdose"),
    Sign("Slow breath, long gaps, gurgling or snoring", "overdose"),
    Sign("Blue or grey lips and nails", "overdose"),
    Sign("Very small pupils", "opioid effect"),
    Sign("Nodding off, slurred speech", "too much: no further dose"),
)
WHAT_TO_DO: tuple[str, ...] = (
    "Call an ambulance.",
    "Give rescue breaths.",
    "Give naloxone, and again if breathing does not come back.",
    "Lay the person on their side and stay: naloxone can wear off before the drug does.",
)
"""In this order. It is what naloxone is handed out with."""

RULES: tuple[Rule, ...] = (
    Offer(
        OVERDOSE_EDUCATION,
        when=any_of(in_care, on_record(f.partner_uses), on_record(f.takes_opioid_analgesic), on_record(f.lost_tolerance)),
        name="know_the_signs",
        source=NALOXONE_LABELS,
        because="Know the signs: no waking, slow breath, blue lips, tiny pupils. Call an ambulance, breathe for the person, give "
        "naloxone, lay them on their side, stay. Show those around you, and have naloxone with you.",
    ),
    Prefer(
        OVERDOSE_EDUCATION,
        when=tolerance_falls,
        name="lost_tolerance",
        source=MISSED_METHADONE_AU,
        because="After a break your body no longer bears the old amount: what was usual can kill now. This holds for street drugs and for "
        "your medicine. Start low, and never alone.",
    ),
    Prefer(
        OVERDOSE_EDUCATION,
        when=any_of(on_record(f.overdoses_past_year > NO_OVERDOSE), on_record(f.overdose_now)),
        name="after_an_overdose",
        source=ASAM_2020.recalled(),
        because="You have overdosed. Another one is likely in the months ahead; a medicine such as methadone or buprenorphine makes death "
        "far less likely.",
    ),
    Prefer(
        OVERDOSE_EDUCATION,
        when=sedatives,
        name="mixing",
        source=FDA_SEDATIVES,
        because="Drink, benzodiazepines, gabapentin or pregabalin with opioids stop the breath sooner. Do not take them together.",
    ),
    Prefer(
        OVERDOSE_EDUCATION,
        when=any_of(strong_supply, f.uses_alone),
        name="strong_and_unknown",
        source=CLINICAL_REVIEW,
        because="Nobody knows how strong the next amount is. Use a little first, take turns, do not lock the door, have someone on the "
        "phone.",
    ),
    Offer(
        LOCKED_STORAGE,
        when=any_of(takes_it_home, on_record(f.takes_opioid_analgesic), all_of(in_care, on_record(f.children_at_home))),
        name="locked",
        source=CHILD_POISONING,
        because="One swallow of methadone or buprenorphine can kill a child. Keep it locked, in the bottle with the safe cap, and out of "
        "sight. If a child may have had any, call an ambulance at once, even if the child seems well.",
    ),
    Prefer(
        LOCKED_STORAGE,
        when=any_of(f.children_at_home, not_(f.safe_storage)),
        name="box_now",
        source=CHILD_POISONING,
        because="Ask for a lockable box before the next doses go home.",
    ),
)
