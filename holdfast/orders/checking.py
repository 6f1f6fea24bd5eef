"""One order in, one answer out: what `holdfast check` runs."""

from __future__ import annotations

from holdfast.advice import advise
from holdfast.orders.answer import Answer, Found
from holdfast.orders.calendar import calendar
from holdfast.orders.incentives import incentives
from holdfast.orders.plan import plan
from holdfast.orders.prescription import prescription
from holdfast.orders.reading import Order
from holdfast.orders.take_home import take_home


def checked(order: Order) -> Answer:
    """The order held against the guideline. Raises InputError with everything that is wrong in it."""
    case = order.case
    advice = advise(case.known, case.as_of, case.place, case.settings)
    found: Found
    match order.check:
        case "take_home":
            found = take_home(order.fields, advice, case.place)
        case "prescription":
            found = prescription(order.fields, advice, case.place, case.as_of.date())
        case "calendar":
            found = calendar(order.fields, advice)
        case "incentives":
            found = incentives(order.fields, advice, case.place)
        case _:
            found = plan(order.fields, advice)
    return Answer(order.check, case, advice, tuple(found.breaches), tuple(found.notes), tuple(found.unknown), order.reason)
