"""The pages that search by themselves: places of treatment, meetings, one place with all that it lists. What is searched for comes in the
body of a form, so that no address and no log holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from holdfast.finder import concepts, search
from holdfast.finder.concepts import Choice as Wished
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
SEARCHED = ("near", "far", "medicine", "paying")
"""The questions of the guide that the search for places asks again."""
LABELS: dict[str, Words] = {"medicine": Words("Medicine", "Medicina"), "paying": Words("How to pay", "Cómo pagar")}
LEVELS = (
    "outpatient",
    "intensive_outpatient",
    "partial_hospitalisation",
    "residential",
    "recovery_housing",
    "inpatient_withdrawal_management",
    "hospital",
)
ANY = Choice("any", Words("Any", "Cualquiera"))
MOST_PAGES = 500


def _of(name: str, kind: Literal["radios", "checkboxes"], table: Mapping[str, Wished], label: Words, *first: Choice) -> Field:
    """A field that offers what listings can be searched by."""
    return Field(name, kind, (*first, *(Choice(code, Words(each.en, each.es)) for code, each in table.items())), label)


LEVEL = _of("level", "radios", {code: concepts.LEVELS[code] for code in LEVELS}, Words("Kind of care", "Tipo de atención"), ANY)
ONLY = Field(
    "only",
    "checkboxes",
    (Choice("prescribes", Words("Only places that say they prescribe it", "Solo lugares que dicen que la recetan")),),
    Words("Leave out the others?", "¿Sin los demás?"),
)
FOLDED = (
    _of("group", "checkboxes", concepts.GROUPS, Words("A program for", "Un programa para")),
    _of("help", "checkboxes", concepts.HELPS, Words("They also offer", "También ofrecen")),
    _of("spoken", "checkboxes", concepts.LANGUAGES, Words("Spoken there, beside English", "Idioma, además del inglés")),
)
"""What few search by: behind "more". The register for England says nothing of these."""


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, place: Place, language: Language) -> HttpResponse:
    """The search for places of treatment, and what it found."""
    sent = dict(request.POST.lists())
    own = (LEVEL, ONLY, *(FOLDED if place == "us" else ()))
    asked_again = answers_in(sent, place)
    answers = Answers(place, {**asked_again.ticked, **dict(_ticked(own, sent))}, asked_again.near)
    asked_for = request.method == "POST" and bool(answers.near)
    found = near.near(
        answers,
        date.today(),
        language,
        page=_page(request.POST),
        levels=_chosen(answers, "level"),
        groups=_chosen(answers, "group"),
        helps=_chosen(answers, "help"),
        languages=_chosen(answers, "spoken"),
        only_prescribing=answers.has("only", "prescribes"),
        only_paid_so=True,
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
        fields=_fields(answers, own, mistake, language),
        folded=[each.name for each in FOLDED if each in own],
        near=found,
        found=asked_for and not found.problem,
        mistake=mistake,
        carried=list(answers.carried()),
        about=found_words(found, language),
        help=line("helpline", place, language),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, place: Place, language: Language) -> HttpResponse:
    """The search for meetings, and what it found."""
    asked_for = Search.read(dict(request.POST.lists()), place)
    found = asked_for.found(language, _page(request.POST)) if request.method == "POST" else None
    return shown(
        request,
        "meetings",
        place,
        language,
        MEETINGS,
        status=400 if found and found.problem else 200,
        fields=asked_for.fields(language, found.problem if found else ""),
        found=found,
        mistake=found.problem if found else "",
        carried=list(asked_for.carried()),
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
        each=near.facility(search.one(found), language),
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


def _ticked(fields: Sequence[Field], sent: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """What of the search's own fields was chosen. What is not offered is left out."""
    for each in fields:
        codes = [choice.code for choice in each.choices if choice.code in sent.get(each.name, ())]
        if codes:
            yield each.name, frozenset(codes if each.kind == "checkboxes" else codes[-1:])


def _chosen(answers: Answers, name: str) -> list[str]:
    return sorted(answers.ticked.get(name, frozenset()) - {ANY.code})


def _fields(answers: Answers, own: Sequence[Field], mistake: str, language: Language) -> list[Context]:
    questions = {each.name: each for question in asked(answers.place) for each in question.fields if each.name in SEARCHED}
    made = {name: field(questions[name], answers, language, small=True) for name in SEARCHED if name in questions}
    for name, label in LABELS.items():
        if name in made:
            made[name]["me"] = made[name]["them"] = label.to(language)
    made["near"]["error"] = mistake
    shown_as = answers if answers.has("level", *LEVELS) else replace(answers, ticked={**answers.ticked, "level": frozenset([ANY.code])})
    made |= {each.name: field(each, shown_as, language, small=True) for each in own}
    first = ("near", "far", "level", "medicine", "only")
    return [*(made[name] for name in first), *(each for name, each in made.items() if name not in first)]


def _page(sent: QueryDict) -> int:
    number = sent.get("page", "1")
    return min(max(int(number), 1), MOST_PAGES) if number.isascii() and number.isdigit() and len(number) < 6 else 1
