"""Whom the bundle is about: exactly one person, and no entry about another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from holdfast.fhir.elements import Malformed, Obj, member, members, reference_of, short, text
from holdfast.language.errors import Problem, shortened


@dataclass(frozen=True)
class Entry:
    """One resource of the bundle: its place in the file, itself, its type, and the address it goes by."""

    place: str
    resource: Obj
    kind: str
    full_url: str

    @cached_property
    def source(self) -> str:
        """How a fact names where it came from: `Observation/cows-1`, or the place where there is no id."""
        name = self.resource.get("id")
        return f"{self.kind}/{short(name, 64)}" if isinstance(name, str) and name else f"{self.kind} at {self.place}"

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every reference that means this resource."""
        name = self.resource.get("id")
        found = {self.full_url} if self.full_url else set()
        if isinstance(name, str) and name:
            found |= {f"{self.kind}/{name}", f"urn:uuid:{name}", f"urn:oid:{name}"}
        return frozenset(found)


def find_patient(entries: list[Entry], problems: list[Problem]) -> Entry | None:
    """The one Patient; without exactly one, a problem is added."""
    patients = [entry for entry in entries if entry.kind == "Patient"]
    if not patients:
        problems.append(Problem("entry", "", "has no Patient", "exactly one Patient", "Export the record of one person."))
        return None
    if any(patient.resource != patients[0].resource for patient in patients[1:]):
        places = ", ".join(patient.place for patient in patients[:4]) + (" …" if len(patients) > 4 else "")
        why = f"has {len(patients)} Patients ({places})"
        problems.append(Problem("entry", "", why, "exactly one Patient", "Export the record of one person."))
        return None
    return patients[0]


class Subjects:
    """Tells for each entry whether it is about the person."""

    def __init__(self, patient: Entry, entries: list[Entry]) -> None:
        self.patient = patient
        self.others = {address for entry in entries if entry.kind != "Patient" for address in entry.addresses}
        self.only: str | None = None

    def whose(self, entry: Entry) -> Problem | str | None:
        """None: the person's. A reason: not about a person, or it cannot be told. A problem: another person's."""
        key = "patient" if entry.resource.get("patient") is not None else "subject"
        reference = reference_of(entry.resource, key)
        if not reference:
            return self._by_identifier(entry, key)
        reference = reference.split("/_history/")[0]
        if self._is_person(reference):
            return None
        kind = reference.rstrip("/").split("/")[-2] if "/" in reference else ""
        if reference.startswith("#"):
            return f"is about {short(reference, 40)}, held inside the entry itself, and not about the person of the bundle"
        if reference in self.others or (kind and kind != "Patient" and not reference.startswith("urn:")):
            return f"is about {short(reference, 60)}, which is not the person"
        where = f"{entry.place}.resource.{key}.reference"
        wanted = ", ".join(sorted(self.patient.addresses)[:1]) or self.only or ""
        return Problem(where, shortened(reference), "is about another person than the bundle's Patient", f"the Patient, {wanted}")

    def _is_person(self, reference: str) -> bool:
        if not self.patient.addresses:
            self.only = self.only or reference
            return reference == self.only
        if reference in self.patient.addresses:
            return True
        own = self.patient.full_url
        return not (own.startswith("http") and reference.startswith("http")) and any(
            reference.endswith(f"/{address}") for address in self.patient.addresses if address.startswith("Patient/")
        )

    def _by_identifier(self, entry: Entry, key: str) -> str | None:
        holder = member(entry.resource, key)
        identifier = member(holder, "identifier") if holder else None
        if not identifier or not text(identifier, "value"):
            return None
        try:
            own = {text(item, "value") for item in members(self.patient.resource, "identifier")}
        except Malformed:
            own = set()
        return None if text(identifier, "value") in own else "is about someone named only by an identifier that the Patient does not have"
