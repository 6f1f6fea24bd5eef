"""Listings that may be one place: linked, so that a person sees it, and never merged.

One site is often listed twice or thrice: as treatment, as mental health care, as an opioid treatment programme. Two listings are linked
where both street and telephone agree, or street, ZIP code and name. A street alone joins whole medical centres, a telephone whole chains.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

from django.db import transaction

from holdfast.finder import models

SHORT = {
    "street": "st",
    "avenue": "ave",
    "boulevard": "blvd",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "court": "ct",
    "highway": "hwy",
    "parkway": "pkwy",
    "place": "pl",
    "square": "sq",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
}
MOST_AT_ONE_PLACE = 12
"""A larger group is no single place: a call centre's number at a campus."""
BOTH_STREET_AND_PHONE = "the same street and telephone"
STREET_AND_NAME = "the same street and name"


def link_duplicates() -> int:
    """Brings the links up to date with the facilities kept; the number of links there are."""
    wanted = _pairs()
    kept = {(one, other): (pk, why) for pk, one, other, why in models.AlsoListed.objects.values_list("pk", "one", "other", "why")}
    stale = [pk for pair, (pk, why) in kept.items() if wanted.get(pair) != why]
    fresh = [
        models.AlsoListed(one_id=one, other_id=other, why=why)
        for (one, other), why in wanted.items()
        if kept.get((one, other), ("", ""))[1] != why
    ]
    with transaction.atomic():
        models.AlsoListed.objects.filter(pk__in=stale).delete()
        models.AlsoListed.objects.bulk_create(fresh, batch_size=1000)
    return len(wanted)


def _pairs() -> dict[tuple[int, int], str]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    rows = models.Facility.objects.filter(gone=None).order_by("pk").values_list("pk", "street", "postcode", "phone", "name")
    for pk, street, postcode, phone, name in rows.iterator():
        where, number = plain_street(street), digits(phone)
        if where and number:
            groups[BOTH_STREET_AND_PHONE, where, number].append(pk)
        if where and postcode:
            groups[STREET_AND_NAME, where, postcode[:5].casefold(), _letters(name)].append(pk)
    pairs: dict[tuple[int, int], str] = {}
    for (why, *_), members in groups.items():
        if len(members) <= MOST_AT_ONE_PLACE:
            for one, other in combinations(members, 2):
                pairs.setdefault((one, other), why)
    return pairs


def plain_street(street: str) -> str:
    """A street as it compares: small letters, usual short forms, no floor or suite."""
    words = re.sub(r"[^\w\s#]", " ", street.casefold()).split()
    kept = []
    for word in words:
        if word.startswith("#") or word in ("suite", "ste", "unit", "floor", "fl", "room", "rm", "apt", "building", "bldg"):
            break
        kept.append(SHORT.get(word, word))
    return " ".join(kept)


def digits(phone: str) -> str:
    """The digits of a number without an extension or the 1 before a US number; empty for what is no number."""
    found = re.sub(r"\D", "", re.split(r"(?i)\bx|ext", phone)[0])
    found = found[1:] if len(found) == 11 and found.startswith("1") else found
    return found if len(found) >= 7 else ""


def _letters(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())
