"""One line a request, for whoever runs the site: the kind of page, how it ended, how long it took. Never who asked, nor what."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

FILES = ("static", "handbook")
"""Folders whose files are served as they are: which of them somebody read is not logged."""
log = logging.getLogger("holdfast.requests")


class RequestLog:
    """Outermost of all. An address is logged as its pattern, such as `place/<int:pk>/`, and a failure by where it happened: the message of
    an error can hold what a person typed."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, logged."""
        began = time.perf_counter()
        answer = self.answer(request)
        took = (time.perf_counter() - began) * 1000
        match = request.resolver_match
        page = match.route if match else next((room for room in FILES if request.path.startswith(f"/{room}/")), "no page of ours")
        log.info(
            "%s /%s %d %.0f ms", request.method if request.method in ("GET", "POST", "HEAD") else "other", page, answer.status_code, took
        )
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Where it failed, without what the error says. That a page is not there is no failure of ours."""
        if isinstance(exception, Http404):
            return
        frames = traceback.extract_tb(exception.__traceback__)
        where = "; ".join(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        log.error("%s in %s", type(exception).__name__, where)
