"""Everything a person reads has its Spanish, and no Spanish is left over or has lost a placeholder."""

import ast
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import holdfast.pages.markup
import holdfast.pages.person
import holdfast.pages.plain_sheet
from holdfast.guideline.care.mental_health import LINES
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import LANGUAGES, LOCALE, amount, catalogue, message_ids, messages_in, reason, said
from holdfast.language.expressions import Constant
from holdfast.language.rules import PLACEHOLDER
from holdfast.pages.person import HEADINGS
from holdfast.pages.plain_sheet import CHOICES, MONTHS, MORE_QUESTIONS, NOT_BEFORE, SIGNS, SOMETHING_URGENT, STANDS, URGENT, WHAT_TO_DO

PO = LOCALE / "es" / "LC_MESSAGES" / "holdfast.po"
LEFT = LOCALE / "es" / "left_to_translate.txt"
CALENDARS = Path(sys.modules[guideline.__module__].__file__).parent / "calendars"
GUIDELINE = guideline()
DAY = date(2026, 11, 21)


def spoken_in(module):
    """The texts that a module hands to `say` or `said` as they stand."""
    calls = (node for node in ast.walk(ast.parse(Path(module.__file__).read_text())) if isinstance(node, ast.Call))
    said_there = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("say", "said"))
    return [call.args[0].value for call in said_there if isinstance(call.args[0], ast.Constant)]


def sheet_messages():
    lines = [word for place in LINES.values() for line in place for word in (line.name, line.reach)]
    tables = [*URGENT.values(), SOMETHING_URGENT, *STANDS.values(), SIGNS, *WHAT_TO_DO, NOT_BEFORE, MORE_QUESTIONS, *MONTHS]
    choices = [word for _, name, what in CHOICES for word in (name, what)]
    headings = [heading for _, heading in HEADINGS]
    modules = (holdfast.pages.plain_sheet, holdfast.pages.person, holdfast.pages.markup)
    return [*tables, *choices, *lines, *headings, *(text for module in modules for text in spoken_in(module))]


def calendar_messages():
    """The sentences that the calendars hold as constants of their own."""
    found = []
    for path in sorted(CALENDARS.glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                found.append(node.value.value)
    return [text for text in dict.fromkeys(found) if " " in text]


def times_of_doses():
    """When in the day a dose is taken, as the calendars write it out."""
    for path in sorted(CALENDARS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Dose":
                yield from (each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str))
            if isinstance(node, ast.Assign) and "TIMES" in ast.unparse(node.targets[0]) and isinstance(node.value, ast.Tuple):
                yield from (each.value for each in node.value.elts)


EXPECTED = tuple(dict.fromkeys((*message_ids(GUIDELINE), *sheet_messages(), *calendar_messages(), *times_of_doses())))
SPANISH = messages_in(PO.read_text(encoding="utf-8"))


def left():
    return [line for line in LEFT.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def placeholders(text):
    return Counter(re.findall(r"\{[^}]*\}", text))


def test_nothing_that_a_person_reads_is_missing():
    assert [text for text in EXPECTED if not SPANISH.get(text) and text not in left()] == []


def test_what_is_left_is_only_what_is_really_missing():
    assert [text for text in left() if text not in EXPECTED or SPANISH.get(text)] == []


def test_what_is_left_says_by_when_it_is_done():
    due = re.search(r"^# By (\d{4}-\d{2}-\d{2})", LEFT.read_text(encoding="utf-8"), re.M)
    assert due
    assert not left() or date.fromisoformat(due[1]) >= DAY


def test_no_translation_has_gone_stale():
    assert [text for text in SPANISH if text not in EXPECTED] == []


def test_no_message_stands_twice():
    ids = re.findall(r'^msgid "(.+)"$', PO.read_text(encoding="utf-8"), re.M)
    assert [text for text, count in Counter(ids).items() if count > 1] == []


def test_every_placeholder_is_kept():
    assert {text: spanish for text, spanish in SPANISH.items() if placeholders(text) != placeholders(spanish)} == {}


def test_no_number_of_its_own_stands_in_a_reason():
    because = {rule.because for rule in GUIDELINE.rules.values()}
    bare = {text: re.findall(r"\d+", PLACEHOLDER.sub("", SPANISH[text])) for text in because if text in SPANISH}
    assert {text: found for text, found in bare.items() if found != re.findall(r"\d+", PLACEHOLDER.sub("", text))} == {}


def test_a_question_stays_a_question():
    asked = [fact.ask for fact in GUIDELINE.facts.values() if fact.ask in SPANISH]
    assert [text for text in asked if "¿" not in SPANISH[text] or SPANISH[text].count("¿") != SPANISH[text].count("?")] == []


def test_it_speaks_to_the_person_with_respect():
    unkind = re.compile(r"\b(adict[oa]s?|drogadict\w*|toxic[oó]man\w*|alcoh[oó]lic[oa]s?|t[uú] |contigo|limpi[oa]s? de drogas)\b", re.I)
    assert [spanish for spanish in SPANISH.values() if unkind.search(spanish) and "Anónimos" not in spanish] == []


@pytest.mark.parametrize("place", ["us", "uk"])
def test_every_reason_can_be_said_in_spanish(place):
    dated = GUIDELINE.on(DAY, place)
    for ruling in dated.rulings:
        assert "{" not in reason(ruling, dated, "es")
        assert reason(ruling, dated, "en") == ruling.say


def test_a_limit_is_said_with_its_unit():
    assert amount(Constant(7, "days"), "es") == "7 días"
    assert amount(Constant(1, "days"), "es") == "1 día"
    assert amount(Constant(0.5, "mg"), "es") == "0.5 mg"
    assert amount(Constant(3, ""), "es") == "3"
    assert amount(Constant(7, "days")) == "7 days"


def test_what_has_no_translation_stays_in_english():
    assert said("Nobody has written this.", "es") == "Nobody has written this."
    assert said("Pain relief", "en") == "Pain relief"


def test_a_language_that_is_not_spoken_is_refused():
    with pytest.raises(LookupError, match=f"only in {', '.join(LANGUAGES)}"):
        catalogue("fr")


def test_a_po_file_is_read_with_its_comments_long_lines_and_quotes():
    po = '# a comment "quoted"\nmsgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Say "\n"\\"no\\""\nmsgstr ""\n"Diga \\"no\\""\n'
    assert messages_in(po) == {'Say "no"': 'Diga "no"'}


def test_the_spanish_is_read_quickly_and_only_when_asked_for():
    code = "import holdfast.guideline.words as w; assert w.catalogue.cache_info().currsize == 0; w.said('x', 'en')"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    assert time.perf_counter() - began < 5
    began = time.perf_counter()
    messages_in(PO.read_text(encoding="utf-8"))
    assert time.perf_counter() - began < 0.5
