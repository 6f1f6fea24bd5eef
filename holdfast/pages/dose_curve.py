"""The doses of a calendar drawn by day: a line for what is due, a lighter one for the most that may be given."""

from __future__ import annotations

from collections.abc import Iterable

from holdfast.guideline.calendars.days import Calendar, Day
from holdfast.guideline.words import Told, told_day, told_short_day
from holdfast.pages.markup import Markup, Say, tag

WIDE, HIGH = 560, 250
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 30, 40
STEPS = (0.5, 1, 2, 4, 5, 8, 10, 20, 25, 50, 100, 200, 500)
MOST_STEPS, MOST_DAYS_NAMED = 6, 8


def dose_curve(calendar: Calendar, name: str, key: str, say: Say) -> Markup:
    """The curve, with a title and a sentence for those who do not see it. `key` tells this drawing from others of a page."""
    days = calendar.days
    first, last = days[0].date, days[-1].date
    span = (last - first).days + 1
    top = max((day.order.max_mg for day in days), default=0) or 1
    step = next((each for each in STEPS if top / each <= MOST_STEPS), STEPS[-1])
    highest = step * -(-top // step)
    daily = has_a_dose_every_day(calendar)

    def across(day: Day, end: bool = False) -> float:
        return round(LEFT + ((day.date - first).days + end) * (WIDE - LEFT - RIGHT) / span, 1)

    def up(mg: float) -> float:
        return round(HIGH - BOTTOM - mg * (HIGH - TOP - BOTTOM) / highest, 1)

    def line(amounts: Iterable[tuple[Day, float]], close: bool) -> str:
        points = [f"{x},{up(mg)}" for day, mg in amounts for x in (across(day), across(day, True))]
        ends = (f"M{LEFT},{up(0)}L", f"L{across(days[-1], True)},{up(0)}Z") if close else ("M", "")
        return f"{ends[0]}{'L'.join(points)}{ends[1]}"

    grid: list[Markup] = []
    marks: list[Markup] = []
    for number in range(int(highest / step) + 1):
        y = up(number * step)
        grid.append(tag("line", x1=f"{LEFT}", x2=f"{WIDE - RIGHT}", y1=f"{y}", y2=f"{y}", class_="grid"))
        marks.append(tag("text", f"{number * step:g}", x=f"{LEFT - 8}", y=f"{y + 4}", class_="end"))
    every = -(-len(days) // MOST_DAYS_NAMED)
    for day in days[::every]:
        x = (across(day) + across(day, True)) / 2 if daily else max(across(day), LEFT + 14)
        marks.append(
            tag("text", f"{day.day}" if daily else say(told_short_day(day.date)), x=f"{x:g}", y=f"{HIGH - BOTTOM + 17}", class_="middle")
        )
    if daily:
        drawn = [
            tag("path", d=line([(day, day.order.max_mg) for day in days], True), class_="most"),
            tag("path", d=line([(day, day.order.total_mg) for day in days], True), class_="due"),
            tag("path", d=line([(day, day.order.max_mg) for day in days], False), class_="most-edge"),
            tag("path", d=line([(day, day.order.total_mg) for day in days], False), class_="due-edge"),
        ]
    else:
        drawn = [
            tag(
                "rect",
                x=f"{across(day)}",
                y=f"{up(day.order.max_mg)}",
                width="10",
                height=f"{up(0) - up(day.order.max_mg):.1f}",
                class_="bar",
            )
            for day in days
        ]
    axis = say("day") if daily else say("date of the injection")
    marks.append(tag("text", axis, x=f"{(LEFT + WIDE - RIGHT) / 2:g}", y=f"{HIGH - 6}", class_="middle"))
    marks.append(tag("text", "mg", x=f"{LEFT - 8}", y="12", class_="end"))
    return tag(
        "svg",
        tag("title", say(Told("Doses by day: {calendar}", calendar=name)), id=f"{key}-title"),
        tag("desc", say(in_a_sentence(calendar)), id=f"{key}-desc"),
        grid,
        drawn,
        marks,
        viewBox=f"0 0 {WIDE} {HIGH}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        class_="curve",
    )


def has_a_dose_every_day(calendar: Calendar) -> bool:
    """Whether every day stands in it, as for a daily dose; injections name only their own days."""
    return (calendar.days[-1].date - calendar.days[0].date).days + 1 == len(calendar.days)


def in_a_sentence(calendar: Calendar) -> Told:
    """What the drawing shows, said."""
    first, last = calendar.days[0], calendar.days[-1]
    most = max(calendar.days, key=lambda day: day.order.max_mg)
    return Told(
        "From {first} to {last}. On the first day {first_doses}. On the last day shown {last_doses}. "
        "The most on any day is {most:g} mg, on day {day}. Every dose stands in the table.",
        first=told_day(first.date),
        last=told_day(last.date),
        first_doses=_amounts(first),
        last_doses=_amounts(last),
        most=most.order.max_mg,
        day=most.day,
    )


def _amounts(day: Day) -> Told:
    return Told("{due:g} mg due, at most {most:g} mg", due=day.order.total_mg, most=day.order.max_mg)
