"""A FHIR R4 bundle about one person → facts, each with its source and date; what was not used, and why; what to ask.

Everything wrong with the bundle as a whole is told at once (`InputError`). An entry that cannot be read is set aside by
name and never guessed at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from holdfast.fhir.allergies import read_allergy, settle_allergies
from holdfast.fhir.conditions import read_condition, settle_conditions
from holdfast.fhir.elements import Malformed, Obj
from holdfast.fhir.forms import settle_forms
from holdfast.fhir.gathering import Found, Gathering, Notice, Reading, Unused
from holdfast.fhir.medications import read_administration, read_request, read_statement, settle_stale
from holdfast.fhir.observations import read_observation, remark_old_scores
from holdfast.fhir.patient import read_patient
from holdfast.fhir.people import Entry, Subjects, find_patient
from holdfast.fhir.questionnaires import read_questionnaire
from holdfast.fhir.record import Record
from holdfast.fhir.treatment import settle_treatment
from holdfast.fhir.urine import settle_urine
from holdfast.fhir.versions import R4_TYPES, READ, other_version
from holdfast.fhir.visits import read_encounter, read_procedure
from holdfast.language.errors import InputError, Problem, shortened

__all__ = ["Found", "Notice", "Reading", "Unused", "read_bundle"]

READERS: dict[str, Callable[[Obj, str, Record], None]] = {
    "Condition": read_condition,
    "Observation": read_observation,
    "MedicationRequest": read_request,
    "MedicationStatement": read_statement,
    "MedicationAdministration": read_administration,
    "Procedure": read_procedure,
    "Encounter": read_encounter,
    "QuestionnaireResponse": read_questionnaire,
    "AllergyIntolerance": read_allergy,
}
SETTLERS: tuple[Callable[[Record], None], ...] = (
    settle_conditions, settle_urine, settle_treatment, settle_allergies, settle_stale,
    settle_forms,  # last: what a form settles hangs on what the record states
)  # fmt: skip
R4 = "FHIR R4 (4.0.1)"


def read_bundle(bundle: object, as_of: datetime) -> Reading:
    """The facts in `bundle`, a parsed JSON value, as they stood at `as_of`. Raises `InputError` with every problem found.

    Times with an offset are moved to the clock of `as_of`; if `as_of` has no offset, the record's own wall-clock times are
    taken as they stand.
    """
    gathering = Gathering(as_of)
    problems, entries = _entries(bundle, gathering)
    patient = find_patient(entries, problems)
    if patient is not None:
        problems += read_patient(patient.resource, patient.source, f"{patient.place}.resource", gathering)
        if not any(other_version(entry.resource) for entry in entries):
            problems += _read_entries(entries, Record(gathering, entries), Subjects(patient, entries))
    if problems:
        raise InputError(problems)
    facts = _without_pregnancy_that_is_not(gathering.facts(), gathering)
    remark_old_scores(facts, gathering)
    return Reading(facts, tuple(gathering.notices), tuple(gathering.unused))


def _without_pregnancy_that_is_not(facts: tuple[Found, ...], gathering: Gathering) -> tuple[Found, ...]:
    """A week of pregnancy means something only where the record says that the person is pregnant: it is written of newborns too."""
    if any(fact.name == "pregnant" and fact.value is True for fact in facts):
        return facts
    for fact in facts:
        if fact.name == "gestation_weeks":
            gathering.skip(fact.source, f"{fact.said}: nothing says that the person is pregnant now")
    return tuple(fact for fact in facts if fact.name != "gestation_weeks")


def _entries(bundle: object, gathering: Gathering) -> tuple[list[Problem], list[Entry]]:
    """The resources of the bundle, and what is wrong with its frame."""
    if not isinstance(bundle, dict):
        return [Problem("the file", shortened(bundle), "is not a JSON object", f"a {R4} Bundle")], []
    kind = bundle.get("resourceType")
    if kind != "Bundle":
        version = other_version(bundle)
        why = f"looks like FHIR {version}, not R4" if version else "is not a Bundle"
        return [Problem("resourceType", shortened(kind), why, f"a {R4} Bundle", "Put the person's resources in a Bundle.")], []
    listed = bundle.get("entry")
    if listed is None:
        listed = []
    if not isinstance(listed, list):
        return [Problem("entry", shortened(listed), "is not a list", "a list of entries")], []
    problems: list[Problem] = []
    entries: list[Entry] = []
    versions: dict[str, list[str]] = {}
    if version := other_version(bundle):
        versions[version] = ["the Bundle"]
    for index, item in enumerate(listed):
        place = f"entry[{index}]"
        if not isinstance(item, dict):
            problems.append(Problem(place, shortened(item), "is not an object"))
            continue
        resource = item.get("resource")
        if resource is None:
            gathering.skip(place, "has no resource")
            continue
        if not isinstance(resource, dict):
            problems.append(Problem(f"{place}.resource", shortened(resource), "is not an object"))
            continue
        kind = resource.get("resourceType")
        version = other_version(resource)
        if version:
            versions.setdefault(version, []).append(f"{place}.resource ({kind})")
        elif not isinstance(kind, str) or kind not in R4_TYPES:
            why = "has no resourceType" if kind is None else "is not a FHIR R4 resource type"
            problems.append(Problem(f"{place}.resource.resourceType", "" if kind is None else shortened(kind), why))
            continue
        full_url = item.get("fullUrl")
        entries.append(Entry(place, resource, str(kind), full_url if isinstance(full_url, str) else ""))
    return [_wrong_version(versions), *problems] if versions else problems, entries


def _wrong_version(versions: dict[str, list[str]]) -> Problem:
    exact = [version for version in versions if " or " not in version]
    name = " and ".join(exact or versions)
    places = [place for found in versions.values() for place in found]
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return Problem(f"{places[0]}{more}", "", f"this is FHIR {name}, not R4", R4, "Export the record again as FHIR R4.")


def _read_entries(entries: list[Entry], record: Record, subjects: Subjects) -> list[Problem]:
    problems: list[Problem] = []
    gathering = record.gathering
    for entry in entries:
        if entry.kind not in READ:
            if entry.kind != "Medication":
                gathering.skip(entry.source, f"{entry.kind} is not read by Holdfast")
            continue
        if entry.kind == "Patient":
            continue
        try:
            with record.undone_on_error():
                whose = subjects.whose(entry)
                if isinstance(whose, Problem):
                    problems.append(whose)
                elif whose:
                    gathering.skip(entry.source, whose)
                else:
                    before = gathering.touched
                    READERS[entry.kind](entry.resource, entry.source, record)
                    if gathering.touched == before:
                        gathering.skip(entry.source, "holds nothing that Holdfast reads")
        except Malformed as wrong:
            why = f"cannot be read: {wrong}"
            gathering.skip(entry.source, why)
            gathering.notice("entry_not_readable", f"{entry.source} ({entry.place}) {why}. Nothing in it was used.", entry.source)
    if not problems:
        for settle in SETTLERS:
            settle(record)
    return problems
