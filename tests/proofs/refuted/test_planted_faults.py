"""A limit or a rule planted wrong is found, with a person whom bedside and `holdfast plan` confirm."""

import json

import pytest
from click.testing import CliRunner

from docs.safety import DAY
from holdfast.cli import main
from holdfast.engines.proofs import Prover
from holdfast.guideline.programme import guideline
from holdfast.guideline.safety import CLAIMS
from holdfast.safety_case import case_file

BY_NAME = {claim.name: claim for claim in CLAIMS}
FAULTS = [
    ("naltrexone_within_seven_days", "naltrexone.OPIOID_FREE", 1),
    ("standard_start_below_thirteen", "buprenorphine_readiness.COWS_STRONG", 12),
    ("standard_start_below_eleven", "buprenorphine_readiness.COWS_STANDARD", 10),
    ("methadone_with_a_long_qtc", "situations.QTC_DANGEROUS", 501),
    ("agonist_under_a_block", "situations.NALTREXONE_XR_BLOCK", 27),
]


@pytest.mark.parametrize(("name", "limit", "value"), FAULTS)
def test_a_limit_planted_wrong_is_found(name, limit, value, monkeypatch):
    claim, held = BY_NAME[name], guideline().limits[limit]
    assert Prover(guideline(), DAY, "us", any_setting=False).prove(claim).state == "proved"
    for part in ("us", "uk"):
        monkeypatch.setitem(held.__dict__, part, value)
    found = Prover(guideline(), DAY, "us", any_setting=False).prove(claim)
    assert (found.state, found.witness is not None) == ("refuted", True)


def test_the_person_is_a_case_file_that_plan_accepts(tmp_path, monkeypatch):
    claim = BY_NAME["naltrexone_beside_an_opioid_medicine"]
    witness = Prover(guideline(), DAY, "us").twin(claim).prove(claim).witness
    assert witness is not None
    assert len(witness.known) <= 6
    path = tmp_path / "person.json"
    path.write_text(json.dumps(case_file(witness, "us")))
    answer = CliRunner().invoke(main, ["plan", str(path), "--as-of", "2026-11-21T09:00", "--format", "json"])
    assert answer.exit_code in (0, 1), answer.output
    assert json.loads(answer.stdout)["options"]
