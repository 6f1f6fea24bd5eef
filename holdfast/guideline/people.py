"""What follows from what is known of a person. `derived` only ever adds what is certain; it never overwrites what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from holdfast.guideline import facts as f
from holdfast.language.expressions import Fact
from holdfast.language.kinds import Value

HOURS_BY_CLASS: tuple[tuple[Fact, str], ...] = (
    (f.hours_since_short_acting_opioid, "short_acting"),
    (f.hours_since_long_acting_opioid, "long_acting"),
    (f.hours_since_methadone, "methadone"),
    (f.hours_since_buprenorphine, "buprenorphine"),
)
CLASS_OF_MAIN_OPIOID = {"long_acting_prescription": "long_acting", "methadone": "methadone", "buprenorphine": "buprenorphine"}
FULL_PANEL = ("urine_opiates", "urine_oxycodone", "urine_fentanyl", "urine_methadone", "urine_buprenorphine")
LATELY_HOURS = 72
ON_AGONIST = ("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")


def derived(known: Mapping[str, Value]) -> dict[str, Value]:
    """What is known and what follows from it. Derived days may be a fraction, so that hours are not lost."""
    values = dict(known)
    for rule in DERIVATIONS:
        for name, value in rule(values).items():
            values.setdefault(name, value)
    return values


def _pregnancy(known: Mapping[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    weeks, age, sex = known.get("gestation_weeks"), known.get("age"), known.get("sex")
    if isinstance(weeks, int | float):
        found["trimester"] = 1 if weeks < 14 else 2 if weeks < 28 else 3
    if known.get("pregnant") is True or weeks:
        found |= {"pregnant": True, "can_become_pregnant": True}
    elif sex == "male":
        found["can_become_pregnant"] = False
    elif sex == "female" and isinstance(age, int | float):
        found["can_become_pregnant"] = 11 <= age <= 55
    if known.get("can_become_pregnant", found.get("can_become_pregnant")) is False:
        found.setdefault("pregnant", False)
    return found


def _last_opioid(known: Mapping[str, Value]) -> dict[str, Value]:
    """Days free of opioids and the class of the last one.

    Where an opioid could have been taken later unseen, a gap of under three days is still derived, because it is certainly
    no longer, and a longer one is not. Of several opioids within two weeks the longest-acting counts as the last: it is the
    one still there.
    """
    hours = {kind: float(value) for fact, kind in HOURS_BY_CLASS if isinstance(value := known.get(fact.name), int | float)}
    found: dict[str, Value] = {}
    injected = known.get("days_since_xr_injection")
    if known.get("current_medication") == "buprenorphine_xr" or (
        isinstance(injected, int | float) and injected < 365 and known.get("xr_product") not in (None, "vivitrol")
    ):
        found["last_opioid_class"] = "buprenorphine_xr"
    if not hours:
        return found
    medicine = {"diamorphine": "short_acting"}.get(str(known.get("current_medication")), known.get("current_medication"))
    must_be_known = {str(medicine)} if known.get("current_medication") in ON_AGONIST else set()
    must_be_known |= {CLASS_OF_MAIN_OPIOID[str(main)]} if (main := known.get("main_opioid")) in CLASS_OF_MAIN_OPIOID else set()
    certain = known.get("takes_opioid_analgesic") is not True and must_be_known <= set(hours)
    if certain or min(hours.values()) < LATELY_HOURS:
        found["days_opioid_free"] = min(hours.values()) / 24
        lingering = [kind for kind in ("methadone", "buprenorphine", "long_acting") if hours.get(kind, 1e9) < 14 * 24]
        found.setdefault("last_opioid_class", lingering[0] if lingering else min(hours, key=lambda kind: hours[kind]))
    return found


def _within_a_week(known: Mapping[str, Value]) -> dict[str, Value]:
    """Use within the last week that is certain even where the days free of opioids are not known, or that breaks through
    naltrexone."""
    hours = [value for fact, _ in HOURS_BY_CLASS if isinstance(value := known.get(fact.name), int | float)]
    days_of_use, free = known.get("opioid_use_days_30"), known.get("days_opioid_free")
    if isinstance(free, int | float):
        lapsed = known.get("current_medication") in ("naltrexone_oral", "naltrexone_xr") and free < 7
        return {"opioid_within_a_week": True} if lapsed else {}
    used = any(each < 7 * 24 for each in hours) or (isinstance(days_of_use, int | float) and days_of_use > 30 - 7)
    return {"opioid_within_a_week": True} if used else {}


def _diagnosis(known: Mapping[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    counts = [value for name in ("dsm5_criteria", "dsm5_criteria_worst") if isinstance(value := known.get(name), int | float)]
    months = known.get("remission_months")
    if any(count >= 2 for count in counts) or known.get("opioid_use_disorder_recorded") is True or known.get("in_remission") is True:
        found["oud_ever"] = True
    now = known.get("dsm5_criteria")
    if (
        isinstance(now, int | float)
        and max(counts) < 2
        and known.get("opioids_only_as_prescribed") is True
        and "current_medication" not in known
    ):
        found["no_disorder_found"] = True
    if isinstance(months, int | float) and months > 0:
        found |= {"oud_ever": True, "in_remission": months >= 3}
    return found


def _use_and_place(known: Mapping[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    if known.get("main_opioid") in ("fentanyl", "nitazene") or known.get("urine_fentanyl") == "positive":
        found["fentanyl_exposure"] = True
    if known.get("urine_benzodiazepine") == "positive":
        found["benzodiazepine_found"] = True
    if known.get("opioid_route") == "injected":
        found["injects_drugs"] = True
    age = known.get("age")
    if isinstance(age, int | float):
        found |= {"under_sixteen": age < 16, "under_eighteen": age < 18}
    if known.get("setting") in ("primary_care", "home"):
        found["methadone_lawful_here"] = False
    if known.get("setting") == "custody":
        found["custody"] = "in_custody"
    platelets = known.get("platelets")
    if known.get("anticoagulated") is True or (isinstance(platelets, int | float) and platelets < 50):
        found["bleeding_risk"] = True
    return found


def _urine(known: Mapping[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    results = [known.get(name) for name in (*FULL_PANEL, "urine_6mam", "urine_eddp", "urine_norbuprenorphine")]
    hours = known.get("urine_hours_ago")
    fresh = isinstance(hours, int | float) and hours <= 24
    if "positive" in results and (hours is None or fresh):
        found |= {"opioid_urine_negative": False, "opioid_urine_positive": True}
    elif fresh and all(result == "negative" for result in results[: len(FULL_PANEL)]):
        found |= {"opioid_urine_negative": True}
    if isinstance(challenge := known.get("naloxone_challenge_negative"), bool):
        found["naloxone_challenge_positive"] = not challenge
    return found


def _lately(known: Mapping[str, Value]) -> dict[str, Value]:
    """Which opioids were taken in the last three days, as far as the record can tell.

    Where nothing says how long ago it was, the last opioid counts as a late one.
    """
    free, last = known.get("days_opioid_free"), known.get("last_opioid_class")
    found: dict[str, Value] = {}
    for hours, kind in HOURS_BY_CLASS[:3]:
        since = known.get(hours.name)
        if isinstance(since, int | float):
            found[f"{kind}_lately"] = since < LATELY_HOURS
        elif isinstance(free, int | float) and free * 24 >= LATELY_HOURS:
            found[f"{kind}_lately"] = False
        elif last == kind:
            found[f"{kind}_lately"] = True
    return found


def _precipitated(known: Mapping[str, Value]) -> dict[str, Value]:
    """A rise of five points or more within two hours of a dose of buprenorphine (evidence c1). On another medicine, and
    without buprenorphine in the last hours, something else brought it on."""
    before, now, minutes = (known.get(name) for name in ("cows_before_dose", "cows_score", "minutes_since_dose"))
    hours = known.get("hours_since_buprenorphine")
    took_buprenorphine = isinstance(hours, int | float) and hours <= 3
    if known.get("current_medication") in ("methadone", "naltrexone_oral", "naltrexone_xr", "diamorphine") and not took_buprenorphine:
        return {}
    if isinstance(before, int | float) and isinstance(now, int | float) and isinstance(minutes, int | float):
        return {"precipitated_withdrawal": now - before >= 5 and minutes <= 120}
    return {}


def _today(known: Mapping[str, Value]) -> dict[str, Value]:
    """What is seen or recorded today, for rules that stop on it without having to ask for it."""
    found: dict[str, Value] = {}
    hours, missed = known.get("hours_since_buprenorphine"), known.get("missed_doses")
    if known.get("sedated") is True or known.get("intoxicated") is True:
        found["impaired_now"] = True
    if known.get("suicide_risk") == "high":
        found["supply_unsafe"] = True
    on = known.get("current_medication")
    if isinstance(hours, int | float) and 1 <= hours < 24 and on in (None, "none") and known.get("precipitated_withdrawal") is not True:
        found["test_dose_tolerated"] = True
    if on in ("naltrexone_oral", "naltrexone_xr"):
        found["protected_by_naltrexone"] = True
    if on == "naltrexone_oral" and isinstance(missed, int | float) and missed >= 3:
        found["naltrexone_tablets_stopped"] = True
    if on in ON_AGONIST and known.get("still_using_opioids") is False and known.get("opioids_since_last_dose") is not True:
        found["other_opioids_stopped"] = True
    return found


DERIVATIONS: tuple[Callable[[Mapping[str, Value]], dict[str, Value]], ...] = (
    _pregnancy,
    _last_opioid,
    _within_a_week,
    _diagnosis,
    _use_and_place,
    _urine,
    _precipitated,
    _lately,
    _today,
)
