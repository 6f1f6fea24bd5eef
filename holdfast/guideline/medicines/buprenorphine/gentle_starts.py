"""Starting buprenorphine without withdrawal: in tiny rising doses beside another opioid, or small when opioid-free."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.medicines.buprenorphine.readiness import (
    FIRST_MISSED,
    OPIOID_FREE_WEEK,
    SOME_WITHDRAWAL,
    may_start,
    start_again,
    takes_long_acting,
    takes_methadone,
)
from holdfast.guideline.options import START_BUPRENORPHINE_LOW_DOSE, START_BUPRENORPHINE_NO_WITHDRAWAL
from holdfast.guideline.situations import on_methadone, on_sublingual, opioid_use_disorder
from holdfast.guideline.sources import ASAM_HIGH_POTENCY, BC_PHARMACISTS, CROSSOVER, LOW_DOSE_SCHEDULES, TIP_63
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Caution, Offer, Prefer, Rule

FIRST_DOSE_WITHOUT_TOLERANCE = Limit("mg", us=2, uk=2, since=TIP_63.date, source=TIP_63, settings=(1, 2))

lapsed_between_doses = Named(
    "other opioids between missed doses", all_of(on_sublingual, f.missed_doses >= FIRST_MISSED, f.opioids_since_last_dose)
)
opioids_to_go_on = Named("opioids now", any_of(on_methadone, f.takes_opioid_analgesic, f.days_opioid_free < OPIOID_FREE_WEEK))
just_used = any_of(f.opioid_within_a_week, f.short_acting_lately, f.long_acting_lately, f.methadone_lately)
not_dependent = Named(
    "no tolerance and no withdrawal",
    all_of(
        any_of(f.lost_tolerance, not_(f.physically_dependent)),
        not_(f.cows_score >= SOME_WITHDRAWAL),
        not_(all_of(f.physically_dependent, just_used)),
    ),
)

RULES: tuple[Rule, ...] = (
    Offer(
        START_BUPRENORPHINE_LOW_DOSE,
        when=all_of(opioid_use_disorder, any_of(may_start, lapsed_between_doses), opioids_to_go_on),
        name="start_low_dose",
        source=ASAM_HIGH_POTENCY,
        because="Tiny doses rise over about a week while the other opioid goes on. You need not be in withdrawal first.",
    ),
    Prefer(
        START_BUPRENORPHINE_LOW_DOSE,
        when=any_of(
            takes_long_acting,
            f.takes_opioid_analgesic,
            f.precipitated_withdrawal,
            all_of(takes_methadone, f.prefers.is_("buprenorphine", "buprenorphine_xr")),
        ),
        name="low_dose_fits",
        source=LOW_DOSE_SCHEDULES,
        because="From methadone or opioid pain relief, or after a bad first dose, this way is easier to bear.",
    ),
    Caution(
        START_BUPRENORPHINE_LOW_DOSE,
        when=not_(any_of(on_methadone, f.takes_opioid_analgesic, f.setting.is_("hospital", "otp"))),
        name="low_dose_law",
        places=("us",),
        source=ASAM_HIGH_POTENCY,
        because="The law lets a clinic supply the other opioid only in a hospital, in a methadone programme, or for pain. Use of your own "
        "supply meanwhile has risks: talk them over and keep naloxone near.",
    ),
    Caution(
        START_BUPRENORPHINE_LOW_DOSE,
        when=not_(any_of(on_methadone, f.takes_opioid_analgesic, f.setting.is_("hospital"))),
        name="low_dose_own_supply",
        places=("uk",),
        source=CROSSOVER,
        because="Use of your own supply meanwhile has risks: talk them over and keep naloxone near.",
    ),
    Offer(
        START_BUPRENORPHINE_NO_WITHDRAWAL,
        when=all_of(
            opioid_use_disorder,
            may_start,
            any_of(f.days_opioid_free >= OPIOID_FREE_WEEK, not_dependent, all_of(start_again, not_(f.opioids_since_last_dose))),
        ),
        name="start_without_withdrawal",
        source=TIP_63.part(3),
        because="You are free of opioids: a small first dose of {FIRST_DOSE_WITHOUT_TOLERANCE} or less, raised slowly, protects you from "
        "relapse and overdose.",
    ),
    Prefer(
        START_BUPRENORPHINE_NO_WITHDRAWAL,
        when=any_of(f.custody.is_("in_custody", "release_planned", "released"), f.hospital_discharge_planned),
        name="before_release",
        source=TIP_63.part(3),
        because="The weeks after prison or hospital are the most dangerous. It protects you through them.",
    ),
    Prefer(
        START_BUPRENORPHINE_NO_WITHDRAWAL,
        when=start_again,
        name="begin_again_small",
        source=BC_PHARMACISTS,
        because="After so many missed doses treatment starts again with a small dose. The door is open.",
    ),
    Caution(
        START_BUPRENORPHINE_NO_WITHDRAWAL,
        when=f.cows_score >= SOME_WITHDRAWAL,
        name="some_withdrawal",
        source=TIP_63.part(3),
        because="You have some withdrawal ({SOME_WITHDRAWAL} or more), so you may still be used to opioids: the usual start may suit you.",
    ),
)
