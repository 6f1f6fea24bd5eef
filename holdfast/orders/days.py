"""The days of a calendar or the doses of a prescription, as they were handed in, and which option they follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdfast.guideline.calendars import examined_buprenorphine, examined_injections, examined_methadone
from holdfast.guideline.calendars.days import ValueOf
from holdfast.guideline.calendars.given_days import Examined, GivenDay
from holdfast.guideline.calendars.planning import MEDICINES
from holdfast.language.kinds import Value
from holdfast.orders.reading import Fields

Values = Mapping[str, Value]
MOST_DAYS, MOST_MG = 400, 2000
NEW_METHADONE = ("start_methadone", "switch_buprenorphine_to_methadone", "withdrawal_management")
NAMES: Mapping[str, str] = {
    "methadone": "methadone",
    "buprenorphine": "buprenorphine",
    "buprenorphine_sl": "buprenorphine",
    "buprenorphine_naloxone_sl": "buprenorphine",
    "buprenorphine_xr": "buprenorphine_xr",
    "sublocade": "sublocade",
    "brixadi_weekly": "brixadi_weekly",
    "brixadi_monthly": "brixadi_monthly",
    "buvidal_weekly": "buvidal_weekly",
    "buvidal_monthly": "buvidal_monthly",
    "naltrexone": "naltrexone_oral",
    "naltrexone_oral": "naltrexone_oral",
    "naltrexone_xr": "vivitrol",
    "vivitrol": "vivitrol",
}
"""A calendar's medicine, and what is looked at for it."""
INJECTIONS = ("sublocade", "brixadi_weekly", "brixadi_monthly", "buvidal_weekly", "buvidal_monthly")


def read_days(fields: Fields) -> list[GivenDay]:
    """The days, in the shape that `holdfast calendar --format json` prints or shorter: `total_mg`, or `doses`, or `missed`."""
    days = []
    for place, each in enumerate(fields.groups("days", MOST_DAYS, needed=True), 1):
        number = each.count("day", 1, MOST_DAYS, "") or place
        missed = each.flag("missed")
        doses = [(dose.number("mg", 0, MOST_MG, "mg", needed=True), _condition(dose)) for dose in _doses(each)]
        total = each.number("total_mg", 0, MOST_MG, "mg")
        most = each.number("max_mg", 0, MOST_MG, "mg")
        first = each.number("first_mg", 0, MOST_MG, "mg")
        each.ignore("date", "note")
        each.finish()
        if doses:
            sure = sum(mg or 0 for mg, condition in doses if condition is None)
            days.append(GivenDay(number, doses[0][0] or 0, sure, sum(mg or 0 for mg, _ in doses), missed))
            continue
        if total is None and most is None and not missed and "doses" not in each.given:
            each.wrong("total_mg", "", "a day needs its dose", "total_mg, or doses, or missed")
        sure = total or 0
        top = max(sure, most or 0)
        days.append(GivenDay(number, top if first is None else first, sure, top, missed))
    days.sort(key=lambda day: day.number)
    if len({day.number for day in days}) != len(days):
        fields.wrong("days", f"{len(days)} days", "a day stands twice", "each day once")
    return days


def _doses(day: Fields) -> list[Fields]:
    """No doses at all is a day without any: so a calendar of our own says it."""
    if day.given.get("doses") == []:
        day.ignore("doses")
        return []
    return day.groups("doses", 10)


def _condition(dose: Fields) -> str | None:
    condition = dose.text("if")
    dose.ignore("when")
    dose.finish()
    return condition


def follows(medicine: str, values: Values, first_mg: float) -> str:
    """The option that such an order follows, by what the person takes now."""
    current = values.get("current_medication")
    missed = values.get("missed_doses")
    gap = isinstance(missed, int | float) and missed > 0
    if medicine == "methadone":
        if current in ("buprenorphine", "buprenorphine_xr"):
            return "switch_buprenorphine_to_methadone"
        return _kept("methadone", values.get("current_methadone_mg"), first_mg, gap) if current == "methadone" else "start_methadone"
    if medicine == "buprenorphine":
        on = current == "buprenorphine"
        return _kept("buprenorphine", values.get("current_buprenorphine_mg"), first_mg, gap) if on else "start_buprenorphine_standard"
    if medicine in ("naltrexone_oral", "vivitrol"):
        return "continue_current" if current in ("naltrexone_oral", "naltrexone_xr") else "start_naltrexone"
    if current == "buprenorphine_xr":
        return "continue_current"
    return "switch_to_buprenorphine_xr" if current == "buprenorphine" else "start_buprenorphine_xr"


def _kept(medicine: str, now: object, first_mg: float, gap: bool) -> str:
    if gap:
        return f"resume_{medicine}"
    return f"increase_{medicine}" if isinstance(now, int | float) and first_mg > now else "continue_current"


def starts_of(medicine: str) -> tuple[str, ...]:
    """What an order of this medicine may say that it follows: an option's code, or the short word of `holdfast calendar`."""
    ways = MEDICINES[medicine]
    return tuple(dict.fromkeys((*ways.values(), *ways)))


def start_named(medicine: str, said: str) -> str:
    """The option's code for what an order says that it follows."""
    return MEDICINES[medicine].get(said, said)


def examine(medicine: str, start: str, days: Sequence[GivenDay], values: Values, value: ValueOf) -> Examined:
    """What breaks in these days. `medicine` is a product for injections."""
    if medicine == "methadone":
        return examined_methadone.examined(days, values, value, new=start in NEW_METHADONE, lowered=start == "taper_methadone")
    if medicine == "buprenorphine":
        way = "start_buprenorphine_standard" if start == "withdrawal_management" else start
        return examined_buprenorphine.examined(way, days, values, value)
    if medicine == "naltrexone_oral":
        return examined_injections.examined_tablets(days, values, value, new=start == "start_naltrexone")
    return examined_injections.examined(medicine, days, values, value)
