"""Every example of the manual runs on every engine: what the reference was asked in a test, the others are asked too."""

import pytest

from holdfast.engines.bedside import Bedside, judge
from holdfast.engines.compiled import compiled
from holdfast.language.rules import Urgent
from tests.engines.elsewhere import AS_CQL, Job, as_named, by_bedside, differing, is_here, judged, names
from tests.engines.tables import AS_TRUTH, ENGINES, judged_by
from tests.spec import small


@pytest.fixture(scope="package")
def examples():
    """Guidelines and conditions, each with what was known and what was answered: judged by the other engines once the last test has
    run."""
    whole, conditions = [], []
    yield whole, conditions
    for engine in ENGINES:
        check_as_columns(engine, whole, conditions)
    check_compiled(whole, conditions)
    check_elsewhere(whole, conditions)


def check_as_columns(engine, whole, conditions):
    nothing = small.guideline().on(small.DAY, "us")
    everybody = [known for _, known, _ in conditions]
    rows = judged_by(engine, everybody, nothing, {f"answer {number}": node for number, (node, _, _) in enumerate(conditions)})
    for number, (row, (node, known, answer)) in enumerate(zip(rows, conditions, strict=True)):
        assert AS_TRUTH[row[f"answer {number}"]] is answer, (engine, node, known)
    for dated, known in whole:
        (row,) = judged_by(engine, [known], dated)
        statuses = {finding.option.code: finding.status for finding in Bedside(dated, known).judgement().findings}
        assert row == statuses, (engine, dated.rulings, known)


def check_compiled(whole, conditions):
    """As one Python function for each guideline."""
    judged_by = compiled(asking(conditions))
    for number, (node, known, answer) in enumerate(conditions):
        assert judged_by(known).rules[number] is answer, (node, known)
    for dated, known in whole:
        assert differing(as_named(compiled(dated)(known), dated), by_bedside(known, dated)) == {}, (dated.rulings, known)


def asking(conditions):
    """A guideline with a rule for each of the conditions."""
    rules = [small.rule(Urgent, "now", when=node, name=f"asked_{number}") for number, (node, _, _) in enumerate(conditions)]
    return small.guideline(*rules).on(small.DAY, "us")


def check_elsewhere(whole, conditions):
    """In another vendor's engine, all in one process."""
    if not is_here():  # a test in `tests/generative` says so
        return
    dated = asking(conditions)
    jobs = [Job(dated, [{"facts": known} for _, known, _ in conditions], [each.id for each in dated.rulings])]
    jobs += [Job(dated, [{"facts": known}], names(dated)) for dated, known in whole]
    answered, *statuses = judged(jobs)
    for number, ((node, known, answer), found) in enumerate(zip(conditions, answered, strict=True)):
        assert found[dated.rulings[number].id] is AS_CQL[answer], (node, known)
    for (dated, known), (found,) in zip(whole, statuses, strict=True):
        assert differing(found, by_bedside(known, dated)) == {}, (dated.rulings, known)


@pytest.fixture(autouse=True)
def asked_of_every_engine(request, monkeypatch, examples):
    """Keeps each person whom a test has judged by the small guideline, and each condition that it has answered."""
    whole, conditions = examples

    class Kept(Bedside):
        def judgement(self):
            whole.append((self.guideline, dict(self.person.known)))
            return super().judgement()

    def kept(node, person):
        answer = judge(node, person)
        conditions.append((node, dict(person.known), answer))
        return answer

    monkeypatch.setattr(small, "Bedside", Kept)
    if hasattr(request.module, "judge"):
        monkeypatch.setattr(request.module, "judge", kept)
