"""What counts as a change between two times: only where the evidence names a size."""

import pytest

from holdfast.guideline.instruments.scoring import score
from holdfast.guideline.instruments.trend import change
from holdfast.language.errors import InputError


def one(name, items):
    return score(name, items, f"instruments.{name}")


def totals(name, earlier, later):
    (found,) = change(one(name, {"total": earlier}), one(name, {"total": later}))
    return found


@pytest.mark.parametrize(
    ("earlier", "later", "by", "counts"),
    [(50, 50, 0, False), (50, 69, 19, False), (50, 70, 20, True), (50, 30, -20, True), (50, 31, -19, False)],
)
def test_craving_has_changed_from_twenty_on_either_way(earlier, later, by, counts):
    found = totals("craving", earlier, later)
    assert (found.of, found.by, found.counts) == ("total", by, counts)


@pytest.mark.parametrize("name", ["phq9", "gad7", "cows", "audit_c", "dast10"])
def test_where_the_evidence_names_no_size_none_is_made_up(name):
    found = totals(name, 2, 9)
    assert (found.by, found.counts) == (7, None)


def test_a_total_that_is_missing_has_not_changed():
    assert change(one("phq9", {"sleep": 1}), one("phq9", {"total": 9})) == ()
    assert change(one("phq9", {"total": 9}), one("phq9", {"sleep": 1})) == ()


@pytest.mark.parametrize(("later", "counts"), [(8, True), (7, False), (0, True)])
def test_risk_on_the_bam_has_changed_from_four_on(later, counts):
    risk = ("health", "sleep", "mood", "craving", "risky_situations", "conflict")
    spread = dict(zip(risk, [min(4, max(0, later - 4 * place)) for place in range(6)], strict=True))
    earlier = one("bam", {**dict.fromkeys(risk, 0), "craving": 4})
    (found,) = change(earlier, one("bam", spread))
    assert (found.of, found.earlier, found.later, found.counts) == ("risk", 4, later, counts)


@pytest.mark.parametrize(("later", "counts"), [(15, True), (16, False), (28, False)])
def test_opiate_days_on_the_top_have_changed_from_thirteen_on(later, counts):
    (found,) = change(one("top", {"opiates": 28}), one("top", {"opiates": later, "crack": 3}))
    assert (found.of, found.counts) == ("opiates", counts)


def test_an_item_not_answered_both_times_has_not_changed():
    assert change(one("top", {"crack": 2}), one("top", {"opiates": 1})) == ()


def test_two_instruments_are_never_compared():
    with pytest.raises(InputError, match="cannot be compared"):
        change(one("sows_16", {"total": 20}), one("sows_gossop", {"total": 20}))


def test_what_was_refused_is_not_compared():
    with pytest.raises(InputError, match="out of range"):
        change(one("phq9", {"total": 5}), one("phq9", {"total": 99}))
