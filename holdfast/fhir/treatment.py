"""Which medicine for opioid use disorder the person is on now: all the evidence of the record weighed together.

One medicine with current evidence becomes `current_medication`; two are a contradiction and stay unknown. Nothing makes
it "none": that a record holds no treatment does not mean that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from holdfast.fhir.doses import Daily
from holdfast.fhir.elements import DAY, When
from holdfast.fhir.gathering import HOUR
from holdfast.fhir.record import Record

METHADONE, BUPRENORPHINE, XR, NALTREXONE_ORAL, NALTREXONE_XR, OTHER = (
    "methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr", "other",
)  # fmt: skip
ORDER, STATEMENT, GIVEN, BILLED = "order", "statement", "given", "billed"

LASTS: dict[str, timedelta] = {
    METHADONE: 7 * DAY, BUPRENORPHINE: 7 * DAY, NALTREXONE_ORAL: 7 * DAY, XR: 35 * DAY, NALTREXONE_XR: 35 * DAY, OTHER: 183 * DAY,
    "sublocade": 42 * DAY, "brixadi_weekly": 9 * DAY, "buvidal_weekly": 9 * DAY, "brixadi_monthly": 35 * DAY,
    "buvidal_monthly": 35 * DAY, "vivitrol": 35 * DAY,
}  # fmt: skip
"""How long after a dose was given it is evidence of a current medicine: the interval and the window of its label (evidence b3, b4)."""

LONGEST_HOURS = 8760
DOSE_RANGE = {METHADONE: (1, 500), BUPRENORPHINE: (0.1, 64)}
DOSE_FACT = {METHADONE: "current_methadone_mg", BUPRENORPHINE: "current_buprenorphine_mg"}


@dataclass(frozen=True)
class Evidence:
    """One entry that shows a medicine for opioid use disorder, current, given or stopped."""

    kind: str
    source: str
    how: str
    when: When | None
    said: str
    current: bool = True
    needs_disorder: bool = False
    """Counts as treatment only where an opioid use disorder is recorded: methadone is given for pain too."""
    retail_tablets: bool = False
    """Tablets on an ordinary prescription: where no disorder is recorded they are for pain."""
    daily: Daily | None = None
    product: str | None = None
    mg: float | None = None
    lasts: timedelta | None = None


def settle_treatment(record: Record) -> None:
    """Claim the current medicine, its dose, and the hours or days since it was last given."""
    _claim_last_given(record)
    counted = _without_stopped(_counted(record), record)
    kinds: dict[str, Evidence] = {}
    for evidence in counted:
        kinds[evidence.kind] = max(kinds.get(evidence.kind, evidence), evidence, key=_newness)
    if len(kinds) > 1:
        said = " · ".join(f"{evidence.kind}: {evidence.said} ({evidence.source})" for evidence in kinds.values())
        say = f"The record shows more than one current medicine for opioid use disorder: {said}. Which one is taken?"
        record.gathering.notice("several_medicines", say, next(iter(kinds.values())).source)
        return
    for kind, evidence in kinds.items():
        record.gathering.claim("current_medication", kind, evidence.source, evidence.when, evidence.said)
        if kind in DOSE_FACT:
            _claim_dose(kind, [other for other in counted if other.daily and other.how in (ORDER, STATEMENT)], record)


def _newness(evidence: Evidence) -> float:
    return evidence.when.latest.timestamp() if evidence.when else 0.0


def _counted(record: Record) -> list[Evidence]:
    gathering = record.gathering
    counted = []
    newest: dict[tuple[str, str], Evidence] = {}
    for evidence in record.treatments:
        key = evidence.kind, evidence.how
        newest[key] = max(newest.get(key, evidence), evidence, key=_newness)
    for evidence in record.treatments:
        if not evidence.current:
            continue
        if evidence.needs_disorder and not record.disorders:
            if not evidence.retail_tablets:
                say = f"{evidence.said}: methadone is given for pain too, and no opioid use disorder is recorded: what is it for?"
                gathering.notice("methadone_reason_unknown", say, evidence.source, once=True)
            else:
                said = f"{evidence.said}: an ordinary prescription and no opioid use disorder recorded, so read as treatment of pain"
                gathering.claim("takes_opioid_analgesic", True, evidence.source, evidence.when, said, ever=True)
                say = f"{said}. Is it treatment of opioid use disorder instead?"
                gathering.notice("methadone_reason_unknown", say, evidence.source, once=True)
            continue
        if evidence.how in (GIVEN, BILLED):
            if evidence is not newest.get((evidence.kind, evidence.how)):
                gathering.skip(evidence.source, f"{evidence.said}: an earlier dose or week; the newest counts")
                continue
            lasts = evidence.lasts or LASTS.get(evidence.product or "", LASTS[evidence.kind])
            if not gathering.within(evidence.when, lasts):
                day = evidence.when.day if evidence.when else "an unknown day"
                gathering.skip(evidence.source, f"{evidence.said}: given on {day}, which does not show a current medicine")
                gathering.notice(
                    "last_given", f"{evidence.said} was last given on {day}: is it still being given?", evidence.source, once=True
                )
                continue
        counted.append(evidence)
    return counted


def _without_stopped(counted: list[Evidence], record: Record) -> list[Evidence]:
    """Leave out a medicine that a newer entry says was stopped or is not taken; the record then does not say which is true."""
    kept = []
    stops = [evidence for evidence in record.treatments if not evidence.current and evidence.when]
    for evidence in counted:
        stop = next((stop for stop in stops if stop.kind == evidence.kind and evidence.when and _newness(stop) > _newness(evidence)), None)
        if stop and not any(other.kind == evidence.kind and other.when and _newness(other) > _newness(stop) for other in counted):
            say = f"{evidence.said} is current by one entry and ended by a newer one ({stop.said}, {stop.source}): is it taken now?"
            record.gathering.notice("medicine_stopped", say, evidence.source, once=True)
        else:
            kept.append(evidence)
    return kept


def _claim_dose(kind: str, dosed: list[Evidence], record: Record) -> None:
    if not dosed:
        return
    newest = max(dosed, key=_newness)
    day = newest.when.latest.date() if newest.when else None
    rivals = [other for other in dosed if (other.when.latest.date() if other.when else None) == day and other.daily != newest.daily]
    daily = newest.daily
    if daily is None:
        return
    low, high = DOSE_RANGE[kind]
    if rivals:
        say = f"Orders of the same day give different doses of {kind} ({newest.source}, {rivals[0].source}): what is taken a day?"
        record.gathering.notice("doses_differ", say, newest.source)
    elif not low <= daily.mg <= high:
        say = f"{newest.said}: {daily.mg:g} mg a day is not a dose that Holdfast believes (from {low} to {high} mg): what is it?"
        record.gathering.notice("dose_not_believable", say, newest.source)
    else:
        said = f"{newest.said}, {daily.mg:g} mg a day"
        record.gathering.claim(DOSE_FACT[kind], daily.mg, newest.source, newest.when, said)
        if daily.times and 1 <= daily.times <= 4:
            record.gathering.claim("doses_per_day", daily.times, newest.source, newest.when, said)


def _claim_last_given(record: Record) -> None:
    gathering = record.gathering
    for kind, fact in ((METHADONE, "hours_since_methadone"), (BUPRENORPHINE, "hours_since_buprenorphine")):
        given = [evidence for evidence in record.treatments if evidence.how == GIVEN and evidence.kind == kind and evidence.when]
        if not given:
            continue
        last = max(given, key=_newness)
        assert last.when
        least, most = gathering.age(last.when)
        if most > LONGEST_HOURS * HOUR:
            continue
        if last.when.timed or least > 168 * HOUR:
            gathering.claim(fact, round(least / HOUR, 1), last.source, last.when, f"{last.said}, given {last.when.text}")
        else:
            say = f"{last.said} was given on {last.when.day} without a time: how many hours ago was it?"
            gathering.notice("dose_time_unknown", say, last.source)
    shots = [evidence for evidence in record.treatments if evidence.how == GIVEN and evidence.kind in (XR, NALTREXONE_XR) and evidence.when]
    if shots:
        last = max(shots, key=_newness)
        assert last.when
        least, most = gathering.age(last.when)
        if most <= 365 * DAY and most - least <= DAY:
            days = (gathering.clock.date() - last.when.earliest.date()).days
            gathering.claim("days_since_xr_injection", days, last.source, last.when, f"{last.said}, given {last.when.day}")
            if last.product:
                gathering.claim("xr_product", last.product, last.source, last.when, last.said)
            if last.mg:
                gathering.claim("xr_dose_mg", last.mg, last.source, last.when, last.said)
