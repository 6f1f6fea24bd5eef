"""What the environment says, read once. Reading never fails: what is wrong is named by `problems`, all at once."""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from holdfast.language.errors import Problem, shortened

KEY_FILE = "secret-key"
PUBLIC = "public"
"""The folder whose files anybody may read."""
SHORTEST_KEY = 32
DATABASES = "sqlite:///path/to/file.sqlite3 or postgresql://user:password@host:5432/name"


def home() -> Path:
    """The folder where data lives. It may not be there yet: `prepare` makes it."""
    return Path(os.environ.get("HOLDFAST_HOME") or Path.home() / ".local" / "share" / "holdfast").expanduser().absolute()


def prepare(folder: Path) -> None:
    """Makes the folder and the key in it, both for their owner alone. Raises OSError where it may not."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / PUBLIC).mkdir(exist_ok=True)
    if not (folder / KEY_FILE).exists():
        with os.fdopen(os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as kept:
            kept.write(secrets.token_urlsafe(64))


def database(folder: Path) -> dict[str, object]:
    """The database by `HOLDFAST_DATABASE_URL`: SQLite in `folder` unless set, `sqlite:///path`, or `postgresql://user:word@host/name`."""
    parts = _database_url()
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(_port(parts) or ""),
        }
    name = Path(unquote(parts.path)[1:]) if parts.scheme == "sqlite" else folder / "holdfast.sqlite3"
    pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": {"init_command": pragmas, "transaction_mode": "IMMEDIATE"}}


def secret_key(folder: Path) -> str:
    """`HOLDFAST_SECRET_KEY`, else the one that `prepare` made, else one for this process alone."""
    file = folder / KEY_FILE
    return os.environ.get("HOLDFAST_SECRET_KEY") or (file.read_text(encoding="utf-8") if file.exists() else secrets.token_urlsafe(64))


def hosts() -> list[str]:
    """The names of the site by `HOLDFAST_HOSTS`; this machine alone unless set."""
    return [name.strip() for name in os.environ.get("HOLDFAST_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name.strip()]


def problems() -> list[Problem]:
    """Everything in the environment that cannot be used."""
    found = [*_database_problems(), *_home_problems()]
    key = os.environ.get("HOLDFAST_SECRET_KEY")
    if key is not None and len(key) < SHORTEST_KEY:
        found.append(
            Problem(
                "HOLDFAST_SECRET_KEY", f"{len(key)} signs", "too short to be secret", f"{SHORTEST_KEY} signs or more", "Or leave it unset."
            )
        )
    if not hosts():
        found.append(Problem("HOLDFAST_HOSTS", "", "empty: nobody could reach the site", "names parted by commas"))
    return found


def _database_problems() -> list[Problem]:
    where, parts = "HOLDFAST_DATABASE_URL", _database_url()
    if parts.scheme in ("postgresql", "postgres"):
        if _port(parts) is None and ":" in parts.netloc.rpartition("@")[2].rpartition("]")[2]:
            return [Problem(where, "", "its port is no number from 1 to 65535", DATABASES)]
        if not parts.path.lstrip("/"):
            return [Problem(where, "", "it names no database", DATABASES)]
        if find_spec("psycopg") is None:
            return [
                Problem(where, "", "PostgreSQL needs an extra that is not installed", next_step="To install it: make setup WITH=postgres")
            ]
    elif parts.geturl() and (parts.scheme != "sqlite" or len(parts.path) < 2):
        return [Problem(where, shortened(parts.scheme or "no scheme"), "no database of a kind we know", DATABASES)]
    return []


def _home_problems() -> list[Problem]:
    folder = home()
    nearest = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    if not nearest.is_dir():
        return [
            Problem("HOLDFAST_HOME", shortened(str(nearest)), "this is a file, not a folder", next_step="Name a folder, or leave it unset.")
        ]
    if not os.access(nearest, os.W_OK | os.X_OK):
        return [
            Problem(
                "HOLDFAST_HOME", shortened(str(folder)), "this may not be written to", next_step="Name another folder, or ask for leave."
            )
        ]
    return []


def _database_url() -> SplitResult:
    try:
        return urlsplit(os.environ.get("HOLDFAST_DATABASE_URL", "").strip())
    except ValueError:
        return SplitResult("unreadable", "", "", "", "")


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None
