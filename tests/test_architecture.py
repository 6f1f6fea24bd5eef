"""The house rules, each held by a test: who may import whom, where a file lives, and how we speak."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "holdfast"
GUIDELINE = PACKAGE / "guideline"

HEAVY = ("django", "duckdb", "narwhals", "polars", "pyspark", "z3")
VAGUE = {"common", "core", "handlers", "helper", "helpers", "managers", "processors", "services", "util", "utils"}

# Written so that no pattern matches its own line.
NOT_OURS = {
    "a path of one machine": r"/(work|farm)/|(?<![\w.])/(home|root|tmp|opt|Users)/|[.]library\b",
    "a package host": r"(pypi|pythonhosted)[.]org|npmjs[.](org|com)",
}
LEFT_OPEN = r"TOD[O]|FIXM[E]|XX[X]|NotImplementedErro[r]|pragma: no cove[r]"
UNKIND = r"\b(addicts?|abusers?|junkies?|(clean|dirty) (drug )?(urine|test|screen|sample)s?|(get|got|stay|stayed) clean)\b"


def files(*endings: str) -> Iterator[Path]:
    """Every file that belongs to the project, without what tools have left behind."""
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name == ".ci" or not name.startswith((".", "__pycache__", "node_modules", "vendor"))]
        for name in names:
            if name not in (".coverage", ".git") and (not endings or name.endswith(endings)):
                yield Path(folder, name)


def shown(path: Path, line: int | None = None) -> str:
    """A place as a person would look it up: path from the project's folder, and line."""
    where = path.relative_to(ROOT).as_posix()
    return where if line is None else f"{where}:{line}"


def places(pattern: str, *endings: str) -> list[str]:
    """Every line of the project's text that the pattern matches."""
    found = []
    for path in files(*endings):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture or a font
            continue
        found += [shown(path, number) for number, line in enumerate(text.splitlines(), 1) if re.search(pattern, line)]
    return found


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


# --- Who may import whom --------------------------------------------------------------------------


def test_imports_only_ever_point_down(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("importlinter.cli._configure_logging", lambda verbose: None)  # it would silence the loggers of every later test
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_command_line_starts_without_heavy_packages():
    ask = f"import sys, holdfast.cli; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert (answer.stdout.split(), answer.stderr) == ([], "")


# --- Where a file lives ---------------------------------------------------------------------------


def test_every_guideline_file_has_its_test_in_the_same_place():
    subjects = [path.relative_to(GUIDELINE) for path in GUIDELINE.rglob("*.py") if path.name != "__init__.py"]
    wanted = [ROOT / "tests" / "guideline" / subject.with_name(f"test_{subject.name}") for subject in subjects]
    assert [shown(path) for path in wanted if not path.is_file()] == []


def test_a_guideline_file_is_read_in_one_sitting():
    assert [shown(path) for path in GUIDELINE.rglob("*.py") if length(path) >= 300] == []


def test_no_file_is_longer_than_800_lines():
    assert [shown(path) for path in files(".py", ".html", ".css", ".js") if length(path) > 800] == []


def test_every_name_says_what_a_room_is_for():
    assert [shown(path) for path in files(".py") if VAGUE & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}] == []


# --- What does not belong in the tree -------------------------------------------------------------


@pytest.mark.parametrize("pattern", NOT_OURS.values(), ids=NOT_OURS)
def test_the_tree_holds_nothing_of(pattern):
    assert places(pattern) == []


def test_nothing_is_left_open_in_the_code():
    assert places(LEFT_OPEN, ".py") == []


def test_locks_name_no_host():
    locks = sorted((ROOT / "locks").glob("*.txt"))
    assert {"run.txt", "test.txt"} <= {lock.name for lock in locks}
    locks.append(ROOT / "tests" / "cql" / "package-lock.json")
    assert [lock.name for lock in locks if re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", lock.read_text())] == []


# --- How we speak ---------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["an addict", "drug abusers", "a dirty urine", "a clean drug screen", "to get clean"])
def test_unkind_words_are_recognised(words):
    assert re.search(UNKIND, words, re.IGNORECASE)


@pytest.mark.parametrize("words", ["addiction", "addictive", "Opioid abuse", "clean needles", "a negative test"])
def test_ordinary_words_are_left_alone(words):
    assert not re.search(UNKIND, words, re.IGNORECASE)


def test_we_speak_of_a_person_first():
    unkind = [
        shown(path, node.lineno)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(UNKIND, node.value, re.IGNORECASE)
    ]
    assert unkind == []


# --- Every test tests -----------------------------------------------------------------------------


def asserts(node: ast.AST) -> bool:
    """Whether this statement can fail a test: an assert, pytest.raises and its like, or a helper named assert_... or check_..."""
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"raises", "warns", "fail"} or name.startswith(("assert_", "check_"))


def test_every_test_asserts_something():
    idle = [
        f"{shown(path, node.lineno)} {node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not any(map(asserts, ast.walk(node)))
    ]
    assert idle == []
