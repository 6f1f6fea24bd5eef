"""Pregnancy, birth and the year after. What methadone, buprenorphine and naltrexone mean then stands in their own files."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.options import (
    CONTINUE_CURRENT,
    CONTRACEPTION_CARE,
    NEWBORN_CARE_PLAN,
    OVERDOSE_EDUCATION,
    PERINATAL_TEAM,
    PRENATAL_CARE,
)
from holdfast.guideline.situations import in_care, on_agonist, on_record
from holdfast.guideline.sources import ACOG_711, DESIGN, PERINATAL_HIV
from holdfast.language.expressions import Limit, Named, all_of, any_of, not_
from holdfast.language.rules import Offer, Prefer, Rule

WEEKS_OF_DANGER = Limit("weeks", us=52, uk=52, since=ACOG_711.date, source=ACOG_711.recalled())
NEWBORN_WEEKS = Limit("weeks", us=12, uk=12, since=DESIGN.date, source=DESIGN)
WATCHED_AT_LEAST = Limit("days", us=4, uk=4, since=ACOG_711.date, source=ACOG_711.recalled())
WATCHED_AT_MOST = Limit("days", us=7, uk=7, since=ACOG_711.date, source=ACOG_711.recalled())

expecting = on_record(f.pregnant)
after_birth = Named("gave birth within the last year", on_record(f.postpartum_weeks <= WEEKS_OF_DANGER))

RULES: tuple[Rule, ...] = (
    Offer(
        PRENATAL_CARE,
        when=expecting,
        name="prenatal",
        source=ACOG_711,
        because="Care for you and the baby from now on. Nobody may turn you away for what you use.",
    ),
    Offer(
        PERINATAL_TEAM,
        when=expecting,
        name="one_team",
        source=ACOG_711,
        because="Midwife, doctor, drug service and the baby's doctor plan as one team. As the baby grows the dose often has to rise or to "
        "be split: that is normal. Coming off your medicine now is not safe.",
    ),
    Offer(
        PERINATAL_TEAM,
        when=after_birth,
        name="after_birth",
        source=ACOG_711.recalled(),
        because="After birth the dose may become too strong: have it looked at often. For {WEEKS_OF_DANGER} overdose is likelier than "
        "before. Stay on your medicine, keep naloxone near and let someone watch your mood.",
    ),
    Prefer(
        OVERDOSE_EDUCATION,
        when=after_birth,
        name="year_after_birth",
        source=ACOG_711.recalled(),
        because="For {WEEKS_OF_DANGER} after a birth overdose is likelier than before. Keep naloxone near, and show someone how it works.",
    ),
    Prefer(
        CONTINUE_CURRENT,
        when=all_of(on_agonist, any_of(expecting, after_birth)),
        name="two_lives",
        source=ACOG_711,
        because="Your medicine protects you and the baby. It goes on through pregnancy, birth and the first year.",
    ),
    Offer(
        NEWBORN_CARE_PLAN,
        when=any_of(expecting, on_record(f.postpartum_weeks <= NEWBORN_WEEKS)),
        name="rooming_in",
        source=ACOG_711.recalled(),
        because="The baby stays in your room, on your skin and in quiet, and is watched for {WATCHED_AT_LEAST} to {WATCHED_AT_MOST}. Some "
        "babies have withdrawal: closeness and feeding come first, and it can be treated.",
    ),
    Offer(
        NEWBORN_CARE_PLAN,
        when=any_of(expecting, on_record(f.breastfeeding)),
        name="breast_feeding",
        source=ACOG_711.recalled(),
        because="On steady methadone or buprenorphine breast-feeding is good for you both, and hepatitis C is no bar. If you still use "
        "other drugs, talk to the team first.",
    ),
    Offer(
        NEWBORN_CARE_PLAN,
        when=all_of(f.hiv.is_("positive"), any_of(expecting, on_record(f.breastfeeding))),
        name="breast_feeding_with_hiv",
        source=PERINATAL_HIV,
        because="With HIV you can breast-feed if treatment has kept the virus down for a while; your team supports you in that. If it has "
        "not, a bottle is safer for the baby.",
    ),
    Offer(
        CONTRACEPTION_CARE,
        when=all_of(on_record(f.can_become_pregnant), not_(expecting), in_care),
        name="contraception",
        source=ACOG_711.recalled(),
        because="If you do not want a child now, you can have contraception here. The choice is yours, and nothing hangs on it.",
    ),
)
