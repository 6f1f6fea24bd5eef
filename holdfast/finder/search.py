"""What is near a place: treatment sorted openly, and meetings. Every rule of the order stands on this page.

What prescribes the medicine comes first; what says it uses no medicine comes last, and says so. A listing that does not state something
is never taken to lack it: it stands after those that state it. What is left out is counted by its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import IntEnum
from functools import cached_property, lru_cache
from math import acos, ceil, cos, radians
from typing import Any, NamedTuple

from django.db.models import ExpressionWrapper, F, FloatField, IntegerField, Q, QuerySet, Value

from holdfast.finder import concepts, models
from holdfast.finder.concepts import Choice
from holdfast.finder.listings import Country, Point
from holdfast.finder.places import EARTH_RADIUS, miles

A_PAGE = 20
MILES = (5, 10, 25, 50, 100)
"""The distances to choose from."""
USUAL_MILES = 25
MOST_MILES = 250
FARTHER = (*MILES, MOST_MILES)
MILES_A_DEGREE = 69.0
"""Of latitude, rounded down: a box made with it is never too small."""
MOST_CELLS = 2000
"""A wider search reads every listing rather than so many cells."""


class Tier(IntEnum):
    """How a place stands, by what it says of medicine for opioid use disorder."""

    PRESCRIBES = 1
    TAKES_PEOPLE_ON_MEDICINE = 2
    NOT_STATED = 3
    USES_NO_MEDICINE = 4
    HOME = 5
    """A home to live in, under its own heading: housing, no treatment."""


@dataclass(frozen=True)
class Wanted:
    """A search for treatment within so many `miles`. `medicines` are what counts as prescribing; with `only_prescribing`, places that do
    not are left out. The other choices are codes of `concepts`; a person wants all of them."""

    centre: Point
    country: Country
    on: date
    miles: float = USUAL_MILES
    medicines: Sequence[str] = concepts.FIRST_CHOICE
    only_prescribing: bool = False
    levels: Sequence[str] = ()
    payments: Sequence[str] = ()
    languages: Sequence[str] = ()
    groups: Sequence[str] = ()
    helps: Sequence[str] = ()
    page: int = 1

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What else is wanted, beside the medicine."""
        tables = (
            (concepts.LEVELS, self.levels),
            (concepts.PAYMENTS, self.payments),
            (concepts.LANGUAGES, self.languages),
            (concepts.GROUPS, self.groups),
            (concepts.HELPS, self.helps),
        )
        return tuple(table[code] for table, codes in tables for code in codes)


@dataclass(frozen=True)
class Shown:
    """One place found: how far, how it stands, what of the wish it says and what it does not state. `miles` is None for one that was
    not searched for from anywhere."""

    facility: models.Facility
    miles: float | None
    tier: Tier
    prescribes: tuple[Choice, ...]
    stated: tuple[Choice, ...]
    unstated: tuple[Choice, ...]
    also: tuple[models.Facility, ...] = ()


@dataclass(frozen=True)
class Found:
    """One page of what was found, best first. `left_out` counts by reason what was near and is not shown; `wider` is the next distance
    at which something is found, where nothing was."""

    total: int
    page: int
    shown: tuple[Shown, ...]
    tiers: Mapping[Tier, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    wider: int | None = None

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, ceil(self.total / A_PAGE))


class _Standing(NamedTuple):
    """How a listing's terms stand to a wish. In this order places are sorted, whole miles coming second: by what they prescribe, then
    how much of the wish they do not state, then care while waiting, naloxone, telehealth."""

    tier: Tier
    unstated: int
    lacks: tuple[bool, ...]
    why_not: str


_Near = tuple[Tier, int, int, tuple[bool, ...], float, int, str]
"""A place near, as it is sorted: tier, whole miles, what it does not state, what it lacks, how close, key, terms."""


def facilities(wanted: Wanted) -> Found:
    """The places of treatment that fit, one page of them."""
    near, left_out = _judged(wanted)
    near.sort()
    wider = None if near else next((far for far in FARTHER if far > wanted.miles and _judged(replace(wanted, miles=far))[0]), None)
    shown = _shown(near[(wanted.page - 1) * A_PAGE : wanted.page * A_PAGE], wanted)
    return Found(len(near), wanted.page, shown, Counter(tier for tier, *_ in near), left_out, wider)


def one(facility: models.Facility) -> Shown:
    """One place by itself, and what it is also listed as."""
    tier = _tier(facility.terms, concepts.FIRST_CHOICE)
    return Shown(facility, None, tier, _prescribed(facility.terms), (), (), tuple(_also([facility.pk]).get(facility.pk, ())))


def _shown(page: Sequence[_Near], wanted: Wanted) -> tuple[Shown, ...]:
    whole = models.Facility.objects.in_bulk([pk for *_, pk, _ in page])
    also = _also(list(whole))
    return tuple(
        Shown(
            whole[pk],
            miles(wanted.centre, _point(whole[pk])),
            tier,
            _prescribed(terms),
            tuple(choice for choice in wanted.choices if _has(terms, choice.term)),
            tuple(choice for choice in wanted.choices if _unsaid(terms, choice)),
            tuple(also.get(pk, ())),
        )
        for tier, *_, pk, terms in page
    )


def _judged(wanted: Wanted) -> tuple[list[_Near], Counter[str]]:
    """Every place within the distance, as it is sorted; and what was left out, by reason."""
    kept: list[_Near] = []
    left_out = Counter[str]()
    rows = models.Facility.objects.filter(_near(wanted.centre, wanted.miles), gone=None, country=wanted.country)
    closeness, limit = _closeness(wanted.centre), _within(wanted.miles)
    wish = (tuple(wanted.medicines), wanted.only_prescribing, wanted.choices)
    for pk, x, y, z, valid_until, terms in rows.values_list("pk", "x", "y", "z", "valid_until", "terms"):
        close = closeness(x, y, z)
        if close < limit:
            continue
        tier, unstated, lacks, why_not = _standing(terms, *wish)
        if valid_until is not None and valid_until < wanted.on:
            left_out["its licence has expired"] += 1
        elif why_not:
            left_out[why_not] += 1
        else:
            kept.append((tier, round(acos(min(1, close)) * EARTH_RADIUS), unstated, lacks, -close, pk, terms))
    return kept, left_out


@lru_cache(maxsize=100_000)
def _standing(terms: str, medicines: tuple[str, ...], only_prescribing: bool, choices: tuple[Choice, ...]) -> _Standing:
    tier = _tier(terms, medicines)
    unstated = sum(_unsaid(terms, choice) for choice in choices)
    lacks = tuple(not _has(terms, concepts.HELPS[code].term) for code in ("interim", "naloxone", "telehealth"))
    return _Standing(tier, unstated, lacks, _why_not(terms, tier, only_prescribing, choices))


def _prescribed(terms: str) -> tuple[Choice, ...]:
    return tuple(medicine for medicine in concepts.MEDICINES.values() if _has(terms, medicine.term))


def _has(terms: str, term: str) -> bool:
    return f" {term} " in terms


def _unsaid(terms: str, choice: Choice) -> bool:
    """Whether the listing states it neither way."""
    return _has(terms, f"{choice.term}?")


def _tier(terms: str, medicines: tuple[str, ...]) -> Tier:
    if any(_has(terms, concepts.MEDICINES[code].term) for code in medicines):
        return Tier.PRESCRIBES
    if _has(terms, "home"):
        return Tier.HOME
    if _has(terms, "takes_people_on_medicine"):
        return Tier.TAKES_PEOPLE_ON_MEDICINE
    return Tier.USES_NO_MEDICINE if _has(terms, "uses_no_medicine") else Tier.NOT_STATED


def _why_not(terms: str, tier: Tier, only_prescribing: bool, choices: tuple[Choice, ...]) -> str:
    """Why a place is not shown; empty where it may be."""
    if _has(terms, "not_for_opioids"):
        return "does not treat opioid use disorder"
    if tier is not Tier.HOME and not _has(terms, "treats"):
        return "lists no treatment for drug use"
    if only_prescribing and tier is not Tier.PRESCRIBES:
        return "does not say that it prescribes the medicine"
    if any(not _has(terms, choice.term) and not _unsaid(terms, choice) for choice in choices):
        return "lists other things than you asked for"
    return ""


def _also(pks: Sequence[int]) -> dict[int, list[models.Facility]]:
    """What each of these is also listed as."""
    links = models.AlsoListed.objects.filter(Q(one__in=pks) | Q(other__in=pks)).select_related("one", "other")
    found: dict[int, list[models.Facility]] = {}
    for link in links:
        for this, that in ((link.one, link.other), (link.other, link.one)):
            if this.pk in pks and that.gone is None:
                found.setdefault(this.pk, []).append(that)
    return found


def _near(centre: Point, far: float) -> Q:
    """Whatever lies in a cell that the circle touches; a circle too wide for that asks everything that has a point."""
    north = far / MILES_A_DEGREE
    east = north / max(0.05, cos(radians(min(89.0, abs(centre.latitude) + north))))
    rows = range(models.cell_row(centre.latitude - north), models.cell_row(centre.latitude + north) + 1)
    columns = range(models.cell_row(centre.longitude - east), models.cell_row(centre.longitude + east) + 1)
    if len(rows) * len(columns) > MOST_CELLS:
        return ~Q(cell=None)
    return Q(cell__in=[models.cell_at(row, column) for row in rows for column in columns])


def _closeness(centre: Point) -> Callable[[Any, Any, Any], Any]:
    """The cosine of the angle between a point on the sphere and the centre: 1 there, less the farther. Plain arithmetic, so that Python
    and the database both do it."""
    a, b, c = models.on_sphere(centre.latitude, centre.longitude)
    return lambda x, y, z: x * a + y * b + z * c


def _within(miles: float) -> float:
    """How close is within so many miles."""
    return cos(miles / EARTH_RADIUS)


def _point(listed: models.Listed) -> Point:
    assert listed.latitude is not None
    assert listed.longitude is not None
    return Point(listed.latitude, listed.longitude)


# --- Meetings -------------------------------------------------------------------------------------

IN_A_WEEK = 7 * 24 * 60


@dataclass(frozen=True)
class MeetingsWanted:
    """A search for meetings. With `online` they may be anywhere; else they are met in person within so many `miles` of the centre.

    `days` are 1 for Monday to 7 for Sunday; `kinds` are codes of the Meeting Guide, all of them wanted; `medication_friendly` asks for
    those that say so, for no meeting is assumed to. `soon` sorts by when they next begin, counted from that minute of the week.
    """

    centre: Point | None
    miles: float = USUAL_MILES
    online: bool = False
    fellowships: Sequence[str] = ()
    days: Sequence[int] = ()
    after: time | None = None
    before: time | None = None
    languages: Sequence[str] = ()
    kinds: Sequence[str] = ()
    medication_friendly: bool = False
    soon: int | None = None
    page: int = 1


@dataclass(frozen=True)
class MeetingShown:
    """One meeting found; `miles` is None for one that is met online."""

    meeting: models.Meeting
    miles: float | None


@dataclass(frozen=True)
class MeetingsFound:
    """One page of meetings, and the next distance at which there are any, where there were none."""

    total: int
    page: int
    shown: tuple[MeetingShown, ...]
    wider: int | None = None

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, ceil(self.total / A_PAGE))


def meetings(wanted: MeetingsWanted) -> MeetingsFound:
    """The meetings that fit, nearest or soonest first, one page of them."""
    rows = _fitting(wanted)
    total = rows.count()
    start = (wanted.page - 1) * A_PAGE
    page = list(rows.order_by(*_meeting_order(wanted)).values_list("pk", flat=True)[start : start + A_PAGE])
    whole = models.Meeting.objects.in_bulk(page)
    shown = tuple(MeetingShown(whole[pk], _far(whole[pk], wanted)) for pk in page)
    wider = None
    if not total and not wanted.online:
        wider = next((far for far in FARTHER if far > wanted.miles and _fitting(replace(wanted, miles=far)).exists()), None)
    return MeetingsFound(total, wanted.page, shown, wider)


def fellowships() -> tuple[str, ...]:
    """Whose meetings there are, by name; looked up again after every import."""
    return _fellowships(models.Import.objects.order_by("-pk").values_list("pk", "finished").first())


@lru_cache(maxsize=1)
def _fellowships(as_of: object) -> tuple[str, ...]:
    rows = models.Meeting.objects.filter(gone=None).exclude(fellowship="").values_list("fellowship", flat=True)
    return tuple(sorted(set(rows.distinct())))


def _fitting(wanted: MeetingsWanted) -> QuerySet[models.Meeting]:
    rows = models.Meeting.objects.filter(gone=None)
    if wanted.online:
        rows = rows.filter(online=True)
    else:
        rows = rows.filter(in_person=True)
        if wanted.centre is not None:
            close = ExpressionWrapper(_closeness(wanted.centre)(F("x"), F("y"), F("z")), FloatField())
            rows = rows.filter(_near(wanted.centre, wanted.miles)).annotate(close=close).filter(close__gte=_within(wanted.miles))
    if wanted.fellowships:
        rows = rows.filter(fellowship__in=wanted.fellowships)
    if wanted.days:
        rows = rows.filter(day__in=wanted.days)
    if wanted.after is not None:
        rows = rows.filter(starts__gte=wanted.after)
    if wanted.before is not None:
        rows = rows.filter(starts__lt=wanted.before)
    for code in wanted.kinds:
        rows = rows.filter(kinds__contains=f" {code} ")
    for code in wanted.languages:
        rows = rows.filter(languages__contains=f" {code} ")
    return rows.filter(medication_friendly=True) if wanted.medication_friendly else rows


def _meeting_order(wanted: MeetingsWanted) -> tuple[Any, ...]:
    if wanted.soon is not None:
        wait = ExpressionWrapper((F("minute") - Value(wanted.soon) + Value(IN_A_WEEK)) % Value(IN_A_WEEK), IntegerField())
        return (wait.asc(nulls_last=True), "pk")
    if wanted.online or wanted.centre is None:
        return (F("minute").asc(nulls_last=True), "pk")
    return ("-close", F("minute").asc(nulls_last=True), "pk")


def _far(meeting: models.Meeting, wanted: MeetingsWanted) -> float | None:
    return None if wanted.online or wanted.centre is None else miles(wanted.centre, _point(meeting))
