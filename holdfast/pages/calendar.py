"""Dosing calendars: the curve, and every dose in a table beside it."""

from __future__ import annotations

from functools import partial

from holdfast.advice import Advice
from holdfast.casefile import Case
from holdfast.guideline.calendars.days import NO_DOSE, NOT_AN_ORDER, Calendar, Day, Dose
from holdfast.guideline.words import Told, said, told_day
from holdfast.pages.dose_curve import dose_curve, has_a_dose_every_day
from holdfast.pages.markup import Child, Markup, Say, document, folded, listed, table, tag
from holdfast.telling import CALENDAR_COLUMNS, calendar_name


def calendar_document(calendar: Calendar, advice: Advice, case: Case, language: str = "en") -> str:
    """A page of one calendar. What the record warns of is written for staff, in English: other languages say that it is there."""
    say: Say = partial(said, language=language)
    name = calendar_name(advice, calendar)
    about = Told(
        "As of {day}, {time}. {place} rules, guideline {version}",
        day=told_day(advice.as_of),
        time=(f"{advice.as_of:%H:%M}",),
        place=(advice.dated.place.upper(),),
        version=(advice.dated.guideline.version,),
    )
    in_english = [f"{each.say} ({each.source})" for each in case.warnings]
    elsewhere = [say("Staff have to look at something in your record. It stands on their page.")]
    warned = listed(in_english if language == "en" else elsewhere) if case.warnings else None
    return document(
        say(name),
        "content",
        tag("header", tag("p", "Holdfast", class_="mark"), tag("h1", say(name)), tag("p", say(about))),
        tag(
            "main",
            tag("section", tag("h2", say("Look at this")), warned, class_="warnings") if warned else None,
            tag("section", tag("h2", say("Day by day")), calendar_parts(calendar, name, "curve", say)),
            id="content",
        ),
        lang=language,
    )


def calendars_section(advice: Advice, language: str = "en") -> Markup | None:
    """Each calendar that may begin today. The best ranked stands open and is printed; the others open with a click."""
    say: Say = partial(said, language=language)
    parts = []
    for number, calendar in enumerate(advice.calendars, 1):
        name = calendar_name(advice, calendar)
        inside = (tag("h3", say(name)), *calendar_parts(calendar, name, f"curve-{number}", say))
        parts.append(folded(*inside, open_=number == 1, class_="calendar-fold"))
    if not parts:
        return None
    several = len(parts) > 1
    return tag(
        "section",
        tag("h2", say("Dosing calendars"), id="calendars-title"),
        tag("p", say("One of these, never two at once. Each begins today.") if several else say("It begins today.")),
        tag("p", say("On paper only the first is drawn; the others are on the screen."), class_="paper dim") if several else None,
        parts,
        id="calendars",
        aria_labelledby="calendars-title",
    )


def calendar_parts(calendar: Calendar, name: str, key: str, say: Say) -> list[Child]:
    """The curve with its key, the table, the notes and the limits kept."""
    legend: Child = say("Each bar is one injection.")
    if has_a_dose_every_day(calendar):
        most = tag("span", say("at most, with what may be added"), class_="key key-most")
        legend = [tag("span", say("due"), class_="key key-due"), most]
    columns = [say(each) for each in CALENDAR_COLUMNS]
    rows = [_row(day, say) for day in calendar.days]
    return [
        tag(
            "div",
            tag("figure", dose_curve(calendar, name, key, say), tag("figcaption", legend)),
            table(say(Told("Doses: {calendar}", calendar=name)), columns, rows, "calendar"),
            class_="beside",
        ),
        listed([say(note) for note in (*calendar.notes, NOT_AN_ORDER)], class_="notes"),
        folded(say("The limits it keeps to"), listed([say(each) for each in calendar.limits]), class_="reasons")
        if calendar.limits
        else None,
    ]


def _row(day: Day, say: Say) -> tuple[Child, ...]:
    order = day.order
    note = tag("span", say(order.note), class_="line note") if order.note else None
    return (
        str(day.day),
        tag("span", say(told_day(day.date)), class_="whole"),
        [[_dose(dose, say) for dose in order.doses] or say(NO_DOSE), note],
        tag("span", f"{order.max_mg:g} mg", class_="whole"),
    )


def _dose(dose: Dose, say: Say) -> Markup:
    return tag("span", say(dose.told), class_="line" if dose.condition is None else "line maybe")
