"""The person's own page: one language from the first line to the last, and nothing left out of the reasons."""

import json
import re
from datetime import datetime
from html import unescape

import pytest
from click.testing import CliRunner

from holdfast.advice import advise
from holdfast.cli import main
from holdfast.guideline.words import LOCALE, messages_in, reason
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
