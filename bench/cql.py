"""The same rules by another vendor's engine: how often the two differ over thousands of people, and how much faster ours is.

Run `make cql` once, then `.venv/bin/python -m bench.cql [PEOPLE]` (default 2,000). In one run, the same people: from bare facts, and
from FHIR bundles with what has no code handed in beside them. `cql-execution` judges every rule, status and urgent code of the export;
Holdfast is measured three times: by the guideline compiled to one function, which answers all that the other engine is asked; by bedside
on the rules alone; and by bedside with all that its advice holds (statuses, reasons, what is missing, until when, what to ask). The
last rows are the first person that a new process judges, before an engine has warmed up. Starting a process and translating the CQL
are not counted; nor is making the function, except in the row that says so. All is the processor's own time, so that a busy machine
tilts nothing. Quote the ratios.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from rich.console import Console
from rich.table import Table

from holdfast.engines.bedside import Bedside, Person, holds
from holdfast.engines.compiled import compiled
from holdfast.fhir.bundle import read_bundle
from holdfast.fhir.cql_facts import facts_from_fhir
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.language.kinds import Value
from holdfast.language.rules import Dated
from tests.engines.elsewhere import Job, as_named, by_bedside, differing, handed_in, judged, names
from tests.fhir.recording import recorded
from tests.generative.people import anybody
from tests.generative.test_cql_agrees_with_bedside import drawn

AS_OF = datetime(2026, 11, 21, 9)
BARS = {"bare": 50, "fhir": 20}
Known = Mapping[str, Value]


def timed(work: Callable[[Known], object], people: Sequence[Known]) -> float:
    """Milliseconds a person, the median of three rounds over everybody after a short one that is not counted."""
    for person in people[:50]:
        work(person)
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for person in people:
            work(person)
        rounds.append((time.process_time() - start) * 1000 / len(people))
    return statistics.median(rounds)


FIRST_OF_ALL = {
    "compiled, first of all": ("judge = compiled(dated)", "judge(values)"),
    "compiled, first of all, making the function counted": ("", "compiled(dated)(values)"),
    "by bedside, first of all": ("", "rules_alone(dated, values)"),
}
"""What is made ready, and what is then measured."""


def first_of_all(values: Known, ready: str, work: str) -> float:
    """Milliseconds for `work` with the first person of a new process, once the guideline and what is in `ready` have been made."""
    code = (
        "import json, sys, time; from bench.cql import *; dated = guideline().on(AS_OF.date(), 'us'); values = json.load(sys.stdin)\n"
        f"{ready}\nstart = time.process_time(); {work}; print((time.process_time() - start) * 1000)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], input=json.dumps(values), capture_output=True, text=True, check=True) for _ in range(5)
    ]
    return statistics.median(float(run.stdout) for run in runs)


def rules_alone(dated: Dated, values: Known) -> None:
    """Every rule's answer, and nothing else."""
    person = Person.of(derived(values), dated.guideline.facts.values())
    for ruling in dated.rulings:
        holds(ruling, person)


def whole_advice(dated: Dated, values: Known) -> None:
    """All that a page shows."""
    Bedside(dated, derived(values)).judgement()


def main() -> None:
    """Prints the table; ends with 1 where an answer differs."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    dated = guideline().on(AS_OF.date(), "us")
    people = [dict(each) for each in drawn(anybody(), many)]
    records = [(dict(record), rest) for record, rest in map(recorded, people)]
    asked = names(dated)
    bare = Job(dated, [handed_in(values, dated) for values in people], asked)
    fhir = Job(dated, [{"bundle": record, **handed_in(rest, dated)} for record, rest in records], asked, facts_from_fhir(dated.guideline))
    answers = judged([bare, fhir])
    known = [people, [{**rest, **read_bundle(record, AS_OF).values()} for record, rest in records]]
    judge = compiled(dated)
    wrong = [0, 0, 0]
    for by, found, count in zip(known, answers, (0, 1), strict=True):
        for values, answer in zip(by, found, strict=True):
            wanted = by_bedside(derived(values), dated)
            wrong[count] += len(differing(answer, wanted))
            wrong[2] += len(differing(as_named(judge(values), dated), wanted))
    place = {id(values): record for values, record in zip(known[1], records, strict=True)}

    def read_first(work: Callable[[Known], object]) -> Callable[[Known], object]:
        def whole(values: Known) -> None:
            record, rest = place[id(values)]
            work({**rest, **read_bundle(record, AS_OF).values()})

        return whole

    works: dict[str, Callable[[Known], object]] = {
        "every rule, status and urgent code, compiled": judge,
        "every rule, by bedside": partial(rules_alone, dated),
        "the whole advice": partial(whole_advice, dated),
    }
    table = Table("one person", "cql-execution ms", "Holdfast ms", "times as fast", "bar", box=None)

    def row(name: str, theirs: float, ours: float, bar: int) -> None:
        table.add_row(name, f"{theirs:.2f}", f"{ours:.3f}", f"{theirs / ours:.1f}", str(bar))

    for what, work in works.items():
        row(f"bare facts, {what}", bare.seconds * 1000 / many, timed(work, people), BARS["bare"])
    for what, work in works.items():
        row(f"FHIR bundle, {what}", fhir.seconds * 1000 / many, timed(read_first(work), known[1]), BARS["fhir"])
    for what, (ready, work_) in FIRST_OF_ALL.items():
        row(f"bare facts, {what}", bare.first * 1000, first_of_all(people[0], ready, work_), BARS["bare"])
    Console(width=140).print(table)
    entries = sum(len(record["entry"]) for record, _ in records) / many
    print(f"{many} people, {len(asked)} answers each, {len(dated.rulings)} of them rules; {entries:.1f} resources a bundle.")
    print(
        f"Answers that differ: {wrong[0]} from bare facts, {wrong[1]} from FHIR, of {len(asked) * many} each; compiled, {wrong[2]} of both."
    )
    sys.exit(1 if any(wrong) else 0)


if __name__ == "__main__":
    main()
