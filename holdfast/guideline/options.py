"""Every option that can be advised, once, in declared order; codes are the contract's.

`of` names the medicines whose rules also hold for a start or change: a rule that covers all of them covers it too.
"""

from __future__ import annotations

from holdfast.language.expressions import Place
from holdfast.language.rules import Option

# Medicines
METHADONE = Option("methadone", "medicine", "Methadone")
BUPRENORPHINE_NALOXONE_SL = Option("buprenorphine_naloxone_sl", "medicine", "Buprenorphine with naloxone, under the tongue")
BUPRENORPHINE_SL = Option("buprenorphine_sl", "medicine", "Buprenorphine alone, under the tongue")
BUPRENORPHINE_XR = Option("buprenorphine_xr", "medicine", "Buprenorphine by weekly or monthly injection")
NALTREXONE_XR = Option("naltrexone_xr", "medicine", "Naltrexone by monthly injection")
NALTREXONE_ORAL = Option("naltrexone_oral", "medicine", "Naltrexone tablets")
NALOXONE_RESCUE = Option("naloxone_rescue", "medicine", "Naloxone to reverse an overdose")
LOFEXIDINE = Option("lofexidine", "medicine", "Lofexidine for withdrawal")
CLONIDINE = Option("clonidine", "medicine", "Clonidine for withdrawal")
SYMPTOMATIC_MEDICINES = Option("symptomatic_medicines", "medicine", "Medicines for single symptoms of withdrawal")

SUBLINGUAL = (BUPRENORPHINE_NALOXONE_SL, BUPRENORPHINE_SL)
BUPRENORPHINE = (*SUBLINGUAL, BUPRENORPHINE_XR)
NALTREXONE = (NALTREXONE_XR, NALTREXONE_ORAL)
AGONISTS = (METHADONE, *BUPRENORPHINE)

# Starts
START_METHADONE = Option("start_methadone", "start", "Start methadone", (METHADONE,))
START_BUPRENORPHINE_STANDARD = Option("start_buprenorphine_standard", "start", "Start buprenorphine in withdrawal", SUBLINGUAL)
START_BUPRENORPHINE_HOME = Option("start_buprenorphine_home", "start", "Start buprenorphine at home", SUBLINGUAL)
START_BUPRENORPHINE_LOW_DOSE = Option("start_buprenorphine_low_dose", "start", "Start buprenorphine in tiny rising doses", SUBLINGUAL)
START_BUPRENORPHINE_HIGH_DOSE = Option("start_buprenorphine_high_dose", "start", "Start buprenorphine at a high dose, watched", SUBLINGUAL)
START_BUPRENORPHINE_NO_WITHDRAWAL = Option("start_buprenorphine_no_withdrawal", "start", "Start buprenorphine when opioid-free", SUBLINGUAL)
START_BUPRENORPHINE_AFTER_OVERDOSE = Option("start_buprenorphine_after_overdose", "start", "Start buprenorphine after naloxone", SUBLINGUAL)
START_BUPRENORPHINE_XR = Option("start_buprenorphine_xr", "start", "Start the buprenorphine injection", (BUPRENORPHINE_XR,))
START_NALTREXONE = Option("start_naltrexone", "start", "Start naltrexone", NALTREXONE)

# Changes
CONTINUE_CURRENT = Option("continue_current", "change", "Keep the medicine you have")
INCREASE_METHADONE = Option("increase_methadone", "change", "Raise the methadone dose", (METHADONE,))
INCREASE_BUPRENORPHINE = Option("increase_buprenorphine", "change", "Raise the buprenorphine dose", SUBLINGUAL)
HOLD_DOSE_TODAY = Option("hold_dose_today", "change", "Hold today's dose")
SPLIT_DOSE = Option("split_dose", "change", "Split the daily dose")
RESUME_METHADONE = Option("resume_methadone", "change", "Go back to methadone after missed doses", (METHADONE,))
RESUME_BUPRENORPHINE = Option("resume_buprenorphine", "change", "Go back to buprenorphine after missed doses", SUBLINGUAL)
SWITCH_METHADONE_TO_BUPRENORPHINE = Option(
    "switch_methadone_to_buprenorphine", "change", "Change from methadone to buprenorphine", SUBLINGUAL
)
SWITCH_BUPRENORPHINE_TO_METHADONE = Option(
    "switch_buprenorphine_to_methadone", "change", "Change from buprenorphine to methadone", (METHADONE,)
)
SWITCH_TO_BUPRENORPHINE_XR = Option("switch_to_buprenorphine_xr", "change", "Change to the buprenorphine injection", (BUPRENORPHINE_XR,))
SWITCH_AGONIST_TO_NALTREXONE = Option("switch_agonist_to_naltrexone", "change", "Change to naltrexone")
TAPER_METHADONE = Option("taper_methadone", "change", "Come off methadone slowly")
TAPER_BUPRENORPHINE = Option("taper_buprenorphine", "change", "Come off buprenorphine slowly")
WITHDRAWAL_MANAGEMENT = Option("withdrawal_management", "change", "Medical help through withdrawal")
TREAT_PRECIPITATED_WITHDRAWAL = Option("treat_precipitated_withdrawal", "change", "Treat withdrawal set off by buprenorphine", SUBLINGUAL)
BRIDGE_PRESCRIPTION = Option("bridge_prescription", "change", "A bridge supply until the first visit")
REPLACE_VOMITED_DOSE = Option("replace_vomited_dose", "change", "Give a vomited dose again")
HOSPITAL_CONTINUATION = Option("hospital_continuation", "change", "Keep the medicine going in hospital")
SUPERVISED_DOSING = Option("supervised_dosing", "change", "Doses taken with staff present")
TAKE_HOME_DOSES = Option("take_home_doses", "change", "Doses to take at home")

# Tests and checks
PRE_DOSE_CHECKLIST = Option("pre_dose_checklist", "test", "The checklist before a first dose")
ECG = Option("ecg", "test", "Heart tracing (ECG)")
ELECTROLYTES = Option("electrolytes", "test", "Blood salts")
URINE_DRUG_TEST = Option("urine_drug_test", "test", "Urine drug test")
LIVER_PANEL = Option("liver_panel", "test", "Liver tests")
RENAL_PANEL = Option("renal_panel", "test", "Kidney tests")
PREGNANCY_TEST = Option("pregnancy_test", "test", "Pregnancy test")
HIV_TEST = Option("hiv_test", "test", "HIV test")
HCV_TEST = Option("hcv_test", "test", "Hepatitis C test")
HBV_TEST = Option("hbv_test", "test", "Hepatitis B test")
PDMP_CHECK = Option("pdmp_check", "test", "Check of the prescription register")
SPECIALIST_REVIEW = Option("specialist_review", "test", "A specialist's agreement")
PRESCRIBER_ASSESSMENT = Option("prescriber_assessment", "test", "A prescriber's assessment today")
GUARDIAN_CONSENT = Option("guardian_consent", "test", "A parent's or guardian's written consent")

# Never offered
NARCONON = Option("narconon", "never_offered", "Narconon")
ULTRA_RAPID_DETOX = Option("ultra_rapid_detox", "never_offered", "Detox under anaesthesia")
UNAIDED_ABRUPT_STOP = Option("unaided_abrupt_stop", "never_offered", "Stopping at once without help")
SELF_TAPER_OF_HEROIN = Option("self_taper_of_heroin", "never_offered", "Cutting down heroin alone")
AVERSION_THERAPY = Option("aversion_therapy", "never_offered", "Aversion therapy")

BUPRENORPHINE_STARTS = (
    START_BUPRENORPHINE_STANDARD,
    START_BUPRENORPHINE_HOME,
    START_BUPRENORPHINE_LOW_DOSE,
    START_BUPRENORPHINE_HIGH_DOSE,
    START_BUPRENORPHINE_NO_WITHDRAWAL,
    START_BUPRENORPHINE_AFTER_OVERDOSE,
)
AGONIST_STARTS = (START_METHADONE, *BUPRENORPHINE_STARTS, START_BUPRENORPHINE_XR)
GIVEN = (
    *AGONIST_STARTS,
    START_NALTREXONE,
    INCREASE_METHADONE,
    INCREASE_BUPRENORPHINE,
    RESUME_METHADONE,
    RESUME_BUPRENORPHINE,
    SWITCH_METHADONE_TO_BUPRENORPHINE,
    SWITCH_BUPRENORPHINE_TO_METHADONE,
    SWITCH_TO_BUPRENORPHINE_XR,
    SWITCH_AGONIST_TO_NALTREXONE,
    REPLACE_VOMITED_DOSE,
    WITHDRAWAL_MANAGEMENT,
)
"""What puts a dose into somebody: held at `ask` until the pre-dose checklist is answered."""

OPTIONS: dict[str, Option] = {option.code: option for option in list(globals().values()) if isinstance(option, Option)}

_US = tuple(code for code in OPTIONS if code != "methadone")
ORDERS: dict[Place, tuple[str, ...]] = {
    "us": (*_US[:2], "methadone", *_US[2:]),
    "uk": tuple(OPTIONS),
}
"""Ties are broken by this order: methadone first in the UK where both are equally suitable (NICE TA114), buprenorphine
first in the US, where it can start today in any office."""
