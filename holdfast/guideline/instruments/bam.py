"""BAM-R, the Brief Addiction Monitor: seventeen questions on the past thirty days; use, risk and protection apart, no total.

Answers are the form's 0 to 4. Questions on days are answered in bins (`BINS`), never in days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from holdfast.guideline.instruments.instrument import NO_OR_YES, Answers, Instrument, Item, Reading, Remark, Skip, Step, Subscale
from holdfast.guideline.sources import BAM_R, DESIGN
from holdfast.language.expressions import Limit

ANY_USE = Limit("points", us=1, uk=1, since=BAM_R.date, source=BAM_R)
HIGH_RISK = Limit("points", us=12, uk=12, since=BAM_R.date, source=BAM_R)
LOW_PROTECTION = Limit("points", us=12, uk=12, since=BAM_R.date, source=BAM_R)
RISK_RISES = Limit("points", us=4, uk=4, since=DESIGN.date, source=DESIGN, why="Holdfast's own step for looking at the plan again")

BINS = ((0, "no day"), (1, "1 to 3 days"), (2, "4 to 8 days"), (3, "9 to 15 days"), (4, "16 to 30 days"))
HEALTH = ((0, "excellent"), (1, "very good"), (2, "good"), (3, "fair"), (4, "poor"))
HOW_MUCH = ((0, "not at all"), (1, "slightly"), (2, "moderately"), (3, "considerably"), (4, "extremely"))
ENOUGH = tuple((4 * points, word) for points, word in NO_OR_YES)
EACH_DRUG = ("cannabis", "sedatives", "cocaine", "other_stimulants", "opioids", "inhalants", "other_drugs")


def read(answers: Answers, _: Mapping[str, object]) -> Reading:
    """What each complete subscale asks a reader to look at."""
    return Reading(remarks=tuple(_remarks(answers.subscales)))


def _remarks(subscales: Mapping[str, int]) -> Iterator[Remark]:
    use, risk, protective = (subscales.get(name) for name in ("use", "risk", "protective"))
    if use is not None and use >= ANY_USE.us:
        yield Remark("bam_use", "The person tells of use in the past thirty days. Ask what would help; look at the dose first.")
    if risk is not None and risk >= HIGH_RISK.us:
        yield Remark("bam_risk", f"Risk on the BAM is {risk} of 24. Go through its answers one by one.")
    if protective is not None and protective <= LOW_PROTECTION.us:
        yield Remark("bam_protective", f"What protects is {protective} of 24 on the BAM. Ask what could be added.")
    if risk is not None and protective is not None and risk > protective:
        yield Remark("bam_risk_above_protective", "On the BAM there is more risk than protection: review the plan.")


BAM = Instrument(
    name="bam",
    title="Brief Addiction Monitor, revised",
    version="bam_r",
    stem="In the past thirty days:",
    items=(
        Item("health", "How was your health?", HEALTH),
        Item("sleep", "In how many nights did you sleep badly?", BINS),
        Item("mood", "On how many days were you low, anxious, angry or very upset for most of the day?", BINS),
        Item("alcohol", "On how many days did you drink any alcohol?", BINS),
        Item("heavy_drinking", "On how many days did you have five drinks or more (a man), four or more (a woman)?", BINS),
        Item("drugs", "On how many days did you use an illegal drug, or a medicine in a way it was not meant?", BINS),
        *(
            Item(name, f"On how many days was it {what}?", BINS)
            for name, what in zip(
                EACH_DRUG,
                (
                    "cannabis",
                    "sedatives or sleeping pills",
                    "cocaine or crack",
                    "other stimulants",
                    "opioids",
                    "something inhaled, such as glue or gas",
                    "any other drug",
                ),
                strict=True,
            )
        ),
        Item("craving", "How much did cravings bother you?", HOW_MUCH),
        Item("confidence", "How sure are you that you will not use in the next thirty days?", HOW_MUCH),
        Item("self_help", "On how many days did you go to a self-help meeting?", BINS),
        Item("risky_situations", "On how many days were you with people or in places that could lead you to use?", BINS),
        Item("religion", "How much does religion or spirituality help you in recovery?", HOW_MUCH),
        Item("work_or_school", "On how many days did you spend most of the time at work, at school or as a volunteer?", BINS),
        Item("income", "Did you have enough lawful income for what you and yours need?", ENOUGH),
        Item("conflict", "How much did trouble with family or friends bother you?", HOW_MUCH),
        Item("supporters", "On how many days were you in touch with people who back your recovery?", BINS),
        Item("progress", "How content are you with how far you have come?", HOW_MUCH),
    ),
    fact=None,
    read=read,
    totalled=False,
    subscales=(
        Subscale("use", ("alcohol", "heavy_drinking", "drugs")),
        Subscale("risk", ("health", "sleep", "mood", "craving", "risky_situations", "conflict")),
        Subscale("protective", ("confidence", "self_help", "religion", "work_or_school", "income", "supporters")),
    ),
    skips=(Skip("alcohol", ("heavy_drinking",)), Skip("drugs", EACH_DRUG)),
    steps=(Step("risk", RISK_RISES),),
    source=BAM_R,
    licence="Work of the US Department of Veterans Affairs and so in the public domain in the US (to be confirmed). The questions here are "
    "in our own words.",
    cautions=(
        "Look at the answers one by one first. There is no validated total, and none is given.",
        "Answers are the form's 0 to 4: for 20 days give 4, not 20. An edition that is answered in days must be put into bins first.",
        "Use is 0 to 12 and is looked at from 1; risk 0 to 24, from 12; protection 0 to 24, up to 12.",
    ),
)
