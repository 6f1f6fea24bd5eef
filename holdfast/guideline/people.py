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
WORKED_OUT = frozenset(
    {
        "under_sixteen",
        "under_eighteen",
        "methadone_lawful_here",
        "naloxone_challenge_positive",
        "opioid_urine_positive",
        "short_acting_lately",
        "long_acting_lately",
        "methadone_lately",
        "opioid_within_a_week",
        "methadone_or_buprenorphine_lately",
        "naltrexone_injection_recent",
        "naltrexone_tablets_stopped",
        "protected_by_naltrexone",
        "other_opioids_stopped",
        "opioid_use_on_record",
        "no_disorder_found",
        "benzodiazepine_found",
        "fentanyl_found",
        "impaired_now",
        "supply_unsafe",
        "test_dose_tolerated",
    }
)
"""Facts that only ever follow from others: rules stop on them without anybody being asked. Handed in, they are worked out anew."""
USE_IF_TRUE = (
    "physically_dependent",
    "opioids_only_as_prescribed",
    "short_acting_lately",
    "long_acting_lately",
    "methadone_lately",
    "opioid_within_a_week",
    "methadone_or_buprenorphine_lately",
    "fentanyl_exposure",
    "opioids_since_last_dose",
    "still_using_opioids",
    "takes_opioid_analgesic",
    "opioid_urine_positive",
    "injects_drugs",
)
ON_AGONIST = ("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")


def derived(known: Mapping[str, Value]) -> dict[str, Value]:
    """What is known and what follows from it. Derived days may be a fraction, so that hours are not lost. What is only ever
    worked out is worked out anew."""
    values = {name: value for name, value in known.items() if name not in WORKED_OUT}
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


def _lately_taken(known: Mapping[str, Value]) -> dict[str, Value]:
    """Use that is certain even where the days free of opioids are not known, or that breaks through naltrexone."""
    found: dict[str, Value] = {}
    hours = {fact.name: value for fact, _ in HOURS_BY_CLASS if isinstance(value := known.get(fact.name), int | float)}
    days_of_use, free, injected = (known.get(name) for name in ("opioid_use_days_30", "days_opioid_free", "days_since_xr_injection"))
    on_naltrexone = known.get("current_medication") in ("naltrexone_oral", "naltrexone_xr")
    long_acting = [hours[name] for name in ("hours_since_methadone", "hours_since_buprenorphine") if name in hours]
    if known.get("xr_product") not in (None, "vivitrol") and isinstance(injected, int | float):
        long_acting.append(injected * 24)
    if any(each < 10 * 24 for each in long_acting):
        found["methadone_or_buprenorphine_lately"] = True
    used = any(each < 7 * 24 for each in (*hours.values(), *long_acting)) or (isinstance(days_of_use, int | float) and days_of_use > 30 - 7)
    if isinstance(free, int | float):
        used = on_naltrexone and free < 7
        if free < 10 and known.get("last_opioid_class") in ("methadone", "buprenorphine", "buprenorphine_xr"):
            found["methadone_or_buprenorphine_lately"] = True
    if used or known.get("precipitated_withdrawal") is True or _rose(known):
        found["opioid_within_a_week"] = True
    if known.get("xr_product") == "vivitrol":
        found["naltrexone_injection_recent"] = True
    return found


def _use_on_record(known: Mapping[str, Value]) -> dict[str, Value]:
    told_by = (*(fact.name for fact, _ in HOURS_BY_CLASS), "last_opioid_class", "hours_since_overdose", "cows_score", "sows_score")
    told = any(known.get(name) is not None for name in told_by)
    true = any(known.get(name) is True for name in USE_IF_TRUE)
    days, free = known.get("opioid_use_days_30"), known.get("days_opioid_free")
    counted = (isinstance(days, int | float) and days > 0) or (isinstance(free, int | float) and free < 365)
    found = known.get("main_opioid") not in (None, "none") or any(known.get(name) == "positive" for name in FULL_PANEL)
    return {"opioid_use_on_record": True} if told or true or counted or found else {}


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
    if known.get("urine_fentanyl") == "positive":
        found["fentanyl_found"] = True
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


def _rose(known: Mapping[str, Value]) -> bool:
    """Whether withdrawal rose by five points or more within two hours of a dose (evidence c1)."""
    before, now, minutes = (known.get(name) for name in ("cows_before_dose", "cows_score", "minutes_since_dose"))
    told = isinstance(before, int | float) and isinstance(now, int | float) and isinstance(minutes, int | float)
    return told and now - before >= 5 and minutes <= 120  # type: ignore[operator]


def _precipitated(known: Mapping[str, Value]) -> dict[str, Value]:
    """A rise soon after a dose of buprenorphine. On another medicine, and without buprenorphine in the last hours, something
    else brought it on."""
    hours = known.get("hours_since_buprenorphine")
    took_buprenorphine = isinstance(hours, int | float) and hours <= 3
    if known.get("current_medication") in ("methadone", "naltrexone_oral", "naltrexone_xr", "diamorphine") and not took_buprenorphine:
        return {}
    return {"precipitated_withdrawal": _rose(known)} if "cows_before_dose" in known and "minutes_since_dose" in known else {}


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
    _diagnosis,
    _use_and_place,
    _urine,
    _precipitated,
    _lately,
    _lately_taken,
    _today,
    _use_on_record,
)
