"""What follows from what is known of a person: the list of it, in order. Nothing is added that is not certain, and what was said
stays as it was.

The list is data (`language/people.py` says what it means), so that every engine reads the same one.
"""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.guideline import facts as f
from holdfast.guideline.certain import above, at_least, at_most, below, either, every_value, is_, is_not, not_later_than, said, unknown
from holdfast.language.expressions import Fact
from holdfast.language.kinds import Value
from holdfast.language.people import Follows, Least, Linear, with_what_follows

HOURS_BY_CLASS: tuple[tuple[Fact, str], ...] = (
    (f.hours_since_short_acting_opioid, "short_acting"),
    (f.hours_since_long_acting_opioid, "long_acting"),
    (f.hours_since_methadone, "methadone"),
    (f.hours_since_buprenorphine, "buprenorphine"),
)
HOURS = tuple(fact for fact, _ in HOURS_BY_CLASS)
FULL_PANEL = (f.urine_opiates, f.urine_oxycodone, f.urine_fentanyl, f.urine_methadone, f.urine_buprenorphine)
OPIOIDS_IN_URINE = (*FULL_PANEL, f.urine_6mam, f.urine_eddp, f.urine_norbuprenorphine)
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
    f.physically_dependent,
    f.opioids_only_as_prescribed,
    f.short_acting_lately,
    f.long_acting_lately,
    f.methadone_lately,
    f.opioid_within_a_week,
    f.methadone_or_buprenorphine_lately,
    f.fentanyl_exposure,
    f.opioids_since_last_dose,
    f.still_using_opioids,
    f.takes_opioid_analgesic,
    f.opioid_urine_positive,
    f.injects_drugs,
)
ON_AGONIST = ("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")
ON_NALTREXONE = ("naltrexone_oral", "naltrexone_xr")


def derived(known: Mapping[str, Value]) -> dict[str, Value]:
    """What is known and what follows from it. Derived days may be a fraction, so that hours are not lost. What is only ever
    worked out is worked out anew."""
    return with_what_follows({name: value for name, value in known.items() if name not in WORKED_OUT}, FOLLOWS)


# --- What the terms have in common --------------------------------------------------------------------------------------

OTHER_XR = every_value(f.xr_product, but="vivitrol")
GAP_IS_CERTAIN = either(
    *(below(fact, LATELY_HOURS) for fact in HOURS),
    (
        is_not(f.takes_opioid_analgesic, True),
        either(
            is_not(f.current_medication, *ON_AGONIST),
            (is_(f.current_medication, "diamorphine"), said(f.hours_since_short_acting_opioid)),
            (is_(f.current_medication, "methadone"), said(f.hours_since_methadone)),
            (is_(f.current_medication, "buprenorphine"), said(f.hours_since_buprenorphine)),
        ),
        either(
            is_not(f.main_opioid, "long_acting_prescription", "methadone", "buprenorphine"),
            (is_(f.main_opioid, "long_acting_prescription"), said(f.hours_since_long_acting_opioid)),
            (is_(f.main_opioid, "methadone"), said(f.hours_since_methadone)),
            (is_(f.main_opioid, "buprenorphine"), said(f.hours_since_buprenorphine)),
        ),
    ),
)
"""The hours that are known tell how long the person has been free of opioids. Where an opioid could have been taken later unseen,
a gap of under three days is still certain, because it is certainly no longer; a longer one is not."""
ROSE = (Linear(((1, f.cows_score), (-1, f.cows_before_dose)), 5, or_equal=True), at_most(f.minutes_since_dose, 120))
"""Withdrawal rose by five points or more within two hours of a dose (evidence c1)."""
BUPRENORPHINE_BROUGHT_IT_ON = either(
    is_not(f.current_medication, "methadone", *ON_NALTREXONE, "diamorphine"), at_most(f.hours_since_buprenorphine, 3)
)
"""On another medicine, and without buprenorphine in the last hours, something else did."""
FRESH = at_most(f.urine_hours_ago, 24)
OPIOID_IN_URINE = (
    either(*(is_(fact, "positive") for fact in OPIOIDS_IN_URINE)),
    either(unknown(f.urine_hours_ago), FRESH),
)
TWO_CRITERIA = either(at_least(f.dsm5_criteria, 2), at_least(f.dsm5_criteria_worst, 2))

# --- The list, in order -------------------------------------------------------------------------------------------------

PREGNANCY = (
    Follows(f.trimester, 1, (below(f.gestation_weeks, 14),)),
    Follows(f.trimester, 2, (below(f.gestation_weeks, 28),)),
    Follows(f.trimester, 3, (said(f.gestation_weeks),)),
    Follows(f.can_become_pregnant, True, (either(is_(f.pregnant, True), above(f.gestation_weeks, 0)),)),
    Follows(f.pregnant, True, (above(f.gestation_weeks, 0),)),
    Follows(f.can_become_pregnant, False, (is_(f.sex, "male"),)),
    Follows(f.can_become_pregnant, True, (is_(f.sex, "female"), at_least(f.age, 11), at_most(f.age, 55))),
    Follows(f.can_become_pregnant, False, (is_(f.sex, "female"), said(f.age))),
    Follows(f.pregnant, False, (is_(f.can_become_pregnant, False),)),
)
LAST_OPIOID = (
    Follows(
        f.last_opioid_class,
        "buprenorphine_xr",
        (
            either(
                is_(f.current_medication, "buprenorphine_xr"),
                (is_(f.xr_product, *OTHER_XR), below(f.days_since_xr_injection, 365)),
            ),
        ),
    ),
    Follows(f.days_opioid_free, Least(HOURS, by=24), (GAP_IS_CERTAIN,)),
    # Of several opioids within two weeks the longest-acting counts as the last: it is the one still there.
    Follows(f.last_opioid_class, "methadone", (GAP_IS_CERTAIN, below(f.hours_since_methadone, 14 * 24))),
    Follows(f.last_opioid_class, "buprenorphine", (GAP_IS_CERTAIN, below(f.hours_since_buprenorphine, 14 * 24))),
    Follows(f.last_opioid_class, "long_acting", (GAP_IS_CERTAIN, below(f.hours_since_long_acting_opioid, 14 * 24))),
    *(Follows(f.last_opioid_class, kind, (GAP_IS_CERTAIN, *not_later_than(fact, HOURS))) for fact, kind in HOURS_BY_CLASS),
)
DIAGNOSIS = (
    Follows(
        f.oud_ever,
        True,
        (
            either(
                TWO_CRITERIA,
                is_(f.opioid_use_disorder_recorded, True),
                is_(f.in_remission, True),
                above(f.remission_months, 0),
                said(f.recorded_severity),
            ),
        ),
    ),
    Follows(
        f.no_disorder_found,
        True,
        (
            below(f.dsm5_criteria, 2),
            either(unknown(f.dsm5_criteria_worst), below(f.dsm5_criteria_worst, 2)),
            is_(f.opioids_only_as_prescribed, True),
            unknown(f.current_medication),
        ),
    ),
    Follows(f.in_remission, True, (at_least(f.remission_months, 3),)),
    Follows(f.in_remission, False, (above(f.remission_months, 0),)),
)
USE_AND_PLACE = (
    Follows(f.fentanyl_exposure, True, (either(is_(f.main_opioid, "fentanyl", "nitazene"), is_(f.urine_fentanyl, "positive")),)),
    Follows(f.fentanyl_found, True, (is_(f.urine_fentanyl, "positive"),)),
    Follows(f.benzodiazepine_found, True, (is_(f.urine_benzodiazepine, "positive"),)),
    Follows(f.injects_drugs, True, (is_(f.opioid_route, "injected"),)),
    Follows(f.under_sixteen, True, (below(f.age, 16),)),
    Follows(f.under_sixteen, False, (said(f.age),)),
    Follows(f.under_eighteen, True, (below(f.age, 18),)),
    Follows(f.under_eighteen, False, (said(f.age),)),
    Follows(f.methadone_lawful_here, False, (is_(f.setting, "primary_care", "home"),)),
    Follows(f.custody, "in_custody", (is_(f.setting, "custody"),)),
    Follows(f.bleeding_risk, True, (either(is_(f.anticoagulated, True), below(f.platelets, 50)),)),
)
URINE = (
    Follows(f.opioid_urine_negative, False, OPIOID_IN_URINE),
    Follows(f.opioid_urine_positive, True, OPIOID_IN_URINE),
    Follows(f.opioid_urine_negative, True, (FRESH, *(is_(fact, "negative") for fact in FULL_PANEL))),
    Follows(f.naloxone_challenge_positive, True, (is_(f.naloxone_challenge_negative, False),)),
    Follows(f.naloxone_challenge_positive, False, (is_(f.naloxone_challenge_negative, True),)),
)
PRECIPITATED = (
    Follows(f.precipitated_withdrawal, True, (BUPRENORPHINE_BROUGHT_IT_ON, *ROSE)),
    Follows(f.precipitated_withdrawal, False, (BUPRENORPHINE_BROUGHT_IT_ON, said(f.cows_before_dose), said(f.minutes_since_dose))),
)
LATELY = tuple(
    Follows(lately, value, terms)
    for lately, (hours, kind) in zip((f.short_acting_lately, f.long_acting_lately, f.methadone_lately), HOURS_BY_CLASS[:3], strict=True)
    for value, terms in (
        (True, (below(hours, LATELY_HOURS),)),
        (False, (said(hours),)),
        (False, (at_least(f.days_opioid_free, LATELY_HOURS / 24),)),
        (True, (is_(f.last_opioid_class, kind),)),  # where nothing says how long ago it was, the last one counts as late
    )
)
"""Which opioids were taken in the last three days, as far as the record can tell."""
LATELY_TAKEN = (
    Follows(
        f.methadone_or_buprenorphine_lately,
        True,
        (
            either(
                below(f.hours_since_methadone, 10 * 24),
                below(f.hours_since_buprenorphine, 10 * 24),
                (is_(f.xr_product, *OTHER_XR), below(f.days_since_xr_injection, 10)),
                (below(f.days_opioid_free, 10), is_(f.last_opioid_class, "methadone", "buprenorphine", "buprenorphine_xr")),
            ),
        ),
    ),
    Follows(
        f.opioid_within_a_week,
        True,
        (
            either(
                *((unknown(f.days_opioid_free), below(hours, 7 * 24)) for hours in HOURS),
                (unknown(f.days_opioid_free), is_(f.xr_product, *OTHER_XR), below(f.days_since_xr_injection, 7)),
                (unknown(f.days_opioid_free), above(f.opioid_use_days_30, 30 - 7)),
                (below(f.days_opioid_free, 7), is_(f.current_medication, *ON_NALTREXONE)),
                is_(f.precipitated_withdrawal, True),
                ROSE,
            ),
        ),
    ),
    Follows(f.naltrexone_injection_recent, True, (is_(f.xr_product, "vivitrol"),)),
)
"""Use that is certain even where the days free of opioids are not known, or that breaks through naltrexone."""
TODAY = (
    Follows(f.impaired_now, True, (either(is_(f.sedated, True), is_(f.intoxicated, True)),)),
    Follows(f.supply_unsafe, True, (is_(f.suicide_risk, "high"),)),
    Follows(
        f.test_dose_tolerated,
        True,
        (
            at_least(f.hours_since_buprenorphine, 1),
            below(f.hours_since_buprenorphine, 24),
            is_(f.current_medication, None, "none"),
            is_not(f.precipitated_withdrawal, True),
        ),
    ),
    Follows(f.protected_by_naltrexone, True, (is_(f.current_medication, *ON_NALTREXONE),)),
    Follows(f.naltrexone_tablets_stopped, True, (is_(f.current_medication, "naltrexone_oral"), at_least(f.missed_doses, 3))),
    Follows(
        f.other_opioids_stopped,
        True,
        (is_(f.current_medication, *ON_AGONIST), is_(f.still_using_opioids, False), is_not(f.opioids_since_last_dose, True)),
    ),
)
"""What is seen or recorded today, for rules that stop on it without having to ask for it."""
ON_RECORD = (
    Follows(
        f.opioid_use_on_record,
        True,
        (
            either(
                *(said(fact) for fact in (*HOURS, f.last_opioid_class, f.hours_since_overdose, f.cows_score, f.sows_score)),
                *(is_(fact, True) for fact in USE_IF_TRUE),
                above(f.opioid_use_days_30, 0),
                below(f.days_opioid_free, 365),
                is_(f.main_opioid, *every_value(f.main_opioid, but="none")),
                is_(f.opioid_route, "smoked", "snorted"),
                *(is_(fact, "positive") for fact in OPIOIDS_IN_URINE),
            ),
        ),
    ),
)
FOLLOWS: tuple[Follows, ...] = (
    *PREGNANCY,
    *LAST_OPIOID,
    *DIAGNOSIS,
    *USE_AND_PLACE,
    *URINE,
    *PRECIPITATED,
    *LATELY,
    *LATELY_TAKEN,
    *TODAY,
    *ON_RECORD,
)
