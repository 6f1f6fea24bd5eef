"""Every command on a page of the documentation works as the page says, and the pages are plain and hang together."""

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from holdfast.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
RUN = [path for kind in ("tutorials", "how-to") for path in sorted((DOCS / kind).glob("*.md"))]
RUN += [DOCS / "explanation" / name for name in ("how-a-rule-becomes-advice.md", "why-unknown-is-a-value.md")]
READ = [DOCS / "explanation" / name for name in ("what-heroin-does.md", "what-other-pages-get-wrong.md", "the-self-guide.md")]
PAGES = [DOCS / "README.md", *RUN, *READ]
SAVED = re.compile(r"[Ss]ave this as\s+`([\w.-]+)`:\s*\n+ *```(?:json|csv)\n(.*?)\n *```", re.S)
FENCED = re.compile(r"^ *```(\w*)\n(.*?)\n *```$", re.S | re.M)
COMMAND = re.compile(r"^ *holdfast ([^#\n]*)(?:# ends with (\d))?$", re.M)
SAYS = re.compile(r"^ *> (.+)$", re.M)


def name_of(path):
    return path.relative_to(DOCS).as_posix()


def commands(text):
    """Each command with the exit codes that the page allows, and what it says that the answer holds."""
    found = [(match, command) for match in FENCED.finditer(text) for command in COMMAND.finditer(match[2]) if not match[1]]
    for place, (match, command) in enumerate(found):
        until = found[place + 1][0].start() if place + 1 < len(found) else len(text)
        codes = {int(command[2])} if command[2] else {0, 1}
        yield command[1].split(), codes, SAYS.findall(text[match.end() : until])


def plain(text):
    return " ".join(text.split())


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_every_command_works_as_the_page_says(page, tmp_path, monkeypatch, database):
    text = page.read_text()
    for name, content in SAVED.findall(text):
        (tmp_path / name).write_text(textwrap.dedent(content))
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    ran = 0
    for words, codes, says in commands(text):
        arguments = [str(tmp_path / word) if (tmp_path / word).is_file() else word for word in words]
        answer = CliRunner().invoke(main, arguments)
        assert answer.exit_code in codes, (words, answer.output)
        for said in says:
            assert plain(said) in plain(answer.output), (words, said)
        ran += 1
    assert ran == len(re.findall(r"^ *holdfast ", text, re.M)) >= 1
    assert len(SAYS.findall(text)) == sum(len(says) for _, _, says in commands(text))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        assert (page.parent / link).is_file(), link


def test_the_index_names_every_page():
    index = (DOCS / "README.md").read_text()
    pages = {name_of(path) for path in DOCS.rglob("*.md")} - {"README.md"}
    assert {page for page in pages if page not in index and not page.startswith(("decisions/", "handbook/"))} == set()


@pytest.mark.parametrize("page", [*PAGES, DOCS / "claims.csv", DOCS / "reference" / "claims.md"], ids=name_of)
def test_people_come_first_and_nothing_private_is_named(page):
    text = page.read_text()
    assert not re.search(r"\b(addicts?|abusers?|junkies?|alcoholics?|substance abuse|dirty)\b", text, re.I)
    assert not re.search(r"/(work|home|tmp|Users)/|https?://", text)


@pytest.mark.parametrize("page", [*RUN, *READ], ids=name_of)
def test_the_page_is_plain(page):
    grade = reading_grade(page.read_text())
    assert grade <= 8, grade


def reading_grade(text):
    """The Flesch-Kincaid grade of the running text, by a rough count of syllables."""
    running = re.sub(r"```.*?```|^ *[>|].*?$|`[^`]*`", " ", text, flags=re.S | re.M)
    running = re.sub(r"\]\([^)]*\)|[\[\]*#]", " ", running)
    sentences = [part for part in re.split(r"[.!?]\s|\n\s*\n|\n *-", running) if re.search(r"[a-z]", part)]
    words = re.findall(r"[A-Za-z']+", running)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
