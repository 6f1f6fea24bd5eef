"""What the guideline says of the participants of three real trials: how firm its advice is, and what it asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.ctn_people import PROJECTS, Facts, Participant, case_file
from bench.ctn_tables import Table, median, percent, share
from holdfast.advice import dated_guideline
from holdfast.casefile import read_case
from holdfast.engines.bedside import Bedside, Finding, Judgement
from holdfast.guideline.options import OPTIONS
from holdfast.language.errors import InputError
from holdfast.language.rules import STATUSES

TREATS = ("methadone", "buprenorphine_naloxone_sl", "buprenorphine_sl", "buprenorphine_xr", "naltrexone_xr", "naltrexone_oral")
"""The medicines that treat the disorder itself."""
USABLE = ("preferred", "suitable", "caution")
CHANGES = (
    "continue_current",
    "increase_methadone",
    "increase_buprenorphine",
    "resume_methadone",
    "resume_buprenorphine",
    "switch_methadone_to_buprenorphine",
    "switch_buprenorphine_to_methadone",
    "switch_to_buprenorphine_xr",
    "switch_agonist_to_naltrexone",
    "taper_methadone",
    "taper_buprenorphine",
    "supervised_dosing",
    "take_home_doses",
)
Progress = Callable[[Sequence[Participant]], Iterable[Participant]]


@dataclass(frozen=True)
class Judged:
    """One participant with what the guideline said before treatment and four weeks later, or why the case file was refused."""

    person: Participant
    before: Judgement | None
    later: Judgement | None
    refused: tuple[str, ...] = ()


def judge_all(people: Sequence[Participant], progress: Progress = iter) -> list[Judged]:
    """Every participant judged, each through a case file."""
    return [_judged(person) for person in progress(people)]


def _judged(person: Participant) -> Judged:
    refused: list[str] = []
    before = _advice(person.before, refused)
    later = _advice(person.later, refused) if person.later is not None else None
    return Judged(person, before, later, tuple(refused))


def _advice(facts: Facts, refused: list[str]) -> Judgement | None:
    try:
        case = read_case(case_file(facts))
    except InputError as error:
        refused += [problem.where for problem in error.problems]
        return None
    return Bedside(dated_guideline(case.as_of, case.place, case.settings), case.known).judgement()


def advice_tables(judged: Sequence[Judged]) -> list[Table]:
    """Every table about advice."""
    return [
        _people(judged),
        _statuses(
            "medicines", "Medicines before treatment", judged, [option.code for option in OPTIONS.values() if option.kind == "medicine"]
        ),
        _firmness(judged),
        _statuses("starts", "Starts before treatment", judged, [option.code for option in OPTIONS.values() if option.kind == "start"]),
        _questions(judged),
        _later(judged),
    ]


def firm_or_then(finding: Finding) -> bool:
    """Whether the advice is firm, or says what it becomes once its questions are answered well."""
    return finding.status != "ask" or finding.then is not None


def best_treatment(judgement: Judgement) -> str:
    """`today` where a medicine for the disorder is usable as the record stands, `once answered` where one would be, else `none`."""
    found = [finding for finding in judgement.findings if finding.option.code in TREATS]
    if any(finding.status in USABLE for finding in found):
        return "today"
    return "once answered" if any(finding.then in USABLE for finding in found) else "none"


def _by_project(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    return {project: [each for each in judged if each.person.project == project] for project in PROJECTS}


def _said(judged: Iterable[Judged], code: str) -> list[Finding]:
    return [finding for each in judged if each.before for finding in each.before.findings if finding.option.code == code]


def _people(judged: Sequence[Judged]) -> Table:
    groups = {**_by_project(judged), "all": list(judged)}
    lines: tuple[tuple[str, Callable[[Judged], bool]], ...] = (
        ("case file accepted", lambda each: not each.refused),
        ("randomised", lambda each: each.person.randomised is not None),
        ("an opioid use disorder is recorded", lambda each: each.person.before.get("opioid_use_disorder_recorded") is True),
        ("a medicine for the disorder is usable as the record stands", lambda each: _best(each) == "today"),
        ("one would be usable once questions are answered", lambda each: _best(each) == "once answered"),
        ("the record says nothing of opioids: one question, no advice", lambda each: each.before is not None and not each.before.in_scope),
        ("other: no medicine for the disorder", lambda each: each.before is not None and each.before.in_scope and _best(each) == "none"),
        ("naloxone is offered", lambda each: _status(each, "naloxone_rescue") in USABLE),
    )
    facts = ("facts known, median", *(f"{median([len(each.person.before) for each in group]) or 0:g}" for group in groups.values()))
    rows = [(name, *(share(sum(map(test, group)), len(group)) for group in groups.values())) for name, test in lines]
    return Table(
        "people",
        "The participants, before treatment",
        ("", *(f"trial {name}" if name != "all" else name for name in groups)),
        (("people", *(str(len(group)) for group in groups.values())), facts, *rows),
    )


def _best(each: Judged) -> str:
    return best_treatment(each.before) if each.before else ""


def _status(each: Judged, code: str) -> str:
    return next((finding.status for finding in each.before.findings if finding.option.code == code), "") if each.before else ""


def _firmness(judged: Sequence[Judged]) -> Table:
    rows = []
    for project, group in {**_by_project(judged), "all": list(judged)}.items():
        found = [finding for code in TREATS for finding in _said(group, code)]
        medicines = [finding for each in group if each.before for finding in each.before.findings if finding.option.kind == "medicine"]
        rows.append(
            (
                f"trial {project}" if project != "all" else project,
                share(sum(finding.status != "ask" for finding in medicines), len(medicines)),
                share(sum(finding.status == "ask" and finding.then is not None for finding in medicines), len(medicines)),
                str(sum(not firm_or_then(finding) for finding in medicines)),
                percent(sum(finding.status != "ask" for finding in found), len(found)),
            )
        )
    return Table(
        "firmness",
        "How firm the advice on medicines is, one entry for each medicine and person",
        ("", "firm", "asks, and says what it becomes", "asks, and does not say", "firm, of the medicines for the disorder"),
        tuple(rows),
    )


def _statuses(name: str, title: str, judged: Sequence[Judged], codes: Sequence[str]) -> Table:
    rows = []
    for code in codes:
        found = _said(judged, code)
        count = Counter(finding.status for finding in found)
        then = Counter(str(finding.then) for finding in found if finding.status == "ask")
        firm = (percent(count[status], len(found)) if count[status] else "" for status in STATUSES if status != "ask")
        asks = ", ".join(f"{percent(number, len(found))} {status}" for status, number in then.most_common())
        rows.append((f"`{code}`", *firm, asks))
    words = tuple(status.replace("_", " ") for status in STATUSES if status != "ask")
    return Table(name, title, ("", *words, "asks, then"), tuple(rows))


def _questions(judged: Sequence[Judged]) -> Table:
    asked = Counter(question.fact.name for each in judged if each.before for question in each.before.questions)
    number = Counter(len(each.before.questions) for each in judged if each.before)
    rows = [(f"`{name}`", share(count, len(judged))) for name, count in asked.most_common(12)]
    most = ", ".join(f"{count} people {many}" for many, count in sorted(number.items()))
    return Table("questions", "What is asked first", ("question", "people"), tuple(rows), f"Questions shown to each: {most}.")


def _later(judged: Sequence[Judged]) -> Table:
    medicines = ("methadone", "buprenorphine", "naltrexone_xr")
    groups: Mapping[str, list[Judgement]] = {
        medicine: [each.later for each in judged if each.later and each.person.medicine == medicine] for medicine in medicines
    }
    rows = []
    for code in CHANGES:
        cells = []
        for group in groups.values():
            found = [finding for each in group for finding in each.findings if finding.option.code == code]
            count = Counter(finding.status if finding.status != "ask" else f"ask, then {finding.then}" for finding in found)
            said = [f"{percent(number, len(found))} {status.replace('_', ' ')}" for status, number in count.most_common()]
            cells.append(", ".join(said) if said != ["100 % not indicated"] else "")
        if any(cells):
            rows.append((f"`{code}`", *cells))
    columns = ("", *(f"{medicine.replace('_xr', ' injection')}, {len(group)} people" for medicine, group in groups.items()))
    return Table("later", "Four weeks after the first dose", columns, tuple(rows))
