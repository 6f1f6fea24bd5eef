"""The claims of the design (`language.md`, "Claims worth proving") over made-up people, in the US and the UK.

Every number stands here in full and is never imported from the rule that it judges: a claim that shares a rule's limit
cannot find the limit wrong. At the end the guideline is broken on purpose, rule by rule, and the claims must notice.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, assume, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from holdfast.advice import advise, plan_calendar
from holdfast.engines.bedside import Bedside
from holdfast.guideline.calendars.days import Calendar, Refused
from holdfast.guideline.facts import FACTS
from holdfast.guideline.impossible import IMPOSSIBLE
from holdfast.guideline.options import GIVEN, OPTIONS
from holdfast.guideline.people import derived
from holdfast.guideline.programme import guideline
from holdfast.language.expressions import Known, condition, facts_in
from holdfast.language.kinds import Ask
from holdfast.language.rules import Avoid, Caution, Offer, Require, Wait
from tests.generative.again import later, nodes, stops, with_clear
from tests.generative.everybody import everybody, refuted
from tests.generative.people import anybody, disorder, no, possible, some, values_to_try, whole, yes
from tests.guideline.judged import DAY, _dated

AS_OF = datetime(2026, 11, 21, 9)
US_UK = ("us", "uk")

GOOD = ("preferred", "suitable", "caution")
CLOSED = ("avoid", "not_indicated")
AT_BEST_WAIT = ("wait", *CLOSED)
ORDER = ("preferred", "suitable", "caution", "ask", "wait", "avoid")
NALTREXONE = ("naltrexone_oral", "naltrexone_xr", "start_naltrexone")
SUBLINGUAL = ("buprenorphine_naloxone_sl", "buprenorphine_sl")
BUPRENORPHINE = (*SUBLINGUAL, "buprenorphine_xr")
FOR_THE_DISORDER = ("methadone", *BUPRENORPHINE, "naltrexone_oral", "naltrexone_xr")
BUPRENORPHINE_STARTS = tuple(
    f"start_buprenorphine_{way}" for way in ("standard", "home", "low_dose", "high_dose", "no_withdrawal", "after_overdose", "xr")
)
AGONIST_STARTS = ("start_methadone", *BUPRENORPHINE_STARTS)
GIVEN_CODES = tuple(option.code for option in GIVEN)


def found_in(dated, values):
    """Every option's finding by code, for what was said of somebody."""
    return {each.option.code: each for each in Bedside(dated, derived(values)).judgement().findings}


def findings(values, place="us", **chosen):
    return found_in(_dated(place, tuple(chosen.items())), values)


def statuses(found, codes):
    return {code: found[code].status for code in codes}


def check_never_better_than_wait(found, *codes):
    """Each of the options stands at wait or worse, and so promises nothing once checked."""
    assert {code: status for code, status in statuses(found, codes).items() if status not in AT_BEST_WAIT} == {}


def check_never_above_ask(found, *codes):
    assert {code: status for code, status in statuses(found, codes).items() if status in GOOD} == {}


def any_of_these(*sure, otherwise=None, **more):
    """Somebody with the disorder of whom one of the groups of facts is known; `otherwise`: often with these facts too."""
    made = [anybody({**disorder, **more, **each}) for each in sure]
    made += [anybody({**disorder, **more, **each}, otherwise=otherwise) for each in sure if otherwise]
    return st.one_of(*made)


# --- Naltrexone and opioids --------------------------------------------------------------------------------------------

may_start = {
    "current_medication": some("none"), "takes_opioid_analgesic": no, "pregnant": no, "sedated": no, "pre_dose_checklist_clear": yes,
    "setting": some("otp", "hospital", "emergency_department"), "age": whole(18, 59),
}  # fmt: skip
may_start_naltrexone = {**may_start, "opioid_urine_negative": yes, "naloxone_challenge_negative": yes, "cows_score": some(0)}
may_start_buprenorphine = {
    **may_start,
    "objective_withdrawal_signs": some(3),
    "hours_since_short_acting_opioid": some(40),
    "cows_score": some(20),
}
"""What else would have to be so for a first dose: with these, one missing stop is enough to let it through."""

READY_FOR_A_DOSE = {
    "oud_ever": True, "age": 34, "current_medication": "none", "takes_opioid_analgesic": False, "pregnant": False, "sedated": False,
    "pre_dose_checklist_clear": True,
}  # fmt: skip
READY_FOR_NALTREXONE = {**READY_FOR_A_DOSE, "opioid_urine_negative": True, "cows_score": 0}

AGONIST = some("methadone", "buprenorphine", "buprenorphine_xr", "diamorphine")
has_an_opioid_medicine = any_of_these(
    {"current_medication": AGONIST}, {"takes_opioid_analgesic": yes}, otherwise={**may_start_naltrexone, "days_opioid_free": some(100)}
)


def check_no_naltrexone_beside_an_opioid_medicine(found):
    check_never_better_than_wait(found, *NALTREXONE)


@everybody(has_an_opioid_medicine, examples=60)
def test_nobody_on_an_agonist_or_taking_opioid_analgesics_is_advised_naltrexone(values, place):
    check_no_naltrexone_beside_an_opioid_medicine(findings(values, place))


@everybody(anybody({"current_medication": AGONIST}))
def test_nobody_on_an_agonist_is_moved_to_naltrexone_today(values, place):
    check_never_better_than_wait(findings(values, place), "switch_agonist_to_naltrexone")


under_a_block = any_of_these(
    {"current_medication": some("naltrexone_oral"), "missed_doses": whole(0, 2)},
    {"current_medication": some("naltrexone_xr"), "days_since_xr_injection": whole(0, 27)},
    otherwise=may_start_buprenorphine,
)


def check_no_agonist_start_under_a_block(found):
    check_never_better_than_wait(found, *AGONIST_STARTS)


@everybody(under_a_block)
def test_nobody_under_a_naltrexone_block_is_advised_an_agonist_start(values, place):
    check_no_agonist_start_under_a_block(findings(values, place))


@everybody(
    any_of_these({"current_medication": some("none", "other")}, {}, xr_product=some("vivitrol"), days_since_xr_injection=whole(0, 27)),
    examples=60,
    such_as=[({**READY_FOR_A_DOSE, "xr_product": "vivitrol", "days_since_xr_injection": 3},)],
)
def test_a_recent_naltrexone_injection_is_a_block_even_where_no_medicine_is_taken_now(values, place):
    check_never_above_ask(findings(values, place), *AGONIST_STARTS)


SEVEN_DAYS, TEN_DAYS = 7 * 24, 10 * 24
ANY_OPIOID = tuple(
    {name: whole(0, SEVEN_DAYS - 1) | some(167.5)} for name in ("hours_since_short_acting_opioid", "hours_since_long_acting_opioid")
)
LONG_ONES = tuple(
    {name: whole(0, TEN_DAYS - 1) | whole(SEVEN_DAYS, TEN_DAYS - 1)} for name in ("hours_since_methadone", "hours_since_buprenorphine")
)


@everybody(
    any_of_these(*ANY_OPIOID, {"days_opioid_free": whole(0, 6)}, otherwise=may_start_naltrexone),
    examples=60,
    such_as=[({**READY_FOR_NALTREXONE, "days_opioid_free": 3, "last_opioid_class": "short_acting", "protected_by_naltrexone": True},)],
)
def test_naltrexone_is_never_past_wait_within_seven_days_of_any_opioid(values, place):
    check_never_better_than_wait(findings(values, place), *NALTREXONE)


@everybody(
    any_of_these(
        {"days_opioid_free": whole(7, 9), "last_opioid_class": some("methadone", "buprenorphine", "buprenorphine_xr")},
        otherwise=may_start_naltrexone,
    ),
    such_as=[({"oud_ever": True, "days_opioid_free": 8, "last_opioid_class": "methadone", "current_medication": "naltrexone_xr"},)],
)
def test_naltrexone_is_never_past_wait_within_ten_days_where_methadone_or_buprenorphine_came_last(values, place):
    check_never_better_than_wait(findings(values, place), *NALTREXONE)


@everybody(
    any_of_these(*LONG_ONES, otherwise=may_start_naltrexone),
    examples=90,
    such_as=[
        ({**READY_FOR_NALTREXONE, "hours_since_methadone": 200, "last_opioid_class": "short_acting"},),
        ({"oud_ever": True, "hours_since_methadone": 200, "main_opioid": "buprenorphine"},),
    ],
)
def test_naltrexone_is_never_past_wait_within_ten_days_of_methadone_or_buprenorphine_by_the_hours(values, place):
    check_never_better_than_wait(findings(values, place), *NALTREXONE)


BUPRENORPHINE_INJECTION = {
    "xr_product": some("sublocade", "brixadi_weekly", "brixadi_monthly", "buvidal_weekly", "buvidal_monthly"),
    "days_since_xr_injection": whole(0, 9),
}


@everybody(
    any_of_these(BUPRENORPHINE_INJECTION, otherwise=may_start_naltrexone),
    such_as=[
        (
            {
                **READY_FOR_NALTREXONE,
                "xr_product": "sublocade",
                "days_since_xr_injection": 3,
                "days_opioid_free": 20,
                "naloxone_challenge_negative": True,
            },
        ),
        ({"oud_ever": True, "xr_product": "sublocade", "days_since_xr_injection": 3},),
    ],
)
def test_naltrexone_is_never_past_wait_within_ten_days_of_a_buprenorphine_injection(values, place):
    check_never_better_than_wait(findings(values, place), *NALTREXONE)


@everybody(
    any_of_these({"opioid_use_days_30": whole(24, 30)}, otherwise=may_start_naltrexone),
    such_as=[
        ({"oud_ever": True, "opioid_use_days_30": 24},),
        ({"oud_ever": True, "opioid_use_days_30": 25, "opioid_within_a_week": False},),
    ],
)
def test_naltrexone_is_never_past_wait_for_somebody_who_used_on_24_or_more_of_the_last_30_days(values, place):
    """24 days of use in 30 leave at most six without, so the last use lies within seven days."""
    check_never_better_than_wait(findings(values, place), *NALTREXONE)


@everybody(
    any_of_these(
        {"cows_before_dose": whole(8, 20), "cows_score": whole(25, 40), "minutes_since_dose": whole(0, 120)}, otherwise=may_start_naltrexone
    ),
    such_as=[({"oud_ever": True, "cows_before_dose": 8, "cows_score": 25, "minutes_since_dose": 30},)],
)
def test_naltrexone_is_never_past_wait_within_two_hours_of_the_dose_that_set_off_withdrawal(values, place):
    check_never_better_than_wait(findings(values, place), *NALTREXONE)


# --- Buprenorphine and withdrawal --------------------------------------------------------------------------------------

STANDARD = ("start_buprenorphine_standard",)
LOWEST = {"buprenorphine_readiness.COWS_STANDARD": 8.0, "buprenorphine_readiness.COWS_STRONG": 11.0}
STRONG = (
    {"main_opioid": some("fentanyl", "nitazene", "methadone", "long_acting_prescription")},
    {"fentanyl_exposure": yes},
    {"urine_fentanyl": some("positive")},
    {"current_medication": some("methadone")},
    {"hours_since_methadone": whole(0, 71)},
    {"hours_since_long_acting_opioid": whole(0, 71)},
)
in_hardly_any_withdrawal = any_of_these({"cows_score": whole(0, 7)}, otherwise=may_start_buprenorphine)
in_mild_withdrawal = any_of_these({"cows_score": whole(0, 10)}, otherwise=may_start_buprenorphine)


@everybody(in_hardly_any_withdrawal)
def test_no_standard_buprenorphine_start_below_cows_8_even_at_the_lowest_setting(values, place):
    check_never_better_than_wait(findings(values, place, **LOWEST), *STANDARD)


@everybody(anybody({**disorder, "cows_score": whole(0, 10)}, never=("test_dose_tolerated",), otherwise=may_start_buprenorphine))
def test_no_buprenorphine_injection_is_started_below_cows_11_unless_a_test_dose_was_borne(values, place):
    check_never_above_ask(findings(values, place), "start_buprenorphine_xr")


@everybody(in_hardly_any_withdrawal)
def test_no_high_dose_buprenorphine_start_below_cows_8(values, place):
    check_never_better_than_wait(findings(values, place), "start_buprenorphine_high_dose")


def check_no_standard_start(found):
    check_never_better_than_wait(found, *STANDARD)


@everybody(in_mild_withdrawal)
def test_no_standard_buprenorphine_start_below_cows_11(values, place):
    check_no_standard_start(findings(values, place))


@everybody(
    any_of_these(*STRONG, cows_score=whole(11, 12), otherwise=may_start_buprenorphine),
    examples=90,
    such_as=[({"oud_ever": True, "cows_score": 11, "urine_fentanyl": "positive", "fentanyl_exposure": False},)],
)
def test_no_standard_buprenorphine_start_below_cows_13_after_fentanyl_methadone_or_a_long_acting_opioid(values, place):
    check_never_better_than_wait(findings(values, place), *STANDARD)


@everybody(any_of_these({"sedated": yes}, {"intoxicated": yes}, otherwise=may_start_buprenorphine), examples=80)
def test_no_dose_is_started_resumed_or_raised_in_somebody_who_is_not_awake(values, place):
    doses = [code for code in GIVEN_CODES if code not in ("start_naltrexone", "switch_agonist_to_naltrexone")]
    check_never_better_than_wait(findings(values, place), *doses)


# --- What is unknown, and the checklist --------------------------------------------------------------------------------

unticked = anybody({"pre_dose_checklist_clear": no}) | anybody(disorder, never=("pre_dose_checklist_clear",))
ticked = {**disorder, "pre_dose_checklist_clear": yes, "sedated": no}


def check_nothing_given(found):
    check_never_above_ask(found, *GIVEN_CODES)


@everybody(unticked, examples=75)
def test_nothing_is_given_while_the_checklist_is_not_answered_clear(values, place):
    check_nothing_given(findings(values, place))


def stops_on(dated, code):
    return [ruling for ruling in dated.by_option[code] if isinstance(ruling.rule, Avoid | Wait | Require)]


@everybody(anybody(ticked), examples=75)
def test_nothing_is_given_while_a_stop_holds_or_hangs_on_something_unknown(values, place):
    dated, known = _dated(place, ()), derived(values)
    found = found_in(dated, values)
    for code in GIVEN_CODES:
        if found[code].status in GOOD:
            assert {ruling.id for ruling in stops_on(dated, code) if stops(ruling, with_clear(known), known) > 0} == set()


def likely(values):
    known = derived(values)
    return not any(each.holds(known) for each in IMPOSSIBLE)


@everybody(anybody(ticked), examples=60)
def test_no_answer_still_to_be_had_could_stop_a_dose_that_is_allowed_without_it(values, place):
    """A fact is relevant where some answer would stop the dose. Then the dose waits for the answer. What a requirement reads
    only where it is known (`known`) is by the guideline's own word not needed."""
    dated, known = _dated(place, ()), derived(values)
    found = found_in(dated, values)
    for code in GIVEN_CODES if likely(values) else ():
        rulings = stops_on(dated, code) if found[code].status in GOOD else []
        answers = [(ruling, {name: value}) for ruling in rulings for name in sorted(needed(ruling, known)) for value in values_to_try(name)]
        for ruling, more in answers:
            if stops(ruling, with_clear({**known, **more}), {**known, **more}) > 0:
                assert not likely({**values, **more}), (code, ruling.id, more)


def needed(ruling, known):
    """The ASK facts that a stop reads whether or not they are known, and that are not."""
    unguarded = {fact.name for fact in ruling.reads if isinstance(fact.unknown, Ask) and fact.name not in known}
    return unguarded - {
        part.fact.name for node in (ruling.when, ruling.met) if node is not None for part in nodes(node) if isinstance(part, Known)
    }


DIAGNOSES = [{"dsm5_criteria": count} for count in range(2, 12)] + [{"oud_ever": True}, {"opioid_use_disorder_recorded": True}]


@pytest.mark.parametrize("place", US_UK)
@pytest.mark.parametrize("diagnosis", DIAGNOSES, ids=str)
def test_a_diagnosis_and_nothing_else_gives_a_medicine_once_checked_naloxone_and_at_most_five_questions(diagnosis, place):
    said = Bedside(_dated(place, ()), derived(diagnosis)).judgement()
    found = {each.option.code: each for each in said.findings}
    assert any((found[code].then or found[code].status) in ("preferred", "suitable") for code in FOR_THE_DISORDER)
    assert found["naloxone_rescue"].status in GOOD
    assert 1 <= len(said.questions) <= 5


has_the_disorder = st.one_of(
    anybody(disorder),
    anybody({"dsm5_criteria": whole(2, 11)}),
    anybody({"opioid_use_disorder_recorded": yes}),
    anybody({"current_medication": AGONIST}),
)


@everybody(has_the_disorder)
def test_nobody_with_the_disorder_is_left_without_an_option_above_avoid(values, place):
    found = findings(values, place)
    assert any(each.status not in CLOSED for each in found.values() if each.option.kind == "medicine")


NO_MEDICINE_LEFT = {"allergy_methadone": yes, "allergy_buprenorphine": yes, "allergy_naltrexone": yes}


@everybody(
    any_of_these({"physically_dependent": yes, "wants_withdrawal_management": yes}, NO_MEDICINE_LEFT)
    | anybody({"physically_dependent": yes}),
    examples=60,
)
def test_withdrawal_management_alone_is_never_the_last_step(values, place):
    found = findings(values, place)
    assert found["withdrawal_management"].status not in ("preferred", "suitable")
    known = derived(values)
    has_it = known.get("oud_ever") is True or known.get("dsm5_criteria", 0) >= 2 or known.get("current_medication") in OWN_MEDICINE
    if found["withdrawal_management"].status not in CLOSED and all(found[code].status in CLOSED for code in FOR_THE_DISORDER):
        avoided = {
            code for code in FOR_THE_DISORDER if any(isinstance(each.ruling.rule, Avoid) and each.ruling.say for each in found[code].fired)
        }
        assert avoided == set(FOR_THE_DISORDER) or not has_it  # without the disorder, that is the reason


# --- Pregnancy, the heart, and staying on what works -------------------------------------------------------------------

is_pregnant = any_of_these({"pregnant": yes})


def check_no_withdrawal_in_pregnancy(found):
    stopped = found["withdrawal_management"]
    assert stopped.status == "avoid"
    assert any(isinstance(fired.ruling.rule, Avoid) and not fired.ruling.rule.hard and fired.ruling.say for fired in stopped.fired)
    check_never_above_ask(found, "start_naltrexone")


@everybody(is_pregnant)
def test_in_pregnancy_withdrawal_management_is_avoided_with_an_override_and_naltrexone_is_not_started(values, place):
    check_no_withdrawal_in_pregnancy(findings(values, place))


@everybody(
    is_pregnant,
    such_as=[({"oud_ever": True, "pregnant": True},)],
)
def test_in_pregnancy_a_naltrexone_start_is_avoided_and_never_promised(values, place):
    start = findings(values, place)["start_naltrexone"]
    assert (start.status, start.then) in {("avoid", None), ("not_indicated", None)}


long_qt = any_of_these({"qtc_ms": whole(500, 700)})


def check_methadone_is_neither_started_nor_raised(found):
    raises = ("start_methadone", "increase_methadone", "switch_buprenorphine_to_methadone")
    assert set(statuses(found, raises).values()) == {"avoid"}


@everybody(long_qt)
def test_a_qtc_of_500_or_more_never_starts_or_raises_methadone_without_an_override(values, place):
    check_methadone_is_neither_started_nor_raised(findings(values, place))


QT_FLAGS = ("long_qt_history", "torsades_history", "syncope_unexplained", "qt_prolonging_medicine", "structural_heart_disease")
qt_facts = st.fixed_dictionaries({}, optional={"qtc_ms": some(400, 449, 450, 470, 499, 500, 520, 600), **dict.fromkeys(QT_FLAGS, yes)})
would_choose_methadone = {"prefers": some("methadone"), "response_methadone": some("good")}


def _ranks_above(one, other):
    return one.rank is not None and (other.rank is None or one.rank < other.rank)


@everybody(
    st.one_of(anybody({**disorder, **more}, never=("qtc_ms", *QT_FLAGS)) for more in ({}, would_choose_methadone)),
    qt_facts.filter(bool),
    examples=90,
    such_as=[({"oud_ever": True, "age": 17, "prefers": "methadone", "response_methadone": "good"}, {"long_qt_history": True})],
)
def test_learning_of_a_risk_to_the_heart_never_ranks_methadone_above_buprenorphine(values, place, learned):
    before, after = findings(values, place), findings({**values, **learned}, place)
    overtaken = {
        code
        for code in BUPRENORPHINE
        if not _ranks_above(before["methadone"], before[code]) and _ranks_above(after["methadone"], after[code])
    }
    assert overtaken == set()


OWN_MEDICINE = {
    "methadone": ("methadone",),
    "buprenorphine": SUBLINGUAL,
    "buprenorphine_xr": ("buprenorphine_xr",),
    "naltrexone_oral": ("naltrexone_oral",),
    "naltrexone_xr": ("naltrexone_xr",),
    "diamorphine": (),
}
treated = {"current_medication": some(*OWN_MEDICINE)}
well = {**treated, "dose_control": some("ok"), "still_using_opioids": no, "sedated": no, "missed_doses": some(0)}


def check_may_go_on(found):
    assert found["continue_current"].status not in CLOSED
    assert found["unaided_abrupt_stop"].status == "avoid"


@everybody(anybody(treated) | anybody(well), examples=60)
def test_nobody_on_a_medicine_is_told_that_it_is_not_indicated_or_to_stop_at_once(values, place):
    found = findings(values, place)
    check_may_go_on(found)
    assert "not_indicated" not in {found[code].status for code in OWN_MEDICINE[values["current_medication"]]}


@everybody(anybody({**well, "current_medication": AGONIST}))
def test_somebody_well_on_an_opioid_medicine_may_go_on_today(values, place):
    going_on = findings(values, place)["continue_current"]
    assert (going_on.then or going_on.status) in GOOD


# --- Naloxone ----------------------------------------------------------------------------------------------------------

HOURS = ("hours_since_short_acting_opioid", "hours_since_long_acting_opioid", "hours_since_methadone", "hours_since_buprenorphine")
USES = (
    {"main_opioid": some("heroin", "fentanyl", "nitazene", "tramadol", "kratom", "other", "methadone", "buprenorphine")},
    {"opioid_use_days_30": whole(1, 30)},
    {"days_opioid_free": whole(0, 364)},
    *({name: whole(0, 8759)} for name in HOURS),
    {"current_medication": AGONIST},
    {"takes_opioid_analgesic": yes},
    {"physically_dependent": yes},
    {"fentanyl_exposure": yes},
    {"overdose_now": yes},
    {"overdoses_past_year": whole(1, 20)},
    {"lost_tolerance": yes},
    {"partner_uses": yes},
    {"still_using_opioids": yes},
    {"dsm5_criteria": whole(2, 11)},
    {"oud_ever": yes},
)
SAYS_USE = (
    {"urine_6mam": some("positive")},
    {"urine_opiates": some("positive")},
    {"urine_oxycodone": some("positive")},
    {"urine_methadone": some("positive")},
    {"opioids_since_last_dose": yes},
    {"opioid_route": some("injected", "smoked", "snorted")},
    {"opioids_only_as_prescribed": yes},
    {"precipitated_withdrawal": yes},
    {"in_remission": yes},
    {"recorded_severity": some("mild", "moderate_or_severe")},
)
used = st.one_of(*(anybody(each) for each in USES))


def check_naloxone_is_offered(found):
    assert found["naloxone_rescue"].status in GOOD


@everybody(used, examples=75)
def test_naloxone_is_offered_to_everyone_who_uses_or_has_used_or_lives_with_someone_who_does(values, place):
    check_naloxone_is_offered(findings(values, place))


@everybody(
    st.one_of(*(anybody(each) for each in SAYS_USE)),
    examples=60,
    such_as=[
        ({"urine_6mam": "positive"},),
        ({"opioids_since_last_dose": True},),
        ({"opioid_route": "smoked"},),
        ({"recorded_severity": "mild"},),
    ],
)
def test_naloxone_is_offered_whatever_fact_says_that_an_opioid_was_taken(values, place):
    check_naloxone_is_offered(findings(values, place))


# --- Fairness ----------------------------------------------------------------------------------------------------------

NOT_A_REASON = (
    "alcohol_use", "alcohol_withdrawal_risk", "benzodiazepine_use", "sedative_dependent", "gabapentinoid_use", "stimulant_use_disorder",
    "tobacco_use", "urine_cocaine", "urine_amphetamine", "urine_benzodiazepine", "still_using_opioids", "opioids_since_last_dose",
    "declines_counselling",
)  # fmt: skip
"""Other drugs, continued use, declined counselling."""
MEDICINES = tuple(code for code, option in OPTIONS.items() if option.kind == "medicine")


def test_no_rule_offers_avoids_or_delays_a_medicine_for_other_drugs_continued_use_or_declined_counselling():
    for id, rule in guideline().rules.items():
        if isinstance(rule, Offer | Avoid | Wait) and any(option.kind == "medicine" for option in rule.options):
            assert not {fact.name for fact in facts_in(condition(rule.when))} & set(NOT_A_REASON), id


@everybody(anybody(disorder, never=NOT_A_REASON), st.fixed_dictionaries({name: some(*values_to_try(name)) for name in NOT_A_REASON}))
def test_no_medicine_is_lost_or_delayed_by_other_drugs_continued_use_or_declined_counselling(values, place, learned):
    def refused(found):
        return {code: status for code, status in statuses(found, MEDICINES).items() if status not in GOOD}

    assert refused(findings({**values, **learned}, place)) == refused(findings(values, place))


# --- Learning ----------------------------------------------------------------------------------------------------------


def one_answer_to(names):
    return st.sampled_from(sorted(names)).flatmap(lambda name: st.tuples(st.just(name), some(*values_to_try(name))))


SILENT = {name for name, fact in FACTS.items() if not isinstance(fact.unknown, Ask)}
AGAINST = {
    fact.name for rule in guideline().rules.values() if isinstance(rule, Avoid | Wait | Caution) for fact in facts_in(condition(rule.when))
}


def newly_against(dated, code, before, after):
    """Whether what was learned makes an Avoid, Wait or Caution of the option hold that did not hold."""
    rulings = [ruling for ruling in dated.by_option[code] if isinstance(ruling.rule, Avoid | Wait | Caution)]
    return any(stops(each, with_clear(after), after) == 1 > stops(each, with_clear(before), before) for each in rulings)


def check_no_option_looks_better_for_a_contra_indication(values, place, learned):
    """An option at ask stands where it will stand once what is open proves clear; only an answer that it asked for moves it up."""
    name, value = learned
    fewer = {other: said for other, said in values.items() if other != name}
    more = {**fewer, name: value}
    assume(possible(fewer))
    assume(possible(more))
    dated = _dated(place, ())
    was, now = found_in(dated, fewer), found_in(dated, more)
    before, after = derived(fewer), derived(more)
    for code in OPTIONS:
        if "not_indicated" in (was[code].status, now[code].status) or not newly_against(dated, code, before, after):
            continue
        change = (code, f"{was[code].status} {was[code].then}", f"{now[code].status} {now[code].then}")
        assert ORDER.index(now[code].then or now[code].status) >= ORDER.index(was[code].then or was[code].status), change
        assert ORDER.index(now[code].status) >= ORDER.index(was[code].status) or name in was[code].open, change


@everybody(anybody(disorder), one_answer_to(SILENT), examples=75)
def test_learning_a_silent_contra_indication_never_makes_an_option_look_better(values, place, learned):
    check_no_option_looks_better_for_a_contra_indication(values, place, learned)


@everybody(anybody(disorder), one_answer_to(AGAINST), examples=75)
def test_learning_any_fact_that_speaks_against_an_option_never_makes_it_look_better(values, place, learned):
    check_no_option_looks_better_for_a_contra_indication(values, place, learned)


# --- Time --------------------------------------------------------------------------------------------------------------


@everybody(any_of_these({}, {"days_opioid_free": whole(0, 15)}, {"hours_since_short_acting_opioid": whole(0, 40)}), examples=75)
def test_not_before_is_the_first_hour_at_which_the_last_wait_that_time_ends_is_over(values, place):
    dated, known = _dated(place, ()), derived(values)

    def waiting(code, hours):
        then = later(known, hours)
        waits = [ruling for ruling in dated.by_option[code] if isinstance(ruling.rule, Wait)]
        return {ruling.id for ruling in waits if stops(ruling, with_clear(then), then) == 1}

    for code, finding in found_in(dated, values).items():
        if finding.until is not None:
            assert finding.status == "wait"
            ended = waiting(code, 0) - waiting(code, finding.until)
            assert ended, (code, finding.until)
            assert finding.until == 0 or ended & waiting(code, finding.until - 1), (code, finding.until)


# --- The advice as a whole ---------------------------------------------------------------------------------------------


def advice_for(values, place):
    return advise(derived(values), AS_OF, place)


@everybody(anybody() | anybody(ticked), examples=75)
def test_there_is_no_calendar_for_what_is_not_at_caution_or_better(values, place):
    advice = advice_for(values, place)
    firm = {finding.option.code for finding in advice.findings if finding.status in GOOD}
    made = {calendar.start for calendar in advice.calendars}
    assert made <= firm
    for finding in advice.findings:
        if finding.option.kind in ("start", "change"):
            planned = plan_calendar(advice, finding.option.code)
            assert isinstance(planned, Calendar if finding.option.code in made else Refused), finding.option.code
            if isinstance(planned, Refused):
                said = [*planned.reasons, *planned.instead]
                assert said, finding.option.code
                assert all(said), finding.option.code


@everybody(
    anybody(ticked) | anybody({**ticked, "wants_withdrawal_management": yes}),
    examples=75,
    such_as=[
        (
            {
                **READY_FOR_A_DOSE,
                "wants_withdrawal_management": True,
                "allergy_naloxone": True,
                "hours_since_short_acting_opioid": 20,
                "cows_score": 14,
            },
        )
    ],
)
def test_there_is_no_calendar_of_a_new_medicine_that_the_same_advice_says_to_avoid(values, place):
    advice = advice_for(values, place)
    own = OWN_MEDICINE.get(values.get("current_medication"), ())
    new = [calendar for calendar in advice.calendars if calendar.medicine in OPTIONS and calendar.medicine not in own]
    wrong = {(each.start, each.medicine, advice.finding(each.medicine).status) for each in new}
    assert {each for each in wrong if each[2] in AT_BEST_WAIT} == set()


OPTION_KEYS = {"code", "title", "kind", "status", "then", "rank", "until", "instead", "reasons", "missing", "assumed"}
REASON_KEYS = {"rule", "verb", "stop", "say", "source", "facts"}


def check_option(option, known):
    status = option["status"]
    assert set(option) >= OPTION_KEYS
    assert status in (*ORDER, "not_indicated")
    assert (option["rank"] is None) == (status in CLOSED)
    assert (option["then"] is not None) == (status == "ask")
    assert option["then"] in (None, *GOOD)
    assert option["until"] is None or (status == "wait" and datetime.fromisoformat(option["until"]) >= AS_OF)
    assert status != "wait" or option["instead"]
    assert set(option["instead"]) <= set(OPTIONS)
    assert not {*option["missing"], *option["assumed"]} & set(known)
    assert {*option["missing"], *option["assumed"]} <= set(FACTS)
    assert status != "avoid" or any(reason["stop"] in ("hard", "override") for reason in option["reasons"])


def check_reason(reason, known):
    assert set(reason) >= REASON_KEYS
    assert (reason["stop"] is not None) == (reason["verb"] == "avoid")
    assert reason["say"]
    assert reason["source"]
    for name, shown in reason["facts"].items():
        assert shown == known[name] or shown == int(known[name]), name  # worked-out days lose their fraction when shown


@everybody(anybody() | anybody(disorder), examples=90)
def test_the_advice_can_always_be_written_down_and_is_complete(values, place):
    advice = advice_for(values, place)
    answer = json.loads(json.dumps(advice.as_json(), allow_nan=False))
    options = answer["options"]
    assert sorted(option["code"] for option in options) == sorted(OPTIONS)
    for option in options:
        check_option(option, advice.known)
    for reason in [reason for holder in (*options, *answer["urgent"]) for reason in holder["reasons"]]:
        check_reason(reason, advice.known)
    for kind in {option["kind"] for option in options}:
        ranks = sorted(option["rank"] for option in options if option["kind"] == kind and option["rank"])
        assert ranks == list(range(1, len(ranks) + 1))
    assert len(answer["questions"]) <= 5
    for question in answer["questions"]:
        assert question["fact"] in FACTS
        assert question["fact"] not in advice.known
        assert question["ask"]
        assert set(question["settles"]) <= set(OPTIONS)
        assert question["settles"]
    for calendar in answer["calendars"]:
        assert all(day["total_mg"] <= day["max_mg"] for day in calendar["days"])
        assert all(one["date"] < other["date"] and one["day"] < other["day"] for one, other in pairwise(calendar["days"]))


def only(facts, ruling, known):
    """Whether the rule holds where of the known facts that it reads only these are known."""
    read = {fact.name for fact in ruling.reads if fact.name in known}
    clear = {name: fact.unknown.clear for name, fact in FACTS.items() if not isinstance(fact.unknown, Ask) and name not in read}
    return stops(ruling, {**clear, **facts}, facts) == 1


@everybody(
    anybody() | anybody(disorder),
    examples=60,
    such_as=[({"oud_ever": True, "main_opioid": "none"},), ({"main_opioid": "none", "hours_since_short_acting_opioid": 5},)],
)
def test_each_reason_names_facts_enough_for_it_and_none_that_could_be_taken_away(values, place):
    known = derived(values)
    judgement = Bedside(_dated(place, ()), known).judgement()
    fired = [*judgement.urgent, *(each for finding in judgement.findings for each in finding.fired)]
    for each in {each.ruling.id: each for each in fired}.values():
        assert each.facts.items() <= known.items()
        assert only(each.facts, each.ruling, known), each.ruling.id
        for name in each.facts:
            fewer = {other: value for other, value in each.facts.items() if other != name}
            assert not only(fewer, each.ruling, known), (each.ruling.id, each.facts, name)


# --- A broken guideline is noticed -------------------------------------------------------------------------------------

TWINS = [
    ("naltrexone.opioid_on_board", has_an_opioid_medicine, check_no_naltrexone_beside_an_opioid_medicine),
    ("readiness.naltrexone_block", under_a_block, check_no_agonist_start_under_a_block),
    ("suitability.naltrexone_block", under_a_block, check_no_agonist_start_under_a_block),
    ("readiness.withdrawal_too_mild", in_mild_withdrawal, check_no_standard_start),
    ("tests_and_checks.checklist", unticked, check_nothing_given),
    (".withdrawal_pregnant", is_pregnant, check_no_withdrawal_in_pregnancy),
    ("suitability.qtc_dangerous", long_qt, check_methadone_is_neither_started_nor_raised),
    (".go_on", anybody(treated), check_may_go_on),
    ("naloxone.uses_opioids naloxone.usual_strength naloxone.over_the_counter", used, check_naloxone_is_offered),
]


@pytest.mark.parametrize(("ids", "made", "claim"), TWINS, ids=[ids for ids, *_ in TWINS])
def test_a_guideline_with_a_rule_missing_is_refuted(ids, made, claim):
    complete = guideline()
    taken_out = {id for id in complete.rules if any(part in id for part in ids.split())}
    assert taken_out
    broken = replace(complete, rules={id: rule for id, rule in complete.rules.items() if id not in taken_out}).on(DAY, "us")
    hunt = settings(max_examples=500, database=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
    try:
        person = find(made, lambda values: refuted(lambda: claim(found_in(broken, values))), settings=hunt)
    except NoSuchExample:
        person = None
    assert person is not None, "no person was found for whom the missing rule matters"
    assert not refuted(partial(claim, findings(person))), "the whole guideline is refuted too"
