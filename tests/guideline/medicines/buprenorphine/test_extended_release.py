"""Buprenorphine by injection. Expectations from the evidence, sections b3 and n16, and cases V27, V89 and V90."""

import pytest

from holdfast.guideline.medicines.buprenorphine.extended_release import injection_for
from tests.guideline.judged import here, judged, outcome

SOMEBODY = {"dsm5_criteria": 7, "age": 34, "sex": "female", "pregnant": False, "current_medication": "none", "main_opioid": "heroin"}
READY = {
    **SOMEBODY,
    "fentanyl_exposure": False,
    "takes_opioid_analgesic": False,
    "hours_since_short_acting_opioid": 14,
    "cows_score": 12,
    "objective_withdrawal_signs": 2,
    "sedated": False,
    "pre_dose_checklist_clear": True,
}
ON_METHADONE = {
    **READY,
    "current_medication": "methadone",
    "current_methadone_mg": 30,
    "main_opioid": "methadone",
    "hours_since_methadone": 40,
    "hours_since_short_acting_opioid": None,
    "cows_score": 14,
}
ON_SUBLINGUAL = {**READY, "current_medication": "buprenorphine", "current_buprenorphine_mg": 14, "missed_doses": 0, "dose_control": "ok"}
HAS_IT = {**SOMEBODY, "current_medication": "buprenorphine_xr", "xr_product": "sublocade", "days_since_xr_injection": 28}


@pytest.mark.parametrize(
    ("who", "facts", "us", "uk"),
    [
        ("severe disorder", SOMEBODY, "suitable", "suitable"),
        ("would like an injection", {**SOMEBODY, "prefers_injection": True}, "preferred", "preferred"),
        ("would choose it", {**SOMEBODY, "prefers": "buprenorphine_xr"}, "preferred", "preferred"),
        ("often misses doses", {**SOMEBODY, "current_medication": "buprenorphine", "missed_doses": 2}, "preferred", "preferred"),
        ("missed one dose", {**SOMEBODY, "current_medication": "buprenorphine", "missed_doses": 1}, "suitable", "suitable"),
        ("18 years old", {**SOMEBODY, "age": 18}, "suitable", "suitable"),
        ("16 years old", {**SOMEBODY, "age": 16}, "avoid", "suitable"),
        ("leaves prison soon", {**SOMEBODY, "custody": "release_planned"}, "preferred", "preferred"),
        ("has no home", {**SOMEBODY, "housing": "homeless"}, "preferred", "preferred"),
        ("children at home, nowhere to lock it", {**SOMEBODY, "children_at_home": True, "safe_storage": False}, "preferred", "preferred"),
        ("V27: 17 years old", {**SOMEBODY, "age": 17}, "avoid", "suitable"),
        ("15 years old", {**SOMEBODY, "age": 15}, "avoid", "ask→suitable"),
        ("Child-Pugh A", {**SOMEBODY, "child_pugh": "A"}, "suitable", "suitable"),
        ("Child-Pugh B", {**SOMEBODY, "child_pugh": "B"}, "avoid", "caution"),
        ("Child-Pugh C", {**SOMEBODY, "child_pugh": "C"}, "avoid", "avoid"),
        ("Child-Pugh C since the injection", {**HAS_IT, "child_pugh": "C"}, "caution", "caution"),
        ("cirrhosis, liver not measured", {**SOMEBODY, "jaundice_or_cirrhosis": True}, "ask→suitable", "ask→suitable"),
        ("pregnant", {**SOMEBODY, "pregnant": True}, "caution", "caution"),
        ("allergic", {**SOMEBODY, "allergy_buprenorphine": True}, "avoid", "avoid"),
        ("well on it", {**HAS_IT, "dose_control": "ok"}, "preferred", "preferred"),
        ("Sublocade six weeks ago", {**HAS_IT, "days_since_xr_injection": 42}, "suitable", "suitable"),
        ("Sublocade more than six weeks ago", {**HAS_IT, "days_since_xr_injection": 43}, "ask→suitable", "ask→suitable"),
        (
            "the same, and the prescriber agrees",
            {**HAS_IT, "days_since_xr_injection": 43, "prescriber_assessed": True},
            "suitable",
            "suitable",
        ),
        ("weekly Buvidal nine days ago", {**HAS_IT, "xr_product": "buvidal_weekly", "days_since_xr_injection": 9}, "suitable", "suitable"),
        (
            "weekly Brixadi ten days ago",
            {**HAS_IT, "xr_product": "brixadi_weekly", "days_since_xr_injection": 10},
            "ask→suitable",
            "ask→suitable",
        ),
        ("monthly Brixadi 35 days ago", {**HAS_IT, "xr_product": "brixadi_monthly", "days_since_xr_injection": 35}, "suitable", "suitable"),
        (
            "monthly Buvidal 36 days ago",
            {**HAS_IT, "xr_product": "buvidal_monthly", "days_since_xr_injection": 36},
            "ask→suitable",
            "ask→suitable",
        ),
        ("last injection not known", {**HAS_IT, "days_since_xr_injection": None}, "ask→suitable", "ask→suitable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whom_the_injection_suits(who, facts, us, uk):
    code = "buprenorphine_xr"
    assert (outcome(judged(facts)[code]), outcome(judged(facts, "uk")[code])) == (us, uk), who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("in withdrawal, fourteen hours after heroin", READY, "suitable"),
        ("COWS 10", {**READY, "cows_score": 10}, "wait"),
        ("five hours after heroin", {**READY, "hours_since_short_acting_opioid": 5}, "wait"),
        ("signs not looked for", {**READY, "objective_withdrawal_signs": None}, "ask→suitable"),
        ("drowsy", {**READY, "sedated": True}, "wait"),
        (
            "V90: methadone 55 mg yesterday",
            {**ON_METHADONE, "current_methadone_mg": 55, "hours_since_methadone": 24, "cows_score": 6},
            "wait",
        ),
        ("methadone 31 mg, ready otherwise", {**ON_METHADONE, "current_methadone_mg": 31}, "wait"),
        ("COWS 11", {**READY, "cows_score": 11}, "suitable"),
        ("six days free", {**READY, "hours_since_short_acting_opioid": None, "days_opioid_free": 6}, "suitable"),
        ("seven days free", {**READY, "hours_since_short_acting_opioid": None, "days_opioid_free": 7}, "wait"),
        ("methadone 30 mg, forty hours ago, COWS 14", ON_METHADONE, "suitable"),
        (
            "opioid-free for a month: small doses under the tongue first",
            {**READY, "hours_since_short_acting_opioid": None, "days_opioid_free": 30, "cows_score": 0},
            "wait",
        ),
        ("blocked by naltrexone", {**READY, "current_medication": "naltrexone_oral"}, "wait"),
        ("on buprenorphine under the tongue", ON_SUBLINGUAL, "not_indicated"),
        ("has it already", {**READY, **HAS_IT}, "not_indicated"),
        ("17 years old", {**READY, "age": 17}, {"us": "avoid", "uk": "suitable"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_starting_the_injection(who, facts, expected, place):
    assert outcome(judged(facts, place)["start_buprenorphine_xr"]) == here(expected, place), who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("V89: settled on 14 mg", ON_SUBLINGUAL, "suitable"),
        ("settled, and wants it", {**ON_SUBLINGUAL, "prefers_injection": True}, "preferred"),
        ("on it for six days", {**ON_SUBLINGUAL, "days_on_treatment": 6}, "caution"),
        ("on it for a week", {**ON_SUBLINGUAL, "days_on_treatment": 7}, "suitable"),
        ("the dose does not hold", {**ON_SUBLINGUAL, "dose_control": "end_of_dose_withdrawal"}, "caution"),
        ("a dose missed", {**ON_SUBLINGUAL, "missed_doses": 1}, "wait"),
        ("drowsy", {**ON_SUBLINGUAL, "sedated": True}, "wait"),
        ("Child-Pugh B", {**ON_SUBLINGUAL, "child_pugh": "B"}, {"us": "avoid", "uk": "ask→caution"}),
        ("not on buprenorphine", READY, "not_indicated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_changing_to_the_injection(who, facts, expected, place):
    assert outcome(judged(facts, place)["switch_to_buprenorphine_xr"]) == here(expected, place), who


@pytest.mark.parametrize(
    ("product", "daily_mg", "taken_as", "expected"),
    [
        ("buvidal", 14, "tablet", (24, 96)),
        ("brixadi", 14, "tablet", (24, 96)),
        ("brixadi", 6, "tablet", (8, None)),
        ("brixadi", 8, "tablet", (16, 64)),
        ("brixadi", 24, "tablet", (32, 128)),
        ("brixadi", 32, "tablet", None),
        ("buvidal", 32, "tablet", (None, 160)),
        ("buvidal", 14, "espranor", (32, 128)),
        ("brixadi", 7, "tablet", None),
        ("sublocade", 16, "tablet", None),
    ],
)
def test_which_injection_a_daily_dose_becomes(product, daily_mg, taken_as, expected):
    found = injection_for(product, daily_mg, taken_as)
    assert (found and (found.weekly_mg, found.monthly_mg)) == expected


def test_a_refused_start_on_methadone_says_what_to_do_instead():
    finding = judged({**ON_METHADONE, "current_methadone_mg": 55})["start_buprenorphine_xr"]
    assert {"methadone", "start_buprenorphine_low_dose"} <= set(finding.instead)
