"""What the answers lead to: today, the choices, what to say. Nothing here asks the database or the clock; places are found beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from holdfast.guide import phone, today
from holdfast.guide.answers import Answers
from holdfast.guide.choices import Choices, choices
from holdfast.guide.contacts import contacts
from holdfast.guide.frame import Context
from holdfast.guide.languages import EMERGENCY, Language, Words
from holdfast.guide.lines import UNCONFIRMED, as_link
from holdfast.guide.questions import Field, asked

SKIPPED = Words("Skipped", "Sin respuesta")


@dataclass(frozen=True)
class Results:
    """Ready to be shown. `told` is each question with what was answered; `script` each sentence with its meaning."""

    cards: tuple[Context, ...]
    choices: Choices
    script: tuple[Words, ...]
    may_ask: tuple[str, ...]
    not_soon: str
    told: tuple[Context, ...]


def results(answers: Answers, now: datetime, language: Language) -> Results:
    """Everything that follows from the answers, by the guideline of that day."""
    return Results(
        cards=tuple(_card(card, answers, language) for card in today.cards(answers)),
        choices=choices(answers, now, language),
        script=tuple(phone.aloud(answers, language)),
        may_ask=tuple(words.to(language) for words in phone.THEY_MAY_ASK),
        not_soon=phone.NOT_SOON.to(language),
        told=tuple(_told(answers, language)),
    )


def _card(card: today.Card, answers: Answers, language: Language) -> Context:
    ambulance = EMERGENCY[answers.place]
    reached = {each.code: each for each in contacts() if each.place == answers.place}
    return {
        "code": card.code,
        "heading": card.heading(answers).to(language),
        "steps": [step.to(language).format(ambulance=ambulance, recalled=UNCONFIRMED.to(language)) for step in card.said(answers)],
        "lines": [as_link(reached[code], language) for code in card.lines if code in reached],
        "page": card.page,
        "alarm": card.alarm,
    }


def _told(answers: Answers, language: Language) -> Iterator[Context]:
    for question in asked(answers.place):
        said = [words for field in question.fields for words in _said(field, answers, language)]
        yield {
            "code": question.code,
            "question": (question.them if answers.for_another else question.me).to(language),
            "answer": "; ".join(said) or SKIPPED.to(language),
        }


def _said(field: Field, answers: Answers, language: Language) -> Iterator[str]:
    if field.kind == "text":
        yield from filter(None, [answers.near])
        return
    for choice in field.offered(answers.place):
        if answers.has(field.name, choice.code):
            words = choice.words.to(language)
            asked_so = (field.them if answers.for_another else field.words).to(language)
            yield f"{asked_so} {words}" if field.name in ("far", "daily", "remote") else words
