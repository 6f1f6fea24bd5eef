"""The questions as a template shows them: one screen after the other, with what was answered before."""

from __future__ import annotations

from holdfast.guide.answers import Answers
from holdfast.guide.frame import Context, words
from holdfast.guide.languages import Language
from holdfast.guide.questions import Field, Question, asked


def screens(answers: Answers, language: Language) -> list[Context]:
    """Every screen in order, each knowing the one before it and the one after."""
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
            "fields": [_field(each, question, answers, language) for each in question.fields],
        }
        for number, question in enumerate(questions)
    ]


def _field(field: Field, question: Question, answers: Answers, language: Language) -> Context:
    label, example = field.by_place.get(answers.place, (field.words, field.words))
    offered = field.offered(answers.place)
    first_alone = next((choice for choice in offered if choice.alone and field.kind == "checkboxes"), None)
    return {
        "name": field.name,
        "kind": field.kind,
        "me": label.to(language),
        "them": (field.them if any(field.them) else label).to(language),
        "example": example.to(language),
        "value": answers.near,
        "small": question.code == "where",
        "choices": [
            {
                "id": f"{field.name}-{choice.code}",
                "code": choice.code,
                "words": choice.words.to(language),
                "hint": choice.hint.to(language),
                "alone": choice.alone,
                "after_or": choice is first_alone,
                "checked": answers.has(field.name, choice.code),
            }
            for choice in offered
        ],
    }
