"""Versions of the guideline with something changed, for tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from holdfast.changes.states import State
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import Place
from holdfast.language.rules import Guideline
from holdfast.language.snapshot import as_text, read

DAY = date(2026, 11, 21)


def earlier(change: Callable[[dict[str, Any]], object]) -> Guideline:
    """The guideline as a version 2026.10.1 in which something was otherwise."""
    form = json.loads(as_text(guideline()))
    form["version"] = "2026.10.1"
    change(form)
    return read(form)


def then(change: Callable[[dict[str, Any]], object], place: Place = "us") -> State:
    """That version as the old side."""
    return State("old.json", earlier(change).on(DAY, place))


def now(place: Place = "us") -> State:
    """The running guideline as the new side."""
    return State("2026-11-21", guideline().on(DAY, place))
