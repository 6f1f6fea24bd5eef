"""The handbook: a page for every option and every file of the guideline, links that lead somewhere, nothing fetched."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest
from click.testing import CliRunner

from holdfast.cli import main
from holdfast.guideline.calendars.planning import PLANNED
from holdfast.guideline.instruments.scoring import INSTRUMENTS
from holdfast.guideline.programme import guideline
from holdfast.pages.handbook.examples import EXAMPLES, drawn_calendars
from holdfast.pages.handbook.site import GUIDELINE, files, handbook, write

DAY = date(2026, 11, 21)
MOST_BYTES = 10_000_000
VOID = {"meta", "br", "link", "input"}


class Page(HTMLParser):
    """The ids, links and text of a page; an element that is not closed where it should be is an error."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.heads, self.open = [], [], [], []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, name, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[key] for key in ("href", "src") if key in found]
        self.heads += [name] if re.fullmatch(r"h\d", name) else []
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name):
        assert self.open.pop() == name

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def site():
    return handbook(DAY)


@pytest.fixture(scope="module")
def pages(site):
    return {place: Page(text) for place, text in site.items() if place.endswith(".html")}


def test_every_file_of_the_guideline_has_its_page_and_its_address(pages):
    wanted = [path.relative_to(GUIDELINE).with_suffix(".html").as_posix() for path in GUIDELINE.rglob("*.py") if path.name != "__init__.py"]
    assert [path for path in wanted if f"guideline/{path}" not in pages] == []


def test_every_option_has_its_page_with_a_drawing_that_says_what_it_shows(pages, site):
    for code, option in guideline().options.items():
        page = pages[f"options/{code}.html"]
        assert f"How the status is decided: {option.title}" in page.text
        assert "From the top down, the first that is so decides." in page.text
        assert site[f"options/{code}.html"].count("<svg") == 1 + site[f"options/{code}.html"].count('class="curve"')


def test_every_rule_stands_on_the_page_of_its_file_and_is_told_with_its_source(pages, site):
    homes = {file.short: f"guideline/{file.path}.html" for file in files()}
    for id, rule in guideline().rules.items():
        home = homes[id.partition(".")[0]]
        assert f"rule-{id}" in pages[home].ids, id
        assert rule.source.title in pages[home].text


def test_every_limit_stands_in_the_list_with_both_values(pages):
    text = " ".join(pages["limits.html"].text.split())
    dated = guideline().on(DAY, "us")
    for name in {dated.by_limit[id(limit)].name for limit in guideline().limits.values()}:
        assert f"limit-{name}" in pages["limits.html"].ids
    assert re.search(r"calendars_methadone.TAPER_STEP\s*10 mg\s*5 mg", text)


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(pages, site):
    wrong = []
    for place, page in pages.items():
        for link in page.links:
            path, _, anchor = link.partition("#")
            target = normpath(join(dirname(place), path)) if path else place
            if target not in site or (anchor and target.endswith(".html") and anchor not in pages[target].ids):
                wrong.append((place, link))
    assert wrong == []


def test_what_the_search_finds_is_there(pages, site):
    rows = json.loads(site["search-index.js"].removeprefix("window.HANDBOOK = ").rstrip().removesuffix(";"))
    for title, place, words in rows:
        path, _, anchor = place.partition("#")
        assert title
        assert words
        assert not anchor or anchor in pages[path].ids, place
    found = {place for _, place, _ in rows}
    assert {f"options/{code}.html" for code in guideline().options} <= found
    assert len(rows) > len(guideline().rules) + len(guideline().facts)


def test_the_first_page_lists_every_option_and_every_topic_without_a_script(pages):
    links = set(pages["index.html"].links)
    assert {f"options/{code}.html" for code in guideline().options} <= links
    assert {f"guideline/{file.path}.html" for file in files()} <= links


def test_nothing_is_fetched_from_anywhere_and_no_id_stands_twice(pages, site):
    for place, page in pages.items():
        assert "default-src &#x27;none&#x27;" in site[place]
        assert "://" not in site[place]
        assert len(page.ids) == len(set(page.ids)), place
        assert page.heads[0] == "h1"


def test_it_is_small(site):
    assert sum(len(text.encode()) for text in site.values()) < MOST_BYTES


def test_what_differs_between_the_places_stands_side_by_side(pages):
    text = " ".join(pages["options/naltrexone_xr.html"].text.split())
    assert "The injection has no licence in the UK. UK only" in text
    assert "When everybody" in text
    assert "to be confirmed" in text


def test_what_stops_without_exception_is_told_apart(pages):
    text = " ".join(pages["options/naltrexone_oral.html"].text.split())
    assert "Without exception." in text
    assert "A clinician may decide otherwise, with a reason that is kept." in text


def test_a_form_stands_on_the_page_of_its_instrument(pages):
    homes = {form.name: file.path for file in files() for form in file.forms}
    assert set(homes) == set(INSTRUMENTS)
    for name, path in homes.items():
        text = pages[f"guideline/{path}.html"].text
        assert INSTRUMENTS[name].licence in text
        assert all(item.question in text for item in INSTRUMENTS[name].items)


def test_what_follows_and_what_cannot_be_are_told_in_words(pages):
    follows = " ".join(pages["guideline/people.html"].text.split())
    assert "trimester: 1gestation weeks: below 14" in follows
    assert "the smallest known of" in follows
    assert all(each.say[1:] in pages["guideline/impossible.html"].text for each in guideline().impossible)


def test_every_option_with_a_calendar_has_one_drawn_for_somebody(pages, site):
    drawn = drawn_calendars(DAY)
    assert set(drawn) == set(PLANNED)
    assert {each.person for each in drawn.values()} <= {person for person, _ in EXAMPLES}
    for code, each in drawn.items():
        page = site[f"options/{code}.html"]
        assert "Drawn for a made-up person:" in page
        assert page.count('class="curve"') == (1 if each.alike else len(each.calendars))


def test_people_come_first(pages):
    unkind = re.compile(r"\b(addicts?|abusers?|junkies?|alcoholics?)\b(?! anonymous)", re.I)
    assert [(place, found[0]) for place, page in pages.items() if (found := unkind.search(page.text))] == []


def test_the_command_writes_it_into_a_folder(tmp_path):
    answer = CliRunner().invoke(main, ["handbook", "--out", str(tmp_path / "book"), "--as-of", "2026-11-21"])
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert (tmp_path / "book" / "index.html").is_file()
    assert f"{len(list((tmp_path / 'book').rglob('*.html')))} pages in" in answer.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "book").write_text("a file")
    answer = CliRunner().invoke(main, ["handbook", "--out", str(tmp_path / "book")])
    assert answer.exit_code == 2
    assert "this cannot be written" in answer.stderr
    assert CliRunner().invoke(main, ["handbook", "--as-of", "soon"]).exit_code == 2


def test_another_day_is_another_edition(tmp_path):
    assert write(date(2024, 6, 1), tmp_path) > 200
    assert "7500 cents" in (tmp_path / "guideline" / "care" / "incentive_rules.html").read_text()
