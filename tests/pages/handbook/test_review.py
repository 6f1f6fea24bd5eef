"""The guideline in Markdown is committed, and fresh; every rule stands in it once."""

from datetime import date

from docs.generate import AS_OF, HANDBOOK
from holdfast.guideline.programme import guideline
from holdfast.pages.handbook.review import review_pages


def test_the_committed_pages_are_what_the_rules_say_now():
    committed = {path.relative_to(HANDBOOK).as_posix(): path.read_text() for path in HANDBOOK.rglob("*.md")}
    assert committed == review_pages(AS_OF.date()), "run `.venv/bin/python -m docs.generate`"


def test_every_rule_and_every_limit_stands_in_it_once():
    pages = review_pages(date(2026, 11, 21))
    text = "\n".join(pages.values())
    assert text.count("\n### ") == len(guideline().rules)
    dated = guideline().on(date(2026, 11, 21), "us")
    names = {dated.by_limit[id(limit)].name for limit in guideline().limits.values()}
    assert text.count("\n| `") == len(names)


def test_a_rule_is_told_with_reason_condition_and_source():
    page = review_pages(date(2026, 11, 21))["medicines/naltrexone.md"]
    assert "### Avoid, unless a clinician decides otherwise, UK only: `not_licensed`" in page
    assert "> Less than 7 days after an opioid it brings on severe withdrawal." in page
    assert "- met by: opioid urine negative: yes" in page
    assert "- before: Start naltrexone" in page
    assert "- “an opioid too recently”: " in page
    assert "| `OPIOID_FREE` | 7 days | 7 days | 2025-12-01 | 7 to 10 | Vivitrol US label |" in page
