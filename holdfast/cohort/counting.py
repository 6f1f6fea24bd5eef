"""What is counted of many people: statuses, urgent needs, gaps in care, and what to ask next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

import polars as pl

from holdfast.cohort.tables import ROW, values_of
from holdfast.engines.bedside import Bedside
from holdfast.guideline.care_gaps import CARE_GAPS
from holdfast.guideline.people import derived
from holdfast.language.expressions import Node, Or, condition, resolved
from holdfast.language.rules import STATUSES, Dated, Urgent

ASKED = 400
"""Of so many people, evenly spread, it is worked out what to ask next: that takes a walk through each one's open rules."""
NAMED = 5
"""So many of the people with a need or a gap are named."""
FITS = STATUSES[:3]
IN_SCOPE, URGENT, GAP = "in scope", "urgent ", "gap "


@dataclass
class Tally:
    """Counts that add up over batches. `found` counts the people of whom a need or gap is certain, `open` those of whom the record
    does not tell, `who` names the first of those it is certain of. `questions` counts by fact the people, of the `asked`, whom it
    is among the next questions for."""

    people: int = 0
    statuses: dict[str, dict[str, int]] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    who: dict[str, list[str]] = field(default_factory=dict)
    unlikely: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    questions: dict[str, int] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """The other's people as well."""
        self.people += other.people
        self.asked += other.asked
        for code, counts in other.statuses.items():
            self.statuses[code] = dict(Counter(self.statuses.get(code, {})) + Counter(counts))
        for mine, theirs in (
            (self.found, other.found),
            (self.open, other.open),
            (self.unlikely, other.unlikely),
            (self.questions, other.questions),
        ):
            for name, count in theirs.items():
                mine[name] = mine.get(name, 0) + count
        for name, some in other.who.items():
            self.who[name] = [*self.who.get(name, []), *some][:NAMED]

    def as_json(self) -> str:
        """For keeping beside a finished batch."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Tally:
        """As it was kept."""
        return cls(**json.loads(text))


def conditions(dated: Dated) -> dict[str, Node]:
    """What is asked of everybody beside the options: whether the guideline speaks of them, what is urgent, and each gap."""
    urgent: dict[str, list[Node]] = {}
    for ruling in dated.urgent:
        if isinstance(ruling.rule, Urgent) and ruling.when is not None:
            urgent.setdefault(ruling.rule.code, []).append(ruling.when)
    found: dict[str, Node] = {IN_SCOPE: dated.scope}
    found |= {f"{URGENT}{code}": Or(tuple(nodes)) for code, nodes in urgent.items()}
    return found | {f"{GAP}{gap.name}": resolved(condition(gap.when), dated.by_limit) for gap in CARE_GAPS}


def tallied(judged: pl.DataFrame, facts: pl.DataFrame, dated: Dated, ids: Sequence[str], unlikely: Mapping[str, int], every: int) -> Tally:
    """The counts of one batch; of one person in `every` it is worked out what to ask next."""
    tally = Tally(len(judged), unlikely=dict(unlikely))
    for code in dated.guideline.options:
        tally.statuses[code] = dict(judged[code].value_counts().rows())
    gaps = {f"{GAP}{gap.name}": gap for gap in CARE_GAPS}
    label = pl.col(ids[0] if ids else ROW).cast(pl.String)
    for name in conditions(dated):
        holds = pl.col(name)
        if name in gaps and gaps[name].may_have:
            holds &= pl.any_horizontal(*(pl.col(option.code).is_in(FITS) for option in gaps[name].may_have))
        answers = judged.select(holds.alias("holds"), label.alias("label"))
        tally.found[name] = int(answers["holds"].sum())
        tally.open[name] = answers["holds"].null_count()
        if name != IN_SCOPE:
            tally.who[name] = answers.filter("holds")["label"].head(NAMED).to_list()
    for row in facts.filter((pl.col(ROW) - 1) % every == 0).iter_rows(named=True):
        questions = Bedside(dated, derived(values_of(row, dated.guideline.facts))).judgement().questions
        tally.asked += 1
        for question in questions:
            tally.questions[question.fact.name] = tally.questions.get(question.fact.name, 0) + 1
    return tally
