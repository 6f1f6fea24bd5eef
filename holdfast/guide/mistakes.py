"""Pages for what cannot be answered. Each keeps the emergency help, says what to do next, and repeats nothing of what was sent."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from holdfast.guide.frame import place_and_language, shown
from holdfast.guide.languages import Words

NOT_UNDERSTOOD = Words("We could not read that", "No pudimos leer eso")
NOT_UNDERSTOOD_MORE = Words(
    "Something in what was sent does not fit our form. Nothing was kept. Please start again.",
    "Algo de lo que se envió no encaja en nuestro formulario. No se guardó nada. Por favor, empiece de nuevo.",
)
TOO_LARGE = Words("That was too much", "Eso fue demasiado")
TOO_LARGE_MORE = Words(
    "The form that was sent is far too large. Nothing was kept. Please start again.",
    "El formulario enviado es demasiado grande. No se guardó nada. Por favor, empiece de nuevo.",
)
NOT_THERE = Words("There is no such page", "Esa página no existe")
NOT_THERE_MORE = Words(
    "The address may be old or mistyped. You can find everything from the start page.",
    "La dirección puede ser vieja o tener un error. Desde la página de inicio puede encontrarlo todo.",
)
OUR_FAULT = Words("Sorry, something went wrong here", "Lo sentimos, algo falló aquí")
OUR_FAULT_MORE = Words(
    "It is our mistake, not yours. Nothing was kept. Please try again in a minute. The numbers on this page work.",
    "Es un error nuestro, no suyo. No se guardó nada. Pruebe otra vez en un minuto. Los números de esta página funcionan.",
)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for a request that makes no sense, 413 for one that is too large."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, TOO_LARGE, TOO_LARGE_MORE)
    return _page(request, 400, NOT_UNDERSTOOD, NOT_UNDERSTOOD_MORE)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, 404, NOT_THERE, NOT_THERE_MORE)


def our_fault(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(request, 500, OUR_FAULT, OUR_FAULT_MORE)


def _page(request: HttpRequest, status: int, heading: Words, more: Words) -> HttpResponse:
    place, language = place_and_language(request.path)
    return shown(request, "mistake", place, language, heading, status=status, heading=heading.to(language), explained=more.to(language))
