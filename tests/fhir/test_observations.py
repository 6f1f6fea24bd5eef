"""Measurements, tests and scores: units, ranges, and how long each says something about now."""

import pytest

from tests.fhir.making import allergy, code, facts, made, measured, notices, observation, read, unused


@pytest.mark.parametrize(
    ("entry", "fact", "value"),
    [
        (measured("loinc 8636-3", 462, "ms"), "qtc_ms", 462),
        (measured("loinc 8636-3", 0.462, "s"), "qtc_ms", 462),
        (measured("loinc 8636-3", 462), "qtc_ms", 462),
        (measured("loinc 29463-7", 70, "kg"), "weight_kg", 70),
        (measured("loinc 29463-7", 154, "[lb_av]"), "weight_kg", 69.85),
        (measured("loinc 8867-4", 96, "/min"), "heart_rate", 96),
        (measured("loinc 9279-1", 9, "/min"), "respiratory_rate", 9),
        (measured("loinc 59408-5", 88, "%"), "oxygen_saturation", 88),
        (measured("loinc 2823-3", 3.4, "mmol/L"), "potassium", 3.4),
        (measured("loinc 2601-3", 0.7, "mmol/L"), "magnesium", 0.7),
        (measured("loinc 19123-9", 1.7, "mg/dL"), "magnesium", 0.7),
        (measured("loinc 777-3", 210, "10*3/uL"), "platelets", 210),
        (measured("loinc 98979-8", 54, "mL/min/{1.73_m2}"), "egfr", 54),
        (measured("own cows", 14), "cows_score", 14),
        (measured("own sows-handelsman-16", 20), "sows_score", 20),
        (observation(text="COWS", valueInteger=9), "cows_score", 9),
        (observation(text="Clinical Opiate Withdrawal Scale (COWS) total score", valueInteger=9), "cows_score", 9),
        (observation("loinc 44261-6", valueInteger=15), "phq9_score", 15),
        (observation("sct 720433000", valueInteger=15), "phq9_score", 15),
        (observation("loinc 44260-8", valueCodeableConcept=code("loinc LA6569-3")), "phq9_item9", 1),
        (observation("loinc 70274-6", valueInteger=8), "gad7_score", 8),
        (measured("loinc 1742-6", 120, "U/L", referenceRange=[{"high": {"value": 40}}]), "alt_times_uln", 3),
        (observation("loinc 71802-3", valueCodeableConcept=code(text="Patient is homeless")), "housing", "homeless"),
        (observation("loinc 72166-2", valueCodeableConcept=code("sct 266919005")), "tobacco_use", False),
        (observation("loinc 56888-1", valueString="Non-reactive"), "hiv", "negative"),
        (observation("loinc 11259-9", valueString="Detected"), "hcv", "positive"),
    ],
)
def test_what_was_measured_becomes_its_fact_in_its_unit(entry, fact, value):
    assert facts(entry) == {fact: value}


def test_blood_pressure_is_read_from_the_parts_of_its_panel():
    parts = [{"code": code("loinc 8480-6"), "valueQuantity": {"value": 128, "unit": "mmHg", "code": "mm[Hg]"}}]
    assert facts(observation("loinc 85354-9", component=parts)) == {"systolic_bp": 128}


def test_the_uncorrected_qt_is_never_the_qtc():
    for one in ("loinc 8634-8 QT interval", "loinc 44975-1"):
        assert facts(measured(one, 462, "ms")) == {}
        assert "it is not the QTc" in unused(measured(one, 462, "ms"))


@pytest.mark.parametrize(
    "entry",
    [
        measured("loinc 8636-3", 46, "ms"),
        measured("loinc 8636-3", 462, "mV"),
        measured("own cows", 60),
        measured("loinc 29463-7", 70),
        observation("loinc 8636-3", valueQuantity={"value": 500, "unit": "ms", "comparator": ">"}),
        observation("loinc 8636-3", valueString="462"),
        observation("loinc 8636-3"),
        measured("loinc 1742-6", 120, "U/L"),
        observation("own cows", dataAbsentReason=code(text="refused")),
        measured("own sows-gossop-10", 20),
        observation(text="SOWS", valueInteger=20),
        observation(text="COWS pulse", valueInteger=2),
        observation("loinc 16128-1", valueString="Positive"),
        observation("loinc 71802-3", valueString="maybe"),
    ],
)
def test_what_is_doubtful_gives_no_fact_and_is_listed(entry):
    assert facts(entry) == {}
    assert len(read(entry).unused) == 1


@pytest.mark.parametrize("one", ["own cows", "loinc 9279-1", "loinc 59408-5", "loinc 8867-4"])
def test_signs_decide_on_their_own_day_only(one):
    value = 14 if one == "own cows" else 60
    if one == "loinc 9279-1":
        value = 12
    assert facts(measured(one, value, when="2026-11-20T10:00:00")) != {}
    assert facts(measured(one, value, when="2026-11-21")) != {}
    for when in ("2026-11-20T08:00:00", "2026-11-20", "2026-11", None):
        assert facts(measured(one, value, when=when)) == {}
    assert "24 hours" in unused(measured(one, value, when="2026-11-20T08:00:00"))


@pytest.mark.parametrize(
    ("one", "value", "unit"), [("loinc 8636-3", 462, "ms"), ("loinc 2823-3", 4, "mmol/L"), ("loinc 98979-8", 60, "mL/min")]
)
def test_results_older_than_a_year_do_not_count(one, value, unit):
    assert facts(measured(one, value, unit, "2025-12-01")) != {}
    assert facts(measured(one, value, unit, "2025-11-01")) == {}


def test_an_old_questionnaire_score_is_kept_and_asked_again():
    old = observation("loinc 44261-6", when="2023-08-12", valueInteger=15)
    assert facts(old) == {"phq9_score": 15}
    assert notices(old) == {"score_old"}
    assert notices(old, observation("loinc 44261-6", valueInteger=5)) == set()


# Urine -----------------------------------------------------------------------------------------------------------


def urine(one: str, answer: str | None, when: str = "2026-11-21T08:00:00", **fields) -> dict:
    answered = {"valueCodeableConcept": code(f"sct {answer}")} if answer else {}
    return observation(f"loinc {one}", when=when, **answered, **fields)


POSITIVE, NEGATIVE = "10828004", "260385009"


@pytest.mark.parametrize(
    "answer",
    [
        {"valueCodeableConcept": code("sct 260373001")},
        {"valueCodeableConcept": code(text="Detected")},
        {"valueString": "POSITIVE"},
        {"valueCodeableConcept": code("loinc LA6576-8")},
        {"interpretation": [code("http://hl7.org/fhir/v2/0078 POS")], "valueQuantity": {"value": 900}},
    ],
)
def test_positive_is_understood_however_it_is_written(answer):
    known = facts(observation("loinc 19295-5", **answer))
    assert known["urine_opiates"] == "positive"
    assert known["urine_hours_ago"] == 1
    assert known["opioid_urine_negative"] is False


def test_a_number_without_its_interpretation_says_neither():
    assert facts(observation("loinc 19295-5", valueQuantity={"value": 900, "unit": "ng/mL"})) == {}


def test_value_and_interpretation_that_disagree_say_nothing():
    entry = urine("19295-5", POSITIVE, interpretation=[code("http://hl7.org/fhir/v2/0078 NEG")])
    assert facts(entry) == {}
    assert "result_contradicts_itself" in notices(entry)


def test_only_the_newest_day_of_urine_tests_counts():
    known = facts(urine("19295-5", POSITIVE, "2026-11-01T08:00:00"), urine("58379-9", NEGATIVE))
    assert "urine_opiates" not in known
    assert known["urine_fentanyl"] == "negative"


def test_a_confirmatory_test_counts_over_the_screen_of_the_same_day():
    known = facts(urine("19550-3", POSITIVE), urine("16199-2", NEGATIVE))
    assert (known["urine_methadone"], known["urine_confirmed"]) == ("negative", True)


def test_screens_of_one_day_that_contradict_each_other_are_unknown():
    both = [urine("19550-3", POSITIVE), urine("3773-9", NEGATIVE)]
    assert "urine_methadone" not in facts(*both)
    assert "contradiction" in notices(*both)


def test_the_whole_panel_negative_today_and_nothing_less_is_a_clear_urine():
    panel = [urine(one, NEGATIVE) for one in ("19295-5", "19642-8", "58379-9", "19550-3", "93494-3")]
    assert facts(*panel)["opioid_urine_negative"] is True
    assert "opioid_urine_negative" not in facts(*panel[:4])
    old = [one | {"effectiveDateTime": "2026-11-19"} for one in panel]
    assert "opioid_urine_negative" not in facts(*old)


def test_a_negative_metabolite_does_not_show_that_the_drug_is_absent():
    assert facts(urine("43199-9", NEGATIVE)) == {}
    assert facts(urine("43199-9", POSITIVE))["urine_fentanyl"] == "positive"


# Questionnaires --------------------------------------------------------------------------------------------------

PHQ9 = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")


def answered(items: dict, **fields) -> dict:
    listed = [{"linkId": f"/{item}", "answer": [{"valueInteger": value}]} for item, value in items.items()]
    return made("QuestionnaireResponse", **{"status": "completed", "authored": "2026-11-20", "item": listed, **fields})


def test_a_complete_phq_9_is_added_up():
    assert facts(answered(dict.fromkeys(PHQ9, 2))) == {"phq9_score": 18, "phq9_item9": 2}


def test_answers_may_be_codings_in_groups():
    items = [{"linkId": item, "answer": [{"valueCoding": {"system": "http://loinc.org", "code": "LA6570-1"}}]} for item in PHQ9]
    assert facts(answered({}, item=[{"linkId": "44249-1", "item": items}]))["phq9_score"] == 18


def test_an_incomplete_phq_9_gives_item_9_alone():
    assert facts(answered({"44260-8": 1, "44250-9": 2})) == {"phq9_item9": 1}


def test_a_total_that_does_not_add_up_is_asked_about():
    wrong = answered({**dict.fromkeys(PHQ9, 1), "44261-6": 12})
    assert "phq9_score" not in facts(wrong)
    assert "total_does_not_add_up" in notices(wrong)


@pytest.mark.parametrize("value", [4, -1, 1.5])
def test_an_answer_out_of_range_spoils_the_scale(value):
    assert facts(answered({**dict.fromkeys(PHQ9, 1), "44250-9": value})) == {}


def test_deep_nesting_is_set_aside():
    item = {"linkId": "x"}
    for _ in range(500):
        item = {"linkId": "x", "item": [item]}
    assert "entry_not_readable" in notices(answered({}, item=[item]))


# Allergies -------------------------------------------------------------------------------------------------------

ANAPHYLAXIS = [{"manifestation": [code("sct 39579001 Anaphylaxis")], "severity": "severe"}]
NAUSEA = [{"manifestation": [code(text="Nausea")], "severity": "severe"}]
NONE = {f"allergy_{name}": False for name in ("methadone", "buprenorphine", "naloxone", "naltrexone")}


@pytest.mark.parametrize("entry", [allergy("rx 6813", reaction=ANAPHYLAXIS), allergy(text="Methadone allergy", criticality="high")])
def test_a_serious_allergic_reaction_sets_the_fact(entry):
    assert facts(entry) == {"allergy_methadone": True}


@pytest.mark.parametrize(
    "entry",
    [
        allergy("rx 6813", criticality="low"),
        allergy("rx 6813"),
        allergy("rx 6813", criticality="high", reaction=NAUSEA),
        allergy("rx 6813", type="intolerance", criticality="high"),
        allergy("rx 351267", criticality="high"),
        allergy("rx 6813", criticality="high", verificationStatus={"coding": [{"code": "unconfirmed"}]}),
    ],
)
def test_side_effects_and_doubts_are_asked_about(entry):
    assert facts(entry) == {}
    assert "allergy_unclear" in notices(entry)


def test_naloxone_and_naltrexone_are_kept_apart():
    assert facts(allergy(text="Naloxone", criticality="high")) == {"allergy_naloxone": True}
    assert facts(allergy(text="Naltrexone", criticality="high")) == {"allergy_naltrexone": True}
    mixed = allergy("rx 7242", text="Naltrexone", criticality="high")
    assert facts(mixed) == {}
    assert "code_text_mismatch" in notices(mixed)


@pytest.mark.parametrize(
    "entry", [allergy("sct 716186003"), allergy("sct 409137002"), allergy(text="No known allergies"), allergy(text="NKDA")]
)
def test_only_an_explicit_no_known_allergy_means_none(entry):
    assert facts(entry) == NONE


def test_no_known_food_allergy_and_an_allergy_to_dust_say_nothing():
    assert facts(allergy("sct 429625007", text="No known food allergy"), allergy("sct 232347008", text="Dander allergy")) == {}


def test_a_doubt_stays_a_doubt_beside_no_known_allergies():
    known = facts(allergy("sct 716186003"), allergy("rx 6813"))
    assert "allergy_methadone" not in known
    assert known["allergy_naltrexone"] is False


def test_a_serious_allergy_before_a_later_none_is_a_contradiction():
    none = allergy("sct 716186003", recordedDate="2026-01-01")
    assert facts(none, allergy("rx 6813", criticality="high", recordedDate="2026-05-01"))["allergy_methadone"] is True
    before = [none, allergy("rx 6813", criticality="high", recordedDate="2020-05-01")]
    assert "allergy_methadone" not in facts(*before)
    assert "contradiction" in notices(*before)
