"""AllergyIntolerance → serious hypersensitivity to the four medicines; "none" only where the record says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdfast.fhir.elements import Concept, Obj, When, concept, concepts, members, status_code, table, text
from holdfast.fhir.medicine_codes import MEDICINES
from holdfast.fhir.medicine_words import medicine_of_words
from holdfast.fhir.record import Record
from holdfast.language.codes import SNOMEDCT

WATCHED = ("methadone", "buprenorphine", "naloxone", "naltrexone")
NONE_KNOWN = table({SNOMEDCT("716186003"): True, SNOMEDCT("409137002"): True})
_NONE_WORDS = re.compile(
    r"(?:no known (?:drug |medication )?allerg(?:y|ies)|nkda|nka|no known (?:drug|medication) hypersensitivity)"
    r"(?: \((?:situation|finding)\))?"
)
_SERIOUS = re.compile(
    r"anaphyla|angioedema|angio-oedema|bronchospasm|stevens.johnson|toxic epidermal|laryngeal|\bdress\b|"
    r"swelling of (?:the )?(?:throat|tongue|face)"
)
_SERIOUS_CODES = table({SNOMEDCT("39579001"): True, SNOMEDCT("41291007"): True, SNOMEDCT("4386001"): True, SNOMEDCT("73442001"): True})
_SIDE_EFFECT = re.compile(
    r"nausea|vomit|constipat|itch|pruritus|drows|sedat|sleep|dizz|headache|withdrawal|sweat|dry mouth|fatigue|insomnia"
)
ENDED = frozenset(["inactive", "resolved"])

TRUE, FALSE, ASK = "serious", "none", "ask"


@dataclass(frozen=True)
class Allergies:
    """What one entry says about some of the four medicines."""

    medicines: tuple[str, ...]
    verdict: str
    source: str
    when: When | None
    said: str
    ask: str = ""


def read_allergy(resource: Obj, source: str, record: Record) -> None:
    """Keep what the entry says until all are known."""
    gathering = record.gathering
    found = concept(resource, "code")
    verification = status_code(resource, "verificationStatus")
    when = gathering.when(resource, "recordedDate") or gathering.when(resource, "onsetDateTime")
    if verification in ("refuted", "entered-in-error"):
        gathering.skip(source, f"{found.name}: {verification}")
    elif status_code(resource, "clinicalStatus") in ENDED:
        gathering.skip(source, f"{found.name}: no longer active")
    elif gathering.future(when):
        gathering.skip(source, f"{found.name}: dated {when.day if when else ''}, after the as-of time")
    elif _none_known(found):
        gathering.kept()
        record.allergies.append(Allergies(WATCHED, FALSE, source, when, found.said(found.codings[0] if found.codings else None)))
    else:
        _read_substance(resource, found, when, verification, source, record)


def _none_known(found: Concept) -> bool:
    if any(coding.key in NONE_KNOWN for coding in found.codings):
        return True
    return not any(coding.code for coding in found.codings) and bool(_NONE_WORDS.fullmatch(" ".join(found.words.split())))


def _read_substance(resource: Obj, found: Concept, when: When | None, verification: str, source: str, record: Record) -> None:
    gathering = record.gathering
    by_code = {name for coding in found.codings if coding.key in MEDICINES for name in MEDICINES[coding.key].ingredients}
    by_words: set[str] = set()
    for words in (found.text, *(coding.display for coding in found.codings)):
        words = re.sub(r"\b(?:allerg\w*|hypersensitiv\w*|intoleran\w*|to)\b", " ", words.lower())
        medicine = medicine_of_words(words)
        by_words |= medicine.ingredients if medicine else set()
    named = tuple(name for name in WATCHED if name in by_code | by_words)
    if not named:
        gathering.skip(source, f"{found.name}: not an allergy to a medicine that Holdfast gives")
        return
    gathering.kept()
    if by_code and by_words and not (by_code <= by_words or by_words <= by_code):
        codes = ", ".join(coding.said for coding in found.codings if coding.code)
        code, words = " / ".join(sorted(by_code)), " / ".join(sorted(by_words))
        say = f"Code and text disagree on an allergy. The code says {code} ({codes}); the text says {words}. Check it."
        gathering.notice("code_text_mismatch", say, source)
        record.allergies.append(Allergies(named, ASK, source, when, found.name))
        return
    verdict, why = _severity(resource, verification)
    if verdict == TRUE and len(named) > 1:
        verdict, why = ASK, f"serious, but {' or '.join(named)}?"
    ask = f"An allergy or intolerance to {' / '.join(named)} is recorded ({found.name}): {why}. Was it a serious allergic reaction?"
    record.allergies.append(Allergies(named, verdict, source, when, f"{found.name}, {why}", ask))


def _severity(resource: Obj, verification: str) -> tuple[str, str]:
    """Whether the entry shows a serious allergic reaction, and what it says."""
    manifestations: list[Concept] = []
    severe = False
    for reaction in members(resource, "reaction"):
        manifestations += concepts(reaction, "manifestation")
        severe = severe or text(reaction, "severity") == "severe"
    names = ", ".join(item.name for item in manifestations) or "no reaction described"
    serious = any(coding.key in _SERIOUS_CODES for item in manifestations for coding in item.codings) or any(
        _SERIOUS.search(item.words) for item in manifestations
    )
    criticality = text(resource, "criticality")
    side_effects = bool(manifestations) and all(_SIDE_EFFECT.search(item.words) for item in manifestations)
    if verification == "unconfirmed":
        return ASK, f"unconfirmed, {names}"
    if serious:
        return TRUE, names
    if side_effects or text(resource, "type") == "intolerance":
        return ASK, f"{names}, which is not an allergic reaction" if side_effects else f"recorded as an intolerance, {names}"
    if criticality == "high" or severe:
        return TRUE, f"{'criticality high' if criticality == 'high' else 'severe'}, {names}"
    return ASK, f"criticality {criticality or 'not said'}, {names}"


def settle_allergies(record: Record) -> None:
    """Claim per medicine; a doubt stays a doubt, even beside "no known allergies"."""
    gathering = record.gathering
    for medicine in WATCHED:
        entries = [entry for entry in record.allergies if medicine in entry.medicines]
        serious = [entry for entry in entries if entry.verdict == TRUE]
        none = [entry for entry in entries if entry.verdict == FALSE]
        fact = f"allergy_{medicine}"
        if serious:
            newest = max(serious, key=_newness)
            later = next((entry for entry in none if _newness(entry) > _newness(newest)), None)
            if later:
                say = f"The record holds a serious allergy to {medicine} ({newest.said}) and, later, {later.said}: which is true?"
                gathering.notice("contradiction", say, newest.source)
            else:
                gathering.claim(fact, True, newest.source, newest.when, newest.said)
        elif any(entry.verdict == ASK for entry in entries):
            continue
        elif none:
            newest = max(none, key=_newness)
            gathering.claim(fact, False, newest.source, newest.when, newest.said)
    for entry in record.allergies:
        if entry.ask and entry.verdict == ASK:
            gathering.notice("allergy_unclear", entry.ask, entry.source)


def _newness(entry: Allergies) -> str:
    return entry.when.latest.isoformat() if entry.when else ""
