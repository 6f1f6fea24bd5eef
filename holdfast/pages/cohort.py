"""Many people on one page: what is urgent, the gaps in care, what to ask, and every option's statuses drawn and in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from holdfast.language.rules import STATUSES
from holdfast.pages.markup import Markup, document, folded, listed, table, tag

if TYPE_CHECKING:  # its packages are an extra
    from holdfast.cohort.summary import Need, Standing, Summary

WIDE, LEFT, ROW, GAP = 760, 300, 22, 8
KINDS = (
    ("medicine", "Medicines"),
    ("start", "Starting today"),
    ("change", "Changes"),
    ("level", "Level of care"),
    ("therapy", "Therapies"),
    ("peer_support", "Peer support"),
    ("service", "Around it"),
    ("test", "Tests"),
)
WORDS = {"not_indicated": "not indicated", "ask": "ask first", "caution": "with care"}
LONGEST = 40


def cohort_document(summary: Summary) -> str:
    """The whole page, with nothing outside it."""
    silent = summary.people - summary.in_scope
    body = [
        tag(
            "header",
            tag("p", "Holdfast", class_="mark"),
            tag("h1", _people(summary.people)),
            tag(
                "p",
                f"As of {summary.as_of.replace('T', ' ')}, {summary.jurisdiction.upper()}. Guideline {summary.guideline}, {summary.rules} "
                f"rules, by {summary.engine}.",
                class_="dim",
            ),
            tag("p", f"Of {silent:,} of them the record says nothing about opioids.") if silent else None,
        ),
        tag(
            "main",
            _needs("urgent-first", "Urgent", summary.urgent, "urgent"),
            _needs("gaps", "Gaps in care", summary.gaps, None),
            _questions(summary),
            _statuses(summary),
            _records(summary),
            id="content",
        ),
    ]
    return document(_people(summary.people), "content", *body)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _needs(key: str, title: str, needs: Sequence[Need], class_: str | None) -> Markup | None:
    if not needs:
        return None
    rows = [(need.say, f"{need.people:,}", f"{need.not_known:,}", ", ".join(need.who) or "–") for need in needs]
    bars = [(need.name.replace("_", " "), [("sure", need.people), ("open", need.not_known)]) for need in needs]
    return tag(
        "section",
        tag("h2", title),
        _bars(f"{key}-drawn", f"{title}: people", bars),
        tag("p", tag("span", "certain", class_="key key-sure"), tag("span", "the record does not tell", class_="key key-open")),
        folded("The numbers, and who", table(title, ("what", "people", "not known", "the first of them"), rows, hide_caption=True)),
        class_=class_,
        id=key,
    )


def _questions(summary: Summary) -> Markup | None:
    if not summary.questions:
        return None
    asked = [(each.fact, [("sure", each.people)]) for each in summary.questions]
    return tag(
        "section",
        tag("h2", "What to ask next"),
        tag("p", f"Among the next five questions of so many of {summary.asked:,} people, taken evenly from all.", class_="dim"),
        _bars("questions-drawn", "People by the next question", asked),
        listed([f"{each.ask} ({each.people:,})" for each in summary.questions], "ol"),
    )


def _statuses(summary: Summary) -> Markup:
    key = tag("p", [tag("span", WORDS.get(status, status), class_=f"key key-{status}") for status in STATUSES])
    parts = []
    for kind, title in KINDS:
        options = [option for option in summary.options if option.kind == kind]
        if options:
            parts += [tag("h3", title), _drawn(kind, title, options), folded(f"{title} in numbers", _in_numbers(title, options))]
    return tag("section", tag("h2", "Every option"), key, parts)


def _drawn(kind: str, title: str, options: Iterable[Standing]) -> Markup:
    rows = [(option.title, [(status, option.counts[status]) for status in STATUSES]) for option in options]
    return _bars(f"{kind}-drawn", f"{title}: people by status", rows)


def _in_numbers(title: str, options: Iterable[Standing]) -> Markup:
    columns = ("option", *(WORDS.get(status, status) for status in STATUSES))
    rows = [(option.title, *(f"{option.counts[status]:,}" for status in STATUSES)) for option in options]
    return table(title, columns, rows, hide_caption=True)


def _records(summary: Summary) -> Markup | None:
    doubtful = listed([f"{say}: {count:,}" for say, count in summary.doubtful.items()])
    unread = [f"{each['file']}, line {each['line']}: {each['why']}" for each in summary.unread]
    if not doubtful and not unread:
        return None
    more = summary.unread_in_all - len(unread)
    not_read = [tag("h3", f"Not read: {summary.unread_in_all:,}"), listed(unread), tag("p", f"and {more:,} more") if more else None]
    return tag("section", tag("h2", "Look at these records"), doubtful, not_read if unread else None, class_="warnings")


def _bars(key: str, title: str, rows: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> Markup:
    """A bar a row, its parts side by side; all bars on one scale."""
    most = max((sum(count for _, count in parts) for _, parts in rows), default=0) or 1
    drawn: list[Markup] = []
    for place, (label, parts) in enumerate(rows):
        y, x = place * (ROW + GAP), float(LEFT)
        drawn.append(tag("text", _short(label), x=f"{LEFT - 10}", y=f"{y + 16}", class_="end"))
        for name, count in parts:
            width = count * (WIDE - LEFT) / most
            if count:
                drawn.append(tag("rect", x=f"{x:.1f}", y=f"{y}", width=f"{width:.1f}", height=f"{ROW}", class_=f"part-{name}"))
            x += width
    said = "; ".join(f"{label}: {_parts_said(parts)}" for label, parts in rows)
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", said, id=f"{key}-desc"),
        drawn,
        viewBox=f"0 0 {WIDE} {len(rows) * (ROW + GAP)}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        class_="curve",
    )


def _parts_said(parts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{WORDS.get(name, name)} {count:,}" for name, count in parts if count)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
