"""Answers to an instrument's questions → one form a questionnaire or a day → what the form settles, by the guideline's scoring.

Answers arrive in any order, so forms are scored once the whole record has been read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from holdfast.fhir.answer_codes import ITEMS, NAMES, STORED_LEVELS, TOTALS, meanings, said_in
from holdfast.fhir.elements import DAY, Coding, Key, Obj, When, coding_of, concept, flag, member, number, short, text
from holdfast.fhir.gathering import YEAR, Gathering
from holdfast.fhir.record import Record
from holdfast.guideline.instruments.cssrs import Level, level
from holdfast.guideline.instruments.instrument import Instrument, Item
from holdfast.guideline.instruments.scoring import INSTRUMENTS, Scored, score

PAST_MONTH = 30 * DAY
ASKS_ABOUT: dict[str, timedelta] = {"cssrs": PAST_MONTH, "audit_c": YEAR}
"""How far back the questions reach, where an older form says nothing of now. Older scores of mood and worry are kept with a remark."""
SINGLE = ("phq9_item9",)
"""Facts that one answer settles, so that other answers do not replace them."""
LEVELS: tuple[Level, ...] = ("none", "low", "moderate", "high")
_VALUES = ("valueBoolean", "valueInteger", "valueDecimal", "valueQuantity", "valueCoding", "valueCodeableConcept", "valueString")


@dataclass(frozen=True)
class Answer:
    """What was answered to an item, or given as a total, by the code of its question; no value where it cannot be told. `whole`: it
    stands in a questionnaire, which is one form; else the answers of one day are."""

    key: Key
    value: float | bool | None
    shown: str
    when: When | None
    source: str
    whole: bool

    @property
    def form(self) -> tuple[str, str]:
        """What answers of one form have in common."""
        instrument = TOTALS[self.key] if self.key in TOTALS else ITEMS[self.key][0]
        return instrument.name, self.source if self.whole else f"day {self.when.day if self.when else ''}"

    @property
    def newness(self) -> datetime:
        """What answers and forms are put in order by."""
        return self.when.latest if self.when else datetime.min


def answer(key: Key, holders: list[Obj], when: When | None, source: str, *, whole: bool = False) -> Answer:
    """The answer to the item or the total that `key` names. More than one holder is more than one answer, and so none."""
    shown = " and ".join(_shown(holder) for holder in holders)
    holder = holders[0] if len(holders) == 1 else {}
    value = _counted(holder) if key in TOTALS else _value(key, ITEMS[key][1], holder)
    return Answer(key, value, shown, when, source, whole)


def _later(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and one.earliest > other.latest


def _value(key: Key, item: Item, holder: Obj) -> int | bool | None:
    """What was answered: points, or yes or no; None where that cannot be told."""
    told = flag(holder, "valueBoolean")
    if told is not None:
        return told if item.yes_no else None
    counted = _counted(holder)
    if counted is not None:
        return (bool(counted) if item.yes_no else int(counted)) if counted in item.scores else None
    found = said_in(key, text(holder, "valueString")) | said_in(key, concept(holder, "valueCodeableConcept").text)
    for coding in _chosen(holder):
        found |= meanings(key, coding)
    return found.pop() if len(found) == 1 else None


def _counted(holder: Obj) -> float | None:
    quantity = member(holder, "valueQuantity")
    if quantity:
        return number(quantity, "value")
    value = number(holder, "valueInteger")
    return value if value is not None else number(holder, "valueDecimal")


def _chosen(holder: Obj) -> tuple[Coding, ...]:
    alone = member(holder, "valueCoding")
    return (*([coding_of(alone)] if alone else []), *concept(holder, "valueCodeableConcept").codings)


def _shown(holder: Obj) -> str:
    name = next((name for name in holder if name.startswith("value")), "")
    value = holder.get(name)
    if name == "valueCodeableConcept":
        return concept(holder, name).name
    if isinstance(value, dict):
        return short(str(value.get("display") or value.get("code") or value.get("value")))
    return short(str(value)) if name in _VALUES else name or "nothing"


# Scoring, once the record has been read --------------------------------------------------------------------------


@dataclass
class Form:
    """One instrument as answered at one time. `given` holds the points or yes/no of each item; an item of `unclear` was answered,
    and it cannot be told how."""

    instrument: Instrument
    when: When | None
    source: str
    given: dict[str, float | bool]
    unclear: set[str]
    total: float | None

    @property
    def name(self) -> str:
        """The form as a reader knows it."""
        return f"{NAMES[self.instrument.name]} of {self.when.day}" if self.when else f"{NAMES[self.instrument.name]}, undated"


def settle_forms(record: Record) -> None:
    """Claim what each instrument's forms settle; a newer form counts before an older one."""
    together: dict[tuple[str, str], list[Answer]] = {}
    for each in sorted(record.answers, key=lambda each: each.newness):
        together.setdefault(each.form, []).append(each)
    newest_first = sorted(together.items(), key=lambda named: named[1][-1].newness, reverse=True)
    for name in NAMES:
        forms = [_form(INSTRUMENTS[name], answers, record.gathering) for (own, _), answers in newest_first if own == name]
        _settle(name, forms, record.gathering)
    _doubt_stored_levels(record)


def _form(instrument: Instrument, answers: list[Answer], gathering: Gathering) -> Form:
    """These answers, oldest first, as one form. A later answer replaces an earlier one; of two at one time neither counts."""
    form = Form(instrument, answers[-1].when, answers[-1].source, {}, set(), None)
    last: dict[str, Answer] = {}
    for each in answers:
        if each.key in TOTALS:
            form.total = float(each.value) if each.value is not None else None
            continue
        item = ITEMS[each.key][1]
        before = last.get(item.name)
        last[item.name] = each
        if each.value is None:
            say = f"{form.name}: {each.shown} is no answer to {item.name} (LOINC {each.key[1]}); allowed: {item.allowed}"
            gathering.skip(each.source, say)
            gathering.notice("answer_not_understood", f"{say}. What was answered?", each.source)
            form.unclear.add(item.name)
        elif before is not None and before.value not in (None, each.value) and not _later(each.when, before.when):
            say = f"{form.name}: {item.name} (LOINC {each.key[1]}) is answered in two ways at one time. Neither counts: which is it?"
            gathering.notice("answers_contradict", say, each.source)
            form.unclear.add(item.name)
        else:
            form.given[item.name] = each.value
    return form


def _settle(name: str, forms: list[Form], gathering: Gathering) -> None:
    beside = {fact: value for fact in ("sex", "alcohol_use") if (value := gathering.so_far(fact)) is not None}
    newer: list[Scored] = []
    for form in forms:
        reach = ASKS_ABOUT.get(name)
        if reach is not None and not gathering.within(form.when, reach):
            _too_old(form, bool(newer), gathering)
            continue
        scored = _scored(form, beside, gathering)
        if scored is None:
            continue
        if any(_says_more(each, scored) for each in newer):
            gathering.skip(form.source, f"{form.name}: newer answers, though unfinished, already mean more")
            scored = replace(scored, facts={fact: value for fact, value in scored.facts.items() if fact in SINGLE}, missing=(), remarks=())
        _claim(form, scored, bool(newer), gathering)
        newer.append(scored)


def _too_old(form: Form, renewed: bool, gathering: Gathering) -> None:
    if form.instrument.name == "cssrs":
        gathering.skip(form.source, f"{form.name}: it asks about the past month and is not certainly of the last {PAST_MONTH.days} days")
        if not renewed:
            found = level({name for name, value in form.given.items() if value})
            say = f"{form.name} is not certainly of the last {PAST_MONTH.days} days; its highest answer means {found}. Ask again today."
            gathering.notice("suicide_screen_old", say, form.source)
    else:
        gathering.skip(form.source, f"{form.name}: not certainly of the last year; more than 12 months old, or undated")


def _scored(form: Form, beside: Mapping[str, object], gathering: Gathering) -> Scored | None:
    """The form's score; None, with the reason told, where it cannot be used. A question that a no before it leaves out, and that was
    answered in a way nobody understands, puts that no in doubt."""
    if form.unclear and form.instrument.totalled:
        gathering.skip(form.source, f"{form.name}: an answer is not understood, so none of it is used")
        return None
    gates = {skip.after for skip in form.instrument.skips if form.unclear.intersection(skip.items)}
    unknown = form.unclear | {gate for gate in gates if gate in form.given and not form.given[gate]}
    items: dict[str, object] = {name: value for name, value in form.given.items() if name not in unknown}
    total = form.total
    if total is not None:
        items["total"] = int(total) if total == int(total) else total
    scored = score(form.instrument.name, items, form.source, beside)
    if scored.problems:
        why = "; ".join(f"{problem.why}{f' (allowed: {problem.allowed})' if problem.allowed else ''}" for problem in scored.problems)
        say = f"{form.name}: the total says {total:g}: {why}"
        gathering.skip(form.source, say)
        gathering.notice("total_does_not_add_up", f"{say}. Which is it?", form.source)
        return None
    return scored


def _says_more(newer: Scored, older: Scored) -> bool:
    """Whether answers of a newer, unfinished form already mean more than the whole older one."""
    if newer.instrument == "cssrs":
        found = older.facts.get("suicide_risk")
        return bool(newer.missing) and found in LEVELS and LEVELS.index(_level(newer)) > LEVELS.index(found)
    return newer.total is None and older.total is not None and newer.at_least > older.total


def _level(scored: Scored) -> Level:
    return level({name for name, points in scored.answers.items() if points})


def _claim(form: Form, scored: Scored, renewed: bool, gathering: Gathering) -> None:
    found = f"total {scored.total}" if scored.total is not None else ""
    band = f"({scored.band})" if scored.band and found else scored.band or ""
    result = " ".join(part for part in (found, band) if part)
    if scored.missing and scored.total is None:
        gathering.skip(form.source, f"{form.name}: not answered: {', '.join(scored.missing)}")
    for fact, value in scored.facts.items():
        if fact == "suicide_risk" and _opened_again(form, value, gathering):
            continue
        said = f"{form.name}: answer {value:g} to the last question" if fact in SINGLE else f"{form.name}: {result or value}"
        gathering.claim(fact, value, form.source, form.when, said)
    if result and not (form.instrument.fact or form.instrument.also):
        gathering.skip(form.source, f"{form.name}: {result}; no fact hangs on it")
    if not renewed:
        for remark in scored.remarks:
            gathering.notice(remark.code, remark.say, form.source)


def _opened_again(form: Form, found: object, gathering: Gathering) -> bool:
    """Whether PHQ-9 told of thoughts of death on a day after this screen: then only a level of high stands."""
    told = [claim for claim in gathering.claims if claim.name == "phq9_item9" and claim.value != 0 and _later(claim.when, form.when)]
    if not told or found == LEVELS[-1]:
        return False
    say = f"{form.name}: {found}, and thoughts of death were told after it ({told[0].said}). Ask the suicide screen again today."
    gathering.skip(form.source, say)
    gathering.notice("suicide_screen_before_thoughts", say, form.source)
    return True


def keep_level(holder: Obj, when: When | None, said: str, source: str, record: Record) -> None:
    """Keep a suicide risk level that the record holds, to be held against the answers."""
    words = {STORED_LEVELS.get(coding.code, coding.display.strip().lower()) for coding in _chosen(holder)}
    words |= {concept(holder, "valueCodeableConcept").text.strip().lower(), text(holder, "valueString").strip().lower()}
    found = next((each for each in reversed(LEVELS) if each in words), None)
    record.gathering.kept()
    record.stored_levels.append((found, when, f"{said}: {found or _shown(holder)}", source))


def _doubt_stored_levels(record: Record) -> None:
    """A suicide risk level that stands in the record and does not follow from answers that stand there too."""
    gathering = record.gathering
    for found, when, said, source in record.stored_levels:
        gathering.skip(source, f"{said}: a level is worked out from its answers, never taken as it stands")
        recent = when is None or gathering.within(when, PAST_MONTH)
        if found is not None and recent and found != gathering.so_far("suicide_risk"):
            say = f"{said} does not follow from the answers of a suicide screen in the record. Ask the screen today."
            gathering.notice("suicide_level_without_answers", say, source)
