"""Whether a first dose of an opioid medicine may be given today, for calendars whose option does not ask for it by rules of its own.

Everything that stands in the way is named at once, each with what would allow it.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.calendars.courses import Values, number, yes
from holdfast.guideline.calendars.days import Refused, ValueOf
from holdfast.guideline.calendars.today import DOSE_TAKEN
from holdfast.guideline.medicines.buprenorphine.readiness import (
    AFTER_LONG_ACTING,
    AFTER_METHADONE,
    AFTER_SHORT_ACTING,
    AFTER_SHORT_ACTING_WATCHED,
    COWS_STANDARD,
    COWS_STRONG,
    NALOXONE_WEARS_OFF,
    ONE_SIGN,
    THREE_DAYS,
)
from holdfast.guideline.medicines.methadone.suitability import NALOXONE_HAS_WORN_OFF
from holdfast.guideline.situations import ADULT_AGE, CHILD_AGE, NALTREXONE_XR_BLOCK, QTC_DANGEROUS
from holdfast.guideline.words import Told
from holdfast.language.expressions import Fact, Limit, Place

INSIDE = ("hospital", "residential", "emergency_department")
SHORT_ACTING = ("heroin", "fentanyl", "nitazene", "short_acting_prescription", "tramadol", "kratom", "other")
TOO_SOON = "Only {hours:g} hours have passed since the last dose of it: {name}."
MEANWHILE = "Until then: medicines for single symptoms, lofexidine or clonidine."

Found = list[tuple[str, str]]
"""What stands in the way, and what would allow it."""


def buprenorphine_not_now(values: Values, value: ValueOf) -> Refused | None:
    """Why buprenorphine must not be begun now; None where nothing stands in the way."""
    found = _either(values, value)
    if yes(values, "allergy_buprenorphine"):
        found.append(("There was a serious allergic reaction to buprenorphine.", "Another medicine."))
    free = number(values, "days_opioid_free")
    if free is None or free < value(THREE_DAYS):
        found += _too_recent(values, value)
    found += _withdrawal_not_clear(values, value)
    return _refused(found)


def methadone_not_now(values: Values, value: ValueOf, place: Place) -> Refused | None:
    """Why methadone must not be begun now and here; None where nothing stands in the way."""
    found = _either(values, value)
    qtc, age = number(values, "qtc_ms"), number(values, "age")
    if place == "us" and values.get("methadone_lawful_here") is False:
        found.append(("By law only a licensed programme or a hospital may give methadone for addiction.", "A referral there today."))
    if place == "us" and age is not None and age < value(ADULT_AGE) and not yes(values, "guardian_consent"):
        found.append(("A parent or guardian has not agreed.", f.guardian_consent.ask))
    if yes(values, "allergy_methadone"):
        found.append(("There was a serious allergic reaction to methadone.", "Another medicine."))
    if yes(values, "bowel_obstruction"):
        found.append(("The bowel is blocked.", "A hospital first."))
    if (qtc is not None and qtc >= value(QTC_DANGEROUS)) or yes(values, "torsades_history"):
        found.append(("The heart's rhythm is in danger.", "Buprenorphine is safer for the heart."))
    if yes(values, "maoi_use"):
        found.append(("An MAOI medicine was taken in the last two weeks.", "Two weeks without it."))
    found += _soon(values, value, f.hours_since_naloxone, NALOXONE_HAS_WORN_OFF, "naloxone")
    found += _soon(values, value, f.hours_since_methadone, DOSE_TAKEN, "methadone")
    return _refused(found)


def _either(values: Values, value: ValueOf) -> Found:
    """What stops either medicine."""
    found: Found = []
    if values.get("pre_dose_checklist_clear") is not True:
        found.append(("The checklist before a first dose is not clear.", f.pre_dose_checklist_clear.ask))
    if values.get("respiratory_insufficiency") == "acute_severe":
        found.append(("Breathing is very weak now.", "A hospital first."))
    if yes(values, "head_injury"):
        found.append(("There is a head injury.", "A hospital first."))
    age = number(values, "age")
    child = yes(values, "under_sixteen") or (age is not None and age < value(CHILD_AGE))
    if child and not yes(values, "specialist_agreed"):
        found.append((Told("Under {age:g} a specialist in young people's care decides.", age=value(CHILD_AGE)), f.specialist_agreed.ask))
    current, injected = values.get("current_medication"), number(values, "days_since_xr_injection")
    if current == "naltrexone_oral" and not yes(values, "naltrexone_tablets_stopped"):
        found.append(("Naltrexone tablets still block it.", "Some days without them."))
    if current == "naltrexone_xr" and (injected is None or injected < value(NALTREXONE_XR_BLOCK)):
        found.append(
            ("The naltrexone injection may still block it.", Told("{days:g} days after the injection.", days=value(NALTREXONE_XR_BLOCK)))
        )
    return found


def _too_recent(values: Values, value: ValueOf) -> Found:
    """An opioid whose hours are not over, or that nobody has counted."""
    main, last = values.get("main_opioid"), values.get("last_opioid_class")
    painkillers = yes(values, "takes_opioid_analgesic")
    watched = values.get("setting") in INSIDE and not _strong(values)
    kinds = (
        (
            f.hours_since_short_acting_opioid,
            AFTER_SHORT_ACTING_WATCHED if watched else AFTER_SHORT_ACTING,
            "a short-acting opioid",
            main in SHORT_ACTING or last == "short_acting" or yes(values, "short_acting_lately"),
        ),
        (
            f.hours_since_long_acting_opioid,
            AFTER_LONG_ACTING,
            "a long-acting opioid",
            painkillers or _long_acting(values),
        ),
        (f.hours_since_methadone, AFTER_METHADONE, "methadone", _methadone(values)),
    )
    found: Found = []
    for fact, limit, name, taken in kinds:
        if taken and number(values, fact.name) is None:
            found.append((Told("Nobody has recorded when it was last taken: {name}.", name=name), fact.ask))
        found += _soon(values, value, fact, limit, name)
    if not any(taken for *_, taken in kinds) and all(number(values, fact.name) is None for fact, *_ in kinds):
        found.append(("Nobody has recorded which opioid was last taken, and when.", f.last_opioid_class.ask))
    return found


def _withdrawal_not_clear(values: Values, value: ValueOf) -> Found:
    cows, signs = number(values, "cows_score"), number(values, "objective_withdrawal_signs")
    least = value(COWS_STRONG if _strong(values) else COWS_STANDARD)
    found: Found = []
    if cows is None or cows < least:
        found.append(
            (Told("Withdrawal is not known to have reached {points:g} points.", points=least), "Score it again in an hour or two.")
        )
    if signs is None or signs < value(ONE_SIGN):
        found.append(("No sign of withdrawal has been seen.", f.objective_withdrawal_signs.ask))
    return found + _soon(values, value, f.hours_since_naloxone, NALOXONE_WEARS_OFF, "naloxone")


def _soon(values: Values, value: ValueOf, fact: Fact, limit: Limit, name: str) -> Found:
    hours = number(values, fact.name)
    if hours is None or hours >= value(limit):
        return []
    return [(Told(TOO_SOON, hours=hours, name=name), Told("{hours:g} hours after it.", hours=value(limit)))]


def _long_acting(values: Values) -> bool:
    return (
        values.get("main_opioid") == "long_acting_prescription"
        or values.get("last_opioid_class") == "long_acting"
        or yes(values, "long_acting_lately")
    )


def _methadone(values: Values) -> bool:
    return values.get("main_opioid") == "methadone" or values.get("last_opioid_class") == "methadone" or yes(values, "methadone_lately")


def _strong(values: Values) -> bool:
    return (
        values.get("main_opioid") in ("fentanyl", "nitazene")
        or yes(values, "fentanyl_exposure")
        or _long_acting(values)
        or _methadone(values)
    )


def _refused(found: Found) -> Refused | None:
    if not found:
        return None
    return Refused(tuple(why for why, _ in found), (*dict.fromkeys(allows for _, allows in found), MEANWHILE))
