"""The page of many people in a real browser: no accessibility mistake, no request, nothing over the edge."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from holdfast.cohort.running import Wanted, run
from holdfast.cohort.summary import summarised
from holdfast.pages.cohort import cohort_document

AXE = Path(__file__).parent / "vendor" / "axe.min.js"


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_fetched_or_runs_over_the_edge(chromium, root, tmp_path, width):
    wanted = Wanted((root / "examples" / "people.csv",), datetime(2026, 11, 21, 9))
    path = tmp_path / "people.html"
    path.write_text(cohort_document(summarised(run(wanted, lambda what, people: lambda done: None))), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        page.evaluate("[...document.querySelectorAll('details')].forEach(each => each.open = true)")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert requests == [path.as_uri()]
        browser.close()
