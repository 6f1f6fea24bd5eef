"""AUDIT-C: three questions on drinking. Where the line lies depends on the sex on record.

It settles `alcohol_use` only where that is not stated: risky from the line on, low below it, none for who never drinks.
A screen cannot tell dependence, and never overrules what is stated.
"""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.guideline.instruments.instrument import Answers, Instrument, Item, Reading, Remark, Skip
from holdfast.guideline.sources import AUDIT_C_FORM
from holdfast.language.codes import LOINC
from holdfast.language.expressions import Limit

POSITIVE_MEN = Limit("points", us=4, uk=4, since=AUDIT_C_FORM.date, source=AUDIT_C_FORM)
POSITIVE_WOMEN = Limit("points", us=3, uk=3, since=AUDIT_C_FORM.date, source=AUDIT_C_FORM, why="the lower line holds for intersex too")

NEEDS_SEX = Remark(
    "alcohol_screen_needs_sex",
    "This AUDIT-C total is positive for a woman and negative for a man, and the sex on record is not known.",
)
POSITIVE_YET_STATED_LESS = Remark(
    "alcohol_screen_positive",
    "The AUDIT-C is positive although little or no drinking is stated. What is stated was used: ask again.",
)


def read(answers: Answers, facts: Mapping[str, object]) -> Reading:
    """Positive or negative as far as the answers and the sex on record allow, and what follows for `alcohol_use`."""
    sex, stated = facts.get("sex"), facts.get("alcohol_use")
    surely_from = POSITIVE_WOMEN.us if sex in ("female", "intersex") else POSITIVE_MEN.us
    surely_below = POSITIVE_MEN.us if sex == "male" else POSITIVE_WOMEN.us
    if answers.at_least >= surely_from:
        if stated is None:
            return Reading({"alcohol_use": "risky"}, "positive")
        return Reading({}, "positive", (POSITIVE_YET_STATED_LESS,) if stated in ("none", "low") else ())
    if answers.total is None:
        return Reading()
    if answers.total >= surely_below:
        return Reading(remarks=(NEEDS_SEX,))
    if stated is not None:
        return Reading(band="negative")
    return Reading({"alcohol_use": "low" if answers.total else "none"}, "negative")


AUDIT_C = Instrument(
    name="audit_c",
    title="Alcohol, three questions on drinking",
    version="bush_1998",
    stem="In the past year:",
    items=(
        Item(
            "how_often",
            "How often did you have a drink with alcohol?",
            (
                (0, "never"),
                (1, "once a month or less"),
                (2, "two to four times a month"),
                (3, "two or three times a week"),
                (4, "four times a week or more"),
            ),
            LOINC("68518-0"),
        ),
        Item(
            "how_many",
            "How many drinks did you have on a usual day of drinking?",
            ((0, "1 or 2"), (1, "3 or 4"), (2, "5 or 6"), (3, "7 to 9"), (4, "10 or more")),
            LOINC("68519-8"),
        ),
        Item(
            "six_or_more",
            "How often did you have six drinks or more at one go?",
            ((0, "never"), (1, "less than once a month"), (2, "once a month"), (3, "once a week"), (4, "daily or nearly so")),
            LOINC("68520-6"),
        ),
    ),
    fact=None,
    also=("alcohol_use",),
    read=read,
    skips=(Skip("how_often", ("how_many", "six_or_more")),),
    source=AUDIT_C_FORM,
    licence="Three questions of the AUDIT of the World Health Organization, which lets it be copied for care, not for sale. The questions "
    "here are in our own words.",
    cautions=(
        "Positive from 4 for a man and from 3 for a woman. It settles `alcohol_use` only where that is not stated.",
        "It cannot tell dependence: ask about withdrawal before anybody stops drinking at once.",
    ),
    loinc=LOINC("72109-2"),
    loinc_result=LOINC("75626-2"),
)
