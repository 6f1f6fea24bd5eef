"""The table of urine results: result × medicine → what it says and what to do. `toxicology` reads it.

Each row says for which facts it holds: for every fact the values that it may have, `None` meaning that it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.guideline.sources import BUPRENORPHINE_RATIO, CLINICAL_REVIEW, URINE_WINDOWS
from holdfast.language.expressions import Source
from holdfast.language.kinds import Value

Facts = Mapping[str, tuple[Value | None, ...]]

YES, NO, OPEN = ("positive",), ("negative",), ("not_tested", None)
MEDICINE = "current_medication"
ON_METHADONE: Facts = {MEDICINE: ("methadone",)}
ON_SUBLINGUAL: Facts = {MEDICINE: ("buprenorphine",)}
ON_INJECTION: Facts = {MEDICINE: ("buprenorphine_xr",)}
ON_NALTREXONE: Facts = {MEDICINE: ("naltrexone_oral", "naltrexone_xr")}
NOT_BLOCKED: Facts = {MEDICINE: ("none", "methadone", "buprenorphine", "buprenorphine_xr", "diamorphine", "other", None)}
NO_PAIN_OPIOID: Facts = {"takes_opioid_analgesic": (False, None)}
PAIN_OPIOID: Facts = {"takes_opioid_analgesic": (True,)}
SAFE_TO_RAISE: Facts = {
    "sedated": (False,),
    "alcohol_use": ("none", "low"),
    "benzodiazepine_use": ("none",),
    "sedative_dependent": (False, None),
    "gabapentinoid_use": (False, None),
    "urine_benzodiazepine": ("negative", "not_tested", None),
}
"""Awake, and without drink or sedatives: only then may a dose go up."""


@dataclass(frozen=True)
class Row:
    """A reading and the facts for which it holds, unless all of `unless` hold too."""

    code: str
    when: Facts
    say: str
    action: str
    source: Source = CLINICAL_REVIEW
    expected: bool = False
    unless: Facts | None = None


NOTHING = "Nothing to do."
READINGS: tuple[Row, ...] = (
    Row(
        "methadone_taken",
        {**ON_METHADONE, "urine_methadone": YES, "urine_eddp": YES},
        "Methadone was taken.",
        NOTHING,
        URINE_WINDOWS,
        True,
    ),
    Row(
        "methadone_taken_and_gone",
        {**ON_METHADONE, "urine_methadone": NO, "urine_eddp": YES},
        "Methadone was taken: what the body makes of it is there. Some people clear it fast.",
        "Ask whether the dose lasts all day.",
        expected=True,
    ),
    Row(
        "methadone_perhaps_added",
        {**ON_METHADONE, "urine_methadone": YES, "urine_eddp": NO},
        "Methadone is there without what the body makes of it: it may have been added to the cup.",
        "Ask without blame. Be there at the next dose, test again, and let a laboratory confirm it.",
        URINE_WINDOWS,
    ),
    Row(
        "methadone_half_tested",
        {**ON_METHADONE, "urine_methadone": YES, "urine_eddp": OPEN},
        "Methadone is there.",
        "Only the second test (EDDP) shows that the body has had it; it can be left for the next time.",
        expected=True,
    ),
    Row(
        "methadone_not_seen",
        {**ON_METHADONE, "urine_methadone": NO, "urine_eddp": NO},
        "No methadone is seen: not taken, taken by somebody else, a thin sample, or a body that clears it fast.",
        "Ask what happened. Count the missed days before the next full dose, be there at the next dose, and look at doses at home "
        "together.",
        URINE_WINDOWS,
    ),
    Row(
        "methadone_screen_negative",
        {**ON_METHADONE, "urine_methadone": NO, "urine_eddp": OPEN},
        "This test saw no methadone, and the second test (EDDP) was not done. That settles nothing.",
        "Test for EDDP before anything is concluded.",
    ),
    Row(
        "buprenorphine_taken",
        {**ON_SUBLINGUAL, "urine_norbuprenorphine": YES},
        "Buprenorphine was taken: what the body makes of it is there.",
        NOTHING,
        BUPRENORPHINE_RATIO,
        True,
    ),
    Row(
        "buprenorphine_half_tested",
        {**ON_SUBLINGUAL, "urine_buprenorphine": YES, "urine_norbuprenorphine": OPEN},
        "Buprenorphine is there.",
        "A laboratory can tell whether the body has had it; it can be left for the next time.",
        BUPRENORPHINE_RATIO,
        True,
    ),
    Row(
        "buprenorphine_perhaps_added",
        {**ON_SUBLINGUAL, "urine_buprenorphine": YES, "urine_norbuprenorphine": NO},
        "Buprenorphine is there without what the body makes of it: it may have been added to the cup.",
        "Let a laboratory measure both. Offer doses with staff present, or the injection. Somebody else's urine would not show this way.",
        BUPRENORPHINE_RATIO,
    ),
    Row(
        "buprenorphine_not_seen",
        {**ON_SUBLINGUAL, "urine_buprenorphine": NO, "urine_norbuprenorphine": (*NO, *OPEN)},
        "No buprenorphine is seen: not taken, or a test that does not look for it.",
        "Check first what the test looks for, then let a laboratory repeat it, and only then talk about doses.",
        URINE_WINDOWS,
    ),
    Row(
        "injection_seen",
        {**ON_INJECTION, "urine_buprenorphine": YES},
        "Buprenorphine from the injection. It shows for months after the last one.",
        NOTHING,
        expected=True,
    ),
    Row(
        "injection_not_seen",
        {**ON_INJECTION, "urine_buprenorphine": NO},
        "The amount may be too low for this test.",
        "Look at the date of the last injection and ask how it lasts.",
    ),
    Row(
        "opiate_test_blind",
        {MEDICINE: ("methadone", "buprenorphine", "buprenorphine_xr"), "urine_opiates": NO},
        "As expected: the opiate test does not see methadone, buprenorphine or fentanyl.",
        "It is never a sign that a medicine was not taken.",
        URINE_WINDOWS,
        True,
    ),
    Row(
        "diamorphine_taken",
        {MEDICINE: ("diamorphine",), "urine_6mam": YES},
        "The mark of diamorphine, which is prescribed.",
        "Street heroin would look the same: ask, do not test for it.",
        expected=True,
    ),
    Row(
        "diamorphine_as_morphine",
        {MEDICINE: ("diamorphine",), "urine_opiates": YES},
        "Diamorphine turns into morphine, which this test sees.",
        NOTHING,
        expected=True,
    ),
    Row(
        "heroin_dose_too_low",
        {"urine_6mam": YES, MEDICINE: ("methadone", "buprenorphine", "buprenorphine_xr"), **SAFE_TO_RAISE},
        "Heroin within the last day. The dose may be too low.",
        "Look at the dose: it may have to go up. The medicine and the place in treatment stay.",
    ),
    Row(
        "heroin_look_first",
        {"urine_6mam": YES, MEDICINE: ("methadone", "buprenorphine", "buprenorphine_xr")},
        "Heroin within the last day.",
        "First make sure of being awake and free of drink and sedatives; then look at the dose. The medicine and the place in treatment "
        "stay.",
        unless=SAFE_TO_RAISE,
    ),
    Row(
        "heroin",
        {"urine_6mam": YES, MEDICINE: ("none", "other", None)},
        "Heroin within the last day.",
        "Offer a medicine today. Naloxone, new needles, never alone.",
        URINE_WINDOWS,
    ),
    Row(
        "naltrexone_and_opioid",
        {**ON_NALTREXONE, "urine_6mam": YES},
        "Heroin in spite of the block.",
        "Ask how it went. Tolerance is gone and the block ends: overdose is close. No injection until urine is clear and a challenge is "
        "passed. Talk about methadone or buprenorphine.",
    ),
    *(
        Row(
            f"naltrexone_and_{name}",
            {**ON_NALTREXONE, f"urine_{name}": YES},
            "Another opioid beside naltrexone, if a laboratory confirms it.",
            "No injection until it is settled. Overdose is close once the block ends: naloxone, and talk about methadone or buprenorphine.",
        )
        for name in ("opiates", "fentanyl", "methadone", "buprenorphine")
    ),
    Row(
        "naltrexone_looks_like_oxycodone",
        {**ON_NALTREXONE, "urine_oxycodone": YES},
        "What the body makes of naltrexone can look like oxycodone.",
        "Let a laboratory look before a word is said about use.",
    ),
    Row(
        "fentanyl",
        {"urine_fentanyl": YES},
        "Fentanyl. After daily use it shows for weeks, so it need not be new. Some medicines, trazodone for one, look like it.",
        "No proof of use since the last test. Naloxone, never alone. Before buprenorphine be in clear withdrawal, or start in tiny doses.",
    ),
    Row(
        "opiates",
        {
            "urine_opiates": YES,
            "urine_6mam": (*NO, *OPEN),
            MEDICINE: ("none", "methadone", "buprenorphine", "buprenorphine_xr", "other", None),
            **NO_PAIN_OPIOID,
        },
        "Codeine, morphine, heroin or poppy seed: this test cannot tell.",
        "Let a laboratory tell them apart, heroin by its own mark (6-MAM).",
        URINE_WINDOWS,
    ),
    *(
        Row(
            f"prescribed_{name}",
            {f"urine_{name}": YES, **PAIN_OPIOID, **NOT_BLOCKED},
            "It fits the opioid that is prescribed for pain.",
            "Compare it with what is prescribed.",
            expected=True,
        )
        for name in ("opiates", "oxycodone")
    ),
    Row(
        "oxycodone",
        {
            "urine_oxycodone": YES,
            **NOT_BLOCKED,
            **NO_PAIN_OPIOID,
        },
        "Oxycodone, within the last days.",
        "Ask about it, and look at the dose of the medicine.",
        URINE_WINDOWS,
    ),
    Row(
        "methadone_from_elsewhere",
        {"urine_methadone": YES, MEDICINE: ("none", "buprenorphine", "buprenorphine_xr", "diamorphine", "other", None)},
        "Methadone that is not prescribed here.",
        "Many people treat their own withdrawal with it. Ask, and offer treatment. Wait longer before a first dose of buprenorphine.",
    ),
    Row(
        "buprenorphine_from_elsewhere",
        {"urine_buprenorphine": YES, MEDICINE: ("none", "methadone", "diamorphine", "other", None)},
        "Buprenorphine that is not prescribed here, or left over from an injection months ago.",
        "Many people treat themselves with it. Ask, and offer treatment.",
    ),
    Row(
        "cocaine",
        {"urine_cocaine": YES},
        "Cocaine or crack, within the last days.",
        "Offer contingency management. It may hold fentanyl: naloxone. The medicine goes on.",
        URINE_WINDOWS,
    ),
    Row(
        "amphetamine",
        {"urine_amphetamine": YES},
        "Amphetamines, or one of many medicines that look like them.",
        "Let a laboratory confirm it. If it is so, offer contingency management. The medicine goes on.",
        URINE_WINDOWS,
    ),
    Row(
        "benzodiazepine_prescribed",
        {"urine_benzodiazepine": YES, "benzodiazepine_use": ("prescribed",)},
        "It fits the benzodiazepine that is prescribed.",
        "Together with opioids it slows breathing: look at it with the prescriber. Never stop it at once.",
        expected=True,
    ),
    Row(
        "benzodiazepine",
        {"urine_benzodiazepine": YES, "benzodiazepine_use": ("none", "not_prescribed", "both", None)},
        "A benzodiazepine. With opioids it can stop the breath.",
        "Ask what and how much. Nothing is stopped at once, and the medicine goes on, with someone looking at drowsiness before a dose.",
        URINE_WINDOWS,
    ),
    Row(
        "benzodiazepine_not_seen",
        {"urine_benzodiazepine": NO, "benzodiazepine_use": ("prescribed", "both")},
        "This test often misses clonazepam, alprazolam and lorazepam.",
        "It is no sign that they were not taken.",
        URINE_WINDOWS,
        True,
    ),
)
