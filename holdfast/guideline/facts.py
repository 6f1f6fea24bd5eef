"""Every fact, once: its kind and unit, what not knowing it means, and how it is asked in plain words.

Names are the contract's. The classes of unknown (`language/kinds.py`): `ASK` is asked today, `CHECK` is silent and
covered by the pre-dose checklist, `FOLLOW` is a test that may come after the first dose. Whole-number days and hours
that move with the clock say so, because that is how "not before" is worked out.
"""

from __future__ import annotations

from holdfast.guideline.asking import ASK, days_since, hours_since, number, one_of, silent, yes_no
from holdfast.language.expressions import Fact
from holdfast.language.kinds import Check, Clock, Follow

HALF_TRUE = ((True, "chronic"), (False, "none"))
SIGNS = "positive|negative|not_tested"

# The order of declaration is the order in which questions of equal worth are asked.

# What is asked first
main_opioid = one_of(
    "main_opioid",
    "none|heroin|fentanyl|nitazene|short_acting_prescription|long_acting_prescription|methadone|buprenorphine|tramadol|kratom|other",
    "Which opioid do you use most, if any?",
)
current_medication = one_of(
    "current_medication",
    "none|methadone|buprenorphine|buprenorphine_xr|naltrexone_oral|naltrexone_xr|diamorphine|other",
    "Do you take a medicine for opioid addiction now? Which one?",
)
dsm5_criteria = number("dsm5_criteria", "criteria", 0, 11, "How many of the eleven signs of the disorder did you have this past year?")
oud_ever = silent("oud_ever", "Has anyone ever found that you have, or had, an opioid use disorder?")
pregnant = yes_no("pregnant", "Are you pregnant?")
takes_opioid_analgesic = yes_no("takes_opioid_analgesic", "Do you take an opioid medicine for pain?")
sedated = yes_no("sedated", "Is the person drowsy, or hard to wake, right now?")
cows_score = number("cows_score", "points", 0, 48, "What is the withdrawal score (COWS) now?")
objective_withdrawal_signs = number("objective_withdrawal_signs", "signs", 0, 11, "How many signs of withdrawal can be seen?")
hours_since_short_acting_opioid = hours_since("hours_since_short_acting_opioid", "How many hours since you last used heroin or fentanyl?")
hours_since_long_acting_opioid = hours_since("hours_since_long_acting_opioid", "How many hours since you last took a long-acting opioid?")
hours_since_methadone = hours_since("hours_since_methadone", "How many hours since you last took methadone?")
hours_since_buprenorphine = hours_since("hours_since_buprenorphine", "How many hours since you last took buprenorphine?")
pre_dose_checklist_clear = yes_no(
    "pre_dose_checklist_clear",
    "Before the first dose, is all of this clear: no serious allergy to the medicine, no blocked bowel, no head injury, no MAOI "
    "in the last two weeks, no acute hepatitis, no severe lung disease, no known long QT, no bleeding problem, not drunk or high?",
)
days_opioid_free = days_since("days_opioid_free", 36500, "How many whole days since you took any opioid at all, prescribed ones too?")
last_opioid_class = one_of(
    "last_opioid_class", "short_acting|long_acting|methadone|buprenorphine|buprenorphine_xr", "Which kind of opioid came last?"
)
missed_doses = days_since("missed_doses", 3650, "How many days in a row have you missed your whole dose? Do not count today.")

# Person
age = number("age", "years", 0, 120, "How old are you?")
sex = one_of("sex", "female|male|intersex", "What sex is on your record?")
can_become_pregnant = yes_no("can_become_pregnant", "Could you become pregnant?")
gestation_weeks = number("gestation_weeks", "weeks", 0, 45, "How many weeks pregnant are you?")
trimester = number("trimester", "trimester", 1, 3, "Which third of the pregnancy are you in?")
postpartum_weeks = number("postpartum_weeks", "weeks", 0, 104, "How many weeks ago did you give birth?")
breastfeeding = yes_no("breastfeeding", "Are you breast-feeding?")
weight_kg = number("weight_kg", "kg", 2, 400, "What do you weigh?", whole=False)
can_consent = yes_no("can_consent", "Can the person understand the choice and decide?")
guardian_consent = yes_no("guardian_consent", "Has a parent or guardian agreed in writing?")

under_sixteen = silent("under_sixteen", "Are you under sixteen?")
under_eighteen = silent("under_eighteen", "Are you under eighteen?")
specialist_agreed = yes_no("specialist_agreed", "Has a specialist in young people's addiction agreed to the plan?")
prescriber_assessed = yes_no("prescriber_assessed", "Has a prescriber seen the person today and agreed to the dose?")
pdmp_checked = yes_no("pdmp_checked", "Has the prescription register (PDMP) been checked?")

# Place
setting = one_of(
    "setting", "community|primary_care|otp|emergency_department|hospital|custody|residential|home", "Where is care being given?"
)
custody = one_of("custody", "none|in_custody|release_planned|released", "Are you in jail or prison, or just out?")
days_since_release = days_since("days_since_release", 36500, "How many days since you got out?")
hospital_discharge_planned = yes_no("hospital_discharge_planned", "Is a discharge from hospital planned?")

methadone_lawful_here = yes_no("methadone_lawful_here", "Is this a place that may give methadone for addiction?", Check(clear=True))

# Opioid use
fentanyl_exposure = yes_no("fentanyl_exposure", "Could there be fentanyl in what you use?")
opioid_route = one_of("opioid_route", "injected|smoked|snorted|swallowed|transdermal", "How do you take it?")
injects_drugs = yes_no("injects_drugs", "Do you inject?")
opioid_use_days_30 = number("opioid_use_days_30", "days", 0, 30, "On how many of the last thirty days did you use opioids not prescribed?")
opioid_years = number("opioid_years", "years", 0, 100, "For how many years have you used opioids?", whole=False)
physically_dependent = yes_no("physically_dependent", "Do you get ill when you stop?")
dsm5_criteria_worst = number("dsm5_criteria_worst", "criteria", 0, 11, "At the worst time, how many of the eleven signs did you have?")
opioids_only_as_prescribed = yes_no("opioids_only_as_prescribed", "Do you take opioids only as a doctor prescribed them?")
opioid_use_disorder_recorded = yes_no("opioid_use_disorder_recorded", "Has a clinician recorded an opioid use disorder?")
recorded_severity = one_of("recorded_severity", "mild|moderate_or_severe", "How severe is the disorder that was recorded?")
in_remission = yes_no("in_remission", "Has it been three months or more since any sign but craving?")
remission_months = number("remission_months", "months", 0, 1200, "For how many months have you had no sign but craving?", whole=False)
controlled_environment = yes_no("controlled_environment", "Are you somewhere that opioids cannot be had?")
opioid_urine_negative = yes_no("opioid_urine_negative", "Was a full urine opioid panel negative in the last day?")
naloxone_challenge_negative = yes_no("naloxone_challenge_negative", "Was a naloxone challenge done without any withdrawal?")
sows_score = number("sows_score", "points", 0, 64, "What is the score of the sixteen questions on withdrawal (SOWS)?")
naloxone_challenge_positive = silent("naloxone_challenge_positive", "Did a naloxone challenge bring on withdrawal?")
opioid_urine_positive = silent("opioid_urine_positive", "Did a urine test in the last day show any opioid?")
precipitated_withdrawal = silent("precipitated_withdrawal", "Did withdrawal get much worse soon after a dose of buprenorphine?")
cows_before_dose = number("cows_before_dose", "points", 0, 48, "What was the withdrawal score (COWS) just before the dose?")
minutes_since_dose = number("minutes_since_dose", "minutes", 0, 525600, "How many minutes since the dose?", clock=Clock.MINUTES)
intoxicated = silent("intoxicated", "Is the person drunk or high right now?")
respiratory_rate = number("respiratory_rate", "/min", 0, 80, "How many breaths a minute?", whole=False, un=Check(16))
oxygen_saturation = number("oxygen_saturation", "%", 0, 100, "What is the oxygen level?", whole=False, un=Check(98))
overdose_now = silent("overdose_now", "Is this an overdose, happening now?")
overdoses_past_year = number("overdoses_past_year", "overdoses", 0, 365, "How many overdoses in the last year?")
hours_since_overdose = hours_since("hours_since_overdose", "How many hours since the overdose?")
hours_since_naloxone = number(
    "hours_since_naloxone", "hours", 0, 8760, "How many hours since naloxone was given?", whole=False, clock=Clock.HOURS, un=Check(8760)
)
impaired_now = silent("impaired_now", "Is the person drowsy, drunk or high right now?")
supply_unsafe = silent("supply_unsafe", "Would a supply of medicine at home be a danger to the person now?")
test_dose_tolerated = silent("test_dose_tolerated", "Was a test dose of buprenorphine taken an hour ago or more without trouble?")
protected_by_naltrexone = silent("protected_by_naltrexone", "Do you take naltrexone now?")
no_disorder_found = silent("no_disorder_found", "Are opioids taken only as prescribed, with at most one sign of the disorder?")
naltrexone_injection_recent = silent("naltrexone_injection_recent", "Was your last injection naltrexone?")
methadone_or_buprenorphine_lately = silent("methadone_or_buprenorphine_lately", "Have you had methadone or buprenorphine in ten days?")
opioid_use_on_record = silent("opioid_use_on_record", "Does anything on record say that you use or used opioids?")
fentanyl_found = silent("fentanyl_found", "Did a urine test show fentanyl?")
naltrexone_tablets_stopped = silent("naltrexone_tablets_stopped", "Have you been off naltrexone tablets for three days or more?")
other_opioids_stopped = silent("other_opioids_stopped", "Have you stopped every opioid but your medicine?")
benzodiazepine_found = silent("benzodiazepine_found", "Did a urine test show a benzodiazepine?")
opioid_within_a_week = silent("opioid_within_a_week", "Have you taken any opioid in the last seven days?")
short_acting_lately = silent("short_acting_lately", "Have you taken heroin, fentanyl or the like in the last three days?")
long_acting_lately = silent("long_acting_lately", "Have you taken a slow-release opioid or patch in the last three days?")
methadone_lately = silent("methadone_lately", "Have you taken methadone in the last three days?")
lost_tolerance = yes_no("lost_tolerance", "Have you been off opioids for a while (prison, hospital, detox, a break)?")
uses_alone = yes_no("uses_alone", "Do you often use when nobody is with you?")
alpha2_adulterant_suspected = silent("alpha2_adulterant_suspected", "Could the supply hold medetomidine or xylazine?")

# Treatment now
current_methadone_mg = number("current_methadone_mg", "mg", 0, 1000, "What is your daily methadone dose?", whole=False)
current_buprenorphine_mg = number("current_buprenorphine_mg", "mg", 0, 100, "What is your daily buprenorphine dose?", whole=False)
takes_espranor = silent("takes_espranor", "Is the buprenorphine you take Espranor (a wafer on the tongue)?")
days_on_treatment = days_since("days_on_treatment", 36500, "For how many days have you been on this medicine?")
days_at_current_dose = days_since("days_at_current_dose", 36500, "For how many days have you been on this dose?")
days_since_medicine_stopped = days_since("days_since_medicine_stopped", 36500, "How many days since you stopped your medicine?")
doses_per_day = number("doses_per_day", "doses", 1, 4, "How many times a day do you take it?")
dose_verified = yes_no("dose_verified", "Has the clinic or pharmacy confirmed the dose and when it was last taken?")
vomited_dose_minutes = number("vomited_dose_minutes", "minutes", 0, 1440, "How many minutes after the dose did you vomit?")
vomit_witnessed = yes_no("vomit_witnessed", "Did a member of staff see it?")
dose_control = one_of("dose_control", "ok|end_of_dose_withdrawal|sedation", "Does the dose last all day? Does it make you drowsy?")
xr_product = one_of("xr_product", "sublocade|brixadi_weekly|brixadi_monthly|buvidal_weekly|buvidal_monthly|vivitrol", "Which injection?")
xr_dose_mg = number("xr_dose_mg", "mg", 1, 1000, "What is the dose of the injection?", whole=False)
xr_doses_given = number("xr_doses_given", "injections", 0, 2000, "How many injections have you had?")
days_since_xr_injection = days_since("days_since_xr_injection", 3650, "How many days since the last injection?")
still_using_opioids = yes_no("still_using_opioids", "Are you still using opioids that are not prescribed?")
opioids_since_last_dose = yes_no("opioids_since_last_dose", "Have you used other opioids since your last dose?")

# History
past_treatment_episodes = number("past_treatment_episodes", "episodes", 0, 200, "How many times have you been in treatment?")
relapses_after_lower_care = number("relapses_after_lower_care", "relapses", 0, 200, "How often did you relapse after less intensive care?")
response_methadone = one_of("response_methadone", "good|poor|not_tolerated|never_tried", "How did methadone work for you before?")
response_buprenorphine = one_of(
    "response_buprenorphine", "good|poor|not_tolerated|never_tried", "How did buprenorphine work for you before?"
)
response_naltrexone = one_of("response_naltrexone", "good|poor|not_tolerated|never_tried", "How did naltrexone work for you before?")
trauma_history = yes_no("trauma_history", "Have you been through something terrible that still troubles you?")
family_history_sud = yes_no("family_history_sud", "Has anyone in your family had a problem with drugs or alcohol?")

# Other substances
alcohol_use = one_of("alcohol_use", "none|low|risky|dependent", "How much do you drink?")
alcohol_withdrawal_risk = one_of(
    "alcohol_withdrawal_risk", "none|mild|severe", "Would stopping drink make you ill?", ASK, ((True, "severe"), (False, "none"))
)
alcohol_withdrawal_now = yes_no("alcohol_withdrawal_now", "Are you in alcohol withdrawal now?")
withdrawal_seizure_or_dt_history = yes_no("withdrawal_seizure_or_dt_history", "Did you ever have a fit, or see things, when you stopped?")
benzodiazepine_use = one_of("benzodiazepine_use", "none|prescribed|not_prescribed|both", "Do you take benzodiazepines (Valium, Xanax)?")
sedative_dependent = yes_no("sedative_dependent", "Would you get ill if you stopped benzodiazepines or sleeping pills?")
gabapentinoid_use = yes_no("gabapentinoid_use", "Do you take gabapentin or pregabalin?")
stimulant_use_disorder = yes_no("stimulant_use_disorder", "Do you have a problem with cocaine, crack or methamphetamine?")
tobacco_use = yes_no("tobacco_use", "Do you smoke?")

# Medical
qtc_ms = number("qtc_ms", "ms", 300, 700, "What is the corrected QT (QTc)?", whole=False, un=Follow(420, "ecg", 30))
long_qt_history = silent("long_qt_history", "Have you been told that you have a long QT interval?")
torsades_history = silent("torsades_history", "Have you ever had the heart rhythm called torsades?")
syncope_unexplained = silent("syncope_unexplained", "Have you fainted without a known reason?")
qt_prolonging_medicine = silent("qt_prolonging_medicine", "Do you take another medicine that lengthens the QT interval?")
structural_heart_disease = silent("structural_heart_disease", "Do you have heart disease?")
potassium = number("potassium", "mmol/L", 1, 10, "What is the blood potassium?", whole=False, un=Follow(4.2, "electrolytes", 30))
magnesium = number("magnesium", "mmol/L", 0.2, 4, "What is the blood magnesium?", whole=False, un=Follow(0.85, "electrolytes", 30))
cyp3a4_inhibitor = silent("cyp3a4_inhibitor", "Do you take a medicine that raises methadone (some antifungals or antibiotics)?")
cyp3a4_inducer = silent("cyp3a4_inducer", "Do you take a medicine that lowers methadone (some for epilepsy, TB or HIV)?")
interacting_change = one_of("interacting_change", "started|stopped|unchanged", "Was that medicine started or stopped in the last weeks?")
maoi_use = silent("maoi_use", "Have you taken an MAOI (or linezolid) in the last two weeks?")
child_pugh = one_of("child_pugh", "none|A|B|C", "How badly is the liver affected (Child-Pugh)?", Follow("none", "liver_panel", 30))
alt_times_uln = number(
    "alt_times_uln", "times the upper limit", 0, 500, "How many times the upper limit is ALT?", whole=False, un=Follow(1, "liver_panel", 30)
)
acute_hepatitis = silent("acute_hepatitis", "Do you have acute hepatitis or liver failure?")
jaundice_or_cirrhosis = silent("jaundice_or_cirrhosis", "Do you have jaundice or cirrhosis?")
egfr = number("egfr", "mL/min", 0, 250, "What is the kidney function (eGFR)?", whole=False, un=Follow(90, "renal_panel", 30))
respiratory_insufficiency = one_of(
    "respiratory_insufficiency", "none|chronic|acute_severe", "Is your lung disease serious?", Check("none"), HALF_TRUE
)
sleep_apnoea = silent("sleep_apnoea", "Do you have sleep apnoea?")
bowel_obstruction = silent("bowel_obstruction", "Is your bowel blocked, or not moving?")
head_injury = silent("head_injury", "Do you have a head injury now?")
adrenal_insufficiency = silent("adrenal_insufficiency", "Do your adrenal glands make too little hormone?")
opioid_analgesia_planned = yes_no("opioid_analgesia_planned", "Is surgery or strong pain relief planned?", Check(False))
chronic_pain = yes_no("chronic_pain", "Do you have pain that lasts?")
platelets = number("platelets", "10^9/L", 0, 2000, "What is the platelet count?", whole=False, un=Check(250))
anticoagulated = silent("anticoagulated", "Do you take a blood thinner?")
bleeding_risk = silent("bleeding_risk", "Do you bleed easily?")
allergy_methadone = silent("allergy_methadone", "Have you had a serious allergic reaction to methadone?")
allergy_buprenorphine = silent("allergy_buprenorphine", "Have you had a serious allergic reaction to buprenorphine?")
allergy_naloxone = silent("allergy_naloxone", "Have you had a serious allergic reaction to naloxone?")
allergy_naltrexone = silent("allergy_naltrexone", "Have you had a serious allergic reaction to naltrexone?")
hiv = one_of("hiv", "positive|negative", "What was your HIV test?", Follow("negative", "hiv_test", 30))
hcv = one_of("hcv", "positive|negative", "What was your hepatitis C test?", Follow("negative", "hcv_test", 30))
hbv = one_of("hbv", "positive|negative", "What was your hepatitis B test?", Follow("negative", "hbv_test", 30))
syphilis = one_of("syphilis", "positive|negative", "What was your syphilis test?")
tuberculosis = one_of("tuberculosis", "positive|negative", "What was your test for tuberculosis?")
sexual_hiv_risk = yes_no("sexual_hiv_risk", "Do you have sex without a condom with anyone who might have HIV?")
hav_immune = yes_no("hav_immune", "Are you immune to hepatitis A?")
hbv_immune = yes_no("hbv_immune", "Are you immune to hepatitis B?")
systolic_bp = number("systolic_bp", "mmHg", 40, 300, "What is the blood pressure (upper figure)?", whole=False, un=Check(120))
diastolic_bp = number("diastolic_bp", "mmHg", 20, 200, "What is the blood pressure (lower figure)?", whole=False, un=Check(80))
heart_rate = number("heart_rate", "/min", 10, 300, "What is the pulse?", whole=False, un=Check(80))
severe_infection = silent("severe_infection", "Do you have a serious infection?")
medically_unstable = silent("medically_unstable", "Is the person so ill that they need a hospital?")
cardiovascular_disease_severe = silent("cardiovascular_disease_severe", "Have you had a heart attack or stroke?")

# Urine
urine_opiates = one_of("urine_opiates", SIGNS, "What was the urine test for opiates?")
urine_6mam = one_of("urine_6mam", SIGNS, "What was the urine test for the mark of heroin (6-MAM)?")
urine_oxycodone = one_of("urine_oxycodone", SIGNS, "What was the urine test for oxycodone?")
urine_fentanyl = one_of("urine_fentanyl", SIGNS, "What was the urine test for fentanyl?")
urine_methadone = one_of("urine_methadone", SIGNS, "What was the urine test for methadone?")
urine_eddp = one_of("urine_eddp", SIGNS, "What was the urine test for what the body makes of methadone (EDDP)?")
urine_buprenorphine = one_of("urine_buprenorphine", SIGNS, "What was the urine test for buprenorphine?")
urine_norbuprenorphine = one_of("urine_norbuprenorphine", SIGNS, "What was the urine test for what the body makes of buprenorphine?")
urine_cocaine = one_of("urine_cocaine", SIGNS, "What was the urine test for cocaine?")
urine_amphetamine = one_of("urine_amphetamine", SIGNS, "What was the urine test for amphetamines?")
urine_benzodiazepine = one_of("urine_benzodiazepine", SIGNS, "What was the urine test for benzodiazepines?")
urine_hours_ago = hours_since("urine_hours_ago", "How many hours ago was the urine sample given?")
urine_confirmed = yes_no("urine_confirmed", "Has a laboratory confirmed the urine test?")

# Mind
phq9_score = number("phq9_score", "points", 0, 27, "What is the score of the nine questions on mood (PHQ-9)?")
phq9_item9 = number("phq9_item9", "points", 0, 3, "How often have you thought that you would be better off dead, or of hurting yourself?")
gad7_score = number("gad7_score", "points", 0, 21, "What is the score of the seven questions on worry (GAD-7)?")
suicide_risk = one_of("suicide_risk", "none|low|moderate|high", "What did the suicide screen show?")
psychosis = yes_no("psychosis", "Do you hear or see things that others do not?")
bipolar = yes_no("bipolar", "Do you have bipolar disorder?")
schizophrenia = yes_no("schizophrenia", "Do you have schizophrenia?")
cognitive_impairment = yes_no("cognitive_impairment", "Do you have lasting trouble with memory or thinking?")

# Life
housing = one_of("housing", "stable|unstable|homeless|recovery_housing", "Where do you live?")
home_environment = one_of("home_environment", "supportive|neutral|unsafe", "Is home a good place to get well?")
has_support = yes_no("has_support", "Is there someone who backs you?")
work_school_family_commitments = yes_no(
    "work_school_family_commitments", "Do you have work, school or a family that you must be there for?"
)
children_at_home = yes_no("children_at_home", "Are there children at home?")
safe_storage = yes_no("safe_storage", "Can you lock medicines away?")
can_attend_daily = yes_no("can_attend_daily", "Can you come every day?")
otp_available = yes_no("otp_available", "Is there a methadone programme (OTP) that you can get to?", Check(clear=True))
office_prescriber_available = yes_no("office_prescriber_available", "Is there a prescriber of buprenorphine that you can get to?")
telehealth_possible = yes_no("telehealth_possible", "Could you meet by video or phone?")
transport_ok = yes_no("transport_ok", "Can you get to appointments?")
legal_involvement = yes_no("legal_involvement", "Are you dealing with a court, probation or parole?")
unemployed = yes_no("unemployed", "Are you out of work?")
has_partner = yes_no("has_partner", "Do you have a partner?")
partner_uses = yes_no("partner_uses", "Does your partner use drugs?")
partner_violence = yes_no("partner_violence", "Are you afraid of your partner, or hurt by them?")
needs_interpreter = yes_no("needs_interpreter", "Do you need an interpreter?")
insured = one_of("insured", "none|public|private", "How is care paid for?")
monitored_professional = yes_no("monitored_professional", "Does a licensing board watch your treatment?")

# Wishes
goal = one_of("goal", "stop|reduce|stay_safer|unsure", "What do you want: to stop, to use less, to stay safer?")
prefers = one_of("prefers", "methadone|buprenorphine|buprenorphine_xr|naltrexone|no_medication", "Which medicine would you like, if any?")
prefers_injection = yes_no("prefers_injection", "Would you rather have an injection once a month?")
prefers_home_start = yes_no("prefers_home_start", "Would you rather start at home?")
declines_medication = yes_no("declines_medication", "Would you rather have no medicine?")
declines_counselling = yes_no("declines_counselling", "Would you rather have no counselling?")
prefers_residential = yes_no("prefers_residential", "Would you rather live where treatment is given for some weeks?")
wants_withdrawal_management = yes_no("wants_withdrawal_management", "Do you want help to get through withdrawal?")
wants_taper = yes_no("wants_taper", "Do you want to come off your medicine slowly?")
has_naloxone = yes_no("has_naloxone", "Do you have naloxone at home?")
accepts_peer_support = yes_no("accepts_peer_support", "Would you like to meet others in recovery?")

FACTS: dict[str, Fact] = {fact.name: fact for fact in list(globals().values()) if isinstance(fact, Fact)}
