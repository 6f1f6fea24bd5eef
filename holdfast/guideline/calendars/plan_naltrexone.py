"""Where a naltrexone calendar begins: only after the gap, and only with tests that show it."""

from __future__ import annotations

from holdfast.guideline.calendars import naltrexone
from holdfast.guideline.calendars.courses import NALOXONE, ONE_OF, Plan, Values, course, missing, number, yes
from holdfast.guideline.calendars.days import Happened, Refused, ValueOf
from holdfast.guideline.calendars.naltrexone import Form, State
from holdfast.guideline.medicines.naltrexone import (
    AFTER_LONG_ACTING,
    ALT_STOP,
    OPIOID_FREE,
    SHORTEST_AFTER_LONG_ACTING,
    WITHDRAWAL_PRESENT,
)
from holdfast.guideline.people import HOURS_BY_CLASS
from holdfast.guideline.words import Told
from holdfast.language.expressions import Place

MEANWHILE = "Buprenorphine or methadone can help today, without a gap."
PASSED = "Ask again when {days:g} days without any opioid have passed, {long:g} after a long-acting one."
TOO_FEW = "It is {days:g} days since the last opioid. It takes {least:g}, or naltrexone brings on severe withdrawal."
AGONISTS = ("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")
LONG_ACTING = ("long_acting", "methadone", "buprenorphine", "buprenorphine_xr")
DAYS: dict[Form, int] = {"tablet": 14, "thrice_weekly": 14, "injection": 90}


def started(values: Values, value: ValueOf, place: Place, weekday: int, product: str | None = None) -> Plan | Refused:
    """A first dose, once every opioid has gone."""
    if refused := _never_now(values, value) or _opioid_may_be_there(values, value):
        return refused
    wanted = "injection" if place == "us" and values.get("prefers_injection") is not False else "tablet"
    form = FORMS.get(product or wanted)
    if form is None:
        return missing("which form it is to be", Told(ONE_OF, names=tuple(FORMS)))
    return _plan(form, State(form, weekday=weekday), value, Happened())


def continued(values: Values, value: ValueOf, weekday: int) -> Plan | Refused:
    """The next doses, counted from the last one. What stops a start stops these too; after a lapse or a long gap, a new urine test."""
    if refused := _never_now(values, value) or _used_within_days(values, value):
        return refused
    today = Happened(
        taken=False,
        opioids=yes(values, "opioids_since_last_dose") or yes(values, "still_using_opioids"),
        assessed=yes(values, "opioid_urine_negative") and values.get("naloxone_challenge_negative") is not False,
    )
    if values.get("current_medication") == "naltrexone_oral":
        missed = number(values, "missed_doses")
        if missed is None:
            return missing("how many days were missed", "How many days in a row was the whole dose missed?")
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


def _never_now(values: Values, value: ValueOf) -> Refused | None:
    """What stops naltrexone at any time: an opioid on board, as far as anything shows it, a failing liver, pain relief to come."""
    if values.get("current_medication") in AGONISTS or yes(values, "takes_opioid_analgesic"):
        return Refused(
            ("You take an opioid medicine: naltrexone would bring on sudden, severe withdrawal.",), ("Stay on the medicine you have.",)
        )
    if yes(values, "opioid_urine_positive"):
        return Refused(("A urine test shows an opioid.",), ("A full urine test that is clear, later.", MEANWHILE))
    if values.get("naloxone_challenge_negative") is False or yes(values, "naloxone_challenge_positive"):
        return Refused(("The naloxone challenge brought on withdrawal: opioids are still there.",), ("Try again after a day.", MEANWHILE))
    cows, alt = number(values, "cows_score"), number(values, "alt_times_uln")
    if cows is not None and cows >= value(WITHDRAWAL_PRESENT):
        return Refused(("There is withdrawal now: opioids are still there, or have just gone.",), (MEANWHILE,))
    if yes(values, "acute_hepatitis") or values.get("child_pugh") == "C" or (alt is not None and alt > value(ALT_STOP)):
        return Refused(("The liver is too ill for it now.",), ("A prescriber looks at the liver first.", MEANWHILE))
    if yes(values, "opioid_analgesia_planned"):
        return Refused(("Opioid pain relief is planned, and naltrexone would block it.",), ("Naltrexone after the pain relief has ended.",))
    return None


def _used_within_days(values: Values, value: ValueOf) -> Refused | None:
    """An opioid within the days that a first dose waits for, from whatever records it."""
    tested, short = yes(values, "naloxone_challenge_negative"), value(OPIOID_FREE)
    long = max(short, value(SHORTEST_AFTER_LONG_ACTING) if tested else value(AFTER_LONG_ACTING))
    waits = [(number(values, fact.name), 24 * (short if kind == "short_acting" else long)) for fact, kind in HOURS_BY_CLASS]
    free, least = number(values, "days_opioid_free"), long if values.get("last_opioid_class") in LONG_ACTING else short
    if (
        yes(values, "opioid_within_a_week")
        or (free is not None and free < least)
        or any(hours is not None and hours < wait for hours, wait in waits)
    ):
        return Refused(
            ("There was an opioid in the last days: naltrexone would bring on sudden, severe withdrawal.",),
            (Told(PASSED, days=short, long=long), MEANWHILE),
        )
    return None


def _opioid_may_be_there(values: Values, value: ValueOf) -> Refused | None:
    if values.get("opioid_urine_negative") is not True:
        return Refused(("There is no urine test of the last day that is clear of every opioid.",), ("A full urine test first.", MEANWHILE))
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
            (Told(TOO_FEW, days=int(free), least=least),),
            (Told("Ask again when {days:g} days have passed.", days=least), MEANWHILE),
        )
    return _used_within_days(values, value)


def _plan(form: Form, state: State, value: ValueOf, first: Happened) -> Plan:
    medicine = "naltrexone_xr" if form == "injection" else "naltrexone_oral"
    orders = course(naltrexone.next_day, state, value, first)
    return Plan(medicine, orders, DAYS[form], naltrexone.SHOWN[form], (NALOXONE,), sparse=form != "tablet")
