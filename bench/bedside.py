"""How long one person takes: the whole guideline with reasons, a large FHIR bundle, and the command line.

Run `make setup WITH=bench`, then `.venv/bin/python -m bench.bedside`. The bundle is parsed by fhirclient beside us in the
same run where that is installed; the ratio is what to quote, because machines differ.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from holdfast.casefile import read_case
from holdfast.engines.bedside import Bedside
from holdfast.fhir.bundle import read_bundle
from holdfast.guideline.programme import guideline

AS_OF = datetime(2026, 11, 21, 9)
EXAMPLE = Path(__file__).parent.parent / "examples" / "sam.json"
BAR = {"judge": 5.0, "advise": 5.0, "bundle": 20.0, "help": 200.0, "plan": 500.0}


def milliseconds(work: Callable[[], object], times: int) -> list[float]:
    """How long `work` takes, each time of so many, after one that is not counted."""
    work()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def large_bundle(entries: int) -> dict[str, object]:
    """The example's record, its entries repeated under new ids until there are so many."""
    bundle: dict[str, object] = json.loads(EXAMPLE.read_text())
    given = bundle["entry"]
    assert isinstance(given, list)
    patient, rest = given[0], given[1:]
    made = [patient]
    while len(made) < entries:
        for entry in rest[: entries - len(made)]:
            copy = json.loads(json.dumps(entry))
            copy["resource"]["id"] = f"{copy['resource'].get('id', 'entry')}-{len(made)}"
            copy.pop("fullUrl", None)
            made.append(copy)
    return {**bundle, "entry": made}


def parsed_by_fhirclient(bundle: dict[str, object]) -> list[float] | None:
    """fhirclient's own parse of the same bundle, or None where it is not installed."""
    try:
        from fhirclient.models.bundle import Bundle
    except ImportError:
        return None
    return milliseconds(lambda: Bundle(bundle, strict=False), 10)


def of_process(arguments: list[str]) -> list[float]:
    """A command's time as a whole process, beyond what starting Python itself takes."""
    bare = statistics.median(milliseconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 7))
    command = [sys.executable, "-m", "holdfast", *arguments]
    whole = milliseconds(lambda: subprocess.run(command, capture_output=True, check=False), 7)
    return [each - bare for each in whole]


def main() -> None:
    """Prints the table."""
    case = read_case(EXAMPLE.read_bytes(), AS_OF)
    dated = guideline().on(AS_OF.date(), "us")
    bundle = large_bundle(500)
    rows = [
        (
            f"judge one person, {len(dated.rulings)} rules, with reasons",
            milliseconds(lambda: Bedside(dated, case.known).judgement(), 200),
            BAR["judge"],
        ),
        ("500-entry bundle to facts", milliseconds(lambda: read_bundle(bundle, AS_OF), 20), BAR["bundle"]),
        ("holdfast --help, beyond Python's start", of_process(["--help"]), BAR["help"]),
        ("holdfast plan, beyond Python's start", of_process(["plan", str(EXAMPLE), "--as-of", "2026-11-21T09:00"]), BAR["plan"]),
    ]
    peer = parsed_by_fhirclient(bundle)
    table = Table("what", "p50 ms", "p95 ms", "bar ms", box=None)
    for name, times, bar in rows:
        ordered = sorted(times)
        table.add_row(name, f"{statistics.median(times):.2f}", f"{ordered[int(len(ordered) * 0.95)]:.2f}", f"{bar:g}")
    if peer:
        table.add_row("the same bundle, fhirclient's parse alone", f"{statistics.median(peer):.2f}", f"{max(peer):.2f}", "")
        table.add_row("fhirclient's parse / ours to facts", f"{statistics.median(peer) / statistics.median(rows[1][1]):.1f}", "", "")
    Console().print(table)


if __name__ == "__main__":
    main()
