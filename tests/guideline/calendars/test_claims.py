"""Every state that a calendar can reach within 60 days keeps what is claimed of it, in both places, and speaks Spanish too."""

from dataclasses import replace
from datetime import date

import pytest

from holdfast.guideline.calendars.claims import CALENDAR_CLAIMS
from holdfast.guideline.calendars.visiting import visit
from holdfast.guideline.programme import guideline
from holdfast.language.rules import PLACES
from tests.guideline.calendars.visiting import texts_of, without_spanish

DAY = date(2026, 11, 21)
FEWEST = {
    "methadone_calendar": 20_000,
    "buprenorphine_calendar": 3_000,
    "low_dose_calendar": 3_000,
    "injections_calendar": 3_000,
    "naltrexone_calendar": 3_000,
    "withdrawal_calendar": 300,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("claim", CALENDAR_CLAIMS, ids=lambda claim: claim.name)
def test_every_state_within_sixty_days_is_safe(claim, place):
    said = set()

    def noting(state, happened, value):
        after, order = claim.step(state, happened, value)
        said.update(texts_of(order))
        return after, order

    found = visit(replace(claim, step=noting), place, guideline().on(DAY, place).value)
    assert found.broken is None
    assert found.states > FEWEST[claim.name]
    assert without_spanish(said) == []


def test_no_two_claims_bear_one_name_and_every_calendar_has_one():
    assert [claim.name for claim in CALENDAR_CLAIMS] == list(FEWEST)
