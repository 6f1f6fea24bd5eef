"""The guideline's own tests, tested: small mistakes that could kill must be noticed, each by the table of its own file.

All mistakes take about an hour (`python -m bench.mutation`); these few are made in every run.
"""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from bench.excused import EXCUSED
from bench.killers import tables_of
from bench.mutants import KINDS, mutants, smallest_step
from holdfast.guideline.programme import guideline
from holdfast.guideline.sources import DESIGN
from holdfast.language.expressions import Limit

ROOT = Path(__file__).parents[2]
PAGE = "docs/explanation/how-well-the-guideline-is-tested.md"
ALL = {each.name: each for each in mutants(guideline())}
MUST_BE_NOTICED = (
    "naltrexone.OPIOID_FREE us 7 to 6",
    "naltrexone.SHORTEST_AFTER_LONG_ACTING uk 10 to 9",
    "naltrexone.ALT_STOP us 5 to 6",
    "methadone_suitability.RESTART us 5 to 6",
    "methadone_suitability.RESTART uk 5 to 6",
    "methadone_suitability.qtc_dangerous.when/0: qtc_ms >= situations.QTC_DANGEROUS becomes >",
    "methadone_changes.IMPLAUSIBLE_DOSE us 300 to 301",
    "methadone_changes.FIRST_WEEKS us 14 to 13",
    "buprenorphine_readiness.COWS_STANDARD us 11 to 10",
    "buprenorphine_readiness.AFTER_SHORT_ACTING us 12 to 11",
    "buprenorphine_readiness.AFTER_METHADONE us 36 to 35",
    "lofexidine.MOST us 2.88 to 2.89",
    "clonidine.LOW_SYSTOLIC uk 90 to 89",
    "symptomatic.PARACETAMOL_MOST_LIVER us 2000 to 2001",
    "care_levels_of_care.SEVERE_DEPRESSION us 20 to 21",
)


def test_small_mistakes_that_could_kill_are_noticed(tmp_path):
    only = [part for name in MUST_BE_NOTICED for part in ("--only", name)]
    command = [sys.executable, "-m", "bench.mutation", "--stage", "own table", "--kept", str(tmp_path / "found.jsonl"), *only]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert len((tmp_path / "found.jsonl").read_text().splitlines()) == len(MUST_BE_NOTICED)


def test_those_few_are_mistakes_that_are_made():
    assert set(MUST_BE_NOTICED) <= set(ALL)


def test_every_mistake_has_a_name_and_a_kind_of_its_own_and_tables_that_exist():
    assert len(ALL) == len(mutants(guideline()))
    assert {each.kind for each in ALL.values()} == set(KINDS)
    assert [str(path) for each in ALL.values() for path in tables_of(each) if not (ROOT / path).is_file()] == []


def test_only_a_mistake_that_is_made_is_excused_and_with_a_reason():
    assert set(EXCUSED) <= set(ALL)
    assert all(reason.endswith(".") for reason in EXCUSED.values())


def test_the_page_shows_at_least_nine_in_ten_noticed_and_every_excuse():
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    shares = {row[1]: int(row[2]) for row in re.finditer(r"^\| (limit|comparison|one of) \|.*?\((?:> )?(\d+) %\) \|$", page, re.M)}
    assert set(shares) == {"limit", "comparison", "one of"}
    assert min(shares.values()) >= 90
    assert [name for name in EXCUSED if f"| {name} |" not in page] == []


@pytest.mark.parametrize(
    ("us", "uk", "step"), [(24, 24, "1"), (0.4, 0.4, "0.1"), (0.54, 0.2, "0.01"), (1000, 1000, "1"), (1.003, 1, "0.001")]
)
def test_the_smallest_step_is_one_in_the_last_place(us, uk, step):
    assert smallest_step(Limit("mg", us=us, uk=uk, since=DESIGN.date, source=DESIGN)) == Decimal(step)
