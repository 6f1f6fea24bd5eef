"""Every option of the contract that this version covers, once, in declared order."""

import re

from holdfast.guideline.options import AGONIST_STARTS, GIVEN, OPTIONS, ORDERS


def test_buprenorphine_comes_first_in_the_us_and_methadone_in_the_uk():
    assert ORDERS["us"].index("buprenorphine_naloxone_sl") < ORDERS["us"].index("methadone")
    assert ORDERS["uk"].index("methadone") < ORDERS["uk"].index("buprenorphine_naloxone_sl")


def test_every_start_belongs_to_its_medicines():
    assert all(option.of for option in AGONIST_STARTS)
    assert set(AGONIST_STARTS) <= set(GIVEN)


def test_every_medicine_start_and_change_of_the_contract_is_here(shared):
    text = (shared / "design" / "contract.md").read_text()
    rows = [
        line
        for line in text.splitlines()
        if line.startswith(("**Medicines**", "**Starts**", "**Changes**", "**Never offered**", "`start_"))
    ]
    named = set(re.findall(r"`([a-z][a-z_]+)`", " ".join(rows))) - {"avoid"}
    assert len(rows) == 5
    assert named - set(OPTIONS) == set()
