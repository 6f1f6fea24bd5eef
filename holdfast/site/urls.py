"""Every address of the site, and the plain pages for what cannot be answered."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("holdfast.guide.urls"))]

handler400 = "holdfast.guide.mistakes.not_understood"
handler403 = "holdfast.guide.mistakes.not_understood"
handler404 = "holdfast.guide.mistakes.not_there"
handler500 = "holdfast.guide.mistakes.our_fault"
