"""The guideline as files for other systems."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from holdfast.advice import FIRM_ENOUGH, dated_guideline
from holdfast.casefile import moment
from holdfast.engines.cql import FACTS_LIBRARY, facts_library, library_name, rules_library
from holdfast.fhir.cql_facts import facts_from_fhir
from holdfast.language.errors import InputError, Problem
from holdfast.language.expressions import Place


def as_cql(place: Place, as_of: str | None = None) -> dict[str, str]:
    """Each file's name and text, the rules first. Raises InputError where the date is none."""
    dated = dated_guideline(moment(as_of, "--as-of") if as_of else datetime.now(), place, {})
    return {
        f"{library_name(dated)}.cql": rules_library(dated, FIRM_ENOUGH),
        f"{FACTS_LIBRARY}.cql": facts_library(dated.guideline),
        f"from-fhir/{FACTS_LIBRARY}.cql": facts_from_fhir(dated.guideline),
    }


def write(files: Mapping[str, str], folder: str) -> tuple[str, ...]:
    """Writes them into the folder, which is made where it is missing, and gives their paths. Raises InputError."""
    try:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or "cannot be written"
        raise InputError([Problem("--out", folder, why, "a folder that can be written to")]) from None
    return tuple(str(Path(folder, name)) for name in files)
