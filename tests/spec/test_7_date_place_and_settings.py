"""Date, jurisdiction and settings are resolved first: an engine sees a guideline of constants."""

from datetime import date

import pytest

from holdfast.language.errors import InputError
from holdfast.language.rules import Wait
from tests.spec.small import DAY, LABEL, MEDICINE, OTHER, guideline, hours, limit, offer, rule

GAP = limit(12, "hours", uk=8, settings=(6, 24), earlier=((date(2020, 6, 30), 24, 16),))
WAITS = rule(Wait, MEDICINE, when=hours < GAP, instead=(OTHER,), because="Less than {GAP}.")
MADE = guideline(offer(MEDICINE), WAITS, limits={"small.GAP": GAP, "other.SAME": GAP})


@pytest.mark.parametrize(
    ("day", "place", "value"),
    [(DAY, "us", 12), (DAY, "uk", 8), (date(2020, 6, 30), "us", 24), (date(2020, 6, 30), "uk", 16), (date(2020, 7, 1), "us", 12)],
)
def test_a_limit_has_the_value_of_its_day_and_place(day, place, value):
    dated = MADE.on(day, place)
    assert dated.value(GAP) == value
    assert dated.constants["small.GAP"].value == dated.constants["other.SAME"].value == value


def test_a_site_may_set_a_limit_within_its_range():
    dated = MADE.on(DAY, "us", {"small.GAP": 18})
    assert dated.value(GAP) == 18
    assert next(ruling.say for ruling in dated.rulings if ruling.id == "small.a_rule") == "Less than 18 hours."


def test_a_setting_out_of_range_or_of_no_limit_is_refused_with_what_is_allowed():
    with pytest.raises(InputError) as refused:
        MADE.on(DAY, "us", {"small.GAP": 2, "small.NONE": 1, "other.SAME": 7})
    assert [problem.where for problem in refused.value.problems] == ["settings.small.GAP", "settings.small.NONE"]
    assert "6 to 24 hours" in str(refused.value)


def test_a_rule_is_in_force_in_its_places_and_between_its_dates():
    made = guideline(
        offer(MEDICINE),
        rule(Wait, MEDICINE, when=hours < GAP, instead=(OTHER,), name="uk_only", places=("uk",)),
        rule(Wait, MEDICINE, when=hours < GAP, instead=(OTHER,), name="later", since=date(2027, 1, 1)),
        rule(Wait, MEDICINE, when=hours < GAP, instead=(OTHER,), name="earlier", last_day=date(2025, 1, 1)),
    )

    def names(day, place):
        return {ruling.rule.name for ruling in made.on(day, place).rulings} - {"offered"}

    assert names(DAY, "us") == set()
    assert names(DAY, "uk") == {"uk_only"}
    assert names(date(2027, 1, 1), "us") == {"later"}
    assert names(date(2025, 1, 1), "us") == {"earlier"}


def test_a_source_that_nobody_has_confirmed_says_so():
    assert str(LABEL) == "A label"
    assert str(LABEL.recalled()) == "A label (to be confirmed)"
