"""What a person reads, in their language. The English text is the message id; `locale/` holds every other language.

A catalogue is read when it is first asked for, straight from its .po file, so that start-up stays quick.
"""

from __future__ import annotations

import json
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from holdfast.language.expressions import Constant
from holdfast.language.rules import PLACEHOLDER, Dated, Guideline, Ruling

LANGUAGES = ("en", "es")
LOCALE = Path(__file__).parent / "locale"


class Catalogue(NullTranslations):
    """The messages of one language. What it does not hold stays in English."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__()
        self.messages = messages

    def gettext(self, message: str) -> str:
        return self.messages.get(message) or message


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; English needs none. A language that is not spoken here is a LookupError."""
    if language not in LANGUAGES:
        raise LookupError(f"there are no words in {language!r}, only in {', '.join(LANGUAGES)}")
    if language == "en":
        return Catalogue({})
    return Catalogue(messages_in((LOCALE / language / "LC_MESSAGES" / "holdfast.po").read_text(encoding="utf-8")))


def messages_in(po: str) -> dict[str, str]:
    """Every message of a .po file with its translation, the header left out."""
    found: dict[str, str] = {}
    field, parts = "", {"msgid": "", "msgstr": ""}
    for line in po.splitlines():
        keyword, quote, rest = line.partition('"')
        if not quote or line.startswith("#"):
            continue
        field = keyword.strip() or field
        if keyword.strip() == "msgid":
            parts = {"msgid": "", "msgstr": ""}
        parts[field] += json.loads(f'"{rest}')
        if field == "msgstr":
            found[parts["msgid"]] = parts["msgstr"]
    found.pop("", None)
    return found


def said(text: str, language: str = "en") -> str:
    """The text in a language, its placeholders kept."""
    return catalogue(language).gettext(text)


def amount(constant: Constant, language: str = "en") -> str:
    """A limit with its unit in a language: `7 días`."""
    number, space, unit = str(constant).partition(" ")
    return f"{number}{space}{said(unit, language)}" if unit else number


def reason(ruling: Ruling, dated: Dated, language: str = "en") -> str:
    """The reason of a rule in a language, its limits written in."""
    because = ruling.rule.because
    named = {name: dated.guideline.limit_named(name, ruling.id) for name in PLACEHOLDER.findall(because)}
    limits = {name: amount(dated.by_limit[limit], language) for name, limit in named.items() if limit is not None}
    return said(because, language).format_map(limits)


def message_ids(guideline: Guideline) -> tuple[str, ...]:
    """Everything of the guideline that a person reads, each once: titles, questions, reasons, units of the limits in them."""
    titles = (option.title for option in guideline.options.values())
    questions = (fact.ask for fact in guideline.facts.values())
    reasons = (rule.because for rule in guideline.rules.values())
    return tuple(dict.fromkeys((*titles, *questions, *reasons, *_units(guideline))))


def _units(guideline: Guideline) -> list[str]:
    """The units of the limits that reasons name, in the plural and where there is one in the singular."""
    named = {
        guideline.limit_named(name, rule_id) for rule_id, rule in guideline.rules.items() for name in PLACEHOLDER.findall(rule.because)
    }
    used = sorted({limit.unit for limit in guideline.limits.values() if id(limit) in named and limit.unit})
    return [
        form for unit in used for form in dict.fromkeys((unit, str(Constant(1, unit)).partition(" ")[2])) if len(form) > 1 or form == unit
    ]
