"""The counts of a run, put in the order in which somebody would act on them: plain data for the terminal, a page or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from holdfast.cohort.counting import GAP, IN_SCOPE, URGENT
from holdfast.cohort.running import Cohort
from holdfast.guideline.care_gaps import CARE_GAPS
from holdfast.language.rules import STATUSES, Urgent

MOST_QUESTIONS = 8
MOST_UNREAD = 20


@dataclass(frozen=True)
class Need:
    """An urgent need or a gap in care: how many people have it for certain, of how many the record does not tell, and the first of
    those who have it."""

    name: str
    say: str
    people: int
    not_known: int
    who: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """An option, and how many people stand at each status."""

    code: str
    title: str
    kind: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class NextQuestion:
    """A fact to ask for, its question, and for how many of the people looked at it is among the next five."""

    fact: str
    ask: str
    people: int


@dataclass(frozen=True)
class Summary:
    """Everything that a run says of its people together."""

    as_of: str
    jurisdiction: str
    guideline: str
    rules: int
    engine: str
    seconds: float
    people: int
    in_scope: int
    urgent: tuple[Need, ...]
    gaps: tuple[Need, ...]
    questions: tuple[NextQuestion, ...]
    asked: int
    options: tuple[Standing, ...]
    doubtful: Mapping[str, int]
    unread: tuple[Mapping[str, object], ...]
    unread_in_all: int

    def as_json(self) -> dict[str, object]:
        """As plain data."""
        return asdict(self)


def summarised(cohort: Cohort) -> Summary:
    """The summary of a run. Needs come by how many people have them; a need that nobody has is left out."""
    tally, guideline = cohort.tally, cohort.dated.guideline
    urgent: dict[str, str] = {}
    for ruling in cohort.dated.urgent:
        if isinstance(ruling.rule, Urgent):
            urgent.setdefault(ruling.rule.code, ruling.say)

    def needs(said: Mapping[str, str], kind: str) -> tuple[Need, ...]:
        keys = {f"{kind}{name}": name for name in said}
        found = [Need(name, said[name], tally.found[key], tally.open[key], tuple(tally.who[key])) for key, name in keys.items()]
        return tuple(sorted((need for need in found if need.people or need.not_known), key=lambda need: -need.people))

    unlikely = {each.name: each.say for each in guideline.impossible}
    asked = sorted(tally.questions.items(), key=lambda item: -item[1])[:MOST_QUESTIONS]
    return Summary(
        as_of=cohort.as_of.isoformat(timespec="minutes"),
        jurisdiction=cohort.dated.place,
        guideline=guideline.version,
        rules=len(cohort.dated.rulings),
        engine=cohort.engine,
        seconds=round(cohort.seconds, 1),
        people=tally.people,
        in_scope=tally.found[IN_SCOPE],
        urgent=tuple(need for need in needs(urgent, URGENT) if need.people),
        gaps=needs({gap.name: gap.say for gap in CARE_GAPS}, GAP),
        questions=tuple(NextQuestion(name, guideline.facts[name].ask, people) for name, people in asked),
        asked=tally.asked,
        options=tuple(
            Standing(code, option.title, option.kind, {status: tally.statuses[code].get(status, 0) for status in STATUSES})
            for code, option in guideline.options.items()
        ),
        doubtful={**{unlikely[name]: count for name, count in tally.unlikely.items()}, **cohort.warned},
        unread=tuple(asdict(each) for each in cohort.unread[:MOST_UNREAD]),
        unread_in_all=len(cohort.unread),
    )
