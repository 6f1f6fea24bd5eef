"""The search for meetings: its form, what it found, said in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time
from urllib.parse import urlsplit

from holdfast.finder import search
from holdfast.finder.places import find_place
from holdfast.finder.search import MeetingShown, MeetingsWanted
from holdfast.guide import near
from holdfast.guide.answers import Answers, plain
from holdfast.guide.frame import Context, words
from holdfast.guide.languages import Language, Words
from holdfast.guide.questions import WHERE, Choice, Field
from holdfast.guide.screens import field
from holdfast.language.errors import InputError
from holdfast.language.expressions import Place

DAYS: tuple[Words, ...] = (
    Words("Monday", "Lunes"),
    Words("Tuesday", "Martes"),
    Words("Wednesday", "Miércoles"),
    Words("Thursday", "Jueves"),
    Words("Friday", "Viernes"),
    Words("Saturday", "Sábado"),
    Words("Sunday", "Domingo"),
)
WHICH = Field(
    "which",
    "radios",
    (
        Choice("near", Words("Near a place", "Cerca de un lugar")),
        Choice("online", Words("Online or by phone", "En línea o por teléfono")),
    ),
    Words("Which meetings?", "¿Qué reuniones?"),
)
DAY = Field(
    "day",
    "checkboxes",
    tuple(Choice(str(number), name) for number, name in enumerate(DAYS, 1)),
    Words("On which days? None ticked means any.", "¿Qué días? Sin marcar, cualquiera."),
)
PARTS_OF_DAY: dict[str, tuple[time | None, time | None]] = {
    "morning": (None, time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), None),
}
WHEN = Field(
    "when",
    "radios",
    (
        Choice("any", Words("Any time", "A cualquier hora")),
        Choice("morning", Words("Morning", "Por la mañana")),
        Choice("afternoon", Words("Afternoon", "Por la tarde")),
        Choice("evening", Words("Evening", "Por la noche")),
    ),
    Words("At what time?", "¿A qué hora?"),
)
WISH = Field(
    "wish",
    "checkboxes",
    (
        Choice("medicine", Words("Says people on medicine are welcome", "Dice que acepta a personas con medicina")),
        Choice("wheelchair", Words("A wheelchair can get in", "Se puede entrar en silla de ruedas")),
        Choice("spanish", Words("In Spanish", "En español")),
        Choice("open", Words("Open to family and friends", "Abierta a familia y amigos")),
    ),
    Words("Only meetings that say so", "Solo reuniones que lo dicen"),
)
FELLOWSHIP = Words("Whose meetings? None ticked means any.", "¿De qué grupo? Sin marcar, cualquiera.")
KINDS = {"wheelchair": "X", "open": "O"}
MOST_FELLOWSHIPS = 12
APPOINTMENT = Words("By appointment", "Con cita")
NO_TIME = Words("time not stated", "la hora no figura")
NO_ZONE = Words("time zone not stated", "el huso horario no figura")
NO_FELLOWSHIP = Words("group not stated", "el grupo no figura")
WELCOME = Words("People on medicine are welcome", "Acepta a personas con medicina")
NOT_STATED = Words("Medicine: not stated", "Medicina: no lo dice")


@dataclass(frozen=True)
class FoundMeetings:
    """What was found, or `problem`, why not."""

    problem: str = ""
    heading: str = ""
    count: str = ""
    note: str = ""
    meetings: tuple[Context, ...] = ()
    page_of: str = ""
    before: int | None = None
    after: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Search:
    """A search as it was sent; what was not offered is left out."""

    place: Place
    near: str
    ticked: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, sent: Mapping[str, Iterable[str]], place: Place) -> Search:
        """The search in a form."""
        ticked = {}
        for each in (_far(), WHICH, DAY, WHEN, WISH, _fellowship()):
            offered = {choice.code for choice in each.choices}
            codes = [code for code in sent.get(each.name, ()) if code in offered]
            if codes:
                ticked[each.name] = frozenset(codes if each.kind == "checkboxes" else codes[-1:])
        return cls(place, plain(next(iter(sent.get("near", ())), "")), ticked)

    def fields(self, language: Language, mistake: str) -> list[Context]:
        """The form, with what was sent and, beside the place, why it was not found."""
        answers = Answers(self.place, self.ticked or {"which": frozenset(["near"])}, self.near)
        where = next(each for each in WHERE.fields if each.name == "near")
        asked_for = (WHICH, where, _far(), DAY, WHEN, _fellowship(), WISH)
        return [{**field(each, answers, language, small=True), "error": mistake if each is where else ""} for each in asked_for]

    def carried(self) -> Iterator[tuple[str, str]]:
        """The search as hidden fields."""
        yield from Answers(self.place, self.ticked, self.near).carried()

    def found(self, language: Language, page: int) -> FoundMeetings:
        """The meetings that fit."""
        said, online = words(language), self._has("which", "online")
        after, before = PARTS_OF_DAY.get(min(self.ticked.get("when", ()), default=""), (None, None))
        wanted = MeetingsWanted(
            None,
            miles=Answers(self.place, self.ticked).miles or search.USUAL_MILES,
            online=online,
            fellowships=sorted(self.ticked.get("fellowship", ())),
            days=sorted(map(int, self.ticked.get("day", ()))),
            after=after,
            before=before,
            languages=["es"] if self._has("wish", "spanish") else [],
            kinds=[kind for code, kind in KINDS.items() if self._has("wish", code)],
            medication_friendly=self._has("wish", "medicine"),
            page=page,
        )
        heading, note = said["meetings_online"], ""
        if not online:
            if not self.near:
                return FoundMeetings(problem=said["type_a_place"])
            try:
                spot = find_place(self.near, self.place, language)
            except InputError as error:
                return FoundMeetings(problem=near.problem_in(error))
            wanted = replace(wanted, centre=spot.point)
            heading, note = said["meetings_near"].format(name=spot.name), spot.note
        answer = search.meetings(wanted)
        far = f"{wanted.miles:g}"
        count = said["meetings_count"].format(count=answer.total)
        if not answer.total:
            count = said["meetings_nothing"] if online else said["meetings_nothing_near"].format(miles=far)
            count += f" {said['places_wider'].format(miles=answer.wider)}" if answer.wider else ""
        return FoundMeetings(
            heading=heading,
            count=count,
            note=note,
            meetings=tuple(_meeting(each, self.place, language) for each in answer.shown),
            page_of=said["page_of"].format(page=answer.page, pages=answer.pages),
            before=answer.page - 1 if answer.page > 1 else None,
            after=answer.page + 1 if answer.page < answer.pages else None,
            sources=near.sources((each.meeting for each in answer.shown), language),
        )

    def _has(self, name: str, code: str) -> bool:
        return code in self.ticked.get(name, ())


def _meeting(shown: MeetingShown, place: Place, language: Language) -> Context:
    each = shown.meeting
    day = DAYS[each.day - 1].to(language) if each.day else APPOINTMENT.to(language)
    starts = clock(each.starts, place, language) if each.starts else NO_TIME.to(language) if each.day else ""
    zone = each.timezone.replace("_", " ") or (NO_ZONE.to(language) if each.online and each.starts else "")
    return {
        "name": each.name,
        "fellowship": each.fellowship or NO_FELLOWSHIP.to(language),
        "when": ", ".join(part for part in (f"{day} {starts}".strip(), zone) if part),
        "miles": "" if shown.miles is None else near.how_far(each, shown.miles, language),
        "address": near.address(each) if each.in_person else "",
        "in_person": each.in_person,
        "online": each.online,
        "link": each.link if urlsplit(each.link).scheme in ("http", "https") else "",
        "dial": each.dial,
        "dialled": near.dialled(each.dial),
        "medicine": WELCOME.to(language) if each.medication_friendly else NOT_STATED.to(language),
    }


def clock(moment: time, place: Place, language: Language) -> str:
    """The time of day as it is said there: 7:30 PM in the United States, 19:30 in the United Kingdom."""
    if place == "uk":
        return f"{moment:%H:%M}"
    half = Words("AM", "a. m.") if moment.hour < 12 else Words("PM", "p. m.")
    return f"{(moment.hour + 11) % 12 + 1}:{moment:%M} {half.to(language)}"


def _far() -> Field:
    return next(each for each in WHERE.fields if each.name == "far")


def _fellowship() -> Field:
    """The fellowships that there are meetings of."""
    choices = tuple(Choice(name, Words(name, name)) for name in search.fellowships()[:MOST_FELLOWSHIPS])
    return Field("fellowship", "checkboxes", choices, FELLOWSHIP)
