"""What the answer to an instrument's question scores: by its code, or by the words of the form.

Codes: LOINC's answer lists, as its own forms of PHQ-9, GAD-7 and the C-SSRS screener and US Core's AUDIT-C questionnaire
print them with their scores. The items of DAST-10 have no LOINC code that could be confirmed, so only its total is read.
"""

from __future__ import annotations

from holdfast.fhir.elements import Coding, Key, System, table
from holdfast.guideline.instruments.instrument import Instrument, Item
from holdfast.guideline.instruments.scoring import INSTRUMENTS
from holdfast.language.codes import LOINC, SNOMEDCT

NAMES = {"phq9": "PHQ-9", "gad7": "GAD-7", "cssrs": "C-SSRS", "audit_c": "AUDIT-C", "dast10": "DAST-10"}
"""The instruments that are read from a record, as a reader knows them."""

ITEMS: dict[Key, tuple[Instrument, Item]] = {
    (LOINC, item.loinc.value): (instrument, item)
    for instrument in INSTRUMENTS.values()
    if instrument.name in NAMES
    for item in instrument.items
    if item.loinc
}
TOTALS: dict[Key, Instrument] = {
    (LOINC, INSTRUMENTS[name].loinc_result.value): INSTRUMENTS[name]  # type: ignore[union-attr]
    for name in ("phq9", "gad7", "audit_c", "dast10")
}
STORED_LEVEL: Key = (LOINC, "93374-7")
STORED_LEVELS = {"LA9194-7": "low", "LA6751-7": "moderate", "LA9193-9": "high"}
"""LOINC's answers for a suicide risk level."""
PANELS: frozenset[Key] = frozenset((LOINC, each.loinc.value) for each in INSTRUMENTS.values() if each.name in NAMES and each.loinc)

_V2 = ("http://terminology.hl7.org/CodeSystem/v2-0136", "http://terminology.hl7.org/CodeSystem/v2-0532", "http://hl7.org/fhir/v2/0136")
YES_OR_NO: dict[tuple[System, str], bool] = table({
    LOINC("LA33-6"): True, LOINC("LA32-8"): False, SNOMEDCT("373066001"): True, SNOMEDCT("373067005"): False,
}) | {(system, letter): letter == "Y" for system in _V2 for letter in "YN"}  # fmt: skip
YES_OR_NO_WORDS = {"yes": True, "no": False}

_HOW_OFTEN = {
    "LA6568-5": (0, "not at all"), "LA6569-3": (1, "several days"), "LA6570-1": (2, "more than half the days"),
    "LA6571-9": (3, "nearly every day"),
}  # fmt: skip
_WORRYING = _HOW_OFTEN | {"LA18938-3": (2, "more days than not")}  # LOINC's form of GAD-7 words 2 points of this question so
_DRINKING = {
    "68518-0": {
        "LA6270-8": (0, "never"), "LA18926-8": (1, "monthly or less"), "LA18927-6": (2, "2-4 times a month"),
        "LA18928-4": (3, "2-3 times a week"), "LA18929-2": (4, "4 or more times a week"),
    },
    "68519-8": {
        "LA15694-5": (0, "1 or 2"), "LA15695-2": (1, "3 or 4"), "LA18930-0": (2, "5 or 6"), "LA18931-8": (3, "7 to 9"),
        "LA18932-6": (4, "10 or more"),
    },
    "68520-6": {
        "LA6270-8": (0, "never"), "LA18933-4": (1, "less than monthly"), "LA18876-5": (2, "monthly"), "LA18891-4": (3, "weekly"),
        "LA18934-2": (4, "daily or almost daily"),
    },
}  # fmt: skip
ANSWERS: dict[Key, dict[str, tuple[int, str]]] = {
    **{key: _HOW_OFTEN for key, (instrument, _) in ITEMS.items() if instrument.name in ("phq9", "gad7")},
    (LOINC, "68509-9"): _WORRYING,
    **{(LOINC, item): answers for item, answers in _DRINKING.items()},
}
"""For each question that is scored in points: the LOINC code of an answer → its points, and its words on the form."""


def meanings(item: Key, chosen: Coding) -> set[int | bool]:
    """What a coded answer says to the item: by its code, and by its words where they are the form's. A code without a system is
    taken as LOINC's."""
    system = chosen.system or LOINC
    found = said_in(item, chosen.display)
    if item in ANSWERS:
        return found | ({ANSWERS[item][chosen.code][0]} if system is LOINC and chosen.code in ANSWERS[item] else set())
    return found | ({YES_OR_NO[system, chosen.code]} if (system, chosen.code) in YES_OR_NO else set())


def said_in(item: Key, words: str) -> set[int | bool]:
    """What an answer in the words of the form says to the item; case, spaces and a full stop do not matter."""
    said = " ".join(words.lower().split()).rstrip(".!")
    if item in ANSWERS:
        return {points for points, wording in ANSWERS[item].values() if wording == said}
    return {YES_OR_NO_WORDS[said]} if said in YES_OR_NO_WORDS else set()
