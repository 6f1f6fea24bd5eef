"""The guide in a real browser, on the site as it is started: five people, with and without a script, by mouse and by keyboard.

HOLDFAST_PICTURES=1 writes the pictures of the documentation anew.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from holdfast.guide.languages import ELSEWHERE
from holdfast.guide.questions import asked
from tests.guide.visiting import PEOPLE

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PICTURES = Path(__file__).parents[2] / "docs" / "guide"
OPEN = re.compile(r"Holdfast is open at (http://\S+?)/ ")
PATIENCE = 60
NEAR = {"us": "21201", "uk": "LS1"}


@pytest.fixture(scope="module")
def site_at(tmp_path_factory):
    """The site with its made-up places, as `holdfast start --demo` opens it: where it is, and the file of all that it says."""
    home = tmp_path_factory.mktemp("house")
    said = home / "said.txt"
    with said.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "holdfast", "start", "--demo", "--port", str(free_port())]
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "HOLDFAST_HOME": str(home)})
    deadline = time.monotonic() + PATIENCE
    while not (found := OPEN.search(said.read_text(encoding="utf-8"))):
        assert process.poll() is None, said.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, said.read_text(encoding="utf-8")
        time.sleep(0.05)
    yield found[1], said
    process.terminate()
    process.wait()


def free_port():
    import socket

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])


@pytest.fixture
def opened(browser, site_at):
    """A page of the site in a browser of its own. What it asks for and what goes wrong in it are kept; the world outside answers "away"."""
    contexts = []

    def at(path="/", width=375, **settings):
        context = browser.new_context(viewport={"width": width, "height": 800}, base_url=site_at[0], **settings)
        contexts.append(context)
        page = context.new_page()
        page.requests, page.mistakes = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("pageerror", lambda error: page.mistakes.append(str(error)))
        page.on(
            "console", lambda message: page.mistakes.append(message.text) if message.type == "error" and "400" not in message.text else None
        )
        context.route("https://**", lambda route: route.fulfill(body="<title>away</title>", content_type="text/html"))
        page.goto(path)
        return page

    yield at
    for context in contexts:
        context.close()


def walk(page, who, language="en", near=""):
    """From the first page to the results, one screen after the other."""
    place, sent = PEOPLE[who]
    page.click(f'main a[href="/{place}/{language}/"]')
    page.click(f'a[href="/{place}/{language}/guide/#who"]')
    page.wait_for_load_state()
    for number, question in enumerate(asked(place), 1):
        screen = page.locator(f"#{question.code}")
        assert screen.is_visible()
        assert page.locator(".question:visible").count() == 1
        assert f"{number} " in screen.locator(".progress").inner_text()
        for field in question.fields:
            codes = sent.get(field.name, ())
            for code in [codes] if isinstance(codes, str) else codes:
                page.check(f"#{field.name}-{code}")
            if field.name == "near":
                page.fill("#near", near)
        screen.locator(".govuk-button").click()
    page.wait_for_selector("#today")
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
@pytest.mark.parametrize(
    ("who", "first_card", "first_medicine", "sentence"),
    [
        ("self", "Withdrawal from alcohol", "Buprenorphine", "I would like to start buprenorphine. Do you prescribe it?"),
        ("mother", "Ask them about it now", "Buprenorphine", "They use heroin."),
        ("pregnant", "You are pregnant", "Buprenorphine", "I am pregnant. I was told I come first."),
        ("out of prison", "Your old amount could kill you now", "", "Do you take Medicaid?"),
        ("in Leeds", "Do not stop alcohol", "Methadone", "I would like to start methadone. Do you prescribe it?"),
    ],
)
def test_somebody_finds_what_can_help_them(opened, who, first_card, first_medicine, sentence, script):
    page = opened(java_script_enabled=script)
    walk(page, who, near=NEAR[PEOPLE[who][0]])
    assert page.title() == "My list"
    assert page.locator(".card h3").first.inner_text().startswith(first_card)
    assert page.locator(".choice h3").first.inner_text().startswith(first_medicine)
    assert page.locator(".script__say", has_text=sentence).count() == 1
    assert page.locator(".place").count() >= 5
    assert page.locator(".found__map svg").is_visible()
    assert all(url.startswith(page.url.partition("/us/")[0].partition("/uk/")[0]) for url in page.requests)
    assert page.context.cookies() == []
    assert not re.search(r"heroin|fentanyl|21201|LS1", " ".join(page.requests))
    assert page.mistakes == []
    if script:
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def screens(page, language):
    """Every sort of screen in turn, by its name."""
    page.goto("/")
    yield "choose"
    for name in ("", "read/pregnancy/", "places/", "meetings/", "nowhere/"):
        page.goto(f"/us/{language}/{name}")
        yield name or "start"
    page.goto(f"/us/{language}/guide/#who")
    page.check("#who-someone")
    for question in asked("us"):
        page.goto(f"/us/{language}/guide/#{question.code}")
        yield question.code
    for code in ("now-pregnant", "now-suicide", "what-heroin", "what-alcohol", "paying-none"):
        page.locator(f"#{code}").evaluate("box => box.checked = true")
    page.locator("#near").evaluate("box => box.value = '21201'")
    page.locator("#else .govuk-button").click()
    page.wait_for_selector("#today")
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    yield "results"
    page.goto(page.locator(".place .on-screen a").first.get_attribute("href"))
    yield "place"
    for name in ("places", "meetings"):
        for place in ("Xyzzyville", "21201"):
            page.goto(f"/us/{language}/{name}/")
            page.fill("#near", place)
            page.locator("main form .govuk-button").click()
            page.wait_for_selector(".govuk-error-summary, .small")
            page.wait_for_load_state()
            yield f"{name} {place}"


@pytest.mark.parametrize(
    ("width", "language", "colours"), [(320, "en", "dark"), (320, "es", "light"), (1280, "en", "light"), (1280, "es", "dark")]
)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge_on_any_screen(opened, width, language, colours):
    page = opened("/", width, bypass_csp=True, color_scheme=colours, reduced_motion="reduce")
    seen = []
    for name in screens(page, language):
        seen.append(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], name
    assert len(seen) == 20


def test_the_way_out_covers_no_heading_that_a_link_leads_to(opened):
    page = opened("/", 320)
    walk(page, "self", near="21201")
    for link in page.locator(".contents a").all():
        link.click()
        heading = page.locator(f"{link.get_attribute('href')}-title").bounding_box()
        way_out = page.locator(".exit__button").bounding_box()
        assert heading["y"] >= way_out["y"] + way_out["height"], link.inner_text()


def test_every_target_is_large_enough_for_a_thumb(opened):
    page = opened("/us/en/guide/#what", 320)
    small = page.evaluate(
        """[...document.querySelectorAll('main a, main button, main label, .exit a, .switch a, .switch button')]
             .filter(each => each.checkVisibility() && !each.closest('p'))
             .map(each => [each.innerText, each.getBoundingClientRect().height]).filter(([, height]) => height < 24)"""
    )
    assert small == []


# --- The browser's own buttons --------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_back_leads_to_the_question_before_and_from_the_results_to_the_answers(opened, script):
    page = opened("/us/en/guide/#who", java_script_enabled=script)
    page.check("#who-me")
    page.click("#who .govuk-button")
    page.check("#what-fentanyl")
    page.go_back()
    assert page.locator("#who").is_visible()
    assert page.is_checked("#who-me")
    page.go_forward()
    assert page.is_checked("#what-fentanyl")
    page.click("#what button")
    page.wait_for_selector("#today")
    page.go_back()
    assert page.locator("#what").is_visible()
    assert page.is_checked("#what-fentanyl")


@pytest.mark.parametrize("script", [True, False])
def test_change_opens_the_form_at_that_question_with_every_answer_in_it(opened, script):
    page = opened("/", java_script_enabled=script)
    walk(page, "pregnant", near="21201")
    page.click('form[action$="#where"] button >> nth=-1')
    page.wait_for_url("**/#where")
    page.wait_for_load_state()
    assert page.locator("#where").is_visible()
    assert page.locator(".question:visible").count() == 1
    assert page.input_value("#near") == "21201"
    assert page.locator("#now-pregnant").is_checked()
    page.fill("#near", "Baltimore, MD")
    page.click("#where button")
    page.wait_for_selector("#today")
    assert page.locator("#places-title").inner_text() == "Places near Baltimore, MD"
    assert page.locator(".card h3").first.inner_text().startswith("You are pregnant")


def test_the_other_language_keeps_the_answers(opened):
    page = opened("/us/en/guide/#who")
    page.check("#who-someone")
    page.click("#who .govuk-button")
    page.click(".switch button")
    page.wait_for_selector("html[lang=es]")
    page.wait_for_load_state()
    assert page.locator("#what h1").inner_text() == "¿Qué usa esa persona?"
    page.click("#what button")
    page.wait_for_selector("#today")
    page.click(".switch button")
    page.wait_for_selector("html[lang=en] #today")
    assert page.locator("#told dd").first.inner_text() == "Someone I care about"


@pytest.mark.parametrize("question", ["what", "now", "medicine"])
def test_what_explains_an_answer_stands_below_its_name_on_a_wide_screen(opened, question):
    page = opened(f"/us/en/guide/#{question}", width=1280)
    for hint in page.locator(f"#{question} [id^='{question}-'][id$='-hint']:not(#{question}-hint)").all():
        label = page.locator(f"label[for='{hint.get_attribute('id').removesuffix('-hint')}']").bounding_box()
        box = hint.bounding_box()
        assert box["x"] <= label["x"]
        assert box["y"] + box["height"] > label["y"] + label["height"]


# --- With a script --------------------------------------------------------------------------------


def test_the_title_and_the_focus_follow_the_question(opened):
    page = opened("/us/en/guide/#who")
    assert page.title() == "Question 1 of 8: Who is this for? – Find help"
    page.click("#who .govuk-button")
    page.wait_for_function("document.title === 'Question 2 of 8: What do you use? – Find help'")
    assert page.evaluate("document.activeElement.id") == "what"
    assert page.evaluate("scrollY") == 0


def test_the_title_asks_about_whom_it_is(opened):
    page = opened("/us/en/guide/#who")
    page.check("#who-someone")
    page.click("#who .govuk-button")
    page.wait_for_function("location.hash === '#what'")
    assert page.title() == "Question 2 of 8: What do they use? – Find help"


def test_the_link_past_the_top_leads_to_the_question_that_is_open(opened):
    page = opened("/us/en/guide/#now")
    page.focus(".govuk-skip-link")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'now'")
    assert page.locator("#now").is_visible()


def test_zoomed_in_four_times_a_question_is_in_sight_when_it_opens(opened):
    page = opened("/us/en/guide/#who", width=320)
    page.set_viewport_size({"width": 320, "height": 256})
    page.click("#who .govuk-button")
    page.wait_for_function("document.activeElement.id === 'what'")
    assert 0 <= page.locator("#what h1").bounding_box()["y"] < 256


def test_none_of_these_unticks_the_rest_and_the_rest_unticks_it(opened):
    page = opened("/us/en/guide/#now")
    page.check("#now-pregnant")
    page.check("#now-none")
    assert not page.is_checked("#now-pregnant")
    page.check("#now-out")
    assert not page.is_checked("#now-none")


@pytest.mark.parametrize(("script", "then"), [(True, "#paying:visible"), (False, "#today")])
def test_enter_in_the_place_goes_on_and_never_to_another_language(opened, script, then):
    page = opened("/us/en/guide/#where", java_script_enabled=script)
    page.fill("#near", "21201")
    page.press("#near", "Enter")
    page.wait_for_selector(then)
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_keyboard_alone_is_enough(opened):
    page = opened("/us/en/")

    def tab_to(selector):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"no way by Tab to {selector}")

    tab_to("a.govuk-button--start")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/#who")
    tab_to("#who-me")
    page.keyboard.press("Space")
    tab_to("#who a.govuk-button")
    page.keyboard.press("Enter")
    tab_to("#what-heroin")
    page.keyboard.press("Space")
    tab_to("#what button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#today")
    page.wait_for_load_state()
    assert page.locator("#told dd", has_text="Heroin").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"


# --- Exit, and what a page leaves behind ----------------------------------------------------------


@pytest.mark.parametrize("how", ["click", "Shift three times", "without a script"])
def test_exit_leads_away_at_once(opened, how):
    page = opened("/us/en/guide/#now", java_script_enabled=how != "without a script")
    if how == "Shift three times":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.click("[data-exit]")
    page.wait_for_url(ELSEWHERE["us"])
    assert page.title() == "away"
    if how != "without a script":
        page.go_back()
        assert "/guide/" not in page.url


def test_two_shifts_and_another_key_lead_nowhere(opened):
    page = opened("/us/en/guide/#where")
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    page.wait_for_timeout(50)
    assert "/guide/" in page.url


def test_a_browser_that_cannot_hide_questions_shows_them_all(browser, site_at):
    with browser.new_context(base_url=site_at[0], java_script_enabled=False) as context:
        page = context.new_page()

        def older(route):
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace(":has(", ":hasnt("))

        page.route("**/holdfast.css", older)
        page.goto("/us/en/guide/")
        assert page.locator(".question:visible").count() == 8
        page.check("#what-heroin")
        page.click("#else .govuk-button")
        page.wait_for_selector("#today")
        page.wait_for_load_state()


def test_on_paper_there_is_the_list_and_no_button(opened):
    page = opened("/", java_script_enabled=False)
    walk(page, "self", near="21201")
    page.emulate_media(media="print")
    hidden = (".exit__button", ".foot", ".contents", "#told", "#print", ".switch")
    assert [each for each in hidden if page.locator(each).first.is_visible()] == []
    assert page.locator(".choice .hard").last.is_visible()
    assert page.locator(".place").first.is_visible()
    assert page.locator(".emergency").is_visible()


def test_no_answer_of_any_visit_is_in_the_log(opened, site_at):
    page = opened("/", java_script_enabled=False)
    walk(page, "mother", near="Baltimore, MD")
    said = site_at[1].read_text(encoding="utf-8")
    assert "POST /<place:place>/<language:language>/guide/ 200" in said
    assert not re.search(r"Baltimore|21201|LS1|heroin|fentanyl|suicide|pregnan", said)


# --- Pictures of the documentation ----------------------------------------------------------------


def test_the_pictures_can_be_taken(opened):
    wanted = bool(os.environ.get("HOLDFAST_PICTURES"))
    taken = {}

    def picture(name, page, **how):
        taken[name] = page.screenshot(path=PICTURES / f"{name}.png" if wanted else None, **how)

    page = opened("/us/en/", 375)
    picture("start", page)
    page.goto("/us/en/guide/#now")
    picture("question", page)
    page.goto("/")
    walk(page, "self", near="21201")
    picture("today", page)
    page.locator("#choices").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('choices').scrollIntoView()")
    picture("choices", page)
    page.evaluate("document.getElementById('places').scrollIntoView()")
    picture("places", page)
    page = opened("/", 375)
    walk(page, "pregnant", "es", near="21201")
    page.evaluate("document.getElementById('say').scrollIntoView()")
    picture("say-es", page)
    assert all(len(each) > 10_000 for each in taken.values())
