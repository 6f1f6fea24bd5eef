"""The safety claims in the handbook: told as the proofs answered them, and left out where nobody proved anything."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from holdfast.cli import main
from holdfast.language.errors import InputError
from holdfast.pages.handbook.claims_page import STATES, read_claims
from holdfast.pages.handbook.site import handbook

DAY = date(2026, 11, 21)
ANSWER = [
    {"claim": "no_block", "english": "Nobody is blocked.", "jurisdiction": "us", "state": "proved"},
    {"claim": "no_block", "english": "Nobody is blocked.", "jurisdiction": "uk", "state": "refuted", "person": {}},
    {"claim": "uk_only", "english": "Nobody is there.", "jurisdiction": "uk", "state": "says nothing"},
]


def test_a_claim_stands_once_with_its_state_in_each_place():
    first, second = read_claims(ANSWER, "proofs.json")
    assert (first.name, dict(first.states)) == ("no_block", {"us": "proved", "uk": "refuted"})
    assert dict(second.states) == {"uk": "says nothing"}


def test_the_page_tells_the_states_with_a_sign_and_counts_them():
    site = handbook(DAY, read_claims(ANSWER, "proofs.json"))
    page = site["claims.html"]
    for said in (
        "Nobody is blocked.",
        "✓ proved",
        "✕ refuted",
        "not claimed here",
        "1 proved, 1 refuted, 1 says nothing",
        STATES["refuted"][1],
    ):
        assert said in page
    assert STATES["unknown"][1] not in page
    assert "claims.html" in site["index.html"]
    assert "Safety claim · proved, refuted" in site["search-index.js"]


def test_without_proofs_there_is_no_such_page_and_no_word_of_it():
    site = handbook(DAY)
    assert "claims.html" not in site
    assert "Safety claims" not in site["index.html"]


@pytest.mark.parametrize("given", [[], {}, None, "proved"])
def test_what_holds_no_claims_is_named(given):
    with pytest.raises(InputError, match=r"proofs\.json: there are no claims in it"):
        read_claims(given, "proofs.json")


def test_every_entry_that_is_no_claim_is_named():
    with pytest.raises(InputError) as caught:
        read_claims([{"claim": "x"}, ANSWER[0], {**ANSWER[0], "state": "maybe"}], "proofs.json")
    assert [str(problem).partition(":")[0] for problem in caught.value.problems] == ["proofs.json, entry 1", "proofs.json, entry 3"]


def test_the_command_takes_the_answer_of_the_proofs(tmp_path):
    proofs = tmp_path / "proofs.json"
    proofs.write_text(json.dumps(ANSWER))
    out = str(tmp_path / "book")
    assert CliRunner().invoke(main, ["handbook", "--out", out, "--proofs", str(proofs)]).exit_code == 0
    assert (tmp_path / "book" / "claims.html").is_file()
    assert CliRunner().invoke(main, ["handbook", "--out", out, "--proofs", str(tmp_path / "none.json")]).exit_code == 2
