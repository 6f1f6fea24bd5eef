"""The answer on a terminal: the verdict first, then each breach with what would be allowed."""

from io import StringIO

import pytest
from rich.console import Console

from holdfast.orders.page import check_page
from tests.orders.making import ON_METHADONE, READY, answer


def printed(found):
    paper = Console(width=100, file=StringIO(), color_system=None)
    paper.print(check_page(found))
    return paper.file.getvalue()


def test_what_breaks_and_what_would_be_allowed():
    page = printed(answer("take_home", {"medicine": "methadone", "doses": 9}, {"days_on_treatment": 10}))
    assert page.startswith("Not allowed. (take_home, as of 2026-11-21 09:00, US)")
    assert "What would be allowed: At most 7 days." in page
    assert "42 CFR 8.12" in page
    assert "limit changes.TAKE_HOME_FIRST" in page
    assert "hard stop" in page


@pytest.mark.parametrize(
    ("order", "facts", "reason", "head"),
    [
        (["continue_current", "naloxone_rescue"], ON_METHADONE, None, "Allowed. (plan"),
        (["start_methadone", "naloxone_rescue"], ON_METHADONE, None, "Not yet: this needs a reason"),
        (["start_methadone", "naloxone_rescue"], ON_METHADONE, "Agreed.", "Allowed, with the reason given"),
        (["start_methadone"], {"main_opioid": "heroin"}, None, "This cannot be told yet"),
    ],
)
def test_the_verdict_comes_first(order, facts, reason, head):
    page = printed(answer("plan", {"options": order}, facts, reason=reason))
    assert page.startswith(head)
    assert ("Reason given: Agreed." in page) is (reason is not None)
    assert ("Ask first" in page) is ("cannot be told" in head)


def test_where_it_is_refused_nothing_more_is_asked():
    found = answer("plan", {"options": ["methadone", "naltrexone_xr"]}, READY)
    assert found.unknown
    assert "Ask first" not in printed(found)


def test_rules_and_notes_are_shown():
    page = printed(answer("plan", {"options": ["narconon", "methadone"]}, READY))
    assert "rule never_offered.narconon" in page
    assert "To know" in page
