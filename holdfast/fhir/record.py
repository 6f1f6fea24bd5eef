"""The record being read: what is gathered, and what entries may point to or must be decided together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from holdfast.fhir.elements import Malformed, Obj, When, members, text
from holdfast.fhir.gathering import Gathering
from holdfast.fhir.people import Entry

if TYPE_CHECKING:
    from holdfast.fhir.allergies import Allergies
    from holdfast.fhir.conditions import Disorder, Overdose
    from holdfast.fhir.forms import Answer
    from holdfast.fhir.treatment import Evidence
    from holdfast.fhir.urine import UrineTest


@dataclass
class Record:
    """One person's record. The lists hold what one entry alone cannot decide; each is settled once all entries are read."""

    gathering: Gathering
    entries: list[Entry]
    disorders: list[Disorder] = field(default_factory=list)
    overdoses: list[Overdose] = field(default_factory=list)
    treatments: list[Evidence] = field(default_factory=list)
    urine: list[UrineTest] = field(default_factory=list)
    allergies: list[Allergies] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    stored_levels: list[tuple[str | None, When | None, str, str]] = field(default_factory=list)
    """Suicide risk levels that stand in the record: level, date, what was said, source."""
    stale: dict[frozenset[str], tuple[When, str, str]] = field(default_factory=dict)
    """Medicines active for long with no end: ingredients → newest date, what was said, source."""
    taken: set[frozenset[str]] = field(default_factory=set)
    """Ingredients of the medicines that are taken now."""

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """If the block raises, nothing that it added stays."""
        kept: list[list[Any]] = [each for each in vars(self).values() if isinstance(each, list)]
        before = [len(each) for each in kept]
        try:
            with self.gathering.undone_on_error():
                yield
        except Exception:
            for each, length in zip(kept, before, strict=True):
                del each[length:]
            raise

    @cached_property
    def _addresses(self) -> dict[str, Obj]:
        return {
            address: entry.resource for entry in self.entries if entry.kind in ("Medication", "Condition") for address in entry.addresses
        }

    def pointed_to(self, reference: str, holder: Obj) -> Obj | None:
        """The Medication or Condition that `reference` means, in the bundle or contained in its holder."""
        if not reference.startswith("#"):
            reference = reference.split("/_history/")[0]
            found = self._addresses.get(reference)
            return found if found is not None else self._addresses.get("/".join(reference.split("/")[-2:]))
        for contained in members(holder, "contained"):
            if text(contained, "id") == reference[1:]:
                if not isinstance(contained.get("resourceType"), str):
                    raise Malformed("contained", "has no resourceType", reference)
                return contained
        return None
