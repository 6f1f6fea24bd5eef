"""DAST-10: ten answers of yes or no on drugs other than alcohol and tobacco over a year, scored here. The wording is not
ours to ship: the questions are read from a licensed form."""

from __future__ import annotations

from holdfast.guideline.instruments.instrument import NO_OR_YES, Band, Instrument, Item
from holdfast.guideline.sources import DAST_10_FORM
from holdfast.language.codes import LOINC
from holdfast.language.expressions import Limit

NONE = Limit("points", us=0, uk=0, since=DAST_10_FORM.date, source=DAST_10_FORM)
LOW = Limit("points", us=1, uk=1, since=DAST_10_FORM.date, source=DAST_10_FORM)
MODERATE = Limit("points", us=3, uk=3, since=DAST_10_FORM.date, source=DAST_10_FORM)
SUBSTANTIAL = Limit("points", us=6, uk=6, since=DAST_10_FORM.date, source=DAST_10_FORM)
SEVERE = Limit("points", us=9, uk=9, since=DAST_10_FORM.date, source=DAST_10_FORM)

REVERSED = 3
YES_OR_NO = ((0, "yes"), (1, "no"))

DAST10 = Instrument(
    name="dast10",
    title="Drug use, ten answers of yes or no",
    version="skinner_1982",
    items=tuple(
        Item(f"item_{number}", f"Question {number} of the form.", YES_OR_NO if number == REVERSED else NO_OR_YES) for number in range(1, 11)
    ),
    fact=None,
    source=DAST_10_FORM,
    licence="© 1982 Harvey A. Skinner and the Centre for Addiction and Mental Health: not in the public domain. It may be copied for "
    "non-commercial use with credit; commercial use needs a licence. So Holdfast only scores it and shows none of its wording.",
    wording="scoring only",
    bands=(
        Band("none", NONE),
        Band("low", LOW),
        Band("moderate", MODERATE),
        Band("substantial", SUBSTANTIAL),
        Band("severe", SEVERE),
    ),
    cautions=(
        "Question 3 is reversed: a no is the point. Give the answers as they were said, not as they score.",
        "It asks about the past year, and not about alcohol or tobacco.",
    ),
    loinc=LOINC("82666-9"),
    loinc_result=LOINC("82667-7"),
)
