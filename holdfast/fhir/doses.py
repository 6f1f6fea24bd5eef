"""How much of a medicine a day, where the order says so in numbers; words are never parsed for a dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.fhir.elements import Malformed, Obj, concept, flag, member, members, number, text
from holdfast.fhir.medicine_codes import LIQUID, SUBLINGUAL, ZUBSOLV, Medicine

_PER_DAY = {"QD": 1, "QAM": 1, "QPM": 1, "QHS": 1, "HS": 1, "BED": 1, "AM": 1, "PM": 1, "BID": 2, "TID": 3, "QID": 4, "Q12H": 2, "Q8H": 3,
            "Q6H": 4, "Q24H": 1}  # fmt: skip
_HOURS = {"h": 1.0, "d": 24.0, "wk": 168.0}
_UNITS = {"{tbl}", "tbl", "tablet", "tablets", "tab", "tabs", "film", "films", "{film}", "{tablet}", "1", "each", "ea", "unit"}
_MILLIGRAMS = {"mg": 1.0, "milligram": 1.0, "milligrams": 1.0, "g": 1000.0, "ug": 0.001, "mcg": 0.001}
_UNCONVERTED = frozenset(["bunavail", "espranor"])
"""Not the same milligram for milligram as ordinary sublingual buprenorphine, and no conversion in the evidence."""


@dataclass(frozen=True)
class Daily:
    """Milligrams a day, in how many doses."""

    mg: float
    times: int | None


def milligrams(quantity: Obj, medicine: Medicine) -> float | None:
    """One dose in milligrams of the medicine's first ingredient; None where the unit does not say it."""
    value = number(quantity, "value")
    unit = (text(quantity, "code") or text(quantity, "unit")).strip()
    if value is None or value <= 0 or text(quantity, "comparator"):
        return None
    scale = _MILLIGRAMS.get(unit.lower())
    if scale:
        return _converted(value * scale, medicine)
    if unit.lower() in _UNITS or text(quantity, "unit").strip().lower() in _UNITS:
        strength = medicine.equivalent_mg or medicine.unit_mg
        return None if strength is None or medicine.product in _UNCONVERTED else value * strength
    if unit.lower() == "ml" and medicine.form == LIQUID and medicine.ml_mg:
        return value * medicine.ml_mg
    return None


def _converted(mg: float, medicine: Medicine) -> float | None:
    if medicine.product in _UNCONVERTED:
        return None
    if medicine.product != "zubsolv" or medicine.form != SUBLINGUAL:
        return mg
    for count in (1, 2, 3):
        if equivalent := ZUBSOLV.get(round(mg / count, 2)):
            return equivalent * count
    return None


def daily(dosages: Sequence[Obj], medicine: Medicine) -> Daily | None:
    """The dose a day if every instruction says it in numbers and all hold at once."""
    if not dosages or (len(dosages) > 1 and len({number(dosage, "sequence") for dosage in dosages}) > 1):
        return None
    parts = [_one(dosage, medicine) for dosage in dosages]
    known = [part for part in parts if part]
    if len(known) < len(parts):
        return None
    times = sum(part.times for part in known if part.times) if all(part.times for part in known) else None
    return Daily(round(sum(part.mg for part in known), 2), times)


def _one(dosage: Obj, medicine: Medicine) -> Daily | None:
    if flag(dosage, "asNeededBoolean") or dosage.get("asNeededCodeableConcept") is not None:
        return None
    amounts = members(dosage, "doseAndRate")
    quantity = member(amounts[0], "doseQuantity") if len(amounts) == 1 else None
    mg = milligrams(quantity, medicine) if quantity else None
    timing = member(dosage, "timing")
    if mg is None or timing is None:
        return None
    repeat = member(timing, "repeat")
    if repeat and (repeat.get("frequency") is not None or repeat.get("period") is not None):
        return _repeated(mg, repeat)
    times = next((_PER_DAY[coding.code.upper()] for coding in concept(timing, "code").codings if coding.code.upper() in _PER_DAY), None)
    return Daily(mg * times, times) if times else None


def _repeated(mg: float, repeat: Obj) -> Daily | None:
    if any(repeat.get(key) is not None for key in ("frequencyMax", "periodMax", "dayOfWeek", "count")):
        return None
    frequency = number(repeat, "frequency") or 1
    period, hours = number(repeat, "period") or 1, _HOURS.get(text(repeat, "periodUnit"))
    if hours is None or frequency <= 0 or period <= 0:
        return None
    a_day = frequency * 24 / (period * hours)
    if not 0 < a_day <= 24:
        return None
    return Daily(mg * a_day, int(a_day) if a_day == int(a_day) else None)


def strength_given(dosage: Obj | None, medicine: Medicine) -> float | None:
    """Milligrams in one administration."""
    quantity = member(dosage, "dose") if dosage else None
    try:
        return milligrams(quantity, medicine) if quantity else None
    except Malformed:
        return None
