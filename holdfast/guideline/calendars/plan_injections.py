"""Where a calendar of buprenorphine injections begins: which product, which dose, and what must come first."""

from __future__ import annotations

from holdfast.guideline.calendars import extended_release
from holdfast.guideline.calendars.conversions import converted
from holdfast.guideline.calendars.courses import NALOXONE, ONE_OF, Plan, Values, course, missing, number, yes
from holdfast.guideline.calendars.days import Happened, Refused, ValueOf
from holdfast.guideline.calendars.extended_release import SUBLOCADE_FIRST, SUBLOCADE_LATER, WEEKLY, WEEKLY_FIRST, Product, State
from holdfast.guideline.calendars.today import dangers, dose_may_not_fit, each_if_seen
from holdfast.guideline.medicines.buprenorphine.extended_release import METHADONE_BEFORE_INJECTION
from holdfast.guideline.sources import BUVIDAL_SMPC
from holdfast.guideline.words import Told
from holdfast.language.expressions import Limit, Place

METHADONE_GAP = Limit("hours", us=24, uk=24, since=BUVIDAL_SMPC.date, source=BUVIDAL_SMPC)

PRODUCTS: tuple[Product, ...] = ("sublocade", "brixadi_weekly", "brixadi_monthly", "buvidal_weekly", "buvidal_monthly")
LAST_TABLET = "Take buprenorphine under the tongue up to the day before the first injection."
SECOND_LATER = "The second injection can come from {days:g} days after the first on, if withdrawal or craving goes on."
SECOND_WEEK = (
    "In the first week another extra dose is possible, a day or more after the last one. The second week's dose is the first week's total."
)
TOO_HIGH = "Methadone is at {mg:g} mg a day: too high to change to an injection."
TOO_HIGH_UNKNOWN = "Methadone is at an unknown dose: it may be too high to change to an injection."
DAYS = 90


def started(values: Values, value: ValueOf, place: Place, product: str | None = None) -> Plan | Refused:
    """A first injection, for somebody new to buprenorphine or from the dose under the tongue."""
    if refused := _methadone_in_the_way(values, value):
        return refused
    daily = number(values, "current_buprenorphine_mg") if values.get("current_medication") == "buprenorphine" else None
    chosen = _chosen(values, place, product, daily is not None)
    if chosen is None:
        return missing("which injection it is to be", Told(ONE_OF, names=PRODUCTS))
    if refused := _not_sold(chosen, place):
        return refused
    if values.get("current_medication") == "buprenorphine":
        return _from_tablets(chosen, daily, values, value)
    if yes(values, "lost_tolerance"):
        return Refused(
            ("Your body is no longer used to opioids, and an injection cannot be taken back.",),
            ("A few days of small doses under the tongue first.",),
        )
    if chosen in ("brixadi_monthly", "buvidal_monthly"):
        return Refused(
            ("The monthly injection is for people who already take buprenorphine.",),
            ("Start with the weekly injection, or under the tongue.",),
        )
    if chosen == "sublocade":
        return _plan(State(chosen, value(SUBLOCADE_FIRST)), value, Told(SECOND_LATER, days=value(extended_release.SECOND_SOONEST)))
    return _plan(State(chosen, value(WEEKLY_FIRST), extra=1), value, SECOND_WEEK)


def continued(values: Values, value: ValueOf, place: Place) -> Plan | Refused:
    """The next injections, counted from the last one. With a weak liver, or what else has come up, each only if a prescriber agrees."""
    product, mg, since = _named(values), number(values, "xr_dose_mg"), number(values, "days_since_xr_injection")
    if product is None:
        return missing("which injection it is", Told(ONE_OF, names=PRODUCTS))
    if refused := _not_sold(product, place):
        return refused
    if mg is None or since is None:
        return missing("the dose and the day of the last injection", "What was the last dose, and on which day?")
    given = number(values, "xr_doses_given")
    count = 3 if given is None else max(1, min(int(given), 3))
    if product == "sublocade":
        mg = value(SUBLOCADE_FIRST) if count == 1 or (mg == value(SUBLOCADE_FIRST) and count > 2) else value(SUBLOCADE_LATER)
    known = {
        "sublocade": (value(SUBLOCADE_FIRST), value(SUBLOCADE_LATER)),
        "weekly": (8.0, 16.0, 24.0, 32.0),
        "monthly": (64.0, 96.0, 128.0, 160.0),
    }
    if mg not in known[_family(product)]:
        return Refused((Told("There is no injection of {mg:g} mg.", mg=mg),), ("Check the dose and the product.",))
    state = State(product, mg, given=count, since=max(int(since) - 1, 0), since_extra=2)
    seen = yes(values, "prescriber_assessed")
    plan = _plan(state, value, first=Happened(assessed=seen))
    liver = ("the liver",) if values.get("child_pugh") == "B" else ()
    reasons = (*liver, *dangers(values, value), *dose_may_not_fit(values, value))
    return each_if_seen(plan, reasons, seen) if reasons else plan


def _from_tablets(product: Product, daily: float | None, values: Values, value: ValueOf) -> Plan | Refused:
    if daily is None:
        return missing("the daily dose of buprenorphine", "What is the daily dose under the tongue?")
    mg = value(SUBLOCADE_FIRST) if product == "sublocade" else converted(product, daily, yes(values, "takes_espranor"))
    return mg if isinstance(mg, Refused) else _plan(State(product, mg), value, LAST_TABLET)


def _methadone_in_the_way(values: Values, value: ValueOf) -> Refused | None:
    """An injection cannot be taken back: methadone comes down first, and a day passes."""
    if values.get("current_medication") != "methadone":
        return None
    mg, hours = number(values, "current_methadone_mg"), number(values, "hours_since_methadone")
    steps = (
        Told("First lower methadone to {mg:g} mg a day or less.", mg=value(METHADONE_BEFORE_INJECTION)),
        Told("Then wait {hours:g} hours after the last dose, until withdrawal is clear.", hours=value(METHADONE_GAP)),
        "Or change by tiny rising doses of buprenorphine while methadone goes on.",
    )
    if mg is None or mg > value(METHADONE_BEFORE_INJECTION):
        return Refused((TOO_HIGH_UNKNOWN if mg is None else Told(TOO_HIGH, mg=mg),), steps)
    if hours is None or hours < value(METHADONE_GAP):
        return Refused(("The last methadone was too recent, or nobody knows when it was.",), steps[1:])
    return None


def _chosen(values: Values, place: Place, product: str | None, on_tablets: bool) -> Product | None:
    if product is not None:
        return _one_of(product)
    if named := _named(values):
        return named
    if place == "us":
        return "sublocade"
    return "buvidal_monthly" if on_tablets else "buvidal_weekly"


def _not_sold(product: Product, place: Place) -> Refused | None:
    """Sublocade and Brixadi are sold in the US, Buvidal in the UK."""
    if (place == "uk") == product.startswith("buvidal"):
        return None
    name = product.partition("_")[0].capitalize()
    if place == "uk":
        return Refused((Told("{product} is not sold in the UK.", product=(name,)),), ("Buvidal, with its own doses.",))
    return Refused((Told("{product} is not sold in the US.", product=(name,)),), ("Sublocade or Brixadi, with its own doses.",))


def _named(values: Values) -> Product | None:
    return _one_of(values.get("xr_product"))


def _one_of(name: object) -> Product | None:
    return next((product for product in PRODUCTS if product == name), None)


def _family(product: Product) -> str:
    return "sublocade" if product == "sublocade" else "weekly" if product in WEEKLY else "monthly"


def _plan(state: State, value: ValueOf, *notes: str, first: Happened = Happened()) -> Plan:  # noqa: B008
    orders = course(extended_release.next_day, state, value, first, lambda _: Happened(extra=True))
    return Plan("buprenorphine_xr", orders, DAYS, extended_release.SHOWN[state.product], (*notes, NALOXONE), sparse=True)
