"""Condition → opioid use disorder, overdoses, pregnancy and the illnesses that weigh on a medicine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.fhir.condition_codes import (
    Asks,
    Meaning,
    Means,
    OpioidOverdose,
    OpioidUseDisorder,
    Pregnancy,
    Sets,
    meanings,
    meanings_of_words,
)
from holdfast.fhir.elements import Concept, Obj, When, concept, member, status_code
from holdfast.fhir.gathering import HOUR, YEAR
from holdfast.fhir.pregnancy import claim_pregnant
from holdfast.fhir.record import Record

DENIED = {"refuted": "refuted", "entered-in-error": "entered in error"}
UNSURE = frozenset({"unconfirmed", "provisional", "differential"})
ENDED = frozenset({"inactive", "remission", "resolved"})
CURRENT = frozenset({"active", "recurrence", "relapse"})
LONGEST_HOURS = 8760


@dataclass(frozen=True)
class Disorder:
    """One entry that records an opioid use disorder, current or past."""

    source: str
    remission: bool
    meaning: OpioidUseDisorder
    when: When | None
    ended: When | None
    said: str


@dataclass(frozen=True)
class Overdose:
    """One entry that records an overdose of an opioid."""

    source: str
    when: When | None
    said: str


@dataclass(frozen=True)
class _Course:
    """When the condition began, was written down and ended, and whether it is there now."""

    onset: When | None
    recorded: When | None
    ended: When | None
    current: bool
    in_remission: bool

    @property
    def when(self) -> When | None:
        return self.onset or self.recorded


def read_condition(resource: Obj, source: str, record: Record) -> None:
    """Claim what the condition says, or say why it does not count."""
    gathering = record.gathering
    found = concept(resource, "code")
    verification, clinical = status_code(resource, "verificationStatus"), status_code(resource, "clinicalStatus")
    if verification in DENIED:
        gathering.skip(source, f"{found.name}: {DENIED[verification]}")
        return
    course = _course(resource, clinical, record)
    if gathering.future(course.onset or course.recorded):
        gathering.skip(source, f"{found.name}: dated {course.when.day if course.when else ''}, after the as-of time")
        return
    understood = _understood(found)
    if not understood:
        gathering.skip(source, f"{found.name}: not a condition that Holdfast weighs")
        return
    if verification in UNSURE:
        gathering.skip(source, f"{found.name}: {verification}, so it does not count")
        gathering.notice("unconfirmed_condition", f"{found.name} is recorded as {verification}: is it so?", source)
        return
    for meaning, said in understood:
        _claim(meaning, said, course, source, record)


def overdoses_in(reasons: Iterable[Concept], when: When | None, source: str, record: Record) -> None:
    """What the reasons of an encounter say about overdoses and self-harm; a reason for a visit settles nothing else."""
    for reason in reasons:
        for meaning, said in _understood(reason):
            if isinstance(meaning, OpioidOverdose):
                _overdose(meaning, said, when, source, record)
            elif isinstance(meaning, Asks) and meaning.code in ("overdose_substance_unknown", "suicide_screen"):
                record.gathering.notice(meaning.code, f"{meaning.say} ({said})", source, once=True)


def names_opioid_use_disorder(found: Concept) -> bool:
    """Whether a reason or diagnosis is an opioid use disorder."""
    return any(isinstance(meaning, OpioidUseDisorder) for meaning, _ in _understood(found))


def _understood(found: Concept) -> list[tuple[Meaning, str]]:
    """Each meaning once, with what was said; several codes of one condition add to each other."""
    result: dict[Meaning, str] = {}
    for coding in found.codings:
        for meaning in meanings(coding):
            result.setdefault(meaning, found.said(coding))
    if not result and not any(coding.code for coding in found.codings):
        for meaning in meanings_of_words(found.text):
            result[meaning] = f"{found.name} (in words, no code)"
    disorders = [meaning for meaning in result if isinstance(meaning, OpioidUseDisorder)]
    if len(disorders) > 1:
        said = " and ".join(result[disorder] for disorder in disorders)
        joined = OpioidUseDisorder(
            remission=any(disorder.remission for disorder in disorders),
            severity=next((disorder.severity for disorder in disorders if disorder.severity), None),
            opioid=next((disorder.opioid for disorder in disorders if disorder.opioid), None),
            on_agonist=any(disorder.on_agonist for disorder in disorders),
            injects=any(disorder.injects for disorder in disorders),
        )
        result = {meaning: words for meaning, words in result.items() if meaning not in disorders} | {joined: said}
    return list(result.items())


def _course(resource: Obj, clinical: str, record: Record) -> _Course:
    gathering = record.gathering
    onset = gathering.when(resource, "onsetDateTime")
    if onset is None and (period := member(resource, "onsetPeriod")):
        onset = gathering.when(period, "start")
    ended = gathering.when(resource, "abatementDateTime")
    if ended is None and (period := member(resource, "abatementPeriod")):
        ended = gathering.when(period, "end") or gathering.when(period, "start")
    recorded = gathering.when(resource, "recordedDate")
    said_ended = any(resource.get(key) is not None for key in ("abatementString", "abatementAge", "abatementRange"))
    if gathering.future(ended):
        current, ended = True, None
    else:
        current = clinical not in ENDED and ended is None and not said_ended
    return _Course(onset, recorded, ended, current, clinical == "remission")


def _claim(meaning: Meaning, said: str, course: _Course, source: str, record: Record) -> None:
    gathering = record.gathering
    match meaning:
        case OpioidUseDisorder():
            remission = meaning.remission or not course.current
            gathering.kept()
            when = course.recorded or course.onset
            record.disorders.append(Disorder(source, remission, meaning, when, course.ended if remission else None, said))
        case OpioidOverdose():
            _overdose(meaning, said, course.when, source, record)
        case Pregnancy():
            if course.current:
                claim_pregnant(True, meaning.week, course.when, said, source, gathering)
            else:
                gathering.skip(source, f"{said}: ended, so it says nothing about pregnancy now")
        case Sets():
            _set(meaning, said, course, source, record)
        case Asks(code, say):
            if code == "head_injury_recorded" and not gathering.within(course.when, 168 * HOUR):
                gathering.skip(source, f"{said}: not of the last seven days")
            else:
                gathering.notice(code, f"{say} ({said})", source, once=True)
        case Means(why):
            gathering.skip(source, f"{said}: {why}")


def _set(meaning: Sets, said: str, course: _Course, source: str, record: Record) -> None:
    gathering = record.gathering
    if not (course.current or meaning.lasting):
        gathering.skip(source, f"{said}: ended, so it does not count now")
    elif meaning.within and not gathering.within(course.when, meaning.within):
        days = meaning.within.days
        gathering.skip(source, f"{said}: not certainly of the last {days} days, so it does not count now")
        gathering.notice("old_condition", f"{said} is recorded as active, undated or more than {days} days ago: is it so now?", source)
    else:
        ever = meaning.name not in ("housing", "hcv", "hbv", "tobacco_use", "alcohol_use")
        gathering.claim(meaning.name, meaning.value, source, course.when, said, ever=ever)


def _overdose(meaning: OpioidOverdose, said: str, when: When | None, source: str, record: Record) -> None:
    gathering = record.gathering
    if meaning.again:
        gathering.skip(source, f"{said}: a later visit or a late effect, not a new overdose")
        return
    gathering.kept()
    record.overdoses.append(Overdose(source, when, said))


# Over all entries ------------------------------------------------------------------------------------------------


def settle_conditions(record: Record) -> None:
    """Decide what several entries about the opioid use disorder and about overdoses say together."""
    _settle_disorder(record)
    _settle_overdoses(record)


def _settle_disorder(record: Record) -> None:
    gathering = record.gathering
    for entry in record.disorders:
        for name in ("oud_ever", "opioid_use_disorder_recorded"):
            gathering.claim(name, True, entry.source, entry.when, entry.said, ever=True)
        if entry.meaning.severity:
            gathering.claim("recorded_severity", entry.meaning.severity, entry.source, entry.when, entry.said)
        if entry.meaning.opioid and not entry.remission:
            gathering.claim("main_opioid", entry.meaning.opioid, entry.source, entry.when, entry.said)
        if entry.meaning.injects and not entry.remission:
            gathering.claim("injects_drugs", True, entry.source, entry.when, entry.said)
    settled = [entry for entry in record.disorders if entry.remission]
    active = [entry for entry in record.disorders if not entry.remission and not entry.meaning.on_agonist]
    if settled and active:
        last_settled, last_active = _last(settled), _last(active)
        if _after(last_settled, last_active):
            active = []
        elif _after(last_active, last_settled):
            settled = []
        else:
            say = f"One entry says that the opioid use disorder is in remission ({last_settled.said}), another that it is active"
            gathering.notice("remission_unclear", f"{say} ({last_active.said}): which is true now?", last_settled.source)
            return
    if active:
        gathering.claim("in_remission", False, active[0].source, _last(active).when, _last(active).said)
    elif settled:
        newest = _last(settled)
        gathering.claim("in_remission", True, newest.source, newest.when, newest.said)
        _remission_months(settled, record)


def _remission_months(settled: list[Disorder], record: Record) -> None:
    gathering = record.gathering
    dated = [(entry.ended, entry) for entry in settled if entry.ended]
    if not dated:
        return
    ended, entry = max(dated, key=lambda pair: pair[0].latest)
    start, now = ended.latest, gathering.clock
    if start > now or ended.latest - ended.earliest > 31 * 24 * HOUR:
        return
    months = (now.year - start.year) * 12 + now.month - start.month - ((now.day, now.time()) < (start.day, start.time()))
    said = f"{entry.said}, ended {ended.day}"
    gathering.claim("remission_months", max(months, 0), entry.source, ended, said)


def _settle_overdoses(record: Record) -> None:
    gathering = record.gathering
    dated = [(entry.when, entry) for entry in record.overdoses if entry.when]
    for entry in record.overdoses:
        if entry.when is None:
            gathering.notice(
                "overdose_undated", f"An opioid overdose is recorded without a date ({entry.said}): when was it?", entry.source
            )
    if not dated:
        return
    when, last = max(dated, key=lambda pair: pair[0].latest)
    recent = {moment.earliest.date() for moment, _ in dated if gathering.within(moment, YEAR)}
    if recent:
        said = f"{last.said}; overdoses on {len(recent)} day{'s' if len(recent) > 1 else ''} in the last year"
        gathering.claim("overdoses_past_year", len(recent), last.source, when, said)
    else:
        gathering.notice(
            "overdose_earlier", f"An opioid overdose is recorded, not within the last year ({last.said}, {when.day}).", last.source
        )
    least, most = gathering.age(when)
    if most > LONGEST_HOURS * HOUR:
        return
    if when.timed or (least > 168 * HOUR and most - least <= 24 * HOUR):
        gathering.claim("hours_since_overdose", round(least / HOUR, 1), last.source, when, f"{last.said}, {when.text}")
    else:
        say = f"An opioid overdose is recorded on {when.day} without a time ({last.said}): how many hours ago was it?"
        gathering.notice("overdose_time_unknown", say, last.source)


def _last(entries: list[Disorder]) -> Disorder:
    return max(entries, key=lambda entry: (entry.when is not None, entry.when.latest.isoformat() if entry.when else ""))


def _after(one: Disorder, other: Disorder) -> bool:
    return one.when is not None and other.when is not None and one.when.earliest > other.when.latest
