"""Fetching FindTreatment.gov, against a server on this machine that also breaks, lies, trickles and hangs."""

import json
import os
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from holdfast.finder.feeds.findtreatment import rows
from holdfast.finder.feeds.findtreatment_live import Manners, pages
from holdfast.language.errors import InputError

QUICK = Manners(pause=0, silence=0.3, page=0.6)


def answer(page, of=3, **changes):
    return {"page": page, "totalPages": of, "recordCount": of, "rows": [{"name1": f"Place {page}", "typeFacility": "SA"}], **changes}


class Service:
    """Answers each request by the next of `turns` (a document, a status, bytes, or a function that writes), then as it should."""

    def __init__(self):
        service = self
        self.turns, self.asked = [], []
        self.closing = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                service.asked.append(query)
                turn = service.turns.pop(0) if service.turns else None
                if callable(turn):
                    return turn(self)
                self.send_response(turn if isinstance(turn, int) else 200)
                self.end_headers()
                content = turn if isinstance(turn, bytes) else json.dumps(turn or answer(int(query["page"]))).encode()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/v2"

    def hangs(self, handler):
        self.closing.wait(5)

    def trickles(self, handler):
        handler.send_response(200)
        handler.end_headers()
        while not self.closing.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    def close(self):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    started = Service()
    yield started
    started.close()


def fetch(service, folder, state="MD"):
    return [(page.number, page.of, page.fetched) for page in pages(state, folder, service.address, QUICK)]


def test_all_pages_of_a_state_are_fetched_and_read_as_one_feed(service, tmp_path):
    assert fetch(service, tmp_path / "new") == [(1, 3, True), (2, 3, True), (3, 3, True)]
    assert service.asked[1] == {
        "sAddr": "0,0", "sType": "sa", "sort": "2", "limitType": "0", "limitValue": "18", "pageSize": "500", "page": "2",
    }  # fmt: skip
    assert [(row.listing.name, row.warnings) for row in rows(tmp_path / "new")] == [("Place 1", ()), ("Place 2", ()), ("Place 3", ())]


def test_the_whole_country_is_asked_for_without_a_limit(service, tmp_path):
    fetch(service, tmp_path, state=None)
    assert "limitType" not in service.asked[0]


def test_an_unknown_state_is_refused_before_anything_is_asked(service, tmp_path):
    with pytest.raises(InputError, match=r"FindTreatment.gov has no such state \(got 'XX'\)\. Allowed: AK, AL"):
        fetch(service, tmp_path, state="XX")
    assert service.asked == []


@pytest.mark.parametrize(
    "trouble",
    [503, 429, b"<html>busy</html>", b"[]", b'{"page": 1, "rows": 7}', {"rows": []} | answer(2), b'{"rows": ['],
    ids=str,
)
def test_what_goes_wrong_once_is_asked_for_again(service, tmp_path, trouble):
    service.turns = [trouble]
    assert len(fetch(service, tmp_path)) == 3
    assert [query["page"] for query in service.asked] == ["1", "1", "2", "3"]


@pytest.mark.parametrize("way", ["hangs", "trickles"])
def test_a_service_that_hangs_or_trickles_is_given_up_and_asked_again(service, tmp_path, way):
    service.turns = [getattr(service, way)]
    began = time.monotonic()
    assert len(fetch(service, tmp_path)) == 3
    assert time.monotonic() - began < 3


def test_a_fetch_that_is_stopped_goes_on_from_there(service, tmp_path):
    service.turns = [None, 503, 503, 503]
    with pytest.raises(InputError) as error:
        fetch(service, tmp_path)
    assert "FindTreatment.gov, page 2: could not be fetched: it answered 503" in str(error.value)
    assert f"The pages before are kept in {tmp_path}, and the same command goes on from there." in str(error.value)
    service.asked.clear()
    assert fetch(service, tmp_path) == [(1, 3, False), (2, 3, True), (3, 3, True)]
    assert [query["page"] for query in service.asked] == ["2", "3"]


def test_a_whole_fetch_and_an_old_one_begin_anew(service, tmp_path):
    fetch(service, tmp_path)
    assert all(fetched for _, _, fetched in fetch(service, tmp_path))
    (tmp_path / "md-page-0003.json").unlink()
    os.utime(tmp_path / "md-page-0001.json", (0, 0))
    assert all(fetched for _, _, fetched in fetch(service, tmp_path))


def test_a_kept_page_that_is_spoilt_is_fetched_again(service, tmp_path):
    (tmp_path / "md-page-0001.json").write_text("spoilt")
    assert fetch(service, tmp_path) == [(1, 3, True), (2, 3, True), (3, 3, True)]


def test_what_will_not_change_is_asked_for_once(service, tmp_path):
    service.turns = [403]
    with pytest.raises(InputError, match="it answered 403"):
        fetch(service, tmp_path)
    assert len(service.asked) == 1


def test_a_service_that_says_it_has_millions_of_pages_is_not_believed(service, tmp_path):
    service.turns = [answer(1, of=9_000_000)] * 3
    with pytest.raises(InputError, match="it says there are 9,000,000 pages; at most 1,000 are fetched"):
        fetch(service, tmp_path)


def test_without_a_network_it_says_what_to_do(tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/v2"
    with pytest.raises(
        InputError,
        match=r"could not be fetched: .*refused.*Or open http.* in a browser, save it, and import that file: holdfast import findtreatment FILE",
    ):
        list(pages("MD", tmp_path, nobody, QUICK))
    assert list(tmp_path.iterdir()) == []
