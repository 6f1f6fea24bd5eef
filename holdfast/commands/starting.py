"""The command that opens the house in a browser."""

from __future__ import annotations

import os
import socket
import sys
from datetime import date
from pathlib import Path

import click

from holdfast import __version__
from holdfast.commands.answering import say, wrong
from holdfast.language.errors import InputError, Problem

THREADS = 8
LARGEST_REQUEST = 32 * 1024 * 1024
"""Bytes the server takes before it hangs up. What is larger than a form of ours is refused by a page, not by a broken line."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANY = ("0.0.0.0", "::")


@click.command()
@click.option("--demo", is_flag=True, help="With made-up places and meetings, kept apart from real ones.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def start(demo: bool, host: str, port: int) -> None:
    """The public guide, the finder and the handbook in a browser."""
    from holdfast.site import environment

    if demo:
        os.environ["HOLDFAST_HOME"] = str(environment.home() / "demo")
        os.environ["HOLDFAST_DEMO"] = "1"
    if host not in (*LOOPBACK, *ANY) and "HOLDFAST_HOSTS" not in os.environ:
        os.environ["HOLDFAST_HOSTS"] = ",".join((*environment.hosts(), host))
    try:
        _open(demo, host, port)
    except InputError as error:
        wrong(error)


def _open(demo: bool, host: str, port: int) -> None:
    from waitress.server import create_server

    from holdfast.site.opening import opened

    door = _door(host, port)
    opened()
    from holdfast.site import environment

    home = environment.home()
    if demo:
        _sample(home / "sample")
    _handbook(home / environment.PUBLIC / "handbook")
    from holdfast.site.wsgi import application  # it looks for the handbook once, when it is made

    server = create_server(application, sockets=[door], threads=THREADS, ident=None, max_request_body_size=LARGEST_REQUEST)
    click.echo(f"Holdfast is open at http://{'localhost' if host in (*LOOPBACK, *ANY) else host}:{port}/   (Ctrl-C closes it)")
    sys.stdout.flush()
    if host in ANY and "HOLDFAST_HOSTS" not in os.environ:
        say("Other machines will be refused until HOLDFAST_HOSTS names the site, such as HOLDFAST_HOSTS=help.example.org.")
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


def _door(host: str, port: int) -> socket.socket:
    """The socket to listen on, opened before anything is made."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = f"cannot listen there: {error.strerror or error}"
        raise InputError([Problem("--host, --port", f"{host}:{port}", why, next_step="Is it in use? Try another: --port 8001")]) from None


def _sample(folder: Path) -> None:
    """The made-up listings, loaded once."""
    from holdfast.finder import sample
    from holdfast.finder.feeds.catalogue import FEEDS
    from holdfast.finder.importing import store
    from holdfast.finder.models import Import

    if Import.objects.filter(finished__isnull=False).exists():
        return
    say("Making up places and meetings to try it with ...")
    for code, file in sample.written(folder).items():
        store(code, file.name, FEEDS[code].rows(file), date.today())


def _handbook(folder: Path) -> None:
    """The handbook of this version, made once."""
    from holdfast.pages.handbook.site import write

    made = folder / "made-by"
    if made.is_file() and made.read_text(encoding="utf-8") == __version__:
        return
    say("Writing the handbook ...")
    write(date.today(), folder, ())
    made.write_text(__version__, encoding="utf-8")
