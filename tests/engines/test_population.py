"""Many people as columns: the same table on every engine, and the same as bedside says of each of them."""

import narwhals as nw
import polars as pl
import pytest

from holdfast.engines.bedside import Bedside
from holdfast.engines.population import THEN, Columns, followed, impossible, judged
from holdfast.guideline.people import derived
from holdfast.language.expressions import Named, all_of, any_of, at_least_n_of, known, not_
from holdfast.language.people import Both, Either, Follows, Impossible, Least, Linear, with_what_follows
from holdfast.language.rules import STATUSES, Avoid
from holdfast.language.truth import NO, UNKNOWN, YES
from tests.engines.tables import ENGINES, by_bedside, differing, judged_by, table
from tests.guideline.judged import _dated
from tests.spec.small import (
    DAY,
    FACTS,
    MEDICINE,
    allergic,
    cows,
    days_free,
    guideline,
    hours,
    limit,
    minutes,
    offer,
    opioid,
    pregnant,
    rule,
    sedated,
    wants_it,
)

FACTS_OF_ALL = _dated("us", ()).guideline.facts
NOTHING = guideline().on(DAY, "us")
TWO_OF = at_least_n_of(2, pregnant, sedated, wants_it)


SOME = (
    {"main_opioid": "heroin", "dsm5_criteria": 7, "cows_score": 14, "sex": "female", "age": 30},
    {"current_medication": "methadone", "current_methadone_mg": 120, "qtc_ms": 520, "dsm5_criteria_worst": 8, "days_on_treatment": 40},
    {"hours_since_methadone": 30, "takes_opioid_analgesic": False, "main_opioid": "heroin", "current_medication": "none"},
    {"age": 40},
)


@pytest.mark.parametrize("place", ["us", "uk"])
def test_polars_and_duckdb_give_the_same_table_and_bedside_the_same_rows(place):
    dated = _dated(place, ())
    also = {"methadone offered": dated.by_option["methadone"][0].when}
    found = judged_by("polars", SOME, dated, also)
    assert found == judged_by("duckdb", SOME, dated, also)
    for row, values in zip(found, SOME, strict=True):
        del row["methadone offered"]
        assert differing(row, by_bedside(derived(values), dated)) == {}


def test_an_option_at_ask_says_what_it_becomes():
    dated = _dated("us", ())
    people = nw.from_native(table(SOME, FACTS_OF_ALL).lazy())
    rows = nw.to_native(judged(people, dated, then=True)).collect().rows(named=True)
    for row, values in zip(rows, SOME, strict=True):
        asked = {each.option.code: each.then for each in Bedside(dated, derived(values)).judgement().findings if each.status == "ask"}
        assert {code: row[f"{code}{THEN}"] for code in asked} == asked


def test_what_follows_is_what_follows_of_each():
    people = nw.from_native(table(SOME, FACTS_OF_ALL).lazy())
    rows = nw.to_native(followed(people, _dated("us", ()), ("row",))).collect().drop("row").rows(named=True)
    assert [{name: value for name, value in row.items() if value is not None} for row in rows] == [derived(values) for values in SOME]


def asked(node, *people):
    found = [[row["answer"] for row in judged_by(engine, people, NOTHING, {"answer": node})] for engine in ENGINES]
    assert found[0] == found[1]
    return found[0]


def test_some_of_several_are_counted_with_what_is_open():
    people = ({"pregnant": True, "sedated": True}, {"pregnant": True}, {"pregnant": False, "sedated": False}, {"wants_it": False})
    assert asked(TWO_OF, *people) == [True, None, False, None]


def test_a_name_changes_nothing_and_nothing_said_is_said_of_nobody():
    assert asked(Named("ready", any_of(pregnant, not_(sedated))), {"sedated": False}, {"sedated": True}, {}) == [True, None, None]
    assert asked(known(opioid), {"opioid": "none"}, {}) == [True, False]
    assert asked(all_of(allergic, opioid.is_("heroin")), {"opioid": "heroin"}, {"allergic": True}) == [False, None]


def test_whether_an_answer_is_among_some_is_never_unknown():
    columns = Columns({fact.name: fact for fact in FACTS}, ("pregnant",))
    people = nw.from_native(pl.LazyFrame({"pregnant": [True, False, None]}))
    part = columns.known["pregnant"]
    for answers in ({YES}, {NO}, {UNKNOWN}, {YES, NO}, {YES, UNKNOWN}, {NO, UNKNOWN}, {YES, NO, UNKNOWN}, set()):
        made = columns.tabled(people, {"among": columns.among(part, frozenset(answers))}, ("pregnant",))
        assert nw.to_native(made).collect()["among"].to_list() == [each in answers for each in (YES, NO, UNKNOWN)]


FOLLOWS = (
    Follows(days_free, Least((hours,), by=24), (Linear(((1, hours),), 48, or_equal=True),)),
    Follows(days_free, 1, (Linear(((-1, hours),), -24),)),
    Follows(
        sedated, True, (Either(((Both(((opioid, ("heroin", None)), (pregnant, (True,)))),), (Linear(((2, cows), (-1, minutes)), 10),))),)
    ),
    Follows(wants_it, True, (Linear(((1, days_free),), 2),)),
)
KNOWN = (
    {"hours": 60.5},
    {"hours": 24.0},
    {"hours": 23.5},
    {"hours": 96, "days_free": 1},
    {"pregnant": True},
    {"pregnant": True, "opioid": "none"},
    {"pregnant": True, "opioid": "heroin", "sedated": False},
    {"cows": 10, "minutes": 9},
    {"cows": 10, "minutes": 10},
    {"cows": 10},
    {},
)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_follows_is_followed_in_order_and_overwrites_nothing(engine):
    low, rules = limit(2, "days"), {fact.name: fact for fact in (days_free, sedated, wants_it)}
    made = guideline(offer(MEDICINE, wants_it), rule(Avoid, MEDICINE, when=sedated, hard=True, name="no"), follows=FOLLOWS)
    dated = made.on(DAY, "us")
    also = {f"{name} known": known(fact) for name, fact in rules.items()}
    also["less"] = next(iter(guideline(offer(MEDICINE, days_free < low)).on(DAY, "us").by_option["medicine"])).when
    for row, values in zip(judged_by(engine, KNOWN, dated, also), KNOWN, strict=True):
        then = with_what_follows(values, FOLLOWS)
        assert {name: row[f"{name} known"] for name in rules} == {name: name in then for name in rules}
        assert row["less"] == (then["days_free"] < 2 if "days_free" in then else None)
        assert row["medicine"] == by_bedside(then, dated)["medicine"]


def test_what_is_only_ever_worked_out_cannot_be_handed_in():
    made = guideline(offer(MEDICINE, wants_it), follows=FOLLOWS, worked_out=frozenset({"wants_it"})).on(DAY, "us")
    assert [row["medicine"] for row in judged_by("polars", [{"wants_it": True}, {"hours": 96}], made)] == ["ask", "suitable"]


def test_who_cannot_exist_is_found():
    both = Impossible("both", (Both(((pregnant, (True,)),)), Linear(((1, cows),), 40)), "not both")
    dated = guideline(impossible=(both,)).on(DAY, "us")
    people = table([{"pregnant": True, "cows": 41}, {"pregnant": True, "cows": 40}, {"cows": 48}], dated.guideline.facts)
    found = nw.to_native(impossible(nw.from_native(people.lazy()), dated, ("row",))).collect()
    assert found.to_dict(as_series=False) == {"row": [0, 1, 2], "both": [True, False, False]}


def test_columns_that_are_kept_stay_as_they_are_and_statuses_are_one_small_type():
    people = pl.LazyFrame({"name": ["b", "a"], "dsm5_criteria": [5, None]}, schema_overrides={"dsm5_criteria": pl.UInt8})
    found = nw.to_native(judged(nw.from_native(people), _dated("us", ()), ("name",))).collect()
    assert found.columns == ["name", *_dated("us", ()).guideline.options]
    assert found["name"].to_list() == ["b", "a"]
    assert set(found.dtypes[1:]) == {pl.Enum(STATUSES)}
