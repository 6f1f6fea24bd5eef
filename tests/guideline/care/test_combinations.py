"""What does not go together in one plan: a table."""

import pytest

from holdfast.guideline.care.combinations import CLASHES, clashes, overlaps
from holdfast.guideline.options import OPTIONS

CASES = [
    (("methadone", "naltrexone_xr"), {"naltrexone_with_agonist"}),
    (("buprenorphine_xr", "naltrexone_oral"), {"naltrexone_with_agonist"}),
    (("start_buprenorphine_low_dose", "start_naltrexone"), {"naltrexone_with_agonist"}),
    (("methadone", "naltrexone_xr", "switch_agonist_to_naltrexone"), {"naltrexone_with_agonist"}),
    (("methadone", "switch_agonist_to_naltrexone"), set()),
    (("naltrexone_xr", "naloxone_rescue"), set()),
    (("methadone", "naloxone_rescue"), set()),
    (("methadone", "buprenorphine_naloxone_sl"), {"methadone_with_buprenorphine"}),
    (("start_methadone", "start_buprenorphine_xr"), {"methadone_with_buprenorphine"}),
    (("methadone", "buprenorphine_naloxone_sl", "start_buprenorphine_low_dose"), set()),
    (("methadone", "buprenorphine_sl", "switch_methadone_to_buprenorphine"), set()),
    (("start_methadone", "buprenorphine_sl", "switch_buprenorphine_to_methadone"), set()),
    (("buprenorphine_xr", "increase_buprenorphine"), {"tablets_with_injection"}),
    (("buprenorphine_xr", "buprenorphine_naloxone_sl"), set()),
    (("withdrawal_management",), {"detox_alone"}),
    (("withdrawal_management", "buprenorphine_sl"), set()),
    (("withdrawal_management", "naltrexone_xr"), set()),
    ((), set()),
]


@pytest.mark.parametrize(("codes", "expected"), CASES)
def test_what_clashes(codes, expected):
    assert {broken.rule for broken in clashes(codes)} == expected


def test_naltrexone_with_an_agonist_is_never_a_matter_of_reasons():
    (broken,) = clashes(("naltrexone_xr", "methadone"))
    assert broken.hard
    assert "naltrexone_xr and methadone" in broken.where
    assert "withdrawal" in broken.say


def test_every_option_named_exists():
    named = {option for clash in CLASHES for part in (clash.these, clash.those, clash.unless) for option in part}
    assert all(OPTIONS[option.code] is option for option in named)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("methadone", "start_buprenorphine_low_dose"), True),
        (("methadone", "switch_methadone_to_buprenorphine"), True),
        (("methadone",), False),
        (("start_buprenorphine_low_dose",), False),
    ],
)
def test_an_overlap_is_meant(codes, said):
    assert ("no duplicate therapy" in (overlaps(codes) or "")) is said
