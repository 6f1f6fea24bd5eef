"""Settings, each from the environment with a sane default. What is wrong with one is told by
`environment.problems`, not by a stack trace.

`HOLDFAST_HOME`: where data lives. `HOLDFAST_DATABASE_URL`: SQLite in `HOLDFAST_HOME` unless set. `HOLDFAST_SECRET_KEY`: made once and
kept in `HOLDFAST_HOME` unless set. `HOLDFAST_HOSTS`: the names, parted by commas, under which the site may be reached.
`HOLDFAST_DEMO`: `1` shows on every page that the places are made up.
"""

from __future__ import annotations

import os
from pathlib import Path

from holdfast.site import environment

HOME = environment.home()
DATABASES = {"default": environment.database(HOME)}
SECRET_KEY = environment.secret_key(HOME)
ALLOWED_HOSTS = environment.hosts()
HOLDFAST_DEMO = os.environ.get("HOLDFAST_DEMO") == "1"

DEBUG = False
ROOT_URLCONF = "holdfast.site.urls"
WSGI_APPLICATION = "holdfast.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# No sessions, no accounts, no messages: the public pages set no cookie, so there is nothing to list here for them.
INSTALLED_APPS = ["django.contrib.staticfiles", "holdfast.finder", "holdfast.guide"]
MIDDLEWARE = [
    "holdfast.site.request_log.RequestLog",
    "holdfast.site.privacy.Privacy",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # outside WhiteNoise: the style sheet is what weighs most on a slow line
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": []}}]

STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ROOT = HOME / environment.PUBLIC  # the handbook, once `holdfast start` has made it
WHITENOISE_INDEX_FILE = True

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False  # the guide's two languages are chosen by address, and its words are in its own catalogue

# A form of ours has a few dozen short answers. Anything larger is no person's.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Django's own lines on requests name the address asked for: ours name the kind of page alone (`request_log.py`).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "holdfast": {"level": "INFO"},
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "django.server": {"level": "CRITICAL"},
        "waitress": {"level": "ERROR"},
    },
}
