"""Advice as other programs see it: the contract's JSON key by key, two people worked through, calendars made and refused."""

import json
from datetime import date, datetime
from types import MappingProxyType

import pytest

from holdfast.advice import advise, best, dated_guideline, plan_calendar, shown, stop_of
from holdfast.casefile import read_case
from holdfast.guideline.calendars.days import Calendar, Refused
from holdfast.guideline.options import OPTIONS
from holdfast.guideline.people import derived
from holdfast.language.errors import InputError
from holdfast.language.rules import STATUSES

AS_OF = datetime(2026, 11, 21, 9)
USES_HEROIN = {
    "age": 34, "sex": "female", "pregnant": False, "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none",
    "takes_opioid_analgesic": False, "sedated": False,
}  # fmt: skip
READY = {
    **USES_HEROIN,
    "objective_withdrawal_signs": 3,
    "pre_dose_checklist_clear": True,
    "cows_score": 14,
    "hours_since_short_acting_opioid": 20,
}


def about(place="us", settings=None, warnings=(), **facts):
    return advise(derived(facts), AS_OF, place, settings, warnings)


def option(advice, code):
    return next(each for each in advice.as_json()["options"] if each["code"] == code)


def read(root, name):
    return read_case((root / "examples" / name).read_bytes(), AS_OF)


def advice_for(case):
    return advise(case.known, case.as_of, case.place, case.settings, [(each.code, each.say, each.source) for each in case.warnings])


# --- The shape ---------------------------------------------------------------------------------------------------------

TEXT, LIST, MAYBE_TEXT, MAYBE_NUMBER = str, list, (str, type(None)), (int, type(None))
ADVICE = {
    "guideline": dict, "urgent": LIST, "diagnosis": dict, "options": LIST, "questions": LIST, "calendars": LIST, "warnings": LIST,
    "monitoring": LIST, "reviews": LIST,
}  # fmt: skip
OPTION = {
    "code": TEXT, "kind": TEXT, "status": TEXT, "then": MAYBE_TEXT, "rank": MAYBE_NUMBER, "until": MAYBE_TEXT, "instead": LIST,
    "reasons": LIST, "missing": LIST, "assumed": LIST,
}  # fmt: skip
REASON = {"rule": TEXT, "verb": TEXT, "stop": MAYBE_TEXT, "say": TEXT, "source": TEXT, "facts": dict}
QUESTION = {"fact": TEXT, "ask": TEXT, "settles": LIST}
CALENDAR = {"medicine": TEXT, "start": TEXT, "days": LIST}
DAY = {"day": int, "date": TEXT, "first_mg": (int, float), "total_mg": (int, float), "max_mg": (int, float), "doses": LIST, "note": TEXT}
DOSE = {"mg": (int, float), "when": TEXT, "if": MAYBE_TEXT}
SEVERITIES = ("none", "mild", "moderate", "severe", "unknown")

PEOPLE = {
    "nobody known": {},
    "a diagnosis": {"dsm5_criteria": 4},
    "ready for a first dose": READY,
    "pregnant and in danger": {**USES_HEROIN, "pregnant": True, "qtc_ms": 520, "suicide_risk": "high", "cows_score": 30},
    "on methadone with doses missed": {
        "current_medication": "methadone",
        "current_methadone_mg": 90,
        "missed_doses": 4,
        "dsm5_criteria_worst": 8,
    },
    "on the injection": {
        "current_medication": "buprenorphine_xr",
        "xr_product": "sublocade",
        "days_since_xr_injection": 20,
        "in_remission": True,
    },
}


def has_shape(given, shape):
    """The keys and types of the contract; more keys may be added, none may go."""
    return {key: type(given.get(key)) for key, kind in shape.items() if key not in given or not isinstance(given[key], kind)} == {}


@pytest.mark.parametrize("place", ["us", "uk"])
@pytest.mark.parametrize("facts", PEOPLE.values(), ids=PEOPLE.keys())
def test_the_advice_has_the_contract_s_shape(facts, place):
    advice = about(place, warnings=[("odd", "This is odd.", "Patient/1")], **facts)
    said = json.loads(json.dumps(advice.as_json(), allow_nan=False))
    assert has_shape(said, ADVICE)
    assert has_shape(said["guideline"], {"version": TEXT, "jurisdiction": TEXT, "as_of": TEXT})
    assert (said["guideline"]["jurisdiction"], said["guideline"]["as_of"]) == (place, "2026-11-21T09:00")
    assert has_shape(said["diagnosis"], {"severity": TEXT, "remission": MAYBE_TEXT, "reasons": LIST})
    assert said["diagnosis"]["severity"] in SEVERITIES
    assert all(has_shape(each, {"code": TEXT, "say": TEXT, "reasons": LIST}) and each["code"] for each in said["urgent"])
    assert [each["code"] for each in said["options"]] == list(OPTIONS)
    assert all(has_shape(each, OPTION) and each["status"] in STATUSES for each in said["options"])
    assert all(has_shape(reason, REASON) for each in (*said["options"], *said["urgent"]) for reason in each["reasons"])
    assert all(has_shape(each, QUESTION) for each in said["questions"])
    assert said["warnings"] == [{"code": "odd", "say": "This is odd.", "from": "Patient/1"}]
    assert all(has_shape(each, {"test": TEXT, "due": TEXT, "say": TEXT}) for each in said["monitoring"])
    assert all(has_shape(each, {"for": TEXT, "when": TEXT, "say": TEXT}) for each in said["reviews"])
    for calendar in said["calendars"]:
        assert has_shape(calendar, CALENDAR)
        assert all(has_shape(day, DAY) and date.fromisoformat(day["date"]) >= AS_OF.date() for day in calendar["days"])
        assert all(has_shape(dose, DOSE) and dose["mg"] > 0 for day in calendar["days"] for dose in day["doses"])


def test_the_people_above_show_every_part_of_the_advice():
    said = [about(**facts).as_json() for facts in PEOPLE.values()]
    for part in ("urgent", "questions", "calendars", "monitoring", "reviews"):
        assert any(each[part] for each in said), part
    assert {each["status"] for advice in said for each in advice["options"]} == set(STATUSES)


# --- Wait, ask, avoid --------------------------------------------------------------------------------------------------


def test_a_wait_says_until_when_what_to_do_instead_and_stands_among_the_reviews():
    advice = about(**READY)
    waiting = option(advice, "naltrexone_oral")
    assert (waiting["status"], waiting["then"]) == ("wait", None)
    assert waiting["until"] == "2026-11-27T13:00"  # seven days after the last use, twenty hours ago
    assert waiting["instead"][0] == "buprenorphine_naloxone_sl"
    (reason,) = [each for each in waiting["reasons"] if each["verb"] == "wait"]
    assert (reason["stop"], reason["facts"]["days_opioid_free"]) == (None, 0)
    assert "7 days" in reason["say"]
    assert {"for": "naltrexone_oral", "when": "2026-11-27T13:00", "say": "Not before, if nothing is taken."} in advice.as_json()["reviews"]


def test_a_wait_that_time_alone_does_not_end_has_no_until():
    waiting = option(about(**{**READY, "cows_score": 6}), "start_buprenorphine_standard")
    assert (waiting["status"], waiting["until"]) == ("wait", None)
    assert "start_buprenorphine_low_dose" in waiting["instead"]


def test_an_ask_says_what_it_becomes_what_is_missing_and_what_was_taken_as_clear():
    asked = option(about(**USES_HEROIN, cows_score=14), "start_buprenorphine_standard")
    assert (asked["status"], asked["then"], asked["until"]) == ("ask", "suitable", None)
    assert asked["rank"] >= 1
    assert {"hours_since_short_acting_opioid", "pre_dose_checklist_clear"} <= set(asked["missing"])
    assert "allergy_buprenorphine" in asked["assumed"]


def test_an_avoid_says_whether_it_may_be_overridden():
    advice = about(current_medication="methadone", qtc_ms=520)
    stops = {each["rule"]: each["stop"] for code in ("methadone", "naltrexone_oral") for each in option(advice, code)["reasons"]}
    assert stops["methadone_suitability.qtc_dangerous"] == "override"
    assert stops["naltrexone.opioid_on_board"] == "hard"
    assert option(advice, "methadone")["rank"] is None
    by_code = {ruling.id: stop_of(ruling) for ruling in advice.dated.rulings}
    assert by_code["methadone_suitability.treats_the_disorder"] is None


def test_urgent_needs_carry_the_contract_s_code_and_a_reason():
    (first,) = about(**{**READY, "overdose_now": True}).as_json()["urgent"]
    assert first["code"] == "overdose_now"
    assert first["reasons"][0]["facts"] == {"overdose_now": True}
    assert first["reasons"][0]["verb"] == "urgent"


def test_tests_say_by_when_or_that_they_come_first():
    due = {each["test"]: each["due"] for each in about(**USES_HEROIN).as_json()["monitoring"]}
    assert due["liver_panel"] == "2026-12-21"
    assert due["pre_dose_checklist"] == "first"
    assert "prescriber_assessment" not in due  # whether it is needed is not known, so it is only asked about


def test_facts_worked_out_as_a_fraction_are_shown_whole():
    assert shown({"days_opioid_free": 1.9, "weight_kg": 63.5, "cows_score": 14, "pregnant": False}) == {
        "days_opioid_free": 1, "weight_kg": 63.5, "cows_score": 14, "pregnant": False,
    }  # fmt: skip


def test_options_of_a_kind_come_best_first_and_what_is_not_ranked_last():
    found = best(about(**USES_HEROIN, allergy_methadone=True).findings, "medicine")
    ranks = [finding.rank for finding in found]
    assert ranks[: ranks.index(None)] == list(range(1, ranks.index(None) + 1))
    assert set(ranks[ranks.index(None) :]) == {None}
    assert "methadone" in {finding.option.code for finding in found if finding.rank is None}


def test_an_option_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        about().finding("metadone")


# --- Settings, day and place -------------------------------------------------------------------------------------------


def test_a_setting_changes_the_advice_and_is_shown_with_it():
    mild = {**READY, "cows_score": 9, "fentanyl_exposure": False}
    lower = about(settings={"buprenorphine_readiness.COWS_STANDARD": 8}, **mild)
    assert option(about(**mild), "start_buprenorphine_standard")["status"] == "wait"
    assert option(lower, "start_buprenorphine_standard")["status"] == "suitable"
    assert lower.as_json()["guideline"]["settings"] == {"buprenorphine_readiness.COWS_STANDARD": 8}


def test_a_setting_out_of_its_range_is_refused():
    with pytest.raises(InputError, match="8 to 13 points"):
        about(settings={"buprenorphine_readiness.COWS_STANDARD": 5}, **READY)


def test_the_guideline_of_a_day_is_resolved_once():
    morning, evening = datetime(2026, 11, 21, 8), datetime(2026, 11, 21, 20)
    assert dated_guideline(morning, "us", {}) is dated_guideline(evening, "us", MappingProxyType({}))
    assert dated_guideline(morning, "uk", {}) is not dated_guideline(morning, "us", {})


# --- Two people worked through -----------------------------------------------------------------------------------------


def test_ready_may_have_a_first_dose_of_either_medicine_today(root):
    advice = advice_for(read(root, "ready.json"))
    status = {finding.option.code: finding.status for finding in advice.findings}
    assert {status[code] for code in ("methadone", "buprenorphine_naloxone_sl", "start_methadone", "start_buprenorphine_standard")} == {
        "suitable"
    }
    assert {status[code] for code in ("naltrexone_oral", "naltrexone_xr", "start_naltrexone")} == {"wait"}
    assert status["continue_current"] == "not_indicated"
    assert (advice.diagnosis.severity, advice.judgement.urgent) == ("severe", ())
    starts = {calendar.start: calendar for calendar in advice.calendars}
    assert starts["start_methadone"].days[0].order.first_mg <= 30
    assert starts["start_methadone"].days[0].order.max_mg <= 40
    assert starts["start_buprenorphine_standard"].days[0].order.max_mg <= 8
    assert next(iter(starts)).startswith("start_")
    assert len(advice.judgement.questions) <= 5


def test_sam_is_asked_what_the_record_does_not_say_before_any_dose(root):
    case = read(root, "sam.json")
    advice = advice_for(case)
    found = {finding.option.code: finding for finding in advice.findings}
    assert (case.known["qtc_ms"], case.known["cows_score"], "current_medication" in case.known) == (424, 14, False)
    assert found["buprenorphine_naloxone_sl"].status == "suitable"
    assert (found["start_buprenorphine_standard"].status, found["start_buprenorphine_standard"].then) == ("ask", "suitable")
    assert found["start_naltrexone"].status == "avoid"
    assert found["naloxone_rescue"].status == "suitable"
    assert advice.calendars == ()
    assert advice.judgement.questions[0].fact.name == "current_medication"
    assert len(advice.judgement.questions) == 5


# --- Calendars ---------------------------------------------------------------------------------------------------------


def test_a_calendar_is_made_from_the_day_asked_for_and_for_as_many_days():
    planned = plan_calendar(about(**READY, setting="otp"), "start_methadone", datetime(2026, 12, 1), days=3)
    said = planned.as_json()
    assert (said["medicine"], said["start"]) == ("methadone", "start_methadone")
    assert [(day["day"], day["date"]) for day in said["days"]] == [(1, "2026-12-01"), (2, "2026-12-02"), (3, "2026-12-03")]
    first = said["days"][0]
    assert set(first) == {"day", "date", "first_mg", "total_mg", "max_mg", "doses", "note"}
    assert all(set(dose) == {"mg", "when", "if"} for dose in first["doses"])
    assert first["first_mg"] == first["doses"][0]["mg"] <= 30
    assert first["total_mg"] == sum(dose["mg"] for dose in first["doses"] if dose["if"] is None)
    assert first["max_mg"] == sum(dose["mg"] for dose in first["doses"]) <= 40


def test_a_calendar_begins_on_the_day_of_the_advice_unless_another_is_named():
    planned = plan_calendar(about(**READY), "start_buprenorphine_standard")
    assert isinstance(planned, Calendar)
    assert planned.days[0].date == AS_OF.date()


def test_the_product_asked_for_is_planned():
    planned = plan_calendar(about(**READY), "start_buprenorphine_xr", product="brixadi_weekly")
    assert isinstance(planned, Calendar)
    assert planned.days[0].order.first_mg == 16  # the label: 16 mg, and 8 mg more within three days
    usual = plan_calendar(about(**READY), "start_buprenorphine_xr")
    assert isinstance(usual, Calendar)
    assert usual.days[0].order.first_mg == 300


def test_a_wait_is_refused_with_its_reason_when_to_come_back_and_what_to_do_instead():
    refused = plan_calendar(about(**READY), "start_naltrexone")
    assert isinstance(refused, Refused)
    assert "Less than 7 days after an opioid" in refused.reasons[0]
    assert refused.reasons[-1] == "Not before Fri 27 Nov 2026, 13:00, if nothing is taken."
    assert "Methadone" in refused.instead


def test_a_wait_that_time_alone_does_not_end_is_refused_without_an_hour():
    refused = plan_calendar(about(**{**READY, "cows_score": 5}), "start_buprenorphine_standard")
    assert isinstance(refused, Refused)
    assert "11 points" in refused.reasons[0]
    assert not any("Not before" in reason for reason in refused.reasons)


def test_an_ask_is_refused_with_the_questions_that_would_allow_it():
    advice = about(**USES_HEROIN)
    refused = plan_calendar(advice, "start_buprenorphine_standard")
    assert isinstance(refused, Refused)
    assert "What is the withdrawal score (COWS) now?" in refused.instead
    assert any("rare dangers" in reason for reason in refused.reasons)


def test_what_only_hangs_on_an_answer_is_refused_with_the_fact_that_it_hangs_on():
    refused = plan_calendar(about(dsm5_criteria=7), "hold_dose_today")
    assert isinstance(refused, Refused)
    assert "current_medication" in refused.reasons[0]
    assert "Do you take a medicine for opioid addiction now? Which one?" in refused.instead


def test_an_avoid_is_refused_with_its_reason():
    refused = plan_calendar(about(**READY, allergy_methadone=True), "start_methadone")
    assert isinstance(refused, Refused)
    assert any("allergic" in reason for reason in refused.reasons)
    assert refused.as_json() == {"refused": list(refused.reasons), "instead": list(refused.instead)}


def test_what_is_not_indicated_is_refused_and_says_so():
    refused = plan_calendar(about(**READY), "resume_methadone")
    assert isinstance(refused, Refused)
    assert refused.reasons == ("It is not indicated for this person: Go back to methadone after missed doses.",)


def test_what_has_no_dosing_calendar_is_refused_with_what_has_one():
    refused = plan_calendar(about(**READY), "supervised_dosing")
    assert isinstance(refused, Refused)
    assert "start_methadone" in refused.instead[0]


def test_nobody_without_a_known_disorder_has_a_calendar():
    assert about().calendars == ()
    assert about(main_opioid="heroin").calendars == ()
    refused = plan_calendar(about(), "start_methadone")
    assert isinstance(refused, Refused)
    assert refused.reasons
