"""Diagnoses: what counts as opioid use disorder, overdose, pregnancy; and what is only a question."""

import pytest

from tests.fhir.making import code, condition, facts, made, measured, notices, observation, read, unused

OUD = {"oud_ever", "opioid_use_disorder_recorded"}


@pytest.mark.parametrize(
    "one",
    [
        "icd F11.20",
        "icd F1120",
        "icd f11.20",
        "icd F11.10",
        "icd F11.23",
        "icd F11.24",
        "icd F11.259",
        "icd F11.129",
        "sct 5602001",
        "sct 75544000",
        "sct 724653003",
        "http://hl7.org/fhir/sid/icd-10 F11.2",
    ],
)
def test_opioid_use_disorder_is_recognised(one):
    known = facts(condition(one))
    assert set(known) >= OUD
    assert known["in_remission"] is False


@pytest.mark.parametrize(("one", "severity"), [("icd F11.10", "mild"), ("icd F11.129", "mild"), ("icd F11.20", "moderate_or_severe")])
def test_the_severity_that_the_code_pairs_with_is_kept(one, severity):
    assert facts(condition(one))["recorded_severity"] == severity


@pytest.mark.parametrize(
    "entry",
    [
        condition("icd F11.21"),
        condition("icd F11.11"),
        condition("sct 191821007"),
        *(condition("icd F11.20", clinical=value) for value in ("remission", "inactive", "resolved")),
        condition("icd F11.20", abatementDateTime="2024-01-01"),
        condition("icd F11.11", "sct 5602001"),
    ],
)
def test_remission_is_recognised_and_the_disorder_stays_a_history(entry):
    known = facts(entry)
    assert (known["oud_ever"], known["in_remission"]) == (True, True)


def test_months_of_remission_are_counted_only_from_a_date():
    assert facts(condition("icd F11.20", clinical="remission", abatementDateTime="2025-05-21"))["remission_months"] == 17
    assert facts(condition("icd F11.20", clinical="remission", abatementDateTime="2025-05-21T08:00:00"))["remission_months"] == 18
    assert "remission_months" not in facts(condition("icd F11.21", recordedDate="2025-05-21"))
    assert "remission_months" not in facts(condition("icd F11.20", clinical="resolved", abatementDateTime="2024"))


def test_an_end_that_lies_in_the_future_is_no_end():
    assert facts(condition("icd F11.20", clinical="resolved", abatementDateTime="2027-01-01"))["in_remission"] is False


def test_a_relapse_after_remission_is_active_and_without_dates_it_is_asked():
    before = condition("icd F11.21", recordedDate="2024-01-01")
    assert facts(before, condition("icd F11.20", recordedDate="2026-01-01"))["in_remission"] is False
    assert facts(condition("icd F11.20", recordedDate="2020-01-01"), before)["in_remission"] is True
    both = [condition("icd F11.21"), condition("icd F11.20")]
    assert "in_remission" not in facts(*both)
    assert "remission_unclear" in notices(*both)


def test_on_agonist_treatment_says_neither_active_nor_remission():
    known = facts(condition("sct 1081000119105"))
    assert known["oud_ever"] is True
    assert "in_remission" not in known


@pytest.mark.parametrize("one", ["icd F11.90", "icd F11.99", "icd F11.91", "sct 428819003"])
def test_use_that_is_not_called_a_disorder_is_asked_about(one):
    assert facts(condition(one)) == {}
    assert "opioid_use_unspecified" in notices(condition(one))


def test_long_term_analgesic_use_is_not_a_disorder():
    assert facts(condition("icd Z79.891")) == {}
    assert "opioid_analgesic_unknown" in notices(condition("icd Z79.891"))


@pytest.mark.parametrize(("one", "opioid"), [("sct 231477003", "heroin"), ("sct 426001001", "fentanyl"), ("sct 231478008", "methadone")])
def test_a_code_that_names_the_opioid_gives_it_while_active(one, opioid):
    assert facts(condition(one))["main_opioid"] == opioid
    assert "main_opioid" not in facts(condition(one, clinical="remission"))


def test_words_without_a_code_are_read_only_where_they_are_plain():
    assert facts(condition(text="Opioid use disorder, severe"))["oud_ever"] is True
    assert facts(condition(text="Opioid use disorder, in remission"))["in_remission"] is True
    for words in (
        "No opioid use disorder",
        "Family history of opioid use disorder",
        "Opioid use disorder ruled out? query",
        "Risk of heroin addiction",
    ):
        assert facts(condition(text=words)) == {}
    assert facts(condition("icd Z99.9", text="Opioid use disorder")) == {}


# Overdose --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one",
    [
        "icd T40.1X1A",
        "icd T401X4A",
        "icd T40.2X1A",
        "icd T40.3X1A",
        "icd T40.411A",
        "icd T40.421A",
        "icd T40.601A",
        "icd T40.0X1A",
        "icd T40.4X1A",
        "sct 1148649003",
        "sct 295174006",
    ],
)
def test_an_opioid_overdose_sets_overdose_facts_and_nothing_about_use(one):
    known = facts(condition(one, onsetDateTime="2026-11-20T21:00:00"))
    assert known == {"overdoses_past_year": 1, "hours_since_overdose": 12}


@pytest.mark.parametrize("one", ["icd T40.1X5A", "icd T40.2X6A", "icd T40.1X1D", "icd T40.1X1S", "icd T40.5X1A", "icd T42.4X1A"])
def test_adverse_effects_later_visits_and_other_drugs_are_no_new_opioid_overdose(one):
    assert facts(condition(one, onsetDateTime="2026-11-20T21:00:00")) == {}


def test_self_harm_asks_for_a_suicide_screen():
    entry = condition("icd T40.1X2A", onsetDateTime="2026-11-20T21:00:00")
    assert facts(entry)["overdoses_past_year"] == 1
    assert "suicide_screen" in notices(entry)
    assert "suicide_screen" in notices(condition("icd T14.91XA"))


def test_overdoses_are_counted_by_day_within_a_year_and_never_as_none():
    days = ["2026-11-01T10:00:00", "2026-11-01T22:00:00", "2026-03-01", "2024-01-01"]
    assert facts(*(condition("icd T40.1X1A", onsetDateTime=day) for day in days))["overdoses_past_year"] == 2
    old = condition("icd T40.1X1A", onsetDateTime="2024-01-01")
    assert facts(old) == {}
    assert "overdose_earlier" in notices(old)


def test_an_overdose_yesterday_without_a_time_or_without_a_date_is_asked_about():
    yesterday = condition("icd T40.1X1A", onsetDateTime="2026-11-20")
    assert facts(yesterday) == {"overdoses_past_year": 1}
    assert "overdose_time_unknown" in notices(yesterday)
    assert "overdose_undated" in notices(condition("icd T40.1X1A"))


@pytest.mark.parametrize("one", ["sct 55680006", "sct 1149222004", "icd T50.901A", "icd T50.914A"])
def test_an_overdose_with_no_substance_named_is_only_a_question(one):
    assert facts(condition(one, onsetDateTime="2026-11-20T21:00:00")) == {}
    assert notices(condition(one), condition(one)) == {"overdose_substance_unknown"}


def test_the_reason_of_a_visit_can_be_an_overdose_but_settles_nothing_else():
    visit = made(
        "Encounter", status="finished", period={"start": "2026-11-20T21:00:00"}, reasonCode=[code("icd T40.1X1A"), code("icd F11.20")]
    )
    assert facts(visit) == {"overdoses_past_year": 1, "hours_since_overdose": 12}


# Pregnancy -------------------------------------------------------------------------------------------------------


def pregnancy(answer: str, when: str) -> dict:
    return observation("loinc 82810-3 Pregnancy status", when=when, valueCodeableConcept=code(answer))


def test_pregnancy_is_understood_while_it_can_still_be_true():
    assert facts(condition("sct 77386006", onsetDateTime="2026-09-01"))["pregnant"] is True
    assert facts(pregnancy("sct 77386006", "2026-10-01"))["pregnant"] is True
    assert facts(pregnancy("loinc LA26683-5", "2026-11-10"))["pregnant"] is False
    assert facts(condition("icd Z3A.20", onsetDateTime="2026-11-07")) == {"pregnant": True, "gestation_weeks": 22}


@pytest.mark.parametrize(
    "entry", [pregnancy("sct 77386006", "2025-11-01"), pregnancy("loinc LA26683-5", "2026-09-01"), condition("sct 77386006")]
)
def test_an_old_or_undated_pregnancy_status_does_not_count_and_is_asked(entry):
    assert facts(entry) == {}
    assert "pregnancy_unknown" in notices(entry)


def test_unknown_is_not_no_and_an_ended_pregnancy_says_nothing():
    assert facts(pregnancy("loinc LA4489-6", "2026-11-20")) == {}
    assert facts(condition("sct 77386006", onsetDateTime="2026-09-01", clinical="resolved")) == {}


def test_a_test_and_a_status_of_the_same_day_that_disagree_leave_it_unknown():
    test = observation("loinc 2106-3", when="2026-11-20T09:00:00", valueCodeableConcept=code("sct 10828004"))
    both = [test, pregnancy("loinc LA26683-5", "2026-11-20")]
    assert "pregnant" not in facts(*both)
    assert "contradiction" in notices(*both)


def test_a_week_of_pregnancy_counts_only_for_someone_pregnant():
    week = measured("loinc 18185-9", 20, "wk", "2026-11-14")
    assert facts(week) == {}
    assert facts(week, condition("sct 77386006", onsetDateTime="2026-09-01"))["gestation_weeks"] == 21


# Other conditions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "fact", "value"),
    [
        ("icd F31.9", "bipolar", True),
        ("icd F20.9", "schizophrenia", True),
        ("icd F25.0", "schizophrenia", True),
        ("icd F29", "psychosis", True),
        ("icd I45.81", "long_qt_history", True),
        ("sct 9651007", "long_qt_history", True),
        ("icd I47.21", "torsades_history", True),
        ("icd J44.9", "respiratory_insufficiency", "chronic"),
        ("icd G47.33", "sleep_apnoea", True),
        ("icd B20", "hiv", "positive"),
        ("icd Z21", "hiv", "positive"),
        ("icd B18.2", "hcv", "positive"),
        ("icd B18.1", "hbv", "positive"),
        ("icd F10.20", "alcohol_use", "dependent"),
        ("icd F13.20", "sedative_dependent", True),
        ("icd F14.10", "stimulant_use_disorder", True),
        ("icd F15.20", "stimulant_use_disorder", True),
        ("icd F17.210", "tobacco_use", True),
        ("icd Z59.02", "housing", "homeless"),
        ("icd E27.40", "adrenal_insufficiency", True),
        ("icd G89.29", "chronic_pain", True),
        ("icd G89.4", "chronic_pain", True),
        ("icd F43.10", "trauma_history", True),
        ("icd F10.231", "withdrawal_seizure_or_dt_history", True),
        ("sct 82423001", "chronic_pain", True),
        ("icd I50.9", "structural_heart_disease", True),
    ],
)
def test_an_illness_that_weighs_on_a_medicine_sets_its_fact(one, fact, value):
    known = facts(condition(one, recordedDate="2026-01-01"))
    assert known[fact] == value
    assert one.split()[1] in next(found.said for found in read(condition(one)).facts if found.name == fact)


@pytest.mark.parametrize(
    "one", ["icd F10.21", "icd F13.21", "icd F14.21", "icd F15.11", "icd F17.211", "icd J45.40", "icd M54.5", "icd G47.00"]
)
def test_remission_asthma_and_the_rest_set_nothing(one):
    assert facts(condition(one)) == {}


def test_what_has_ended_does_not_count_now_but_a_history_stays():
    assert facts(condition("icd B18.2", clinical="resolved")) == {}
    assert facts(condition("icd I47.21", clinical="resolved"))["torsades_history"] is True


def test_acute_hepatitis_counts_only_while_recent():
    assert facts(condition("icd B15.9", onsetDateTime="2026-10-01"))["acute_hepatitis"] is True
    old = condition("icd B15.9", onsetDateTime="2020-10-01")
    assert facts(old) == {}
    assert "old_condition" in notices(old)


@pytest.mark.parametrize("one", ["icd K74.60", "sct 19943007", "icd K70.30"])
def test_cirrhosis_gives_no_child_pugh_class_but_asks(one):
    assert "child_pugh" not in facts(condition(one))
    assert "child_pugh_unknown" in notices(condition(one))


def test_a_condition_that_means_nothing_to_us_is_listed_with_its_name():
    assert "Bunions: not a condition that Holdfast weighs" in unused(condition("icd M21.611", text="Bunions"))


def test_a_head_injury_asks_only_while_fresh():
    assert "head_injury_recorded" in notices(condition("icd S06.0X0A", onsetDateTime="2026-11-20"))
    assert notices(condition("icd S06.0X0A", onsetDateTime="2025-11-20")) == set()
