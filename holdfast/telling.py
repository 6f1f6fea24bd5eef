"""How advice is told, whatever shows it: which reason stands first, which options are folded, how a fact's value reads."""

from __future__ import annotations

from collections.abc import Iterable

from holdfast.advice import Advice, best, shown
from holdfast.engines.bedside import Finding, Fired
from holdfast.guideline.calendars.days import Calendar
from holdfast.guideline.words import Told
from holdfast.language.expressions import Constant, Limit
from holdfast.language.kinds import Value
from holdfast.language.rules import Status, verb_of

CALENDAR_COLUMNS = ("Day", "Date", "Doses", "At most")
LEADING_VERBS = {"preferred": "prefer", "suitable": "offer", "caution": "caution", "wait": "wait", "avoid": "avoid", "ask": "require"}


def shown_status(finding: Finding) -> Status:
    """The status to show: for one that still has to be asked about, what it becomes once that is clear."""
    return finding.then if finding.status == "ask" and finding.then else finding.status


def main_reason(advice: Advice, finding: Finding) -> str:
    """The one reason to show: of the verb that decided, else why it would be offered."""
    offers = (ruling.say for ruling in advice.dated.by_option[finding.option.code] if verb_of(ruling.rule) == "offer")
    return said(finding, LEADING_VERBS.get(shown_status(finding), "offer")) or said(finding, "offer") or next(offers, "")


def warnings_of(finding: Finding) -> list[str]:
    """Every stop or caution that decides how the option stands, whole and each once: nobody should have to open something for these."""
    verb = {"avoid": "avoid", "wait": "wait"}.get(shown_status(finding), "caution")
    return list(dict.fromkeys(fired.ruling.say for fired in finding.fired if verb_of(fired.ruling.rule) == verb))


def said(finding: Finding, verb: str) -> str:
    """What the first rule of that verb says; empty where none fired."""
    return next((fired.ruling.say for fired in finding.fired if verb_of(fired.ruling.rule) == verb), "")


def parted(advice: Advice, kind: str) -> tuple[list[Finding], list[Finding]]:
    """The options of one kind that are shown, best first, and those folded: what may never come up, because its offer
    hangs on something not yet known."""
    ranked = [finding for finding in best(advice.findings, kind) if finding.status != "not_indicated"]
    on_medicine = advice.known.get("current_medication") not in (None, "none")
    foldable = kind == "change" or (kind == "start" and on_medicine)
    folded = [finding for finding in ranked if foldable and finding.status == "ask" and not said(finding, "offer")]
    return [finding for finding in ranked if finding not in folded], folded


def hang_on(folded: Iterable[Finding]) -> list[str]:
    """The facts that the folded options wait for, each once."""
    return list(dict.fromkeys(name for finding in folded for name in finding.open[:1]))


def first_sentence(text: str) -> str:
    """The text up to its first full stop."""
    head, stop, _ = text.partition(". ")
    return head + "." if stop else text


def titles(advice: Advice, codes: Iterable[str]) -> list[str]:
    """Options by their titles; what is no option stays as it is."""
    return [option.title if (option := advice.dated.guideline.options.get(code)) else code for code in codes]


def calendar_name(advice: Advice, calendar: Calendar) -> Told:
    """The start and its medicine by their titles."""
    start, medicine = titles(advice, (calendar.start, calendar.medicine))
    named = medicine.partition(" ")[0].lower() in start.lower()
    return Told(start) if named else Told("{start}: {medicine}", start=start, medicine=medicine)


def in_words(value: Value) -> str:
    """A fact's value: yes, no, a plain number, a word."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, int | float) else value


def facts_said(fired: Fired) -> str:
    """The facts that made a rule fire, each with its value; empty where it holds for everybody."""
    return ", ".join(f"{name} = {in_words(value)}" for name, value in shown(fired.facts).items())


def limit_said(limit: Limit, held: Constant) -> str:
    """A limit with the value that applied, its source, and why that one."""
    return f"{held.name} = {held}, {limit.source}{f': {limit.why}' if limit.why else ''}"


def disorder_said(advice: Advice) -> str:
    """How severe the disorder is, and the remission where there is one."""
    remission = f", {advice.diagnosis.remission}" if advice.diagnosis.remission else ""
    return f"Opioid use disorder: {advice.diagnosis.severity}{remission}."
