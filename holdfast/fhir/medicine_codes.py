"""Medicines by code: which ingredients, which form, which strength. Evidence sections b2, b3 and m2.

RxNorm is a public US government vocabulary; a code not listed here is read by its words (`medicine_words.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.fhir.elements import Key, table
from holdfast.language.codes import ATC, SNOMEDCT, Code, RxNorm

# Forms: what decides whether a medicine is treatment, pain care or rescue.
SUBLINGUAL, TABLET, LIQUID, DISPERSIBLE, PAIN, EXTENDED, IMPLANT, ORAL, RESCUE, UNSAID = (
    "sublingual", "tablet", "liquid", "dispersible", "pain", "extended", "implant", "oral", "rescue", "",
)  # fmt: skip


@dataclass(frozen=True)
class Medicine:
    """What a code or its words name. `unit_mg` is the strength of one unit (of the first ingredient), `ml_mg` that of one mL."""

    ingredients: frozenset[str]
    form: str = UNSAID
    unit_mg: float | None = None
    ml_mg: float | None = None
    product: str | None = None
    equivalent_mg: float | None = None
    """What one unit counts as in ordinary sublingual buprenorphine, where the product is absorbed differently."""


def _one(*ingredients: str, form: str = UNSAID, **more: float | str | None) -> Medicine:
    return Medicine(frozenset(ingredients), form, **more)  # type: ignore[arg-type]


BUP, NX, METHADONE, NALTREXONE, NALOXONE = "buprenorphine", ("buprenorphine", "naloxone"), "methadone", "naltrexone", "naloxone"

ZUBSOLV: dict[float, float] = {0.7: 1, 1.4: 2, 2.9: 4, 5.7: 8, 8.6: 12, 11.4: 16}
"""Milligrams of buprenorphine in one Zubsolv tablet → in ordinary sublingual buprenorphine (0.7 is half of 1.4)."""


def _rows(medicine: Medicine, codes: str) -> dict[Code, Medicine]:
    return dict.fromkeys(map(RxNorm, codes.split()), medicine)


def _sublingual(mg: float, codes: str, *ingredients: str) -> dict[Code, Medicine]:
    return _rows(_one(*(ingredients or (BUP,)), form=SUBLINGUAL, unit_mg=mg), codes)


def _zubsolv(mg: float, codes: str) -> dict[Code, Medicine]:
    return _rows(_one(*NX, form=SUBLINGUAL, unit_mg=mg, product="zubsolv", equivalent_mg=ZUBSOLV[mg]), codes)


def _extended(product: str, mg: float, codes: str) -> dict[Code, Medicine]:
    return _rows(_one(BUP, form=EXTENDED, unit_mg=mg, product=product), codes)


MEDICINES: dict[Key, Medicine] = table({
    # Methadone
    **_rows(_one(METHADONE), "6813"),
    **_rows(_one(METHADONE, form=TABLET, unit_mg=10), "864706 864708 864712"),
    **_rows(_one(METHADONE, form=TABLET, unit_mg=5), "864718 864720 864737"),
    **_rows(_one(METHADONE, form=DISPERSIBLE, unit_mg=40), "864978 864980 1990745"),
    **_rows(_one(METHADONE, form=LIQUID, ml_mg=10), "991147 991149"),
    **_rows(_one(METHADONE, form=LIQUID, ml_mg=1), "864761"),
    **_rows(_one(METHADONE, form=LIQUID, ml_mg=2), "864769"),
    **_rows(_one(METHADONE, form=PAIN), "864714"),  # injection
    # Buprenorphine, sublingual
    **_rows(_one(BUP), "1819"), **_rows(_one(*NX), "352364"),
    **_sublingual(2, "351264"), **_sublingual(8, "351265"),
    **_sublingual(2, "351266 1010600 1010603", *NX), **_sublingual(8, "351267 1010604 1010606", *NX),
    **_sublingual(4, "1307056 1307058", *NX), **_sublingual(12, "1307061 1307063", *NX),
    **_zubsolv(0.7, "1864412 1864414"), **_zubsolv(1.4, "1431076 1431083"), **_zubsolv(2.9, "1666338 1666385"),
    **_zubsolv(5.7, "1431102 1431104"), **_zubsolv(8.6, "1597573 1597575"), **_zubsolv(11.4, "1597568 1597570"),
    # Bunavail buccal film (treatment; its strengths are not in the evidence, so its dose is not converted)
    **_rows(_one(*NX, form=SUBLINGUAL, product="bunavail"), "1542390 1542396 1544851 1544853 1544854 1544856"),
    # Buprenorphine, extended release and implant
    **_extended("sublocade", 100, "1996184 1996189"), **_extended("sublocade", 300, "1996192 1996193"),
    **_extended("brixadi_weekly", 8, "2639021 2639027"), **_extended("brixadi_weekly", 16, "2639029 2639030"),
    **_extended("brixadi_weekly", 24, "2639031 2639032"), **_extended("brixadi_weekly", 32, "2639033 2639034"),
    **_extended("brixadi_monthly", 64, "2639036 2639039"), **_extended("brixadi_monthly", 96, "2639041 2639042"),
    **_extended("brixadi_monthly", 128, "2639043 2639044"),
    **_rows(_one(BUP, form=IMPLANT), "1797650 1797655"),
    # Buprenorphine for pain: patches, buccal film, injection, low-strength tablets
    **_rows(_one(BUP, form=PAIN), """904870 904874 904876 904878 904880 904882 1432969 1432971 1542997 1542999 1716057 1716063 1716065
        1716067 1716069 1716071 1716073 1716075 1716077 1716079 1716081 1716083 1716086 1716090 238129 205533 1655032 388506 388507 388508
        246474 250426"""),
    # Naltrexone and naloxone
    **_rows(_one(NALTREXONE), "7243"),
    **_rows(_one(NALOXONE), "7242"),
    **_rows(_one(NALOXONE, form=RESCUE), """1725059 1725064 1870933 1870935 2540703 2540709 1191222 1191228 1191234 1191250 1659929
        1855730 2589612 2589618 2596175 2637879 2680741 2673091 2679504 2685612"""),
    **_rows(_one("pentazocine", "naloxone"), "312289"),
    # Others, by ingredient
    **{RxNorm(code): _one(name) for code, name in {
        "7804": "oxycodone", "5489": "hydrocodone", "7052": "morphine", "3423": "hydromorphone", "4337": "fentanyl", "10689": "tramadol",
        "2670": "codeine", "787390": "tapentadol", "7814": "oxymorphone", "6754": "meperidine", "6378": "levorphanol",
        "8001": "pentazocine",
        "596": "alprazolam", "2598": "clonazepam", "3322": "diazepam", "6470": "lorazepam", "2356": "chlordiazepoxide",
        "10355": "temazepam", "25480": "gabapentin", "187832": "pregabalin", "190376": "linezolid", "11289": "warfarin",
        "1364430": "apixaban", "1114195": "rivaroxaban", "2556": "citalopram", "321988": "escitalopram", "26225": "ondansetron",
        "5093": "haloperidol", "51272": "quetiapine", "703": "amiodarone", "4450": "fluconazole", "2002": "carbamazepine",
        "8183": "phenytoin", "9384": "rifampin", "42355": "fluvoxamine", "85762": "ritonavir", "21212": "clarithromycin",
    }.items()},
    # SNOMED CT products and substances
    SNOMEDCT("425741009"): _one(*NX),
    SNOMEDCT("387286002"): _one(METHADONE), SNOMEDCT("387173000"): _one(BUP), SNOMEDCT("372890007"): _one(NALOXONE),
    # ATC
    ATC("N07BC01"): _one(BUP, form=SUBLINGUAL), ATC("N07BC51"): _one(*NX, form=SUBLINGUAL),
    ATC("N07BC02"): _one(METHADONE, form="treatment"),
    ATC("N07BB04"): _one(NALTREXONE), ATC("V03AB15"): _one(NALOXONE, form=RESCUE), ATC("N02AE01"): _one(BUP, form=PAIN),
    ATC("N02AC52"): _one(METHADONE, form=PAIN), ATC("N02AA05"): _one("oxycodone"), ATC("N02AA01"): _one("morphine"),
    ATC("N02AA03"): _one("hydromorphone"), ATC("N02AB03"): _one("fentanyl"), ATC("N02AX02"): _one("tramadol"),
    ATC("N02AX06"): _one("tapentadol"),
    ATC("N05BA01"): _one("diazepam"), ATC("N05BA12"): _one("alprazolam"), ATC("N05BA06"): _one("lorazepam"),
    ATC("N03AE01"): _one("clonazepam"),
})  # fmt: skip
