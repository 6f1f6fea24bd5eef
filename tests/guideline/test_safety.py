"""The claims themselves: each is well formed, says its own numbers, and rests on rules that exist. Their proofs: tests/proofs."""

import ast
from pathlib import Path

import pytest

import holdfast.guideline.safety as safety
from holdfast.guideline.programme import guideline
from holdfast.guideline.safety import CLAIMS
from holdfast.language.claims import Claim
from holdfast.language.expressions import condition, limits_in


def test_each_claim_has_a_name_of_its_own_and_a_whole_sentence():
    names = [claim.name for claim in CLAIMS]
    assert len(set(names)) == len(names)
    assert all(claim.english.endswith(".") and claim.english[0].isupper() for claim in CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_each_claim_rests_on_rules_that_exist_or_on_a_rule_planted_against_it(claim):
    assert claim.without or claim.planted
    assert set(claim.without) <= set(guideline().rules)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_no_claim_shares_a_limit_with_a_rule(claim):
    assert not {id(limit) for limit in limits_in(condition(claim.given))} & {id(limit) for limit in guideline().limits.values()}


def test_every_claim_about_one_person_says_what_never_or_always_is():
    assert all(claim.never or claim.always for claim in CLAIMS if isinstance(claim, Claim))


def test_safety_reads_no_file_of_rules():
    tree = ast.parse(Path(safety.__file__).read_text(encoding="utf-8"))
    read = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    allowed = {"holdfast.guideline", "holdfast.guideline.safety_terms", "holdfast.guideline.sources"}
    assert {module for module in read if module.startswith("holdfast.guideline")} <= allowed
