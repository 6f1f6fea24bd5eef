"""What is kept in a database is kept alike by PostgreSQL: the finder's own tests, run there."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import POSTGRESQL_ABSENT, ROOT

TESTS = ("tests/finder/test_importing.py", "tests/finder/test_linking.py", "tests/finder/test_search.py", "tests/commands/test_finder.py")


def programs():
    """The folder of PostgreSQL's own programs, of the newest version there is."""
    return max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]), default=None)


def as_its_owner(*command):
    """PostgreSQL refuses to be run by root: Debian's package makes a user for it."""
    if os.getuid() == 0:
        command = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="module")
def server():
    """The address of a server of our own, with nothing in it."""
    initdb = programs()
    if initdb is None:
        pytest.skip(POSTGRESQL_ABSENT)
    folder = Path(tempfile.mkdtemp(prefix="holdfast-postgresql-"))  # not below pytest's folder, which only its owner may enter
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, control = folder / "data", initdb.with_name("pg_ctl")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    as_its_owner(initdb, "-D", data, "-A", "trust", "-U", "postgres", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    as_its_owner(control, "-D", data, "-o", options, "-l", data / "log", "-w", "start")
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    as_its_owner(control, "-D", data, "-m", "fast", "stop")
    shutil.rmtree(folder)


def test_the_finder_does_the_same_on_postgresql(server):
    wanted = {**os.environ, "HOLDFAST_DATABASE_URL": server}
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], cwd=ROOT, env=wanted, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    asked = subprocess.run([sys.executable, "-c", ASK, server], capture_output=True, text=True, check=True)
    assert int(asked.stdout) > 0


ASK = "import sys, psycopg; print(psycopg.connect(sys.argv[1]).execute('select sum(xact_commit) from pg_stat_database').fetchone()[0])"


def test_a_server_that_does_not_answer_is_a_plain_error():
    wanted = {**os.environ, "HOLDFAST_DATABASE_URL": "postgresql://postgres@127.0.0.1:1/postgres"}
    done = subprocess.run(
        [sys.executable, "-m", "holdfast", "find", "--near", "21201"], cwd=ROOT, env=wanted, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "HOLDFAST_DATABASE_URL: the database cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
