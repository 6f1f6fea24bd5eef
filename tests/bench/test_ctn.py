"""The three trials: what becomes of their tables, how our limits are held against doses, and that the page is up to date.

The first part needs nothing but tables made up here. The second reads the real ones beside the project, every participant, in
about half a minute.
"""

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.ctn import main, study
from bench.ctn_advice import Judged, advice_tables, best_treatment, firm_or_then, judge_all
from bench.ctn_care import FLAGS, care_tables
from bench.ctn_doses import against, allowed_after, buprenorphine_week, dose_tables, from_first, methadone_week, rises
from bench.ctn_people import Participant, case_file, read_trials
from bench.ctn_tables import Table, markdown, median, percent, renewed, share
from holdfast.casefile import read_case
from holdfast.guideline.programme import guideline

DATED = guideline().on(date(2026, 11, 21), "us")
PAGE = "docs/explanation/our-limits-and-three-trials.md"


# --- Tables made up here --------------------------------------------------------------------------

COLUMNS = {
    "everybody": "who project",
    "all_drugs": "who what source when",
    "demographics": "who age job is_living_stable marital is_male",
    "detox": "who what when",
    "fagerstrom": "who is_smoker",
    "first_survey": "who when",
    "psychiatric": "who has_schizophrenia has_bipolar has_opiates_dx has_alcol_dx has_amphetamines_dx has_cocaine_dx has_sedatives_dx",
    "pain": "who pain when",
    "qol": "who is_homeless",
    "randomization": "who treatment which when",
    "rbs": "who what did_use days",
    "rbs_iv": "who days",
    "asi": "who used_iv",
    "screening_date": "who screening_day day_zero",
    "treatment": "who amount when",
    "uds_temp": "who was_temp_ok when",
    "withdrawal_pre_post": "who what withdrawal when",
}
PANEL = [
    ("Opiate 300", "Opioid", "Opioid", "Opioid"),
    ("Oxycodone", "Opioid", "Opioid", "Opioid"),
    ("Methadone", "Methadone", "Methadone", "Methadone"),
    ("Buprenorphine", "NO", "Buprenorphine", "Buprenorphine"),
    ("Cocaine", "Cocaine", "Cocaine", "Cocaine"),
    ("Amphetamine", "Amphetamine", "Amphetamine", "Amphetamine"),
    ("Benzodiazepine", "Benzodiazepine", "Benzodiazepine", "Benzodiazepine"),
]
ANA = {
    "everybody": ["1 27"],
    "all_drugs": [*(f"1 Heroin TFB {day}" for day in range(-29, 2)), "1 Cocaine TFB -3", "1 Opioid UDSAB 0", "1 Benzodiazepine UDSAB 30"],
    "demographics": ["1 34.0 Unemployed Yes Married No"],
    "psychiatric": ["1 No Yes Yes No No Yes No"],
    "randomization": ["1 Methadone 1 2.0", "1 Methadone 2 2.0"],
    "rbs_iv": ["1 30.0"],
    "asi": ["1 Yes"],
    "screening_date": ["1 0.0 0.0"],
    "treatment": [*(f"1 30.0 {day}.0" for day in range(2, 10)), *(f"1 40.0 {day}.0" for day in range(10, 31)), "1 60.0 30.0"],
    "uds_temp": ["1 1 0", "1 1 -600"],
    "withdrawal_pre_post": ["1 pre 2 2.0", "1 post 0 2.0"],
}


def written(folder: Path, *people: dict[str, list[str]]) -> Path:
    """The tables of these people; a word is a cell, `-` an empty one, and `_` a space in it."""
    for name, columns in COLUMNS.items():
        rows = [
            [cell.replace("_", " ") if cell != "-" else "" for cell in row.split(" ")] for person in people for row in person.get(name, [])
        ]
        _table(folder / f"{name}.csv.gz", columns.split(" "), rows)
    _table(folder / "meta_substance_groups_uds.csv.gz", ["Substance", "CTN-0027", "CTN-0030", "CTN-0051"], PANEL)
    return folder


def _table(file: Path, columns, rows) -> None:
    with gzip.open(file, "wt", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([columns, *rows])


def only(folder: Path, **changes: list[str]) -> Participant:
    return read_trials(written(folder, ANA | changes))[0]


def test_a_participant_becomes_the_facts_that_the_tables_hold(tmp_path):
    ana = only(tmp_path)
    assert ana.before == {
        "current_medication": "none",
        "age": 34,
        "sex": "female",
        "opioid_use_disorder_recorded": True,
        "schizophrenia": False,
        "bipolar": True,
        "stimulant_use_disorder": True,
        "housing": "stable",
        "unemployed": True,
        "injects_drugs": True,
        "days_opioid_free": 0,
        "main_opioid": "heroin",
        "opioid_use_days_30": 30,
        "alcohol_use": "none",
        "benzodiazepine_use": "none",
        "urine_fentanyl": "not_tested",
        "urine_opiates": "positive",
        "urine_oxycodone": "negative",
        "urine_methadone": "negative",
        "urine_cocaine": "negative",
        "urine_amphetamine": "negative",
        "urine_benzodiazepine": "negative",
        "urine_hours_ago": 48,
        "physically_dependent": True,
    }
    assert (ana.project, ana.medicine, ana.randomised, ana.band, ana.band_after) == ("27", "methadone", 2, 2, 0)


def test_a_band_of_withdrawal_is_never_a_score(tmp_path):
    assert "cows_score" not in only(tmp_path).before


@pytest.mark.parametrize("band", [0, 1])
def test_mild_withdrawal_proves_no_dependence(tmp_path, band):
    assert "physically_dependent" not in only(tmp_path, withdrawal_pre_post=[f"1 pre {band} 2.0"]).before


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"screening_date": ["1 0.0 -"]}, "opioid_use_days_30"),
        ({"randomization": ["1 Methadone 1 20.0"]}, "opioid_use_days_30"),  # the look-back is too long ago
        ({"detox": ["1 admission 1.0"]}, "opioid_use_days_30"),
        ({"all_drugs": ["1 Oxycodone TFB 0"]}, "main_opioid"),  # short- or long-acting?
        ({"all_drugs": ["1 Oxycodone TFB 0", "1 Heroin TFB -1"]}, "main_opioid"),  # a tie
        ({"all_drugs": ["1 Heroin TFB 0"]}, "days_opioid_free"),  # no use yesterday that is known of
        ({"all_drugs": ["1 Heroin TFB 0", "1 Benzodiazepine TFB -2"]}, "benzodiazepine_use"),  # prescribed or not?
        ({"all_drugs": ["1 Heroin TFB 0", "1 Alcohol TFB -2"]}, "alcohol_use"),  # how much?
        ({"asi": ["1 No"]}, "injects_drugs"),  # the two answers contradict each other
        ({"uds_temp": ["1 1 -600"]}, "urine_opiates"),  # a slip in the date
        ({"uds_temp": ["1 1 2"]}, "urine_opiates"),  # before the first dose or after it?
        ({"uds_temp": ["1 0 0"]}, "urine_opiates"),  # not a proper sample
    ],
)
def test_what_the_tables_do_not_say_stays_unknown(tmp_path, changes, fact):
    assert fact not in only(tmp_path, **changes).before


@pytest.mark.parametrize(
    ("drugs", "diagnosis", "alcohol"),
    [
        (["1 Cocaine TFB -2"], "No", "none"),
        (["1 Heavy_Drinking TFB -2"], "No", "risky"),
        (["1 Light_Drinking TFB -2"], "No", "low"),
        (["1 Light_Drinking TFB -2"], "Yes", "risky"),
        (["1 Light_Drinking TFB -2"], "-", None),
        (["1 Heroin TFB -2"], "Yes", None),
    ],
)
def test_drinking_is_graded_by_what_was_said_of_it(tmp_path, drugs, diagnosis, alcohol):
    person = only(tmp_path, all_drugs=drugs, psychiatric=[f"1 No Yes Yes {diagnosis} No Yes No"])
    assert person.before.get("alcohol_use") == alcohol


def test_those_without_a_look_back_are_known_by_the_survey(tmp_path):
    heroin = ["1 heroin Yes 28.0", "1 speedball No 0.0", "1 opioid Yes 2.0"]
    assert only(tmp_path, all_drugs=[], rbs=heroin).before["main_opioid"] == "heroin"
    assert "main_opioid" not in only(tmp_path, all_drugs=[], rbs=["1 heroin Yes 2.0", "1 opioid Yes 28.0"]).before


def test_who_was_not_randomised_is_seen_as_of_screening(tmp_path):
    left = only(tmp_path, randomization=[], treatment=[])
    assert (left.arm, left.medicine, left.later) == ("", "", None)
    assert "urine_hours_ago" not in left.before  # the sample is of the same day
    assert left.before["urine_opiates"] == "positive"


def test_four_weeks_later_the_dose_and_how_long_it_has_been_are_known(tmp_path):
    later = only(tmp_path).later
    assert later is not None
    expected = {"current_medication": "methadone", "current_methadone_mg": 40, "days_on_treatment": 28, "days_at_current_dose": 20}
    assert expected.items() <= later.items()
    assert later["missed_doses"] == 0


def test_a_gap_four_weeks_later_is_not_called_missed(tmp_path):
    later = only(tmp_path, treatment=["1 30.0 2.0", "1 30.0 27.0"]).later
    assert later is not None
    assert "missed_doses" not in later
    assert only(tmp_path, treatment=["1 30.0 2.0", "1 30.0 20.0"]).later is None


def test_an_injection_is_counted_from_its_day(tmp_path):
    later = only(tmp_path, randomization=["1 Inpatient_NR-NTX 1 2.0"], treatment=["1 1.0 2.0", "1 1.0 29.0"]).later
    assert later is not None
    assert (later["xr_product"], later["days_since_xr_injection"], later["xr_doses_given"]) == ("vivitrol", 1, 2)


def test_of_two_amounts_on_one_day_the_larger_one_counts(tmp_path):
    ana = only(tmp_path)
    assert ana.doses[30] == 60
    assert ana.twice == {30}


def test_the_case_files_are_accepted_and_judged(tmp_path):
    judged = judge_all(read_trials(written(tmp_path, ANA)))
    assert [each.refused for each in judged] == [()]
    assert judged[0].before is not None
    assert best_treatment(judged[0].before) == "today"
    assert {table.name for table in advice_tables(judged)} == {"people", "firmness", "medicines", "starts", "questions", "later"}


def test_a_refused_case_file_is_named_and_does_not_stop_the_rest(tmp_path):
    ana = only(tmp_path)
    judged = judge_all([Participant("27", "", None, {"age": 300}, None, None, None, {}, frozenset()), ana])
    assert [each.refused for each in judged] == [("facts.age",), ()]
    assert advice_tables(judged)


# --- Doses against limits -------------------------------------------------------------------------


def steady(*totals: float) -> dict[int, float]:
    return dict(enumerate(totals, start=1))


def test_days_count_from_the_first_dose():
    assert from_first({7: 30.0, 9: 40.0}) == {1: 30.0, 3: 40.0}


def test_a_rise_knows_how_long_the_dose_before_it_lasted():
    assert rises(steady(30, 40, 40, 50, 40, 45)) == [(2, 10, 1), (4, 10, 2), (6, 5, 1)]


@pytest.mark.parametrize(
    ("totals", "beyond"),
    [
        ((30, 30, 30, 30, 30, 40, 40), set()),
        ((40, 40, 40, 40, 40, 40, 40, 90), set()),  # the second week is not asked here
        ((50,), {"day 1"}),
        ((30, 40, 40, 40, 40, 40, 40), {"interval"}),
        ((30, 30, 30, 30, 30, 45), {"step"}),
        ((30, 50, 70), {"step", "interval", "week"}),
    ],
)
def test_the_first_week_of_methadone(totals, beyond):
    assert methadone_week(steady(*totals), DATED.value) == beyond


@pytest.mark.parametrize(
    ("totals", "beyond"),
    [
        ((8, 12, 16, 20, 24), set()),
        ((12, 16), {"day 1"}),
        ((8, 16), {"step"}),
        ((16, 20), {"day 1", "day 2"}),
        ((8, 12, 16, 20, 24, 28), {"daily"}),
    ],
)
def test_the_first_week_of_buprenorphine(totals, beyond):
    assert buprenorphine_week(steady(*totals), 8, DATED.value) == beyond


@pytest.mark.parametrize(
    ("band", "least", "reached"), [((13, 24), 11, "yes"), ((5, 12), 11, "perhaps"), ((5, 12), 13, "no"), ((0, 4), 5, "no")]
)
def test_a_band_reaches_a_limit_only_where_all_of_it_does(band, least, reached):
    assert against(band, least) == reached


@pytest.mark.parametrize(
    ("medicine", "before", "missed", "most"),
    [
        ("methadone", 100, 2, 100),
        ("methadone", 100, 3, 50),
        ("methadone", 100, 4, 40),
        ("methadone", 100, 5, 40),
        ("methadone", 20, 9, 20),
        ("buprenorphine", 16, 5, 16),
        ("buprenorphine", 16, 6, 8),
        ("buprenorphine", 4, 6, 4),
    ],
)
def test_what_may_be_given_on_the_first_day_back(medicine, before, missed, most):
    assert allowed_after(medicine, before, missed, DATED.value) == most


def test_the_dose_tables_are_made_for_few_people_too(tmp_path):
    tables = {table.name: table for table in dose_tables(read_trials(written(tmp_path, ANA)), DATED)}
    assert tables["methadone_first_day"].rows[0][1] == "1 (100 %)"
    assert tables["methadone_first_week"].rows[0][1] == "1 (100 %)"
    assert tables["buprenorphine_first_day"].rows[0][1] == "–"


# --- Tables and the page --------------------------------------------------------------------------

SMALL = Table("small", "A small one", ("", "people"), (("a", "1"),), "A note.")


def test_a_table_as_markdown():
    assert markdown(SMALL) == "**A small one**\n\n|  | people |\n|---|---|\n| a | 1 |\n\nA note."


def test_a_page_is_renewed_between_its_markers_only():
    page = "Before.\n<!-- table: small -->\nold\n<!-- end: small -->\nAfter.\n"
    once = renewed(page, [SMALL])
    assert once == f"Before.\n<!-- table: small -->\n{markdown(SMALL)}\n<!-- end: small -->\nAfter.\n"
    assert renewed(once, [SMALL]) == once


@pytest.mark.parametrize(
    "page", ["no place", "<!-- table: small -->", "<!-- table: small --><!-- end: small --><!-- table: other --><!-- end: other -->"]
)
def test_a_page_and_its_tables_that_do_not_fit_are_named(page):
    with pytest.raises(ValueError, match=r"small|other"):
        renewed(page, [SMALL])


def test_shares_never_round_to_none_or_all():
    assert [percent(part, 1000) for part in (0, 1, 500, 999, 1000)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]
    assert (percent(0, 0), share(0, 0), share(1, 2), median([]), median([1, 2, 3, 4])) == ("–", "–", "1 (50 %)", None, 2)


def test_the_command_prints_the_tables_and_renews_a_page(tmp_path):
    folder = written(tmp_path, ANA)
    page = tmp_path / "page.md"
    page.write_text("\n".join(f"<!-- table: {table.name} -->\n<!-- end: {table.name} -->" for table in study(folder)), encoding="utf-8")
    result = CliRunner().invoke(main, [str(folder), "--write", str(page)])
    assert result.exit_code == 0, result.output
    assert "The participants, before treatment" in result.stdout
    assert "| case file accepted | 1 (100 %) |" in page.read_text(encoding="utf-8")


# --- The real ones --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def people(shared) -> list[Participant]:
    return read_trials(shared / "data" / "ctn")


@pytest.fixture(scope="module")
def judged(people) -> list[Judged]:
    return judge_all(people)


def test_every_participant_becomes_an_accepted_case_file(people):
    assert len(people) == 2848
    for person in people:
        for facts in (person.before, person.later):
            if facts is not None:
                assert read_case(case_file(facts)).warnings == ()


def test_nobody_is_left_without_firm_advice_or_what_it_becomes(judged):
    assert not [each for each in judged if each.refused]
    medicines = [finding for each in judged if each.before for finding in each.before.findings if finding.option.kind == "medicine"]
    sure = sum(map(firm_or_then, medicines))
    assert sure / len(medicines) >= 0.9
    assert sure == len(medicines)


def test_everybody_with_a_diagnosis_has_a_medicine_for_it(judged):
    diagnosed = [each for each in judged if each.person.before.get("opioid_use_disorder_recorded") is True]
    best = [best_treatment(each.before) for each in diagnosed if each.before]
    assert "none" not in best
    assert best.count("today") / len(best) >= 0.9


def test_the_page_says_what_a_fresh_run_says(people, judged, root):
    page = (root / PAGE).read_text(encoding="utf-8")
    fresh = renewed(page, [*advice_tables(judged), *care_tables(judged), *dose_tables(people, DATED)])
    assert page == fresh, f"make the tables again: .venv/bin/python -m bench.ctn --write {PAGE}"


def test_everybody_with_the_disorder_gets_a_level_therapies_and_tests(judged):
    for each in (each for each in judged if each.person.before.get("opioid_use_disorder_recorded") is True):
        found = {finding.option.code: finding for finding in each.before.findings}
        kinds = {finding.option.kind for finding in each.before.findings if finding.status in ("preferred", "suitable", "caution")}
        assert kinds >= {"level", "therapy", "service", "test"}
        assert found["outpatient"].status in ("preferred", "caution")


def test_a_flag_of_the_trial_leads_to_its_help(judged):
    disorder = [each for each in judged if each.person.before.get("opioid_use_disorder_recorded") is True]
    for flag, has, options in FLAGS:
        for each in (each for each in disorder if has(each.person.before)):
            found = {finding.option.code: finding.status for finding in each.before.findings}
            assert all(found[code] in ("preferred", "suitable", "caution") for code in options), (flag, each.person.before)
