"""What changed between two times that the same instrument was answered, and whether the evidence says that it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.guideline.instruments.scoring import INSTRUMENTS, Scored
from holdfast.language.errors import InputError, Problem


@dataclass(frozen=True)
class Change:
    """How the total, a subscale or an item (`of`) moved. `counts` is None where the evidence names no size of a change."""

    of: str
    earlier: int
    later: int
    counts: bool | None

    @property
    def by(self) -> int:
        """How far it moved; below 0 where it fell."""
        return self.later - self.earlier


def change(earlier: Scored, later: Scored) -> tuple[Change, ...]:
    """What moved from `earlier` to `later`: the total, each subscale, and items that have a step of their own. What is
    missing at either time is left out. InputError for two instruments, or for answers that were refused."""
    problems = [*earlier.problems, *later.problems]
    if earlier.instrument != later.instrument:
        problems.append(Problem("instruments", "", f"{earlier.instrument} and {later.instrument} cannot be compared"))
    if problems:
        raise InputError(problems)
    steps = {step.of: step.by.us for step in INSTRUMENTS[later.instrument].steps}
    before, after = (dict(_measures(scored, tuple(steps))) for scored in (earlier, later))
    return tuple(
        Change(of, before[of], after[of], abs(after[of] - before[of]) >= steps[of] if of in steps else None) for of in before if of in after
    )


def _measures(scored: Scored, stepped: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    if scored.total is not None:
        yield "total", scored.total
    yield from scored.subscales.items()
    for name in stepped:
        if name in scored.answers:
            yield name, scored.answers[name]
