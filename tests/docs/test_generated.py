"""Pages made from the code are committed, and fresh."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generate import HERE, PAGES, ROOT, readme

BIN = Path(sys.executable).parent


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_what_the_code_says_now(name):
    assert (HERE / name).read_text() == PAGES[name](), "run `.venv/bin/python -m docs.generate`"


def test_readme_shows_the_plan_that_is_printed_today():
    assert (ROOT / "README.md").read_text() == readme(), "run `.venv/bin/python -m docs.generate`"


COMMANDS = re.findall(r"`\.venv/bin/(holdfast [^`]+)`", (ROOT / "README.md").read_text())


def test_readme_names_each_command_once():
    assert len(COMMANDS) >= 5
    assert len(set(COMMANDS)) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_readme_names_works(tmp_path, command):
    program, *words = command.split()
    given = [str(ROOT / word) if word.startswith("examples/") else word for word in words]
    ran = subprocess.run([BIN / program, *given], cwd=tmp_path, env={**os.environ, "HOLDFAST_HOME": str(tmp_path)}, capture_output=True)
    assert ran.returncode == 0, ran.stderr.decode()
