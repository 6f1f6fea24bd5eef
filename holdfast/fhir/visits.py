"""Procedure and Encounter → billed treatment (HCPCS), the place of care now, overdoses as the reason for a visit."""

from __future__ import annotations

from datetime import timedelta

from holdfast.fhir.conditions import overdoses_in
from holdfast.fhir.elements import DAY, Coding, Concept, Key, Obj, When, concept, concepts, member, table, text
from holdfast.fhir.elements import coding_of as read_coding
from holdfast.fhir.gathering import YEAR
from holdfast.fhir.record import Record
from holdfast.fhir.treatment import BILLED, BUPRENORPHINE, GIVEN, METHADONE, NALTREXONE_XR, OTHER, XR, Evidence
from holdfast.language.codes import HCPCS, Code

WEEK, FORTNIGHT, MONTH = 7 * DAY, 14 * DAY, 35 * DAY


def _billed(kind: str, lasts: timedelta, codes: str) -> dict[Code, tuple[str, timedelta]]:
    return {HCPCS(code): (kind, lasts) for code in codes.split()}


BILLED_CARE: dict[Key, tuple[str, timedelta]] = table({
    **_billed(METHADONE, FORTNIGHT, "G2067 G2078"), **_billed(METHADONE, WEEK, "H0020 S0109"),
    **_billed(BUPRENORPHINE, FORTNIGHT, "G2068 G2079"), **_billed(BUPRENORPHINE, 28 * DAY, "J0571 J0572 J0573 J0574 J0575"),
    **_billed(XR, MONTH, "G2069"), **_billed(XR, FORTNIGHT, "G0533"),
    **_billed(NALTREXONE_XR, MONTH, "G2073"),
    **_billed(OTHER, 183 * DAY, "J0570 G2070 G2072"),
})  # fmt: skip
"""Weekly and monthly services of an opioid treatment programme, and medicines billed; how long each shows a current medicine."""

INJECTIONS: dict[Key, tuple[str, str]] = table({
    HCPCS("Q9991"): (XR, "sublocade"), HCPCS("Q9992"): (XR, "sublocade"), HCPCS("J0577"): (XR, "brixadi_weekly"),
    HCPCS("J0578"): (XR, "brixadi_monthly"), HCPCS("J2315"): (NALTREXONE_XR, "vivitrol"),
})  # fmt: skip
"""Injections billed on the day they are given."""

NALOXONE: dict[Key, bool] = table({HCPCS(code): True for code in ("G2215", "G2216", "G1028")})
NO_MEDICINE: dict[Key, str] = table({
    HCPCS("G2074"): "a week of treatment without medicine", HCPCS("G2075"): "a week of treatment with a medicine not named",
    HCPCS("G2071"): "an implant was taken out", HCPCS("G0532"): "nalmefene, not naloxone",
    HCPCS("G2086"): "office care; names no medicine", HCPCS("G2087"): "office care; names no medicine",
    HCPCS("G2088"): "office care; names no medicine",
})  # fmt: skip

DONE = frozenset(["completed", "in-progress"])
VISITED = frozenset(["finished", "in-progress", "arrived", "triaged", "onleave"])
NOW = frozenset(["in-progress", "arrived", "triaged"])
PLACES = {
    "EMER": ("emergency_department", 2 * DAY),
    "IMP": ("hospital", 90 * DAY),
    "ACUTE": ("hospital", 90 * DAY),
    "NONAC": ("hospital", 90 * DAY),
}


def read_procedure(resource: Obj, source: str, record: Record) -> None:
    """Something that was done."""
    gathering = record.gathering
    found = concept(resource, "code")
    status = text(resource, "status")
    when = gathering.when(resource, "performedDateTime")
    if when is None and (period := member(resource, "performedPeriod")):
        when = gathering.when(period, "end") or gathering.when(period, "start")
    if status not in DONE:
        gathering.skip(source, f"{found.name}: status {status or 'missing'}, so not done for certain")
    elif gathering.future(when):
        gathering.skip(source, f"{found.name}: dated {when.day if when else ''}, after the as-of time")
    elif not _services([found], when, source, record):
        gathering.skip(source, f"{found.name}: not a service that Holdfast reads")


def read_encounter(resource: Obj, source: str, record: Record) -> None:
    """A visit or a stay."""
    gathering = record.gathering
    status = text(resource, "status")
    period = member(resource, "period")
    start = gathering.when(period, "start") if period else None
    end = gathering.when(period, "end") if period else None
    kinds = concepts(resource, "type")
    name = kinds[0].name if kinds else "visit"
    if status not in VISITED:
        gathering.skip(source, f"{name}: status {status or 'missing'}, so it does not count")
        return
    if gathering.future(start):
        gathering.skip(source, f"{name}: dated {start.day if start else ''}, after the as-of time")
        return
    before = gathering.touched
    overdoses_in(concepts(resource, "reasonCode"), start, source, record)
    _services(kinds, start, source, record)
    where = member(resource, "class")
    place = PLACES.get(read_coding(where).code) if where else None
    if place and status in NOW and (end is None or gathering.future(end)) and gathering.within(start, place[1]):
        gathering.claim("setting", place[0], source, start, f"{name}, going on since {start.day if start else ''}")
    if gathering.touched == before:
        gathering.skip(source, f"{name}: a visit that names nothing Holdfast reads")


def _services(found: list[Concept], when: When | None, source: str, record: Record) -> bool:
    known = False
    for service in found:
        for coding in service.codings:
            if coding.system is HCPCS:
                known = _service(service, coding, when, source, record) or known
    return known


def _service(service: Concept, coding: Coding, when: When | None, source: str, record: Record) -> bool:
    gathering = record.gathering
    said = service.said(coding)
    if billed := BILLED_CARE.get(coding.key):
        gathering.kept()
        record.treatments.append(Evidence(billed[0], source, BILLED, when, said, lasts=billed[1]))
    elif injection := INJECTIONS.get(coding.key):
        gathering.kept()
        record.treatments.append(Evidence(injection[0], source, GIVEN, when, said, product=injection[1]))
    elif coding.key in NALOXONE:
        if gathering.within(when, 2 * YEAR):
            gathering.claim("has_naloxone", True, source, when, said, ever=True)
        else:
            gathering.skip(source, f"{said}: supplied more than two years ago, or without a date")
            gathering.notice("naloxone_old", f"{said}: is the naloxone still there and in date?", source, once=True)
    elif coding.key in NO_MEDICINE:
        gathering.skip(source, f"{said}: {NO_MEDICINE[coding.key]}")
    else:
        return False
    return True
