"""Mistakes that nobody could notice, because they change no advice and no calendar: each with its reason."""

from __future__ import annotations

EXCUSED: dict[str, str] = {}
