"""The pages that search by themselves: places of treatment, meetings, one place with all that it lists. What is searched for comes in the
body of a form, so that no address and no log holds it.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from holdfast.finder.models import Facility
from holdfast.guide import near
from holdfast.guide.answers import Answers
from holdfast.guide.answers import read as answers_in
from holdfast.guide.frame import Context, shown, words
from holdfast.guide.languages import Language, Words, told_day
from holdfast.guide.lines import line
from holdfast.guide.meetings import Search
from holdfast.guide.questions import Choice, Field, asked
from holdfast.guide.screens import field
from holdfast.language.expressions import Place

PLACES = Words("Find a place", "Buscar un lugar")
MEETINGS = Words("Find a meeting", "Buscar una reunión")
A_PLACE = Words("A place", "Un lugar")
SEARCHED = ("near", "far", "medicine", "paying", "remote", "else")
"""The questions of the guide that the search for places asks again."""
LEVEL = Field(
    "level",
    "radios",
    (
        Choice("any", Words("Any", "Cualquiera")),
        Choice("outpatient", Words("Visits, living at home", "Visitas, viviendo en casa")),
        Choice("residential", Words("Living in", "Internado")),
        Choice("inpatient_withdrawal_management", Words("Help with withdrawal, staying in", "Ayuda con la abstinencia, internado")),
    ),
    Words("Kind of care", "Tipo de atención"),
)
LABELS: dict[str, Words] = {
    "medicine": Words("Medicine", "Medicina"),
    "paying": Words("How to pay", "Cómo pagar"),
    "else": Words("Marked if they have help for", "Se marca si tienen ayuda para"),
}
FOLDED = ("remote", "else")
"""What few search by: behind "more"."""
MOST_PAGES = 500


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, place: Place, language: Language) -> HttpResponse:
    """The search for places of treatment, and what it found."""
    sent = dict(request.POST.lists())
    answers = answers_in(sent, place)
    level = next((code for code in sent.get("level", []) if code in [choice.code for choice in LEVEL.choices]), "any")
    asked_for = request.method == "POST" and bool(answers.near)
    found = near.near(
        answers, date.today(), language, page=_page(request.POST), levels=[level] if level != "any" else [], only_paid_so=True
    )
    mistake = found.problem or (words(language)["type_a_place"] if request.method == "POST" and not answers.near else "")
    return shown(
        request,
        "places",
        place,
        language,
        PLACES,
        status=400 if mistake else 200,
        answers=answers,
        fields=_fields(answers, level, mistake, language),
        folded=FOLDED,
        near=found,
        found=asked_for and not found.problem,
        mistake=mistake,
        carried=[*answers.carried(), ("level", level)],
        about=found_words(found, language),
        help=line("helpline", place, language),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, place: Place, language: Language) -> HttpResponse:
    """The search for meetings, and what it found."""
    search = Search.read(dict(request.POST.lists()), place)
    found = search.found(language, _page(request.POST)) if request.method == "POST" else None
    return shown(
        request,
        "meetings",
        place,
        language,
        MEETINGS,
        status=400 if found and found.problem else 200,
        fields=search.fields(language, found.problem if found else ""),
        found=found,
        mistake=found.problem if found else "",
        carried=list(search.carried()),
        smart=line("smart_meetings", place, language),
    )


@require_safe
def facility(request: HttpRequest, place: Place, language: Language, number: int) -> HttpResponse:
    """One place with everything that it lists, in its own words."""
    found = Facility.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return shown(
        request,
        "place",
        place,
        language,
        A_PLACE,
        each=near.facility(found, language),
        told=[(heading, labels) for heading, labels in cast(dict[str, list[str]], found.told).items() if labels],
        gone=found.gone,
        confirmed_on=words(language)["confirmed"].format(day=told_day(found.confirmed_by_phone, language))
        if found.confirmed_by_phone
        else "",
        sources=near.sources([found], language),
    )


def found_words(found: near.Near, language: Language) -> Context:
    """The sentences about what was found."""
    said = words(language)
    far = f"{found.miles:g}"
    count = said["places_within"].format(count=found.total, miles=far) if found.total else said["places_nothing"].format(miles=far)
    wider = said["places_wider"].format(miles=found.wider) if found.wider else ""
    return {
        "map": mark_safe(found.map),
        "places_near": said["places_near"].format(name=found.name),
        "places_count": f"{count} {wider}".strip(),
        "places_all": said["places_all"].format(count=found.total),
        "search_wider": said["places_search_wider"].format(miles=found.wider) if found.wider else "",
        "page_of": said["page_of"].format(page=found.page, pages=found.pages),
        "before": found.page - 1 if found.page > 1 else None,
        "after": found.page + 1 if found.page < found.pages else None,
    }


def _fields(answers: Answers, level: str, mistake: str, language: Language) -> list[Context]:
    questions = {each.name: each for question in asked(answers.place) for each in question.fields if each.name in SEARCHED}
    made = [field(questions[name], answers, language, small=True) for name in SEARCHED if name in questions]
    for each in made:
        label = LABELS.get(str(each["name"]))
        if label:
            each["me"] = each["them"] = label.to(language)
    levels = field(LEVEL, Answers(answers.place, {"level": frozenset([level])}), language, small=True)
    made[0]["error"] = mistake
    return [*made[:2], levels, *made[2:]]


def _page(sent: QueryDict) -> int:
    number = sent.get("page", "1")
    return min(max(int(number), 1), MOST_PAGES) if number.isascii() and number.isdigit() and len(number) < 6 else 1
