"""When a first dose of buprenorphine can be given: hours, withdrawal, signs and waking, shared by several starts.

Sources differ on the withdrawal score and on the hours; each limit says which was followed and what a site may set. Every
wait says what can be done today, because sending somebody home unwell is a harm too.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    BUPRENORPHINE_STARTS,
    METHADONE,
    NALOXONE_RESCUE,
    START_BUPRENORPHINE_AFTER_OVERDOSE,
    START_BUPRENORPHINE_HIGH_DOSE,
    START_BUPRENORPHINE_HOME,
    START_BUPRENORPHINE_LOW_DOSE,
    START_BUPRENORPHINE_NO_WITHDRAWAL,
    START_BUPRENORPHINE_STANDARD,
    START_BUPRENORPHINE_XR,
    SYMPTOMATIC_MEDICINES,
)
from holdfast.guideline.situations import (
    not_awake,
    on_methadone,
    on_sublingual,
    strong_supply,
    tolerance_lost,
    under_naltrexone_block,
)
from holdfast.guideline.sources import (
    ASAM_2015,
    ASAM_2020,
    BC_PHARMACISTS,
    BUPRENORPHINE_LABEL,
    CA_BRIDGE,
    CLINICAL_REVIEW,
    CROSSOVER,
    DESIGN,
    MMWR_MEDETOMIDINE,
    NIDA_HOME_START,
    TIP_63,
)
from holdfast.language.expressions import Condition, Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Caution, Option, Rule, Wait

COWS_STANDARD = Limit(
    "points",
    us=11,
    uk=11,
    since=CLINICAL_REVIEW.date,
    source=ASAM_2020,
    settings=(8, 13),
    why="sources say 8, 11 to 12, or 13; the clinical review asks for 11 in an office, since waiting is no safe side either",
)
COWS_STRONG = Limit(
    "points",
    us=13,
    uk=13,
    since=CLINICAL_REVIEW.date,
    source=CA_BRIDGE,
    settings=(11, 13),
    why="fentanyl, methadone and long-acting opioids precipitate withdrawal more often, and hours alone mislead",
)
ONE_SIGN = Limit("signs", us=1, uk=1, since=ASAM_2020.date, source=ASAM_2020, why="a score can come from worry and aches alone")
AFTER_SHORT_ACTING = Limit(
    "hours",
    us=12,
    uk=12,
    since=NIDA_HOME_START.date,
    source=NIDA_HOME_START,
    settings=(6, 24),
    why="at home and after fentanyl; labels say 4 (tablet) or 6 (film), ASAM 6 to 12, training 12 to 24",
)
AFTER_SHORT_ACTING_WATCHED = Limit(
    "hours",
    us=6,
    uk=6,
    since=ASAM_2020.date,
    source=ASAM_2015,
    settings=(4, 12),
    why="with staff present and clear withdrawal; the clinical review warns that waiting is no safe side either",
)
AFTER_LONG_ACTING = Limit("hours", us=24, uk=24, since=BUPRENORPHINE_LABEL.date, source=BUPRENORPHINE_LABEL, settings=(24, 72))
AFTER_METHADONE = Limit(
    "hours", us=36, uk=36, since=CROSSOVER.date, source=CROSSOVER, settings=(24, 72), why="label 24 or more, practice 36 to 72"
)
METHADONE_LOW_ENOUGH = Limit(
    "mg", us=40, uk=30, since=ASAM_2015.date, source=ASAM_2015, settings=(30, 40), why="30 to 40 mg; the Orange Book says 30"
)
THREE_DAYS = Limit("days", us=3, uk=3, since=DESIGN.date, source=DESIGN, why="longer than any of the hours above may be set to")
OPIOID_FREE_WEEK = Limit(
    "days", us=7, uk=7, since=TIP_63.date, source=TIP_63, settings=(5, 7), why="tolerance goes within five to seven days"
)
SOME_WITHDRAWAL = Limit("points", us=5, uk=5, since=CLINICAL_REVIEW.date, source=CLINICAL_REVIEW, why="below 5 points there is none")
NALOXONE_WEARS_OFF = Limit("hours", us=2, uk=2, since=CA_BRIDGE.date, source=CA_BRIDGE)
NALTREXONE_TABLET_BLOCK = Limit(
    "hours", us=72, uk=72, since=TIP_63.date, source=TIP_63, settings=(24, 72), why="about one day by ASAM 2015, three by TIP 63"
)
FIRST_MISSED = Limit("days", us=1, uk=1, since=BC_PHARMACISTS.date, source=BC_PHARMACISTS)
MISSED_TOO_LONG = Limit("days", us=6, uk=6, since=BC_PHARMACISTS.date, source=BC_PHARMACISTS, settings=(4, 6))
MISSED_TOO_LONG_WITH_OPIOIDS = Limit("days", us=4, uk=4, since=BC_PHARMACISTS.date, source=BC_PHARMACISTS, settings=(2, 4))

missed_too_long = Named(
    "missed for so long that it is a new start",
    any_of(
        f.missed_doses >= MISSED_TOO_LONG,
        all_of(f.missed_doses >= MISSED_TOO_LONG_WITH_OPIOIDS, f.opioids_since_last_dose),
    ),
)
start_again = Named("a new start is due after missed doses", all_of(on_sublingual, missed_too_long))
may_start = Named(
    "does not take buprenorphine now",
    any_of(f.current_medication.is_not("buprenorphine", "buprenorphine_xr"), start_again),
)
takes_short_acting = Named(
    "takes a short-acting opioid",
    any_of(
        all_of(
            f.main_opioid.is_("heroin", "fentanyl", "nitazene", "short_acting_prescription", "tramadol", "kratom", "other"),
            not_(f.other_opioids_stopped),
        ),
        f.current_medication.is_("diamorphine"),
        f.short_acting_lately,
    ),
)
takes_long_acting = Named("takes a long-acting opioid", any_of(f.main_opioid.is_("long_acting_prescription"), f.long_acting_lately))
takes_methadone = Named("takes methadone, prescribed or not", any_of(on_methadone, f.main_opioid.is_("methadone"), f.methadone_lately))
gap_not_over = not_(f.days_opioid_free >= THREE_DAYS)
recent_short_acting = Named(
    "a short-acting opioid too recently", all_of(takes_short_acting, f.hours_since_short_acting_opioid < AFTER_SHORT_ACTING, gap_not_over)
)
recent_watched = Named(
    "a short-acting opioid too recently to start even with staff present",
    all_of(
        takes_short_acting,
        any_of(
            f.hours_since_short_acting_opioid < AFTER_SHORT_ACTING_WATCHED,
            all_of(strong_supply, f.hours_since_short_acting_opioid < AFTER_SHORT_ACTING),
        ),
        gap_not_over,
    ),
)
recent_long_acting = Named(
    "a long-acting opioid too recently",
    all_of(any_of(takes_long_acting, f.takes_opioid_analgesic), f.hours_since_long_acting_opioid < AFTER_LONG_ACTING, gap_not_over),
)
recent_methadone = Named("methadone too recently", all_of(takes_methadone, f.hours_since_methadone < AFTER_METHADONE, gap_not_over))
strong_opioid = Named("fentanyl, methadone or a long-acting opioid", any_of(strong_supply, takes_methadone, takes_long_acting))
methadone_too_high = Named(
    "a methadone dose too high to stop and start", all_of(on_methadone, f.current_methadone_mg > METHADONE_LOW_ENOUGH)
)

NEEDS_WITHDRAWAL = (START_BUPRENORPHINE_STANDARD, START_BUPRENORPHINE_XR)
NEEDS_A_GAP = (*NEEDS_WITHDRAWAL, START_BUPRENORPHINE_HOME, START_BUPRENORPHINE_NO_WITHDRAWAL)
UNLESS_TESTED: tuple[tuple[Option, tuple[Condition, ...]], ...] = (
    (START_BUPRENORPHINE_STANDARD, ()),
    (START_BUPRENORPHINE_XR, (not_(f.test_dose_tolerated),)),
)
"""Once a test dose has been borne, an injection need not wait for withdrawal: feeling well is what the dose was for."""
TODAY = (START_BUPRENORPHINE_LOW_DOSE, METHADONE, START_BUPRENORPHINE_HIGH_DOSE, NALOXONE_RESCUE)

RULES: tuple[Rule, ...] = (
    Wait(
        (*BUPRENORPHINE_STARTS, START_BUPRENORPHINE_XR),
        when=not_awake,
        instead=(NALOXONE_RESCUE,),
        name="not_awake",
        source=TIP_63,
        because="No dose while you are drowsy, drunk or high, or breathe too weakly. Stay here until you are awake; we look again in an "
        "hour.",
    ),
    Wait(
        (*BUPRENORPHINE_STARTS, START_BUPRENORPHINE_XR),
        when=under_naltrexone_block,
        instead=(NALOXONE_RESCUE, SYMPTOMATIC_MEDICINES),
        name="naltrexone_block",
        source=ASAM_2015,
        because="Naltrexone still blocks it. Tablets wear off within {NALTREXONE_TABLET_BLOCK}; the injection takes weeks. After that the "
        "first dose is small.",
    ),
    Wait(
        (START_BUPRENORPHINE_HOME, START_BUPRENORPHINE_NO_WITHDRAWAL),
        when=recent_short_acting,
        instead=TODAY,
        name="recent_short_acting",
        source=NIDA_HOME_START,
        because="Less than {AFTER_SHORT_ACTING} after your last use it can set off sudden withdrawal. Look again then.",
    ),
    *(
        Wait(
            option,
            when=all_of(recent_watched, *unless),
            instead=TODAY,
            name=f"recent_use_before_{option.code}",
            source=ASAM_2015,
            because="Less than {AFTER_SHORT_ACTING_WATCHED} after your last use ({AFTER_SHORT_ACTING} after fentanyl) it can set off "
            "sudden withdrawal. Look again then.",
        )
        for option, unless in UNLESS_TESTED
    ),
    Wait(
        NEEDS_A_GAP,
        when=recent_long_acting,
        instead=TODAY,
        name="recent_long_acting",
        source=BUPRENORPHINE_LABEL,
        because="Less than {AFTER_LONG_ACTING} after a long-acting opioid it can set off sudden withdrawal. Look again then.",
    ),
    Wait(
        NEEDS_A_GAP,
        when=recent_methadone,
        instead=TODAY,
        name="recent_methadone",
        source=CROSSOVER,
        because="Less than {AFTER_METHADONE} after methadone it can set off sudden withdrawal. Rising tiny doses need no such gap.",
    ),
    Wait(
        NEEDS_WITHDRAWAL,
        when=methadone_too_high,
        instead=(START_BUPRENORPHINE_LOW_DOSE, METHADONE),
        name="methadone_too_high",
        source=CROSSOVER,
        because="Your methadone dose is above {METHADONE_LOW_ENOUGH}. Come down to that first, or change in tiny rising doses while "
        "methadone goes on.",
    ),
    *(
        Wait(
            option,
            when=all_of(f.cows_score < COWS_STANDARD, *unless),
            instead=(*TODAY, START_BUPRENORPHINE_NO_WITHDRAWAL),
            name=f"withdrawal_too_mild_{option.code}",
            source=ASAM_2020,
            because="Your withdrawal is below {COWS_STANDARD}, so a first dose could make it much worse. Look again in an hour or two.",
        )
        for option, unless in UNLESS_TESTED
    ),
    *(
        Wait(
            option,
            when=all_of(all_of(strong_opioid, f.cows_score < COWS_STRONG), *unless),
            instead=(*TODAY, START_BUPRENORPHINE_NO_WITHDRAWAL),
            name=f"withdrawal_too_mild_for_strong_opioids_{option.code}",
            source=CA_BRIDGE,
            because="Fentanyl, methadone and other strong opioids stay long in the body. Wait until withdrawal reaches {COWS_STRONG}; look "
            "again in an hour or two.",
        )
        for option, unless in UNLESS_TESTED
    ),
    *(
        Wait(
            option,
            when=all_of(f.objective_withdrawal_signs < ONE_SIGN, *unless),
            instead=TODAY,
            name=f"no_sign_seen_{option.code}",
            source=ASAM_2020,
            because="No sign of withdrawal can be seen yet, such as wide pupils, yawning or goose bumps. Look again in an hour or two.",
        )
        for option, unless in UNLESS_TESTED
    ),
    Wait(
        (*NEEDS_WITHDRAWAL, START_BUPRENORPHINE_HOME),
        when=f.hours_since_naloxone < NALOXONE_WEARS_OFF,
        instead=(START_BUPRENORPHINE_AFTER_OVERDOSE, METHADONE, NALOXONE_RESCUE),
        name="naloxone_withdrawal",
        source=CLINICAL_REVIEW,
        because="Naloxone has brought on this withdrawal, so the score cannot be trusted for {NALOXONE_WEARS_OFF}.",
    ),
    Caution(
        BUPRENORPHINE_STARTS,
        when=tolerance_lost,
        name="tolerance_lost",
        source=TIP_63.part(3),
        because="Your body has lost its tolerance. The first dose is small, and your old dose of any opioid could kill you.",
    ),
    Caution(
        BUPRENORPHINE_STARTS,
        when=any_of(f.child_pugh.is_("B", "C"), f.allergy_naloxone),
        name="without_naloxone",
        source=BUPRENORPHINE_LABEL.recalled(),
        because="Use buprenorphine alone, without naloxone. With a very weak liver, use half the dose.",
    ),
    Caution(
        BUPRENORPHINE_STARTS,
        when=any_of(f.alpha2_adulterant_suspected, f.alcohol_withdrawal_now),
        name="other_withdrawal",
        source=MMWR_MEDETOMIDINE,
        because="Part of this may be withdrawal from alcohol or from a sedative in the supply. Buprenorphine does not treat that: it needs "
        "care of its own.",
    ),
)
