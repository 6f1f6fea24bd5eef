"""TOP, the UK's Treatment Outcomes Profile: the past 28 days, item by item. It has no total.

It is given at the start, about every six months and at the end.
"""

from __future__ import annotations

from holdfast.guideline.instruments.instrument import NO_OR_YES, Instrument, Item, Skip, Span, Step
from holdfast.guideline.sources import TOP_FORM
from holdfast.language.expressions import Limit

OPIATES_RELIABLE_CHANGE = Limit("days", us=13, uk=13, since=TOP_FORM.date, source=TOP_FORM.recalled())

DAYS = Span(28, "days")
POOR_TO_GOOD = Span(20, "points", "poor", "good")

TOP = Instrument(
    name="top",
    title="Treatment Outcomes Profile",
    version="nta_top",
    stem="In the past 28 days:",
    items=(
        *(
            Item(name, f"On how many days did you use {what}?", DAYS)
            for name, what in (
                ("alcohol", "alcohol"),
                ("opiates", "opioids that were not prescribed"),
                ("crack", "crack"),
                ("cocaine", "powder cocaine"),
                ("amphetamines", "amphetamines"),
                ("cannabis", "cannabis"),
                ("tobacco", "tobacco"),
                ("other_drug", "another drug that is a problem for you"),
            )
        ),
        Item("injecting", "On how many days did you inject a drug that was not prescribed?", DAYS),
        Item("sharing", "Did you inject with a needle, syringe, spoon, water or filter that somebody else had used?", NO_OR_YES),
        Item("shoplifting", "On how many days did you take something from a shop?", DAYS),
        Item("drug_selling", "On how many days did you sell drugs?", DAYS),
        Item("other_theft", "Was there any other theft, burglary or fraud?", NO_OR_YES),
        Item("assault", "Was there any assault or violence by you?", NO_OR_YES),
        Item("psychological_health", "How was your state of mind?", POOR_TO_GOOD),
        Item("paid_work", "On how many days did you do paid work?", DAYS),
        Item("education", "On how many days did you go to school or college?", DAYS),
        Item("physical_health", "How was your body's health?", POOR_TO_GOOD),
        Item("housing_problem", "Did you have an urgent housing problem?", NO_OR_YES),
        Item("eviction_risk", "Were you at risk of losing your home?", NO_OR_YES),
        Item("quality_of_life", "How was your life as a whole?", POOR_TO_GOOD),
    ),
    fact=None,
    totalled=False,
    skips=(Skip("injecting", ("sharing",)),),
    steps=(Step("opiates", OPIATES_RELIABLE_CHANGE),),
    source=TOP_FORM,
    licence="Crown copyright, first published by the National Treatment Agency; that the Open Government Licence holds is still to be "
    "confirmed. The questions here are in our own words.",
    cautions=(
        "It has no total: each answer is compared with the same person's earlier one.",
        "What was said about crime is for care alone and is never handed on without consent.",
    ),
)
