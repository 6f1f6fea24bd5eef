"""The suicide screen, AUDIT-C, DAST-10, PHQ-9 and GAD-7 as a record holds them: a questionnaire, or one observation for each answer.

Answer codes and their scores: LOINC answer lists as US Core's AUDIT-C questionnaire and LOINC's forms of the C-SSRS and GAD-7 print
them.
"""

import pytest

from holdfast.fhir.answer_codes import ANSWERS, ITEMS
from tests.fhir.making import LOINC, PERSON, SCT, code, condition, facts, made, notices, observation, read, unused

CSSRS = ("93246-7", "93247-5", "93248-3", "93249-1", "93250-9", "93267-3", "93269-9")
AUDIT_C = ("68518-0", "68519-8", "68520-6")
GAD7 = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
PHQ9 = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")
YES, NO = {"valueBoolean": True}, {"valueBoolean": False}
NO_TO_ALL = dict.fromkeys(CSSRS, NO)
SCREENED = {**NO_TO_ALL, "93247-5": YES, "93248-3": YES}


def questionnaire(answers: dict, when: str | None = "2026-11-20", **fields) -> dict:
    listed = [{"linkId": f"/{item}", "answer": [answer]} for item, answer in answers.items()]
    dated = {"authored": when} if when else {}
    return made("QuestionnaireResponse", **{"status": "completed", **dated, "item": listed, **fields})


def observed(answers: dict, when: str | None = "2026-11-20") -> list[dict]:
    swapped = {"valueCoding": "valueCodeableConcept"}
    found = []
    for item, answer in answers.items():
        ((key, value),) = answer.items()
        found.append(observation(f"loinc {item}", when=when, **{swapped.get(key, key): {"coding": [value]} if key in swapped else value}))
    return found


def coded(value: str, system: str | None = LOINC, display: str = "") -> dict:
    return {"valueCoding": {**({"system": system} if system else {}), "code": value, **({"display": display} if display else {})}}


def points(*values: int) -> dict:
    return {item: {"valueInteger": value} for item, value in zip(AUDIT_C, values, strict=True)}


def test_every_item_code_belongs_to_one_question_and_every_coded_answer_scores_one_of_its_answers():
    assert {key[1] for key in ITEMS} >= {*CSSRS, *AUDIT_C, *GAD7, *PHQ9}
    for key, answers in ANSWERS.items():
        instrument, question = ITEMS[key]
        assert instrument.totalled
        assert sorted({points for points, _ in answers.values()}) == list(question.scores)


# The suicide screen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "level"),
    [
        ((), "none"),
        (CSSRS[:1], "low"),
        (CSSRS[1:2], "low"),
        (CSSRS[1:3], "moderate"),
        (CSSRS[5:6], "moderate"),
        (CSSRS[1:5], "high"),
        (CSSRS[5:], "high"),
    ],
)
def test_the_level_is_worked_out_from_the_answers_however_they_are_handed_in(yes, level):
    answers = {**NO_TO_ALL, **dict.fromkeys(yes, YES)}
    assert facts(questionnaire(answers)) == {"suicide_risk": level}
    assert facts(*observed(answers)) == {"suicide_risk": level}
    parts = [{"code": code(f"loinc {item}"), **answer} for item, answer in answers.items()]
    assert facts(observation("loinc 93373-9", component=parts)) == {"suicide_risk": level}


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        (YES, NO),
        (coded("LA33-6"), coded("LA32-8")),
        (coded("LA33-6", None), coded("LA32-8", None)),
        (coded("373066001", SCT), coded("373067005", SCT)),
        (coded("Y", "http://terminology.hl7.org/CodeSystem/v2-0136"), coded("N", "http://terminology.hl7.org/CodeSystem/v2-0136")),
        (coded("anything", "urn:own", "Yes"), coded("other", "urn:own", " no ")),
        ({"valueString": "YES"}, {"valueString": "No."}),
        ({"valueInteger": 1}, {"valueInteger": 0}),
        ({"valueDecimal": 1.0}, {"valueQuantity": {"value": 0}}),
    ],
)
def test_yes_and_no_are_understood_however_they_are_written(yes, no):
    answers = {item: yes if SCREENED[item] is YES else no for item in CSSRS}
    assert facts(questionnaire(answers)) == {"suicide_risk": "moderate"}
    assert facts(*observed(answers)) == {"suicide_risk": "moderate"}


def test_questions_that_the_form_leaves_out_are_not_missing():
    assert facts(questionnaire({"93246-7": YES, "93247-5": NO, "93267-3": NO})) == {"suicide_risk": "low"}


def test_an_unfinished_screen_gives_no_level_names_what_is_missing_and_says_what_is_certain():
    begun = questionnaire({"93247-5": YES, "93248-3": YES})
    assert facts(begun) == {}
    assert "suicide_screen_unfinished" in notices(begun)
    assert "C-SSRS of 2026-11-20: not answered: wish_to_be_dead, intent, plan, behaviour_lifetime, behaviour_3_months" in unused(begun)


def test_one_answer_that_means_high_is_enough():
    assert facts(questionnaire({"93250-9": YES})) == {"suicide_risk": "high"}


@pytest.mark.parametrize("wrong", [coded("LA6568-5"), {"valueInteger": 2}, {"valueString": "maybe"}, {"valueDate": "2026-11-01"}])
def test_an_answer_that_is_none_is_named_with_its_place_and_the_rest_still_counts(wrong):
    form = questionnaire({**NO_TO_ALL, "93250-9": wrong})
    assert facts(form) == {}
    (notice,) = [each for each in read(form).warnings if each.code == "answer_not_understood"]
    assert "LOINC 93250-9" in notice.say
    assert "true or false" in notice.say
    assert facts(questionnaire({**NO_TO_ALL, "93250-9": wrong, "93249-1": YES})) == {"suicide_risk": "high"}


def test_two_answers_to_one_question_are_none():
    form = questionnaire(NO_TO_ALL)
    form["item"][0]["answer"] = [YES, NO]
    assert facts(form) == {}
    assert "answer_not_understood" in notices(form)
    assert facts(questionnaire(NO_TO_ALL), *observed({"93246-7": YES}, None)) == {"suicide_risk": "none"}


def test_answers_of_one_day_that_contradict_each_other_count_as_missing_unless_one_is_later():
    both = [*observed(NO_TO_ALL), *observed({"93246-7": YES})]
    assert facts(*both) == {}
    assert "answers_contradict" in notices(*both)
    earlier, later = observed(NO_TO_ALL, "2026-11-20T08:00:00"), observed({"93250-9": YES}, "2026-11-20T18:00:00")
    assert facts(*later, *earlier) == facts(*earlier, *later) == {"suicide_risk": "high"}


def test_a_screen_older_than_the_month_it_asks_about_gives_no_level_and_is_asked_again():
    for when in ("2026-10-01", None):
        old = questionnaire(SCREENED, when)
        assert facts(old) == {}
        assert "suicide_screen_old" in notices(old)
    assert facts(questionnaire(SCREENED, "2026-10-23")) == {"suicide_risk": "moderate"}
    renewed = questionnaire(SCREENED, "2026-10-01"), questionnaire(NO_TO_ALL)
    assert facts(*renewed) == {"suicide_risk": "none"}
    assert "suicide_screen_old" not in notices(*renewed)


def test_an_older_level_gives_way_to_newer_answers_that_already_mean_more():
    begun = questionnaire({"93247-5": YES, "93248-3": YES}, "2026-11-21T08:00:00")
    assert facts(questionnaire(NO_TO_ALL), begun) == {}
    assert facts(questionnaire({"93250-9": YES}), begun) == {"suicide_risk": "high"}
    assert facts(questionnaire(NO_TO_ALL), questionnaire({"93246-7": NO}, "2026-11-21T08:00:00")) == {"suicide_risk": "none"}


def test_thoughts_of_death_told_after_the_screen_open_it_again():
    tells = observation("loinc 44260-8", when="2026-11-20", valueInteger=1)
    assert facts(tells, questionnaire(NO_TO_ALL, "2026-11-18")) == {"phq9_item9": 1}
    assert "suicide_screen_before_thoughts" in notices(tells, questionnaire(NO_TO_ALL, "2026-11-18"))
    assert facts(tells, questionnaire(NO_TO_ALL))["suicide_risk"] == "none"
    assert facts(tells, questionnaire({"93250-9": YES}, "2026-11-18"))["suicide_risk"] == "high"


@pytest.mark.parametrize("level", [code("loinc LA9193-9 High"), code(text="high")])
def test_a_level_that_the_record_holds_is_never_trusted_alone(level):
    stored = observation("loinc 93374-7", valueCodeableConcept=level)
    assert facts(stored) == {}
    assert "suicide_level_without_answers" in notices(stored)
    assert "worked out from its answers" in unused(stored)
    answered = observation("loinc 93374-7", when="2026-11-20", valueCodeableConcept=level), questionnaire(NO_TO_ALL)
    assert facts(*answered) == {"suicide_risk": "none"}
    assert "suicide_level_without_answers" in notices(*answered)
    agreed = observation("loinc 93374-7", when="2026-11-20", valueCodeableConcept=level), questionnaire({"93250-9": YES})
    assert "suicide_level_without_answers" not in notices(*agreed)


def test_an_answer_recorded_as_having_no_value_is_missing():
    rest = observed({item: NO for item in CSSRS if item != "93247-5"})
    absent = observation("loinc 93247-5", when="2026-11-20", dataAbsentReason=code(text="refused"))
    assert facts(*rest, absent) == {}
    assert "recorded as having no value" in unused(*rest, absent)


# AUDIT-C ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "sex", "drinking"),
    [
        (points(1, 1, 1), "female", "risky"),
        (points(1, 1, 1), "male", "low"),
        (points(2, 1, 1), "male", "risky"),
        (points(0, 0, 0), "male", "none"),
        ({"68518-0": {"valueInteger": 0}}, "male", "none"),
        (dict(zip(AUDIT_C, (coded("LA18926-8"), coded("LA15694-5"), coded("LA6270-8")), strict=True)), "female", "low"),
        (dict(zip(AUDIT_C, (coded("LA18929-2"), coded("LA18932-6"), coded("LA18934-2")), strict=True)), "male", "risky"),
        (
            {item: {"valueString": said} for item, said in zip(AUDIT_C, ("2-4 times a month", "1 or 2", "Less than monthly"), strict=True)},
            "male",
            "low",
        ),
        ({"75626-2": {"valueDecimal": 5}}, "male", "risky"),
        ({"68518-0": {"valueInteger": 4}}, "male", "risky"),
    ],
)
def test_audit_c_settles_drinking_where_it_is_not_stated(answers, sex, drinking):
    patient = {**PERSON, "gender": sex}
    assert facts(questionnaire(answers), person=patient) == {"alcohol_use": drinking}
    assert facts(*observed(answers), person=patient) == {"alcohol_use": drinking}


def test_an_unfinished_audit_c_lists_what_was_not_answered():
    begun = questionnaire({"68518-0": coded("LA18926-8")})
    assert facts(begun) == {}
    assert "AUDIT-C of 2026-11-20: not answered: how_many, six_or_more" in unused(begun)


def test_a_total_between_the_two_lines_needs_the_sex_on_record():
    three = questionnaire(points(1, 1, 1))
    assert facts(three, person={**PERSON, "gender": "unknown"}) == {}
    assert "alcohol_screen_needs_sex" in notices(three, person={**PERSON, "gender": "unknown"})


def test_what_the_record_states_of_drinking_stands():
    stated = condition("icd F10.20")
    assert facts(stated, questionnaire(points(0, 0, 0)))["alcohol_use"] == "dependent"


def test_an_audit_c_of_more_than_a_year_ago_says_nothing_of_this_year():
    assert facts(questionnaire(points(4, 4, 4), "2025-11-01")) == {}
    assert "more than 12 months old" in unused(questionnaire(points(4, 4, 4), "2025-11-01"))


@pytest.mark.parametrize(
    "answers", [{**points(1, 1, 1), "68519-8": {"valueInteger": 5}}, {**points(1, 1, 1), "68519-8": coded("LA18926-8")}]
)
def test_a_wrong_answer_spoils_a_scale_that_is_added_up(answers):
    form = questionnaire(answers)
    assert facts(form) == {}
    assert "LOINC 68519-8" in next(each.say for each in read(form).warnings if each.code == "answer_not_understood")


@pytest.mark.parametrize("total", [13, -1, 2.5])
def test_a_total_that_cannot_be_is_said_so(total):
    for form in (questionnaire({"75626-2": {"valueDecimal": total}}), observation("loinc 75626-2", valueQuantity={"value": total})):
        assert facts(form) == {}
        assert "total_does_not_add_up" in notices(form)


# DAST-10, GAD-7, PHQ-9 -------------------------------------------------------------------------------------------


def test_a_dast_10_total_is_shown_with_its_band_and_settles_no_fact():
    for form in (questionnaire({"82667-7": {"valueInteger": 7}}), observation("loinc 82667-7", valueInteger=7)):
        assert facts(form) == {}
        assert "total 7 (substantial); no fact hangs on it" in unused(form)


def test_the_second_question_of_gad_7_has_a_word_of_its_own_for_two_points():
    answers = {item: coded("LA18938-3" if item == "68509-9" else "LA6570-1") for item in GAD7}
    assert facts(questionnaire(answers)) == {"gad7_score": 14}
    assert facts(questionnaire({**answers, "69733-4": coded("LA18938-3")})) == {}


def test_answers_in_the_words_of_the_form_count():
    assert facts(questionnaire({item: {"valueString": "Several days"} for item in PHQ9})) == {"phq9_score": 9, "phq9_item9": 1}


def test_answers_observed_one_by_one_are_added_up_for_their_day():
    assert facts(*observed({item: coded("LA6570-1") for item in PHQ9})) == {"phq9_score": 18, "phq9_item9": 2}
    two_days = [
        *observed({key: {"valueInteger": 1} for key in PHQ9[:5]}),
        *observed({key: {"valueInteger": 1} for key in PHQ9[5:8]}, "2026-11-19"),
    ]
    assert facts(*two_days) == {}


def test_an_old_total_gives_way_to_newer_answers_that_already_add_up_to_more():
    old = questionnaire({key: {"valueInteger": 0} for key in PHQ9}, "2026-11-01")
    assert facts(old)["phq9_score"] == 0
    newer = questionnaire({key: {"valueInteger": 3} for key in PHQ9[:4]})
    assert facts(old, newer) == {"phq9_item9": 0}


@pytest.mark.parametrize("wrong", [{"valueBoolean": "yes"}, {"valueCoding": 7}])
def test_of_an_entry_that_cannot_be_read_nothing_is_used(wrong):
    form = questionnaire({"93250-9": YES, "93249-1": wrong})
    parts = [{"code": code("loinc 93250-9"), **YES}, {"code": 7}]
    urine = [{"code": code("loinc 19295-5"), "valueString": "positive"}, {"code": 7}]
    for entry in (form, observation("loinc 93373-9", component=parts), observation("loinc 3426-4", component=urine)):
        assert facts(entry) == {}
        assert notices(entry) == {"entry_not_readable"}
