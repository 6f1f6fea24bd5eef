"""The log of requests: the kind of page, how it ended, how long it took. Never who asked, nor what."""

import logging
import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory


@pytest.fixture
def logged(site, caplog):
    from holdfast.site.request_log import RequestLog

    caplog.set_level(logging.INFO, logger="holdfast.requests")

    def ask(request, answer):
        RequestLog(answer)(request)
        return [record.getMessage() for record in caplog.records]

    return ask


def test_a_request_for_no_page_of_ours_does_not_log_its_address(logged):
    request = RequestFactory().get("/i-use-heroin?zip=21201", REMOTE_ADDR="203.0.113.9")
    request.resolver_match = None
    (line,) = logged(request, lambda request: HttpResponse(status=404))
    assert re.fullmatch(r"GET /no page of ours 404 \d+ ms", line)


def test_which_page_of_the_handbook_was_read_is_not_logged(logged):
    request = RequestFactory().get("/handbook/options/methadone.html")
    request.resolver_match = None
    (line,) = logged(request, lambda request: HttpResponse())
    assert line.startswith("GET /handbook 200")


def test_a_strange_method_is_not_written_out(logged):
    request = RequestFactory().generic("EVIL\x1b[31m", "/")
    request.resolver_match = None
    (line,) = logged(request, lambda request: HttpResponse(status=405))
    assert line.startswith("other /no page of ours 405")


def test_an_address_that_is_not_there_is_no_failure(site, caplog):
    from django.http import Http404

    from holdfast.site.request_log import RequestLog

    RequestLog(lambda request: HttpResponse()).process_exception(RequestFactory().get("/us/en/place/0/"), Http404())
    assert caplog.records == []


def test_a_failure_is_logged_by_its_place_and_not_by_what_it_says(site, caplog):
    from holdfast.site.request_log import RequestLog

    try:
        int("heroin")
    except ValueError as error:
        RequestLog(lambda request: HttpResponse())(RequestFactory().get("/static/x.css"))
        RequestLog(lambda request: HttpResponse()).process_exception(RequestFactory().get("/"), error)
    (said,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert said.startswith("ValueError in ")
    assert "test_request_log.py" in said
    assert "heroin" not in said
