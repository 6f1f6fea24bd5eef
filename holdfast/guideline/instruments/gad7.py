"""GAD-7: seven questions on worry over two weeks."""

from __future__ import annotations

from holdfast.guideline.instruments.instrument import Band, Instrument, Item
from holdfast.guideline.instruments.phq9 import HOW_OFTEN
from holdfast.guideline.sources import GAD_7
from holdfast.language.codes import LOINC
from holdfast.language.expressions import Limit

MINIMAL = Limit("points", us=0, uk=0, since=GAD_7.date, source=GAD_7)
MILD = Limit("points", us=5, uk=5, since=GAD_7.date, source=GAD_7)
MODERATE = Limit("points", us=10, uk=10, since=GAD_7.date, source=GAD_7)
SEVERE = Limit("points", us=15, uk=15, since=GAD_7.date, source=GAD_7)
FURTHER_ASSESSMENT = MODERATE

GAD7 = Instrument(
    name="gad7",
    title="Generalised anxiety, seven questions on worry",
    version="spitzer_2006",
    stem="Over the last 2 weeks, how often have you been bothered by the following problems?",
    items=tuple(
        Item(name, question, HOW_OFTEN, LOINC(code))
        for name, code, question in (
            ("nervous", "69725-0", "Feeling nervous, anxious or on edge"),
            ("cannot_stop_worrying", "68509-9", "Not being able to stop or control worrying"),
            ("worrying_too_much", "69733-4", "Worrying too much about different things"),
            ("trouble_relaxing", "69734-2", "Trouble relaxing"),
            ("restless", "69735-9", "Being so restless that it is hard to sit still"),
            ("irritable", "69689-8", "Becoming easily annoyed or irritable"),
            ("afraid", "69736-7", "Feeling afraid as if something awful might happen"),
        )
    ),
    fact="gad7_score",
    source=GAD_7,
    licence="Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from "
    "Pfizer Inc. Pfizer leaves it free to reproduce, translate, display and distribute. The wording is that of the form: compared word for "
    "word with reprints that carry its permission line, and with LOINC's questionnaire 69737-5, which words question 2 as a sentence and "
    "its answer of 2 points as “More days than not”; the form's words stand here.",
    wording="verbatim",
    bands=(Band("minimal", MINIMAL), Band("mild", MILD), Band("moderate", MODERATE), Band("severe", SEVERE)),
    cautions=(
        "From 10 on somebody looks further: it is a screen, not a diagnosis.",
        "Withdrawal and stimulants raise the total too: ask again once they are over.",
    ),
    loinc=LOINC("69737-5"),
    loinc_result=LOINC("70274-6"),
)
