"""The site for the tests of its pages: its settings, a database of its own, and a visitor."""

import os

import pytest


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    os.environ.setdefault("HOLDFAST_HOME", str(tmp_path_factory.mktemp("home")))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdfast.site.settings")
    import django
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    django.setup()
    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(kept, verbosity=0)
    teardown_test_environment()


@pytest.fixture
def visitor(site):
    from django.test import Client

    return Client(raise_request_exception=False)
