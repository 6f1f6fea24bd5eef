"""The house opened: settings read, what is wrong with them told, the database brought up to date. For commands, before they touch it."""

from __future__ import annotations

import os

import django
from django.core.management import call_command
from django.db import DatabaseError

from holdfast.language.errors import InputError, Problem
from holdfast.site import environment


def opened() -> None:
    """Raises InputError naming every setting that cannot be used, what is allowed, and what to do."""
    if problems := environment.problems():
        raise InputError(problems)
    environment.prepare(environment.home())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdfast.site.settings")
    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        why = f"the database cannot be used: {str(error).strip().splitlines()[0]}"
        raise InputError([Problem("HOLDFAST_DATABASE_URL", "", why, next_step="Does it run, and may this user write to it?")]) from None
