"""Every fact, once: its kind and unit, what not knowing it means, and how it is asked in plain words.

Names are the contract's. The classes of unknown (`language/kinds.py`): `ASK` is asked today, `CHECK` is silent and
covered by the pre-dose checklist, `FOLLOW` is a test that may come after the first dose. Whole-number days and hours
that move with the clock say so, because that is how "not before" is worked out.
"""

from __future__ import annotations

from holdfast.language.expressions import Fact
from holdfast.language.kinds import Ask, Category, Check, Clock, Follow, Number, Unknown, Value, YesNo

ASK = Ask()


def _no(name: str, ask: str, unknown: Unknown = ASK) -> Fact:
    return Fact(name, YesNo(), unknown, ask)


def _check(name: str, ask: str) -> Fact:
    return Fact(name, YesNo(), Check(clear=False), ask)


def _number(
    name: str, unit: str, low: float, high: float, ask: str, *, whole: bool = True, clock: Clock | None = None, un: Unknown = ASK
) -> Fact:
    return Fact(name, Number(unit, low, high, whole, clock), un, ask)


def _one(name: str, values: str, ask: str, unknown: Unknown = ASK, also: tuple[tuple[Value, str], ...] = ()) -> Fact:
    return Fact(name, Category(tuple(values.split("|")), also), unknown, ask)


def _hours(name: str, ask: str) -> Fact:
    return _number(name, "hours", 0, 8760, ask, whole=False, clock=Clock.HOURS)


def _days(name: str, high: float, ask: str) -> Fact:
    return _number(name, "days", 0, high, ask, clock=Clock.DAYS)


HALF_TRUE = ((True, "chronic"), (False, "none"))
SIGNS = "positive|negative|not_tested"

# The order of declaration is the order in which questions of equal worth are asked.

# What is asked first
main_opioid = _one(
    "main_opioid",
    "none|heroin|fentanyl|nitazene|short_acting_prescription|long_acting_prescription|methadone|buprenorphine|tramadol|kratom|other",
    "Which opioid do you use most, if any?",
)
current_medication = _one(
    "current_medication",
    "none|methadone|buprenorphine|buprenorphine_xr|naltrexone_oral|naltrexone_xr|diamorphine|other",
    "Do you take a medicine for opioid addiction now? Which one?",
)
dsm5_criteria = _number("dsm5_criteria", "criteria", 0, 11, "How many of the eleven signs of the disorder did you have this past year?")
oud_ever = _check("oud_ever", "Has anyone ever found that you have, or had, an opioid use disorder?")
pregnant = _no("pregnant", "Are you pregnant?")
takes_opioid_analgesic = _no("takes_opioid_analgesic", "Do you take an opioid medicine for pain?")
sedated = _no("sedated", "Is the person drowsy, or hard to wake, right now?")
cows_score = _number("cows_score", "points", 0, 48, "What is the withdrawal score (COWS) now?")
objective_withdrawal_signs = _number("objective_withdrawal_signs", "signs", 0, 11, "How many signs of withdrawal can be seen?")
hours_since_short_acting_opioid = _hours("hours_since_short_acting_opioid", "How many hours since you last used heroin or fentanyl?")
hours_since_long_acting_opioid = _hours("hours_since_long_acting_opioid", "How many hours since you last took a long-acting opioid?")
hours_since_methadone = _hours("hours_since_methadone", "How many hours since you last took methadone?")
hours_since_buprenorphine = _hours("hours_since_buprenorphine", "How many hours since you last took buprenorphine?")
pre_dose_checklist_clear = _no(
    "pre_dose_checklist_clear",
    "Before the first dose, is all of this clear: no serious allergy to the medicine, no blocked bowel, no head injury, no MAOI "
    "in the last two weeks, no acute hepatitis, no severe lung disease, no known long QT, no bleeding problem, not drunk or high?",
)
days_opioid_free = _days("days_opioid_free", 36500, "How many whole days since you took any opioid at all, prescribed ones too?")
last_opioid_class = _one(
    "last_opioid_class", "short_acting|long_acting|methadone|buprenorphine|buprenorphine_xr", "Which kind of opioid came last?"
)
missed_doses = _days("missed_doses", 3650, "How many days in a row have you missed your whole dose? Do not count today.")

# Person
age = _number("age", "years", 0, 120, "How old are you?")
sex = _one("sex", "female|male|intersex", "What sex is on your record?")
can_become_pregnant = _no("can_become_pregnant", "Could you become pregnant?")
gestation_weeks = _number("gestation_weeks", "weeks", 0, 45, "How many weeks pregnant are you?")
trimester = _number("trimester", "trimester", 1, 3, "Which third of the pregnancy are you in?")
postpartum_weeks = _number("postpartum_weeks", "weeks", 0, 104, "How many weeks ago did you give birth?")
breastfeeding = _no("breastfeeding", "Are you breast-feeding?")
weight_kg = _number("weight_kg", "kg", 2, 400, "What do you weigh?", whole=False)
can_consent = _no("can_consent", "Can the person understand the choice and decide?")
guardian_consent = _no("guardian_consent", "Has a parent or guardian agreed in writing?")

specialist_agreed = _no("specialist_agreed", "Has a specialist in young people's addiction agreed to the plan?")
prescriber_assessed = _no("prescriber_assessed", "Has a prescriber seen the person today and agreed to the dose?")
pdmp_checked = _no("pdmp_checked", "Has the prescription register (PDMP) been checked?")

# Place
setting = _one("setting", "community|primary_care|otp|emergency_department|hospital|custody|residential|home", "Where is care being given?")
custody = _one("custody", "none|in_custody|release_planned|released", "Are you in jail or prison, or just out?")
days_since_release = _days("days_since_release", 36500, "How many days since you got out?")
hospital_discharge_planned = _no("hospital_discharge_planned", "Is a discharge from hospital planned?")

methadone_lawful_here = _no("methadone_lawful_here", "Is this a place that may give methadone for addiction?", Check(clear=True))

# Opioid use
fentanyl_exposure = _no("fentanyl_exposure", "Could there be fentanyl in what you use?")
opioid_route = _one("opioid_route", "injected|smoked|snorted|swallowed|transdermal", "How do you take it?")
injects_drugs = _no("injects_drugs", "Do you inject?")
opioid_use_days_30 = _number("opioid_use_days_30", "days", 0, 30, "On how many of the last thirty days did you use opioids not prescribed?")
opioid_years = _number("opioid_years", "years", 0, 100, "For how many years have you used opioids?", whole=False)
physically_dependent = _no("physically_dependent", "Do you get ill when you stop?")
dsm5_criteria_worst = _number("dsm5_criteria_worst", "criteria", 0, 11, "At the worst time, how many of the eleven signs did you have?")
opioids_only_as_prescribed = _no("opioids_only_as_prescribed", "Do you take opioids only as a doctor prescribed them?")
opioid_use_disorder_recorded = _no("opioid_use_disorder_recorded", "Has a clinician recorded an opioid use disorder?")
recorded_severity = _one("recorded_severity", "mild|moderate_or_severe", "How severe is the disorder that was recorded?")
in_remission = _no("in_remission", "Has it been three months or more since any sign but craving?")
remission_months = _number("remission_months", "months", 0, 1200, "For how many months have you had no sign but craving?", whole=False)
controlled_environment = _no("controlled_environment", "Are you somewhere that opioids cannot be had?")
opioid_urine_negative = _no("opioid_urine_negative", "Was a full urine opioid panel negative in the last day?")
naloxone_challenge_negative = _no("naloxone_challenge_negative", "Was a naloxone challenge done without any withdrawal?")
sows_score = _number("sows_score", "points", 0, 64, "What is the score of the sixteen questions on withdrawal (SOWS)?")
naloxone_challenge_positive = _check("naloxone_challenge_positive", "Did a naloxone challenge bring on withdrawal?")
opioid_urine_positive = _check("opioid_urine_positive", "Did a urine test in the last day show any opioid?")
precipitated_withdrawal = _check("precipitated_withdrawal", "Did withdrawal get much worse soon after a dose of buprenorphine?")
cows_before_dose = _number("cows_before_dose", "points", 0, 48, "What was the withdrawal score (COWS) just before the dose?")
minutes_since_dose = _number("minutes_since_dose", "minutes", 0, 525600, "How many minutes since the dose?", clock=Clock.MINUTES)
intoxicated = _check("intoxicated", "Is the person drunk or high right now?")
respiratory_rate = _number("respiratory_rate", "/min", 0, 80, "How many breaths a minute?", whole=False)
oxygen_saturation = _number("oxygen_saturation", "%", 0, 100, "What is the oxygen level?", whole=False)
overdose_now = _no("overdose_now", "Is this an overdose, happening now?")
overdoses_past_year = _number("overdoses_past_year", "overdoses", 0, 365, "How many overdoses in the last year?")
hours_since_overdose = _hours("hours_since_overdose", "How many hours since the overdose?")
hours_since_naloxone = _number(
    "hours_since_naloxone", "hours", 0, 8760, "How many hours since naloxone was given?", whole=False, clock=Clock.HOURS, un=Check(8760)
)
short_acting_lately = _check("short_acting_lately", "Have you taken heroin, fentanyl or the like in the last three days?")
long_acting_lately = _check("long_acting_lately", "Have you taken a slow-release opioid or patch in the last three days?")
methadone_lately = _check("methadone_lately", "Have you taken methadone in the last three days?")
lost_tolerance = _no("lost_tolerance", "Have you been off opioids for a while (prison, hospital, detox, a break)?")
alpha2_adulterant_suspected = _check("alpha2_adulterant_suspected", "Could the supply hold medetomidine or xylazine?")

# Treatment now
current_methadone_mg = _number("current_methadone_mg", "mg", 0, 1000, "What is your daily methadone dose?", whole=False)
current_buprenorphine_mg = _number("current_buprenorphine_mg", "mg", 0, 100, "What is your daily buprenorphine dose?", whole=False)
takes_espranor = _check("takes_espranor", "Is the buprenorphine you take Espranor (a wafer on the tongue)?")
days_on_treatment = _days("days_on_treatment", 36500, "For how many days have you been on this medicine?")
days_at_current_dose = _days("days_at_current_dose", 36500, "For how many days have you been on this dose?")
doses_per_day = _number("doses_per_day", "doses", 1, 4, "How many times a day do you take it?")
dose_verified = _no("dose_verified", "Has the clinic or pharmacy confirmed the dose and when it was last taken?")
vomited_dose_minutes = _number("vomited_dose_minutes", "minutes", 0, 1440, "How many minutes after the dose did you vomit?")
vomit_witnessed = _no("vomit_witnessed", "Did a member of staff see it?")
dose_control = _one("dose_control", "ok|end_of_dose_withdrawal|sedation", "Does the dose last all day? Does it make you drowsy?")
xr_product = _one("xr_product", "sublocade|brixadi_weekly|brixadi_monthly|buvidal_weekly|buvidal_monthly|vivitrol", "Which injection?")
xr_dose_mg = _number("xr_dose_mg", "mg", 1, 1000, "What is the dose of the injection?", whole=False)
xr_doses_given = _number("xr_doses_given", "injections", 0, 2000, "How many injections have you had?")
days_since_xr_injection = _days("days_since_xr_injection", 3650, "How many days since the last injection?")
still_using_opioids = _no("still_using_opioids", "Are you still using opioids that are not prescribed?")
opioids_since_last_dose = _no("opioids_since_last_dose", "Have you used other opioids since your last dose?")

# History
past_treatment_episodes = _number("past_treatment_episodes", "episodes", 0, 200, "How many times have you been in treatment?")
relapses_after_lower_care = _number("relapses_after_lower_care", "relapses", 0, 200, "How often did you relapse after less intensive care?")
response_methadone = _one("response_methadone", "good|poor|not_tolerated|never_tried", "How did methadone work for you before?")
response_buprenorphine = _one("response_buprenorphine", "good|poor|not_tolerated|never_tried", "How did buprenorphine work for you before?")
response_naltrexone = _one("response_naltrexone", "good|poor|not_tolerated|never_tried", "How did naltrexone work for you before?")
trauma_history = _no("trauma_history", "Have you been through something terrible that still troubles you?")
family_history_sud = _no("family_history_sud", "Has anyone in your family had a problem with drugs or alcohol?")

# Other substances
alcohol_use = _one("alcohol_use", "none|low|risky|dependent", "How much do you drink?")
alcohol_withdrawal_risk = _one(
    "alcohol_withdrawal_risk", "none|mild|severe", "Would stopping drink make you ill?", ASK, ((True, "severe"), (False, "none"))
)
alcohol_withdrawal_now = _no("alcohol_withdrawal_now", "Are you in alcohol withdrawal now?")
withdrawal_seizure_or_dt_history = _no("withdrawal_seizure_or_dt_history", "Did you ever have a fit, or see things, when you stopped?")
benzodiazepine_use = _one("benzodiazepine_use", "none|prescribed|not_prescribed|both", "Do you take benzodiazepines (Valium, Xanax)?")
sedative_dependent = _no("sedative_dependent", "Would you get ill if you stopped benzodiazepines or sleeping pills?")
gabapentinoid_use = _no("gabapentinoid_use", "Do you take gabapentin or pregabalin?")
stimulant_use_disorder = _no("stimulant_use_disorder", "Do you have a problem with cocaine, crack or methamphetamine?")
tobacco_use = _no("tobacco_use", "Do you smoke?")

# Medical
qtc_ms = _number("qtc_ms", "ms", 300, 700, "What is the corrected QT (QTc)?", whole=False, un=Follow(420, "ecg", 30))
long_qt_history = _check("long_qt_history", "Have you been told that you have a long QT interval?")
torsades_history = _check("torsades_history", "Have you ever had the heart rhythm called torsades?")
syncope_unexplained = _check("syncope_unexplained", "Have you fainted without a known reason?")
qt_prolonging_medicine = _check("qt_prolonging_medicine", "Do you take another medicine that lengthens the QT interval?")
structural_heart_disease = _check("structural_heart_disease", "Do you have heart disease?")
potassium = _number("potassium", "mmol/L", 1, 10, "What is the blood potassium?", whole=False, un=Follow(4.2, "electrolytes", 30))
magnesium = _number("magnesium", "mmol/L", 0.2, 4, "What is the blood magnesium?", whole=False, un=Follow(0.85, "electrolytes", 30))
cyp3a4_inhibitor = _check("cyp3a4_inhibitor", "Do you take a medicine that raises methadone (some antifungals or antibiotics)?")
cyp3a4_inducer = _check("cyp3a4_inducer", "Do you take a medicine that lowers methadone (some for epilepsy, TB or HIV)?")
interacting_change = _one("interacting_change", "started|stopped|unchanged", "Was that medicine started or stopped in the last weeks?")
maoi_use = _check("maoi_use", "Have you taken an MAOI (or linezolid) in the last two weeks?")
child_pugh = _one("child_pugh", "none|A|B|C", "How badly is the liver affected (Child-Pugh)?", Follow("none", "liver_panel", 30))
alt_times_uln = _number(
    "alt_times_uln", "times the upper limit", 0, 500, "How many times the upper limit is ALT?", whole=False, un=Follow(1, "liver_panel", 30)
)
acute_hepatitis = _check("acute_hepatitis", "Do you have acute hepatitis or liver failure?")
jaundice_or_cirrhosis = _check("jaundice_or_cirrhosis", "Do you have jaundice or cirrhosis?")
egfr = _number("egfr", "mL/min", 0, 250, "What is the kidney function (eGFR)?", whole=False, un=Follow(90, "renal_panel", 30))
respiratory_insufficiency = _one(
    "respiratory_insufficiency", "none|chronic|acute_severe", "Is your lung disease serious?", Check("none"), HALF_TRUE
)
sleep_apnoea = _check("sleep_apnoea", "Do you have sleep apnoea?")
bowel_obstruction = _check("bowel_obstruction", "Is your bowel blocked, or not moving?")
head_injury = _check("head_injury", "Do you have a head injury now?")
adrenal_insufficiency = _check("adrenal_insufficiency", "Do your adrenal glands make too little hormone?")
opioid_analgesia_planned = _no("opioid_analgesia_planned", "Is surgery or strong pain relief planned?", Check(False))
chronic_pain = _no("chronic_pain", "Do you have pain that lasts?")
platelets = _number("platelets", "10^9/L", 0, 2000, "What is the platelet count?", whole=False, un=Check(250))
anticoagulated = _check("anticoagulated", "Do you take a blood thinner?")
bleeding_risk = _check("bleeding_risk", "Do you bleed easily?")
allergy_methadone = _check("allergy_methadone", "Have you had a serious allergic reaction to methadone?")
allergy_buprenorphine = _check("allergy_buprenorphine", "Have you had a serious allergic reaction to buprenorphine?")
allergy_naloxone = _check("allergy_naloxone", "Have you had a serious allergic reaction to naloxone?")
allergy_naltrexone = _check("allergy_naltrexone", "Have you had a serious allergic reaction to naltrexone?")
hiv = _one("hiv", "positive|negative", "What was your HIV test?", Follow("negative", "hiv_test", 30))
hcv = _one("hcv", "positive|negative", "What was your hepatitis C test?", Follow("negative", "hcv_test", 30))
hbv = _one("hbv", "positive|negative", "What was your hepatitis B test?", Follow("negative", "hbv_test", 30))
hav_immune = _no("hav_immune", "Are you immune to hepatitis A?")
hbv_immune = _no("hbv_immune", "Are you immune to hepatitis B?")
systolic_bp = _number("systolic_bp", "mmHg", 40, 300, "What is the blood pressure (upper figure)?", whole=False)
diastolic_bp = _number("diastolic_bp", "mmHg", 20, 200, "What is the blood pressure (lower figure)?", whole=False, un=Check(80))
heart_rate = _number("heart_rate", "/min", 10, 300, "What is the pulse?", whole=False)
severe_infection = _check("severe_infection", "Do you have a serious infection?")
medically_unstable = _check("medically_unstable", "Is the person so ill that they need a hospital?")
cardiovascular_disease_severe = _check("cardiovascular_disease_severe", "Have you had a heart attack or stroke?")

# Urine
urine_opiates = _one("urine_opiates", SIGNS, "What was the urine test for opiates?")
urine_6mam = _one("urine_6mam", SIGNS, "What was the urine test for the mark of heroin (6-MAM)?")
urine_oxycodone = _one("urine_oxycodone", SIGNS, "What was the urine test for oxycodone?")
urine_fentanyl = _one("urine_fentanyl", SIGNS, "What was the urine test for fentanyl?")
urine_methadone = _one("urine_methadone", SIGNS, "What was the urine test for methadone?")
urine_eddp = _one("urine_eddp", SIGNS, "What was the urine test for what the body makes of methadone (EDDP)?")
urine_buprenorphine = _one("urine_buprenorphine", SIGNS, "What was the urine test for buprenorphine?")
urine_norbuprenorphine = _one("urine_norbuprenorphine", SIGNS, "What was the urine test for what the body makes of buprenorphine?")
urine_cocaine = _one("urine_cocaine", SIGNS, "What was the urine test for cocaine?")
urine_amphetamine = _one("urine_amphetamine", SIGNS, "What was the urine test for amphetamines?")
urine_benzodiazepine = _one("urine_benzodiazepine", SIGNS, "What was the urine test for benzodiazepines?")
urine_hours_ago = _hours("urine_hours_ago", "How many hours ago was the urine sample given?")
urine_confirmed = _no("urine_confirmed", "Has a laboratory confirmed the urine test?")

# Mind
phq9_score = _number("phq9_score", "points", 0, 27, "What is the score of the nine questions on mood (PHQ-9)?")
phq9_item9 = _number("phq9_item9", "points", 0, 3, "How often have you thought that you would be better off dead, or of hurting yourself?")
gad7_score = _number("gad7_score", "points", 0, 21, "What is the score of the seven questions on worry (GAD-7)?")
suicide_risk = _one("suicide_risk", "none|low|moderate|high", "What did the suicide screen show?")
psychosis = _no("psychosis", "Do you hear or see things that others do not?")
bipolar = _no("bipolar", "Do you have bipolar disorder?")
schizophrenia = _no("schizophrenia", "Do you have schizophrenia?")
cognitive_impairment = _no("cognitive_impairment", "Do you have lasting trouble with memory or thinking?")

# Life
housing = _one("housing", "stable|unstable|homeless|recovery_housing", "Where do you live?")
home_environment = _one("home_environment", "supportive|neutral|unsafe", "Is home a good place to get well?")
has_support = _no("has_support", "Is there someone who backs you?")
work_school_family_commitments = _no("work_school_family_commitments", "Do you have work, school or a family that you must be there for?")
children_at_home = _no("children_at_home", "Are there children at home?")
safe_storage = _no("safe_storage", "Can you lock medicines away?")
can_attend_daily = _no("can_attend_daily", "Can you come every day?")
otp_available = _no("otp_available", "Is there a methadone programme (OTP) that you can get to?", Check(clear=True))
office_prescriber_available = _no("office_prescriber_available", "Is there a prescriber of buprenorphine that you can get to?")
telehealth_possible = _no("telehealth_possible", "Could you meet by video or phone?")
transport_ok = _no("transport_ok", "Can you get to appointments?")
legal_involvement = _no("legal_involvement", "Are you dealing with a court, probation or parole?")
unemployed = _no("unemployed", "Are you out of work?")
has_partner = _no("has_partner", "Do you have a partner?")
partner_uses = _no("partner_uses", "Does your partner use drugs?")
partner_violence = _no("partner_violence", "Are you afraid of your partner, or hurt by them?")
needs_interpreter = _no("needs_interpreter", "Do you need an interpreter?")
insured = _one("insured", "none|public|private", "How is care paid for?")
monitored_professional = _no("monitored_professional", "Does a licensing board watch your treatment?")

# Wishes
goal = _one("goal", "stop|reduce|stay_safer|unsure", "What do you want: to stop, to use less, to stay safer?")
prefers = _one("prefers", "methadone|buprenorphine|buprenorphine_xr|naltrexone|no_medication", "Which medicine would you like, if any?")
prefers_injection = _no("prefers_injection", "Would you rather have an injection once a month?")
prefers_home_start = _no("prefers_home_start", "Would you rather start at home?")
declines_medication = _no("declines_medication", "Would you rather have no medicine?")
declines_counselling = _no("declines_counselling", "Would you rather have no counselling?")
wants_withdrawal_management = _no("wants_withdrawal_management", "Do you want help to get through withdrawal?")
wants_taper = _no("wants_taper", "Do you want to come off your medicine slowly?")
has_naloxone = _no("has_naloxone", "Do you have naloxone at home?")
accepts_peer_support = _no("accepts_peer_support", "Would you like to meet others in recovery?")

FACTS: dict[str, Fact] = {fact.name: fact for fact in list(globals().values()) if isinstance(fact, Fact)}
