"""Conditions on a list of words: for every word that the fact may be, whether the rule speaks. In both places where it is in force.

Whatever else the rule reads stands in the person, so that only the one word decides. Expectations from the evidence: b and c for
medicines, d and e for withdrawal and levels of care, a4, f, h and i for the care around them.
"""

import pytest

from holdfast.guideline.facts import FACTS
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.guideline.judged import answer

OUD = {"age": 34, "sex": "male", "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none"}
HOME = {**OUD, "home_environment": "neutral"}
RELAPSED = {**HOME, "relapses_after_lower_care": 2, "overdoses_past_year": 1}
ON_METHADONE = {**OUD, "current_medication": "methadone"}
ON_BUPRENORPHINE = {**OUD, "current_medication": "buprenorphine"}
INJECTED = {**OUD, "current_medication": "buprenorphine_xr"}
WANTS_OUT = {**OUD, "wants_withdrawal_management": True, "physically_dependent": True, "home_environment": "neutral", "housing": "stable"}
NOTHING_BORNE = {**OUD, "fentanyl_exposure": False, "hours_since_buprenorphine": 200}
FENTANYL = {**NOTHING_BORNE, "main_opioid": "fentanyl", "fentanyl_exposure": True}
BOUGHT_METHADONE = {**OUD, "main_opioid": "methadone"}
LAPSED = {**ON_BUPRENORPHINE, "opioids_since_last_dose": True, "days_opioid_free": 0}
NO_HOME = {**HOME, "housing": "homeless", "has_support": True, "overdoses_past_year": 0}
CLEARED = {**OUD, "days_opioid_free": 200, "last_opioid_class": "buprenorphine_xr", "naloxone_challenge_negative": True}
OUT_OF_DANGER = {**HOME, "main_opioid": "tramadol", "response_methadone": "poor", "relapses_after_lower_care": 2, "overdoses_past_year": 0,
                 "injects_drugs": False, "fentanyl_exposure": False, "alcohol_use": "none", "benzodiazepine_use": "none",
                 "sedative_dependent": False, "gabapentinoid_use": False}  # fmt: skip
NO_WAY = {**HOME, "transport_ok": False, "telehealth_possible": False, "has_support": False}
NO_STREET = {"age": 34, "sex": "male", "dsm5_criteria": 0, "current_medication": "none"}
"""Nobody of whom it is known that they use: what is left out of it is told by the one word."""

STREET = {"heroin", "fentanyl", "nitazene"}
SHORT = {*STREET, "short_acting_prescription", "tramadol", "kratom", "other"}
LONG = {"long_acting", "methadone", "buprenorphine", "buprenorphine_xr"}
AGONISTS = {"methadone", "buprenorphine", "buprenorphine_xr", "diamorphine"}
MEDICINES = {*AGONISTS, "naltrexone_oral", "naltrexone_xr"}
OUT_OF_DOORS = {"in_custody", "release_planned", "released"}
BENZODIAZEPINES = {"prescribed", "not_prescribed", "both"}
DRINKS = {"risky", "dependent"}
TRIED = {"good", "poor", "not_tolerated"}
FAILED = {"poor", "not_tolerated"}
IN_DANGER = {"moderate", "high"}
NO_STEADY_HOME = {"homeless", "unstable"}

ROWS = [
    # --- Methadone ---
    ("methadone_suitability.treats_the_disorder", {"age": 34}, "current_medication", MEDICINES),
    ("methadone_suitability.chosen", OUD, "prefers", {"methadone"}),
    ("methadone_suitability.worked_before", OUD, "response_methadone", {"good"}),
    ("methadone_suitability.works_now", {**ON_METHADONE, "still_using_opioids": False}, "dose_control", {"ok"}),
    ("methadone_suitability.buprenorphine_was_not_enough", OUD, "response_buprenorphine", FAILED),
    (
        "methadone_suitability.buprenorphine_was_not_enough",
        {**OUD, "current_buprenorphine_mg": 24, "still_using_opioids": True},
        "current_medication",
        {"buprenorphine"},
    ),
    ("methadone_suitability.no_programme", {**OUD, "otp_available": False}, "setting", {"primary_care", "home", "community"}),
    ("methadone_suitability.bowel_or_breathing", OUD, "respiratory_insufficiency", {"acute_severe"}),
    ("methadone_suitability.lungs", OUD, "respiratory_insufficiency", {"chronic", "acute_severe"}),
    ("methadone_suitability.liver", OUD, "child_pugh", {"B", "C"}),
    ("methadone_suitability.interactions", OUD, "interacting_change", {"started", "stopped"}),
    ("methadone_suitability.tolerance_lost", {**OUD, "days_opioid_free": 1}, "main_opioid", {"none"}),
    ("methadone_suitability.sedatives", OUD, "alcohol_use", DRINKS),
    ("methadone_suitability.sedatives", OUD, "benzodiazepine_use", BENZODIAZEPINES),
    ("methadone_changes.taper_unsettled", {**ON_METHADONE, "wants_taper": True, "has_support": True}, "housing", NO_STEADY_HOME),
    ("methadone_changes.already_too_much", {**ON_METHADONE, "current_methadone_mg": 60}, "dose_control", {"sedation"}),
    # --- Buprenorphine ---
    ("buprenorphine_readiness.recent_short_acting", {**OUD, "days_opioid_free": 1}, "main_opioid", SHORT, UNKNOWN),
    (
        "buprenorphine_readiness.recent_short_acting",
        {**OUD, "main_opioid": "methadone", "days_opioid_free": 1},
        "current_medication",
        {"diamorphine"},
        UNKNOWN,
    ),
    (
        "buprenorphine_readiness.recent_long_acting",
        {**OUD, "takes_opioid_analgesic": False},
        "main_opioid",
        {"long_acting_prescription"},
        UNKNOWN,
    ),
    ("buprenorphine_readiness.recent_methadone", OUD, "main_opioid", {"methadone"}, UNKNOWN),
    (
        "buprenorphine_readiness.recent_use_before_start_buprenorphine_standard",
        {**OUD, "fentanyl_exposure": False, "hours_since_short_acting_opioid": 8},
        "main_opioid",
        {"fentanyl", "nitazene"},
    ),
    ("buprenorphine_readiness.without_naloxone", OUD, "child_pugh", {"B", "C"}),
    ("buprenorphine_sublingual.chosen", OUD, "prefers", {"buprenorphine"}),
    ("buprenorphine_sublingual.worked_before", OUD, "response_buprenorphine", {"good"}),
    ("buprenorphine_sublingual.without_naloxone", OUD, "child_pugh", {"B", "C"}),
    ("buprenorphine_sublingual.interactions", OUD, "interacting_change", {"started", "stopped"}),
    (
        "buprenorphine_starts.start_at_home",
        {**OUD, "days_opioid_free": 1},
        "setting",
        {"community", "primary_care", "otp", "emergency_department", "home"},
    ),
    ("buprenorphine_starts.home_not_safe", OUD, "home_environment", {"unsafe"}),
    ("buprenorphine_starts.home_not_safe", OUD, "housing", {"homeless"}),
    ("buprenorphine_gentle_starts.low_dose_fits", ON_METHADONE, "prefers", {"buprenorphine", "buprenorphine_xr"}),
    ("buprenorphine_gentle_starts.before_release", OUD, "custody", OUT_OF_DOORS),
    (
        "buprenorphine_watched_starts.start_high_dose",
        {**OUD, "days_opioid_free": 1},
        "setting",
        {"emergency_department", "hospital", "otp"},
    ),
    ("buprenorphine_watched_starts.high_dose_fits", {**OUD, "fentanyl_exposure": True}, "setting", {"emergency_department", "hospital"}),
    ("buprenorphine_watched_starts.sedatives_in_the_overdose", {**OUD, "benzodiazepine_use": "none"}, "alcohol_use", DRINKS),
    ("buprenorphine_watched_starts.sedatives_in_the_overdose", {**OUD, "alcohol_use": "none"}, "benzodiazepine_use", BENZODIAZEPINES),
    ("buprenorphine_changes.methadone_does_not_suit", ON_METHADONE, "response_methadone", FAILED),
    ("buprenorphine_changes.well_on_methadone", {**ON_METHADONE, "still_using_opioids": False}, "dose_control", {"ok"}),
    (
        "buprenorphine_changes.raise",
        {**ON_BUPRENORPHINE, "cows_score": 0, "cyp3a4_inducer": False},
        "dose_control",
        {"end_of_dose_withdrawal"},
    ),
    ("buprenorphine_sublingual.buprenorphine_naloxone_sl_works_now", ON_BUPRENORPHINE, "dose_control", {"ok"}),
    ("buprenorphine_sublingual.buprenorphine_sl_works_now", ON_BUPRENORPHINE, "dose_control", {"ok"}),
    ("buprenorphine_changes.raise_drowsy", ON_BUPRENORPHINE, "dose_control", {"sedation"}),
    ("buprenorphine_changes.be_watched", OUD, "setting", {"home", "community", "primary_care"}),
    ("buprenorphine_extended_release.injection_chosen", OUD, "prefers", {"buprenorphine_xr"}),
    ("buprenorphine_extended_release.no_daily_doses", OUD, "housing", NO_STEADY_HOME),
    ("buprenorphine_extended_release.no_daily_doses", OUD, "custody", OUT_OF_DOORS),
    ("buprenorphine_extended_release.late_injection", {**INJECTED, "days_since_xr_injection": 9}, "xr_product", set()),
    (
        "buprenorphine_extended_release.late_injection",
        {**INJECTED, "days_since_xr_injection": 35},
        "xr_product",
        {"brixadi_weekly", "buvidal_weekly"},
    ),
    (
        "buprenorphine_extended_release.late_injection",
        {**INJECTED, "days_since_xr_injection": 42},
        "xr_product",
        {"brixadi_weekly", "buvidal_weekly", "brixadi_monthly", "buvidal_monthly"},
    ),
    (
        "buprenorphine_extended_release.late_injection",
        {**INJECTED, "days_since_xr_injection": 43},
        "xr_product",
        {"sublocade", "brixadi_weekly", "buvidal_weekly", "brixadi_monthly", "buvidal_monthly"},
    ),
    (
        "buprenorphine_extended_release.not_settled",
        {**ON_BUPRENORPHINE, "days_on_treatment": 30},
        "dose_control",
        {"end_of_dose_withdrawal", "sedation"},
    ),
    ("buprenorphine_extended_release.injection_works_now", {**INJECTED, "still_using_opioids": True}, "dose_control", {"ok"}),
    # --- Naltrexone, naloxone, medicines for withdrawal ---
    ("naltrexone.chosen", OUD, "prefers", {"naltrexone"}),
    ("naltrexone.works_for_you", OUD, "response_naltrexone", {"good"}),
    ("naltrexone.opioid_on_board", {**OUD, "takes_opioid_analgesic": False}, "current_medication", AGONISTS),
    ("naltrexone.liver_failing", {**OUD, "alt_times_uln": 1}, "child_pugh", {"C"}),
    ("naltrexone.liver_care", {**OUD, "alt_times_uln": 1}, "child_pugh", {"B"}),
    ("naltrexone.mood", OUD, "suicide_risk", IN_DANGER),
    ("naltrexone.recent_long_acting", {**OUD, "days_opioid_free": 11, "opioid_urine_negative": False}, "last_opioid_class", LONG),
    ("naloxone.lost_tolerance", OUD, "custody", {"release_planned"}),
    ("lofexidine.eases_withdrawal", {**OUD, "cows_score": 0, "wants_withdrawal_management": False}, "prefers", {"naltrexone"}),
    (
        "lofexidine.eases_withdrawal",
        {**OUD, "cows_score": 0, "wants_withdrawal_management": False, "prefers": "naltrexone"},
        "main_opioid",
        {*SHORT, "long_acting_prescription", "methadone", "buprenorphine"},
    ),
    (
        "lofexidine.low_pressure",
        {**OUD, "systolic_bp": 95, "diastolic_bp": 80},
        "setting",
        {"community", "primary_care", "otp", "custody", "residential", "home"},
    ),
    ("lofexidine.naltrexone_tablets_apart", OUD, "prefers", {"naltrexone"}),
    ("lofexidine.heart_tracing_first", {**OUD, "cows_score": 14, "egfr": 100}, "child_pugh", {"A", "B", "C"}),
    # --- Levels of care, places ---
    ("care_levels_of_care.drink_or_sedatives_too", HOME, "alcohol_use", {"dependent"}),
    ("care_levels_of_care.no_home", HOME, "housing", {"homeless"}),
    ("care_levels_of_care.mind_in_danger", HOME, "suicide_risk", IN_DANGER),
    ("care_levels_of_care.home_not_safe", OUD, "home_environment", {"unsafe"}),
    ("care_levels_of_care.home_not_safe", {**OUD, "home_environment": "unsafe"}, "custody", {"none", "release_planned", "released"}),
    (
        "care_levels_of_care.home_not_safe",
        {"age": 34, "oud_ever": True, "current_medication": "none", "home_environment": "unsafe"},
        "recorded_severity",
        {"moderate_or_severe"},
    ),
    ("care_levels_of_care.medicine_and_visits_were_not_enough", RELAPSED, "response_methadone", TRIED),
    ("care_levels_of_care.medicine_and_visits_were_not_enough", RELAPSED, "response_buprenorphine", TRIED),
    ("care_levels_of_care.medicine_and_visits_were_not_enough", RELAPSED, "response_naltrexone", TRIED),
    ("care_levels_of_care.medicine_and_visits_were_not_enough", RELAPSED, "current_medication", MEDICINES),
    ("care_levels_of_care.you_would_choose_it", {**HOME, "prefers_residential": True, "has_support": True}, "housing", NO_STEADY_HOME),
    ("care_levels_of_care.seeks_abstinence_with_other_burdens", {**RELAPSED, "goal": "stop"}, "housing", NO_STEADY_HOME),
    ("care_levels_of_care.seeks_abstinence_with_other_burdens", {**RELAPSED, "housing": "homeless"}, "goal", {"stop"}),
    (
        "care_levels_of_care.a_new_start",
        {**RELAPSED, "response_methadone": "poor", "has_support": False, "housing": "stable"},
        "home_environment",
        {"unsafe"},
    ),
    (
        "care_levels_of_care.a_new_start",
        {**RELAPSED, "response_methadone": "poor", "has_support": False},
        "housing",
        {"homeless"},
    ),
    ("care_places.mind_in_danger", HOME, "suicide_risk", {"high"}),
    ("care_places.someone_should_be_with_you", HOME, "suicide_risk", {"high"}),
    ("care_places.a_safe_place_to_live", HOME, "housing", {"homeless", "unstable", "recovery_housing"}),
    ("care_places.a_safe_place_to_live", {**OUD, "housing": "stable"}, "home_environment", {"unsafe"}),
    # --- Withdrawal ---
    ("care_withdrawal.drink_or_sedatives_slowly", OUD, "alcohol_use", {"dependent"}),
    ("care_withdrawal.drink_or_sedatives_slowly", OUD, "alcohol_withdrawal_risk", {"mild"}),
    ("care_withdrawal.a_bed", WANTS_OUT, "suicide_risk", IN_DANGER),
    ("care_withdrawal.a_bed", WANTS_OUT, "respiratory_insufficiency", {"chronic"}),
    ("care_withdrawal.a_bed", WANTS_OUT, "home_environment", {"unsafe"}),
    ("care_withdrawal.withdrawal_that_can_kill", {**OUD, "sedative_dependent": True}, "alcohol_use", {"dependent"}),
    ("care_withdrawal.withdrawal_that_can_kill", {**OUD, "withdrawal_seizure_or_dt_history": True}, "alcohol_use", {"dependent"}),
    ("care_withdrawal.withdrawal_that_can_kill", OUD, "alcohol_withdrawal_risk", {"severe"}),
    ("care_withdrawal.not_at_home", {**OUD, "alcohol_withdrawal_risk": "none", "sedative_dependent": True}, "alcohol_use", {"dependent"}),
    (
        "care_withdrawal.not_at_home",
        {**OUD, "alcohol_withdrawal_risk": "none", "sedative_dependent": False, "withdrawal_seizure_or_dt_history": True},
        "alcohol_use",
        {"dependent"},
    ),
    ("care_withdrawal.not_treatment_by_itself", {**OUD, "wants_withdrawal_management": False}, "prefers", {"naltrexone"}),
    ("care_withdrawal.home_and_company", {**HOME, "has_support": True}, "housing", {"homeless"}),
    ("care_withdrawal.home_and_company", {**OUD, "has_support": True, "housing": "stable"}, "home_environment", {"unsafe"}),
    # --- Therapies, peers, services ---
    ("care_therapies.in_two_minds", {**OUD, "declines_medication": False}, "goal", {"unsure", "reduce", "stay_safer"}),
    ("care_therapies.safety_first", OUD, "suicide_risk", {"high"}),
    ("care_peer_support.drink_as_well", OUD, "alcohol_use", DRINKS),
    ("care_peer_support.people_who_used_heroin", OUD, "main_opioid", STREET),
    ("care_case_management.for_everybody", NO_STREET, "main_opioid", STREET),
    ("care_case_management.law", OUD, "custody", {"in_custody", "release_planned"}),
    ("care_case_management.life_in_the_way", OUD, "housing", NO_STEADY_HOME),
    ("care_case_management.life_in_the_way", OUD, "home_environment", {"unsafe"}),
    ("care_case_management.life_in_the_way", OUD, "insured", {"none"}),
    ("care_case_management.no_safe_home", OUD, "housing", NO_STEADY_HOME),
    ("care_case_management.no_safe_home", OUD, "home_environment", {"unsafe"}),
    ("care_case_management.no_insurance", OUD, "insured", {"none"}),
    ("care_case_management.benefits", OUD, "insured", {"none"}),
    ("care_mental_health.drink", OUD, "alcohol_use", DRINKS),
    ("care_mental_health.drink", OUD, "alcohol_withdrawal_risk", {"mild", "severe"}),
    ("care_mental_health.drink_daily", OUD, "alcohol_use", {"dependent"}),
    ("care_mental_health.drink_daily", OUD, "alcohol_withdrawal_risk", {"severe"}),
    ("care_mental_health.sedatives", OUD, "benzodiazepine_use", BENZODIAZEPINES),
    ("care_mental_health.soon", OUD, "suicide_risk", IN_DANGER),
    ("care_custody.behind_bars", ON_METHADONE, "custody", {"in_custody", "release_planned"}),
    ("care_custody.hand_over", OUD, "custody", {"release_planned"}),
    ("care_infections.hiv", OUD, "hiv", {"positive"}),
    ("care_infections.strips", NO_STREET, "main_opioid", STREET),
]


@pytest.mark.parametrize(
    ("rule", "person", "fact", "values", "certain"),
    [(*row, YES)[:5] for row in ROWS],
    ids=lambda part: part if isinstance(part, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_rule_speaks_for_these_words_and_no_others(rule, person, fact, values, certain, place):
    said = {value: answer(rule, {**person, fact: value}, place) for value in FACTS[fact].kind.values}
    if None in said.values():
        assert answer(rule, person, "uk" if place == "us" else "us") is not None
        return
    assert {value for value, truth in said.items() if truth is certain} == values


NUMBERS = [
    # --- Medicines ---
    (
        "buprenorphine_readiness.recent_short_acting",
        {**OUD, "days_opioid_free": 0},
        "hours_since_short_acting_opioid",
        {4: YES, 11: YES, 12: NO},
    ),
    ("buprenorphine_readiness.withdrawal_too_mild_start_buprenorphine_xr", NOTHING_BORNE, "cows_score", {4: YES, 10: YES, 11: NO}),
    (
        "buprenorphine_readiness.withdrawal_too_mild_for_strong_opioids_start_buprenorphine_xr",
        FENTANYL,
        "cows_score",
        {4: YES, 12: YES, 13: NO},
    ),
    ("buprenorphine_readiness.no_sign_seen_start_buprenorphine_xr", NOTHING_BORNE, "objective_withdrawal_signs", {0: YES, 1: NO, 2: NO}),
    ("buprenorphine_sublingual.kinder_to_the_heart", OUD, "qtc_ms", {449: NO, 450: YES}),
    ("buprenorphine_sublingual.heart_rhythm", OUD, "qtc_ms", {499: NO, 500: YES}),
    ("buprenorphine_sublingual.older", {**OUD, "age": None}, "age", {59: NO, 60: YES}),
    (
        "buprenorphine_starts.home_methadone",
        {**BOUGHT_METHADONE, "hours_since_short_acting_opioid": 14},
        "hours_since_methadone",
        {71: YES, 72: NO},
    ),
    (
        "buprenorphine_watched_starts.high_dose_methadone",
        {**BOUGHT_METHADONE, "hours_since_short_acting_opioid": 14},
        "hours_since_methadone",
        {71: YES, 72: NO},
    ),
    ("buprenorphine_starts.home_methadone", BOUGHT_METHADONE, "days_opioid_free", {2: UNKNOWN, 3: NO}),
    ("buprenorphine_watched_starts.high_dose_methadone", BOUGHT_METHADONE, "days_opioid_free", {2: UNKNOWN, 3: NO}),
    ("buprenorphine_gentle_starts.start_low_dose", LAPSED, "missed_doses", {0: NO, 1: YES}),
    ("buprenorphine_extended_release.methadone_before_injection", ON_METHADONE, "current_methadone_mg", {30: NO, 31: YES}),
    ("naltrexone.bleeding", {**OUD, "anticoagulated": False, "bleeding_risk": False}, "platelets", {49: YES, 50: NO}),
    # --- Care ---
    ("care_levels_of_care.no_home_and_in_trouble", NO_HOME, "relapses_after_lower_care", {0: NO, 1: YES, 2: YES}),
    (
        "care_levels_of_care.seeks_abstinence_with_other_burdens",
        {**HOME, "goal": "stop", "housing": "homeless"},
        "relapses_after_lower_care",
        {0: NO, 1: YES, 2: YES},
    ),
    ("care_places.body_in_danger", {**OUD, "syncope_unexplained": True}, "qtc_ms", {499: NO, 500: YES}),
    ("care_therapies.young", {**OUD, "age": None}, "age", {17: YES, 18: NO}),
    ("care_case_management.for_everybody", NO_STREET, "opioid_use_days_30", {0: NO, 1: YES, 20: YES}),
    ("care_infections.strips", NO_STREET, "opioid_use_days_30", {0: NO, 1: YES, 20: YES}),
    ("care_mental_health.screen_today", OUD, "phq9_item9", {0: NO, 1: YES, 3: YES}),
    ("care_custody.hand_over", OUD, "days_since_release", {3: YES, 28: YES, 29: NO}),
    ("care_overdose.lost_tolerance", ON_METHADONE, "missed_doses", {2: NO, 3: YES, 6: YES}),
    ("care_overdose.lost_tolerance", OUD, "days_since_release", {3: YES, 28: YES, 29: NO}),
    ("care_overdose.after_an_overdose", OUD, "overdoses_past_year", {0: NO, 1: YES}),
    ("care_relapse.lapse", {"age": 34, "in_remission": True}, "opioid_use_days_30", {0: NO, 1: YES}),
    ("care_relapse.open_door", {"age": 34, "oud_ever": True}, "days_since_medicine_stopped", {0: YES, 40: YES}),
]


FLAGS = [
    ("methadone_changes.taper", ON_METHADONE, "wants_taper", {True: YES, False: NO, None: NO}),
    ("methadone_changes.taper", OUD, "wants_taper", {True: NO, False: NO}),
    (
        "buprenorphine_readiness.recent_use_before_start_buprenorphine_xr",
        {**NOTHING_BORNE, "hours_since_short_acting_opioid": 14},
        "sedated",
        {False: NO},
    ),
    (
        "buprenorphine_gentle_starts.start_without_withdrawal",
        {**OUD, "lost_tolerance": True, "hours_since_short_acting_opioid": 48, "cows_score": 0},
        "physically_dependent",
        {True: NO, False: YES},
    ),
    (
        "naltrexone.works_for_you",
        {**OUD, "current_medication": "naltrexone_oral", "response_naltrexone": "poor"},
        "still_using_opioids",
        {True: NO, False: YES},
    ),
    ("naltrexone.works_for_you", OUD, "still_using_opioids", {True: UNKNOWN, False: UNKNOWN}),
    ("naltrexone.buprenorphine_injection", CLEARED, "opioid_urine_negative", {True: NO, False: YES}),
    ("naltrexone.pregnancy_test_first", OUD, "sedated", {False: NO}),
    ("naltrexone.pregnant_and_stable", {**OUD, "sex": "female"}, "pregnant", {True: NO, False: NO}),
    ("care_levels_of_care.life_goes_on", OUD, "work_school_family_commitments", {True: YES, False: NO, None: NO}),
    ("care_levels_of_care.life_goes_on", NO_STREET, "work_school_family_commitments", {True: NO}),
    ("care_levels_of_care.backed", OUD, "has_support", {True: YES, False: NO, None: NO}),
    ("care_levels_of_care.backed", NO_STREET, "has_support", {True: NO}),
    ("care_levels_of_care.medicine_and_visits_were_not_enough", OUT_OF_DANGER, "still_using_opioids", {True: YES, False: NO}),
    ("care_levels_of_care.no_way_to_reach_care", NO_WAY, "transport_ok", {True: NO, False: YES, None: NO}),
    ("care_levels_of_care.no_way_to_reach_care", NO_WAY, "telehealth_possible", {True: NO, False: YES, None: NO}),
    ("care_levels_of_care.no_way_to_reach_care", NO_WAY, "has_support", {True: NO, False: YES, None: NO}),
    ("care_levels_of_care.you_would_choose_it", {**HOME, "has_support": False}, "prefers_residential", {True: YES, False: NO, None: NO}),
    ("care_levels_of_care.seeks_abstinence_with_other_burdens", {**RELAPSED, "goal": "stop"}, "bipolar", {True: YES, False: NO}),
    ("care_levels_of_care.seeks_abstinence_with_other_burdens", {**RELAPSED, "goal": "stop"}, "schizophrenia", {True: YES, False: NO}),
    ("care_levels_of_care.seeks_abstinence_with_other_burdens", {**RELAPSED, "goal": "stop"}, "medically_unstable", {True: YES, False: NO}),
    ("care_places.body_in_danger", OUD, "overdose_now", {True: YES, False: NO, None: NO}),
    ("care_places.when_the_way_is_long", HOME, "transport_ok", {True: NO, False: YES, None: NO}),
    ("care_places.when_the_way_is_long", HOME, "can_attend_daily", {True: NO, False: YES, None: NO}),
    (
        "care_withdrawal.withdrawal_that_can_kill",
        {**OUD, "alcohol_use": "dependent"},
        "sedative_dependent",
        {True: YES, False: NO, None: NO},
    ),
    (
        "care_therapies.little_to_hold_on_to",
        {**OUD, "unemployed": False, "stimulant_use_disorder": False},
        "has_support",
        {True: NO, False: YES},
    ),
    ("care_peer_support.for_those_close_to_you", NO_STREET, "partner_uses", {True: YES, False: NO, None: NO}),
    ("care_case_management.life_in_the_way", OUD, "transport_ok", {True: UNKNOWN, False: YES}),
    (
        "care_pregnancy.breast_feeding_with_hiv",
        {**OUD, "sex": "female", "pregnant": False, "hiv": "positive"},
        "breastfeeding",
        {True: YES, False: NO},
    ),
    ("care_custody.surgery_on_top", ON_METHADONE, "opioid_analgesia_planned", {True: YES, False: NO}),
    ("care_custody.surgery_on_top", {**ON_METHADONE, "opioid_analgesia_planned": False}, "takes_opioid_analgesic", {True: YES, False: NO}),
    ("care_custody.surgery_on_top", OUD, "opioid_analgesia_planned", {True: NO, False: NO}),
    (
        "care_custody.surgery_and_naltrexone",
        {**OUD, "current_medication": "naltrexone_xr"},
        "opioid_analgesia_planned",
        {True: YES, False: NO},
    ),
    ("care_custody.surgery_and_naltrexone", OUD, "opioid_analgesia_planned", {True: NO, False: NO}),
    ("care_infections.hepatitis_a", OUD, "hav_immune", {True: NO, False: YES, None: YES}),
    ("care_overdose.know_the_signs", NO_STREET, "partner_uses", {True: YES, False: NO, None: NO}),
    ("care_overdose.know_the_signs", NO_STREET, "takes_opioid_analgesic", {True: YES, False: NO, None: NO}),
    ("care_overdose.know_the_signs", NO_STREET, "lost_tolerance", {True: YES, False: NO, None: NO}),
    ("care_overdose.after_an_overdose", OUD, "overdose_now", {True: YES, False: NO, None: NO}),
    ("care_relapse.lapse", {"age": 34, "opioid_use_days_30": 1}, "in_remission", {True: YES, False: NO, None: NO}),
    ("care_relapse.open_door", {"age": 34, "oud_ever": True}, "in_remission", {True: YES, False: NO, None: NO}),
    ("care_relapse.open_door", {"age": 34, "oud_ever": True}, "days_since_medicine_stopped", {7: YES, None: NO}),
]


@pytest.mark.parametrize(("rule", "person", "fact", "expected"), [*NUMBERS, *FLAGS], ids=lambda part: part if isinstance(part, str) else "")
@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_rule_speaks_for_these_answers_only(rule, person, fact, expected, place):
    said = {value: answer(rule, {**person, fact: value}, place) for value in expected}
    assert said == expected or set(said.values()) == {None}
