"""What the answers lead to: the right cards first, the choices by the guideline's own rules, the words for the phone. And how it reads."""

import re

import pytest

from holdfast.guide import interface, phone, today
from holdfast.guide.answers import Answers, read
from holdfast.guide.choices import MEDICINES, STANDS, choices
from holdfast.guide.languages import LANGUAGES, PLACES, Words
from holdfast.guide.plainness import ease_es, grade
from holdfast.guide.questions import QUESTIONS
from holdfast.guide.reading import SLUGS
from holdfast.guide.results import results
from tests.guide.visiting import NOW, PEOPLE


def listed(sent):
    return {name: [codes] if isinstance(codes, str) else list(codes) for name, codes in sent.items()}


def person(name):
    place, sent = PEOPLE[name]
    return read(listed(sent), place)


def told(place="us", **sent):
    return read(listed(sent), place)


def cards(answers):
    return [card.code for card in today.cards(answers)]


def by_name(answers, language="en"):
    return {each.name: each for each in choices(answers, NOW, language).medicines}


# --- Today ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("self", ["other_withdrawal", "sedatives", "withdrawal", "naloxone", "call"]),
        ("mother", ["suicide", "overdose", "medicine", "naloxone", "call", "self"]),
        ("pregnant", ["pregnant", "naloxone", "call"]),
        ("out of prison", ["out", "medicine", "unsafe", "naloxone", "call"]),
        ("in Leeds", ["sedatives", "naloxone_uk", "call"]),
    ],
)
def test_what_is_most_urgent_stands_first(who, first):
    assert cards(person(who)) == first


def test_a_card_speaks_of_the_person_to_whoever_asks_for_them():
    mother = results(person("mother"), NOW, "en")
    assert "Do not leave them alone" in mother.cards[0]["heading"]
    assert mother.cards[0]["lines"][0]["address"] == "tel:988"
    assert not re.search(r"\b(I|my|me)\b", " ".join(step for card in mother.cards for step in card["steps"]))


def test_no_card_tells_a_helper_what_is_true_of_the_person_as_if_it_were_of_them():
    mother = told(who="someone")
    for card in today.CARDS:
        assert not re.search(r"\byour?\b|^Do not", card.heading(mother).en), card.code


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("sent", "card"),
    [
        ({"now": "suicide"}, "suicide"),
        ({"now": "withdrawal"}, "withdrawal"),
        ({"what": "alcohol"}, "sedatives"),
        ({"else": "violence"}, "violence"),
        ({"else": "children"}, "children"),
    ],
)
@pytest.mark.parametrize("who", ["me", "someone"])
def test_a_danger_that_cannot_wait_for_a_clinic_names_the_number_to_call(place, language, sent, card, who):
    shown = {each["code"].removesuffix("_uk"): each for each in results(told(place, who=who, **sent), NOW, language).cards}
    assert {"us": "911", "uk": "999"}[place] in " ".join(shown[card]["steps"])


@pytest.mark.parametrize("now", ["out", "overdose"])
def test_who_is_close_to_an_overdose_is_sent_for_a_medicine_unless_they_use_no_opioid(now):
    for what in ([], ["stimulants", "pills"]):
        assert "medicine" in cards(told(now=now, what=what))
    alone = told(now=now, what="stimulants")
    assert not [step for card in results(alone, NOW, "en").cards for step in card["steps"] if "ethadone" in step]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", ["alcohol", "sedatives"])
def test_withdrawal_from_alcohol_or_benzos_is_for_a_hospital_and_no_medicine_for_opioids_seems_to_fit_it(place, what):
    alone, beside = told(place, what=what, now=["withdrawal", "out"]), told(place, what=[what, "heroin"], now="withdrawal")
    for answers in (alone, beside):
        first = next(each for each in results(answers, NOW, "en").cards if each["code"] == "other_withdrawal")
        assert "go to a hospital or a doctor today" in first["steps"][0]
    assert not {"withdrawal", "withdrawal_uk"} & {*cards(alone)}
    assert {"withdrawal", "withdrawal_uk"} & {*cards(beside)}
    assert {each.stands for each in by_name(alone).values()} == {""}


def test_in_pregnancy_withdrawal_is_for_a_hospital_and_not_for_the_morning():
    for who in ("me", "someone"):
        steps = results(told(who=who, now="pregnant"), NOW, "en").cards[0]["steps"]
        assert re.search(r"In withdrawal.* to a hospital now, also at night", steps[-1])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("who", ["me", "someone"])
def test_who_is_in_withdrawal_is_told_that_buprenorphine_can_come_too_soon(place, who):
    card = results(told(place, who=who, what="fentanyl", now="withdrawal"), NOW, "en").cards[0]
    assert "Buprenorphine taken too soon makes it much worse. Ask first when to take it." in card["steps"]


def test_after_days_of_withdrawal_the_old_amount_is_named_a_danger():
    for place in PLACES:
        assert any("the old amount can kill" in step for step in results(told(place, now="withdrawal"), NOW, "en").cards[0]["steps"])


def test_who_told_no_place_has_a_line_to_call_all_the_same():
    for place in PLACES:
        call = next(each for each in results(Answers(place), NOW, "en").cards if each["code"] == "call")
        assert call["lines"][0]["address"].startswith("tel:")


def test_what_a_card_has_from_memory_says_so():
    for place, language in (("us", "en"), ("us", "es"), ("uk", "en"), ("uk", "es")):
        naloxone = next(each for each in results(Answers(place), NOW, language).cards if each["code"].startswith("naloxone"))
        assert naloxone["steps"][-1].endswith({"en": "(to be confirmed)", "es": "(por confirmar)"}[language])


def test_every_card_has_words_in_both_languages_and_leads_to_a_page_there_is():
    for card in today.CARDS:
        every = [card.title, *card.steps, *card.them, *([card.them_title] if any(card.them_title) else [])]
        assert all(words.en.strip() and words.es.strip() for words in every), card.code
        assert card.page in ("", *SLUGS), card.code


# --- The choices ----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choices_can_be_shown_to_somebody_who_told_nothing(place, language):
    found = choices(Answers(place), NOW, language)
    assert len(found.medicines) == len(MEDICINES)
    assert [each.stands for each in found.medicines] == [""] * len(MEDICINES)
    assert all(each.good for each in found.medicines)
    assert len(found.never) == 5


def test_what_keeps_most_people_alive_stands_before_naltrexone_whatever_is_wished():
    names = list(by_name(told(what="heroin", medicine="naltrexone")))
    assert names[-1] == "Naltrexone"
    assert next(iter(by_name(told("uk", what="heroin")))) == "Methadone"


def test_naltrexone_is_for_after_days_without_opioids():
    shown = by_name(told(what="fentanyl", now="withdrawal"))["Naltrexone"]
    assert shown.stands == "Only after days with no opioids"
    assert any("Less than 7 days after an opioid" in reason for reason in shown.hard)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", ["", "heroin", "fentanyl", "treatment"])
def test_nobody_is_left_to_think_that_hours_alone_make_a_first_dose_of_buprenorphine_safe(place, what):
    found = by_name(told(place, what=what))
    for name in ("Buprenorphine under the tongue", "Buprenorphine shot"):
        assert any("it can set off sudden withdrawal" in reason for reason in found[name].hard)
        assert found[name].hard[-1].startswith("After fentanyl or methadone, hours alone do not tell when it is safe.")
    assert any("clear urine test shows that it is safe to start" in reason for reason in found["Naltrexone"].hard)


def test_in_pregnancy_methadone_and_buprenorphine_fit_and_naltrexone_does_not():
    found = by_name(person("pregnant"))
    assert {found[name].status for name in ("Methadone", "Buprenorphine under the tongue")} == {"preferred"}
    assert found["Naltrexone"].status == "avoid"
    assert found["Naltrexone"].hard[0].startswith("In pregnancy methadone or buprenorphine is safer")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", [[], "unsure", "stimulants"])
def test_what_harms_in_pregnancy_is_said_also_to_who_did_not_say_what_they_use(place, what):
    found = choices(told(place, what=what, now="pregnant"), NOW, "en")
    medicines = {each.name: each for each in found.medicines}
    assert medicines["Naltrexone"].stands == "Not a good fit for what you told us"
    assert medicines["Naltrexone"].hard[0].startswith("In pregnancy methadone or buprenorphine is safer")
    assert medicines["Methadone"].good[0].startswith("In pregnancy it protects you and the baby")
    assert medicines["Methadone"].stands == ""
    assert found.detox.hard[0].startswith("In pregnancy withdrawal puts you and the baby at risk")


@pytest.mark.parametrize(("language", "mark"), [("en", "(to be confirmed)"), ("es", "(por confirmar)")])
def test_a_reason_says_so_where_nobody_has_read_its_source_again(language, mark):
    found = choices(told("uk", what="heroin"), NOW, language)
    no_licence, seven_days_of_the_label, *_ = next(each for each in found.medicines if each.page == "naltrexone").hard
    assert no_licence.endswith(mark)
    assert not seven_days_of_the_label.endswith(mark)
    assert dict(found.never)["Narconon"].endswith(mark)


def test_whoever_thinks_of_naltrexone_is_told_to_watch_their_mood():
    assert any(reason.startswith("Low mood and thoughts of suicide") for reason in by_name(Answers("us"))["Naltrexone"].hard)


def test_what_is_not_for_children_does_not_seem_to_fit_one():
    found = by_name(told(what="pills", **{"else": "under16"}))
    assert found["Buprenorphine shot"].status == "avoid"
    assert any("18 years" in reason for reason in found["Buprenorphine shot"].hard)


def test_alcohol_and_sedatives_are_named_where_they_are_a_danger():
    for name in ("Methadone", "Buprenorphine under the tongue"):
        shown = by_name(person("self"))[name]
        assert shown.status == "caution"
        assert any(reason.startswith("With alcohol or sedatives") for reason in shown.hard)


def test_detox_alone_is_never_shown_without_its_danger():
    for who in PEOPLE:
        detox = choices(person(who), NOW, "en").detox
        assert any(reason.startswith("On its own it is not treatment") for reason in detox.hard)


def test_where_the_injection_has_no_licence_the_reader_is_told():
    assert any("no licence in the UK" in reason for reason in by_name(person("in Leeds"))["Naltrexone"].hard)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_level_of_care_no_dose_and_no_bare_status_is_shown(who, language):
    found = choices(person(who), NOW, language)
    every = [
        text
        for each in (*found.medicines, found.detox, *found.besides)
        for text in (each.name, each.what, each.where, each.stands, *each.good, *each.hard)
    ]
    assert not [text for text in every if re.search(r"\d ?mg|\bASAM\b|\blevel \d|\bnivel \d|not_indicated", text)]
    assert {each.stands for each in found.medicines} <= {
        words.to(language) for words in (*STANDS.values(), *(medicine.meanwhile for medicine in MEDICINES))
    }


# --- The telephone --------------------------------------------------------------------------------


def test_the_script_has_the_persons_own_case():
    said = [words.en for words in phone.aloud(person("self"), "en")]
    assert "I use fentanyl and alcohol." in said
    assert "I would like to start buprenorphine. Do you prescribe it?" in said
    assert "Can I be seen today or within two days?" in said
    assert "Is there someone who speaks Spanish?" not in said


def test_who_reads_spanish_asks_for_somebody_who_speaks_it_and_knows_what_each_sentence_means():
    said = phone.aloud(person("pregnant"), "es")
    assert said[0] == Words("Is there someone who speaks Spanish?", "¿Hay alguien que hable español?")
    assert all(words.en and words.es and words.en != words.es for words in said if words.en != "Do you take Medicaid?")
    assert Words("I am pregnant. I was told I come first.", "Estoy embarazada. Me dijeron que voy primero.") in said


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("now", ["", "pregnant", "out", "withdrawal", "overdose", "unsafe"])
@pytest.mark.parametrize("age", ["", "under16", "under18"])
def test_nobody_is_made_to_ask_for_a_medicine_that_the_guideline_would_not_give_them(place, now, age):
    for medicine in ("methadone", "buprenorphine", "naltrexone"):
        answers = told(place, what="heroin", now=now, medicine=medicine, **{"else": age})
        fits = {each.page for each in choices(answers, NOW, "en").medicines if each.status != "avoid"}
        assert answers.wished in ("", *fits)


@pytest.mark.parametrize("paying", ["", *phone.PAYS])
def test_for_another_nothing_is_said_as_if_by_the_person(paying):
    mother = told(**PEOPLE["mother"][1] | {"paying": paying, "daily": "no", "remote": "yes", "else": ["under16", "children", "sign"]})
    for sentence in phone.script(mother)[1:]:
        assert not re.search(r"\b(I (use|am|would|have|cannot)|my|me)\b", sentence.en), sentence


def test_what_is_told_to_whoever_calls_is_true_of_a_helper_too():
    for words in (*phone.THEY_MAY_ASK, phone.NOT_SOON):
        assert not re.search(r"\byour?\b", words.en), words


@pytest.mark.parametrize("what", ["alcohol", "sedatives", "stimulants"])
@pytest.mark.parametrize("who", ["me", "someone"])
def test_who_uses_no_opioid_is_not_made_to_ask_for_a_medicine_for_opioids(what, who):
    said = " ".join(words.en for words in phone.script(told(who=who, what=what)))
    assert "help with alcohol or other drugs" in said
    assert not re.search(r"methadone|buprenorphine|opioid", said)
    assert "methadone" in " ".join(words.en for words in phone.script(told(who=who, what=[what, "heroin"])))
    assert "start methadone" in " ".join(words.en for words in phone.script(told(who=who, what=what, medicine="methadone")))


def test_nobody_asks_the_nhs_what_it_costs():
    assert not [words for words in phone.script(person("in Leeds")) if "cost" in words.en or "insurance" in words.en]


# --- How it reads ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_words(site):
    """Every text of the guide's own, the reading pages aside, which are measured by themselves."""
    from holdfast.guide import finding, meetings, mistakes, near

    modules = (finding, interface, meetings, mistakes, near, phone, today)
    found = [each for module in modules for each in _words_in(vars(module))]
    for question in QUESTIONS:
        found += [question.me, question.them, question.why, question.hint]
        found += [words for field in question.fields for choice in field.choices for words in (choice.words, choice.hint)]
    found += [words for card in today.CARDS for words in (card.title, card.them_title, *card.steps, *card.them)]
    for medicine in MEDICINES:
        found += [medicine.name, medicine.what, medicine.meanwhile, medicine.beware, *medicine.where.values()]
    return [words for words in found if any(words)]


def _words_in(value):
    if isinstance(value, Words):
        return [value]
    if isinstance(value, dict):
        return [each for name, inner in value.items() if not str(name).startswith("__") for each in _words_in(inner)]
    return [each for inner in value for each in _words_in(inner)] if isinstance(value, tuple) else []


def test_the_guides_own_words_read_at_grade_six_or_below(own_words):
    text = "\n".join(words.en for words in own_words)
    assert len(text.split()) > 1500
    assert grade(text) <= 6
    assert ease_es("\n".join(words.es for words in own_words)) >= 65


def test_no_sentence_is_long(own_words):
    long = [sentence for words in own_words for sentence in re.split(r"(?<=[.?!:]) ", words.en) if len(sentence.split()) > 20]
    assert long == []


def test_everything_is_said_in_both_languages(own_words):
    assert [
        words for words in own_words if not (words.en.strip() and words.es.strip()) and words != interface.WORDS["say_lead_spanish"]
    ] == []
