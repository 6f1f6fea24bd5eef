"""The facts of `HoldfastFacts`, read by CQL from a FHIR record: the other half of the export for systems that keep one.

Written from the tables our own readers use. A fact is read here only where all the coded places it can come from are: what
one place says and another takes back must not be half seen. So what hangs on medicines, forms, urine or pregnancy is handed in
as it is without a record. What is written in words alone, without a code, is not read either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from holdfast.engines.cql import decimal, define, facts_head, literal, parameter, text
from holdfast.fhir.condition_codes import ICD_STARTS, SNOMED, Meaning, OpioidUseDisorder, Sets
from holdfast.fhir.conditions import DENIED, ENDED, UNSURE
from holdfast.fhir.elements import ICD10, NAMES, SYSTEMS, Key
from holdfast.fhir.medicine_words import EFFECTS
from holdfast.fhir.observation_codes import MEASURES, SCORE, Measure
from holdfast.fhir.observations import COUNTS
from holdfast.fhir.patient import SEXES
from holdfast.language.codes import ICD10CM, SNOMEDCT
from holdfast.language.rules import Guideline

FROM_ELSEWHERE = {"gestation_weeks", "phq9_score", "gad7_score", "housing", "hiv", "hcv", "hbv", "tobacco_use", "alcohol_use"} | {
    fact for _, fact, _ in EFFECTS
}
"""Read by our own readers from other places, too: forms, tests, medicines."""

READERS = """\
define function "Earliest"(at DateTime):
  if at is null then null as DateTime
  else DateTime(year from at, Coalesce(month from at, 1), Coalesce(day from at, 1),
    Coalesce(hour from at, 0), Coalesce(minute from at, 0), Coalesce(second from at, 0), Coalesce(millisecond from at, 0))

define function "Latest"(at DateTime):
  if hour from at is not null then "Earliest"(at)
  else if day from at is not null then "Earliest"(at) + 1 day - 1 millisecond
  else if month from at is not null then "Earliest"(at) + 1 month - 1 millisecond
  else "Earliest"(at) + 1 year - 1 millisecond

define function "Whole"(value Decimal):
  if value - Floor(value) = 0.5 then ToDecimal(Floor(value) + (Floor(value) mod 2)) else Round(value)

// The newest counts; where others that may be as new say something else, nothing is known.
define function "Newest"(readings List<Tuple{ amount Decimal, earliest DateTime, latest DateTime }>):
  "Agreed"((readings) R
    where R.latest >= Min((readings) T
      where T.latest = Max((readings) M return all M.latest)
      return all T.earliest)
    return R.amount)

define function "Agreed"(amounts List<Decimal>):
  if Count(amounts) = 1 then First(amounts) else null

define "Observed":
  [Observation] O
    let at: Coalesce((O.effective as FHIR.dateTime).value, (O.effective as FHIR.instant).value,
      (O.effective as FHIR.Period).end.value, (O.effective as FHIR.Period).start.value, O.issued.value)
    where (O.status is null or ${counts}) and "Earliest"(at) <= Now()
    return all Tuple { observation: O, earliest: "Earliest"(at), latest: "Latest"(at) }

define "Readings":
  flatten {
    "Observed" O
      return all Tuple {
        keys: O.observation.code.coding C return all "Key"(C), quantity: O.observation.value as FHIR.Quantity,
        number: O.observation.value as FHIR.integer, earliest: O.earliest, latest: O.latest },
    flatten("Observed" O
      return all (O.observation.component P
        return all Tuple {
          keys: P.code.coding C return all "Key"(C), quantity: P.value as FHIR.Quantity,
          number: P.value as FHIR.integer, earliest: O.earliest, latest: O.latest }))
  }

define "Conditions":
  [Condition] C
    let verified: Lower(First(C.verificationStatus.coding).code.value),
      clinical: Lower(First(C.clinicalStatus.coding).code.value),
      began: Coalesce((C.onset as FHIR.dateTime).value, (C.onset as FHIR.Period).start.value, C.recordedDate.value),
      ended: Coalesce((C.abatement as FHIR.dateTime).value, (C.abatement as FHIR.Period).end.value)
    where (verified is null or not (${unusable}))
      and (began is null or "Earliest"(began) <= Now())
    return all Tuple {
      keys: C.code.coding K return all "Key"(K),
      began: "Earliest"(began),
      current: ("Earliest"(ended) > Now()) is true or (C.abatement is null and (clinical is null or not (${ended}))) }"""


def facts_from_fhir(guideline: Guideline) -> str:
    """The library of facts for a system with a FHIR R4 record: what has codes is read, the rest stays a parameter."""
    read = {**_person(), **_measures(), **_conditions()}
    given = [parameter(fact) for name, fact in guideline.facts.items() if name not in {*read, *guideline.worked_out}]
    fills = {
        "counts": _equal("O.status.value", sorted(COUNTS - {""})),
        "unusable": _equal("verified", sorted({*DENIED, *UNSURE})),
        "ended": _equal("clinical", sorted(ENDED)),
    }
    readers = READERS
    for name, filled in fills.items():
        readers = readers.replace("${" + name + "}", filled)
    defines = [_key(), readers, *(define(name, body) for name, body in read.items())]
    return "\n".join([*facts_head(guideline), *given, "", "context Patient", *("\n" + each for each in defines), ""])


def _person() -> dict[str, str]:
    born = "Patient.birthDate.value"
    return {
        "age": f"if day from {born} is null then null else ToDecimal(years between {born} and Today())",
        "sex": f"if {_equal('Patient.gender.value', SEXES)} then Patient.gender.value else null",
    }


def _measures() -> dict[str, str]:
    """Each number: the newest believable reading of one of its codes that is fresh enough."""
    found: dict[str, tuple[Measure, list[Key]]] = {}
    for key, measure in MEASURES.items():
        if measure.fact not in FROM_ELSEWHERE:
            found.setdefault(measure.fact, (measure, []))[1].append(key)
    return {fact: _measure(measure, keys) for fact, (measure, keys) in found.items()}


def _measure(measure: Measure, keys: Iterable[Key]) -> str:
    amounts = [f"{_factor(f'R.quantity.{name}.value', measure.units)} * R.quantity.value.value" for name in ("code", "unit")]
    if measure.units is SCORE:
        amounts = ["R.quantity.value.value"]
    elif measure.bare:
        amounts.append("if R.quantity.code is null and R.quantity.unit is null then R.quantity.value.value else null")
    if measure.bare:
        amounts.append("ToDecimal(R.number.value)")
    amount = f"Coalesce({', '.join(amounts)})"
    rounded = '"Whole"(amount)' if measure.whole else "Round(amount, 2)"
    return (
        f'"Newest"("Readings" R\n  let amount: {amount}\n'
        f"  where exists (R.keys K where {_equal('K', [_named(key) for key in keys])})\n"
        f"    and R.quantity.comparator is null\n"
        f"    and amount >= {decimal(measure.low)} and amount <= {decimal(measure.high)}\n"
        f"    and R.earliest >= Now() - {_hours(measure.fresh)} hours\n"
        f"  return all Tuple {{ amount: {rounded}, earliest: R.earliest, latest: R.latest }})"
    )


def _factor(unit: str, units: Mapping[str, float]) -> str:
    rows = " ".join(f"when {text(name)} then {decimal(factor)}" for name, factor in units.items() if name)
    return f"(case {unit} {rows} else null end)"


def _conditions() -> dict[str, str]:
    """Each illness whose entry alone settles a fact: its value where it is recorded, else unknown. And the disorder itself."""
    found: dict[str, Sets] = {}
    for meanings in (*ICD_STARTS.values(), *SNOMED.values()):
        found |= {each.name: each for each in meanings if isinstance(each, Sets) and each.name not in FROM_ELSEWHERE}
    read = {name: f"if {_recorded(meaning)} then {literal(meaning.value)} else null" for name, meaning in found.items()}
    disorder = _coded(lambda each: isinstance(each, OpioidUseDisorder), ("ICD-10-CM|F111", "ICD-10-CM|F112", "ICD-10|F111", "ICD-10|F112"))
    settled = _coded(lambda each: isinstance(each, OpioidUseDisorder) and each.remission, ("ICD-10-CM|F1111", "ICD-10-CM|F1121"))
    agonist = _coded(lambda each: isinstance(each, OpioidUseDisorder) and each.on_agonist)
    mild, worse = (f'exists ("Disorders" C where {_coded(lambda _: False, (start,))})' for start in ("ICD-10-CM|F111", "ICD-10-CM|F112"))
    return {
        **read,
        "Disorders": f'"Conditions" C\n  where {disorder}',
        "in remission": f'exists ("Disorders" C where not C.current or {settled})',
        "active": f'exists ("Disorders" C where C.current and not {settled} and not {agonist})',
        "oud_ever": 'if exists "Disorders" then true else null',
        "opioid_use_disorder_recorded": 'if exists "Disorders" then true else null',
        "in_remission": 'if "in remission" = "active" then null else "in remission"',
        "recorded_severity": f"if {mild} then (if {worse} then null else 'mild')\nelse if {worse} then 'moderate_or_severe' else null",
    }


def _recorded(meaning: Sets) -> str:
    now = "" if meaning.lasting else "C.current and "
    since = f"C.began >= Now() - {_hours(meaning.within)} hours and " if meaning.within else ""
    return f'exists ("Conditions" C\n  where {now}{since}{_coded(lambda each: each == meaning)})'


def _coded(means: Callable[[Meaning], bool], starts: Iterable[str] = ()) -> str:
    """Whether an entry `C` has a code that means it: the longest beginning of an ICD-10-CM code decides, as in our own reader."""
    tests = [f"StartsWith(K, {text(start)})" for start in starts]
    for start, meanings in ICD_STARTS.items():
        if any(map(means, meanings)):
            longer = [
                each for each, others in ICD_STARTS.items() if each != start and each.startswith(start) and not any(map(means, others))
            ]
            but = "".join(f" and not StartsWith(K, {text(_named((ICD10CM, each)))})" for each in longer)
            tests.append(f"(StartsWith(K, {text(_named((ICD10CM, start)))}){but})")
    codes = [_named(key) for key, meanings in SNOMED.items() if any(map(means, meanings))]
    return f"exists (C.keys K where {' or '.join([*tests, *(f'K = {text(code)}' for code in codes)])})"


def _key() -> str:
    """What a code is called here: its vocabulary's name and itself, ICD-10 without its dot; null for other vocabularies."""
    rows = []
    for system, name in {key[0]: _named(key).partition("|")[0] for key in (*MEASURES, *SNOMED, (ICD10CM, ""), (ICD10, ""))}.items():
        uris = [uri for uri, known in SYSTEMS.items() if known == system]
        also = f" or StartsWith(C.system.value, {text(f'{SNOMEDCT.system}/')})" if system is SNOMEDCT else ""
        code = "Upper(ReplaceMatches(C.code.value, '[.]', ''))" if system in (ICD10CM, ICD10) else "C.code.value"
        rows.append(f"    when {_equal('C.system.value', uris)}{also} then {text(f'{name}|')} + {code}")
    return "\n".join(['define function "Key"(C FHIR.Coding):', "  case", *rows, "    else null", "  end"])


def _named(key: Key) -> str:
    system, code = key
    return f"{NAMES.get(system, 'Holdfast')}|{code}"


def _equal(name: str, words: Iterable[str]) -> str:
    return f"({' or '.join(f'{name} = {text(word)}' for word in words)})"


def _hours(span: timedelta) -> int:
    return round(span / timedelta(hours=1))
