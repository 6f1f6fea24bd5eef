"""The pages in a real browser: no accessibility mistake, no request, narrow and wide, and on paper.

HOLDFAST_PICTURES=1 writes the pictures of the documentation anew.
"""

import json
import os
import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from holdfast.advice import advise, plan_calendar
from holdfast.casefile import read_case
from holdfast.pages.calendar import calendar_document
from holdfast.pages.person import person_document
from holdfast.pages.plan import plan_document

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AS_OF = datetime(2026, 11, 21, 9)
URGENT = {"dsm5_criteria": 8, "pregnant": True, "current_medication": "none", "suicide_risk": "high", "age": 27}
YOUNG = {"age": 15, "dsm5_criteria": 4, "current_medication": "none", "housing": "homeless", "injects_drugs": True}
SPANISH = ("persona", "calendario")
NAMES = ("sam", "ready", "urgent", "young", "calendar", "carl", *SPANISH)
WITHOUT_MEDICINE_TABLE = ("calendar", *SPANISH)


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])


@pytest.fixture(params=NAMES)
def page_file(request, root, tmp_path):
    """The page of one person, as a file."""
    if request.param == "carl":
        raw = (request.getfixturevalue("shared") / "data/fhir/shift/carl.json").read_bytes()
    elif request.param in ("urgent", "young"):
        facts = {"urgent": URGENT, "young": YOUNG}[request.param]
        raw = json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "facts": facts}).encode()
    else:
        raw = (root / "examples" / ("sam.json" if request.param == "sam" else "ready.json")).read_bytes()
    case = read_case(raw, AS_OF)
    advice = advise(case.known, case.as_of, case.place, case.settings)
    if request.param in ("calendar", "calendario"):
        language = "es" if request.param in SPANISH else "en"
        html = calendar_document(plan_calendar(advice, "start_methadone"), advice, case, language)
    elif request.param == "persona":
        html = person_document(advice, "es")
    else:
        html = plan_document(advice, case)
    path = tmp_path / f"{request.param}.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture
def opened(browser, page_file):
    """The page opened at a width; every request it makes is kept."""
    contexts = []

    def at(width, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(page_file.as_uri())
        return page

    yield at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(opened, page_file, width):
    page = opened(width, bypass_csp=True)
    page.evaluate("[...document.querySelectorAll('details')].slice(0, 16).forEach(each => each.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == ("es" if page_file.stem in SPANISH else "en")


def test_the_page_asks_nobody_for_anything(opened, page_file):
    page = opened(1280)
    assert page.requests == [page_file.as_uri()]


def test_it_is_read_without_a_script_and_by_the_keyboard(opened):
    page = opened(1280, java_script_enabled=False)
    page.keyboard.press("Tab")
    assert page.locator(".skip:focus").count() == 1
    assert page.locator("h1").is_visible()


def test_a_link_from_a_medicine_opens_its_reasons(opened, page_file):
    if page_file.stem in WITHOUT_MEDICINE_TABLE:
        return
    page = opened(1280)
    page.locator(".compare tbody a").first.click()
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()


def test_on_paper_the_plan_takes_two_pages_and_the_sheet_its_own(opened, page_file):
    pdf = opened(1280).pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    most = {"sam": 3, "carl": 3, "calendar": 2, "calendario": 2, "persona": 9, "urgent": 4, "young": 4, "ready": 5}
    assert pages <= most[page_file.stem]


def test_the_pictures_of_the_documentation(opened, page_file, root):
    wanted = {"sam": (1280, "#medicines"), "calendar": (1280, ".beside figure"), "urgent": (1280, "#for-you")}
    if page_file.stem not in wanted:
        return
    width, where = wanted[page_file.stem]
    picture = opened(width).locator(where).screenshot()
    assert picture.startswith(b"\x89PNG")
    if os.environ.get("HOLDFAST_PICTURES"):
        (root / "docs" / "images" / f"{page_file.stem}.png").write_bytes(picture)
