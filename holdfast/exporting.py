"""The guideline as files for other systems."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from holdfast.advice import FIRM_ENOUGH, dated_guideline
from holdfast.casefile import moment
from holdfast.engines.cql import FACTS_LIBRARY, facts_library, library_name, rules_library
from holdfast.fhir.cql_facts import facts_from_fhir
from holdfast.fhir.plan_definition import definitions_bundle, libraries_of
from holdfast.language.errors import InputError, Problem
from holdfast.language.expressions import Place
from holdfast.language.rules import Dated

TRANSLATE = Path(__file__).parent / "engines" / "translate.mjs"
PACKAGES = ("@cqframework/cql", "cql-exec-fhir")


class NotInstalled(Exception):
    """What compiling needs is not there; the message says what to do."""


def as_cql(place: Place, as_of: str | None = None) -> dict[str, str]:
    """Each file's name and text, the rules first. Raises InputError where the date is none."""
    dated = _dated(place, as_of)
    return {
        f"{library_name(dated)}.cql": rules_library(dated, FIRM_ENOUGH),
        f"{FACTS_LIBRARY}.cql": facts_library(dated.guideline),
        f"from-fhir/{FACTS_LIBRARY}.cql": facts_from_fhir(dated.guideline),
    }


def as_definitions(place: Place, as_of: str | None = None, translator: str | None = None) -> dict[str, object]:
    """The FHIR bundle of definitions. With `translator`, the folder in which npm has installed one, the libraries hold their
    compiled form (ELM) too. Raises InputError where the date is none, NotInstalled where there is no translator."""
    dated = _dated(place, as_of)
    return definitions_bundle(dated, compiled(libraries_of(dated), library_name(dated), translator) if translator else None)


def compiled(libraries: Mapping[str, str], main: str, folder: str) -> dict[str, str]:
    """Each library's ELM, as JSON. Raises NotInstalled."""
    missing = [name for name in PACKAGES if not (Path(folder) / "node_modules" / name).is_dir()]
    if shutil.which("node") is None:
        raise NotInstalled("--translator needs node. On Debian: sudo apt install nodejs npm")
    if missing:
        raise NotInstalled(
            f"--translator {folder}: {' and '.join(missing)} are not installed there: npm install --prefix {folder} {' '.join(missing)}"
        )
    with TemporaryDirectory() as place:
        given, written = Path(place, "libraries.json"), Path(place, "elm.json")
        given.write_text(json.dumps({"libraries": libraries, "main": main}), encoding="utf-8")
        done = subprocess.run(["node", TRANSLATE, Path(folder).resolve(), given, written], capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise NotInstalled(f"--translator {folder}: the translator there does not run: {last}")
        found = json.loads(written.read_text(encoding="utf-8"))
    return {elm["library"]["identifier"]["id"]: json.dumps(elm) for elm in (found["main"], *found["included"])}


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


def _dated(place: Place, as_of: str | None) -> Dated:
    return dated_guideline(moment(as_of, "--as-of") if as_of else datetime.now(), place, {})
