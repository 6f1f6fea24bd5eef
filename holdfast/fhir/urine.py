"""Urine drug tests: only the newest day counts, a confirmatory test over a screen, and a contradiction over nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from holdfast.fhir.elements import When
from holdfast.fhir.gathering import HOUR, YEAR
from holdfast.fhir.observation_codes import Analyte
from holdfast.fhir.record import Record

OPIOID_PANEL = ("urine_opiates", "urine_oxycodone", "urine_fentanyl", "urine_methadone", "urine_buprenorphine")
PANEL_LASTS = 24


@dataclass(frozen=True)
class UrineTest:
    """One result."""

    analyte: Analyte
    positive: bool
    source: str
    when: When
    said: str


def read_urine(analyte: Analyte, positive: bool | None, when: When | None, said: str, source: str, record: Record) -> None:
    """Keep the result until all are known."""
    gathering = record.gathering
    if positive is None:
        gathering.skip(source, f"{said}: says neither positive nor negative (a number needs its interpretation)")
    elif when is None:
        gathering.skip(source, f"{said}: a urine test without a date")
    elif not gathering.within(when, YEAR):
        gathering.skip(source, f"{said}: of {when.day}, more than 12 months old")
    elif analyte.only_positive and not positive:
        gathering.skip(source, f"{said}: a negative metabolite does not show that the drug is absent")
    else:
        gathering.kept()
        record.urine.append(UrineTest(analyte, positive, source, when, said))


def settle_urine(record: Record) -> None:
    """Claim the results of the newest day."""
    gathering = record.gathering
    if not record.urine:
        return
    newest = max(_day(test) for test in record.urine)
    used = [test for test in record.urine if _day(test) == newest]
    for test in record.urine:
        if _day(test) != newest:
            gathering.skip(test.source, f"{test.said}: of {test.when.day}; only the newest urine test, of {newest}, is used")
    by_fact: dict[str, list[UrineTest]] = {}
    for test in used:
        for fact in test.analyte.facts:
            by_fact.setdefault(fact, []).append(test)
    settled: dict[str, UrineTest] = {}
    for fact, tests in by_fact.items():
        best = [test for test in tests if test.analyte.confirmed] or tests
        if len({test.positive for test in best}) == 1:
            settled[fact] = best[0]
            gathering.claim(fact, "positive" if best[0].positive else "negative", best[0].source, best[0].when, best[0].said)
        else:
            said = " · ".join(f"{test.source}: {test.said}" for test in best[:2])
            gathering.notice(
                "contradiction",
                f"Urine tests of the same day contradict each other on {fact}; it is taken as unknown. {said}",
                best[0].source,
            )
    _claim_age(used, settled, record)


def _day(test: UrineTest) -> date:
    return test.when.latest.date()


def _claim_age(used: list[UrineTest], settled: dict[str, UrineTest], record: Record) -> None:
    gathering = record.gathering
    oldest = max(used, key=lambda test: gathering.age(test.when)[1])
    hours = round(gathering.age(oldest.when)[1] / HOUR, 1)
    untimed = "" if oldest.when.timed else "; no time given, so counted from the start of that day"
    gathering.claim("urine_hours_ago", hours, oldest.source, oldest.when, f"urine taken {oldest.when.text}{untimed}")
    if settled and all(test.analyte.confirmed for test in settled.values()):
        gathering.claim("urine_confirmed", True, oldest.source, oldest.when, "every result is of a confirmatory test")
    if hours > PANEL_LASTS:
        return
    panel = [settled[fact] for fact in OPIOID_PANEL if fact in settled]
    positive = next((test for test in panel if test.positive), None)
    if positive:
        gathering.claim("opioid_urine_negative", False, positive.source, positive.when, positive.said)
    elif len(panel) == len(OPIOID_PANEL):
        said = "opiates, oxycodone, fentanyl, methadone and buprenorphine all tested and negative within 24 h"
        gathering.claim("opioid_urine_negative", True, oldest.source, oldest.when, said)
