"""A visitor of the guide's pages."""

import pytest


@pytest.fixture
def visitor(site):
    from django.test import Client

    return Client(raise_request_exception=False)
