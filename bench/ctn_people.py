"""The participants of three real trials as case files: only what the tables say, the rest unknown.

CTN-0027, CTN-0030 and CTN-0051 as harmonised by CTN-0094. `who` is a random id that joins the tables; nothing here tries to
find out whose it is, and no case file carries it. Days count from consent, and no calendar date is known, so every case file is
dated `AS_OF`.

What the tables seem to say and do not:

- `withdrawal` is a band, not a score, and not the same band everywhere: COWS in trials 27 and 30, SOWS in 51. It never becomes
  `cows_score`.
- The `*_inject_days` columns of `rbs_iv` are codes, one above the days. They are not read.
- `uds` names what was found. That something was looked for is known from `uds_temp` (a sample was given) and
  `meta_substance_groups_uds` (the trial's panel).
- A benzodiazepine that was used may have been prescribed or not, and a prescription opioid may have been short- or long-acting: the
  tables do not say, so the facts that ask for it stay unknown.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from holdfast.language.kinds import Value

AS_OF = "2026-11-21T09:00"
PROJECTS = ("27", "30", "51")
COWS_TRIALS = ("27", "30")
LOOK_BACK = 30
FRESH = 7
"""A look-back that ended longer ago than this does not count as "the last thirty days"."""
LATER = 28
"""The later state: so many days after the first dose."""

TABLES = (
    "all_drugs",
    "demographics",
    "detox",
    "fagerstrom",
    "first_survey",
    "psychiatric",
    "pain",
    "qol",
    "randomization",
    "rbs",
    "rbs_iv",
    "asi",
    "screening_date",
    "treatment",
    "uds_temp",
    "withdrawal_pre_post",
)
MAIN = {
    "Heroin": "heroin",
    "Methadone": "methadone",
    "Buprenorphine": "buprenorphine",
    "Suboxone": "buprenorphine",
    "Tramadol": "tramadol",
    "Fentanyl": "fentanyl",
    "Kratom": "kratom",
}
PRESCRIPTION = (
    "Oxycodone",
    "Hydrocodone",
    "Opioid",
    "Morphine",
    "Propoxyphene",
    "Hydromorphone",
    "Codeine",
    "Merperidine",
    "Oxymorphone",
    "Nalbuphine",
)
"""Opioids of which the tables do not say whether they were short- or long-acting."""
OPIOIDS = (*MAIN, *PRESCRIPTION, "Opium")
PANEL = {
    "Opiate 300": ("urine_opiates", ("Opioid",)),
    "Oxycodone": ("urine_oxycodone", ("Oxycodone",)),
    "Methadone": ("urine_methadone", ("Methadone",)),
    "Buprenorphine": ("urine_buprenorphine", ("Buprenorphine",)),
    "Cocaine": ("urine_cocaine", ("Cocaine",)),
    "Amphetamine": ("urine_amphetamine", ("Amphetamine", "Methamphetamine")),
    "Benzodiazepine": ("urine_benzodiazepine", ("Benzodiazepine",)),
}
SOMETIMES_TESTED = {("30", "Buprenorphine")}
"""Looked for in some weeks only: a finding counts, its absence does not."""
MEDICINES = {
    "Methadone": "methadone",
    "Outpatient BUP": "buprenorphine",
    "Outpatient BUP + EMM": "buprenorphine",
    "Outpatient BUP + SMM": "buprenorphine",
    "Inpatient BUP": "buprenorphine",
    "Inpatient NR-NTX": "naltrexone_xr",
}

Row = Mapping[str, str]
Facts = dict[str, Value]


@dataclass(frozen=True)
class Participant:
    """One participant: the facts before treatment and, where treatment went on, those of four weeks later.

    `doses` are the day's total by day, `twice` the days for which the table holds two different amounts (the larger one counts).
    `band` is the withdrawal just before the first dose, 0 none to 3 severe, and `band_after` what it was after it.
    """

    project: str
    arm: str
    randomised: int | None
    before: Facts
    later: Facts | None
    band: int | None
    band_after: int | None
    doses: Mapping[int, float]
    twice: frozenset[int]

    @property
    def medicine(self) -> str:
        """The medicine of the arm; empty for those who were not randomised."""
        return MEDICINES.get(self.arm, "")


def case_file(facts: Mapping[str, Value]) -> bytes:
    """The contract's case file with these facts."""
    return json.dumps({"holdfast": 1, "as_of": AS_OF, "jurisdiction": "us", "facts": facts}).encode()


def read_trials(folder: Path) -> list[Participant]:
    """Every participant in `folder`, in the order of the table `everybody`."""
    tables = {name: _by_person(_rows(folder / f"{name}.csv.gz")) for name in TABLES}
    panels = {row["Substance"]: row for row in _rows(folder / "meta_substance_groups_uds.csv.gz")}
    return [
        _participant(row["project"], {name: tables[name].get(row["who"], []) for name in TABLES}, panels)
        for row in _rows(folder / "everybody.csv.gz")
    ]


def _rows(file: Path) -> list[Row]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _by_person(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["who"]].append(row)
    return found


@lru_cache(maxsize=4096)
def _day(text: str) -> int:
    return int(float(text))


def _participant(project: str, records: Mapping[str, list[Row]], panels: Mapping[str, Row]) -> Participant:
    first = next((row for row in records["randomization"] if row["which"] == "1"), None)
    randomised = _day(first["when"]) if first else None
    arm = first["treatment"] if first else ""
    today = randomised if randomised is not None else _screened(records)
    band = _band(records, "pre")
    doses, twice = _doses(records)
    lasting = _person(records) | _mind(records) | _life(records, project)
    used = _look_back(records, project, today)
    before: Facts = {"current_medication": "none"} | lasting | used | _urine(records, project, panels, today, randomised is None)
    if band is not None and band >= 2 and project in COWS_TRIALS:
        before["physically_dependent"] = True
    later = _later(MEDICINES.get(arm, ""), doses, records)
    return Participant(
        project, arm, randomised, before, None if later is None else lasting | later, band, _band(records, "post"), doses, twice
    )


def _screened(records: Mapping[str, list[Row]]) -> int:
    days = [row["screening_day"] for row in records["screening_date"]] + [row["when"] for row in records["first_survey"]]
    return next((_day(day) for day in days if day), 0)


def _one(records: Mapping[str, list[Row]], table: str) -> Row:
    return records[table][0] if records[table] else {}


def _yes_no(text: str | None) -> bool | None:
    return {"Yes": True, "No": False}.get(text or "")


def _known(facts: Mapping[str, Value | None]) -> Facts:
    return {name: value for name, value in facts.items() if value is not None}


def _person(records: Mapping[str, list[Row]]) -> Facts:
    row = _one(records, "demographics")
    sex = {"Yes": "male", "No": "female"}.get(row.get("is_male", ""))
    return _known({"age": _day(row["age"]) if row.get("age") else None, "sex": sex})


def _mind(records: Mapping[str, list[Row]]) -> Facts:
    row = _one(records, "psychiatric")
    stimulants = [_yes_no(row.get(name)) for name in ("has_cocaine_dx", "has_amphetamines_dx")]
    return _known(
        {
            "opioid_use_disorder_recorded": _yes_no(row.get("has_opiates_dx")),
            "schizophrenia": _yes_no(row.get("has_schizophrenia")),
            "bipolar": _yes_no(row.get("has_bipolar")),
            "stimulant_use_disorder": True if True in stimulants else None if None in stimulants else False,
        }
    )


def _life(records: Mapping[str, list[Row]], project: str) -> Facts:
    person = _one(records, "demographics")
    homeless = _yes_no(_one(records, "qol").get("is_homeless"))
    injected, ever = _one(records, "rbs_iv").get("days"), _yes_no(_one(records, "asi").get("used_iv"))
    injects = None if not injected else _day(injected) > 0
    settled = {"Yes": "stable", "No": "unstable"}.get(person.get("is_living_stable", ""))
    return _known(
        {
            "housing": "homeless" if homeless else settled,
            "unemployed": {"Unemployed": True, "Full Time": False, "Part Time": False}.get(person.get("job", "")),
            "has_partner": {"Married or Partnered": True}.get(person.get("marital", "")),
            "tobacco_use": _yes_no(_one(records, "fagerstrom").get("is_smoker")),
            # The trials' two answers contradict each other for some people; then neither is believed.
            "injects_drugs": None if injects is not None and ever is not None and injects is not ever else injects,
            # 27 and 30 asked about four weeks, 51 about the day itself, which shows nothing that lasts or does not.
            "chronic_pain": False if project in COWS_TRIALS and _one(records, "pain").get("pain") == "No Pain" else None,
        }
    )


def _look_back(records: Mapping[str, list[Row]], project: str, today: int) -> Facts:
    """What was said of the thirty days of the first look-back (`day_zero` is its last day), and of yesterday."""
    said: dict[int, set[str]] = defaultdict(set)
    for row in records["all_drugs"]:
        if row["source"] == "TFB":
            said[_day(row["when"])].add(row["what"])
    yesterday: Facts = {"days_opioid_free": 0} if said.get(today - 1, set()) & set(OPIOIDS) else {}
    last = _one(records, "screening_date").get("day_zero")
    if not last or not said:
        return yesterday | _known({"main_opioid": _main_by_survey(records)})
    window = range(_day(last) - LOOK_BACK + 1, _day(last) + 1)
    days = {day: said[day] for day in window if day in said}
    used = sum(1 for what in days.values() if what & set(OPIOIDS))
    admitted = any(row["what"] == "admission" and _day(last) <= _day(row["when"]) <= today for row in records["detox"] if row["when"])
    fresh = 0 <= today - window[-1] <= FRESH and not admitted
    taken = {what for each in days.values() for what in each}
    found = {
        "main_opioid": _main(days.values()) or (_main_by_survey(records) if not used else None),
        "opioid_use_days_30": used if fresh else None,
        "fentanyl_exposure": True if "Fentanyl" in taken else None,
        "alcohol_use": _alcohol(taken, records, project),
        "benzodiazepine_use": _benzodiazepines(records, today),
    }
    return yesterday | _known(found)


def _main(days: Iterable[set[str]]) -> str | None:
    """The opioid of the most days. None where it is a prescription opioid whose kind is not told, and in a tie."""
    count = Counter(name for what in days for name in {MAIN.get(each, "") for each in what if each in MAIN or each in PRESCRIPTION})
    top = count.most_common(2)
    if not top or (len(top) == 2 and top[0][1] == top[1][1]):
        return None
    return top[0][0] or None


def _main_by_survey(records: Mapping[str, list[Row]]) -> str | None:
    days = {row["what"]: _day(row["days"]) for row in records["rbs"] if row["days"]}
    heroin = max(days.get("heroin", 0), days.get("speedball", 0))
    return "heroin" if heroin > days.get("opioid", 0) and "opioid" in days else None


def _alcohol(taken: set[str], records: Mapping[str, list[Row]], project: str) -> str | None:
    disorder = _yes_no(_one(records, "psychiatric").get("has_alcol_dx"))
    drinks = taken & {"Alcohol", "Light Drinking", "Heavy Drinking"}
    if "Heavy Drinking" in taken or (disorder and drinks):
        return "risky"  # at least: the diagnosis covers abuse and dependence, and the table does not say which
    if "Alcohol" in taken or disorder or (disorder is None and project != "30"):
        return None
    return "low" if drinks else "none"


def _benzodiazepines(records: Mapping[str, list[Row]], today: int) -> str | None:
    disorder = _yes_no(_one(records, "psychiatric").get("has_sedatives_dx"))
    found = any(row["what"] == "Benzodiazepine" and _day(row["when"]) <= today for row in records["all_drugs"])
    return None if disorder or found else "none"


def _urine(records: Mapping[str, list[Row]], project: str, panels: Mapping[str, Row], today: int, same_day: bool) -> Facts:
    """The last sample of the month before today; on the day of the first dose it is not known which came first.

    Ten samples are dated a year and more before consent: slips of the pen.
    """
    latest = today if same_day else today - 1
    samples = [_day(row["when"]) for row in records["uds_temp"] if row["when"] and row["was_temp_ok"] == "1"]
    last = max((day for day in samples if today - LOOK_BACK <= day <= latest), default=None)
    if last is None:
        return {}
    found = {row["what"] for row in records["all_drugs"] if row["source"] != "TFB" and _day(row["when"]) == last}
    facts: Facts = {"urine_fentanyl": "not_tested"}
    for substance, (name, words) in PANEL.items():
        if found & set(words):
            facts[name] = "positive"
        elif panels[substance][f"CTN-00{project}"] != "NO" and (project, substance) not in SOMETIMES_TESTED:
            facts[name] = "negative"
    if today > last:
        facts["urine_hours_ago"] = 24 * (today - last)
    return facts


def _band(records: Mapping[str, list[Row]], when: str) -> int | None:
    bands = [_day(row["withdrawal"]) for row in records["withdrawal_pre_post"] if row["what"] == when and row["withdrawal"]]
    return bands[0] if bands else None


def _doses(records: Mapping[str, list[Row]]) -> tuple[Mapping[int, float], frozenset[int]]:
    amounts: dict[int, set[float]] = defaultdict(set)
    for row in records["treatment"]:
        if row["when"] and row["amount"] and float(row["amount"]) > 0:
            amounts[_day(row["when"])].add(float(row["amount"]))
    return {day: max(amounts[day]) for day in sorted(amounts)}, frozenset(day for day, mg in amounts.items() if len(mg) > 1)


def _later(medicine: str, doses: Mapping[int, float], records: Mapping[str, list[Row]]) -> Facts | None:
    """Four weeks after the first dose, before that day's dose; None where the last dose is more than a week ago."""
    if not medicine or not doses:
        return None
    today = min(doses) + LATER
    taken = [day for day in doses if day < today]
    last = taken[-1]
    facts: Facts = {"current_medication": medicine, "days_on_treatment": LATER}
    used = {row["what"] for row in records["all_drugs"] if row["source"] == "TFB" and today - 7 <= _day(row["when"]) < today}
    own = {name for name, kind in MAIN.items() if kind == medicine}
    if used & set(OPIOIDS) - own:
        facts["still_using_opioids"] = True
    if medicine == "naltrexone_xr":
        return facts | {"xr_product": "vivitrol", "days_since_xr_injection": today - last, "xr_doses_given": len(taken)}
    if last < today - 7:
        return None
    since = next(
        (after for day, after in zip(reversed(taken[:-1]), reversed(taken[1:]), strict=True) if doses[day] != doses[last]), taken[0]
    )
    mg = int(doses[last]) if doses[last].is_integer() else doses[last]
    facts |= {f"current_{medicine}_mg": mg, "days_at_current_dose": today - since}
    if last == today - 1:
        facts["missed_doses"] = 0  # of a longer gap it is not known whether doses were missed or not written down
    return facts
