"""Prize draws: the published bowl, and draws that anybody can check."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.guideline.care import incentive_draws
from holdfast.guideline.care.contingency_management import prizes
from holdfast.guideline.care.incentive_draws import Bowl, Prize, Sealed, petry_bowl, proved


def us(limit):
    return limit.us


def uk(limit):
    return limit.uk


BOWL = petry_bowl(us)
SECRET = Sealed(b"s" * 32, b"n" * 32)
SECRETS = st.builds(Sealed, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))


@pytest.mark.parametrize("value", [us, uk])
def test_the_published_bowl(value):
    bowl = petry_bowl(value)
    assert [(prize.name, prize.cents, prize.slips) for prize in bowl.prizes] == [
        ("praise", 0, 250), ("small", 100, 209), ("large", 2000, 40), ("jumbo", 10000, 1),
    ]  # fmt: skip
    assert (bowl.slips, bowl.largest) == (500, 10000)


def test_what_a_draw_is_worth():
    assert BOWL.expected_cents == Fraction(1109, 5)  # 2.218
    assert f"{float(BOWL.expected_cents) / 100:.2f}" == "2.22"
    assert round(prizes(us).all_met() * BOWL.expected_cents) == 36375


@given(st.permutations(BOWL.prizes))
def test_the_order_of_the_prizes_changes_no_one_s_chance(order):
    shuffled = Bowl(tuple(order))
    assert Counter(shuffled.at(slip).name for slip in range(500)) == {"praise": 250, "small": 209, "large": 40, "jumbo": 1}
    assert shuffled.expected_cents == BOWL.expected_cents


@pytest.mark.parametrize("slip", [-1, 500])
def test_there_are_no_other_slips(slip):
    with pytest.raises(IndexError):
        BOWL.at(slip)


@pytest.mark.parametrize("prizes", [(), (Prize("none", 1, 0),), (Prize("fine", -5, 3),), (Prize("a", 1, 4), Prize("b", 1, -1))])
def test_what_is_no_bowl(prizes):
    with pytest.raises(ValueError, match="a bowl holds slips"):
        Bowl(prizes)


def test_a_secret_that_could_be_guessed_is_refused():
    for short in ((b"s" * 31, b"n" * 32), (b"s" * 32, b"")):
        with pytest.raises(ValueError, match="at least 32 random bytes"):
            Sealed(*short)


def test_a_draw_never_changes():
    assert [SECRET.slip(BOWL, "river", 1, draw) for draw in (1, 2, 3)] == [SECRET.slip(BOWL, "river", 1, draw) for draw in (1, 2, 3)]


def test_every_slip_is_about_as_likely_and_the_prizes_come_as_promised():
    drawn = Counter(SECRET.slip(BOWL, "river", visit, draw) for visit in range(1, 501) for draw in range(1, 41))
    assert len(drawn) == 500
    assert sum((count - 40) ** 2 / 40 for count in drawn.values()) < 600  # chi squared on 499 degrees: far beyond 99 percent


def test_a_number_that_would_favour_low_slips_is_drawn_again(monkeypatch):
    monkeypatch.setattr(incentive_draws, "_WORDS", 3)
    monkeypatch.setattr(incentive_draws, "_WORD", 0)
    numbers = iter([2, 1])
    monkeypatch.setattr(incentive_draws.hmac, "new", lambda *_: type("Told", (), {"digest": lambda self: _Number(next(numbers))})())
    assert SECRET.slip(Bowl((Prize("a", 0, 2),)), "river", 1, 1) == 1


class _Number(bytes):
    """Stands for a digest whose first bytes are a given small number."""

    def __new__(cls, number):
        made = super().__new__(cls, bytes([number]))
        return made

    def __getitem__(self, _):
        return bytes(self)


@given(SECRETS, st.text(max_size=20), st.integers(1, 40), st.integers(0, 12))
def test_what_was_drawn_proves_itself(secret, word, visit, draws):
    names = tuple(prize.name for prize in secret.draw(BOWL, word, visit, draws))
    assert len(names) == draws
    assert proved(secret.commitment(BOWL), secret, BOWL, word, {visit: names})


@given(SECRETS, SECRETS)
def test_another_secret_another_bowl_or_another_prize_is_found_out(secret, other):
    word, commitment = "river", secret.commitment(BOWL)
    names = tuple(prize.name for prize in secret.draw(BOWL, word, 1, 8))
    poorer = Bowl((Prize("praise", 0, 251), Prize("small", 100, 208), *BOWL.prizes[2:]))
    assert proved(commitment, other, BOWL, word, {}) is (other == secret)
    assert not proved(commitment, secret, poorer, word, {1: names})
    assert not proved(commitment, secret, BOWL, word, {1: ("jumbo",) * 8})


def test_the_person_s_own_word_decides_too():
    drawn = {word: [SECRET.slip(BOWL, word, 1, draw) for draw in range(1, 9)] for word in ("river", "stone")}
    assert drawn["river"] != drawn["stone"]


def test_the_commitment_is_fixed_in_bytes():
    assert SECRET.commitment(Bowl((Prize("a", 1, 2),))) == _by_hand()


def _by_hand():
    """The commitment written out as a stranger would from the description alone."""
    import hashlib

    text = (32).to_bytes(8, "big") + b"s" * 32 + (32).to_bytes(8, "big") + b"n" * 32 + (5).to_bytes(8, "big") + b"a\n1\n2"
    return hashlib.sha256(text).hexdigest()
