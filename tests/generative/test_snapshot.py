"""The whole guideline written down and read back advises everybody as it did."""

import json
from datetime import datetime
from functools import lru_cache

from hypothesis import given, settings

from holdfast.advice import advise_by, known_to
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.language.snapshot import as_text, read
from tests.generative.people import anybody

AS_OF = datetime(2026, 11, 21, 9)


@lru_cache
def sides(place):
    copy = read(json.loads(as_text(guideline())))
    return guideline().on(AS_OF.date(), place), copy.on(AS_OF.date(), place)


@settings(max_examples=150)
@given(anybody())
def test_advice_by_the_guideline_read_back_is_the_same(values):
    for place in ("us", "uk"):
        made, copy = sides(place)
        assert known_to(copy.guideline, values) == derived(values)
        first, second = (advise_by(dated, derived(values), AS_OF).as_json() for dated in (made, copy))
        first["calendars"] = []
        assert second == first
