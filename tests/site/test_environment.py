"""The environment: each setting has a sane default, and whatever is wrong is named, all of it at once, never by a stack trace."""

import os
import stat

import pytest

from holdfast.site import environment

NAMES = ("HOLDFAST_HOME", "HOLDFAST_DATABASE_URL", "HOLDFAST_SECRET_KEY", "HOLDFAST_HOSTS")


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def wrong():
    return [(problem.where, str(problem)) for problem in environment.problems()]


def test_with_nothing_set_all_is_well_and_nothing_is_made(tmp_path):
    assert wrong() == []
    assert environment.home() == tmp_path / ".local" / "share" / "holdfast"
    assert environment.database(environment.home())["NAME"] == environment.home() / "holdfast.sqlite3"
    assert environment.hosts() == ["localhost", "127.0.0.1", "[::1]"]
    assert list(tmp_path.iterdir()) == []


def test_the_folder_and_its_key_are_for_their_owner_alone_and_the_key_stays(tmp_path):
    folder = tmp_path / "new"
    environment.prepare(folder)
    key = environment.secret_key(folder)
    environment.prepare(folder)
    assert environment.secret_key(folder) == key
    assert len(key) >= environment.SHORTEST_KEY
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / environment.KEY_FILE).stat().st_mode) == 0o600


def test_without_a_kept_key_every_process_has_its_own(tmp_path):
    assert environment.secret_key(tmp_path) != environment.secret_key(tmp_path)


def test_a_given_key_is_used(monkeypatch, tmp_path):
    monkeypatch.setenv("HOLDFAST_SECRET_KEY", "k" * 40)
    assert environment.secret_key(tmp_path) == "k" * 40


def test_a_postgresql_address_is_read_with_its_escapes(monkeypatch, tmp_path):
    monkeypatch.setenv("HOLDFAST_DATABASE_URL", "postgresql://hold%40fast:p%3Aw@db.example.org:5433/treat%20ment")
    kept = environment.database(tmp_path)
    assert [kept[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "treat ment",
        "hold@fast",
        "p:w",
        "db.example.org",
        "5433",
    ]


def test_an_sqlite_address_names_its_file(monkeypatch, tmp_path):
    monkeypatch.setenv("HOLDFAST_DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite3")
    assert str(environment.database(tmp_path)["NAME"]) == f"{tmp_path}/other.sqlite3"
    assert wrong() == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://host/name", "no database of a kind we know (got 'mysql')"),
        ("holdfast.sqlite3", "no database of a kind we know (got 'no scheme')"),
        ("sqlite://", "no database of a kind we know"),
        ("postgresql://host:port/name", "its port is no number from 1 to 65535"),
        ("postgresql://host:99999/name", "its port is no number from 1 to 65535"),
        ("postgresql://host", "it names no database"),
        ("http://[broken", "no database of a kind we know (got 'unreadable')"),
    ],
)
def test_an_address_of_no_database_is_named_with_what_is_allowed(monkeypatch, url, why):
    monkeypatch.setenv("HOLDFAST_DATABASE_URL", url)
    ((where, said),) = wrong()
    assert where == "HOLDFAST_DATABASE_URL"
    assert why in said
    assert "Allowed: sqlite:///" in said


def test_a_password_is_never_repeated(monkeypatch):
    monkeypatch.setenv("HOLDFAST_DATABASE_URL", "mysql://me:topsecret@host/name")
    assert "topsecret" not in str(wrong())


def test_postgresql_without_its_extra_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("HOLDFAST_DATABASE_URL", "postgresql://host/name")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    assert "make setup WITH=postgres" in wrong()[0][1]


def test_everything_wrong_is_named_at_once(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOLDFAST_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("HOLDFAST_DATABASE_URL", "mysql://host/name")
    monkeypatch.setenv("HOLDFAST_SECRET_KEY", "short")
    monkeypatch.setenv("HOLDFAST_HOSTS", " , ")
    assert [where for where, _ in wrong()] == ["HOLDFAST_DATABASE_URL", "HOLDFAST_HOME", "HOLDFAST_SECRET_KEY", "HOLDFAST_HOSTS"]
    assert "short" not in str([said for where, said in wrong() if where == "HOLDFAST_SECRET_KEY"]).replace("too short", "")


def test_a_folder_that_may_not_be_written_to_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("HOLDFAST_HOME", str(tmp_path / "closed" / "inner"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "this may not be written to" in wrong()[0][1]
