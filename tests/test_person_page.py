"""The person's own page: one language from the first line to the last, and nothing left out of the reasons."""

import json
import re
from dataclasses import replace
from datetime import datetime
from html import unescape

import pytest
from click.testing import CliRunner

from holdfast.advice import advise, plan_calendar
from holdfast.casefile import Warned, read_case
from holdfast.cli import main
from holdfast.guideline.words import LOCALE, messages_in, reason
from holdfast.pages.calendar import calendar_document
from holdfast.pages.person import person_document

AS_OF = datetime(2026, 11, 21, 9)
SPANISH = messages_in((LOCALE / "es" / "LC_MESSAGES" / "holdfast.po").read_text(encoding="utf-8"))
SAME = {text for text, spanish in SPANISH.items() if text == spanish}
PEOPLE = {
    "first visit": {"dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none"},
    "unknown": {},
    "in danger": {"dsm5_criteria": 8, "pregnant": True, "current_medication": "none", "suicide_risk": "high"},
    "on methadone": {"dsm5_criteria": 8, "current_medication": "methadone", "current_dose_mg": 80},
}


def texts(page):
    body = re.sub(r"<(style|title)>.*?</\1>", "", page, flags=re.S)
    return [unescape(text).strip() for text in re.split(r"<[^>]+>", body) if text.strip()]


@pytest.mark.parametrize("place", ["us", "uk"])
@pytest.mark.parametrize("person", PEOPLE)
def test_not_one_line_is_left_in_english(person, place):
    page = person_document(advise(PEOPLE[person], AS_OF, place), "es")
    english = {text for text in SPANISH if len(text) > 3} - SAME
    assert [text for text in texts(page) if text in english or text.rstrip(".") in english] == []
    assert re.findall(r"\b(?:the|you|your|with|and)\b", " ".join(texts(page))) == []
    assert '<html lang="es">' in page


def english_left_in(said):
    """What is still English in some lines: whole messages that have their Spanish, and the commonest English words."""
    english = {text for text in SPANISH if len(text) > 3} - SAME
    whole = [text for text in said if text in english or text.rstrip(".") in english]
    return whole + re.findall(r"\b(?:the|you|your|with|and|only|if|once|after|day|days|mg of)\b", " ".join(said))


@pytest.mark.parametrize("medicine", ["methadone", "buprenorphine", "buprenorphine_xr", "lofexidine"])
def test_a_calendar_speaks_spanish_wherever_it_is_shown(medicine, root, tmp_path):
    facts = {**json.loads((root / "examples/ready.json").read_text())["facts"], "wants_withdrawal_management": True}
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"holdfast": 1, "as_of": "2026-11-21T09:00", "facts": facts}))
    for form in ("text", "html", "ics"):
        done = CliRunner().invoke(main, ["calendar", medicine, "--case", str(case), "--language", "es", "--format", form])
        said = done.stderr if done.exit_code else done.stdout
        assert "mg" in said or "calendario" in said
        said = said.partition("Los límites que respeta")[0]  # what follows cites sources by their English names
        lines = texts(said) if form == "html" else re.sub(r"^[A-Z-]+[:;]", "", said.replace("\r\n ", ""), flags=re.M).splitlines()
        assert english_left_in(lines) == []


def test_the_page_holds_the_calendars_that_may_begin_today(root):
    case = read_case((root / "examples/ready.json").read_bytes())
    advice = advise(case.known, case.as_of, case.place)
    page = person_document(advice, "es")
    assert page.count('class="calendar-fold screen"') == len(advice.calendars) > 1
    assert "20 mg primero" in page
    assert "Este es el plan, no una orden" in page


def test_no_dose_is_planned_on_the_page_of_somebody_for_whom_something_cannot_wait(root):
    case = read_case((root / "examples/ready.json").read_bytes())
    advice = advise({**case.known, "suicide_risk": "high"}, case.as_of, case.place)
    page = person_document(advice, "es")
    assert advice.calendars
    assert "Calendarios de dosis" not in page
    assert "No hay calendario de dosis en esta página" in page


def test_json_stays_in_english_and_says_so(root):
    done = CliRunner().invoke(
        main, ["calendar", "methadone", "--case", str(root / "examples/ready.json"), "--language", "es", "--format", "json"]
    )
    assert (done.exit_code, done.stdout) == (2, "")
    assert "text, html and ics" in done.stderr


def test_a_warning_about_the_record_is_not_lost_on_the_spanish_calendar(root):
    case = read_case((root / "examples/ready.json").read_bytes())
    advice = advise(case.known, case.as_of, case.place)
    warned = replace(case, warnings=(Warned("code", "Code and text disagree.", "Observation/1"),))
    page = calendar_document(plan_calendar(advice, "start_methadone"), advice, warned, "es")
    assert "El personal tiene que revisar algo en su expediente." in page
    assert "Code and text disagree" not in page


@pytest.mark.parametrize("person", PEOPLE)
def test_every_urgent_reason_stands_at_the_top(person):
    advice = advise(PEOPLE[person], AS_OF, "us")
    said = texts(person_document(advice, "es"))
    for fired in advice.judgement.urgent:
        assert said.index(reason(fired.ruling, advice.dated, "es")) < said.index("Lo que esto significa para usted")


def test_the_command_line_writes_it(tmp_path):
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"as_of": "2026-11-21", "facts": PEOPLE["first visit"]}))
    done = CliRunner().invoke(main, ["plan", str(case), "--format", "html", "--language", "es"])
    assert done.exit_code == 0
    assert "Lo que esto significa para usted" in done.stdout
    for more in (["--format", "text"], ["--format", "html", "--why", "methadone"], ["--format", "html", "--compare", "us,uk"]):
        refused = CliRunner().invoke(main, ["plan", str(case), "--language", "es", *more])
        assert refused.exit_code == 2
        assert "--language es" in refused.stderr
