"""What every page of the guide carries, and what it answers to what makes no sense."""

import re

import pytest

from holdfast.guide.languages import EMERGENCY, LANGUAGES, PLACES

DOORS = [f"/{place}/{language}/" for place in PLACES for language in LANGUAGES]
PAGES = ["/", *(f"{door}{page}" for door in DOORS for page in ("", "guide/", "read/overdose/"))]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_the_overdose_help_a_way_out_and_a_way_past_them(visitor, address):
    page = visitor.get(address).content.decode()
    number = EMERGENCY["uk" if "/uk/" in address else "us"]
    assert f'href="tel:{number}"' in page
    assert "naloxon" in page
    assert re.search(r'<a class="exit__button" href="https://[^"]+" rel="nofollow noreferrer"', page)
    assert 'href="#main"' in page
    assert 'id="main"' in page


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_stored_sets_a_cookie_or_asks_another_host_for_anything(visitor, address):
    answer = visitor.get(address)
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert not answer.cookies
    assert not re.search(r'(src|action)="(https?:)?//|<(script|style)>|\son\w+=|\sstyle=', page)


@pytest.mark.parametrize("address", PAGES[1:])
def test_the_page_says_its_language_and_leads_to_itself_in_the_other(visitor, address):
    language = address.split("/")[2]
    other = "en" if language == "es" else "es"
    page = visitor.get(address).content.decode()
    assert f'<html lang="{language}"' in page
    assert (
        f'action="{address.replace(f"/{language}/", f"/{other}/")}"' in page
        or f'href="{address.replace(f"/{language}/", f"/{other}/")}"' in page
    )


@pytest.mark.parametrize(("address", "status"), [("/nowhere", 404), ("/uk/es/read/nothing/", 404), ("/us/fr/", 404), ("/us/en/guide", 404)])
def test_what_is_not_there_is_said_plainly_and_repeats_nothing(visitor, address, status):
    answer = visitor.get(address + ("" if address.endswith("/guide") else "?<script>alert(1)</script>"))
    assert answer.status_code in (status, 301)
    assert b"alert(1)" not in answer.content
    assert answer.status_code == 301 or b"emergency__call" in answer.content


@pytest.mark.parametrize("address", ["/us/es/shibboleth/", "/us/es/read/shibboleth/", "/shibboleth"])
def test_the_page_for_what_is_not_there_names_no_part_of_the_address_and_leads_on_in_either_language(visitor, address):
    page = visitor.get(address).content.decode()
    assert "shibboleth" not in page
    other = re.search(r'href="([^"]+)"[^>]* hreflang="', page)[1]
    assert visitor.get(other).status_code == 200


def test_no_file_is_open_to_the_scripts_of_other_sites(visitor):
    answer = visitor.get("/static/guide.js")
    answer.close()
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_form_of_ten_megabytes_is_refused_with_a_plain_page(visitor):
    answer = visitor.post("/us/en/guide/", "near=" + "x" * 10_000_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert b"far too large" in answer.content
    assert b"tel:911" in answer.content


def test_a_form_of_a_thousand_fields_is_refused_with_a_plain_page(visitor):
    answer = visitor.post("/uk/es/guide/", {f"field{number}": "1" for number in range(1000)})
    assert answer.status_code == 400
    assert "tel:999" in answer.content.decode()


def test_the_site_says_that_it_is_well(visitor):
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_every_word_of_the_pages_is_used_and_none_is_missing(root):
    from holdfast.guide.interface import WORDS

    room = root / "holdfast" / "guide"
    asked = {name for page in (room / "templates").rglob("*.html") for name in re.findall(r"\bw\.(\w+)", page.read_text(encoding="utf-8"))}
    asked |= {
        name
        for file in room.glob("*.py")
        for name in re.findall(r"(?:said|words\(language\))\[\"(\w+)\"\]", file.read_text(encoding="utf-8"))
    }
    assert asked == set(WORDS)
