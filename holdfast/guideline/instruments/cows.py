"""COWS, the Clinical Opiate Withdrawal Scale: eleven signs that staff look for, scored here.

Not every number between the lowest and the highest may be given: each item has its own scores.
"""

from __future__ import annotations

from holdfast.guideline.instruments.instrument import Band, Instrument, Item
from holdfast.guideline.sources import COWS_FORM
from holdfast.language.expressions import Limit

NO_WITHDRAWAL = Limit("points", us=0, uk=0, since=COWS_FORM.date, source=COWS_FORM)
MILD = Limit("points", us=5, uk=5, since=COWS_FORM.date, source=COWS_FORM)
MODERATE = Limit("points", us=13, uk=13, since=COWS_FORM.date, source=COWS_FORM)
MODERATELY_SEVERE = Limit("points", us=25, uk=25, since=COWS_FORM.date, source=COWS_FORM)
SEVERE = Limit("points", us=37, uk=37, since=COWS_FORM.date, source=COWS_FORM)

COWS = Instrument(
    name="cows",
    title="Clinical Opiate Withdrawal Scale",
    version="wesson_ling_2003",
    items=(
        Item(
            "pulse",
            "How many beats a minute, after a minute of rest?",
            ((0, "up to 80"), (1, "81 to 100"), (2, "101 to 120"), (4, "above 120")),
        ),
        Item(
            "sweating",
            "How much sweat in the last half hour that neither heat nor exercise explains?",
            ((0, "none felt"), (1, "felt, not seen"), (2, "flushed or damp"), (3, "beads on the face"), (4, "streaming down")),
        ),
        Item(
            "restlessness",
            "How still can the person sit?",
            ((0, "still"), (1, "finds it hard"), (3, "moves often"), (5, "cannot sit for more than a few seconds")),
        ),
        Item(
            "pupils",
            "How wide are the pupils in ordinary light?",
            ((0, "as expected"), (1, "perhaps a little wide"), (2, "clearly wide"), (5, "so wide that only a rim of colour shows")),
        ),
        Item(
            "aches",
            "How much do bones and joints ache beyond what they did before?",
            ((0, "not at all"), (1, "a little"), (2, "a great deal"), (4, "rubs them and cannot sit still for it")),
        ),
        Item(
            "runny_nose",
            "How much do nose or eyes run, without a cold or an allergy?",
            ((0, "not at all"), (1, "stuffy or moist"), (2, "running"), (4, "running all the time")),
        ),
        Item(
            "stomach",
            "How upset is the gut in the last half hour?",
            (
                (0, "not at all"),
                (1, "cramps"),
                (2, "feels sick or has loose stools"),
                (3, "vomits or has diarrhoea"),
                (5, "vomits or has diarrhoea again and again"),
            ),
        ),
        Item(
            "tremor",
            "How much do the outstretched hands shake?",
            ((0, "not at all"), (1, "felt, not seen"), (2, "a little to see"), (4, "strongly, or muscles twitch")),
        ),
        Item(
            "yawning",
            "How often does the person yawn while you watch?",
            ((0, "never"), (1, "once or twice"), (2, "three times or more"), (4, "several times a minute")),
        ),
        Item(
            "anxiety",
            "How anxious or irritable is the person?",
            ((0, "not at all"), (1, "says so, more and more"), (2, "plain to see"), (4, "too much to take part")),
        ),
        Item(
            "gooseflesh",
            "How does the skin feel?",
            ((0, "smooth"), (3, "bumps to feel, or hairs that stand up"), (5, "bumps that stand out")),
        ),
    ),
    fact="cows_score",
    source=COWS_FORM,
    licence="The form (Wesson and Ling, 2003) says that it may be copied and used in care. That does not plainly cover its wording "
    "inside software, so the questions here are in our own words.",
    bands=(
        Band("none", NO_WITHDRAWAL),
        Band("mild", MILD),
        Band("moderate", MODERATE),
        Band("moderately severe", MODERATELY_SEVERE),
        Band("severe", SEVERE),
    ),
    cautions=(
        "Stimulants, alcohol or sedative withdrawal, fever and fear raise the score too: look for signs that can be seen, such as wide "
        "pupils, yawning, a running nose or goose bumps.",
        "A high score with high blood pressure, a fast pulse, tremor and vomiting that opioids do not ease may be withdrawal from "
        "medetomidine or xylazine: that needs a hospital.",
    ),
)
