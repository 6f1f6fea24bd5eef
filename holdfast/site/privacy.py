"""What every answer of the site carries, so that a visit leaves as little behind as a browser allows."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from another host, nothing inline, no connection opened by a script."""
CLOSED = "camera=(), geolocation=(), microphone=(), interest-cohort=(), browsing-topics=()"


class Privacy:
    """Outermost: sees every answer, static files and errors too. Pages are stored nowhere; only style and script may be."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        answer = self.answer(request)
        answer["Content-Security-Policy"] = POLICY
        answer["Permissions-Policy"] = CLOSED
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Content-Type-Options"] = "nosniff"
        if not request.path.startswith("/static/"):
            answer["Cache-Control"] = "no-store"
        return answer
