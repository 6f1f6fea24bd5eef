"""What kind of meeting it is: by code, by title, by fellowship; and medicine welcome only where somebody says so."""

import csv

import pytest

from holdfast.finder.feeds.meeting_kinds import (
    ANY_OF,
    FELLOWSHIPS,
    KINDS,
    LANGUAGES,
    OWN_WORDS,
    SAME,
    WORLD,
    closed_for_now,
    fellowship_at,
    fellowship_in,
    fellowship_of,
    kinds_of,
    welcomes_medicine,
)


def test_every_table_leads_to_a_code_that_has_a_title_in_both_languages():
    assert all(english and spanish for english, spanish in KINDS.values())
    assert {*SAME.values(), *WORLD.values(), *LANGUAGES}.union(*ANY_OF.values()) <= KINDS.keys()
    assert OWN_WORDS.keys() <= FELLOWSHIPS.keys()


def test_every_code_of_the_meeting_guide_is_here_with_its_own_titles(shared):
    with (shared / "data" / "meetings" / "meeting_guide_types.csv").open(encoding="utf-8") as file:
        guide = {row["code"]: (row["en"], row["es"]) for row in csv.DictReader(file)}
    assert {code: KINDS.get(code) for code in guide} == guide


@pytest.mark.parametrize(
    "words", [["O", "X", "S"], ["open", "Wheelchair Access", "Spanish"], ["Abierta", "ACCESO EN SILLA DE RUEDAS", "espanol"]]
)
def test_codes_and_titles_in_either_language_say_the_same(words):
    kinds = kinds_of(words)
    assert (kinds.codes, kinds.languages, kinds.told) == ({"O", "X", "S"}, {"es"}, ())


def test_another_fellowship_s_code_for_the_same_thing_is_ours():
    assert kinds_of(["BEG", "DISC", "SPK", "STEP", "TRAD"]).codes == {"BE", "D", "SP", "ST", "TR"}


def test_what_nobody_knows_is_kept_in_its_own_words_and_counted():
    kinds = kinds_of(["O", "Potluck", "Potluck", "", None])
    assert (kinds.codes, kinds.told, kinds.unknown) == ({"O"}, ("Potluck",), ("Potluck",))


def test_a_code_means_what_its_own_fellowship_says():
    assert kinds_of(["IS"]).languages == {"is"}
    dharma = kinds_of(["IS", "WA"], "Recovery Dharma")
    assert (dharma.codes, dharma.languages, dharma.told, dharma.unknown) == ({"X"}, set(), ("Inquiry Study",), ())
    assert kinds_of(["T", "S"], "Adult Children of Alcoholics").codes == {"SP"}


def test_a_meeting_called_open_and_closed_is_closed_so_that_nobody_is_turned_away():
    assert kinds_of(["O", "C"]).codes == {"C"}


def test_a_fellowship_is_known_by_its_full_name_its_short_name_or_its_own_website():
    assert fellowship_of("na") == fellowship_of("Narcotics Anonymous of Ohio") == "Narcotics Anonymous"
    assert fellowship_of("MARA") == fellowship_in("medication assisted recovery anonymous") == "Medication-Assisted Recovery Anonymous"
    assert fellowship_of("Our own circle") == "Our own circle"
    assert fellowship_at("www.heroinanonymous.org") == "Heroin Anonymous"
    assert fellowship_at("example.org") == fellowship_at("") == ""


def test_a_text_that_names_two_fellowships_or_none_settles_nothing():
    assert fellowship_in("Alcoholics Anonymous and Narcotics Anonymous") == fellowship_in("District 123") == ""


@pytest.mark.parametrize(
    "fellowship", ["", "Narcotics Anonymous", "Heroin Anonymous", "Alcoholics Anonymous", "Recovery Dharma", "SMART Recovery"]
)
def test_no_fellowship_is_taken_to_welcome_medicine_unless_that_is_what_it_is_for(fellowship):
    assert not welcomes_medicine(fellowship, "All are welcome.", "Open to everyone")
    assert welcomes_medicine("Medication-Assisted Recovery Anonymous")
    assert welcomes_medicine("Methadone Anonymous")


@pytest.mark.parametrize(
    "words",
    ["MAT friendly", "This group is MOUD-friendly. Ring the bell.", "Medication welcome", "Methadone patients welcome!", "Suboxone is welcome", "Medication-assisted treatment affirming"],
)  # fmt: skip
def test_a_group_that_says_that_medicine_is_welcome_is_believed(words):
    assert welcomes_medicine("Narcotics Anonymous", words)


@pytest.mark.parametrize(
    "words",
    ["Not MAT friendly", "MAT friendly?", "Medication is not welcome", "no medications accepted", "Bring a mat, friendly group", "No methadone. All welcome", "Friendly group for people on methadone", "methadone-free"],
)  # fmt: skip
def test_words_that_could_mean_the_contrary_are_not_believed(words):
    assert not welcomes_medicine("", words)


@pytest.mark.parametrize("title", ["Temporarily closed location", "Meeting is temporarily suspended", "INACTIVE", "Closed temporarily"])
def test_words_for_a_meeting_that_is_closed_for_now_are_known(title):
    assert closed_for_now(title)


@pytest.mark.parametrize("title", ["Closed", "Child care temporarily suspended", "Closed on holidays", ""])
def test_what_is_closed_for_some_or_for_something_else_is_not_closed_for_now(title):
    assert not closed_for_now(title)
