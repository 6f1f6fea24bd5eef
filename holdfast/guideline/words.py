"""What a person reads, in their language. The English text is the message id; `locale/` holds every other language.

A catalogue is read when it is first asked for, straight from its .po file, so that start-up stays quick.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from holdfast.language.expressions import Constant
from holdfast.language.rules import PLACEHOLDER, Dated, Guideline, Ruling

LANGUAGES = ("en", "es")
LOCALE = Path(__file__).parent / "locale"
PLACEHOLDERS = re.compile(r"\{[^}]*\}")
SPELLED: Mapping[str, str] = {
    **{
        word: word.upper()
        for word in ("alt", "cows", "cyp3a4", "ecg", "eddp", "hav", "hbv", "hcv", "hiv", "maoi", "otp", "pdmp", "qt", "sows")
    },
    "6mam": "6-MAM",
    "dsm5": "DSM-5",
    "egfr": "eGFR",
    "gad7": "GAD-7",
    "item9": "item 9",
    "phq9": "PHQ-9",
    "qtc": "QTc",
    "child": "Child",
    "pugh": "Pugh",
    "alpha2": "alpha-2",
    "sublocade": "Sublocade",
    "brixadi": "Brixadi",
    "buvidal": "Buvidal",
    "vivitrol": "Vivitrol",
    "espranor": "Espranor",
    "bp": "blood pressure",
    "dt": "delirium tremens",
    "oud": "opioid use disorder",
    "sud": "substance use disorder",
    "uln": "the upper limit of normal",
    "xr": "extended-release",
    "mg": "",
    "ms": "",
    "kg": "",
}
"""How the parts of the names of facts and their values are written where they are not words as they stand; a unit is said beside
its number and left out of the name."""


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


Fill = str | float | Constant | tuple[str, ...]
"""What fills a placeholder: a text or a limit (said in the language), a number, or names that stay as they are."""


class Told(str):
    """A text made from a message and what fills it: English wherever it is used as text, and `said` again in any language.

    Without fills the message is taken as it stands; otherwise its placeholders are named: `Told("after {hours:g} h", hours=3)`.
    """

    message: str
    fills: Mapping[str, Fill]

    def __new__(cls, message: str, **fills: Fill) -> Told:
        text = super().__new__(cls, _filled(message, fills, "en"))
        text.message, text.fills = message, fills
        return text


def together(texts: Iterable[str], between: str = " ") -> Told:
    """Several texts as one, each of them said in its turn."""
    named = {f"part_{number}": text for number, text in enumerate(texts)}
    return Told(between.join(f"{{{name}}}" for name in named), **named)


def said(text: str, language: str = "en") -> str:
    """The text in a language, with what fills it; the placeholders of a bare message are kept."""
    if isinstance(text, Told):
        return _filled(catalogue(language).gettext(text.message), text.fills, language)
    return catalogue(language).gettext(text)


def messages_of(text: str) -> Iterator[str]:
    """Every message that has to be translated for the text to be said."""
    message = text.message if isinstance(text, Told) else text
    if re.search(r"[^\W\d_]", PLACEHOLDERS.sub("", message)):
        yield message
    for fill in text.fills.values() if isinstance(text, Told) else ():
        if isinstance(fill, str):
            yield from messages_of(fill)
        if isinstance(fill, Constant) and (unit := str(fill).partition(" ")[2]):
            yield unit


def _filled(message: str, fills: Mapping[str, Fill], language: str) -> str:
    return message.format_map({name: _fill(fill, language) for name, fill in fills.items()}) if fills else message


def _fill(fill: Fill, language: str) -> str | float:
    if isinstance(fill, Constant):
        return amount(fill, language)
    if isinstance(fill, tuple):
        return ", ".join(fill)
    return said(fill, language) if isinstance(fill, str) else fill


def amount(constant: Constant, language: str = "en") -> str:
    """A limit with its unit in a language: `7 días`. Decimals have a point everywhere, as on the labels."""
    number, space, unit = str(constant).partition(" ")
    return f"{number}{space}{said(unit, language)}" if unit else number


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def told_day(day: date) -> Told:
    """A day as a calendar writes it: `Sat 21 Nov 2026`."""
    return Told("{weekday} {day} {month} {year}", weekday=WEEKDAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1], year=day.year)


def told_near_day(day: date) -> Told:
    """A day of the coming weeks, where the year stands above: `Sat 21 Nov`."""
    return Told("{weekday} {day} {month}", weekday=WEEKDAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1])


def told_short_day(day: date) -> Told:
    """A day where there is little room: `21 Nov`."""
    return Told("{day} {month}", day=day.day, month=MONTHS[day.month - 1])


def told_reason(ruling: Ruling, dated: Dated) -> Told:
    """The reason of a rule, its limits written in."""
    because = ruling.rule.because
    named = {name: dated.guideline.limit_named(name, ruling.id) for name in PLACEHOLDER.findall(because)}
    return Told(because, **{name: dated.by_limit[limit] for name, limit in named.items() if limit is not None})


def reason(ruling: Ruling, dated: Dated, language: str = "en") -> str:
    """The reason of a rule in a language."""
    return said(told_reason(ruling, dated), language)


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


def at(moment: datetime) -> str:
    """A moment to the minute."""
    return f"{moment:%Y-%m-%d %H:%M}"
