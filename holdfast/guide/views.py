"""The pages of the guide. What is asked of them in a form is read, used and forgotten."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from holdfast.guide import reading
from holdfast.guide.answers import Answers
from holdfast.guide.answers import read as answers_in
from holdfast.guide.finding import found_words
from holdfast.guide.frame import shown, words
from holdfast.guide.languages import COUNTRY, LANGUAGES, PLACES, TONGUE, Language, Words
from holdfast.guide.lines import line
from holdfast.guide.near import ON_A_LIST, near, not_found
from holdfast.guide.questions import asked
from holdfast.guide.results import results
from holdfast.guide.screens import screens
from holdfast.language.expressions import Place

TITLE = Words("Find help", "Encontrar ayuda")
MY_LIST = Words("My list", "Mi lista")
"""What the tab, the history and a printed file are called: nothing about drugs."""


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The door: overdose help first, then country and language."""
    countries = [
        {"place": place, "name": COUNTRY[place].en, "nombre": COUNTRY[place].es, "languages": [(each, TONGUE[each]) for each in LANGUAGES]}
        for place in PLACES
    ]
    return shown(request, "choose", "us", "en", TITLE, countries=countries)


@require_safe
def start(request: HttpRequest, place: Place, language: Language) -> HttpResponse:
    """The start page of one country in one language."""
    return shown(
        request,
        "start",
        place,
        language,
        TITLE,
        promise=words(language)["start_promise"].format(count=len(asked(place))),
        lines=[line(code, place, language) for code in ("crisis", "helpline")],
        pages=reading.pages(language, place),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: HttpRequest, place: Place, language: Language) -> HttpResponse:
    """The questions, all on one page; or what they lead to. Answers come in the body of a form alone."""
    answers = answers_in(dict(request.POST.lists()), place) if request.method == "POST" else Answers(place)
    if request.POST.get("do") != "show":
        mistake = not_found(answers, language)
        return shown(request, "questions", place, language, TITLE, screens=screens(answers, language, mistake))
    found = near(answers, date.today(), language, most=ON_A_LIST)
    return shown(
        request,
        "results",
        place,
        language,
        MY_LIST,
        keeps=True,
        answers=answers,
        carried=list(answers.carried()),
        results=results(answers, datetime.now(), language),
        near=found,
        titles={page.slug: page.title for page in reading.pages(language, place)},
        help=line("helpline", place, language),
        about=found_words(found, language),
    )


@require_safe
def read(request: HttpRequest, place: Place, language: Language, slug: str) -> HttpResponse:
    """One page to read."""
    try:
        page = reading.page(slug, language, place, link=lambda other: reverse("guide:read", args=[place, language, other]))
    except LookupError as error:
        raise Http404 from error
    return shown(request, "reading", place, language, Words(page.title, page.title), page=page, body=mark_safe(page.html))


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the site answers and its database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
