"""Scoring: all items give a total, fewer say what is missing, and everything wrong is said at once."""

import pytest

from holdfast.guideline.facts import FACTS
from holdfast.guideline.instruments.cows import COWS
from holdfast.guideline.instruments.scoring import INSTRUMENTS, score

WHERE = "instruments.cows"
CALM = {item.name: 0 for item in COWS.items}


def problems_of(name, items, **facts):
    return [(problem.where, problem.why) for problem in score(name, items, f"instruments.{name}", facts).problems]


def test_all_items_give_the_total_its_fact_and_its_band():
    scored = score("cows", {**CALM, "pulse": 4, "gooseflesh": 5, "pupils": 5}, WHERE)
    assert (scored.total, scored.facts, scored.band) == (14, {"cows_score": 14}, "moderate")
    assert (scored.missing, scored.problems) == ((), ())


def test_a_whole_number_written_with_a_point_is_read():
    assert score("cows", {**CALM, "pulse": 2.0}, WHERE).facts == {"cows_score": 2}


def test_with_an_item_missing_there_is_no_total():
    scored = score("cows", {name: value for name, value in CALM.items() if name != "pulse"} | {"sweating": 3}, WHERE)
    assert (scored.total, scored.facts, scored.band) == (None, {}, None)
    assert (scored.missing, scored.at_least) == (("pulse",), 3)


def test_an_item_left_empty_is_missing_not_zero():
    scored = score("cows", {**CALM, "pulse": None}, WHERE)
    assert (scored.missing, scored.total, scored.problems) == (("pulse",), None, ())


def test_every_problem_is_named_at_once():
    found = problems_of("cows", {**CALM, "pulse": 3, "gooseflesh": 2, "puls": 1, "sweating": "2", "tremor": True})
    places = {where.rpartition(".")[2] for where, _ in found}
    assert (places, len(found)) == ({"pulse", "gooseflesh", "puls", "sweating", "tremor"}, 5)
    assert score("cows", {**CALM, "pulse": 3}, WHERE).total is None


@pytest.mark.parametrize(
    ("item", "hint"),
    [
        ("swetting", "Did you mean 'sweating'?"),
        ("hot_flushes", "It is an item of sows_16, which is another instrument."),
        ("qqq", "`docs/reference/instruments.md` lists every item."),
    ],
)
def test_an_unknown_item_is_named_with_what_was_meant(item, hint):
    (problem,) = score("cows", {**CALM, item: 1}, WHERE).problems
    assert (problem.where, problem.next_step) == (f"{WHERE}.{item}", hint)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2", "this is not a number"),
        (True, "this is not a number"),
        ([2], "this is not a number"),
        (2.5, "this item has no such score"),
        (float("nan"), "this item has no such score"),
        (-1, "this item has no such score"),
    ],
)
def test_what_is_no_score_is_refused_with_the_scores_allowed(value, why):
    (problem,) = score("cows", {**CALM, "pulse": value}, WHERE).problems
    assert problem.why == why
    assert problem.allowed == "0 (up to 80), 1 (81 to 100), 2 (101 to 120), 4 (above 120)"


def test_plain_sows_is_refused_because_two_scales_bear_that_name():
    (problem,) = score("sows", {"anxious": 1}, "instruments.sows").problems
    assert problem.allowed == "sows_16, sows_gossop"
    assert "cannot be compared" in problem.next_step


@pytest.mark.parametrize(("name", "hint"), [("cow", "Did you mean 'cows'?"), ("zzz", "")])
def test_an_unknown_instrument_is_refused(name, hint):
    (problem,) = score(name, {}, f"instruments.{name}").problems
    assert (problem.next_step, "cows" in problem.allowed) == (hint, True)


def test_an_instrument_is_a_group_of_items():
    assert problems_of("cows", 14) == [("instruments.cows", "an instrument is a group of items, each with its score")]


@pytest.mark.parametrize(
    ("items", "facts"),
    [({"total": 14}, {"cows_score": 14}), ({**CALM, "total": 0}, {"cows_score": 0}), ({"pulse": 2, "total": 9}, {"cows_score": 9})],
)
def test_a_total_may_stand_for_items_that_are_not_at_hand(items, facts):
    assert score("cows", items, WHERE).facts == facts


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ({"total": 49}, "this is out of range"),
        ({"total": -1}, "this is out of range"),
        ({"total": "14"}, "this is not a whole number"),
        ({"total": True}, "this is not a whole number"),
        ({**CALM, "total": 3}, "the items add up to 0"),
        ({"pulse": 4, "total": 3}, "the items add up to 4"),
    ],
)
def test_a_total_that_cannot_be_is_refused(items, why):
    assert problems_of("cows", items) == [("instruments.cows.total", why)]


@pytest.mark.parametrize(("version", "hint"), [("wesson_ling_1999", ""), ("dsm_5_tr", "That is the version of dsm5_oud."), (2003, "")])
def test_another_version_is_refused(version, hint):
    (problem,) = score("cows", {**CALM, "version": version}, WHERE).problems
    assert (problem.where, problem.allowed, problem.next_step) == (f"{WHERE}.version", "wesson_ling_2003", hint)


def test_the_right_version_may_be_named():
    assert score("cows", {**CALM, "version": "wesson_ling_2003"}, WHERE).facts == {"cows_score": 0}


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_every_instrument_is_whole(instrument):
    names = [item.name for item in instrument.items]
    assert len(set(names)) == len(names)
    assert all(item.scores[0] == 0 and list(item.scores) == sorted(set(item.scores)) for item in instrument.items)
    assert instrument.fact is None or FACTS[instrument.fact].kind.high == instrument.highest
    assert [band.starts.us for band in instrument.bands] == [band.starts.uk for band in instrument.bands]
    assert instrument.licence
    assert instrument.title
    assert all(name in FACTS for name in instrument.also)
    assert bool(instrument.also) <= (instrument.read is not None)
    for group in (*instrument.subscales, *instrument.skips):
        assert set(group.items) <= set(names)


WORDING = {
    "verbatim": {"phq9", "gad7", "cssrs"},
    "own words": {"dsm5_oud", "cows", "sows_16", "sows_gossop", "bam", "top", "audit_c", "craving"},
    "scoring only": {"dast10"},
}


@pytest.mark.parametrize(("wording", "names"), WORDING.items(), ids=WORDING)
def test_whose_wording_is_shown(wording, names):
    assert {each.name for each in INSTRUMENTS.values() if each.wording == wording} == names


def test_no_two_instruments_bear_one_version():
    assert len({each.version for each in INSTRUMENTS.values()}) == len(INSTRUMENTS)


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_whatever_is_answered_only_declared_facts_follow(instrument):
    full = {item.name: (item.yes_no or item.scores[-1]) for item in instrument.items}
    found = score(instrument.name, full, "here", {"opioids_only_as_prescribed": False})
    assert (found.problems, found.missing) == ((), ())
    assert set(found.facts) == {name for name in (instrument.fact, *instrument.also) if name}
    assert all(value in FACTS[name].kind.values for name, value in found.facts.items() if name in ("suicide_risk", "alcohol_use"))


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_the_reference_lists_every_item_with_its_scores(instrument, root):
    page = (root / "docs" / "reference" / "instruments.md").read_text(encoding="utf-8")
    for item in instrument.items:
        assert f"| `{item.name}` | {item.question} | {item.allowed} |" in page
    assert instrument.version in page
    assert instrument.licence in page


def test_wording_held_verbatim_says_what_it_was_compared_with():
    verbatim = [each for each in INSTRUMENTS.values() if each.wording == "verbatim"]
    assert {each.name for each in verbatim} == {"phq9", "gad7", "cssrs"}
    assert [each.name for each in verbatim if "compared word for word" not in each.licence] == []
