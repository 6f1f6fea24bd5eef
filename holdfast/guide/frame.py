"""What every page of the guide has: language and place, the emergency help, the way out, where else to go."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.guide.contacts import stale
from holdfast.guide.interface import WORDS
from holdfast.guide.languages import COUNTRY, ELSEWHERE, EMERGENCY, LANGUAGES, PLACES, TONGUE, Language, Words
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import Place

Context = dict[str, object]


@lru_cache(maxsize=len(LANGUAGES))
def words(language: Language) -> dict[str, str]:
    """The words of the pages in that language, by name."""
    return {name: text.to(language) for name, text in WORDS.items()}


def shown(
    request: HttpRequest, template: str, place: Place, language: Language, title: Words, *, status: int = 200, **more: object
) -> HttpResponse:
    """The page, with what every page has around it. `title` is what the tab and the history say."""
    said = words(language)
    context: Context = {
        "place": place,
        "request_path": request.path,
        "alone": {"several": True},
        "language": language,
        "title": title.to(language),
        "w": said,
        "emergency": EMERGENCY[place],
        "emergency_call": said["emergency_call"].format(number=EMERGENCY[place]),
        "overdose": reverse("guide:read", args=[place, language, "overdose"]),
        "elsewhere": ELSEWHERE[place],
        "country": COUNTRY[place].to(language),
        "switch_to": other_language("" if template == "mistake" else request.path, place, language),
        "sources_line": said["footer_sources"].format(version=guideline().version),
        "stale": said["stale"].format(count=len(old)) if (old := stale(date.today())) else "",
        "demo": settings.HOLDFAST_DEMO,
        "handbook": (settings.WHITENOISE_ROOT / "handbook").is_dir(),
        **more,
    }
    return render(request, f"guide/{template}.html", context, status=status)


def other_language(path: str, place: Place, language: Language) -> dict[str, str]:
    """The same page in the other language: its name, code and address. The start page for an address that is none of ours."""
    other = next(each for each in LANGUAGES if each != language)
    here = reverse("guide:start", args=[place, language])
    rest = path.removeprefix(here) if path.startswith(here) else ""
    return {"name": TONGUE[other], "code": other, "address": reverse("guide:start", args=[place, other]) + rest}


def place_and_language(path: str) -> tuple[Place, Language]:
    """What an address says of place and language, as far as it says it: for pages shown where no address fits."""
    first, second, *_ = [*path.strip("/").split("/"), "", ""]
    return next((each for each in PLACES if each == first), "us"), next((each for each in LANGUAGES if each == second), "en")
