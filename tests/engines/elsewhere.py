"""The export judged by another vendor's engine, `cql-execution`, for holding against bedside. One process judges everybody."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from holdfast.engines.bedside import Bedside, holds
from holdfast.engines.compiled import Answers as Compiled
from holdfast.engines.cql import FACTS_LIBRARY, facts_library, library_name, rules_library, status_name, then_name, urgent_name
from holdfast.language.kinds import Value
from holdfast.language.rules import Dated, Urgent
from holdfast.language.truth import NO, UNKNOWN, YES

FOLDER = Path(__file__).parents[1] / "cql"
ABSENT = "Another vendor's CQL engine is not here (node, and `npm ci` in tests/cql): `make test` says why"
AS_CQL = {YES: True, NO: False, UNKNOWN: None}
Answers = dict[str, object]
Known = Mapping[str, Value]


@dataclass
class Job:
    """A dated guideline and the people to judge by it: each a dict with `facts`, a FHIR `bundle` or both. Without a guideline
    the library of facts is asked alone."""

    dated: Dated | None
    people: Sequence[Mapping[str, object]]
    wanted: Sequence[str]
    facts: str = ""
    at: str = "2026-11-21T09:00:00.0Z"
    seconds: float = field(default=0, init=False)
    """The processor's time for all of the people, translating not counted."""
    first: float = field(default=0, init=False)
    """The same for the first person alone: in the first job, with an engine that has not warmed up."""

    def as_json(self) -> Answers:
        main, libraries = FACTS_LIBRARY, {FACTS_LIBRARY: self.facts}
        if self.dated is not None:
            main = library_name(self.dated)
            libraries = {FACTS_LIBRARY: self.facts or facts_library(self.dated.guideline), main: rules_library(self.dated)}
        return {"libraries": libraries, "main": main, "people": self.people, "wanted": self.wanted, "at": self.at}


def is_here() -> bool:
    """Whether the engine has been set up."""
    return shutil.which("node") is not None and (FOLDER / "node_modules" / "cql-execution").is_dir()


def judged(jobs: Sequence[Job]) -> list[list[Answers]]:
    """For each job, for each of its people, the answer to every name that was wanted. A warning of the translator is an error."""
    if not is_here():
        pytest.skip(ABSENT)
    with TemporaryDirectory() as folder:
        asked, answered = Path(folder, "jobs.json"), Path(folder, "answers.json")
        asked.write_text(json.dumps([job.as_json() for job in jobs]))
        done = subprocess.run(["node", str(FOLDER / "judge.mjs"), asked, answered], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        found = json.loads(answered.read_text())
    problems = "\n".join(problem for each in found for problem in each["problems"])
    assert not problems, problems
    for job, each in zip(jobs, found, strict=True):
        job.seconds, job.first = each["seconds"], each["first"]
    return [[dict(zip(job.wanted, row, strict=True)) for row in each["results"]] for job, each in zip(jobs, found, strict=True)]


def handed_in(values: Known, dated: Dated) -> dict[str, object]:
    """One person by bare facts; what is only ever worked out cannot be handed in."""
    return {"facts": {name: value for name, value in values.items() if name not in dated.guideline.worked_out}}


def names(dated: Dated) -> list[str]:
    """Everything that both engines are asked: each rule, each option's status and what it becomes, each urgent code."""
    options = dated.guideline.options.values()
    return [*(each.id for each in dated.rulings), *map(status_name, options), *map(then_name, options), *map(urgent_name, _codes(dated))]


def by_bedside(known: Known, dated: Dated) -> Answers:
    """The same, as the reference answers it; `known` holds what follows, too."""
    engine = Bedside(dated, known)
    judgement = engine.judgement()
    now = {fired.ruling.rule.code for fired in judgement.urgent if isinstance(fired.ruling.rule, Urgent)}
    return {
        **{each.id: AS_CQL[holds(each, engine.person)] for each in dated.rulings},
        **{status_name(each.option): each.status for each in judgement.findings},
        **{then_name(each.option): each.then for each in judgement.findings},
        **{urgent_name(code): code in now for code in _codes(dated)},
    }


def as_named(answers: Compiled, dated: Dated) -> Answers:
    """The same, as the guideline compiled to one function answers it."""
    now = (code in answers.urgent for code in _codes(dated))
    return dict(zip(names(dated), [*map(AS_CQL.get, answers.rules), *answers.statuses, *answers.then, *now], strict=True))


def differing(found: Answers, wanted: Answers) -> dict[str, tuple[object, object]]:
    """The names of which the two do not say the same, with what each says."""
    return {name: (found.get(name, "nothing"), wanted[name]) for name in wanted if found.get(name, "nothing") != wanted[name]}


def _codes(dated: Dated) -> list[str]:
    return list(dict.fromkeys(each.rule.code for each in dated.urgent if isinstance(each.rule, Urgent)))
