"""Setting up is done once: afterwards nothing is fetched, so that Holdfast runs with the network off."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DONE = ("venv", "run", "project")


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A project that was set up an hour ago, and whose environment could install nothing: it holds stamps alone."""
    shutil.copytree(root / "locks", tmp_path / "locks")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(root / name, tmp_path)
    stamps = tmp_path / ".venv" / "stamps"
    stamps.mkdir(parents=True)
    for name in DONE:
        (stamps / name).touch()
    return tmp_path


def set_up(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it apart from the `make` that may be running these tests."""
    alone = {"PATH": os.environ["PATH"]}
    return subprocess.run(["make", "setup", *words], cwd=project, env=alone, capture_output=True, text=True, check=False)


def test_a_second_setup_does_nothing(project):
    again = set_up(project)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_changed_lock_is_installed(project):
    later = (project / ".venv" / "stamps" / "run").stat().st_mtime + 60
    os.utime(project / "locks" / "run.txt", (later, later))
    again = set_up(project)
    assert again.stdout == "Installing locks/run.txt ...\n"
    assert "Could not install locks/run.txt. The first setup needs the network; later ones do not." in again.stderr


def test_an_unknown_extra_is_named(project):
    assert 'There is no extra called "benhc".' in set_up(project, "WITH=benhc").stderr


@pytest.mark.parametrize(
    ("refuses", "remedy"),
    [
        ("ensurepip", "On Debian: sudo apt install python3-venv"),
        ("version_info", "make setup PYTHON=python3.11"),
    ],
)
def test_a_python_that_will_not_do_is_met_with_the_remedy(project, refuses, remedy):
    shutil.rmtree(project / ".venv")
    python = project / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *{refuses}*) exit 1 ;; esac\n')
    python.chmod(0o755)
    assert remedy in set_up(project, f"PYTHON={python}").stderr


def test_once_set_up_a_plan_needs_no_network():
    offline = (
        "import socket\n"
        "def refuse(*_, **__): raise OSError('the network is off')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from holdfast.cli import main\n"
        "main(['plan', 'examples/sam.json', '--as-of', '2026-11-21T09:00'])\n"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", offline], capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stderr
    assert "Medicines" in done.stdout
