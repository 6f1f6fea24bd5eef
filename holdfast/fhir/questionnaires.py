"""QuestionnaireResponse → the answers to instruments in it, by the LOINC codes of their questions."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.fhir.answer_codes import ITEMS, STORED_LEVEL, TOTALS
from holdfast.fhir.elements import Malformed, Obj, members, text
from holdfast.fhir.forms import answer, keep_level
from holdfast.fhir.record import Record
from holdfast.language.codes import LOINC

DEEPEST = 20
COUNTS = frozenset(["completed", "amended"])


def read_questionnaire(resource: Obj, source: str, record: Record) -> None:
    """Take every answer to an instrument that is known."""
    gathering = record.gathering
    status = text(resource, "status")
    when = gathering.when(resource, "authored")
    if status not in COUNTS:
        gathering.skip(source, f"questionnaire: status {status or 'missing'}, so it does not count")
        return
    if gathering.future(when):
        gathering.skip(source, f"questionnaire: dated {when.day if when else ''}, after the as-of time")
        return
    for code, holders in _answered(members(resource, "item"), 0):
        key = (LOINC, code)
        if key in ITEMS or key in TOTALS:
            gathering.kept()
            record.answers.append(answer(key, holders, when, source, whole=True))
        elif key == STORED_LEVEL:
            for holder in holders:
                keep_level(holder, when, "Suicide risk level", source, record)


def _answered(items: list[Obj], depth: int) -> Iterator[tuple[str, list[Obj]]]:
    """Each item that has an answer: its code and its answers."""
    if depth > DEEPEST:
        raise Malformed("item", f"is nested more than {DEEPEST} deep", "")
    for item in items:
        answers = members(item, "answer")
        if answers:
            yield _code(item), answers
        for each in answers:
            yield from _answered(members(each, "item"), depth + 1)
        yield from _answered(members(item, "item"), depth + 1)


def _code(item: Obj) -> str:
    """The last part of the item's `linkId` or, where that is no known code, of its `definition`."""
    for place in (text(item, "linkId"), text(item, "definition")):
        code = place.strip("/").split("/")[-1]
        if (LOINC, code) in ITEMS or (LOINC, code) in TOTALS:
            return code
    return text(item, "linkId").strip("/").split("/")[-1]
