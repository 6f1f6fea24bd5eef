"""What somebody answered: read from a form, carried in the page itself, never written anywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from holdfast.guide.questions import asked
from holdfast.language.expressions import Place
from holdfast.language.kinds import Value

MEDICINES = ("methadone", "buprenorphine", "naltrexone")
OPIOIDS = ("heroin", "fentanyl", "nitazene", "pills", "treatment")
NO_OPIOIDS = ("alcohol", "sedatives", "stimulants")
LONGEST_PLACE = 60
"""Signs. No name of a place that we know is longer."""


@dataclass(frozen=True)
class Answers:
    """The answers as far as they were given. `ticked` holds for each field the codes chosen; `near` is the place as it was written."""

    place: Place
    ticked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    near: str = ""

    def has(self, name: str, *codes: str) -> bool:
        """Whether any of the codes was chosen."""
        return not self.ticked.get(name, frozenset()).isdisjoint(codes)

    def one(self, name: str) -> str:
        """The code chosen where there can be one alone; empty where none was."""
        return min(self.ticked.get(name, frozenset()), default="")

    @property
    def wished(self) -> str:
        """The one medicine that is asked for: on the phone and in the search. In pregnancy that is never naltrexone, which would be
        refused: both that protect mother and child are asked for instead."""
        chosen = self.one("medicine") if self.has("medicine", *MEDICINES) else ""
        return "" if chosen == "naltrexone" and self.has("now", "pregnant") else chosen

    @property
    def no_opioid_named(self) -> bool:
        """Whether it was told what is used, and no opioid with it: then no medicine for opioids is asked for, unless it was chosen."""
        return self.has("what", *NO_OPIOIDS) and not self.has("what", *OPIOIDS)

    @property
    def for_another(self) -> bool:
        """Whether it is about somebody else."""
        return self.has("who", "someone", "work")

    @property
    def miles(self) -> float | None:
        """How far they can go, where that was said."""
        return float(self.one("far")) if self.one("far").isdigit() else None

    def carried(self) -> Iterator[tuple[str, str]]:
        """Every answer as a name and a value, for the hidden fields of the next page."""
        for name, codes in self.ticked.items():
            yield from ((name, code) for code in sorted(codes))
        if self.near:
            yield "near", self.near


def read(sent: Mapping[str, Iterable[str]], place: Place) -> Answers:
    """The answers in a form. What we did not ask, or not so, is left out: an older page may still be open somewhere."""
    ticked = {}
    for each in (one for question in asked(place) for one in question.fields if one.kind != "text"):
        offered = {choice.code: choice for choice in each.offered(place)}
        codes = [code for code in sent.get(each.name, ()) if code in offered]
        firm = [code for code in codes if not offered[code].alone]
        kept = firm or codes[-1:]
        if kept:
            ticked[each.name] = frozenset(kept if each.kind == "checkboxes" else kept[-1:])
    return Answers(place, ticked, plain(next(iter(sent.get("near", ())), "")))


def plain(text: str) -> str:
    """One line of a place's name: no signs that are not seen, and no more than any place needs."""
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text[: LONGEST_PLACE * 4])
    return " ".join(seen.split())[:LONGEST_PLACE]


def facts(answers: Answers) -> dict[str, Value]:
    """What the guideline may take as known: only what was said. What was skipped stays unknown."""
    known: dict[str, Value] = {}
    strongest = next((code for code in ("nitazene", "fentanyl", "heroin") if answers.has("what", code)), "")
    if strongest:
        known["main_opioid"] = strongest
    elif answers.has("what", "pills"):
        known["main_opioid"] = "short_acting_prescription"
    elif answers.has("what", "treatment"):
        known["still_using_opioids"] = True
    if answers.has("what", "fentanyl"):
        known["fentanyl_exposure"] = True
    if answers.has("what", "alcohol"):
        known["alcohol_use"] = "risky"
    if answers.has("what", "sedatives"):
        known["benzodiazepine_use"] = "not_prescribed"  # no rule tells it from `prescribed` without a urine test
    if answers.has("what", "stimulants"):
        known["stimulant_use_disorder"] = True
    for code, name, value in SAID_NOW:
        if answers.has("now", code) and not (answers.no_opioid_named and code in OF_OPIOIDS):
            known[name] = value
    if answers.one("goal"):
        known["goal"] = answers.one("goal")
    if answers.has("medicine", *MEDICINES):
        known["prefers"] = answers.one("medicine")
    if answers.has("medicine", "none"):
        known["prefers"], known["declines_medication"] = "no_medication", True
    for field_name, name in (("daily", "can_attend_daily"), ("remote", "telehealth_possible")):
        if answers.has(field_name, "yes", "no"):
            known[name] = answers.has(field_name, "yes")
    if answers.has("paying", *PAID):
        known["insured"] = PAID[answers.one("paying")]
    for code, name, value in SAID_ELSE:
        if answers.has("else", code):
            known[name] = value
    return known


SAID_NOW: tuple[tuple[str, str, Value], ...] = (
    ("withdrawal", "physically_dependent", True),
    ("overdose", "overdoses_past_year", 1),
    ("out", "lost_tolerance", True),
    ("pregnant", "pregnant", True),
    ("unsafe", "home_environment", "unsafe"),
)
"""Thoughts of suicide are no fact here: only a screen by somebody who asks can say how near the danger is. The page sends to one."""
OF_OPIOIDS = ("withdrawal", "out")
"""What the guideline takes to be of opioids. Of alcohol or cocaine alone it would tell of a need for methadone that is not there."""
PAID = {"medicaid": "public", "medicare": "public", "private": "private", "none": "none"}
SAID_ELSE: tuple[tuple[str, str, Value], ...] = (
    ("children", "children_at_home", True),
    ("under18", "age", 17),
    ("under16", "age", 15),
    ("court", "legal_involvement", True),
    ("violence", "home_environment", "unsafe"),
)
"""An age stands for its years: every rule takes 16 and 17 alike, and all below 16."""
