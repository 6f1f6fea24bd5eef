"""What kind of meeting it is: the Meeting Guide's codes, and what other feeds call the same.

Codes and titles are those of the Meeting Guide specification (code4recovery/spec on GitHub, MIT licence, version of March 2026), the
codes of Narcotics and Heroin Anonymous those of the 12 Step Meeting List plugin, the identifiers of NA World Services those of the Basic
Meeting List Toolbox (bmlt-server, MIT licence, August 2026): facts only, typed anew. Spanish titles that those do not give are ours.

A code means what its own fellowship says: `IS` is Icelandic in the Meeting Guide, and an inquiry study in Recovery Dharma.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from holdfast.finder.feeds.reading import plain

CLOSED_FOR_NOW, ONLINE, OPEN, CLOSED = "TC", "ONL", "O", "C"

KINDS: Mapping[str, tuple[str, str]] = {
    "11": ("11th Step Meditation", "Meditación del Paso 11"),
    "12x12": ("12 Steps & 12 Traditions", "12 Pasos y 12 Tradiciones"),
    "A": ("Secular", "Secular"),
    "ABSI": ("As Bill Sees It", "Como lo ve Bill"),
    "AF": ("Afrikaans", "Afrikáans"),
    "AL": ("Concurrent with Alateen", "Concurrente con Alateen"),
    "AL-AN": ("Concurrent with Al-Anon", "Concurrente con Al-Anon"),
    "AM": ("Amharic", "Amárico"),
    "AR": ("Arabic", "Árabe"),
    "ASL": ("American Sign Language", "Lenguaje por señas"),
    "B": ("Big Book", "Libro Grande"),
    "BA": ("Babysitting Available", "Guardería disponible"),
    "BE": ("Newcomer", "Principiantes"),
    "BG": ("Bulgarian", "Búlgaro"),
    "BI": ("Bisexual", "Bisexual"),
    "BRK": ("Breakfast", "Desayuno"),
    "BV-I": ("Blind / Visually Impaired", "Ciego / Discapacidad Visual"),
    "C": ("Closed", "Cerrada"),
    "CAN": ("Candlelight", "Luz de una vela"),
    "CF": ("Child-Friendly", "Niño amigable"),
    "D": ("Discussion", "Discusión"),
    "D-HOH": ("Deaf / Hard of Hearing", "Sordo / Duro de Oído"),
    "DA": ("Danish", "Danés"),
    "DB": ("Digital Basket", "Canasta digital"),
    "DD": ("Dual Diagnosis", "Diagnóstico dual"),
    "DE": ("German", "Alemán"),
    "DR": ("Daily Reflections", "Reflexiones Diarias"),
    "EL": ("Greek", "Griego"),
    "EN": ("English", "Inglés"),
    "FA": ("Persian", "Persa"),
    "FF": ("Fragrance Free", "Sin fragancia"),
    "FI": ("Finnish", "Finlandés"),
    "FR": ("French", "Francés"),
    "G": ("Gay", "Gay"),
    "GR": ("Grapevine", "La Viña"),
    "H": ("Birthday", "Cumpleaños"),
    "HE": ("Hebrew", "Hebreo"),
    "HI": ("Hindi", "Hindi"),
    "HR": ("Croatian", "Croata"),
    "HU": ("Hungarian", "Húngaro"),
    "IS": ("Icelandic", "Islandés"),
    "ITA": ("Italian", "Italiano"),
    "JA": ("Japanese", "Japonés"),
    "KA": ("Georgian", "Georgiano"),
    "KOR": ("Korean", "Coreano"),
    "L": ("Lesbian", "Lesbiana"),
    "LGBTQ": ("LGBTQ", "LGBTQ"),
    "LIT": ("Literature", "Literatura"),
    "LO-I": ("Loners / Isolationists", "Solitarios / Aislacionistas"),
    "LS": ("Living Sober", "Viviendo Sobrio"),
    "LT": ("Lithuanian", "Lituano"),
    "M": ("Men", "Hombres"),
    "MED": ("Meditation", "Meditación"),
    "ML": ("Malayalam", "Malayalam"),
    "MT": ("Maltese", "Maltés"),
    "N": ("Native American", "Nativo Americano"),
    "NB": ("Non-Binary", "No binario"),
    "NDG": ("Indigenous", "Indígena"),
    "NE": ("Nepali", "Nepalí"),
    "NL": ("Dutch", "Holandés"),
    "NO": ("Norwegian", "Noruego"),
    "O": ("Open", "Abierta"),
    "ONL": ("Online", "En línea"),
    "OUT": ("Outdoor", "Al aire libre"),
    "P": ("Professionals", "Profesionales"),
    "POA": ("Proof of Attendance", "Prueba de Asistencia"),
    "POC": ("People of Color", "Gente de color"),
    "POL": ("Polish", "Polaco"),
    "POR": ("Portuguese", "Portugués"),
    "PUN": ("Punjabi", "Punjabi"),
    "QSL": ("Quebec Sign Language", "Lengua de Señas de Quebec"),
    "RSL": ("Russian Sign Language", "Lengua de Señas Rusa"),
    "RUS": ("Russian", "Ruso"),
    "S": ("Spanish", "Español"),
    "SEN": ("Seniors", "Personas mayores"),
    "SK": ("Slovak", "Eslovaco"),
    "SL": ("Slovenian", "Esloveno"),
    "SM": ("Smoking Permitted", "Se permite fumar"),
    "SP": ("Speaker", "Orador"),
    "ST": ("Step Study", "Estudio de pasos"),
    "SV": ("Swedish", "Sueco"),
    "T": ("Transgender", "Transgénero"),
    "TC": ("Location Temporarily Closed", "Ubicación temporalmente cerrada"),
    "TH": ("Thai", "Tailandés"),
    "TL": ("Tagalog", "Tagalo"),
    "TR": ("Tradition Study", "Estudio de tradicion"),
    "TUR": ("Turkish", "Turco"),
    "UK": ("Ukrainian", "Ucraniano"),
    "W": ("Women", "Mujeres"),
    "X": ("Wheelchair Access", "Acceso en silla de ruedas"),
    "XB": ("Wheelchair-Accessible Bathroom", "Baño accesible para sillas de ruedas"),
    "XT": ("Cross Talk Permitted", "Se permite opinar"),
    "Y": ("Young People", "Gente joven"),
    # Narcotics Anonymous and Heroin Anonymous
    "BT": ("Basic Text", "Texto Básico"),
    "CPT": ("12 Concepts", "12 Conceptos"),
    "GL": ("Gay/Lesbian", "Gay/Lesbiana"),
    "IP": ("Pamphlet Study", "Estudio de folletos"),
    "IW": ("It Works Study", "Estudio de «Funciona»"),
    "JFT": ("Just For Today Study", "Estudio de «Solo por Hoy»"),
    "LC": ("Living Clean Study", "Estudio de «Vivir Limpios»"),
    "NS": ("Non-Smoking", "No se fuma"),
    "QA": ("Questions & Answers", "Preguntas y respuestas"),
    "RA": ("Restricted Access", "Acceso restringido"),
    "SPAD": ("Spiritual Principle a Day", "Un principio espiritual al día"),
    "SWG": ("Step Working Guide Study", "Guía para trabajar los pasos"),
    "TOP": ("Topic", "Tema"),
    "VAR": ("Format Varies", "Formato variable"),
}
"""Code → title in English and in Spanish."""

LANGUAGES: Mapping[str, str] = {
    **{code: code.lower() for code in (
        "AF", "AM", "AR", "BG", "DA", "DE", "EL", "EN", "FA", "FI", "FR", "HE", "HI", "HR", "HU", "IS", "JA", "KA", "LT", "ML", "MT",
        "NE", "NL", "NO", "SK", "SL", "SV", "TH", "TL", "UK",
    )},
    "ITA": "it", "KOR": "ko", "POL": "pl", "POR": "pt", "PUN": "pa", "RUS": "ru", "S": "es", "TUR": "tr",
}  # fmt: skip
"""Codes that say in which language a meeting is held → ISO 639-1. Signed languages have no such code; they stay kinds."""

ANY_OF: Mapping[str, frozenset[str]] = {
    "open": frozenset({"O"}),
    "closed": frozenset({"C"}),
    "wheelchair": frozenset({"X"}),
    "women": frozenset({"W"}),
    "men": frozenset({"M"}),
    "lgbtq": frozenset({"LGBTQ", "G", "L", "BI", "T", "NB", "GL"}),
    "newcomers": frozenset({"BE"}),
    "young": frozenset({"Y"}),
    "seniors": frozenset({"SEN"}),
    "children": frozenset({"CF", "BA"}),
    "signed": frozenset({"ASL", "QSL", "RSL", "D-HOH"}),
}
"""What a person may look for → the codes any one of which says so."""

SAME = {"BEG": "BE", "CW": "CF", "DISC": "D", "ES": "S", "SPK": "SP", "STEP": "ST", "TRAD": "TR", "SMOK": "SM"}
"""Codes of other fellowships for what has a code of the Meeting Guide."""

WORLD: Mapping[str, str] = {
    "BEG": "BE", "BT": "BT", "CAN": "CAN", "CLOSED": "C", "CPT": "CPT", "CW": "CF", "DISC": "D", "GL": "GL", "HYBR": ONLINE, "IP": "IP",
    "IW": "IW", "JFT": "JFT", "LC": "LC", "LIT": "LIT", "M": "M", "MED": "MED", "NS": "NS", "OPEN": "O", "QA": "QA", "RA": "RA",
    "SMOK": "SM", "SPAD": "SPAD", "SPK": "SP", "STEP": "ST", "SWG": "SWG", "TC": CLOSED_FOR_NOW, "TOP": "TOP", "TRAD": "TR", "VAR": "VAR",
    "VM": ONLINE, "W": "W", "WCHR": "X", "Y": "Y",
}  # fmt: skip
"""NA World Services' identifiers of formats, the same on every BMLT server → our codes."""

OTHER_TITLES = {
    "temporary closure": "TC", "temporarily closed": "TC", "online meeting": "ONL", "virtual": "ONL", "step meeting": "ST", "steps": "ST",
    "step": "ST", "tradition": "TR", "traditions": "TR", "gay/lesbian/transgender": "GL", "gay & lesbian": "GL", "lgbtq+": "LGBTQ",
    "lgbtqia+": "LGBTQ", "lgbtqiaa+": "LGBTQ", "lgbt": "LGBTQ", "sign language": "ASL", "sign language asl": "ASL", "asl": "ASL",
    "beginner": "BE", "beginners": "BE", "beginner/newcomer": "BE", "newcomers": "BE", "wheelchair": "X", "wheelchair accessible": "X",
    "child care available": "BA", "children welcome": "CF", "atheist / agnostic": "A", "outdoor meeting": "OUT", "men only": "M",
    "women only": "W", "non-smoking": "NS", "no smoking": "NS", "literature study": "LIT", "living clean": "LC", "just for today": "JFT",
    "step working guide": "SWG", "discussion/participation": "D", "topic discussion": "TOP", "gente jóvenes": "Y", "espanol": "S",
}  # fmt: skip
"""What else feeds write for a title."""

CLOSED_WORDS = re.compile(
    r"((location|meeting|facility|venue|building|is) )*(temporar\w+ (closed|closure|suspended|inactive)|closed temporar\w+|suspended)\b.*"
    r"|inactive"
)

DHARMA = {
    "8F": "Eightfold Path Study", "BB": "Book Study", "CC": "BA", "DF": "Dog Friendly", "IS": "Inquiry Study", "IW": "Inquiry Writing",
    "MI": "Mindfulness Practice", "PR": "Process Addictions", "WA": "X",
}  # fmt: skip
OWN_WORDS: Mapping[str, Mapping[str, str]] = {
    "Recovery Dharma": DHARMA,
    "Refuge Recovery": DHARMA,
    "Marijuana Anonymous": {"BB": "Book Study", "CCAP": "Closed Captions", "H": "Chips", "LGBTQI+": "LGBTQ"},
    "Al-Anon": {
        "AC": "Adult Child Focus", "C": "Families and Friends Only", "LGBTQIA": "LGBTQ", "POA": "Parents", "Y": "Alateen", "YA": "Y",
    },
    "Adult Children of Alcoholics": {
        "A": "Age Restricted 18+", "B": "Book Study", "CC": "BA", "G": "GL", "NS": "Needs Support", "S": "SP", "T": "Fellowship Text",
        "Y": "Yellow Workbook Study", "YA": "Y",
    },
}  # fmt: skip
"""Where a fellowship means something else by a code: our code, or its own words."""

FELLOWSHIPS = {
    "Alcoholics Anonymous": ("AA", "aa.org"),
    "Narcotics Anonymous": ("NA", "na.org"),
    "Heroin Anonymous": ("HA", "heroinanonymous.org"),
    "Cocaine Anonymous": ("CA", "ca.org"),
    "Crystal Meth Anonymous": ("CMA", "crystalmeth.org"),
    "Marijuana Anonymous": ("MA", "marijuana-anonymous.org"),
    "Medication-Assisted Recovery Anonymous": ("MARA", ""),
    "Methadone Anonymous": ("", ""),
    "Pills Anonymous": ("PA", ""),
    "Recovery Dharma": ("RD", "recoverydharma.org"),
    "Refuge Recovery": ("RR", "refugerecovery.org"),
    "SMART Recovery": ("SMART", "smartrecovery.org"),
    "LifeRing": ("", "lifering.org"),
    "Women for Sobriety": ("WFS", "womenforsobriety.org"),
    "Dual Recovery Anonymous": ("DRA", ""),
    "Nar-Anon": ("", "nar-anon.org"),
    "Al-Anon": ("", "al-anon.org"),
    "Families Anonymous": ("FA", "familiesanonymous.org"),
    "Adult Children of Alcoholics": ("ACA", "adultchildren.org"),
    "Co-Dependents Anonymous": ("CoDA", "coda.org"),
}
"""Name → what it is called for short, and its own address on the web."""

WELCOMES_MEDICINE = frozenset({"Medication-Assisted Recovery Anonymous", "Methadone Anonymous"})
"""Fellowships that exist for people who take a medicine for their addiction: their names say so."""
_TREATMENT = (
    r"(MAT|MOUD|MAR|[Mm]edications?|[Mm]edication[- ][Aa]ssisted ([Tt]reatment|[Rr]ecovery)|[Mm]ethadone|[Bb]uprenorphine|[Ss]uboxone)"
)
SAYS_WELCOME = re.compile(
    rf"\b{_TREATMENT}([- ](is|are|patients|people|users|clients)){{0,2}}[- ]?([Ff]riendly|[Ww]elcomed?|[Aa]ffirming|[Aa]ccepted)\b"
)
SAYS_NO = re.compile(r"\b(not?|never|non|without|unless|isn.?t|aren.?t|except|only if|less)\b|\?", re.IGNORECASE)


class Kinds(NamedTuple):
    """What a meeting says of itself: codes of the Meeting Guide, what has none in its own words, and what nobody explains."""

    codes: frozenset[str]
    told: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it says it is held in, as ISO 639-1."""
        return frozenset(LANGUAGES[code] for code in self.codes if code in LANGUAGES)


def folded(words: str) -> str:
    """The words without case, accents and doubled spaces, for comparing."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).split())


_CODES = {folded(code): code for code in KINDS} | {folded(other): code for other, code in SAME.items()}
_TITLES = {folded(title): code for code, titles in KINDS.items() for title in titles}
_TITLES |= {folded(title): code for title, code in OTHER_TITLES.items()}
_SHORT = {folded(short): name for name, (short, _) in FELLOWSHIPS.items() if short}


def kind_titled(title: str) -> str:
    """The code of a title in English or Spanish, or nothing."""
    return _TITLES.get(folded(title), "")


def kinds_of(words: Iterable[object], fellowship: str = "") -> Kinds:
    """The kinds that codes or titles name, as that fellowship means them. One that is called open and closed is closed."""
    codes, told, unknown = set(), [], []
    own = {folded(code): meant for code, meant in OWN_WORDS.get(fellowship, {}).items()}
    for word in (plain(each).strip("[]\"'") for each in words):
        meant = own.get(folded(word), "")
        code = meant if meant in KINDS else "" if meant else _CODES.get(folded(word)) or kind_titled(word)
        if code:
            codes.add(code)
        elif closed_for_now(word):
            codes.add(CLOSED_FOR_NOW)
        elif " " in word and all(folded(part) in _CODES for part in word.split()):
            codes |= {_CODES[folded(part)] for part in word.split()}
        elif word:
            told.append(meant or word)
            unknown += [] if meant else [word]
    return Kinds(frozenset(codes - {OPEN} if CLOSED in codes else codes), tuple(dict.fromkeys(told)), tuple(dict.fromkeys(unknown)))


def closed_for_now(title: str) -> bool:
    """Whether the words say that the meeting, or its place, is closed for now."""
    return bool(CLOSED_WORDS.fullmatch(folded(title)))


def fellowship_of(name: str) -> str:
    """The fellowship that somebody names, in full or for short; another name stays as it is."""
    return _SHORT.get(folded(name)) or fellowship_in(name) or name


def fellowship_in(text: str) -> str:
    """The one fellowship whose full name stands in the text; nothing where there is none, or more than one."""
    flat = f" {re.sub(r'[^a-z]+', ' ', folded(text))} "
    found = [name for name in FELLOWSHIPS if f" {re.sub(r'[^a-z]+', ' ', folded(name))} " in flat]
    return found[0] if len(found) == 1 else ""


def fellowship_at(host: str) -> str:
    """The fellowship whose own website this is, or nothing."""
    return next((name for name, (_, own) in FELLOWSHIPS.items() if own and host.removeprefix("www.") == own), "")


def welcomes_medicine(fellowship: str, *own_words: str) -> bool:
    """Whether the fellowship exists for people on medicine, or the group says in its own words that they are welcome. A sentence that
    also denies something is not believed."""
    sentences = [sentence for words in own_words for sentence in re.split("[.!;]", words)]
    return fellowship in WELCOMES_MEDICINE or any(SAYS_WELCOME.search(each) and not SAYS_NO.search(each) for each in sentences)
