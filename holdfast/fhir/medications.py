"""MedicationRequest, MedicationStatement, MedicationAdministration → treatment, rescue kits, and medicines that weigh on a choice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from holdfast.fhir.conditions import names_opioid_use_disorder
from holdfast.fhir.doses import daily, strength_given
from holdfast.fhir.elements import (
    DAY,
    Concept,
    Malformed,
    Obj,
    When,
    concept,
    concepts,
    flag,
    member,
    members,
    number,
    reference_of,
    status_code,
    text,
)
from holdfast.fhir.gathering import HOUR, YEAR
from holdfast.fhir.medicine_codes import (
    DISPERSIBLE,
    EXTENDED,
    IMPLANT,
    MEDICINES,
    ORAL,
    PAIN,
    RESCUE,
    SUBLINGUAL,
    TABLET,
    UNSAID,
    Medicine,
)
from holdfast.fhir.medicine_words import EFFECTS, MAOI, OPIOIDS, TREATMENTS, medicine_of_words
from holdfast.fhir.record import Record
from holdfast.fhir.treatment import (
    BUPRENORPHINE,
    GIVEN,
    METHADONE,
    NALTREXONE_ORAL,
    NALTREXONE_XR,
    ORDER,
    OTHER,
    STATEMENT,
    XR,
    Evidence,
)

ORDERED = frozenset(["order", "original-order", "reflex-order", "filler-order", "instance-order", ""])
STALE_ORDER = "active for more than a year with no end"
STALE = YEAR
"""An entry this old that is still "active" with no end and no supply does not show that the medicine is taken."""
RESCUE_LASTS = 2 * YEAR
MAOI_LASTS = 14 * DAY
LEAST_SUBLINGUAL_MG = 2
"""Buprenorphine for pain is given in fractions of a milligram; from this on an unnamed form is the sublingual one."""
_NALTREXONE = {EXTENDED: NALTREXONE_XR, "intramuscular": NALTREXONE_XR, ORAL: NALTREXONE_ORAL}
INTRAMUSCULAR = "intramuscular"
_ROUTES = {
    "45890007": PAIN, "54471007": PAIN, "47625008": PAIN, "37839007": SUBLINGUAL, "34206005": EXTENDED, "26643006": ORAL,
    "78421000": INTRAMUSCULAR,
}  # fmt: skip
"""SNOMED CT routes: transdermal, buccal, intravenous; sublingual; subcutaneous; oral; intramuscular."""


@dataclass(frozen=True)
class _Read:
    """A medicine as an entry names it: what its codes or words say, and, where they disagree, the other reading too."""

    medicine: Medicine
    said: str
    rival: Medicine | None = None


@dataclass(frozen=True)
class _Use:
    """How an entry shows the medicine: the kind of entry, its date, whether it is taken now, when it ended."""

    how: str
    when: When | None
    current: bool
    why_not: str = ""
    ended: When | None = None
    stopped: bool = False


def read_request(resource: Obj, source: str, record: Record) -> None:
    """An order."""
    status, intent = text(resource, "status"), text(resource, "intent")
    when = record.gathering.when(resource, "authoredOn")
    if flag(resource, "doNotPerform"):
        record.gathering.skip(source, "an order not to give the medicine")
        return
    if intent not in ORDERED:
        record.gathering.skip(source, f"{_named(resource, record).name}: intent {intent}, not an order")
        return
    if _starts_later(resource, record):
        record.gathering.skip(source, f"{_named(resource, record).name}: to start after the as-of time")
        return
    end = _end_of_order(resource, when, record)
    _read(resource, source, record, _use(ORDER, status, when, end, record), members(resource, "dosageInstruction"))


def read_statement(resource: Obj, source: str, record: Record) -> None:
    """A statement that the medicine is, was or is not taken."""
    gathering = record.gathering
    period = member(resource, "effectivePeriod")
    start = gathering.when(period, "start") if period else gathering.when(resource, "effectiveDateTime")
    end = gathering.when(period, "end") if period else None
    asserted = gathering.when(resource, "dateAsserted")
    if start and gathering.future(start):
        gathering.skip(source, f"{_named(resource, record).name}: dated {start.day}, after the as-of time")
        return
    use = _use(STATEMENT, text(resource, "status"), asserted or start, end, record)
    _read(resource, source, record, use, members(resource, "dosage"))


def read_administration(resource: Obj, source: str, record: Record) -> None:
    """A dose that was given."""
    gathering = record.gathering
    status = text(resource, "status")
    period = member(resource, "effectivePeriod")
    when = gathering.when(resource, "effectiveDateTime")
    if when is None and period:
        when = gathering.when(period, "end") or gathering.when(period, "start")
    if status not in ("completed", "in-progress"):
        gathering.skip(source, f"{_named(resource, record).name}: status {status or 'missing'}, so not given for certain")
    elif gathering.future(when):
        gathering.skip(source, f"{_named(resource, record).name}: dated {when.day if when else ''}, after the as-of time")
    else:
        dosage = member(resource, "dosage")
        _read(resource, source, record, _Use(GIVEN, when, True), [dosage] if dosage else [])


# When it is taken ------------------------------------------------------------------------------------------------


def _use(how: str, status: str, when: When | None, end: When | None, record: Record) -> _Use:
    gathering = record.gathering
    if gathering.future(when):
        return _Use(how, when, False, f"dated {when.day if when else ''}, after the as-of time")
    if status != "active":
        stopped = status in ("stopped", "not-taken")
        return _Use(how, when, False, f"status {status or 'missing'}, not active", end, stopped)
    if end is not None and end.latest < gathering.clock:
        return _Use(how, when, False, f"ended on {end.day}", end)
    if end is None and when is not None and not gathering.within(when, STALE):
        return _Use(how, when, False, STALE_ORDER)
    return _Use(how, when, True)


def _bounds(resource: Obj) -> list[Obj]:
    """The periods that the order's instructions hold for."""
    timings = [member(dosage, "timing") for dosage in members(resource, "dosageInstruction")]
    repeats = [member(timing, "repeat") for timing in timings if timing]
    return [bounds for repeat in repeats if repeat and (bounds := member(repeat, "boundsPeriod"))]


def _starts_later(resource: Obj, record: Record) -> bool:
    starts = [record.gathering.when(bounds, "start") for bounds in _bounds(resource)]
    return bool(starts) and all(start is not None and record.gathering.future(start) for start in starts)


def _end_of_order(resource: Obj, authored: When | None, record: Record) -> When | None:
    """The earliest end that the order names: its instructions, its validity, its supply."""
    gathering = record.gathering
    ends = [end for bounds in _bounds(resource) if (end := gathering.when(bounds, "end"))]
    latest_instruction = max(ends, key=lambda end: end.latest) if ends else None
    found = [latest_instruction] if latest_instruction else []
    dispense = member(resource, "dispenseRequest")
    if dispense:
        period = member(dispense, "validityPeriod")
        if period and (end := gathering.when(period, "end")):
            found.append(end)
        if authored and (days := _supply_days(dispense)):
            try:
                last = authored.latest + timedelta(days=days)
                found.append(When(last, last, last.isoformat(timespec="minutes")))
            except OverflowError:
                raise Malformed("dispenseRequest.expectedSupplyDuration", "is too long", days) from None
    return min(found, key=lambda end: end.latest) if found else None


def _supply_days(dispense: Obj) -> float | None:
    supply = member(dispense, "expectedSupplyDuration")
    value = number(supply, "value") if supply else None
    if supply is None or value is None or value <= 0:
        return None
    unit = (text(supply, "code") or text(supply, "unit")).lower()
    scale = {"d": 1.0, "day": 1.0, "days": 1.0, "wk": 7.0, "week": 7.0, "weeks": 7.0, "mo": 30.5, "month": 30.5, "months": 30.5}.get(unit)
    return value * scale * (1 + (number(dispense, "numberOfRepeatsAllowed") or 0)) if scale else None


# Which medicine it is --------------------------------------------------------------------------------------------


def _named(resource: Obj, record: Record) -> Concept:
    """The medicine's concept: its own, or that of the Medication it points to, with the names of that one's ingredients."""
    own = concept(resource, "medicationCodeableConcept")
    reference = reference_of(resource, "medicationReference")
    if own.codings or own.text or not reference:
        return own
    medication = record.pointed_to(reference, resource)
    if medication is None:
        holder = member(resource, "medicationReference")
        return Concept((), text(holder, "display") if holder else "")
    found = concept(medication, "code")
    if found.codings or found.text:
        return found
    ingredients = [concept(item, "itemCodeableConcept") for item in members(medication, "ingredient")]
    return Concept(tuple(coding for item in ingredients for coding in item.codings), " / ".join(item.name for item in ingredients))


def _understood(found: Concept, source: str, record: Record) -> _Read | None:
    """The medicine by code first, by words where no code is known; both readings where they disagree."""
    words = [part.lower() for part in dict.fromkeys((found.text, *(coding.display for coding in found.codings))) if part]
    readings = [medicine for part in words if (medicine := medicine_of_words(part))]
    by_code = next(((MEDICINES[coding.key], coding) for coding in found.codings if coding.key in MEDICINES), None)
    if by_code is None:
        return _by_words(found, words, readings, source, record)
    medicine, coding = by_code
    joined = frozenset(name for each in found.codings if each.key in MEDICINES for name in MEDICINES[each.key].ingredients)
    medicine = replace(medicine, ingredients=joined)
    for reading in readings:
        if _disagree(reading, medicine):
            _mismatch(found, medicine, reading, source, record)
            return _Read(medicine, found.said(coding), reading)
        if not medicine.form and medicine.ingredients <= reading.ingredients:
            medicine = reading
    return _Read(medicine, found.said(coding))


def _by_words(found: Concept, words: list[str], readings: list[Medicine], source: str, record: Record) -> _Read | None:
    whole = medicine_of_words(" · ".join(words))
    if whole is None or not readings:
        return None
    for one in readings[1:]:
        if (one.ingredients | readings[0].ingredients) & TREATMENTS and not (
            one.ingredients <= readings[0].ingredients or readings[0].ingredients <= one.ingredients
        ):
            _mismatch(found, one, readings[0], source, record)
            return _Read(one, f"{found.name} (by its words)", readings[0])
    unknown = next((f"; {coding.said} is not in the tables" for coding in found.codings if coding.code), "")
    return _Read(whole, f"{found.name} (by its words{unknown})")


def _disagree(words: Medicine, code: Medicine) -> bool:
    """Words may name fewer ingredients than the code, and "buprenorphine" alone may be the code of its combination with naloxone."""
    if not (words.ingredients | code.ingredients) & TREATMENTS:
        return False
    extra = words.ingredients - code.ingredients
    if code.ingredients == {"buprenorphine"} and not code.form:
        extra -= {"naloxone"}
    return bool(extra & TREATMENTS) or not words.ingredients & code.ingredients


def _mismatch(found: Concept, one: Medicine, other: Medicine, source: str, record: Record) -> None:
    codes = ", ".join(coding.said for coding in found.codings if coding.code) or "no code"
    first, second = (" / ".join(sorted(medicine.ingredients)) for medicine in (one, other))
    say = f"Code and text disagree. The code says {first} ({codes}); the text says {second} ({found.name!r}). Check the product."
    record.gathering.notice("code_text_mismatch", say, source)


def _route(dosages: list[Obj]) -> str:
    for dosage in dosages:
        for coding in concept(dosage, "route").codings:
            if coding.code in _ROUTES:
                return _ROUTES[coding.code]
    return UNSAID


# What it means ---------------------------------------------------------------------------------------------------


def _read(resource: Obj, source: str, record: Record, use: _Use, dosages: list[Obj]) -> None:
    gathering = record.gathering
    found = _named(resource, record)
    read = _understood(found, source, record)
    if read is None:
        gathering.skip(
            source,
            f"{found.name}: "
            + ("not a medicine that Holdfast weighs" if found.words.strip() else "a code without words that Holdfast does not know"),
        )
        if found.codings and not found.words.strip() and use.current:
            say = f"A medicine is recorded by a code alone that Holdfast does not know ({found.codings[0].said}): what is it?"
            gathering.notice("medicine_not_recognised", say, source)
        return
    kit = read.rival is None and read.medicine.ingredients == {"naloxone"}
    if kit and use.why_not == STALE_ORDER and gathering.within(use.when, RESCUE_LASTS):
        use = replace(use, current=True)
    if use.current:
        record.taken.add(read.medicine.ingredients)
    else:
        _not_taken(read, use, source, record)
        return
    kinds = {kind for medicine in (read.medicine, read.rival) if medicine and (kind := _treatment(medicine, dosages, resource, record))}
    if read.rival is not None and (len(kinds) != 1 or not (_treats(read.medicine) and _treats(read.rival))):
        gathering.skip(source, f"{found.name}: code and text disagree on what it is, so nothing is concluded from it")
        return
    said = read.said
    if read.rival is not None:
        said = f"{read.said}; both readings of it contain {' and '.join(sorted(read.medicine.ingredients & read.rival.ingredients))}"
    if read.medicine.ingredients & TREATMENTS and not read.medicine.ingredients & OPIOIDS:
        _treat(replace(read, said=said), kinds, use, source, record, dosages, resource)
    else:
        _weigh(replace(read, said=said), use, source, record)


def _treats(medicine: Medicine) -> bool:
    return bool(medicine.ingredients & {"buprenorphine", "methadone"})


def _not_taken(read: _Read, use: _Use, source: str, record: Record) -> None:
    gathering = record.gathering
    name = " / ".join(sorted(read.medicine.ingredients))
    if use.ended and read.medicine.ingredients & MAOI and gathering.within(use.ended, MAOI_LASTS):
        gathering.claim("maoi_use", True, source, use.ended, f"{read.said}, ended {use.ended.day}, within 14 days", ever=True)
        return
    if use.why_not == STALE_ORDER:
        assert use.when
        gathering.skip(
            source, f"{read.said}: active since {use.when.day} with no end and no supply named; too old to show that it is taken now"
        )
        older = record.stale.get(read.medicine.ingredients)
        if older is None or older[0].latest < use.when.latest:
            record.stale[read.medicine.ingredients] = use.when, read.said, source
        return
    gathering.skip(source, f"{read.said}: {use.why_not}")
    if read.medicine.ingredients == {"naloxone"}:
        if gathering.within(use.when, RESCUE_LASTS) and "after the as-of" not in use.why_not:
            gathering.notice("naloxone_old", f"{read.said} was ordered{_on(use.when)}: is the naloxone still there?", source, once=True)
        return
    if use.stopped and (kind := _plain_kind(read.medicine)):
        record.treatments.append(Evidence(kind, source, use.how, use.when, read.said, current=False))
    elif read.medicine.ingredients & TREATMENTS and use.why_not.startswith("ended on"):
        gathering.notice("supply_ended", f"{read.said}: the order or its supply {use.why_not}: is {name} still taken?", source)


def _plain_kind(medicine: Medicine) -> str | None:
    if "methadone" in medicine.ingredients:
        return METHADONE
    if "buprenorphine" in medicine.ingredients and medicine.form != PAIN:
        return XR if medicine.form == EXTENDED else BUPRENORPHINE
    if "naltrexone" in medicine.ingredients:
        return NALTREXONE_XR if medicine.form == EXTENDED else NALTREXONE_ORAL
    return None


def _treatment(medicine: Medicine, dosages: list[Obj], resource: Obj, record: Record) -> str | None:
    """The medicine as `current_medication` names it; "pain", "rescue" or "unclear" where it is none of those; else None."""
    form = medicine.form or _route(dosages)
    if "methadone" in medicine.ingredients:
        return "pain" if form == PAIN else METHADONE
    if "buprenorphine" in medicine.ingredients:
        if "naloxone" in medicine.ingredients or "naltrexone" in medicine.ingredients:
            return BUPRENORPHINE
        if form in (UNSAID, ORAL) and _milligrams_a_day(medicine, dosages) >= LEAST_SUBLINGUAL_MG:
            return BUPRENORPHINE
        return {PAIN: "pain", INTRAMUSCULAR: "pain", EXTENDED: XR, IMPLANT: OTHER, SUBLINGUAL: BUPRENORPHINE}.get(form, "unclear")
    if "naltrexone" in medicine.ingredients:
        return "unclear" if len(medicine.ingredients) > 1 else _NALTREXONE.get(form, "unclear")
    if "diamorphine" in medicine.ingredients:
        return "unclear"
    return "rescue" if "naloxone" in medicine.ingredients else None


def _milligrams_a_day(medicine: Medicine, dosages: list[Obj]) -> float:
    dose = daily(dosages, medicine)
    return dose.mg if dose else medicine.unit_mg or 0.0


def _treat(read: _Read, kinds: set[str], use: _Use, source: str, record: Record, dosages: list[Obj], resource: Obj) -> None:
    gathering = record.gathering
    kind = next(iter(kinds))
    if kind == "rescue":
        _rescue(read, use, source, record, resource)
    elif kind == "pain":
        if use.how == GIVEN:
            gathering.notice("opioid_given", f"{read.said} was given{_on(use.when)}: count it in the hours since the last opioid.", source)
        else:
            said = f"{read.said}: a form for pain, not treatment of opioid use disorder"
            gathering.claim("takes_opioid_analgesic", True, source, use.when, said, ever=True)
    elif kind == "unclear":
        gathering.skip(source, f"{read.said}: the entry does not say which form it is or what it is for")
        gathering.notice("medicine_unclear", f"{read.said} is current, but not in what form or what for: what is it?", source)
    else:
        _evidence(read, kind, use, source, record, dosages, resource)


def _evidence(read: _Read, kind: str, use: _Use, source: str, record: Record, dosages: list[Obj], resource: Obj) -> None:
    gathering = record.gathering
    medicine = read.medicine
    needs_disorder = retail_tablets = False
    if kind == METHADONE:
        reasons = _reasons(resource, record)
        for_disorder = any(map(names_opioid_use_disorder, reasons))
        if reasons and not for_disorder and any("pain" in reason.words for reason in reasons):
            gathering.claim("takes_opioid_analgesic", True, source, use.when, f"{read.said}, ordered for {reasons[0].name}", ever=True)
            return
        needs_disorder = not (for_disorder or medicine.form in (DISPERSIBLE, "treatment") or medicine.ml_mg == 10)
        retail_tablets = medicine.form == TABLET and use.how == ORDER
    given = strength_given(dosages[0] if dosages else None, medicine) if use.how == GIVEN else None
    dose = daily(dosages, medicine) if use.how != GIVEN and kind in (METHADONE, BUPRENORPHINE, NALTREXONE_ORAL) else None
    if kind == NALTREXONE_ORAL and dose and dose.mg < 12.5:
        gathering.skip(source, f"{read.said}: {dose.mg:g} mg a day is low-dose naltrexone, not treatment of opioid use disorder")
        gathering.notice("low_dose_naltrexone", f"{read.said}, {dose.mg:g} mg a day: it blocks opioids; what is it for?", source)
        return
    if kind == BUPRENORPHINE and dose is None and medicine.product in ("bunavail", "espranor") and use.how != GIVEN:
        say = f"{read.said} is not the same milligram for milligram as other sublingual buprenorphine: what is the dose?"
        gathering.notice("dose_not_converted", say, source)
    mg = given or (medicine.unit_mg if kind in (XR, NALTREXONE_XR) else None)
    gathering.kept()
    record.treatments.append(
        Evidence(
            kind,
            source,
            use.how,
            use.when,
            read.said,
            needs_disorder=needs_disorder,
            retail_tablets=retail_tablets,
            daily=dose,
            product=medicine.product,
            mg=mg,
        )
    )


def _reasons(resource: Obj, record: Record) -> list[Concept]:
    reasons = concepts(resource, "reasonCode")
    for item in members(resource, "reasonReference"):
        condition = record.pointed_to(text(item, "reference"), resource)
        if (
            condition
            and condition.get("resourceType") == "Condition"
            and status_code(condition, "verificationStatus") not in ("refuted", "entered-in-error")
        ):
            reasons.append(concept(condition, "code"))
    return reasons


def _rescue(read: _Read, use: _Use, source: str, record: Record, resource: Obj) -> None:
    gathering = record.gathering
    if use.how == GIVEN:
        if use.when and use.when.timed and gathering.within(use.when, 8760 * HOUR):
            hours = round(gathering.age(use.when)[0] / HOUR, 1)
            gathering.claim("hours_since_naloxone", hours, source, use.when, f"{read.said}, given {use.when.text}")
        else:
            gathering.notice("naloxone_given", f"{read.said} was given{_on(use.when)}: how long ago, and what for?", source)
        return
    inpatient = any(coding.code == "inpatient" for category in concepts(resource, "category") for coding in category.codings)
    if inpatient:
        gathering.skip(source, f"{read.said}: ordered for use in hospital, not to take home")
    elif read.medicine.form not in (RESCUE, UNSAID):
        gathering.skip(source, f"{read.said}: not a rescue form")
    else:
        gathering.claim("has_naloxone", True, source, use.when, read.said, ever=True)


def _weigh(read: _Read, use: _Use, source: str, record: Record) -> None:
    gathering = record.gathering
    if use.how == GIVEN:
        if read.medicine.ingredients & OPIOIDS and (use.when is None or gathering.within(use.when, 14 * DAY)):
            gathering.notice("opioid_given", f"{read.said} was given{_on(use.when)}: count it in the hours since the last opioid.", source)
        else:
            gathering.skip(source, f"{read.said}: a dose that was given does not show that it is taken")
        return
    if "naltrexone" in read.medicine.ingredients:
        gathering.notice("medicine_unclear", f"{read.said} holds naltrexone beside an opioid: is it taken?", source)
    for group, fact, value in EFFECTS:
        if read.medicine.ingredients & group:
            gathering.claim(fact, value, source, use.when, read.said, ever=True)
    if not any(read.medicine.ingredients & group for group, _, _ in EFFECTS):
        gathering.skip(source, f"{read.said}: not a medicine that Holdfast weighs")


def _on(when: When | None) -> str:
    return f" on {when.day}" if when else ""


def settle_stale(record: Record) -> None:
    """Ask, once a medicine, whether what the record has long called active is still taken."""
    for ingredients, (when, said, source) in record.stale.items():
        if ingredients not in record.taken:
            record.gathering.notice("still_taken", f"{said} has been active in the record since {when.day}: is it still taken?", source)
