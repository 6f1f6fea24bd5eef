"""Orders for tests."""

from __future__ import annotations

import json

from holdfast.orders.answer import Answer
from holdfast.orders.checking import checked
from holdfast.orders.reading import read_order

READY = {"age": 36, "dsm5_criteria": 7, "sedated": False, "pre_dose_checklist_clear": True, "pregnant": False, "missed_doses": 0}
ON_METHADONE = {
    **READY,
    "current_medication": "methadone",
    "current_methadone_mg": 80,
    "dose_verified": True,
    "days_on_treatment": 300,
    "days_at_current_dose": 60,
    "missed_doses": 0,
    "wants_taper": True,
}
ON_TABLETS = {**READY, "current_medication": "buprenorphine", "current_buprenorphine_mg": 14, "days_on_treatment": 90}


def raw(check: str, order: object, facts: dict | None = None, place: str = "us", **more: object) -> bytes:
    """The bytes of an order's file."""
    return json.dumps(
        {"holdfast": 1, "as_of": "2026-11-21T09:00", "jurisdiction": place, "check": check, "facts": facts or {}, check: order, **more}
    ).encode()


def answer(check: str, order: object, facts: dict | None = None, place: str = "us", **more: object) -> Answer:
    """The answer to an order."""
    return checked(read_order(raw(check, order, facts, place, **more)))
