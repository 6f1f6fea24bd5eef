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
from holdfast.guideline.words import at
from holdfast.pages.calendar import calendar_document
from holdfast.pages.person import person_document
from holdfast.pages.plan import plan_document
from holdfast.telling import parted, warnings_of

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AS_OF = datetime(2026, 11, 21, 9)
URGENT = {"dsm5_criteria": 8, "pregnant": True, "current_medication": "none", "suicide_risk": "high", "age": 27}
YOUNG = {"age": 15, "dsm5_criteria": 4, "current_medication": "none", "housing": "homeless", "injects_drugs": True}
OLD = {
    "age": 67,
    "sex": "female",
    "dsm5_criteria": 9,
    "main_opioid": "fentanyl",
    "injects_drugs": True,
    "opioid_use_days_30": 30,
    "physically_dependent": True,
    "cows_score": 14,
    "objective_withdrawal_signs": 3,
    "hours_since_short_acting_opioid": 20,
    "sedated": False,
    "pre_dose_checklist_clear": True,
    "current_medication": "none",
    "takes_opioid_analgesic": False,
    "alcohol_use": "risky",
    "benzodiazepine_use": "not_prescribed",
    "stimulant_use_disorder": True,
    "tobacco_use": True,
    "qtc_ms": 480,
    "child_pugh": "B",
    "egfr": 35,
    "respiratory_insufficiency": "chronic",
    "sleep_apnoea": True,
    "hcv": "positive",
    "phq9_score": 18,
    "suicide_risk": "moderate",
    "bipolar": True,
    "trauma_history": True,
    "housing": "homeless",
    "has_support": False,
    "legal_involvement": True,
    "unemployed": True,
    "partner_violence": True,
    "overdoses_past_year": 3,
    "past_treatment_episodes": 4,
    "otp_available": True,
    "can_attend_daily": True,
    "needs_interpreter": True,
    "chronic_pain": True,
    "missed_doses": 0,
}
PREGNANT = {
    "age": 29,
    "sex": "female",
    "pregnant": True,
    "gestation_weeks": 22,
    "dsm5_criteria": 8,
    "main_opioid": "heroin",
    "current_medication": "methadone",
    "current_methadone_mg": 110,
    "dose_verified": True,
    "days_on_treatment": 200,
    "days_at_current_dose": 30,
    "missed_doses": 0,
    "hours_since_methadone": 23,
    "sedated": False,
    "still_using_opioids": True,
    "dose_control": "end_of_dose_withdrawal",
    "alcohol_use": "dependent",
    "benzodiazepine_use": "prescribed",
    "qtc_ms": 505,
    "suicide_risk": "high",
    "phq9_score": 22,
    "hcv": "positive",
    "hiv": "positive",
    "severe_infection": True,
    "housing": "homeless",
    "partner_violence": True,
    "partner_uses": True,
    "children_at_home": True,
    "tobacco_use": True,
    "setting": "otp",
    "withdrawal_seizure_or_dt_history": True,
    "custody": "released",
    "days_since_release": 5,
    "pre_dose_checklist_clear": True,
}
MADE_UP = {"urgent": URGENT, "young": YOUNG, "old": OLD, "pregnant": PREGNANT}
PLANS = ("sam", "ready", "carl", *MADE_UP)
SPANISH = ("persona", "calendario")
NAMES = (*PLANS, "calendar", *SPANISH)


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])


@pytest.fixture(params=NAMES)
def person(request, root):
    """The name of a page, with the person and the advice that it shows."""
    if request.param == "carl":
        raw = (request.getfixturevalue("shared") / "data/fhir/shift/carl.json").read_bytes()
    elif request.param in MADE_UP:
        raw = json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "facts": MADE_UP[request.param]}).encode()
    else:
        raw = (root / "examples" / ("sam.json" if request.param == "sam" else "ready.json")).read_bytes()
    case = read_case(raw, AS_OF)
    return request.param, case, advise(case.known, case.as_of, case.place, case.settings)


@pytest.fixture
def page_file(person, tmp_path):
    """The page of one person, as a file."""
    name, case, advice = person
    if name in ("calendar", "calendario"):
        language = "es" if name in SPANISH else "en"
        html = calendar_document(plan_calendar(advice, "start_methadone"), advice, case, language)
    else:
        html = person_document(advice, "es") if name == "persona" else plan_document(advice, case)
    path = tmp_path / f"{name}.html"
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
    if page_file.stem not in PLANS:
        return
    page = opened(1280)
    page.locator(".compare tbody a").first.click()
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()


def pages_of(page):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


def test_on_paper_the_plan_takes_two_pages_and_the_sheet_its_own(opened, page_file):
    page = opened(1280)
    both = pages_of(page)
    if page_file.stem not in PLANS:
        assert both <= 2
        return
    page.evaluate("document.getElementById('for-you').remove()")
    plan = pages_of(page)
    assert plan <= 2
    assert both - plan == 1


@pytest.mark.parametrize("person", PLANS, indirect=True)
def test_on_paper_nothing_that_keeps_the_person_safe_is_lost(opened, person):
    _, case, advice = person
    page = opened(1280)
    page.emulate_media(media="print")
    printed = " ".join(page.inner_text("body").split())
    wanted = [fired.ruling.say for fired in advice.judgement.urgent] + [each.say for each in case.warnings]
    kinds = ("medicine", "start", "change", "level", "therapy", "peer_support", "service")
    for finding in (each for kind in kinds for each in parted(advice, kind)[0]):
        wanted += [finding.option.title, *warnings_of(finding)]
        wanted += [f"Not before {at(later)}" for later in [advice.not_before(finding)] if later]
    for calendar in advice.calendars[:1]:
        wanted += [dose.told for day in calendar.days for dose in day.order.doses]
        wanted += [day.order.note for day in calendar.days] + list(calendar.notes + calendar.limits)
    wanted += [question.fact.ask for question in advice.judgement.questions]
    wanted += [finding.option.title for finding, *_ in advice.monitoring()]
    assert [text for text in wanted if " ".join(text.split()) not in printed] == []
    assert "Rule:" not in printed
    assert "Only on the screen" in printed


def test_the_pictures_of_the_documentation(opened, page_file, root):
    wanted = {"sam": (1280, "#medicines"), "calendar": (1280, ".beside figure"), "urgent": (1280, "#for-you")}
    if page_file.stem not in wanted:
        return
    width, where = wanted[page_file.stem]
    picture = opened(width).locator(where).screenshot()
    assert picture.startswith(b"\x89PNG")
    if os.environ.get("HOLDFAST_PICTURES"):
        (root / "docs" / "images" / f"{page_file.stem}.png").write_bytes(picture)
