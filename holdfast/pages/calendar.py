"""One dosing calendar: the curve, and every dose in a table beside it."""

from __future__ import annotations

from holdfast.advice import Advice
from holdfast.casefile import Case
from holdfast.guideline.calendars.days import Calendar, Day, Dose
from holdfast.pages.dose_curve import dose_curve
from holdfast.pages.markup import Child, Markup, document, folded, listed, table, tag
from holdfast.telling import at, titles


def calendar_document(calendar: Calendar, advice: Advice, case: Case) -> str:
    """A page of one calendar."""
    name = calendar_name(advice, calendar)
    about = f"As of {at(advice.as_of)}, {advice.dated.place.upper()} rules, guideline {advice.dated.guideline.version}"
    warned = listed([f"{each.say} ({each.source})" for each in case.warnings])
    return document(
        name,
        "content",
        tag("header", tag("p", "Holdfast", class_="mark"), tag("h1", name), tag("p", about)),
        tag(
            "main",
            tag("section", tag("h2", "Look at this"), warned, class_="warnings") if warned else None,
            tag("section", tag("h2", "Day by day"), calendar_parts(calendar, name, "curve")),
            id="content",
        ),
    )


def calendar_name(advice: Advice, calendar: Calendar) -> str:
    """The start and its medicine by their titles."""
    start, medicine = titles(advice, (calendar.start, calendar.medicine))
    return start if medicine.partition(" ")[0].lower() in start.lower() else f"{start}: {medicine}"


def calendar_parts(calendar: Calendar, name: str, key: str) -> list[Child]:
    """The curve with its key, the table, the notes and the limits kept."""
    daily = (calendar.days[-1].date - calendar.days[0].date).days + 1 == len(calendar.days)
    legend = (
        [tag("span", "due", class_="key key-due"), tag("span", "at most, with what may be added", class_="key key-most")] if daily else []
    )
    return [
        tag(
            "div",
            tag("figure", dose_curve(calendar, name, key), tag("figcaption", legend or "Each bar is one injection.")),
            table(f"Doses: {name}", ("Day", "Date", "Doses", "At most"), [_row(day) for day in calendar.days], "calendar"),
            class_="beside",
        ),
        listed(calendar.notes, class_="notes"),
        folded("The limits it keeps to", listed(calendar.limits), class_="reasons") if calendar.limits else None,
    ]


def _row(day: Day) -> tuple[Child, ...]:
    order = day.order
    doses: list[Child] = [tag("span", _dose(dose), class_="line" if dose.condition is None else "line maybe") for dose in order.doses]
    note: Markup | None = tag("span", order.note, class_="line note") if order.note else None
    return (
        str(day.day),
        tag("span", f"{day.date:%a %d %b %Y}", class_="whole"),
        [doses or "no dose", note],
        tag("span", f"{order.max_mg:g} mg", class_="whole"),
    )


def _dose(dose: Dose) -> str:
    return f"{dose.mg:g} mg {dose.when}{f', if {dose.condition}' if dose.condition else ''}"
