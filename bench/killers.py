"""Runs the guideline's expectation tables against one mutant after another, each in a forked child of a process in which
everything is imported and every test collected.

A mutant is killed by the first test that fails. The tests of the files that read what was changed come first, then the published
cases and our own, then the rest; the claims that must hold of everybody come last. Nothing that compares with a stored copy of
the guideline takes part: a copy notices every change and judges none.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, Phase, settings

from bench.mutants import Mutant
from holdfast.guideline.programme import guideline
from holdfast.guideline.safety import CLAIMS
from holdfast.language.expressions import Place
from holdfast.language.rules import PLACES, Dated
from tests.guideline.judged import DAY, judgement

ROOT = Path(__file__).parents[1]
TABLES = Path("tests") / "guideline"
VALUES = TABLES / "test_which_value_decides.py"
CASES = (TABLES / "test_published_cases.py", TABLES / "test_own_cases.py")
SECONDS = 600
"""A child that takes longer has met a mistake without an end: that too is noticed."""

Stage = Literal["own table", "cases", "other tables", "claims"]
STAGES: tuple[Stage, ...] = ("own table", "cases", "other tables", "claims")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: the stage that killed it and the test or claim that did, or neither where it survived."""

    mutant: str
    stage: Stage | None
    by: str
    seconds: float


def tables_of(mutant: Mutant) -> tuple[Path, ...]:
    """The tests of the files that read what the mutant changes; last, the table of values for every file."""
    paths = (TABLES.joinpath(*file.split(".")) for file in mutant.files)
    return (*(path.with_name(f"test_{path.name}.py") for path in paths), VALUES)


class Killers:
    """The collected tests, by file."""

    def __init__(self, items: Iterable[pytest.Item]) -> None:
        self.by_file: dict[Path, list[pytest.Item]] = {}
        for item in items:
            self.by_file.setdefault(item.path.relative_to(ROOT), []).append(item)
        for place in PLACES:
            judgement({}, place)
        gc.collect()
        self._dated = [each for each in gc.get_objects() if type(each) is Dated]
        gc.freeze()  # so that a child need not copy what it only reads
        self._noticed: Counter[str] = Counter()

    def verdict(self, mutant: Mutant, stages: Sequence[Stage]) -> Verdict:
        """Makes the mistake in a child, tries the stages in their order, and says who noticed."""
        began = time.perf_counter()
        ours, theirs = os.pipe()
        child = os.fork()
        if not child:
            os.close(ours)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            with suppress(BaseException):
                self._answer(mutant, stages, theirs)
            os._exit(0)
        os.close(theirs)
        answer = _heard(ours, child)
        stage, _, by = answer.partition("\n")
        known = next((each for each in STAGES if each == stage), None)
        self._noticed[by] += 1
        return Verdict(mutant.name, known, by, time.perf_counter() - began)

    def _answer(self, mutant: Mutant, stages: Sequence[Stage], where: int) -> None:
        gc.disable()
        signal.alarm(SECONDS)
        mutant.make()
        fresh: dict[object, Dated] = {}
        for dated in self._dated:  # worked out before the mistake was made, and kept by a cache or by a test's file
            if dated.place in mutant.places:
                asked = (dated.day, dated.place, *dated.settings.items())
                fresh[asked] = fresh.get(asked) or guideline().on(dated.day, dated.place, dated.settings)
                for name, value in vars(fresh[asked]).items():
                    object.__setattr__(dated, name, value)
        for stage in stages:
            by = claims_broken(mutant.places) if stage == "claims" else self._first_failed(self._items(stage, mutant))
            if by:
                os.write(where, f"{stage}\n{by}".encode())
                return
        os.write(where, b"survived\n")

    def _items(self, stage: Stage, mutant: Mutant) -> Iterator[pytest.Item]:
        """The tests of a stage. Those that visit every state of a calendar take seconds: they come at the end of the last stage."""
        own = tables_of(mutant)
        if stage == "own table":
            ours = [item for file in own for item in self.by_file.get(file, ()) if not _slow(item)]
            yield from sorted(ours, key=lambda item: -self._noticed[item.nodeid])  # what noticed one mistake often notices the next
        elif stage == "cases":
            yield from (item for file in CASES for item in self.by_file[file])
        else:
            every = [item for items in self.by_file.values() for item in items]
            yield from (item for file, items in self.by_file.items() if file not in (*own, *CASES) for item in items if not _slow(item))
            yield from (item for item in every if _slow(item))

    def _first_failed(self, items: Iterable[pytest.Item]) -> str:
        given = list(items)
        for item, following in zip(given, [*given[1:], None], strict=True):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                return item.nodeid
        return ""


def _slow(item: pytest.Item) -> bool:
    return "every_state" in item.name


def _heard(ours: int, child: int) -> str:
    with os.fdopen(ours, "rb") as pipe:
        answer = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return f"other tables\nno answer within {SECONDS} seconds"
    if not answer:
        raise RuntimeError("the child ended without an answer")
    return answer


def claims_broken(places: Sequence[Place]) -> str:
    """The first claim that is refuted in one of the places, or nothing."""
    from holdfast.engines.proofs import Prover

    for place in places:
        prover = Prover(guideline(), DAY, place, any_setting=False)
        for claim in CLAIMS:
            if place in claim.places and prover.prove(claim).state == "refuted":
                return f"{claim.name} ({place})"
    return ""


def with_killers(use: Callable[[Killers], None], files: Sequence[Path] = ()) -> None:
    """Collects the tests once and hands them over. RuntimeError where they cannot be collected. `files` narrows to some of them."""

    problems: list[Exception] = []

    class Plugin:
        """Takes the place of pytest's own run of the tests."""

        def pytest_collection(self) -> None:
            settings.register_profile(
                "mutants", deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
                phases=(Phase.explicit, Phase.generate),
            )  # fmt: skip
            settings.load_profile("mutants")

        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            if session.testsfailed:
                raise RuntimeError("the tests cannot be collected: run them by themselves to see why")
            session.config.option.tbstyle = "native"  # nobody reads it, and any other takes longer than the test
            try:
                use(Killers(session.items))
            except Exception as problem:  # pytest would only report it
                problems.append(problem)
            return True

    arguments = [
        *map(str, files or [TABLES]),
        "-s",
        "--assert=plain",
        "-p",
        "no:terminal",
        "-p",
        "no:cacheprovider",
        f"--rootdir={ROOT}",
    ]
    arguments += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Hypothesis is set up before it is collected
    status = pytest.main(arguments, plugins=[Plugin()])
    for problem in problems:
        raise problem
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"pytest ended with {status!r}")
