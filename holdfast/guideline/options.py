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

# Care: levels of care (with a rung), places, therapies, peer support
OUTPATIENT = Option("outpatient", "level", "Visits while you live at home", rung=0)
INTENSIVE_OUTPATIENT = Option("intensive_outpatient", "level", "Several sessions a week while you live at home", rung=1)
PARTIAL_HOSPITALISATION = Option("partial_hospitalisation", "level", "A day programme, most days of the week", rung=2)
RESIDENTIAL_SHORT = Option("residential_short", "level", "A stay of some weeks where treatment is given", rung=3)
RESIDENTIAL_LONG = Option("residential_long", "level", "A stay of many months where treatment is given", rung=4)
RECOVERY_HOUSING = Option("recovery_housing", "level", "A home shared with others in recovery")
OUTPATIENT_WITHDRAWAL_MANAGEMENT = Option("outpatient_withdrawal_management", "level", "Help through withdrawal while you live at home")
INPATIENT_WITHDRAWAL_MANAGEMENT = Option("inpatient_withdrawal_management", "level", "Help through withdrawal with a bed")
HOSPITAL = Option("hospital", "level", "Hospital")
PSYCHIATRIC_HOSPITAL = Option("psychiatric_hospital", "level", "A hospital for the mind")
TELEHEALTH = Option("telehealth", "level", "Visits by video or phone")

COUNSELLING = Option("counselling", "therapy", "Counselling")
CONTINGENCY_MANAGEMENT = Option("contingency_management", "therapy", "Rewards for steps that help (contingency management)")
CBT = Option("cbt", "therapy", "Cognitive behavioural therapy (CBT)")
MOTIVATIONAL_ENHANCEMENT = Option("motivational_enhancement", "therapy", "Talks about what you want (motivational enhancement)")
COMMUNITY_REINFORCEMENT = Option("community_reinforcement", "therapy", "Building a life that rewards you (community reinforcement)")
FAMILY_THERAPY = Option("family_therapy", "therapy", "Family therapy")
COUPLES_THERAPY = Option("couples_therapy", "therapy", "Couples therapy")
GROUP_THERAPY = Option("group_therapy", "therapy", "Group therapy")
TRAUMA_THERAPY = Option("trauma_therapy", "therapy", "Therapy after trauma")
TWELVE_STEP_FACILITATION = Option("twelve_step_facilitation", "therapy", "Help to make use of 12-step groups")
COMPLEMENTARY_THERAPIES = Option("complementary_therapies", "therapy", "Art, music, yoga and the like, as an addition")

# The groups that welcome medicines stand first.
MEDICATION_ASSISTED_RECOVERY_ANONYMOUS = Option(
    "medication_assisted_recovery_anonymous", "peer_support", "Medication-Assisted Recovery Anonymous"
)
SMART_RECOVERY = Option("smart_recovery", "peer_support", "SMART Recovery")
NARCOTICS_ANONYMOUS = Option("narcotics_anonymous", "peer_support", "Narcotics Anonymous")
HEROIN_ANONYMOUS = Option("heroin_anonymous", "peer_support", "Heroin Anonymous")
ALCOHOLICS_ANONYMOUS = Option("alcoholics_anonymous", "peer_support", "Alcoholics Anonymous")
FAMILY_PEER_SUPPORT = Option("family_peer_support", "peer_support", "Groups for family and friends")

# Services
CASE_MANAGEMENT = Option("case_management", "service", "One person who helps with the rest of life")
HOUSING_SUPPORT = Option("housing_support", "service", "Help with a place to live")
EMPLOYMENT_SUPPORT = Option("employment_support", "service", "Help with work")
EDUCATION_SUPPORT = Option("education_support", "service", "Help with school or training")
LEGAL_SUPPORT = Option("legal_support", "service", "Help with the law")
TRANSPORT_HELP = Option("transport_help", "service", "Help to get there")
FUNDING_HELP = Option("funding_help", "service", "Help to pay for care")
CHILD_CARE_SUPPORT = Option("child_care_support", "service", "Help with the children")
INTERPRETER = Option("interpreter", "service", "An interpreter")
DOMESTIC_VIOLENCE_SUPPORT = Option("domestic_violence_support", "service", "Help with violence at home")
MENTAL_HEALTH_CARE = Option("mental_health_care", "service", "Mental health care, at the same time")
SAFETY_PLAN = Option("safety_plan", "service", "A safety plan")
CRISIS_LINE = Option("crisis_line", "service", "A crisis line, day and night")
ALCOHOL_TREATMENT = Option("alcohol_treatment", "service", "Help with drink")
SMOKING_CESSATION = Option("smoking_cessation", "service", "Help to stop smoking")
ADOLESCENT_SERVICES = Option("adolescent_services", "service", "A team for young people")
PRENATAL_CARE = Option("prenatal_care", "service", "Care in pregnancy")
PERINATAL_TEAM = Option("perinatal_team", "service", "One team for pregnancy, birth and after")
NEWBORN_CARE_PLAN = Option("newborn_care_plan", "service", "A plan for the newborn")
CONTRACEPTION_CARE = Option("contraception_care", "service", "Contraception, if you want it")
INFECTION_SCREENING = Option("infection_screening", "service", "Tests for infections")
VACCINATION = Option("vaccination", "service", "Vaccines")
PREP = Option("prep", "service", "Medicine that prevents HIV (PrEP)")
HEPATITIS_C_TREATMENT = Option("hepatitis_c_treatment", "service", "Tablets that cure hepatitis C")
HIV_TREATMENT = Option("hiv_treatment", "service", "Treatment of HIV")
WOUND_CARE = Option("wound_care", "service", "Care for skin and wounds")
PAIN_CARE = Option("pain_care", "service", "Pain relief")
PRIMARY_CARE = Option("primary_care", "service", "A doctor for general health")
SYRINGE_SERVICES = Option("syringe_services", "service", "New needles and syringes")
DRUG_CHECKING = Option("drug_checking", "service", "Checking what is in the drugs")
OVERDOSE_EDUCATION = Option("overdose_education", "service", "How to prevent and survive an overdose")
LOCKED_STORAGE = Option("locked_storage", "service", "A lockable box for medicines")
RELAPSE_PREVENTION_PLAN = Option("relapse_prevention_plan", "service", "A plan against relapse")
LAPSE_CARE = Option("lapse_care", "service", "Help after a lapse")
AFTERCARE = Option("aftercare", "service", "Check-ins that go on")

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
SYPHILIS_TEST = Option("syphilis_test", "test", "Syphilis test")
TB_TEST = Option("tb_test", "test", "Test for tuberculosis")
MOOD_SCREEN = Option("mood_screen", "test", "Questions on mood and worry (PHQ-9, GAD-7)")
SUICIDE_SCREEN = Option("suicide_screen", "test", "Questions on suicide (C-SSRS)")
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

METHADONE_FIRST = tuple(OPTIONS)


def _placed_before(order: tuple[str, ...], moved: Option, before: Option) -> tuple[str, ...]:
    """The order with one option moved to stand right before another."""
    rest = [code for code in order if code != moved.code]
    place = rest.index(before.code)
    return (*rest[:place], moved.code, *rest[place:])


ORDERS: dict[Place, tuple[str, ...]] = {
    "us": _placed_before(_placed_before(METHADONE_FIRST, METHADONE, BUPRENORPHINE_XR), START_METHADONE, START_BUPRENORPHINE_XR),
    "uk": METHADONE_FIRST,
}
"""Ties are broken by this order: methadone first in the UK where both are equally suitable (NICE TA114), buprenorphine under the
tongue first in the US, where it can start today in any office."""
