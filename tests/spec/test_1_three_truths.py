"""A condition is yes, no or unknown. Unknown is a value, not an absence."""

import pytest

from holdfast.language.truth import NO, UNKNOWN, YES, at_least, conjunction, disjunction, negation, truth

AND = [(YES, YES, YES), (YES, UNKNOWN, UNKNOWN), (YES, NO, NO), (UNKNOWN, UNKNOWN, UNKNOWN), (UNKNOWN, NO, NO), (NO, NO, NO)]
OR = [(YES, YES, YES), (YES, UNKNOWN, YES), (YES, NO, YES), (UNKNOWN, UNKNOWN, UNKNOWN), (UNKNOWN, NO, UNKNOWN), (NO, NO, NO)]


@pytest.mark.parametrize(("left", "right", "both"), AND)
def test_all_of_is_no_as_soon_as_one_part_is_no(left, right, both):
    assert conjunction((left, right)) is both
    assert conjunction((right, left)) is both


@pytest.mark.parametrize(("left", "right", "either"), OR)
def test_any_of_is_yes_as_soon_as_one_part_is_yes(left, right, either):
    assert disjunction((left, right)) is either
    assert disjunction((right, left)) is either


def test_not_turns_yes_and_no_round_and_leaves_unknown():
    assert [negation(each) for each in (YES, NO, UNKNOWN)] == [NO, YES, UNKNOWN]


def test_all_of_nothing_is_yes_and_any_of_nothing_is_no():
    assert conjunction(()) is YES
    assert disjunction(()) is NO


@pytest.mark.parametrize(
    ("answers", "two_of_them"),
    [
        ((YES, YES, UNKNOWN), YES),
        ((YES, UNKNOWN, NO), UNKNOWN),
        ((YES, NO, NO), NO),
        ((UNKNOWN, UNKNOWN, NO), UNKNOWN),
    ],
)
def test_at_least_n_is_settled_once_the_unknown_ones_cannot_change_it(answers, two_of_them):
    assert at_least(2, answers) is two_of_them


def test_a_truth_is_never_a_python_truth_value():
    assert truth(True) is YES
    assert truth(False) is NO
    with pytest.raises(TypeError, match="three values"):
        bool(YES)
