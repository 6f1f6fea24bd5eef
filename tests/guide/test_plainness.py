"""How plain a text is, against texts whose answer is known."""

import pytest

from holdfast.guide.plainness import ease_es, grade, sentences, syllables, syllables_es, words


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("the", 1), ("table", 2), ("people", 2), ("stopped", 1), ("waited", 2), ("places", 2), ("names", 1), ("medicine", 3)],
)
def test_english_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sol", 1),
        ("casa", 2),
        ("ayuda", 3),
        ("bien", 1),
        ("día", 2),
        ("quien", 1),
        ("guerra", 2),
        ("respiración", 4),
        ("aéreo", 4),
        ("y", 1),
    ],
)
def test_spanish_syllables(word, count):
    assert syllables_es(word) == count


def test_a_sentence_ends_at_its_mark_or_with_its_line_and_not_at_a_colon():
    assert list(sentences("Call: now. Stay!\n- One\n- Two things; three")) == ["Call: now.", "Stay!", "- One", "- Two things; three"]


def test_names_that_nobody_can_shorten_do_not_count_and_their_neighbours_do():
    assert words("Buprenorphine helps 9 people.") == ["helps", "people"]


def test_a_plain_text_is_plainer_than_a_heavy_one():
    plain = "You can call at any time. The call is free. We will help you find a place."
    heavy = (
        "Pharmacological interventions demonstrably ameliorate symptomatology, notwithstanding considerable heterogeneity of presentation."
    )
    assert grade(plain) < 3 < 18 < grade(heavy)
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_a_plain_spanish_text_is_easier_than_a_heavy_one():
    plain = "Puede llamar a toda hora. La llamada es gratis. Le ayudan a buscar un sitio."
    heavy = "Las intervenciones farmacológicas mejoran demostrablemente la sintomatología, independientemente de la heterogeneidad clínica."
    assert ease_es(plain) > 75 > 30 > ease_es(heavy)


def test_a_text_without_a_word_is_plain():
    assert (grade("911"), ease_es("")) == (0, 100)
