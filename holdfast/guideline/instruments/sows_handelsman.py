"""SOWS of Handelsman, the Subjective Opiate Withdrawal Scale: sixteen feelings that the person scores.

Another scale, of Gossop, is called SOWS as well (`sows_gossop.py`). Their totals cannot be compared.
"""

from __future__ import annotations

from holdfast.guideline.instruments.instrument import Band, Instrument, Item
from holdfast.guideline.sources import SOWS_HANDELSMAN
from holdfast.language.expressions import Limit

_BANDS = SOWS_HANDELSMAN.recalled()

NO_WITHDRAWAL = Limit("points", us=0, uk=0, since=SOWS_HANDELSMAN.date, source=_BANDS)
MILD = Limit("points", us=1, uk=1, since=SOWS_HANDELSMAN.date, source=_BANDS)
MODERATE = Limit("points", us=11, uk=11, since=SOWS_HANDELSMAN.date, source=_BANDS)
SEVERE = Limit(
    "points", us=21, uk=21, since=SOWS_HANDELSMAN.date, source=_BANDS, why="some forms name no band above 30: all from 21 is read as severe"
)

HOW_MUCH = ((0, "not at all"), (1, "a little"), (2, "rather"), (3, "quite a lot"), (4, "very much"))

SOWS_16 = Instrument(
    name="sows_16",
    title="Subjective Opiate Withdrawal Scale (sixteen questions)",
    version="handelsman_1987",
    items=tuple(
        Item(name, question, HOW_MUCH)
        for name, question in (
            ("anxious", "Do you feel anxious?"),
            ("yawning", "Do you feel like yawning?"),
            ("sweating", "Are you sweating?"),
            ("tearing", "Do your eyes water?"),
            ("runny_nose", "Does your nose run?"),
            ("goosebumps", "Do you have goose bumps?"),
            ("shaking", "Are you shaking?"),
            ("hot_flushes", "Do you get hot all of a sudden?"),
            ("cold_flushes", "Do you get cold all of a sudden?"),
            ("aches", "Do your bones and muscles ache?"),
            ("restless", "Do you feel restless?"),
            ("nausea", "Do you feel sick?"),
            ("vomiting", "Do you feel like vomiting?"),
            ("twitching", "Do your muscles twitch?"),
            ("stomach_cramps", "Do you have stomach cramps?"),
            ("wants_to_use", "Do you feel like using now?"),
        )
    ),
    fact="sows_score",
    source=SOWS_HANDELSMAN,
    licence="Copied freely by public agencies; the article (Handelsman and others, 1987) is its publisher's. The questions here are in our "
    "own words.",
    bands=(Band("none", NO_WITHDRAWAL), Band("mild", MILD), Band("moderate", MODERATE), Band("severe", SEVERE)),
)
