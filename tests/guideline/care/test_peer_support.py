"""Meeting others in recovery: an addition; medicine-friendly groups first for people on a medicine; nothing refused."""

import pytest

from holdfast.guideline.care import peer_support
from holdfast.language.rules import Avoid, Require, Wait
from tests.guideline.judged import judged, outcome

USES = {"age": 34, "sex": "male", "dsm5_criteria": 8, "main_opioid": "heroin", "current_medication": "none"}
TREATED = {**USES, "current_medication": "buprenorphine"}
WELCOME = ("medication_assisted_recovery_anonymous", "smart_recovery")


@pytest.mark.parametrize(
    ("who", "facts", "code", "expected"),
    [
        ("no medicine yet", USES, "narcotics_anonymous", "suitable"),
        ("no medicine yet, would like to", {**USES, "accepts_peer_support": True}, "narcotics_anonymous", "preferred"),
        ("on a medicine, would like to", {**TREATED, "accepts_peer_support": True}, "narcotics_anonymous", "caution"),
        ("on a medicine", TREATED, "medication_assisted_recovery_anonymous", "preferred"),
        ("on a medicine", TREATED, "smart_recovery", "preferred"),
        ("no medicine yet", USES, "smart_recovery", "suitable"),
        ("would rather not", {**TREATED, "accepts_peer_support": False}, "smart_recovery", "not_indicated"),
        ("heroin", USES, "heroin_anonymous", "suitable"),
        ("fentanyl on a medicine", {**TREATED, "main_opioid": "fentanyl"}, "heroin_anonymous", "caution"),
        ("tablets", {**USES, "main_opioid": "short_acting_prescription"}, "heroin_anonymous", "not_indicated"),
        ("nothing known of drink", USES, "alcoholics_anonymous", "not_indicated"),
        ("drinks little", {**USES, "alcohol_use": "low"}, "alcoholics_anonymous", "not_indicated"),
        ("dependent on drink", {**USES, "alcohol_use": "dependent"}, "alcoholics_anonymous", "suitable"),
        ("anyone's family", USES, "family_peer_support", "suitable"),
        ("family, even if they would rather not go themselves", {**USES, "accepts_peer_support": False}, "family_peer_support", "suitable"),
        ("a partner uses", {"partner_uses": True, "main_opioid": "none", "current_medication": "none", "dsm5_criteria": 0}, "family_peer_support", "suitable"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["us", "uk"])
def test_which_groups(who, facts, code, expected, place):
    assert outcome(judged(facts, place)[code]) == expected, who


@pytest.mark.parametrize("place", ["us", "uk"])
@pytest.mark.parametrize("medicine", ["none", "methadone", "buprenorphine_xr", "naltrexone_xr"])
def test_groups_that_welcome_medicines_always_stand_first(medicine, place):
    found = judged({**USES, "current_medication": medicine, "accepts_peer_support": True, "alcohol_use": "risky"}, place)
    ranks = {code: found[code].rank for code in found if found[code].option.kind == "peer_support" and found[code].rank}
    assert {ranks[code] for code in WELCOME} == {1, 2}


def test_nothing_is_refused_or_made_a_condition():
    assert not [rule.name for rule in peer_support.RULES if isinstance(rule, Avoid | Wait | Require)]


def test_you_can_stay_on_your_medicine_and_go():
    said = " ".join(each.ruling.say for each in judged(TREATED)["narcotics_anonymous"].fired)
    assert "stay on your medicine and go" in said
    assert "on top of treatment" in said
