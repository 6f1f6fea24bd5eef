"""The guide speaks English and Spanish, in the United States and in the United Kingdom. Every word of its own is said in both."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from holdfast.language.expressions import Place

Language = Literal["en", "es"]
PLACES: tuple[Place, ...] = ("us", "uk")
LANGUAGES: tuple[Language, ...] = ("en", "es")


class Words(NamedTuple):
    """One text in both languages. What is in braces is filled in by `str.format`."""

    en: str
    es: str

    def to(self, language: Language) -> str:
        """The text in that language."""
        return self.es if language == "es" else self.en


NOTHING = Words("", "")
EMERGENCY: dict[Place, str] = {"us": "911", "uk": "999"}
COUNTRY: dict[Place, Words] = {"us": Words("United States", "Estados Unidos"), "uk": Words("United Kingdom", "Reino Unido")}
TONGUE: dict[Language, str] = {"en": "English", "es": "Español"}
ELSEWHERE: dict[Place, str] = {"us": "https://www.weather.gov/", "uk": "https://www.bbc.co.uk/weather"}
"""Where "Exit this page" goes: a page that anybody may be looking at."""
MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
}


def told_day(day: date, language: Language) -> str:
    """A day in words, so that nobody takes the month for the day: 3 May 2026."""
    return (
        Words("{day} {month} {year}", "{day} de {month} de {year}")
        .to(language)
        .format(day=day.day, month=MONTHS[language][day.month - 1], year=day.year)
    )
