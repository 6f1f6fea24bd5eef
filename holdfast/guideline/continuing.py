"""Going on with the medicine somebody takes, holding a dose today, and splitting it."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    CONTINUE_CURRENT,
    GIVEN,
    HOLD_DOSE_TODAY,
    HOSPITAL_CONTINUATION,
    NALOXONE_RESCUE,
    SPLIT_DOSE,
    TAPER_BUPRENORPHINE,
    TAPER_METHADONE,
    URINE_DRUG_TEST,
)
from holdfast.guideline.situations import (
    NALTREXONE_XR_BLOCK,
    QTC_LONG,
    breathing_unsafe,
    not_awake,
    on_a_medicine,
    on_agonist,
    on_buprenorphine,
    on_methadone,
    on_naltrexone,
    on_record,
    on_sublingual,
)
from holdfast.guideline.sources import (
    ASAM_2020,
    CLINICAL_REVIEW,
    DESIGN,
    DIVIDED_DOSES,
    METHADONE_LABEL,
    MISSED_METHADONE_AU,
    MISSED_METHADONE_VA,
    QT_PANEL,
    TIP_63,
    VIVITROL_LABEL,
)
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Avoid, Caution, Offer, Prefer, Require, Rule, Wait

DAYS_MISSED = Limit("days", us=3, uk=3, since=MISSED_METHADONE_AU.date, source=MISSED_METHADONE_AU)
SECOND_TRIMESTER = Limit("trimester", us=2, uk=2, since=DIVIDED_DOSES.date, source=DIVIDED_DOSES)
RESCREEN_AFTER = Limit("days", us=35, uk=35, since=DESIGN.date, source=DESIGN, why="a week late; the label states no window")
ALT_HIGH = Limit("times the upper limit", us=5, uk=5, since=TIP_63.date, source=TIP_63)

takes_doses = any_of(on_methadone, on_sublingual)
a_stop_has_come_up = Named(
    "something that would have stopped a start",
    any_of(
        all_of(on_agonist, any_of(f.head_injury, f.respiratory_insufficiency.is_("acute_severe"))),
        all_of(on_methadone, any_of(f.bowel_obstruction, f.maoi_use, f.allergy_methadone)),
        all_of(on_buprenorphine, f.allergy_buprenorphine),
        all_of(on_naltrexone, any_of(f.allergy_naltrexone, f.acute_hepatitis, f.alt_times_uln > ALT_HIGH, f.opioid_analgesia_planned)),
    ),
)
opioid_through_naltrexone = Named(
    "an opioid taken on naltrexone",
    all_of(on_naltrexone, any_of(f.opioid_within_a_week, f.opioid_urine_positive, f.naloxone_challenge_positive)),
)

RULES: tuple[Rule, ...] = (
    Offer(
        CONTINUE_CURRENT,
        when=on_a_medicine,
        name="go_on",
        source=ASAM_2020,
        because="Staying on your medicine is the safest thing. There is no time limit.",
    ),
    Prefer(
        CONTINUE_CURRENT,
        when=all_of(
            on_a_medicine,
            any_of(f.dose_control.is_("ok"), f.in_remission, not_(f.still_using_opioids)),
            not_(on_record(f.dose_control.is_("sedation", "end_of_dose_withdrawal"))),
            not_(on_record(f.still_using_opioids)),
        ),
        name="it_works",
        source=ASAM_2020,
        because="It is working for you.",
    ),
    Wait(
        CONTINUE_CURRENT,
        when=opioid_through_naltrexone,
        instead=(NALOXONE_RESCUE,),
        name="opioid_through_naltrexone",
        source=VIVITROL_LABEL,
        because="There are opioids in your body. Another dose of naltrexone now could bring on severe withdrawal. Talk to us today: this is"
        " no failure.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=any_of(f.missed_doses >= DAYS_MISSED, f.dose_control.is_("sedation"), not_awake),
        name="not_the_same_dose",
        source=CLINICAL_REVIEW,
        because="Stay on the medicine, but not on the same dose today: after {DAYS_MISSED} without it, or when drowsy or breathing weakly, "
        "the dose is looked at first.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=a_stop_has_come_up,
        name="seen_before_the_next_dose",
        source=METHADONE_LABEL,
        because="Something has come up that makes the next dose a danger. A prescriber sees you first; you do not lose your treatment.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=all_of(on_agonist, f.interacting_change.is_("started", "stopped"), any_of(f.cyp3a4_inducer, f.cyp3a4_inhibitor)),
        name="another_medicine_changed",
        source=CLINICAL_REVIEW,
        because="Another medicine was started or stopped, so the same dose may now be too strong or too weak. Have it looked at within "
        "days.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=all_of(on_agonist, not_(f.dose_verified)),
        name="dose_not_confirmed",
        source=MISSED_METHADONE_VA,
        because="Nobody has confirmed the dose. Until the clinic or pharmacy does, it counts as a new start.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=all_of(on_methadone, any_of(f.qtc_ms >= QTC_LONG, f.torsades_history)),
        name="heart_first",
        source=QT_PANEL,
        because="The heart tracing is long ({QTC_LONG} or more). Have it reviewed: blood salts, other medicines, the dose, or a change to "
        "buprenorphine. Do not simply stop.",
    ),
    Require(
        URINE_DRUG_TEST,
        before=CONTINUE_CURRENT,
        when=all_of(f.current_medication.is_("naltrexone_xr"), f.days_since_xr_injection >= RESCREEN_AFTER),
        met=f.opioid_urine_negative,
        name="naltrexone_test_again",
        source=DESIGN,
        because="{RESCREEN_AFTER} or more after an injection it no longer covers you. A clear urine test comes before the next one.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=all_of(on_naltrexone, any_of(f.pregnant, f.takes_opioid_analgesic)),
        name="naltrexone_review",
        source=VIVITROL_LABEL,
        because="Talk it over first: pregnancy or pain relief changes the choice.",
    ),
    Caution(
        CONTINUE_CURRENT,
        when=all_of(f.current_medication.is_("naltrexone_xr"), f.days_since_xr_injection > NALTREXONE_XR_BLOCK),
        name="naltrexone_over",
        source=VIVITROL_LABEL,
        because="More than {NALTREXONE_XR_BLOCK} after an injection you are no longer covered. The next one is due.",
    ),
    Offer(
        HOLD_DOSE_TODAY,
        when=all_of(on_agonist, not_awake),
        name="hold",
        source=MISSED_METHADONE_AU,
        because="A dose on top of this could stop your breathing. You get it once you are awake; you do not lose your place.",
    ),
    Prefer(
        HOLD_DOSE_TODAY,
        when=any_of(f.sedated, breathing_unsafe),
        name="hold_now",
        source=MISSED_METHADONE_AU,
        because="You are too drowsy, or breathe too weakly, for a dose now.",
    ),
    Offer(
        SPLIT_DOSE,
        when=all_of(
            takes_doses,
            any_of(
                on_record(all_of(f.pregnant, f.trimester >= SECOND_TRIMESTER)),
                on_record(f.dose_control.is_("end_of_dose_withdrawal")),
                f.cyp3a4_inducer,
                on_record(f.chronic_pain),
                f.opioid_analgesia_planned,
            ),
        ),
        name="split",
        source=DIVIDED_DOSES,
        because="The dose wears off too soon. The same daily amount in two parts or more lasts the day.",
    ),
    Avoid(
        SPLIT_DOSE,
        when=f.dose_control.is_("sedation"),
        hard=False,
        name="split_when_drowsy",
        source=CLINICAL_REVIEW,
        because="You are drowsy on the dose: look at that first.",
    ),
    Wait(
        (SPLIT_DOSE, TAPER_METHADONE, TAPER_BUPRENORPHINE, HOSPITAL_CONTINUATION),
        when=any_of(f.impaired_now, breathing_unsafe),
        instead=(HOLD_DOSE_TODAY, NALOXONE_RESCUE),
        name="awake_first",
        source=MISSED_METHADONE_AU,
        because="First you need to be awake and breathing well. We look again in an hour.",
    ),
    Caution(
        GIVEN,
        when=not_(f.can_consent),
        name="cannot_decide_now",
        source=ASAM_2020.recalled(),
        because="You cannot weigh this up just now. Wait until you can, or let someone with the right to decide do so with you.",
    ),
)
