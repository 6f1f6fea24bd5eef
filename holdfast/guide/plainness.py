"""How plain a text is: the Flesch-Kincaid grade for English, the INFLESZ ease for Spanish.

Both count words and syllables by simple rules; they find a page that has grown heavy, they do not prove that one is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SPARED = frozenset(
    WORD.findall(
        "benzodiazepine benzodiazepines brixadi buprenorphine buvidal clonidine diazepam espranor fentanyl frank gabapentin heroin "
        "lofexidine loperamide medetomidine medicaid medicare methadone naloxone naltrexone narconon nitazenes opioid opioids pregabalin "
        "samaritans samhsa sublocade suboxone subutex vivitrol xylazine zubsolv "
        "benzodiazepinas buprenorfina clonidina fentanilo heroína lofexidina loperamida metadona naloxona naltrexona opioide opioides"
    )
)
"""Names of medicines, drugs and organisations. Nobody can shorten them, so they are left out of the count."""
VOWELS_EN = re.compile(r"[aeiouy]+")
SYLLABLES_ES = re.compile(r"[iuü]?[aeoáéó](?:[iu](?![aeoáéó]))?|[íú]|[iuü](?![aeoáéó])", re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a plain text. The end of a line ends a sentence too, as it does in a list."""
    for part in re.split(r"(?<=[.!?])[\"”»')]*\s+|\n+", text):
        if WORD.search(part):
            yield part.strip()


def words(text: str) -> list[str]:
    """The words that count: no numbers, and none of the names that nobody can shorten."""
    return [word for word in WORD.findall(text) if word.lower() not in SPARED]


def syllables(word: str) -> int:
    """Roughly how many syllables an English word has: never fewer than one."""
    spoken = re.sub(r"(?<=[^l])e$|(?<=[^td])ed$|(?<=[^scxz])es$", "", word.lower())
    return max(1, len(VOWELS_EN.findall(spoken)))


def syllables_es(word: str) -> int:
    """How many syllables a Spanish word has; two weak vowels, or a weak and a strong one, are spoken as one."""
    plain = re.sub(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])", "", word.lower())
    return max(1, len(SYLLABLES_ES.findall(plain)))


def grade(text: str) -> float:
    """The US school grade (Flesch-Kincaid) at which an English text can be read. 0 for a text without a word."""
    counted = words(text)
    if not counted:
        return 0
    spoken = sum(map(syllables, counted))
    return 0.39 * len(counted) / len(list(sentences(text))) + 11.8 * spoken / len(counted) - 15.59


def ease_es(text: str) -> float:
    """The INFLESZ (Szigriszt-Pazos) ease of a Spanish text, 0 to 100: above 55 is usual, above 65 fairly easy. 100 for no word."""
    counted = words(text)
    if not counted:
        return 100
    spoken = sum(map(syllables_es, counted))
    return 206.835 - 62.3 * spoken / len(counted) - len(counted) / len(list(sentences(text)))
