"""How far a place is, as a person is told."""

import pytest


@pytest.mark.parametrize(
    ("approximate", "miles", "language", "said"),
    [(False, 3.25, "en", "3.2"), (False, 12.6, "en", "13"), (True, 3.25, "en", "about 3.2"), (True, 3.25, "es", "unas 3.2")],
)
def test_a_place_known_by_its_zip_code_alone_is_about_so_many_miles_away(site, approximate, miles, language, said):
    from holdfast.finder.models import Facility
    from holdfast.guide.near import how_far

    assert how_far(Facility(approximate=approximate), miles, language) == said
