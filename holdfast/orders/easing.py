"""A prescription of what eases withdrawal: clonidine, lofexidine, a medicine for one symptom. The most in a day, and the course."""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.advice import Advice
from holdfast.guideline.care.breaches import above
from holdfast.guideline.medicines.clonidine import HEAVY, clonidine_daily_cap
from holdfast.guideline.medicines.lofexidine import COURSE, EGFR_NORMAL, lofexidine_daily_cap
from holdfast.guideline.medicines.symptomatic import RELIEF, daily_cap
from holdfast.language.expressions import Constant, Limit
from holdfast.orders.answer import Found, of_option
from holdfast.orders.reading import Fields

EASING: Mapping[str, str] = {
    "clonidine": "clonidine",
    "lofexidine": "lofexidine",
    **{each.medicine: "symptomatic_medicines" for each in RELIEF},
}
"""What may be prescribed, and the option that it belongs to."""
WATCHED = ("hospital", "emergency_department")
MOST_MG = 20_000


def easing(product: str, fields: Fields, advice: Advice) -> Found:
    """Whether it may be written so."""
    dose = fields.number("dose_mg", 0.05, MOST_MG, "mg")
    daily = fields.numbers("daily_mg", 0, MOST_MG, "mg", 60)
    days = fields.count("days", 1, 400, "days")
    fields.finish()
    fields.raise_problems()
    value = advice.dated.value
    found = Found()
    most = max([*daily, *([] if dose is None else [dose])], default=None)
    lowest, highest, deciding = _caps(product, advice)
    say = f"Of {product} at most {{limit}}, not {{found}}."
    if most is None:
        found.add(notes=[f"Of {product} at most {Constant(value(lowest), lowest.unit)}."])
    elif value(lowest) < most <= value(highest):
        found.add(unknown=deciding)
    else:
        found.add(above("prescription.dose_mg", most, highest, value, say))
    if product == "lofexidine":
        found.add(above("prescription.days", days or 0, COURSE, value, "A course of lofexidine is at most {limit}, not {found}."))
        found.add(notes=_taken_as_healthy(most or 0, advice))
    against = of_option(advice, EASING[product], "prescription")
    found.add(against.breaches, against.notes, against.unknown)
    return found


def _caps(product: str, advice: Advice) -> tuple[Limit, Limit, list[str]]:
    """The most in a day at the least and at the best that may still turn out, and the facts that decide between the two."""
    known, value = advice.known, advice.dated.value
    if product == "clonidine":
        weight, setting = known.get("weight_kg"), known.get("setting")
        least = clonidine_daily_cap(float(weight or 0), setting in WATCHED, value)
        best = clonidine_daily_cap(float(value(HEAVY) if weight is None else weight), setting is None or setting in WATCHED, value)
        return least, best, [name for name in ("weight_kg", "setting") if known.get(name) is None]
    if product == "lofexidine":
        egfr = known.get("egfr")
        cap = lofexidine_daily_cap(str(known.get("child_pugh", "none")), float(value(EGFR_NORMAL) if egfr is None else egfr), value)
        return cap, cap, []
    ill = known.get("child_pugh") in ("A", "B", "C") or True in (known.get("jaundice_or_cirrhosis"), known.get("acute_hepatitis"))
    cap = daily_cap(product, ill)
    return cap, cap, []


def _taken_as_healthy(mg: float, advice: Advice) -> list[str]:
    open_ = [name for name in ("egfr", "child_pugh") if name not in advice.known]
    strictest = advice.dated.value(lofexidine_daily_cap("C", 0, advice.dated.value))
    if not open_ or mg <= strictest:
        return []
    return [f"Not recorded, and taken as healthy: {', '.join(open_)}. A lower dose holds where kidneys or liver are ill."]
