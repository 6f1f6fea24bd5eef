"""What goes wrong, said so that the reader knows what to do next.

Two audiences: whoever writes a rule (`RuleError`, which shows the rule's own line) and whoever hands in a person
(`InputError`, which carries every problem found, never only the first).
"""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_LANGUAGE = str(Path(__file__).parent)
LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Problem:
    """One thing wrong with what was handed in.

    `where` is the field or the place in the file, `value` what stood there (already shortened for showing),
    `why` what is wrong, `allowed` what may stand there, `next_step` what to do about it; the last two may be empty.
    """

    where: str
    value: str
    why: str
    allowed: str = ""
    next_step: str = ""

    def __str__(self) -> str:
        said = f"{self.where}: {self.why}" + (f" (got {self.value})" if self.value else "")
        allowed = f" Allowed: {self.allowed}." if self.allowed else ""
        next_step = f" {self.next_step}" if self.next_step else ""
        return f"{said}.{allowed}{next_step}"


class HoldfastError(Exception):
    """The root of every error that Holdfast raises on purpose."""


class InputError(HoldfastError):
    """A file or a set of facts that cannot be used, with every problem in it; exit code 2 on the command line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RuleError(HoldfastError):
    """A rule, limit or condition that is not well formed; the message ends with the line that wrote it."""

    def __init__(self, message: str) -> None:
        super().__init__(f"{message}\n{written_at().shown()}")


@dataclass(frozen=True)
class Line:
    """The place in a guideline file where something was written."""

    file: str
    number: int

    def shown(self) -> str:
        """The file, the line number and the line's own text."""
        text = linecache.getline(self.file, self.number).strip()
        return f"  {Path(self.file).name}, line {self.number}: {text}"


def written_at() -> Line:
    """The nearest caller outside the language itself: the line a guideline's author wrote."""
    frame = sys._getframe(1)
    while frame.f_back is not None and (frame.f_code.co_filename.startswith((_LANGUAGE, "<")) or frame.f_code.co_filename == __file__):
        frame = frame.f_back
    return Line(frame.f_code.co_filename, frame.f_lineno)


def shortened(value: object) -> str:
    """`value` as a reader may be shown it: in quotes if text, cut where it is long."""
    try:
        text = repr(value) if isinstance(value, str) else str(value)
    except (ValueError, RecursionError):
        text = f"a {type(value).__name__} too large to show"
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
