"""The reading pages: there in both languages and both places, plain, person-first, sourced, and never a dose to take by oneself."""

import re
from datetime import date

import pytest

from docs.claims import claims
from holdfast.guide import reading
from holdfast.guide.contacts import PLACES, contacts
from holdfast.guide.plainness import WORD, ease_es, grade, sentences
from holdfast.guide.reading import SLUGS, TEXT, ReadingError, filled, page, written
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import LANGUAGES, said

EVERY = [
    pytest.param(slug, language, place, id=f"{slug}-{language}-{place}") for slug in SLUGS for language in LANGUAGES for place in PLACES
]
LONGEST = {"en": 20, "es": 25}
UNKIND = r"addicts?\b|abusers?\b|junk(ie|y)|alcoholics?\b|\b(clean|dirty)\b|\bsober|substance abuse|habit\b|drogadict|toxic[óo]man|yonqui|adict[oa]s?\b|limpi[oa]s?\b"
A_DOSE = r"\d+([.,]\d+)? ?(mg|mcg|milligrams?|miligramos?|tablets?|pills?|pastillas?|ml)\b|\b(take|tome) (one|two|three|una?|dos|tres) (tablets?|pills?|doses|pastillas?|dosis)"
PLACEHOLDERS = re.compile(r"\{[^}]*\}")


def whole(read):
    return "\n".join((read.title, read.summary, read.text))


@pytest.mark.parametrize(("slug", "language", "place"), EVERY)
def test_a_page_is_plain_in_short_sentences(slug, language, place):
    read = page(slug, language, place)
    too_long = [each for each in sentences(whole(read)) if len(WORD.findall(each)) > LONGEST[language]]
    assert too_long == []
    if language == "en":
        assert grade(whole(read)) <= 6
    else:
        assert ease_es(whole(read)) >= 65, "INFLESZ: 65 and more is fairly easy"


@pytest.mark.parametrize(("slug", "language", "place"), EVERY)
def test_a_page_speaks_of_people_first_and_gives_no_dose_to_take_by_oneself(slug, language, place):
    text = whole(page(slug, language, place))
    assert re.findall(UNKIND, text, re.IGNORECASE) == []
    spray = {f"{guideline().limits[f'naloxone.{name}'].us:g} mg" for name in ("SPRAY", "STRONG_SPRAY")} if slug == "naloxone" else set()
    advice = {found[0] for found in re.finditer(A_DOSE, text, re.IGNORECASE)}
    assert advice - spray - {"take two doses", "tome dos dosis"} == set()
    for warning in re.finditer(r"[^.]*\b(take two doses|tome dos dosis)", text):
        assert re.search(r"\b(never|nunca)\b", warning[0], re.IGNORECASE)


@pytest.mark.parametrize(("slug", "language", "place"), EVERY)
def test_nothing_is_left_unfilled_and_every_way_out_is_marked(slug, language, place):
    read = page(slug, language, place)
    assert not re.search(r"[{}]", read.html + read.title + read.summary)
    for address, words in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', read.html):
        outward = address.startswith("https://")
        assert outward or address in SLUGS or re.fullmatch(r"tel:\d+", address)
        assert outward == words.endswith(reading.ANOTHER_SITE[language])
    assert read.html.count('<a href="https://') == read.html.count('rel="nofollow noopener noreferrer"')


@pytest.mark.parametrize("slug", SLUGS)
def test_a_number_to_call_never_stands_in_the_text_itself(slug):
    for language in LANGUAGES:
        bare = PLACEHOLDERS.sub("", written(slug, language))
        assert not re.search(r"\b(911|999|988|111|116 ?123)\b|\d{3}-\d{4}|0[38]00", bare)
        assert not [each.web for each in contacts() if each.web and f"https://{each.web}" in bare]


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_say_the_same_things_in_the_same_order(slug):
    english, spanish = written(slug, "en"), written(slug, "es")
    assert PLACEHOLDERS.findall(english) == PLACEHOLDERS.findall(spanish)
    assert re.findall(r"\]\(([\w-]+)\)", english) == re.findall(r"\]\(([\w-]+)\)", spanish)
    shape = re.compile(r"^(#+|-|\d+\.|\{\w+)", re.MULTILINE)
    assert shape.findall(english) == shape.findall(spanish)
    paragraphs = [len(re.split(r"\n\s*\n", text.strip())) for text in (english, spanish)]
    assert paragraphs[0] == paragraphs[1]
    assert 0.75 <= len(spanish) / len(english) <= 1.5


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("slug", SLUGS)
def test_what_rests_on_no_source_read_so_far_says_so(slug, place):
    read = page(slug, "en", place)
    keys = {each.key for each in read.sources}
    used = {guideline().limits[name] for name in re.findall(r"\{(?:limit|number):([\w.]+)\}", written(slug, "en"))}
    assert {limit.source.key for limit in used} <= keys | {"design"}
    assert keys
    assert len(keys) == len(read.sources), "no source is named twice"
    if not all(limit.source.seen for limit in used):
        assert "(to be confirmed)" in read.text
    assert all(str(each).endswith("(to be confirmed)") for each in read.sources if not each.seen)


def test_the_overdose_page_gives_the_steps_in_order_for_either_country():
    for place, number in (("us", "911"), ("uk", "999")):
        steps = page("overdose", "en", place).text
        order = [
            steps.index(step)
            for step in (f"Call {number}", "Breathe for them", "Give naloxone", "Wait 3 minutes", "on their side", "Stay with them")
        ]
        assert order == sorted(order)
    assert "988" in page("overdose", "es", "us").text
    assert "116 123" in page("overdose", "es", "uk").text
    assert "988" not in page("overdose", "es", "uk").text


def test_a_limit_is_the_guidelines_own_in_the_readers_words_and_place():
    there = lambda text, language, place: filled(text, "x", language, place, date(2026, 11, 21))  # noqa: E731
    assert there("{limit:naloxone.REPEAT_AFTER}", "es", "us") == "3 minutos"
    assert (there("{number:naloxone.SPRAY}", "en", "us"), there("{limit:naloxone.SPRAY}", "en", "uk")) == ("4", "1.8 mg")
    assert there("a\n{only:us}\nb\n{end}\n{only:uk}\nc\n{end}\nd", "en", "uk") == "a\nc\nd"


def test_every_limit_has_a_spanish_unit():
    named = {name for slug in SLUGS for name in re.findall(r"\{limit:([\w.]+)\}", written(slug, "es"))}
    units = {guideline().limits[name].unit for name in named} - {"mg"}
    assert [unit for unit in sorted(units) if said(unit, "es") == unit] == []


def test_every_file_is_a_page_and_every_page_is_there_in_both_languages():
    for language in LANGUAGES:
        assert sorted(path.stem for path in (TEXT / language).iterdir()) == sorted(SLUGS)
    assert [read.slug for read in reading.pages("es", "uk")] == list(SLUGS)


@pytest.mark.parametrize(
    ("slug", "spoken"),
    [
        ("methadone", "METH-ah-dohn"),
        ("buprenorphine", "byoo-preh-NOR-feen"),
        ("naltrexone", "nal-TREX-ohn"),
        ("naloxone", "nal-OX-ohn"),
        ("medicines-for-withdrawal", "KLOH-nih-deen"),
    ],
)
def test_a_medicine_is_told_with_how_to_say_it(slug, spoken):
    assert f"(say: {spoken})" in page(slug).text


PUT_RIGHT = {
    7: "National Institute on Drug Abuse",
    8: "a medicine should always be offered",
    41: "it lasts 28 days",
    44: "need no detox",
    45: "neither is safe",
    84: "for lasting pain and headache other things come first",
    110: "methadone works all the way, and buprenorphine part of the way",
    112: "it holds buprenorphine and naloxone",
    162: "most people do well at home with a medicine",
    163: "there is no good proof for it",
    177: "since the middle of the 1960s",
}


def test_all_that_the_evidence_contradicts_is_put_right():
    assert [claim.number for claim in claims() if claim.contradicted] == list(PUT_RIGHT)
    text = page("what-other-sites-get-wrong").text
    assert [number for number, words in PUT_RIGHT.items() if words not in text] == []
    for language, read_so, in_fact in (("en", "**You may read:**", "**In fact**"), ("es", "**Quizá lea:**", "**En realidad**")):
        corrections = [each for each in written("what-other-sites-get-wrong", language).split("\n\n") if each.startswith(read_so)]
        assert len(corrections) >= 30
        assert [each for each in corrections if in_fact not in each] == corrections[-1:], (
            "the last one, on advertisements, names the public line"
        )


@pytest.mark.parametrize("slug", ["overdose", "first-call-and-first-visit"])
def test_who_reads_spanish_is_told_how_to_ask_for_it_before_the_words_to_say(slug):
    for place in PLACES:
        assert "Si no hablan español, diga" in page(slug, "es", place).text
        assert "Spanish, please" in page(slug, "es", place).text


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("pregnancy", "Do not stop opioids at once."),
        ("withdrawal", "You need no detox before methadone or buprenorphine."),
        ("naltrexone", "an amount you once took can kill you"),
        ("relapse-and-lost-tolerance", "Then your old amount is an overdose."),
        ("methadone", "do not take your old dose"),
        ("peer-support", "Some groups have strong views about medicines. You can stay on your medicine and go."),
        ("first-call-and-first-visit", "If they cannot see you within 48 hours, try another place."),
        ("therapies", "But you can say no to it and still get your medicine."),
        ("medicines-for-withdrawal", "they do not guard you from overdose"),
        ("overdose", "If the child does not wake or breathes badly, do all the steps above, naloxone too."),
        ("family", "Lock every medicine and every drug away, but not the naloxone."),
        ("methadone", "take no more until the staff have seen you"),
        ("methadone", "In the first 14 days of treatment that holds after 2 days."),
        ("buprenorphine", "Nobody there? Go to a hospital."),
        ("buprenorphine", "Do not drive until your dose is steady and you feel awake."),
        ("naloxone", "Give it in pregnancy too."),
        ("overdose", "Go on like this until they breathe or help is there."),
        ("pregnancy", "If you are in withdrawal or feel ill, go to a hospital, also at night."),
        ("safer-use", "Pain in the chest, or a seizure: call"),
        ("on-this-site", "No clinician whose first language is Spanish has read the Spanish yet."),
    ],
)
def test_what_must_not_be_missing_is_said(slug, told):
    for place in PLACES:
        assert told in page(slug, "en", place).text


@pytest.mark.parametrize("slug", SLUGS)
def test_what_must_not_be_misread_is_in_words_of_both_countries(slug):
    """In the United States a fit is a temper, to be cross is to cross over, and what one drinks need not be alcohol."""
    for place in PLACES:
        read = whole(page(slug, "en", place))
        assert not re.search(r"\bfits?\b|\bcross\b|[Dd]rink a lot\.|\b(add|mix it with|depend on|undo|with) drink\b", read)


def test_each_country_is_told_its_own_way_to_a_medicine():
    us, uk = (page("methadone", "en", place).text for place in PLACES)
    assert "opioid treatment program, or OTP" in us
    assert "opioid treatment program" not in uk
    assert "On the NHS the treatment is free." in uk
    us, uk = (page("withdrawal", "en", place).text for place in PLACES)
    assert ("go to an emergency room" in us, "go to an emergency room" in uk) == (True, False)
    assert ("Call your drug service as soon as it opens" in us, "Call your drug service as soon as it opens" in uk) == (False, True)
    for medicine in ("methadone", "buprenorphine"):
        assert ["You must tell the DVLA" in page(medicine, "en", place).text for place in PLACES] == [False, True]
    us, uk = (page("buprenorphine", "en", place).text for place in PLACES)
    assert "no special permit is needed" in us
    assert ("Sublocade and Brixadi" in us, "Buvidal" in us) == (True, False)
    assert ("Sublocade and Brixadi" in uk, "Buvidal" in uk) == (False, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{limit:naloxone.REPEAT}", r"overdose.md \(en, uk\): the guideline has no limit 'naloxone.REPEAT'"),
        ("{contact:poison}", "no contact 'poison' in uk"),
        ("{call:crisis}", "allowed are"),
        ("{recalled:now}", "allowed are"),
    ],
)
def test_a_placeholder_that_cannot_be_filled_says_where_and_what_is_allowed(text, told):
    with pytest.raises(ReadingError, match=told):
        filled(text, "overdose", "en", "uk", date(2026, 11, 21))


def test_an_unknown_page_or_language_says_which_there_are():
    with pytest.raises(LookupError, match=r"no page 'heroin' in 'en': there are overdose, methadone.* in en and es"):
        page("heroin")
    with pytest.raises(LookupError, match="no page 'overdose' in 'fr'"):
        page("overdose", "fr")


@pytest.fixture
def other_text(tmp_path, monkeypatch):
    """Pages written for one test."""

    def write(body, sources='["asam_2020?"]'):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / "overdose.md").write_text(f'+++\ntitle = "T"\nsummary = "S"\nsources = {sources}\n+++\n{body}')
        reading._parts.cache_clear()
        return page("overdose")

    monkeypatch.setattr(reading, "TEXT", tmp_path)
    yield write
    reading._parts.cache_clear()


def test_markup_in_a_page_stays_text_and_a_stray_link_or_source_is_refused(other_text):
    assert "<script>" not in other_text("<script>alert(1)</script>").html
    with pytest.raises(ReadingError, match=r"a link leads to 'http://example\.org': allowed are the pages"):
        other_text("[x](http://example.org)")
    with pytest.raises(ReadingError, match=r"overdose.md: 'nobody' is no source"):
        other_text("x", '["nobody"]')


def test_a_page_lists_its_headings_with_their_anchors_and_leaves_them_out_of_its_text(other_text):
    read = other_text("## One\n\nSome *plain*\nwords.\n\n## Two\n")
    assert read.headings == (("part-1", "One"), ("part-2", "Two"))
    assert '<h2 id="part-2">Two</h2>' in read.html
    assert read.text == "Some plain words."
    assert str(read.sources[0]).endswith("(to be confirmed)")


def test_links_to_other_pages_lead_where_the_site_puts_them():
    assert page("naloxone").html.count('href="methadone"') == 1
    assert page("naloxone", link=lambda slug: f"/guide/en/us/read/{slug}").html.count('href="/guide/en/us/read/methadone"') == 1
