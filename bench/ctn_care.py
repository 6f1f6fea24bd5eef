"""What the guideline says of the trial participants beside medicines: level of care, therapies, services and tests, and whether the
flags of the trial (drink, stimulants, sedatives, other illness of the mind) lead to the help that they call for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.ctn_advice import USABLE, Judged
from bench.ctn_people import PROJECTS, Facts
from bench.ctn_tables import Table, share
from holdfast.guideline.options import OPTIONS

Flag = Callable[[Facts], bool]
FLAGS: tuple[tuple[str, Flag, tuple[str, ...]], ...] = (
    ("drinks too much, or is dependent", lambda facts: facts.get("alcohol_use") in ("risky", "dependent"), ("alcohol_treatment",)),
    ("a stimulant use disorder", lambda facts: facts.get("stimulant_use_disorder") is True, ("contingency_management",)),
    (
        "a urine test shows a benzodiazepine",
        lambda facts: facts.get("urine_benzodiazepine") == "positive",
        ("supervised_dosing", "overdose_education"),
    ),
    (
        "bipolar disorder or schizophrenia",
        lambda facts: facts.get("bipolar") is True or facts.get("schizophrenia") is True,
        ("mental_health_care",),
    ),
    ("smokes", lambda facts: facts.get("tobacco_use") is True, ("smoking_cessation",)),
    ("no home", lambda facts: facts.get("housing") in ("homeless", "unstable"), ("housing_support",)),
)


def care_tables(judged: Sequence[Judged]) -> list[Table]:
    """Levels, therapies and services, tests, and the flags beside what they lead to."""
    heard = [each for each in judged if each.before is not None and each.before.in_scope]
    return [
        _offered("levels", "Level of care: the one that fits", heard, "level", ("preferred",)),
        _offered("therapies", "Therapies, peers and services offered", heard, ("therapy", "peer_support", "service"), USABLE),
        _offered("tests", "Tests offered, with a day by which they are due", heard, "test", USABLE),
        _flags(heard),
    ]


def _offered(name: str, title: str, heard: Sequence[Judged], kinds: str | tuple[str, ...], statuses: Sequence[str]) -> Table:
    groups = {**{project: [each for each in heard if each.person.project == project] for project in PROJECTS}, "all": list(heard)}
    rows = []
    for option in OPTIONS.values():
        if option.kind in kinds:
            counts = [sum(_status(each, option.code) in statuses for each in group) for group in groups.values()]
            if counts[-1]:
                shares = (share(count, len(group)) for count, group in zip(counts, groups.values(), strict=True))
                rows.append((f"`{option.code}`", *shares))
    return Table(name, title, ("", *(f"trial {group}" if group != "all" else group for group in groups)), tuple(rows))


def _flags(heard: Sequence[Judged]) -> Table:
    rows = []
    for flag, has, options in FLAGS:
        with_flag = [each for each in heard if has(each.person.before)]
        without = [each for each in heard if not has(each.person.before)]
        for code in options:
            rows.append(
                (
                    flag,
                    f"`{code}`",
                    share(sum(_status(each, code) in USABLE for each in with_flag), len(with_flag)),
                    share(sum(_status(each, code) in USABLE for each in without), len(without)),
                )
            )
    return Table(
        "flags",
        "The trial's own flags, and the help that they lead to",
        ("flag in the trial's data", "help", "offered with the flag", "offered without it"),
        tuple(rows),
    )


def _status(each: Judged, code: str) -> str:
    assert each.before is not None
    return next(finding.status for finding in each.before.findings if finding.option.code == code)
