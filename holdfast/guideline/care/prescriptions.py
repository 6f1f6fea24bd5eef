"""Prescriptions: what a product contains, how many days a form may cover, and what must be written on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.guideline.care.breaches import Breach, ValueOf, above
from holdfast.guideline.changes import BRIDGE_DAYS, INSTALMENT_DAYS
from holdfast.guideline.sources import (
    BRIXADI_LABEL,
    BUPRENORPHINE_LABEL,
    BUVIDAL_SMPC,
    CFR_8_12,
    FP10MDA,
    METHADONE_LABEL,
    REVIA_LABEL,
    SUBLOCADE_LABEL,
    VIVITROL_LABEL,
    ZUBSOLV_LABEL,
)
from holdfast.language.expressions import Place, Source


@dataclass(frozen=True)
class Product:
    """A product by its everyday name: the medicine it is (as a calendar names it), what is in it, and where that stands.
    `strengths` are the single doses there are, in mg of the first ingredient; empty where any dose can be measured."""

    medicine: str
    contains: tuple[str, ...]
    source: Source
    strengths: tuple[float, ...] = ()


_COMBINED = ("buprenorphine", "naloxone")
PRODUCTS: Mapping[str, Product] = {
    "methadone": Product("methadone", ("methadone",), METHADONE_LABEL),
    "buprenorphine_naloxone": Product("buprenorphine", _COMBINED, BUPRENORPHINE_LABEL),
    "suboxone": Product("buprenorphine", _COMBINED, BUPRENORPHINE_LABEL, (2, 4, 8, 12)),
    "zubsolv": Product("buprenorphine", _COMBINED, ZUBSOLV_LABEL, (0.7, 1.4, 2.9, 5.7, 8.6, 11.4)),
    "buprenorphine": Product("buprenorphine", ("buprenorphine",), BUPRENORPHINE_LABEL),
    "subutex": Product("buprenorphine", ("buprenorphine",), BUPRENORPHINE_LABEL, (0.4, 2, 8)),
    "sublocade": Product("sublocade", ("buprenorphine",), SUBLOCADE_LABEL, (100, 300)),
    "brixadi_weekly": Product("brixadi_weekly", ("buprenorphine",), BRIXADI_LABEL, (8, 16, 24, 32)),
    "brixadi_monthly": Product("brixadi_monthly", ("buprenorphine",), BRIXADI_LABEL, (64, 96, 128)),
    "buvidal_weekly": Product("buvidal_weekly", ("buprenorphine",), BUVIDAL_SMPC, (8, 16, 24, 32)),
    "buvidal_monthly": Product("buvidal_monthly", ("buprenorphine",), BUVIDAL_SMPC, (64, 96, 128, 160)),
    "naltrexone": Product("naltrexone_oral", ("naltrexone",), REVIA_LABEL),
    "vivitrol": Product("vivitrol", ("naltrexone",), VIVITROL_LABEL, (380,)),
}
FORMS = ("fp10mda", "fp10", "otp", "office", "hospital", "three_day_supply")
"""How it is prescribed or given out."""


def composition(product: str, claimed: tuple[str, ...]) -> list[Breach]:
    """Where somebody says that a product holds something that it does not, or leaves out what it does hold."""
    held = PRODUCTS[product]
    wrong = [name for name in claimed if name not in held.contains]
    left_out = [name for name in held.contains if name not in claimed]
    if not claimed or not (wrong or left_out):
        return []
    content = " and ".join(held.contains)
    mixed_up = " Naltrexone is another medicine: it would bring on withdrawal." if "naltrexone" in wrong else ""
    say = f"{product} holds {content}, not {' and '.join(claimed)}.{mixed_up}"
    return [Breach("prescription.contains", say, held.source, f"{content.capitalize()}.", rule="contents")]


def strength(product: str, mg: float) -> list[Breach]:
    """Where an injection is ordered in a dose that is not made."""
    held = PRODUCTS[product]
    if held.medicine in ("methadone", "buprenorphine", "naltrexone_oral") or mg in held.strengths:
        return []
    made = ", ".join(f"{each:g}" for each in held.strengths)
    return [Breach("prescription.dose_mg", f"There is no {product} of {mg:g} mg.", held.source, f"One of {made} mg.", rule="strengths")]


def form_and_days(product: str, form: str | None, days: float | None, place: Place, value: ValueOf) -> list[Breach]:
    """Whether this may be prescribed so, and for so many days."""
    found: list[Breach] = []
    methadone = PRODUCTS[product].medicine == "methadone"
    if form in ("fp10mda", "fp10") and place == "us":
        found.append(
            Breach("prescription.form", "This form belongs to the NHS.", FP10MDA, "In the US: otp, office or hospital.", rule="form")
        )
    if form in ("otp", "three_day_supply") and place == "uk":
        found.append(Breach("prescription.form", "This belongs to US law.", FP10MDA, "In the UK: fp10mda, fp10 or hospital.", rule="form"))
    if place == "us" and methadone and form in ("office", "fp10", "fp10mda"):
        say = "In the US a pharmacy prescription for methadone is for pain only. For addiction a methadone programme gives it out."
        instead = "A methadone programme (otp), a hospital for another illness, or a three-day supply while the referral is made."
        found.append(Breach("prescription.form", say, CFR_8_12, instead, rule="methadone_office"))
    if form == "fp10mda" and days is not None:
        say = "An instalment prescription covers at most {limit}; this one covers {found}."
        found += above(
            "prescription.days", days, INSTALMENT_DAYS, value, say, instead=f"At most {value(INSTALMENT_DAYS):g} days, then a new one."
        )
    if form == "three_day_supply" and days is not None:
        found += above("prescription.days", days, BRIDGE_DAYS, value, "A bridge while a referral is made is at most {limit}, not {found}.")
    return found


def instalments(form: str | None, given: Mapping[str, object] | None) -> list[Breach]:
    """An instalment prescription states how much each time, and how often."""
    if form != "fp10mda":
        return []
    lacking = [name for name in ("quantity", "interval_days") if not (given or {}).get(name)]
    if not lacking:
        return []
    say = f"An instalment prescription states the quantity of each instalment and the interval. Missing: {', '.join(lacking)}."
    return [Breach("prescription.instalments", say, FP10MDA, "Both, written on the form.", hard=False, rule="instalments")]
