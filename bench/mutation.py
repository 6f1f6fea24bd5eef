"""How well the guideline is tested: `python -m bench.mutation [--sample N --seed S] [--write PAGE]`.

Makes every small mistake in a limit or condition of medicines and care, one at a time, and looks whether an expectation table or
a claim notices. A whole run takes about an hour; what was found is kept as it comes, so that it can be taken up again.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from bench.ctn_tables import Table, renewed, share, shown
from bench.excused import EXCUSED
from bench.killers import STAGES, Killers, Stage, Verdict, tables_of, with_killers
from bench.mutants import KINDS, Mutant, mutants
from holdfast.guideline.programme import guideline

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".mutation.jsonl"
BY: dict[Stage, str] = {
    "own table": "its own table",
    "cases": "a case",
    "other tables": "another table",
    "claims": "a claim",
}


@click.command()
@click.option("--sample", type=int, help="Only so many, chosen by --seed.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--only", multiple=True, help="Only mutants with this in their name; may be given again.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), default=KINDS, help="Only mutants of this kind.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(STAGES), default=STAGES, help="Only these may notice.")
@click.option("--fresh", is_flag=True, help="Forget what earlier runs found.")
@click.option("--kept", type=click.Path(dir_okay=False, path_type=Path), default=KEPT, help="Where findings are kept.")
@click.option("--write", "page", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Renew the tables of this page.")
def main(
    sample: int | None,
    seed: int,
    only: Sequence[str],
    kinds: Sequence[str],
    stages: Sequence[Stage],
    fresh: bool,
    kept: Path,
    page: Path | None,
) -> None:
    """Make every small mistake in the guideline, and see which ones its tests notice. Ends with 1 where one survives unexcused."""
    chosen = [each for each in mutants(guideline()) if each.kind in kinds and (not only or any(part in each.name for part in only))]
    if sample is not None:
        chosen = random.Random(seed).sample(chosen, min(sample, len(chosen)))
    if fresh:
        kept.unlink(missing_ok=True)
    found = tried(chosen, stages, kept)
    console = Console()
    tables = tables_of_results(chosen, found)
    for table in tables:
        console.print(shown(table))
        console.print()
    if page is not None:
        page.write_text(renewed(page.read_text(encoding="utf-8"), tables), encoding="utf-8")
    survivors = [each.name for each in chosen if found[each.name].stage is None and each.name not in EXCUSED]
    raise SystemExit(1 if survivors else 0)


def tried(chosen: Sequence[Mutant], stages: Sequence[Stage], kept: Path) -> dict[str, Verdict]:
    """A verdict on every mutant: kept from an earlier run, or found now. A survivor is tried again once a test has changed."""
    digest = _digest()
    found: dict[str, Verdict] = {}
    passed: dict[str, set[Stage]] = {}
    for line in kept.read_text(encoding="utf-8").splitlines() if kept.exists() else ():
        earlier = json.loads(line)
        if earlier.pop("digest") == digest or earlier["stage"]:
            tried_then = earlier.pop("tried")
            found[earlier["mutant"]] = Verdict(**earlier)
            passed.setdefault(earlier["mutant"], set()).update(tried_then)
    left = {
        each: [stage for stage in stages if stage not in passed.get(each.name, ())]
        for each in chosen
        if each.name not in found or found[each.name].stage is None
    }
    left = {each: to_try for each, to_try in left.items() if to_try}

    def use(killers: Killers) -> None:
        unchanged = Mutant("nothing is changed", "", tuple({file for each in left for file in each.files}), lambda: None)
        if (noticed := killers.verdict(unchanged, [stage for stage in stages if stage != "claims"])).stage:
            raise click.ClickException(f"A test fails although nothing was changed, so nothing can be learned: {noticed.by}")
        with kept.open("a", encoding="utf-8") as lines:
            for each, to_try in track(left.items(), "Making mistakes", console=Console(stderr=True)):
                verdict = found[each.name] = killers.verdict(each, to_try)
                lines.write(json.dumps({**asdict(verdict), "tried": to_try, "digest": digest}, ensure_ascii=False) + "\n")
                lines.flush()

    if left:
        near = tuple(stages) == STAGES[:1]
        with_killers(use, sorted({file for each in left for file in tables_of(each)}) if near else ())
    return found


def _digest() -> str:
    """Of every test that could kill a mutant."""
    files = sorted((ROOT / "tests" / "guideline").rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def tables_of_results(chosen: Sequence[Mutant], found: dict[str, Verdict]) -> list[Table]:
    """What was killed by what, by kind and by file; the survivors, and those that are excused."""
    return [
        _counted("kinds", "By what was changed", "changed", KINDS, chosen, found, lambda each: each.kind),
        _counted("files", "By file", "file", sorted({each.files[0] for each in chosen}), chosen, found, lambda each: each.files[0]),
        Table(
            "survivors",
            "What nobody noticed",
            ("mistake",),
            tuple((each.name,) for each in chosen if found[each.name].stage is None and each.name not in EXCUSED),
        ),
        Table(
            "excused",
            "What nobody could notice",
            ("mistake", "why it makes no difference"),
            tuple((each.name, EXCUSED[each.name]) for each in chosen if found[each.name].stage is None and each.name in EXCUSED),
        ),
    ]


def _counted(
    name: str,
    title: str,
    first: str,
    groups: Iterable[str],
    chosen: Sequence[Mutant],
    found: dict[str, Verdict],
    of: Callable[[Mutant], str],
) -> Table:
    rows = []
    for group in (*groups, "all"):
        verdicts = [found[each.name] for each in chosen if group == "all" or of(each) == group]
        counted = [each for each in verdicts if each.mutant not in EXCUSED]
        killed = [sum(each.stage == stage for each in counted) for stage in STAGES]
        rows.append((group, str(len(verdicts)), *map(str, killed), str(len(verdicts) - len(counted)), share(sum(killed), len(counted))))
    return Table(name, title, (first, "mistakes", *BY.values(), "excused", "noticed"), tuple(rows))


if __name__ == "__main__":
    main()
