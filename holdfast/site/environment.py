"""What the environment says, read once. Nothing here stops the start: what is wrong is kept as told and named by `checks.py`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

KEY_FILE = "secret-key"


def home() -> Path:
    """The folder where data lives. It may not be there yet: `prepare` makes it."""
    return Path(os.environ.get("HOLDFAST_HOME") or Path.home() / ".local" / "share" / "holdfast").expanduser().absolute()


def prepare(folder: Path) -> None:
    """Makes the folder and the key in it, both for their owner alone. Raises OSError where it may not."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / KEY_FILE).exists():
        with os.fdopen(os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as kept:
            kept.write(secrets.token_urlsafe(64))


def database(folder: Path) -> dict[str, object]:
    """The database by `HOLDFAST_DATABASE_URL`: SQLite in `folder` unless set, `sqlite:///path`, or `postgresql://user:word@host/name`."""
    url = os.environ.get("HOLDFAST_DATABASE_URL", "")
    parts = urlsplit(url)
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
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
