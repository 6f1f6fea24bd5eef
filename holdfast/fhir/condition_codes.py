"""What a diagnosis code means for Holdfast. Evidence section m1; ICD-10-CM by the beginning of the code without its dot.

Codes find candidates; a clinician diagnoses. Where a code alone does not settle a fact, it asks (`Asks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from holdfast.fhir.elements import DAY, ICD10, Coding, Key, table
from holdfast.fhir.gathering import Value
from holdfast.language.codes import ICD10CM, SNOMEDCT, Code


@dataclass(frozen=True)
class OpioidUseDisorder:
    """A recorded opioid use disorder."""

    remission: bool = False
    severity: str | None = None
    opioid: str | None = None
    on_agonist: bool = False
    injects: bool = False


@dataclass(frozen=True)
class OpioidOverdose:
    """An overdose of an opioid."""

    self_harm: bool = False
    again: bool = False
    """The code is of a later visit or a late effect: not a new overdose."""


@dataclass(frozen=True)
class Pregnancy:
    """Pregnant on the date of the entry; the week of pregnancy where the code says it."""

    week: int | None = None


@dataclass(frozen=True)
class Sets:
    """A fact with its value. `lasting`: a history, still true when the condition has ended. `within`: true only if this recent."""

    name: str
    value: Value = True
    lasting: bool = False
    within: timedelta | None = None


@dataclass(frozen=True)
class Asks:
    """A code that raises a question and settles nothing."""

    code: str
    say: str


@dataclass(frozen=True)
class Means:
    """A code that is known and gives no fact, with the reason."""

    why: str


Meaning = OpioidUseDisorder | OpioidOverdose | Pregnancy | Sets | Asks | Means

OUD = OpioidUseDisorder()
SUBSTANCE_UNKNOWN = Asks("overdose_substance_unknown", "An overdose is recorded with no substance named: was it an opioid?")
USE_UNSPECIFIED = Asks(
    "opioid_use_unspecified",
    "The record codes opioid use without saying whether it is a disorder: are criteria of opioid use disorder met?",
)
DRUG_UNSPECIFIED = Asks(
    "drug_use_unspecified", "The record codes dependence on or misuse of drugs without naming them: are opioids among them?"
)
SELF_HARM = Asks("suicide_screen", "Self-harm or thoughts of suicide are recorded: screen for suicide risk today.")
CIRRHOSIS = Asks("child_pugh_unknown", "Cirrhosis or liver failure is recorded; a code does not give the Child-Pugh class: what is it?")
SYNCOPE = Asks("syncope_recorded", "Fainting is recorded: is it unexplained?")
ACUTE_LUNGS = Asks("respiratory_failure_recorded", "Respiratory failure is recorded: how is the person breathing now?")
LONG_TERM_OPIOID = Asks("opioid_analgesic_unknown", "Long-term use of opioid pain medicine is coded: is it taken now?")
POSTPARTUM = Asks("postpartum_unknown", "A birth or the weeks after it are coded: when was the birth?")
HEAD_INJURY = Asks("head_injury_recorded", "A recent head injury is recorded: is pressure raised or consciousness falling?")

MONTH = 30 * DAY
ACUTE_HEPATITIS = Sets("acute_hepatitis", within=182 * DAY)
BOWEL = Sets("bowel_obstruction", within=MONTH)
DEPENDENT = Sets("alcohol_use", "dependent")
LUNGS = Sets("respiratory_insufficiency", "chronic")
APNOEA = Sets("sleep_apnoea")
HEART = Sets("structural_heart_disease", lasting=True)
STIMULANTS = Sets("stimulant_use_disorder")
SEDATIVES = Sets("sedative_dependent")
TOBACCO = Sets("tobacco_use")
HOMELESS = Sets("housing", "homeless")
PAIN = Sets("chronic_pain")
ADRENAL = Sets("adrenal_insufficiency", lasting=True)
COGNITION = Sets("cognitive_impairment")
PSYCHOSIS = Sets("psychosis")
BIPOLAR = Sets("bipolar", lasting=True)
SCHIZOPHRENIA = Sets("schizophrenia", lasting=True)
TRAUMA = Sets("trauma_history", lasting=True)
DELIRIUM = Sets("withdrawal_seizure_or_dt_history", lasting=True)
HIV, HCV, HBV = Sets("hiv", "positive", lasting=True), Sets("hcv", "positive"), Sets("hbv", "positive")
REMISSION = Means("in remission; it says nothing about use now")

ICD_STARTS: dict[str, tuple[Meaning, ...]] = {
    "F11": (USE_UNSPECIFIED,),
    "F101": (Sets("alcohol_use", "risky"),), "F1011": (REMISSION,), "F10131": (DELIRIUM, Sets("alcohol_use", "risky")),
    "F102": (DEPENDENT,), "F1021": (REMISSION,), "F10231": (DELIRIUM, DEPENDENT), "F10931": (DELIRIUM,),
    "F132": (SEDATIVES,), "F1321": (REMISSION,),
    "F141": (STIMULANTS,), "F1411": (REMISSION,), "F142": (STIMULANTS,), "F1421": (REMISSION,),
    "F151": (STIMULANTS,), "F1511": (REMISSION,), "F152": (STIMULANTS,), "F1521": (REMISSION,),
    "F172": (TOBACCO,), "F17201": (REMISSION,), "F17211": (REMISSION,), "F17221": (REMISSION,), "F17291": (REMISSION,),
    "F191": (DRUG_UNSPECIFIED,), "F192": (DRUG_UNSPECIFIED,),
    "F20": (SCHIZOPHRENIA,), "F25": (SCHIZOPHRENIA,), "F22": (PSYCHOSIS,), "F23": (PSYCHOSIS,), "F28": (PSYCHOSIS,), "F29": (PSYCHOSIS,),
    "F31": (BIPOLAR,), "F431": (TRAUMA,),
    "F01": (COGNITION,), "F02": (COGNITION,), "F03": (COGNITION,), "G30": (COGNITION,), "G3184": (COGNITION,),
    "I4581": (Sets("long_qt_history", lasting=True),), "I4721": (Sets("torsades_history", lasting=True),),
    "I42": (HEART,), "I50": (HEART,), "R55": (SYNCOPE,),
    "J43": (LUNGS,), "J44": (LUNGS,), "J961": (LUNGS,), "J960": (ACUTE_LUNGS,), "J962": (ACUTE_LUNGS,),
    "G473": (APNOEA,),
    "K743": (CIRRHOSIS,), "K744": (CIRRHOSIS,), "K745": (CIRRHOSIS,), "K746": (CIRRHOSIS,), "K703": (CIRRHOSIS,), "K72": (CIRRHOSIS,),
    "B20": (HIV,), "Z21": (HIV,), "B182": (HCV,), "B1920": (HCV,), "B1921": (HCV,), "B171": (HCV, ACUTE_HEPATITIS),
    "B180": (HBV,), "B181": (HBV,), "B1910": (HBV,), "B1911": (HBV,), "B16": (HBV, ACUTE_HEPATITIS),
    "B15": (ACUTE_HEPATITIS,), "B17": (ACUTE_HEPATITIS,),
    "E271": (ADRENAL,), "E272": (ADRENAL,), "E273": (ADRENAL,), "E274": (ADRENAL,),
    "G892": (PAIN,), "G894": (PAIN,), "K56": (BOWEL,), "S06": (HEAD_INJURY,),
    "Z590": (HOMELESS,), "Z591": (Sets("housing", "unstable"),), "Z5981": (Sets("housing", "unstable"),),
    "T1491": (SELF_HARM,), "R45851": (SELF_HARM,),
    "T509": (SUBSTANCE_UNKNOWN,),
    "Z7901": (Sets("anticoagulated"),), "Z79891": (LONG_TERM_OPIOID,),
    "Z331": (Pregnancy(),), "Z34": (Pregnancy(),), "O09": (Pregnancy(),),
    "O99320": (Pregnancy(),), "O99321": (Pregnancy(),), "O99322": (Pregnancy(),), "O99323": (Pregnancy(),),
    "O99324": (POSTPARTUM,), "O99325": (POSTPARTUM,),
}  # fmt: skip
_LONGEST = max(map(len, ICD_STARTS))

_F11 = re.compile(r"F11([12])(\d.*)?")
_POISONING = re.compile(r"T40(?:[0-3]X|4X|4[129]|6[09])([1-6])([ADS])?")
_WEEK = re.compile(r"Z3A(\d\d)")


def _icd(code: str) -> tuple[Meaning, ...]:
    code = code.upper().replace(".", "").strip()
    if match := _F11.match(code):
        severity = "mild" if match[1] == "1" else "moderate_or_severe"
        return (OpioidUseDisorder(remission=(match[2] or "").startswith("1"), severity=severity),)
    if match := _POISONING.fullmatch(code):
        return _poisoning(match[1], match[2])
    if match := _WEEK.fullmatch(code):
        week = int(match[1])
        return (Pregnancy(week if 9 <= week <= 42 else None),)
    if code.startswith("T509"):
        return () if code.endswith(("D", "S")) or code[5:6] in ("5", "6") else (SUBSTANCE_UNKNOWN,)
    for length in range(min(len(code), _LONGEST), 2, -1):
        if found := ICD_STARTS.get(code[:length]):
            return found
    return ()


def _poisoning(intent: str, visit: str | None) -> tuple[Meaning, ...]:
    if intent == "5":
        return (Means("an adverse effect of an opioid taken as prescribed; not an overdose"),)
    if intent == "6":
        return (Means("too little of an opioid taken; not an overdose"),)
    overdose = OpioidOverdose(self_harm=intent == "2", again=visit in ("D", "S"))
    return (overdose, SELF_HARM) if overdose.self_harm else (overdose,)


def _icd10_elsewhere(code: str) -> tuple[Meaning, ...]:
    """ICD-10 outside the US: the fifth character of F11 differs, so only the four-character meaning is read."""
    code = code.upper().replace(".", "").strip()
    if code[:4] in ("F111", "F112"):
        return (OUD,)
    return _icd(code[:4]) if not code.startswith(("F11", "T", "O", "Z")) else ()


_OVERDOSE = (OpioidOverdose(),)
_SELF_HARM_OVERDOSE = (OpioidOverdose(self_harm=True), SELF_HARM)
_HEROIN = OpioidUseDisorder(opioid="heroin")


def _each(codes: str, meaning: tuple[Meaning, ...]) -> dict[Code, tuple[Meaning, ...]]:
    return dict.fromkeys(map(SNOMEDCT, codes.split()), meaning)


SNOMED: dict[Key, tuple[Meaning, ...]] = table({
    SNOMEDCT("5602001"): (OUD,),  # opioid abuse
    SNOMEDCT("75544000"): (OUD,),  # opioid dependence
    SNOMEDCT("724653003"): (OUD,),  # opioid dependence with current use
    SNOMEDCT("191819002"): (OUD,), SNOMEDCT("191820008"): (OUD,),  # continuous, episodic
    SNOMEDCT("191909007"): (OUD,), SNOMEDCT("191912005"): (OUD,), SNOMEDCT("191913000"): (OUD,),  # non-dependent abuse
    SNOMEDCT("231479000"): (OUD,), SNOMEDCT("231480002"): (OUD,),  # morphine, opium dependence
    SNOMEDCT("1255013006"): (OUD,), SNOMEDCT("1255015004"): (OUD,), SNOMEDCT("1255018002"): (OUD,),  # opioids and others
    SNOMEDCT("191821007"): (OpioidUseDisorder(remission=True),),  # opioid dependence in remission
    SNOMEDCT("191914006"): (OpioidUseDisorder(remission=True),), SNOMEDCT("1255019005"): (OpioidUseDisorder(remission=True),),
    SNOMEDCT("1081000119105"): (OpioidUseDisorder(on_agonist=True),),  # on agonist therapy
    SNOMEDCT("145121000119106"): (OpioidUseDisorder(injects=True),),  # intravenous non-dependent opioid abuse
    SNOMEDCT("231477003"): (_HEROIN,), SNOMEDCT("520841000124109"): (_HEROIN,),  # heroin dependence, abuse
    SNOMEDCT("1304040007"): (OpioidUseDisorder(opioid="heroin", injects=True),),  # harmful pattern of intravenous heroin
    SNOMEDCT("426001001"): (OpioidUseDisorder(opioid="fentanyl"),),
    SNOMEDCT("231478008"): (OpioidUseDisorder(opioid="methadone"),),
    SNOMEDCT("703845008"): (OpioidUseDisorder(opioid="buprenorphine"),),
    SNOMEDCT("87132004"): (Means("opioid withdrawal: a state at that time, not a diagnosis"),),
    SNOMEDCT("77721001"): (Means("opioid intoxication: a state at that time, not a diagnosis"),),
    SNOMEDCT("29733004"): (USE_UNSPECIFIED,),  # mood disorder caused by opioid
    SNOMEDCT("428819003"): (USE_UNSPECIFIED,), SNOMEDCT("70545002"): (USE_UNSPECIFIED,),  # opiate misuse, narcotic drug user
    SNOMEDCT("6525002"): (DRUG_UNSPECIFIED,),  # dependent drug abuse (retired)
    SNOMEDCT("55680006"): (SUBSTANCE_UNKNOWN,),  # drug overdose (retired)
    SNOMEDCT("1149222004"): (SUBSTANCE_UNKNOWN,),  # overdose
    **_each("""1148649003 242253008 297199006 432353006 295174006 295175007 13187008 216463005 295161000
        295163002 60199004 216464004 295184007 295185008 47836003 216468001 295193008 295194002 290201006 290202004 295166005 295167001
        290174008 290175009 295170002 295171003 68099003 216466002""", _OVERDOSE),
    **_each("""1156507003 1148647001 242829007 290182008 242831003 290171000 295186009 290193005 295195001
        290203009 295168006 290176005 295172005 290179003""", _SELF_HARM_OVERDOSE),
    SNOMEDCT("77386006"): (Pregnancy(),),
    SNOMEDCT("13746004"): (BIPOLAR,), SNOMEDCT("58214004"): (SCHIZOPHRENIA,), SNOMEDCT("68890003"): (SCHIZOPHRENIA,),
    SNOMEDCT("69322001"): (PSYCHOSIS,), SNOMEDCT("47505003"): (TRAUMA,), SNOMEDCT("52448006"): (COGNITION,),
    SNOMEDCT("26929004"): (COGNITION,), SNOMEDCT("9651007"): (Sets("long_qt_history", lasting=True),),
    SNOMEDCT("84114007"): (HEART,), SNOMEDCT("42343007"): (HEART,), SNOMEDCT("85898001"): (HEART,), SNOMEDCT("271594007"): (SYNCOPE,),
    SNOMEDCT("13645005"): (LUNGS,), SNOMEDCT("87433001"): (LUNGS,),
    SNOMEDCT("73430006"): (APNOEA,), SNOMEDCT("78275009"): (APNOEA,), SNOMEDCT("27405005"): (APNOEA,),
    SNOMEDCT("19943007"): (CIRRHOSIS,), SNOMEDCT("420054005"): (CIRRHOSIS,),
    SNOMEDCT("86406008"): (HIV,), SNOMEDCT("128302006"): (HCV,), SNOMEDCT("50711007"): (HCV,), SNOMEDCT("61977001"): (HBV,),
    SNOMEDCT("7200002"): (DEPENDENT,), SNOMEDCT("66590003"): (DEPENDENT,), SNOMEDCT("191811004"): (DEPENDENT,),
    SNOMEDCT("191813001"): (REMISSION,), SNOMEDCT("15167005"): (Sets("alcohol_use", "risky"),), SNOMEDCT("8635005"): (DELIRIUM,),
    SNOMEDCT("231473004"): (SEDATIVES,), SNOMEDCT("427327003"): (SEDATIVES,),
    SNOMEDCT("31956009"): (STIMULANTS,), SNOMEDCT("78267003"): (STIMULANTS,), SNOMEDCT("21647008"): (STIMULANTS,),
    SNOMEDCT("426873000"): (STIMULANTS,), SNOMEDCT("442406005"): (STIMULANTS,),
    SNOMEDCT("449868002"): (TOBACCO,), SNOMEDCT("77176002"): (TOBACCO,), SNOMEDCT("56294008"): (TOBACCO,),
    SNOMEDCT("32911000"): (HOMELESS,), SNOMEDCT("363732003"): (ADRENAL,), SNOMEDCT("386584007"): (ADRENAL,),
    SNOMEDCT("82423001"): (PAIN,),
})  # fmt: skip

_WORDS = re.compile(
    r"(?:opioid|opiate|heroin|fentanyl) (?:use disorder|dependence|dependency|addiction)(?P<rest>[\w ,-]{0,60})(?:\([a-z ]+\))?"
)


def meanings(coding: Coding) -> tuple[Meaning, ...]:
    """What a diagnosis code means; empty for one that says nothing to Holdfast."""
    if coding.system is ICD10CM:
        return _icd(coding.code)
    if coding.system == ICD10:
        return _icd10_elsewhere(coding.code)
    return SNOMED.get(coding.key, ())


def meanings_of_words(words: str) -> tuple[Meaning, ...]:
    """What an uncoded diagnosis says, if it names an opioid use disorder and nothing else."""
    match = _WORDS.fullmatch(" ".join(words.lower().split()))
    if match is None or re.search(r"\b(no|not|rule|risk|family|screen\w*|possible|suspected|query)\b", match["rest"]):
        return ()
    return (OpioidUseDisorder(remission="remission" in match["rest"]),)
