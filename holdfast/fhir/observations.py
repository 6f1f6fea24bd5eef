"""Observation → scores, signs, tests and answers; each with how long it says something about now."""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdfast.fhir.answer_codes import ITEMS, PANELS, STORED_LEVEL, TOTALS
from holdfast.fhir.elements import (
    INSTRUMENT_SYSTEM,
    NOTHING,
    Concept,
    Key,
    Obj,
    When,
    concept,
    concepts,
    flag,
    member,
    members,
    number,
    short,
    text,
)
from holdfast.fhir.forms import answer, keep_level
from holdfast.fhir.gathering import YEAR, Found, Gathering
from holdfast.fhir.observation_codes import (
    ALT,
    ANSWER_WORDS,
    ANSWERS,
    CHOICES,
    COWS,
    HOUSING,
    HOUSING_WORDS,
    INTERPRETATIONS,
    MEASURES,
    NOT_THESE,
    PREGNANCY_STATUS,
    PREGNANCY_TESTS,
    QTC,
    SCORE,
    TODAY,
    URINE,
    VIRUSES,
    Measure,
)
from holdfast.fhir.pregnancy import claim_pregnant, claim_week
from holdfast.fhir.record import Record
from holdfast.fhir.urine import read_urine
from holdfast.language.codes import LOINC

COUNTS = frozenset(["final", "amended", "corrected", "preliminary", ""])
PREGNANT = {"77386006": True, "LA15173-0": True, "60001007": False, "LA26683-5": False}
_COWS_WORDS = frozenset(["cows", "clinical", "opiate", "opioid", "withdrawal", "scale", "total", "score", "the", "assessment"])
_SOWS = re.compile(r"\bsows\b|\bsubjective opi(?:ate|oid) withdrawal scale\b|\bshort opi(?:ate|oid) withdrawal scale\b")
_QTC = re.compile(r"\bqtc\b|\bcorrected qt\b|\bqt (?:interval )?corrected\b")


@dataclass(frozen=True)
class _Part:
    """An observation or one component of it, with the date and source they share."""

    holder: Obj
    code: Concept
    when: When | None
    source: str
    record: Record
    remark: str


def read_observation(resource: Obj, source: str, record: Record) -> None:
    """Claim what was observed, or say why it does not count."""
    gathering = record.gathering
    code = concept(resource, "code")
    status = text(resource, "status")
    if status not in COUNTS:
        gathering.skip(source, f"{code.name}: status {short(status, 20)}, so it does not count")
        return
    when = _when(resource, record)
    if when and gathering.future(when):
        gathering.skip(source, f"{code.name}: dated {when.day}, after the as-of time")
        return
    remark = " (preliminary)" if status == "preliminary" else ""
    before = gathering.touched
    _read_part(_Part(resource, code, when, source, record, remark))
    for component in members(resource, "component"):
        _read_part(_Part(component, concept(component, "code"), when, source, record, remark))
    if gathering.touched == before:
        gathering.skip(source, f"{code.name}: not an observation that Holdfast reads")


def _when(resource: Obj, record: Record) -> When | None:
    gathering = record.gathering
    for key in ("effectiveDateTime", "effectiveInstant"):
        if found := gathering.when(resource, key):
            return found
    if period := member(resource, "effectivePeriod"):
        return gathering.when(period, "end") or gathering.when(period, "start")
    return gathering.when(resource, "issued")


def _read_part(part: _Part) -> None:
    for coding in part.code.codings:
        key = coding.key
        said = f"{part.code.said(coding)}{part.remark}"
        if key in NOT_THESE:
            part.record.gathering.skip(part.source, f"{said}: {NOT_THESE[key]}")
            return
        if _read_known(part, key, said):
            return
    _read_words(part)


def _read_known(part: _Part, key: Key, said: str) -> bool:
    if part.holder.get("dataAbsentReason") is not None and not any(name.startswith("value") for name in part.holder):
        known = any(key in codes for codes in (MEASURES, URINE, VIRUSES, CHOICES, ITEMS, TOTALS))
        if known:
            part.record.gathering.skip(part.source, f"{said}: recorded as having no value")
        return known
    if measure := MEASURES.get(key):
        _measure(part, measure, said)
    elif analyte := URINE.get(key):
        positive = _positive(part, said)
        shown = (
            _with_answer(part, said)
            if _chosen(part) != NOTHING or positive is None
            else f"{said}: {'positive' if positive else 'negative'}"
        )
        read_urine(analyte, positive, part.when, shown, part.source, part.record)
    elif key == (LOINC, ALT.value):
        _alt(part, said)
    elif key == (LOINC, PREGNANCY_STATUS.value):
        _pregnancy_status(part, said)
    elif key in PREGNANCY_TESTS:
        if (positive := _positive(part, said)) is not None:
            claim_pregnant(positive, None, part.when, _with_answer(part, said), part.source, part.record.gathering)
        else:
            part.record.gathering.skip(part.source, f"{said}: says neither positive nor negative")
    elif key in VIRUSES:
        _virus(part, key, said)
    elif key in CHOICES:
        _choice(part, key, said)
    elif key in ITEMS or key in TOTALS:
        part.record.gathering.kept()
        part.record.answers.append(answer(key, [part.holder], part.when, part.source))
    elif key == STORED_LEVEL:
        keep_level(part.holder, part.when, said, part.source, part.record)
    elif key in PANELS:
        part.record.gathering.kept()
    else:
        return False
    return True


def _read_words(part: _Part) -> None:
    """Scores without a code of their own, recognised where the words can mean nothing else."""
    words = " ".join(part.code.words.replace("(", " ").replace(")", " ").split())
    if not words:
        return
    if "withdrawal" in words or "cows" in words:
        tokens = set(words.split())
        if tokens <= _COWS_WORDS and ("cows" in tokens or {"clinical", "withdrawal", "scale"} <= tokens):
            _measure(part, COWS, f"{part.code.name} (by its words){part.remark}")
            return
    if _SOWS.search(words):
        say = (
            f"{part.code.name}: a SOWS that does not say which version; the 16-item one is meant by {INSTRUMENT_SYSTEM} sows-handelsman-16"
        )
        part.record.gathering.skip(part.source, say)
        part.record.gathering.notice(
            "sows_version_unknown", f"A SOWS total is recorded without its version ({part.code.name}): which one is it?", part.source
        )
    elif _QTC.search(words) and part.holder.get("valueQuantity") is not None:
        _measure(part, QTC, f"{part.code.name} (by its words){part.remark}")


# Numbers ---------------------------------------------------------------------------------------------------------


def _measure(part: _Part, measure: Measure, said: str) -> None:
    gathering = part.record.gathering
    value = _number(part, measure, said)
    if value is None:
        return
    unit = f" {measure_unit}" if (measure_unit := _unit(part)) else ""
    raw = _raw(part)
    said = f"{part.code.name} {value if raw is None else raw:g}{unit}{said[len(part.code.name) :]}"
    if not measure.low <= value <= measure.high:
        gathering.skip(part.source, f"{said}: outside {measure.low:g} to {measure.high:g}, so not believed")
        gathering.notice(
            "value_not_believable",
            f"{said} is outside what Holdfast believes ({measure.low:g} to {measure.high:g}): what is it?",
            part.source,
        )
        return
    value = round(value) if measure.whole or value == round(value) else round(value, 2)
    if part.when is None:
        if measure.fresh == TODAY:
            gathering.skip(part.source, f"{said}: no date, and it decides only on its own day")
            return
    elif not gathering.within(part.when, measure.fresh):
        age = "24 hours" if measure.fresh == TODAY else "12 months"
        if not measure.asked_again:
            why = f"{said}: of {part.when.text}, not certainly of the last {age}"
            gathering.skip(part.source, why)
            return
    if measure.fact == "gestation_weeks":
        claim_week(value, part.when, said, part.source, gathering)
    else:
        gathering.claim(measure.fact, value, part.source, part.when, said)


def _number(part: _Part, measure: Measure, said: str) -> float | None:
    """The value in the fact's unit; None, with the reason listed, where there is none."""
    gathering = part.record.gathering
    value = _raw(part)
    quantity = member(part.holder, "valueQuantity")
    if value is None:
        gathering.skip(part.source, f"{said}: has no number")
        return None
    if quantity and text(quantity, "comparator"):
        gathering.skip(part.source, f"{said}: only says {text(quantity, 'comparator')} {value:g}")
        return None
    if quantity is None:
        if not measure.bare:
            gathering.skip(part.source, f"{said}: a number without a unit")
            return None
        return value
    code, unit = text(quantity, "code").strip(), text(quantity, "unit").strip()
    for name in (code, unit):
        if name in measure.units:
            return value * measure.units[name]
    if not code and not unit and measure.bare:
        return value
    if measure.units is SCORE:
        return value
    gathering.skip(part.source, f"{said}: unit {short(code or unit, 20) or 'missing'} is not one that Holdfast converts")
    return None


def _raw(part: _Part) -> float | None:
    quantity = member(part.holder, "valueQuantity")
    if quantity:
        return number(quantity, "value")
    value = number(part.holder, "valueInteger")
    return value if value is not None else number(part.holder, "valueDecimal")


def _unit(part: _Part) -> str:
    quantity = member(part.holder, "valueQuantity")
    return short(text(quantity, "unit") or text(quantity, "code"), 20) if quantity else ""


def _alt(part: _Part, said: str) -> None:
    gathering = part.record.gathering
    value = _raw(part)
    quantity = member(part.holder, "valueQuantity")
    high = next((number(top, "value") for limits in members(part.holder, "referenceRange") if (top := member(limits, "high"))), None)
    if value is None or value < 0 or (quantity and text(quantity, "comparator")):
        gathering.skip(part.source, f"{said}: has no plain number")
    elif not high or high <= 0:
        gathering.skip(part.source, f"{said}: no upper limit of normal given, so it cannot be told how many times that limit it is")
    elif part.when is not None and not gathering.within(part.when, YEAR):
        gathering.skip(part.source, f"{said}: of {part.when.day}, more than 12 months old")
    elif value / high > 1000:
        gathering.skip(part.source, f"{said}: {value:g} against an upper limit of {high:g} is not believed")
    else:
        gathering.claim(
            "alt_times_uln", round(value / high, 2), part.source, part.when, f"{said} {value:g}, upper limit of normal {high:g}"
        )


def remark_old_scores(facts: tuple[Found, ...], gathering: Gathering) -> None:
    """Say of a questionnaire's score that was used, and is more than 12 months old, that it should be asked again."""
    for fact in facts:
        if fact.name in ("phq9_score", "phq9_item9", "gad7_score") and fact.date:
            when = gathering.when({"date": fact.date}, "date")
            if not gathering.within(when, YEAR):
                gathering.notice("score_old", f"{fact.said}, of {fact.date[:10]}, is more than 12 months old: ask again.", fact.source)


# Answers ---------------------------------------------------------------------------------------------------------


def _chosen(part: _Part) -> Concept:
    words = text(part.holder, "valueString")
    return Concept((), words) if words else concept(part.holder, "valueCodeableConcept")


def _with_answer(part: _Part, said: str) -> str:
    answer = _chosen(part)
    shown = answer.name if answer != NOTHING else ""
    return f"{said}: {shown}" if shown else said


def _positive(part: _Part, said: str) -> bool | None:
    """Whether the result is positive; None where it is not said, or where value and interpretation contradict each other."""
    answer = _chosen(part)
    found = {ANSWERS[coding.key] for coding in answer.codings if coding.key in ANSWERS}
    for words in (answer.text, *(coding.display for coding in answer.codings)):
        known = ANSWER_WORDS.get(" ".join(words.lower().split()).rstrip(".!"))
        if known is not None:
            found.add(known)
    told = flag(part.holder, "valueBoolean")
    if told is not None:
        found.add(told)
    for interpretation in concepts(part.holder, "interpretation"):
        found |= {INTERPRETATIONS[coding.code.upper()] for coding in interpretation.codings if coding.code.upper() in INTERPRETATIONS}
    if len(found) > 1:
        part.record.gathering.notice(
            "result_contradicts_itself", f"{said} is both positive and negative in the same entry: which is it?", part.source
        )
    return found.pop() if len(found) == 1 else None


def _pregnancy_status(part: _Part, said: str) -> None:
    gathering = part.record.gathering
    answer = _chosen(part)
    found = {PREGNANT[coding.code] for coding in answer.codings if coding.code in PREGNANT}
    if len(found) == 1:
        claim_pregnant(found.pop(), None, part.when, _with_answer(part, said), part.source, gathering)
    else:
        gathering.skip(part.source, f"{_with_answer(part, said)}: does not say; unknown is not no")


def _virus(part: _Part, key: Key, said: str) -> None:
    gathering = part.record.gathering
    fact, conclusive, why = VIRUSES[key]
    positive = _positive(part, said)
    said = _with_answer(part, said)
    if positive is None:
        gathering.skip(part.source, f"{said}: says neither positive nor negative")
    elif positive and not conclusive:
        gathering.skip(part.source, f"{said}: {why}, so it does not settle the matter")
        gathering.notice("test_to_confirm", f"{said} is {why}: has it been confirmed?", part.source)
    elif not positive and not gathering.within(part.when, YEAR):
        gathering.skip(part.source, f"{said}: a negative result that is not certainly of the last 12 months")
    else:
        gathering.claim(fact, "positive" if positive else "negative", part.source, part.when, said)


def _choice(part: _Part, key: Key, said: str) -> None:
    gathering = part.record.gathering
    answer = _chosen(part)
    found = next((CHOICES[key][coding.key] for coding in answer.codings if coding.key in CHOICES[key]), None)
    if found is None and key == (LOINC, HOUSING.value):
        found = HOUSING_WORDS.get(" ".join(answer.name.lower().split()))
    said = _with_answer(part, said)
    if found is None:
        gathering.skip(part.source, f"{said}: not an answer that Holdfast reads")
    elif part.when is not None and not gathering.within(part.when, YEAR):
        gathering.skip(part.source, f"{said}: of {part.when.day}, more than 12 months old")
    else:
        gathering.claim(found[0], found[1], part.source, part.when, said)
