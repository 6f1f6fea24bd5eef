"""Where a naltrexone calendar begins: only after the gap, and only with tests that show it."""

from __future__ import annotations

from holdfast.guideline.calendars import naltrexone
from holdfast.guideline.calendars.courses import NALOXONE, Plan, Values, asleep_now, course, missing, not_awake, number, yes
from holdfast.guideline.calendars.days import Happened, Refused, ValueOf
from holdfast.guideline.calendars.naltrexone import Form, State
from holdfast.guideline.medicines.naltrexone import AFTER_LONG_ACTING, OPIOID_FREE, SHORTEST_AFTER_LONG_ACTING
from holdfast.language.expressions import Place

MEANWHILE = "Buprenorphine or methadone can help today, without a gap."
AGONISTS = ("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")
DAYS: dict[Form, int] = {"tablet": 14, "thrice_weekly": 14, "injection": 90}


def started(values: Values, value: ValueOf, place: Place, weekday: int, product: str | None = None) -> Plan | Refused:
    """A first dose, once every opioid has gone."""
    if not_awake(values):
        return asleep_now()
    if refused := _opioid_may_be_there(values, value):
        return refused
    wanted = "injection" if place == "us" and values.get("prefers_injection") is not False else "tablet"
    form = FORMS.get(product or wanted)
    if form is None:
        return missing("which form it is to be", f"One of: {', '.join(FORMS)}.")
    return _plan(form, State(form, weekday=weekday), value, Happened())


def continued(values: Values, value: ValueOf, weekday: int) -> Plan | Refused:
    """The next doses, counted from the last one. Opioids in between, or a long gap: a new urine test first."""
    lapsed = yes(values, "opioids_since_last_dose") or yes(values, "still_using_opioids")
    today = Happened(
        taken=False,
        sedated=not_awake(values),
        opioids=lapsed,
        assessed=yes(values, "opioid_urine_negative") and values.get("naloxone_challenge_negative") is not False,
    )
    if values.get("current_medication") == "naltrexone_oral":
        missed = number(values, "missed_doses") or 0
        return _plan("tablet", State("tablet", begun=True, weekday=weekday, since=int(missed)), value, today)
    since = number(values, "days_since_xr_injection")
    if since is None:
        return missing("the day of the last injection", "How many days since the last injection?")
    return _plan("injection", State("injection", begun=True, weekday=weekday, since=max(int(since) - 1, 0)), value, today)


FORMS: dict[str, Form] = {
    "tablet": "tablet",
    "naltrexone": "tablet",
    "thrice_weekly": "thrice_weekly",
    "injection": "injection",
    "vivitrol": "injection",
}


def _opioid_may_be_there(values: Values, value: ValueOf) -> Refused | None:
    if values.get("current_medication") in AGONISTS or yes(values, "takes_opioid_analgesic"):
        return Refused(
            ("You take an opioid medicine: naltrexone would bring on sudden, severe withdrawal.",), ("Stay on the medicine you have.",)
        )
    if values.get("opioid_urine_negative") is not True or yes(values, "opioid_urine_positive"):
        return Refused(("There is no urine test of the last day that is clear of every opioid.",), ("A full urine test first.", MEANWHILE))
    if values.get("naloxone_challenge_negative") is False or yes(values, "naloxone_challenge_positive"):
        return Refused(("The naloxone challenge brought on withdrawal: opioids are still there.",), ("Try again after a day.", MEANWHILE))
    tested = yes(values, "naloxone_challenge_negative")
    kind = values.get("last_opioid_class")
    free = number(values, "days_opioid_free")
    if kind == "buprenorphine_xr" and not tested:
        return Refused(
            ("A buprenorphine injection can last for many months.",), ("A naloxone challenge, as well as the clear urine test.",)
        )
    if free is None:
        return missing("how long it is since any opioid", "How many whole days since any opioid at all?")
    least = value(OPIOID_FREE)
    if kind != "short_acting":
        least = max(least, value(SHORTEST_AFTER_LONG_ACTING) if tested else value(AFTER_LONG_ACTING))
    if free < least:
        return Refused(
            (f"It is {int(free)} days since the last opioid. It takes {least:g}, or naltrexone brings on severe withdrawal.",),
            (f"Ask again when {least:g} days have passed.", MEANWHILE),
        )
    return None


def _plan(form: Form, state: State, value: ValueOf, first: Happened) -> Plan:
    medicine = "naltrexone_xr" if form == "injection" else "naltrexone_oral"
    orders = course(naltrexone.next_day, state, value, first)
    return Plan(medicine, orders, DAYS[form], naltrexone.SHOWN[form], (NALOXONE,), sparse=form != "tablet")
