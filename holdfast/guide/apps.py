"""The self-guide as a Django application."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Pages alone: the guide has no table, so that it can keep nothing."""

    name = "holdfast.guide"
