"""Levels of care: what in health, mind, danger, home, circumstances and wishes asks for which level, in our own words.

The highest need decides; needs are never added up or averaged. No rule here is about a medicine: no level has to come
before one, and too little care of this kind never speaks against one. What a relapse asks for first is a medicine at the
right dose, so nobody is sent to live in because no medicine was tried. A court, the number of past treatments, the
severity of the disorder and the use of stimulants raise nobody's level by themselves.

Of all that can raise a level only the home is asked about. Everything else counts once it is known. What a level is, in
hours and weeks, stands in scale_of_care.py; going up and down in stepping.py.
"""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.instruments import dsm5_oud
from holdfast.guideline.options import INTENSIVE_OUTPATIENT, OUTPATIENT, PARTIAL_HOSPITALISATION, RESIDENTIAL_LONG, RESIDENTIAL_SHORT
from holdfast.guideline.situations import on_a_medicine, opioid_use_disorder, sedatives, strong_supply
from holdfast.guideline.sources import ASAM_2020, CARE_LEVELS, DESIGN, NICE_CG51
from holdfast.language.expressions import Condition, Fact, Limit, Named, all_of, any_of, known, not_
from holdfast.language.rules import AtLeast, Rule

MODERATE_DISORDER = dsm5_oud.MODERATE
SEVERAL_RELAPSES = Limit("relapses", us=2, uk=2, since=DESIGN.date, source=DESIGN)
A_RELAPSE = Limit("relapses", us=1, uk=1, since=DESIGN.date, source=DESIGN)
AN_OVERDOSE = Limit("overdoses", us=1, uk=1, since=DESIGN.date, source=DESIGN)
SEVERAL_OVERDOSES = Limit("overdoses", us=2, uk=2, since=DESIGN.date, source=DESIGN)
SEVERE_DEPRESSION = Limit("points", us=20, uk=20, since=DESIGN.date, source=DESIGN, why="the severe band of the nine questions on mood")


def recorded(fact: Fact) -> Condition:
    """The yes/no fact is known to be true; what is not known counts as not so."""
    return all_of(known(fact), fact)


def denied(fact: Fact) -> Condition:
    """The yes/no fact is known to be false; what is not known counts as not so."""
    return all_of(known(fact), not_(fact))


def among(fact: Fact, *values: str) -> Condition:
    """The category is known to be one of these."""
    return all_of(known(fact), fact.is_(*values))


def reached(fact: Fact, limit: Limit) -> Condition:
    """The number is known to be at least this."""
    return all_of(known(fact), fact >= limit)


well = Named(
    "doing well", any_of(recorded(f.in_remission), all_of(denied(f.still_using_opioids), known(f.current_medication), on_a_medicine))
)
mild = Named(
    "a mild disorder",
    any_of(all_of(known(f.dsm5_criteria), not_(f.dsm5_criteria >= MODERATE_DISORDER)), among(f.recorded_severity, "mild")),
)
may_live_in = Named(
    "more than mild, not doing well, not in custody",
    all_of(not_(mild), not_(well), not_(among(f.custody, "in_custody")), opioid_use_disorder),
)
homeless = among(f.housing, "homeless")
relapses = Named("relapses after less care", reached(f.relapses_after_lower_care, SEVERAL_RELAPSES))
tried = ("good", "poor", "not_tolerated")
medicine_tried = Named(
    "a medicine has been tried",
    any_of(
        among(f.response_methadone, *tried),
        among(f.response_buprenorphine, *tried),
        among(f.response_naltrexone, *tried),
        all_of(known(f.current_medication), on_a_medicine),
    ),
)
in_danger = Named(
    "still in danger of an overdose",
    any_of(
        reached(f.overdoses_past_year, AN_OVERDOSE), recorded(f.injects_drugs), strong_supply, sedatives, recorded(f.still_using_opioids)
    ),
)

RULES: tuple[Rule, ...] = (
    AtLeast(
        OUTPATIENT,
        when=opioid_use_disorder,
        name="where_most_begin",
        source=ASAM_2020,
        because="Most people get well while they live at home. Your medicine can start here: no other care has to come first.",
    ),
    AtLeast(
        OUTPATIENT,
        when=all_of(recorded(f.work_school_family_commitments), opioid_use_disorder),
        name="life_goes_on",
        source=CARE_LEVELS,
        because="You can keep up work, school or your family.",
    ),
    AtLeast(
        OUTPATIENT,
        when=all_of(recorded(f.has_support), opioid_use_disorder),
        name="backed",
        source=CARE_LEVELS,
        because="Someone backs you. That makes care at home work.",
    ),
    AtLeast(
        OUTPATIENT,
        when=all_of(well, opioid_use_disorder),
        name="doing_well",
        source=DESIGN,
        because="You are doing well. Check-ups with growing gaps are enough, and the door stays open.",
    ),
    AtLeast(
        INTENSIVE_OUTPATIENT,
        when=all_of(any_of(recorded(f.bipolar), recorded(f.schizophrenia)), not_(well), opioid_use_disorder),
        name="mind_and_addiction_together",
        source=ASAM_2020,
        because="You have another illness of the mind. One team should treat both at once and see you on several days a week.",
    ),
    AtLeast(
        INTENSIVE_OUTPATIENT,
        when=all_of(any_of(among(f.alcohol_use, "dependent"), recorded(f.sedative_dependent)), not_(well), opioid_use_disorder),
        name="drink_or_sedatives_too",
        source=CARE_LEVELS.recalled(),
        because="Your body depends on drink or sedatives too. Together with opioids that is dangerous, so you are seen more often.",
    ),
    AtLeast(
        INTENSIVE_OUTPATIENT,
        when=all_of(relapses, not_(well), opioid_use_disorder),
        name="used_again_in_less_care",
        source=ASAM_2020.recalled(),
        because="You used again while you had less care. A medicine at the right dose comes first; more hours a week come with it.",
    ),
    AtLeast(
        INTENSIVE_OUTPATIENT,
        when=all_of(reached(f.overdoses_past_year, AN_OVERDOSE), not_(well), opioid_use_disorder),
        name="an_overdose",
        source=DESIGN,
        because="You had an overdose in the last year. Until your medicine holds, someone should see you often.",
    ),
    AtLeast(
        INTENSIVE_OUTPATIENT,
        when=all_of(homeless, not_(well), opioid_use_disorder),
        name="no_home",
        source=DESIGN,
        because="You have no home now. You are seen on several days a week while a place to live is found.",
    ),
    AtLeast(
        PARTIAL_HOSPITALISATION,
        when=all_of(
            any_of(
                among(f.suicide_risk, "moderate", "high"),
                recorded(f.psychosis),
                all_of(known(f.phq9_score), f.phq9_score >= SEVERE_DEPRESSION),
            ),
            opioid_use_disorder,
        ),
        name="mind_in_danger",
        source=CARE_LEVELS,
        because="Your mind is in a bad way and your life may be in danger. A day programme sees you most days and has a psychiatrist.",
    ),
    AtLeast(
        PARTIAL_HOSPITALISATION,
        when=all_of(reached(f.overdoses_past_year, SEVERAL_OVERDOSES), not_(well), opioid_use_disorder),
        name="several_overdoses",
        source=DESIGN,
        because="You had more than one overdose in the last year. A day programme is near while your medicine takes hold.",
    ),
    AtLeast(
        RESIDENTIAL_SHORT,
        when=all_of(f.home_environment.is_("unsafe"), may_live_in),
        name="home_not_safe",
        source=CARE_LEVELS,
        because="Home is not a safe place to get well. A place to stay with treatment is, and your medicine comes with you.",
    ),
    AtLeast(
        RESIDENTIAL_SHORT,
        when=all_of(
            homeless,
            any_of(denied(f.has_support), reached(f.overdoses_past_year, AN_OVERDOSE), reached(f.relapses_after_lower_care, A_RELAPSE)),
            may_live_in,
        ),
        name="no_home_and_in_trouble",
        source=DESIGN,
        because="You have no home, and you have had a relapse, an overdose or nobody to turn to. A place to stay makes treatment work.",
    ),
    AtLeast(
        RESIDENTIAL_SHORT,
        when=all_of(relapses, medicine_tried, in_danger, may_live_in),
        name="medicine_and_visits_were_not_enough",
        source=DESIGN,
        because="You used again in spite of a medicine and less care, and an overdose is still near. A stay can break the run.",
    ),
    AtLeast(
        RESIDENTIAL_SHORT,
        when=all_of(denied(f.transport_ok), denied(f.telehealth_possible), denied(f.has_support), may_live_in),
        name="no_way_to_reach_care",
        source=DESIGN,
        because="You cannot get to visits, there is no video or phone, and nobody can help. If rides cannot be found, a stay can.",
    ),
    AtLeast(
        RESIDENTIAL_SHORT,
        when=all_of(
            recorded(f.prefers_residential),
            any_of(among(f.housing, "homeless", "unstable"), denied(f.has_support), reached(f.relapses_after_lower_care, A_RELAPSE)),
            may_live_in,
        ),
        name="you_would_choose_it",
        source=CARE_LEVELS,
        because="You would choose to stay where treatment is given, and there is good reason to.",
    ),
    AtLeast(
        RESIDENTIAL_SHORT,
        when=all_of(
            among(f.goal, "stop"),
            reached(f.relapses_after_lower_care, A_RELAPSE),
            any_of(
                among(f.housing, "homeless", "unstable"), recorded(f.bipolar), recorded(f.schizophrenia), recorded(f.medically_unstable)
            ),
            may_live_in,
        ),
        name="seeks_abstinence_with_other_burdens",
        places=("uk",),
        source=NICE_CG51.recalled(),
        because="You want to stop altogether, care near home did not last, and illness or housing weighs on you too.",
    ),
    AtLeast(
        RESIDENTIAL_LONG,
        when=all_of(
            relapses,
            medicine_tried,
            denied(f.has_support),
            any_of(homeless, among(f.home_environment, "unsafe")),
            may_live_in,
        ),
        name="a_new_start",
        source=CARE_LEVELS.recalled(),
        because="You have no safe home and nobody behind you, and shorter care did not last. A long stay gives time to build a new life.",
    ),
)
