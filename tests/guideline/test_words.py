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

from holdfast import advice, ical, telling, terminal
from holdfast.guideline import words
from holdfast.guideline.calendars import buprenorphine, extended_release, low_dose, methadone, naltrexone, withdrawal
from holdfast.guideline.care.mental_health import LINES
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import (
    LANGUAGES,
    LOCALE,
    Told,
    amount,
    catalogue,
    message_ids,
    messages_in,
    messages_of,
    reason,
    said,
    together,
)
from holdfast.language.expressions import Constant
from holdfast.language.rules import PLACEHOLDER
from holdfast.pages import calendar, dose_curve, markup, person, plain_sheet
from holdfast.pages.person import CALENDAR_LATER, HEADINGS
from holdfast.pages.plain_sheet import CHOICES, MONTHS, MORE_QUESTIONS, NOT_BEFORE, SIGNS, SOMETHING_URGENT, STANDS, URGENT, WHAT_TO_DO
from holdfast.telling import CALENDAR_COLUMNS

PO = LOCALE / "es" / "LC_MESSAGES" / "holdfast.po"
LEFT = LOCALE / "es" / "left_to_translate.txt"
CALENDARS = Path(sys.modules[guideline.__module__].__file__).parent / "calendars"
GUIDELINE = guideline()
DAY = date(2026, 11, 21)
SPEAKING = (advice, calendar, dose_curve, ical, markup, person, plain_sheet, telling, terminal, words)
SHOWING = (buprenorphine, extended_release, low_dose, methadone, naltrexone, withdrawal)


def spoken_in(module):
    """The texts that a module hands to `say`, `said` or `Told` as they stand, either of two where it chooses."""
    calls = (node for node in ast.walk(ast.parse(Path(module.__file__).read_text())) if isinstance(node, ast.Call))
    said_there = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("say", "said", "Told")]
    texts = [each for text in said_there for each in ((text.body, text.orelse) if isinstance(text, ast.IfExp) else (text,))]
    return [text.value for text in texts if isinstance(text, ast.Constant)]


def sheet_messages():
    lines = [word for place in LINES.values() for line in place for word in (line.name, line.reach)]
    tables = [*URGENT.values(), SOMETHING_URGENT, *STANDS.values(), SIGNS, *WHAT_TO_DO, NOT_BEFORE, MORE_QUESTIONS, *MONTHS]
    choices = [word for _, name, what in CHOICES for word in (name, what)]
    headings = [heading for _, heading in HEADINGS]
    short = [*CALENDAR_COLUMNS, *words.WEEKDAYS, *words.MONTHS, ical.NAME, ical.DOSE, ical.NO_DOSE, CALENDAR_LATER]
    return [*tables, *choices, *lines, *headings, *short, *(text for module in SPEAKING for text in spoken_in(module))]


class CalendarTexts(ast.NodeVisitor):
    """The texts of a calendar's module, each as it stands there, and what puts texts together so that nobody can translate them."""

    SAYING = ("Dose", "Told", "too_much", "_soon")
    NOT_FOR_THE_PERSON = ("Limit", "Problem", "Literal")

    def __init__(self, path):
        self.found, self.glued, self.saying = [], [], 0
        self.visit(ast.parse(path.read_text()))

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):  # what is left out is a docstring
            self.generic_visit(node)

    def visit_Call(self, node):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in self.NOT_FOR_THE_PERSON:
            return
        if name in ("format", "join", "format_map"):
            self.glued.append(ast.unparse(node))
        self.saying += name in self.SAYING
        self.generic_visit(node)
        self.saying -= name in self.SAYING

    def visit_Subscript(self, node):
        self.visit(node.slice if getattr(node.value, "id", "") not in self.NOT_FOR_THE_PERSON else ast.Tuple([]))

    def visit_JoinedStr(self, node):
        self.glued.append(ast.unparse(node))

    def visit_Constant(self, node):
        if isinstance(node.value, str) and (self.saying or " " in node.value.strip()):
            self.found.append(node.value)


NOT_READ_BY_THE_PERSON = ("examined_", "given_days", "claims", "visiting")
"""Files of calendars whose sentences are for whoever checks an order or reviews a claim."""
CALENDAR_TEXTS = {
    path.name: CalendarTexts(path) for path in sorted(CALENDARS.glob("*.py")) if not path.name.startswith(NOT_READ_BY_THE_PERSON)
}


def calendar_messages():
    """Everything that the calendars say, the units of their limits too."""
    shown = [pair for module in SHOWING for pairs in getattr(module.SHOWN, "values", lambda said=module.SHOWN: [said])() for pair in pairs]
    units = [str(Constant(number, limit.unit)).partition(" ")[2] for _, limit in shown for number in (1, 2)]
    texts = [text for each in CALENDAR_TEXTS.values() for text in each.found]
    return [message for text in (*texts, *units) for message in messages_of(text)]


EXPECTED = tuple(dict.fromkeys((*message_ids(GUIDELINE), *sheet_messages(), *calendar_messages())))
SPANISH = messages_in(PO.read_text(encoding="utf-8"))


def left():
    return [line for line in LEFT.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def placeholders(text):
    return Counter(re.findall(r"\{[^}]*\}", text))


def test_nothing_that_a_person_reads_is_missing():
    assert [text for text in EXPECTED if not SPANISH.get(text) and text not in left()] == []


def test_no_calendar_glues_its_texts_together_out_of_sight():
    assert {name: each.glued for name, each in CALENDAR_TEXTS.items() if each.glued} == {}


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


def test_a_text_put_together_is_english_as_it_stands_and_is_said_again_in_spanish():
    text = Told("after {hours:g} h or more", hours=3)
    assert (text, said(text), said(text, "es")) == ("after 3 h or more", "after 3 h or more", "después de 3 h o más")
    condition = Told(
        "{condition}, and {more}", condition="withdrawal goes on and no sedation", more="a prescriber has seen you today and agrees"
    )
    assert said(condition, "es") == "sigue la abstinencia y no hay sueño excesivo, y quien receta le ha visto hoy y está de acuerdo"
    assert said(Told("After {limit} missed, a new start.", limit=Constant(1, "days")), "es").startswith("Después de 1 día ")
    assert said(together(("Methadone", "Pain relief"), ", "), "es") == f"Metadona, {said('Pain relief', 'es')}"


def test_names_and_numbers_stay_as_they_are_in_every_language():
    text = Told("{name} {mg:g}", name=("sublocade", "methadone"), mg=2.5)
    assert text == said(text, "es") == "sublocade, methadone 2.5"
    assert list(messages_of(text)) == []


def test_every_message_of_a_text_is_named_so_that_none_is_missed():
    limit = Told("After {limit} missed, a new start.", limit=Constant(5, "days"))
    assert list(messages_of(together((limit, "Methadone")))) == ["After {limit} missed, a new start.", "days", "Methadone"]


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
