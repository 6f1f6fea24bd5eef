"""What every command shares: exit codes, how an answer and a message are given, how one person's file is read."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

from holdfast.language.errors import InputError

if TYPE_CHECKING:  # start-up stays quick: the guideline is read only by the commands that use it
    from holdfast.casefile import Case
    from holdfast.language.expressions import Place

DONE, URGENT, WRONG, NOT_INSTALLED = 0, 1, 2, 3
PLACE = click.Choice(["us", "uk"])
LANGUAGE = click.Choice(["en", "es"])


def one_case(file: str, as_of: str | None, jurisdiction: str | None) -> Case:
    """The case in a file, `-` for standard input; ends with 2 where it cannot be used."""
    from holdfast.casefile import read_case

    try:
        return read_case(*handed_in(file, as_of, jurisdiction))
    except InputError as error:
        wrong(error)


def handed_in(file: str, as_of: str | None, jurisdiction: str | None) -> tuple[bytes, datetime | None, Place | None, str]:
    """The bytes to read, with the moment and the place asked for, and the file's name. Raises InputError."""
    from holdfast.casefile import moment, read_path

    at = moment(as_of, "--as-of") if as_of else None
    raw, name = read_path(file, sys.stdin.buffer.read() if file == "-" else None)
    return raw, at, cast("Place | None", jurisdiction), name


def write(text: str, out: str | None) -> None:
    """To a file, or to standard output."""
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        not_written(out, error)


def not_written(out: str, error: OSError) -> NoReturn:
    """Says why a file or folder cannot be written, and ends with 2."""
    say(f"--out {out}: this cannot be written: {error.strerror}. Check the name and the permission.")
    sys.exit(WRONG)


def lacking(extra: str) -> NoReturn:
    """Says which extra is missing and how to install it, and ends with 3."""
    say(f"This needs the extra `{extra}`, which is not installed. To install it: make setup WITH={extra}")
    sys.exit(NOT_INSTALLED)


def wrong(error: InputError) -> NoReturn:
    """Names everything that is wrong with the input, and ends with 2."""
    count = len(error.problems)
    say(f"The input cannot be used: {count} problem{'s' if count != 1 else ''}.")
    for problem in error.problems:
        say(f"- {problem}")
    sys.exit(WRONG)


def print_json(answer: object) -> None:
    """An answer as JSON, on standard output."""
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False))


def say(text: str) -> None:
    """A message, on standard error."""
    click.echo(text, err=True)
