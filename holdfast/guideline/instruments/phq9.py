"""PHQ-9: nine questions on mood over two weeks. The ninth, on death and self-harm, stands on its own whatever the total."""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.guideline.instruments.instrument import Answers, Band, Instrument, Item, Reading
from holdfast.guideline.sources import PHQ_9
from holdfast.language.codes import LOINC
from holdfast.language.expressions import Limit

MINIMAL = Limit("points", us=0, uk=0, since=PHQ_9.date, source=PHQ_9)
MILD = Limit("points", us=5, uk=5, since=PHQ_9.date, source=PHQ_9)
MODERATE = Limit("points", us=10, uk=10, since=PHQ_9.date, source=PHQ_9)
MODERATELY_SEVERE = Limit("points", us=15, uk=15, since=PHQ_9.date, source=PHQ_9)
SEVERE = Limit("points", us=20, uk=20, since=PHQ_9.date, source=PHQ_9)
POSITIVE = MODERATE

SELF_HARM = "self_harm"
HOW_OFTEN = ((0, "Not at all"), (1, "Several days"), (2, "More than half the days"), (3, "Nearly every day"))


def read(answers: Answers, _: Mapping[str, object]) -> Reading:
    """Item 9 says what it says, even where no other item was answered."""
    return Reading({"phq9_item9": answers.points[SELF_HARM]}) if SELF_HARM in answers.points else Reading()


PHQ9 = Instrument(
    name="phq9",
    title="Patient Health Questionnaire, nine questions on mood",
    version="kroenke_2001",
    stem="Over the last 2 weeks, how often have you been bothered by any of the following problems?",
    items=tuple(
        Item(name, question, HOW_OFTEN, LOINC(code))
        for name, code, question in (
            ("interest", "44250-9", "Little interest or pleasure in doing things"),
            ("mood", "44255-8", "Feeling down, depressed, or hopeless"),
            ("sleep", "44259-0", "Trouble falling or staying asleep, or sleeping too much"),
            ("energy", "44254-1", "Feeling tired or having little energy"),
            ("appetite", "44251-7", "Poor appetite or overeating"),
            (
                "self_worth",
                "44258-2",
                "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
            ),
            (
                "concentration",
                "44252-5",
                "Trouble concentrating on things, such as reading the newspaper or watching television",
            ),
            (
                "movement",
                "44253-3",
                "Moving or speaking so slowly that other people could have noticed. Or the opposite — being so fidgety or restless "
                "that you have been moving around a lot more than usual",
            ),
            (SELF_HARM, "44260-8", "Thoughts that you would be better off dead, or of hurting yourself in some way"),
        )
    ),
    fact="phq9_score",
    also=("phq9_item9",),
    read=read,
    source=PHQ_9,
    licence="Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from "
    "Pfizer Inc. Pfizer leaves it free to reproduce, translate, display and distribute. The wording is that of the form: compared word for "
    "word, punctuation aside, with LOINC's questionnaire 44249-1 as the National Library of Medicine prints it (LHC-Forms).",
    wording="verbatim",
    bands=(
        Band("minimal", MINIMAL),
        Band("mild", MILD),
        Band("moderate", MODERATE),
        Band("moderately severe", MODERATELY_SEVERE),
        Band("severe", SEVERE),
    ),
    cautions=(
        "Any answer above 0 to the last question asks for the suicide screen (`cssrs`) the same day, whatever the total.",
        "Missing answers are listed, never made up from the others.",
        "Withdrawal, intoxication and a bad night raise the total too: ask again once they are over.",
    ),
    loinc=LOINC("44249-1"),
    loinc_result=LOINC("44261-6"),
)
