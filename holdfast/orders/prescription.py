"""A prescription handed in: what is in the product, the dose, the form and its days, and whether it fits this person."""

from __future__ import annotations

from datetime import date

from holdfast.advice import Advice
from holdfast.guideline.calendars.days import Calendar, Refused
from holdfast.guideline.calendars.examined_buprenorphine import OVERLAPS
from holdfast.guideline.calendars.given_days import GivenDay
from holdfast.guideline.calendars.planning import calendar_for
from holdfast.guideline.care.breaches import Breach
from holdfast.guideline.care.combinations import OVERLAP_SAY
from holdfast.guideline.care.prescriptions import FORMS, PRODUCTS, composition, form_and_days, instalments, strength
from holdfast.guideline.medicines.buprenorphine.sublingual import EQUIVALENTS, tablet_equivalent
from holdfast.language.expressions import Place
from holdfast.orders.answer import Found, of_option
from holdfast.orders.days import INJECTIONS, examine, follows, start_named, starts_of
from holdfast.orders.easing import EASING, easing
from holdfast.orders.reading import Fields

INGREDIENTS = ("buprenorphine", "methadone", "naloxone", "naltrexone")
SAME_MG = 0.001
CONVERTED = ("switch_to_buprenorphine_xr", "start_buprenorphine_xr")


def prescription(fields: Fields, advice: Advice, place: Place, today: date) -> Found:
    """Whether it may be written so."""
    product = fields.word("product", (*PRODUCTS, *EASING), needed=True)
    if product in EASING:
        return easing(str(product), fields, advice)
    claimed = fields.words("contains", INGREDIENTS)
    dose = fields.number("dose_mg", 0.05, 2000, "mg")
    daily = fields.numbers("daily_mg", 0, 2000, "mg", 60)
    days = fields.count("days", 1, 400, "days")
    form = fields.word("form", FORMS)
    each = fields.group("instalments")
    said = fields.word("start", starts_of(PRODUCTS[product].medicine)) if product else None
    strength_mg = fields.number("strength_mg", 0.05, 2000, "mg")
    fields.ignore("start")
    if dose is not None and daily and daily[0] != dose:
        fields.wrong("dose_mg", dose, "this disagrees with daily_mg, whose first day differs", f"{daily[0]:g}, or leave it out")
    if each:
        each.number("quantity", 0, 10_000, "mg or ml")
        each.count("interval_days", 1, 14, "days")
        each.finish()
    fields.finish()
    fields.raise_problems()
    name = str(product)
    medicine = PRODUCTS[name].medicine
    found = Found()
    doses = _as_tablets(name, daily or ([dose] if dose is not None else []), strength_mg, found)
    found.add(composition(name, claimed))
    found.add(form_and_days(name, form, days, place, advice.dated.value))
    found.add(instalments(form, each.given if each else None))
    start = start_named(medicine, said) if said else follows(medicine, advice.known, doses[0] if doses else 0)
    if doses and medicine in INJECTIONS and start in CONVERTED:
        found.add(strength(name, doses[0]) or _against_table(name, start, doses[0], advice, today))
    elif doses:
        given = [GivenDay(number, mg, mg, mg, not mg) for number, mg in enumerate(doses, 1)]
        looked = examine(medicine, start, given, advice.known, advice.dated.value)
        found.add(_moved(looked.breaches), looked.notes, looked.unknown)
    if advice.judgement.in_scope:
        against = of_option(advice, start, "prescription")
        found.add(against.breaches, against.notes, against.unknown)
    if start in OVERLAPS and advice.known.get("current_medication") == "methadone":
        found.add(notes=[f"{OVERLAP_SAY} Methadone continues until the last step; tell the person and the pharmacy why."])
    if start in OVERLAPS and not doses:
        found.add(
            notes=["The daily doses are not in the file (daily_mg): check them against `holdfast calendar buprenorphine --start low_dose`."]
        )
    return found


def _as_tablets(product: str, doses: list[float], strength_mg: float | None, found: Found) -> list[float]:
    """The doses as sublingual tablets, which every limit is written in. Of a product that is not milligram for milligram, and
    of which the table does not say what the dose stands for, none."""
    table = [each for each in EQUIVALENTS if each.product == product]
    if not doses or not table:
        return doses
    stand_for: dict[float, float] = {}
    for mg in set(doses):
        units = [(each.mg, round(mg / each.mg)) for each in table if strength_mg in (None, each.mg)]
        known = [tablet_equivalent(product, unit, many) for unit, many in units if many and abs(many * unit - mg) < SAME_MG]
        if len(set(known)) != 1 or known[0] is None:
            say = f"No table says what {mg:g} mg of {product} stands for."
            instead = f"Name strength_mg: one of {', '.join(f'{each.mg:g}' for each in table)} mg, and a whole number of them."
            found.add([Breach("prescription.dose_mg", say, PRODUCTS[product].source, instead, hard=False, rule="equivalent")])
            return []
        stand_for[mg] = known[0]
    found.add(notes=[f"{mg:g} mg of {product} stands for {tablet:g} mg under the tongue." for mg, tablet in sorted(stand_for.items())])
    return [stand_for[mg] for mg in doses]


def _against_table(product: str, start: str, mg: float, advice: Advice, today: date) -> list[Breach]:
    """A first injection against the one that the guideline would plan."""
    planned = calendar_for(start, advice.known, advice.dated, today, product=product)
    source = PRODUCTS[product].source
    if isinstance(planned, Refused):
        instead = " ".join(planned.instead)
        return [Breach("prescription.product", say, source, instead, rule="no_injection_yet") for say in planned.reasons]
    right = _first_mg(planned)
    if mg == right:
        return []
    daily = advice.known.get("current_buprenorphine_mg")
    of_dose = f" from {daily:g} mg a day" if isinstance(daily, int | float) and start == "switch_to_buprenorphine_xr" else ""
    say = f"The first {product}{of_dose} is {right:g} mg, not {mg:g} mg."
    return [Breach("prescription.dose_mg", say, source, f"{right:g} mg.", rule="conversion")]


def _first_mg(planned: Calendar) -> float:
    return planned.days[0].order.first_mg


def _moved(breaches: list[Breach]) -> list[Breach]:
    """The same, said of the prescription's own field."""
    return [
        Breach(each.where.replace("calendar.days", "prescription"), each.say, each.source, each.instead, each.hard, each.limit, each.rule)
        for each in breaches
    ]
