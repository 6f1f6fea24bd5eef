"""The handbook in a real browser, a page of each sort: no accessibility mistake, nothing over the edge, search without a network."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from holdfast.pages.handbook.site import write

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PAGES = (
    "index",
    "options/start_methadone",
    "options/outpatient",
    "options/narconon",
    "kinds/medicine",
    "guideline/medicines/naltrexone",
    "guideline/instruments/cssrs",
    "guideline/impossible",
    "sources",
)
LONG = ("facts", "limits")
"""Too long for axe in the time that there is: what their rows are made of stands on other pages too."""


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("handbook")
    write(date(2026, 11, 21), out)
    return out


@pytest.fixture
def opened(browser, folder):
    contexts = []

    def at(name, width=1280, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.requests, page.mistakes = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("pageerror", lambda error: page.mistakes.append(str(error)))
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(opened, name, width):
    page = opened(name, width, bypass_csp=True)
    for closed in page.locator("details:not([open])").all()[:4]:
        closed.evaluate("each => each.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("name", LONG)
def test_a_long_list_stays_inside_a_narrow_screen(opened, name):
    assert opened(name, 320).evaluate("document.documentElement.scrollWidth") <= 320


def test_only_its_own_files_are_asked_for(opened, folder):
    page = opened("index")
    names = {Path(url.removeprefix(folder.as_uri())).name for url in page.requests}
    assert names == {"index.html", "style.css", "search-index.js", "search.js"}
    assert all(url.startswith(folder.as_uri()) for url in page.requests)
    assert page.mistakes == []


def test_the_search_finds_rules_limits_and_pages_and_leads_there(opened):
    page = opened("index")
    page.fill("#q", "naltrexone 7 days opioid")
    assert re.fullmatch(r"\d+ found", page.locator("#found").inner_text())
    page.locator("#results a", has_text="Less than 7 days after an opioid").click()
    page.wait_for_url("**/guideline/medicines/naltrexone.html#rule-naltrexone.recent_opioid")
    assert page.locator("h1").inner_text() == "Naltrexone"


def test_without_a_script_the_first_page_lists_everything_and_shows_no_dead_box(opened):
    page = opened("index", java_script_enabled=False)
    assert page.locator("#q").is_hidden()
    assert page.locator("main a").count() > 220


def test_a_rule_in_the_drawing_is_reached_by_the_keyboard_and_leads_to_its_words(opened):
    page = opened("options/start_methadone")
    page.locator(".ladder a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#says-methadone_suitability.allergy")
    assert page.locator(":target").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_the_words_of_the_drawing_stay_inside_their_boxes_and_can_be_read(opened, width):
    page = opened("options/start_buprenorphine_xr", width)
    over = page.evaluate(
        """[...document.querySelectorAll('.ladder a')].map(chip => {
             const [box, words] = ['rect', 'text'].map(part => chip.querySelector(part).getBoundingClientRect());
             return words.right - box.right;
           })"""
    )
    assert max(over) <= 0
    assert page.evaluate("document.querySelector('.chip-words').getBoundingClientRect().height") >= 12


def test_an_option_prints_on_a_few_pages(opened):
    pdf = opened("options/methadone").pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 6
