"""Mistakes that nobody could notice, because no person and no day would be advised otherwise: each with its reason.

Where the reason is that something else decides first, that other place has tests of its own.
"""

from __future__ import annotations

_CRITERIA = "From two criteria on it follows that there was a disorder (`oud_ever`, guideline/people.py), and that is read beside this."
_ONE_RISE = "In the US the dose can rise once in the first week, by 10 mg: 30 mg above the first dose are out of reach."
_WHOLE_DAYS = "Check-ins fall on days: the hours are counted in whole days, and 24 to 47 hours are one."
_HIGHEST_STEP = "Twenty-four rising visits end exactly at 2650: a higher cap is never reached."
_AMERICAN = "A cap or form of American law: no programme in the UK is held against it."
_BLEEDING = "It is about an injection that has no licence in the UK; the rule is in force in the US only."
_USE_ON_RECORD = (
    "Any recent or present use is use on record as well (`opioid_use_on_record`, guideline/people.py): naloxone is offered for that."
)
_LATE_ANYWAY = "A weekly injection that is more than 42 days old is late by its own nine days."
_NOTHING_TO_RAISE = (
    "With a score below five and nothing else used, nothing says that the dose does not hold: no raise is offered either way."
)

EXCUSED: dict[str, str] = {
    "methadone_changes.FIRST_WEEK us 7 to 8": _ONE_RISE,
    "methadone_changes.FIRST_WEEK us 7 to 6": _ONE_RISE,
    "methadone_changes.WEEK_ONE_RISE us 30 to 31": _ONE_RISE,
    "methadone_changes.WEEK_ONE_RISE us 30 to 29": _ONE_RISE,
    "naltrexone.FEW_PLATELETS uk 50 to 51": _BLEEDING,
    "naltrexone.FEW_PLATELETS uk 50 to 49": _BLEEDING,
    "naloxone.RECENT_USE us 365 to 364": _USE_ON_RECORD,
    "naloxone.RECENT_USE uk 365 to 364": _USE_ON_RECORD,
    "care_relapse.FIRST_CONTACT_FROM us 24 to 25": _WHOLE_DAYS,
    "care_relapse.FIRST_CONTACT_FROM uk 24 to 25": _WHOLE_DAYS,
    "care_relapse.FIRST_CONTACT_BY us 72 to 73": _WHOLE_DAYS,
    "care_relapse.FIRST_CONTACT_BY uk 72 to 73": _WHOLE_DAYS,
    "care_contingency_management.STEPS_MOST us 2650 to 2651": _HIGHEST_STEP,
    "care_contingency_management.STEPS_MOST uk 2650 to 2651": _HIGHEST_STEP,
    "care_contingency_management.STEPS_YEAR uk 59900 to 59901": _AMERICAN,
    "care_incentive_rules.GRANT_YEAR uk 75000 to 75001": _AMERICAN,
    "care_incentive_rules.GRANT_YEAR uk 75000 to 74999": _AMERICAN,
    "care_incentive_rules.NOMINAL_YEAR uk 7500 to 7501": _AMERICAN,
    "care_incentive_rules.NOMINAL_YEAR uk 7500 to 7499": _AMERICAN,
    "care_incentive_rules.TAX_FORM uk 200000 to 200001": _AMERICAN,
    "care_incentive_rules.TAX_FORM uk 200000 to 199999": _AMERICAN,
    "methadone_suitability.treats_the_disorder.when/“an opioid use disorder, now or before”/0: "
    "dsm5_criteria >= situations.DSM5_MINIMUM becomes >": _CRITERIA,
    "care_case_management.for_everybody.when/“an opioid use disorder or use of street opioids, as far as the record tells”/1/1: "
    "dsm5_criteria >= situations.DSM5_MINIMUM becomes >": _CRITERIA,
    "buprenorphine_extended_release.late_injection.when/“the next injection is late”/1/0/0: xr_product or brixadi_weekly": _LATE_ANYWAY,
    "naloxone.uses_opioids.when/“uses opioids or did so in the last year”/1/not: main_opioid or heroin": _USE_ON_RECORD,
    "naloxone.uses_opioids.when/“uses opioids or did so in the last year”/2: "
    "opioid_use_days_30 > situations.ANY_DAYS becomes <": _USE_ON_RECORD,
    "buprenorphine_changes.raise.when/2/not/“the dose holds and nothing else is used”/1/not/0/1: "
    "cows_score >= buprenorphine_readiness.SOME_WITHDRAWAL becomes <=": _NOTHING_TO_RAISE,
}
