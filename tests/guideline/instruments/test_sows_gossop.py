"""The SOWS of Gossop is another scale. Expectations from the evidence, section a3, and case V77."""

from holdfast.guideline.instruments.scoring import score
from holdfast.guideline.instruments.sows_gossop import SOWS_GOSSOP

TWENTY = {item.name: 2 for item in SOWS_GOSSOP.items}


def test_ten_items_of_0_to_3_make_0_to_30():
    assert len(SOWS_GOSSOP.items) == 10
    assert {item.scores for item in SOWS_GOSSOP.items} == {(0, 1, 2, 3)}
    assert SOWS_GOSSOP.highest == 30


def test_its_total_never_fills_sows_score():
    scored = score("sows_gossop", TWENTY, "instruments.sows_gossop")
    assert (scored.total, scored.facts, scored.band) == (20, {}, None)


def test_v77_its_total_entered_as_sows_score_is_a_version_error():
    scored = score("sows_gossop", TWENTY, "instruments.sows_gossop", {"sows_score": 20})
    (problem,) = scored.problems
    assert problem.where == "facts.sows_score"
    assert "handelsman_1987" in problem.why
    assert scored.total is None


def test_a_sows_score_of_its_own_may_stand_beside_it():
    assert score("sows_gossop", TWENTY, "instruments.sows_gossop", {"sows_score": 31}).problems == ()


def test_v77_its_total_handed_in_under_the_other_name_is_a_version_error():
    (problem,) = score("sows_16", {"version": "gossop_1990", "total": 20}, "instruments.sows_16").problems
    assert problem.where == "instruments.sows_16.version"
    assert problem.allowed == "handelsman_1987"
    assert "sows_gossop" in problem.next_step
