"""From a daily dose under the tongue to an injection, by the labels' tables. Between two rows there is no answer: ask."""

from __future__ import annotations

from holdfast.guideline.calendars.days import Refused, ValueOf
from holdfast.guideline.calendars.extended_release import WEEKLY, Product
from holdfast.guideline.sources import BRIXADI_LABEL, BUVIDAL_SMPC
from holdfast.language.expressions import Limit, Source


def _mg(source: Source, mg: float) -> Limit:
    return Limit("mg", us=mg, uk=mg, since=source.date, source=source)


_LABEL, _SMPC = BRIXADI_LABEL, BUVIDAL_SMPC
ROW_1_FROM, ROW_1_TO = _mg(_SMPC, 2), _mg(_LABEL, 6)
ROW_2_FROM, ROW_2_TO = _mg(_LABEL, 8), _mg(_LABEL, 10)
ROW_3_FROM, ROW_3_TO = _mg(_LABEL, 12), _mg(_LABEL, 16)
ROW_4_FROM, ROW_4_TO = _mg(_LABEL, 18), _mg(_LABEL, 24)
ROW_5_FROM, ROW_5_TO = _mg(_SMPC, 26), _mg(_SMPC, 32)
ESPRANOR_1_FROM, ESPRANOR_1_TO = _mg(_SMPC, 2), _mg(_SMPC, 4)
ESPRANOR_2_FROM, ESPRANOR_2_TO = _mg(_SMPC, 6), _mg(_SMPC, 8)
ESPRANOR_3_FROM, ESPRANOR_3_TO = _mg(_SMPC, 10), _mg(_SMPC, 12)
ESPRANOR_4_FROM, ESPRANOR_4_TO = _mg(_SMPC, 14), _mg(_SMPC, 18)
WEEKLY_1, WEEKLY_2, WEEKLY_3, WEEKLY_4 = _mg(_LABEL, 8), _mg(_LABEL, 16), _mg(_LABEL, 24), _mg(_LABEL, 32)
MONTHLY_2, MONTHLY_3, MONTHLY_4, MONTHLY_5 = _mg(_LABEL, 64), _mg(_LABEL, 96), _mg(_LABEL, 128), _mg(_SMPC, 160)

Row = tuple[Limit, Limit, Limit | None, Limit | None]
"""Lowest and highest daily dose, then the weekly and the monthly injection; None where the table has none."""
SUBLINGUAL_ROWS: tuple[Row, ...] = (
    (ROW_1_FROM, ROW_1_TO, WEEKLY_1, None),
    (ROW_2_FROM, ROW_2_TO, WEEKLY_2, MONTHLY_2),
    (ROW_3_FROM, ROW_3_TO, WEEKLY_3, MONTHLY_3),
    (ROW_4_FROM, ROW_4_TO, WEEKLY_4, MONTHLY_4),
)
BUVIDAL_ONLY: tuple[Row, ...] = ((ROW_5_FROM, ROW_5_TO, None, MONTHLY_5),)
ESPRANOR_ROWS: tuple[Row, ...] = (
    (ESPRANOR_1_FROM, ESPRANOR_1_TO, WEEKLY_1, None),
    (ESPRANOR_2_FROM, ESPRANOR_2_TO, WEEKLY_2, MONTHLY_2),
    (ESPRANOR_3_FROM, ESPRANOR_3_TO, WEEKLY_3, MONTHLY_3),
    (ESPRANOR_4_FROM, ESPRANOR_4_TO, WEEKLY_4, MONTHLY_4),
)


def converted(product: Product, daily: float, value: ValueOf, espranor: bool = False) -> float | Refused:
    """The injection that replaces `daily` mg a day under the tongue (on the tongue for Espranor, which is not mg for mg)."""
    rows = ESPRANOR_ROWS if espranor else SUBLINGUAL_ROWS + (BUVIDAL_ONLY if product.startswith("buvidal") else ())
    for low, high, weekly, monthly in rows:
        if value(low) <= daily <= value(high):
            dose = weekly if product in WEEKLY else monthly
            if dose is None:
                other = "monthly" if product in WEEKLY else "weekly"
                return Refused((f"At {daily:g} mg a day the table has no such injection.",), (f"The {other} injection.",))
            return value(dose)
    return Refused(
        (f"A daily dose of {daily:g} mg lies outside the rows of the table.",),
        ("The prescriber chooses the nearest row, or first moves the daily dose to one.",),
    )
