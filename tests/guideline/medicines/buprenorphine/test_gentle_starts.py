"""Starting without withdrawal. Expectations from the evidence, sections b2, c3 and h, and cases V07, V23 and V73."""

import pytest

from tests.guideline.judged import here, judged, outcome, rules_fired

USING = {
    "dsm5_criteria": 7,
    "age": 34,
    "sex": "female",
    "current_medication": "none",
    "main_opioid": "heroin",
    "takes_opioid_analgesic": False,
    "hours_since_short_acting_opioid": 3,
    "cows_score": 2,
    "sedated": False,
    "pre_dose_checklist_clear": True,
}
ON_METHADONE = {
    **USING,
    "current_medication": "methadone",
    "current_methadone_mg": 120,
    "hours_since_methadone": 3,
    "hours_since_short_acting_opioid": None,
}
FREE = {
    **USING,
    "hours_since_short_acting_opioid": None,
    "days_opioid_free": 28,
    "cows_score": None,
    "custody": "in_custody",
    "setting": "custody",
}
ON_BUPRENORPHINE = {**USING, "current_medication": "buprenorphine", "missed_doses": 2}
LOW_DOSE = "start_buprenorphine_low_dose"
SMALL = "start_buprenorphine_no_withdrawal"


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("V07: on 120 mg of methadone, both together", ON_METHADONE, "suitable"),
        ("on methadone, and would rather have buprenorphine", {**ON_METHADONE, "prefers": "buprenorphine"}, "preferred"),
        ("V23: pregnant, on 68 mg of methadone", {**ON_METHADONE, "current_methadone_mg": 68, "pregnant": True}, "preferred"),
        ("heroin three hours ago, place not known", USING, "suitable"),
        ("heroin, in an office: the law does not let it supply the other opioid", {**USING, "setting": "community"}, "caution"),
        ("in hospital", {**USING, "setting": "hospital"}, "suitable"),
        ("in a methadone programme", {**USING, "setting": "otp"}, {"us": "suitable", "uk": "caution"}),
        ("opioids for pain", {**USING, "setting": "community", "takes_opioid_analgesic": True}, "preferred"),
        ("after precipitated withdrawal", {**USING, "precipitated_withdrawal": True}, "preferred"),
        ("bought buprenorphine only", {**USING, "main_opioid": "buprenorphine", "hours_since_buprenorphine": 5}, "suitable"),
        ("drowsy", {**USING, "sedated": True}, "wait"),
        ("blocked by naltrexone", {**USING, "current_medication": "naltrexone_oral"}, "wait"),
        ("opioid-free for six days", {**FREE, "days_opioid_free": 6, "setting": "hospital"}, "caution"),
        ("opioid-free for seven days", {**FREE, "days_opioid_free": 7, "setting": "hospital"}, "not_indicated"),
        ("opioid-free for a month", FREE, "not_indicated"),
        ("stable on buprenorphine", {**ON_BUPRENORPHINE, "missed_doses": 0, "opioids_since_last_dose": False}, "not_indicated"),
        ("two days missed, using meanwhile", {**ON_BUPRENORPHINE, "opioids_since_last_dose": True}, "suitable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_tiny_rising_doses(who, facts, expected, place):
    assert outcome(judged(facts, place)[LOW_DOSE]) == here(expected, place), who


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ("V73: four weeks in jail, opioid-free", FREE, "caution"),
        ("seven days free, tolerance going", {**FREE, "days_opioid_free": 7, "custody": "none", "setting": "community"}, "caution"),
        ("six days free", {**FREE, "days_opioid_free": 6, "cows_score": 6}, "not_indicated"),
        ("a month free and withdrawal nevertheless", {**FREE, "cows_score": 9}, "caution"),
        ("used last week after detox, no withdrawal", {**FREE, "days_opioid_free": 4, "lost_tolerance": True, "cows_score": 0}, "caution"),
        ("used three hours ago after detox", {**USING, "lost_tolerance": True}, "wait"),
        (
            "not dependent, used two days ago, four points",
            {**USING, "hours_since_short_acting_opioid": 48, "physically_dependent": False, "cows_score": 4},
            "suitable",
        ),
        (
            "the same with five points",
            {**USING, "hours_since_short_acting_opioid": 48, "physically_dependent": False, "cows_score": 5},
            "not_indicated",
        ),
        ("in withdrawal", {**USING, "hours_since_short_acting_opioid": 14, "cows_score": 14}, "not_indicated"),
        ("not dependent, used two days ago", {**USING, "hours_since_short_acting_opioid": 48, "physically_dependent": False}, "suitable"),
        ("injection of naltrexone over", {**FREE, "current_medication": "naltrexone_xr", "days_since_xr_injection": 40}, "caution"),
        ("injection of naltrexone not over", {**FREE, "current_medication": "naltrexone_xr", "days_since_xr_injection": 20}, "wait"),
        (
            "V86: six days of buprenorphine missed, nothing used",
            {
                **ON_BUPRENORPHINE,
                "hours_since_short_acting_opioid": None,
                "missed_doses": 6,
                "opioids_since_last_dose": False,
                "days_opioid_free": 6,
            },
            "caution",
        ),
        ("drowsy", {**FREE, "sedated": True}, "wait"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_a_small_start_when_opioid_free(who, facts, expected, place):
    assert outcome(judged(facts, place)[SMALL]) == expected, who


@pytest.mark.parametrize(("points", "told"), [(4, False), (5, True)])
@pytest.mark.parametrize("place", ["us", "uk"])
def test_some_withdrawal_says_that_the_usual_start_may_suit(points, told, place):
    assert ("some_withdrawal" in rules_fired(judged({**FREE, "cows_score": points}, place)[SMALL])) is told


def test_the_overlap_with_methadone_is_no_mistake():
    assert "low_dose_fits" in rules_fired(judged({**ON_METHADONE, "prefers": "buprenorphine"})[LOW_DOSE])


def test_no_withdrawal_score_is_asked_of_somebody_long_opioid_free():
    assert "cows_score" not in judged({**FREE, "sedated": None})[SMALL].open


@pytest.mark.parametrize("place", ["us", "uk"])
def test_the_small_start_names_its_first_dose(place):
    assert any("a small first dose of 2 mg or less" in fired.ruling.say for fired in judged(FREE, place)[SMALL].fired)
