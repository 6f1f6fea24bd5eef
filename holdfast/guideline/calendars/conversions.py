"""From a daily dose under the tongue to an injection, by the labels' tables. Between two rows there is no answer: ask."""

from __future__ import annotations

from holdfast.guideline.calendars.days import Refused
from holdfast.guideline.calendars.extended_release import Product
from holdfast.guideline.medicines.buprenorphine.extended_release import injection_for
from holdfast.guideline.words import Told


def converted(product: Product, daily: float, espranor: bool = False) -> float | Refused:
    """The injection that replaces `daily` mg a day under the tongue (on the tongue for Espranor, which is not mg for mg)."""
    maker, _, interval = product.partition("_")
    found = injection_for(maker, daily, "espranor" if espranor else "tablet")
    if found is None:
        return Refused(
            (Told("A daily dose of {mg:g} mg lies outside the rows of the table.", mg=daily),),
            ("The prescriber chooses the nearest row, or first moves the daily dose to one.",),
        )
    dose = found.weekly_mg if interval == "weekly" else found.monthly_mg
    if dose is None:
        other = "The monthly injection." if interval == "weekly" else "The weekly injection."
        return Refused((Told("At {mg:g} mg a day the table has no such injection.", mg=daily),), (other,))
    return dose
