"""Medicines by their names in words, generic and brand, where no known code stands; and which medicines weigh on a choice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from holdfast.fhir.medicine_codes import (
    DISPERSIBLE,
    EXTENDED,
    IMPLANT,
    LIQUID,
    ORAL,
    PAIN,
    RESCUE,
    SUBLINGUAL,
    TABLET,
    UNSAID,
    ZUBSOLV,
    Medicine,
)


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


OPIOIDS = _names(
    """oxycodone hydrocodone morphine hydromorphone fentanyl tramadol codeine dihydrocodeine tapentadol oxymorphone meperidine levorphanol
    pentazocine butorphanol nalbuphine meptazinol dipipanone tilidine"""
)
BENZODIAZEPINES = _names(
    """alprazolam bromazepam chlordiazepoxide clobazam clonazepam clorazepate diazepam estazolam flurazepam loprazolam lorazepam
    lormetazepam nitrazepam oxazepam quazepam temazepam triazolam"""
)
GABAPENTINOIDS = frozenset(["gabapentin", "pregabalin"])
MAOI = _names("linezolid phenelzine tranylcypromine isocarboxazid selegiline rasagiline safinamide moclobemide methylene_blue")
QT_PROLONGING = _names(
    """amiodarone azithromycin chloroquine chlorpromazine ciprofloxacin citalopram clarithromycin disopyramide dofetilide domperidone
    donepezil dronedarone droperidol erythromycin escitalopram flecainide fluconazole haloperidol hydroxychloroquine hydroxyzine ibutilide
    levofloxacin lofexidine moxifloxacin ondansetron pentamidine pimozide procainamide quetiapine quinidine sotalol thioridazine vandetanib
    ziprasidone"""
)
INHIBITORS = _names(
    """fluconazole voriconazole ketoconazole itraconazole posaconazole ciprofloxacin fluvoxamine clarithromycin erythromycin ritonavir
    cobicistat atazanavir darunavir lopinavir nefazodone"""
)
INDUCERS = _names("rifampin rifabutin phenytoin carbamazepine phenobarbital primidone efavirenz nevirapine st_johns_wort")
ANTICOAGULANTS = _names(
    "warfarin apixaban rivaroxaban dabigatran edoxaban heparin enoxaparin dalteparin tinzaparin fondaparinux acenocoumarol phenprocoumon"
)
TREATMENTS = frozenset(["methadone", "buprenorphine", "naltrexone", "naloxone", "diamorphine"])

EFFECTS: tuple[tuple[frozenset[str], str, bool | str], ...] = (
    (OPIOIDS, "takes_opioid_analgesic", True),
    (BENZODIAZEPINES, "benzodiazepine_use", "prescribed"),
    (GABAPENTINOIDS, "gabapentinoid_use", True),
    (MAOI, "maoi_use", True),
    (QT_PROLONGING, "qt_prolonging_medicine", True),
    (INHIBITORS, "cyp3a4_inhibitor", True),
    (INDUCERS, "cyp3a4_inducer", True),
    (ANTICOAGULANTS, "anticoagulated", True),
)
"""A current medicine of the group sets the fact."""

_BRANDS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for group, _, _ in EFFECTS for name in group}, **{name: (name,) for name in TREATMENTS},
    "methylene blue": ("methylene_blue",), "st john's wort": ("st_johns_wort",), "st. john's wort": ("st_johns_wort",),
    "st johns wort": ("st_johns_wort",), "hypericum": ("st_johns_wort",), "rifampicin": ("rifampin",), "phenobarbitone": ("phenobarbital",),
    "pethidine": ("meperidine",), "diacetylmorphine": ("diamorphine",), "fluoxetine": (), "levomethadone": ("methadone",),
    "suboxone": ("buprenorphine", "naloxone"), "zubsolv": ("buprenorphine", "naloxone"), "bunavail": ("buprenorphine", "naloxone"),
    "subutex": ("buprenorphine",), "espranor": ("buprenorphine",), "temgesic": ("buprenorphine",), "sublocade": ("buprenorphine",),
    "brixadi": ("buprenorphine",), "buvidal": ("buprenorphine",), "probuphine": ("buprenorphine",), "butrans": ("buprenorphine",),
    "belbuca": ("buprenorphine",), "buprenex": ("buprenorphine",),
    "dolophine": ("methadone",), "methadose": ("methadone",), "diskets": ("methadone",), "physeptone": ("methadone",),
    "vivitrol": ("naltrexone",), "revia": ("naltrexone",), "contrave": ("naltrexone", "bupropion"), "mysimba": ("naltrexone", "bupropion"),
    "bupropion": ("bupropion",), "narcan": ("naloxone",), "kloxxado": ("naloxone",), "zimhi": ("naloxone",), "nyxoid": ("naloxone",),
    "prenoxad": ("naloxone",), "rextovy": ("naloxone",), "rivive": ("naloxone",), "evzio": ("naloxone",),
    "percocet": ("oxycodone",), "oxycontin": ("oxycodone",), "roxicodone": ("oxycodone",), "targin": ("oxycodone", "naloxone"),
    "vicodin": ("hydrocodone",), "norco": ("hydrocodone",), "dilaudid": ("hydromorphone",), "duragesic": ("fentanyl",),
    "ultram": ("tramadol",), "ultracet": ("tramadol",), "nucynta": ("tapentadol",), "opana": ("oxymorphone",), "demerol": ("meperidine",),
    "embeda": ("morphine", "naltrexone"), "xanax": ("alprazolam",), "klonopin": ("clonazepam",), "valium": ("diazepam",),
    "ativan": ("lorazepam",), "restoril": ("temazepam",), "librium": ("chlordiazepoxide",), "neurontin": ("gabapentin",),
    "lyrica": ("pregabalin",), "zyvox": ("linezolid",), "nardil": ("phenelzine",), "parnate": ("tranylcypromine",),
    "coumadin": ("warfarin",),
    "eliquis": ("apixaban",), "xarelto": ("rivaroxaban",), "celexa": ("citalopram",), "lexapro": ("escitalopram",),
    "zofran": ("ondansetron",),
    "haldol": ("haloperidol",), "seroquel": ("quetiapine",), "tegretol": ("carbamazepine",), "dilantin": ("phenytoin",),
    "luvox": ("fluvoxamine",), "norvir": ("ritonavir",), "kaletra": ("lopinavir", "ritonavir"), "paxlovid": ("ritonavir",),
    "biaxin": ("clarithromycin",), "diflucan": ("fluconazole",),
}  # fmt: skip
_NAME = re.compile(r"(?<![a-z])(?:" + "|".join(sorted(map(re.escape, _BRANDS), key=len, reverse=True)) + r")(?![a-z])")
_LOCAL = re.compile(r"\b(?:ophthalmic|otic|topical|cream|shampoo|ointment|lotion|vaginal|eye drops?|ear drops?|flush|lock)\b")
_NEGATED = re.compile(r"\b(?:no|not|never|without|denies|declin\w*|stopp\w*|discontinu\w*|refus\w*|allerg\w*|avoid|hold|versus|or)\b")
_STRENGTH = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?) ?mg(?![a-z]| ?/ ?(?:hr|h|actuat))")
_PAIR = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?) ?(?:mg)?(?: \w+)? ?[-/] ?(?:\w+ )?(\d{1,3}(?:\.\d{1,3})?) ?mg\b")
_PER_ML = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?) ?mg ?/ ?ml")

_PAIN_FORM = re.compile(
    r"\b(?:butrans|belbuca|buprenex|temgesic|transdermal|patch(?:es)?|buccal|microgram\w*|mcg|ug|(?:mg|mcg|ug)/ ?hr?|0\.[234] ?mg)\b"
)
_EXTENDED_FORM = re.compile(
    r"\b(?:sublocade|brixadi|buvidal|vivitrol|extended.release|prolonged.release|depot|long.acting inj\w*|prefilled syringe|380 ?mg)\b"
)
_SUBLINGUAL_FORM = re.compile(r"\b(?:sublingual|sl|subutex|suboxone|zubsolv|espranor|bunavail|films?|tablets?|lyophilisate)\b")
_RESCUE_FORM = re.compile(
    r"\b(?:narcan|kloxxado|zimhi|nyxoid|prenoxad|rextovy|rivive|evzio|nasal|intranasal|spray|auto.?injector|kit|rescue|take.home)\b"
)
_ORAL_FORM = re.compile(r"\b(?:revia|oral|tablets?|capsules?|50 ?mg|by mouth)\b")


def medicine_of_words(words: str) -> Medicine | None:
    """The medicine that `words` (lower case) name; None if they name none that Holdfast knows, or say that it is not taken."""
    names = _NAME.findall(words)
    if not names:
        return None
    ingredients = frozenset(ingredient for name in names for ingredient in _BRANDS[name])
    if not ingredients or _NEGATED.search(words):
        return None
    if _LOCAL.search(words) and not ingredients & TREATMENTS and not ingredients & OPIOIDS:
        return None
    return _with_form(ingredients, words)


def _with_form(ingredients: frozenset[str], words: str) -> Medicine:
    form, product, unit, per_ml = UNSAID, None, None, None
    strengths = [float(number) for number in _STRENGTH.findall(words)]
    if "buprenorphine" in ingredients:
        form, product = _buprenorphine_form(ingredients, words, strengths)
        if "naloxone" in ingredients:
            unit = _combined_strength(words, strengths)
        elif form in (SUBLINGUAL, EXTENDED, UNSAID) and len(set(strengths)) == 1 and "/ml" not in words.replace(" ", ""):
            unit = strengths[0]
        if product == "zubsolv":
            return Medicine(ingredients, form, unit, None, product, ZUBSOLV.get(unit or 0))
    elif "methadone" in ingredients:
        per = _PER_ML.search(words)
        per_ml = float(per[1]) if per else None
        if re.search(r"\b(?:dispersible|diskets|tablet for oral suspension|tablets? for suspension)\b", words):
            form, unit = DISPERSIBLE, strengths[0] if strengths else None
        elif re.search(r"\b(?:injection|injectable)\b", words):
            form = PAIN
        elif per or re.search(r"\b(?:solution|concentrate|liquid|mixture)\b", words):
            form = LIQUID
        elif re.search(r"\b(?:tablets?|dolophine|methadose)\b", words):
            form, unit = TABLET, strengths[0] if len(strengths) == 1 else None
    elif "naltrexone" in ingredients:
        form = EXTENDED if _EXTENDED_FORM.search(words) else ORAL if _ORAL_FORM.search(words) else UNSAID
        product = "vivitrol" if form == EXTENDED else None
        unit = strengths[0] if len(strengths) == 1 else None
    elif "naloxone" in ingredients:
        form = RESCUE if _RESCUE_FORM.search(words) else UNSAID
    return Medicine(ingredients, form, unit, per_ml, product)


def _buprenorphine_form(ingredients: frozenset[str], words: str, strengths: Iterable[float]) -> tuple[str, str | None]:
    if "naloxone" in ingredients:
        brand = next((brand for brand in ("zubsolv", "bunavail") if brand in words), None)
        return SUBLINGUAL, brand
    if "probuphine" in words or "implant" in words:
        return IMPLANT, None
    if _PAIN_FORM.search(words):
        return PAIN, None
    if _EXTENDED_FORM.search(words):
        return EXTENDED, _product(words, list(strengths))
    if _SUBLINGUAL_FORM.search(words):
        return SUBLINGUAL, "espranor" if "espranor" in words or "lyophilisate" in words else None
    return UNSAID, None


def _combined_strength(words: str, strengths: list[float]) -> float | None:
    """The buprenorphine part of a combination, which is about four parts to one of naloxone; None where that is not plain."""
    pair = _PAIR.search(words)
    if pair:
        high, low = sorted((float(pair[1]), float(pair[2])), reverse=True)
        return high if low and 3.5 <= high / low <= 4.6 else None
    return strengths[0] if len(set(strengths)) == 1 else None


def _product(words: str, strengths: list[float]) -> str | None:
    if "sublocade" in words:
        return "sublocade"
    for brand in ("brixadi", "buvidal"):
        if brand in words:
            if "weekly" in words or (strengths and all(strength <= 32 for strength in strengths)):
                return f"{brand}_weekly"
            if "monthly" in words or (strengths and all(strength in (64, 96, 128, 160) for strength in strengths)):
                return f"{brand}_monthly"
    return None
