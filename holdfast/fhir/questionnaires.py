"""QuestionnaireResponse → PHQ-9 and GAD-7 totals where every item is answered, by the LOINC codes of their items."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.fhir.elements import Coding, Malformed, Obj, coding_of, member, members, number, text
from holdfast.fhir.observation_codes import FREQUENCY_ANSWERS
from holdfast.fhir.record import Record
from holdfast.language.codes import LOINC

PHQ9_ITEMS = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")
GAD7_ITEMS = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
ITEM_9 = "44260-8"
SCALES = (("PHQ-9", "phq9_score", PHQ9_ITEMS, "44261-6"), ("GAD-7", "gad7_score", GAD7_ITEMS, "70274-6"))
DEEPEST = 20
COUNTS = frozenset(["completed", "amended"])


def read_questionnaire(resource: Obj, source: str, record: Record) -> None:
    """Claim the totals of the scales that are complete."""
    gathering = record.gathering
    status = text(resource, "status")
    when = gathering.when(resource, "authored")
    if status not in COUNTS:
        gathering.skip(source, f"questionnaire: status {status or 'missing'}, so it does not count")
        return
    if gathering.future(when):
        gathering.skip(source, f"questionnaire: dated {when.day if when else ''}, after the as-of time")
        return
    answers = dict(_answers(members(resource, "item"), 0))
    for name, fact, items, total in SCALES:
        given = {item: answers[item] for item in items if item in answers}
        written = answers.get(total)
        if not given and written is None:
            continue
        score = sum(given.values()) if len(given) == len(items) else None
        if any(value not in (0, 1, 2, 3) for value in given.values()):
            gathering.skip(source, f"{name}: an item is not 0, 1, 2 or 3, so none of it is used")
            continue
        if ITEM_9 in given:
            gathering.claim("phq9_item9", int(given[ITEM_9]), source, when, f"PHQ-9 item 9 (LOINC {ITEM_9}): {given[ITEM_9]:g}")
        if score is None and written is None:
            gathering.skip(source, f"{name}: {len(given)} of {len(items)} items answered and no total, so no score")
            continue
        if score is not None and written is not None and score != written:
            say = f"{name}: the items add up to {score:g}, the total says {written:g}: which is it?"
            gathering.notice("total_does_not_add_up", say, source)
            continue
        value = score if score is not None else written
        assert value is not None
        if value != int(value) or not 0 <= value <= 3 * len(items) or (score is None and sum(given.values()) > value):
            gathering.skip(source, f"{name}: {value:g} is not a total that it can have")
            continue
        gathering.claim(fact, int(value), source, when, f"{name} total {value:g}, questionnaire of {when.day if when else 'no date'}")


def _answers(items: list[Obj], depth: int) -> Iterator[tuple[str, float]]:
    """Each item's code and its number."""
    if depth > DEEPEST:
        raise Malformed("item", f"is nested more than {DEEPEST} deep", "")
    for item in items:
        code = text(item, "linkId").strip("/").split("/")[-1]
        answers = members(item, "answer")
        if len(answers) == 1 and (value := _number(answers[0])) is not None:
            yield code, value
        for answer in answers:
            yield from _answers(members(answer, "item"), depth + 1)
        yield from _answers(members(item, "item"), depth + 1)


def _number(answer: Obj) -> float | None:
    chosen = member(answer, "valueCoding")
    if chosen:
        coding = coding_of(chosen)
        known = FREQUENCY_ANSWERS.get(coding.key)
        return known if known is not None else FREQUENCY_ANSWERS.get(Coding(LOINC, coding.code, "").key)
    quantity = member(answer, "valueQuantity")
    if quantity:
        return number(quantity, "value")
    value = number(answer, "valueInteger")
    return value if value is not None else number(answer, "valueDecimal")
