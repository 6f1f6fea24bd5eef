"""What is never offered. Expectations from the evidence, sections d and f, and case V85."""

import pytest

from tests.guideline.judged import judged

NEVER = ("narconon", "ultra_rapid_detox", "unaided_abrupt_stop", "self_taper_of_heroin", "aversion_therapy")


@pytest.mark.parametrize("code", NEVER)
@pytest.mark.parametrize("place", ["us", "uk"])
@pytest.mark.parametrize("facts", [{"oud_ever": True}, {"main_opioid": "heroin", "goal": "stop", "wants_withdrawal_management": True}])
def test_v85_it_is_avoided_for_everybody_without_exception(code, place, facts):
    finding = judged(facts, place)[code]
    assert (finding.status, finding.rank) == ("avoid", None)
    (fired,) = finding.fired
    assert fired.ruling.rule.hard
    assert fired.ruling.say
