"""The guide's addresses. None holds an answer: those travel in the body of a form."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from holdfast.guide import finding, views
from holdfast.guide.languages import LANGUAGES, PLACES

app_name = "guide"


class PlaceConverter(StringConverter):
    """us or uk."""

    regex = "|".join(PLACES)


class LanguageConverter(StringConverter):
    """en or es."""

    regex = "|".join(LANGUAGES)


register_converter(PlaceConverter, "place")
register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", views.choose, name="choose"),
    path("healthz", views.healthz, name="healthz"),
    path("<place:place>/<language:language>/", views.start, name="start"),
    path("<place:place>/<language:language>/guide/", views.guide, name="guide"),
    path("<place:place>/<language:language>/read/<slug:slug>/", views.read, name="read"),
    path("<place:place>/<language:language>/places/", finding.places, name="places"),
    path("<place:place>/<language:language>/meetings/", finding.meetings, name="meetings"),
    path("<place:place>/<language:language>/place/<int:number>/", finding.facility, name="place"),
]
