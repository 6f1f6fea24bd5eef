"""The finder as a Django application."""

from django.apps import AppConfig


class FinderConfig(AppConfig):
    """Facilities and meetings, kept in the database."""

    name = "holdfast.finder"
    default_auto_field = "django.db.models.BigAutoField"
