"""Pages made from the code are committed, and fresh."""

import re

import pytest
from click.testing import CliRunner

from docs.generate import HERE, PAGES, ROOT, readme
from holdfast.cli import main


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_what_the_code_says_now(name):
    assert (HERE / name).read_text() == PAGES[name](), "run `.venv/bin/python -m docs.generate`"


def test_readme_shows_the_plan_that_is_printed_today():
    assert (ROOT / "README.md").read_text() == readme(), "run `.venv/bin/python -m docs.generate`"


def test_every_command_that_readme_names_works(database, tmp_path, monkeypatch):
    text = (ROOT / "README.md").read_text()
    commands = re.findall(r"`\.venv/bin/holdfast ([^`]+)`", text)
    assert len(commands) >= 5
    monkeypatch.chdir(tmp_path)
    for command in commands:
        arguments = [str(ROOT / word) if word.startswith("examples/") else word for word in command.split()]
        assert CliRunner().invoke(main, arguments).exit_code == 0, command
