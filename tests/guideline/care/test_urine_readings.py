"""The table itself: every row speaks kindly, does no harm, and can hold."""

import re

from holdfast.guideline.care.urine_readings import READINGS
from holdfast.guideline.facts import FACTS
from holdfast.language.kinds import Category


def test_no_reading_punishes():
    for row in READINGS:
        text = f"{row.say} {row.action}".lower()
        assert not re.search(r"discharg|dismiss|violat|penal|punish|lower the dose|refus|dirty|clean|abus|addict", text), row.code
        assert not re.search(r"\d", text.replace("6-mam", "")), row.code


def test_every_row_has_its_own_name_and_an_action():
    assert len({row.code for row in READINGS}) == len(READINGS)
    assert all(row.say and row.action for row in READINGS)


def test_every_row_asks_for_values_that_the_fact_can_have():
    for row in READINGS:
        for name, allowed in (*row.when.items(), *(row.unless or {}).items()):
            kind = FACTS[name].kind
            words = kind.values if isinstance(kind, Category) else (True, False)
            assert {each for each in allowed if each is not None} <= set(words), (row.code, name)
