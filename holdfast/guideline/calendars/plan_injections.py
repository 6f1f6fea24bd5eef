"""Where a calendar of buprenorphine injections begins: which product, which dose, and what must come first."""

from __future__ import annotations

from holdfast.guideline.calendars import extended_release
from holdfast.guideline.calendars.conversions import converted
from holdfast.guideline.calendars.courses import NALOXONE, Plan, Values, asleep_now, course, missing, not_awake, number, yes
from holdfast.guideline.calendars.days import Happened, Refused, ValueOf
from holdfast.guideline.calendars.extended_release import SUBLOCADE_FIRST, SUBLOCADE_LATER, WEEKLY, WEEKLY_FIRST, Product, State
from holdfast.guideline.medicines.buprenorphine.extended_release import METHADONE_BEFORE_INJECTION
from holdfast.guideline.sources import BUVIDAL_SMPC
from holdfast.language.expressions import Limit, Place

METHADONE_GAP = Limit("hours", us=24, uk=24, since=BUVIDAL_SMPC.date, source=BUVIDAL_SMPC)

PRODUCTS: tuple[Product, ...] = ("sublocade", "brixadi_weekly", "brixadi_monthly", "buvidal_weekly", "buvidal_monthly")
LAST_TABLET = "Take buprenorphine under the tongue up to the day before the first injection."
SECOND_LATER = "The second injection can come from {:g} days after the first on, if withdrawal or craving goes on."
SECOND_WEEK = (
    "In the first week another extra dose is possible, a day or more after the last one. The second week's dose is the first week's total."
)
DAYS = 90


def started(values: Values, value: ValueOf, place: Place, product: str | None = None) -> Plan | Refused:
    """A first injection, for somebody new to buprenorphine or from the dose under the tongue."""
    if not_awake(values):
        return asleep_now()
    if refused := _methadone_in_the_way(values, value):
        return refused
    daily = number(values, "current_buprenorphine_mg") if values.get("current_medication") == "buprenorphine" else None
    chosen = _chosen(values, place, product, daily is not None)
    if chosen is None:
        return missing("which injection it is to be", f"One of: {', '.join(PRODUCTS)}.")
    if values.get("current_medication") == "buprenorphine":
        return _from_tablets(chosen, daily, values, value)
    if chosen in ("brixadi_monthly", "buvidal_monthly"):
        return Refused(
            ("The monthly injection is for people who already take buprenorphine.",),
            ("Start with the weekly injection, or under the tongue.",),
        )
    if chosen == "sublocade":
        return _plan(State(chosen, value(SUBLOCADE_FIRST)), value, SECOND_LATER.format(value(extended_release.SECOND_SOONEST)))
    return _plan(State(chosen, value(WEEKLY_FIRST), extra=1), value, SECOND_WEEK)


def continued(values: Values, value: ValueOf) -> Plan | Refused:
    """The next injections, counted from the last one."""
    product, mg, since = _named(values), number(values, "xr_dose_mg"), number(values, "days_since_xr_injection")
    if product is None:
        return missing("which injection it is", f"One of: {', '.join(PRODUCTS)}.")
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
        return Refused((f"There is no injection of {mg:g} mg.",), ("Check the dose and the product.",))
    state = State(product, mg, given=count, since=max(int(since) - 1, 0), since_extra=2)
    return _plan(state, value, first=Happened(sedated=not_awake(values), assessed=yes(values, "prescriber_assessed")))


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
        f"First lower methadone to {value(METHADONE_BEFORE_INJECTION):g} mg a day or less.",
        f"Then wait {value(METHADONE_GAP):g} hours after the last dose, until withdrawal is clear.",
        "Or change by tiny rising doses of buprenorphine while methadone goes on.",
    )
    if mg is None or mg > value(METHADONE_BEFORE_INJECTION):
        return Refused(
            (f"Methadone is at {'an unknown dose' if mg is None else f'{mg:g} mg a day'}: too high to change to an injection.",), steps
        )
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


def _named(values: Values) -> Product | None:
    return _one_of(values.get("xr_product"))


def _one_of(name: object) -> Product | None:
    return next((product for product in PRODUCTS if product == name), None)


def _family(product: Product) -> str:
    return "sublocade" if product == "sublocade" else "weekly" if product in WEEKLY else "monthly"


def _plan(state: State, value: ValueOf, *notes: str, first: Happened = Happened()) -> Plan:  # noqa: B008
    orders = course(extended_release.next_day, state, value, first, lambda _: Happened(extra=True))
    return Plan("buprenorphine_xr", orders, DAYS, extended_release.SHOWN[_family(state.product)], (*notes, NALOXONE), sparse=True)
