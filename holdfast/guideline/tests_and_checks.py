"""Tests and checks: which come before a dose, and which may follow within days.

A test offered here is offered as long as its result is not known. A person without an opioid use disorder is offered
none. What one medicine alone needs stands in that medicine's file.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    ECG,
    ELECTROLYTES,
    GIVEN,
    GUARDIAN_CONSENT,
    HBV_TEST,
    HCV_TEST,
    HIV_TEST,
    INCREASE_METHADONE,
    LIVER_PANEL,
    PDMP_CHECK,
    PRE_DOSE_CHECKLIST,
    PREGNANCY_TEST,
    RENAL_PANEL,
    START_BUPRENORPHINE_XR,
    START_METHADONE,
    START_NALTREXONE,
    SWITCH_BUPRENORPHINE_TO_METHADONE,
    SWITCH_TO_BUPRENORPHINE_XR,
    URINE_DRUG_TEST,
    WITHDRAWAL_MANAGEMENT,
)
from holdfast.guideline.situations import (
    DOSE_NEEDING_ECG,
    QTC_LONG,
    liver_disease,
    on_a_medicine,
    on_methadone,
    on_record,
    opioid_use_disorder,
    qt_risk,
)
from holdfast.guideline.sources import ACOG_711, ASAM_2020, CFR_8_12, CLINICAL_REVIEW, DESIGN, DRUG_TESTING_2017, QT_PANEL, TIP_63
from holdfast.language.expressions import Limit, Named, all_of, any_of, known, not_
from holdfast.language.rules import Offer, Require, Rule

TODAY = Limit("days", us=0, uk=0, since=ACOG_711.date, source=ACOG_711)
LABORATORY_DUE = Limit("days", us=30, uk=30, since=CFR_8_12.date, source=CFR_8_12, why="laboratory samples may be up to 30 days old")
ECG_DUE = Limit("days", us=30, uk=30, since=QT_PANEL.date, source=QT_PANEL)
SALTS_DUE = Limit("days", us=7, uk=7, since=DESIGN.date, source=DESIGN)
URINE_DUE = Limit("days", us=30, uk=30, since=DRUG_TESTING_2017.date, source=DRUG_TESTING_2017)
URINE_FRESH = Limit("hours", us=1080, uk=1080, since=CFR_8_12.date, source=CFR_8_12, why="45 days: a year in eight parts")
URINE_A_YEAR = Limit("tests a year", us=8, uk=8, since=CFR_8_12.date, source=CFR_8_12)

no_medicine_wanted = Named("would rather have no medicine", all_of(known(f.declines_medication), f.declines_medication))
in_treatment = Named("on treatment or about to start", any_of(on_a_medicine, all_of(opioid_use_disorder, not_(no_medicine_wanted))))
on_another_medicine = Named(
    "takes a medicine other than methadone",
    f.current_medication.is_("buprenorphine", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr", "diamorphine"),
)
may_take_methadone = Named("takes methadone or could", all_of(in_treatment, not_(on_another_medicine)))
known_high_dose = Named("a high dose of methadone", all_of(known(f.current_methadone_mg), f.current_methadone_mg > DOSE_NEEDING_ECG))
known_to_inject = Named("injects", all_of(known(f.injects_drugs), f.injects_drugs))
known_dependent = Named("physically dependent", all_of(known(f.physically_dependent), f.physically_dependent))
fresh_urine = Named("a recent urine test", all_of(known(f.urine_hours_ago), f.urine_hours_ago <= URINE_FRESH))

RULES: tuple[Rule, ...] = (
    Require(
        PRE_DOSE_CHECKLIST,
        before=GIVEN,
        when=any_of(opioid_use_disorder, on_record(f.physically_dependent)),
        met=f.pre_dose_checklist_clear,
        name="checklist",
        source=DESIGN,
        because="Before a dose, a few rare dangers are ruled out with you. It takes a minute and is done the same day.",
    ),
    Require(
        PDMP_CHECK,
        due=TODAY,
        when=in_treatment,
        met=f.pdmp_checked,
        name="pdmp",
        places=("us",),
        source=ASAM_2020.recalled(),
        because="The register shows which other medicines you have been given, so that none of them clash. It holds up no dose.",
    ),
    Require(
        URINE_DRUG_TEST,
        due=URINE_DUE,
        when=in_treatment,
        met=fresh_urine,
        name="urine",
        source=DRUG_TESTING_2017,
        because="A urine test shows what is really in the drugs around you and whether the dose fits. It is there to help and is never a "
        "reason to end treatment.",
    ),
    Require(
        URINE_DRUG_TEST,
        due=URINE_DUE,
        when=all_of(on_a_medicine, known(f.setting), f.setting.is_("otp")),
        met=fresh_urine,
        name="urine_in_a_programme",
        places=("us",),
        source=CFR_8_12,
        because="A methadone programme must do at least {URINE_A_YEAR}.",
    ),
    Require(
        ECG,
        before=(START_METHADONE, SWITCH_BUPRENORPHINE_TO_METHADONE),
        when=all_of(opioid_use_disorder, any_of(qt_risk, known_high_dose)),
        met=known(f.qtc_ms),
        name="ecg_first",
        source=QT_PANEL,
        because="Something about your heart makes methadone riskier: a heart tracing comes before the first dose.",
    ),
    Require(
        ECG,
        before=INCREASE_METHADONE,
        when=all_of(on_methadone, any_of(qt_risk, f.current_methadone_mg > DOSE_NEEDING_ECG)),
        met=known(f.qtc_ms),
        name="ecg_before_more",
        source=QT_PANEL,
        because="With a risk to the heart, or above {DOSE_NEEDING_ECG} of methadone, a heart tracing comes before a higher dose.",
    ),
    Require(
        ECG,
        due=ECG_DUE,
        when=may_take_methadone,
        met=known(f.qtc_ms),
        name="ecg_soon",
        source=QT_PANEL,
        because="Methadone can change the heart's rhythm. If you take it, have a heart tracing within {ECG_DUE}: it need not come first.",
    ),
    Offer(
        ECG,
        when=all_of(known(f.current_medication), on_methadone, f.qtc_ms >= QTC_LONG),
        name="ecg_again",
        source=QT_PANEL,
        because="The last tracing was long: have another after every change of dose or medicine.",
    ),
    Require(
        ELECTROLYTES,
        due=SALTS_DUE,
        when=all_of(opioid_use_disorder, any_of(qt_risk, f.qtc_ms >= QTC_LONG, known(f.vomited_dose_minutes))),
        met=all_of(known(f.potassium), known(f.magnesium)),
        name="salts",
        source=QT_PANEL,
        because="Low blood salts make a dangerous heart rhythm likelier, and they are easy to put right.",
    ),
    Require(
        LIVER_PANEL,
        due=LABORATORY_DUE,
        when=in_treatment,
        met=known(f.alt_times_uln),
        name="liver",
        source=ASAM_2020.recalled(),
        because="Most of these medicines leave the body through the liver. A blood test within {LABORATORY_DUE} is early enough.",
    ),
    Require(
        LIVER_PANEL,
        before=(START_NALTREXONE, START_BUPRENORPHINE_XR, SWITCH_TO_BUPRENORPHINE_XR),
        when=all_of(opioid_use_disorder, liver_disease),
        met=all_of(known(f.alt_times_uln), known(f.child_pugh)),
        name="liver_first",
        source=TIP_63.part(3),
        because="Your liver has been ill: test it before a medicine that cannot be taken back for weeks.",
    ),
    Require(
        RENAL_PANEL,
        due=LABORATORY_DUE,
        when=in_treatment,
        met=known(f.egfr),
        name="kidneys",
        source=ASAM_2020.recalled(),
        because="Weak kidneys change some doses. A blood test within {LABORATORY_DUE} is early enough.",
    ),
    Require(
        PREGNANCY_TEST,
        due=TODAY,
        when=all_of(opioid_use_disorder, f.can_become_pregnant),
        met=known(f.pregnant),
        name="pregnancy",
        source=ACOG_711,
        because="If you are pregnant, that changes what is best for you both. Treatment does not wait for the test.",
    ),
    Require(
        PREGNANCY_TEST,
        before=WITHDRAWAL_MANAGEMENT,
        when=all_of(any_of(opioid_use_disorder, known_dependent), f.can_become_pregnant),
        met=known(f.pregnant),
        name="pregnancy_before_withdrawal",
        source=ACOG_711,
        because="A pregnancy test comes first, because withdrawal puts a pregnancy at risk.",
    ),
    Require(
        HIV_TEST,
        due=LABORATORY_DUE,
        when=opioid_use_disorder,
        met=known(f.hiv),
        name="hiv",
        source=ASAM_2020.recalled(),
        because="HIV can be treated well once it is known. The test is yours to choose.",
    ),
    Require(
        HCV_TEST,
        due=LABORATORY_DUE,
        when=opioid_use_disorder,
        met=known(f.hcv),
        name="hepatitis_c",
        source=ASAM_2020.recalled(),
        because="Hepatitis C is cured by tablets, also while you still use.",
    ),
    Require(
        HBV_TEST,
        due=LABORATORY_DUE,
        when=opioid_use_disorder,
        met=any_of(known(f.hbv), all_of(known(f.hbv_immune), f.hbv_immune)),
        name="hepatitis_b",
        source=ASAM_2020.recalled(),
        because="The test shows whether you need the vaccine against hepatitis B, or treatment.",
    ),
    Offer(
        HIV_TEST,
        when=all_of(opioid_use_disorder, known_to_inject, f.hiv.is_("negative")),
        name="hiv_every_year",
        source=CLINICAL_REVIEW,
        because="Where needles are used, the test is worth doing again every year.",
    ),
    Offer(
        HCV_TEST,
        when=all_of(opioid_use_disorder, known_to_inject, f.hcv.is_("negative")),
        name="hepatitis_c_every_year",
        source=CLINICAL_REVIEW,
        because="Where needles are used, the test is worth doing again every year.",
    ),
    Require(
        GUARDIAN_CONSENT,
        before=START_METHADONE,
        when=all_of(opioid_use_disorder, f.under_eighteen),
        met=f.guardian_consent,
        name="guardian",
        places=("us",),
        source=CFR_8_12.recalled(),
        because="Under {ADULT_AGE} a parent or guardian agrees in writing, unless your state lets you decide for yourself.",
    ),
)
