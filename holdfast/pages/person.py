"""The plan as the person reads it, in their language: the sheet, then every option with its reasons, then our questions."""

from __future__ import annotations

from functools import partial

from holdfast.advice import Advice
from holdfast.engines.bedside import Finding, Fired
from holdfast.guideline.words import reason, said, told_day
from holdfast.language.rules import Kind
from holdfast.pages.calendar import calendars_section
from holdfast.pages.markup import Child, Markup, document, listed, tag
from holdfast.pages.plain_sheet import STANDS, plain_sheet
from holdfast.telling import parted, shown_status

CALENDAR_LATER = "There is no dosing calendar on this page: first staff see you about what cannot wait."
HEADINGS: tuple[tuple[Kind, str], ...] = (
    ("medicine", "Medicines"),
    ("start", "Starting"),
    ("change", "Changes"),
    ("level", "How much care, and where"),
    ("therapy", "Therapies"),
    ("peer_support", "People who have been there"),
    ("service", "Other help"),
    ("test", "Tests"),
)


def person_document(advice: Advice, language: str) -> str:
    """The whole page in one language."""
    say = partial(said, language=language)
    groups = [_group(advice, kind, heading, language) for kind, heading in HEADINGS]
    urgent = [reason(fired.ruling, advice.dated, language) for fired in advice.judgement.urgent]
    questions = [say(question.fact.ask) for question in advice.judgement.questions]
    return document(
        say("Your plan"),
        "content",
        tag("header", tag("p", "Holdfast", class_="mark"), tag("h1", say("Your plan")), tag("p", say(told_day(advice.as_of)))),
        tag(
            "main",
            tag("section", tag("h2", say("What cannot wait")), listed(urgent), class_="urgent") if urgent else None,
            plain_sheet(advice, language),
            tag("p", say(CALENDAR_LATER)) if urgent and advice.calendars else calendars_section(advice, language),
            tag("section", tag("h2", say("What we would like to ask you")), listed(questions, "ol")) if questions else None,
            tag("section", tag("h2", say("The reasons")), groups, class_="screen") if any(groups) else None,
            tag("p", say("The reasons stand on the screen. Ask us to show you."), class_="paper dim") if any(groups) else None,
            id="content",
            class_="person",
        ),
        lang=language,
    )


def _group(advice: Advice, kind: Kind, heading: str, language: str) -> Markup | None:
    rows = [_option(advice, finding, language) for finding in parted(advice, kind)[0] if finding.status in STANDS]
    return tag("div", tag("h3", said(heading, language)), listed(rows)) if rows else None


def _option(advice: Advice, finding: Finding, language: str) -> Child:
    stands = STANDS[finding.status if finding.status == "ask" else shown_status(finding)]
    title = tag("strong", f"{said(finding.option.title, language)}.")
    return [title, " ", tag("em", said(stands, language)), listed(_reasons(advice, finding.fired, language))]


def _reasons(advice: Advice, fired: tuple[Fired, ...], language: str) -> list[str]:
    return list(dict.fromkeys(reason(each.ruling, advice.dated, language) for each in fired))
