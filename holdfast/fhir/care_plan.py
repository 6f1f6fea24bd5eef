"""Advice → a FHIR R4 bundle with a CarePlan and what it proposes.

Software proposes, a clinician signs: every request has the intent `proposal` and the status `draft`, every goal is
`proposed` and every risk `preliminary`. Nothing here is an order, and our own reader does not read it as one. Ids follow
from the content: the same advice gives the same bytes. Times have no zone in a case file, so days stand without hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from uuid import UUID, uuid5

from holdfast.advice import FIRM_ENOUGH, Advice, Json, best
from holdfast.engines.bedside import Finding, Fired
from holdfast.guideline.calendars.days import Calendar, Day, Dose
from holdfast.language.codes import ATC, LOINC, Code, RxNorm
from holdfast.language.rules import verb_of

NAMESPACE = UUID("686f6c64-6661-4374-8063-617265706c61")
CODES: dict[str, tuple[tuple[Code, str], ...]] = {
    "methadone": ((RxNorm("6813"), "methadone"), (ATC("N07BC02"), "methadone")),
    "buprenorphine_naloxone_sl": ((ATC("N07BC51"), "buprenorphine, combinations"),),
    "buprenorphine_sl": ((ATC("N07BC01"), "buprenorphine"),),
    "buprenorphine_xr": ((ATC("N07BC01"), "buprenorphine"),),
    "naltrexone_oral": ((RxNorm("7243"), "naltrexone"), (ATC("N07BB04"), "naltrexone")),
    "naltrexone_xr": ((RxNorm("7243"), "naltrexone"), (ATC("N07BB04"), "naltrexone")),
    "naloxone_rescue": ((RxNorm("7242"), "naloxone"), (ATC("V03AB15"), "naloxone")),
}
"""What a medicine is coded as: by its ingredient, because which product is a clinician's choice. Our own reader knows each."""
ALTERNATIVES = ("methadone", "buprenorphine_naloxone_sl", "buprenorphine_sl", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr")
"""Treatments of the disorder itself, of which at most one is chosen."""
ENDINGS = ("withdrawal_management", "taper_methadone", "taper_buprenorphine")
"""Calendars that end a treatment: named, never written into a request as its doses."""
ACTIVITIES = ("level", "therapy", "peer_support", "service")
GENDERS = {"female": "female", "male": "male", "intersex": "other"}
GOALS = {
    "stop": "To stop using opioids",
    "reduce": "To use less",
    "stay_safer": "To stay safer while using",
    "unsure": "To find out what I want",
}
OPEN_GOAL = "To be agreed with the person: what do they want?"
PROPOSED = "A proposal for a clinician to judge and sign. It is not an order."
NO_DOSES = "No doses are proposed: no start of it, and no change, has a calendar today."
TITLE = "Opioid use disorder: proposed plan of care"


def care_plan_bundle(advice: Advice) -> Json:
    """The advice as a bundle (type collection): the person, the plan, and what it proposes."""
    return _Bundle(advice).written()


class _Bundle:
    """The bundle while it is put together; a resource is referred to by its `fullUrl`."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        self.day = advice.as_of.date().isoformat()
        known = ",".join(f"{name}={value}" for name, value in sorted(advice.known.items()))
        self.seed = f"{advice.dated.place}/{advice.as_of.isoformat()}/{advice.dated.guideline.version}/{known}"
        self.entries: list[Json] = []

    def written(self) -> Json:
        person = self._person()
        maker = self._maker()
        age = self._age(person)
        about = {"subject": person}
        asked = {**about, "authoredOn": self.day, "requester": maker}
        goals = self._goals(about)
        risks = [self._risk(fired, {**about, "performer": maker}) for fired in self.advice.judgement.urgent]
        medicines = {finding.option.code: self._medicine(finding, asked) for finding in self._firm("medicine")}
        activities = self._choice(medicines, {**about, "authoredOn": self.day, "author": maker})
        activities += [{"reference": reference} for code, reference in medicines.items() if code not in ALTERNATIVES]
        activities += [{"reference": reference} for reference in self._tests(asked)]
        activities += [_activity(finding) for kind in ACTIVITIES for finding in self._firm(kind)]
        said = self.advice.diagnosis
        description = f"{PROPOSED} Opioid use disorder: {said.severity}{f', {said.remission}' if said.remission else ''}."
        self._add("CarePlan", "plan", {
            "text": {"status": "generated", "div": self._narrative(description)},
            "status": "draft",
            "intent": "proposal",
            "category": [{"text": "Opioid use disorder"}],
            "title": TITLE,
            "description": description,
            **about,
            "created": self.day,
            "author": maker,
            "supportingInfo": [*age, *risks],
            "goal": goals,
            "activity": activities,
            "note": self._notes(),
        }, first=True)  # fmt: skip
        return {"resourceType": "Bundle", "id": str(uuid5(NAMESPACE, self.seed)), "type": "collection", "entry": self.entries}

    def _add(self, kind: str, name: str, fields: Mapping[str, object], *, first: bool = False) -> Json:
        id = str(uuid5(NAMESPACE, f"{self.seed}/{kind}/{name}"))
        resource = {"resourceType": kind, "id": id, **{key: value for key, value in fields.items() if value not in (None, "", [], {})}}
        entry: Json = {"fullUrl": f"urn:uuid:{id}", "resource": resource}
        self.entries.insert(0 if first else len(self.entries), entry)
        return {"reference": f"urn:uuid:{id}", "type": kind}

    def _firm(self, kind: str) -> list[Finding]:
        return [finding for finding in best(self.advice.findings, kind) if finding.status in FIRM_ENOUGH]

    def _person(self) -> Json:
        absent = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}
        return self._add("Patient", "person", {"gender": GENDERS.get(str(self.advice.known.get("sex"))), "_birthDate": absent})

    def _maker(self) -> Json:
        names = [{"name": "Holdfast", "type": "model-name"}]
        return self._add("Device", "holdfast", {"deviceName": names, "version": [{"value": self.advice.dated.guideline.version}]})

    def _age(self, person: Json) -> list[Json]:
        age = self.advice.known.get("age")
        if not isinstance(age, int | float):
            return []
        years = {"value": int(age), "unit": "years", "system": "http://unitsofmeasure.org", "code": "a"}
        code = concept("Age", ((LOINC("30525-0"), "Age"),))
        fields = {"status": "preliminary", "code": code, "subject": person, "effectiveDateTime": self.day, "valueQuantity": years}
        return [self._add("Observation", "age", fields)]

    def _goals(self, about: Mapping[str, object]) -> list[Json]:
        wish = GOALS.get(str(self.advice.known.get("goal")))
        said = {
            "description": {"text": wish or OPEN_GOAL},
            **about,
            "startDate": self.day,
            **({"expressedBy": about["subject"]} if wish else {}),
        }
        return [self._add("Goal", "wish", {"lifecycleStatus": "proposed", **said})]

    def _risk(self, fired: Fired, about: Mapping[str, object]) -> Json:
        code = str(getattr(fired.ruling.rule, "code", "urgent"))
        return self._add("RiskAssessment", fired.ruling.id, {
            "status": "preliminary",
            **about,
            "occurrenceDateTime": self.day,
            "code": {"text": "Urgent"},
            "prediction": [{"outcome": {"text": code.replace("_", " ")}}],
            "mitigation": fired.ruling.say,
            "note": [_reason(fired)],
        })  # fmt: skip

    # Medicines ----------------------------------------------------------------------------------------------------

    def _medicine(self, finding: Finding, asked: Mapping[str, object]) -> Json:
        code = finding.option.code
        every = [calendar for calendar in self.advice.calendars if calendar.medicine == code]
        calendars = [calendar for calendar in every if calendar.start not in ENDINGS]
        notes = [_note(f"{PROPOSED} {finding.status}{f', rank {finding.rank}' if finding.rank else ''}."), *map(_reason, finding.fired)]
        notes += [_note(f"Doses: {self._title(calendars[0].start)}. {text}") for text in calendars[0].notes] if calendars else []
        notes += [_note(NO_DOSES)] if code in ALTERNATIVES and not calendars else []
        notes += [
            _note(f"Another way, not shown here: {self._title(calendar.start)}.") for calendar in every if calendar not in calendars[:1]
        ]
        return self._add("MedicationRequest", code, {
            "status": "draft",
            "intent": "proposal",
            "medicationCodeableConcept": concept(finding.option.title, CODES.get(code, ())),
            **asked,
            "reasonCode": [{"text": "Opioid use disorder"}],
            "note": notes,
            "dosageInstruction": _dosage(calendars[0]) if calendars else [],
        })  # fmt: skip

    def _title(self, code: str) -> str:
        return self.advice.dated.guideline.options[code].title

    def _choice(self, medicines: Mapping[str, Json], about: Mapping[str, object]) -> list[Json]:
        """The treatments of the disorder as one choice among alternatives, the best ranked first."""
        actions = [{"title": self._title(code), "resource": made} for code, made in medicines.items() if code in ALTERNATIVES]
        if not actions:
            return []
        group = {"title": "Medicine: at most one of these", "groupingBehavior": "logical-group", "selectionBehavior": "at-most-one"}
        fields = {"status": "draft", "intent": "proposal", **about, "action": [{**group, "action": actions}]}
        return [{"reference": self._add("RequestGroup", "medicine", fields)}]

    # Tests, notes -------------------------------------------------------------------------------------------------

    def _tests(self, asked: Mapping[str, object]) -> list[Json]:
        due: dict[str, list[tuple[Finding, Fired, date | None]]] = {}
        for finding, fired, day in self.advice.monitoring():
            due.setdefault(finding.option.code, []).append((finding, fired, day.date() if day else None))
        return [self._test(code, found, asked) for code, found in due.items()]

    def _test(self, code: str, found: list[tuple[Finding, Fired, date | None]], asked: Mapping[str, object]) -> Json:
        days = [day for _, _, day in found if day]
        first = len(days) < len(found)
        return self._add("ServiceRequest", code, {
            "status": "draft",
            "intent": "proposal",
            "code": {"text": found[0][0].option.title},
            **asked,
            "occurrenceDateTime": self.day if first else min(days).isoformat(),
            "note": [*([_note("To be done first: something waits for it.")] if first else []), *(_reason(fired) for _, fired, _ in found)],
        })  # fmt: skip

    def _notes(self) -> list[Json]:
        """What a clinician must also see: what is not advised, what must wait, what to ask, what the reader stumbled over."""
        options = self.advice.dated.guideline.options
        stops = [
            (finding, fired)
            for finding in self.advice.findings
            for fired in finding.fired
            if finding.option.kind in ("medicine", "start", "change") and finding.status in ("avoid", "wait")
            if verb_of(fired.ruling.rule) == finding.status
        ]
        notes = [_reason(fired, f"{options[finding.option.code].title}: ") for finding, fired in stops]
        notes += [_note(f"Ask: {question.fact.ask}") for question in self.advice.judgement.questions]
        notes += [_note(f"Look at this: {say} ({source})") for _, say, source in self.advice.warnings]
        if not self.advice.judgement.in_scope:
            notes.append(_note("The record says nothing about opioids, so nothing is advised about them."))
        return notes

    def _narrative(self, description: str) -> str:
        lines = [f"{finding.option.title}: {finding.status}" for finding in self._firm("medicine")]
        urgent = [f"Urgent: {fired.ruling.say}" for fired in self.advice.judgement.urgent]
        listed = "".join(f"<li>{escape(line, quote=False)}</li>" for line in [*urgent, *lines])
        text = f"<p>{escape(description, quote=False)}</p>" + (f"<ul>{listed}</ul>" if listed else "")
        return f'<div xmlns="http://www.w3.org/1999/xhtml">{text}</div>'


def _activity(finding: Finding) -> Json:
    code = {"text": finding.option.title}
    detail = {"kind": "ServiceRequest", "code": code, "status": "not-started", "doNotPerform": False, "description": finding.status}
    return {"detail": detail, **({"progress": progress} if (progress := [_reason(fired) for fired in finding.fired]) else {})}


def concept(title: str, codes: Iterable[tuple[Code, str]]) -> Json:
    """A CodeableConcept: its words, and its codes where it has any."""
    codings = [{"system": code.system, "code": code.value, "display": display} for code, display in codes]
    return {**({"coding": codings} if codings else {}), "text": title}


def _note(text: str) -> Json:
    return {"authorString": "Holdfast", "text": text}


def _reason(fired: Fired, of: str = "") -> Json:
    """Why, as an annotation: the verb, the words, the rule and its source."""
    rule = fired.ruling.rule
    return _note(f"{of}{verb_of(rule)}: {fired.ruling.say} [rule {fired.ruling.id}; {rule.source}]")


# Doses ------------------------------------------------------------------------------------------------------------


def _dosage(calendar: Calendar) -> list[Json]:
    """An instruction for every dose of every day; a day's doses share their sequence number."""
    return [_dose(day, dose) for day in calendar.days for dose in day.order.doses]


def _dose(day: Day, dose: Dose) -> Json:
    text = f"{day.date.isoformat()}: {dose.told}"
    most = {
        "numerator": _mg(day.order.max_mg),
        "denominator": {"value": 1, "unit": "day", "system": "http://unitsofmeasure.org", "code": "d"},
    }
    return {
        "sequence": day.day,
        "text": text,
        **({"patientInstruction": day.order.note} if day.order.note else {}),
        "timing": {"event": [day.date.isoformat()]},
        **({"asNeededCodeableConcept": {"text": dose.condition}} if dose.condition else {}),
        "doseAndRate": [{"doseQuantity": _mg(dose.mg)}],
        "maxDosePerPeriod": most,
    }


def _mg(amount: float) -> Json:
    value = int(amount) if float(amount).is_integer() else round(amount, 2)
    return {"value": value, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}
