"""Numbers and addresses to reach somebody, from one dated file, `contacts.toml`: no page writes a number itself.

`verified_on` is the latest day on which somebody is known to have printed it so; what nobody has read anywhere is not confirmed,
and every page says so beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from holdfast.guideline.words import LANGUAGES
from holdfast.language.expressions import Place

FILE = Path(__file__).parent / "contacts.toml"
PLACES: tuple[Place, ...] = ("us", "uk")
GOOD_FOR = timedelta(days=180)
"""How long a number counts as looked up. After that staff are told to call it; readers still see it."""
SAID = ("name", "how", "hours")
FIELDS = frozenset({"code", "place", *SAID, "number", "web", "confirmed", "verified_on", "source", "note"})


class ContactError(ValueError):
    """The file of contacts cannot be used: everything that is wrong with it, a line each."""


@dataclass(frozen=True)
class Contact:
    """One line to call or one site to open. `name`, `how` and `hours` are said in every language.

    `number` is written as it is dialled and may be empty where there is only a site; `web` has no `https://`.
    """

    code: str
    place: Place
    name: Mapping[str, str]
    how: Mapping[str, str]
    hours: Mapping[str, str]
    number: str
    web: str
    confirmed: bool
    verified_on: date | None
    source: str
    note: str

    @property
    def dialled(self) -> str:
        """What a telephone dials: digits alone, with the country's code where it starts with one."""
        return "".join(sign for sign in self.number if sign.isdigit())

    def stale(self, today: date) -> bool:
        """Whether it is so long since the number was last looked up that somebody should call it."""
        return self.verified_on is None or today - self.verified_on > GOOD_FOR


def read(text: str) -> tuple[Contact, ...]:
    """The contacts of a file, in its order. ContactError lists all that is wrong."""
    try:
        entries = tomllib.loads(text).get("contact", [])
    except tomllib.TOMLDecodeError as error:
        raise ContactError(f"contacts.toml cannot be read: {error}") from error
    wrong = [fault for entry in entries for fault in _faults(entry)]
    codes = [(entry.get("code"), entry.get("place")) for entry in entries]
    wrong += [f"{code} ({place}): stands there twice" for code, place in dict.fromkeys(codes) if codes.count((code, place)) > 1]
    if wrong:
        raise ContactError("\n".join(wrong))
    return tuple(
        Contact(
            code=entry["code"],
            place=entry["place"],
            name=entry["name"],
            how=entry["how"],
            hours=entry["hours"],
            number=entry.get("number", ""),
            web=entry.get("web", ""),
            confirmed=entry["confirmed"],
            verified_on=entry.get("verified_on"),
            source=entry["source"],
            note=entry.get("note", ""),
        )
        for entry in entries
    )


def _faults(entry: Mapping[str, Any]) -> list[str]:
    who = f"{entry.get('code', 'a contact without a code')} ({entry.get('place', 'no place')})"
    wrong = [f"{name!r} is not a field; allowed are {', '.join(sorted(FIELDS))}" for name in sorted(entry.keys() - FIELDS)]
    wrong += [f"{name!r} is missing" for name in ("code", "place", "source", "confirmed") if name not in entry]
    wrong += [f"{name!r} must be said in {' and '.join(LANGUAGES)}" for name in SAID if set(entry.get(name, ())) != set(LANGUAGES)]
    if entry.get("place") not in PLACES:
        wrong.append(f"its place must be one of {', '.join(PLACES)}")
    if not (entry.get("number") or entry.get("web")):
        wrong.append("it needs a number or a web address")
    day = entry.get("verified_on")
    if "verified_on" in entry and type(day) is not date:
        wrong.append("'verified_on' must be a day such as 2026-11-21, without quotes")
    if entry.get("confirmed") is True and day is None:
        wrong.append("what is confirmed needs the day, 'verified_on'")
    if entry.get("confirmed") is False and (day is not None or entry.get("source") != "recalled"):
        wrong.append('what is not confirmed has no day, and its source is "recalled"')
    return [f"{who}: {fault}" for fault in wrong]


@lru_cache(maxsize=1)
def contacts() -> tuple[Contact, ...]:
    """Every contact there is."""
    return read(FILE.read_text(encoding="utf-8"))


def contact(code: str, place: Place) -> Contact:
    """The contact of that name in that place. LookupError names those that there are."""
    found = {each.code: each for each in contacts() if each.place == place}
    if code not in found:
        raise LookupError(f"no contact {code!r} in {place}: there are {', '.join(sorted(found))}")
    return found[code]


def stale(today: date, among: Iterable[Contact] | None = None) -> tuple[Contact, ...]:
    """The contacts that somebody should look up again."""
    return tuple(each for each in (contacts() if among is None else among) if each.stale(today))
