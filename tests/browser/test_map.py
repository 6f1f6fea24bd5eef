"""The map of what was found in a real browser: as wide as a phone, under the site's own policy, with the browser's letters."""

from math import cos, radians, sin
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from holdfast.finder.listings import Point
from holdfast.finder.map import Dot, drawn
from holdfast.finder.places import find_place
from holdfast.site.privacy import POLICY

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TYPED = ("21201", "Leeds", "SW1A", "90012", "59801", "96813")
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}"><title>Map</title><main><h1>Map</h1>{svg}</main></html>'
CROSSING = """() => {
    const boxes = [...document.querySelectorAll('svg text, .map-dot')].map(each => [each, each.getBoundingClientRect()]);
    const frame = document.querySelector('.map-frame').getBoundingClientRect();
    const within = box => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
    const own = (a, b) => [a, b].some(each => each.classList.contains('map-dot')) && [a, b].some(each => each.classList.contains('map-number'));
    const found = boxes.filter(([, box]) => !within(box)).map(([each]) => each.outerHTML);
    boxes.forEach(([a, one], at) => boxes.slice(at + 1).forEach(([b, other]) => {
        if (meet(one, other) && !own(a, b) && !(a.classList.contains('map-number') && b.classList.contains('map-number')))
            found.push(a.outerHTML + b.outerHTML);
    }));
    return found;
}"""


def spiral(centre, count):
    """Results that crowd near the middle and thin out to 30 miles."""
    for number in range(1, count + 1):
        far, way = 30 * (number / count) ** 2 / 69, radians(137.5 * number)
        point = Point(centre.latitude + far * cos(way), centre.longitude + far * sin(way) / cos(radians(centre.latitude)))
        yield Dot(number, f"Clinic {number}", point)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_blocked_nothing_overlaps_and_axe_finds_nothing(chromium, width):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        for typed in TYPED:
            place = find_place(typed)
            page.set_content(
                PAGE.format(policy=POLICY.replace("frame-ancestors 'none'", ""), svg=drawn(place, list(spiral(place.point, 24))))
            )
            assert page.evaluate(CROSSING) == []
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert complaints == []
        page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
        page.set_content(PAGE.format(policy="", svg=drawn(place, list(spiral(place.point, 24)))))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        browser.close()
