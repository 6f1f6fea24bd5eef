"""The pages in HTML: complete in themselves, nothing injected, and a sheet that anybody can read."""

import json
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from click.testing import CliRunner

from holdfast.advice import advise, plan_calendar
from holdfast.casefile import Origin, Warned, read_case
from holdfast.cli import main
from holdfast.guideline.urgent import RULES as URGENT_RULES
from holdfast.language.rules import Urgent
from holdfast.pages.calendar import calendar_document, runs, same_note, same_order
from holdfast.pages.markup import Markup, joined, tag
from holdfast.pages.plain_sheet import CHOICES, STANDS, URGENT, plain_sheet
from holdfast.pages.plan import plan_document

AS_OF = datetime(2026, 11, 21, 9)
VOID = {"meta", "br"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onmouseover='x' {ambulance} &amp;"

PEOPLE = {
    "first visit": {"dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none"},
    "unknown": {},
    "pregnant, in danger": {"dsm5_criteria": 8, "pregnant": True, "current_medication": "none", "suicide_risk": "high"},
    "on methadone, drowsy": {"current_medication": "methadone", "current_methadone_mg": 80, "dsm5_criteria": 7, "sedated": True},
    "overdose": {"overdose_now": True, "dsm5_criteria": 6},
    "young": {"age": 15, "dsm5_criteria": 4, "current_medication": "none"},
    "on naltrexone": {"current_medication": "naltrexone_xr", "dsm5_criteria": 5, "days_since_xr_injection": 10},
    "stable": {"current_medication": "buprenorphine", "current_buprenorphine_mg": 16, "dsm5_criteria": 5, "sedated": False},
}


class Page(HTMLParser):
    """What a page is made of: elements with their attributes, and text by the element that holds it."""

    def __init__(self, html):
        super().__init__()
        self.open, self.elements, self.blocks, self.sheet_from = [], [], [], None
        self.feed(html)
        assert self.open == [], "every element is closed"

    def handle_starttag(self, name, attributes):
        self.elements.append((name, dict(attributes)))
        if name not in VOID:
            self.open.append(name)
        if dict(attributes).get("id") == "for-you":
            self.sheet_from = len(self.open)
        if name in {"p", "li", "h2", "h3"}:
            self.blocks.append([name, "", self.sheet_from is not None])

    def handle_endtag(self, name):
        assert self.open.pop() == name
        if self.sheet_from is not None and len(self.open) < self.sheet_from:
            self.sheet_from = None

    def handle_data(self, data):
        if self.blocks and self.open and self.open[-1] not in {"style", "title"}:
            self.blocks[-1][1] += data

    def all(self, name):
        return [attributes for found, attributes in self.elements if found == name]

    def sheet(self):
        return [(name, text.strip()) for name, text, inside in self.blocks if inside]


def page_of(case, why=None):
    advice = advise(case.known, case.as_of, case.place, case.settings)
    return plan_document(advice, case, why)


def case_of(facts, place="us"):
    return read_case(json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "jurisdiction": place, "facts": facts}).encode())


@pytest.fixture(params=["ready.json", "sam.json", *PEOPLE], scope="module")
def html(request, root):
    if request.param in PEOPLE:
        return page_of(case_of(PEOPLE[request.param]))
    return page_of(read_case((root / "examples" / request.param).read_bytes(), AS_OF))


def test_a_page_has_one_title_a_language_and_headings_in_order(html):
    page = Page(html)
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch("h[1-6]", name)]
    assert page.all("html") == [{"lang": "en"}]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_its_headers_say_what_they_head(html):
    page = Page(html)
    assert len(page.all("caption")) == len(page.all("table"))
    assert {each.get("scope") for each in page.all("th")} <= {"col", "row"}


def test_nothing_is_fetched_and_no_script_runs(html):
    page = Page(html)
    names = {name for name, _ in page.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert all(each["href"].startswith("#") for each in page.all("a"))
    assert not [key for _, attributes in page.elements for key in attributes if key.startswith("on") or key in ("src", "action")]
    assert "url(" not in html
    assert "@import" not in html
    assert "http://" not in html
    assert re.findall(r"https://[^\s<\"]+", html) == [] or "https://holdfast.example" in html
    (policy,) = (each["content"] for each in page.all("meta") if each.get("http-equiv"))
    assert policy.startswith("default-src 'none'")


def test_every_link_leads_somewhere_and_no_name_is_given_twice(html):
    page = Page(html)
    names = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(names)) == len(names)
    assert {each["href"][1:] for each in page.all("a")} <= set(names)
    labelled = [name for _, each in page.elements for name in each.get("aria-labelledby", "").split()]
    assert set(labelled) <= set(names)


def test_every_status_is_said_in_words(html):
    chips = re.findall(r'class="status [^>]*><span class="whole"><span aria-hidden="true">. </span>([^<]+)<', html)
    assert len(chips) == html.count('class="status ')
    assert set(chips) <= {"Preferred", "Suitable", "With caution", "Ask first", "Not yet", "Avoid"}


def syllables(word):
    groups = re.findall(r"[aeiouy]+", word)
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and len(groups) > 1
    return max(1, len(groups) - silent)


def grade(blocks):
    """Flesch and Kincaid's reading grade. Headings do not count: they would make it look easier than it is."""
    text = " . ".join(text for name, text in blocks if name in ("p", "li"))
    sentences = [each for each in re.split(r"[.!?]+(?=\s|$)", text) if re.search("[a-z]", each)]
    words = re.findall(r"[a-z']+", text.lower())
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_measure_of_reading_tells_plain_from_hard():
    assert grade([("p", "The cat sat on the mat.")]) < 2
    assert grade([("p", "Pharmacological interventions necessitate comprehensive multidisciplinary assessment beforehand.")]) > 15


def test_the_sheet_for_the_person_reads_at_grade_six_or_below(html):
    assert grade(Page(html).sheet()) <= 6


@pytest.mark.parametrize("text", [*URGENT.values(), *(what for _, _, what in CHOICES), *STANDS.values()])
def test_no_single_text_of_the_sheet_is_hard(text):
    assert grade([("p", text.format(ambulance="999", line="116 123"))]) <= 7


def test_the_sheet_uses_no_word_of_the_trade(html):
    text = " ".join(text for _, text in Page(html).sheet()).lower()
    assert not re.search(r"\b(cows|qtc|ecg|agonist|precipitated|induction|titrat\w+|sublingual|contraindicat\w+|tolerance|mg)\b", text)


def test_the_sheet_says_what_every_person_needs(html):
    text = " ".join(text for _, text in Page(html).sheet())
    for needed in ("What to do today", "Naloxone", "911", "988", "Your next visit"):
        assert needed in text


def test_every_urgent_code_has_its_plain_words():
    assert {rule.code for rule in URGENT_RULES if isinstance(rule, Urgent)} == set(URGENT)


def test_a_drowsy_person_is_told_to_take_no_dose():
    sheet = dict.fromkeys(text for _, text in Page(page_of(case_of(PEOPLE["on methadone, drowsy"]))).sheet())
    assert "Take no dose now. Staff will tell you when you can have one." in sheet
    assert not any("Keep on with" in text for text in sheet)


def test_the_numbers_to_call_are_the_country_s_own():
    text = str(plain_sheet(advise(case_of(PEOPLE["stable"]).known, AS_OF, "uk")))
    assert "999" in text
    assert "116 123" in text
    assert "911" not in text


def test_urgent_things_stand_first():
    html = page_of(case_of(PEOPLE["pregnant, in danger"]))
    assert html.index('id="urgent-title"') < html.index('id="diagnosis-title"') < html.index('id="medicines-title"')


def test_hostile_words_of_a_record_stay_words(root):
    case = read_case((root / "examples" / "ready.json").read_bytes(), AS_OF)
    case = replace(
        case,
        warnings=(Warned(HOSTILE, HOSTILE, HOSTILE),),
        unused=((HOSTILE, HOSTILE),),
        origins={name: Origin(HOSTILE, HOSTILE, HOSTILE) for name in case.origins},
    )
    advice = advise(case.known, case.as_of, case.place)
    calendar = plan_calendar(advice, "start_methadone")
    for html in (plan_document(advice, case), calendar_document(calendar, advice, case)):
        page = Page(html)
        assert HOSTILE not in html
        assert "&lt;script&gt;" in html
        assert not {"script", "img"} & {name for name, _ in page.elements}
        assert not [key for _, attributes in page.elements for key in attributes if key.startswith("on")]


def test_markup_escapes_children_and_attributes():
    assert tag("p", HOSTILE, title=HOSTILE).count("<") == 2
    assert joined(["<", None, Markup("<br>")]) == "&lt;<br>"
    assert tag("br") == "<br>"


def test_a_calendar_has_its_curve_with_words_and_every_dose_in_a_table(root):
    html = CliRunner().invoke(main, ["calendar", "methadone", "--case", str(root / "examples/ready.json"), "--format", "html"]).stdout
    page = Page(html)
    (curve,) = page.all("svg")
    assert curve["role"] == "img"
    assert curve["aria-labelledby"] == "curve-title curve-desc"
    assert "On the first day 20 mg due, at most 30 mg." in html
    assert html.count('role="row"') == 29
    assert "The limits it keeps to" in html


def test_on_paper_days_alike_share_a_row_and_nothing_said_about_them_is_lost(root):
    case = read_case((root / "examples/ready.json").read_bytes())
    days = plan_calendar(advise(case.known, case.as_of, case.place), "start_methadone").days
    alike = runs(days, same_order)
    assert len(alike) < len(days) / 2
    assert [day for first, last in alike for day in days if first.day <= day.day <= last.day] == list(days)
    assert all(day.order.doses == first.order.doses for first, last in alike for day in days[first.day - 1 : last.day])


def test_injections_weeks_apart_never_share_a_row(root):
    case = read_case((root / "examples/ready.json").read_bytes())
    days = plan_calendar(advise(case.known, case.as_of, case.place), "start_buprenorphine_xr").days
    assert runs(days, same_order) == [(day, day) for day in days]
    assert (days[2], days[3]) in runs(days, same_note)


def test_a_caution_is_told_whole_once_and_in_its_first_sentence_after_that():
    case = case_of({**PEOPLE["first visit"], "alcohol_use": "risky", "sedated": False})
    html = page_of(case)
    whole = "With alcohol or sedatives it can slow breathing. You are not refused it"
    tables = html.partition('id="for-you"')[0]
    assert tables.count(whole) == 1
    assert tables.count("With alcohol or sedatives it can slow breathing.") > 2


def test_an_injection_is_drawn_as_bars_on_its_dates(root):
    command = ["calendar", "buprenorphine_xr", "--case", str(root / "examples/ready.json"), "--format", "html"]
    html = CliRunner().invoke(main, command).stdout
    assert len(Page(html).all("rect")) == 4


def test_a_calendar_that_must_not_be_built_gives_no_page(root):
    answer = CliRunner().invoke(main, ["calendar", "naltrexone", "--case", str(root / "examples/ready.json"), "--format", "html"])
    assert answer.exit_code == 2
    assert answer.stdout == ""


def test_the_command_gives_the_page_and_the_exit_code_as_ever():
    given = json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "facts": PEOPLE["pregnant, in danger"]})
    answer = CliRunner().invoke(main, ["plan", "-", "--format", "html", "--why", "methadone"], input=given)
    assert answer.exit_code == 1
    assert answer.stdout.startswith("<!doctype html>")
    assert re.search(r'<details open id="why-methadone"', answer.stdout)


def test_carl_s_page_shows_his_warning_and_his_medicine_first(shared):
    case = read_case((shared / "data/fhir/shift/carl.json").read_bytes(), AS_OF)
    html = page_of(case)
    assert "Code and text disagree" in html
    assert grade(Page(html).sheet()) <= 6
    assert "Keep on with the medicine you have." in html
