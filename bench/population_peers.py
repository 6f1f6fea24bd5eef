"""What the population engine is held against: plain SQL in DuckDB, and a loop compiled from C. Both are written out from the same
`Reading`, so that all three answer the same questions; both are handed facts in which what follows is already worked out.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from holdfast.engines.algebra import Reading
from holdfast.engines.bedside import Person, judge
from holdfast.language.expressions import Compare, Constant, Known, Leaf, OneOf
from holdfast.language.kinds import Category
from holdfast.language.people import Both, Linear
from holdfast.language.rules import STATUSES, Dated
from holdfast.language.truth import NO, UNKNOWN, YES, Truth

BLOCK = 64
"""People in a word."""
STEPS = 40
"""So many steps of the loop stand in one function of C: one of thousands would take the compiler minutes."""


class Sql:
    """Three truths as a SQL engine has them: true, false and null, with its own and, or and not."""

    def __init__(self, dated: Dated) -> None:
        self.facts = dated.guideline.facts
        self.nobody = Person.of({}, self.facts.values())
        self.rules: dict[str, str] = {}
        self.ids = {ruling.id for ruling in dated.rulings}

    def leaf(self, node: Leaf) -> str:
        name = f'"{node.fact.name}"'
        if isinstance(node, Known):
            return f"({name} is not null)"
        if isinstance(node, Compare):
            assert isinstance(node.limit, Constant)
            said = f"({name} {node.operator} {node.limit.value!r})"
        else:
            said = f"({name} in ({', '.join(map(repr, node.values))}))" if isinstance(node, OneOf) else name
        silent = judge(node, self.nobody)
        return said if silent is UNKNOWN else f"coalesce({said}, {str(silent is YES).lower()})"

    def every(self, parts: Sequence[str]) -> str:
        return f"({' and '.join(parts)})" if parts else "true"

    def some(self, parts: Sequence[str]) -> str:
        return f"({' or '.join(parts)})" if parts else "false"

    def opposite(self, part: str) -> str:
        return f"(not {part})"

    def at_least(self, n: int, parts: Sequence[str]) -> str:
        raise TypeError("the guideline counts nothing")

    def among(self, part: str, answers: frozenset[Truth]) -> str:
        ways = {YES: f"({part}) is true", NO: f"({part}) is false", UNKNOWN: f"({part}) is null"}
        return f"({' or '.join(ways[answer] for answer in Truth if answer in answers)})"

    def certain(self, term: Linear | Both) -> str:
        raise TypeError("what follows is worked out before")

    def kept(self, name: str, part: str) -> str:
        """A rule is said once, as a column; a named condition is written out wherever it is read."""
        if name not in self.ids and name != "in_scope":
            return part
        self.rules[name] = part
        return f'"{name}"'


def plain_sql(dated: Dated, source: str) -> str:
    """One query: every rule as a column of an inner table, every option as a case over those, and the `row` as it came."""
    sql = Sql(dated)
    reading = Reading(dated, sql)
    options = []
    for code, option in dated.guideline.options.items():
        *rows, (_, last) = reading.ladder(option)
        cases = " ".join(f"when {holds} then '{status}'" for holds, status in rows)
        options.append(f"case {cases} else '{last}' end as \"{code}\"")
    for ruling in dated.rulings:
        reading.holds(ruling)
    rules = ", ".join(f'{said} as "{name}"' for name, said in sql.rules.items())
    return f'with rules as (select *, {rules} from {source}) select "row", {", ".join(options)} from rules'


Pair = tuple[str, str]
"""Two words of 64 people each: of whom it is yes, and of whom it is no."""


class InC:
    """Three truths of 64 people in two words; a step is a line of C, and what is said twice is made once."""

    def __init__(self, dated: Dated) -> None:
        self.nobody = Person.of({}, dated.guideline.facts.values())
        self.steps: list[str] = []
        self.columns: dict[str, int] = {}
        self.made: dict[str, str] = {}

    def word(self, says: str) -> str:
        if says not in self.made:
            self.made[says] = f"w{len(self.made)}"
            self.steps.append(f"{self.made[says]} = {says};")
        return self.made[says]

    def leaf(self, node: Leaf) -> Pair:
        at = self.columns.setdefault(node.fact.name, len(self.columns))
        known = self.word(f"bits_of(K{at})")
        if isinstance(node, Known):
            return known, self.word(f"~{known}")
        if isinstance(node, Compare):
            assert isinstance(node.limit, Constant)
            holds = f"(V{at}[k] {node.operator} {float(node.limit.value)}f)"
        elif isinstance(node, OneOf):
            assert isinstance(node.fact.kind, Category)
            holds = " | ".join(f"(V{at}[k] == {node.fact.kind.values.index(word)})" for word in node.values)
        else:
            holds = f"(V{at}[k] == 1)"
        bits = self.word(f"({{ truth each[64]; for (int k = 0; k < 64; k++) each[k] = {holds}; bits_of(each); }})")
        silent = judge(node, self.nobody)
        yes, no = (f" | ~{known}" if silent is answer else "" for answer in (YES, NO))
        return self.word(f"({known} & {bits}){yes}"), self.word(f"({known} & ~{bits}){no}")

    def every(self, parts: Sequence[Pair]) -> Pair:
        yes, no = (word for word in zip(*parts, strict=True)) if parts else (("ALL",), ("0",))
        return self.word(" & ".join(yes)), self.word(" | ".join(no))

    def some(self, parts: Sequence[Pair]) -> Pair:
        return self.opposite(self.every([self.opposite(part) for part in parts]))

    def opposite(self, part: Pair) -> Pair:
        return part[1], part[0]

    def at_least(self, n: int, parts: Sequence[Pair]) -> Pair:
        raise TypeError("the guideline counts nothing")

    def among(self, part: Pair, answers: frozenset[Truth]) -> Pair:
        ways = {YES: part[0], NO: part[1], UNKNOWN: f"~({part[0]} | {part[1]})"}
        found = self.word(" | ".join(ways[answer] for answer in Truth if answer in answers))
        return found, self.word(f"~{found}")

    def certain(self, term: Linear | Both) -> Pair:
        raise TypeError("what follows is worked out before")

    def kept(self, name: str, part: Pair) -> Pair:
        return part


def compiled(dated: Dated, people: pl.DataFrame, folder: Path) -> tuple[float, Mapping[str, Mapping[str, int]]]:
    """Seconds for one pass of one core over the people, facts in memory, and how many of them, but for the last few that do not fill
    a word, stand at each status of each option."""
    c = InC(dated)
    reading = Reading(dated, c)
    for number, option in enumerate(dated.guideline.options.values()):
        c.steps.append("left = ALL;")
        for (holds, _), status in reading.ladder(option):
            c.steps.append(f"hit = left & {holds}; left &= ~hit; counts[{number}][{STATUSES.index(status)}] += __builtin_popcountll(hit);")
    count = len(people) // BLOCK * BLOCK
    for name, at in c.columns.items():
        column = people[name].head(count)
        physical = column.to_physical() if isinstance(column.dtype, pl.Enum) else column
        if column.dtype == pl.String:  # a category of which nobody's is known
            physical = pl.Series([None] * count, dtype=pl.UInt8)
        _raw(physical.cast(pl.Float32).fill_null(0), folder / f"v{at}")
        _raw(column.is_not_null().cast(pl.UInt8), folder / f"k{at}")
    options, columns = len(dated.guideline.options), len(c.columns)
    declared = ", ".join((*c.made.values(), "left", "hit"))
    places = "\n".join(f"#define V{at} (v[{at}] + at)\n#define K{at} (k_[{at}] + at)" for at in c.columns.values())
    groups = [c.steps[first : first + STEPS] for first in range(0, len(c.steps), STEPS)]
    functions = "\n".join(f"static void group{number}(long at) {{ {' '.join(steps)} }}" for number, steps in enumerate(groups))
    calls = " ".join(f"group{number}(at);" for number in range(len(groups)))
    source = f"""
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#define N {count}
#define ALL (~0ULL)
typedef unsigned char truth;
static float *v[{columns}]; static truth *k_[{columns}];
static long counts[{options}][{len(STATUSES)}];
static uint64_t {declared};
static inline uint64_t bits_of(const truth *each) {{
  uint64_t bits = 0, eight;
  for (int at = 0; at < 8; at++) {{ memcpy(&eight, each + 8 * at, 8); bits |= (eight * 0x0102040810204080ULL >> 56) << (8 * at); }}
  return bits;
}}
{places}
{functions}
static void pass(void) {{ for (long at = 0; at < N; at += 64) {{ {calls} }} }}
static void *whole(const char *kind, int at, long bytes) {{
  char name[64]; sprintf(name, "%s%d", kind, at); FILE *file = fopen(name, "rb"); char *into = malloc(bytes);
  if (!file || fread(into, 1, bytes, file) != (size_t)bytes) exit(1);
  fclose(file); return into;
}}
int main(void) {{
  for (int at = 0; at < {columns}; at++) {{ v[at] = whole("v", at, 4L * N); k_[at] = whole("k", at, N); }}
  pass(); memset(counts, 0, sizeof counts);
  struct timespec begun, ended; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
  pass();
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
  printf("%g\\n", (ended.tv_sec - begun.tv_sec) + (ended.tv_nsec - begun.tv_nsec) / 1e9);
  for (int o = 0; o < {options}; o++) {{ for (int s = 0; s < {len(STATUSES)}; s++) printf("%ld ", counts[o][s]); printf("\\n"); }}
}}
"""
    (folder / "loop.c").write_text(source)
    subprocess.run(["gcc", "-O3", "-march=native", "-w", "-o", "loop", "loop.c"], cwd=folder, check=True)
    seconds, *lines = subprocess.run([folder / "loop"], cwd=folder, check=True, capture_output=True, text=True).stdout.splitlines()
    found = [dict(zip(STATUSES, map(int, line.split()), strict=True)) for line in lines]
    return float(seconds) / count * len(people), dict(zip(dated.guideline.options, found, strict=True))


def _raw(values: pl.Series, path: Path) -> None:
    """The column's own bytes, without a header."""
    import array

    path.write_bytes(array.array("f" if values.dtype == pl.Float32 else "B", values.to_list()).tobytes())
