"""A dose that was vomited: whether it may be given again. Always a person's decision, never automatic."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import HOLD_DOSE_TODAY, PRESCRIBER_ASSESSMENT, REPLACE_VOMITED_DOSE
from holdfast.guideline.situations import not_awake, on_methadone, on_sublingual
from holdfast.guideline.sources import TIP_43
from holdfast.language.expressions import Limit, all_of, any_of, known, not_
from holdfast.language.rules import Avoid, Caution, Offer, Require, Rule, Wait

ABSORBED_AFTER = Limit(
    "minutes", us=30, uk=30, since=TIP_43.date, source=TIP_43, settings=(15, 30), why="nothing is replaced after the longest published time"
)
JUST_TAKEN = Limit("minutes", us=0, uk=0, since=TIP_43.date, source=TIP_43)
MOSTLY_ABSORBED_AFTER = Limit("minutes", us=15, uk=15, since=TIP_43.date, source=TIP_43)

RULES: tuple[Rule, ...] = (
    Offer(
        REPLACE_VOMITED_DOSE,
        when=all_of(any_of(on_methadone, on_sublingual), known(f.vomited_dose_minutes)),
        name="vomited",
        source=TIP_43,
        because="You vomited after a dose. Part of it may be lost.",
    ),
    Avoid(
        REPLACE_VOMITED_DOSE,
        when=all_of(on_methadone, f.vomited_dose_minutes > ABSORBED_AFTER),
        hard=False,
        name="already_absorbed",
        source=TIP_43,
        because="More than {ABSORBED_AFTER} after the dose it has been taken up: a second one would be too much.",
    ),
    Avoid(
        REPLACE_VOMITED_DOSE,
        when=not_(f.vomit_witnessed),
        hard=False,
        name="not_seen",
        source=TIP_43,
        because="Nobody saw it, so it is not known what is still inside. Watch for withdrawal instead.",
    ),
    Avoid(
        REPLACE_VOMITED_DOSE,
        when=all_of(on_sublingual, f.vomited_dose_minutes >= JUST_TAKEN),
        hard=False,
        name="taken_up_in_the_mouth",
        source=TIP_43,
        because="Buprenorphine is taken up in the mouth. Once it has dissolved, vomiting does not lose it.",
    ),
    Wait(
        REPLACE_VOMITED_DOSE,
        when=not_awake,
        instead=(HOLD_DOSE_TODAY,),
        name="not_awake",
        source=TIP_43,
        because="No second dose while you are drowsy, drunk or high.",
    ),
    Require(
        PRESCRIBER_ASSESSMENT,
        before=REPLACE_VOMITED_DOSE,
        met=f.prescriber_assessed,
        when=on_methadone,
        name="a_person_decides",
        source=TIP_43,
        because="A prescriber decides whether any of it is given again, and how much.",
    ),
    Caution(
        REPLACE_VOMITED_DOSE,
        when=all_of(f.vomited_dose_minutes >= MOSTLY_ABSORBED_AFTER, f.vomited_dose_minutes <= ABSORBED_AFTER),
        name="half_at_most",
        source=TIP_43,
        because="Between {MOSTLY_ABSORBED_AFTER} and {ABSORBED_AFTER} at most half of it is given again.",
    ),
    Caution(
        REPLACE_VOMITED_DOSE,
        when=f.pregnant,
        name="pregnant",
        source=TIP_43,
        because="In pregnancy withdrawal harms you both: be seen sooner after vomiting.",
    ),
)
