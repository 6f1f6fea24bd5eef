"""Jail and prison, the way out, hospital and surgery: the medicine goes on through every door."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import AFTERCARE, CASE_MANAGEMENT, CONTINUE_CURRENT, OVERDOSE_EDUCATION, PAIN_CARE, PRIMARY_CARE
from holdfast.guideline.situations import in_care, on_a_medicine, on_agonist, on_naltrexone, on_record
from holdfast.guideline.sources import ASAM_2015, ASAM_2020, BUPRENORPHINE_LABEL, CDC_PAIN, MISSED_METHADONE_VA, RELEASE_RISK
from holdfast.guideline.urgent import RISKY_WEEKS_AFTER_RELEASE
from holdfast.language.expressions import Limit, Named, all_of, any_of
from holdfast.language.rules import Offer, Prefer, Rule

READY_BEFORE_RELEASE = Limit("days", us=30, uk=30, since=ASAM_2015.date, source=ASAM_2015)
TABLETS_STOP = Limit("hours", us=72, uk=72, since=ASAM_2015.date, source=ASAM_2015)
INJECTION_STOPS = Limit("days", us=30, uk=30, since=ASAM_2015.date, source=ASAM_2015)

behind_bars = on_record(f.custody.is_("in_custody", "release_planned"))
way_out = Named(
    "about to leave custody, or just out",
    any_of(on_record(f.custody.is_("release_planned")), on_record(f.days_since_release <= RISKY_WEEKS_AFTER_RELEASE)),
)
leaving_hospital = on_record(f.hospital_discharge_planned)

RULES: tuple[Rule, ...] = (
    Prefer(
        CONTINUE_CURRENT,
        when=all_of(on_a_medicine, behind_bars),
        name="behind_bars",
        source=ASAM_2020,
        because="Jail or prison keeps your medicine going. Nobody may make you stop it or change to another one against your will.",
    ),
    Offer(
        CASE_MANAGEMENT,
        when=behind_bars,
        name="before_release",
        source=ASAM_2015,
        because="A medicine can start behind bars, best {READY_BEFORE_RELEASE} or more before you leave. The first visit, a supply until "
        "then, a way to pay and a ride are arranged before the gate opens.",
    ),
    Prefer(
        CASE_MANAGEMENT,
        when=any_of(way_out, leaving_hospital),
        name="hand_over",
        source=ASAM_2020.recalled(),
        because="Someone meets you on the way out and goes with you to the first visit, so that no day is missed.",
    ),
    Prefer(
        OVERDOSE_EDUCATION,
        when=way_out,
        name="first_weeks_out",
        source=RELEASE_RISK,
        because="The {RISKY_WEEKS_AFTER_RELEASE} after release are the most dangerous of all, the first two weeks above all: your body no "
        "longer bears the old amount.",
    ),
    Prefer(
        AFTERCARE,
        when=any_of(way_out, leaving_hospital),
        name="leaving",
        source=RELEASE_RISK,
        because="Someone calls you in the first days after you leave.",
    ),
    Offer(
        PRIMARY_CARE,
        when=in_care,
        name="general_health",
        source=ASAM_2020.recalled(),
        because="One doctor who looks at all of you: heart, lungs, liver, teeth, sleep, vaccines. They can often prescribe buprenorphine "
        "too.",
    ),
    Prefer(
        PRIMARY_CARE,
        when=leaving_hospital,
        name="letter_from_hospital",
        source=MISSED_METHADONE_VA,
        because="The hospital tells your clinic and your doctor the last dose, its time and every new medicine, on the day you leave.",
    ),
    Offer(
        PAIN_CARE,
        when=on_record(f.chronic_pain),
        name="lasting_pain",
        source=CDC_PAIN,
        because="Lasting pain, headache too, does better with movement, other medicines and skills than with more opioids. Methadone or "
        "buprenorphine in several parts a day can ease it.",
    ),
    Offer(
        PAIN_CARE,
        when=all_of(on_record(on_agonist), any_of(f.opioid_analgesia_planned, on_record(f.takes_opioid_analgesic))),
        name="surgery_on_top",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="You keep your medicine through surgery or injury, and pain relief is given on top. You may need more of it than others, "
        "and you get it.",
    ),
    Offer(
        PAIN_CARE,
        when=all_of(on_record(on_naltrexone), f.opioid_analgesia_planned),
        name="surgery_and_naltrexone",
        source=ASAM_2015,
        because="Naltrexone blocks opioid pain relief. Before planned surgery tablets stop {TABLETS_STOP} ahead, the injection "
        "{INJECTION_STOPS} ahead. If it cannot wait, pain is treated in other ways, in hospital.",
    ),
    Offer(
        PAIN_CARE,
        when=any_of(f.opioid_analgesia_planned, on_record(f.takes_opioid_analgesic)),
        name="pain_is_real",
        source=ASAM_2020.recalled(),
        because="Your pain is treated. One team knows of all your medicines and agrees with you on a plan.",
    ),
)
