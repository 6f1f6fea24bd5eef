"""The eleven criteria of opioid use disorder, and the diagnosis that follows from what is known: severity, remission.

The criteria's wording is the APA's; here they are in our own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from holdfast.guideline.instruments.instrument import NO_OR_YES, Band, Exemption, Instrument, Item
from holdfast.guideline.sources import DSM_5_TR
from holdfast.language.expressions import Limit
from holdfast.language.kinds import Value

Severity = Literal["none", "mild", "moderate", "severe", "unknown"]
Remission = Literal["early", "sustained", "in remission"]

NONE = Limit("criteria", us=0, uk=0, since=DSM_5_TR.date, source=DSM_5_TR)
MILD = Limit("criteria", us=2, uk=2, since=DSM_5_TR.date, source=DSM_5_TR)
MODERATE = Limit("criteria", us=4, uk=4, since=DSM_5_TR.date, source=DSM_5_TR)
SEVERE = Limit("criteria", us=6, uk=6, since=DSM_5_TR.date, source=DSM_5_TR)
EARLY_REMISSION = Limit("months", us=3, uk=3, since=DSM_5_TR.date, source=DSM_5_TR)
SUSTAINED_REMISSION = Limit("months", us=12, uk=12, since=DSM_5_TR.date, source=DSM_5_TR)

MAINTENANCE = ("methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr", "diamorphine")

DSM5_OUD = Instrument(
    name="dsm5_oud",
    title="The eleven criteria of opioid use disorder, within twelve months",
    version="dsm_5_tr",
    items=tuple(
        Item(name, question, NO_OR_YES)
        for name, question in (
            ("larger_amounts", "Did you often take more, or for longer, than you meant to?"),
            ("cannot_cut_down", "Did you want to cut down or stop, or try to, and could not?"),
            ("time_spent", "Did getting opioids, using them and getting over them take up much of your time?"),
            ("craving", "Did you crave opioids?"),
            ("roles_failed", "Did using keep you from what you had to do at work, at school or at home?"),
            ("social_problems", "Did you go on although it caused trouble with other people?"),
            ("activities_given_up", "Did you give up things that mattered to you?"),
            ("hazardous_use", "Did you use again and again where it was dangerous, such as when driving?"),
            ("harm_known", "Did you go on although you knew that it harmed your body or your mind?"),
            ("tolerance", "Did you need more for the same effect, or feel less from the same amount?"),
            ("withdrawal", "Did you get ill when you stopped, or take an opioid so as not to get ill?"),
        )
    ),
    fact="dsm5_criteria",
    source=DSM_5_TR,
    licence="The text of DSM-5-TR is copyright of the American Psychiatric Association. The questions here are in our own words and are "
    "no copy of it.",
    bands=(Band("none", NONE), Band("mild", MILD), Band("moderate", MODERATE), Band("severe", SEVERE)),
    exemption=Exemption(("tolerance", "withdrawal"), "opioids_only_as_prescribed", MILD),
    cautions=(
        "Tolerance and withdrawal do not count for somebody who takes opioids only as a doctor prescribed them: needing them is not by "
        "itself a disorder.",
    ),
)


@dataclass(frozen=True)
class Diagnosis:
    """How severe the disorder is (in remission: how severe it was), the remission, and why; `reasons` are sentences."""

    severity: Severity
    remission: Remission | None
    on_maintenance: bool
    controlled_environment: bool
    reasons: tuple[str, ...]


def diagnosis(values: Mapping[str, Value]) -> Diagnosis:
    """The diagnosis that the facts allow. What is not known is never taken as none."""
    remission, why_remission = _remission(values)
    severity, why_severity = _severity(values, remission)
    on_maintenance = values.get("current_medication") in MAINTENANCE
    controlled = values.get("controlled_environment") is True
    specifiers = []
    if remission and on_maintenance:
        specifiers.append("It holds while taking a medicine for it.")
    if remission and controlled:
        specifiers.append("It holds in a place where opioids cannot be had.")
    return Diagnosis(severity, remission, on_maintenance, controlled, (*why_severity, *why_remission, *specifiers))


def severity_of(count: float) -> Severity:
    """The severity for that many criteria within twelve months."""
    if count >= SEVERE.us:
        return "severe"
    if count >= MODERATE.us:
        return "moderate"
    return "mild" if count >= MILD.us else "none"


def _remission(values: Mapping[str, Value]) -> tuple[Remission | None, tuple[str, ...]]:
    now, months = _number(values, "dsm5_criteria"), _number(values, "remission_months")
    if now is not None and now >= MILD.us:
        return None, ()
    if months is not None:
        said = f"No criterion but craving for {months:g} months."
        if months >= SUSTAINED_REMISSION.us:
            return "sustained", (said,)
        if months >= EARLY_REMISSION.us:
            return "early", (said,)
        return None, (f"{said} Remission is counted from {EARLY_REMISSION.us:g} months.",) if months > 0 else ()
    if values.get("in_remission") is True:
        return "in remission", ("Remission is recorded, without its length.",)
    if now == 0 and _ever(values):
        return "sustained", ("There was a disorder, and no criterion was met within the last twelve months.",)
    return None, ()


def _severity(values: Mapping[str, Value], remission: Remission | None) -> tuple[Severity, tuple[str, ...]]:
    now, worst = _number(values, "dsm5_criteria"), _number(values, "dsm5_criteria_worst")
    if now is not None and now >= MILD.us:
        return severity_of(now), (f"{now:g} of the eleven criteria were met within twelve months.",)
    if now is not None and remission is None and not _ever(values):
        return "none", (f"{now:g} of the eleven criteria were met within twelve months; a disorder needs {MILD.us:g}.",)
    if worst is not None and worst >= MILD.us and (remission is not None or now is not None):
        return severity_of(worst), (f"{worst:g} of the eleven criteria were met at the worst time.",)
    recorded = values.get("recorded_severity")
    if recorded == "mild":
        return "mild", ("The record says mild.",)
    if recorded == "moderate_or_severe":
        return "unknown", ("The record says moderate or severe, not which: ask about the eleven criteria.",)
    if now is None and remission is None and values.get("oud_ever") is False:
        return "none", ("No disorder was ever found.",)
    return "unknown", ("Too little is known of the eleven criteria.",)


def _ever(values: Mapping[str, Value]) -> bool:
    """Whether it is known that there has been a disorder."""
    worst = _number(values, "dsm5_criteria_worst")
    treated = values.get("current_medication") in MAINTENANCE
    return values.get("oud_ever") is True or treated or (worst is not None and worst >= MILD.us)


def _number(values: Mapping[str, Value], name: str) -> float | None:
    value = values.get(name)
    return value if isinstance(value, int | float) else None
