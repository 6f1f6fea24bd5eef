"""Dosing calendars: the curve, and every dose in a table beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from holdfast.advice import Advice
from holdfast.casefile import Case
from holdfast.guideline.calendars.days import NO_DOSE, NOT_AN_ORDER, Calendar, Day, Dose
from holdfast.guideline.words import Told, said, told_day, told_near_day
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
            tag("section", tag("h2", say("Day by day")), calendar_parts(calendar, name, "curve", say), _limits_on_paper(calendar, say)),
            id="content",
            class_="person",
        ),
        lang=language,
    )


def calendars_section(advice: Advice, language: str = "en") -> Markup | None:
    """Each calendar that may begin today; the best ranked stands open. On paper that one alone, in as few rows as it can be said."""
    say: Say = partial(said, language=language)
    parts = []
    for number, calendar in enumerate(advice.calendars, 1):
        name = calendar_name(advice, calendar)
        inside = (tag("h3", say(name)), *calendar_parts(calendar, name, f"curve-{number}", say))
        parts.append(folded(*inside, open_=number == 1, class_="calendar-fold screen"))
    if not parts:
        return None
    several = len(parts) > 1
    return tag(
        "section",
        tag("h2", say("Dosing calendars"), id="calendars-title"),
        tag("p", say("One of these, never two at once. Each begins today.") if several else say("It begins today.")),
        parts,
        tag("div", calendar_on_paper(advice, advice.calendars[0], say), class_="paper"),
        tag("p", say("On paper only the first is drawn; the others are on the screen."), class_="paper dim") if several else None,
        id="calendars",
        aria_labelledby="calendars-title",
    )


def calendar_parts(calendar: Calendar, name: str, key: str, say: Say) -> list[Child]:
    """The curve with its key, the table, the notes and the limits kept."""
    legend: Child = say("Each bar is one injection.")
    if has_a_dose_every_day(calendar):
        most = tag("span", say("at most, with what may be added"), class_="key key-most")
        legend = [tag("span", say("due"), class_="key key-due"), most]
    rows = [_row(day, say) for day in calendar.days]
    limits = listed([say(each) for each in calendar.limits])
    return [
        tag(
            "div",
            tag("figure", dose_curve(calendar, name, key, say), tag("figcaption", legend)),
            table(say(Told("Doses: {calendar}", calendar=name)), _columns(say), rows, "calendar"),
            class_="beside",
        ),
        listed([say(note) for note in (*calendar.notes, NOT_AN_ORDER)], class_="notes"),
        folded(say("The limits it keeps to"), limits, class_="reasons") if limits else None,
    ]


def calendar_on_paper(advice: Advice, calendar: Calendar, say: Say) -> list[Child]:
    """The calendar with days alike in one row, its notes and its limits: nothing that has to be opened."""
    name = calendar_name(advice, calendar)
    rows = [_row_on_paper(first, last, say) for first, last in runs(calendar.days, same_order)]
    noted = [_note_on_paper(first, last) for first, last in runs(calendar.days, same_note) if first.order.note]
    return [
        tag("h3", say(name)),
        table(say(Told("Doses: {calendar}", calendar=name)), _columns(say), rows, "calendar", hide_caption=True),
        listed([say(each) for each in (*noted, *calendar.notes, NOT_AN_ORDER)], class_="notes"),
        _limits_on_paper(calendar, say),
    ]


def runs(days: Sequence[Day], alike: Callable[[Day, Day], bool]) -> list[tuple[Day, Day]]:
    """The first and the last day of every stretch of days each of which is like the one before."""
    found: list[tuple[Day, Day]] = []
    for day in days:
        if found and alike(found[-1][1], day):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def same_order(before: Day, day: Day) -> bool:
    """Whether the day's doses are those of the day before it."""
    return before.order.doses == day.order.doses and (day.date - before.date).days == 1


def same_note(before: Day, day: Day) -> bool:
    """Whether the same is said of both days."""
    return before.order.note == day.order.note


def _note_on_paper(first: Day, last: Day) -> Told:
    note = first.order.note
    return (
        Told("Day {day}: {note}", day=first.day, note=note)
        if first == last
        else Told("Days {first} to {last}: {note}", first=first.day, last=last.day, note=note)
    )


def _limits_on_paper(calendar: Calendar, say: Say) -> Markup | None:
    texts = " ".join(say(each) for each in calendar.limits)
    return tag("p", tag("strong", f"{say('The limits it keeps to')}: "), texts, class_="paper") if texts else None


def _columns(say: Say) -> list[str]:
    return [say(each) for each in CALENDAR_COLUMNS]


def _row(day: Day, say: Say) -> tuple[Child, ...]:
    order = day.order
    note = tag("span", say(order.note), class_="line note") if order.note else None
    return (str(day.day), tag("span", say(told_day(day.date)), class_="whole"), [_doses(day, say), note], _most(day))


def _row_on_paper(first: Day, last: Day, say: Say) -> tuple[Child, ...]:
    if first == last:
        return (str(first.day), say(told_near_day(first.date)), _doses(first, say), _most(first))
    days = Told("{first} to {last}", first=first.day, last=last.day)
    dates = Told("{first} to {last}", first=told_near_day(first.date), last=told_near_day(last.date))
    return (say(days), say(dates), _doses(first, say), _most(first))


def _doses(day: Day, say: Say) -> Child:
    return [_dose(dose, say) for dose in day.order.doses] or say(NO_DOSE)


def _most(day: Day) -> Markup:
    return tag("span", f"{day.order.max_mg:g} mg", class_="whole")


def _dose(dose: Dose, say: Say) -> Markup:
    return tag("span", say(dose.told), class_="line" if dose.condition is None else "line maybe")
