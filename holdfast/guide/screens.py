"""The questions as a template shows them: one screen after the other, with what was answered before."""

from __future__ import annotations

from holdfast.guide.answers import Answers
from holdfast.guide.frame import Context, words
from holdfast.guide.languages import Language
from holdfast.guide.questions import Field, asked


def screens(answers: Answers, language: Language, mistake: str = "") -> list[Context]:
    """Every screen in order, each knowing the one before it and the one after. `mistake` is why the place was not found."""
    questions = asked(answers.place)
    codes = [question.code for question in questions]
    return [
        {
            "code": question.code,
            "progress": words(language)["progress"].format(number=number + 1, count=len(questions)),
            "me": question.me.to(language),
            "them": question.them.to(language),
            "hint": question.hint.to(language),
            "why": question.why.to(language),
            "before": codes[number - 1] if number else "",
            "after": codes[number + 1] if number + 1 < len(codes) else "",
            "several": len(question.fields) > 1,
            "fields": [
                {**field(each, answers, language, small=question.code == "where"), "error": mistake if each.name == "near" else ""}
                for each in question.fields
            ],
        }
        for number, question in enumerate(questions)
    ]


def field(asked_for: Field, answers: Answers, language: Language, *, small: bool = False) -> Context:
    """One field with its label, its answers to choose from, and what was chosen before. `small` has its choices side by side."""
    label, example = asked_for.by_place.get(answers.place, (asked_for.words, asked_for.words))
    offered = asked_for.offered(answers.place)
    first_alone = next((choice for choice in offered if choice.alone and asked_for.kind == "checkboxes"), None)
    return {
        "name": asked_for.name,
        "kind": asked_for.kind,
        "me": label.to(language),
        "them": (asked_for.them if any(asked_for.them) else label).to(language),
        "example": example.to(language),
        "value": answers.near,
        "small": small,
        "choices": [
            {
                "id": f"{asked_for.name}-{choice.code}",
                "code": choice.code,
                "words": choice.words.to(language),
                "hint": choice.hint.to(language),
                "alone": choice.alone,
                "after_or": choice is first_alone,
                "checked": answers.has(asked_for.name, choice.code),
            }
            for choice in offered
        ],
    }
